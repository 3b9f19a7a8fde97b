"""The schema of every file that is read: the fields of the records, and what a value of each must look like.

A record is written as a mapping with its fields as keys, each typed as it is declared. A field means the same in every record
that has it, so what its text must look like is said once, by its name. Nothing else has to be kept in step with the records.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from html import unescape
from math import isfinite
from types import NoneType
from typing import Literal, NamedTuple, TypeVar, cast, get_args, get_origin
from urllib.parse import unquote, urlsplit

import msgspec

from sitegen import categories
from sitegen.problems import Level, Problem, Span, error, warning, worst
from sitegen.records import Record
from sitegen.store import syntax
from sitegen.store.syntax import Node, Plain
from sitegen.text.names import RESERVED, SEGMENT_LENGTH

R = TypeVar("R", bound=Record)
Reader = Callable[[Node, list[Problem]], object]
PROSE = frozenset(("abstract",))
# Texts in anybody's words, in which a "#" is not often meant to begin a comment.
FREE = frozenset(
    re.findall(
        r"\w+",
        "abstract affiliations authors bio curator description entry field issue label metrics name note notes pages phrases"
        " publisher spelling title venue volume",
    )
)
# Texts whose lines mean something.
MARKDOWN = frozenset(("bio", "entry", "notes"))
EMPTY: tuple[object, ...] = (None, "", (), {})


def _in_calendar(day: str) -> bool:
    """Whether a whole or partial ISO date is a real one."""
    try:
        return bool(date.fromisoformat((day + "-01-01")[:10]))
    except ValueError:
        return False


def _has_check_digit(orcid: str) -> bool:
    """Whether the last digit of an ORCID is right: ISO 7064 MOD 11-2, as orcid.org says."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return orcid[-1] == "0123456789X"[(12 - total % 11) % 11]


