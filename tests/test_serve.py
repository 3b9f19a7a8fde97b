import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, Self

import pytest

from sitegen import serve
from sitegen.problems import Refused
from tests import chromium

# A site of one page, whose text is themes/text or content/text; a text that begins with "wrong" is an error, one with "gone"
# a vanished file.
SERVE = """
    import signal, sys
    from pathlib import Path
    from sitegen import files, publishing, serve
    from sitegen.problems import Span, error, note, warning

    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell has its background jobs ignore
    site, options = Path(sys.argv[1]), sys.argv[2:]
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}"><title>t</title>'
    page = f'<!doctype html><html lang="en"><head>{head}</head><body><p>{{}}</p></body></html>'

    def build():
        themed = site / "themes/text"
        text = (themed if themed.exists() else site / "content/text").read_text()
        if text.startswith("wrong"):
            place = Span("content/text", 1)
            errors = [error(place, "is bad"), error(place, f"says <b>{text}</b>")]
            return [*errors, warning(place, "is thin"), note(place, "is a note")]
        if text.startswith("parsed"):
            (site / "content/parsed").write_text(text)
        if text.startswith("gone"):
            (site / "content/gone").read_text()
        if text.startswith("fault"):
            raise {}[text]
        if text.startswith("refused"):
            files.read_bytes(site / "content/refused", site)
        pages = [("index.html", page.format(text)), ("papers/adam/index.html", page.format("adam")), ("feed.xml", "<feed/>"),
            ("404.html", page.format("not here")), ("feed.json", "{}"), ("search.json", "{}"), ("main.js", "1"), ("a.css", ""),
            ("papers/adam/paper.bib", "@"), ("data.bin", "0"), ("sitemap.xml", "<x/>"), ("folder/only.txt", "x")]
        pages = pages[:0] if text == "nothing" else pages
        return publishing.write([publishing.File(path, content.encode()) for path, content in pages], site / "public").problems

    serve.serve(site / "public", build, [site / "content", site / "themes"], *options[:1], *map(int, options[1:]),
        announce=lambda line: print(line, flush=True))
"""

# How a change gets known, each without the others' help.
WAYS = {
    "looked for": "sys.modules['watchfiles'] = None",
    "told by the system": "serve._POLL = 60",
    "looked for where the system does not tell": """
import watchfiles

def awatch(*folders, **options):
    raise OSError(28, "no space left on device")

watchfiles.awatch, serve._REST = awatch, 60_000
""",
}

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str


class Server:
    """A server in a process of its own, its folder, its port, and what it has announced so far."""

    def __init__(self, site: Path, *options: object, way: str = "") -> None:
        self.site = site
        script = textwrap.dedent(SERVE).replace("\nserve.serve(", f"\n{way}\nserve.serve(")
        command = [sys.executable, "-c", script, str(site), *map(str, options)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines: list[str] = []
        self.port = int(self.await_line(r"Serving http://\S+:(\d+)/")[1])

    def await_line(self, pattern: str) -> re.Match[str]:
        """The first line from now on that matches."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if match := re.search(pattern, line):
                return match
        raise AssertionError(f"no line like {pattern}: {self.lines} {self.process.communicate()[1]}")

    def ask(self, target: str | bytes, host: str = "localhost", method: str = "GET", **headers: str) -> Reply:
        """What a raw request for the target gets."""
        line = method.encode() + b" " + (target.encode() if isinstance(target, str) else target) + b" HTTP/1.1\r\n"
        fields = {"Host": host, "Connection": "close", **headers}
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(line + "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode() + b"\r\n")
            answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        head, _, body = answer.partition("\r\n\r\n")
        status, *rest = head.split("\r\n")
        return Reply(int(status.split()[1]), {k.lower(): v for k, v in (line.split(": ", 1) for line in rest)}, body)

    def write(self, text: str) -> None:
        (self.site / "content/text").write_text(text)

    def stop(self, way: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """The exit status after Ctrl-C, or another signal, and all that went to standard error."""
        self.process.send_signal(way)
        return_code, errors = self.process.wait(timeout=10), self.process.communicate()[1]
        return return_code, errors


def new_site(folder: Path, text: str = "first") -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content/text").write_text(text)
    return folder


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    server = Server(new_site(tmp_path), "127.0.0.1", 0, way=getattr(request, "param", ""))
    yield server
    assert server.stop() == (0, "")


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a site that no test changes."""
    server = Server(new_site(tmp_path_factory.mktemp("still")), "127.0.0.1", 0)
    output = server.site / "public"
    (server.site / "secret.html").write_text("secret")
    (output / "out").symlink_to(server.site)
    (output / "out.html").symlink_to(server.site / "secret.html")
    (output / ".hidden").write_text("secret")
    os.mkfifo(output / "pipe")
    yield server
    assert server.stop() == (0, "")


# What is served


def test_pages_are_served_with_the_reload_script_and_files_stay_as_they_are(still):
    page = still.ask("/")
    assert page.status == 200
    assert "<p>first</p>" in page.body
    assert '<script src="/livereload.js" defer></script></head>' in page.body
    assert "livereload" not in (still.site / "public/index.html").read_text()
    assert still.ask("/livereload.js").body.startswith("(function")
    assert still.ask("/search.json").body == "{}"


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/papers/adam/", "text/html; charset=utf-8"),
        ("/papers/adam/index.html?q=1", "text/html; charset=utf-8"),
        ("/papers/%61dam/paper.bib", "text/x-bibtex; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/search.json", "application/json; charset=utf-8"),
        ("/main.js", "text/javascript; charset=utf-8"),
        ("/a.css", "text/css; charset=utf-8"),
        ("/livereload.css", "text/css; charset=utf-8"),
        ("/data.bin", "application/octet-stream"),
    ],
)
def test_files_have_their_media_type(still, path, media):
    reply = still.ask(path)
    assert (reply.status, reply.headers["content-type"]) == (200, media)


