"""What stands in a picture or on a control is read: its numbers are computed, and its formulas hold."""

from __future__ import annotations

import pytest

from lrbook.press.check.prose import read
from lrbook.press.check.texts import shown_with_number

START = """\
```python exec="on" id="start"
x = -6.0
places = [-2.0, 0.5, 3.0]
letters = {
    "x": places,
    "y": [x * x + 3 for x in places],
    r"\\frac{dy}{dx}": [2 * x for x in places],
}
```

```python exec="on" id="letters"
print()
```

"""
LINE = START.count("\n") + 1
DRAWN = """\
import io
from matplotlib.figure import Figure

figure = Figure()
axes = figure.subplots()
{code}
file = io.StringIO()
figure.savefig(file, format="svg", metadata={{"Date": None}})
svg = file.getvalue()
print(svg[svg.index("<svg") :])"""
CHAPTER = '''\
"""A chapter."""


def picture(cost: float) -> str:
    """Return a picture: 0.7 stands here for its author."""
    return f"<svg><text>{LABEL}</text><desc>it ends at {cost:g}</desc></svg>"
'''


def block(code: str) -> str:
    """Return a block that shows HTML."""
    return f'```python exec="on" html="on" id="b"\n{code}\n```\n'


def of_chapter(label: str) -> dict[str, str]:
    """Return the module of a book that draws a picture with a label."""
    return {"chapter_py": CHAPTER.replace("{LABEL}", label)}


def with_chapter(config: str) -> str:
    """Return the settings of a book with a module of its own."""
    return config.replace("lrbook: {}", "lrbook: {modules: [chapter]}")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('label = "dy/dx = x − x"\nprint(f"<svg><text>{label}</text></svg>")', "= x − x is not right"),
        ('label = "dy/dx = x − x"\nprint(f"<svg><title>{label}</title></svg>")', "= x − x is not right"),
        ('label = "dy/dx = x − x"\nprint(f"<form><label>{label}</label></form>")', "= x − x is not right"),
        ('label = "dy/dx = x − x"\nprint(f"<p>At the end <em>{label}</em></p>")', "= x − x is not right"),
        (DRAWN.format(code='axes.set_xlabel("dy/dx = x − x")'), "= x − x is not right"),
        (DRAWN.format(code='axes.set_title(r"the cost $y = x^2 - 3$")'), "y = x^2 - 3 is not right"),
        ('print(f"<svg><text>y = {-min(places):g} · x</text></svg>")', "y = 2 · x is not right"),
    ],
)
def test_a_false_formula_in_a_picture_is_named(fails, code, message) -> None:
    fails(f"docs/index.md:{LINE}", [message, "[unchecked-formula]"], block(code), start=START)


def test_a_formula_that_matplotlib_typesets_is_read(fails) -> None:
    code = DRAWN.format(code='axes.set_title(r"the cost $y = x^2 + 3$")')
    fails("docs/index.md:8", "nothing reads the formula y = x^2 + 3", block(code))


@pytest.mark.parametrize(
    ("code", "line", "text"),
    [
        ('label = "rate=0.5"\nprint(f"<svg><text>{label}</text></svg>")', 1, "rate=0.5"),
        ('print("<svg>", end="")\nlabel = "0.5"\nprint(f"<text>{label}</text></svg>")', 2, "0.5"),
        (DRAWN.format(code='axes.plot([0, x], label="rate=0.5")\naxes.legend()'), 6, "rate=0.5"),
        (DRAWN.format(code='axes.annotate("0.57", (0, 0))'), 6, "0.57"),
        ('name = "rate=0.5"\nprint(f"<form><legend>{name}</legend></form>")', 1, "rate=0.5"),
        ('name = "rate=0.5"\nprint(f\'<form><output aria-label="{name}"></output></form>\')', 1, "rate=0.5"),
        ('says = "rate=0.5"\nprint(f"<p data-says=\'[&quot;a&quot;,&quot;{says}&quot;]\'></p>")', 1, "rate=0.5"),
    ],
)
def test_a_number_typed_in_a_picture_is_named(fails, code, line, text) -> None:
    message = f"{text.removeprefix('rate=')} is typed in {text!r}, which this block shows; use an f-string"
    fails(f"docs/index.md:{8 + line}", [message, "[typed-in-output]"], block(code))


