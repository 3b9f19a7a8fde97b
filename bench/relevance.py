"""How high the search of the sample site puts the paper that each of bench/queries.yaml wants, and how high others put it.

    python -m bench.relevance [--rivals] [--missed] [--queries FILE]

Rows: for each search and kind of query the mean of 1 / rank of the first paper wanted (MRR), 0 where it is not among the first
20. `--missed` names the queries whose paper is not the first. `--rivals` fetches MiniSearch, Lunr, Fuse.js and Pagefind from
npm into a temporary folder and asks them too, as their guides recommend for search as you type: each has the same papers,
fields and weights (title 10, authors 5, topics, category, venue and year 2, abstract 1) in bench/rivals.html.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from tests.chromium import Page, browse, program
from tests.judges.outside import served

HERE = Path(__file__).parent
PACKAGES = ("minisearch@7.2.0", "lunr@2.3.9", "fuse.js@7.5.0", "pagefind@1.6.0")
RIVALS = ("minisearch", "lunr", "fuse", "pagefind")
# The ids of the papers that the search page shows for a query.
ASK = """async query => {
    const box = document.getElementById("query"), said = document.getElementById("search-status");
    const told = new Promise(tell => {
        const watch = new MutationObserver(() => said.textContent.match(/paper/i) && tell(watch.disconnect()));
        watch.observe(said, { childList: true });
    });
    box.value = query;
    box.dispatchEvent(new Event("input"));
    await told;
    return [...document.querySelectorAll("#search-results .name")].map(link => link.pathname.split("/").at(-2));
}"""

Queries = Mapping[str, Mapping[str, str | Sequence[str]]]
Ranks = dict[str, dict[str, float]]


def main() -> None:
    """Build the sample site, ask all that is to be asked, and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--queries", type=Path, default=HERE / "queries.yaml")
    asked = parser.parse_args()
    queries: Queries = yaml.safe_load(asked.queries.read_text("utf-8"))
    chromium = program()
    if not chromium:
        sys.exit("no Chromium on this machine (install one, or let SITEGEN_CHROMIUM name it)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        site = Path(folder) / "site"
        subprocess.run([sys.executable, "-m", "sitegen", "build", "--output", site], check=True, stdout=subprocess.DEVNULL)
        if asked.rivals:
            install(site)
        with served(site) as root, browse(chromium, Path(folder) / "profile") as page:
            page.open(f"{root}search/")
            found = {"sitegen": ranks(page, ASK, queries)}
            if asked.rivals:
                page.open(f"{root}rivals.html")
                page.wait("window.ask")
                found |= {name: ranks(page, f"query => ask('{name}', query)", queries) for name in RIVALS}
    report(found, missed=asked.missed)


def install(site: Path) -> None:
    """Put the other searches beside a site, with the pages that Pagefind indexes."""
    subprocess.run(
        ["npm", "install", "--prefix", site / "npm", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    index = json.loads((site / "search.json").read_bytes())
    for paper in index["papers"]:
        page = site / "pages" / paper["id"] / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text("".join(written(paper, index["topics"])), "utf-8")
    pagefind = site / "npm/node_modules/.bin/pagefind"
    subprocess.run([pagefind, "--site", site / "pages"], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(HERE / "rivals.html", site)


def written(paper: Mapping[str, Any], topics: Mapping[str, str]) -> Iterator[str]:
    """A paper as a page with the weights that Pagefind reads from it."""
    yield f'<!doctype html><html lang="en"><title>{paper["id"]}</title><body data-pagefind-body>'
    yield f'<h1 data-pagefind-weight="10">{escape(paper.get("title") or paper["label"])}</h1>'
    yield f'<p data-pagefind-weight="5">{escape(", ".join(paper.get("authors", ())))}</p>'
    facts = [*(topics[topic] for topic in paper.get("topics", ())), *(paper.get(key, "") for key in ("category", "venue", "year"))]
    yield f'<p data-pagefind-weight="2">{escape(", ".join(filter(None, facts)))}</p>'
    yield f"<p>{escape(paper.get('abstract', ''))}</p>"


def ranks(page: Page, ask: str, queries: Queries) -> Ranks:
    """1 / rank of the first paper that each query wants, by kind and query."""
    return {
        kind: {query: reciprocal(page.evaluate(f"({ask})({json.dumps(query)})"), wanted) for query, wanted in some.items()}
        for kind, some in queries.items()
    }


def reciprocal(answer: Sequence[str], wanted: str | Sequence[str]) -> float:
    """1 / rank of the first paper whose id begins as one of those wanted, or 0."""
    beginnings = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    return next((1 / rank for rank, key in enumerate(answer, 1) if key.startswith(beginnings)), 0)


def report(found: Mapping[str, Ranks], *, missed: bool) -> None:
    """Print a row for each kind of query, and one for all of them."""
    kinds = next(iter(found.values()))
    width = max(map(len, kinds)) + 5
    print(" " * width, *(f"{name:>10}" for name in found))
    for kind, queries in kinds.items():
        print(f"{kind} ({len(queries)})".ljust(width), *(f"{mean(ranks[kind].values()):10.3f}" for ranks in found.values()))
    print("all".ljust(width), *(f"{mean(rank for some in ranks.values() for rank in some.values()):10.3f}" for ranks in found.values()))
    if missed:
        for name, ranks in found.items():
            print(name, *(f"{rank:.2f} {query}" for some in ranks.values() for query, rank in some.items() if rank < 1), sep="\n    ")


if __name__ == "__main__":
    main()
