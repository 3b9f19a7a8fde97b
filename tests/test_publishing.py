import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sitegen import publishing
from sitegen.problems import Refused
from sitegen.publishing import File

MANIFEST = ".sitegen.json"


def site(**pages: str) -> list[File]:
    """Files at the given addresses ("a__b" is a/b)."""
    return [File(name.replace("__", "/"), content.encode()) for name, content in pages.items()]


def published(output: Path) -> dict[str, str]:
    """Path to text of every file there, sitegen's own list left out."""
    found = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if not path.is_dir()}
    return {name: path.read_text() for name, path in sorted(found.items()) if name != MANIFEST}


def messages(written: publishing.Written) -> str:
    assert (written.written, written.removed) == (0, 0)
    return "\n".join(map(str, written.problems))


def run(script: str, *arguments: object, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run a Python script by itself, for what cannot be done to the process of the tests."""
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **options)  # type: ignore[call-overload, no-any-return]


# Writing


def test_files_are_written_into_folders_that_are_made(tmp_path):
    output = tmp_path / "deep" / "public"
    written = publishing.write(site(index="home", papers__adam__index="adam"), output)
    assert published(output) == {"index": "home", "papers/adam/index": "adam"}
    assert (written.written, written.unchanged, written.removed, written.size) == (2, 0, 0, 8)
    assert written.problems == ()


def test_a_file_whose_bytes_are_right_is_not_touched(tmp_path):
    publishing.write(site(same="same", other="old"), tmp_path)
    before = {path: (tmp_path / path).stat() for path in ("same", "other")}
    written = publishing.write(site(same="same", other="new"), tmp_path)
    assert (written.written, written.unchanged) == (1, 1)
    same, other = ((tmp_path / path).stat() for path in ("same", "other"))
    assert (same.st_mtime_ns, same.st_ino) == (before["same"].st_mtime_ns, before["same"].st_ino)
    assert other.st_ino != before["other"].st_ino


def test_nothing_at_all_is_touched_where_nothing_changed(tmp_path):
    publishing.write(site(a="1", b__c="2"), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    publishing.write(site(b__c="2", a="1"), tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_files_that_are_no_longer_wanted_go_with_the_folders_that_empties(tmp_path):
    publishing.write(site(index="home", papers__adam__index="adam", papers__adam__bib="@", papers__eve__index="eve"), tmp_path)
    written = publishing.write(site(index="home", papers__eve__index="eve"), tmp_path)
    assert written.removed == 2
    assert published(tmp_path) == {"index": "home", "papers/eve/index": "eve"}
    assert not (tmp_path / "papers/adam").exists()


def test_a_file_that_sitegen_did_not_put_there_stays(tmp_path):
    publishing.write(site(old__index="old"), tmp_path)
    (tmp_path / "old/CNAME").write_text("mine")
    publishing.write(site(new="new"), tmp_path)
    assert published(tmp_path) == {"new": "new", "old/CNAME": "mine"}


@pytest.mark.parametrize("place", ["new", "folder/new", "new/CNAME", "folder", "new/deep/CNAME"])
def test_a_file_that_sitegen_did_not_put_there_is_never_overwritten(tmp_path, place):
    publishing.write(site(old="old"), tmp_path)
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("mine")
    written = publishing.write(site(old="newer", new="new", folder__new="new"), tmp_path)
    assert f"{tmp_path / place}: error: is not sitegen's" in messages(written)
    assert published(tmp_path) == {"old": "old", place: "mine"}


def test_a_damaged_a_missing_and_a_replaced_file_are_healed(tmp_path):
    wanted = site(a="same", b="gone", c="link", d="kept")
    publishing.write(wanted, tmp_path)
    (tmp_path / "a").write_text("SAME")
    (tmp_path / "b").unlink()
    (tmp_path / "c").unlink()
    (tmp_path / "c").symlink_to("d")
    assert publishing.write(wanted, tmp_path).written == 3
    assert published(tmp_path) == {"a": "same", "b": "gone", "c": "link", "d": "kept"}
    assert not (tmp_path / "c").is_symlink()


def test_a_pipe_in_place_of_a_file_is_replaced_without_waiting(tmp_path):
    publishing.write(site(a=""), tmp_path)
    (tmp_path / "a").unlink()
    os.mkfifo(tmp_path / "a")
    assert publishing.write(site(a=""), tmp_path).written == 1
    assert published(tmp_path) == {"a": ""}


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path):
    publishing.write(site(a="file", b__index="folder"), tmp_path)
    publishing.write(site(a__index="folder", b="file"), tmp_path)
    assert published(tmp_path) == {"a/index": "folder", "b": "file"}


def test_a_path_that_changes_only_its_case_is_written_anew(tmp_path):
    publishing.write(site(About="same"), tmp_path)
    assert publishing.write(site(about="same"), tmp_path).written == 1
    assert published(tmp_path) == {"about": "same"}


def test_modes_do_not_depend_on_the_umask(tmp_path):
    script = """
        import os, sys
        from pathlib import Path
        from sitegen import publishing
        os.umask(int(sys.argv[2], 8))
        publishing.write([publishing.File("a/b/c.html", b"c")], Path(sys.argv[1]))
    """
    for umask in ("000", "077", "777"):
        run(script, tmp_path / umask / "public", umask)
        output = tmp_path / umask / "public"
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [output, *output.rglob("*")]}
        assert modes == {"public": 0o755, "a": 0o755, "b": 0o755, "c.html": 0o644, MANIFEST: 0o644}


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    publishing.write(site(a="1", b="2", c__d="3"), one)
    publishing.write(site(z="gone", b="old"), two)
    publishing.write(site(c__d="3", b="2", a="1"), two)
    assert (one / MANIFEST).read_bytes() == (two / MANIFEST).read_bytes()
    assert published(one) == published(two)


# What is refused


UNSAFE = ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", ".", "./a", "a\\b", "C:x", "a\0b", "a\nb", "a?b", "a ", "a./b"]
UNSAFE += ["con", "a/NUL.txt", "com1.html", "x" * 256, "é" * 128, "\ud800", MANIFEST, ".sitegen.staging/0", ".SITEGEN.json"]


@pytest.mark.parametrize("path", UNSAFE, ids=ascii)
def test_a_path_that_is_not_safe_everywhere_is_an_error_and_nothing_is_written(tmp_path, path):
    publishing.write(site(a="old"), tmp_path / "public")
    found = publishing.write([*site(a="new"), File(path, b"evil")], tmp_path / "public")
    assert repr(path) in messages(found)
    assert published(tmp_path) == {"public/.sitegen.json": (tmp_path / "public" / MANIFEST).read_text(), "public/a": "old"}


@pytest.mark.parametrize(
    "path", ["a", "papers/adam/index.html", ".nojekyll", "日本/😀.html", "é" * 127, "%2e%2e", "-rf", "console"]
)
def test_a_path_that_is_safe_everywhere_is_written(tmp_path, path):
    publishing.write([File(path, b"x")], tmp_path)
    assert (tmp_path / path).read_bytes() == b"x"


@pytest.mark.parametrize(
    ("one", "two"),
    [("a/b", "a/b"), ("a/Paper", "a/paper"), ("caf\u00e9", "cafe\u0301"), ("stra\u00dfe", "STRASSE"), ("A/x", "a/X")],
    ids=ascii,
)
def test_two_files_at_one_path_are_an_error_that_names_both(tmp_path, one, two):
    found = messages(publishing.write([File(one, b"1"), File("other", b"2"), File(two, b"3")], tmp_path / "public"))
    assert f"{one} and {two}" in found
    assert published(tmp_path) == {}


def test_a_file_where_a_folder_is_wanted_is_an_error(tmp_path):
    found = messages(publishing.write([File("feed.xml", b"1"), File("Feed.XML/index.html", b"2")], tmp_path / "public"))
    assert "feed.xml is wanted as a file and as a folder" in found
    assert published(tmp_path) == {}


def test_all_wrong_paths_are_reported_at_once(tmp_path):
    found = publishing.write([File("a", b""), File("A", b""), File("../x", b""), File("a/b", b"")], tmp_path / "public")
    assert len(found.problems) == 3


def refused(output: Path, *sources: Path) -> str:
    """What is said of an output folder, nothing being asked of the files and nothing changed on the disk."""

    def unread():
        raise AssertionError("files were asked for")
        yield

    return messages(publishing.write(unread(), output, sources))


def test_the_root_and_the_home_folder_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home/me"))
    (tmp_path / "home/me").mkdir(parents=True)
    for output in (Path("/"), tmp_path / "home/me", tmp_path / "home"):
        assert "home folder or holds it" in refused(output)


def test_a_repository_is_refused(tmp_path):
    (tmp_path / ".git").mkdir()
    assert "is a repository" in refused(tmp_path)


@pytest.mark.parametrize("output", ["content", ".", "content/public", "themes/mine", "content/../content"])
def test_the_folders_that_the_site_is_made_from_are_refused(tmp_path, output):
    (tmp_path / "content").mkdir()
    assert "would mix with the files of" in refused(tmp_path / output, tmp_path / "content", tmp_path / "themes")


def test_a_folder_with_files_that_sitegen_did_not_make_is_refused(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    assert "has files that sitegen did not make" in refused(tmp_path)
    assert published(tmp_path) == {"thesis.tex": "years of work"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "public").write_text("")
    assert "is not a folder" in refused(tmp_path / "public")


def test_a_link_that_leads_elsewhere_is_refused(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site/public").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site/dangling").symlink_to(tmp_path / "nowhere")
    assert "is a link to" in refused(tmp_path / "site/public")
    assert "is a link to" in refused(tmp_path / "site/dangling")


def test_a_linked_folder_in_the_output_is_an_error(tmp_path):
    output, outside = tmp_path / "public", tmp_path / "outside"
    publishing.write(site(papers__a="a", b="old"), output)
    outside.mkdir()
    (output / "papers").rename(tmp_path / "moved")
    (output / "papers").symlink_to(outside)
    for wanted in (site(papers__a="b", b="new"), site(b="new")):
        assert "papers: error: is a link" in messages(publishing.write(wanted, output))
    assert published(outside) == {}
    assert (output / "b").read_text() == "old"


@pytest.mark.parametrize("listed", ['{"../precious":1}', '{"a":1', "[]", '{"a":"1"}'])
def test_a_list_of_files_that_sitegen_did_not_write_removes_nothing(tmp_path, listed):
    (tmp_path / "precious").write_text("p")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / MANIFEST).write_text(listed)
    found = messages(publishing.write(site(a="a"), tmp_path / "public"))
    assert "is not as sitegen wrote it" in found
    assert (tmp_path / "precious").read_text() == "p"


def test_what_the_system_refuses_is_an_error_with_its_reason(tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot be written: not a directory" in messages(publishing.write(site(a="a"), tmp_path / "file/public"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser writes everywhere")
def test_a_read_only_output_stays_as_it_is(tmp_path):
    publishing.write(site(a="old"), tmp_path)
    tmp_path.chmod(0o555)
    assert "cannot be written: permission denied" in messages(publishing.write(site(a="new"), tmp_path))
    tmp_path.chmod(0o755)
    assert published(tmp_path) == {"a": "old"}
    assert publishing.intact(tmp_path)


# Faults on the way


def test_a_second_write_to_the_same_folder_is_told_at_once_and_the_first_goes_on(tmp_path):
    def wanted():
        yield from site(a="first")
        second = publishing.write(site(a="second"), tmp_path)
        assert f"another sitegen (process {os.getpid()}) is at work here" in messages(second)

    assert publishing.write(wanted(), tmp_path).problems == ()
    assert published(tmp_path) == {"a": "first"}


def test_a_fault_while_files_are_made_leaves_the_old_site(tmp_path):
    publishing.write(site(a="old", b="old"), tmp_path)

    def wanted():
        yield from site(a="new")
        raise Refused(publishing.error(publishing.Span("theme"), "is broken"))

    assert "theme: error: is broken" in messages(publishing.write(wanted(), tmp_path))
    assert published(tmp_path) == {"a": "old", "b": "old"}
    assert publishing.intact(tmp_path)


def test_a_full_disk_leaves_the_old_site_and_nothing_else(tmp_path):
    publishing.write(site(a="old", b="old"), tmp_path)
    script = """
        import resource, sys
        from pathlib import Path
        from sitegen import publishing
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        wanted = [publishing.File("a", b"new"), publishing.File("b", b"new" * 1000)]
        print(*publishing.write(wanted, Path(sys.argv[1])).problems)
    """
    assert "cannot be written: file too large" in run(script, tmp_path).stdout
    assert published(tmp_path) == {"a": "old", "b": "old"}
    assert publishing.intact(tmp_path)


def killed_while_writing(wanted: list[File], output: Path, moment: int) -> bool:
    """Write in another process that is killed before its `moment`th change on the disk; False where it ends before that."""

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal moment
        if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "open"):
            moment -= str(output) in str(arguments[0])
            if moment == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        sys.addaudithook(count)
        publishing.write(wanted, output)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_kill_at_any_moment_leaves_each_file_old_or_new_and_the_next_build_heals(tmp_path):
    # Of one size, so that sizes do not give away what was cut short; A goes, E comes, and neither is in the next build.
    old, new, following = (
        [File(f"{name}/index.html", letter * 3000) for name, letter in zip(names, letters, strict=True)]
        for names, letters in (
            ("ABCD", (b"a", b"b", b"c", b"d")),
            ("BCDE", (b"B", b"C", b"D", b"E")),
            ("CDF", (b"1", b"2", b"3")),
        )
    )
    moment, killed = 1, True
    while killed:
        output = tmp_path / str(moment)
        publishing.write(old, output)
        killed = killed_while_writing(new, output, moment)
        found = {File(path.relative_to(output).as_posix(), path.read_bytes()) for path in output.rglob("index.html")}
        assert found <= {*old, *new}
        assert not publishing.intact(output) or found in ({*old}, {*new})
        assert publishing.write(following, output).problems == ()
        assert published(output) == {file.path: file.content.decode() for file in following}
        assert publishing.intact(output)
        moment += 1
    assert moment > 20


def test_a_kill_in_the_first_build_does_not_block_the_next(tmp_path):
    moment, killed = 1, True
    while killed:
        output = tmp_path / str(moment)
        killed = killed_while_writing(site(b="b", c__d="d"), output, moment)
        assert publishing.write(site(a="a"), output).problems == ()
        assert published(output) == {"a": "a"}
        moment += 1
    assert moment > 10


# Whether the published files stand


@pytest.mark.parametrize(
    "harm",
    [
        lambda output: (output / "a").unlink(),
        lambda output: (output / "a").write_text("longer"),
        lambda output: os.utime(output / "a", ns=(0, publishing.version(output) + 1)),
        lambda output: ((output / "a").write_text("longer"), os.utime(output / "a", ns=(0, 0))),
        lambda output: (output / ".sitegen.staging").mkdir(),
        lambda output: (output / MANIFEST).unlink(),
        lambda output: (output / MANIFEST).write_text("{"),
    ],
)
def test_published_files_are_intact_until_one_changes(tmp_path, harm):
    assert not publishing.intact(tmp_path)
    publishing.write(site(a="a", b__c="c"), tmp_path)
    assert publishing.intact(tmp_path)
    harm(tmp_path)
    assert not publishing.intact(tmp_path)


def test_a_list_older_than_its_files_becomes_intact_again_with_the_next_write(tmp_path):
    publishing.write(site(a="a"), tmp_path)
    os.utime(tmp_path / MANIFEST, ns=(0, 0))
    assert not publishing.intact(tmp_path)
    publishing.write(site(a="a"), tmp_path)
    assert publishing.intact(tmp_path)


def test_the_version_changes_when_a_file_changes_even_to_the_same_size(tmp_path):
    assert publishing.version(tmp_path) == 0
    publishing.write(site(a="one"), tmp_path)
    os.utime(tmp_path / MANIFEST, ns=(0, 1))
    first = publishing.version(tmp_path)
    publishing.write(site(a="two"), tmp_path)
    assert publishing.version(tmp_path) != first
