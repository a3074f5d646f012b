"""A site is built aside: only one that stands is put in place, and nothing else is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, build, write

RIGHT, WRONG = "It is [39]{=cost(x)}.\n", "It is [40]{=cost(x)}.\n"


def written(root: Path, text: str) -> Path:
    write(root, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": START + text})
    return root


def left_behind(root: Path) -> list[str]:
    """Return what a build has put into the folder of its book, but for its site and its cache."""
    known = {"mkdocs.yml", "theme", "docs", "site", ".cache", "hook.py", "__pycache__"}
    return sorted(path.name for path in root.iterdir() if path.name not in known)


def test_a_build_that_stands_takes_the_place_of_the_one_before(tmp_path) -> None:
    assert build(written(tmp_path, RIGHT)).code == 0
    (tmp_path / "site/stale.html").touch()
    assert build(written(tmp_path, RIGHT + "More of it.\n")).code == 0
    assert "More of it." in (tmp_path / "site/index.html").read_text()
    assert not (tmp_path / "site/stale.html").exists()
    assert left_behind(tmp_path) == []


def test_a_build_that_fails_leaves_the_site_before(tmp_path) -> None:
    build(written(tmp_path, RIGHT))
    built = build(written(tmp_path, WRONG))
    assert built.code == 1
    assert ">39</data>" in (built.site / "index.html").read_text()
    assert left_behind(tmp_path) == []


def test_a_build_that_fails_first_leaves_no_site(tmp_path) -> None:
    assert build(written(tmp_path, WRONG)).code == 1
    assert not (tmp_path / "site").exists()
    assert left_behind(tmp_path) == []


def test_a_build_that_breaks_leaves_nothing(tmp_path) -> None:
    write(tmp_path, {"hook.py": "def on_post_page(output, page, config):\n    raise RuntimeError('broken')\n"})
    written(tmp_path, RIGHT)
    write(tmp_path, {"mkdocs.yml": CONFIG + "hooks: [hook.py]\n"})
    with pytest.raises(RuntimeError, match="broken"):
        build(tmp_path)
    assert left_behind(tmp_path) == []


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_killed_leaves_the_old_site_whole(tmp_path, how) -> None:
    aside = Path(tempfile.mkdtemp())  # whose path is short, as that of a socket has to be
    assert build(written(tmp_path, RIGHT)).code == 0
    slow = '```python exec="on" id="slow"\nimport pathlib, time\npathlib.Path("begun").touch()\ntime.sleep(50)\n```\n'
    written(tmp_path, slow)
    run = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(tmp_path / "mkdocs.yml")]
    given = os.environ | {"TMPDIR": str(aside)}
    process = subprocess.Popen(run, cwd=tmp_path, stderr=subprocess.DEVNULL, env=given)
    end = time.monotonic() + 120
    while not (tmp_path / "begun").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    process.send_signal(how)
    process.wait(120)
    assert (tmp_path / "begun").exists()
    while left_behind(tmp_path) != ["begun"] or living(tmp_path) or list(aside.iterdir()):
        assert time.monotonic() < end, (left_behind(tmp_path), living(tmp_path), list(aside.iterdir()))
        time.sleep(0.05)
    aside.rmdir()
    assert ">39</data>" in (tmp_path / "site/index.html").read_text()


def living(root: Path) -> list[str]:
    """Return the processes that work in a folder or name it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            names_it = str(root) in (process / "cmdline").read_text() or Path(os.readlink(process / "cwd")) == root
        except OSError:
            continue
        if names_it and int(process.name) != os.getpid():
            found.append(process.name)
    return found


def test_two_builds_at_once_do_not_mix(tmp_path) -> None:
    written(tmp_path / "a", RIGHT)
    written(tmp_path / "b", RIGHT.replace("It is", "It was"))
    site = tmp_path / "out/site"
    run = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site), "-f"]
    for _ in range(3):
        both = [subprocess.Popen([*run, str(tmp_path / name / "mkdocs.yml")], cwd=tmp_path / name) for name in "ab"]
        assert [process.wait(120) for process in both] == [0, 0]
        page = (site / "index.html").read_text()
        assert ("It is" in page) != ("It was" in page)
        assert os.listdir(site.parent) == ["site"]


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_dirty_build_is_refused_in_one_line(tmp_path, command) -> None:
    written(tmp_path, RIGHT)
    run = [sys.executable, "-m", "mkdocs", command, "-q", "--dirty"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "--dirty would build parts of it; leave it out" in done.stderr
