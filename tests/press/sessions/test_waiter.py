"""A process waits beside this one: it puts a folder in place, says why it can't, and clears away what is left."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from lrbook.press.sessions import waiter


@pytest.fixture
def folder(tmp_path):
    """Return a folder aside, with something in it to put in place."""
    aside = tmp_path / "aside"
    (aside / "site").mkdir(parents=True)
    (aside / "site/new.html").touch()
    waiter.clear_away(str(aside))
    return aside


def test_what_is_put_in_place_takes_the_place_of_what_was_there(folder, tmp_path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "old.html").touch()
    assert waiter.put(str(folder), "site", str(place)) == ""
    assert [path.name for path in place.iterdir()] == ["new.html"]


def test_why_a_thing_can_not_be_put_in_place_is_said(folder, tmp_path) -> None:
    assert "nowhere" in waiter.put(str(folder), "site", str(tmp_path / "nowhere/place"))
    assert waiter.put(str(folder), "site", str(tmp_path / "ü \udcff")) == ""  # it goes on, whatever a path is like
    assert (tmp_path / "ü \udcff/new.html").exists()


def test_that_it_has_ended_is_said(folder, tmp_path, monkeypatch) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1, stdout=-1, text=True)
    monkeypatch.setattr(waiter, "_waiter", lambda: gone)
    assert waiter.put(str(folder), "site", str(tmp_path / "place")) == "the process that does it has ended"
    gone.communicate()
    assert not (tmp_path / "place").exists()


def test_what_is_left_is_cleared_away_when_the_program_is_killed(tmp_path) -> None:
    left = tmp_path / "left"
    (left / "within").mkdir(parents=True)
    code = "import os, sys; from lrbook.press.sessions.waiter import clear_away; clear_away(sys.argv[1]); "
    run = [sys.executable, "-c", code + "os.kill(os.getpid(), 9)", str(left)]
    assert subprocess.run(run, timeout=60).returncode == -9
    end = time.monotonic() + 60
    while left.exists():
        assert time.monotonic() < end
        time.sleep(0.02)
