"""Whose page a dump is: the person that a line beside the papers names, with the metrics there, or who signs most of them.

Ada Example                          a name alone, that runs through the bylines, also as "A Example"
Papers by Ada Example
Citations	268811	158123          a metric and its number, in either order, on one line or on two
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sitegen.dumps import byline, furniture
from sitegen.dumps.source import Line
from sitegen.records import Draft, Metric, Profile
from sitegen.text import names

NUMBER = r"\d[\d,.]*\s?[%kKM]?"
LABEL_FIRST = re.compile(rf"(?P<name>[A-Za-z][A-Za-z0-9 -]*?)\s*:?\s*(?P<value>{NUMBER})")
NUMBER_FIRST = re.compile(rf"(?P<value>{NUMBER})\s*(?P<name>[a-z][a-z -]*)")
# No metric has more characters, label and number together.
LONGEST_METRIC = 100
# Labels that a saved page puts on a line of their own, above or below the number.
LABELS = frozenset(("h-index", "i10-index", "papers", "citations", "novelty", "ai score"))
# What any page may say of a person; other words beside a number are said of something else.
METRICS = LABELS | {
    "publications", "reads", "works", "documents", "h index", "total citations", "highly influential citations",
    "research interest score", "citing documents", "zitationen", "citas", "citações", "citazioni", "引用", "被引用次数",
}  # fmt: skip
# What pages set around the name of the person whose page it is.
OF = re.compile(
    r"(?:(?:(?:picture|image|papers?|profile) (?:for|of|by)|(?:publications|articles|works|documents) (?:of|by)"
    r"|browsing by author|author(?: page)?(?: of)?)[: ]\s*)?(?P<name>.+?)"
    r"(?:['’]s?\s(?:articles|papers|publications|profile|homepage)\b.*)?",
    re.IGNORECASE,
)
LONGEST_NAME, MOST_WORDS = 60, 7
# So many drafts tell who signs them, and in so many of these somebody is who is named beside them.
TELLING, LEAST = 200, 3
# A page says in so many lines beside its papers whose it is.
MOST_LINES = 300
ALL_INITIALS = re.compile(r"[A-Z]{1,3}")


def find(beside: Sequence[Line], drafts: Sequence[Draft], owners: Sequence[Line] = ()) -> tuple[Profile | None, list[Line]]:
    """The person whom lines beside a page's papers name, with metrics, and the lines that say so.

    The name must run through the bylines. Where the page is known to be somebody's, the first name in `owners` is theirs.
    """
    beside = beside[:MOST_LINES]
    signs = _signing(drafts[:TELLING])
    here = next(((line, name) for line in beside if (name := _name(line.text)) and signs(name)), None)
    if here is None:
        here = next(((line, name) for line in owners[:MOST_LINES] if (name := _name(line.text)) and _is_a_name(name)), None)
    if here is None:
        return None, []
    line, name = here
    said, used = metrics([other for other in beside if other is not line], METRICS)
    return Profile(name=name, metrics=tuple(said)), [line, *used]


def infer_person(drafts: Iterable[Draft]) -> Profile | None:
    """The one person whose name runs through the bylines: in half of them and twice as often as any other.

    A reversed spelling ("Li Zhiyuan") counts for the commoner one. None where no name stands out, or in fewer than three.
    """
    bylines = [draft.authors for draft in drafts if draft.authors]
    spelled: Counter[str] = Counter()
    for author, count in Counter(author for authors in bylines for author in authors).items():
        spelled[names.repair(author)] += count
    forward: Counter[str] = Counter()
    for author, count in spelled.items():
        forward[names.person_key(author)] += count
    counts: Counter[str] = Counter()
    for author, count in spelled.items():
        key, swapped = names.person_key(author), names.reversed_key(author)
        counts[swapped if forward[swapped] > forward[key] else key] += count
    (best, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if most < max(3, len(bylines) / 2) or most < 2 * second:
        return None
    spelling = max((n, author) for author, n in spelled.items() if names.person_key(author) == best)[1]
    return Profile(name=spelling, inferred=True)


def _name(text: str) -> str | None:
    """The name that a line says and nothing else, whoever that is."""
    if len(text) > 2 * LONGEST_NAME or not (match := OF.fullmatch(text)):
        return None
    name = match["name"].strip()
    words = len(name.split())
    return name if len(name) <= LONGEST_NAME and words <= MOST_WORDS and (words > 1 or not name.isascii()) else None


def _is_a_name(text: str) -> bool:
    return not furniture.is_known(text) and byline.likeness(text, byline.Known()) >= 0.0 and len(byline.read(text).authors) == 1


def _signing(drafts: Sequence[Draft]) -> Callable[[str], bool]:
    """Whether somebody signs so many drafts that a page of these is theirs."""
    bylines = [draft.authors for draft in drafts if draft.authors]
    least = max(LEAST, len(bylines) / 2)
    signed: Mapping[str, list[tuple[int, str]]] = defaultdict(list)
    for number, authors in enumerate(bylines):
        for author in authors:
            signed[names.letters(names.split(author).family)].append((number, author))

    def signs(name: str) -> bool:
        alike = signed.get(names.letters(names.split(name).family), ())
        return len({number for number, author in alike if _may_be(author, name)}) >= least

    return signs


def _may_be(author: str, name: str) -> bool:
    """Whether two names of one family may be one person's: given names agree as far as both are spelled out."""
    one, other = _given(author), _given(name)
    return bool(one and other) and all(
        short == long or (1 in {len(short), len(long)} and short[0] == long[0]) for short, long in zip(one, other, strict=False)
    )


def _given(name: str) -> list[str]:
    """The given names of a name, folded; initials that stand together are several."""
    given = names.split(name).given
    return [*given.lower()] if ALL_INITIALS.fullmatch(given) else names.letters(given).split()


def metrics(zone: Sequence[Line], known: frozenset[str] | None = None) -> tuple[list[Metric], list[Line]]:
    """The metrics that lines say, label and number in either order, on one line or on two; `known` are all labels there are."""
    found: list[Metric] = []
    used: list[Line] = []
    beside = _numbers_beside(zone, known or LABELS)
    for at, line in enumerate(zone):
        text = " ".join(line.cells[:2]) or line.text
        if len(text) > LONGEST_METRIC:
            continue
        match = LABEL_FIRST.fullmatch(text) or NUMBER_FIRST.fullmatch(text)
        if match and (known is None or match["name"].lower() in known):
            found.append(Metric(name=match["name"], value=match["value"], line=line.number))
            used.append(line)
        elif number := beside.get(at):
            found.append(Metric(name=text, value=number.text, line=number.number))
            used += [line, number]
    return found, used


def _numbers_beside(zone: Sequence[Line], known: frozenset[str]) -> dict[int, Line]:
    """The numbers on the lines below labels, by the label's place; those above where more labels have one there."""
    labels = [at for at, line in enumerate(zone) if line.text.lower() in known]
    is_number = {at for at, line in enumerate(zone) if len(line.text) <= LONGEST_METRIC and re.fullmatch(NUMBER, line.text)}
    below, above = ({at: zone[at + step] for at in labels if at + step in is_number} for step in (1, -1))
    return above if len(above) > len(below) else below
