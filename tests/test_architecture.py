"""Imports go down only, through the layers of docs/architecture.md, and the command line starts without heavy ones."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = (
    {"sitegen", "problems", "bundle"},
    {"records"},
    {"names", "tex", "mathml", "categories", "files", "charts", "colors", "maps", "terms"},
    {"words", "text", "preview"},
    {"dumps", "merge", "store", "topics", "related", "rights", "citations"},
    {"site"},
    {"directory", "languages", "metadata"},
    {"listings"},
    {"views"},
    {"check", "explain", "render", "search", "feeds", "exports", "sitemap"},
    {"pipeline"},
    {"serve", "intake"},
    {"cli"},
    {"__main__"},
)
HEIGHT = {unit: height for height, layer in enumerate(LAYERS) for unit in layer}
LAZY = {"cli", "__main__"}  # they import what a command needs inside that command
HEAVY = {"PIL", "anyascii", "babel", "bs4", "jinja2", "latex2mathml", "livereload", "markdown_it", "numpy", "tornado", "yaml"}


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and unit ("merge", "dumps", or "sitegen" itself) of every import from the project, wherever it hides."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for package, *rest in (name.split(".") for name in names):
            if package == "sitegen":
                yield node.lineno, rest[0] if rest and rest[0] in HEIGHT else package


def climbs(unit: str, source: str) -> list[str]:
    """What in a unit's source imports from its own layer or from above it."""
    others = ((line, other) for line, other in imports(ast.parse(source)) if other != unit)
    return [f"line {line}: {unit} imports {other}" for line, other in others if HEIGHT[other] >= HEIGHT[unit]]


def hidden(source: str) -> list[int]:
    """The lines of the imports from the project that stand inside a function."""
    nodes = ast.walk(ast.parse(source))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [line for function in functions for line, _ in imports(function)]


def modules(project: Path) -> Iterator[tuple[str, str, str]]:
    """Every module's unit, which is the module itself or the package that it is in, its file name and its source."""
    for path in sorted((project / "sitegen").rglob("*.py")):
        unit = path.relative_to(project / "sitegen").parts[0].removesuffix(".py")
        yield "sitegen" if unit == "__init__" else unit, path.name, path.read_text("utf-8")


def test_every_module_has_a_layer(project: Path) -> None:
    assert {unit for unit, _, _ in modules(project)} - HEIGHT.keys() == set()


def test_no_import_goes_up_or_aside(project: Path) -> None:
    assert [f"{name} {climb}" for unit, name, source in modules(project) for climb in climbs(unit, source)] == []


def test_no_import_from_the_project_hides_in_a_function(project: Path) -> None:
    eager = ((name, source) for unit, name, source in modules(project) if unit not in LAZY)
    assert [f"{name}:{line}" for name, source in eager for line in hidden(source)] == []


@pytest.mark.parametrize(
    ("unit", "source"),
    [
        ("merge", "from sitegen.store import load"),
        ("merge", "from sitegen import site"),
        ("records", "import sitegen.text"),
        ("search", "def late():\n    from sitegen import feeds"),
    ],
    ids=["aside", "up", "whole module", "inside a function"],
)
def test_a_wrong_import_is_seen(unit: str, source: str) -> None:
    assert len(climbs(unit, source)) == 1


def test_imports_down_and_inside_a_package_are_allowed() -> None:
    assert climbs("dumps", "from sitegen.dumps.source import Line\nfrom sitegen import __version__, names\nimport re") == []


def test_the_command_line_starts_without_a_heavy_import() -> None:
    program = "import sys, sitegen.cli; print(*(name.partition('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    assert HEAVY & set(loaded) == set()
