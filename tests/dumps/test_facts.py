"""What is right for the five dumps, found by reading them, against what the reader gives; on the samples and the real ones."""

import pytest

from sitegen.problems import Level
from tests.dump_facts import all_dumps, facts, read

WHOLE = pytest.mark.parametrize(("name", "content"), all_dumps())


def as_facts(draft, content):
    """A draft in the shape of the facts, the abstract as the number of the line that it is the text of."""
    lines = [" ".join(line.split()).removeprefix("Abstract:") for line in content.decode().split("\n")]
    found = {"lines": [draft.span.first, draft.span.last], "title": draft.title}
    if draft.authors:
        found |= {"authors": list(draft.authors), "authors_complete": draft.authors_complete}
        found |= {"affiliations": list(draft.affiliations)}
    values = {"score": draft.score, "category": draft.category, "date": draft.date, "code_mark": draft.code_mark}
    found |= {key: value for key, value in values.items() if value is not None}
    found["abstract"] = lines.index(draft.abstract) + 1
    addresses = {"code_urls": list(draft.code_urls), "links": list(draft.links)}
    return found | {key: value for key, value in addresses.items() if value}


@WHOLE
def test_every_field_of_every_entry_is_right(name, content):
    reading, _ = read(content)
    assert [as_facts(draft, content) for draft in reading.drafts] == facts(name)["entries"]


@WHOLE
def test_the_layout_is_recognised_and_every_line_is_accounted_for(name, content):
    reading, problems = read(content)
    assert (reading.format, dict(reading.noise)) == (facts(name)["format"], facts(name)["noise"])
    assert reading.lines == sum(bool(line.strip()) for line in content.decode().split("\n"))
    assert (reading.used + sum(reading.noise.values()), reading.unclaimed) == (reading.lines, ())
    assert [str(problem) for problem in problems if problem.level > Level.NOTE] == []


@WHOLE
def test_what_the_header_says_is_read(name, content):
    reading, _ = read(content)
    said = facts(name)
    if "person" in said:
        assert reading.person is not None
        assert (reading.person.name, reading.person.inferred) == (said["person"], said["inferred"])
        assert reading.person.field == said["field"]
        assert {metric.name: metric.value for metric in reading.person.metrics} == said["metrics"]
    else:
        assert reading.person is None
        assert (reading.listing.curator, reading.listing.day) == (said.get("curator"), said.get("day"))


@WHOLE
def test_an_inferred_person_is_said_to_be_inferred(name, content):
    _, problems = read(content)
    said = [problem for problem in problems if "runs through the bylines" in problem.message]
    assert len(said) == bool(facts(name).get("inferred"))


@WHOLE
def test_every_string_of_a_draft_stands_in_its_span(name, content):
    reading, _ = read(content)
    assert len(reading.drafts) == len(facts(name)["entries"])
    lines = content.decode().split("\n")
    for draft in reading.drafts:
        text = " ".join(" ".join(lines[draft.span.first - 1 : draft.span.last]).split())
        printed = (draft.title, draft.abstract, *draft.authors, *draft.affiliations)
        assert [string for string in printed if string and string not in text] == []
        assert [url for url in draft.code_urls + draft.links if url.removeprefix("https://") not in text] == []
