"""Times whole builds of a made-up site, as ratios to writing the same bytes, all in one run.

    python bench/build.py [--papers 1000] [--runs 3]

Rows: a build from nothing (parse included), a build where nothing changed, one where one title changed, and the limit: a
program that only writes the same files. Ratios are what to compare between machines and between changes.
"""

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

WORDS = re.findall(
    r"\w+",
    "gradient descent learning network model language policy kernel margin sharpness pruning quantization attention sample"
    " manifold diffusion score estimation regret bandit transformer layer width depth noise label distillation teacher student"
    " sparse low rank tensor optimizer momentum adaptive convergence bound generalization robust adversarial transport",
)
NAMES = ("Ada", "Ben", "Cy", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida", "Jo"), ("Example", "Sample", "Probe", "Trial", "Essay")


def dump(papers: int, seed: int) -> Iterator[str]:
    """The lines of a profile with so many papers."""
    chance = random.Random(seed)
    people = [f"{given} {family}-{other}" for given in NAMES[0] for family in NAMES[1] for other in NAMES[1]]
    for number in range(papers):
        day = f"{chance.choice(['Jan', 'Jun', 'Oct'])} {chance.randint(1, 28)}, {2010 + number % 15}"
        yield f"{chance.uniform(1, 50):.1f}LG{day}"
        yield " ".join([*chance.choices(WORDS, k=8), str(number)]).title()
        yield ", ".join(chance.sample(people, 3))
        sentences = (" ".join(chance.choices(WORDS, k=20)).capitalize() + "." for _ in range(6))
        yield " ".join(["We study it here.", *sentences])


def timed(work: Callable[[], object], prepare: Callable[[], object], runs: int) -> float:
    """The median of so many runs, in seconds."""
    taken = []
    for _ in range(runs):
        prepare()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Time the builds and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        subprocess.run([sys.executable, "-m", "sitegen", "new", site], check=True, capture_output=True)
        for path in (site / "content" / "dumps").iterdir():
            path.unlink()
        lines = list(dump(asked.papers, seed=1))
        page = site / "content" / "dumps" / "page.txt"
        page.write_text("\n".join(lines))

        def build() -> None:
            subprocess.run([sys.executable, "-m", "sitegen", "build", "--site", site], check=True, capture_output=True)

        def clean() -> None:
            for path in (site / "public", site / ".sitegen", site / "content" / "data"):
                shutil.rmtree(path, ignore_errors=True)

        def change() -> None:
            lines[1] += " Anew"
            page.write_text("\n".join(lines))

        def write() -> None:
            for path, content in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

        rows = {"from nothing": timed(build, clean, asked.runs), "nothing changed": timed(build, lambda: None, asked.runs)}
        rows["one title changed"] = timed(build, change, asked.runs)
        copy = Path(folder) / "copy"
        public = site / "public"
        files = {copy / path.relative_to(public): path.read_bytes() for path in public.rglob("*") if path.is_file()}
        rows["writing the same bytes"] = limit = timed(write, lambda: shutil.rmtree(copy, ignore_errors=True), asked.runs)
        print(f"{asked.papers} papers, {len(files)} files, {sum(map(len, files.values())) / 1e6:.1f} MB")
        for name, seconds in rows.items():
            print(f"{name:24}{seconds:8.2f} s{seconds / limit:8.1f} x")


if __name__ == "__main__":
    main()
