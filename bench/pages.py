"""Measures reading on a folder of pages: FOLDER/NAME/ holds `dump.*` and `expected.jsonl`, what the page says, in page order.

    python -m bench.pages [FOLDER] [NAME…] [--show]

A line a page: its entries, what became of them (bench/verdicts.py says what the words mean), and the fields that are not right.
`--show` prints each field that is lost or wrong: what the page says / what was read. FOLDER is shared/pages beside the
project, or where SITEGEN_SHARED says; a NAME may be the beginning of one.
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import verdicts
from bench.verdicts import Finding

SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[2] / "shared"))


def cases(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """The folders of the pages whose names begin so."""
    for found in sorted(folder.glob("*/expected.jsonl")):
        if not names or found.parent.name.startswith(tuple(names)):
            yield found.parent


def dump(case: Path) -> Path:
    """The page of a folder."""
    return next(path for path in sorted(case.iterdir()) if path.stem == "dump")


def score(case: Path) -> list[Finding]:
    """What became of each entry of a page."""
    path = dump(case)
    return list(verdicts.judge(f"content/dumps/{path.name}", path.read_bytes(), verdicts.expected(case)))


def _faults(findings: Sequence[Finding]) -> str:
    faults = Counter(
        f"{field.name} {field.verdict}" for found in findings for field in found.fields if field.verdict != "right"
    )
    return ", ".join(f"{name} {count}" for name, count in sorted(faults.items()))


def main() -> None:
    """Print what became of the entries of each page, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "pages")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    began = time.perf_counter()
    everything = []
    for case in cases(asked.folder, asked.names):
        findings = score(case)
        everything += findings
        print(f"{case.name:42} {len(verdicts.expected(case)):4} | {verdicts.tally(findings)} | {_faults(findings)}")
        for finding in findings if asked.show else ():
            if finding.kind != "right":
                print("\n".join(f"    {line}" for line in verdicts.shown(finding)))
    print(*verdicts.by_field(everything), sep="\n")
    print(f"all: {verdicts.tally(everything)} ({time.perf_counter() - began:.1f} s)")


if __name__ == "__main__":
    main()
