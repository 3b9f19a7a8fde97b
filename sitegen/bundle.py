"""Where the files lie that come with sitegen but are not Python: its themes, and what a new site starts from.

A wheel carries copies beside the modules; a checkout, and an editable install of it, has the originals one folder further up.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def themes() -> Path:
    """The folder that holds a folder for each theme that comes with sitegen."""
    return _first("themes", PACKAGE / "themes", PACKAGE.parent / "themes")


def starter(name: str) -> Path:
    """A file that a new site starts from, by its path in the site (`content/topics.yaml`).

    What the project itself uses as it is (its vocabulary, its publish workflow) lies in a checkout where the project has it.
    """
    return _first(name, PACKAGE / "starter" / name, PACKAGE.parent / name)


def _first(what: str, *folders: Path) -> Path:
    for folder in folders:
        if folder.exists():
            return folder
    raise FileNotFoundError(f"this installation of sitegen lacks its {what}: {', '.join(map(str, folders))}")
