"""The `sitegen` command: a few lines for each subcommand, one way to report, exit codes 0, 1 (the input) and 2 (the call).

What goes wrong in sitegen itself ends here too, as one line and exit code 70 (EX_SOFTWARE of BSD's sysexits).
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen import __version__
from sitegen.problems import Level, Problem, Refused, Span, error, worst

if TYPE_CHECKING:
    from sitegen.explain import Explanation
    from sitegen.intake import Added
    from sitegen.parsing import Parsed, ParsedDump
    from sitegen.pipeline import Built

MOST_JOBS = 256
FORMATS = ("jsonl", "bibtex", "csl", "ris", "csv", "text")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives 0 when all is well, 1 for problems in the input, 2 for a wrong command line, 70 for a bug."""
    _open_streams()
    arguments = _parser().parse_args(argv)
    if argv is None and getattr(arguments, "run", None) is not serve:
        gc.disable()  # a command soon ends, and what it builds up is no garbage
    if not hasattr(arguments, "run"):
        _parser().print_help()
        return 2
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except Exception as fault:  # noqa: BLE001  -- the one place for what nobody foresaw
        code = _failed(arguments, fault)
    return code


def parse(arguments: argparse.Namespace) -> int:
    """Dumps → YAML."""
    from sitegen import parsing, pipeline

    mode = parsing.Mode.DRY if arguments.dry_run else parsing.Mode.FROZEN if arguments.frozen else parsing.Mode.WRITE
    with nullcontext() if mode is parsing.Mode.DRY else parsing.at_work(arguments.site):
        parsed = parsing.parse(arguments.site, mode)
        _, catalog, joined = pipeline.load(arguments.site)
    problems = [*parsed.problems, *joined]
    merged = [
        {
            "paper": paper.id,
            "sources": [f"{source.dump}:{source.first}-{source.last}" for source in paper.sources],
            "reasons": list(paper.reasons),
        }
        for paper in catalog.papers.values()
        if len(paper.sources) > 1
    ]
    if arguments.json:
        return report(arguments, problems, {"dumps": [_reading(one) for one in parsed.dumps], "merged": merged})
    for one in parsed.dumps:
        print(_described(one))
        if arguments.dry_run and one.diff:
            print(one.diff, end="")
    if merged:
        print(f"{len(merged)} papers stand in more than one place and were merged; `sitegen explain ID` says why.")
    return report(arguments, problems)


def build(arguments: argparse.Namespace) -> int:
    """Parse whatever is stale, then build the site."""
    from sitegen import pipeline, processes

    output = arguments.output or arguments.site / "public"
    built = pipeline.build(
        arguments.site,
        output,
        url=arguments.url,
        theme=arguments.theme,
        strict=arguments.strict,
        jobs=arguments.jobs or processes.usual(),
    )
    failed = report(arguments, built.problems, _counts(built) if arguments.json else None)
    if not failed and not arguments.json:
        print(_summary(built, output))
    elif failed and not arguments.json:
        print("Nothing was published: the site is as it was.", file=sys.stderr)
    return failed


def serve(arguments: argparse.Namespace) -> int:
    """Build, serve, and rebuild on every change."""
    from sitegen import bundle, pipeline
    from sitegen.serve import serve as run

    output = arguments.output or arguments.site / "public"

    def rebuild() -> Sequence[Problem]:
        return pipeline.build(arguments.site, output, theme=arguments.theme, url=None).problems

    watch = [arguments.site / "content", arguments.site / "themes", bundle.themes()]
    run(output, rebuild, watch, arguments.host, arguments.port, announce=lambda line: print(line, flush=True))
    return 0


def new(arguments: argparse.Namespace) -> int:
    """Make a new site."""
    from shlex import quote
    from shutil import which

    from sitegen import intake

    problems = intake.start(arguments.folder)
    if worst(problems) is not Level.ERROR:
        here, called = quote(str(arguments.folder)), "sitegen" if which("sitegen") else f"{quote(sys.executable)} -m sitegen"
        print(f"A new site is in {here}. Next:\n  {called} serve --site {here}      see it, and watch it change as you edit")
        print(f"  {called} add FILE --site {here}   put your own dump beside the sample (or in its place)")
    return report(arguments, problems)


