"""Measures reading: real records laid out as no page was ever laid out, read, and compared with what the layout says of them.

    python -m bench.reading [--seed 1] [--layouts 200] [--show 5]

A layout is drawn at random: which parts an entry has, in which order, how names are printed, bullets, buttons, ids and counts
between them, blank lines, a menu above and a footer below. The records are those of shared/corpora beside the project, or where
SITEGEN_SHARED says. Counted are the entries that are

    right     title, authors and abstract as printed, or all of them that the formats have
    partly    a part is missing, and nothing is wrong
    told      something is wrong, and a problem stands on its lines
    SILENT    something is wrong, and nothing is said
    missing   no record has its title
    refused   the page was refused whole

and the records that stand for none of them, told (invented) or not (INVENTED). `--show` prints so many of the silent ones.
"""

import argparse
import json
import lzma
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from sitegen import dumps
from sitegen.records import Draft
from sitegen.text.names import fold

SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[2] / "shared"))
SHORTEST = 150
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Entry(NamedTuple):
    """What a page says of one record: each "" or empty where the layout leaves it out; `abstract` None where it is cut."""

    title: str
    authors: tuple[str, ...] = ()
    abstract: str | None = ""


class Layout(NamedTuple):
    """How a page lists its papers."""

    parts: tuple[str, ...]
    names: str
    bullet: str
    between: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    buttons: tuple[str, ...]


def _family(name: str) -> tuple[str, list[str]]:
    *given, family = name.split()
    return family, given


# How a page prints its authors: one name, and what stands between two.
NAMES: dict[str, tuple[Callable[[str], str], str]] = {
    "commas": (str, ", "),
    "bars": (str, " | "),
    "semicolons": (str, "; "),
    "dots": (str, " · "),
    "a line each": (str, "\n"),
    "marks": (lambda name: f"{name}¹", ", "),
    "family first": (lambda name: f"{_family(name)[0]}, {' '.join(_family(name)[1])}", "; "),
    "initials": (lambda name: f"{''.join(word[0] for word in _family(name)[1])} {_family(name)[0]}", ", "),
    "APA": (lambda name: f"{_family(name)[0]}, {' '.join(f'{word[0]}.' for word in _family(name)[1])}", ", "),
}
ABOVE = ((), (), ("Search results", "1-20 of 312"), ("Home", "Browse", "About"), ("Publications",))
BELOW = ((), (), ("1", "2", "3", "Next"), ("© 2024 The Library", "Privacy"), ("Load more",))
BUTTONS = (("PDF",), ("Cite", "Save"), ("[pdf] [bib]",), ("View details", "Bookmark"))
OTHER = ("date", "category", "id", "count", "buttons", "venue", "kind", "address")


def layout(chance: Random) -> Layout:
    """A layout that nobody drew before."""
    above = chance.choices(OTHER, k=chance.random() < 0.4)
    names = ["names"] * (chance.random() < 0.8)
    between = chance.choices(OTHER, k=chance.random() < 0.5)
    text = chance.choice((["abstract"], ["abstract"], ["labelled"], ["excerpt"], []))
    below = chance.choices(OTHER, k=chance.randint(0, 3))
    return Layout(
        parts=(*above, "title", *names, *between, *text, *below),
        names=chance.choice(list(NAMES)),
        bullet=chance.choice(("", "", "{}. ", "[{}] ", "• ")),
        between=chance.choice(("\n", "\n\n")),
        above=chance.choice(ABOVE),
        below=chance.choice(BELOW),
        buttons=chance.choice(BUTTONS),
    )


def laid_out(records: Sequence[dict[str, object]], how: Layout, chance: Random) -> tuple[str, list[Entry]]:
    """The page, and what it says of each record."""
    entries = []
    texts = []
    for number, record in enumerate(records, 1):
        title, abstract = (" ".join(str(record[key]).split()) for key in ("title", "abstract"))
        authors = tuple(name for name, _ in record["authors"])[: chance.choice((2, 3, 5))]  # type: ignore[attr-defined]
        one, separator = NAMES[how.names]
        texts.append(
            "\n".join(_lines(record, how, chance, how.bullet.format(number) + title, separator.join(map(one, authors))))
        )
        said = None if "excerpt" in how.parts else abstract if {"abstract", "labelled"} & set(how.parts) else ""
        entries.append(Entry(title, tuple(map(one, authors)) if "names" in how.parts else (), said))
    return "\n".join([*how.above, how.between.join(texts), *how.below]), entries


