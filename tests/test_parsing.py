"""Data files: nothing that a person wrote is written over, an error leaves all as it was, nothing goes unsaid."""

import os
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from sitegen import files, intake, parsing, pipeline, publishing
from sitegen.parsing import Mode
from sitegen.problems import Level, Refused
from sitegen.records import Meta
from sitegen.store.data import WRITTEN, _digest, edited
from tests.test_cli import NEWER, PAGE, run, site

__all__ = ["site"]  # the fixture

HAND = """\
entries:
- title: A Paper That I Typed by Hand over Three Evenings
  authors: [Ada Example]
  date: 2024-03-05
"""
DATA = "content/data/ada.yaml"


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a site but what sitegen keeps for itself and what it publishes."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: text for name, text in found.items() if not name.startswith((".sitegen/", "public/"))}


def commands(tmp_path: Path) -> list[list[str]]:
    """Every command that may write data files."""
    (tmp_path / "other.txt").write_text(NEWER)
    return [["parse"], ["parse", "--frozen"], ["build"], ["export"], ["add", str(tmp_path / "other.txt")]]


# What a person wrote


@pytest.mark.usefixtures("site")
def test_data_written_by_hand_are_never_written_over(tmp_path, capsys):
    Path(DATA).parent.mkdir(exist_ok=True)
    Path(DATA).write_text(HAND)
    for command in commands(tmp_path):
        code, _, err = run(capsys, *command)
        assert code == 1, command
        assert f"{DATA}: error: is written by hand, and content/dumps/ada.txt would make" in err, command
        assert Path(DATA).read_text() == HAND
        Path("content/dumps/other.txt").unlink(missing_ok=True)


@pytest.mark.parametrize("text", ["", "entries: [", "\ufeffentries: []", "# dump: ada.txt\n", "  dump: x\n", "entries: []\n"])
def test_whatever_parse_did_not_make_is_somebodys_own(text, site, capsys):
    Path(DATA).parent.mkdir(exist_ok=True)
    Path(DATA).write_text(text, "utf-8")
    before = content(site)
    assert run(capsys, "parse")[0] == 1
    assert content(site) == before


@pytest.mark.usefixtures("site")
def test_data_written_by_hand_in_utf_16_are_somebodys_own(capsys):
    Path(DATA).parent.mkdir(exist_ok=True)
    Path(DATA).write_text(HAND, "utf-16")
    assert run(capsys, "build")[0] == 1
    assert Path(DATA).read_text("utf-16") == HAND


def test_an_added_dump_does_not_take_the_name_of_data_written_by_hand(site, tmp_path, capsys):
    Path("content/data/mine.yaml").parent.mkdir(exist_ok=True)
    Path("content/data/mine.yaml").write_text(HAND)
    (tmp_path / "mine.txt").write_text(NEWER)
    before = content(site)
    code, _, err = run(capsys, "add", str(tmp_path / "mine.txt"))
    assert (code, "content/data/mine.yaml: error: is written by hand" in err) == (1, True)
    assert content(site) == before
    assert run(capsys, "add", str(tmp_path / "mine.txt"), "--name", "yours")[0] == 0


@pytest.mark.usefixtures("site")
def test_an_edited_data_file_without_its_dump_line_keeps_the_edit(capsys):
    assert run(capsys, "parse")[0] == 0
    text = Path(DATA).read_text().replace("A Worked Example", "A Better Example").replace("dump: ada.txt\n", "")
    Path(DATA).write_text(text)
    assert run(capsys, "build")[0] == 1
    Path("content/dumps/ada.txt").unlink()
    assert run(capsys, "build")[0] == 0
    assert Path(DATA).read_text() == text
    assert "A Better Example of Everything" in Path("public/papers/index.html").read_text()


# Names and places


