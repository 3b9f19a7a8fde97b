"""The oldest version of each package that pyproject.toml allows, as constraints for pip: `python -m tests.oldest`."""

import tomllib
from pathlib import Path


def oldest(pyproject: str) -> list[str]:
    """A line `name==version` for each requirement `name>=version` of the build, of the project and of its extras."""
    settings = tomllib.loads(pyproject)
    project = settings["project"]
    listed = [settings["build-system"]["requires"], project["dependencies"], *project["optional-dependencies"].values()]
    return [requirement.replace(">=", "==") for some in listed for requirement in some]


if __name__ == "__main__":
    print("\n".join(oldest((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))))
