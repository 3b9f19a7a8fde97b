"""Measures joining: pairs that are one paper, made by changing real records, and pairs of neighbours that are two papers.

    python -m bench.joining [--half report] [--pairs 300] [--show 3]

The records are those of shared/corpora beside the project, or where SITEGEN_SHARED says. They are split by their titles:
joining was tuned on one half (`--half tune`), and is reported on the other. A row is a kind of change: of so many pairs, the
share that becomes one paper where each pair is a site of its own, and where all pairs are one site together; of pairs that are
two papers, the share that stays two. One record in three has no abstract. `--show` prints so many of the pairs of a row that
were judged wrongly.
"""

import argparse
import json
import lzma
import os
import re
import string
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice, pairwise
from pathlib import Path
from random import Random
from zlib import crc32

from msgspec.structs import replace

from sitegen import store
from sitegen.merge import merge
from sitegen.problems import Span
from sitegen.records import Draft, Dump, Listing

SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[2] / "shared"))
HALVES = ("tune", "report")
Pair = tuple[Draft, Draft]
Change = Callable[[Draft, Random], Draft | None]
"""A record as another page gives it; None where it has nothing that would change."""

TEX_MARKS = {"\u0301": "'", "\u0300": "`", "\u0308": '"', "\u0302": "^", "\u0303": "~", "\u0327": "c", "\u030c": "v"}
FORMULAS = (
    ("β-", r"$\beta$-"),
    ("β-", "beta-"),
    ("ℓ₁-", r"$\ell_1$-"),
    ("k-", "$k$-"),
    ("O(n²) ", "$O(n^2)$ "),
    ("α-", r"\alpha-"),
    ("O(n^2) ", "$O(n^2)$ "),
    ("λ ", r"$\lambda$ "),
)
BRITISH = (
    (r"(?i)(?<=[a-z]{3})iz(?=e|ing|ation|er)", "is"),
    (r"(?i)(behavi|\bcol|neighb|\bfav|\bhum|\blab|\brum)or", r"\1our"),
    (r"(?i)(mode|labe|trave|signa)l(?=ing|ed|er)", r"\1ll"),
    (r"(?i)(?<=anal)yz(?=e|ing)", "ys"),
    (r"(?i)\bcenter(?!ing)", "centre"),
    (r"(?i)\b(dial|catal|anal)og\b", r"\1ogue"),
    (r"(?i)(?<=judg)ment", "ement"),
    (r"(?i)(?<=def)ense", "ence"),
    (r"(?i)\bgray\b", "grey"),
    (r"(?i)\bartifact", "artefact"),
)
OPPOSITES = (
    ("supervised", "unsupervised"),
    ("symmetric", "asymmetric"),
    ("monolingual", "bilingual"),
    ("English", "German"),
    ("Chinese", "Japanese"),
    ("semantic", "syntactic"),
    ("Neural", "Statistical"),
    ("word", "character"),
    ("local", "global"),
    ("explicit", "implicit"),
    ("BERT", "ALBERT"),
    ("LSTM", "GRU"),
    ("with", "without"),
    ("Parsing", "Tagging"),
    ("typical", "atypical"),
    ("macro", "micro"),
    ("first", "second"),
    ("Arabic", "Hindi"),
    ("speech", "text"),
    ("sentence", "document"),
)
ALPHABETS = (
    [chr(code) for code in range(0x4E00, 0x4E00 + 2500)],
    [chr(code) for code in range(0x3042, 0x3094)],
    [chr(code) for code in range(0xAC00, 0xAC00 + 2500)],
    [chr(code) for code in range(0x0E01, 0x0E2F)],
    [chr(code) for code in range(0x0430, 0x0450)],
    [chr(code) for code in range(0x0627, 0x064B)],
)
SPACED = (2, 4, 5)


