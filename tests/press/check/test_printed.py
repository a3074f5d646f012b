"""What a claim prints is what stands in the text of the article."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from small_book import claim, section

from lrbook.press.check import printed
from lrbook.press.check.ledger import load
from lrbook.press.check.source import Source, read

ROOT = Path(__file__).parents[3]
ARTICLE = Path(os.environ.get("LRBOOK_ARTICLE", ROOT.parent / "shared/article.txt"))
"""The text of the article, which can't be in the repository."""
TEXT = "费用 y = x +3。x = 5-(2*5) *0.1 = 5- 1 = 4 …\nW = W-dC/dW *学习率\n\nb = b-dC/db，84.48 %"


def _faults(prints: str, text: str = TEXT) -> list[str]:
    ledger = load(Source("docs/claims.toml", section(claim("a", "1", "holds"), claim("b", prints, "holds"))))
    return [str(fault) for fault in printed.faults(ledger, text) if fault.message.startswith("b ")]


@pytest.mark.parametrize(
    "prints", ["y = x +3", "4", "84.48 %", "W = W-dC/dW … b = b-dC/db", "0.1", "dC/dW … 84.48", "费用"]
)
def test_what_stands_in_the_text_passes(prints) -> None:
    assert _faults(prints) == []


@pytest.mark.parametrize(
    "prints", ["y = x + 3", "48", "4.4", "84", "b = b-dC/db … W = W", "dC/dV", "28", "84.48%", "C/dW"]
)
def test_what_does_not_stand_there_is_named(prints) -> None:
    (fault,) = _faults(prints)
    assert fault.startswith(f"docs/claims.toml:11: b prints {prints!r}, and the text of the article does not; copy out")


def test_a_text_that_is_not_there_is_said(tmp_path, capsys) -> None:
    (tmp_path / "claims.toml").write_text(section(claim("a", "4", "holds")), encoding="utf-8")
    assert printed.main(tmp_path / "claims.toml", tmp_path / "none.txt") == 0
    assert "was not compared" in capsys.readouterr().out
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    assert printed.main(tmp_path / "claims.toml", tmp_path / "article.txt") == 0
    assert "All 1 claims print" in capsys.readouterr().out
    (tmp_path / "article.txt").write_text("x = 5", encoding="utf-8")
    assert printed.main(tmp_path / "claims.toml", tmp_path / "article.txt") == 1
    assert capsys.readouterr().out.endswith("1 to mend.\n")


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the text of the article does not lie here")
def test_the_ledger_prints_what_the_article_does_and_a_slip_is_named() -> None:
    ledger = load(read(ROOT / "docs/claims.toml", ROOT))
    text = ARTICLE.read_text(encoding="utf-8")
    assert list(printed.faults(ledger, text)) == []
    slips = [slip for claim in ledger.claims.values() for slip in _slips(claim.prints)]
    missed = [slip for slip in slips if re.search(printed._pattern(slip), text, re.S)]  # most are caught by their value
    assert len(slips) - len(missed) >= 0.95 * len(slips) > 100, missed


def _slips(prints: str) -> list[str]:
    """Return what is printed with each of its characters in turn as another one of its kind."""
    slip = str.maketrans("0123456789+-*/=<>CWXabdfpqrwxyz", "7890123456-+/*≠><XCWzabdfpqrwxy")
    return [prints[:n] + sign.translate(slip) + prints[n + 1 :] for n, sign in enumerate(prints) if ord(sign) in slip]


def quoting(config: str) -> str:
    return config.replace("lrbook: {}", "lrbook: {article: article.txt}")


def test_the_book_fails_with_a_quotation_that_does_not_stand_in_its_article(fails, passes) -> None:
    page, ledger = "The cost is [39]{=cost(x) #case-cost}.\n", section(claim("case-cost", "39", "holds"))
    built = passes(page, ledger, config=quoting, docs__article_txt="x = -6, y = 39")
    assert "article.txt" not in os.listdir(built.site)  # it is not for us to publish
    slip = "case-cost prints '39', and the text of the article does not"
    fails("docs/claims.toml:5", slip, page, ledger, config=quoting, docs__article_txt="x = -6, y = 139")
