r"""Spellings: how a name or a title is folded to compare it, cut into its parts, and made into an address.

One person's name is written in many ways, all of which are read as one: `Example, Ada B.` and `Ada B. Example¹`,
`Karl M\"uller` and `Karl Müller`, `山田, 太郎` and `山田太郎`. What is compared are the letters, not their sound: 李明 and 黎明
are two people, though both are spelled "Li Ming" in Latin letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from anyascii import anyascii

from sitegen.records import Name, Paper
from sitegen.text.markup import clean, plain

PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "af al am ap auf ben bin d da dal dalla das de degli dei del dela della den der des di do dos du e el ibn im la las"
        " le los mac na ni of san st ten ter thor van vande vanden vander vom von y zu zum zur",
    )
)
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "v", "phd", "md"))
# Those that stand before a family name but between words of a title as well.
FAMILY_PARTICLES = PARTICLES | {"'t", "’t", "aan", "abu", "av", "bint", "binti", "dello", "in", "op", "uit"}
GENERATIONS = SUFFIXES - {"phd", "md"} | {"2nd", "3rd"}
# Particles that begin a family name with a capital as well ("Van den Berg", "De la Cruz"), but not in Vietnamese ("Thanh Van
# Nguyen"), which is told by the family names that most Vietnamese have.
CAPITALISED = frozenset(
    re.findall(
        r"\w+",
        "abu al ben bin da dal dalla de del della dello den der des di dos du el ibn la las le los mac san st ten ter van"
        " vande vanden vander vom von",
    )
)
VIETNAMESE = frozenset(
    re.findall(r"\w+", "bui cao dang dinh doan duong ho hoang huynh ly ngo nguyen pham phan tran trinh truong vo vu")
)
# What joins two family names into one: "Ortega y Gasset", "Costa e Silva".
CONJUNCTIONS = frozenset(("y", "e", "i"))
# Initials behind a family name ("Roe JA", "Roe J. A."). There are people whose family name is one of these vowels, and
# three capitals with a vowel are rather a family name in capitals ("Wei SUN").
INITIALS = re.compile(r"(?![EIOU]$)[A-Z]|[A-Z]{2}|[B-DF-HJ-NP-TV-XZ]{3}|[A-Z]-[A-Z]|(?:-?[^\W\d_]\.)+")
# The last part of a name in braces of its own: "Ludwig {van der Berg}", "{The SAMPLE Collaboration}".
BRACED = re.compile(r"(?:^|(?<=\s))\{(?=[^\W\d_]|\\)((?>(?:[^{}]|\{[^{}]*+\})*))\}$")
TEX = re.compile(r"[\\{}$`~]")
WORD_PART = re.compile(r"(?<=[^\W\d_])\{([^\W\d_]+)\}|\{([^\W\d_]+)\}(?=[^\W\d_])")
BRACKETED = re.compile(r"\s(\([^()]*+\))$")
# A name of more words than this is not looked at closely.
MOST_WORDS = 12
APOSTROPHES = str.maketrans(dict.fromkeys("'`"))
# Scripts that part no words, so that a blank between two of their letters says nothing.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC")
# Marks that Greek, Hebrew and Arabic letters can carry or not; in other scripts a mark is part of the spelling.
OPTIONAL = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
LETTER = re.compile(r"[a-z0-9\x80-\U0010ffff]+")
WORD = re.compile(r"[a-z0-9]+")
# An initial that lost the space before it, as in "JasonD. Lee"; "McDonald" has no full stop.
STUCK_INITIAL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-Z]\.)")
# Names that Windows keeps for devices: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))))
SEGMENT_LENGTH = 120
# Words, and beginnings of words, folded, that stand in names of groups and organizations and hardly in a person's.
GROUP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "agency alliance authority center centre centro college company conference corp corporation council department dept"
        " division equipe equipo experiment forum gmbh group groups gruppe inc initiative lab labs llc ltd network office panel"
        " partnership project research school squad study survey team teams union",
    )
)
GROUP_BEGINNINGS = tuple(
    re.findall(
        r"\w+",
        "academ arbeitsgr arbeitskr associa asocia bundesminist collaborat colabora collabora kollabora commission comision"
        " committee comite communit consorti consorci konsorti contributors developers federat forschungsgr foundation fundaci"
        " fundaca gesellschaft government groupe grupo gruppo hopital hospital institut instytut istitut investigat laborato"
        " ministr minister observator organisa organiza parlament parliament secretaria sekretaria societ stiftung universi"
        " verein workshop writers",
    )
)
GROUP_PHRASES = ("task force", "advisory board", "editorial board")
# The same in scripts that do not part words.
GROUP_PARTS = re.compile(
    r"[課课][題题][組组]|委[員员][會会]|大[學学]|研究[院所組组室會会班]|[實实][驗验験]室|[團团][隊队]|小[組组]|[協协][會会]|[學学]会|[機机][構构]"
    r"|グループ|チーム|연구[팀소실회]|위원회|대학교|그룹"
)
# What stands around a name and is no part of it: a footnote's or an affiliation's mark, an address, an ORCID iD.
SYMBOLS = "*∗⁎﹡＊†‡§¶‖∥#✉⋆★☆◊♦♠♣♥⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻªº"
MARK = re.compile(
    rf"""(?:
        [\s(\[<{{]*+ (?:e-?mail:?\s*+)? [\w.+-]++ @ [\w-]++ (?>(?:\.[\w-]++)+) [)\]>}}]*+
      | [\s(\[]*+ (?:https?://)? (?:orcid(?:\.org)?[/:]?\s*+)? \d{{4}}-\d{{4}}-\d{{4}}-\d{{3}}[\dX] [)\]]?
      | \s*+ (?:[(\[]|<sup>) (?>(?:[\d\s,;{SYMBOLS}]|(?<![a-z])[a-z](?![a-z]))+) (?:[)\]]|</sup>)
      | \s*+ [(\[] (?:eds?\.?|editors?|(?:corresponding|presenting|contact|lead|senior)[\s\w-]*+) [)\]]
      | \s*+ (?:(?<!\\)\^(?:\{{[^{{}}]*+\}}|\S) | \$[^$]*+\$)
      | \s*+ \\(?:thanks|foot\w+|textsuperscript|inst|e?mail|orcid\w*|\w*mark|\w*ref)
            (?:\[[^\][]*+\])? (?>(?:\{{(?>(?:[^{{}}]|\{{[^{{}}]*+\}})*)\}})*)
      | \s*+ \\(?:text)?(?:d?dag(?:ger)?|ast(?:eriskcentered)?|star|S|P)(?:\{{\}})?
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
NO_LETTER = re.compile(r"[\d@^$\\)\]>]")
# Behind a whole name no more than these are needed to be no part of it: a number, one small letter, a degree.
REST = re.compile(
    r"(?:(?<=[^\s\d_/-])(?:\s*+,?\s*+\d{1,2}|(?<!\\[A-Za-z])(?<!\\[A-Za-z]{2})\s++[a-z])(?>(?:\s*+,\s*+(?:\d{1,2}|[a-z]))*)"
    r"|(?:,\s*+|\s++)(?:Ph\.?\s?D|M\.?D|D\.?\s?Phil|[BM]\.?Sc|Pharm\.?D)\.?"
    r"|,\s*+(?:[BM]\.?[AS]|M\.?(?:Eng|Phil)|MPH|MBA|MBBS|RN|J\.?D|Ed\.?D|D\.?[DV]\.?[MS]|(?:FR|MR|FA)C[A-Z]{1,4})\.?)$"
)
# So many marks are looked for, each in no more than the end of a name.
MOST_MARKS, LONGEST_MARK = 12, 120
# A longer text is nobody's name, and is not read as TeX.
LONGEST_NAME = 1000


def fold(text: str) -> str:
    """The lower-case ASCII words of a text, one space between: texts that are equal here are spelled alike.

    An apostrophe joins ("O'Brien" is `obrien`); every other mark parts words.
    """
    ascii_text = (text if text.isascii() else anyascii(unicodedata.normalize("NFKC", text))).lower()
    return " ".join(WORD.findall(ascii_text.replace("'", "").replace("`", "")))


def repair(name: str) -> str:
    """A name as its owner would write it: spaces single, a stuck initial parted ("JasonD. Lee" → "Jason D. Lee")."""
    return " ".join(STUCK_INITIAL.sub(" ", name).split())


def is_group(name: str) -> bool:
    """Whether a name is that of a group or an organization: "The ATLAS Collaboration", "Ministry of Silly Walks"."""
    if not name.isascii() and GROUP_PARTS.search(name):
        return True
    folded = fold(name)
    words = folded.split()
    is_named = not GROUP_WORDS.isdisjoint(words) or any(phrase in folded for phrase in GROUP_PHRASES)
    return is_named or any(word.startswith(GROUP_BEGINNINGS) for word in words)


def bare(name: str) -> str:
    """A printed name without the marks around it: "Jane Roe¹,*", "Jane Roe (1)", "Jane Roe, PhD" → "Jane Roe".

    A number, a small letter and a degree are marks only where a whole name is left, and a group keeps its number.
    """
    name = " ".join(name.split())
    for _ in range(MOST_MARKS):
        shorter = _without_end(name.strip(SYMBOLS + " ").rstrip(",;:"))
        if shorter == name or not shorter:
            break
        name = shorter
    return name


def _without_end(name: str) -> str:
    begin = max(0, len(name) - LONGEST_MARK)
    if NO_LETTER.search(name, begin) and (mark := MARK.search(name, begin)):
        return name[: mark.start()]
    rest = REST.search(name, begin)
    whole = name[: rest.start()] if rest else ""
    is_name = (" " in whole or not whole.isascii()) and not is_group(whole)
    return whole if is_name else name


def letters(text: str) -> str:
    """The words of a text folded like `fold`, but in their own script: only Latin letters become ASCII.

    In Chinese, Japanese and Korean no blank stands between words. Texts that are equal here are spelled with the same letters.
    """
    if text.isascii():
        return fold(text)
    folded = "".join(map(_letter, unicodedata.normalize("NFKC", text)))
    return "".join(_spaced(LETTER.findall(folded.translate(APOSTROPHES))))


@lru_cache(maxsize=1 << 13)
def _letter(character: str) -> str:
    name = unicodedata.name(character, "")
    if OPTIONAL.match(character):
        return ""
    if unicodedata.category(character)[0] not in "LM" or name.startswith(("LATIN", "MODIFIER")):
        return anyascii(character).lower()
    if name.startswith("GREEK"):
        character = OPTIONAL.sub("", unicodedata.normalize("NFD", character))
    return character.casefold()


def _spaced(words: Sequence[str]) -> Iterator[str]:
    for before, word in zip(("", *words), words, strict=False):
        if before and not (is_unspaced(before) and is_unspaced(word[0])):
            yield " "
        yield word


def is_unspaced(text: str) -> bool:
    """Whether a text ends in a letter of a script that parts no words."""
    return text[-1:] > "\u1100" and unicodedata.name(text[-1], "").startswith(UNSPACED)


@lru_cache(maxsize=1 << 15)
def person_key(name: str) -> str:
    """What all spellings of one person share: the letters of the name, whichever part of it is printed first."""
    return letters(shown(name))


def shown(name: str) -> str:
    """A printed name as its owner would write it: "Example, Ada¹" → "Ada Example"."""
    return str(split(name))


def reversed_key(name: str) -> str:
    """The key that a name of two words has when family and given name are swapped, else ""."""
    words = person_key(name).split()
    return f"{words[1]} {words[0]}" if len(words) == 2 else ""


def slug(text: str, words: int = 0) -> str:
    """One safe, portable path segment for a text: folded, `-` between words, at most 120 bytes.

    Only the first `words` words, if given. Text without a letter or digit gives a hash of itself; names that Windows
    reserves get a hyphen.
    """
    parts = fold(text).split()
    segment = "-".join(parts[:words] if words else parts)
    if len(segment) > SEGMENT_LENGTH:
        segment = segment[:SEGMENT_LENGTH].rpartition("-")[0] or segment[:SEGMENT_LENGTH]
    if not segment:
        return "x-" + short_hash(text)
    return segment + "-" if segment in RESERVED else segment


def short_hash(text: str) -> str:
    """Eight hexadecimal digits that stand for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def split(name: str, family: str = "") -> Name:
    """The parts of a printed name: "Ludwig van der Berg Jr." → Ludwig, van der Berg, Jr.

    "Family, Given" and "Given {Family}" are read as such, "Roe JA" as a family name with initials, 山田 太郎 as one that stands
    first. A group, and a name of one word, or without spaces in its own script, is all family name. `family` is the folded
    family name where it is known from elsewhere (`said_family`), and decides wherever the name ends in it.
    """
    parts, _ = _read(name)
    return _with_family(parts, family) if family and parts.given else parts


def said_family(name: str) -> str:
    """The folded family name, where the printed name says outright which of its words that is, else ""."""
    parts, is_said = _read(name)
    return letters(parts.family) if is_said else ""


def byline(paper: Paper) -> tuple[Name, ...]:
    """The names of a paper's authors in parts, in byline order."""
    return paper.names or tuple(map(split, paper.authors))


def sort_key(name: Name) -> str:
    """What names are sorted by: family name first; a group without its "The"."""
    folded = fold(f"{name.family} {name.given} {name.suffix}")
    return folded.removeprefix("the ") if not name.given and is_group(name.family) else folded


@lru_cache(maxsize=1 << 15)
def _read(printed: str) -> tuple[Name, bool]:
    """The parts of a name, and whether it says them outright."""
    name = bare(printed)
    braced = BRACED.search(name) if name.endswith("}") and len(name) < LONGEST_NAME else None
    if braced and (" " in braced[1] or not braced.start()):
        given = _written(name[: braced.start()])
        return Name(given=given, family=_written(braced[1])), bool(given)
    name = _written(name)
    if is_group(name):
        return Name(family=name), False
    if "," not in name and "，" not in name:
        return _in_order(name), False
    first, *more = [part.strip() for part in re.split("[,，]", name) if part.strip()] or [name]
    suffix = " ".join(part for part in more if _is_generation(part))
    behind = [part for part in more if not _is_generation(part)]
    if not behind and len(suffix) == len("V.") and suffix.endswith("."):  # an initial, not the fifth of the name
        suffix, behind = "", more
    if not behind:
        return _in_order(first, suffix), False
    return (_family_and_given(first, behind[0], suffix), True) if len(behind) == 1 else (Name(family=name), False)


def _family_and_given(family: str, given: str, suffix: str) -> Name:
    """The name of which both parts are known; "Jr." can stand behind each of them."""
    words, generation = _without_suffix(family.split())
    others, last = _without_suffix(given.split())
    return Name(
        given=" ".join(others),
        family=" ".join(words),
        suffix=" ".join(filter(None, (suffix, generation, last))),
        family_first=is_unspaced(family) and is_unspaced(given[0]),
    )


def _written(name: str) -> str:
    """A name with its TeX read, and repaired; braces inside a word say nothing ("Mc{D}onald")."""
    return repair(WORD_PART.sub(r"\1\2", plain(name)) if TEX.search(name) and len(name) < LONGEST_NAME else clean(name))


def _in_order(name: str, suffix: str = "") -> Name:
    """The parts of a name that stand in the order in which it is spoken."""
    remark = BRACKETED.search(name)
    words, generation = _without_suffix((name[: remark.start()] if remark else name).split())
    suffix = " ".join(filter(None, (generation, suffix, remark[1] if remark else "")))
    if len(words) > MOST_WORDS:
        return Name(family=name)
    if end := _family_end(words):
        return Name(given=" ".join(words[end:]), family=" ".join(words[:end]), suffix=suffix, family_first=True)
    start = _family_start(words)
    return Name(given=" ".join(words[:start]), family=" ".join(words[start:]), suffix=suffix)


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    """The words of a name without "Jr." and its like at their end; a letter behind one word is an initial."""
    end = len(words)
    while end > 1 and _is_generation(words[end - 1]) and (end > 2 or len(words[end - 1].strip(".")) > 1):
        end -= 1
    return words[:end], " ".join(words[end:])


def _is_generation(word: str) -> bool:
    return word.strip(" .").lower() in GENERATIONS


def _family_end(words: Sequence[str]) -> int:
    """The number of words of a family name that stands first, in a script without blanks or before initials, else 0."""
    if len(words) > 1 and is_unspaced(words[0]) and is_unspaced(words[-1][0]):
        return 1
    end = len(words)
    if not (end > 1 and INITIALS.fullmatch(words[-1])):
        return 0
    while end and INITIALS.fullmatch(words[end - 1]):
        end -= 1
    names = [word for word in words[:end] if word.lower() not in FAMILY_PARTICLES]
    is_family = 0 < len(names) < 3 and all(len(word.rstrip(".")) > 1 and not word.isupper() for word in names)
    return end if is_family else 0


def _family_start(words: Sequence[str]) -> int:
    """The number of the word that the family name begins with: the last, or the first particle before it.

    The first word is a given name even when it looks like a particle ("Van Nguyen"), unless it is written in small letters or
    a particle in small letters follows ("De la Cruz").
    """
    is_vietnamese = len(words) > 2 and any(fold(word) in VIETNAMESE for word in words)
    start = max(len(words) - 1, 0)
    while start > 1 and _is_particle(words[start - 1], capitalised=not is_vietnamese):
        start -= 1
    if start > 1 and words[start] in CONJUNCTIONS:
        start -= 1
    if start == 1 and words[0].lower() in FAMILY_PARTICLES and (words[0].islower() or words[1] in FAMILY_PARTICLES):
        return 0
    return start


def _is_particle(word: str, *, capitalised: bool) -> bool:
    if word.islower():
        return word.rstrip(".") in FAMILY_PARTICLES
    return capitalised and not word.isupper() and word.lower().rstrip(".") in CAPITALISED


def _with_family(name: Name, family: str) -> Name:
    """The same name, cut where the family name is that one; unchanged where it cannot be."""
    words = f"{name.family} {name.given}".split() if name.family_first else f"{name.given} {name.family}".split()
    for start in range(1, len(words)):
        if letters(" ".join(words[start:])) == family:
            return Name(given=" ".join(words[:start]), family=" ".join(words[start:]), suffix=name.suffix)
    return name
