"""What goes wrong where no caller sees it is a fault of the page, and says where; what goes well there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lrbook.press.check.ledger import Ledger
from lrbook.press.check.source import Source
from lrbook.press.sessions import session
from lrbook.press.sessions.page import Answer, Block
from lrbook.press.sessions.session import Session

LEDGER = Ledger(Source("claims.toml", ""), [])

Running = Callable[..., tuple[list[Answer], list[tuple[int, str]]]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Running]:
    """Return a function that runs the blocks of a page: what came of each, and what is left at the end."""
    session.preload([])
    begun: list[Session] = []

    def ran(*codes: str) -> tuple[list[Answer], list[tuple[int, str]]]:
        blocks = [Block(f"b{n}", 100 * n, code) for n, code in enumerate(codes)]
        (tmp_path / "docs").mkdir(exist_ok=True)
        page = Session("docs/index.md", LEDGER, steps=blocks, root=str(tmp_path))
        begun.append(page)
        return [page.run(block) for block in blocks], page.left()

    yield ran
    for page in begun:
        page.end()


UNSEEN = {
    "an assertion of a tuple": ("x = 1\nassert (x, 'mind')", 2, ["SyntaxError", "assertion is always true"]),
    "identity of a number": ("5 is 5", 1, ["SyntaxError", '"is" with']),
    "an escape": ("x = '\\d'", 1, ["SyntaxError", "invalid escape"]),
    "a coroutine that is dropped": ("async def f(): ...\nf()", 0, ["coroutine 'f' was never awaited"]),
    "a coroutine that is kept": ("async def f(): ...\nc = f()", 1, ["coroutine 'f' was never awaited", "await it"]),
    "a thread": (
        "import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()",
        2,
        ["ZeroDivisionError", "in the thread"],
    ),
    "a thread that fails later": (
        "import threading, time\ndef f():\n    time.sleep(0.2)\n    1 / 0\nthreading.Thread(target=f).start()",
        4,
        ["ZeroDivisionError"],
    ),
    "a thread that exits": (
        "import threading\nt = threading.Thread(target=exit, args=[3])\nt.start()\nt.join()",
        2,
        ["SystemExit: 3, in the thread"],
    ),
    "a thread that exits with a message": (
        "import sys, threading\ndef f():\n    sys.exit('no data')\nt = threading.Thread(target=f)\nt.start()\nt.join()",
        3,
        ["SystemExit: no data, in the thread"],
    ),
    "a timer": ("import threading\nthreading.Timer(0.1, lambda: 1 / 0).start()", 2, ["ZeroDivisionError"]),
    "a thread without end": (
        "import threading\nthreading.Thread(target=threading.Event().wait).start()",
        2,
        ["still runs when the page ends", "join it"],
    ),
    "a raw thread": ("import _thread, time\n_thread.start_new_thread(lambda: 1 / 0, ())\ntime.sleep(0.2)", 2, ["Zero"]),
    "__del__": ("class A:\n    def __del__(self):\n        1 / 0\nA()", 3, ["ZeroDivisionError", "A.__del__"]),
    "__del__ in a cycle": (
        "class A:\n    def __del__(self):\n        1 / 0\na = A()\na.a = a\ndel a",
        3,
        ["ZeroDivisionError"],
    ),
    "a weak callback": (
        "import weakref\nclass A: ...\na = A()\nr = weakref.ref(a, lambda _: 1 / 0)\ndel a",
        4,
        ["Zero"],
    ),
    "a future nobody asks": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor() as pool:\n    pool.submit(lambda: 1 / 0)",
        3,
        ["ZeroDivisionError", "in a future that nobody asks"],
    ),
    "a map nobody asks": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor()\npool.map(lambda x: 1 / x, [1, 0])",
        3,
        ["ZeroDivisionError"],
    ),
    "a pool of processes": (
        "from multiprocessing import Pool\ndef f(x):\n    return 1 / x\n"
        "with Pool(1) as p:\n    r = p.apply_async(f, [0])\n    r.wait()",
        5,
        ["ZeroDivisionError", "nobody asks"],
    ),
    "an executor of processes nobody asks": (
        "from concurrent.futures import ProcessPoolExecutor\ndef f(x):\n    return 1 / x\n"
        "with ProcessPoolExecutor(1) as pool:\n    future = pool.submit(f, 0)",
        5,
        ["ZeroDivisionError", "in a future that nobody asks"],
    ),
    "a function of others that fails in a thread": (
        "import threading\nt = threading.Thread(target=int, args=['x'])\nt.start()\nt.join()",
        2,
        ["ValueError: invalid literal", "in the thread"],
    ),
    "a future that is never done": (
        "from concurrent.futures import Future\nf = Future()\nf.set_running_or_notify_cancel()",
        2,
        ["a future still runs"],
    ),
    "a callback of a future": (
        "from concurrent.futures import Future\nf = Future()\nf.add_done_callback(lambda _: 1 / 0)\nf.set_result(1)",
        0,
        ["ZeroDivisionError", "stderr"],
    ),
    "a task nobody asks": (
        "import asyncio\nasync def f():\n    1 / 0\nasync def main():\n    global t\n    t = asyncio.create_task(f())\n"
        "    await asyncio.sleep(0.01)\nasyncio.run(main())",
        3,
        ["ZeroDivisionError"],
    ),
    "a task that is dropped": (
        "import asyncio\nasync def f():\n    1 / 0\nasync def main():\n    asyncio.create_task(f())\n"
        "    await asyncio.sleep(0.01)\nasyncio.run(main())",
        0,
        ["ZeroDivisionError"],
    ),
    "a file that is dropped": ("open('docs/a', 'w')", 1, ["ResourceWarning", "unclosed file"]),
    "a file that is kept": ("f = open('docs/a', 'w')", 1, ["f is still open", "close it"]),
    "a socket": ("import socket\ns = socket.socket()\ndel s", 3, ["ResourceWarning", "unclosed"]),
    "a doctest": (
        'def f(a):\n    """Return a.\n\n    >>> f(1)\n    99\n    """\n'
        "    return a\nimport doctest\nprint(doctest.testmod())",
        2,
        ["the doctest of __main__.f fails: 1 of 1"],
    ),
    "examples that nobody runs": (
        'class A:\n    def f(self):\n        """\n        >>> A().f()\n        False\n        """\n        return True',
        3,
        ["the doctest of __main__.A.f fails: 1 of 1"],
    ),
    "a docstring's examples": (
        'import doctest\ndoctest.run_docstring_examples(">>> 1\\n2\\n", {})',
        0,
        ["the doctest of", "fails"],
    ),
    "a doctest file": (
        "import doctest\nopen('docs/t.txt', 'x').close()\n"
        "with open('docs/t.txt', 'w') as f:\n    _ = f.write('>>> 1\\n2\\n')\n"
        "r = doctest.testfile('docs/t.txt', module_relative=False)",
        0,
        ["the doctest of t.txt fails"],
    ),
    "a unit test": (
        "import sys, unittest\nclass T(unittest.TestCase):\n    def test_it(self):\n        self.assertEqual(1, 2)\n"
        "unittest.main(exit=False, argv=['x'], testRunner=unittest.TextTestRunner(sys.stdout))",
        4,
        ["the test test_it", "AssertionError: 1 != 2"],
    ),
    "a test without output": (
        "import unittest\nclass T(unittest.TestCase):\n    def test_it(self):\n"
        "        with self.subTest(i=3):\n            1 / 0\n"
        "unittest.defaultTestLoader.loadTestsFromTestCase(T).run(unittest.TestResult())",
        5,
        ["(i=3)", "ZeroDivisionError"],
    ),
    "pytest": (
        "from pathlib import Path\nimport pytest\n"
        "_ = Path('docs/test_a.py').write_text('def test_a():\\n    assert 1 == 2')\n"
        "_ = pytest.main(['-q', '-p', 'no:cacheprovider', '-c', '/dev/null', 'docs/test_a.py'])",
        0,
        ["pytest: 1 of 1 tests fail"],
    ),
    "what runs at exit": (
        "import atexit\ndef f():\n    1 / 0\n_ = atexit.register(f)",
        3,
        ["ZeroDivisionError", "in f"],
    ),
    "what is printed at exit": (
        "import atexit\n@atexit.register\ndef f():\n    print('late')",
        0,
        ["'late'", "after the last block"],
    ),
    "a process that is kept": ("import subprocess\np = subprocess.Popen(['sleep', '9'])", 2, ["p is still open"]),
    "a process that is dropped": ("import subprocess\nsubprocess.Popen(['sleep', '9'])", 0, ["still running"]),
    "a process without end": (
        "import multiprocessing as m, time\nm.get_context('fork').Process(target=time.sleep, args=[9]).start()",
        2,
        ["still runs when the page ends"],
    ),
    "a process that fails later": (
        "import multiprocessing as m, time\ndef f():\n    time.sleep(0.3)\n    1 / 0\n"
        "m.get_context('fork').Process(target=f).start()",
        0,
        ["ZeroDivisionError"],
    ),
    "a fork": ("import os\nif os.fork() == 0:\n    1 / 0\n_ = os.wait()", 0, ["ZeroDivisionError"]),
    "logging": ("import logging\nlogging.warning('beware')", 0, ["WARNING:root:beware", "stderr", "silence it"]),
    "the last resort": ("import logging\nlogging.getLogger('a').error('beware')", 0, ["'beware'", "stderr"]),
    "stderr": ("import sys\nprint('lost', file=sys.stderr)", 0, ["'lost'", "print it"]),
    "__stderr__": ("import sys\nsys.__stderr__.write('lost')", 0, ["'lost'"]),
    "a descriptor": ("import os\nos.write(2, b'lost')", 0, ["'lost'"]),
    "a subprocess's stderr": ("import os\nos.system('echo lost >&2')", 0, ["'lost'"]),
    "a process that fails": (
        "import multiprocessing as m\np = m.get_context('fork').Process(target=lambda: 1 / 0)\np.start()\np.join()",
        0,
        ["ZeroDivisionError"],
    ),
    "a process that exits": (
        "import multiprocessing as m\np = m.Process(target=exit, args=[3])\np.start()\np.join()",
        3,
        ["ended with 3, and nobody looks at it; assert its exitcode"],
    ),
    "a process that is killed": (
        "import multiprocessing as m, os\np = m.Process(target=os.abort)\np.start()\np.join()",
        3,
        ["ended with -6"],
    ),
    "a program that fails": ("import subprocess\nsubprocess.run(['false'])", 2, ["['false'] returned 1", "check=True"]),
    "a program whose output is all that is looked at": (
        "import subprocess\nfound = subprocess.run('exit 3', shell=True, capture_output=True).stdout",
        2,
        ["'exit 3' returned 3, and nobody looks at it"],
    ),
    "a program that one waits for in passing": (
        "import subprocess\nwith subprocess.Popen(['false']) as p:\n    p.communicate()",
        2,
        ["['false'] returned 1"],
    ),
    "a program that fails the first time": (
        "import subprocess\nfor command in ('false', 'true'):\n    subprocess.run(command)",
        3,
        ["'false' returned 1"],
    ),
    "a shell that fails": ("import os\n_ = os.system('exit 3')", 2, ["'exit 3' returned 3", "check=True"]),
    "a program that fails when it is called": (
        "import subprocess\nsubprocess.call(['false'])",
        2,
        ["['false'] returned 1, and nobody looks at it", "check=True"],
    ),
    "a program whose return value is kept and never looked at": (
        "import subprocess\nstatus = subprocess.call(args='exit 3', shell=True)",
        2,
        ["'exit 3' returned 3, and nobody looks at it"],
    ),
    "a program of which the output alone is asked for": (
        "import subprocess\nassert subprocess.getoutput('echo 1; exit 3') == '1'",
        2,
        ["'echo 1; exit 3' returned 3, and nobody looks at it"],
    ),
    "a pipe from a program that fails": (
        "import os\nwith os.popen('exit 3') as pipe:\n    pipe.read()",
        2,
        ["'exit 3' returned 3"],
    ),
    "a program that fails beside others": (
        "import asyncio\nasync def main():\n    p = await asyncio.create_subprocess_exec('false')\n"
        "    await p.communicate()\nasyncio.run(main())",
        3,
        ["returned 1, and nobody looks at it"],
    ),
    "spawn": (
        "import multiprocessing as m\nm.get_context('spawn').Process(target=print).start()",
        2,
        ["can't start processes by spawn", 'get_context("fork")'],
    ),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_goes_wrong_unseen_is_a_fault_with_its_line(run: Running, kind: str) -> None:
    code, line, texts = UNSEEN[kind]
    (answer,), left = run(code)
    found = [(answer.line, answer.error)] if answer.error else left
    assert [place for place, _ in found] == [line], found
    assert all(text in found[0][1] for text in texts), found


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("import atexit\n@atexit.register\ndef f():\n    print('late')", 100),
        ("with open('docs/a', 'w'):\n    f = open('docs/b', 'w')", 102),
        ("f = open('docs/a', 'w')\nf.close()\nf = open('docs/b', 'w')", 103),
    ],
)
def test_what_is_left_has_a_line_of_the_page(run: Running, code: str, line: int) -> None:
    _, left = run("x = 1", code)
    assert [place for place, _ in left] == [line], left


def test_a_process_that_fails_is_told_once(run: Running) -> None:
    (answer,), left = run(UNSEEN["a process that fails"][0])
    assert "ZeroDivisionError" in answer.error
    assert left == []


def test_tests_that_fail_are_told_once(run: Running) -> None:
    answers, left = run(UNSEEN["pytest"][0], "x = 1")
    assert ["pytest" in answer.error for answer in answers] == [True, False]
    assert left == []


SHOWN = {
    "a subprocess": ("import subprocess\nprint(1, end='')\nsubprocess.run(['echo', '2'])\nprint(3)", "12\n3\n"),
    "a shell": ("import os\nprint(1)\n_ = os.system('echo 2')\nprint(3)", "1\n2\n3\n"),
    "/dev/stdout": ("import os\nprint(1)\n_ = os.system('echo 2 >> /dev/stdout')\nprint(3)", "1\n2\n3\n"),
    "a descriptor": ("import os\nprint(1)\n_ = os.write(1, b'2')", "1\n2"),
    "sys.__stdout__": ("import sys\nprint(1)\n_ = sys.__stdout__.write('2')", "1\n2"),
    "a library in C": ("import ctypes\n_ = ctypes.CDLL(None).puts(b'2')", "2\n"),
    "signs of all kinds": ("print('ü−\\r\\n')", "ü−\r\n\n"),
    "a process": (
        "import multiprocessing as m\np = m.get_context('fork').Process(target=print, args=[2])\np.start()\np.join()",
        "2\n",
    ),
    "a pool": ("from multiprocessing import Pool\nwith Pool(2) as p:\n    print(p.map(abs, [-1, -2]))", "[1, 2]\n"),
    "a pool that fails and is asked": (
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor() as pool:\n"
        "    print(pool.submit(lambda: 1 / 0).exception())",
        "division by zero\n",
    ),
    "threads that exit as they are meant to": (
        "import sys, threading\nfor code in (None, 0):\n    t = threading.Thread(target=sys.exit, args=[code])\n"
        "    t.start()\n    t.join()",
        "",
    ),
    "threads that end": (
        "import threading\nt = threading.Thread(target=print, args=[2])\nt.start()\nt.join()",
        "2\n",
    ),
    "a pool that is kept": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "pool = ThreadPoolExecutor()\nprint(pool.submit(int).result())",
        "0\n",
    ),
    "a fork": (
        "import os\nprint(1)\nif os.fork() == 0:\n    print(2)\nelse:\n    os.wait()\n    print(3)",
        "1\n2\n3\n",
    ),
    "a task that is asked": ("import asyncio\nasync def f(): return 2\nprint(asyncio.run(f()))", "2\n"),
    "what is told to be silent": (
        "import logging\nlogging.getLogger().addHandler(logging.NullHandler())\nlogging.getLogger().warning('no')",
        "",
    ),
    "a doctest": (
        'def f(a):\n    """\n    >>> f(1)\n    1\n    """\n    return a\nimport doctest\nprint(doctest.testmod())',
        "TestResults(failed=0, attempted=1)\n",
    ),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_what_a_block_prints_by_whatever_way_is_shown(run: Running, kind: str) -> None:
    code, printed = SHOWN[kind]
    (answer,), left = run(code)
    assert (answer.error, left) == ("", [])
    assert answer.value == printed


SCRIPTS = {
    "what a program returns": "import subprocess\nassert subprocess.run(['false']).returncode == 1",
    "what a program returns, shown": "import subprocess\nprint(subprocess.run(['false']))",
    "what it returns when it is called": (
        "import subprocess\nassert subprocess.call(['false']) == subprocess.call(args=['false']) == 1"
    ),
    "what a shell returns": "import os\nassert os.waitstatus_to_exitcode(int(os.system('exit 3'))) == 3",
    "what programs return": (
        "import subprocess\nassert [subprocess.call([name]) for name in ('false', 'true')] == [1, 0]"
    ),
    "whether a program fails": "import subprocess\nif subprocess.call(['false']):\n    print('it fails')",
    "what it returns, printed": "import subprocess\nstatus = subprocess.call(['false'])\nprint(f'it is {status}')",
    "what it returns, sent elsewhere": (
        "import pickle, subprocess\nassert type(pickle.loads(pickle.dumps(subprocess.call(['false'])))) is int"
    ),
    "a program that must not fail": (
        "import subprocess\ntry:\n    subprocess.check_call(['false'])\n"
        "except subprocess.CalledProcessError as error:\n    assert error.returncode == 1"
    ),
    "a program that is not there": (
        "import subprocess\ntry:\n    subprocess.run(['no such program'])\nexcept FileNotFoundError:\n    pass"
    ),
    "a program that can't be begun so": (
        "import subprocess\ntry:\n    subprocess.run('true', bufsize='none')\nexcept TypeError:\n    pass"
    ),
    "what it returns when it is waited for": "import subprocess\nassert subprocess.Popen(['false']).wait() == 1",
    "a program that may fail": (
        "import subprocess\ntry:\n    subprocess.run(['false'], check=True)\n"
        "except subprocess.CalledProcessError as error:\n    assert error.returncode == 1"
    ),
    "the output of a program that fails": (
        "import subprocess\nassert subprocess.getstatusoutput('echo 1; exit 2') == (2, '1')"
    ),
    "what a program returns beside others": (
        "import asyncio\nasync def main():\n    p = await asyncio.create_subprocess_exec('false')\n"
        "    await p.communicate()\n    return p.returncode\nassert asyncio.run(main()) == 1"
    ),
    "what a program returns that is waited for beside others": (
        "import asyncio\nasync def main():\n    p = await asyncio.create_subprocess_shell('exit 3')\n"
        "    return await p.wait()\nassert asyncio.run(main()) == 3"
    ),
    "a program that is ended beside others": (
        "import asyncio\nasync def main():\n    p = await asyncio.create_subprocess_exec('sleep', '9')\n"
        "    p.terminate()\n    await p.communicate()\nasyncio.run(main())"
    ),
    "a program that is ended": ("import subprocess\nwith subprocess.Popen(['sleep', '9']) as p:\n    p.terminate()"),
    "a program that a library runs": "import ctypes.util\nctypes.util.find_library('nothing')",
    "what a process returns": (
        "import multiprocessing as m\np = m.Process(target=exit, args=[3])\np.start()\np.join()\nassert p.exitcode == 3"
    ),
    "a process that is ended": (
        "import multiprocessing as m, time\np = m.Process(target=time.sleep, args=[9])\n"
        "p.start()\np.terminate()\np.join()"
    ),
    "pickle": "import pickle\nclass K:\n    a = 1\nassert pickle.loads(pickle.dumps(K())).a == 1",
    "pickle of a function": "import pickle\ndef f(): return 3\nassert pickle.loads(pickle.dumps(f))() == 3",
    "the source of a function": (
        "import inspect\ndef f():\n    return 3\nassert inspect.getsource(f) == 'def f():\\n    return 3\\n'"
    ),
    "the source of a class": (
        "import inspect\nclass K:\n    a = 1\nassert inspect.getsource(K) == 'class K:\\n    a = 1\\n'"
    ),
    "type hints": "import typing\nclass A: ...\ndef f(a: 'A'): ...\nassert typing.get_type_hints(f) == {'a': A}",
    "type hints of a class": (
        "import typing\nclass A:\n    b: 'B'\nclass B: ...\nassert typing.get_type_hints(A) == {'b': B}"
    ),
    "a dataclass": (
        "from dataclasses import KW_ONLY, dataclass\n@dataclass\nclass A:\n"
        "    a: int\n    _: KW_ONLY\n    b: int = 2\nassert A(1, b=3).b == 3"
    ),
    "a dataclass, postponed": (
        "from __future__ import annotations\n"
        "from dataclasses import KW_ONLY, dataclass\n@dataclass\nclass A:\n"
        "    a: int\n    _: KW_ONLY\n    b: int = 2\nassert A(1, b=3).b == 3"
    ),
    "annotations": "x: int = 3\nassert __annotations__ == {'x': int}",
    "an enumeration": (
        "import enum, pickle\nclass E(enum.Enum):\n    A = 1\nassert pickle.loads(pickle.dumps(E.A)) is E.A"
    ),
    "a named tuple": (
        "import pickle\nfrom typing import NamedTuple\nclass P(NamedTuple):\n"
        "    x: int\nassert pickle.loads(pickle.dumps(P(1))) == P(1)"
    ),
    "its name": "assert __name__ == '__main__'",
    "itself": "import __main__\nx = 3\nassert __main__.x == 3",
    "its file": "from pathlib import Path\nassert Path(__file__).parts[-2:] == ('docs', 'index.md')",
    "relative paths": "from pathlib import Path\nassert Path('docs').is_dir()",
    "a function for a pool": (
        "from multiprocessing import Pool\ndef f(x): return x * x\nwith Pool(1) as p:\n    assert p.map(f, [3]) == [9]"
    ),
    "an executor of processes": (
        "from concurrent.futures import ProcessPoolExecutor\n"
        "def f(x): return x * x\nwith ProcessPoolExecutor(1) as p:\n    assert list(p.map(f, [3])) == [9]"
    ),
    "singledispatch": (
        "import functools\n@functools.singledispatch\ndef f(x): ...\n@f.register\n"
        "def _(x: int): return 'int'\nassert f(1) == 'int'"
    ),
}


@pytest.mark.parametrize("kind", SCRIPTS)
def test_a_page_is_a_script(run: Running, kind: str) -> None:
    (first, second), left = run("before = 1", SCRIPTS[kind])
    assert (first.error, second.error, left) == ("", "", [])


def test_postponed_annotations_stay_so_on_the_page(run: Running) -> None:
    (_, answer), _ = run(
        "from __future__ import annotations", "def f(a: later): ...\nassert f.__annotations__ == {'a': 'later'}"
    )
    assert not answer.error


def test_each_block_has_its_own_output_and_its_own_faults(run: Running) -> None:
    (one, two, three), left = run("print(1)", "import sys\nprint(2, file=sys.stderr)", "print(3)")
    assert (one.value, three.value, two.error[:3], three.error, left) == ("1\n", "3\n", "'2'", "", [])


@pytest.mark.parametrize("blocks", [1, 4], ids=["soon", "some blocks later"])
def test_what_dies_in_a_cycle_after_its_block_is_seen_by_the_end(run: Running, blocks: int) -> None:
    dies = "class A:\n    def __del__(self):\n        1 / 0\na = A()\na.a = a"
    answers, left = run(dies, *["b = 1"] * blocks, "del a")
    said = [(answer.line, answer.error) for answer in answers if answer.error] + left
    assert [(line, "ZeroDivisionError" in error) for line, error in said] == [(3, True)]
