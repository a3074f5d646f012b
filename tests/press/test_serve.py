"""`mkdocs serve` with an author at work: it starts with a fault, shows it, heals, breaks and heals, and never exits."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, claim, section, write

from lrbook.press import new

PATIENCE = 120
"""After how many seconds a server counts as one that hangs: not how fast it is, which belongs to the machine."""

MODULE = "import pathlib\n\ndef five():\n    return {}\n"
PAGE = START + "It is [39]{=cost(x) #case-cost}, and [5]{=chapter.five()}.\n"
IMPORTS = '```python exec="on" id="imports"\nimport chapter\n```\n'
CLAIMS = section(claim("case-cost", "39", "holds"))


class Served:
    """A book that is being served while its files are edited."""

    def __init__(self, root: Path, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        self.root, self.process, self.url, self.log = root, process, url, log

    def page(self) -> str:
        """Return the page as it is served now, or "" before there is one."""
        try:
            with urllib.request.urlopen(self.url, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.page() + self.log.read_text()
            time.sleep(0.1)

    def becomes(self, *texts: str, said: str = "", **files: str) -> None:
        """Save files, and wait until the page holds the texts and the terminal shows what is said of it."""
        before = len(self.log.read_text())
        write(self.root, {name.replace("__", "/").replace("_", "."): text for name, text in files.items()})
        self.wait(lambda: said in self.log.read_text()[before:])
        for text in texts:  # where settings can't be read, no page is served until they are mended
            self.wait(lambda text=text: text in self.page())

    def heals(self, **files: str) -> None:
        """Save files, and wait until the page is there and without a fault."""
        write(self.root, {name.replace("__", "/").replace("_", "."): text for name, text in files.items()})
        self.wait(self.stands)

    def stands(self) -> bool:
        """Return whether the page is there and without a fault."""
        page = self.page()
        return ">39</data>" in page and "fault" not in page


@contextmanager
def _served(root: Path, page: str = "") -> Iterator[Served]:
    """Serve the book in a folder, from another folder, and with nothing said of where its package is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = root / "log"
    log.touch()
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(root / "mkdocs.yml"), "-a", address]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=os.environ | {"PYTHONPATH": os.getcwd()})
    try:
        yield Served(root, process, f"http://{address}/{page}", log)
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    """Serve a book whose page has a fault from the start."""
    write(
        tmp_path,
        {
            "mkdocs.yml": CONFIG.replace("lrbook: {}", "lrbook: {modules: [chapter]}"),
            "theme/main.html": TEMPLATE,
            "docs/index.md": (IMPORTS + PAGE).replace("[39]", "[40]"),
            "docs/ledger.md": "<!-- ledger -->\n",
            "docs/claims.toml": CLAIMS,
            "chapter/__init__.py": MODULE.format(5),
        },
    )
    with _served(tmp_path) as server:
        yield server


def test_an_author_at_work(served: Served) -> None:
    served.becomes("40 is stated, but cost(x) is 39.0", said="docs/index.md:11: 40 is stated")
    served.heals(docs__index_md=IMPORTS + PAGE)

    fault = "5 is stated, but chapter.five() is 6"
    (served.root / "chapter/__init__.py").write_text(MODULE.format("3 + 3"))
    served.becomes(fault, said=fault)
    (served.root / "chapter/__init__.py").write_text(MODULE.format("5 +"))
    served.becomes("SyntaxError", said="docs/index.md:2: the block")
    (served.root / "chapter/__init__.py").write_text(MODULE.format(5))
    served.heals()
    (served.root / "chapter/__init__.py").write_text(
        MODULE.format("int(pathlib.Path(__path__[0], 'data.txt').read_text())")
    )
    served.becomes("5 is stated", chapter__data_txt="6")
    served.heals(chapter__data_txt="5")

    served.becomes("unknown claim #case-cost", said="docs/index.md:11: unknown claim", docs__claims_toml=section())
    served.becomes(">39</data>", said="docs/claims.toml:9: the ledger can't be read", docs__claims_toml=CLAIMS + "[[")
    served.heals(docs__claims_toml=CLAIMS)

    served.becomes("it exits", said="it exits", docs__index_md=IMPORTS + PAGE.replace("x = -6.0", "exit()"))
    served.becomes("LaTeX error", said="LaTeX error", docs__index_md=IMPORTS + PAGE + "\\(\\nix\\)\n")
    served.heals(docs__index_md=IMPORTS + PAGE)

    served.becomes(said="mkdocs.yml", mkdocs_yml="site_name: [\n")
    served.heals(mkdocs_yml=CONFIG.replace("lrbook: {}", "lrbook: {modules: [chapter]}"))
    assert served.process.poll() is None


def test_a_new_book_with_a_broken_page(tmp_path) -> None:
    new.begin(tmp_path / "balls")
    page, fall = tmp_path / "balls/docs/index.md", tmp_path / "balls/balls/fall.py"
    text, code = page.read_text(encoding="utf-8"), fall.read_text(encoding="utf-8")
    page.write_text(text.replace("[58.4]", "[58.5]"), encoding="utf-8")
    with _served(tmp_path / "balls") as server:
        server.becomes("58.5 is stated, but height is 58.4", said="1 to mend:")
        server.becomes("58.4</data>", docs__index_md=text)
        fall.write_text(code.replace("sqrt(2 *", "sqrt(3 *"), encoding="utf-8")
        server.becomes("3.45 is stated, but seconds is 4.2", said="docs/index.md")
        fall.write_text(code, encoding="utf-8")
        server.becomes("3.45</data>")
