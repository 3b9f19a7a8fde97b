"""The commands as a user runs them, each on a small site of its own."""

import json
import os
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from sitegen import cli
from sitegen.dumps.formats.profile import PROFILE
from tests.dumps.test_entry import ODD

PAGE = """\
Ada Example

LG
h-index3
2papers

2 Papers

13.7LGOct 4, 2023Code
A Worked Example of Everything

Ada Example, Ben Sample, Cy Probe et al. · example-university

We study how a page of papers is read, and show that it can be done without any help. It is done here.

9.1CLMay 23, 2022
Reading Lists That Keep Themselves in Order

Ben Sample, Ada Example

We show that a list of papers can be read back into titles, bylines and abstracts, and corrected by hand.
"""
NEWER = (
    PAGE.replace("h-index3", "h-index4")
    .replace("It is done here.", "It is done here, and in other places as well.")
    .replace(PAGE[PAGE.index("9.1CL") :], "")
    + """\
8.8LGJan 5, 2024
A Third Paper That Nobody Has Seen Before

Ada Example, Dee Fourth

Quite another matter is treated: rivers and bridges, as they look from the shore in the early morning.
"""
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A new site, in which commands run, with one profile in place of the sample."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    folder = tmp_path / "site"
    assert cli.main(["new", str(folder)]) == 0
    for path in (folder / "content" / "dumps").iterdir():
        path.unlink()
    (folder / "content" / "dumps" / "ada.txt").write_text(PAGE)
    monkeypatch.chdir(folder)
    return folder


def run(capsys, *arguments):
    """The exit code, standard output and standard error of a command."""
    capsys.readouterr()
    code = cli.main(list(arguments))
    return code, *capsys.readouterr()


def test_a_new_site_builds_as_it_is(tmp_path, capsys):
    assert cli.main(["new", str(tmp_path / "s")]) == 0
    code, out, err = run(capsys, "build", "--site", str(tmp_path / "s"))
    assert (code, "3 papers" in out, "error" in err) == (0, True, False)
    assert (tmp_path / "s" / "public" / "people" / "ada-example" / "index.html").is_file()
    assert (tmp_path / "s" / ".github" / "workflows" / "publish.yml").is_file()


@pytest.mark.parametrize("on_path", [True, False])
def test_what_to_do_next_can_be_pasted_whatever_the_path(on_path, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("shutil.which", {"sitegen": "/bin/sitegen" if on_path else None}.get)
    _, out, _ = run(capsys, "new", str(tmp_path / "my site"))
    called = ["sitegen"] if on_path else [sys.executable, "-m", "sitegen"]
    line = next(line for line in out.splitlines() if " serve " in line)
    assert shlex.split(line)[: len(called) + 3] == [*called, "serve", "--site", str(tmp_path / "my site")]


def test_a_new_site_is_not_put_into_a_folder_with_files(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("x")
    code, _, err = run(capsys, "new", str(tmp_path))
    assert (code, "is not empty: mine.txt" in err, len([*tmp_path.iterdir()])) == (1, True, 1)


def test_a_new_repository_becomes_a_site_and_keeps_what_it_has(tmp_path, capsys):
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("My papers\n")
    (tmp_path / "LICENSE").write_text("MIT\n")
    (tmp_path / ".gitignore").write_text("*.pyc\n.venv/")
    assert run(capsys, "new", str(tmp_path))[0] == 0
    assert (tmp_path / "README.md").read_text() == "My papers\n"
    assert (tmp_path / ".gitignore").read_text().splitlines() == ["*.pyc", ".venv/", "/public/", "/.sitegen/"]
    assert run(capsys, "build", "--site", str(tmp_path))[0] == 0


def test_a_site_is_checked_as_it_will_be_built_before_anything_was_parsed(tmp_path, capsys):
    cli.main(["new", str(tmp_path / "s")])
    code, out, err = run(capsys, "check", "--site", str(tmp_path / "s"))
    assert (code, out.startswith("3 papers"), "warning" in err) == (0, True, False)
    assert not (tmp_path / "s" / "content" / "data").exists()


def test_parse_says_what_each_dump_gave(site, capsys):
    code, out, _ = run(capsys, "parse")
    assert code == 0
    assert "content/dumps/ada.txt: profile, Ada Example: 2 entries, 12 of 13 lines used, 1 noise; new" in out
    assert (site / "content" / "data" / "ada.yaml").is_file()


def test_parse_json_accounts_for_every_line(site, capsys):
    (site / "content" / "dumps" / "ada.txt").write_text(PAGE + "\n%%% @@ 0x7f\n")
    _, out, _ = run(capsys, "parse", "--json")
    dump = json.loads(out)["dumps"][0]
    assert dump["unclaimed"] == [23]
    assert dump["used"] + sum(dump["noise"].values()) + len(dump["unclaimed"]) == dump["lines"]


def test_a_line_that_is_not_understood_is_named_and_fails_under_strict(site, capsys):
    (site / "content" / "dumps" / "ada.txt").write_text(PAGE + "\n%%% @@ 0x7f\n")
    code, _, err = run(capsys, "parse")
    assert (code, 'content/dumps/ada.txt:23: warning: not understood: "%%% @@ 0x7f"' in err) == (0, True)
    assert run(capsys, "parse", "--strict")[0] == 1


def test_a_dry_run_shows_the_difference_and_writes_nothing(site, capsys):
    code, out, _ = run(capsys, "parse", "--dry-run")
    assert (code, "+++ content/data/ada.yaml" in out, (site / "content" / "data").exists()) == (0, True, False)


def test_frozen_parse_writes_what_is_missing_and_fails_on_what_would_change(site, capsys):
    assert run(capsys, "parse", "--frozen")[0] == 0
    before = (site / "content" / "data" / "ada.yaml").read_bytes()
    assert run(capsys, "parse", "--frozen")[0] == 0
    (site / "content" / "dumps" / "ada.txt").write_text(NEWER)
    code, _, err = run(capsys, "parse", "--frozen")
    assert (code, "is not what parse makes of content/dumps/ada.txt" in err) == (1, True)
    assert (site / "content" / "data" / "ada.yaml").read_bytes() == before


def test_a_hand_edited_data_file_is_left_alone_with_an_edit_to_paste(site, capsys):
    run(capsys, "parse")
    data = site / "content" / "data" / "ada.yaml"
    data.write_text(data.read_text().replace("A Worked Example of Everything", "A Better Title of It All"))
    edited = data.read_bytes()
    code, out, err = run(capsys, "parse")
    assert (code, "; edited" in out, data.read_bytes()) == (0, True, edited)
    assert "was edited by hand" in err
    assert "a-worked-example-of-everything:\n        title: A Better Title of It All" in err


def test_the_data_of_a_dump_that_is_gone_goes_unless_somebody_edited_it(site, capsys):
    run(capsys, "parse")
    data = site / "content" / "data" / "ada.yaml"
    dump = site / "content" / "dumps" / "ada.txt"
    dump.rename(site / "ada.txt")
    assert run(capsys, "parse")[0] == 0
    assert not data.exists()
    (site / "ada.txt").rename(dump)
    run(capsys, "parse")
    data.write_text(data.read_text().replace("Ben Sample", "Benjamin Sample"))
    dump.unlink()
    code, _, err = run(capsys, "parse")
    assert (code, "its dump is gone" in err, data.exists()) == (1, True, True)


def test_build_parses_by_itself_and_does_nothing_when_nothing_changed(site, capsys):
    code, out, _ = run(capsys, "build")
    assert (code, "2 papers" in out, (site / "content" / "data" / "ada.yaml").is_file()) == (0, True, True)
    assert "Nothing has changed" in run(capsys, "build")[1]
    (site / "public" / "index.html").unlink()
    assert "(1 files written" in run(capsys, "build")[1]


def test_an_error_leaves_the_old_site_as_it_was(site, capsys):
    run(capsys, "build")
    before = {path: path.read_bytes() for path in (site / "public").rglob("*") if path.is_file()}
    (site / "content" / "site.yaml").write_text("titel: Papers\n")
    code, _, err = run(capsys, "build")
    assert code == 1
    assert "content/site.yaml:1: error:" in err
    assert '"title"' in err or "`title`" in err
    assert "Traceback" not in err
    assert {path: path.read_bytes() for path in (site / "public").rglob("*") if path.is_file()} == before


def test_a_warning_fails_a_strict_build_even_when_nothing_changed(site, capsys):
    (site / "content" / "dumps" / "ada.txt").write_text(PAGE + "\n%%% @@ 0x7f\n")
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "build", "--strict")[0] == 1


def test_a_paper_that_goes_is_gone_from_every_file(site, capsys):
    run(capsys, "build")
    (site / "content" / "dumps" / "ada.txt").write_text(PAGE[: PAGE.index("9.1CL")])
    run(capsys, "build")
    held = [path for path in (site / "public").rglob("*") if path.is_file() and b"Reading Lists" in path.read_bytes()]
    assert held == []
    assert not (site / "public" / "papers" / "reading-lists-that-keep-themselves-in-order").exists()


def test_add_puts_a_dump_into_the_site_and_parses_it(site, capsys, tmp_path):
    (tmp_path / "My List.txt").write_text("A Title of Some Paper\nWe study the bridge. It is shown that it works.\n")
    code, out, _ = run(capsys, "add", str(tmp_path / "My List.txt"), "--source", "a page", "--url", "https://example.org/")
    assert (code, "my-list: 1 entry, read as listing" in out) == (0, True)
    meta = (site / "content" / "dumps" / "my-list.meta.yaml").read_text()
    assert f"source: a page\nurl: https://example.org/\nretrieved: '{date.today().isoformat()}'\n" == meta  # noqa: DTZ011
    assert "retrieved:" in (site / "content" / "data" / "my-list.yaml").read_text()
    code, _, err = run(capsys, "add", str(tmp_path / "My List.txt"))
    assert (code, "--replace my-list" in err) == (1, True)


FOREIGN = {
    "refs.bib": ("@article{a,\n  title = {Warm Starts,\n  year = 2019\n}\n", "this BibTeX entry is broken"),
    "notes.txt": ("milk\ncall Ben\n", "nothing in this dump reads like a list of papers"),
    "empty.txt": ("\n", "nothing in this dump reads like a list of papers"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_add_refuses_what_it_cannot_read_says_what_it_is_and_writes_nothing(name, site, capsys, tmp_path):
    text, said = FOREIGN[name]
    (tmp_path / name).write_text(text)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    code, _, err = run(capsys, "add", str(tmp_path / name))
    assert (code, name in err, said in err) == (1, True, True)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


LISTED = """\
Warm Starts for Slow Networks
Ada Example, Ben Sample
Journal of Owls 7 (1), 1-9, 2019
Counting Birds with Cheap Microphones
Cy Probe, Di Specimen, Ed Trial, Fay Mock
Journal of Rivers 8 (2), 2-9, 2020
Rivers That Change Their Course
Ed Trial
Journal of Owls 9 (3), 3-9, 2021
"""


def held(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".sitegen" not in path.parts}


@pytest.mark.usefixtures("site")
def test_add_shows_what_it_understood(capsys, tmp_path):
    (tmp_path / "mine.txt").write_text(LISTED)
    code, out, _ = run(capsys, "add", str(tmp_path / "mine.txt"))
    assert code == 0
    assert "mine: 3 entries, in the layout that the page shows\n  title 3  authors 3  venue 3  date 3  abstract 0" in out
    assert "  2. Counting Birds with Cheap Microphones — Cy Probe, Di Specimen, Ed Trial and 1 more" in out


@pytest.mark.parametrize("newer", [False, True], ids=["new", "newer"])
def test_a_dry_run_of_add_shows_the_same_and_keeps_nothing(newer, site, capsys, tmp_path):
    (tmp_path / "ada.txt").write_text(NEWER)
    said = ["add", str(tmp_path / "ada.txt"), *(["--replace", "ada"] if newer else ["--name", "other"])]
    run(capsys, "parse")
    before = held(site)
    code, out, _ = run(capsys, *said, "--dry-run")
    assert (code, held(site)) == (0, before)
    assert out.endswith("Nothing was written; without --dry-run it will be.\n")
    assert ("ada: 1 came, 1 changed, 1 went" in out) == newer
    _, kept, _ = run(capsys, *said)
    assert kept.startswith(out[: out.index("Nothing was written")])
    assert held(site) != before


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", FOREIGN)
def test_a_dry_run_fails_as_the_run_would(name, capsys, tmp_path):
    (tmp_path / name).write_text(FOREIGN[name][0])
    codes = [run(capsys, "add", str(tmp_path / name), *more) for more in (["--dry-run"], [])]
    assert [code for code, *_ in codes] == [1, 1]
    assert codes[0][2] == codes[1][2]


@pytest.mark.usefixtures("site")
def test_two_dumps_of_one_name_fail_in_a_dry_run_too(capsys, tmp_path):
    (tmp_path / "there").mkdir()
    paths = [tmp_path / "mine.txt", tmp_path / "there" / "mine.txt"]
    for path in paths:
        path.write_text(LISTED)
    assert [run(capsys, "add", *map(str, paths), *more)[0] for more in (["--dry-run"], [])] == [1, 1]


@pytest.mark.usefixtures("site")
def test_what_add_understood_is_data_too(capsys, tmp_path):
    (tmp_path / "mine.txt").write_text(LISTED)
    _, out, _ = run(capsys, "add", str(tmp_path / "mine.txt"), "--json", "--dry-run")
    found = json.loads(out)
    understood = found["added"]["mine"]["understood"]
    assert (found["kept"], understood["format"], understood["entries"], understood["fields"]["venue"]) == (False, "page", 3, 3)
    assert understood["first"][0].startswith("Warm Starts for Slow Networks — Ada Example, Ben Sample — Journal of Owls")


def test_a_refused_page_is_read_once_its_entry_is_shown(site, capsys, tmp_path):
    (tmp_path / "odd.txt").write_text(ODD)
    code, _, err = run(capsys, "add", str(tmp_path / "odd.txt"))
    assert (code, "  entry: |" in err) == (1, True)
    shown = "\n".join(line.removeprefix("      ") for line in err[err.index("      entry: |") :].split("\n"))
    (site / "content" / "dumps" / "odd.meta.yaml").write_text(shown)
    code, out, _ = run(capsys, "add", str(tmp_path / "odd.txt"))
    assert (code, "odd: 4 entries" in out) == (0, True)
    assert (site / "content" / "dumps" / "odd.meta.yaml").read_text().startswith("entry: |\n  title\n")


def test_a_fault_in_the_entry_of_a_meta_file_is_named_on_its_line(site, capsys):
    (site / "content" / "dumps" / "ada.meta.yaml").write_text("source: a page\nentry: |\n  title\n  autors\n")
    code, _, err = run(capsys, "parse")
    assert code == 1
    assert "content/dumps/ada.meta.yaml:4: error: `entry:` `autors` is no word for a line of an entry" in err
    assert "did you mean `authors`?" in err


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("dump", ["ada", "ada.txt", "content/dumps/ada.txt"])
def test_explain_says_what_a_line_was_taken_for(dump, capsys):
    code, out, _ = run(capsys, "explain", f"{dump}:10")
    assert code == 0
    assert out.startswith(
        "content/dumps/ada.txt:10: A Worked Example of Everything\n  the dump is read as profile\n  taken for: title\n"
    )
    assert "in entry 1, lines 9-14" in out
    code, out, _ = run(capsys, "explain", f"{dump}:10", "--json")
    assert json.loads(out)["line"]["taken"] == "title"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("line", "said"), [("ida:1", "did you mean ada?"), ("ada:99", "there is no such line")])
def test_explain_of_a_line_that_is_not_there_is_an_error(line, said, capsys):
    code, _, err = run(capsys, "explain", line)
    assert (code, said in err) == (1, True)


def test_add_replaces_no_dump_by_what_it_cannot_read(site, capsys, tmp_path):
    old = site / "content" / "dumps" / "ada.txt"
    (tmp_path / "new.txt").write_text(FOREIGN["refs.bib"][0])
    before = old.read_bytes()
    code, _, err = run(capsys, "add", str(tmp_path / "new.txt"), "--replace", "ada")
    assert (code, "this BibTeX entry is broken" in err, old.read_bytes()) == (1, True, before)


def test_add_reads_standard_input(site):
    command = [sys.executable, "-m", "sitegen", "add", "-", "--name", "pasted"]
    text = "A Title of Some Paper\nWe study the bridge. It is shown that it works.\n"
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False, cwd=site)
    assert (done.returncode, (site / "content" / "dumps" / "pasted.txt").read_text()) == (0, text)


def test_a_newer_copy_says_what_came_changed_and_went_and_an_edit_survives_it(site, capsys, tmp_path):
    edits = site / "content" / "edits"
    edits.mkdir()
    (edits / "mine.yaml").write_text("papers:\n  a-worked-example-of-everything:\n    venue: Journal of Examples\n")
    run(capsys, "build")
    (tmp_path / "newer.txt").write_text(NEWER)
    code, out, _ = run(capsys, "add", "--replace", "ada", str(tmp_path / "newer.txt"))
    assert code == 0
    assert "ada: 1 came, 1 changed, 1 went" in out
    assert "  + A Third Paper That Nobody Has Seen Before" in out
    assert "  ~ A Worked Example of Everything (abstract)" in out
    assert "  - Reading Lists That Keep Themselves in Order" in out
    assert run(capsys, "build")[0] == 0
    papers = [json.loads(line) for line in run(capsys, "export")[1].splitlines()]
    assert [(paper["title"], paper["venue"]) for paper in papers] == [
        ("A Third Paper That Nobody Has Seen Before", None),
        ("A Worked Example of Everything", "Journal of Examples"),
    ]


@pytest.mark.usefixtures("site")
def test_a_changed_title_is_a_change_when_the_abstract_stayed(capsys, tmp_path):
    (tmp_path / "n.txt").write_text(PAGE.replace("Reading Lists That", "Lists to Read That"))
    _, out, _ = run(capsys, "add", "--replace", "ada", str(tmp_path / "n.txt"))
    assert "0 came, 1 changed, 0 went\n  ~ Lists to Read That Keep Themselves in Order (title)" in out


@pytest.mark.usefixtures("site")
def test_replacing_what_is_not_there_says_what_is(capsys, tmp_path):
    (tmp_path / "n.txt").write_text(PAGE)
    code, _, err = run(capsys, "add", "--replace", "adda", str(tmp_path / "n.txt"))
    assert (code, "dumps here: ada" in err) == (1, True)


def test_a_newer_copy_leaves_what_its_meta_file_says_of_rights_and_notes(site, capsys, tmp_path):
    meta = site / "content" / "dumps" / "ada.meta.yaml"
    meta.write_text("abstracts: none\nsource: a page\n")
    (tmp_path / "n.txt").write_text(NEWER)
    assert run(capsys, "add", "--replace", "ada", str(tmp_path / "n.txt"))[0] == 0
    assert meta.read_text().startswith("abstracts: none\nsource: a page\nretrieved: ")
    assert "abstracts: none\n" in (site / "content" / "data" / "ada.yaml").read_text()


def test_notes_on_a_persons_page_are_warned_of_with_their_line(site, capsys):
    (site / "content" / "dumps" / "ada.meta.yaml").write_text("source: a page\nnotes: |\n  My words.\n")
    code, _, err = run(capsys, "parse")
    assert (code, "content/dumps/ada.meta.yaml:2: warning: `notes` is of a list of papers" in err) == (0, True)


@pytest.mark.usefixtures("site")
def test_export_gives_the_promised_keys(capsys):
    code, out, _ = run(capsys, "export", "--format", "jsonl")
    paper = json.loads(out.splitlines()[0])
    assert code == 0
    assert " ".join(paper) == (
        "id title label authors authors_complete date category score code_available code_urls links affiliations abstract"
        " venue doi arxiv people topics collections sources type citations volume issue pages publisher isbn pmid note"
    )
    assert paper["sources"] == [{"dump": "ada.txt", "first_line": 9, "last_line": 14}]
    assert paper["people"] == ["ada-example", "ben-sample", "cy-probe"]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("form", cli.FORMATS)
def test_every_export_format_is_written(capsys, form):
    code, out, _ = run(capsys, "export", "--format", form)
    assert (code, "Worked Example" in out.replace("{", "").replace("}", "")) == (0, True)


@pytest.mark.usefixtures("site")
def test_explain_says_where_everything_came_from(capsys):
    run(capsys, "parse")
    code, out, _ = run(capsys, "explain", "a-worked-example-of-everything")
    assert (code, "ada.txt, lines 9-14" in out, "date: 2023-10-04" in out) == (0, True, True)
    code, out, _ = run(capsys, "explain", "ada-example")
    assert (code, "h-index: 3 (line 4)" in out) == (0, True)
    code, _, err = run(capsys, "explain", "ada-exmaple")
    assert (code, "did you mean ada-example" in err) == (1, True)


def test_explain_says_whose_count_of_citations_it_is_and_which_publication_won(site, capsys):
    entry = "- title: A Study of Examples by Example\n  authors: [Ada Example]\n"
    (site / "content" / "data").mkdir(exist_ok=True)
    (site / "content" / "data" / "one.yaml").write_text(
        f"retrieved: 2024-05-02\nentries:\n{entry}  venue: arXiv\n  citations: 12\n"
    )
    (site / "content" / "data" / "two.yaml").write_text(f"entries:\n{entry}  venue: ICML\n  type: conference\n")
    code, out, _ = run(capsys, "explain", "a-study-of-examples-by-example")
    fields, _, others = out.partition("what other sources say")
    assert code == 0
    assert "citations: 12 (data/one.yaml, 2024-05-02)\n      ../data/one.yaml:3, as printed" in fields
    assert "venue: ICML\n      ../data/two.yaml:2, the published version" in fields
    assert "venue: arXiv\n      ../data/one.yaml:3" in others


def test_check_finds_what_does_not_fit(site, capsys):
    (site / "content" / "site.yaml").write_text("title: X\nowner: Ada Exampel\nselected: [no-such-paper]\n")
    run(capsys, "parse")
    code, out, err = run(capsys, "check")
    assert code == 0
    assert 'owner: there is no person "Ada Exampel"' in err
    assert 'selected: there is no paper "no-such-paper"' in err
    assert "2 warnings" in out
    assert run(capsys, "check", "--strict")[0] == 1


def test_problems_become_annotations_in_a_workflow(site, capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (site / "content" / "dumps" / "ada.txt").write_text(PAGE + "\n%%% @@ 0x7f\n")
    _, _, err = run(capsys, "parse")
    assert '::warning file=content/dumps/ada.txt,line=23::not understood: "%25%25%25 @@ 0x7f"%0A' in err


def test_two_builds_in_other_zones_locales_and_folders_give_the_same_bytes(site, tmp_path):
    def built(where, **environment):
        command = [sys.executable, "-m", "sitegen", "build", "--output", str(where)]
        subprocess.run(command, check=True, capture_output=True, cwd=site, env=os.environ | environment)
        files = {path.relative_to(where): path.read_bytes() for path in where.rglob("*") if path.is_file()}
        return {path: content for path, content in files.items() if path.name != ".sitegen.json"}

    one = built(tmp_path / "a", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1")
    assert one == built(tmp_path / "b" / "c", TZ="America/Lima", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")


def test_a_wrong_command_line_exits_with_two(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", "--no-such-option"])
    assert ended.value.code == 2
    assert run(capsys)[0] == 2


def test_a_folder_that_is_no_site_is_an_error_with_a_hint(tmp_path, capsys):
    code, _, err = run(capsys, "build", "--site", str(tmp_path / "nothing"))
    assert (code, f"{tmp_path}/nothing/content: error: there is no such folder" in err) == (1, True)


def test_every_command_is_in_the_readme():
    from tests.dump_facts import ROOT

    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("new", "add", "parse", "build", "serve", "check", "explain", "export"):
        assert f"sitegen {command}" in readme


def test_the_sample_data_is_what_parse_makes_of_the_sample_dumps(capsys):
    from tests.dump_facts import ROOT

    assert cli.main(["parse", "--frozen", "--strict", "--site", str(ROOT)]) == 0
    assert PROFILE.name in capsys.readouterr().out


@pytest.mark.parametrize(("policy", "shown"), [("none", ""), ("excerpt", "We study how a page of papers is read")])
def test_the_site_shows_no_more_of_an_abstract_than_site_yaml_lets_it(site, capsys, policy, shown):
    long = "We study how a page of papers is read, and show that it can be done. " * 8 + "The very end of it."
    text = PAGE.replace(
        "We study how a page of papers is read, and show that it can be done without any help. It is done here.", long
    )
    (site / "content" / "dumps" / "ada.txt").write_text(text)
    (site / "content" / "site.yaml").write_text(f"title: X\nabstracts: {policy}\n")
    assert run(capsys, "build")[0] == 0
    page = (site / "public" / "papers" / "a-worked-example-of-everything" / "index.html").read_text()
    held = [path for path in (site / "public").rglob("*") if path.is_file() and b"The very end of it" in path.read_bytes()]
    assert (held, shown in page) == ([], True)
    assert "The very end of it" not in run(capsys, "export")[1]


def test_the_owners_page_is_the_home_page_with_photo_and_links(site, capsys):
    Image.new("RGB", (600, 900)).save(site / "content" / "ada.png")
    (site / "content" / "site.yaml").write_text("title: X\nowner: Ada Example\nphoto: ada.png\norcid: 0000-0002-1825-0097\n")
    code, _, err = run(capsys, "build")
    home = (site / "public" / "index.html").read_text()
    assert (code, "warning" in err) == (0, False)
    assert "Ada Example" in home
    assert 'src="./ada.png"' in home or 'src="ada.png"' in home
    assert "https://orcid.org/0000-0002-1825-0097" in home
    with Image.open(site / "public" / "ada.png") as photo:
        assert photo.size == (341, 512)
    (site / "content" / "ada.png").unlink()
    for command in ("check", "build"):
        assert "content/ada.png: warning: cannot be read" in run(capsys, command)[2]
    assert "ada.png" not in (site / "public" / "index.html").read_text()


def test_what_cannot_be_written_is_said_in_one_line(site, capsys):
    (site / "content" / "data").write_text("a file where a folder has to be")
    code, _, err = run(capsys, "parse")
    assert (code, "content/data" in err, "cannot be written" in err, "Traceback" in err) == (1, True, True, False)


# What nobody foresaw


def test_a_fault_of_sitegen_itself_is_one_line_that_asks_for_a_report(site, capsys, monkeypatch):
    monkeypatch.setattr("sitegen.pipeline.merge", lambda *_: {}["a key\nof two lines"])
    code, out, err = run(capsys, "build")
    assert (code, out) == (70, "")
    assert err.startswith("sitegen: error: this is a fault of sitegen")
    assert "KeyError: 'a key\\nof two lines'" in err
    assert len(err.splitlines()) == 2
    assert "report" in err
    monkeypatch.setenv("SITEGEN_TRACEBACK", "1")
    with pytest.raises(KeyError):
        cli.main(["build"])
    assert not (site / "public").exists()


@pytest.mark.parametrize("port", ["-1", "65536", "99999999999999999999", "x", "", "8000.0", "\u0663"])
def test_what_is_no_port_is_a_wrong_command_line(port, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", "--port", port])
    assert ended.value.code == 2
    assert "is no port" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://example.org", "example.org", "", "http://[x", "http://", "https://example.org:99999/", "/x",
     "https://exa mple.org/", "https://example.org/\udcff", "data:text/html,x", "https://example.org:0/", "http://:80/", 'https://example.org/"x'],
)  # fmt: skip
@pytest.mark.parametrize("command", [["build"], ["add", "x.txt"]], ids=["build", "add"])
def test_what_is_no_web_address_is_a_wrong_command_line(command, url, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([*command, "--url", url])
    assert ended.value.code == 2
    assert "is not an http or https address" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["new", "build --site", "build --output", "export --output", "add", "check --site", "explain x --site"]
)
@pytest.mark.usefixtures("site")
def test_a_path_that_no_system_takes_is_said_in_one_line(command, capsys):
    code, _, err = run(capsys, *command.split(), "x" * 5000)
    assert (code, "name too long" in err) == (1, True)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("output", ["/", ".", "content", "content/dumps/ada.txt/x", "no/such/folder/x"])
def test_an_export_that_cannot_be_written_is_said_in_one_line(output, capsys):
    code, _, err = run(capsys, "export", "--output", output)
    assert (code, "error: " in err, "Traceback" in err) == (1, True, False)


def test_an_export_goes_where_it_is_wanted(site, tmp_path):
    (tmp_path / "x.jsonl").write_text("old")
    assert cli.main(["export", "--output", str(tmp_path / "x.jsonl")]) == 0
    assert len((tmp_path / "x.jsonl").read_text().splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [site.name, "x.jsonl"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_shows_what_it_can(site, encoding):
    (site / "content/dumps/ada.txt").write_text(PAGE.replace("Example of Everything", "Example \u2192 \u674e \U0001f600"))
    command = [sys.executable, "-m", "sitegen"]
    for said in (["build"], ["explain", "a-worked-example-li-grinning"], ["check"]):
        done = subprocess.run(
            [*command, *said], cwd=site, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, check=False
        )
        assert (done.returncode in {0, 1}, b"Traceback" in done.stderr, b"fault of" in done.stderr) == (True, False, False)


def test_a_site_in_a_folder_whose_name_is_no_text_is_built(site, tmp_path):
    folder = tmp_path / os.fsdecode(b"\xff\xfe site")
    site.rename(folder)
    command = [sys.executable, "-m", "sitegen"]
    for said, code in (["build"], 0), (["build"], 0), (["check"], 0), (["export"], 0), (["add", "none.txt"], 1):
        done = subprocess.run([*command, *said, "--site", folder], cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr
    assert (folder / "public/index.html").is_file()


@pytest.mark.parametrize(
    "address", ["http://[x", "http://[::1", "https://[", "http://]", "http://example.org:port/", "http://\u2100/"]
)
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/data/hand.yaml", "entries:\n- title: One Two Three Four\n  links: ['{}']\n"),
        ("content/edits/a.yaml", "papers:\n  a-worked-example-of-everything:\n    code_urls: ['{}']\n"),
        ("content/edits/a.yaml", "people:\n  ada-example:\n    homepage: '{}'\n"),
        ("content/site.yaml", "url: '{}'\n"),
        ("content/site.yaml", "navigation:\n- label: X\n  address: '{}'\n"),
        ("content/dumps/ada.meta.yaml", "url: '{}'\n"),
    ],
    ids=["links", "code_urls", "homepage", "url", "navigation", "meta"],
)
def test_an_address_that_cannot_be_taken_apart_is_refused_on_its_line(path, text, address, site, capsys):
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_text(text.format(address))
    line = text.count("\n", 0, text.index("{}")) + 1
    for command in ("build", "check"):
        code, _, err = run(capsys, command)
        assert (code, "is not an http or https address" in err, f"{path}:{line}: error" in err) == (1, True, True), err


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["http://[x", "http://[::1]]/", "https://[/a", "http://\u2100/"])
def test_no_text_of_a_dump_or_a_page_stops_a_build(address, capsys):
    told = f"It is at {address} and at [{address}]({address}) and <{address}>."
    for path in ("content/dumps/ada.txt", "content/pages/about.md", "content/dumps/list.txt"):
        place = Path(path)
        text = place.read_text() if place.exists() else f"A Title of Six Good Words\nWe study it here. {told} It is good.\n"
        place.write_text(text.replace("It is done here.", told) + ("" if path.endswith(".txt") else f"\n{told}\n"))
    code, _, err = run(capsys, "build")
    assert (code, "error" in err) == (0, False), err


def test_a_named_pipe_is_not_waited_for(site, capsys):
    os.mkfifo(site / "pipe.txt")
    code, _, err = run(capsys, "add", "pipe.txt")
    assert (code, "pipe.txt: error: cannot be read or written: is a pipe" in err) == (1, True)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("call", "codes"),
    [
        ("export > /dev/full", {1}),
        ("check --json > /dev/full", {1}),
        ("build > /dev/full", {1}),
        ("export >&-", {0}),
        ("check >&- 2>&-", {0}),
        ("add - <&-", {0, 1}),
        ("export | head -c 1", {0}),
        ("add <(printf 'A Title of Good Words\\nWe study it. It is good, as we show.\\n') --name piped", {0}),
    ],
)
def test_streams_that_are_closed_full_or_piped_end_no_command_in_a_traceback(call, codes):
    script = f"set -o pipefail; {sys.executable} -m sitegen {call}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr
    assert "fault of sitegen" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_problems_are_never_printed_as_results_where_nobody_hears_them(site):
    (site / "content/site.yaml").write_text("tilte: x\n")
    script = f"{sys.executable} -m sitegen check 2>&-"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, "tilte" in done.stdout) == (1, False)
