"""Sessions: a page is a process, and whatever it does, the build and the other pages go on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, Built, write

from lrbook.press.check.ledger import Ledger
from lrbook.press.check.reading import plain
from lrbook.press.check.source import Source
from lrbook.press.sessions import session
from lrbook.press.sessions.page import Block
from lrbook.press.sessions.session import Session

BLOCK = '```python exec="on" id="{}"\n{}\n```\n'
LEDGER = Ledger(Source("claims.toml", ""), [])


def begun(*promised: Block) -> Session:
    return Session("docs/index.md", LEDGER, steps=promised)


@pytest.mark.parametrize(
    ("code", "line", "texts"),
    [
        ("import os\nos._exit(0)", 8, ["ends its process", "exit code 0"]),
        ("import os\nos._exit(3)", 8, ["ends its process", "exit code 3"]),
        ("import faulthandler\nfaulthandler._sigsegv()", 10, ["ends its process", "Segmentation fault"]),
        ("import os\nos.abort()", 10, ["ends its process", "Aborted"]),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", 8, ["ends its process", "exit code -9"]),
    ],
)
def test_a_page_that_crashes_is_named_and_the_others_go_on(fails, code, line, texts) -> None:
    other = BLOCK.format("c", "y = 7") + "\nIt is [7]{=y}.\n"
    built = fails(f"docs/index.md:{line}", ['"b" fails', *texts], BLOCK.format("b", code), docs__two_md=other)
    assert ">7</data>" in built.page("two/index.html")


def test_what_comes_after_a_crash_is_not_computed(book) -> None:
    built = book(BLOCK.format("b", "import os\nos._exit(0)") + BLOCK.format("c", "y = 7") + "\nIt is [7]{=y}.\n")
    after = "the page's process has ended before it"
    assert [fault.partition(" ")[0] for fault in built.faults()] == [f"docs/index.md:{line}:" for line in (8, 12, 16)]
    assert [after in fault for fault in built.faults()] == [False, True, True]


def test_an_expression_that_crashes_is_named(fails) -> None:
    block = BLOCK.format("b", "import os")
    fails("docs/index.md:12", ["can't be computed", "exit code 4"], f"{block}\nIt is [4]{{=os._exit(4)}}.\n")


@pytest.mark.parametrize("loop", ["while True: pass", "import re\nre.match('(a+)+b', 'a' * 99)"])
def test_a_page_without_end_keeps_no_other_page_waiting(fails, monkeypatch, loop) -> None:
    monkeypatch.setattr(session, "SECONDS", 0.5)
    other = BLOCK.format("c", "y = 7") + "\nIt is [7]{=y}.\n"
    line = 8 + len(loop.splitlines())
    built = fails(f"docs/index.md:{line}", "ran for 0.5 seconds", BLOCK.format("b", loop), docs__two_md=other)
    assert ">7</data>" in built.page("two/index.html")


SPOILERS = {
    "folder": ("import os\nos.chdir('/')", "import os\nassert os.getcwd() != '/'"),
    "module": ("import math\nmath.pi = 3", "import math\nassert math.pi > 3"),
    "builtin": ("import builtins\nbuiltins.sum = None", "assert sum([1, 2]) == 3"),
    "environment": ("import os\nos.environ['SPOILT'] = 'yes'", "import os\nassert 'SPOILT' not in os.environ"),
    "numpy": (
        "import numpy as np\nnp.seterr(all='raise')",
        "import numpy as np\nassert np.geterr()['under'] == 'ignore'",
    ),
    "decimal": (
        "import decimal\ndecimal.getcontext().prec = 3",
        "import decimal\nassert decimal.getcontext().prec == 28",
    ),
    "thread": (
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()",
        "import threading\nassert threading.active_count() == 1",
    ),
}


@pytest.mark.parametrize("first", ["docs__a_md", "docs__z_md"])
@pytest.mark.parametrize("spoiler", SPOILERS)
def test_nothing_that_a_page_does_reaches_another_or_the_build(passes, spoiler, first) -> None:
    spoils, demands = (BLOCK.format("b", code) for code in SPOILERS[spoiler])
    passes(start=demands, **{first: spoils})
    assert Path.cwd() != Path("/")


def test_what_a_page_sets_for_decimal_does_not_blur_its_numbers(fails) -> None:
    block = BLOCK.format("b", "import decimal\ndecimal.getcontext().prec = 2\ny = 1234.5")
    fails("docs/index.md:14", "write [1234.5]", f"{block}\nIt is [1234.4]{{=y}}.\n")


def test_pages_compute_side_by_side(passes, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def meets(mine: str, other: str) -> str:
        code = f"from pathlib import Path\nPath({mine!r}).touch()\nwhile not Path({other!r}).exists():\n    pass"
        return BLOCK.format("b", code)

    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    passes(start=meets(one, two), docs__two_md=meets(two, one))


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody is nice")
def test_a_page_lets_the_build_go_first() -> None:
    block = Block("b", 1, "import os\nprint(os.nice(0))")
    assert int(begun(block).run(block).value) > os.nice(0)


def test_what_is_shown_is_what_is_run_though_a_plugin_changes_the_page(passes) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('y = 6', 'y = 7')\n"
    blocks = BLOCK.format("b", "y = 6") + BLOCK.format("c", "z = y + x")
    hooked = {"config": lambda config: config + "hooks: [hook.py]\n", "hook_py": hook}
    passes(f"{blocks}\nIt is [1]{{=z}}, or [7]{{=y}}.\n", **hooked)


def test_a_block_runs_ahead_wherever_it_stands() -> None:
    text = '> - item\n>\n>     ~~~python exec="on" id="b"\n>     if True:\n>\n>         y = 1\n>     ~~~\n'
    (fence,) = Source("docs/index.md", text).fences
    assert fence.text == "if True:\n\n    y = 1"


def test_a_session_begins_anew_if_the_page_is_not_as_promised() -> None:
    one, two, other = Block("one", 1, "x = [1]"), Block("two", 3, "x.append(2)"), Block("two", 3, "x.append(3)")
    page = begun(one, two)
    page.run_ahead()
    assert not page.run(one).error
    assert page.evaluate("x").value == [1, 2]
    assert not page.run(other).error
    assert page.evaluate("x").value == [1, 3]
    page.end()


AHEAD = """
import os
import time

