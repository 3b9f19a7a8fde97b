"""Every kind of page in a real browser: axe-core (https://github.com/dequelabs/axe-core), no error, no request elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import Page, browse, program
from tests.judges.outside import absent, node_module, nothing, pages, redirects, served

MODES = {"light": ("light", 1280), "dark": ("dark", 1280), "narrow": ("light", 320)}
VIOLATIONS = """axe.run().then(found => found.violations.map(
    broken => `${broken.id}: ${broken.help}: ${broken.nodes.map(node => node.target).join(", ")}`))"""
WIDER = "document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []"
PLANTED = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Planted</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>@media (prefers-color-scheme: dark) { p { color: #222; background: #000; } }</style></head>
<body><main><h1>Planted</h1><p>dark</p><img src="https://example.org/x.png"><p style="width: 900px">wide</p></main></body>
</html>
"""


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Page]:
    """An empty page in a browser of its own."""
    with browse(program() or absent("chromium"), tmp_path / "profile") as page:
        yield page


def show(page: Page, mode: str) -> None:
    """Make the window as wide and as dark as a mode says."""
    scheme, width = MODES[mode]
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)


def faults(page: Page, address: str, origin: str) -> list[str]:
    """What is wrong with the page at an address, as the window shows it now.

    axe is handed over by the debugger protocol since the page's own security policy keeps out every foreign script.
    """
    page.open(address)
    page.evaluate(node_module("axe-core/axe.min.js").read_text("utf-8") + "; null")
    elsewhere = [f"asks for {url}" for url in page.requests() if not url.startswith((origin, "data:"))]
    found = [*page.evaluate(VIOLATIONS), *page.evaluate(WIDER), *page.complaints(), *elsewhere]
    return [f"{address}: {fault}" for fault in found]


@pytest.mark.parametrize("mode", MODES)
def test_axe_and_the_console_find_nothing(mode: str, built_site: Path, address: str, window: Page) -> None:
    show(window, mode)
    shown = [page.relative_to(built_site).as_posix() for page in pages(built_site) if not redirects(page)]
    nothing(fault for name in shown for fault in faults(window, f"{address}{name}", address))


@pytest.mark.parametrize(("mode", "own"), [("light", set()), ("dark", {"color-contrast"}), ("narrow", {"wider"})])
def test_planted_faults_are_seen_in_their_modes(mode: str, own: set[str], tmp_path: Path, window: Page) -> None:
    (tmp_path / "index.html").write_text(PLANTED)
    show(window, mode)
    with served(tmp_path) as root:
        found = " ".join(faults(window, root, root))
    planted = {"image-alt", "Content Security Policy", "asks for https://example.org", "color-contrast", "wider"}
    assert planted - {"color-contrast", "wider"} | own == {fault for fault in planted if fault in found}
