"""Serve: the site as a visitor will see it, built anew whenever its sources change.

A small static server for one person at work. A page elsewhere must not be able to read a draft through the visitor's browser,
so the server answers to its own names only, and only pages of its own may open its web socket. It gives out nothing but files
of the output folder. A request that comes while the site is built waits, so nobody sees half a build.

The browser's side is livereload's: its script, sent along with each page, holds a web socket and reloads when told to. Script
and banner are added to what is sent, never to the files, and are files of the same origin themselves, as the content security
policy of the pages demands.
"""

import asyncio
import errno
import html
import ipaddress
import re
import signal
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from pathlib import Path, PurePosixPath
from socket import AF_INET, AF_INET6, create_server, socket
from urllib.parse import unquote

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.routing import AnyMatches, HostMatches
from tornado.web import Application, ErrorHandler, RequestHandler
from tornado.websocket import WebSocketHandler

from sitegen import files, publishing
from sitegen.problems import Level, Problem, Refused, Span, error, warning

_POLL = 0.4  # seconds between two looks at the sources, where nobody tells of a change
_REST = 5_000  # milliseconds, where the system does
_SETTLE = 0.1  # seconds that an editor, or git, may take to write what belongs together
_PORTS = 50  # how many ports are tried

# Said here in full because the system's own table differs from machine to machine.
_MEDIA = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".bib": "text/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}
_SCRIPT = b'<script src="/livereload.js" defer></script>'
_STYLE = b'<link rel="stylesheet" href="/livereload.css">'
_CSS = """\
#sitegen-problems {
  position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto; padding: 1rem 1.25rem;
  border-top: 0.25rem solid #b3261e; background: #fff4f2; color: #3b0907; font: 1rem/1.5 system-ui, sans-serif;
}
#sitegen-problems pre {
  margin: 0.5rem 0 0; padding: 0; border: 0; background: none; color: inherit;
  white-space: pre-wrap; font: 0.9rem/1.5 ui-monospace, monospace;
}
"""
_MISSING = b"""\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not found</title></head>
<body><h1>Not found</h1><p>The site has no page here.</p></body></html>
"""


def serve(
    output: Path,
    build: Callable[[], Sequence[Problem]],
    watch: Sequence[Path],
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    announce: Callable[[str], None],
) -> None:
    """Build and serve the output folder; build again and reload the browsers when a watched folder changes.

    `build` makes the output and gives its problems; an error among them, which it reports before it writes anything, is
    shown on every page of the last good site. `announce` gets each line for the terminal: the address, problems, a warning
    where `host` is not this machine alone, the port where `port` is taken. Raises Refused where nothing can be served at
    that host and port. Returns at Ctrl-C and at SIGTERM.
    """
    preview = _Preview(output, build, announce)
    with suppress(KeyboardInterrupt):
        listener = _bound(host, port)
        if not _is_loopback(host):
            hint = "leave --host out, or name the address of one network card, by which alone the site can then be opened"
            announce(str(warning(Span(f"--host {host}"), "everyone who can reach this machine can read the site", hint)))
        chosen = listener.getsockname()[1]
        if chosen != port and port:
            announce(f"Port {port} is taken; {chosen} is the next free one.")
        seen = files.stamps(watch)
        preview.renew()
        announce(f"Serving http://{_bracketed(host)}:{chosen}/ (Ctrl-C ends it)")
        asyncio.run(_run(preview, listener, host, watch, seen))


def find(output: Path, address: str) -> tuple[str, bytes] | None:
    """The path and the bytes of the file at an address ("/papers/adam/") as a browser sends it, or None where there is none.

    Only whole files below the output folder that are not hidden are found, whatever the address holds.
    """
    if not address.startswith("/"):
        return None
    try:
        path = unquote(address[1:], errors="strict")
        path += "index.html" if not path or path.endswith("/") else ""
        hidden = any(part.startswith(".") for part in path.split("/"))
        return None if hidden or not publishing.safe(path) else (path, files.read_bytes(output / path, output))
    except (UnicodeDecodeError, Refused):
        return None


class _Preview:
    """The site as it was last built, and what is wrong with its sources since."""

    def __init__(self, output: Path, build: Callable[[], Sequence[Problem]], announce: Callable[[str], None]) -> None:
        self.output = output
        self.banner = b""
        self._build = build
        self._announce = announce
        self._known: tuple[Sequence[Problem], int] = ((), 0)

    def renew(self) -> bool:
        """Build; whether there is anything new to be seen, which is then announced: errors, and warnings once."""
        before, _ = known = self._known
        problems = tuple(problem for problem in self._attempt() if problem.level > Level.NOTE)
        self._known = (problems, publishing.version(self.output))
        if self._known == known:
            return False
        self.banner = _banner(problems)
        for problem in problems:
            if problem.level == Level.ERROR or problem not in before:
                self._announce(str(problem))
        self._announce("Not built: the last good site is still shown." if self.banner else "Built.")
        return True

    def _attempt(self) -> Sequence[Problem]:
        try:
            return self._build()
        except Refused as refused:
            return [refused.problem]
        except OSError as fault:  # a file that goes while it is read, as editors make it happen
            return [error(Span(str(fault.filename or self.output)), f"cannot be read or written: {fault.strerror}")]
        except Exception as fault:  # noqa: BLE001  -- whatever it was, the next change may do away with it
            hint = "this is a fault of sitegen's: please report it, with what `sitegen build` says"
            return [error(Span(str(self.output)), f"cannot be built: {type(fault).__name__}: {fault}", hint)]