@pytest.mark.parametrize("label", ["cost at rate 0.5", "cost after {cost:g} of 12 steps", "in ninety steps"])
def test_a_number_that_a_module_types_in_a_picture_is_named(fails, label) -> None:
    code = "from chapter import picture\n\nprint(picture(cost(x)))"
    texts = ["is typed in chapter.py, line 6; use an f-string there", "[typed-in-output]"]
    fails("docs/index.md:8", texts, block(code), config=with_chapter, **of_chapter(label))


@pytest.mark.parametrize("sign", ["−", "\\u2212", "\\N{{MINUS SIGN}}", "&minus;", "&#8722;", "minus "])
def test_a_sign_that_a_module_types_in_a_picture_is_named(fails, sign) -> None:
    code = "from chapter import picture\n\nprint(picture(cost(x)))"
    texts = ["its sign is typed in chapter.py, line 6; compute it with the value", "[typed-sign]"]
    label = f"the cost is {sign.format()}{{cost:g}}"
    fails("docs/index.md:8", texts, block(code), config=with_chapter, **of_chapter(label))


@pytest.mark.parametrize("label", ["cost after {cost:g} steps", "1 − x", "C(a, 0) = −log(1 − a)", "y = x² + 3", "2/L"])
def test_what_a_module_computes_or_writes_as_a_formula_passes(passes, label) -> None:
    code = "from chapter import picture\n\nprint(picture(cost(x)))"
    passes(block(code), config=with_chapter, **of_chapter(label))


@pytest.mark.parametrize(
    "code",
    [
        DRAWN.format(code='axes.plot([0, x], label=f"rate={x / -12:g}")\naxes.legend()'),
        DRAWN.format(code='axes.set_title(r"the cost $y = x^2 + 3$")'),
        'print(f"<svg><text>dy/dx = {places[1] / 3:.3f}</text></svg>")',
        'kept = {"0.5": x}\nprint("<svg><text>rate</text></svg>", end="")',
        'print(f"<svg><text>dy/dx = x + x</text><text>y = [{x:g}, {-x:g}]</text></svg>")',
    ],
)
def test_what_is_computed_or_right_passes(passes, code) -> None:
    passes(block(code), start=START)


def test_what_is_not_shown_is_no_label(passes) -> None:
    code = 'if x > 1:\n    raise ValueError("rate=0.5")\nprint("<svg><text>rate</text></svg>")'
    passes(block(code))


def test_what_a_block_shows_is_read_line_by_line() -> None:
    html = (
        '<div data-block="b"><svg><!-- an axis --><text>one</text><desc>two</desc></svg><p>a <b>b</b></p></div><p>c</p>'
    )
    assert [found.around for found in read(html).printed] == [" an axis ", "one", "two", "a b"]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('"at rate 0.5"', [(1, "0.5", "at rate 0.5")]),
        ("x = 1\nf'{x} at rate 0.5'", [(2, "0.5", "12 at rate 0.5")]),
        ("'''a\n<b>at rate 0.5</b>'''", [(2, "0.5", "at rate 0.5")]),
        ("# 'at rate 0.5'", []),
        ('def f():\n    """at rate 0.5"""', []),
        ('"at rate 0"', []),
        ('"at rate 0.55"', []),
    ],
)
def test_texts_of_code_that_are_shown(code, found) -> None:
    shown = "the cost\n12 at rate 0.5\nat rate 0.51" if "x = 1" in code else "12 at rate 0.5\nat rate 0.51"
    assert list(shown_with_number(code, shown)) == found