def add(arguments: argparse.Namespace) -> int:
    """Put dumps into the site, then parse them."""
    from sitegen import intake, parsing
    from sitegen.records import Meta
    from sitegen.text.names import slug

    if len(arguments.files) > 1 and (arguments.name or arguments.replace):
        _parser().error("--name and --replace go with one dump")
    problems: list[Problem] = []
    added: list[Added] = []
    newer, keep = bool(arguments.replace), not arguments.dry_run
    for given in arguments.files:
        name = arguments.replace or slug(arguments.name or _stem(given))
        if not keep and any(one.name == name for one in added):
            problems.append(error(Span(given), f"would be a second dump called {name}", "add it alone, with a `--name`"))
            continue
        said = Meta(source=arguments.source, url=arguments.url, person=arguments.person, retrieved=_today())
        try:
            content = _pasted() if given == "-" else _read(given)
        except OSError as fault:
            problems.append(_unreadable(given, fault))
            continue
        found, more = intake.add(arguments.site, name, content, said, given=given, newer=newer, keep=keep)
        problems += more
        if found:
            added.append(found)
            if not arguments.json:
                print(_described_addition(found, newer=newer))
    parsed = parsing.Parsed()
    if added:
        with parsing.at_work(arguments.site):
            parsed = parsing.parse(arguments.site, parsing.Mode.WRITE if keep else parsing.Mode.DRY, all_dumps=False)
    return _report_additions(arguments, added, parsed, problems)


def _report_additions(
    arguments: argparse.Namespace, added: "Sequence[Added]", parsed: "Parsed", problems: Sequence[Problem]
) -> int:
    """Say what became of dumps that were added, or, where they are not kept, that nothing was written."""
    if arguments.json:
        import msgspec

        found = {
            one.name: msgspec.to_builtins(one.difference) | {"understood": msgspec.to_builtins(one.understood)} for one in added
        }
        return report(arguments, [*problems, *parsed.problems], {"added": found, "kept": not arguments.dry_run})
    names = {one.name for one in added}
    for parsed_dump in parsed.dumps:
        if parsed_dump.name in names and not arguments.dry_run:
            print(_described(parsed_dump))
    arguments.notes = arguments.notes or arguments.dry_run
    code = report(arguments, [*problems, *parsed.problems])
    if arguments.dry_run:
        print("Nothing was written; without --dry-run it will be." if added else "Nothing was written.")
    return code


def check(arguments: argparse.Namespace) -> int:
    """Find problems in data, links and metadata."""
    from sitegen import pipeline

    site, problems = pipeline.review(arguments.site)
    if arguments.json:
        return report(arguments, problems, {"papers": len(site.papers)})
    failed = report(arguments, problems)
    print(f"{len(site.papers)} papers, {len(site.catalog.people)} people: {_tally(problems)}")
    return failed


def explain(arguments: argparse.Namespace) -> int:
    """Say where everything about a paper or a person came from, or what a line of a dump was taken for."""
    from sitegen import explain as explanations
    from sitegen import pipeline

    dump, _, line = arguments.id.rpartition(":")
    if dump and line.isascii() and line.isdecimal():
        return _explained(arguments, explanations.explain_line(arguments.site, dump, int(line[:9])))
    _, catalog, problems = pipeline.load(arguments.site)
    if worst(problems) is Level.ERROR:
        return report(arguments, problems)
    return _explained(arguments, explanations.explain(catalog, arguments.id))


