"""Pictures with axes: the parabola, the sigmoid, costs and accuracies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator
from numpy.typing import ArrayLike

from lrbook import neuron, parabola
from lrbook._checks import Matrix, finite, labels, whole
from lrbook.figures.sheet import COLORS, WIDTH, Drawing, number, picture, plot, telling, write_numbers

LINES: list[dict[str, Any]] = [
    {"color": COLORS[0], "linestyle": "-", "marker": "o"},
    {"color": COLORS[1], "linestyle": "--", "marker": "s"},
    {"color": COLORS[2], "linestyle": "-.", "marker": "D"},
    {"color": COLORS[3], "linestyle": ":", "marker": "^"},
]


@picture
def tangents(at: Iterable[float] = (3, -2)) -> Drawing:
    """Draw the parabola and its tangents at some places x, each with its slope."""
    places = _numbers(at, "at")
    figure, axes = plot(x="x", y="y = x² + 3")
    far = float(np.abs(places).max())
    _parabola(axes, 1.2 * far + 1)
    facts = []
    for x, line in zip(places, cycle(LINES), strict=False):
        y, slope = parabola.cost(x), parabola.slope(x)
        near = np.array([-0.5, 0.5]) * (1 + far / 2)
        axes.plot(x + near, y + slope * near, color=line["color"], label=f"tangent at {number(x)}")
        axes.plot(x, y, **line)
        outward = (13.0 if x > 0 else -13.0, -22.0)
        middle = abs(x) < 0.3 * far or far == 0  # too low for a label below: write it into the bowl
        text = f"slope {number(slope)}\nat x = {number(x)}"
        _write(axes, x, y, text, (0, 24) if middle else outward, line["color"], ha="center" if middle else None)
        facts.append(f"slope {number(slope)} at x = {number(x)}, where y = {number(y)}")
    axes.set(xlim=(-1.95 * far - 1, 1.95 * far + 1), ylim=(0, None))
    return figure, "The parabola y = x² + 3 and its tangents", f"Tangents: {'; '.join(facts)}."


@picture
def descents(paths: Mapping[str, ArrayLike]) -> Drawing:
    """Draw descents on one parabola: for each name, the places x that gradient descent visits."""
    runs = _runs(paths, "paths")
    figure, axes = plot(x="x", y="cost y = x² + 3")
    far = max(float(np.abs(path).max()) for path in runs.values())
    _parabola(axes, 1.08 * far + 0.1)
    for (name, path), line in zip(runs.items(), LINES, strict=False):
        axes.plot(path, parabola.cost(path), **line, label=name)
        side = 1 if path[0] >= 0 else -1
        start = f"{name}: from {number(path[0])}"
        _write(axes, path[0], parabola.cost(path[0]), start, (-11 * side, -5), line["color"])
        for x in path[1:3]:
            _write(axes, x, parabola.cost(x), number(x), (11 if x >= 0 else -11, -7), line["color"])
    axes.set(xlim=(-1.3 * far - 0.1, 1.3 * far + 0.1), ylim=(0, None))
    return figure, f"Gradient descent on the parabola: {', '.join(runs)}", _ways(runs)


@picture
def descents_apart(paths: Mapping[str, ArrayLike]) -> Drawing:
    """Draw each descent on a parabola of its own, all to one scale, so that their ways can be compared."""
    runs = _runs(paths, "paths")
    rows = (len(runs) + 1) // 2
    height = 60 + 135 * rows
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    figure.subplots_adjust(36 / WIDTH, 40 / height, 1 - 12 / WIDTH, 1 - 68 / height, wspace=0.15, hspace=0.55)
    panels = figure.subplots(rows, 2, sharex=True, sharey=True, squeeze=False).ravel()
    far = max(float(np.abs(path).max()) for path in runs.values())
    for n, (axes, (name, path), line) in enumerate(zip(panels, runs.items(), LINES, strict=False)):
        _parabola(axes, 1.08 * far + 0.1, points=41)
        look = {"color": line["color"], "marker": line["marker"], "linewidth": 1.5, "markersize": 6}
        axes.plot(path, parabola.cost(path), **look, label=name)
        way = ", ".join(number(x, 2) for x in path[:3]) + (", …" if len(path) > 3 else "")
        axes.set_title(f"{name}\n{way}", color=line["color"])
        axes.set_ylim(0, None)
        axes.set_xlabel("x" * (n >= len(runs) - 2))
        write_numbers(axes)
    for axes in panels[len(runs) :]:
        axes.set_axis_off()
    figure.text(36 / WIDTH, 1 - 4 / height, "y = x² + 3", va="top")
    return figure, f"Gradient descent on the parabola, side by side: {', '.join(runs)}", _ways(runs)


@picture
def sigmoid_curve(threshold: float = 0.5) -> Drawing:
    """Draw the sigmoid, and the threshold that makes its probability a class."""
    if not 0 < threshold < 1:
        raise ValueError(f"threshold is {threshold!r}: give a probability between 0 and 1, such as 0.5")
    edge = float(np.log(threshold / (1 - threshold)))
    figure, axes = plot(x="z", y="a = σ(z)")
    z = np.linspace(-6, 6, 61) + edge
    a = neuron.sigmoid(z)
    axes.plot(z, a, color=COLORS[0], label="sigmoid")
    axes.plot([z[0], z[-1]], [threshold, threshold], color=COLORS[1], linestyle="--", label="threshold")
    axes.plot(edge, threshold, **LINES[1])
    far, ha = (z[0], "left") if threshold >= 0.5 else (z[-1], "right")  # where the curve keeps away
    _write(axes, far, threshold, f"above {number(threshold)}: class 1", (0, 6), COLORS[1], ha=ha)
    _write(axes, far, threshold, "class 0", (0, -17), COLORS[1], ha=ha)
    rise = f"The curve {_course(a)} from σ({number(z[0])}) = {number(a[0])} to σ({number(z[-1])}) = {number(a[-1])}."
    cut = f"It crosses the threshold {number(threshold)} at z = {number(edge)}: class 1 above, class 0 below."
    return figure, "The sigmoid σ(z) and the threshold between the classes", f"{rise} {cut}"


@picture
def boundary(W: ArrayLike, b: float, X: ArrayLike, Y: ArrayLike, names: Sequence[str]) -> Drawing:
    """Draw examples with two features, X [2, m], in their classes Y, and the line `WX + b = 0` between the classes."""
    Z, _ = neuron.forward(W, b, X)
    X, W = np.asarray(X, dtype=np.float64), np.asarray(W, dtype=np.float64)
    if X.shape[0] != 2 or len(names) != 2:
        raise ValueError(f"X has {X.shape[0]} features and there are {len(names)} names: give two of each")
    if not W.any():
        raise ValueError("W is zero: there is no line; give the weights of a trained neuron")
    figure, axes = plot(x=names[0], y=names[1], height=280, top=54)
    right = np.equal(Z > 0, labels(Y, columns=X.shape[1]))[0]
    facts = []
    for label, marker in ((0, "o"), (1, "s")):
        x, y = X[:, np.asarray(Y)[0] == label]
        axes.plot(x, y, marker, color=COLORS[label], markersize=6, alpha=0.7, label=f"class {label}")
        facts.append(f"{x.size} of class {label}")
    low, high = axes.get_xlim(), axes.get_ylim()
    foot, along = -W[0] * b / (W @ W.T).item(), np.array([-W[0, 1], W[0, 0]])
    axes.axline(foot, foot + along, color=COLORS[2], linestyle="--", label="z = 0")
    axes.set(xlim=low, ylim=high)
    look: dict[str, Any] = {"frameon": False, "labelcolor": "linecolor", "handletextpad": 0.4, "columnspacing": 1}
    legend = axes.legend(loc="lower right", bbox_to_anchor=(1.02, 1.06), ncols=3, **look)
    for mark in filter(None, legend.legend_handles):
        mark.set_alpha(None)
    found = f"{'; '.join(facts)}; {right.sum()} of {right.size} on the side of their class."
    terms = [(W[0, 0], f" · {names[0]}"), (W[0, 1], f" · {names[1]}"), (b, "")]
    line = "".join(f" {'−' if value < 0 else '+'} {number(abs(value))}{name}" for value, name in terms)
    line = f"The line is {line.removeprefix(' + ').strip()} = 0."
    return figure, f"The line between the classes: {names[0]} and {names[1]}", f"{line} {found}"


@picture
def loss_curves(examples: Iterable[tuple[float, int]] = ()) -> Drawing:
    """Draw the cost of one answer, C(a, 0) and C(a, 1), over its probability a, and mark examples (a, y)."""
    marked = [(float(a), int(y), neuron.loss(a, y).item()) for a, y in examples]
    if not np.isfinite([cost for _, _, cost in marked]).all():
        raise ValueError("an example is certain and wrong: its cost is infinite, so give an a between 0 and 1")
    figure, axes = plot(x="a, the probability of class 1", y="cost C(a, y)")
    top = 1.1 * max([4.0, *(cost for _, _, cost in marked)])
    a = np.linspace(0, 1, 201)[1:-1]
    for y, formula, high, side in ((0, "C(a, 0) = −log(1 − a)", 0.5 * top, -1), (1, "C(a, 1) = −log a", 0.7 * top, 1)):
        cost = neuron.loss(a, y)
        axes.plot(a[cost < top], cost[cost < top], color=COLORS[y], linestyle=LINES[y]["linestyle"], label=f"y = {y}")
        _write(axes, abs(1 - y - np.exp(-high)), high, formula, (8 * side, 0), COLORS[y])
    half = 0.5
    facts = [f"C(a, {y}) {_course(neuron.loss(a, y))} with a" for y in (0, 1)]
    facts.append(f"both are {number(neuron.loss(half, 0).item())} at a = {number(half)}")
    for x, y, high in marked:
        axes.plot(x, high, **LINES[y])
        beside = high > 1
        offset = (24 * y - 12, -5) if beside else (0, 10)
        _write(axes, x, high, number(high), offset, COLORS[y], ha=None if beside else "center")
        facts.append(f"C({number(x)}, {y}) = {number(high)}")
    axes.set_ylim(0, top)
    return figure, "The cost of one answer, over its probability a", f"{'; '.join(facts)}."


@picture
def costs(runs: Mapping[str, ArrayLike], every: int = 0, log: bool = False, least: float = 0.0) -> Drawing:
    """Draw the cost over the steps: for each name, the cost before each step and after the last.

    Args:
        runs: One to four runs.
        every: Mark the steps 0, `every`, 2 · `every`, …; 0 marks none.
        log: Whether the axis of the costs is logarithmic.
        least: The least cost there is. If it is given, the picture shows how far above it the costs are.
    """
    lines = {name: run - least for name, run in _runs(runs, "runs").items()}
    what = "cost above the least" if least else "cost"
    if log and min(run.min() for run in lines.values()) <= 0:
        raise ValueError(f"runs hold a {what} that is not positive, which has no logarithm: leave log out")
    figure, axes = plot(x="step", y=f"{what}, on a logarithmic axis" if log else what, right=_room(lines))
    facts = []
    for (name, run), line in zip(lines.items(), LINES, strict=False):
        steps = telling(run)
        axes.plot(steps, run[steps], color=line["color"], linestyle=line["linestyle"], label=name)
        if whole(every, "every"):
            axes.plot(np.arange(0, len(run), every), run[::every], **{**line, "linestyle": "none"})
        rises = int((np.diff(run) > 1e-12 * np.abs(run[1:] + least)).sum())  # less is rounding, another on each machine
        way = f"from {number(run[0])} to {number(run[-1])} in {len(run) - 1} steps"
        facts.append(f"{name}: {way}, {rises} of them upwards")
    if log:
        axes.set_yscale("log")
        axes.minorticks_off()
        write_numbers(axes)
    if len(lines) > 1:
        _name_ends(axes, lines)
    return figure, f"{what.capitalize()} over steps: {', '.join(lines)}", f"{'; '.join(facts)}."


@picture
def compared(x: ArrayLike, lines: Mapping[str, ArrayLike], along: str, up: str) -> Drawing:
    """Draw lines over x, to compare them: for each name its values. Where one is no number, its line is broken.

    Args:
        x: Where the values are, [k].
        lines: One to four lines: for each name its values, [k].
        along: The name of x.
        up: The name of the values.
    """
    x = _numbers(x, "x")
    values = {name: np.asarray(line, dtype=np.float64) for name, line in lines.items()}
    if not 0 < len(values) <= len(LINES) or any(line.shape != x.shape for line in values.values()):
        raise ValueError(f"lines need one value for each of the {x.size} places x: give 1 to {len(LINES)} such lines")
    small = 0 < max(np.nanmax(np.abs(line), initial=0, where=np.isfinite(line)) for line in values.values()) < 1e-3
    figure, axes = plot(
        x=along, y=up, top=50 if len(values) > 1 else 28, left=84 if small else 44
    )  # small numbers are long
    facts = []
    for (name, line), look in zip(values.items(), LINES, strict=False):
        known = np.isfinite(line)
        if not known.any():
            raise ValueError(f"{name} holds no number: give at least one value that can be drawn")
        shown = {"color": look["color"], "linestyle": look["linestyle"]}
        axes.plot(x, np.where(known, line, np.nan), **shown, label=name)
        fact = f"{name}: {_ends_and_turns(x[known], line[known])}"
        if not known[-1]:
            axes.plot(x[known][-1], line[known][-1], marker="X", color=look["color"])
            fact += ", and no number beyond"
        if lost := int((~known[: np.flatnonzero(known)[-1]]).sum()):
            fact += f"; {lost} before that {'is no number' if lost == 1 else 'are no numbers'}"
        facts.append(fact)
    if len(values) > 1:  # a single line needs no name
        look = {"frameon": False, "labelcolor": "linecolor", "handletextpad": 0.4, "columnspacing": 1, "borderpad": 0}
        axes.legend(loc="lower right", bbox_to_anchor=(1.02, 1.1), ncols=len(values), **look)
    return figure, f"{up} over {along}: {', '.join(values)}", f"{'; '.join(facts)}."


def _ends_and_turns(x: Matrix, line: Matrix) -> str:
    """Tell where a line begins and ends, and its least and its greatest value if they lie between."""
    words = f"from {number(line[0])} at {number(x[0])} to {number(line[-1])} at {number(x[-1])}"
    for word, at in (("least", line.argmin()), ("greatest", line.argmax())):
        if line[at] not in line[[0, -1]]:
            words += f", {word} {number(line[at])} at {number(x[at])}"
    return words


@picture
def step_errors(steps: ArrayLike, errors: Mapping[str, ArrayLike]) -> Drawing:
    """Draw the errors of differences over their step sizes h, both on logarithmic axes: for each name its errors."""
    h, lines = _numbers(steps, "steps"), _runs(errors, "errors")
    if any(line.shape != h.shape for line in lines.values()) or min(h.min(), *(e.min() for e in lines.values())) <= 0:
        raise ValueError(f"errors need one positive number for each of the {h.size} positive steps: drop what is zero")
    figure, axes = plot(x="step size h", y="error", height=260, left=64, right=_room(lines))
    axes.set(xscale="log", yscale="log")
    axes.minorticks_off()
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(LogLocator(numticks=6))
        axis.set_major_formatter(lambda value, _: number(value).removeprefix("1 × "))
    facts = []
    for line, (name, error) in zip(LINES, lines.items(), strict=False):
        axes.plot(h, error, color=line["color"], linestyle=line["linestyle"], label=name)
        best = int(error.argmin())
        facts.append(f"{name}: least at h = {number(h[best], 1)}, {number(error[best], 1)}")
    _name_ends(axes, lines)
    return figure, f"Error over step size: {', '.join(lines)}", f"{'; '.join(facts)}."


@picture
def accuracies(values: Mapping[str, float | tuple[float, float, float]]) -> Drawing:
    """Draw accuracies as dots with their intervals: for each name a value, or (value, low, high).

    A value without an interval is one to measure the others by: a dotted mark repeats it in every row.
    """
    if not values:
        raise ValueError("values are empty: give at least one accuracy, such as {'neuron': 0.84}")
    figure, axes = plot(x="accuracy, %", y="", height=52 + 44 * len(values), left=8, top=4)
    rows = -np.arange(len(values), dtype=np.float64)
    facts = []
    for row, (name, value) in zip(rows, values.items(), strict=True):
        share, low, high = value if isinstance(value, tuple) else (value, value, value)
        if not 0 <= low <= share <= high <= 1:
            raise ValueError(f"{name} is {value!r}: give a share from 0 to 1, or (share, low, high)")
        fact = f"{name}: {100 * share:.2f} %"
        if low < high:
            fact += f" ({100 * low:.1f} to {100 * high:.1f})"
            ends = [100 * low, 100 * high]
            axes.plot(ends, [row, row], color=COLORS[0], marker="|", markersize=10, markeredgewidth=2)
        else:
            axes.vlines([100 * share] * len(rows), rows - 0.2, rows + 0.2, color=COLORS[1], linestyle=":")
        color, marker = (COLORS[0], "o") if low < high else (COLORS[1], "D")
        axes.plot(100 * share, row, color=color, marker=marker, label=name)
        axes.text(0, row + 0.3, fact, transform=axes.get_yaxis_transform(), color=color)
        facts.append(fact)
    axes.set(ylim=(rows[-1] - 0.5, 0.7), yticks=[])
    axes.margins(x=0.08)
    axes.spines["left"].set_visible(False)
    return figure, "Accuracies and their intervals", f"{'; '.join(facts)}."


def _numbers(values: Any, name: str) -> Matrix:
    array = np.array(values if isinstance(values, np.ndarray) else list(values), dtype=np.float64)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name} has shape {list(array.shape)}: give a list of at least one number")
    return finite(array, name)


def _runs(runs: Mapping[str, ArrayLike], name: str) -> dict[str, Matrix]:
    if not 0 < len(runs) <= len(LINES):
        raise ValueError(f"{name} has {len(runs)} lines: give 1 to {len(LINES)}, each with its name")
    return {label: _numbers(run, f"{name}[{label!r}]") for label, run in runs.items()}


def _course(run: Matrix) -> str:
    """Return whether values rise or fall, if they do one of them throughout."""
    changes = np.diff(run)
    return "rises" if (changes > 0).all() else "falls" if (changes < 0).all() else "turns"


def _ways(runs: Mapping[str, Matrix]) -> str:
    facts = []
    for name, path in runs.items():
        change = np.diff(np.abs(path))
        way = "every step nearer to zero" if (change < 0).all() else "not every step nearer to zero"
        way = "every step further from zero" if (change > 0).all() else way
        places = ", ".join(number(x) for x in path[:6]) + (", …" if len(path) > 6 else "")
        facts.append(f"{name}: x = {places}; {way}" if change.size else f"{name}: x = {places}")
    return f"{'. '.join(facts)}."


def _parabola(axes: Axes, far: float, points: int = 61) -> None:
    x = np.linspace(-far, far, points)
    axes.plot(x, parabola.cost(x), color="black", linewidth=1.5, alpha=0.5)


def _write(axes: Axes, x: float, y: float, text: str, offset: tuple[float, float], color: str, ha: Any = None) -> None:
    ha = ha or ("left" if offset[0] >= 0 else "right")
    look: dict[str, Any] = {"textcoords": "offset points", "ha": ha, "color": color, "annotation_clip": False}
    for n, line in enumerate(reversed(text.split("\n"))):  # line by line: a browser's font has other widths to align
        axes.annotate(line, (x, y), (offset[0], offset[1] + 16 * n), **look)


def _room(lines: Mapping[str, Matrix]) -> float:
    """Return how much room the names of lines take beside their ends; one line needs no name."""
    return 12 + 7.5 * max(len(part) for name in lines for part in _name(name).split("\n")) if len(lines) > 1 else 12


def _name(name: str) -> str:
    return fill(name.replace(" − ", "\u00a0−\u00a0"), 13)


def _name_ends(axes: Axes, lines: Mapping[str, Matrix]) -> None:
    """Write each line's name beside its end, moved up where two would overlap, and down where one would be cut off."""
    low, high = axes.transScale.transform([(1, y) for y in axes.get_ylim()])[:, 1]
    free, names = 0.0, []  # the numbers of the axis stand below
    for color, (name, run) in sorted(zip(COLORS, lines.items(), strict=False), key=lambda item: item[1][1][-1]):
        text = _name(name)
        tall = 0.12 * (1 + text.count("\n"))
        end = (axes.transScale.transform((1, run[-1]))[1] - low) / (high - low)
        free = max(free, end - tall / 2)
        names.append((free, tall, text, color))
        free += tall + 0.02
    top = 1.16  # the top of the picture
    for bottom, tall, text, color in reversed(names):
        place = min(bottom, top - tall)
        axes.text(1.03, place + tall / 2, text, transform=axes.transAxes, color=color, va="center")
        top = place - 0.02
