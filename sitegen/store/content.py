"""What a person writes in a site's content folder besides data and edits: site.yaml, topics, decisions, pages, meta files."""

import codecs
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from sitegen import files
from sitegen.problems import Problem, Refused, Span, error, warning
from sitegen.records import Config, Decisions, Dump, Edits, MarkdownPage, Meta, Record, Topic
from sitegen.store import schema, syntax
from sitegen.store.data import load_data
from sitegen.store.edits import load_edits
from sitegen.text import names

FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)
BARE_COLOR = re.compile(r"accent:\s*#")
PAGES = "content/pages"
FILES = frozenset(("site.yaml", "topics.yaml", "decisions.yaml"))
T = TypeVar("T")


class Content(Record):
    """What a site's content folder says, its dumps aside; each tuple in the order of the files."""

    dumps: tuple[Dump, ...] = ()
    config: Config = Config()
    vocabulary: tuple[Topic, ...] = ()
    edits: Edits = Edits()
    decisions: Decisions = Decisions()
    pages: tuple[MarkdownPage, ...] = ()


class PlacedTopic(Topic, kw_only=True):
    """A topic and the lines where it stands."""

    span: Span


class Vocabulary(Record):
    """The keys of topics.yaml."""

    topics: tuple[PlacedTopic, ...] = ()


class FrontMatter(Record):
    """The keys between the two lines `---` at the top of a page."""

    title: str
    description: str | None = None
    menu: bool = True
    slug: str | None = None


def load(site: Path, made: Mapping[str, str] = MappingProxyType({})) -> tuple[Content, list[Problem]]:
    """What stands in the content folder of a site's folder, and all that is wrong in it, file by file.

    A file that is not there says nothing, and neither does one with an error in it; nothing outside the folder is read. `made`
    are the texts of data files, by path, that stand for what is in the folder; "" for one that is to go.
    """
    if not (site / "content").is_dir():
        hint = "`sitegen new` makes a site, `--site` says where one is"
        return Content(), [error(files.span_of(site / "content"), "there is no such folder", hint)]
    problems = list(_unread(site))

    def one(path: str, loader: Callable[[str, str], tuple[T, list[Problem]]]) -> T:
        value, faults = loader(path, _text(site, path, problems))
        problems.extend(faults)
        return value

    def data() -> Iterator[Dump]:
        paths = sorted({*_paths(site, "content/data", ".yaml", problems), *made})
        for path in (path for path in paths if made.get(path) != ""):
            dump, faults = load_data(path, made[path] if path in made else _text(site, path, problems))
            problems.extend(faults)
            if dump:
                yield dump

    texts = {path: _text(site, path, problems) for path in _paths(site, "content/edits", ".yaml", problems)}
    edits, faults = load_edits(texts)
    problems += faults
    pages, faults = files.listing(site / PAGES, site)
    problems += faults
    pages = [f"{PAGES}/{name}" for name in pages if not (site / PAGES / name).is_dir()]
    content = Content(
        dumps=tuple(data()),
        config=one("content/site.yaml", load_config),
        vocabulary=one("content/topics.yaml", load_topics),
        edits=edits,
        decisions=one("content/decisions.yaml", load_decisions),
        pages=tuple(value for path in pages if path.endswith(".md") and (value := one(path, load_page)) is not None),
    )
    return content, problems


def load_config(path: str, text: str) -> tuple[Config, list[Problem]]:
    """What site.yaml says of the site, and an error for each mistake in it."""
    config, problems = schema.read(path, text, Config)
    for line, content in enumerate(text.splitlines(), 1):
        if BARE_COLOR.match(content):
            hint = "write the color without its `#`, or in quotes"
            problems.append(error(Span(path, line, line), "`accent` is empty: YAML takes what follows `#` for a comment", hint))
    return config or Config(), problems


def load_meta(path: str, text: str) -> tuple[Meta, list[Problem]]:
    """What NAME.meta.yaml says of the dump beside it, and an error for each mistake in it."""
    meta, problems = schema.read(path, text, Meta)
    return meta or Meta(), problems


def save_meta(meta: Meta) -> str:
    """The text of a meta file: `load_meta` gives an equal Meta."""
    return syntax.write(schema.plain(meta))


def renewed_meta(text: str, news: Meta) -> str:
    """The text of a meta file with what `news` says in the place of what it said; all other lines stay, comments too."""
    old, _ = load_meta("", text)
    changes = {key: value for key, value in schema.plain(news).items() if value != getattr(old, key)}
    said = schema.mapping(syntax.parse("", text)[0], [])
    lines = text.splitlines()
    for key in sorted(changes, key=lambda key: said[key].first if key in said else len(lines) + 1, reverse=True):
        place = slice(said[key].first - 1, said[key].last) if key in said else slice(len(lines), None)
        lines[place] = syntax.write({key: changes[key]}).splitlines()
    fresh = "".join(f"{line}\n" for line in lines)
    wanted = replace(old, **{key: getattr(news, key) for key in changes})
    return fresh if load_meta("", fresh)[0] == wanted else save_meta(wanted)  # as in `{source: x}`, all in one line


