"""Measures reading: real papers laid out as no page was ever laid out, read, and compared with what the page says of them.

    python -m bench.reading [--seed 0] [--layouts 60] [--unseen] [--show 5] [--each]
    python -m bench.reading --page SEED [--unseen]

Layouts are drawn by bench/layouts.py, papers are those of shared/corpora beside the project, or where SITEGEN_SHARED says. What
the words of the table mean is said in bench/verdicts.py. Printed are what became of all entries, each field, and each form
that layouts are made of, those first of which the fewest entries come out right. A third of all layouts is never drawn without
`--unseen`, and with it none of the others: tune on the one, judge by the other, which has forms of its own (bench/held.py).
`--show` prints so many entries that are not right, the silent ones first; `--each` prints a line for each layout; `--page`
prints the page of a layout, what it says, and what became of it.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bench import facts, layouts, verdicts
from bench.layouts import Layout
from bench.verdicts import KINDS, Finding

Results = Sequence[tuple[Layout, Sequence[Finding]]]


def measured(seeds: Iterable[int]) -> Iterator[tuple[Layout, Sequence[Finding]]]:
    """The layout of each seed with what became of its page's entries."""
    for seed in seeds:
        how = layouts.layout(seed)
        page = layouts.page(how, facts.records())
        yield how, tuple(verdicts.judge(page.path, page.text.encode(), page.wanted))


def by_form(results: Results) -> Iterator[str]:
    """A line for each form: in how many layouts it stands and what became of their entries, the worst first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    pages: Counter[str] = Counter()
    for how, findings in results:
        for form in dict.fromkeys(how.forms):
            pages[form] += 1
            counts[form].update(finding.kind for finding in findings)
    shares = {form: count["right"] / (layouts.ENTRIES * pages[form]) for form, count in counts.items()}
    for form in sorted(shares, key=lambda form: (shares[form], -pages[form])):
        kinds = ", ".join(f"{kind} {counts[form][kind]}" for kind in KINDS if counts[form][kind])
        yield f"{form:36} {pages[form]:3} layouts  {shares[form]:6.1%} right | {kinds}"


def by_layout(results: Results) -> Iterator[str]:
    """A line for each layout: what became of its entries, and what it is made of."""
    for how, findings in results:
        yield f"--page {how.seed:4} | {verdicts.tally(findings)} | {'; '.join(how.forms)}"


def faults(results: Results) -> Iterator[str]:
    """What is not right, a few lines for each entry, silent ones first, with the seed of its layout."""
    order = ("crash", "INVENTED", "SILENT", "missing", "invented", "told", "partly", "refused")
    found = [(order.index(one.kind), how.seed, one) for how, findings in results for one in findings if one.kind != "right"]
    for _, seed, finding in sorted(found, key=lambda item: item[:2]):
        yield "\n".join((f"--page {seed}", *verdicts.shown(finding)))


def report(results: Results, seconds: float, show: int) -> Iterator[str]:
    """The lines that are printed."""
    findings = [finding for _, some in results for finding in some]
    entries = layouts.ENTRIES * len(results)
    counts = Counter(finding.kind for finding in findings)
    yield from islice(faults(results), show)
    yield from (*by_form(results), "", *verdicts.by_field(findings), "")
    yield f"{len(results)} layouts of {layouts.ENTRIES} entries in {seconds:.1f} s"
    yield "  ".join(f"{kind} {counts[kind]} ({counts[kind] / entries:.1%})" for kind in KINDS)


def one_page(seed: int) -> Iterator[str]:
    """The page of a layout, what it is made of, what it says, and what became of it."""
    how = layouts.layout(seed)
    page = layouts.page(how, facts.records())
    yield page.text
    yield from ("=" * 60, "; ".join(how.forms))
    for want in page.wanted:
        yield json.dumps({key: value for key, value in want.items() if value not in (None, [], {})}, ensure_ascii=False)
    for finding in verdicts.judge(page.path, page.text.encode(), page.wanted):
        yield from verdicts.shown(finding)


def main() -> None:
    """Print how random pages are read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0, help="the first layout")
    parser.add_argument("--layouts", type=int, default=60)
    parser.add_argument("--unseen", action="store_true", help="the layouts that are kept for judging, and these alone")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--page", type=int, metavar="SEED")
    parser.add_argument("--each", action="store_true")
    asked = parser.parse_args()
    if asked.page is not None:
        if layouts.unseen(asked.page) and not asked.unseen:
            parser.error(f"layout {asked.page} is kept for judging: --unseen shows it all the same")
        print(*one_page(asked.page), sep="\n")
        return
    began = time.perf_counter()
    results = list(measured(layouts.seeds(asked.seed, asked.layouts, kept=asked.unseen)))
    each = by_layout(results) if asked.each else ()
    print(*each, *report(results, time.perf_counter() - began, asked.show), sep="\n")


if __name__ == "__main__":
    main()
