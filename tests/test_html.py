"""The HTML of every page, judged by the checker of the W3C."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from browsing import missing, program, tool

WRONG = {
    # Firefox keeps the state of a box over a reload unless it has this attribute, and Material folds its menu by boxes.
    "Attribute “autocomplete” is only allowed when the input type is “color”, “date”, “datetime-local”, “email”, "
    "“hidden”, “month”, “number”, “password”, “range”, “search”, “tel”, “text”, “time”, “url”, or “week”.",
    # MathML Core allows it on every element; the checker knows it on a few.
    "Attribute “scriptlevel” not allowed on element “mtable” at this point.",
}
"""What the checker says and is no error, with the reason."""


def errors(folder: Path) -> list[str]:
    """Return the errors in all pages of a folder."""
    if not program("java"):
        missing("Java: apt-get install default-jre-headless")
    java = [
        "java",
        "-Xss8m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
    ]  # to compile well takes longer than to check
    checker = [*java, "-jar", str(tool("vnu-jar/build/dist/vnu.jar")), "--errors-only", "--format", "json"]
    done = subprocess.run([*checker, "--skip-non-html", str(folder)], capture_output=True, text=True, timeout=300)
    return [
        f"{Path(found['url'].removeprefix('file:')).relative_to(folder)}:{found['lastLine']}: {found['message']}"
        for found in json.loads(done.stderr)["messages"]
        if found["message"] not in WRONG
    ]


def test_every_page_is_valid(site: Path) -> None:
    assert errors(site) == []


def test_an_error_is_found_and_named(site: Path, tmp_path: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    (tmp_path / "faulty.html").write_text(html.replace("</article>", "<b>never closed</article>"), encoding="utf-8")
    found = errors(tmp_path)
    assert found
    assert all(each.startswith("faulty.html:") for each in found)
    assert any("b" in each and "losed" in each for each in found), found
