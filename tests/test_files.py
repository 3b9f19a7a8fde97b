import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sitegen import files
from sitegen.problems import Refused
from tests.test_publishing import published, run


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "b/c").write_text("cc"),
        lambda folder: os.utime(folder / "b/c", ns=(5, 6)),
        lambda folder: (folder / "b/c").rename(folder / "b/d"),
        lambda folder: (folder / "new").write_text(""),
        lambda folder: (folder / "b/c").unlink(),
        lambda folder: [(folder / "b/c").write_text("x"), os.utime(folder / "b/c", ns=(5, 5))],
    ],
)
def test_the_digest_of_folders_changes_with_their_files(tmp_path, change):
    (tmp_path / "b").mkdir()
    (tmp_path / "b/c").write_text("c")
    os.utime(tmp_path / "b/c", ns=(5, 5))
    before = files.digest(files.stamps([tmp_path]))
    change(tmp_path)
    assert files.digest(files.stamps([tmp_path])) != before


def test_hidden_files_copies_of_editors_and_loops_do_not_change_the_digest(tmp_path):
    (tmp_path / "a").write_text("a")
    before = files.digest(files.stamps([tmp_path]))
    (tmp_path / ".a.swp").write_text("")
    (tmp_path / "a~").write_text("")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to("itself")
    assert files.digest(files.stamps([tmp_path, tmp_path / "missing"])) == before


def test_what_leads_outside_is_reported_and_so_is_what_is_no_file(tmp_path):
    (tmp_path / "elsewhere").write_text("x")
    theme = tmp_path / "site/theme"
    (theme / "static").mkdir(parents=True)
    (theme / "static/fine").symlink_to(theme)
    (theme / "static/.hidden").symlink_to("/")
    assert files.leading_outside(theme, tmp_path / "site") == []
    (theme / "static/file").symlink_to(tmp_path / "elsewhere")
    (theme / "styles").symlink_to(tmp_path)
    (theme / "gone").symlink_to("nothing")
    os.mkfifo(theme / "pipe")
    assert [str(problem).splitlines()[0] for problem in files.leading_outside(theme, tmp_path / "site")] == [
        "theme/gone: error: is not a file that can be read",
        "theme/pipe: error: is not a file that can be read",
        "theme/static/file: error: leads outside the site",
        "theme/styles: error: leads outside the site",
    ]


# A single file


