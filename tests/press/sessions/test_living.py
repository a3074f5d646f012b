"""Sessions that outlive their build: what is as it was is not computed again, and nothing is ever stale."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrbook.press.check.blocks import declared
from lrbook.press.check.ledger import load
from lrbook.press.check.source import Source
from lrbook.press.sessions import session
from lrbook.press.sessions.page import Block, Question
from lrbook.press.sessions.session import Sessions, steps
from lrbook.press.sessions.used import GRAIN

BLOCK = '```python exec="on" id="{}"\n{}\n```\n\n'
STAMP = "import time\nwhen = time.time_ns()\n"
CLAIM = '[[section.claim]]\nid = "{}"\nsays = "s"\nprints = "1"\nverdict = "holds"\n'
SECTION = '[[section]]\npage = "a.md"\n'

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process can't be copied")


def computed(sessions: Sessions, root: Path) -> dict[str, Any]:
    """Return what the pages below a folder compute, in one build."""
    claims = root / "claims.toml"
    ledger = load(Source("claims.toml", claims.read_text() if claims.exists() else ""))
    found = {}
    for file in sorted(root.glob("*.md")):
        source = Source(file.name, file.read_text())
        ordered = steps(source, declared(source)[0])
        page = sessions.session(file.name, ledger, ordered)
        for step in ordered:
            answer = (
                page.run(step)
                if isinstance(step, Block)
                else page.evaluate(step.expression, step.shown, step.after)
                if isinstance(step, Question)
                else None
            )
            assert answer
            name = step.id if isinstance(step, Block) else f"{step.expression} {step.after}"
            found[f"{file.stem} {name}"] = answer.error or answer.value
        found[f"{file.stem} left"] = page.left()
    sessions.end_build()
    return found


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Callable[..., dict[str, Any]]]:
    """Return a function that saves files and builds; sessions live on from build to build."""
    session.preload([])
    sessions = Sessions(str(tmp_path), ["chapter"], kept=3)

    def built(**files: str | None) -> dict[str, Any]:
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.unlink() if text is None else path.write_text(text)
        time.sleep(3 * GRAIN / 1e9)
        return computed(sessions, tmp_path)

    sys.path.insert(0, str(tmp_path))
    yield built
    sys.path.remove(str(tmp_path))
    sessions.close()


def test_a_page_that_is_as_it_was_is_not_computed_again(build) -> None:
    page = BLOCK.format("a", STAMP) + "It is [1]{=when}.\n"
    first = build(a_md=page)
    assert build() == first
    assert build(a_md=f"# New\n\n{page}More, and [2]{{=when}}.\n")["a when 1"] == first["a when 1"]


def test_what_is_new_behind_the_last_block_is_computed_alone(build) -> None:
    page = BLOCK.format("a", STAMP + "met = []") + "It is [1]{=len(met)}, [1]{=met.append(1)}, [1]{=when}.\n"
    first = build(a_md=page)
    second = build(a_md=page + "And [3]{=len(met) + 2}.\n")
    assert (second["a when 1"], second["a len(met) + 2 1"]) == (first["a when 1"], 3)
    assert build(a_md=page) == first


@pytest.mark.parametrize(
    "code",
    [
        "from pathlib import Path\nimport tempfile\nkept = tempfile.TemporaryDirectory()\n"
        "own = Path(kept.name, 'own')\nown.write_text('1')\nx = own.read_text()",
        "import os, tempfile\nwith tempfile.TemporaryDirectory() as kept:\n    x = os.stat(kept), os.listdir(kept)",
        "import tempfile\nkept = tempfile.NamedTemporaryFile('w+')\nkept.write('1')\nkept.seek(0)\nx = kept.read()",
        "from pathlib import Path\nx = Path('/proc/self/stat').read_text() > ''",
    ],
)
def test_what_a_page_writes_and_what_the_system_says_of_it_is_no_reason_to_run_it_again(build, code: str) -> None:
    page = BLOCK.format("b", STAMP + code) + "[1]{=when}\n"
    first = build(a_md=page)
    assert build() == first


CHANGES: dict[str, tuple[str, dict[str, str | None], dict[str, str | None]]] = {
    "a block": ("x = 1", {"a_md": BLOCK.format("b", STAMP + "x = 2")}, {}),
    "what stands between blocks": ("x = 1", {"a_md": "[1]{=when}\n\n" + BLOCK.format("b", STAMP + "x = 1")}, {}),
    "a module": ("import chapter", {"chapter_py": "y = 2"}, {"chapter_py": "y = 1"}),
    "a module of a module": (
        "import chapter",
        {"other_py": "y = 2"},
        {"chapter_py": "from other import y", "other_py": "y = 1"},
    ),
    "a data file": (
        "from pathlib import Path\nx = Path('d.txt').read_text()",
        {"d_txt": "2"},
        {"d_txt": "1"},
    ),
    "a file that it adds to": (
        "from pathlib import Path\nwith open('d.txt', 'a+') as f:\n    f.seek(0)\n    x = f.read()",
        {"d_txt": "2"},
        {"d_txt": "1"},
    ),
    "a file that it writes into the book": (
        "from pathlib import Path\nPath('d.txt').write_text('1')",
        {},
        {},
    ),
    "a file that is there": ("import os\nx = os.path.exists('d.txt')", {"d_txt": "1"}, {}),
    "a file that is gone": ("import os\nx = os.path.exists('d.txt')", {"d_txt": None}, {"d_txt": "1"}),
    "a file that is sought": (
        "try:\n    with open('d.txt') as f:\n        x = f.read()\nexcept OSError:\n    x = 0",
        {"d_txt": "1"},
        {},
    ),
    "a folder": ("from pathlib import Path\nx = len(list(Path('d').iterdir()))", {"d__b_txt": ""}, {"d__a_txt": ""}),
    "a pattern": ("import glob\nx = glob.glob('d/*')", {"d__b_txt": ""}, {"d__a_txt": ""}),
    "a pattern below": ("from pathlib import Path\nx = list(Path('d').rglob('*'))", {"d__b_txt": ""}, {"d__a_txt": ""}),
    "the ledger": ("x = len(ledger.claims)", {"claims_toml": SECTION + CLAIM.format("b")}, {}),
    "the ledger, by another name": (
        "x = len(globals()['led' + 'ger'].claims)",
        {"claims_toml": SECTION + CLAIM.format("b")},
        {},
    ),
    "another program": ("import subprocess\nx = subprocess.run(['true'])", {}, {}),
    "where its lines stand": (
        "import inspect\nx = inspect.currentframe().f_lineno",
        {"a_md": "\n" + BLOCK.format("b", STAMP + "import inspect\nx = inspect.currentframe().f_lineno")},
        {},
    ),
    "a fault": ("import sys\nprint(1, file=sys.stderr)", {}, {}),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_changes_what_a_page_uses_lets_it_run_again(build, kind: str) -> None:
    code, change, before = CHANGES[kind]
    page = BLOCK.format("b", STAMP + code)
    behind = "[1]{=when}\n"
    first = build(**{"a_md": page + behind, **before})
    if "a_md" in change:
        change = {"a_md": f"{change['a_md']}{behind}"}
    second = build(**change)
    assert first["a when 1"] != second["a when 1"]


@pytest.mark.parametrize("same", [True, False])
def test_what_is_asked_beside_the_steps_stands_while_all_is_the_same(tmp_path: Path, same: bool) -> None:
    session.preload([])
    sessions, ledger = Sessions(str(tmp_path), kept=1), load(Source("claims.toml", ""))
    steps = [Block("b", 1, "met = []")]
    first = sessions.session("a.md", ledger, steps)
    first.run_ahead()
    assert first.evaluate("met.append(1)").error == ""
    assert first.evaluate("len(met)").value == 1
    sessions.end_build()
    second = sessions.session("a.md", ledger, steps, same=same)
    assert second.unchanged == same
    assert second.evaluate("len(met)").value == same
    sessions.end_build()
    assert not sessions.session("a.md", ledger, steps).unchanged
    sessions.close()


def test_a_page_with_threads_lives_on_while_nothing_of_it_changes(build) -> None:
    """A process that has threads can't be copied, and so it can't go back to its last block."""
    thread = "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()"
    page = BLOCK.format("b", STAMP + thread) + "[1]{=when}\n"
    first = build(a_md=page)
    assert build() == first
    assert build(a_md=page + "[2]{=2}\n")["a when 1"] != first["a when 1"]


@pytest.mark.parametrize("change", [{"other_txt": "1"}, {"claims_toml": SECTION}, {"chapter_py": "y = 2"}])
def test_what_a_page_does_not_use_does_not_concern_it(build, change: dict[str, str]) -> None:
    first = build(a_md=BLOCK.format("b", STAMP) + "[1]{=when}\n", chapter_py="y = 1")
    assert build(**change) == first


@pytest.mark.parametrize("name", ["ledger", "known"])
def test_a_new_statement_sees_the_new_ledger(build, name: str) -> None:
    page = BLOCK.format("b", STAMP + "known = ledger") + "[1]{=when}\n"
    first = build(a_md=page)
    second = build(a_md=page + f"[1]{{=len({name}.claims)}}\n", claims_toml=SECTION + CLAIM.format("b"))
    assert (second["a when 1"], second[f"a len({name}.claims) 1"]) == (first["a when 1"], 1)


def test_what_is_asked_beside_the_steps_sees_the_new_ledger(tmp_path: Path) -> None:
    session.preload([])
    sessions, steps = Sessions(str(tmp_path), kept=1), [Block("b", 1, "known = ledger")]
    sessions.session("a.md", load(Source("claims.toml", "")), steps).run_ahead()
    sessions.end_build()
    ledger = load(Source("claims.toml", SECTION + CLAIM.format("b")))
    second = sessions.session("a.md", ledger, steps, same=True)
    assert second.unchanged
    assert [second.evaluate(f"len({name}.claims)").value for name in ("ledger", "known")] == [1, 1]
    sessions.close()


def test_a_copy_that_crashes_is_named_as_the_page(build) -> None:
    page = BLOCK.format("b", "import os") + "[1]{=os._exit(3)}, [2]{=len(os.sep)}\n"
    found = build(a_md=page)
    assert found["a os._exit(3) 1"] == "it ends its process (exit code 3)"
    assert found["a len(os.sep) 1"] == "the page's process has ended before it"
    assert build(a_md=page.replace("os._exit(3)", "3")) | {"a 3 1": 3, "a len(os.sep) 1": 1} == build()


def test_only_so_many_sessions_live_on_and_those_of_pages_that_are_gone_end(build) -> None:
    page = BLOCK.format("b", "import os") + "[1]{=os.getpid()}\n"
    found = build(**{f"{name}_md": page for name in "abcd"})
    processes = [Path(f"/proc/{found[f'{name} os.getpid() 1']}/cmdline") for name in "abcd"]

    def live() -> list[bool]:
        time.sleep(0.2)
        return [process.exists() and bool(process.read_bytes()) for process in processes]

    assert live() == [False, True, True, True]
    build(b_md=None)
    assert live() == [False, False, True, True]


A = (
    "{lines}It is [1]{{=x}}, and will be [1]{{=y + z}}.\n\n"
    + BLOCK.format(
        "one", "import random\nimport chapter\nrandom.seed(1)\nx = {block}\nseen = [chapter.y]\nprint('[1]{{=x}}')"
    )
    + "It is [1]{{=x + {middle}}}.\n\n"
    + BLOCK.format("two", "y = chapter.y\nz = chapter.data()\nx = 7")
    + "It is [1]{{=y}}, [1]{{=x}}.{tail}\n"
)
B = (
    BLOCK.format("one", "from pathlib import Path\nn = sorted(p.name for p in Path('d').iterdir())")
    + "[1]{{=n}}{tail}\n"
)
C = "[1]{{=len(ledger.claims)}}\n\n" + BLOCK.format("one", "k = {block}") + "[1]{{=k}}, [2]{{=k + {tail2}}}\n"
TAILS = ["", " [1]{=random.random()}", " [1]{=seen.append(2)} [1]{=len(seen)}", " [1]{=random.random()} [1]{=seen[-1]}"]
TAILS_B = ["", " [1]{=len(n)}", " [1]{=Path('d/1.txt').exists()}", " [1]{=ledger.verdicts}"]


def write(root: Path, state: dict[str, int]) -> None:
    """Write the book of a state."""
    tail = TAILS[state["tail"]]
    (root / "a.md").write_text(
        A.format(lines="\n" * state["lines"], block=state["block"], middle=state["middle"], tail=tail)
    )
    (root / "b.md").write_text(B.format(tail=TAILS_B[state["tail b"]]))
    (root / "c.md").write_text(C.format(block=state["block c"], tail2=state["tail c"]))
    (root / "chapter.py").write_text(
        "from pathlib import Path\n\n"
        f"y = {state['module']}\n\ndef data():\n    return int(Path('data.txt').read_text())\n"
    )
    (root / "data.txt").write_text(f"{state['data']}")
    (root / "claims.toml").write_text(SECTION + "".join(CLAIM.format(n) for n in range(state["claims"])))
    (root / "d").mkdir(exist_ok=True)
    for n in range(4):
        if n < state["files"]:
            (root / f"d/{n}.txt").touch()
        else:
            (root / f"d/{n}.txt").unlink(missing_ok=True)


WHAT = ["lines", "block", "middle", "tail", "tail b", "block c", "tail c", "module", "data", "claims", "files"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WHAT), st.integers(0, 3), st.booleans()), min_size=2, max_size=6))
def test_no_number_is_ever_stale(edits: list[tuple[str, int, bool]]) -> None:
    """Whatever is edited, and in whatever order, each build computes what a cold one does."""
    session.preload([])
    with TemporaryDirectory() as folder:
        root, state = Path(folder), dict.fromkeys(WHAT, 1)
        living, here = Sessions(folder, ["chapter"], kept=9), sys.path[:]
        sys.path.insert(0, folder)
        try:
            for what, value, waits in [("lines", 1, True), *edits]:
                state[what] = value
                write(root, state)
                if waits:  # else what was saved just now counts as changed once more
                    time.sleep(2 * GRAIN / 1e9)
                assert computed(living, root) == computed(Sessions(folder, ["chapter"]), root)
        finally:
            sys.path[:] = here
            living.close()
    assert os.getcwd() != folder