def _explained(arguments: argparse.Namespace, found: "Explanation | Problem") -> int:
    if isinstance(found, Problem):
        return report(arguments, [found])
    print(json.dumps(found.data, ensure_ascii=False, indent=1) if arguments.json else found.text)
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write all records in a format for other programs."""
    from sitegen import files, parsing, pipeline
    from sitegen.outputs import exports

    parsed = parsing.parse(arguments.site, parsing.Mode.DRY, all_dumps=False)
    if any(one.outcome in {"new", "changed", "removed"} for one in parsed.dumps):  # else a site that is only read will do
        with parsing.at_work(arguments.site):
            parsed = parsing.parse(arguments.site, all_dumps=False)
    site, problems = pipeline.assemble(arguments.site)
    failed = report(arguments, [*parsed.problems, *problems], quiet=True)
    if failed:
        return failed
    lines = exports.export(site, arguments.format)
    if arguments.output:
        files.save(arguments.output, "".join(lines).encode())
    else:
        out = sys.stdout
        if hasattr(out, "reconfigure"):
            out.reconfigure(encoding="utf-8", newline="")
        out.writelines(lines)
    return 0


def report(
    arguments: argparse.Namespace, problems: Sequence[Problem], data: dict[str, Any] | None = None, *, quiet: bool = False
) -> int:
    """Print problems, each once, the worst last, and give the exit code; with `data`, all as JSON on standard output.

    Notes are counted, not printed, unless they were asked for with --notes. In a GitHub workflow each problem becomes an
    annotation of its file and line.
    """
    unique = sorted(dict.fromkeys(problems), key=lambda problem: (problem.level, problem.span))
    level = worst(unique)
    failed = level is Level.ERROR or (level is Level.WARNING and getattr(arguments, "strict", False))
    if data is not None:
        listed = [
            {
                "level": one.level.name.lower(),
                "path": one.span.path,
                "first_line": one.span.first or None,
                "last_line": one.span.last or None,
                "message": one.message,
                "hint": one.hint or None,
            }
            for one in unique
        ]
        print(json.dumps(data | {"problems": listed}, ensure_ascii=False, indent=1))
        return int(failed)
    shown = Level.WARNING if quiet or not getattr(arguments, "notes", True) else Level.NOTE
    write = _annotation if os.environ.get("GITHUB_ACTIONS") == "true" else str
    for problem in unique:
        if problem.level >= shown:
            print(write(problem), file=sys.stderr)
    hidden = sum(problem.level < shown for problem in unique)
    if hidden and not quiet:
        print(f"{_number(hidden, 'note')}; `sitegen check` shows {'it' if hidden == 1 else 'them'}.", file=sys.stderr)
    return int(failed)


def _open_streams() -> None:
    """Let a stream that is closed take what is said to it, and show escaped what a terminal cannot show, or is no text.

    A closed one gets its descriptor back, so that no file of the site is opened as standard output.
    """
    for descriptor, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        stream = getattr(sys, name)
        if stream is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), descriptor)
            stream = open(descriptor, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  -- for as long as it runs
            setattr(sys, name, stream)
        if mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _failed(arguments: argparse.Namespace, fault: Exception) -> int:
    """Say why a command could not be done, and give its exit code."""
    try:
        sys.stdout.flush()
    except OSError:  # nobody takes the output: the rest of it goes nowhere, or Python would fail with it at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(fault, BrokenPipeError):  # somebody took the head of the output, and had enough
        return 0
    if isinstance(fault, Refused):
        return report(arguments, [fault.problem])
    if isinstance(fault, OSError):
        return report(arguments, [_unreadable(str(fault.filename or "standard output"), fault)])
    if os.environ.get("SITEGEN_TRACEBACK"):
        raise fault
    print(_bug(fault), file=sys.stderr)
    return 70


def _bug(fault: Exception) -> str:
    """What to say of an error that is a fault of sitegen's: one line, and what helps to fix it."""
    from traceback import extract_tb

    place = extract_tb(fault.__traceback__)[-1]
    said = " ".join(str(fault).split())[:200]
    return (
        f"sitegen: error: this is a fault of sitegen {__version__} itself: {type(fault).__name__}: {said}"
        f" ({Path(place.filename).name}:{place.lineno})\n"
        "    please report it, with what the same command prints when SITEGEN_TRACEBACK=1 is set"
    )


