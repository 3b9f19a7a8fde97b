"""Whether two bylines have an author in common: by family name and initials, in the spellings that one name has."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache

from sitegen.records import Record
from sitegen.text import names

_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u3040-\ud7a3\U00020000-\U0003ffff]")
# Where one sound has many spellings: two names are one only where they are written alike.
_HAN = re.compile("[\u3040-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
# "Schäfer" is written "Schafer" and "Schaefer", "Müürsepp" also "Mueuersepp"; "Xue" is not "Xu".
_UMLAUT = re.compile(r"([ao])e|(?<![aioq])(u)e(?=ue|[^aeiou])")
# Of more authors of one family in one byline, the first are compared.
RELATIVES = 30
_ABBREVIATED = re.compile(r"[A-Z]{2,3}")


class Agreement(Enum):
    """What two bylines say of each other; UNKNOWN where one is not given, or in another script."""

    EQUAL = "the same authors, as far as both are given"
    COMMON = "a common author"
    DISJOINT = "no author in common"
    UNKNOWN = ""


class Author(Record):
    """A name as it is compared: folded family name, folded given names, whether it is in Latin letters."""

    family: str
    given: tuple[str, ...] = ()
    latin: bool = True

    @property
    def swapped(self) -> "Author":
        """The name read the other way round, as "Example Ada" may be."""
        return Author(family=self.given[-1], given=(*self.given[:-1], self.family)) if self.given else self


class Byline(Record):
    """The authors of an entry, by family name."""

    families: Mapping[str, Sequence[Author]] = {}
    count: int = 0
    complete: bool = True
    latin: frozenset[bool] = frozenset()


def read(authors: Iterable[str], *, complete: bool = True) -> Byline:
    """The byline as it is compared; not `complete` where it ends in "et al."."""
    read_names = [_author(author) for author in authors]
    families: defaultdict[str, list[Author]] = defaultdict(list)
    for one in read_names:
        families[one.family].append(one)
    return Byline(families=families, count=len(read_names), complete=complete, latin=frozenset(one.latin for one in read_names))


def compare(one: Byline, other: Byline) -> Agreement:
    """What two bylines say of each other."""
    if not one.count or not other.count:
        return Agreement.UNKNOWN
    fewer, more = sorted((one, other), key=lambda byline: byline.count)
    common = sum(_among(author, more) for held in fewer.families.values() for author in held)
    if common:
        whole = common == fewer.count and (common == more.count or not fewer.complete)
        return Agreement.EQUAL if whole else Agreement.COMMON
    return Agreement.DISJOINT if one.latin & other.latin else Agreement.UNKNOWN


def _among(author: Author, byline: Byline) -> bool:
    swapped = author.swapped
    return any(_same(author, there) for there in byline.families.get(author.family, ())[:RELATIVES]) or any(
        there.given == swapped.given for there in byline.families.get(swapped.family, ())[:RELATIVES]
    )


def _same(one: Author, other: Author) -> bool:
    """Whether the given names of two authors of one family may be one person's: each is the other's, or its beginning."""
    return all(mine.startswith(theirs) or theirs.startswith(mine) for mine, theirs in zip(one.given, other.given, strict=False))


@lru_cache(maxsize=1 << 16)
def _author(name: str) -> Author:
    if _HAN.search(name):
        return Author(family="".join(unicodedata.normalize("NFKC", name).casefold().split()), latin=False)
    split = names.split(names.repair(name))
    folded = names.fold(split.family).split() or [name.casefold()]
    given = [" ".join(word) if _ABBREVIATED.fullmatch(word) else word for word in split.given.split()]
    return Author(
        family=_letters(folded[-1]),
        given=tuple(map(_letters, names.fold(" ".join(given)).split())),
        latin=not _OTHER_SCRIPT.search(name),
    )


def _letters(word: str) -> str:
    return _UMLAUT.sub(r"\1\2", word)
