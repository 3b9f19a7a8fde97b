"""What several test modules share: the project's folder, and its sample site, built once a run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


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