@pytest.mark.parametrize("name", ["../../requirements", "../dumps/ada", "./ada", "ada.txt", "", "..", "/etc/passwd", "a\0b"])
def test_only_a_dump_that_is_there_is_replaced(name, site, tmp_path, capsys):
    (tmp_path / "new.txt").write_text(NEWER)
    before = content(tmp_path)
    if name:
        code, _, err = run(capsys, "add", "--replace", name, str(tmp_path / "new.txt"))
        assert (code, "there is no such dump" in err, "dumps here: ada" in err) == (1, True, True)
    else:
        _, problems = intake.add(site, "", b"text", Meta(), newer=True)
        assert "there is no such dump" in str(problems[0])
    assert content(tmp_path) == before


def test_a_newer_copy_with_another_ending_takes_the_place_of_the_old_one_at_every_moment(site, monkeypatch, capsys):
    put = files.put

    def interrupted(path, text, root):
        if path.suffix == ".html":
            raise KeyboardInterrupt
        put(path, text, root)

    with monkeypatch.context() as patch:
        patch.setattr(files, "put", interrupted)
        with pytest.raises(KeyboardInterrupt):
            intake.add(site, "ada", NEWER.encode(), Meta(), given="new.html", newer=True)
    assert [path.name for path in sorted(Path("content/dumps").glob("ada.*"))] == ["ada.html", "ada.meta.yaml"]
    assert Path("content/dumps/ada.html").read_text() == PAGE
    assert run(capsys, "build")[0] == 0
    assert intake.add(site, "ada", NEWER.encode(), Meta(), given="new.html", newer=True)[1] == []
    assert Path("content/dumps/ada.html").read_text() == NEWER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bee.txt", "bee.txt"),
        ("bee.txt", "bee.html"),
        ("caf\u00e9.txt", "cafe\u0301.txt"),
        ("STRASSE.txt", "stra\u00dfe.txt"),
    ],
    ids=["case", "ending", "Unicode form", "folding"],
)
def test_two_dumps_of_one_name_are_an_error_that_names_both(one, other, site, capsys):
    for name in (one, other):
        Path("content/dumps", name).write_text(NEWER)
    before = content(site)
    for command in ("parse", "build", "check"):
        code, _, err = run(capsys, command)
        assert (code, f"content/dumps/{one}" in err, f"content/dumps/{other}" in err) == (1, True, True)
    assert content(site) == before


@pytest.mark.usefixtures("site")
def test_two_lists_that_want_one_address_are_an_error(capsys):
    for name in ("my list", "my-list"):
        Path("content/dumps", f"{name}.txt").write_text(NEWER[NEWER.index("8.8LG") :].partition("\n")[2])
        Path("content/dumps", f"{name}.meta.yaml").write_text("format: listing\n")
    code, _, err = run(capsys, "build")
    assert (code, "would have one address, collections/my-list/" in err) == (1, True)


@pytest.mark.parametrize(
    ("pages", "address"),
    [
        ({"About.md": "", "about.md": ""}, "about"),
        ({"caf\u00e9.md": "", "cafe\u0301.md": ""}, "cafe"),
        ({"one.md": "slug: same\n", "two.md": "slug: same\n"}, "same"),
        ({"one.md": "slug: two\n", "two.md": ""}, "two"),
    ],
    ids=["case", "Unicode form", "slug", "slug and name"],
)
@pytest.mark.usefixtures("site")
def test_two_pages_that_want_one_address_are_an_error_that_names_both(pages, address, capsys):
    shutil.rmtree("content/pages")
    Path("content/pages").mkdir()
    for name, slug in pages.items():
        Path("content/pages", name).write_text(f"---\ntitle: T\n{slug}---\nText of {name}\n")
    code, _, err = run(capsys, "build")
    assert (code, f"/{address}/ is wanted by two pages" in err) == (1, True)
    assert all(f"content/pages/{name}" in err for name in pages)


