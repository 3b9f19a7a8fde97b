"""What stands in a site's content folder: written and read back, and every mistake in it named with its line."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen import store
from sitegen.problems import Level, Problem, Span
from sitegen.records import (
    Alias,
    Config,
    Draft,
    Dump,
    Edit,
    Edits,
    Group,
    Limits,
    Listing,
    MenuItem,
    Meta,
    Metric,
    Profile,
    Topic,
)

PATH = "content/data/x.yaml"


def first_lines(problems: list[Problem]) -> list[str]:
    return [str(problem).splitlines()[0] for problem in problems]


# Data files


def draft(number: int = 1, **known: object) -> Draft:
    known = {"id": f"paper-{number}", "title": f"Paper {number}"} | known
    return Draft(span=Span("content/dumps/x.txt", 3 * number, 3 * number + 2), **known)  # type: ignore[arg-type]


DUMP = Dump(
    name="x",
    path="x.txt",
    format="profile",
    source="a page",
    url="https://example.org/x",
    retrieved="2024-03-05",
    person=Profile(name="Tuo Zhao", field="LG", metrics=(Metric(name="h-index", value="11", line=4),)),
    drafts=(
        draft(
            1,
            authors=("Jason D. Lee", "李志远"),
            authors_complete=False,
            affiliations=("stanford",),
            date="2023-07",
            category="cs.LG",
            score=24.5,
            code_mark=False,
            code_urls=("https://github.com/a/b",),
            links=("https://example.org/c",),
            abstract="It works. It is e.g. fast.",
            venue="Journal of Examples",
            doi="10.1000/182",
            arxiv="2401.12340",
            pdf="papers/x.pdf",
            type="article",
            citations=250000,
            volume="596",
            issue="7873",
            pages="583–589",
            publisher="Example & Sons",
            isbn="978-3-16-148410-0",
            pmid="31452104",
            note="Oral",
        ),
        draft(2),
    ),
)

NEW_FIELDS = ("type", "citations", "volume", "issue", "pages", "publisher", "isbn", "pmid", "note")
DATA_FILE = """\
format: profile
source: a page
url: https://example.org/x
retrieved: '2024-03-05'
person:
  name: Tuo Zhao
  field: LG
  metrics:
    - name: h-index
      value: '11'
      line: 4
entries:
  - id: paper-1
    title: Paper 1
    authors:
      - Jason D. Lee
      - 李志远
    authors_complete: false
    affiliations:
      - stanford
    date: 2023-07
    category: cs.LG
    score: 24.5
    code_mark: false
    code_urls:
      - https://github.com/a/b
    links:
      - https://example.org/c
    abstract: |-
      It works.
      It is e.g. fast.
    venue: Journal of Examples
    doi: 10.1000/182
    arxiv: '2401.12340'
    pdf: papers/x.pdf
    type: article
    citations: 250000
    volume: '596'
    issue: '7873'
    pages: '583–589'
    publisher: Example & Sons
    isbn: 978-3-16-148410-0
    pmid: '31452104'
    note: Oral
  - id: paper-2
    title: Paper 2
lines:
  paper-1: 3-5
  paper-2: 6-8
"""

NASTY = st.sampled_from(
    ("no", "null", "~", "2401.12340", "012", "12:30:45", "2024-01-01", "- a", "a: b", "#", "a\nb", "\x00", "\u2028", " a. B ")
) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
TEXTS = st.lists(NASTY, max_size=3).map(tuple)
MAYBE = st.none() | NASTY
URLS = st.lists(st.sampled_from(("https://github.com/a/b_c#d", "http://x.org/?a=b&c=~d")), max_size=2).map(tuple)
DATES = st.none() | st.dates().map(str) | st.sampled_from(("2024", "2024-03"))
DRAFTS = st.builds(
    draft,
    st.integers(1, 99),
    title=MAYBE,
    authors=TEXTS,
    authors_complete=st.booleans(),
    affiliations=TEXTS,
    date=DATES,
    category=st.sampled_from((None, "cs.LG", "stat.ML")),
    score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    code_mark=st.sampled_from((None, True, False)),
    code_urls=URLS,
    links=URLS,
    abstract=MAYBE | st.lists(NASTY, min_size=1).map(". ".join),
    venue=MAYBE,
    type=st.sampled_from((None, "preprint", "other")),
    citations=st.none() | st.integers(0, 999_999_999),
    volume=MAYBE,
    issue=MAYBE,
    pages=MAYBE,
    publisher=MAYBE,
    isbn=st.sampled_from((None, "080442957X", "978-3-16-148410-0")),
    pmid=st.sampled_from((None, "1", "31452104")),
    note=MAYBE,
)
PROFILES = st.builds(
    Profile,
    name=NASTY,
    inferred=st.booleans(),
    field=MAYBE,
    metrics=st.lists(st.builds(Metric, name=NASTY, value=NASTY, line=st.integers(0, 99)), max_size=3).map(tuple),
)
LISTINGS = st.builds(Listing, title=MAYBE, curator=MAYBE, day=MAYBE, notes=MAYBE | st.lists(NASTY, min_size=1).map("\n".join))
DUMPS = st.builds(
    Dump,
    name=st.just("x"),
    path=st.just("x.txt"),
    format=MAYBE,
    source=MAYBE,
    url=st.sampled_from((None, "https://example.org/")),
    retrieved=DATES,
    abstracts=st.sampled_from(("full", "excerpt", "none")),
    person=PROFILES,
    drafts=st.lists(DRAFTS, max_size=3).map(tuple),
)


@settings(max_examples=60)
@given(DUMPS, st.none() | LISTINGS)
def test_a_dump_comes_back_as_it_was_saved(dump: Dump, listing: Listing | None) -> None:
    dump = replace(dump, person=None, listing=listing) if listing else dump
    text = store.save(dump, "0123")
    assert store.load_data(PATH, text) == (dump, [])
    assert not store.edited(text)


def test_a_data_file_reads_well() -> None:
    head, _, rest = store.save(DUMP, "5f0c").partition("written: ")
    assert head.endswith("schema: 2\ndump: x.txt\nread: 5f0c\n")
    assert head.startswith("# Made by `sitegen parse` from content/dumps/x.txt.\n# A correction goes into content/edits/")
    assert rest.partition("\n")[2] == DATA_FILE


def test_the_owners_notes_are_a_block_with_their_own_lines() -> None:
    notes = "Read *these* first:\n\n- one\n  and more\n- two"
    dump = replace(DUMP, abstracts="excerpt", person=None, listing=Listing(title="A list", notes=notes), drafts=())
    wanted = """\