def test_nothing_is_cached_or_shared_with_other_origins(still):
    headers = still.ask("/", Origin="http://evil.example").headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert not {"etag", "last-modified"} & headers.keys()
    assert not [name for name in headers if name.startswith("access-control")]


def test_a_folder_without_its_slash_is_redirected_to_the_one_with_it(still):
    reply = still.ask("/papers/adam?q=a%20b")
    assert (reply.status, reply.headers["location"]) == (302, "/papers/adam/?q=a%20b")
    assert still.ask("/papers/adam").headers["location"] == "/papers/adam/"


def test_a_missing_page_is_the_sites_own_404_page(still):
    reply = still.ask("/papers/none/")
    assert reply.status == 404
    assert "<p>not here</p>" in reply.body
    assert "livereload.js" in reply.body


def test_head_gives_the_headers_alone(still):
    reply = still.ask("/", method="HEAD")
    assert (reply.status, reply.body) == (200, "")
    assert reply.headers["content-length"] == str(len(still.ask("/").body))


def test_nothing_but_reading_is_allowed(still):
    assert [still.ask("/", method=method).status for method in ("POST", "PUT", "DELETE", "OPTIONS")] == [405] * 4


# What is not


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.html",
        "/../../../../../../../../etc/passwd",
        "/papers/../../secret.html",
        "/%2e%2e/secret.html",
        "/%2E%2E%2Fsecret.html",
        "/..%2fsecret.html",
        "/%252e%252e/secret.html",
        "/papers/%2561dam/",
        "/%252e%252e%252fsecret.html",
        "/..\\secret.html",
        "/..%5csecret.html",
        "/%c0%ae%c0%ae/secret.html",
        "/index.html%00.txt",
        "/%00",
        "//evil.example",
        "//papers/adam",
        "/%2fpapers/adam",
        "/%2fetc/passwd",
        "//etc/passwd",
        "http://evil.example/",
        "*",
        "/papers/adam//index.html",
        "/./index.html",
        "/index.html/",
        "/papers/",
        "/folder/",
        "/folder",
        "/out.html",
        "/out/secret.html",
        "/out/",
        "/out/content/text",
        "/pipe",
        "/.hidden",
        "/.sitegen.json",
        "/" + "a" * 3000,
    ],
)
def test_nothing_but_files_of_the_site_is_found(still, target):
    reply = still.ask(target)
    assert reply.status == 404
    assert "<p>not here</p>" in reply.body


def test_a_raw_zero_byte_or_line_end_in_the_address_finds_nothing(still):
    assert still.ask(b"/index.html\0").status in (400, 404)
    assert still.ask(b"/papers/adam%0d%0aSet-Cookie:x").status == 404


@pytest.mark.parametrize("address", ["", "index.html", "/\ud800", "/%ff", "/con", "/" + "../" * 50 + "etc/passwd"], ids=ascii)
def test_odd_addresses_are_not_found(tmp_path, address):
    (tmp_path / "index.html").write_text("x")
    assert serve.find(tmp_path, "/") == ("index.html", b"x")
    assert serve.find(tmp_path, address) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000", "[::1]"])
