"""How high the search of the sample site puts the paper that each of bench/queries.yaml wants, and how high others put it.

    python -m bench.relevance [--rivals] [--missed] [--queries FILE]
    python -m bench.relevance --words

Rows: for each search and kind of query the mean of 1 / rank of the first paper wanted (MRR), 0 where it is not among the first
20. `--missed` names the queries whose paper is not the first. `--rivals` fetches MiniSearch, Lunr, Fuse.js and Pagefind from
npm into a temporary folder and asks them too, as their guides recommend for search as you type: each has the same papers,
fields and weights (title 10, authors 5, topics, category, venue and year 2, abstract 1) in bench/rivals.html. `--words` puts
5,000 records of shared/corpora, beside the project or where SITEGEN_SHARED says, into the search instead, and names each word
of their titles that finds no paper.
"""

import argparse
import json
import lzma
import os
import random
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

from sitegen import text
from tests.chromium import Page, browse, program
from tests.judges.outside import served

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("SITEGEN_SHARED", HERE.parent.parent / "shared"))
PACKAGES = ("minisearch@7.2.0", "lunr@2.3.9", "fuse.js@7.5.0", "pagefind@1.6.0")
RIVALS = ("minisearch", "lunr", "fuse", "pagefind")
# The ids of the papers that the search page shows for a query.
ASK = """async query => {
    const box = document.getElementById("query"), said = document.getElementById("search-status");
    const told = new Promise(tell => {
        const watch = new MutationObserver(() => said.textContent.endsWith("…") || tell(watch.disconnect()));
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
    parser.add_argument("--words", action="store_true")
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
        titles = others(site) if asked.words else []
        with served(site) as root, browse(chromium, Path(folder) / "profile") as page:
            page.open(f"{root}search/")
            if asked.words:
                lost(page, titles)
            else:
                found = {"sitegen": ranks(page, ASK, queries)}
                if asked.rivals:
                    page.open(f"{root}rivals.html")
                    page.wait("window.ask")
                    found |= {name: ranks(page, f"query => ask('{name}', query)", queries) for name in RIVALS}
                report(found, missed=asked.missed)


def others(site: Path, papers: int = 5_000) -> list[str]:
    """The titles of papers that a site's search has from now on."""
    with lzma.open(SHARED / "corpora/acl-anthology-2021.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = random.Random(1).sample([json.loads(line) for line in lines], papers)
    titles = [text.plain(record["title"]) for record in records]
    entries = [{"id": record["id"], "title": title} for record, title in zip(records, titles, strict=True)]
    index = {"version": 2, "kind": "whole", "topics": {}, "phrases": {}, "people": {}, "papers": entries}
    (site / "search.json").write_text(json.dumps(index), "utf-8")
    return titles


def lost(page: Page, titles: Sequence[str]) -> None:
    """Print the words of titles by which the search finds no paper."""
    words = {word for title in titles for word in title.split() if any(map(str.isalnum, word))}
    # A browser slows down who changes the address all the time, and what is shown is not looked at.
    page.evaluate("history.replaceState = () => {}; document.querySelector('.searched').style.display = 'none'")
    found_nothing = [word for word in sorted(words) if not page.evaluate(f"({ASK})({json.dumps(word)})")]
    print(f"{len(words)} words, {len(found_nothing)} find nothing", *found_nothing, sep="\n    ")


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
    facts = [topics[topic] for topic in paper.get("topics", ())] + [paper.get(key, "") for key in ("category", "venue", "year")]
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
    kinds = {kind: len(queries) for kind, queries in found["sitegen"].items()}
    width = max(map(len, kinds)) + 5
    print(" " * width, *(f"{name:>10}" for name in found))
    for kind, number in kinds.items():
        print(f"{kind} ({number})".ljust(width), *(f"{mean(ranks[kind].values()):10.3f}" for ranks in found.values()))
    everything = {name: [one for queries in ranks.values() for one in queries.items()] for name, ranks in found.items()}
    print("all".ljust(width), *(f"{mean(rank for _, rank in ranked):10.3f}" for ranked in everything.values()))
    if missed:
        for name, ranked in everything.items():
            print(name, *(f"{rank:.2f} {query}" for query, rank in ranked if rank < 1), sep="\n    ")


if __name__ == "__main__":
    main()
