"""A headless Chromium for the tests, driven by its DevTools protocol: https://chromedevtools.github.io/devtools-protocol/"""

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --no-proxy-server --disable-dev-shm-usage "
    "--disable-background-networking --disable-component-update --disable-sync --disable-extensions"
).split()
PATIENCE = 20.0  # seconds
KEYS = {"ArrowDown": 40, "ArrowUp": 38, "Enter": 13, "Escape": 27, "/": 191}


class Page:
    """The one page of a browser. `events` are all that it has reported so far, as the protocol names them."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: WebSocketClientConnection) -> None:
        self.events: list[dict[str, Any]] = []
        self._loop, self._socket, self._number = loop, socket, 0
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """The result of a method of the protocol."""
        self._number += 1
        message = json.dumps({"id": self._number, "method": method, "params": params})
        return self._loop.run_until_complete(asyncio.wait_for(self._exchange(message), PATIENCE))

    async def _exchange(self, message: str) -> dict[str, Any]:
        await self._socket.write_message(message)
        while (received := await self._socket.read_message()) is not None:
            answer = json.loads(received)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return dict(answer["result"])
            self.events.append(answer)
        raise ConnectionError("the browser has gone")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression, a promise's when it is kept; what the page throws fails the test."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Go on as soon as a JavaScript expression is true."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"Boolean({expression})"):
            assert time.monotonic() < end, f"not within {PATIENCE:.0f} s: {expression}"
            time.sleep(0.02)

    def open(self, url: str) -> None:
        """Go to an address and wait until the page and its scripts are there."""
        self.events.clear()
        self.call("Page.navigate", url=url)
        self.wait(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(url.split('?')[0])})")

    def type(self, text: str) -> None:
        """Put a text where the cursor is, as typing or pasting it would."""
        self.call("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press and release a key of KEYS."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = KEYS[key]
        down = "keyDown" if text else "rawKeyDown"
        self.call("Input.dispatchKeyEvent", type=down, key=key, text=text, windowsVirtualKeyCode=code)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def reported(self, method: str) -> list[dict[str, Any]]:
        """What the events of a name said, since the page was opened."""
        self.evaluate("null")
        return [event["params"] for event in self.events if event["method"] == method]

    def complaints(self) -> list[str]:
        """Errors and warnings of the console, uncaught exceptions, and what the security policy refused."""
        logged = [entry["entry"]["text"] for entry in self.reported("Log.entryAdded")]
        said = [str(call["args"]) for call in self.reported("Runtime.consoleAPICalled")]
        return logged + said + [str(thrown["exceptionDetails"]) for thrown in self.reported("Runtime.exceptionThrown")]

    def requests(self) -> list[str]:
        """All addresses that were asked for, since the page was opened."""
        return [sent["request"]["url"] for sent in self.reported("Network.requestWillBeSent")]


def program() -> str | None:
    """Where a Chromium is on this machine: SITEGEN_CHROMIUM, else the first of the usual names, else None."""
    return os.environ.get("SITEGEN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browse(chromium: str, profile: Path) -> Iterator[Page]:
    """A fresh page in a browser of its own, whose profile is the empty folder `profile`; it ends with the block."""
    command = [chromium, *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with closing(asyncio.new_event_loop()) as loop:
            socket = loop.run_until_complete(_connect(_page_address(profile)))
            yield Page(loop, socket)
            socket.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


async def _connect(address: str) -> WebSocketClientConnection:
    return await websocket_connect(address)


def _page_address(profile: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, ValueError, StopIteration):
            port = int((profile / "DevToolsActivePort").read_text().split()[0])
            with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("GET", "/json/list")
                targets = json.load(connection.getresponse())
            return str(next(target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page"))
        time.sleep(0.05)
    raise TimeoutError("Chromium did not open its debugging port")
