from pathlib import Path

import pytest

from sitegen import bundle


def test_the_default_theme_is_found() -> None:
    assert (bundle.themes() / "default" / "base.html").is_file()


@pytest.mark.parametrize("name", ["content/topics.yaml", ".github/workflows/publish.yml"])
def test_what_the_project_uses_itself_is_found_for_a_new_site(name: str) -> None:
    assert bundle.starter(name).is_file()


def test_a_copy_beside_the_modules_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("themes", "sitegen/themes"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(bundle, "PACKAGE", tmp_path / "sitegen")
    assert bundle.themes() == tmp_path / "sitegen" / "themes"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="lacks its content/nothing"):
        bundle.starter("content/nothing")
