"""Files of one's own on the site: where they go, and what is said of links that lead nowhere."""

import pytest

from sitegen import intake, pipeline


@pytest.fixture
def folder(tmp_path):
    intake.start(tmp_path)
    (tmp_path / "content" / "edits").mkdir()
    (tmp_path / "content" / "files" / "talks").mkdir(parents=True)
    (tmp_path / "content" / "files" / "talks" / "my talk.pdf").write_bytes(b"a talk")
    return tmp_path


def page(folder, *lines):
    (folder / "content" / "pages" / "cv.md").write_text("\n".join(("---", "title: CV", "---", *lines, "")))


def edit(folder, line):
    text = f"papers:\n  a-worked-example-of-everything-that-a-site:\n    {line}\n"
    (folder / "content" / "edits" / "a.yaml").write_text(text)


def said(folder):
    """The warnings of a build, as `path:line: message`."""
    built = pipeline.build(folder, folder / "public")
    return [str(problem).split("\n", maxsplit=1)[0] for problem in built.problems if problem.level.name == "WARNING"]


def test_all_below_files_is_on_the_site_as_it_is(folder):
    assert said(folder) == []
    assert (folder / "public" / "files" / "talks" / "my talk.pdf").read_bytes() == b"a talk"


def test_a_file_beside_a_page_goes_where_the_page_leads_to_it(folder):
    (folder / "content" / "pages" / "me.jpg").write_bytes(b"a photo")
    page(folder, "![me](me.jpg) [talk](../files/talks/my%20talk.pdf) [all](/papers/) [top](#top) [feed](../feed.xml)")
    assert said(folder) == []
    assert (folder / "public" / "cv" / "me.jpg").read_bytes() == b"a photo"


def test_a_link_that_leads_nowhere_is_named_by_its_line(folder):
    page(folder, "One line", "", "and [a paper](../papers/nope/)", "and ![me](me.jpg) below it")
    assert said(folder) == [
        'content/pages/cv.md:6: warning: "../papers/nope/" leads to no page and no file of the site',
        'content/pages/cv.md:7: warning: "me.jpg" leads to no page and no file of the site',
    ]


def test_a_file_that_no_page_leads_to_is_named(folder):
    (folder / "content" / "pages" / "old.pdf").write_bytes(b"")
    assert said(folder) == ["content/pages/old.pdf: warning: is not read: files here end in .md, or a page leads to them"]


@pytest.mark.parametrize("line", ["pdf: files/talks/my talk.pdf", "pdf: /files/talks/my%20talk.pdf"])
def test_an_edit_may_give_a_file_of_the_site(folder, line):
    edit(folder, line)
    assert said(folder) == []


def test_an_edit_that_gives_a_file_that_is_not_there_is_named_by_its_line(folder):
    edit(folder, "pdf: files/a.pdf")
    assert said(folder) == ["content/edits/a.yaml:3: warning: there is no file content/files/a.pdf"]


def test_a_file_that_leads_outside_the_site_is_no_file_of_it(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("other") / "secret.txt"
    secret.write_text("secret")
    (folder / "content" / "files" / "a.txt").symlink_to(secret)
    built = pipeline.build(folder, folder / "public")
    assert [problem.message for problem in built.problems if problem.level.name == "ERROR"] == ["leads outside the site"]
    assert not (folder / "public").exists()
