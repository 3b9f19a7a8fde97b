"""How pages print names: the bylines that all layouts are drawn from, and the forms that one name has in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import cycle, groupby

from bench.facts import PLACES, Facts, Form, Printed


# Names: "Claudio de Andrade" in the forms that bylines give it.
def parts(name: str) -> tuple[list[str], str]:
    words = name.split()
    small = next((at for at, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
    return words[:small], " ".join(words[small:])


def _letters(given: Iterable[str], dot: str, between: str) -> str:
    return between.join(f"{piece[0].upper()}{dot}" for word in given for piece in word.split("-") if piece)


def initials(name: str) -> str:
    given, family = parts(name)
    return f"{_letters(given, '', '')} {family}"


def dotted(name: str) -> str:
    given, family = parts(name)
    return f"{_letters(given, '.', ' ')} {family}"


def apa(name: str) -> str:
    given, family = parts(name)
    return f"{family}, {_letters(given, '.', ' ')}"


def vancouver(name: str) -> str:
    given, family = parts(name)
    return f"{family} {_letters(given, '', '')}"


def family_first(name: str) -> str:
    given, family = parts(name)
    return f"{family}, {' '.join(given)}"


def upper(name: str) -> str:
    given, family = parts(name)
    return f"{' '.join(given)} {family.upper()}"


def upper_first(name: str) -> str:
    given, family = parts(name)
    return f"{family.upper()}, {' '.join(given)}"


def gost(name: str) -> str:
    _, family = parts(name)
    return f"{family} {dotted(name).removesuffix(family).strip()}"


def caps(name: str) -> str:
    return vancouver(name).upper()


def upper_given(name: str) -> str:
    given, family = parts(name)
    return f"{family.upper()} {' '.join(given)}"


def listed(names: Sequence[str], between: str = ", ", last: str = "") -> str:
    """Names in a row, before the last one `last`."""
    if not last or len(names) == 1:
        return between.join(names)
    return f"{between.join(names[:-1])}{last}{names[-1]}"


def byline(
    facts: Facts, one: Callable[[str], str] = str, between: str = ", ", last: str = "", around: str = "{}", mark: str = ""
) -> Printed:
    names = [one(name) for name in facts.authors]
    return Printed(around.format(listed([name + mark for name in names], between, last)), {"authors": names})


def shortened(facts: Facts, end: str, one: Callable[[str], str] = str, shown: int = 3) -> Printed:
    names, rest = [one(name) for name in facts.authors[:shown]], len(facts.authors) - shown
    end = end.format(rest=rest) if rest > 0 else ""
    return Printed(", ".join(names) + end, {"authors": names, "authors_complete": rest <= 0})


def _behind(facts: Facts, form: str, behind: tuple[str, ...], last: str = ", ") -> Printed:
    """Names with something behind each, in turn."""
    pieces = [form.format(name, more) for name, more in zip(facts.authors, cycle(behind), strict=False)]
    return Printed(listed(pieces, last=last), {"authors": list(facts.authors)})


def beside(printed: Printed) -> Printed:
    """The names of those with whom the owner of a page wrote: whether they are all is open."""
    return printed._replace(may={"authors_complete": False})


def _apart(facts: Facts) -> Printed:
    """Names with numbers, and behind them all what the numbers stand for."""
    places = PLACES[: min(2, len(facts.authors))]
    numbers = [at % len(places) + 1 for at in range(len(facts.authors))]
    names = ", ".join(f"{name} ({number})" for name, number in zip(facts.authors, numbers, strict=True))
    meant = ", ".join(f"({number}) {place}" for number, place in enumerate(places, 1))
    return Printed(f"{names} ({meant})", {"authors": list(facts.authors)})


def _grouped(facts: Facts) -> Printed:
    """Names by where they are, two of each place."""
    pairs = groupby(enumerate(facts.authors), lambda numbered: numbered[0] // 2)
    groups = [listed([name for _, name in some], last=" and ") for _, some in pairs]
    text = "; ".join(f"{names}, {place}" for names, place in zip(groups, cycle(PLACES), strict=False))
    return Printed(text, {"authors": list(facts.authors)})


def _middle(facts: Facts) -> Printed:
    """The first names and the last one, where there are more."""
    if len(facts.authors) < 4:
        return byline(facts)
    names = [*facts.authors[:2], facts.authors[-1]]
    return Printed(", ".join((*names[:2], "[...]", names[2])), {"authors": names, "authors_complete": False})


def _orcids(facts: Facts) -> Printed:
    names = [f"{name} (0000-0002-{facts.first + at:04}-{facts.last:04})" for at, name in enumerate(facts.authors)]
    return Printed("; ".join(names), {"authors": list(facts.authors)})


BYLINES: Mapping[str, Form] = {
    "commas": byline,
    "and": partial(byline, last=" and "),
    "comma and": partial(byline, last=", and "),
    "ampersand": partial(byline, last=" & "),
    "semicolons": partial(byline, between="; "),
    "bars": partial(byline, between=" | "),
    "middots": partial(byline, between=" · "),
    "initials": partial(byline, one=initials),
    "dotted initials": partial(byline, one=dotted),
    "apa": partial(byline, one=apa, last=" & "),
    "apa comma": partial(byline, one=apa, last=", & "),
    "vancouver": partial(byline, one=vancouver, around="{}."),
    "family first": partial(byline, one=family_first, between="; "),
    "a line each": partial(byline, between="\n"),
    "marks": partial(byline, mark="¹"),
    "stars": partial(byline, mark="*", last=", "),
    "et al.": partial(shortened, end=" et al."),
    "more": partial(shortened, end=", +{rest} authors"),
    "and others": partial(shortened, end=" and {rest} others"),
    "cut initials": partial(shortened, end="…", one=initials),
    "number": lambda facts: Printed(f"· {len(facts.authors)} authors"),
    "labelled": partial(byline, around="Authors: {}"),
    "Author(s)": partial(byline, between="; ", around="Author(s): {}"),
    "by": partial(byline, around="by {}", last=" and "),
    "numbers": partial(_behind, form="{} {}", behind=("1,2,*", "1", "2", "1,3"), last=" and "),
    "with": lambda facts: beside(byline(facts, around="With {}", last=" and ")),
    "upper first": partial(byline, one=upper_first, between="; "),
    "upper et": partial(byline, one=upper, last=" et "),
    "orcid": partial(byline, mark=" ORCID logo"),
    "roles": partial(byline, one=family_first, between="; ", mark=" (Author)"),
    "und": partial(byline, last=" und "),
    "u. a.": partial(shortened, end=" u. a.", shown=2),
    "japanese commas": partial(byline, between="、"),
    "places": partial(_behind, form="{} ({})", behind=PLACES),
    "places apart": _apart,
    "by place": _grouped,
    "first and last": _middle,
    "orcid numbers": _orcids,
    "degrees": partial(byline, between="; ", mark=", PhD"),
    "slashes": partial(byline, between=" / "),
    "autres": partial(shortened, end=" et {rest} autres"),
    "bold owner": lambda facts: Printed(
        ", ".join((f"**{facts.authors[0]}**", *facts.authors[1:])), {"authors": list(facts.authors)}
    ),
}
