"""The built site behind a server of its own, and Chromium to read it, which reaches no other host."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import pytest
from real_book import ROOT

QUIET = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"]
QUIET += ["disable-component-update", "disable-sync"]
ALONE = "host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
FOR_ONCE = (
    "js-flags=--no-turbofan --single-threaded-gc"  # to optimise code takes longer than it saves while a page is open
)
OPTIONS = [f"--{option}" for option in [*QUIET, ALONE, FOR_ONCE]]
PACKED = {".png", ".woff2", ".gz"}
pack = cache(gzip.compress)  # most of what a page loads, the other pages load, too


class Handler(SimpleHTTPRequestHandler):
    """Serves the site under a path, compressed as servers do, and nothing beside it."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, under: str, sent: dict[str, int], **kwargs: Any) -> None:
        self.under, self.sent = under, sent
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        asked = urlsplit(self.path).path
        path = Path(self.translate_path("/" + asked.removeprefix(self.under)))
        path = path / "index.html" if path.is_dir() else path
        if not asked.startswith(self.under) or not path.is_file():
            return self.send_error(404)
        content = path.read_bytes()
        self.send_response(200)
        if path.suffix not in PACKED:
            content = pack(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(content)))
        self.sent[path.name] = len(content) + sum(map(len, self._headers_buffer))
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Path, under: str, sent: dict[str, int] | None = None) -> Iterator[str]:
    """Serve the site; `sent` takes down how many bytes each file took, with its head."""
    with local(partial(Handler, directory=str(site), under=under, sent={} if sent is None else sent)) as address:
        yield address.removesuffix("/") + under


@contextmanager
def local(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve what a handler has to say."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@cache
def await_tools() -> None:
    """Wait until CI has installed the browser and what judges the pages, which it does beside the first tests."""
    installing = os.environ.get("LRBOOK_INSTALLING")
    while installing and Path(installing).exists():
        sleep(0.1)


def missing(what: str) -> None:
    """Skip a test that lacks a tool; where all are required, that is a failure."""
    if os.environ.get("LRBOOK_REQUIRE_BROWSER") == "1":
        pytest.fail(f"no {what}")
    pytest.skip(f"no {what}")


def tool(name: str) -> Path:
    """Return a file of the tools that `npm ci --prefix .ci` installs."""
    await_tools()
    path = ROOT / ".ci/node_modules" / name
    if not path.exists():
        missing(f"{path}: npm ci --prefix .ci")
    return path


def program(name: str) -> str | None:
    """Return the path of a program."""
    await_tools()
    return shutil.which(name)


def chromium() -> str | None:
    """Return the path of a browser: best is Chromium without its windows, which opens a page in 0.7 of the time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("LRBOOK_CHROMIUM") or next(filter(None, map(program, names)), None)


@contextmanager
def tab(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """Open a page, and demand that nothing goes wrong in it, and that it asks no other host, which it can't reach."""
    wrong: list[str] = []
    home = urlsplit(address)
    context = browser.new_context(**options)
    context.set_default_timeout(60_000)

    def look(request: Any) -> None:
        asked = urlsplit(request.url)
        if (asked.scheme, asked.netloc) != (home.scheme, home.netloc):
            wrong.append(f"asks another host: {request.url}")

    context.on("request", look)
    opened = context.new_page()
    opened.on("console", lambda said: said.type in {"error", "warning"} and wrong.append(f"console: {said.text}"))
    opened.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    opened.on("response", lambda got: got.status >= 400 and wrong.append(f"{got.status}: {got.url}"))
    opened.on(
        "requestfailed",
        lambda failed: failed.failure != "net::ERR_ABORTED" and wrong.append(f"{failed.failure}: {failed.url}"),
    )
    try:
        yield opened
    finally:
        context.close()
    assert wrong == [], wrong


SHIFTS = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo({top: y, behavior: "instant"})
        await new Promise(requestAnimationFrame)
    }
    const observer = new PerformanceObserver(() => {})
    observer.observe({type: "layout-shift", buffered: true})
    return observer.takeRecords().reduce((sum, shift) => sum + shift.value, 0)
}"""
"""By how much of its window a page moves while it is loaded and read."""