from lrbook.press.check.ledger import Ledger
from lrbook.press.check.source import Source
from lrbook.press.sessions.page import Block
from lrbook.press.sessions.session import Session, run_ahead

if __name__ == "__main__":
    blocks = [Block(f"b{n}", n, "") for n in range(1, 99999)]
    pages = [Session(f"docs/{n}.md", Ledger(Source("claims.toml", ""), []), steps=blocks) for n in range(9)]
    run_ahead(pages)
    while not all(page._answers for page in pages[: (os.cpu_count() or 1)]):
        time.sleep(0.01)
"""


def test_pages_that_run_ahead_are_ended_without_a_word(tmp_path) -> None:
    program = tmp_path / "ahead.py"
    program.write_text(AHEAD)
    for _ in range(3):  # where the reading is when the end comes is a matter of luck
        run = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60, check=True)
        assert run.stderr == ""


TOO_LATE = """
import multiprocessing
from lrbook.press.check.ledger import Ledger
from lrbook.press.check.source import Source
from lrbook.press.sessions.page import Given, live
live(Given("docs/a.md", ".", "gone", 1.0, Ledger(Source("claims.toml", ""), [])), multiprocessing.Pipe()[0])
"""


def test_a_page_that_begins_when_the_build_has_ended_says_nothing(tmp_path) -> None:
    """Ctrl-C may come between the two: the folder of the page has been cleared away."""
    command = [sys.executable, "-c", TOO_LATE]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_values_come_back_as_plain_data() -> None:
    page = begun()
    page.run(Block("b", 1, "import numpy as np, sympy as sp\nfrom fractions import Fraction\nclass Odd(int): pass"))
    for expression, value in {
        "np.float64(0.1)": 0.1,
        "np.bool_(True)": True,
        "np.arange(4).reshape(2, 2)": [[0, 1], [2, 3]],
        "sp.Integer(3)": 3,
        "sp.Rational(1, 2)": plain(1) / 2,
        "sp.sqrt(4) < 3": True,
        "sp.sqrt(2)": 2**0.5,
        "Odd(3)": 3,
        "(Fraction(1, 2), 'a', None)": [plain(0.5), "a", None],
    }.items():
        answer = page.evaluate(expression)
        assert (answer.value, answer.error) == (value, "")
        assert type(answer.value).__module__ in {"builtins", "fractions"}
    assert repr(page.evaluate("sp.Symbol('q')").value) == "q"
    page.end()


def test_no_process_is_left_when_nobody_asks_any_more() -> None:
    page = begun(Block("b", 1, "import os, threading\nthreading.Thread(target=threading.Event().wait).start()"))
    page.run_ahead()
    process = page.evaluate("os.getpid()").value
    del page
    end = time.monotonic() + 120  # then it's there to stay; how soon it goes belongs to the machine
    while Path(f"/proc/{process}/cmdline").exists() and Path(f"/proc/{process}/cmdline").read_bytes():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends at the end of its block")
@pytest.mark.parametrize("of", ["os.getpid()", "subprocess.Popen(['sleep', '77']).pid"])
def test_a_build_that_is_killed_leaves_no_process(tmp_path, of) -> None:
    running = tmp_path / "runs"
    told = f"Path({str(running)!r}).write_text(str({of}))"
    code = f"import os, subprocess\nfrom pathlib import Path\n{told}\nwhile True: pass"
    write(
        tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": START + BLOCK.format("b", code)}
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(tmp_path / "mkdocs.yml")]
    build = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while not running.exists() or not running.read_text():
        assert build.poll() is None
        time.sleep(0.05)
    build.kill()
    build.wait()
    page, end = Path(f"/proc/{running.read_text()}/cmdline"), time.monotonic() + 20
    while page.exists() and page.read_bytes():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_it_works_where_nothing_can_be_forked(tmp_path) -> None:
    text = START + "It is [39]{=cost(x)}.\n\n" + BLOCK.format("b", "import os\nos._exit(3)")
    write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": text})
    code = "import sys; sys.platform = 'other'; import lrbook.press.sessions.session; sys.platform = 'linux'; " + (
        "from mkdocs.__main__ import cli; cli()"
    )
    command = [sys.executable, "-c", code, "build", "-f", str(tmp_path / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert Built(done.returncode, done.stderr, tmp_path / "site", tmp_path).faults() != []
    assert 'docs/index.md:10: the block "b" fails: it ends its process (exit code 3)' in done.stderr
