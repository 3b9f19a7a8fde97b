"""YAML the language: a text read as a tree whose every node knows its lines, and plain values written as a text.

Only what a list of papers needs is read: mappings with plain keys, lists, and values, which are all strings here, whatever
they look like; the schema types them. Aliases, anchors, tags and deep nesting are refused. The tree is built from the parser's
events because its own `compose` recurses in C: 100,000 opening brackets end the process.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn, TypeAlias

import msgspec
import yaml

from sitegen.problems import Problem, Span, error, warning
from sitegen.records import Record
from sitegen.text import clean

# PyYAML's; its types do not say that an event has its marks.
Event: TypeAlias = Any
DEPTH = 12
# What PyYAML, from 6.0.4 on, says at 1,000 levels; it reads ahead, so this can come before the event of level 13.
LIMIT = "nesting depth"
LINE_END = re.compile("\r\n?|\n")
# YAML 1.1 ends a line at these as well, editors do not: as blanks they keep the line numbers right.
SEPARATORS = "\u2028\u2029"
# What YAML does not hold as it stands (https://yaml.org/spec/1.1/#id868524), line ends, and marks that turn or hide text.
UNPRINTABLE = re.compile(
    "[^ -~\xa0-\u200a\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
UNREADABLE = re.compile("[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Of a text; every other byte of what is no text is one that cannot be read.
MOST_UNREADABLE = 1 / 20
# A comment is meant as one where it is set apart from the value by two blanks, and begins with one; in the place of a value,
# where it begins with one.
COMMENT = re.compile(r"[ \t]#")
BEHIND = re.compile(r"(?!(?: {2,}|[ ]*\t[ \t]*)#+(?:\s|\Z))[ \t]++(#[^\r\n]*)")
IN_PLACE = re.compile(r"[ \t]++(#[^\s#][^\r\n]*)")
# TeX in double quotes that YAML takes for a bell, a line end and so on: "\beta" is a backspace and "eta".
ESCAPES = re.compile(
    r"(?<!\\)(?:\\\\)*(\\(?:[abefvNLP][A-Za-z]+"
    r"|(?:nu|nabla|neq?|ni|not|text[a-z]*|theta|tau|times|to|tilde|rho|rm|right[a-z]*|rangle)(?![A-Za-z])))"
)
PLAIN = re.compile(r"\w(?:(?:[\w ,;.!?'’()/&+%=@~-]|:(?! |$)|(?<! )#)*[\w.!?)/])?")
# Between two sentences, as far as marks tell: not after an initial or the shortest of the usual abbreviations.
SENTENCE_END = re.compile(
    r" (?:(?<=[.!?] )|(?<=[.!?][)'\"’”] ))(?<!\b[A-Za-z]\. )(?<!\b(?:al|cf|vs|Dr|Eq|No|St)\. )(?<!\b(?:Eqs|Fig|Sec)\. )"
    r"(?<!\b(?:Figs|resp)\. )(?=[\"'‘“(\[$\\]?[A-Z0-9$\\])"
)
# What indenting leaves of an empty line.
BLANK = re.compile("^ +$", re.MULTILINE)
SAID = re.compile(r"(\s*(?:- )*[\w-]+: +)([^'\"\[{|>].*)")
QUOTES = "use single quotes, or write the backslash twice"
COLON = "mapping values are not allowed"
ESCAPE = "unknown escape"
REMEDY = 'indent with spaces only; put quotes around a value that holds ": " or " #" or starts with a mark'


class Node(msgspec.Struct, gc=False):
    """A value and where it stands: lines `first` (its key's, if it has one) to `last` of the file `path`.

    Of a literal block `value` is the text in one line, and `block` the text as its lines stand. `comment` stands behind a plain
    value or in its place, and does not look as if it was meant as one.
    """

    value: "str | list[Node] | dict[str, Node]"
    path: str
    first: int
    last: int
    block: str = ""
    comment: str = ""

    @property
    def span(self) -> Span:
        """The node's lines, as problems name them."""
        return Span(self.path, self.first, self.last)


class Source(NamedTuple):
    """A text that is read, and whether there is a comment in it behind anything."""

    path: str
    text: str
    commented: bool


class Block(Record):
    """A text to be written as a literal block of these lines, of which the first and the last hold more than spaces."""

    lines: list[str]


Plain: TypeAlias = "str | float | bool | Block | Sequence[Plain] | Mapping[str, Plain] | None"


def parse(path: str, text: str) -> tuple[Node, list[Problem]]:
    """The tree of a YAML text, an empty mapping where there is none, and an error for each thing that is refused.

    A literal block (`|`) is one text: its lines are joined by spaces, and kept beside it. A key that stands twice keeps its
    first value. Where the text is no YAML there is one error, with line and column. A warning says which characters were
    `tidied`, and where TeX in double quotes is none.
    """
    problems: list[Problem] = []
    for separator in SEPARATORS:
        text = text.replace(separator, " ")
    tidy, warnings = tidied(path, text)
    source = Source(path, tidy, COMMENT.search(tidy) is not None)
    try:
        root = _document(source, yaml.parse(tidy, Loader=yaml.CBaseLoader), problems)
    except yaml.MarkedYAMLError as fault:
        problems = [_fault(path, fault, tidy)]
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        problems = [_unreadable(path, tidy)]
    else:
        return root, problems + warnings
    return Node({}, path, 1, 1), problems + warnings


def tidied(path: str, text: str) -> tuple[str, list[Problem]]:
    """The text with what is meant by characters that no text holds, and a warning for each line that has one.

    Control characters, half surrogate pairs and the like are what `clean` makes of them. What is full of them is no text, and
    stays as it is.
    """
    found = list(UNREADABLE.finditer(text))
    if not found or len(found) > max(MOST_UNREADABLE * len(text), 1):
        return text, []
    problems: dict[int, Problem] = {}
    line, position = 1, 0
    for character in found:
        line += text.count("\n", position, character.start())
        position = character.start()
        meant = clean(character[0]).strip()
        message = (
            f"there is a control character, U+{ord(character[0]):04X} (column {position - text.rfind(chr(10), 0, position)})"
        )
        hint = f"it is read as {meant}" if meant else "it is taken out; write anew what is missing"
        problems.setdefault(line, warning(Span(path, line, line), message, hint))
    return UNREADABLE.sub(lambda character: clean(character[0]), text), list(problems.values())


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


def _document(source: Source, events: Iterator[Event], problems: list[Problem]) -> Node:
    root = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root:
                _refuse(event, "a second document starts here", "take out the line `---`")
            root = _node(source, next(events), events, 0, problems)
    return root if root and root.value else Node({}, source.path, 1, 1)


def _node(source: Source, event: Event, events: Iterator[Event], depth: int, problems: list[Problem]) -> Node:
    """The node that starts with `event`; takes what belongs to it from `events`."""
    if event.anchor is not None:
        _refuse(event, "anchors and aliases (&x, *x) are not read here", "write the value out, or put it in quotes")
    if event.tag is not None:
        _refuse(event, "tags (!x) are not read here", "write the value alone, or put it in quotes")
    if depth > DEPTH:
        raise _too_deep(event.start_mark)
    first = event.start_mark.line + 1
    if isinstance(event, yaml.ScalarEvent):
        return _text(source, event, problems)
    node = Node({}, source.path, first, first)
    if isinstance(event, yaml.MappingStartEvent):
        node.value = _mapping(source, events, depth + 1, problems)
        children = list(node.value.values())
    else:
        node.value = children = _list(source, events, depth + 1, problems)
    node.last = children[-1].last if children else first
    return node


def _text(source: Source, event: Event, problems: list[Problem]) -> Node:
    path, first, text = source.path, event.start_mark.line + 1, event.value
    if event.style == "|":
        text = text.rstrip("\n")
        lines = text.split("\n") if text else []
        joined = " ".join(filter(None, (line.strip(" \t") for line in lines)))
        return Node(joined, path, first, first + len(lines), text)
    last = max(first, event.end_mark.line + (1 if event.end_mark.column else 0))
    if event.style == '"' and (escape := ESCAPES.search(source.text, event.start_mark.index, event.end_mark.index)):
        message = f"in double quotes {escape[1]} is no TeX: {escape[1][:2]} is one character there"
        problems.append(warning(Span(path, first, last), message, QUOTES))
    comment = _behind(source, event) if source.commented and not event.style else ""
    return Node(text.rstrip("\n") if event.style == ">" else text, path, first, last, comment=comment)


def _behind(source: Source, event: Event) -> str:
    """The comment that stands behind a plain value and may be a part of it, "" where there is none."""
    found = (BEHIND if event.value else IN_PLACE).match(source.text, event.end_mark.index)
    return found[1].rstrip() if found else ""


def _list(source: Source, events: Iterator[Event], depth: int, problems: list[Problem]) -> list[Node]:
    items = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        items.append(_node(source, event, events, depth, problems))
    return items


def _mapping(source: Source, events: Iterator[Event], depth: int, problems: list[Problem]) -> dict[str, Node]:
    entries: dict[str, Node] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            _refuse(event, "a key has to be a word", "put it in quotes if it is a text")
        value = _node(source, next(events), events, depth, problems)
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
    written = SAID.fullmatch(LINE_END.split(text)[line - 1]) if COLON in (fault.problem or "") else None
    ready = f"\n{written[1].lstrip()}{scalar(written[2].rstrip())}" if written else ""
    context = f", {fault.context} that starts in line {start.line + 1}" if start else ""
    message = f"YAML cannot be read: {fault.problem} (column {column}){context}"
    return error(Span(path, line, line), message, fault.note or (QUOTES if ESCAPE in (fault.problem or "") else REMEDY + ready))


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