abstracts: excerpt
collection:
  title: A list
  notes: |-
    Read *these* first:

    - one
      and more
    - two
"""
    assert store.save(dump, "1").partition("retrieved: '2024-03-05'\n")[2] == wanted


@pytest.mark.parametrize("notes", ["a\n \nb", "a\n\n", " a\nb", "a\tb\nc", "a  \nb", "#\n---\n", "a\r\nb"])
def test_notes_come_back_exactly_whatever_their_lines(notes: str) -> None:
    dump = replace(DUMP, person=None, listing=Listing(notes=notes))
    assert store.load_data(PATH, store.save(dump, "1")) == (dump, [])
    assert store.load_meta("x", store.save_meta(Meta(notes=notes)))[0].notes == notes


def test_other_readers_of_yaml_find_strings_as_strings() -> None:
    dump = replace(
        DUMP, drafts=(draft(title="no", venue="2401.12340", authors=("012", "12:30:45", "null"), date="2024-03-05"),)
    )
    (entry,) = yaml.safe_load(store.save(dump, "1"))["entries"]
    assert entry == {
        "id": "paper-1", "title": "no", "authors": ["012", "12:30:45", "null"], "date": "2024-03-05", "venue": "2401.12340"
    }  # fmt: skip


def test_a_moved_entry_changes_only_its_lines() -> None:
    moved = replace(DUMP, drafts=tuple(replace(entry, span=Span(entry.span.path, 50, 60)) for entry in DUMP.drafts))
    before, after = (store.save(dump, "1").splitlines() for dump in (DUMP, moved))
    changed = [line for line in after if line not in before]
    assert changed[1:] == ["  paper-1: 50-60", "  paper-2: 50-60"]
    assert changed[0].startswith("written: ")


def test_equal_entries_keep_their_own_lines() -> None:
    twice = replace(DUMP, drafts=(draft(1), replace(draft(1), span=Span("content/dumps/x.txt", 40, 41))))
    assert store.load_data(PATH, store.save(twice, "1"))[0] == twice


def test_what_a_file_was_made_from_is_known_without_its_dump() -> None:
    assert store.made_from(store.save(DUMP, "5f0c-3")) == "5f0c-3"
    assert store.made_from(store.save(DUMP, "0123")) == "0123"
    assert store.made_from("entries:\n  - title: By hand\n") is None


def test_a_change_by_hand_is_noticed() -> None:
    text = store.save(DUMP, "1")
    assert store.edited(text.replace("Paper 1", "Paper One"))
    assert store.edited(text.replace("# Made", "# made"))
    assert store.edited("".join(line for line in text.splitlines(keepends=True) if not line.startswith("written:")))


def test_windows_line_ends_and_a_file_of_ones_own_are_no_change_by_hand() -> None:
    assert not store.edited(store.save(DUMP, "1").replace("\n", "\r\n"))
    assert not store.edited("entries:\n  - title: By hand\n")


def test_a_file_written_by_hand_is_read_just_the_same() -> None:
    text = """\
# mine
entries:
  - title: A Paper of My Own
    authors:
      - Ada

  - abstract: |
      No title here.
      None.
"""
    dump, problems = store.load_data("content/data/mine.yaml", text)
    assert problems == []
    assert dump == Dump(
        name="mine",
        path="../data/mine.yaml",
        listing=Listing(),
        drafts=(
            Draft(
                id="a-paper-of-my-own", span=Span("content/data/mine.yaml", 3, 5), title="A Paper of My Own", authors=("Ada",)
            ),
            Draft(id="no-title-here-none", span=Span("content/data/mine.yaml", 7, 9), abstract="No title here. None."),
        ),
    )


def test_all_mistakes_of_a_file_are_reported_at_once_each_on_its_line() -> None:
    text = """\
