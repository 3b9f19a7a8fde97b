"""How reading is measured: random pages say what they are said to say, and the judge sees what is right, lost and wrong."""

import html
import re
from random import Random

import pytest

from bench import around, held, layouts, lines, mutations, pages, printing, reading, verdicts
from bench.facts import facts
from sitegen.problems import Span, warning
from sitegen.records import Draft

ADJECTIVES = ("Warm", "Quiet", "Sparse", "Round", "Late", "Hidden", "Cheap", "Long", "Old", "Fair", "Steep", "Loose")
THINGS = ("Rivers", "Birds", "Networks", "Maps", "Clocks", "Bridges")
NAMES = ("Ada Example", "Ben van der Sample", "Chiara Maria Specimen", "Dī-Yun Mock", "Éva Próba", "José Muestra", "Li Trial")
ABSTRACT = (
    "{0} {1} are seldom what they seem, and nobody has counted them so far. We count them with one microphone and two maps. "
)
RECORDS = [
    {
        "id": f"p19-{number}",
        "title": f"{adjective} {thing} and What Becomes of Them" + "?" * (number % 5 == 0),
        "authors": [(name, "") for name in Random(number).sample(NAMES, 1 + number % 7)],
        "year": 2010 + number % 14,
        "booktitle": f"Proceedings of the {1 + number % 9}th Workshop on {thing}",
        "abstract": ABSTRACT.format(adjective, thing.lower()) + "It works in spring, and we say why it does not in autumn.",
    }
    for number, (adjective, thing) in enumerate((a, b) for a in ADJECTIVES for b in THINGS)
]
SEEDS = range(150)
WORDS = {"report": "report|bericht|rapport", "article": "article|artikel", "thesis": "thesis|theses|dissertation|thèse"}
WORDS |= {"conference": "conference|konferenz|proceedings|congrès", "preprint": "preprint|pré-publication"}
WORDS |= {"chapter": "chapter|kapitel|chapitre|bookpart"}


def plain(text):
    return html.unescape(re.sub("<[^>]*>", " ", text))


def lines_of(page, want):
    """What stands on the lines of an entry, and above it the nearest heading."""
    (span,) = want["sources"]
    rows = page.text.split("\n")
    return plain(" ".join(rows[span["first_line"] - 1 : span["last_line"]])), plain("\n".join(rows[: span["first_line"]]))


def unsaid(page, want):
    """The fields whose value does not stand where the page is said to say it."""
    own, above = lines_of(page, want)
    folded = verdicts.fold(own)
    for field in ("title", "abstract", "venue", "doi", "arxiv", "volume", "issue", "pages", "note", "category"):
        if want.get(field) and verdicts.fold(want[field]) not in folded:
            yield field
    if verdicts.fold(want.get("_may", {}).get("abstract")) not in folded:
        yield "cut abstract"
    if not all(verdicts.fold(name) in folded for name in want["authors"]):
        yield "authors"
    if want["citations"] and str(want["citations"]) not in own.replace(",", ""):
        yield "citations"
    year, *rest = (want["date"] or "").split("-")
    if year not in own + above or (len(rest) > 1 and str(int(rest[1])) not in own):
        yield "date"
    if want["type"] and not re.search(WORDS[want["type"]], (own + above).lower()):
        yield "type"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_page_says_what_is_expected_of_it(seed):
    page = layouts.page(layouts.layout(seed), RECORDS)
    assert len(page.wanted) == layouts.ENTRIES
    assert {want["title"]: list(unsaid(page, want)) for want in page.wanted if list(unsaid(page, want))} == {}


@pytest.mark.parametrize("seed", SEEDS[:40])
def test_entries_stand_apart_and_links_are_printed(seed):
    page = layouts.page(layouts.layout(seed), RECORDS)
    taken = [number for want in page.wanted for number in sorted(verdicts.lines(want))]
    assert taken == sorted(set(taken))
    assert all(link in page.text for want in page.wanted for link in want["links"])