@pytest.mark.usefixtures("site")
def test_nothing_is_written_through_a_link_that_leads_outside(tmp_path, capsys):
    for name in ("data", "dumps"):
        outside = tmp_path / f"elsewhere-{name}"
        shutil.copytree(Path("content/dumps"), outside)
        before = content(outside)
        shutil.rmtree(Path("content", name), ignore_errors=True)
        Path("content", name).symlink_to(outside)
        (tmp_path / "new.txt").write_text(NEWER)
        for command in (["parse"], ["build"], ["add", str(tmp_path / "new.txt"), "--name", f"new-{name}"]):
            code, _, err = run(capsys, *command)
            assert (code, "outside" in err, "Traceback" in err) == (1, True, False), command
        assert content(outside) == before
        Path("content", name).unlink()
        shutil.copytree(outside, Path("content", name))


@pytest.mark.usefixtures("site")
def test_a_name_that_is_no_text_is_said_and_the_rest_stays(capsys):
    Path(os.fsdecode(b"content/dumps/\xff.txt")).write_text(NEWER)
    code, _, err = run(capsys, "build")
    assert (code, r"content/dumps/\xff.txt: error: its name is not UTF-8" in err) == (1, True)


@pytest.mark.usefixtures("site")
def test_a_file_that_is_no_text_is_refused_by_its_own_name(tmp_path, capsys):
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    before = content(tmp_path)
    code, _, err = run(capsys, "add", str(tmp_path / "paper.pdf"))
    assert (code, f"{tmp_path}/paper.pdf: error: this is a PDF" in err) == (1, True)
    assert content(tmp_path) == before


# An error leaves all as it was


@pytest.mark.parametrize("fault", ["typo in meta", "meta is a folder", "dump is a folder", "dump leads outside", "no format"])
def test_a_fault_in_one_dump_changes_no_data_file(fault, site, tmp_path, capsys):
    assert run(capsys, "parse")[0] == 0
    meta, dump = Path("content/dumps/ada.meta.yaml"), Path("content/dumps/ada.txt")
    match fault:
        case "typo in meta":
            meta.write_text("retreived: 2024-01-01\n")
        case "meta is a folder":
            meta.mkdir()
        case "dump is a folder":
            dump.unlink()
            dump.mkdir()
        case "dump leads outside":
            (tmp_path / "elsewhere").write_text(PAGE)
            dump.unlink()
            dump.symlink_to(tmp_path / "elsewhere")
        case _:
            meta.write_text("format: unheard-of\n")
    Path("content/dumps/zed.txt").write_text(NEWER)
    before = content(site)
    for command in ("parse", "build", "export", "check"):
        code, _, err = run(capsys, command)
        assert (code, "error: " in err) == (1, True), command
        assert content(site) == before


def test_a_missing_folder_of_dumps_empties_no_site(site, capsys):
    assert run(capsys, "build")[0] == 0
    Path("content/dumps").rename("content/dump")
    before = content(site)
    for command in ("parse", "build", "check"):
        code, _, err = run(capsys, command)
        assert (code, "content/dumps: error: there is no such folder" in err, DATA in err) == (1, True, True)
    assert content(site) == before
    Path(DATA).unlink()
    assert run(capsys, "build")[0] == 0


@pytest.mark.usefixtures("site")
def test_data_that_go_with_their_dump_are_spoken_of(capsys):
    assert run(capsys, "build")[0] == 0
    Path("content/dumps/ada.txt").unlink()
    code, _, err = run(capsys, "build")
    assert (code, f"{DATA}: warning: its dump is gone, so it was removed" in err) == (0, True)
    assert not Path(DATA).exists()
    assert DATA not in run(capsys, "build")[2]


def test_a_data_file_that_could_not_be_read_again_is_not_written(site, monkeypatch):
    monkeypatch.setattr(parsing.store, "save", lambda *_: "dump: ada.txt\nentries:\n- links: [nowhere]\n")
    before = content(site)
    (problem,) = (problem for problem in parsing.parse(site).problems if problem.level is Level.ERROR)
    assert str(problem.span) == "content/dumps/ada.txt"
    assert "what is read from it cannot be kept" in problem.message
    assert content(site) == before