class _Page(RequestHandler):
    """A file of the site; the site's 404 page where there is none."""

    def initialize(self, preview: _Preview) -> None:
        self._preview = preview

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def compute_etag(self) -> None:
        """Give no mark by which a browser could keep a page."""

    def get(self) -> None:
        output, address = self._preview.output, self.request.path
        found = find(output, address)
        if not found and find(output, f"{address}/"):
            self.redirect(f"{address}/?{self.request.query}".removesuffix("?"))
            return
        if not found:
            self.set_status(404)
        path, content = found or find(output, "/404.html") or ("404.html", _MISSING)
        name = PurePosixPath(path)
        media = _MEDIA.get(name.name) or _MEDIA.get(name.suffix.lower(), "application/octet-stream")
        self.set_header("Content-Type", media)
        self.finish(_with_scripts(content, self._preview.banner) if name.suffix == ".html" else content)

    head = get


class _Style(RequestHandler):
    """The style of the banner."""

    def get(self) -> None:
        self.set_header("Content-Type", _MEDIA[".css"])
        self.finish(_CSS)


class _Browser(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """The web socket of a page of this site; livereload itself would take one of any page."""

    watcher = Watcher()  # never started: livereload logs what it has seen

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)


async def _run(preview: _Preview, listener: socket, host: str, watch: Sequence[Path], seen: Mapping[str, files.Stamp]) -> None:
    server = HTTPServer(_application(preview, {"127.0.0.1", "localhost", "[::1]", _bracketed(host).lower()}))
    listener.settimeout(0)
    server.add_socket(listener)
    ended = asyncio.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        async for _ in _looks(watch, ended):
            if files.stamps(watch) == seen:
                continue
            await asyncio.sleep(_SETTLE)
            # Taken before the build, so that a change during it is seen too. What the build itself changes in the sources
            # then makes one more build, in which nothing is new.
            seen = files.stamps(watch)
            if preview.renew():
                _Browser.reload_waiters("*")
    finally:
        server.stop()
        await server.close_all_connections()


async def _looks(watch: Sequence[Path], ended: asyncio.Event) -> AsyncIterator[None]:
    """When to look at the sources, until it has ended: where watchfiles is installed, as soon as the system tells of a change.

    What nobody tells of (a new folder to watch, what a link leads to, another machine's disk) is seen by a look now and then.
    """
    with suppress(ImportError, OSError, RuntimeError):  # not installed, or the system watches no more
        from watchfiles import awatch

        while not ended.is_set():
            yield
            there = _folders(watch)
            told = awatch(*there, watch_filter=None, rust_timeout=_REST, yield_on_timeout=True, stop_event=ended)
            async with aclosing(told):
                async for _ in told:
                    yield
                    if _folders(watch) != there:
                        break
    while not ended.is_set():
        await asyncio.sleep(_POLL)
        yield


def _folders(watch: Sequence[Path]) -> list[Path]:
    return [folder for folder in watch if folder.is_dir()]


def _application(preview: _Preview, hosts: set[str]) -> Application:
    rules = [
        (r"/livereload", _Browser),
        (r"/livereload\.js", LiveReloadJSHandler),
        (r"/livereload\.css", _Style),
        (r".*", _Page, {"preview": preview}),
    ]
    own = HostMatches(re.compile(rf"(?:{'|'.join(map(re.escape, sorted(hosts)))})\Z"))
    foreign = (AnyMatches(), ErrorHandler, {"status_code": 403})
    return Application([(own, rules), foreign], log_function=lambda _: None)


def _with_scripts(page: bytes, banner: bytes) -> bytes:
    """A page with livereload's script and the banner, if any."""
    page = _inserted(page, b"</head>", _SCRIPT + _STYLE if banner else _SCRIPT)
    return _inserted(page, b"</body>", banner)


def _inserted(page: bytes, tag: bytes, content: bytes) -> bytes:
    """The page with the content before the tag, at its end where there is no such tag."""
    place = page.rfind(tag)
    place = len(page) if place < 0 else place
    return page[:place] + content + page[place:]


def _banner(problems: Sequence[Problem]) -> bytes:
    """What a page shows while there are errors; nothing where there are none."""
    errors = [str(problem) for problem in problems if problem.level == Level.ERROR]
    if not errors:
        return b""
    text = html.escape("\n".join(errors))
    head = "<strong>Not built: this is the last good site.</strong>"
    return f'<div id="sitegen-problems" role="alert">{head}<pre>{text}</pre></div>'.encode(errors="backslashreplace")


def _bound(host: str, port: int) -> socket:
    """A listening socket at the first free port from `port` on."""
    for candidate in range(port, min(port + _PORTS, 65536)):
        try:
            return create_server((host, candidate), family=AF_INET6 if ":" in host else AF_INET, backlog=128)
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                reason = fault.strerror or str(fault)
                raise Refused(error(Span(f"--host {host} --port {candidate}"), f"cannot be served at: {reason}")) from None
    raise Refused(error(Span(f"--port {port}"), f"neither it nor the {_PORTS - 1} after it are free", "name another one"))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bracketed(host: str) -> str:
    """The host as it stands in an address: an IPv6 one in brackets."""
    return f"[{host}]" if ":" in host else host