def test_the_own_names_of_the_machine_are_answered(still, host):
    assert still.ask("/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "xlocalhost",
        "127x0x0x1",
        "127.0.0.2",
        "10.0.0.1:8000",
        "[::2]:8000",
    ],
)
def test_a_foreign_host_is_refused_everywhere(still, host):
    assert still.ask("/", host=host).status == 403
    assert still.ask("/none", host=host).status == 403
    assert still.ask("/livereload.js", host=host).status == 403
    with closing(Browser(still, f"http://{host}", host)) as browser:
        assert browser.status == 403


@pytest.mark.parametrize(
    "host", ["localhost\r\nHost: evil.example", "localhost:8000@evil.example", "localhost, evil.example", "localhost/", ""]
)
def test_a_host_that_is_no_host_is_refused(still, host):
    assert still.ask("/", host=host).status in (400, 403)


def test_a_host_that_only_a_proxy_names_is_not_believed(still):
    assert still.ask("/", host="evil.example", **{"X-Forwarded-Host": "localhost"}).status == 403


# The web socket


class Browser:
    """A web socket to a server, which speaks what livereload's script does."""

    def __init__(self, server: Server, origin: str | None = None, host: str | None = None) -> None:
        address = host or f"localhost:{server.port}"
        self.connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        fields = [f"Host: {address}", f"Origin: {origin or f'http://{address}'}", *(f"{k}: {v}" for k, v in UPGRADE.items())]
        self.connection.sendall("\r\n".join(["GET /livereload HTTP/1.1", *fields, "", ""]).encode())
        self.stream = self.connection.makefile("rb")
        self.status = int(self.stream.readline().split()[1])
        while self.stream.readline().strip():
            pass

    def __enter__(self) -> Self:
        self.send(command="hello", protocols=[])
        assert self.receive()["command"] == "hello"
        self.send(command="info", url="http://localhost/")
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.stream.close()
        self.connection.close()

    def send(self, **message: object) -> None:
        text = json.dumps(message).encode()
        self.connection.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)

    def receive(self, patience: float = 10) -> dict[str, object]:
        """The next message; TimeoutError where none comes."""
        self.connection.settimeout(patience)
        size = self.stream.read(2)[1]
        size = int.from_bytes(self.stream.read(2)) if size == 126 else size
        message: dict[str, object] = json.loads(self.stream.read(size))
        return message


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", "https://localhost", "null"])
def test_a_page_of_another_site_gets_no_socket(still, origin):
    with closing(Browser(still, origin)) as browser:
        assert browser.status == 403


@pytest.mark.parametrize("server", WAYS.values(), ids=WAYS, indirect=True)
def test_a_change_of_a_source_is_built_and_the_browser_told(server):
    with Browser(server) as browser:
        server.write("second")
        message = browser.receive()
    assert (message["command"], message["path"]) == ("reload", "*")
    assert "<p>second</p>" in server.ask("/").body


def test_a_change_that_shows_nowhere_reloads_nothing(server):
    with Browser(server) as browser:
        (server.site / "content/comment").write_text("not on any page")
        with pytest.raises(TimeoutError):
            browser.receive(patience=1.2)


def test_what_the_build_itself_writes_into_the_sources_reloads_only_once(server):
    with Browser(server) as browser:
        server.write("parsed")
        assert browser.receive()["command"] == "reload"
        with pytest.raises(TimeoutError):
            browser.receive(patience=1.2)


def test_the_output_is_not_watched(server):
    with Browser(server) as browser:
        (server.site / "public/index.html").write_text("touched")
        with pytest.raises(TimeoutError):
            browser.receive(patience=1.2)


@pytest.mark.parametrize("server", WAYS.values(), ids=WAYS, indirect=True)
def test_a_new_folder_and_a_file_moved_in_with_an_old_date_are_seen(server):
    old = server.site / "text"
    old.write_text("moved in")
    os.utime(old, (1, 1))
    old.rename(server.site / "content/text")
    server.await_line("^Built")
    (server.site / "themes").mkdir()
    (server.site / "themes/new").write_text("")
    server.write("with a theme")
    server.await_line("^Built")
    (server.site / "themes/text").write_text("themed")
    server.await_line("^Built")
    assert "<p>themed</p>" in server.ask("/").body


def test_the_system_tells_of_a_change_long_before_the_next_look(tmp_path):
    server = Server(new_site(tmp_path), "127.0.0.1", 0, way="serve._POLL, serve._REST = 60, 60_000")
    with Browser(server) as browser:
        for text in ("second", "third"):
            server.write(text)
            assert browser.receive()["command"] == "reload"
            assert f"<p>{text}</p>" in server.ask("/").body
    assert server.stop() == (0, "")


