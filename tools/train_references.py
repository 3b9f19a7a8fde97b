"""Makes the model that reads references: the same bytes each time from the same data.

    python -m tools.train_references [--iterations 90] [--made 5000] [--calibrate]

It is trained on eight tenths of the labelled references of AnyStyle (`shared/gold`, BSD-2-Clause) and on made-up ones: titles
and names of `shared/corpora` in styles of the Citation Style Language (`tools.styles`) and in styles drawn at random
(`tools.citations`), cut, garbled and mixed with lines that are no reference. What `held_out` names is never trained on.
"""

import argparse
import json
import lzma
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from math import exp
from operator import mul
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import NamedTuple
from xml.etree import ElementTree

from pycrfsuite import Trainer

from sitegen.dumps.reference import CALIBRATION, Marked, evidence, fields, mark, stretches
from sitegen.dumps.tagging import MODEL, Label, Tagged, features, placed, tokenize
from sitegen.text.names import fold
from tools import styles
from tools.citations import JOURNALS, PLACES, PUBLISHERS, Name, Piece, Pools, citation, han, printed, style

SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[2] / "shared"))
PLACE = Path(__file__).parents[1] / "sitegen/dumps" / MODEL
CALIBRATED = PLACE.with_name(CALIBRATION)
# What AnyStyle's labels are called here.
GOLD: dict[str, Label] = {
    "citation-number": "number",
    "author": "author",
    "title": "title",
    "journal": "container",
    "container-title": "container",
    "collection-title": "container",
    "date": "date",
    "volume": "volume",
    "pages": "pages",
    "publisher": "publisher",
    "location": "place",
    "editor": "editor",
    "translator": "editor",
    "director": "editor",
    "producer": "editor",
    "doi": "id",
    "url": "id",
    "isbn": "id",
}
# Styles that are trained on, none of which the bench judges; with the locale of each.
STYLES = (
    *((name, "en-US") for name in (
        "american-chemical-society", "american-medical-association", "american-institute-of-physics", "cell", "science",
        "american-physics-society", "springer-basic-author-date", "springer-vancouver", "springer-basic-brackets", "pnas",
        "american-sociological-association", "american-political-science-association", "royal-society-of-chemistry", "elife",
        "plos-computational-biology", "frontiers", "bmc-bioinformatics", "genome-biology", "chicago-notes-bibliography",
        "elsevier-with-titles", "american-geophysical-union", "the-journal-of-neuroscience", "international-organization",
        "taylor-and-francis-chicago-author-date", "biomed-central", "acm-siggraph", "journal-of-finance",
        "society-of-biblical-literature-fullnote-bibliography",
    )),
    *((name, "de-DE") for name in (
        "din-1505-2", "iso690-author-date-en", "springer-vancouver", "chicago-author-date-de", "apa-cv",
    )),
    *((name, "fr-FR") for name in (
        "iso690-author-date-fr", "chicago-author-date-fr", "bibliotheque-universitaire-de-medecine-vancouver",
    )),
    *((name, "es-ES") for name in (
        "iso690-author-date-es", "american-sociological-association", "apa-cv", "springer-basic-author-date",
    )),
)  # fmt: skip


class Example(NamedTuple):
    """A text and the label of each of its tokens; `kind` says what it was made from."""

    text: str
    labels: Sequence[Label]
    kind: str = ""


def tenth(text: str) -> int:
    """Which tenth of the data a labelled reference, or a record by its id, belongs to: 0 is for judging, 1 for calibration."""
    return blake2b(text.encode(), digest_size=2).digest()[0] % 10


def held_out(text: str) -> bool:
    """Whether a labelled reference, or a record by its id, is kept for judging."""
    return tenth(text) == 0


# Labelled references and records --------------------------------------------------------------------------------------


def gold() -> Iterator[Example]:
    """The labelled references of AnyStyle, in the labels of `tagging`."""
    with lzma.open(SHARED / "gold/anystyle-core.xml.xz") as stream:
        root = ElementTree.parse(stream).getroot()  # noqa: S314 - a file of the project's own
    for sequence in root:
        yield labelled([Piece(GOLD.get(part.tag, "note"), " ".join((part.text or "").split())) for part in sequence], "gold")