def test_the_sources_of_a_folder_are_listed_in_order_and_a_name_that_is_no_text_is_an_error(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden", "a.txt~"):
        (tmp_path / name).touch()
    assert files.listing(tmp_path, tmp_path) == (["a.txt", "b.txt"], [])
    assert files.listing(tmp_path / "missing", tmp_path) == ([], [])
    (tmp_path / os.fsdecode(b"\xff.txt")).touch()
    names, problems = files.listing(tmp_path, tmp_path)
    assert names == ["a.txt", "b.txt"]
    assert [str(problem).splitlines()[0] for problem in problems] == ["\\xff.txt: error: its name is not UTF-8"]
    names, problems = files.listing(tmp_path / "a.txt", tmp_path)
    assert names == []
    assert [str(problem) for problem in problems] == ["a.txt: error: cannot be read: not a directory"]


def test_a_file_is_put_whole_with_the_folders_above_it(tmp_path):
    for content in (b"one", b"two"):
        files.put(tmp_path / "content/data/a.yaml", content, tmp_path)
        assert (tmp_path / "content/data/a.yaml").read_bytes() == content
    assert published(tmp_path) == {"content/data/a.yaml": "two"}


def test_a_file_that_holds_the_bytes_already_is_not_touched(tmp_path):
    files.put(tmp_path / "a", b"same", tmp_path)
    before = (tmp_path / "a").stat()
    files.put(tmp_path / "a", b"same", tmp_path)
    after = (tmp_path / "a").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_cannot_be_put_is_refused_with_the_reason(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "file").write_text("")
    for path in ("a", "file/b"):
        with pytest.raises(Refused, match=f"{path}: error: cannot be written: (is|not) a directory"):
            files.put(tmp_path / path, b"x", tmp_path)


@pytest.mark.parametrize("act", ["put", "remove", "move to", "move from"])
@pytest.mark.parametrize("place", ["outside/x", "file", "dangling", "../x"])
def test_nothing_is_written_through_a_link_or_outside_of_the_root(tmp_path, act, place):
    root, outside = tmp_path / "site", tmp_path / "elsewhere"
    for folder in (root, outside):
        folder.mkdir()
        (folder / "x").write_text("precious")
    (tmp_path / "x").write_text("precious")
    (root / "outside").symlink_to(outside)
    (root / "file").symlink_to(outside / "x")
    (root / "dangling").symlink_to(outside / "new")
    acts = {
        "put": lambda path: files.put(path, b"new", root),
        "remove": lambda path: files.remove(path, root),
        "move to": lambda path: files.move(root / "x", path, root),
        "move from": lambda path: files.move(path, root / "x", root),
    }
    with pytest.raises(Refused, match="sitegen writes through none"):
        acts[act](root / place)
    assert [path.read_text() for path in (tmp_path / "x", outside / "x", root / "x")] == ["precious"] * 3
    assert sorted(path.name for path in outside.iterdir()) == ["x"]


def test_a_link_inside_the_site_to_a_folder_of_it_is_no_way_out(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    files.put(tmp_path / "link/a", b"a", tmp_path)
    assert (tmp_path / "real/a").read_bytes() == b"a"


@pytest.mark.parametrize("across", [False, True], ids=["same disk", "another disk"])
def test_what_is_being_put_is_never_seen_half_and_a_kill_leaves_nothing_in_the_folder(tmp_path, across):
    script = """
        import errno, os, signal, sys
        from pathlib import Path
        from sitegen import files
        replace = os.replace

        def killed(fresh, path):
            if sys.argv[2] == "True" and ".sitegen" in str(fresh):
                raise OSError(errno.EXDEV, "another disk")
            if Path(fresh).name.startswith(("new-", ".a.")):
                os.kill(os.getpid(), signal.SIGKILL)
            replace(fresh, path)

        os.replace = killed
        with files.lock(Path(sys.argv[1])):
            files.put(Path(sys.argv[1], "data/a"), b"new", Path(sys.argv[1]))
    """
    files.put(tmp_path / "data/a", b"old", tmp_path)
    assert run(script, tmp_path, across).returncode == -signal.SIGKILL
    assert (tmp_path / "data/a").read_bytes() == b"old"
    left = [path.name for path in (tmp_path / "data").iterdir() if path.name != "a"]
    assert len(left) == across, "only where the site lies on two disks"
    assert files.listing(tmp_path / "data", tmp_path) == (["a"], [])
    with files.lock(tmp_path):
        assert {path.name for path in (tmp_path / ".sitegen").iterdir()} == {"lock", "holder"}


def test_a_file_anywhere_is_saved_whole_and_clears_what_a_killed_save_of_it_left(tmp_path):
    (tmp_path / ".x.json.123").write_text("half")
    (tmp_path / ".x.jsonl.123").write_text("another's")
    files.save(tmp_path / "x.json", b"whole")
    assert published(tmp_path) == {"x.json": "whole", ".x.jsonl.123": "another's"}


@pytest.mark.parametrize(
    ("path", "why"), [("/", "is a folder"), (".", "is a folder"), ("", "is a folder"), ("no/x", "no such")]
)
def test_what_cannot_be_saved_is_refused(path, why, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match=why):
        files.save(Path(path), b"x")


# Reading


def test_a_file_below_the_root_is_read_also_through_a_link_inside(tmp_path):
    (tmp_path / "real").write_bytes(b"\0bytes")
    (tmp_path / "link").symlink_to("real")
    assert files.read_bytes(tmp_path / "real", tmp_path) == files.read_bytes(tmp_path / "link", tmp_path) == b"\0bytes"


def unreadable(path: Path, root: Path) -> str:
    with pytest.raises(Refused) as caught:
        files.read_bytes(path, root)
    assert caught.value.problem.level == files.error(files.Span(""), "").level
    return str(caught.value)


def test_what_is_not_a_file_below_the_root_is_refused(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "root-beside").write_text("secret")
    (root / "out").symlink_to(tmp_path / "root-beside")
    (root / "up").symlink_to("..")
    (root / "device").symlink_to("/dev/zero")
    (root / "loop").symlink_to("loop")
    (root / "folder").mkdir()
    os.mkfifo(root / "pipe")
    assert unreadable(root / "out", root) == (
        "out: error: leads outside its folder\n    put the file itself there in place of the link"
    )
    assert "leads outside" in unreadable(root / "up/root-beside", root)
    assert "leads outside" in unreadable(root / "device", root)
    assert "leads outside" in unreadable(root / "../root-beside", root)
    assert "loop: error: cannot be read" in unreadable(root / "loop", root)
    assert "is not a file" in unreadable(root / "folder", root)
    assert "is not a file" in unreadable(root / "pipe", root)
    assert "missing: error: cannot be read: no such file" in unreadable(root / "missing", root)


def test_a_device_is_refused_even_where_the_root_holds_it():
    assert "is not a file" in unreadable(Path("/dev/zero"), Path("/"))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_a_file_without_permission_is_refused(tmp_path):
    (tmp_path / "a").touch(mode=0o000)
    assert "a: error: cannot be read: permission denied" in unreadable(tmp_path / "a", tmp_path)


# The lock

HOLD = """
    import sys, time
    from pathlib import Path
    from sitegen import files
    with files.lock(Path(sys.argv[1])):
        print("held", flush=True)
        time.sleep(60)
"""


def test_a_second_process_is_told_who_holds_the_lock_and_a_dead_one_frees_it(tmp_path):
    command = [sys.executable, "-c", textwrap.dedent(HOLD), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Refused, match=f"another sitegen .process {other.pid}. is at work here"), files.lock(tmp_path):
            pass
        other.kill()
    assert list((tmp_path / ".sitegen").iterdir()) != []
    with files.lock(tmp_path):
        pass
    assert list((tmp_path / ".sitegen").iterdir()) == []


def test_the_lock_is_freed_by_an_exception_and_can_be_taken_again(tmp_path):
    with pytest.raises(ZeroDivisionError), files.lock(tmp_path):
        raise ZeroDivisionError
    with files.lock(tmp_path), pytest.raises(Refused), files.lock(tmp_path):
        pass


def test_a_lock_is_waited_for(tmp_path):
    command = [sys.executable, "-c", textwrap.dedent(HOLD).replace("sleep(60)", "sleep(0.3)"), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with files.lock(tmp_path, patience=30):
            assert other.wait(30) == 0


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_a_link_in_place_of_the_folder_of_the_lock_is_refused(tmp_path, target):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.sitegen").symlink_to(tmp_path / target)
    with pytest.raises(Refused, match="is a link"), files.lock(tmp_path / "site"):
        pass
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_lock_of_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be locked: no such file"), files.lock(tmp_path / "missing"):
        pass


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path):
    (tmp_path / "precious").write_text("precious")
    (tmp_path / ".sitegen").mkdir()
    (tmp_path / ".sitegen/lock").symlink_to("../precious")
    with pytest.raises(Refused, match="cannot be locked"), files.lock(tmp_path):
        pass
    (tmp_path / ".sitegen/lock").unlink()
    (tmp_path / ".sitegen/holder").symlink_to("../precious")
    with files.lock(tmp_path):
        pass
    assert (tmp_path / "precious").read_text() == "precious"


def test_a_lock_that_is_freed_while_another_is_about_to_take_it_is_held_by_one_alone(tmp_path):
    script = """
        import sys
        from contextlib import ExitStack
        from pathlib import Path
        from sitegen import files

        def free(event, arguments):
            if event == "fcntl.flock":
                first.close()

        first = ExitStack()
        first.enter_context(files.lock(Path(sys.argv[1])))
        sys.addaudithook(free)
        with files.lock(Path(sys.argv[1]), patience=5):
            try:
                with files.lock(Path(sys.argv[1])):
                    print("held by two")
            except files.Refused:
                print("held by one")
    """
    assert run(script, tmp_path).stdout == "held by one\n"
