"""`lrbook fix`: it mends what has drifted, shows what it did, and leaves alone what only an author can judge."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, claim, section, write

from lrbook.press.cli import main


@pytest.fixture
def fixed(tmp_path, capsys):
    """Return a function that writes a book, mends it, and returns exit code, output, errors and page."""

    def run(text: str, claims: str = "", start: str = START, paths: Sequence[str] = ()) -> tuple[int, str, str, str]:
        write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": start + text})
        if claims:
            write(tmp_path, {"docs/ledger.md": "<!-- ledger -->\n", "docs/claims.toml": claims})
        code = main(["fix", "-f", str(tmp_path / "mkdocs.yml"), *(str(tmp_path / path) for path in paths)])
        out, errors = capsys.readouterr()
        return code, out, errors, (tmp_path / "docs/index.md").read_bytes().decode().removeprefix(start)

    return run


@pytest.mark.parametrize(
    ("stale", "right"),
    [
        ("[40]{=cost(x)}", "[39]{=cost(x)}"),
        ("[40.0]{=cost(x)}", "[39.0]{=cost(x)}"),
        ("[5]{=x}", "[−6]{=x}"),
        ("[-5]{=x}", "[-6]{=x}"),
        ("[−5.00]{= x }", "[−6.00]{= x }"),
        ("[−5]{=-x}", "[6]{=-x}"),
        ("[+5]{=-x}", "[+6]{=-x}"),
        ("[2,000]{=1000 * cost(x)}", "[39,000]{=1000 * cost(x)}"),
        ("[50 %]{=cost(x) / 50}", "[78 %]{=cost(x) / 50}"),
        ("[50.0%]{=cost(x) / 50}", "[78.0%]{=cost(x) / 50}"),
        ("[1.0 × 10⁴]{=cost(x) / 1e5}", "[3.9 × 10⁻⁴]{=cost(x) / 1e5}"),
        ("[1.4]{=-0.66 * x # cut}", "[3.9]{=-0.66 * x # cut}"),
        ("[four]{=int(-x)}", "[six]{=int(-x)}"),
        ("[Four]{=int(-x)}", "[Six]{=int(-x)}"),
        ("[30 and 40]{=(cost(x), -x)}", "[39 and 6]{=(cost(x), -x)}"),
        ("[30/40]{=(cost(x), -x)}", "[39/6]{=(cost(x), -x)}"),
        ("[0.5 ± 0.25]{=(-x, -x / 2)}", "[6.0 ± 3.00]{=(-x, -x / 2)}"),
        ("[39]{=cost(x) # exact}", "[39]{=cost(x) # exact}"),
        ("[38]{=cost(x) # exact}", "[39]{=cost(x) # exact}"),
        ("[4.8]{=0.8 * x # exact}", "[−4.800000000000001]{=0.8 * x # exact}"),
        ("[some text]{=str(x)}", "[-6.0]{=str(x)}"),
        ("[30 to 40 %]{=(x / -8, cost(x) / 50)}", "[75 to 78 %]{=(x / -8, cost(x) / 50)}"),
        ("[30% and 40%]{=(x / -8, cost(x) / 50)}", "[75% and 78%]{=(x / -8, cost(x) / 50)}"),
        ("[40]{=max(cost(x),\n1)}", "[39]{=max(cost(x),\n1)}"),
        ("\\( y = [40]{=cost(x)} \\)", "\\( y = [39]{=cost(x)} \\)"),
        ("| a |\n|---|\n| [40]{=cost(x)} |", "| a |\n|---|\n| [39]{=cost(x)} |"),
    ],
)
def test_a_number_that_has_drifted_is_mended_in_its_own_style(fixed, stale, right) -> None:
    code, out, errors, page = fixed(f"It is {stale} here.\n")
    assert page == f"It is {right} here.\n"
    assert (code, errors) == (0, "")
    if stale != right:
        assert "-It is" in out or f"-{stale.splitlines()[-1]}" in out or "-| [" in out
    code, out, _, again = fixed(page)
    assert (code, out, again) == (0, "No number has drifted.\n", page)


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("It [rises]{=cost(x) < cost(0)}.\n", "is not true here"),
        ("It is 28.\n", "28 is typed"),
        ("It is [39]{=cost(y)}.\n", "NameError"),
        ("It is [39]{=x + 1j}.\n", "show a number"),
        ("It is [many]{=x}.\n", "show a number"),
        ("A [link](missing.md).\n", "not in the site"),
    ],
)
def test_what_only_an_author_can_mend_is_left(fixed, text, errors) -> None:
    code, out, said, page = fixed(text)
    assert (code, out, page) == (1, "No number has drifted.\n", text)
    assert said.startswith("yours to mend: docs/index.md:8: ")
    assert errors in said


def test_what_can_be_mended_is_though_something_else_cannot(fixed) -> None:
    code, out, said, page = fixed("It is [40]{=cost(x)}.\n\nIt is 28.\n")
    assert code == 1
    assert "+It is [39]{=cost(x)}." in out
    assert page == "It is [39]{=cost(x)}.\n\nIt is 28.\n"
    assert said.count("\n") == 1


def test_only_what_is_named_is_mended(fixed, tmp_path, capsys) -> None:
    stale = START + "It is [40]{=cost(x)}.\n"
    write(tmp_path, {"docs/other.md": stale, "docs/more/other.md": stale})
    code, out, said, page = fixed("It is [40]{=cost(x)}, and 28.\n", paths=["docs/more", "docs/other.md"])
    assert (code, said, page) == (0, "", "It is [40]{=cost(x)}, and 28.\n")
    assert out.count("+It is [39]{=cost(x)}.") == 2
    assert main(["fix", "-f", str(tmp_path / "mkdocs.yml"), str(tmp_path / "docs/none.md")]) == 1
    assert "none.md; name a file or a folder of the book" in capsys.readouterr().err


def test_a_claim_keeps_its_verdict(fixed, tmp_path) -> None:
    claims = section(claim("case-cost", "40", "holds"))
    code, out, said, page = fixed("It is [40]{=cost(x) #case-cost}.\n", claims)
    assert code == 1
    assert page == "It is [39]{=cost(x) #case-cost}.\n"
    assert '#case-cost is "holds", yet 39 is computed for 40' in said
    assert Path(tmp_path, "docs/claims.toml").read_text() == claims
    assert "+It is [39]" in out


def test_a_claim_that_is_right_again_leaves_nothing(fixed) -> None:
    code, _, said, _ = fixed("It is [40]{=cost(x) #case-cost}.\n", section(claim("case-cost", "39", "holds")))
    assert (code, said) == (0, "")


def test_a_number_in_the_ledger_is_mended(fixed, tmp_path) -> None:
    why = "The sign got lost: [−4.9]{=0.8 * x}."
    claims = section(claim("step", "4.8", "erratum", truth="−4.8", why=why))
    code, out, *_ = fixed("It is [−4.8]{=0.8 * x #step}.\n", claims)
    assert code == 0
    assert "docs/claims.toml" in out
    assert Path(tmp_path, "docs/claims.toml").read_text() == claims.replace("−4.9", "−4.8")


def test_what_is_stated_the_same_elsewhere_stays_where_it_is_right(fixed) -> None:
    block = '```python exec="on" id="later"\nx = -7.0\n```\n\n'
    code, *_, page = fixed(f"It is [−6]{{=x}}, and then\n\n{block}it is [−6]{{=x}}, and again [−6]{{=x}}.\n")
    assert (code, page) == (0, f"It is [−6]{{=x}}, and then\n\n{block}it is [−7]{{=x}}, and again [−7]{{=x}}.\n")
    code, *_, page = fixed(f"It is [−5]{{=x}}, and then\n\n{block}it is [−5]{{=x}}.\n")
    assert (code, page) == (0, f"It is [−6]{{=x}}, and then\n\n{block}it is [−7]{{=x}}.\n")


def test_the_ends_of_lines_stay(fixed) -> None:
    *_, page = fixed("It is [40]{=cost(x)}.\r\n\r\nText.\r\n", start="\ufeff" + START.replace("\n", "\r\n"))
    assert page == "It is [39]{=cost(x)}.\r\n\r\nText.\r\n"


def test_a_sample_is_not_mended(fixed) -> None:
    text = "```text\nIt is [40]{=cost(x)}.\n```\n\n`[40]{=cost(x)}`\n\nIt is [40]{=cost(x)}.\n"
    *_, page = fixed(text)
    assert page == text[:-16] + "[39]{=cost(x)}.\n"


def test_every_kind_of_line_ends_as_it_did(fixed) -> None:
    text = "It is [40]{=max(cost(x),\n1)}.\n\n```markdown\n[40]{=cost(x)}\n```\n\nIt is [40]{=cost(x)}.\n"
    for end in ("\r\n", "\r"):
        code, _, said, page = fixed(text.replace("\n", end), start=START.replace("\n", end))
        wanted = text.replace("[40]{=max", "[39]{=max").replace("is [40]", "is [39]").replace("\n", end)
        assert (code, said, page.removeprefix(START.replace("\n", end))) == (0, "", wanted)


def test_each_place_gets_its_own_number(fixed) -> None:
    later = '\n```python exec="on" id="later"\nx = -5.0\n```\n\n'
    code, _, said, page = fixed(f"It is [40]{{=cost(x)}}.\n{later}It is [40]{{=cost(x)}}.\n")
    assert (code, said) == (0, "")
    assert page == f"It is [39]{{=cost(x)}}.\n{later}It is [28]{{=cost(x)}}.\n"


def test_a_number_that_is_right_in_its_place_stays(fixed) -> None:
    later = '\n```python exec="on" id="later"\nx = -5.0\n```\n\n'
    code, _, said, page = fixed(f"It is [28]{{=cost(x)}}.\n{later}It is [28]{{=cost(x)}}.\n")
    assert (code, said) == (0, "")
    assert page == f"It is [39]{{=cost(x)}}.\n{later}It is [28]{{=cost(x)}}.\n"


def test_bytes_that_are_not_utf8_stay(fixed, tmp_path) -> None:
    write(
        tmp_path, {"docs/ledger.md": "", "docs/two.md": b"Caf\xe9.\n\n" + START.encode() + b"It is [40]{=cost(x)}.\n"}
    )
    code, out, said, _ = fixed("Text.\n")
    assert code == 1
    assert "docs/two.md:1: this line has bytes that are not UTF-8" in said
    assert (tmp_path / "docs/two.md").read_bytes() == b"Caf\xe9.\n\n" + START.encode() + b"It is [39]{=cost(x)}.\n"
    assert "+It is [39]" in out


@pytest.fixture
def drifted(tmp_path) -> Path:
    """Write a book with a number that has drifted, and return its page."""
    page = START + "It is [−40]{=-cost(x)} (×, é).\n"
    write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": page})
    return tmp_path / "docs/index.md"


def test_a_file_keeps_its_mode_and_a_link_stays_one(drifted, tmp_path) -> None:
    real = tmp_path / "elsewhere.md"
    drifted.rename(real)
    drifted.symlink_to(real)
    real.chmod(0o640)
    main(["fix", "-f", str(tmp_path / "mkdocs.yml")])
    assert drifted.is_symlink()
    assert "[−39]" in real.read_text(encoding="utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize("failing", ["os.replace", "shutil.copymode"])
def test_a_file_that_cannot_be_replaced_stays_as_it_was(drifted, tmp_path, monkeypatch, capsys, failing) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    before, files = drifted.read_bytes(), sorted(path for path in drifted.parent.iterdir())
    monkeypatch.setattr(failing, fail)
    assert main(["fix", "-f", str(tmp_path / "mkdocs.yml")]) == 1
    assert capsys.readouterr().err == f"lrbook: {drifted} can't be written: Permission denied; it is as it was\n"
    assert drifted.read_bytes() == before
    assert sorted(drifted.parent.iterdir()) == files


def test_an_interrupt_leaves_the_file_as_it_was(drifted, tmp_path, monkeypatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before, files = drifted.read_bytes(), sorted(path for path in drifted.parent.iterdir())
    monkeypatch.setattr("os.replace", interrupted)
    assert main(["fix", "-f", str(tmp_path / "mkdocs.yml")]) == 130
    assert drifted.read_bytes() == before
    assert sorted(drifted.parent.iterdir()) == files


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_any_terminal_will_do(drifted, tmp_path, encoding) -> None:
    settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": encoding}
    ran = _run("fix", "-f", str(tmp_path / "mkdocs.yml"), **settings)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "+It is [−39]{=-cost(x)} (×, é).".encode(encoding, "backslashreplace") in ran.stdout
    assert drifted.read_text(encoding="utf-8").endswith("It is [−39]{=-cost(x)} (×, é).\n")


def test_faults_are_counted_and_printed_for_editors(drifted, tmp_path, capsys) -> None:
    write(tmp_path, {"docs/two/three.md": "It is 28.\n"})
    book = ["-f", str(tmp_path / "mkdocs.yml")]
    assert main(["check", *book]) == 1
    assert capsys.readouterr().out.endswith("\n2 to mend.\n")
    assert main(["check", *book, "--json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert (first["path"], first["line"], first["rule"], first["mend"]) == (
        "docs/index.md",
        8,
        "drifted",
        "[−39]{=-cost(x)}",
    )
    for part in (tmp_path / "docs/two", tmp_path / "docs/two/three.md"):
        assert main(["check", *book, str(part)]) == 1
        out = capsys.readouterr().out
        assert out.startswith("docs/two/three.md:1: ")
        assert out.endswith("\n1 to mend.\n")
    assert second["path"] == "docs/two/three.md"
    assert main(["check", *book, str(tmp_path / "mkdocs.yml")]) == 0
    assert capsys.readouterr().out == "Nothing to mend there.\n"
    assert main(["check", *book, str(tmp_path / "docs/missing.md")]) == 1
    assert (
        capsys.readouterr().err
        == f"lrbook: there is no {tmp_path}/docs/missing.md; name a file or a folder of the book\n"
    )


def test_on_a_terminal_a_place_stands_out(drifted, tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert capsys.readouterr().out.startswith("\033[1mdocs/index.md:8\033[0m\n    −40 is stated, but ")
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert capsys.readouterr().out.startswith("docs/index.md:8\n    −40 is stated, but ")


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "there is no mkdocs.yml here; run this in the folder of a book, or give -f"),
        ({"mkdocs.yml/x": ""}, "mkdocs.yml can't be read: Is a directory"),
        ({"mkdocs.yml": "site_name: [\n"}, "mkdocs.yml can't be read, mend it: "),
        ({"mkdocs.yml": b"site_name: \xe9\n"}, "mkdocs.yml can't be read, mend it: "),
        ({"mkdocs.yml": "- a\n"}, "mkdocs.yml holds no settings; it begins with site_name: …"),
        ({"mkdocs.yml": "INHERIT: missing.yml\n"}, "missing.yml"),
        ({"mkdocs.yml": "site_name: A site\n"}, "mkdocs.yml does not list the plugin lrbook; add it under plugins"),
        ({"mkdocs.yml": "nav: 5\n"}, "mkdocs.yml: nav is 5; write a list"),
        ({"mkdocs.yml": "plugins: 5\n"}, "mkdocs.yml: plugins is 5; write a list"),
        ({"mkdocs.yml": "plugins: [lrbook: 5]\n"}, "mkdocs.yml: lrbook: 5 can't be read; write a name"),
        (
            {"mkdocs.yml": "plugins: [lrbook: {modules: 5}]\n", "docs/index.md": ""},
            "modules of lrbook is 5; write a list",
        ),
        ({"mkdocs.yml": CONFIG}, "mkdocs.yml has its pages in docs, and there is no such folder"),
    ],
)
def test_outside_a_book_a_command_says_so_in_one_line(tmp_path, monkeypatch, capsys, command, files, said) -> None:
    write(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    assert main([command]) == 1
    out, errors = capsys.readouterr()
    assert not out
    assert errors.startswith("lrbook: ")
    assert said in errors
    assert errors.count("\n") == 1


def test_it_explains_itself() -> None:
    explained = _run("--help")
    assert explained.returncode == 0
    assert all(command in explained.stdout.decode() for command in ("check", "fix", "new"))
    assert _run("--version").stdout.decode().split() == ["lrbook", version("lrbook")]
    assert _run().returncode == 2


def test_it_explains_itself_without_what_sites_are_made_with() -> None:
    code = "import sys\nsys.modules['yaml'] = None\nfrom lrbook.press.cli import main\nsys.exit(main(sys.argv[1:]))"
    assert subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True).returncode == 0
    ran = subprocess.run([sys.executable, "-c", code, "check"], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "lrbook: yaml is missing; the press needs what `pip install 'lrbook[docs]'` brings\n"


def _run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "lrbook", *arguments], env=os.environ | settings, capture_output=True, check=False
    )
