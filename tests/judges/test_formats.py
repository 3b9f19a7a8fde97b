"""The built site's files for other programs: BibTeX, CSL-JSON, sitemap and feeds, as those programs read them."""

import json
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from lxml import etree
from pybtex.database import parse_file
from pybtex.exceptions import PybtexError

from tests.judges.outside import files, nothing, schema
from tests.test_feeds import breaches

SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/</loc>{}</url></urlset>'


def pybtex(paths: Iterable[Path]) -> list[str]:
    """What pybtex, which is strict unless told otherwise, cannot read."""
    found = []
    for path in paths:
        try:
            found += [] if parse_file(path, bib_format="bibtex", encoding="utf-8").entries else [f"{path}: no entry"]
        except PybtexError as error:
            found.append(f"{path}: {error}")
    return found


def csl(paths: Iterable[Path]) -> list[str]:
    """What the schema of CSL-JSON (https://citationstyles.org) refuses."""
    validator = jsonschema.Draft7Validator(json.loads(schema("csl-data.json").read_text("utf-8")))
    items = ((path, json.loads(path.read_text("utf-8"))) for path in paths)
    return [f"{path}: {error.message}" for path, item in items for error in validator.iter_errors(item)]


def sitemap(paths: Iterable[Path]) -> list[str]:
    """What the schema of sitemaps.org refuses."""
    validator = etree.XMLSchema(etree.parse(schema("sitemap.xsd")))
    valid = ((path, validator.validate(etree.parse(path))) for path in paths)
    return [f"{path}: {validator.error_log}" for path, well in valid if not well]


def atom(paths: Iterable[Path]) -> list[str]:
    """What breaks RFC 4287."""
    feeds = ((path, ET.parse(path).getroot()) for path in paths)  # noqa: S314 (read what was made here)
    return [f"{path}: {breach}" for path, feed in feeds for breach in breaches(feed)]


@pytest.mark.parametrize(
    ("judge", "pattern"),
    [(pybtex, "paper*.bib"), (csl, "paper.json"), (sitemap, "sitemap*.xml"), (atom, "feed.xml")],
)
def test_every_file_is_as_its_judge_wants_it(judge, pattern, built_site):
    found = files(built_site, pattern)
    assert found != []
    nothing(judge(found))


@pytest.mark.parametrize(
    ("judge", "planted"),
    [
        (pybtex, "@article{one, title = {No end}"),
        (pybtex, "no entry at all"),
        (csl, '[{"id": "one", "type": "paper"}]'),
        (sitemap, SITEMAP.format("<lastmod>2024-13-45</lastmod>")),
        (atom, '<feed xmlns="http://www.w3.org/2005/Atom"><title>No id</title></feed>'),
    ],
)
def test_a_planted_fault_is_seen(judge, planted, tmp_path):
    path = tmp_path / "planted"
    path.write_text(planted)
    assert judge([path]) != []


def test_what_is_right_passes(tmp_path):
    path = tmp_path / "sitemap.xml"
    path.write_text(SITEMAP.format("<lastmod>2024-01-02</lastmod>"))
    assert sitemap([path]) == []