def test_what_a_page_does_not_print_is_not_expected():
    how = next(how for how in map(layouts.layout, SEEDS) if not how.line and not how.ragged and len(how.after) == 1)
    page = layouts.page(how._replace(headings="none", before=(), markup="text", title=TITLE), RECORDS)
    says = {key for want in page.wanted for key, value in want.items() if value not in (None, [], {}, True)}
    assert says <= {"title", "sources", *how.after[0].form(facts(RECORDS[0], Random(1))).says}


TITLE = layouts.Part("title", "plain", printing.TITLES["plain"])


def test_a_seed_gives_the_same_page():
    first, second = (layouts.page(layouts.layout(7), RECORDS) for _ in range(2))
    assert first == second


def test_a_third_of_all_layouts_is_kept_and_drawn_only_when_asked_for():
    kept = [seed for seed in range(3000) if layouts.unseen(seed)]
    assert 900 < len(kept) < 1100
    assert not set(layouts.seeds(0, 500, kept=False)) & set(kept)
    assert set(layouts.seeds(0, 500, kept=True)) <= set(kept)


def named(forms, lines):
    return {*(f"{kind} {name}" for kind, some in forms.items() for name in some), *(f"line {name}" for name in lines)}


OLD = named(printing.FORMS, lines.LINES) | {f"bullet {name}" for name in around.BULLETS}
NEW = named(held.FORMS, held.LINES) | {f"bullet {name}" for name in held.BULLETS}


def test_some_forms_are_of_the_kept_layouts_alone():
    def drawn(*, kept):
        return {form for seed in layouts.seeds(0, 1500, kept=kept) for form in layouts.layout(seed).forms}

    assert not OLD & NEW
    assert drawn(kept=True) >= OLD | NEW
    seen = drawn(kept=False)
    assert seen >= OLD
    assert not seen & NEW


WANT = {
    "title": "Warm Rivers",
    "authors": ["Ada Example", "Sample, B."],
    "authors_complete": True,
    "date": "2021",
    "venue": "Mock Letters",
    "pages": "1–9",
    "volume": "3",
    "citations": 12,
    "note": "Oral",
    "links": ["https://example.org/"],
    "sources": [{"first_line": 1, "last_line": 3}],
}
SAID = {
    "title": "Warm rivers.",
    "authors": ["Ada Example", "B. Sample"],
    "authors_complete": True,
    "date": "2021-05",
    "venue": "In Mock Letters (2021)",
    "pages": "1-9",
    "volume": "3",
    "citations": 12,
    "note": "Oral",
    "links": ["https://example.org/", "https://example.net/"],
}


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "right"),
        ({"volume": None}, "volume lost"),
        ({"links": []}, "links lost"),
        ({"authors": []}, "authors lost"),
        ({"authors": ["B. Sample", "Ada Example"]}, "authors wrong"),
        ({"authors_complete": False}, "authors_complete wrong"),
        ({"date": "2020"}, "date wrong"),
        ({"venue": "Mock Letters of the Old World and the New"}, "venue wrong"),
        ({"abstract": "Rivers are warm."}, "abstract wrong"),
        ({"doi": "10.1000/1"}, "doi wrong"),
        ({"type": "article", "publisher": "Mock Press", "issue": "2"}, "right"),
        ({"title": "Cold Rivers"}, "title wrong"),
    ],
)
def test_a_field_is_right_lost_or_wrong(change, verdict):
    found = {
        f"{field.name} {field.verdict}" for field in verdicts.compare(WANT, {**SAID, **change}) if field.verdict != "right"
    }
    assert found == ({verdict} - {"right"})


@pytest.mark.parametrize(("date", "verdict"), [(None, None), ("2021-05", None), ("2020", "wrong")])
def test_what_only_the_header_says_may_be_left_out(date, verdict):
    want = {**WANT, "date": None, "_may": {"date": "2021"}}
    found = {field.name: field.verdict for field in verdicts.compare(want, {**SAID, "date": date})}
    assert found.get("date") == verdict


