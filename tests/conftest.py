"""What several test modules share: the project's folder, its sample site, built once a run, and a browser to look at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import chromium
from tests.judges.outside import served

# The same examples in every run, and no limit of time: that the machine is busy is no fault of the project.
settings.register_profile(
    "sitegen", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("sitegen")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "judges: asks a program that nobody of this project wrote")
    os.environ.pop("GITHUB_ACTIONS", None)  # what the command line prints is the same wherever the tests run


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def site_url() -> str:
    """The address that the sample site is built for."""
    return "https://example.org/some-repository"


@pytest.fixture(scope="session")
def built_site(project: Path, site_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample site, built from a copy of its content; or the built site that SITEGEN_BUILT names."""
    if built := os.environ.get("SITEGEN_BUILT"):
        return Path(built).resolve()
    site = tmp_path_factory.mktemp("sample")
    shutil.copytree(project / "content", site / "content")
    command = [sys.executable, "-m", "sitegen", "build", "--site", site, "--output", site / "public", "--url", site_url]
    subprocess.run(command, check=True)
    return site / "public"


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    program = chromium.program()
    if not program:
        pytest.skip("no Chromium on this machine (install one, or let SITEGEN_CHROMIUM name it)")
    with chromium.browse(program, tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("web")
    with served(folder) as address:
        yield folder, address


@pytest.fixture(scope="session")
def root(web: tuple[Path, str], built_site: Path) -> str:
    """The address of the sample site, below that of its server, as on GitHub Pages."""
    folder, url = web
    (folder / "some-repository").symlink_to(built_site)
    return f"{url}some-repository/"


@pytest.fixture
def page(browser: chromium.Page, web: tuple[Path, str]) -> Iterator[chromium.Page]:
    """The browser's page; at the end of the test nothing was complained of and nobody else was asked for anything."""
    browser.events.clear()
    yield browser
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.startswith((web[1], "about:", "data:"))] == []
