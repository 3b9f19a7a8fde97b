"""Pictures of a built site, to be looked at: every kind of page at three widths, light and dark, and as it is printed.

python -m tests.screenshots public screenshots              one page of every kind
python -m tests.screenshots public screenshots map/ ""      these pages only
"""

import sys
from base64 import b64decode
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chromium import Page, browse, program
from tests.judges.outside import pages, redirects, served

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")


def main(built: Path, folder: Path, wanted: list[str]) -> None:
    """Write a picture of each page, width and scheme into a folder, and a PDF of each page."""
    found = [page.parent.relative_to(built).as_posix() for page in pages(built) if not redirects(page)]
    folder.mkdir(parents=True, exist_ok=True)
    chromium = program()
    assert chromium, "no Chromium on this machine (install one, or let SITEGEN_CHROMIUM name it)"
    profile = TemporaryDirectory(ignore_cleanup_errors=True)
    with profile as place, browse(chromium, Path(place)) as window, served(built) as root:
        for address in wanted or [f"{page}/".removeprefix("./") for page in found]:
            name = address.strip("/").replace("/", "-")[:60] or "home"
            for width, scheme in product(WIDTHS, SCHEMES):
                (folder / f"{name}-{width}-{scheme}.png").write_bytes(picture(window, root + address, width, scheme))
            (folder / f"{name}.pdf").write_bytes(b64decode(window.call("Page.printToPDF", preferCSSPageSize=True)["data"]))


def picture(window: Page, url: str, width: int, scheme: str) -> bytes:
    """A PNG of the whole page."""
    window.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    window.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
    window.open(url)
    window.evaluate("document.querySelectorAll('.line').forEach(line => line.style.contentVisibility = 'visible')")
    window.evaluate("new Promise(resolve => setTimeout(resolve, 500))")  # what a script has to fetch comes a moment later
    return b64decode(window.call("Page.captureScreenshot", captureBeyondViewport=True)["data"])


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), sys.argv[3:])
