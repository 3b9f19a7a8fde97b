"""Pages of known sites, each made up as the site lays them out: beside NAME.txt stands NAME.jsonl, the site and its papers."""

import json
from pathlib import Path

import msgspec
import pytest

from sitegen.dumps import byline, pages, reader
from sitegen.dumps.formats import SITES
from sitegen.dumps.source import lines

PAGES = sorted(Path(__file__).with_name("sites").glob("*.txt"))
BARE = {"id", "span"}


def drafts(path, text):
    """The site of a page, and each paper's fields that it gives."""
    numbered, _ = lines(path.name, text.encode())
    (site,) = [site for site in SITES if site.is_of(numbered)]
    found = pages.read(path.name, numbered, reader._page(numbered), site)
    given = [msgspec.json.decode(msgspec.json.encode(draft)) for draft in found.reading.drafts]
    said = [{key: value for key, value in one.items() if key not in BARE and value not in (None, [])} for one in given]
    return site.name, [{"authors_complete": True, **one} for one in said]


def wanted(path):
    """What a page says: the name of its site, and each paper's fields."""
    site, *papers = map(json.loads, path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines())
    return site["site"], [{"authors_complete": True, **paper} for paper in papers]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_field_of_a_known_page_is_read(path):
    assert drafts(path, path.read_text(encoding="utf-8")) == wanted(path)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_known_page_is_trusted_and_every_line_told(path):
    text = path.read_text(encoding="utf-8")
    numbered, _ = lines(path.name, text.encode())
    site = next(site for site in SITES if site.is_of(numbered))
    found = pages.read(path.name, numbered, reader._page(numbered), site)
    reading = found.reading
    told = {
        number
        for problem in found.problems
        if problem.span.first
        for number in range(problem.span.first, problem.span.last + 1)
    }
    assert found.trust > reader.TRUSTED
    assert reading.used + sum(reading.noise.values()) + len(reading.unclaimed) == reading.lines
    assert set(reading.unclaimed) <= told


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("A Study of Probes for Deep Examples Cy Probe, Dan Trial", "A Study of Probes for Deep Examples"),
        ("Learning from samples Ada B. Example, Ben Sample", "Learning from samples"),
        ("Do Trials Need Tests? Ada van der Example and Ben Sample", "Do Trials Need Tests?"),
        ("Are Cases Rules? J. Case, R. Rule, T. Test", "Are Cases Rules?"),
    ],
)
def test_a_blank_parts_a_title_from_its_byline(line, title):
    others = ["Deep Examples of Probes Eva Test, Flo Case", "Samples and Trials Gus Rule, Ada Example"]
    assert byline.parted(line, byline.learn_parted([line, *others])).title == title


def test_a_line_without_names_has_no_byline():
    assert byline.parted("on the 12 of the", byline.learn_parted([])) is None


HEADED = """
2023

Samples in Many Examples of the Field
Ada Example, Ben Sample
ICML 2023. [pdf] [code]
Trials and Tests without a Heading
Dan Trial, Eva Test
ICLR 2023. [pdf]

2022

Rules for Cases that Have None
Gus Rule, Ada Example
NeurIPS 2022. [pdf]
"""


def test_what_stands_above_a_heading_belongs_to_the_paper_above_it():
    numbered, _ = lines("x.txt", HEADED.encode())
    found = pages.read("x.txt", numbered, reader._page(numbered))
    assert [(draft.venue, draft.date) for draft in found.reading.drafts] == [
        ("ICML", "2023"),
        ("ICLR", "2023"),
        ("NeurIPS", "2022"),
    ]
