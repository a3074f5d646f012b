"""Pictures without axes: the neuron, the chain of its derivatives, the shapes of its matrices."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle
from numpy.typing import ArrayLike

from lrbook import neuron
from lrbook._checks import matrix
from lrbook.figures.sheet import COLORS, SYMBOLS, WIDTH, Drawing, blank, number, picture

VERDICTS = {
    "holds": ("✓ holds", COLORS[2]),
    "holds if": ("✓ holds under a condition", COLORS[4]),
    "erratum": ("✗ is wrong", COLORS[1]),
    "unreproducible": ("? can't be checked", "black"),
    "not seen": ("○ not seen", "black"),
    "implied": ("◇ only implied", "black"),
}
"""What the picture says of each verdict, with the mark that its claims have on the pages, and in a colour like it."""
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@picture
def neuron_diagram(x: ArrayLike | None = None, W: ArrayLike | None = None, b: float = 0.0, y: int = 0) -> Drawing:
    """Draw one neuron, from its inputs to its cost; with the numbers of an example x, [n, 1], and weights W, [1, n]."""
    if (x is None) != (W is None):
        raise ValueError("one of x and W is missing: give both, or neither")
    if x is None or W is None:
        inputs = [("x₁", "", "w₁"), ("x₂", "", "w₂"), ("xₙ", "", "wₙ")]
        bias, label, under, more = "b", "y", ["WX + b", "σ(z)", "C(a, y)"], True
        description = "The inputs x₁ to xₙ, each times its weight, and the bias b add up to z; a = σ(z) costs C(a, y)."
    else:
        x = matrix(x, "x", "[n, 1]", columns=1)
        Z, A = neuron.forward(W, b, x)
        n = len(x)
        triples = zip(range(1, n + 1), x[:, 0], np.asarray(W)[0], strict=True)
        inputs = [(f"x{k}".translate(SUBSCRIPTS), number(value, 3), number(w, 3)) for k, value, w in triples]
        more = n > 3
        inputs = [*inputs[:2], inputs[-1]] if more else inputs
        bias, label = f"b = {number(b, 3)}", f"y = {y}"
        found = [Z.item(), A.item(), neuron.loss(A.item(), y).item()]
        under = [number(value, 3) for value in found]
        z, a, cost = map(number, found)
        description = f"With {n} inputs and b = {number(b)}: z = {z}, a = σ(z) = {a}; for y = {y}, the cost is {cost}."

    figure, axes = blank(190)
    nodes = dict(zip("zaC", [(175, 95), (245, 95), (312, 95)], strict=True))
    heights = [95.0] if len(inputs) == 1 else np.linspace(165, 25, len(inputs)).tolist()
    for height, (name, value, weight) in zip(heights, inputs, strict=True):
        lean = int(np.sign(height - 95))
        _node(axes, (66, height), name)
        _arrow(axes, (66, height), nodes["z"])
        axes.text(44, height, value, ha="right", va="center")
        axes.text(92, height - 5 * lean if lean else 100, weight, color=SYMBOLS["W"], va="center" if lean else "bottom")
    if more:
        axes.text(66, 60, "⋮", ha="center", va="center")
    for (name, place), text in zip(nodes.items(), under, strict=True):
        _node(axes, place, name)
        axes.text(place[0], 58, text, ha="center")
    for name, text in (("z", bias), ("C", label)):
        _arrow(axes, (nodes[name][0], 190), nodes[name])
        axes.text(nodes[name][0], 175, text, ha="center", color=_color(text))
    _arrow(axes, nodes["z"], nodes["a"])
    _arrow(axes, nodes["a"], nodes["C"])
    return figure, "One neuron, from its inputs to its cost", description


@picture
def chain(derivatives: Mapping[str, object] | None = None) -> Drawing:
    """Draw what depends on what, from W and b to the cost C, with the local derivative at each arrow.

    Args:
        derivatives: What to write after `dC/da`, `da/dz`, `dz/dW` and `dz/db`: a text or a number. Nothing if left out.
    """
    given = dict(derivatives or {})
    names = {"dz/dW": (80, 224), "dz/db": (160, 224), "da/dz": (131, 148), "dC/da": (131, 68)}
    if unknown := sorted(set(given) - set(names)):
        raise ValueError(f"derivatives hold {unknown}: the arrows are {list(names)}")
    figure, axes = blank(285)
    nodes = {"W": (70, 262), "b": (170, 262), "z": (120, 188), "a": (120, 108), "C": (120, 28), "y": (40, 68)}
    for name, place in nodes.items():
        _node(axes, place, name)
    for start, end in ("Wz", "bz", "za", "aC", "yC"):
        _arrow(axes, nodes[start], nodes[end])
    facts = []
    for name, (x, y) in names.items():
        value = given.get(name)
        value = number(float(value)) if isinstance(value, Real) else value
        facts.append(name if value is None else f"{name} = {value}")
        axes.text(x, y, facts[-1], ha="right" if x < 120 else "left", va="center")
    description = f"z depends on W and b, a on z, C on a and y. The derivatives along the way: {'; '.join(facts)}."
    return figure, "The chain from W and b to the cost C", description


@picture
def forward_shapes(W: ArrayLike, b: float, X: ArrayLike) -> Drawing:
    """Draw forward propagation as matrices with their shapes: W beside and X above what they multiply to."""
    Z, A = neuron.forward(W, b, X)
    w, x, z, a = map(_shape, (W, X, Z, A))
    n, m = _sides(X, 282, least=170)
    left, right = (WIDTH - n - m - 28) / 2, (WIDTH + n - m + 28) / 2
    figure, axes = blank(n + 128)
    _block(axes, (right, 118), (m, n), f"X {x}", "X")
    _block(axes, (left, 82), (n, 24), "", "W")
    axes.text(max(left + n / 2, 34), 112, f"W {w}", ha="center", color=SYMBOLS["W"])
    _block(axes, (right, 82), (m, 24), f"Z = WX + b {z}", "z")
    _arrow(axes, (right + m / 2, 82), (right + m / 2, 34), gap=3)
    axes.text(right + m / 2 + 12, 58, "σ", va="center")
    _block(axes, (right, 10), (m, 24), f"A = σ(Z) {a}", "a")
    description = f"W {w} times X {x}, plus b, is Z {z}; σ of each number in it is A {a}."
    return figure, "Forward propagation, with the shapes of its matrices", description


@picture
def backward_shapes(X: ArrayLike, A: ArrayLike, Y: ArrayLike) -> Drawing:
    """Draw back propagation as matrices with their shapes: dZ beside and Xᵀ above what they multiply to."""
    dW, _ = neuron.backward(X, A, Y)
    xt, a, dw = _shape(np.asarray(X).T), _shape(A), _shape(dW)
    n, m = _sides(X, 215, least=150)
    left = (WIDTH - m - 30 - max(n, 110)) / 2
    right = left + m + 30 + (max(n, 110) - n) / 2
    figure, axes = blank(m + 110)
    _block(axes, (right, 86), (n, m), "", "X")
    axes.text(right + n / 2, m + 92, f"Xᵀ {xt}", ha="center", color=SYMBOLS["X"])
    for height, text, symbol in ((m + 62, f"A {a}", "a"), (m / 2 + 56, f"Y {a}", "y"), (50, f"dZ = A − Y {a}", "z")):
        _block(axes, (left, height), (m, 24), text, symbol)
    for height, sign in ((3 * m / 4 + 71, "−"), (m / 4 + 65, "=")):
        axes.text(left + m / 2, height, sign, ha="center", va="center")
    _block(axes, (right, 50), (n, 24), "", "W")
    for middle, height, text, color in (
        (right + n / 2, 30, "dW = dZ Xᵀ / m", SYMBOLS["W"]),
        (right + n / 2, 13, dw, SYMBOLS["W"]),
        (left + m / 2, 30, "db = ∑ dZ / m", "black"),
        (left + m / 2, 13, "a number", "black"),
    ):
        axes.text(middle, height, text, ha="center", color=color)
    description = f"dZ = A − Y is {a}; dZ times Xᵀ {xt}, over m, is dW {dw}; the mean of dZ is db, a number."
    return figure, "Back propagation, with the shapes of its matrices", description


@picture
def verdicts(counts: Mapping[str, int]) -> Drawing:
    """Draw how many claims have each verdict, those that hold first: a square for each claim."""
    if not counts or min(counts.values()) < 0 or set(counts) - set(VERDICTS):
        raise ValueError(f"counts is {dict(counts)}: give how many claims have each of the verdicts {list(VERDICTS)}")
    shown = [(*said, counts[name]) for name, said in VERDICTS.items() if counts.get(name)]
    side, a_row = 11, 28
    heights = [22 + side * -(-count // a_row) for *_, count in shown]
    figure, axes = blank(10 + sum(heights))
    top = 8.0 + sum(heights)
    for (words, color, count), height in zip(shown, heights, strict=True):
        axes.text(4, top - 14, f"{words}: {count}", color=color)
        for row, first in enumerate(range(0, count, a_row)):
            ends = np.array([0, side * min(a_row, count - first) - 2]) + 4
            dashes = (0, (1, 2 / (side - 2)))  # in widths of the line: a square, and the gap behind it
            height_of_row = top - 20 - side * (row + 0.5)
            axes.plot(
                ends, [height_of_row] * 2, color=color, linewidth=side - 2, linestyle=dashes, dash_capstyle="butt"
            )
        top -= height
    facts = ", ".join(f"{words.partition(' ')[2]}: {count}" for words, _, count in shown).capitalize()
    return figure, "What became of the claims of the article", f"How many claims have each verdict. {facts}."


def _shape(value: ArrayLike) -> str:
    return str(list(np.shape(value)))


def _sides(X: ArrayLike, width: float, least: float) -> tuple[float, float]:
    """Return the lengths that stand for n and m, as their square roots: 13 beside 303 is then still a rectangle."""
    n, m = np.sqrt(np.shape(X))
    long = float(np.clip(width * m / (n + m), least, 0.85 * width))
    return width - long, long


def _color(text: str) -> str:
    """Return the colour of the symbol that a text begins with; x is an X, too."""
    return SYMBOLS.get(text[0].replace("x", "X"), "black")


def _node(axes: Axes, place: tuple[float, float], text: str) -> None:
    color = _color(text)
    axes.add_patch(Circle(place, 18, facecolor="none", edgecolor=color, linewidth=1.5))
    axes.text(*place, text, ha="center", va="center", color=color)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], gap: float = 20) -> None:
    look: dict[str, Any] = {"arrowstyle": "-|>", "linewidth": 1.5, "facecolor": "black", "mutation_scale": 12}
    axes.annotate("", end, start, arrowprops={**look, "shrinkA": gap, "shrinkB": gap})


def _block(axes: Axes, corner: tuple[float, float], size: tuple[float, float], text: str, symbol: str) -> None:
    color = SYMBOLS[symbol]
    axes.add_patch(Rectangle(corner, *size, facecolor=(color, 0.15), edgecolor=color, linewidth=1.5))
    axes.text(corner[0] + size[0] / 2, corner[1] + size[1] / 2, text, ha="center", va="center", color=color)