@pytest.mark.skipif(not chromium.program(), reason="no Chromium on this machine")
def test_a_browser_reloads_by_itself_and_shows_mistakes_under_the_pages_own_policy(server, tmp_path):
    with chromium.browse(chromium.program() or "", tmp_path / "profile") as page:
        page.open(f"http://127.0.0.1:{server.port}/")
        page.wait("window.LiveReload && LiveReload.connector.protocolParser.protocol")
        server.write("second")
        page.wait("document.querySelector('p')?.textContent === 'second' && document.readyState === 'complete'")
        page.wait("window.LiveReload && LiveReload.connector.protocolParser.protocol")
        server.write("wrong")
        page.wait("document.getElementById('sitegen-problems') && document.readyState === 'complete'")
        assert page.evaluate("getComputedStyle(document.getElementById('sitegen-problems')).position") == "fixed"
        assert page.evaluate("document.querySelector('p').textContent") == "second"
        assert [line for line in page.complaints() if "favicon" not in line and "404" not in line] == []


# Mistakes


def test_a_mistake_is_announced_and_shown_and_the_last_good_site_stays_until_it_is_mended(server):
    server.write("wrong & bad")
    server.await_line("^Not built: the last good site is still shown")
    assert "content/text:1: error: says <b>wrong & bad</b>" in server.lines
    assert "content/text:1: warning: is thin" in server.lines
    assert not [line for line in server.lines if "is a note" in line]
    for address in ("/", "/papers/adam/", "/none"):
        page = server.ask(address).body
        assert "content/text:1: error: says &lt;b&gt;wrong &amp; bad&lt;/b&gt;</pre></div></body>" in page
        assert '<link rel="stylesheet" href="/livereload.css"></head>' in page
        assert "is thin" not in page
    assert "<p>first</p>" in server.ask("/").body
    assert server.ask("/search.json").body == "{}"
    assert "wrong" not in (server.site / "public/index.html").read_text()
    server.write("mended")
    server.await_line("^Built")
    page = server.ask("/").body
    assert "<p>mended</p>" in page
    assert "sitegen-problems" not in page


def test_a_warning_is_announced_once_and_an_error_each_time(server):
    for text in ("wrong once", "wrong twice"):
        server.write(text)
        server.await_line("^Not built")
    assert len([line for line in server.lines if "is thin" in line]) == 1
    assert len([line for line in server.lines if "is bad" in line]) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gone", "gone: error: cannot be read or written: No such file"),
        ("refused", "content/refused: error: cannot be read"),
        ("fault in sitegen", "error: cannot be built: KeyError: &#x27;fault in sitegen&#x27;"),
    ],
)
def test_whatever_stops_a_build_is_shown_like_any_mistake_and_the_next_one_heals(server, text, shown):
    server.write(text)
    server.await_line("^Not built")
    assert shown in server.ask("/").body
    assert "<p>first</p>" in server.ask("/").body
    server.write("healed")
    server.await_line("^Built")
    assert "<p>healed</p>" in server.ask("/").body


def test_a_site_that_was_never_built_shows_what_is_wrong(tmp_path):
    server = Server(new_site(tmp_path, "wrong from the start"), "127.0.0.1", 0)
    page = server.ask("/")
    assert page.status == 404
    assert "wrong from the start" in page.body
    assert "livereload.js" in page.body
    server.write("right")
    server.await_line("^Built")
    assert server.ask("/").status == 200
    assert server.stop() == (0, "")


# Host and port


def test_a_taken_port_is_said_and_the_next_free_one_used(tmp_path, still):
    server = Server(new_site(tmp_path), "127.0.0.1", still.port)
    assert server.port > still.port
    assert server.lines[0] == f"Port {still.port} is taken; {server.port} is the next free one."
    assert server.ask("/").status == 200
    assert server.stop() == (0, "")


def test_another_host_than_this_machine_gives_a_warning(tmp_path, still):
    server = Server(new_site(tmp_path), "0.0.0.0", 0)  # noqa: S104
    assert "--host 0.0.0.0: warning: everyone who can reach this machine can read the site" in server.lines
    assert server.ask("/", host="evil.example").status == 403
    assert server.ask("/", host="0.0.0.0:1").status == 200
    assert server.stop() == (0, "")
    assert not [line for line in still.lines if "warning" in line]


@pytest.mark.parametrize("host", ["256.1.1.1.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_refused(tmp_path, host):
    with pytest.raises(Refused, match=f"--host {host} --port 8000: error: cannot be served at"):
        serve.serve(tmp_path, list, [], host, announce=lambda _: None)


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_the_server_ends_quietly_while_a_browser_is_connected(tmp_path, way):
    server = Server(new_site(tmp_path), "127.0.0.1", 0)
    with Browser(server):
        assert server.stop(way) == (0, "")
