"""What a claim prints is what stands in the text of the article."""

from __future__ import annotations

import pytest
from small_book import claim, section

from lrbook.press.check import printed
from lrbook.press.check.ledger import load
from lrbook.press.check.source import Source

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
    assert fault.startswith(f"docs/claims.toml:13: b prints {prints!r}, and the text of the article does not; copy out")


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
