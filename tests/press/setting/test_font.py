"""The font of formulas has what they show, and little else."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from lrbook.press.setting import formulas

SHOWN = formulas.characters("<p>It is <math><mi>x</mi><mo>≤</mo><mi mathvariant='normal'>Ω</mi></math>.</p>")
FONT = formulas.font  # before small books are given another


def test_the_font_has_what_formulas_show(tmp_path) -> None:
    made = FONT(SHOWN, tmp_path)
    assert {"x", "≤", "Ω", "𝑥", "ℎ", "√"} <= SHOWN
    cut = {chr(code) for code in TTFont(io.BytesIO(made)).getBestCmap()}
    assert cut >= SHOWN
    assert len(cut) < 2 * len(SHOWN)
    (kept,) = tmp_path.iterdir()
    assert FONT(SHOWN, tmp_path) == kept.read_bytes() == made