def labelled(pieces: Iterable[Piece], kind: str, blank: str = " ") -> Example:
    """An example of pieces with blanks between them."""
    text, spans = "", []
    for piece in pieces:
        if not piece.text:
            continue
        text += (
            blank if text and not text.endswith("\n") and not (piece.label == "pages" and text.endswith(("):", ";"))) else ""
        )
        spans.append((len(text) + len(piece.text) - len(piece.text.lstrip()), piece.label))
        text += piece.text
    labels: list[Label] = []
    at = -1
    for token in tokenize(text):
        while at + 1 < len(spans) and spans[at + 1][0] <= token.start:
            at += 1
        labels.append(spans[max(at, 0)][1])
    return Example(text, labels, kind)


def records() -> list[dict[str, object]]:
    """The records of the corpus that have a title and authors."""
    with lzma.open(SHARED / "corpora/acl-anthology-2021.jsonl.xz", "rt", encoding="utf-8") as lines:
        found = map(json.loads, lines)
        return [one for one in found if one["title"] and one["authors"] and 15 < len(one["title"]) < 250]


def pools(kept: Sequence[dict[str, object]], examples: Sequence[Example]) -> Pools:
    """What made-up citations are made of: parts of records, and of the labelled references among the examples."""
    parts: dict[Label, list[str]] = {}
    for example in examples:
        for label, text in runs(example):
            parts.setdefault(label, []).append(text.strip(" .,;:()[]“”\"'«»"))
    fit = {label: sorted({text for text in texts if 3 < len(text) < 160}) for label, texts in parts.items()}
    names = {Name(*name.rsplit(" ", 1)) for one in kept for name, _ in one["authors"] if " " in name}  # type: ignore[attr-defined]
    titles = [str(one["title"]) for one in kept]
    gold_titles = [title for title in fit["title"] if title[:1].isupper()]
    return Pools(
        titles=[*titles[: 6 * len(gold_titles)], *gold_titles * 5],
        names=sorted(names),
        conferences=sorted({str(one["booktitle"] or one["venue_name"]) for one in kept}),
        journals=[*(text for text in fit["container"] if not text.lower().startswith("in ")), *JOURNALS],
        books=[title for title in gold_titles if len(title) < 90],
        publishers=[*fit["publisher"], *PUBLISHERS],
        places=[*(text for text in fit["place"] if len(text) < 40), *PLACES],
    )


def runs(example: Example) -> Iterator[tuple[Label, str]]:
    """The stretches of an example whose tokens have one label."""
    tokens = tokenize(example.text)
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or example.labels[at] != example.labels[start]:
            yield example.labels[start], example.text[tokens[start].start : tokens[at - 1].end]
            start = at


# Made-up examples -----------------------------------------------------------------------------------------------------


def made(pool: Pools, chance: Random, count: int) -> Iterator[Example]:
    """References in styles drawn at random."""
    while count > 0:
        how = style(chance)
        for number in range(chance.randint(1, 4)):
            count -= 1
            if chance.random() < 0.03:
                yield labelled(han(chance.randint(1, 99), chance), "han", chance.choice((" ", "")))
            else:
                yield labelled(printed(citation(pool, chance), how, chance.randint(1, 120) + number, chance), how.order)


def in_styles(pool: Pools, chance: Random, each: int) -> Iterator[Example]:
    """References as styles of the Citation Style Language print them."""
    for name, locale in STYLES:
        citations = [citation(pool, chance) for _ in range(each)]
        try:
            texts = styles.rendered(citations, name, locale)
        except Exception as odd:  # noqa: BLE001 - citeproc-py cannot print some styles
            print(f"left out: {name} ({type(odd).__name__}: {odd})")
            continue
        for text, one in zip(texts, citations, strict=True):
            if found := styles.labels(text, one):
                yield Example(text, found, name)


MENUS = (
    "Home|About|Publications|Contact|Research|Teaching|Sign in|Privacy policy|Cookie settings|Download PDF|Load more"
    "|Show all|Next page|Back to top|Search results|Export citations|Page 3|1 of 12|Sort by relevance|Cited by 120"
    "|View abstract|Share|Save|Journal articles|Conference papers|Books|Working papers|Selected publications|2021|2019"
    "|Under review|Curriculum Vitae|Education|Awards and honors|References|Bibliography|Works cited"
    "|Literaturverzeichnis|Veröffentlichungen|Publications récentes|Artículos|Professor of Linguistics"
    "|PhD in Physics, University of Example, 2014|B.A. in Mathematics, 1989"
    "|2012– Professor of History, Example University|2010-2014 Postdoctoral researcher|office: Room 12, Example Hall"
    "|Phone: +49 89 1234567|E-mail: ada@example.org|Program committee member, ICML 2020, NeurIPS 2021"
    "|Reviewer for Nature, Science, and PNAS|Teaching assistant, Fall 2018"
    "|Member of the editorial board, Machine Learning, 2015-2020|Last updated: 3 May 2021|© 2020 Example University"
    "|h-index 42|Invited talk, Workshop on Examples, Berlin, May 2019|Best Paper Award, ACL 2019|NSF CAREER Award, 2016"
    "|Grant: ERC Starting Grant (2017-2022)|Our code is available at https://github.com/example/code"
    "|Department of Computer Science, University of Example"
).split("|")


