"""`lrbook fix`: it mends what has drifted, shows what it did, and leaves alone what only an author can judge."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, claim, section, write

from lrbook.press.cli import main


@pytest.fixture
def fixed(tmp_path, capsys):
    """Return a function that writes a book, mends it, and returns exit code, output, errors and page."""

    def run(text: str, claims: str = "", start: str = START) -> tuple[int, str, str, str]:
        write(tmp_path, {"mkdocs.yml": CONFIG, "theme/main.html": TEMPLATE, "docs/index.md": start + text})
        if claims:
            write(tmp_path, {"docs/ledger.md": "<!-- ledger -->\n", "docs/claims.toml": claims})
        code = main(["fix", "-f", str(tmp_path / "mkdocs.yml")])
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