url: ftp://example.org
colection: {}
entries:
  - title: One
    date: 2024-13-45
    score: high
    authors: Jane Doe
  - titel: Two
    category: cs.XX
    code_urls:
      - https://example.org/x
      - javascript:alert(1)
    code_mark: maybe
    venue: [a]
  - just a line
"""
    dump, problems = store.load_data(PATH, text)
    assert dump is None
    assert first_lines(problems) == [
        f'{PATH}:1: error: `url`: "ftp://example.org" is not an http or https address',
        f"{PATH}:2: error: `colection` is not known here",
        f'{PATH}:5: error: `date`: "2024-13-45" is not a date',
        f'{PATH}:6: error: `score`: "high" is not a number',
        f"{PATH}:7: error: `authors` is a list",
        f"{PATH}:8: error: `titel` is not known here",
        f'{PATH}:9: error: `category`: "cs.XX" is not an arXiv category',
        f'{PATH}:12: error: `code_urls`: "javascript:alert(1)" is not an http or https address',
        f"{PATH}:13: error: `code_mark` is one of true, false",
        f"{PATH}:14: error: `venue` is one value, not several",
        f"{PATH}:15: error: keys with their values are wanted here",
    ]
    assert [problem.hint for problem in problems if "not known" in problem.message] == [
        "did you mean `collection`?",
        "did you mean `title`?",
    ]


IMPOSSIBLE = r"""
type: paper
type: Article
citations: 1,000
citations: -1
citations: 2.5
citations: 1e3
isbn: 978-3-16-148410-1
isbn: 0-8044-2957-1
isbn: 12345
isbn: ISBN
pmid: PMC123
pmid: '0'
pmid: 0123
date: 2023-02-29
date: 24-01-01
date: 2024-1-1
date: 0000
date: today
date: ٢٠٢٤
score: nan
score: 1_000
score: 1e999
score: 12 %
score: ٣
links: ["java\tscript:x"]
links: [//example.org]
links: ["https://"]
links: ["http:///x"]
links: ["http://a b"]
links: ["http://a\x01"]
pdf: data:text/html,x
pdf: /etc/passwd
pdf: a/../../x
pdf: ..
doi: 10.1000
doi: 10.1000/
doi: doi:1000/182
doi: 11.1000/182
doi: 10.1000/a b
doi: https://example.org/10.1000/182
doi: 10.1000/1<2
doi: 10.1000/1>2<3
doi: 10.1000/"1"
arxiv: 2401
category: LG
id: ../x
id: con
id: A
id: a/b
code_mark: yes
authors: [""]
"""
POSSIBLE = """
date: 2024-02-29
date: 2024-03
date: 2024
score: -3
score: 7.5e1
arxiv: 2401.12340v2
arxiv: math.AG/0309136
arxiv: hep-th/9901001
doi: 10.1000/182(3)
pdf: files/a..b.pdf
pdf: https://example.org/a.pdf
category: q-bio.QM
title: no
code_mark: false
"""


@pytest.mark.parametrize("line", IMPOSSIBLE.strip().splitlines())
def test_an_impossible_value_is_refused(line: str) -> None:
    _, problems = store.load_data(PATH, f"entries:\n  - title: x\n    {line}\n")
    assert [problem.span.first for problem in problems] == [3]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.1002/(SICI)1(1)2:3<4::AID-X5>3.0.CO;2-9", "10.1002/(SICI)1(1)2:3<4::AID-X5>3.0.CO;2-9"),
        ("10.1002/(SICI)1(1)2:3&lt;4::AID-X5&gt;3.0.CO;2-9", "10.1002/(SICI)1(1)2:3<4::AID-X5>3.0.CO;2-9"),
        ("https://doi.org/10.1002/(SICI)1(1)2:3%3C4::AID-X5%3E3.0.CO;2-9", "10.1002/(SICI)1(1)2:3<4::AID-X5>3.0.CO;2-9"),
        ("10.1000/a%b#c;d[e]{f}", "10.1000/a%b#c;d[e]{f}"),
        ("10.1000.10/A-b", "10.1000.10/A-b"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: 10.1000/182", "10.1000/182"),
        ("doi 10.1000/182", "10.1000/182"),
        ("https://dx.doi.org/10.1000/182", "10.1000/182"),
        ("HTTP://DOI.ORG/10.1000/182", "10.1000/182"),
        ("doi.org/10.1000/182", "10.1000/182"),
        ("doi:https://doi.org/10.1000/182", "10.1000/182"),
    ],
)
def test_a_doi_is_read_with_what_is_often_before_it(written: str, expected: str) -> None:
    dump, problems = store.load_data(PATH, f"entries:\n  - title: x\n    doi: '{written}'\n")
    assert problems == []
    assert dump
    assert dump.drafts[0].doi == expected
    assert store.load_data(PATH, store.save(dump, "0"))[0]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("isbn: ISBN-13 978 3 16 148410 0", "978-3-16-148410-0"),
        ("isbn: 9783161484100", "9783161484100"),
        ("isbn: 0-8044-2957-x", "0-8044-2957-X"),
        ("isbn: '978–3–16–148410–0'", "978-3-16-148410-0"),
        ("pmid: 'PMID: 31452104'", "31452104"),
        ("citations: 0", 0),
        ("issue: '#4'", "#4"),
        ("volume: 12", "12"),
        ("type: software", "software"),
    ],
)
def test_a_number_of_a_publication_is_read_in_its_usual_form(line: str, value: object) -> None:
    dump, problems = store.load_data(PATH, f"entries:\n  - title: x\n    {line}\n")
    assert problems == []
    assert dump
    assert getattr(dump.drafts[0], line.partition(":")[0]) == value


@pytest.mark.parametrize("line", POSSIBLE.strip().splitlines())
def test_a_possible_value_is_read(line: str) -> None:
    dump, problems = store.load_data(PATH, f"entries:\n  - abstract: x\n    {line}\n")
    assert problems == []
    assert dump
    field, _, value = line.partition(": ")
    assert getattr(dump.drafts[0], field) in (value, False, -3.0, 75.0)


def test_a_key_without_a_value_is_unknown() -> None:
    dump, problems = store.load_data(PATH, "person:\nentries:\n  - title: x\n    score:\n    authors:\n    venue: ''\n")
    assert problems == []
    assert dump
    assert dump.drafts == (Draft(id="x", span=Span(PATH, 3, 6), title="x"),)


def test_a_file_of_a_person_and_of_a_collection_is_refused() -> None:
    _, problems = store.load_data(PATH, "person: {name: A}\ncollection: {title: B}\n")
    assert first_lines(problems) == [f"{PATH}:1: error: a data file has `person` or `collection`, not both"]


def test_a_missing_name_is_said() -> None:
    assert first_lines(store.load_data(PATH, "person:\n  field: LG\n")[1]) == [f"{PATH}:1: error: `name` is missing"]


def test_an_entry_added_by_hand_to_a_generated_file_is_told_where_it_belongs() -> None:
    text = store.save(DUMP, "1").replace("lines:\n", "  - title: Mine\n    id: mine\nlines:\n")
    _, problems = store.load_data(PATH, text)
    assert [problem.message for problem in problems] == ["`lines` does not say where `mine` stands in the dump"]


def test_an_entry_needs_a_title_or_an_abstract() -> None:
    assert first_lines(store.load_data(PATH, "entries:\n  - venue: A\n")[1]) == [
        f"{PATH}:2: error: an entry has to have a title or an abstract"
    ]


def test_a_file_of_a_later_schema_is_refused() -> None:
    text = "schema: 3\nnew: key\nother: 2\nentries: 7\n"
    said = "was written by a newer sitegen (schema 3; this one reads up to 2)"
    assert first_lines(store.load_data(PATH, text)[1]) == [f"{PATH}:1: error: {said}"]


def test_a_file_of_the_first_schema_is_read_like_any_other() -> None:
    known = DUMP.drafts[0]
    unknown = replace(known, **dict.fromkeys(NEW_FIELDS))
    text = store.save(replace(DUMP, drafts=(unknown,)), "0")
    first = text.replace("schema: 2", "schema: 1")
    assert first != text
    assert store.load_data(PATH, first) == store.load_data(PATH, text)
    dump, problems = store.load_data(PATH, first)
    assert dump
    assert (dump.drafts, problems) == ((unknown,), [])


# Ids


@pytest.mark.parametrize(
    ("title", "key"),
    [
        (r"M\"obius Walks", "mobius-walks"),
        (r"M{\"o}bius {\O}rbits", "mobius-orbits"),
        (r"Ren\'{e}'s Na\"{\i}ve Walks", "renes-naive-walks"),
        (r"Norms $\ell_2$ of \emph{Walks}", "norms-ell-2-of-emph-walks"),
        ("安静", "anjing"),
    ],
)
def test_an_id_is_spelled_with_the_letters_that_tex_means(title: str, key: str) -> None:
    assert store.entry_id(title, None) == key


def test_an_id_is_the_first_words_of_the_title_else_of_the_abstract() -> None:
    assert store.entry_ids([("One Two: Three, four-five six sévèn eight nine", "x"), (None, "Just words.")]) == [
        "one-two-three-four-five-six-seven-eight",
        "just-words",
    ]


def test_entries_that_differ_never_share_an_id_and_their_order_changes_none() -> None:
    entries = [("Same", "One."), ("Same", "Two."), ("Other", None), ("same!", "One."), ("Same", "One.")]
    ids = store.entry_ids(entries)
    assert ids[2] == "other"
    assert ids[0] == ids[4]
    assert len(set(ids)) == 4
    assert all(short.startswith("same-") for short in ids[:2])
    assert store.entry_ids(entries[::-1]) == ids[::-1]


# Edits


EDITS = """\
papers:
  paper-1:
    venue: Journal of Examples
    code_available: true
    score:
    authors: [Ada, Bob]
    citations: 12
    type: thesis
people:
  tuo-zhao:
    homepage: https://example.org/
aliases:
  long-ago: paper-1
"""


def test_edits_are_fields_of_papers_and_people_with_their_lines() -> None:
    edits, problems = store.load_edits({"e.yaml": EDITS})
    assert problems == []
    assert edits == Edits(
        papers=(
            Edit(id="paper-1", field="venue", value="Journal of Examples", span=Span("e.yaml", 3, 3)),
            Edit(id="paper-1", field="code_available", value=True, span=Span("e.yaml", 4, 4)),
            Edit(id="paper-1", field="score", value=None, span=Span("e.yaml", 5, 5)),
            Edit(id="paper-1", field="authors", value=("Ada", "Bob"), span=Span("e.yaml", 6, 6)),
            Edit(id="paper-1", field="citations", value=12, span=Span("e.yaml", 7, 7)),
            Edit(id="paper-1", field="type", value="thesis", span=Span("e.yaml", 8, 8)),
        ),
        people=(Edit(id="tuo-zhao", field="homepage", value="https://example.org/", span=Span("e.yaml", 11, 11)),),
        aliases=(Alias(id="long-ago", paper="paper-1", span=Span("e.yaml", 13, 13)),),
    )


def test_papers_and_people_can_be_hidden_or_kept_from_search_engines() -> None:
    text = "papers:\n  a: {hidden: true, noindex: false}\npeople:\n  b: {noindex: true, hidden: }\n  c: {hidden: yes}\n"
    edits, problems = store.load_edits({"e.yaml": text})
    said = [(edit.id, edit.field, edit.value) for edit in (*edits.papers, *edits.people)]
    assert said[:-1] == [("a", "hidden", True), ("a", "noindex", False), ("b", "noindex", True), ("b", "hidden", False)]
    assert first_lines(problems) == ["e.yaml:5: error: `hidden` is one of true, false"]


def test_a_list_that_is_taken_away_is_an_empty_list() -> None:
    edits, _ = store.load_edits({"e.yaml": "papers:\n  a:\n    links:\n"})
    assert [edit.value for edit in edits.papers] == [()]


def test_mistakes_in_edits_are_named_with_the_nearest_field() -> None:
    text = """\
papers:
  a:
    venu: x
    date: 2024-13
    collections: [b]
  c: d
peple:
  e:
    name:
people:
  f:
    name:
"""
    _, problems = store.load_edits({"e.yaml": text})
    assert first_lines(problems) == [
        "e.yaml:3: error: `venu` is not known here",
        'e.yaml:4: error: `date`: "2024-13" is not a date',
        "e.yaml:5: error: `collections` is not known here",
        "e.yaml:6: error: keys with their values are wanted here",
        "e.yaml:7: error: `peple` is not known here",
        "e.yaml:12: error: `name` has to have a value",
    ]
    assert [problems[0].hint, problems[4].hint] == ["did you mean `venue`?", "did you mean `people`?"]


def test_one_field_edited_in_two_files_is_an_error_that_names_both() -> None:
    text = "papers:\n  a:\n    venue: x\naliases:\n  b: a\n"
    _, problems = store.load_edits({"2.yaml": text, "1.yaml": text})
    assert first_lines(problems) == [
        "2.yaml:3: error: `a venue` is said twice, first in 1.yaml:3",
        "2.yaml:5: error: `b` is said twice, first in 1.yaml:5",
    ]


def test_a_change_by_hand_can_be_carried_over_as_an_edit() -> None:
    changed = replace(
        DUMP,
        drafts=(
            replace(
                DUMP.drafts[0], title="no", authors=(), score=3.0, abstract="New. Text.", authors_complete=True, code_mark=True
            ),
            DUMP.drafts[1],
        ),
    )
    text = store.hand_changes(PATH, store.save(changed, "1"), DUMP)
    edits, problems = store.load_edits({"e.yaml": text})
    assert problems == []
    assert {(edit.id, edit.field): edit.value for edit in edits.papers} == {
        ("paper-1", "title"): "no",
        ("paper-1", "authors"): (),
        ("paper-1", "authors_complete"): True,
        ("paper-1", "score"): 3.0,
        ("paper-1", "abstract"): "New. Text.",
        ("paper-1", "code_available"): True,
    }
    assert "abstract: |-\n      New.\n      Text.\n" in text


def test_what_a_meta_file_can_say_of_rights_is_told() -> None:
    plain = replace(DUMP, person=None, listing=Listing())
    changed = replace(plain, abstracts="none", listing=Listing(notes="One.\nTwo."))
    assert store.hand_changes(PATH, store.save(changed, "1"), plain).splitlines() == [
        "# content/dumps/x.meta.yaml can say:",
        "#   abstracts: none",
        "#   notes: |-",
        "#     One.",
        "#     Two.",
    ]
    assert store.hand_changes(PATH, store.save(plain, "1"), replace(plain, abstracts="none")) == ""


def test_where_nothing_differs_nothing_is_carried_over() -> None:
    assert store.hand_changes(PATH, store.save(DUMP, "1") + "\n# a remark\n", DUMP) == ""


def test_what_no_edit_can_say_stands_in_comments() -> None:
    person = Profile(name="Someone Else", field="ML")
    changed = replace(DUMP, person=person, drafts=(DUMP.drafts[0], draft(3)))
    assert store.hand_changes(PATH, store.save(changed, "1"), DUMP).splitlines() == [
        "# content/dumps/x.meta.yaml can say:",
        "#   person: Someone Else",
        "# the person's field or metrics, or the list's day, were changed, which no edit says",
        "# paper-3 is not in the dump: put it in a data file of its own",
        "# paper-2 was taken out, which no edit says",
    ]


# What else is written by hand


def test_a_whole_site_yaml_is_read() -> None:
    text = """\
title: Tuo Zhao
description: Papers
url: https://example.org/papers
language: en-GB
theme: default
navigation:
  - label: News
    address: news/
abstracts: excerpt
limits:
  feed: 20
metrics:
  h-index: as many papers with as many citations
selected: [paper-1]
owner: Tuo Zhao
orcid: 0000-0002-1825-0097
homepage: https://example.org/
photo: images/me.jpg
email: me@example.org
links:
  - https://github.com/me
"""
    config, problems = store.load_config("content/site.yaml", text)
    assert problems == []
    assert config == Config(
        title="Tuo Zhao",
        description="Papers",
        url="https://example.org/papers",
        language="en-GB",
        navigation=(MenuItem(label="News", address="news/"),),
        abstracts="excerpt",
        limits=Limits(feed=20),
        metrics={"h-index": "as many papers with as many citations"},
        selected=("paper-1",),
        owner="Tuo Zhao",
        orcid="0000-0002-1825-0097",
        homepage="https://example.org/",
        photo="images/me.jpg",
        email="me@example.org",
        links=("https://github.com/me",),
    )


WRONG_IN_SITE_YAML = """
titel: x
abstracts: some
orcid: 0000-0002-1825-0098
photo: https://example.org/x.jpg
email: me
theme: ../x
limits: {feed: many}
limits: {fed: 1}
navigation: [{label: x}]
navigation: [{label: x, address: "javascript:x"}]
url: example.org
language: english language
language: en-abc
content_language: en-US-US
selected: paper-1
"""


@pytest.mark.parametrize("line", WRONG_IN_SITE_YAML.strip().splitlines())
def test_a_mistake_in_site_yaml_is_reported_and_the_default_stands(line: str) -> None:
    config, problems = store.load_config("content/site.yaml", f"description: x\n{line}\n")
    assert [problem.span for problem in problems] == [Span("content/site.yaml", 2, 2)]
    assert config == Config()


def test_a_meta_file_says_what_the_dump_does_not() -> None:
    meta, problems = store.load_meta("x.meta.yaml", "source: example.org\nretrieved: 2024-03-05\nperson: Tuo Zhao\n")
    assert (problems, meta.source, meta.retrieved, meta.person) == ([], "example.org", "2024-03-05", "Tuo Zhao")


def test_notes_keep_their_lines_and_abstracts_are_of_three_kinds() -> None:
    meta, problems = store.load_meta("x", "abstracts: none\nnotes: |\n  One.\n\n  - Two\n")
    assert (problems, meta.abstracts, meta.notes) == ([], "none", "One.\n\n- Two")
    assert first_lines(store.load_meta("x.meta.yaml", "source: a\nabstracts: no\n")[1]) == [
        "x.meta.yaml:2: error: `abstracts` is one of full, excerpt, none"
    ]


def test_the_lines_of_an_entry_that_is_shown_are_kept_through_a_change_of_the_meta_file():
    text = 'source: a\nentry: |\n  title\n  "Cite"?\n  venue, year\n'
    assert store.load_meta("x", text)[0].entry == 'title\n"Cite"?\nvenue, year'
    again = store.renewed_meta(text, Meta(source="b"))
    assert again == text.replace("source: a", "source: b")
    assert store.load_meta("x", store.save_meta(Meta(entry="title\nskip")))[0].entry == "title\nskip"


def test_what_a_meta_file_says_of_a_list_in_vain_is_named_with_its_line() -> None:
    text = "source: a\ntitle: b\nnotes: |\n  c\n  d\n"
    assert first_lines(store.ignored_keys("x.meta.yaml", text)) == [
        "x.meta.yaml:2: warning: `title` is of a list of papers, and this dump is a person's page",
        "x.meta.yaml:3: warning: `notes` is of a list of papers, and this dump is a person's page",
    ]


def test_topics_get_their_names_as_ids() -> None:
    text = """\
topics:
  - name: Deep Learning
    phrases: [deep net, no]
  - {name: Other, id: mine, description: what is left}
"""
    topics, problems = store.load_topics("content/topics.yaml", text)
    assert problems == []
    assert topics == (
        Topic(id="deep-learning", name="Deep Learning", phrases=("deep net", "no")),
        Topic(id="mine", name="Other", description="what is left"),
    )


def test_two_topics_of_one_id_are_an_error_that_names_both_lines() -> None:
    _, problems = store.load_topics("t.yaml", "topics:\n  - name: Deep Nets\n  - name: deep  nets\n")
    assert first_lines(problems) == ["t.yaml:3: error: the topic in line 2 has the id `deep-nets` as well"]


def test_decisions_keep_their_lines() -> None:
    text = """\
same:
  - [a, b]
  - - c
    - d
different:
  - [a, c]
people:
  - {spelling: J. Lee, person: Jason D. Lee, dump: x.txt}
belongs:
  - name: Zhiyuan Li
    person: Zhiyuan Li (Sydney)
    papers: [a]
"""
    decisions, problems = store.load_decisions("d.yaml", text)
    assert problems == []
    assert decisions.same == (
        Group(ids=("a", "b"), span=Span("d.yaml", 2, 2)),
        Group(ids=("c", "d"), span=Span("d.yaml", 3, 4)),
    )
    assert decisions.different == (Group(ids=("a", "c"), span=Span("d.yaml", 6, 6)),)
    assert (decisions.people[0].person, decisions.people[0].dump) == ("Jason D. Lee", "x.txt")
    assert (decisions.belongs[0].person, decisions.belongs[0].span) == ("Zhiyuan Li (Sydney)", Span("d.yaml", 10, 12))


def test_a_decision_about_all_entries_of_one_id_is_read_and_one_without_a_person_is_refused() -> None:
    decisions, problems = store.load_decisions("d.yaml", "same:\n  - [a]\ndifferent:\n  - [b]\n")
    assert (decisions.same[0].ids, decisions.different[0].ids, problems) == (("a",), ("b",), [])
    assert first_lines(store.load_decisions("d.yaml", "people:\n  - spelling: A\n")[1]) == [
        "d.yaml:2: error: `person` is missing"
    ]


def test_a_page_is_its_front_matter_and_its_markdown() -> None:
    text = "---\ntitle: About us\ndescription: Who\nmenu: false\n---\n# Hello\n\n---\nmore\n"
    page, problems = store.load_page("content/pages/Über uns.md", text)
    assert problems == []
    assert page
    assert (page.slug, page.title, page.description, page.menu) == ("uber-uns", "About us", "Who", False)
    assert page.body == "# Hello\n\n---\nmore\n"


def test_a_mistake_in_front_matter_has_its_line() -> None:
    _, problems = store.load_page("p.md", "---\r\ntitle: A\r\nmenue: false\r\n---\r\nx")
    assert first_lines(problems) == ["p.md:3: error: `menue` is not known here"]


@pytest.mark.parametrize("text", ["# About\n", "", "---\n---\nx\n", "---\ntitle:\n---\n"])
def test_a_page_without_a_title_is_refused(text: str) -> None:
    page, problems = store.load_page("p.md", text)
    assert page is None
    assert len(problems) == 1


# The folder


def write(site: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = site / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_a_sites_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "data/b.yaml": "entries: [{title: B}]",
            "data/a.yaml": "entries: [{title: A}]",
            "site.yaml": "title: Mine".encode("utf-16"),
            "topics.yaml": "topics: [{name: T}]",
            "edits/a.yaml": "aliases: {x: a}",
            "decisions.yaml": "same: [[a, b]]",
            "pages/about.md": "---\ntitle: About\n---\n",
        },
    )
    content, problems = store.load(tmp_path)
    assert problems == []
    assert [dump.name for dump in content.dumps] == ["a", "b"]
    assert (content.config.title, content.vocabulary[0].id, content.pages[0].slug) == ("Mine", "t", "about")
    assert (content.edits.aliases[0].id, content.decisions.same[0].ids) == ("x", ("a", "b"))


def test_files_that_are_not_there_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert store.load(tmp_path) == (store.Content(), [])


def test_a_folder_that_holds_no_site_is_an_error(tmp_path: Path) -> None:
    assert first_lines(store.load(tmp_path)[1]) == [f"{tmp_path}/content: error: there is no such folder"]


def test_the_mistakes_of_all_files_are_reported_together(tmp_path: Path) -> None:
    write(tmp_path, {"data/a.yaml": "a: 1", "data/b.yaml": b"title: caf\xe9", "site.yaml": "x\ny", "decisions.yaml": "same: 1"})
    (tmp_path / "content/topics.yaml").symlink_to("/etc/hostname")
    _, problems = store.load(tmp_path)
    assert sorted(str(problem.span) for problem in problems) == [
        "content/data/a.yaml:1",
        "content/data/b.yaml:1",
        "content/decisions.yaml:1",
        "content/site.yaml:1",
        "content/topics.yaml",
    ]


def test_the_longest_id_that_an_entry_can_get_is_read_back() -> None:
    title = "wordwordwordwo " * 8
    entries = [(title, "One."), (title, "Two.")]
    drafts = tuple(
        Draft(id=key, span=Span("content/dumps/x.txt", 1, 1), title=title.strip(), abstract=abstract)
        for key, (_, abstract) in zip(store.entry_ids(entries), entries, strict=True)
    )
    dump = Dump(name="x", path="x.txt", drafts=drafts, listing=Listing())
    loaded, problems = store.load_data("content/data/x.yaml", store.save(dump, "0"))
    assert (problems, [draft.id for draft in loaded.drafts]) == ([], [draft.id for draft in drafts])


@pytest.mark.parametrize("written", ["7a1f2b", "'#7a1f2b'"])
def test_an_accent_is_a_color(written: str) -> None:
    config, problems = store.load_config("site.yaml", f"accent: {written}\n")
    assert problems == []
    assert config.accent == written.strip("'")


@pytest.mark.parametrize("written", ["#7a1f2b", "red", "12"])
def test_an_accent_that_is_no_color_is_reported_on_its_line(written: str) -> None:
    _, (problem,) = store.load_config("site.yaml", f"title: T\naccent: {written}\n")
    assert str(problem).startswith("site.yaml:2: error: `accent`")


META = """\
# From my phone
source: >-
  An old
  page
notes: |
  One.

  - Two
retrieved: 2024-01-01   # a Monday
"""


def test_a_renewed_meta_file_keeps_all_other_lines_and_comments():
    news = Meta(source="A new page", url="https://example.org/", retrieved="2024-03-05")
    fresh = store.renewed_meta(META, news)
    assert (
        fresh
        == META.replace(">-\n  An old\n  page", "A new page").replace(
            "retrieved: 2024-01-01   # a Monday", "retrieved: '2024-03-05'"
        )
        + "url: https://example.org/\n"
    )
    assert store.renewed_meta(fresh, news) == fresh
    assert store.renewed_meta(META, Meta()) == META
    assert store.renewed_meta("", news).startswith("source: A new page\n")


@pytest.mark.parametrize(
    "text", ["{source: x, notes: y}", "source: x", "'source': x\r\nnotes: y\r\n", "--- {notes: y}\n...\n", "source:\n"]
)
def test_a_renewed_meta_file_says_what_it_is_to_say_however_it_was_written(text):
    before = store.load_meta("x", text)[0]
    found, problems = store.load_meta("x", store.renewed_meta(text, Meta(source="new: # 1", retrieved="2024")))
    assert (found, problems) == (replace(before, source="new: # 1", retrieved="2024"), [])


CUT = [
    ("title: The B # Language", "The B", "'The B # Language'"),
    ("title: Winner of Track #2 at the Example Challenge", "Winner of Track", "#2 at the Example Challenge"),
    ("title: Winner  #2", "Winner", "'Winner #2'"),
    ("venue: #1 in the world", "", "'#1 in the world'"),
    ("venue: Notes # 5", "Notes", "'Notes # 5'"),
    ("issue: #4", "", "'#4'"),
    ("note: Best of #3 tracks", "Best of", "#3 tracks"),
    ("authors:\n    - Ada Example #1", "Ada Example", "'Ada Example #1'"),
    ("abstract: Of F# and C #.", "Of F# and C", "'Of F# and C #.'"),
]


@pytest.mark.parametrize(("lines", "left", "whole"), CUT)
def test_a_text_that_ends_at_a_comment_is_told(lines: str, left: str, whole: str) -> None:
    dump, problems = store.load_data(
        PATH, f"entries:\n  - id: x\n    title: 'x'\n    {lines}\n".replace("title: 'x'\n    title", "title")
    )
    (problem,) = problems
    assert dump
    assert problem.level is Level.WARNING
    assert f'is only "{left}" here' in problem.message
    assert whole in problem.hint
    assert problem.span.first == (3 if lines.startswith("title") else 4) + lines.count("\n")


@pytest.mark.parametrize(
    "lines",
    [
        "title: x  # checked by Ada",
        "title: x                  # checked",
        "title: 'x' # checked",
        'title: "x" # checked',
        "title: # to be found",
        "title: C# and F#",
        "title: x#y",
        "date: 2024 # at least",
        "score: 12.5 # of 100",
        "code_mark: true # says Ada",
        "category: cs.LG # cs.AI as well",
        "authors: # to be found\n    - Ada Example",
        "authors: [Ada Example, Ben Sample] # both",
        "# a line of its own",
        "links: [https://example.org/a#b] # x",
    ],
)
def test_a_comment_that_is_meant_as_one_is_silent(lines: str) -> None:
    dump, problems = store.load_data(PATH, f"entries:  # all\n  # one\n  - abstract: 'x'\n    {lines}\n")
    assert dump
    assert problems == []


@pytest.mark.parametrize("title", ["1984", "No", "null", "~", "2021-01-01", "1e3", "0x1F", "12:30", "on", ".5", "1_000"])
def test_texts_keep_what_was_written(title: str) -> None:
    dump, problems = store.load_data(PATH, f"entries:\n  - title: {title}\n    authors: [{title}]\n    venue: {title}\n")
    assert problems == []
    assert dump
    assert (dump.drafts[0].title, dump.drafts[0].authors, dump.drafts[0].venue) == (title, (title,), title)


def test_a_warning_refuses_nothing() -> None:
    dump, problems = store.load_data(PATH, "entries:\n- title: A # b\n- title: C\n  authors: [Dee\x92s]\n" + "# " + "-" * 40)
    assert dump
    assert [draft.title for draft in dump.drafts] == ["A", "C"]
    assert [problem.level for problem in problems] == [Level.WARNING] * 2


def test_control_characters_of_a_page_are_told() -> None:
    page, problems = store.load_page("content/pages/a.md", "---\ntitle: A\n---\nIt\x92s.\n" + "-" * 40)
    assert page
    assert page.body.startswith("It’s.")
    assert [problem.span.first for problem in problems] == [4]


def test_half_a_surrogate_pair_in_a_file_is_no_reason_to_refuse_it() -> None:
    assert store.decode("x", b"a\xed\xa0\x80b") == ("a\ud800b", [])
    assert store.decode("x", b"a\xffb")[1]
