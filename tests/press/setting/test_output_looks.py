"""What a block shows looks as its author means it: captioned code stays at the left, a table of pandas is a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import material
import pytest

from lrbook.press.plugin import ASSETS

THEME = next((Path(material.__file__).parent / "templates/assets/stylesheets").glob("main.*.min.css"))
PAGE = """<style>{theme}{own}</style><div class="md-typeset" style="width: 800px"><figure><div class="block">
<div class="highlight"><pre><code>x = 1</code></pre></div><div class="output"><svg width="90" height="90"></svg></div>
</div><figcaption>A caption.</figcaption></figure>
<div class="block"><div class="output"><table border="1" class="dataframe">
<thead><tr style="text-align: right;"><th>n</th></tr></thead><tbody><tr><td>39</td></tr></tbody></table>
</div></div></div>"""


@pytest.fixture
def shown(browser: Any) -> Any:
    opened = browser.new_page()
    own = (ASSETS / "press.css").read_text(encoding="utf-8")
    opened.set_content(PAGE.format(theme=THEME.read_text(encoding="utf-8"), own=own))
    yield lambda selector, style: opened.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{style}")
    opened.close()


def test_code_above_a_captioned_picture_is_not_centred(shown) -> None:
    assert shown("figure code", "textAlign") == "start"
    assert shown("figure .output", "textAlign") == "center"
    assert shown("figure", "width") == "800px"


def test_a_table_of_pandas_is_set_as_a_table(shown) -> None:
    assert shown(".dataframe td", "textAlign") == shown(".dataframe th", "textAlign") == "right"
    assert shown(".dataframe td", "paddingLeft") != "1px"
    assert shown(".dataframe td", "borderLeftWidth") == "0px"
