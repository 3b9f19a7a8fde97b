"""The oldest version of each requirement that pyproject.toml allows, as constraints for pip: `python -m tests.oldest`."""

import tomllib
from pathlib import Path


def oldest(pyproject: str) -> list[str]:
    """A line `name==version` for each requirement, of the project and of its extras, from its lower bound `name>=version`."""
    project = tomllib.loads(pyproject)["project"]
    extras = project["optional-dependencies"].values()
    return [one.replace(">=", "==") for one in sum(extras, project["dependencies"])]


if __name__ == "__main__":
    print("\n".join(oldest((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))))
