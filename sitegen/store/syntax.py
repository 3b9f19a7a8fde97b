"""YAML the language: a text read as a tree whose every node knows its lines, and plain values written as a text.

Only what a list of papers needs is read: mappings with plain keys, lists, and values, which are all strings here, whatever
they look like; the schema types them. Aliases, anchors, tags and deep nesting are refused. The tree is built from the parser's
events because its own `compose` recurses in C: 100,000 opening brackets end the process.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

import msgspec
import yaml

from sitegen.problems import Problem, Span, error
from sitegen.records import Record

# PyYAML's; its types do not say that an event has its marks.
Event: TypeAlias = Any
DEPTH = 12
# What PyYAML, from 6.0.4 on, says at 1,000 levels; it reads ahead, so this can come before the event of level 13.
LIMIT = "nesting depth"
LINE_END = re.compile("\r\n?|\n")
# YAML 1.1 ends a line at these three as well, editors do not: as blanks they keep the line numbers right.
SEPARATORS = "\x85\u2028\u2029"
# What YAML does not hold as it stands (https://yaml.org/spec/1.1/#id868524), line ends, and marks that turn or hide text.
UNPRINTABLE = re.compile(
    "[^ -~\xa0-\u200a\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLAIN = re.compile(r"\w(?:(?:[\w ,;.!?'’()/&+%=@~-]|:(?! |$)|(?<! )#)*[\w.!?)/])?")
# Between two sentences, as far as marks tell: not after an initial or the shortest of the usual abbreviations.
SENTENCE_END = re.compile(
    r" (?:(?<=[.!?] )|(?<=[.!?][)'\"’”] ))(?<!\b[A-Za-z]\. )(?<!\b(?:al|cf|vs|Dr|Eq|No|St)\. )(?<!\b(?:Eqs|Fig|Sec)\. )"
    r"(?<!\b(?:Figs|resp)\. )(?=[\"'‘“(\[$\\]?[A-Z0-9$\\])"
)
# What indenting leaves of an empty line.
BLANK = re.compile("^ +$", re.MULTILINE)
REMEDY = 'indent with spaces only; put quotes around a value that holds ": " or " #" or starts with a mark'


class Node(msgspec.Struct, gc=False):
    """A value and where it stands: lines `first` (its key's, if it has one) to `last` of the file `path`.

    Of a literal block `value` is the text in one line, and `block` the text as its lines stand.
    """

    value: "str | list[Node] | dict[str, Node]"
    path: str
    first: int
    last: int
    block: str = ""

    @property
    def span(self) -> Span:
        """The node's lines, as problems name them."""
        return Span(self.path, self.first, self.last)


class Block(Record):
    """A text to be written as a literal block of these lines, of which the first and the last hold more than spaces."""

    lines: list[str]


Plain: TypeAlias = "str | float | bool | Block | Sequence[Plain] | Mapping[str, Plain] | None"


def parse(path: str, text: str) -> tuple[Node, list[Problem]]:
    """The tree of a YAML text, an empty mapping where there is none, and an error for each thing that is refused.

    A literal block (`|`) is one text: its lines are joined by spaces, and kept beside it. A key that stands twice keeps its
    first value. Where the text is no YAML there is one error, with line and column.
    """
    problems: list[Problem] = []
    for separator in SEPARATORS:
        text = text.replace(separator, " ")
    try:
        root = _document(path, yaml.parse(text, Loader=yaml.CBaseLoader), problems)
    except yaml.MarkedYAMLError as fault:
        problems = [_fault(path, fault, text)]
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        problems = [_unreadable(path, text)]
    else:
        return root, problems
    return Node({}, path, 1, 1), problems


def write(values: Mapping[str, Plain]) -> str:
    """The YAML text of plain values, in their order; `parse` gives the same strings back, and so does any YAML reader.

    None is written as an empty value. Half a surrogate pair, which YAML cannot hold, becomes U+FFFD. A key may have 1,000
    characters.
    """
    return BLANK.sub("", f"{_block(values)}\n") if values else ""


def prose(text: str) -> Block | str:
    """The text with a line for each sentence, or as it is where a literal block would not give it back exactly."""
    if not text or UNPRINTABLE.search(text) or text != text.strip():
        return text
    return Block(lines=SENTENCE_END.split(text))


def verbatim(text: str) -> Block | str:
    """The text with its own lines, or as it is where a literal block would not give it back exactly."""
    lines = text.split("\n")
    if not text or text != text.strip() or any(line.isspace() or UNPRINTABLE.search(line) for line in lines):
        return text
    return Block(lines=lines)


def scalar(text: str) -> str:
    """A string on one line: plain where no reader of YAML can take it for anything else, else in quotes."""
    if PLAIN.fullmatch(text) and not _looks_typed(text):
        return text
    if UNPRINTABLE.search(text):
        return '"' + UNPRINTABLE.sub(_escaped, text.replace("\\", r"\\").replace('"', r"\"")) + '"'
    return "'" + text.replace("'", "''") + "'"


def _document(path: str, events: Iterator[Event], problems: list[Problem]) -> Node:
    root = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root:
                _refuse(event, "a second document starts here", "take out the line `---`")
            root = _node(path, next(events), events, 0, problems)
    return root if root and root.value else Node({}, path, 1, 1)


def _node(path: str, event: Event, events: Iterator[Event], depth: int, problems: list[Problem]) -> Node:
    """The node that starts with `event`; takes what belongs to it from `events`."""
    if event.anchor is not None:
        _refuse(event, "anchors and aliases (&x, *x) are not read here", "write the value out, or put it in quotes")
    if event.tag is not None:
        _refuse(event, "tags (!x) are not read here", "write the value alone, or put it in quotes")
    if depth > DEPTH:
        raise _too_deep(event.start_mark)
    first = event.start_mark.line + 1
    if isinstance(event, yaml.ScalarEvent):
        return _text(path, event)
    node = Node({}, path, first, first)
    if isinstance(event, yaml.MappingStartEvent):
        node.value = _mapping(path, events, depth + 1, problems)
        children = list(node.value.values())
    else:
        node.value = children = _list(path, events, depth + 1, problems)
    node.last = children[-1].last if children else first
    return node


def _text(path: str, event: Event) -> Node:
    first, text = event.start_mark.line + 1, event.value
    if event.style == "|":
        text = text.rstrip("\n")
        lines = text.split("\n") if text else []
        joined = " ".join(filter(None, (line.strip(" \t") for line in lines)))
        return Node(joined, path, first, first + len(lines), text)
    last = event.end_mark.line + (1 if event.end_mark.column else 0)
    return Node(text.rstrip("\n") if event.style == ">" else text, path, first, max(first, last))


def _list(path: str, events: Iterator[Event], depth: int, problems: list[Problem]) -> list[Node]:
    items = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        items.append(_node(path, event, events, depth, problems))
    return items


def _mapping(path: str, events: Iterator[Event], depth: int, problems: list[Problem]) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            _refuse(event, "a key has to be a word", "put it in quotes if it is a text")
        value = _node(path, next(events), events, depth, problems)
        value.first = line
        other = entries.setdefault(event.value, value)
        if other is not value:
            message = f"`{event.value}` stands twice here, in lines {other.first} and {value.first}"
            problems.append(error(value.span, message, "take one of them out"))
    return entries


def _refuse(event: Event, message: str, hint: str) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=message, problem_mark=event.start_mark, note=hint)