def strangers(kept: Sequence[dict[str, object]], pool: Pools, chance: Random, count: int) -> Iterator[Example]:
    """Lines that are no references: menus, prose, and titles and bylines alone, which have those labels."""
    for _ in range(count):
        kind = chance.choice(("menu", "prose", "prose", "title", "byline", "byline", "mixed", "mixed", "file"))
        record = chance.choice(kept)
        if kind == "title":
            yield labelled([Piece("title", chance.choice(pool.titles))], "title")
        elif kind in {"mixed", "file"}:
            text = _mixed(pool, chance) if kind == "mixed" else _file(pool, chance)
            yield Example(text, ["none"] * len(tokenize(text)), kind)
        elif kind == "byline":
            names = [f"{name.given} {name.family}" for name in chance.sample(pool.names, chance.randint(1, 6))]
            yield labelled([Piece("author", ", ".join(names))], "byline")
        else:
            sentences = (
                re.split(r"(?<=[.!?])\s+", str(record.get("abstract") or "")) if kind == "prose" else [chance.choice(MENUS)]
            )
            start = chance.randrange(len(sentences))
            text = " ".join(" ".join(sentences[start : start + chance.randint(1, 4)]).split())
            yield Example(text, ["none"] * len(tokenize(text)), kind)


def _mixed(pool: Pools, chance: Random) -> str:
    """The end of one entry with the beginning of the next one, as lines are put together that do not belong together."""
    names = ", ".join(f"{name.given} {name.family}" for name in chance.sample(pool.names, chance.randint(1, 4)))
    venue = f"{chance.choice((*pool.conferences, *JOURNALS))}, {chance.randint(1990, 2026)}"
    button = chance.choice(("PDF", "Cite Share", "Cited by 12", "Read more", "3", "Open Access"))
    parts = chance.choice(((names, button), (names, venue, button), (names,), (venue, button), (venue,), (venue, names)))
    behind = chance.choice(((), (), (names,)))
    return "\n".join((*parts, chance.choice(pool.titles), *behind))


def _file(pool: Pools, chance: Random) -> str:
    """An entry of a bibliography file, which is no reference."""
    names, title, year = chance.sample(pool.names, 2), chance.choice(pool.titles), chance.randint(1990, 2026)
    authors = [f"{name.family}, {name.given}" for name in names]
    if chance.random() < 0.5:
        key = f"@article{{roe{year},"
        return f"{key}\ntitle = {{{title}}},\nauthor = {{{' and '.join(authors)}}},\nyear = {{{year}}}\n}}"
    return f"TY  - JOUR\nTI  - {title}\nAU  - {authors[0]}\nAU  - {authors[1]}\nPY  - {year}\nER  -"


def worn(example: Example, chance: Random) -> Example:
    """The example as it may have come through a page: cut off, numbered or not, its dashes, quotes and hyphens changed."""
    text = example.text
    if chance.random() < 0.1:
        text = text.translate(chance.choice((str.maketrans("–", "-"), str.maketrans("“”’", '""\''), str.maketrans("-", "–"))))
    labels = example.labels
    if chance.random() < 0.03 and len(labels) > 12:
        kept = chance.randint(8, len(labels) - 1)
        tokens = tokenize(text)
        if len(tokens) == len(labels):
            text, labels = text[: tokens[kept - 1].end] + chance.choice(("", "…", " …")), labels[:kept]
    if chance.random() < 0.03:
        words = list(re.finditer(r"(?<=[a-z]{3})(?=[a-z]{3})", text))
        if words:
            at = chance.choice(words).start()
            text = f"{text[:at]}-{text[at:]}"
    if chance.random() < 0.12:
        text = "\n".join(wrap(text, chance.randint(50, 110), break_long_words=False, break_on_hyphens=False))
    if len(tokenize(text)) == len(labels):
        return example._replace(text=text, labels=labels)
    return example


