"""What random pages say: real papers of shared/corpora, dressed with dates, volumes, ids and counts made by chance.

How they print it is said by forms, each facts → lines and what they say (`Form`, `Printed`): names in bench/bylines.py,
entries of one line in bench/lines.py, every other part in bench/printing.py, what stands around entries in bench/around.py.
"""

import datetime
import lzma
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import msgspec

SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[2] / "shared"))
CORPUS = SHARED / "corpora/acl-anthology-2021.jsonl.xz"
OLDEST = 2010
SHORTEST = 150
FIVE_DIGITS = 2015
"""The year since which the numbers of arXiv have five digits."""
CONFERENCES = ("ACL", "EMNLP", "NAACL", "ICML", "NeurIPS", "ICLR", "CVPR", "SIGIR", "KDD", "CHI", "USENIX Security", "VLDB")
JOURNALS = (
    *("Nature", "Science", "Cell", "Neural Networks", "Bioinformatics", "Physical Review D", "Artificial Intelligence"),
    *("IEEE Transactions on Pattern Analysis and Machine Intelligence", "Journal of Machine Learning Research"),
    *("Computational Linguistics", "Neurocomputing", "Journal of the ACM", "PLOS ONE", "Proceedings of the IEEE"),
    *("Transactions of the Association for Computational Linguistics", "Annals of Statistics", "The Lancet Oncology"),
    *("Speech Communication", "Knowledge-Based Systems", "Zeitschrift für Sprachwissenschaft", "Revista Signos"),
)
PUBLISHERS = ("Springer", "Elsevier", "ACM", "IEEE", "aclanthology.org", "Wiley Online Library", "proceedings.mlr.press")
HANDLES = ("taesiri", "akhaliq", "ada_example", "mlreader", "nielsr", "benSample")
CATEGORIES = ("cs.CL", "cs.LG", "cs.AI", "cs.IR", "cs.CV", "stat.ML", "eess.AS", "cs.SD")
TYPES = ("article", "conference", "preprint", "chapter", "thesis", "report")
NOTES = ("Oral", "Spotlight", "Best Paper Award", "Outstanding Paper", "in press", "Honorable Mention", "To appear")
PLACES = ("Example University", "Institute of Samples", "Technical University of Mock Town", "Specimen Research")


class Facts(NamedTuple):
    """All that a page could say of a paper; a layout says some of it."""

    title: str
    authors: tuple[str, ...]
    abstract: str
    date: datetime.date
    meeting: str
    short: str
    journal: str
    volume: str
    issue: str
    first: int
    last: int
    doi: str
    arxiv: str
    address: str
    citations: int
    upvotes: int
    comments: int
    category: str
    type: str
    note: str
    publisher: str
    handle: str
    place: str

    @property
    def year(self) -> str:
        return str(self.date.year)


class Printed(NamedTuple):
    """Lines of a page, joined by "\\n", what they say, in the keys of the record interface, and what they may say."""

    text: str
    says: Mapping[str, object] = {}
    may: Mapping[str, object] = {}


Form = Callable[[Facts], Printed]


@cache
def records() -> tuple[Mapping[str, Any], ...]:
    """The papers of the corpus that have what a page may need."""
    with lzma.open(CORPUS, "rb") as text:
        found = map(msgspec.json.decode, text)
        return tuple(one for one in found if _fits(one))


def _fits(record: Mapping[str, Any]) -> bool:
    names = [name for name, _ in record["authors"] or ()]
    plain = all(re.fullmatch(r"[^\W\d_][^,;()&/|\d]*\s[^,;()&/|\d]+", name) for name in names)
    return bool(names) and plain and record["year"] >= OLDEST and len(record.get("abstract") or "") > SHORTEST


def facts(record: Mapping[str, Any], chance: Random) -> Facts:
    """A paper of the corpus with what its page says of it."""
    first = chance.randint(1, 9000)
    date = datetime.date(record["year"], chance.randint(1, 12), chance.randint(1, 28))
    digits = 5 if date.year >= FIVE_DIGITS else 4
    key = record["id"].upper()
    return Facts(
        title=" ".join(record["title"].split()),
        authors=tuple(" ".join(name.split()) for name, _ in record["authors"][: chance.choice((3, 6, 12))]),
        abstract=" ".join(record["abstract"].split()),
        date=date,
        meeting=" ".join(record["booktitle"].split()),
        short=chance.choice(CONFERENCES),
        journal=chance.choice(JOURNALS),
        volume=str(chance.randint(1, 160)),
        issue=str(chance.randint(1, 12)),
        first=first,
        last=first + chance.randint(1, 30),
        doi=chance.choice((f"10.18653/v1/{key}", f"10.1016/j.neunet.{date.year}.{first % 12 + 1:02}.{first % 90 + 10:03}")),
        arxiv=f"{date:%y%m}.{chance.randint(1, 9999):0{digits}}",
        address=f"https://aclanthology.org/{key}",
        citations=chance.choice((chance.randint(1, 60), chance.randint(60, 2500))),
        upvotes=chance.randint(1, 180),
        comments=chance.randint(1, 12),
        category=chance.choice(CATEGORIES),
        type=chance.choice(TYPES),
        note=chance.choice(NOTES),
        publisher=chance.choice(PUBLISHERS),
        handle=chance.choice(HANDLES),
        place=chance.choice(PLACES),
    )