def records() -> Iterator[Draft]:
    """The records of the corpus as drafts, without the few that have no title."""
    with lzma.open(SHARED / "corpora" / "acl-anthology-2021.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            if record["title"]:
                yield Draft(
                    id=record["id"],
                    span=Span("record", number + 1),
                    title=record["title"],
                    authors=tuple(name for name, _ in record["authors"]),
                    date=str(record["year"]),
                    abstract=record.get("abstract") or None,
                )


def half(name: str) -> list[Draft]:
    """One half of the records, which share no paper with the other: titles that are alike in their letters lie in one half."""
    wanted = HALVES.index(name)
    return [one for one in records() if crc32(letters(one.title or "").encode()) % 2 == wanted]


@cache
def letters(text: str) -> str:
    """The ASCII letters and digits of a text, in lower case, without accents."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(re.findall(r"[a-z0-9]+", bare))


# What makes one paper look like two


def tex(one: Draft, chance: Random) -> Draft | None:
    """The letters of a title as TeX writes them, or a word set apart."""
    title = "".join(_tex_letter(letter, chance) for letter in unicodedata.normalize("NFC", one.title or ""))
    if title == one.title:
        words = title.split()
        at = chance.randrange(len(words))
        words[at] = rf"\emph{{{words[at]}}}" if chance.random() < 0.5 else rf"\textbf{{{words[at]}}}"
        title = " ".join(words)
    return replace(one, title=title)


def _tex_letter(letter: str, chance: Random) -> str:
    base, *marks = unicodedata.normalize("NFD", letter)
    if len(marks) != 1 or marks[0] not in TEX_MARKS or base not in string.ascii_letters:
        return letter
    mark = TEX_MARKS[marks[0]]
    return chance.choice((rf"\{mark}{{{base}}}", rf"{{\{mark}{'' if mark not in 'cv' else ' '}{base}}}"))


def bare(one: Draft, _: Random) -> Draft | None:
    """Accents lost."""
    title = _bare(one.title or "")
    changed = replace(one, title=title, authors=tuple(map(_bare, one.authors)))
    return None if changed == one else changed


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def ampersand(one: Draft, _: Random) -> Draft | None:
    """`&` for "and"."""
    title = one.title or ""
    return replace(one, title=title.replace(" and ", " & ")) if " and " in title else None


def initials(one: Draft, _: Random) -> Draft | None:
    """Given names as initials."""
    changed = tuple(" ".join([*(f"{word[0]}." for word in name.split()[:-1]), name.split()[-1]]) for name in one.authors)
    return replace(one, authors=changed) if changed != one.authors else None


def family_first(one: Draft, chance: Random) -> Draft | None:
    """ "Example, Ada" or "Example, A."."""
    short = chance.random() < 0.5
    parts = [name.split() for name in one.authors]
    if not parts or any(len(words) < 2 for words in parts):
        return None
    given = (" ".join(f"{word[0]}." for word in words[:-1]) if short else " ".join(words[:-1]) for words in parts)
    return replace(one, authors=tuple(f"{words[-1]}, {first}" for words, first in zip(parts, given, strict=True)))


def umlauts(one: Draft, chance: Random) -> Draft | None:
    """ "Schaefer" or "Schafer" for "Schäfer"."""
    wide = chance.random() < 0.5
    spelled = {
        ord(one): other if wide else other[0] for one, other in zip("äöüÄÖÜ", ("ae", "oe", "ue", "Ae", "Oe", "Ue"), strict=True)
    }
    changed = tuple(name.translate(spelled) for name in one.authors)
    return replace(one, authors=changed) if changed != one.authors else None


def typo(one: Draft, chance: Random) -> Draft | None:
    """One typing error in a letter of a title of six words or more."""
    title = one.title or ""
    places = [at for at, letter in enumerate(title) if letter.isascii() and letter.isalpha()]
    if len(title.split()) < 6:
        return None
    at = chance.choice(places)
    letter = chance.choice(string.ascii_lowercase)
    made = chance.choice(
        (
            title[:at] + title[at + 1 :],
            title[:at] + title[at] + title[at:],
            title[:at] + letter + title[at + 1 :],
            title[:at] + title[at : at + 2][::-1] + title[at + 2 :],
        )
    )
    return replace(one, title=made) if made != title else None


def subtitle(others: Iterable[Draft]) -> Change:
    """Nothing behind the colon, where no other record has what stands before it."""
    heads = Counter((one.title or "").partition(": ")[0] for one in others)

    def change(one: Draft, _: Random) -> Draft | None:
        head, _, behind = (one.title or "").partition(": ")
        return replace(one, title=head) if heads[head] == 1 and len(behind.split()) > 1 else None

    return change


def british(one: Draft, _: Random) -> Draft | None:
    """British spelling."""
    title = one.title or ""
    for american, written in BRITISH:
        title = re.sub(american, written, title)
    return replace(one, title=title) if title != one.title else None


def marks(one: Draft, chance: Random) -> Draft | None:
    """Other hyphens, case, quotes, and a full stop."""
    title = one.title or ""
    title = chance.choice((title.upper(), title.lower(), title.title(), title))
    title = chance.choice((title.replace("-", " "), title.replace("-", "\u2010"), title.replace("-", "")))
    return replace(one, title=chance.choice((f"{title}.", f"“{title}”", f"{title} .", f"  {title}*")))


def formula(one: Draft, chance: Random) -> Draft | None:
    """A formula in front, for `formula_of` the other spelling of it."""
    return replace(one, title=FORMULAS[chance.randrange(len(FORMULAS))][1] + (one.title or ""))


def formula_of(one: Draft, chance: Random) -> Draft:
    """The record that `formula` changed, by the same chance."""
    return replace(one, title=FORMULAS[chance.randrange(len(FORMULAS))][0] + (one.title or ""))


def rewritten(others: Sequence[Draft]) -> Change:
    """Another abstract altogether."""
    texts = [one.abstract for one in others if one.abstract]

    def change(one: Draft, chance: Random) -> Draft | None:
        long = len((one.title or "").split()) >= 5 and one.authors and one.abstract
        return replace(one, abstract=chance.choice(texts)) if long else None

    return change


def printed(one: Draft, chance: Random) -> Draft | None:
    """The year of the journal, one or two after the preprint."""
    long = len((one.title or "").split()) >= 5 and one.authors
    return replace(one, date=str(int(one.date or 0) + chance.choice((1, 2)))) if long else None


def script(one: Draft, chance: Random) -> Draft:
    """The words of title and abstract in letters of another script, the same for the same word."""
    alphabet = chance.randrange(len(ALPHABETS))
    abstract = one.abstract and _foreign(one.abstract, alphabet)
    return replace(one, title=_foreign(one.title or "", alphabet), abstract=abstract)


def _foreign(text: str, alphabet: int) -> str:
    known = ALPHABETS[alphabet]
    between = " " if alphabet in SPACED else ""
    return between.join("".join(Random(word).choices(known, k=2 if alphabet in {0, 2} else 5)) for word in text.lower().split())


def script_again(one: Draft, chance: Random) -> Draft:
    """What `script` gives, with the marks of another page."""
    made = script(one, chance)
    return replace(made, title=f"《{made.title}》" if chance.random() < 0.5 else f"{made.title}。")


# What makes two papers look like one


def neighbours(drafts: Sequence[Draft]) -> Mapping[str, list[Pair]]:
    """Pairs of different papers that are alike, by how they are."""
    by_author, by_title, by_words = defaultdict(list), defaultdict(list), defaultdict(list)
    by_start, by_series = defaultdict(list), defaultdict(list)
    for one in drafts:
        words = (one.title or "").lower().split()
        by_title[letters(one.title or "")].append(one)
        by_start[" ".join(words[:4])].append(one)
        by_series[" ".join(re.sub(r"\d+|\b[ivx]+\b", "0", word) for word in words)].append(one)
        for at in range(len(words)):
            by_words[" ".join((*words[:at], *words[at + 1 :]))].append(one)
        for author in one.authors[:1]:
            by_author[author].append(one)
    found = {
        "equal titles, other papers": _pairs(by_title.values()),
        "one word differs": (pair for pair in _pairs(by_words.values()) if len((pair[0].title or "").split()) > 3),
        "a number differs": _pairs(by_series.values()),
        "same first words": _pairs(held for start, held in by_start.items() if len(start.split()) == 4),
        "same first author": _pairs(by_author.values()),
    }
    return {name: _mixed(pair for pair in pairs if _of_two_papers(pair)) for name, pairs in found.items()}


def _pairs(groups: Iterable[Sequence[Draft]]) -> Iterator[Pair]:
    for group in groups:
        yield from islice(pairwise(group), 6)


def _mixed(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(set(pairs), key=lambda pair: crc32(repr(pair).encode()))


def _of_two_papers(pair: Pair) -> bool:
    """Whether two records have two titles; or nobody in common, or nobody at all and years that are far apart."""
    if letters(pair[0].title or "") != letters(pair[1].title or ""):
        return True
    one, other = ({letters(name.split()[-1]) for name in draft.authors} for draft in pair)
    apart = abs(int(pair[0].date or 0) - int(pair[1].date or 0))
    return not one & other if one and other else not one and not other and apart > 2


def swapped(drafts: Iterable[Draft]) -> Iterator[Pair]:
    """A record, and one of the same authors whose title differs in one word that makes another paper."""
    for number, one in enumerate(drafts):
        chance = Random(one.id)
        choices = [(this, that) for pair in OPPOSITES for this, that in (pair, pair[::-1])]
        chance.shuffle(choices)
        for this, that in choices:
            title = re.sub(rf"(?i)\b{this}\b", that, one.title or "", count=1)
            if title != one.title:
                yield one, replace(one, id=f"{one.id}-{number}", title=title, abstract=None)
                break


def parts(drafts: Iterable[Draft]) -> Iterator[Pair]:
    """A record in two parts, of two years, with two methods, and its erratum."""
    for one in drafts:
        this, that = Random(one.id).choice(
            (
                (": Part I", ": Part II"),
                (" 2019", " 2020"),
                (" (I)", " (II)"),
                (" with BERT", " with ALBERT"),
                (", Part 1", ", Part 2"),
                (" I", " II"),
                ("", ": Part II"),
                ("", " II"),
                ("", ": Erratum"),
                (" in English", " in French"),
            )
        )
        title = one.title or ""
        yield replace(one, title=title + this, abstract=None), replace(one, id=f"{one.id}-2", title=title + that, abstract=None)


def journal(drafts: Iterable[Draft]) -> Iterator[Pair]:
    """Parts of a journal that are called the same in two years, by the same editor."""
    names = ("Editorial", "Book Review", "Introduction", "Preface", "Introduction to the Special Issue", "Letter to the Editor")
    for one in drafts:
        title = Random(one.id).choice(names)
        first = replace(one, title=title, abstract=None, authors=one.authors[:1])
        yield first, replace(first, id=f"{one.id}-2", date=str(int(one.date or 0) + 1))


# Judging


def joined(pairs: Sequence[Pair]) -> list[bool]:
    """Which pairs become one paper where each is a site of its own."""
    return [len(merge([_dump("a", pair[:1]), _dump("b", pair[1:])])[0].papers) == 1 for pair in pairs]


def together(pairs: Sequence[Pair]) -> tuple[list[bool], int]:
    """Which pairs become one paper where all are one site, and how many papers hold entries of more than one pair."""
    catalog, _ = merge([_dump("a", [one for one, _ in pairs]), _dump("b", [other for _, other in pairs])])
    home = {(source.dump, source.first): paper.id for paper in catalog.papers.values() for source in paper.sources}
    found = [home["a.txt", at + 1] == home["b.txt", at + 1] for at in range(len(pairs))]
    held = defaultdict(set)
    for (_, first), paper in home.items():
        held[paper].add(first)
    return found, sum(len(numbers) > 1 for numbers in held.values())


def _dump(name: str, drafts: Sequence[Draft]) -> Dump:
    ids = store.entry_ids((draft.title, draft.abstract) for draft in drafts)
    made = (replace(draft, id=key, span=Span(name, at + 1)) for at, (draft, key) in enumerate(zip(drafts, ids, strict=True)))
    return Dump(name=name, path=f"{name}.txt", listing=Listing(), drafts=tuple(made))


def same(change: Change, drafts: Iterable[Draft], before: Callable[[Draft, Random], Draft] | None = None) -> Iterator[Pair]:
    """Pairs of a record with itself, changed; every third without its abstract."""
    for number, one in enumerate(drafts):
        told = replace(one, abstract=None) if number % 3 == 1 else one
        if changed := change(told, Random(one.id)):
            yield (before(told, Random(one.id)) if before else told), changed


def rows(drafts: Sequence[Draft]) -> Iterator[tuple[str, bool, Iterator[Pair]]]:
    """The kinds of pairs: name, whether they are one paper, pairs."""
    titled = [
        one for one in drafts if one.authors and re.fullmatch(r"\D+", one.title or "") and (one.title or "").count(" ") > 2
    ]
    kinds: dict[str, tuple[Change, Callable[[Draft, Random], Draft] | None]] = {
        "TeX in the title": (tex, None),
        "formulas and Greek letters": (formula, formula_of),
        "accents missing": (bare, None),
        "other scripts": (script_again, script),
        "& for and": (ampersand, None),
        "A. Example": (initials, None),
        "Example, Ada": (family_first, None),
        "Schaefer, Schafer": (umlauts, None),
        "one typing error": (typo, None),
        "no subtitle": (subtitle(drafts), None),
        "British spelling": (british, None),
        "hyphens, case, quotes": (marks, None),
        "abstract rewritten": (rewritten(drafts), None),
        "year of print": (printed, None),
    }
    for name, (change, before) in kinds.items():
        yield name, True, same(change, titled, before)
    for name, pairs in neighbours(drafts).items():
        yield name, False, iter(pairs)
    yield "one word of another meaning", False, swapped(titled)
    yield "parts, years, errata", False, parts(titled)
    yield "editorials of two years", False, journal(titled)


def main() -> None:
    """Judge the pairs and print a row for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    drafts = half(asked.half)
    Random(1).shuffle(drafts)
    print(f"{'':32}{'pairs':>6}{'alone':>8}{'together':>10}")
    mixed = 0
    for name, one_paper, found in rows(drafts):
        pairs = list(islice(found, asked.pairs))
        alone, (in_a_site, wrong) = joined(pairs), together(pairs)
        mixed += wrong if one_paper else 0
        right = [sum(is_one == one_paper for is_one in judged) / max(len(pairs), 1) for judged in (alone, in_a_site)]
        print(f"{name:32}{len(pairs):6}{right[0]:8.1%}{right[1]:10.1%}", flush=True)
        failed = (pair for pair, *judged in zip(pairs, alone, in_a_site, strict=True) if judged != [one_paper] * 2)
        for draft in chain.from_iterable(islice(failed, asked.show)):
            told = "with" if draft.abstract else "without"
            print(f"    {draft.title} | {', '.join(draft.authors)} | {draft.date} | {told} abstract")
    print(f"papers of more than one record where pairs are one: {mixed}")


if __name__ == "__main__":
    main()
