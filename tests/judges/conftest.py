"""The site as the judges see it: mounted at /some-repository/, the way GitHub Pages shows a project's site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.judges.outside import served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.judges)


@pytest.fixture(scope="session")
def mounted(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the built site stands as some-repository."""
    root = tmp_path_factory.mktemp("mount")
    (root / "some-repository").symlink_to(built_site, target_is_directory=True)
    return root


@pytest.fixture(scope="session")
def address(mounted: Path) -> Iterator[str]:
    """The address of the built site on a local server, with a slash at its end."""
    with served(mounted) as root:
        yield f"{root}some-repository/"