def _is_isbn(text: str) -> bool:
    """Whether the last digit of an ISBN is right, that of 10 digits or that of 13: https://www.isbn-international.org."""
    digits = [10 if digit == "X" else int(digit) for digit in text if digit != "-"]
    if len(digits) == 10:
        return sum(digit * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0
    return len(digits) == 13 and 10 not in digits and (sum(digits) + 2 * sum(digits[1::2])) % 10 == 0


def _bare_isbn(text: str) -> str:
    """An ISBN without that word, parted by hyphens where it is parted at all."""
    return re.sub(r"[\s\u2010-\u2015]+", "-", ISBN_PREFIX.sub("", text.strip())).upper()


def _names_a_host(address: str) -> bool:
    """Whether an address can be taken apart, and its port is one (https://www.rfc-editor.org/rfc/rfc3986#section-3.2)."""
    try:
        parts = urlsplit(address)
        return not parts.scheme or (bool(parts.hostname) and parts.port != 0)
    except ValueError:
        return False


def _bare_doi(text: str) -> str:
    """A DOI without what is often before it, "doi:" or the address that leads to it, and as a page meant it."""
    before = DOI_PREFIX.match(text)
    bare = unescape(text[before.end() :] if before else text)
    return unquote(bare) if before and before["host"] else bare


class Form(NamedTuple):
    """What a value must look like: its meaning in words, a pattern for all of it, an example, and what a pattern cannot say.

    `usual` gives the value in its usual form, of which all this is said.
    """

    meaning: str
    pattern: str
    example: str
    holds: Callable[[str], bool] = bool
    usual: Callable[[str], str] = str

    def takes(self, text: str) -> bool:
        """Whether a text looks so."""
        return re.fullmatch(self.pattern, text) is not None and self.holds(text)


DOI_PREFIX = re.compile(r"(?:doi\s*:\s*)?(?P<host>(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:doi:)?)|doi\s*:?\s*", re.IGNORECASE)
ISBN_PREFIX = re.compile(r"^ISBN(?:-1[03])?\s*:?\s*", re.IGNORECASE)
MARK = r"[^\s\x00-\x1f\x7f\"<>\\\ud800-\udfff]"
ON_WEB = rf"(?i:https?)://(?![/?#]){MARK}+"
ON_SITE = rf"(?![\w+.-]*:|/|(?:.*/)?\.\.(?:/|$)){MARK}+"
ADDRESS = Form("an http or https address", ON_WEB, "https://example.org/x", _names_a_host)
LINK = Form(
    "an http or https address or a path on the site", f"{ON_WEB}|{ON_SITE}", "https://example.org/x or papers/x/", _names_a_host
)
DATE = Form("a date", r"(?a)\d{4}(-\d\d(-\d\d)?)?", "2024, 2024-03 or 2024-03-05", _in_calendar)
# Brackets are in those of the nineties, as in 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O.
DOI = Form("a DOI", rf"10\.[0-9]{{4,9}}(\.[0-9]+)*/({MARK}|<{MARK}+>)+", "10.1000/182", usual=_bare_doi)
# An id is a slug, perhaps with a hash behind it, and a number where several papers are equal.
LONGEST_ID = SEGMENT_LENGTH + len("-0123abcd-99999")
ID = Form(
    "an id",
    f"(?!({'|'.join(sorted(RESERVED))})$)[a-z0-9][a-z0-9-]{{0,{LONGEST_ID - 1}}}",
    "letters-digits-hyphens, in small letters",
)
# What browsers take as well, or the scripts of every page would stop: https://unicode.org/reports/tr35/#BCP_47_Conformance
LANGUAGE = Form(
    "a language tag",
    r"(?a)[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))?",
    "en or pt-BR",
)
FORMS: Mapping[str, Form] = {
    "accent": Form("a color", r"#?[0-9a-fA-F]{6}", "3a45b8"),
    "address": LINK,
    "arxiv": Form("an arXiv id", r"(?a)(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?", "2401.12340 or math.AG/0309136"),
    "category": Form("an arXiv category", r"[\w.-]+", "cs.LG", categories.NAMES.__contains__),
    "code_urls": ADDRESS,
    "content_language": LANGUAGE,
    "date": DATE,
    "doi": DOI,
    "email": Form("an e-mail address", rf"(?!.*@.*@){MARK}+@{MARK}+\.{MARK}+", "name@example.org"),
    "homepage": ADDRESS,
    "id": ID,
    "isbn": Form("an ISBN", r"(?a)\d[\d-]{7,15}[\dX]", "978-3-16-148410-0", _is_isbn, _bare_isbn),
    "language": LANGUAGE,
    "lines": Form("a range of lines", r"(?a)\d{1,9}(-\d{1,9})?(, \d{1,9}(-\d{1,9})?)*", "12-17"),
    "links": ADDRESS,
    "orcid": Form("an ORCID", r"(?a)\d{4}-\d{4}-\d{4}-\d{3}[\dX]", "0000-0002-1825-0097", _has_check_digit),
    "pdf": LINK,
    "photo": Form("a path on the site", ON_SITE, "images/me.jpg"),
    "pmid": Form(
        "a PubMed id",
        r"[1-9][0-9]{0,8}",
        "31452104",
        usual=lambda text: re.sub(r"^PMID\s*:?\s*", "", text, flags=re.IGNORECASE),
    ),
    "retrieved": DATE,
    "slug": ID,
    "theme": ID,
    "url": ADDRESS,
}
TEXT = Form("a text", r"(?s:.*)", "`key: some words`")
NUMBER = Form("a number", r"(?a)[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", "24.5", lambda text: isfinite(float(text)))
COUNT = Form("a whole number", r"[0-9]{1,9}", "12")
TRUTH = {"true": True, "false": False}


def is_address(text: str) -> bool:
    """Whether a text is a web address as the files of a site take it."""
    return ADDRESS.takes(text)


def read(path: str, text: str, kind: type[R]) -> tuple[R | None, list[Problem]]:
    """The record that a YAML text holds, None where there is an error; and all that is wrong with it, each on its line.

    A key without a value leaves its field unknown. A field `span` is where the record stands; an `id` may be left out, and is
    "" then. A record of one field may be written as that field's value alone.
    """
    node, problems = syntax.parse(path, text)
    found = record(kind, node, problems)
    return (None if refused(problems) else found), problems


def record(kind: type[R], node: Node, problems: list[Problem]) -> R | None:
    """The record of one node; None, with the reasons added to `problems`, where anything is wrong with it."""
    before, known = len(problems), readers(kind)
    alone = len(known) == 1 and not isinstance(node.value, dict)
    found = typed(dict.fromkeys(known, node) if alone else mapping(node, problems), known, problems)
    values = {name: value for name, value in found.items() if value is not None}
    for name, value in (("id", ""), ("span", node.span)):
        if name in kind.__struct_fields__:
            values.setdefault(name, value)
    if not refused(problems[before:]):  # a misspelt key is not said to be missing as well
        absent = (name for name in required(kind) if name not in values)
        problems += [error(node.span, f"`{name}` is missing") for name in absent]
    return None if refused(problems[before:]) else kind(**values)


def refused(problems: Iterable[Problem]) -> bool:
    """Whether there is an error among the problems."""
    return worst(problems) is Level.ERROR


def typed(nodes: Mapping[str, Node], known: Mapping[str, Reader], problems: list[Problem]) -> dict[str, object]:
    """The values of keys that are known, None where one has no value; what is wrong goes to `problems`."""
    values: dict[str, object] = {}
    for name, node in nodes.items():
        if name not in known:
            problems.append(error(Span(node.path, node.first, node.first), f"`{name}` is not known here", nearest(name, known)))
        else:
            values[name] = None if node.value == "" else known[name](node, problems)
            if node.value == "" and node.comment and name in FREE:
                problems.append(_cut(name, node))
    return values


def mapping(node: Node, problems: list[Problem]) -> Mapping[str, Node]:
    """The children of a node by their key; none, and a problem, where it is no mapping."""
    if isinstance(node.value, dict):
        return node.value
    problems.append(error(node.span, "keys with their values are wanted here", "write `key: value`, one a line"))
    return {}


def plain(record: Record) -> dict[str, Plain]:
    """A record as values to write, in the order of its fields, without its span and what is unknown or as by default."""
    return {
        name: value_of(name, value)
        for name, default in defaults(type(record)).items()
        if (value := getattr(record, name)) != default and value not in EMPTY
    }


def value_of(name: str, value: object) -> Plain:
    """The value of a field as it is written."""
    if isinstance(value, Record):
        return plain(value)
    if isinstance(value, Mapping):
        return {str(key): value_of(name, item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [value_of(name, item) for item in value]
    if isinstance(value, str) and name in PROSE:
        return syntax.prose(value)
    if isinstance(value, str) and name in MARKDOWN:
        return syntax.verbatim(value)
    return cast("Plain", value)


@cache
def readers(kind: type[Record]) -> Mapping[str, Reader]:
    """How each field of a record is read, its span aside."""
    return {field.name: _reader(field.name, field.type) for field in msgspec.structs.fields(kind) if field.name != "span"}


@cache
def required(kind: type[Record]) -> tuple[str, ...]:
    """The fields that a record cannot be without."""
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.required)


@cache
def defaults(kind: type[Record]) -> Mapping[str, object]:
    """Each field's value when nothing is said, msgspec.NODEFAULT where something must be; its span aside."""
    return {field.name: field.default for field in msgspec.structs.fields(kind) if field.name != "span"}


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the known one that is most like it, else what is known."""
    options = sorted(known)
    close = difflib.get_close_matches(word, options, 1)
    return f"did you mean `{close[0]}`?" if close else f"what can stand here: {', '.join(options)}"


@cache
def _reader(name: str, kind: object) -> Reader:
    """How a field of this name and type is read."""
    origin, inner = get_origin(kind), get_args(kind)
    if NoneType in inner:
        return _reader(name, inner[0])
    if origin is tuple:
        return partial(_list, name, _reader(name, inner[0]))
    if origin is Mapping:
        return partial(_by_key, _reader(name, inner[1]))
    if origin is Literal:
        return partial(_choice, name, {str(option): option for option in inner})
    if isinstance(kind, type) and issubclass(kind, Record):
        return partial(record, kind)
    if kind is bool:
        return partial(_choice, name, TRUTH)
    form, convert = {str: (FORMS.get(name, TEXT), str), float: (NUMBER, float), int: (COUNT, int)}[cast("type", kind)]
    return partial(_value, name, form, convert)


def _cut(name: str, node: Node) -> Problem:
    """A warning where YAML takes the rest of a text for a comment."""
    message = f'`{name}` is only "{node.value}" here: what stands behind " #" is a comment ("{node.comment[:60]}")'
    whole = syntax.scalar(f"{node.value} {node.comment}".strip())
    hint = f"put quotes around it: {whole}\nor, where it is meant as a comment, two blanks before its # and one behind"
    return warning(node.span, message, hint)


def _value(name: str, form: Form, convert: Callable[[str], object], node: Node, problems: list[Problem]) -> object | None:
    text = node.block if node.block and name in MARKDOWN else node.value
    if not isinstance(text, str):
        problems.append(error(node.span, f"`{name}` is one value, not several", f"write it like {form.example}"))
    elif form.takes(usual := form.usual(text)):
        if node.comment and name in FREE and not NUMBER.takes(text):
            problems.append(_cut(name, node))
        return convert(usual)
    else:
        problems.append(error(node.span, f'`{name}`: "{text[:60]}" is not {form.meaning}', f"write it like {form.example}"))
    return None


def _choice(name: str, options: Mapping[str, object], node: Node, problems: list[Problem]) -> object | None:
    if isinstance(node.value, str) and node.value in options:
        return options[node.value]
    problems.append(error(node.span, f"`{name}` is one of {', '.join(options)}", "write one of these words alone"))
    return None


def _list(name: str, reader: Reader, node: Node, problems: list[Problem]) -> tuple[object, ...] | None:
    if isinstance(node.value, list):
        return tuple(reader(item, problems) for item in node.value)
    problems.append(error(node.span, f"`{name}` is a list", "write one item a line, each after `- `"))
    return None


def _by_key(reader: Reader, node: Node, problems: list[Problem]) -> dict[str, object]:
    return {name: reader(item, problems) for name, item in mapping(node, problems).items()}
