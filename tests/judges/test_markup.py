"""HTML, CSS, SVG and MathML, as the Nu HTML checker (https://validator.github.io/validator/) and html-validate see them."""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.judges.outside import ask, files, node_module, nothing, pages, program, served

NU = ("--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg")
PLANTED = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Planted</title></head>
<body><main><h1 align="center">Planted</h1><p id="twice">One<p id="twice">Two <input type="text"></main></body>
</html>
"""


def nu(sources: Iterable[str | Path]) -> list[str]:
    """What the Nu HTML checker says, warnings too, of pages by address, and of style sheets and drawings by path.

    Pages are not given by path because 'self' in a page's security policy means nothing to the checker there.
    """
    java = [program("java"), "-Dnu.validator.servlet.allow-forbidden-hosts=true"]
    answer = json.loads(ask([*java, "-jar", node_module("vnu-jar/build/dist/vnu.jar"), *NU, *sources]).stdout)
    return [f"{said['url']}:{said.get('lastLine')}: {said['message']}" for said in answer["messages"]]


def html_validate(paths: Iterable[Path]) -> list[str]:
    """What html-validate says of these pages."""
    script, config = node_module("html-validate/bin/html-validate.mjs"), Path(__file__).with_name("html-validate.json")
    answer = json.loads(ask([program("node"), script, "--config", config, "--formatter", "json", *paths]).stdout)
    return [f"{page['filePath']}:{said['line']}: {said['message']}" for page in answer for said in page["messages"]]


def test_nu_finds_nothing_in_pages_styles_and_drawings(built_site: Path, address: str) -> None:
    shown = [f"{address}{page.relative_to(built_site).as_posix()}" for page in pages(built_site)]
    nothing(nu([*shown, *files(built_site, "*.css"), *files(built_site, "*.svg")]))


def test_nu_sees_planted_faults(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PLANTED)
    style, drawing = tmp_path / "site.css", tmp_path / "mark.svg"
    style.write_text("a { colour: red; }")
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect colour="red"/></svg>')
    with served(tmp_path) as root:
        found = nu([root, style, drawing])
    expected = (("", "align"), ("", "Duplicate ID"), ("site.css", "colour"), ("mark.svg", "colour"))
    assert [fault for fault in expected if not any(fault[0] in line and fault[1] in line for line in found)] == []


def test_html_validate_finds_nothing_in_pages(built_site: Path) -> None:
    nothing(html_validate(pages(built_site)))


def test_html_validate_sees_a_planted_fault(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(PLANTED)
    assert any("<label>" in line for line in html_validate([page]))
