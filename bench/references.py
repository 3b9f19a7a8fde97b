"""Measures how references are read: labelled ones that were never trained on, and real records in eight well-known styles.

    python -m bench.references [--records 500] [--show 5]

The labelled ones are the tenth of AnyStyle's (`shared/gold`) that `tools.train_references` keeps for judging. The records are
of `shared/corpora`, none of them trained on either, printed by citeproc-py in styles that were not trained on; numbers and DOIs
are made up. Both lie beside the project, or where SITEGEN_SHARED says. Counted is

    whole     all labels as labelled: journal, book and series are one field, as are remarks and kinds of publication
    right     authors, title and year
    surely    the share that is read without a note, and how much of that is right

and for lists of records what came of each, and what was invented.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from sitegen.dumps import references
from sitegen.dumps.reference import fields, mark
from sitegen.dumps.source import lines
from sitegen.dumps.tagging import tokenize
from sitegen.records import Draft
from sitegen.text.names import fold
from tools.citations import PLACES, Citation, Name
from tools.styles import rendered
from tools.train_references import gold, held_out, is_right, records

STYLES = {
    "APA": "apa",
    "MLA": "modern-language-association",
    "Chicago": "chicago-author-date",
    "IEEE": "ieee",
    "ACM": "association-for-computing-machinery",
    "Vancouver": "nlm-citation-sequence",
    "Harvard": "harvard-cite-them-right",
    "Nature": "nature",
}


class Judged(NamedTuple):
    """What came of one reference."""

    right: bool
    told: bool
    whole: bool = False
    what: str = ""


def labelled() -> Iterator[Judged]:
    """Each labelled reference of the tenth that is kept, read alone."""
    for example in gold():
        if not held_out(example.text):
            continue
        marked = mark(example.text)
        found = fields(marked)
        labels = [run.label for token in tokenize(example.text) for run in marked.runs if run.start <= token.start < run.end]
        told = found.sure < references.SURE or bool(found.doubt or found.unused)
        right = is_right(example, marked)
        yield Judged(right, told, labels == list(example.labels), f"{example.text}\n    {found}")


def citations(count: int, chance: Random) -> list[Citation]:
    """Records that were not trained on, as citations with made-up numbers."""
    kept = [one for one in records() if held_out(str(one["id"])) and all(" " in name for name, _ in one["authors"])]  # type: ignore[attr-defined]
    found = []
    for record in chance.sample(kept, count):
        first = chance.randint(1, 3000)
        journal = not record["booktitle"] or record["venue"] in {"tacl", "cl"}
        found.append(
            Citation(
                kind="journal" if journal else "conference",
                title=str(record["title"]),
                authors=tuple(Name(*name.rsplit(" ", 1)) for name, _ in record["authors"]),  # type: ignore[attr-defined]
                container=str(record["venue_name"] if journal else record["booktitle"]),
                date=(int(str(record["year"])), chance.randint(1, 12), chance.randint(1, 28)),
                volume=str(chance.randint(1, 60)),
                issue=str(chance.randint(1, 12)),
                pages=(str(first), str(first + chance.randint(1, 30))),
                publisher="Association for Computational Linguistics",
                place=chance.choice(PLACES),
                editors=(),
                series="",
                doi=f"10.18653/v1/{record['id']}",
                arxiv="",
            )
        )
    return found


def listed(wanted: Sequence[Citation], style: str) -> Iterator[Judged]:
    """Each record of a list in a style, as the whole list is read."""
    texts = rendered(wanted, style)
    page, _ = lines("list.txt", "\n".join(texts).encode())
    read = references.read("list.txt", page)
    drafts = {draft.span.first: draft for draft in read[0].drafts} if read else {}
    told = {problem.span.first for problem in read[1]} if read else set()
    for number, (one, text) in enumerate(zip(wanted, texts, strict=True), 1):
        draft = drafts.get(number)
        yield Judged(draft is not None and says(draft, one), draft is None or number in told, what=f"{text}\n    {draft}")


def says(draft: Draft, one: Citation) -> bool:
    """Whether a draft has a citation's title, year and authors, as far as these are printed."""
    if fold(draft.title or "") != fold(one.title.rstrip(".")) or (draft.date or "")[:4] != str(one.date[0]):
        return False
    if len(draft.authors) != len(one.authors) and (draft.authors_complete or len(draft.authors) > len(one.authors)):
        return False
    return bool(draft.authors) and all(
        is_name(printed, name) for printed, name in zip(draft.authors, one.authors, strict=False)
    )


def is_name(printed: str, name: Name) -> bool:
    """Whether a printed name has the words of the family name and the initial of the given one, and no other word."""
    words, family, given = fold(printed).split(), fold(name.family).split(), fold(name.given).split()
    left = list((Counter(words) - Counter(family)).elements())
    initials = "".join(word[0] for word in given)
    whole = all(word in given or len(word) <= len(initials) + 1 for word in left)
    return not Counter(family) - Counter(words) and whole and bool(left) and left[0][0] == initials[0]


def report(name: str, judged: Sequence[Judged], show: int) -> None:
    """One line of figures, and what was wrong without a word."""
    count = len(judged)
    sure = [one for one in judged if not one.told]
    right, whole = sum(one.right for one in judged) / count, sum(one.whole for one in judged) / count
    surely = sum(one.right for one in sure) / max(1, len(sure))
    shown = f"{whole:6.1%}" if any(one.whole for one in judged) else "   not"
    print(f"{name:10} {count:4}  whole {shown}  right {right:6.1%}  surely {len(sure) / count:6.1%}, right {surely:6.1%}")
    for one in [one for one in judged if not one.right and not one.told][:show]:
        print("  SILENT", one.what)
    for one in [one for one in judged if not one.right and one.told][: show // 2]:
        print("  told  ", one.what)


def main() -> None:
    """Print how many references are read right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=500)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    report("labelled", list(labelled()), asked.show)
    wanted = citations(asked.records, Random(1))
    for name, style in STYLES.items():
        report(name, list(listed(wanted, style)), asked.show)


if __name__ == "__main__":
    main()