# Nothing is ignored in silence


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("content/data/x.yml", "is not read: files here end in .yaml"),
        ("content/data/sub/x.yaml", "is not read"),
        ("content/edits/x.yml", "is not read: files here end in .yaml"),
        ("content/edits/sub/x.yaml", "is not read"),
        ("content/pages/x.markdown", "is not read: files here end in .md"),
        ("content/pages/sub/x.md", "is not read"),
        ("content/topics.yml", "is not read\n    name it topics.yaml"),
        ("content/Decisions.YAML", "is not read\n    name it decisions.yaml"),
        ("content/dumps/x.pdf", "is not read as a dump"),
        ("content/dumps/sub/x.txt", "is not read as a dump"),
        ("content/dumps/gone.meta.yaml", "there is no dump of this name"),
    ],
)
@pytest.mark.usefixtures("site")
def test_a_file_that_is_not_read_is_warned_of(path, why, capsys):
    Path("content/topics.yaml").unlink()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("x")
    named = "/".join(path.split("/")[:3])
    for command in ("build", "check"):
        code, _, err = run(capsys, command)
        assert (code, f"{named}: warning: {why}" in err) == (0, True), err


@pytest.mark.usefixtures("site")
def test_copies_of_editors_and_hidden_files_are_not_spoken_of(capsys):
    for path in ("content/edits/.#x.yaml", "content/edits/x.yaml~", "content/data/.x.yaml.swp", "content/dumps/.DS_Store"):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text("papers: [")
    code, _, err = run(capsys, "build")
    assert (code, "warning" in err, "error" in err) == (0, False, False)


# A build and a change at once


@pytest.mark.parametrize(
    "path",
    ["content/edits/a.yaml", "content/dumps/ada.txt", "content/dumps/new.txt", "content/site.yaml", "content/data/hand.yaml"],
)
@pytest.mark.parametrize("moment", ["parse", "assemble", "write"])
def test_what_is_saved_while_a_build_runs_is_in_the_next_one(path, moment, site, monkeypatch):
    said = {"content/edits/a.yaml": "people:\n  ada-example:\n    bio: New.\n", "content/data/hand.yaml": HAND}
    said |= {"content/dumps/ada.txt": NEWER, "content/dumps/new.txt": NEWER, "content/site.yaml": "title: New\n"}
    module = publishing if moment == "write" else pipeline
    work = getattr(module, moment)

    def interrupted(*arguments, **options):
        done = work(*arguments, **options)
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(said[path])
        return done

    with monkeypatch.context() as patch:
        patch.setattr(module, moment, interrupted)
        assert not pipeline.build(site, site / "public").fresh
    changed = pipeline.build(site, site / "public")
    assert not changed.fresh
    assert changed.written.written > 0 or moment == "parse"
    assert pipeline.build(site, site / "public").fresh


def test_a_build_that_writes_data_itself_is_not_stale_for_that(site):
    assert not pipeline.build(site, site / "public").fresh
    assert pipeline.build(site, site / "public").fresh


# Commands at once


def test_a_command_waits_for_another_and_says_who_is_at_work(site, monkeypatch):
    monkeypatch.setattr(parsing, "PATIENCE", 0.2)
    with parsing.at_work(site):
        for act in (lambda: pipeline.build(site, site / "public"), lambda: intake.add(site, "x", b"text", Meta())):
            assert "another sitegen (process" in str(act())
        with pytest.raises(Refused, match="is at work here"), parsing.at_work(site):
            pass


def test_a_folder_that_is_no_site_is_refused_and_nothing_is_made_in_it(tmp_path, capsys):
    (tmp_path / "x.txt").write_text(PAGE)
    for command in (["build"], ["parse"], ["export"], ["add", str(tmp_path / "x.txt")]):
        code, _, err = run(capsys, *command, "--site", str(tmp_path / "typo"))
        assert (code, "content: error: there is no such folder" in err) == (1, True)
        assert not (tmp_path / "typo").exists()