def test_a_cut_abstract_may_be_kept_or_left_out():
    want = {**WANT, "_may": {"abstract": "Rivers are …"}}
    abstracts = (None, "Rivers are ...", "Rivers are warm")
    found = [{field.name: field.verdict for field in verdicts.compare(want, {**SAID, "abstract": one})} for one in abstracts]
    assert [one.get("abstract") for one in found] == [None, None, "wrong"]


def judged(monkeypatch, drafts, problems=()):
    """What the judge finds where these drafts and problems are read."""
    read = verdicts.dumps.Reading(format="x", lines=9, used=9, noise={}, unclaimed=(), drafts=tuple(drafts))
    monkeypatch.setattr(verdicts.dumps, "read", lambda _path, _content: (read, list(problems)))
    want = {"title": "Warm Rivers", "authors": [], "date": "2021", "sources": [{"first_line": 1, "last_line": 3}]}
    return [finding.kind for finding in verdicts.judge("x.txt", b"", [want])]


def draft(first=1, last=3, **fields):
    return Draft(id="x", span=Span("x.txt", first, last), **fields)


@pytest.mark.parametrize(
    ("drafts", "line", "kinds"),
    [
        ([draft(title="Warm Rivers", date="2021")], None, ["right"]),
        ([draft(title="Warm Rivers")], None, ["partly"]),
        ([draft(title="Warm Rivers", date="1999")], None, ["SILENT"]),
        ([draft(title="Warm Rivers", date="1999")], 2, ["told"]),
        ([draft(title="Rivers", date="2021")], None, ["SILENT"]),
        ([draft(5, 6, title="Rivers")], None, ["missing", "INVENTED"]),
        ([draft(5, 6, title="Rivers")], 6, ["missing", "invented"]),
        ([], 1, ["refused"]),
        ([], None, ["missing"]),
    ],
)
def test_an_entry_is_judged_by_what_came_out_and_what_was_told(drafts, line, kinds, monkeypatch):
    problems = [warning(Span("x.txt", line, line), "odd")] if line else []
    assert judged(monkeypatch, drafts, problems) == kinds


def test_an_exception_is_a_crash(monkeypatch):
    def read(_path, _content):
        raise KeyError(1)

    monkeypatch.setattr(verdicts.dumps, "read", read)
    assert [(one.kind, one.why) for one in verdicts.judge("x.txt", b"", [WANT])] == [("crash", "KeyError: 1")]


def test_a_folder_of_a_page_is_scored(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one/dump.txt").write_text("Nothing to read", "utf-8")
    (tmp_path / "one/expected.jsonl").write_text('{"title": "Warm Rivers", "authors": []}\n\n', "utf-8")
    (case,) = pages.cases(tmp_path, ["on"])
    assert [finding.kind for finding in pages.score(case)] == ["refused"]
    assert not list(pages.cases(tmp_path, ["two"]))


def test_the_report_names_fields_and_forms():
    how = layouts.layout(0)
    findings = [verdicts.Finding("SILENT", "Warm Rivers", (verdicts.Field("date", "wrong", "2021", "1999"),))]
    text = "\n".join(reading.report([(how, findings)], 1.0, show=1))
    assert all(form in text for form in how.forms)
    assert "date wrong: '2021' / '1999'" in text


@pytest.mark.parametrize(
    ("mutation", "left"),
    [("lost", "a c"), ("doubled", "a b b c"), ("glued", "a bc"), ("swapped", "a c b")],
)
def test_a_fault_is_put_into_one_place(mutation, left):
    assert mutations.MUTATIONS[mutation](["a", "b", "c"], 1) == left.split()


def test_what_a_fault_makes_up_is_seen(monkeypatch, tmp_path):
    page = tmp_path / "dump.txt"
    page.write_text("a\nb\n", "utf-8")
    read = verdicts.dumps.Reading(format="x", lines=2, used=2, noise={}, unclaimed=(), drafts=(draft(1, 1, title="a"),))
    monkeypatch.setattr(mutations, "known", lambda _page: frozenset(("b",)))
    monkeypatch.setattr(mutations.dumps, "read", lambda _path, _content: (read, []))
    (found,) = mutations.judge(mutations.Case(page, "lost", 1))
    assert (found.kind, found.what) == ("made up in silence", "a")
