"""Spellings: how a name or a title is folded to compare it, cut into its parts, and made into an address."""

import re
import unicodedata
from hashlib import blake2b

from anyascii import anyascii

from sitegen.records import Record

PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "af al am ap auf ben bin d da dal dalla das de degli dei del dela della den der des di do dos du e el ibn im la las"
        " le los mac na ni of san st ten ter thor van vande vanden vander vom von y zu zum zur",
    )
)
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "v", "phd", "md"))
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
# The same in scripts that do not part words, and in two words.
GROUP_PARTS = re.compile(
    r"[課课][題题][組组]|委[員员][會会]|大[學学]|研究[院所組组室會会班]|[實实][驗验験]室|[團团][隊队]|小[組组]|[協协][會会]|[學学]会|[機机][構构]"
    r"|グループ|チーム|연구[팀소실회]|위원회|대학교|그룹|\b(?:task force|(?:advisory|editorial) board)\b",
    re.IGNORECASE,
)
# What stands around a name and is no part of it: a footnote's or an affiliation's mark, an address, an ORCID iD.
SYMBOLS = "*∗⁎﹡＊†‡§¶‖∥#✉⋆★☆◊♦♠♣♥⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻªº"
MARK = re.compile(
    rf"""(?:
        [\s(\[<{{]*+ (?:e-?mail:?\s*+)? [\w.+-]++ @ [\w-]++ (?:\.[\w-]++)++ [)\]>}}]*+
      | [\s(\[]*+ (?:https?://)? (?:orcid(?:\.org)?[/:]?\s*+)? \d{{4}}-\d{{4}}-\d{{4}}-\d{{3}}[\dX] [)\]]?
      | \s*+ (?:[(\[{{]|<sup>) (?:[\d\s,;{SYMBOLS}]|(?<![a-z])[a-z](?![a-z]))++ (?:[)\]}}]|</sup>)
      | \s*+ [(\[] (?:eds?\.?|editors?|(?:corresponding|presenting|contact|lead|senior)[\s\w-]*+) [)\]]
      | \s*+ (?:\^\{{[^{{}}]*+\}} | \^\S | \$[^$]*+\$)
      | \s*+ \\(?:thanks|foot\w+|textsuperscript|inst|e?mail|orcid\w*|\w*mark|\w*ref)
            (?:\[[^\][]*+\])? (?:\{{(?:[^{{}}]|\{{[^{{}}]*+\}})*+\}})*+
      | \s*+ \\(?:text)?(?:d?dag(?:ger)?|ast(?:eriskcentered)?|star|S|P)(?:\{{\}})?
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
# Behind a whole name no more than these are needed to be no part of it: a number, one small letter, a degree.
REST = re.compile(
    r"(?:(?<=[^\s\d_/-])(?:\s*+,?\s*+\d{1,2}|\s++[a-z])(?:\s*+,\s*+(?:\d{1,2}|[a-z]))*+"
    r"|(?:,\s*+|\s++)(?:Ph\.?\s?D|M\.?D|D\.?\s?Phil|[BM]\.?Sc|Pharm\.?D)\.?"
    r"|,\s*+(?:[BM]\.?[AS]|M\.?(?:Eng|Phil)|MPH|MBA|MBBS|RN|J\.?D|Ed\.?D|D\.?[DV]\.?[MS]|(?:FR|MR|FA)C[A-Z]{1,4})\.?)$"
)
# So many marks are looked for, each in no more than the end of a name.
MOST_MARKS, LONGEST_MARK = 12, 120


class Name(Record):
    """A person's name in parts, each "" where there is none; `family` carries its particles ("van der Berg")."""

    given: str = ""
    family: str = ""
    suffix: str = ""


def fold(text: str) -> str:
    """The lower-case ASCII words of a text, one space between: texts that are equal here are spelled alike.

    An apostrophe joins ("O'Brien" is `obrien`); every other mark parts words.
    """
    ascii_text = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return " ".join(WORD.findall(ascii_text.replace("'", "").replace("`", "")))


def repair(name: str) -> str:
    """A name as its owner would write it: spaces single, a stuck initial parted ("JasonD. Lee" → "Jason D. Lee")."""
    return " ".join(STUCK_INITIAL.sub(" ", name).split())


def is_group(name: str) -> bool:
    """Whether a name is that of a group or an organization: "The ATLAS Collaboration", "Ministry of Silly Walks"."""
    return bool(GROUP_PARTS.search(name)) or any(
        word in GROUP_WORDS or word.startswith(GROUP_BEGINNINGS) for word in fold(name).split()
    )


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
    if mark := MARK.search(name, begin):
        return name[: mark.start()]
    rest = REST.search(name, begin)
    whole = name[: rest.start()] if rest else ""
    is_name = (" " in whole or not whole.isascii()) and not is_group(whole)
    return whole if is_name else name


def person_key(name: str) -> str:
    """What two spellings of one person share: the folded, repaired name."""
    return fold(repair(name))


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


def split(name: str) -> Name:
    """The parts of a name as printed in a byline: "Ludwig van der Berg Jr." → Ludwig, van der Berg, Jr.

    "Family, Given" is read as such. A name of one word, or without spaces in its own script, is all family name.
    """
    family, comma, given = name.partition(",")
    if comma and _bare(given) not in SUFFIXES:
        return Name(family=" ".join(family.split()), given=" ".join(given.split()))
    words = name.replace(",", " ").split()
    end = len(words)
    while end > 1 and _bare(words[end - 1]) in SUFFIXES and not (end == 2 and len(_bare(words[end - 1])) == 1):
        end -= 1
    start = max(end - 1, 0)
    # The first word is a given name even when it looks like a particle ("Van Nguyen").
    while start > 1 and words[start - 1].lower() in PARTICLES and words[start - 1][0].islower():
        start -= 1
    return Name(given=" ".join(words[:start]), family=" ".join(words[start:end]), suffix=" ".join(words[end:]))


def _bare(word: str) -> str:
    return word.strip(" .,").lower()