def ignored_keys(path: str, text: str) -> list[Problem]:
    """A warning for each key that a meta file has in vain where its dump is a person's page, and no list of papers."""
    said = places(path, text)
    hint = "take it out; what is to be said of the person goes into content/edits/, as their `bio`"
    return [
        warning(said[name], f"`{name}` is of a list of papers, and this dump is a person's page", hint)
        for name in ("title", "curator", "notes")
        if name in said
    ]


def places(path: str, text: str) -> dict[str, Span]:
    """The lines of each key of a YAML file, its value's among them."""
    return {key: node.span for key, node in schema.mapping(syntax.parse(path, text)[0], []).items()}


def load_decisions(path: str, text: str) -> tuple[Decisions, list[Problem]]:
    """What decisions.yaml decides, and an error for each mistake in it."""
    found, problems = schema.read(path, text, Decisions)
    return found or Decisions(), problems


def load_topics(path: str, text: str) -> tuple[tuple[Topic, ...], list[Problem]]:
    """The topics of topics.yaml, in its order, and an error for each mistake; one without an id gets its name's."""
    found, problems = schema.read(path, text, Vocabulary)
    topics: dict[str, Topic] = {}
    lines: dict[str, int] = {}
    for topic in found.topics if found else ():
        key = topic.id or names.slug(topic.name)
        if key in topics:
            message = f"the topic in line {lines[key]} has the id `{key}` as well"
            problems.append(error(topic.span, message, "give one of them another name or `id`"))
        lines[key] = topic.span.first
        topics[key] = Topic(id=key, name=topic.name, phrases=topic.phrases, description=topic.description)
    return tuple(topics.values()), problems


def load_words(path: str, text: str) -> tuple[dict[str, tuple[Span, str | dict[str, str]]], list[Problem]]:
    """The words of a language's file: where each key stands, and its text or its texts by the form of number."""
    root, problems = syntax.parse(path, text)
    words: dict[str, tuple[Span, str | dict[str, str]]] = {}
    for key, node in schema.mapping(root, problems).items():
        children = node.value if isinstance(node.value, dict) else {}
        forms = {form: child.value for form, child in children.items() if isinstance(child.value, str)}
        words[key] = node.span, node.value if isinstance(node.value, str) else forms
    return words, problems


def load_page(path: str, text: str) -> tuple[MarkdownPage | None, list[Problem]]:
    """A page of Markdown, or None and what is wrong with its front matter; its slug is its file's name, if it gives none."""
    text, tidied = syntax.tidied(path, text.replace("\r\n", "\n"))
    front = FRONT_MATTER.match(text)
    # An empty line stands for the first `---`, so that the lines have their numbers.
    head, problems = schema.read(path, f"\n{front[1]}" if front else "", FrontMatter)
    problems += tidied
    if not front:
        hint = "begin the file with a line `---`, a line `title: …` and a line `---`"
        return None, [error(Span(path, 1, 1), "the page has no title", hint)]
    if head is None:
        return None, problems
    page = MarkdownPage(
        slug=head.slug or names.slug(PurePosixPath(path).stem),
        title=head.title,
        body=text[front.end() :],
        span=Span(path, 1, text.count("\n") + 1),
        description=head.description,
        menu=head.menu,
    )
    return page, problems


def decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of a file in UTF-8, or in UTF-16 with its mark; "" and an error that says where it is neither."""
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig", "surrogatepass"), []
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        message = f"this is not {'UTF-16' if utf16 else 'UTF-8'} text (byte {fault.start})"
        return "", [error(Span(path, line, line), message, "save the file as UTF-8")]


def _paths(site: Path, folder: str, suffix: str, problems: list[Problem]) -> list[str]:
    """The files of a folder that are read, in order; a warning for each that is not goes to `problems`."""
    names, faults = files.listing(site / folder, site)
    problems += faults
    read = [name for name in names if name.endswith(suffix) and not (site / folder / name).is_dir()]
    for name in names:
        if name not in read:
            problems.append(warning(Span(f"{folder}/{name}"), f"is not read: files here end in {suffix}, and lie in no folder"))
    return [f"{folder}/{name}" for name in read]


def _unread(site: Path) -> Iterator[Problem]:
    """A warning for each file at the top of the content folder that has another ending than the one that is read."""
    names, _ = files.listing(site / "content", site)
    for name in names:
        near = f"{PurePosixPath(name).stem}.yaml"
        if name != near and name.lower().endswith((".yaml", ".yml")) and near.lower() in FILES and near.lower() not in names:
            yield warning(Span(f"content/{name}"), "is not read", f"name it {near.lower()}")


def _text(site: Path, path: str, problems: list[Problem]) -> str:
    """The text of a file of the site's folder, "" where there is none; what is wrong goes to `problems`."""
    if not os.path.lexists(site / path):
        return ""
    try:
        text, faults = decode(path, files.read_bytes(site / path, site))
    except Refused as refused:
        text, faults = "", [refused.problem]
    problems += faults
    return text
