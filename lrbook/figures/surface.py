"""The cost of a neuron with one feature, as a surface over its weight and its bias, and the walks down there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lrbook import descent, neuron
from lrbook._checks import Matrix, finite, labels_of, matrix
from lrbook.figures.explore import DOT, LINE, MARK, SQUARE, Control, Explorable, Frame, Ground, Part, fill, styled
from lrbook.figures.explore import stroke as line_in
from lrbook.figures.sheet import COLORS, WIDTH, Drawing, number, picture, write_numbers

Window = tuple[float, float]
LEVELS = (np.arange(1, 7) / 7) ** 2
"""Where the contours lie, between the lowest cost, 0, and the highest, 1: closer together where the cost is flat."""
LOOKS: list[dict[str, Any]] = [
    {"color": COLORS[1], "linestyle": "-", "marker": "o"},
    {"color": COLORS[0], "linestyle": "--", "marker": "s"},
    {"color": COLORS[2], "linestyle": "-.", "marker": "D"},
]
FEW = 13
"""Of a walk with so many places all are marked, seen from above; of a longer one the first and the last."""


@picture
def cost_surface(
    x: ArrayLike, Y: ArrayLike, walks: Mapping[str, ArrayLike], w: Window = (-3, 1.5), b: Window = (-2.5, 2.5)
) -> Drawing:
    """Draw the cost over the weight and the bias: as a surface, and from above, with walks on it.

    Args:
        x: The feature, [1, m].
        Y: The labels, [1, m].
        walks: One to three walks: for each name the places (w, b), [steps + 1, 2], as `Run.path` has them.
        w: The least and the largest weight that are drawn.
        b: The least and the largest bias.
    """
    x, Y = _data(x, Y)
    ways = {name: _walk(way, name) for name, way in walks.items()}
    if not 0 < len(ways) <= len(LOOKS):
        raise ValueError(f"walks has {len(ways)} walks: give 1 to {len(LOOKS)}, each with its name")
    if not (w[0] < w[1] and b[0] < b[1]):
        raise ValueError(f"w is {w} and b is {b}: give the least of each first, then the largest")
    weights, biases, costs = _costs(x, Y, w, b)
    height = 470
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    flat = figure.add_axes((46 / WIDTH, 44 / height, 1 - 58 / WIDTH, 180 / height))
    deep = figure.add_axes((0, 250 / height, 1, 205 / height))
    flat.set(xlabel="w", title="b", xlim=w, ylim=b)
    write_numbers(flat)
    flat.locator_params(nbins=5)
    low, high = costs.min(), costs.max()
    look: dict[str, Any] = {"colors": "black", "linewidths": 1, "alpha": 0.4}
    flat.contour(weights, biases, costs, levels=low + (high - low) * LEVELS, **look)
    see = _Seen(w, b, (low, high))
    see.draw(deep, weights, biases, costs)
    facts = []
    for (name, way), line in zip(ways.items(), LOOKS, strict=False):
        at = _cost(x, Y, *way.T)
        drawn = _far_enough(way / [np.ptp(w), np.ptp(b)] * flat.bbox.size / figure.dpi * 72)
        ends = [0, len(drawn) - 1]
        every = 1 if len(way) <= FEW else ends
        flat.plot(*way[drawn].T, **line, markersize=6, markevery=every, label=name)
        deep.plot(*see(way[drawn, 0], way[drawn, 1], at[drawn]), **line, markersize=6, markevery=ends)
        (first, last), (start, end) = (map(_place, way[[0, -1]])), at[[0, -1]]
        steps = f"{len(way) - 1} {'step leads' if len(way) == 2 else 'steps lead'}"
        facts.append(
            f"{name}: from {first}, where the cost is {number(start)}, {steps} to {last}, where it is {number(end)}"
        )
    legend: dict[str, Any] = {"frameon": False, "labelcolor": "linecolor", "handletextpad": 0.4, "columnspacing": 1}
    flat.legend(loc="lower right", bbox_to_anchor=(1.02, 1.0), ncols=3, borderpad=0, **legend)
    row, column = np.unravel_index(costs.argmin(), costs.shape)
    lowest = f"The cost lies between {number(low)}, near {_place((weights[column], biases[row]))}, and {number(high)}."
    title = "The cost as a surface over the weight w and the bias b, and the same from above, with contours"
    return figure, title, f"{lowest} {'; '.join(facts)}."


class _Seen:
    """A surface as it is seen from the front, from above and a little from one side, over its floor."""

    def __init__(self, w: Window, b: Window, cost: Window) -> None:
        self.w, self.b, self.cost = w, b, cost

    def __call__(self, w: ArrayLike, b: ArrayLike, cost: ArrayLike) -> list[Matrix]:
        """Return where places of the surface are seen: how far to the right, and how high."""
        right, back, up = (
            (np.asarray(value) - low) / (high - low)
            for value, (low, high) in zip((w, b, cost), (self.w, self.b, self.cost), strict=True)
        )
        return [0.8 * right + 0.4 * back, 0.35 * back - 0.15 * right + 0.9 * up]

    def draw(self, axes: Axes, weights: Matrix, biases: Matrix, costs: Matrix) -> None:
        """Draw the surface as a net, and below it its floor with the names of its sides."""
        look: dict[str, Any] = {"color": "black", "alpha": 0.4, "linewidth": 1}
        for n in range(0, len(weights), 5):
            axes.plot(*self(weights[::2], biases[n], costs[n, ::2]), **look)
            axes.plot(*self(weights[n], biases[::2], costs[::2, n]), **look)
        floor = self.cost[0] - 0.3 * (self.cost[1] - self.cost[0])
        (w0, w1), (b0, b1) = self.w, self.b
        axes.plot(*self([w0, w1, w1], [b0, b0, b1], [floor] * 3), **look)
        for name, w, b, offset in (
            (f"w = {number(w0)}", w0, b0, (10, -16)),
            (f"w = {number(w1)}", w1, b0, (-14, -16)),
            (f"b = {number(b0)}", w1, b0, (52, -16)),
            (f"b = {number(b1)}", w1, b1, (8, -24)),
        ):
            right, up = self(w, b, floor)
            text: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "annotation_clip": False}
            axes.annotate(name, (float(right), float(up)), offset, **text)
        axes.set(xlim=(-0.14, 1.34), ylim=(-0.62, 1.3))
        axes.set_axis_off()
        axes.text(0.01, 0.98, "cost C(w, b)", transform=axes.transAxes, va="top")


STARTS = {"zero": (0.0, 0.0), "lower left": (-0.8, -0.8), "upper left": (-0.8, 0.8), "upper right": (0.8, 0.8)}
"""Where walks begin: how far from the middle of the picture to its edge."""


@styled
def explore_surface(
    x: ArrayLike,
    Y: ArrayLike,
    rates: Sequence[float] = (1e-5, 1e-4, 3e-4, 0.001, 0.01, 0.1, 0.3, 1, 3, 8, 10, 30),
    steps: int = 30,
) -> Explorable:
    """Let the reader walk down the surface of the cost: from a start, at a rate, on the feature raw or standardised.

    Args:
        x: The feature as it comes, [1, m].
        Y: The labels, [1, m].
        rates: The learning rates.
        steps: How many steps a walk has.
    """
    x, Y = _data(x, Y)
    mean, deviation = x.mean(), x.std()
    scaled = (x - mean) / deviation
    features = {
        "standardised": (scaled, 3.0, 3.0),
        "raw": (x, 3.0 / deviation, 3.0 * np.hypot(1, mean / deviation)),  # as far, seen along the feature
    }
    least = descent.gradient_descent(scaled, Y, descent.largest_rate(scaled) / 2, 1000).costs[-1]
    height = 265
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    axes = figure.add_axes((46 / WIDTH, 40 / height, 1 - 60 / WIDTH, 1 - 64 / height))
    axes.set(xlabel="w", title="b", xlim=(-1, 1), ylim=(-1, 1), xticks=[-0.8, 0, 0.8], yticks=[-0.8, 0, 0.8])
    axes.set(xticklabels=[], yticklabels=[])
    axes.xaxis.labelpad = 18
    ground = Ground("explore-surface", figure)
    below, beside = "text-anchor: middle", "text-anchor: end; dominant-baseline: central"
    places = [
        *((tick, -1.13, below) for tick in (-0.8, 0, 0.8)),
        *((-1.04, tick, beside) for tick in (-0.8, 0, 0.8)),
    ]

    frames = []
    for name, (feature, far_w, far_b) in features.items():
        bound = descent.largest_rate(feature)
        contours = _contours(ground, axes, feature, Y, far_w, far_b)
        ticks = [number(tick * far, 2) for far in (far_w, far_b) for tick in (-0.8, 0, 0.8)]
        for (right, up), rate in product(STARTS.values(), rates):
            run = descent.gradient_descent(feature, Y, rate, steps, [[right * far_w]], up * far_b)
            way = run.path / [far_w, far_b]
            rises = int((np.diff(run.costs) > 0).sum())
            safe = rate < bound
            says = [
                f"For the {name} feature the bound 2/L is {number(bound)}. The rate, {number(rate)}, is "
                f"{'below it: no step can' if safe else 'not below it: a step may'} raise the cost.",
                f"From {_place(run.path[0])}, where the cost is {number(run.costs[0])}, {steps} steps lead to "
                f"{_place(run.path[-1])}, where it is {number(run.costs[-1])}.",
                f"It rose in {rises} of {steps} steps. The innermost contour holds the lowest cost, {number(least)}.",
            ]
            parts = [
                contours,
                _path(ground, axes, way),
                line_in(1),
                ground.mark(axes, way[0, 0], way[0, 1], DOT),
                fill(1),
            ]
            frames.append(Frame([*parts, ground.mark(axes, way[-1, 0], way[-1, 1], SQUARE), fill(2), *ticks], says))
    dotted = "".join(f' marker-{place}="url(#explore-surface-dot)"' for place in ("start", "mid", "end"))
    text = 'text x="{:.1f}" y="{:.1f}" style="font-size: 13px; {}"'
    written = [text.format(*ground.places(axes, right, up)[0], style) for right, up, style in places]
    return Explorable(
        "explore-surface",
        "The cost over the weight and the bias, seen from above, and a walk down there",
        ground,
        [
            Control("features", [*features], "standardised"),
            Control("start", [*STARTS], "zero"),
            Control("rate", rates, 1),
        ],
        [
            Part('path fill="none" stroke="currentColor" stroke-opacity=".4"', ("d",)),
            Part(LINE.element + dotted, LINE.sets),
            MARK,
            MARK,
            *(Part(element) for element in written),
        ],
        frames,
        telling=[
            ("standardised", "zero", 1),
            ("standardised", "upper right", 8),
            ("raw", "zero", 1e-4),
            ("raw", "zero", 0.001),
        ],
    )


def _data(x: ArrayLike, Y: ArrayLike) -> tuple[Matrix, Matrix]:
    x = finite(matrix(x, "x", "[1, m]", rows=1), "x")
    return x, labels_of(x, Y)


def _walk(way: ArrayLike, name: str) -> Matrix:
    places = finite(np.asarray(way, dtype=np.float64), f"walks[{name!r}]")
    if places.ndim != 2 or places.shape[1] != 2 or not places.size:
        raise ValueError(f"{name} has shape {list(places.shape)}: give places (w, b), [steps + 1, 2]")
    return places


def _cost(x: Matrix, Y: Matrix, w: ArrayLike, b: ArrayLike) -> Matrix:
    """Return the cost at each weight and bias, which are arrays of one shape."""
    Z = np.asarray(w)[..., np.newaxis] * x[0] + np.asarray(b)[..., np.newaxis]
    costs: Matrix = neuron._costs(Z, Y).mean(axis=-1)
    return costs


def _costs(x: Matrix, Y: Matrix, w: Window, b: Window, points: int = 21) -> tuple[Matrix, Matrix, Matrix]:
    """Return weights, biases, and the cost at each of them: a row for each bias."""
    weights, biases = np.linspace(*w, points), np.linspace(*b, points)
    return weights, biases, _cost(x, Y, *np.meshgrid(weights, biases))


def _contours(ground: Ground, axes: Axes, x: Matrix, Y: Matrix, far_w: float, far_b: float) -> str:
    """Return the contours of the cost as one path, in a picture whose axes go from −1 to 1."""
    weights, biases, costs = _costs(x, Y, (-far_w, far_w), (-far_b, far_b), points=41)
    lines = (
        Figure().subplots().contour(weights / far_w, biases / far_b, costs, levels=costs.min() + np.ptp(costs) * LEVELS)
    )
    return "".join(ground.path(axes, *line.T) for level in lines.allsegs for line in level if len(line) > 1)


def _path(ground: Ground, axes: Axes, way: Matrix) -> str:
    """Return a walk as a path."""
    return ground.path(axes, *way[_far_enough(np.array(ground.places(axes, *way.T)))].T)


def _far_enough(points: Matrix, least: float = 0.5) -> list[int]:
    """Return which points of a walk to draw: the first, the last, and those that lie apart from the one before."""
    kept = [0]
    for n, point in enumerate(points):
        if np.hypot(*(point - points[kept[-1]])) >= least or n == len(points) - 1 > 0:
            kept.append(n)
    return kept


def _place(place: ArrayLike) -> str:
    w, b = np.asarray(place)
    return f"w = {number(w)}, b = {number(b)}"
