"""Look for input that sitegen fails on, for some time, and keep the smallest one for each cause.

    python -m bench.fuzz --minutes 60 [--seed N] [--only NAME …] [--rounds N] [--keep DIR]

The fuzzers take turns. The same seed gives the same inputs; how many of them are tried is a matter of time, or of --rounds.
SITEGEN_SHARED names the folder with real dumps. Exits 1 where something was found.
"""

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.fuzz import arguments, judging, kills, merging, reading, sites
from bench.fuzz.judging import Case, Finding, Fuzzer

FUZZERS = (reading.DUMPS, reading.SAVE, reading.YAML, merging.MERGE, sites.SITE, kills.KILLS, arguments.ARGUMENTS)
# Seconds of one turn, and at most for making one finding small.
TURN, SHRINKING = 20, 40


class Found(NamedTuple):
    """A finding, the number of its case, and the smallest case that shows it."""

    finding: Finding
    number: int
    case: Case


class Tally:
    """What one fuzzer has done: how many runs, and one finding for each cause."""

    def __init__(self, fuzzer: Fuzzer, seed: int, keep: Path) -> None:
        """Begin with case 0."""
        self.fuzzer, self.seed, self.keep = fuzzer, seed, keep
        self.runs = 0
        self.found: dict[str, Found] = {}

    def run(self) -> None:
        """Try the next case; what it shows for the first time is made small and kept."""
        case = self.fuzzer.make(Random(f"{self.seed} {self.fuzzer.name} {self.runs}"))
        for finding in list(self.fuzzer.judge(case)):
            if finding.cause not in self.found:
                self._keep(finding, case)
        self.runs += 1

    def _keep(self, finding: Finding, case: Case) -> None:
        if self.fuzzer.shrinks:
            case = judging.smallest(case, finding.cause, self.fuzzer.judge, SHRINKING)
            again = [one for one in self.fuzzer.judge(case) if one.cause == finding.cause]
            finding = again[0] if again else Finding(finding.cause, f"{finding.detail} (not each time)")
        self.found[finding.cause] = Found(finding, self.runs, case)
        short = re.sub(r"\W+", "-", finding.cause)[:80].strip("-")
        folder = self.keep / f"{self.fuzzer.name}-{len(self.found):02}-{short}"
        judging.write(case, folder)
        why = f"{finding.cause}\n{finding.detail}\nseed {self.seed}, case {self.runs}\n"
        judging.write({f"{folder.name}.why": why.encode("utf-8", "backslashreplace")}, self.keep)
        print(f"{self.fuzzer.name}: {finding.cause}\n    {finding.detail!a:.300}", flush=True)


def main() -> int:
    """Run the fuzzers that were asked for; gives 1 where something was found."""
    parser = argparse.ArgumentParser(
        prog="bench.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10, help="when to end (default: after 10)")
    parser.add_argument("--seed", type=int, default=1, help="(default: 1)")
    parser.add_argument("--only", nargs="+", choices=[one.name for one in FUZZERS], metavar="NAME", help="these alone")
    parser.add_argument("--rounds", type=int, help="so many cases of each fuzzer, however long they take")
    parser.add_argument("--keep", type=Path, help="the folder for what is found (default: a new one)")
    asked = parser.parse_args()
    keep = asked.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    tallies = [Tally(one, asked.seed, keep) for one in FUZZERS if not asked.only or one.name in asked.only]
    if asked.rounds:
        for tally in tallies:
            while tally.runs < asked.rounds:
                tally.run()
    else:
        _take_turns(tallies, time.monotonic() + 60 * asked.minutes)
    for tally in tallies:
        print(f"{tally.fuzzer.name:10}{tally.runs:8} runs{len(tally.found):5} findings")
    print(f"kept in {keep}")
    return int(any(tally.found for tally in tallies))


def _take_turns(tallies: list[Tally], end: float) -> None:
    while time.monotonic() < end:
        for tally in tallies:
            over = min(end, time.monotonic() + TURN)
            while time.monotonic() < over:
                tally.run()


if __name__ == "__main__":
    sys.exit(main())
