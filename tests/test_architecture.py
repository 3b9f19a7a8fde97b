"""Imports go down only, floor by floor as in docs/architecture.md, into a wing through its door alone, and none in a circle."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

FLOORS = (
    {"sitegen", "problems", "bundle"},
    {"records", "categories", "files", "origin", "processes"},
    {"publishing"},
    {"text"},
    {"dumps", "store", "merge"},
    {"site", "readings", "photos"},
    {"outputs"},
    {"pages"},
    {"parsing"},
    {"pipeline"},
    {"intake", "serve", "explain"},
    {"cli"},
    {"__main__"},
)
HEIGHT = {unit: height for height, floor in enumerate(FLOORS) for unit in floor}
WINGS = ("text", "dumps", "store", "merge", "site", "outputs", "pages")
LAZY = {"cli", "__main__"}  # they import what a command needs inside that command
HEAVY = {
    "PIL",
    "anyascii",
    "babel",
    "bibtexparser",
    "bs4",
    "filelock",
    "jinja2",
    "latex2mathml",
    "livereload",
    "markdown_it",
    "numpy",
    "squarify",
    "tornado",
    "yaml",
}

Sources = Mapping[str, str]
"""The source of each module by its name below the package ("text.names", "text" for a wing's door)."""


@pytest.fixture(scope="session")
def sources(project: Path) -> Sources:
    """Every module of the project."""
    root = project / "sitegen"
    names = {path: ".".join(path.relative_to(root).with_suffix("").parts) for path in sorted(root.rglob("*.py"))}
    return {name.removesuffix(".__init__").replace("__init__", "sitegen"): path.read_text() for path, name in names.items()}


def unit(module: str) -> str:
    """The wing, or the module at the top, that a module is or lies in."""
    return module.partition(".")[0]


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name below the package of everything that is imported from the project, wherever the import hides."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for package, _, name in (name.partition(".") for name in names):
            if package == "sitegen":
                yield node.lineno, name if unit(name) in HEIGHT else package


def climbs(module: str, source: str) -> list[str]:
    """What in a module's source imports from its own floor or from above it, its own wing aside."""
    others = ((line, name) for line, name in imports(ast.parse(source)) if unit(name) != unit(module))
    return [f"{module}:{line}: {name}" for line, name in others if HEIGHT[unit(name)] >= HEIGHT[unit(module)]]


def intrusions(module: str, source: str, doors: Mapping[str, set[str]]) -> list[str]:
    """What in a module's source reaches past the door of another wing: what that wing's `__all__` does not hand on."""
    others = ((line, name) for line, name in imports(ast.parse(source)) if unit(name) != unit(module))
    found = ((line, name, name.split(".")[1:2]) for line, name in others if unit(name) in doors)
    return [f"{module}:{line}: {name}" for line, name, what in found if what and what[0] not in doors[unit(name)]]


def handed_on(source: str) -> set[str]:
    """The names in a door's `__all__`."""
    values = (node.value for node in ast.parse(source).body if isinstance(node, ast.Assign))
    return {name for value in values if isinstance(value, ast.List) for name in ast.literal_eval(value)}


def circle(sources: Sources) -> list[str]:
    """Modules that import each other in a circle, through whatever others; none where there is no circle."""
    graph = {}
    for module, source in sources.items():
        reached = {name if name in sources else name.rpartition(".")[0] for _, name in imports(ast.parse(source))}
        graph[module] = (reached & sources.keys()) - {module}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as fault:
        return list(fault.args[1])
    return []


def hidden(source: str) -> list[int]:
    """The lines of the imports from the project that stand inside a function."""
    nodes = ast.walk(ast.parse(source))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [line for function in functions for line, _ in imports(function)]


def test_every_module_has_a_floor(sources: Sources) -> None:
    assert {unit(module) for module in sources} - HEIGHT.keys() == set()


def test_no_import_goes_up_or_aside(sources: Sources) -> None:
    assert [climb for module, source in sources.items() for climb in climbs(module, source)] == []


def test_nobody_reaches_past_the_door_of_a_wing(sources: Sources) -> None:
    doors = {wing: handed_on(sources[wing]) for wing in WINGS}
    assert all(doors.values())
    assert [past for module, source in sources.items() for past in intrusions(module, source, doors)] == []


def test_a_door_says_what_comes_in_goes_out_and_is_hidden(sources: Sources) -> None:
    for wing in WINGS:
        said = ast.get_docstring(ast.parse(sources[wing])) or ""
        assert " in" in said, wing
        assert " out" in said, wing
        assert "Hidden here:" in said, wing


def test_no_modules_import_each_other_in_a_circle(sources: Sources) -> None:
    assert circle(sources) == []


def test_no_import_from_the_project_hides_in_a_function(sources: Sources) -> None:
    assert [f"{name}:{line}" for name, source in sources.items() if name not in LAZY for line in hidden(source)] == []


def test_tests_mirror_the_wings(project: Path) -> None:
    assert [wing for wing in WINGS if not list((project / "tests" / wing).glob("test_*.py"))] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("merge.catalog", "from sitegen.store import load"),
        ("merge", "from sitegen import site"),
        ("records", "import sitegen.text"),
        ("outputs.search", "def late():\n    from sitegen.pages import languages"),
    ],
    ids=["aside", "up", "whole wing", "inside a function"],
)
def test_a_wrong_import_is_seen(module: str, source: str) -> None:
    assert len(climbs(module, source)) == 1


@pytest.mark.parametrize(
    "source", ["from sitegen.text import tex", "from sitegen.text.tex import read", "import sitegen.text.tex"]
)
def test_reaching_past_a_door_is_seen(source: str) -> None:
    assert len(intrusions("site.rights", source, {"text": {"names", "plain"}})) == 1


def test_a_circle_is_seen() -> None:
    wing = {"text.tex": "from sitegen.text import mathml", "text.mathml": "from sitegen.text.tex import read", "text": ""}
    assert {"text.tex", "text.mathml"} <= set(circle(wing))


def test_imports_down_and_inside_a_wing_are_allowed() -> None:
    source = "from sitegen.dumps.source import Line\nfrom sitegen import __version__, text\nfrom sitegen.text.names import fold"
    assert climbs("dumps.reader", source) == []
    assert intrusions("dumps.reader", source, {"text": {"names"}, "dumps": {"read"}}) == []


def test_the_command_line_starts_without_a_heavy_import() -> None:
    program = "import sys, sitegen.cli; print(*(name.partition('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    assert HEAVY & set(loaded) == set()
