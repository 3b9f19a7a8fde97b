"""The built site's files for other programs: citations, feeds, sitemap and JSON-LD, as those programs read them."""

import json
import lzma
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from lxml import etree
from pybtex.database import parse_file
from pybtex.exceptions import PybtexError

from sitegen.records import Type
from tests.feed_rules import atom_breaches, json_breaches
from tests.judges.outside import MODULES, ask, files, node_module, nothing, program, schema

SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/</loc>{}</url></urlset>'
BLOCK = '<script type="application/ld+json">{}</script>'
RIS = "TY  - {}\r\nTI  - One\r\nDA  - {}\r\nER  - \r\n"
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "One",
    "items": [{"id": "one", "content_text": "One.", "date_published": "2024-05-01T00:00:00Z"}]}"""
ARTICLE = """{"@context": "https://schema.org", "@type": "ScholarlyArticle", "name": "One", "url": "https://example.org/",
    "author": [{"@type": "Person", "name": "Ann"}]}"""
TYPES = 'import type { Thing, WithContext } from "schema-dts";'
# What another author might write for what stands in ARTICLE.
FAULTS = (('"url"', '"adress"'), ('"name": "Ann"', '"headline": "Ann"'), ("ScholarlyArticle", "ScholarlyPaper"))
RIS_LINE = re.compile(
    r"TY  - (GEN|JOUR|CPAPER|BOOK|CHAP|THES|RPRT|DATA|COMP)|DA  - \d{4}/(\d\d)?/(\d\d)?/"
    r"|(AU|PY|TI|T2|VL|IS|SP|EP|PB|SN|M3|AB|AN|DO|UR|N1)  - \S.*"
)
# A missing author, title or date is no fault of the file: no source names it.
BIBER = re.compile(r"^(?:WARN|ERROR) - (?!.*Missing mandatory field)(.*)", re.MULTILINE)
TSC = ("--noEmit", "--strict", "--skipLibCheck", "--pretty", "false", "--module", "esnext", "--moduleResolution", "bundler")


def pybtex(paths: Iterable[Path]) -> list[str]:
    """What pybtex, which is strict unless told otherwise, cannot read."""
    found = []
    for path in paths:
        try:
            found += [] if parse_file(path, bib_format="bibtex", encoding="utf-8").entries else [f"{path}: no entry"]
        except PybtexError as error:
            found.append(f"{path}: {error}")
    return found


def biber(paths: Iterable[Path]) -> list[str]:
    """What biber finds in BibTeX when it holds it to its data model; asked where it is, for it is large to install for this."""
    command = [shutil.which("biber") or pytest.skip("biber is not installed"), "--tool", "--validate-datamodel", "--nolog"]
    with TemporaryDirectory() as folder:
        said = [ask([*command, "--output-file", f"{folder}/out.bib", path]).stdout for path in paths]
    return [line for text in said for line in BIBER.findall(text)]


def csl(paths: Iterable[Path]) -> list[str]:
    """What the schema of CSL-JSON (https://citationstyles.org) refuses; an item that is in many files is shown to it once."""
    validator = jsonschema.Draft7Validator(json.loads(schema("csl-data.json").read_text("utf-8")))
    items = {json.dumps(item): path for path in paths for item in json.loads(path.read_text("utf-8"))}
    return [f"{path}: {error.message}" for item, path in items.items() for error in validator.iter_errors([json.loads(item)])]


def ris(paths: Iterable[Path]) -> list[str]:
    """What breaks the rules of RIS: known tags and types, dates with their slashes, records from TY to ER."""
    found = []
    for path in paths:
        *records, rest = path.read_bytes().decode().split("ER  - \r\n")
        lines = [line for record in records for line in record.split("\r\n") if line]
        found += [f"{path}: {line}" for line in lines if not RIS_LINE.fullmatch(line)]
        found += [
            f"{path}: {record}" for record in records if not record.lstrip().startswith("TY") or record.count("TY  - ") > 1
        ]
        found += [f"{path}: an end is missing"] if rest or not records else []
    return found


def sitemap(paths: Iterable[Path]) -> list[str]:
    """What the schema of sitemaps.org refuses."""
    validator = etree.XMLSchema(etree.parse(schema("sitemap.xsd")))
    valid = ((path, validator.validate(etree.parse(path))) for path in paths)
    return [f"{path}: {validator.error_log}" for path, well in valid if not well]


def atom(paths: Iterable[Path]) -> list[str]:
    """What breaks RFC 4287."""
    feeds = ((path, ET.parse(path).getroot()) for path in paths)  # noqa: S314 (read what was made here)
    return [f"{path}: {breach}" for path, feed in feeds for breach in atom_breaches(feed)]


def json_feed(paths: Iterable[Path]) -> list[str]:
    """What the schema of JSON Feed 1.1 (https://github.com/sonicdoe/jsonfeed-schema) refuses, and what it cannot say."""
    validator = jsonschema.Draft7Validator(json.loads(node_module("jsonfeed-schema/schema-v1.1.json").read_text("utf-8")))
    feeds = [(path, json.loads(path.read_text("utf-8"))) for path in paths]
    refused = [f"{path}: {error.message}" for path, feed in feeds for error in validator.iter_errors(feed)]
    return refused or [f"{path}: {breach}" for path, feed in feeds for breach in json_breaches(feed)]


def schema_dts(paths: Iterable[Path]) -> list[str]:
    """What TypeScript says of JSON-LD when it is held to the types of schema-dts (https://github.com/google/schema-dts).

    Types see of a text only that it is one: of all blocks that differ in nothing else one is shown.
    """
    shown = {json.dumps(_shape(json.loads(block))): (path, block) for path in paths for block in _blocks(path)}
    with TemporaryDirectory() as folder:
        Path(folder, "node_modules").symlink_to(MODULES)
        sources = [Path(folder, f"{path.parent.name}-{number}.ts") for number, (path, _) in enumerate(shown.values())]
        for source, (_, block) in zip(sources, shown.values(), strict=True):
            source.write_text(f"{TYPES}\nexport const block: WithContext<Thing> = {block};\n", "utf-8")
        done = ask([program("node"), node_module("typescript/bin/tsc"), *TSC, *sources], Path(folder))
    return done.stdout.splitlines() or [done.stderr] * done.returncode


def vocabulary(paths: Iterable[Path]) -> list[str]:
    """Types and properties of JSON-LD that schema.org does not have, has no more, or has for other types."""
    graph = json.loads(lzma.decompress(schema("schemaorg-all-https.jsonld.xz").read_bytes()))["@graph"]
    terms = {term["@id"].removeprefix("schema:"): term for term in graph}
    nodes = ((path, node) for path in paths for block in _blocks(path) for node in _nodes(json.loads(block)))
    return [f"{path}: {fault}" for path, node in nodes for fault in _unknown(node, terms)]


def _blocks(page: Path) -> list[str]:
    """The JSON-LD in a page."""
    start, end = map(re.escape, BLOCK.split("{}"))
    return re.findall(f"{start}(.*?){end}", page.read_text("utf-8"), re.DOTALL)


def _shape(value: object) -> object:
    """JSON without what its texts and numbers say, but for those that name a type."""
    match value:
        case dict():
            return {key: value[key] if key.startswith("@") else _shape(value[key]) for key in sorted(value)}
        case list():
            return sorted({json.dumps(_shape(item)) for item in value})
    return type(value).__name__


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Everything in a block that has properties."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    yield from [value] if isinstance(value, dict) else []
    for one in inner:
        yield from _nodes(one)


def _unknown(node: Mapping[str, object], terms: Mapping[str, dict]) -> Iterator[str]:
    kind = str(node.get("@type"))
    lineage = set(_lineage(kind, terms))
    if terms.get(kind, {}).get("@type") != "rdfs:Class":
        yield f"there is no type {kind}"
    for name in node:
        term = terms.get(name, {})
        if not name.startswith("@") and not lineage & set(_named(term, "schema:domainIncludes")):
            yield f"{kind} has no {name}"
        yield from (f"{name} became {newer}" for newer in _named(term, "schema:supersededBy"))


def _lineage(kind: str, terms: Mapping[str, dict]) -> Iterator[str]:
    """A type and those that it is a kind of."""
    yield kind
    for above in _named(terms.get(kind, {}), "rdfs:subClassOf"):
        yield from _lineage(above, terms)


def _named(term: Mapping[str, object], relation: str) -> list[str]:
    """The names of the terms to which a term has a relation."""
    found = term.get(relation, [])
    return [one["@id"].removeprefix("schema:") for one in (found if isinstance(found, list) else [found])]


@pytest.mark.parametrize(
    ("judge", "pattern"),
    [
        (pybtex, "paper*.bib"),
        (csl, "paper*.json"),
        (ris, "paper*.ris"),
        (sitemap, "sitemap*.xml"),
        (atom, "feed.xml"),
        (json_feed, "feed.json"),
        (vocabulary, "*.html"),
        (schema_dts, "*.html"),
    ],
)
def test_every_file_is_as_its_judge_wants_it(judge, pattern, built_site):
    found = files(built_site, pattern)
    assert found != []
    nothing(judge(found))


ENTRY = """- title: "The {name} example of a kind called {kind}"
  authors: [Ada Example]
  type: {kind}
  date: 2024
  note: Oral
  {about}
"""
TOLD = """volume: 12
  venue: Somewhere
  issue: 3
  pages: 1-9
  publisher: Sample & Sons
  isbn: 978-3-16-148410-0
  pmid: 31452104"""


@pytest.fixture(scope="session")
def typed_site(tmp_path_factory):
    """A built site with papers of every type, and of none, of which much is known or little."""
    site = tmp_path_factory.mktemp("types")
    entries = [
        ENTRY.format(name=name, kind=kind, about=about)
        for kind in ("", *get_args(Type))
        for name, about in (("full", TOLD), ("bare", "citations: 12"))
    ]
    (site / "content/data").mkdir(parents=True)
    (site / "content/data/mine.yaml").write_text("entries:\n" + "".join(entries), "utf-8")
    subprocess.run([sys.executable, "-m", "sitegen", "build", "--site", site, "--output", site / "public"], check=True)
    return site / "public"


@pytest.mark.parametrize(
    ("judge", "pattern"),
    [(pybtex, "paper.bib"), (csl, "paper.json"), (ris, "paper.ris"), (vocabulary, "index.html"), (schema_dts, "index.html")],
)
def test_a_paper_of_every_type_is_as_its_judge_wants_it(judge, pattern, typed_site):
    found = files(typed_site / "papers", pattern)
    assert len(found) > 2 * len(get_args(Type))
    nothing(judge(found))


def test_biber_finds_every_paper_as_it_wants_it(built_site):
    nothing(biber([built_site / "papers.bib"]))


@pytest.mark.parametrize(
    ("judge", "planted"),
    [
        (pybtex, "@article{one, title = {No end}"),
        (pybtex, "no entry at all"),
        (biber, "@misc{one, titel = {Misspelt}}"),
        (biber, "@misc{one, title = {One}, year = {no year}}"),
        (biber, "@misc{one, title = {No end}"),
        (csl, '[{"id": "one", "type": "paper"}]'),
        (ris, RIS.format("GEN", "2024-05-01")),
        (ris, RIS.format("PAPER", "2024/05/01/")),
        (ris, RIS.format("GEN", "2024/05/01/").replace("TI  - One", "TI  - One\r\ntwo")),
        (ris, RIS.format("GEN", "2024/05/01/").replace("ER  - \r\n", "")),
        (sitemap, SITEMAP.format("<lastmod>2024-13-45</lastmod>")),
        (atom, '<feed xmlns="http://www.w3.org/2005/Atom"><title>No id</title></feed>'),
        (json_feed, '{"version": "https://jsonfeed.org/version/1.1", "title": "No items"}'),
        (json_feed, JSON_FEED.replace("T00", " 00")),
        *((judge, BLOCK.format(ARTICLE.replace(*fault))) for judge in (schema_dts, vocabulary) for fault in FAULTS),
        (vocabulary, BLOCK.format(ARTICLE.replace('"url"', '"isPartOf": {"@type": "Book", "awards": ""}, "url"'))),
    ],
)
def test_a_planted_fault_is_seen(judge, planted, tmp_path):
    path = tmp_path / "planted"
    path.write_bytes(planted.encode())
    assert judge([path]) != []


@pytest.mark.parametrize(
    ("judge", "sound"),
    [
        (biber, "@misc{one, title = {One}}"),
        (ris, RIS.format("GEN", "2024/05//")),
        (sitemap, SITEMAP.format("<lastmod>2024-01-02</lastmod>")),
        (json_feed, JSON_FEED),
        (schema_dts, BLOCK.format(ARTICLE)),
        (vocabulary, BLOCK.format(ARTICLE)),
    ],
)
def test_what_is_right_passes(judge, sound, tmp_path):
    path = tmp_path / "sound"
    path.write_bytes(sound.encode())
    assert judge([path]) == []