def _number(count: int, what: str, several: str = "") -> str:
    return f"{count} {what if count == 1 else several or f'{what}s'}"


def _annotation(problem: Problem) -> str:
    """A problem as a workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    kind = {Level.NOTE: "notice", Level.WARNING: "warning", Level.ERROR: "error"}[problem.level]
    line = f",line={problem.span.first}" if problem.span.first else ""
    text = f"{problem.message}\n{problem.hint}".strip()
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = problem.span.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path}{line}::{text}"


def _reading(one: "ParsedDump") -> dict[str, Any]:
    found = one.report
    return {
        "dump": one.path.removeprefix("content/dumps/"),
        "outcome": one.outcome,
        "format": found.format if found else None,
        "lines": found.lines if found else 0,
        "used": found.used if found else 0,
        "noise": dict(found.noise) if found else {},
        "unclaimed": list(found.unclaimed) if found else [],
        "entries": found.entries if found else 0,
    }


def _described(one: "ParsedDump") -> str:
    found = one.report
    if found is None:
        return f"{one.path}: {one.outcome}"
    noise = sum(found.noise.values())
    parts = [f"{found.entries} entries", f"{found.used} of {found.lines} lines used"]
    parts += [f"{noise} noise"] if noise else []
    parts += [f"{len(found.unclaimed)} not understood"] if found.unclaimed else []
    whose = f", {found.person.name}{' (inferred)' if found.person.inferred else ''}" if found.person else ""
    return f"{one.path}: {found.format or 'unknown'}{whose}: {', '.join(parts)}; {one.outcome}"


def _described_addition(added: "Added", *, newer: bool) -> str:
    """What was understood of a dump, and, where it is a newer copy, what that brought."""
    from sitegen import dumps

    seen = added.understood
    whose = f", {seen.person}" if seen.person else ""
    how = "in the layout that the page shows" if seen.format == "page" else f"read as {seen.format}"
    lines = [f"{added.name}: {_number(seen.entries, 'entry', 'entries')}, {how}{whose}", *dumps.described(seen)]
    if not newer:
        return "\n".join(lines)
    found = added.difference
    lines += [f"{added.name}: {len(found.came)} came, {len(found.changed)} changed, {len(found.went)} went"]
    lines += [f"  + {title}" for title in found.came]
    lines += [f"  ~ {title} ({', '.join(fields)})" for title, fields in found.changed]
    lines += [f"  - {title}" for title in found.went]
    return "\n".join(lines)


def _counts(built: "Built") -> dict[str, Any]:
    counts = built.written
    return {
        "papers": built.papers,
        "pages": built.pages,
        "written": counts.written,
        "unchanged": counts.unchanged,
        "removed": counts.removed,
        "bytes": counts.size,
        "fresh": built.fresh,
    }


def _summary(built: "Built", output: Path) -> str:
    if built.fresh:
        return f"Nothing has changed: {_number(built.papers, 'paper')}, {_number(built.pages, 'page')} in {output}"
    counts = built.written
    return (
        f"{_number(built.papers, 'paper')}, {_number(built.pages, 'page')} in {output}"
        f" ({counts.written} files written, {counts.unchanged} unchanged, {counts.removed} removed)"
    )


def _tally(problems: Sequence[Problem]) -> str:
    counts = {level: sum(problem.level is level for problem in dict.fromkeys(problems)) for level in reversed(Level)}
    return ", ".join(f"{count} {level.name.lower()}{'' if count == 1 else 's'}" for level, count in counts.items())


def _read(given: str) -> bytes:
    """The bytes of a file; a pipe of the shell's (`<(…)`) is read too, but nobody may ever write to one with a name."""
    path = Path(given)
    if path.is_fifo() and not given.startswith(("/dev/fd/", "/proc/")):
        raise OSError("is a pipe")
    return path.read_bytes()


def _pasted() -> bytes:
    """What comes on standard input; at a terminal it is said how to end it."""
    if sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
        print(f"Paste the page here, then press {end} on a line of its own.", file=sys.stderr)
    return sys.stdin.buffer.read()


