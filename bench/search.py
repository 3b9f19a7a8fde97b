"""Times the search page of a made-up site in Chromium: from each key to the results it brings, and what a query fetches.

    python -m bench.search [--papers 4990]

Rows: the first key (the data are fetched and prepared then), and of all later ones the median, the 95th percentile and the
most, in milliseconds; the bytes that were fetched, uncompressed. From 5,001 papers on the index is split, and only what a query
needs is fetched.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.build import dump
from tests.chromium import Page, browse, program
from tests.judges.outside import served

QUERIES = (
    "gradient descent",
    "quantizaton attention",
    "author:sample year:2015-2019",
    '"low rank"',
    "transformer width has:code",
    "xylophone",
    "a",
)
# The time from an input to the moment when what was found is announced, for each beginning of a text.
KEYS = """async text => {
    const box = document.getElementById("query"), said = document.getElementById("search-status"), times = [];
    for (let end = 1; end <= text.length; end++) {
        const start = performance.now();
        const told = new Promise(tell => {
            const watch = new MutationObserver(() => { watch.disconnect(); tell(performance.now() - start); });
            watch.observe(said, { childList: true });
        });
        box.value = text.slice(0, end);
        box.dispatchEvent(new Event("input"));
        times.push(await told);
        await new Promise(painted => requestAnimationFrame(() => setTimeout(painted)));
    }
    return times;
}"""


def main() -> None:
    """Build the site, type the queries, and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=4990)
    papers = parser.parse_args().papers
    chromium = program()
    if not chromium:
        sys.exit("no Chromium on this machine (install one, or let SITEGEN_CHROMIUM name it)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        site = Path(folder)
        sitegen = (sys.executable, "-m", "sitegen")
        subprocess.run([*sitegen, "new", site / "site"], check=True, stdout=subprocess.DEVNULL)
        (site / "site/content/dumps/large.txt").write_text("\n".join(dump(papers, seed=1)), "utf-8")
        subprocess.run([*sitegen, "build", "--site", site / "site"], check=True, stdout=subprocess.DEVNULL)
        with served(site / "site/public") as root, browse(chromium, site / "profile") as page:
            page.open(f"{root}search/")
            start = time.perf_counter()
            page.evaluate(f"({KEYS})('s')")
            page.wait("document.querySelector('#search-results .name')")
            first = 1000 * (time.perf_counter() - start)
            later = [taken for query in QUERIES for taken in page.evaluate(f"({KEYS})({json.dumps(query)})")]
            report(papers, first, sorted(later), fetched(page))


def fetched(page: Page) -> int:
    """The bytes of all that the scripts of a page have fetched."""
    return int(
        page.evaluate("""performance.getEntriesByType("resource").filter(one => one.initiatorType === "fetch")
        .reduce((sum, one) => sum + one.decodedBodySize, 0)""")
    )


def report(papers: int, first: float, later: list[float], size: int) -> None:
    """Print what was measured."""
    print(f"{papers} papers, {len(later) + 1} keys, {size / 1e6:.1f} MB fetched")
    rows = {"first": first, "median": statistics.median(later), "95 %": later[len(later) * 95 // 100], "most": later[-1]}
    for name, taken in rows.items():
        print(f"{name:8} {taken:8.1f} ms")


if __name__ == "__main__":
    main()
