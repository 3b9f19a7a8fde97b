"""A headless Chromium for the tests, driven by its DevTools protocol: https://chromedevtools.github.io/devtools-protocol/"""

import asyncio
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-proxy-server",
    "--remote-debugging-port=0",
)
PATIENCE = 60.0  # seconds
KEYS = {"ArrowDown": 40, "ArrowUp": 38, "Enter": 13, "Escape": 27, "/": 191}


class Page:
    """The page of a browser. `events` are what it has reported since the last `open`, as the protocol names them."""

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
        """The value of a JavaScript expression; what it throws fails the test."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Go on as soon as a JavaScript expression is true."""
        end = time.monotonic() + PATIENCE
        while not self._holds(expression):
            assert time.monotonic() < end, f"not within {PATIENCE:.0f} s: {expression}"
            time.sleep(0.02)

    def _holds(self, expression: str) -> bool:
        """Whether an expression is true; on a page that is just being left nothing is."""
        try:
            return bool(self.evaluate(f"Boolean({expression})"))
        except AssertionError as fault:
            if "navigated" not in str(fault):
                raise
            return False

    def open(self, url: str) -> None:
        """Go to an address and wait until the page is there and its scripts have run."""
        self.call("Page.navigate", url="about:blank")
        self.wait("location.href === 'about:blank' && document.readyState === 'complete'")
        self.events.clear()
        self.call("Page.navigate", url=url)
        self.wait("location.href !== 'about:blank' && document.readyState === 'complete'")

    def type(self, text: str) -> None:
        """Put a text where the cursor is, as typing or pasting it would."""
        self.call("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press and release one of KEYS."""
        text = {"Enter": "\r", "/": "/"}.get(key, "")
        kind = "keyDown" if text else "rawKeyDown"
        self.call("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=KEYS[key])
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=KEYS[key])

    def reported(self, method: str) -> list[dict[str, Any]]:
        """What the events of that name said."""
        return [event["params"] for event in self.events if event["method"] == method]

    def complaints(self) -> list[str]:
        """What the console was told, by the page or by the browser, exceptions that nobody caught, and dialogs."""
        self.evaluate("null")  # so that what was reported until now has come
        told = [event["entry"]["text"] for event in self.reported("Log.entryAdded")]
        said = [str(event["args"]) for event in self.reported("Runtime.consoleAPICalled")]
        thrown = [str(event["exceptionDetails"]) for event in self.reported("Runtime.exceptionThrown")]
        return told + said + thrown + [event["message"] for event in self.reported("Page.javascriptDialogOpening")]

    def requests(self) -> list[str]:
        """All addresses that were asked for."""
        self.evaluate("null")
        return [event["request"]["url"] for event in self.reported("Network.requestWillBeSent")]


def program() -> str | None:
    """Where a Chromium is: what SITEGEN_CHROMIUM says, else the first of the usual names on this machine, else None."""
    return os.environ.get("SITEGEN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browse(chromium: str, profile: Path) -> Iterator[Page]:
    """A page in a browser of its own, whose profile is the empty folder `profile`; the browser ends with the block."""
    command = [chromium, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    with (
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process,
        closing(asyncio.new_event_loop()) as loop,
    ):
        try:
            socket = loop.run_until_complete(_connect(_page_address(profile)))
            yield Page(loop, socket)
            loop.run_until_complete(_disconnect(socket))
        finally:
            process.terminate()


async def _connect(address: str) -> WebSocketClientConnection:
    return await websocket_connect(address)


async def _disconnect(socket: WebSocketClientConnection) -> None:
    socket.close()
    while await socket.read_message() is not None:
        pass


def _page_address(profile: Path) -> str:
    """The web socket of the browser's first page; Chromium writes the port that it has chosen into its profile."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, ValueError, IndexError, StopIteration, HTTPException):
            port = int((profile / "DevToolsActivePort").read_text().split()[0])
            with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("GET", "/json/list")
                targets = json.load(connection.getresponse())
            return str(next(target["webSocketDebuggerUrl"] for target in targets if target["type"] == "page"))
        time.sleep(0.05)
    raise TimeoutError("Chromium has not opened its debugging port")