class Examples(NamedTuple):
    """What is trained on, what tells how sure a reading is, and what is kept for judging."""

    learned: list[Example]
    calibrating: list[Example]
    judged: list[Example]


def examples(count: int, chance: Random) -> Examples:
    """Labelled references, made-up ones and strangers, each with its kind."""
    labels = list(gold())
    learned = [example for example in labels if tenth(example.text) > 1]
    kept = [one for one in records() if not held_out(str(one["id"]))]
    chance.shuffle(kept)
    pool = pools(kept, learned)
    mixed = []
    for size, seed, known in (
        (count, 1, [*learned, *learned, *learned]),
        (count // 8, 2, [one for one in labels if tenth(one.text) == 1]),
    ):
        draw = Random(seed)
        new = [*made(pool, draw, size), *in_styles(pool, draw, max(2, size // 100))]
        mixed.append([*known, *(worn(example, draw) for example in new), *strangers(kept, pool, draw, size // 6)])
    chance.shuffle(mixed[0])
    return Examples(mixed[0], mixed[1], [example for example in labels if tenth(example.text) == 0])


# How sure a reading is ------------------------------------------------------------------------------------------------


def is_right(example: Example, marked: Marked) -> bool:
    """Whether authors, title and year are those of the labels; what is no reference is never right."""
    if not {"title", "author"} & set(example.labels) or len(set(example.labels)) < 2:
        return False
    found, wanted = fields(marked), fields(labelled_as(example))
    return [fold(found.title or ""), found.authors, (found.details.date or "")[:4]] == [
        fold(wanted.title or ""),
        wanted.authors,
        (wanted.details.date or "")[:4],
    ]


def labelled_as(example: Example) -> Marked:
    """An example marked by its own labels."""
    tagged = [Tagged(token, label, 1.0) for token, label in zip(tokenize(example.text), example.labels, strict=True)]
    return Marked(example.text, tuple(stretches(tagged)), 1.0, len(tagged))


def calibrate(judged: Sequence[Example]) -> list[float]:
    """The weights of the evidence by logistic regression: Newton's steps, a little pulled to nought."""
    rows = []
    for example in judged:
        marked = mark(example.text)
        if marked.runs:
            rows.append((evidence(fields(marked), marked), is_right(example, marked)))
    size = len(rows[0][0])
    weights = [0.0] * size
    for _ in range(30):
        gradient = [-0.5 * weight for weight in weights]
        curve = [[0.5 * (at == other) for other in range(size)] for at in range(size)]
        for seen, right in rows:
            chance = 1 / (1 + exp(-max(-30.0, min(30.0, sum(map(mul, weights, seen))))))
            for at, value in enumerate(seen):
                gradient[at] += (right - chance) * value
                for other in range(size):
                    curve[at][other] += chance * (1 - chance) * value * seen[other]
        weights = [weight + step for weight, step in zip(weights, solved(curve, gradient), strict=True)]
    return [round(weight, 4) for weight in weights]


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of linear equations, by Gauss's elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at, row in enumerate(rows):
        for other in range(len(rows)):
            if other != at:
                factor = rows[other][at] / row[at]
                rows[other] = [value - factor * mine for value, mine in zip(rows[other], row, strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]


def train(learned: Iterable[Example], place: Path, iterations: int) -> None:
    """Write the model made of the examples."""
    trainer = Trainer(verbose=False)
    for example in learned:
        if tokens := tokenize(example.text):
            trainer.append(features(example.text, tokens), placed(example.labels))
    trainer.select("lbfgs")
    trainer.set_params({"c1": 0.12, "c2": 0.02, "max_iterations": iterations, "feature.minfreq": 2})
    with TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        place.write_bytes(lzma.compress(Path(folder, "model").read_bytes(), preset=9 | lzma.PRESET_EXTREME))


def main() -> None:
    """Make the model and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--iterations", type=int, default=90)
    parser.add_argument("--made", type=int, default=5000)
    parser.add_argument("--calibrate", action="store_true", help="keep the model, and only measure how sure it is")
    asked = parser.parse_args()
    found = examples(asked.made, Random(1))
    if not asked.calibrate:
        train(found.learned, PLACE, asked.iterations)
    print(f"{len(found.learned)} examples, {PLACE.stat().st_size:,} bytes")
    CALIBRATED.write_text(json.dumps({"weights": calibrate(found.calibrating)}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