def test_a_dry_run_writes_nothing_at_all(site):
    before = content(site)
    shutil.rmtree(".sitegen", ignore_errors=True)
    parsing.parse(site, Mode.DRY)
    assert (content(site), Path(".sitegen").exists()) == (before, False)


def test_names_are_compared_in_every_unicode_form():
    assert files.folded("Caf\u00e9") == files.folded(unicodedata.normalize("NFD", "cAF\u00c9"))


# A dump that is as it was


KEPT = Path(".sitegen/readings.json")
ODD = "\nWhat nobody understands: %%\n"


def odd_dump(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What `parse` says of a dump with a line that it does not understand."""
    Path("content/dumps/ada.txt").write_text(PAGE + ODD)
    return parsed(capsys)


def parsed(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What `parse` prints, what became of the data file aside, and what it warns of."""
    _, out, err = run(capsys, "parse")
    assert "warning" in err
    return re.sub("; (new|changed|unchanged)$", "", out, flags=re.MULTILINE), err


def marked() -> None:
    """Change what is kept, so that it shows where it is used."""
    KEPT.write_text(KEPT.read_text().replace('"used":', '"used":90'))


@pytest.mark.usefixtures("site")
def test_what_was_said_of_a_dump_is_said_again_though_it_is_not_read_again(capsys):
    out, err = odd_dump(capsys)
    assert parsed(capsys) == (out, err)
    marked()
    told, warned = parsed(capsys)
    assert told != out
    assert (told.replace(" 90", " "), warned) == (out, err)
    for command in (["check"], ["build", "--strict"], ["parse", "--frozen"]):
        assert err.splitlines()[0] in "".join(run(capsys, *command)[1:]), command


@pytest.mark.parametrize("change", ["dump", "meta", "data", "kept", "gone"])
@pytest.mark.usefixtures("site")
def test_a_dump_is_read_again_where_anything_is_not_as_it_was(change, capsys):
    out, _ = odd_dump(capsys)
    marked()
    match change:
        case "dump":
            Path("content/dumps/ada.txt").write_text(PAGE + "\n" + ODD)
        case "meta":
            Path("content/dumps/ada.meta.yaml").write_text("source: a page\n")
        case "data":
            Path(DATA).unlink()
        case "kept":
            KEPT.write_text("{no report")
        case "gone":
            KEPT.unlink()
    assert [parsed(capsys)[0], parsed(capsys)[0]] == [out, out]


@pytest.mark.usefixtures("site")
def test_data_edited_by_hand_are_noticed_whatever_is_kept(capsys):
    odd_dump(capsys)
    Path(DATA).write_text(Path(DATA).read_text().replace("Ben Sample", "Ben Sampel"))
    for command in ("parse", "check"):
        assert "was edited by hand" in run(capsys, command)[2]


@pytest.mark.usefixtures("site")
def test_a_dry_run_in_a_site_that_no_command_was_at_work_in_keeps_nothing(capsys):
    shutil.rmtree(".sitegen", ignore_errors=True)
    run(capsys, "parse", "--dry-run")
    run(capsys, "check")
    assert not KEPT.parent.exists()


@pytest.mark.parametrize("signed", [True, False])
def test_a_data_file_of_a_newer_sitegen_is_left_alone_and_that_is_all_that_is_said(signed, site, capsys, monkeypatch):
    run(capsys, "parse")
    data = site / DATA
    text = data.read_text().replace("schema: 2", "schema: 3")
    data.write_text(WRITTEN.sub(f"written: {_digest(text)}\n", text) if signed else text)
    assert edited(data.read_text()) is not signed
    monkeypatch.setattr("sitegen.dumps.VERSION", "another")  # else a dump that is as it was would not even be read
    before = data.read_bytes()
    for command in ("parse", "check", "build", "export"):
        code, _, err = run(capsys, command)
        said = [line for line in err.splitlines() if "error: " in line or "warning: " in line]
        assert (code, said) == (1, [f"{DATA}:3: error: was written by a newer sitegen (schema 3; this one reads up to 2)"])
        assert data.read_bytes() == before
