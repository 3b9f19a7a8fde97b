"""Measures what reading takes: processor time and memory for dumps in several layouts, and how both grow with length.

    python -m bench.growth [NAME…] [--papers 10000] [--runs 3] [--before OTHER/.venv/bin/python] [--doubled]

The papers are records of shared/corpora beside the project, or where SITEGEN_SHARED says. Each dump is read once by a new
process: its processor time, and its greatest resident memory without that after the imports, a byte of the dump. The least of
the runs counts. `--before` is the Python of another checkout's environment: each dump is read by both in turn, and the ratios
are this one's to that one's. `--doubled` reads half of the dump as well: what grows with length takes twice the time for twice
the text. Only Linux tells the memory (/proc).
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.facts import Facts, facts, records

# What the process runs that reads one dump: it knows nothing of this checkout, so that any version can be measured.
READ = """
import sys, time
from pathlib import Path
from sitegen import dumps

def memory(name):
    status = Path("/proc/self/status").read_text()
    return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith(name)))

content, before, began = Path(sys.argv[1]).read_bytes(), memory("VmRSS"), time.process_time()
reading, problems = dumps.read("content/dumps/dump.txt", content)
print(time.process_time() - began, memory("VmHWM") - before, len(reading.drafts), reading.format)
"""
PERSON = ("Ada Example", "", "LG", "h-index11", "46papers", "4,396citations", "Novelty57%", "AI Score49", "", "46 Papers", "")
LETTER = ("Get trending papers in your email inbox once a day!", "Get trending papers in your email inbox!")
DAY = ("new", "", LETTER[1], "", "Subscribe", "", "byAda and the research community", "", "Mar 11", "")


class Taken(NamedTuple):
    """What reading a dump took, in seconds and bytes, and what came of it."""

    seconds: float
    memory: int
    entries: int
    format: str


def _score(paper: Facts) -> str:
    return f"{paper.upvotes / 3:.1f}{paper.category.split('.')[1]}{paper.date:%b} {paper.date.day}, {paper.year}"


def _byline(paper: Facts) -> str:
    return ", ".join(paper.authors[:3]) + " et al." * (len(paper.authors) > 3)


def _profile(paper: Facts) -> Iterator[str]:
    yield from (_score(paper), paper.title, "", f"{_byline(paper)} · {paper.place.lower()}", "", paper.abstract, "")


def _glued(paper: Facts) -> Iterator[str]:
    yield from (_score(paper), paper.title + _byline(paper), paper.abstract)


def _unknown(paper: Facts) -> Iterator[str]:
    yield from (paper.title, "; ".join(paper.authors), f"{paper.journal}, {paper.volume}({paper.issue}), {paper.year}")
    yield from (f"Cited by {paper.citations}", "Save", "Cite", "")


def _reference(paper: Facts) -> Iterator[str]:
    where = f"{paper.journal}, {paper.volume}({paper.issue}), {paper.first}–{paper.last}"
    yield from (f"{', '.join(paper.authors)} ({paper.year}). {paper.title}. {where}.", "")


def _bibtex(paper: Facts) -> Iterator[str]:
    yield f"@article{{{paper.doi.rpartition('/')[2]}-{paper.first},"
    yield from (f"  title = {{{paper.title}}},", f"  author = {{{' and '.join(paper.authors)}}},")
    yield from (f"  journal = {{{paper.journal}}},", f"  year = {paper.year},", f"  abstract = {{{paper.abstract}}}", "}")


LAYOUTS: Mapping[str, tuple[Sequence[str], Callable[[Facts], Iterable[str]]]] = {
    "profile": (PERSON, _profile),
    "profile-glued": ((), _glued),
    "listing": (LETTER, lambda paper: (paper.title, paper.abstract)),
    "listing-daily": (DAY, lambda paper: (paper.title, "", paper.abstract, "")),
    "abstracts": ((), lambda paper: ("", "", f"Abstract:{paper.abstract}", "")),
    "unknown": ((), _unknown),
    "references": ((), _reference),
    "bibtex": ((), _bibtex),
}
"""The five layouts of the first dumps, a page that nobody declared, a list of references and a bibliography file."""


def dump(name: str, papers: int) -> str:
    """So many papers as a page in a layout; those of a shorter one are the first of a longer one."""
    head, entry = LAYOUTS[name]
    chance = Random(0)
    drawn = chance.sample(records(), len(records()))[:papers]
    return "\n".join([*head, *(line for record in drawn for line in entry(facts(record, chance)))]) + "\n"


def read(python: str, path: Path) -> Taken:
    """What one process with this Python takes to read a dump."""
    printed = subprocess.run([python, "-c", READ, path], check=True, capture_output=True, text=True, cwd=path.parent)
    seconds, memory, entries, known = printed.stdout.split(maxsplit=3)
    return Taken(float(seconds), int(memory), int(entries), known.strip())


def least(taken: Sequence[Taken]) -> Taken:
    """The least of several runs."""
    return taken[0]._replace(seconds=min(one.seconds for one in taken), memory=min(one.memory for one in taken))


def measured(pythons: Sequence[str], text: str, folder: Path, runs: int) -> list[Taken]:
    """The least that each Python takes to read a text, the Pythons in turn."""
    path = folder / "dump.txt"
    path.write_text(text, "utf-8")
    taken = [[read(python, path) for python in pythons] for _ in range(runs)]
    return [least(ones) for ones in zip(*taken, strict=True)]


def _row(name: str, taken: Taken, size: int) -> str:
    figures = f"{taken.seconds:7.2f} s {taken.memory / 1e6:8.1f} MB {taken.memory / size:6.1f} bytes a byte"
    return f"{name:24} {taken.entries:6} {taken.format:10} {figures}"


def main() -> None:
    """Print a row for each layout and version."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=[*LAYOUTS], metavar="NAME", help=", ".join(LAYOUTS))
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--before")
    parser.add_argument("--doubled", action="store_true")
    asked = parser.parse_args()
    pythons = [sys.executable, *filter(None, [asked.before])]
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.names:
            text = dump(name, asked.papers)
            now, *before = measured(pythons, text, Path(folder), asked.runs)
            size = len(text.encode())
            print(_row(name, now, size), flush=True)
            for other in before:
                print(_row("    before", other, size))
                print(f"    ratio: time {now.seconds / other.seconds:.2f}, memory {now.memory / other.memory:.2f}", flush=True)
            if asked.doubled:
                half = measured(pythons[:1], dump(name, asked.papers // 2), Path(folder), asked.runs)[0]
                print(f"    twice the text: {now.seconds / half.seconds:.2f} times the time", flush=True)


if __name__ == "__main__":
    main()