def _lines(record: dict[str, object], how: Layout, chance: Random, title: str, names: str) -> Iterator[str]:
    abstract = " ".join(str(record["abstract"]).split())
    for part in how.parts:
        yield {
            "title": title,
            "names": names,
            "abstract": abstract,
            "labelled": f"Abstract: {abstract}",
            "excerpt": f"… {abstract[60:220]} …",
            "date": f"{chance.choice(MONTHS)} {chance.randint(1, 28)}, {record['year']}",
            "category": chance.choice(("cs.CL", "cs.CL; cs.LG", "Computation and Language")),
            "id": f"arXiv:{chance.randint(1500, 2400)}.{chance.randint(10000, 19999)}",
            "count": f"Cited by {chance.randint(1, 400)}",
            "buttons": "\n".join(how.buttons),
            "venue": f"{record['venue_name']}, {record['year']}",
            "kind": chance.choice(("Conference paper", "Article", "Preprint")),
            "address": f"https://aclanthology.org/{record['id']}",
        }[part]


def verdict(entry: Entry, draft: Draft) -> str:
    """Whether a draft says what the page says of its entry: right, partly, or what of it is wrong."""
    printed = [sorted(fold(re.sub("¹", "", name)).split()) for name in entry.authors]
    lost = bool(printed and not draft.authors) or bool(entry.abstract and not draft.abstract)
    if draft.authors and [sorted(fold(name).split()) for name in draft.authors] != printed:
        return "authors"
    if draft.abstract and entry.abstract is not None and fold(draft.abstract) != fold(entry.abstract):
        return "abstract"
    return "partly" if lost else "right"


def judged(text: str, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """A verdict for each entry of a page, and for each draft that stands for none, with what is silently wrong."""
    reading, problems = dumps.read("content/dumps/page.txt", text.encode())
    if reading.format is None:
        yield from [("refused", "")] * len(entries)
        return
    told = {number for problem in problems for number in range(problem.span.first or 0, (problem.span.last or 0) + 1)}
    left = list(reading.drafts)
    for entry in entries:
        draft = next((one for one in left if fold(one.title or "") == fold(entry.title)), None)
        if draft is None:
            yield "missing", ""
            continue
        left.remove(draft)
        found = verdict(entry, draft)
        said = not told.isdisjoint(range(draft.span.first, draft.span.last + 1))
        yield (found, "") if found in {"right", "partly"} else ("told", "") if said else ("SILENT", f"{found}: {draft}")
    for draft in left:
        said = not told.isdisjoint(range(draft.span.first, draft.span.last + 1))
        yield ("invented", "") if said else ("INVENTED", str(draft))


def main() -> None:
    """Print how many entries of random pages are read right, and what is wrong in silence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layouts", type=int, default=200)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    chance = Random(asked.seed)
    with lzma.open(SHARED / "corpora/acl-anthology-2021.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [one for one in map(json.loads, lines) if len(one.get("abstract") or "") > SHORTEST and one["authors"]]
    counts: Counter[str] = Counter()
    silent = []
    for _ in range(asked.layouts):
        how = layout(chance)
        text, entries = laid_out(chance.sample(records, chance.randint(6, 20)), how, chance)
        for found, what in judged(text, entries):
            counts[found] += 1
            silent += [f"{' '.join(how.parts)} ({how.names}): {what[:300]}"] if what else []
    print(f"{asked.layouts} layouts:", ", ".join(f"{name} {count}" for name, count in counts.most_common()))
    for line in silent[: asked.show]:
        print(line)


if __name__ == "__main__":
    main()
