"""The judges cannot be passed by silently: what happens where one is missing, and which pages they see."""

import pytest

from tests.judges.outside import pages, program, redirects


def test_a_missing_judge_is_a_skip_unless_it_is_required(monkeypatch):
    monkeypatch.delenv("SITEGEN_JUDGES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-judge"):
        program("no-such-judge")
    monkeypatch.setenv("SITEGEN_JUDGES", "required")
    with pytest.raises(pytest.fail.Exception, match="no-such-judge"):
        program("no-such-judge")


def test_judges_see_every_kind_of_page_and_all_when_asked(monkeypatch, tmp_path):
    for name in ("index", "404", "papers/index", "people/ann/index", *(f"papers/p{number}/index" for number in range(50))):
        (tmp_path / f"{name}.html").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{name}.html").write_text("<title>A page</title>")
    (tmp_path / "papers" / "p7" / "index.html").write_text('<meta http-equiv="refresh" content="0; url=../p8/">')
    monkeypatch.delenv("SITEGEN_ALL_PAGES", raising=False)
    seen = pages(tmp_path)
    assert {tmp_path / "404.html", tmp_path / "index.html", tmp_path / "people/ann/index.html"} < set(seen)
    assert 6 <= len(seen) <= 16
    assert any(map(redirects, seen))
    monkeypatch.setenv("SITEGEN_ALL_PAGES", "1")
    assert len(pages(tmp_path)) == 54