def _too_deep(mark: Event) -> yaml.MarkedYAMLError:
    message = f"more than {DEPTH} levels, one inside the other"
    return yaml.MarkedYAMLError(problem=message, problem_mark=mark, note="put the value in quotes if it is a text")


def _fault(path: str, fault: yaml.MarkedYAMLError, text: str) -> Problem:
    if LIMIT in (fault.problem or ""):
        fault = _too_deep(fault.problem_mark)
    place, start = fault.problem_mark, fault.context_mark
    line, column = (place.line + 1, place.column + 1) if place else (0, 0)
    line = min(line, len(LINE_END.findall(text)) + 1)  # where a text ends too soon PyYAML names the line behind it
    context = f", {fault.context} that starts in line {start.line + 1}" if start else ""
    message = f"YAML cannot be read: {fault.problem} (column {column}){context}"
    return error(Span(path, line, line), message, fault.note or REMEDY)


def _unreadable(path: str, text: str) -> Problem:
    found = UNREADABLE.search(text)
    place, character = (found.start(), f"U+{ord(found[0]):04X}") if found else (0, "")
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    return error(Span(path, line, line), f"YAML cannot hold the character {character} (column {column})", "take it out")


def _block(values: Mapping[str, Plain] | Sequence[Plain]) -> str:
    """The lines of a mapping or a list, as if they stood alone, without the last line end."""
    if isinstance(values, Mapping):
        return "\n".join(_entry(f"{scalar(key)}:", value) for key, value in values.items())
    return "\n".join(_entry("-", value) for value in values)


def _entry(head: str, value: Plain) -> str:
    """The lines of a key, or a dash, and what follows it."""
    if isinstance(value, str):
        return f"{head} {scalar(value)}"
    if isinstance(value, Block):
        return "\n  ".join((f"{head} |-", *value.lines))
    if isinstance(value, bool | float | int):
        return f"{head} {str(value).lower()}"
    if value is None:
        return head
    if not value:
        return f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"
    inner = _block(value).replace("\n", "\n  ")
    return f"- {inner}" if head == "-" else f"{head}\n  {inner}"


def _looks_typed(text: str) -> bool:
    """Whether YAML 1.1 takes a plain text for a number, a date, a truth or nothing."""
    known = yaml.resolver.Resolver.yaml_implicit_resolvers.get(text[0], ())
    return any(pattern.match(text) for _, pattern in known)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