def _stem(given: str) -> str:
    return f"pasted-{_today()}" if given == "-" else Path(given).stem


def _today() -> str:
    """The day on which a dump was brought: the one place that reads the clock."""
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def _unreadable(given: str, fault: OSError) -> Problem:
    return error(Span(given), f"cannot be read or written: {(fault.strerror or str(fault)).lower()}", "check the path")


def _port(text: str) -> int:
    """A port, 0 for any free one."""
    if text.isascii() and text.isdigit() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port: a number from 0 to 65535")


def _jobs(text: str) -> int:
    """A number of processes."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST_JOBS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: from 1 to {MOST_JOBS}")


def _url(text: str) -> str:
    """A web address, as site.yaml and meta files take it."""
    from sitegen import store

    if store.is_address(text):
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is not an http or https address")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sitegen", description="Text copied from pages that list papers becomes a site.")
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(run: Callable[[argparse.Namespace], int], text: str, *, strict: bool = False) -> argparse.ArgumentParser:
        one = commands.add_parser(run.__name__, help=text, description=text)
        one.set_defaults(run=run, notes=run in {check, new})
        one.add_argument("--json", action="store_true", help="report as JSON")
        if run is not new:
            one.add_argument("--site", type=Path, default=Path(), metavar="DIR", help="the site's folder (default: here)")
        if strict:
            one.add_argument("--strict", action="store_true", help="let warnings fail as errors do")
        return one

    one = command(new, "make a new site in DIR, ready to build")
    one.add_argument("folder", type=Path, metavar="DIR")
    one = command(add, "put dumps into the site, then parse them", strict=True)
    one.add_argument("files", nargs="+", metavar="FILE", help="a dump, or - for standard input")
    one.add_argument("--name", help="what to call the dump (default: as its file)")
    one.add_argument("--replace", metavar="NAME", help="take the place of this dump: a newer copy of its page")
    one.add_argument("--source", help="what page it was copied from, in words")
    one.add_argument("--url", type=_url, help="the address of that page")
    one.add_argument("--person", help="whose page it is, where it does not say so itself")
    one.add_argument("--dry-run", action="store_true", help="show what is understood of it, write nothing")
    one = command(parse, "make content/data/ from content/dumps/", strict=True)
    one.add_argument("--dry-run", action="store_true", help="show the difference, write nothing")
    one.add_argument("--frozen", action="store_true", help="fail where a data file would change; write only missing ones")
    one = command(build, "parse what is stale, then build the site", strict=True)
    one.add_argument("--output", type=Path, metavar="DIR", help="where to (default: public/ in the site's folder)")
    one.add_argument("--url", type=_url, help="the address of the site, in place of the one in site.yaml")
    one.add_argument("--theme", metavar="NAME", help="the theme, in place of the one in site.yaml")
    one.add_argument("--jobs", type=_jobs, metavar="N", help="how many processes make the files (default: one a processor)")
    one = command(serve, "build, serve on this machine, rebuild and reload on every change")
    one.add_argument("--output", type=Path, metavar="DIR", help="where to (default: public/ in the site's folder)")
    one.add_argument("--theme", metavar="NAME", help="the theme, in place of the one in site.yaml")
    one.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: this machine alone)")
    one.add_argument("--port", type=_port, default=8000, help="the port to listen at (default: 8000)")
    command(check, "find problems in data, links and metadata", strict=True)
    one = command(explain, "say where everything about a paper or a person came from, or what a line was taken for")
    help_of_id = "the last part of the address of a paper or a person; or DUMP:LINE, a line of a dump by its number"
    one.add_argument("id", metavar="ID", help=help_of_id)
    one = command(export, "write all papers for other programs")
    one.add_argument("--format", choices=FORMATS, default="jsonl", help="(default: jsonl)")
    one.add_argument("--output", type=Path, metavar="FILE", help="where to (default: standard output)")
    return parser
