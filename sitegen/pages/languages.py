"""The words of the interface in one language, with numbers and dates as that language writes them.

A theme keeps its words in YAML, one file a language (`words/en.yaml`): keys, and what each says. `{name}` stands for a value,
`{count}` for a number; what depends on the number has a form for each case that the language knows.

    newest: Newest papers
    papers:
      one: "{count} paper"
      other: "{count} papers"

Which form a number takes, how dates are written, and which way the language runs, is Unicode's CLDR (https://cldr.unicode.org).
"""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as day
from functools import cache
from pathlib import Path
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from sitegen import files, store
from sitegen.problems import Problem, Refused, Span, error, warning
from sitegen.records import Record

SOURCE = "en"  # the language that has every word; one that is missing elsewhere is said in it
ANY = "other"  # the form that every language has
SKELETONS = {len("2024-03-05"): "yMMMd", len("2024-03"): "yMMM"}

Forms = Mapping[str, str]


class Language(Record):
    """What the interface says: `words` are the forms of each by its key, `direction` is "ltr" or "rtl"."""

    tag: str
    direction: str
    words: Mapping[str, Forms]


def load(themes: Sequence[Path], wanted: str) -> tuple[Language, list[Problem]]:
    """The interface's language as the themes' folders have it, the first before the later; English, and a warning, without one.

    "pt-BR" has the words of "pt", and over them those that it has itself. It is an error where a words file says something
    under a key, or with a value, that English does not have.
    """
    problems: list[Problem] = []
    words = _layered(themes, SOURCE, {}, problems)
    # As they come with sitegen: a site's own English may leave a value out that other languages have.
    source = ChainMap(*(_layered([theme], SOURCE, {}, []) for theme in themes[::-1]))
    there = {path.stem for theme in themes for path in theme.glob("words/*.yaml")}
    tags = [tag for tag in (wanted.partition("-")[0], wanted) if tag in there and _known(tag)]
    if not tags:
        message = f'the interface has no words in "{wanted}", so it is in English'
        hint = f"languages here: {', '.join(sorted(there))}; another one is a file themes/default/words/{wanted}.yaml"
        problems.append(warning(Span("content/site.yaml"), message, hint))
    for tag in dict.fromkeys(tag for tag in tags if tag != SOURCE):
        words |= _layered(themes, tag, source, problems)
    shown = wanted if tags else SOURCE
    return Language(tag=shown, direction=_locale(shown).text_direction, words=words), problems


def speaker(language: Language) -> Callable[..., Markup]:
    """`say(key, count=None, /, **values)`: the words of a key as HTML, in the form that the number takes.

    Values that are no markup are escaped. Raises LookupError where there is no such key. A site says few things very often:
    the form for each key and number is chosen and taken apart once.
    """

    @cache
    def pieces(key: str, count: int | None) -> Sequence[tuple[str, str | None]]:
        """What stands before each value, and the value's name; None behind the last."""
        forms = language.words.get(key)
        if forms is None:
            raise LookupError(f"words/{SOURCE}.yaml has no `{key}`")
        form = forms[ANY]
        if count is not None:
            form = forms.get(_locale(language.tag).plural_form(count), form).replace("{count}", number(language, count))
        return [(before, name) for before, name, *_ in Formatter().parse(form)]

    def say(key: str, count: int | None = None, /, **values: object) -> Markup:
        said = (before if name is None else f"{before}{escape(values[name])}" for before, name in pieces(key, count))
        return Markup("".join(said))  # noqa: S704 the words were escaped when they were read

    return say


def number(language: Language, value: int) -> str:
    """A whole number in groups of digits ("4,396")."""
    return str(format_decimal(value, locale=_locale(language.tag)))


def date(language: Language, value: str) -> str:
    """An ISO date, written as far as it is known: its day, its month, or its year alone."""
    if len(value) not in SKELETONS:
        return value
    whole = day.fromisoformat(f"{value}-01"[: len("2024-03-05")])
    return str(format_skeleton(SKELETONS[len(value)], whole, locale=_locale(language.tag)))


def with_prefix(language: Language, prefix: str) -> dict[str, str | Forms]:
    """The words whose keys begin so, by what follows, for a script: a text, or a text for each form of number."""
    found = {key.removeprefix(prefix): forms for key, forms in language.words.items() if key.startswith(prefix)}
    plain = {key: {form: Markup(text).unescape() for form, text in forms.items()} for key, forms in found.items()}  # noqa: S704
    return {key: forms if len(forms) > 1 else forms[ANY] for key, forms in plain.items()}


@cache
def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.partition("-")[0])


def _known(tag: str) -> bool:
    try:
        return bool(_locale(tag))
    except (UnknownLocaleError, ValueError):
        return False


def _path(theme: Path, tag: str) -> Path:
    return theme / "words" / f"{tag}.yaml"


def _layered(themes: Sequence[Path], tag: str, known: Mapping[str, Forms], problems: list[Problem]) -> dict[str, Forms]:
    """The words of one language: each from the first of the themes that has it, held against those that are known."""
    words: dict[str, Forms] = {}
    for theme in reversed(themes):
        if _path(theme, tag).is_file():
            words |= dict(_read(_path(theme, tag), theme, {**words, **known}, problems))
    return words


def _read(path: Path, theme: Path, known: Mapping[str, Forms], problems: list[Problem]) -> Iterator[tuple[str, Forms]]:
    """The keys of a words file with their forms, ready to stand in HTML; what is wrong goes to `problems`.

    Only English may say what is not known: it is where new words come from.
    """
    name = f"themes/{theme.name}/words/{path.name}"
    try:
        text, faults = store.decode(name, files.read_bytes(path, theme))
    except Refused as refused:
        text, faults = "", [refused.problem]
    said, more = store.load_words(name, text)
    problems += [*faults, *more]
    for key, (span, plain) in said.items():
        forms = {ANY: plain} if isinstance(plain, str) else plain
        wrong = _wrong(key, forms, {key: forms, **known} if path.stem == SOURCE else known)
        if wrong:
            problems.append(error(span, *wrong))
        else:
            yield key, {form: str(escape(words)) for form, words in forms.items()}


def _wrong(key: str, forms: Forms, known: Mapping[str, Forms]) -> tuple[str, str] | None:
    """What is wrong with the words of a key, and what to do about it; None where nothing is."""
    if ANY not in forms:
        return f"`{key}` has no form `{ANY}`", f"add `{ANY}:`, which is said of any number that has no form of its own"
    if key not in known:
        return f"`{key}` is not a word of the interface", store.nearest(key, known)
    try:
        number = {"count"} if len(known[key]) > 1 else set()
        unknown = sorted(_values(forms) - _values(known[key]) - number)
    except ValueError as fault:
        return f"`{key}`: {fault}", "write {{ for a brace that stands for nothing"
    return (f"`{key}` has no value `{unknown[0]}`", f"take the names from words/{SOURCE}.yaml") if unknown else None


def _values(forms: Forms) -> set[str]:
    """The names that stand in braces, each with what Python would take for a way to write it."""
    fields = [field for said in forms.values() for _, *field in Formatter().parse(said) if field[0] is not None]
    return {f"{name}!{turn}" if turn else f"{name}:{form}" if form else f"{name}" for name, form, turn in fields}
