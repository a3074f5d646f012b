"""Pictures of what the results are worth: answers, weights, classes, clinics, and ways to the minimum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, examples, finite
from lrbook.figures.sheet import COLORS, WIDTH, Drawing, number, picture, plot, telling, write_numbers

if TYPE_CHECKING:
    from lrbook.calibration import Group
    from lrbook.folds import FoldCosts
    from lrbook.ranking import Area, Roc

DASHES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1)), (0, (2, 1)))
Corner = Literal["lower left", "lower right"]
MARKERS = ("o", "s", "D", "^", "v", "P")
ALARMED, FOUND = 0.2, 0.8
"""Where a curve is read for those who do not see it: the share of the healthy alarmed, and that of the ill found."""
NEAR = 1e-6
"""How far above its minimum the cost counts as there."""


@picture
def reliability_diagram(groups: Sequence[Group]) -> Drawing:
    """Draw for each group of examples the share that is in class 1, with its interval, over the mean answer."""
    if not groups:
        raise ValueError("groups are empty: give those that lrbook.calibration.reliability returns")
    figure, axes = plot(x="mean answer", y="share in class 1", height=300)
    axes.plot([0, 1], [0, 1], color="black", alpha=0.5, linewidth=1, linestyle="--", label="as answered")
    predicted, observed = ([getattr(group, name) for group in groups] for name in ("predicted", "observed"))
    axes.vlines(predicted, [group.low for group in groups], [group.high for group in groups], color=COLORS[0])
    axes.plot(predicted, observed, "o", color=COLORS[0], label="observed")
    axes.annotate("as answered", (0.25, 0.25), (8, -16), textcoords="offset points")
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    facts = [
        f"{number(group.predicted, 2)} answered, {number(group.observed, 2)} observed"
        f" ({number(group.low, 2)} to {number(group.high, 2)})"
        for group in groups
    ]
    return figure, f"Answers and what was observed, in {len(groups)} groups", f"{'; '.join(facts)}."


@picture
def early_stopping(costs: FoldCosts) -> Drawing:
    """Draw the cost over the steps, learnt from and held out, and mark where the second is least."""
    lines = {"learnt from": costs.training, "held out": costs.held_out}
    figure, axes = plot(x="step", y="cost", right=92)
    for (name, run), color, dashes in zip(lines.items(), COLORS, DASHES, strict=False):
        steps = telling(run)
        axes.plot(steps, run[steps], color=color, linestyle=dashes, label=name)
        axes.text(1.03, run[-1], name, transform=axes.get_yaxis_transform(), color=color, va="center")
    axes.margins(y=0.12)
    best = int(costs.held_out.argmin())
    axes.plot(best, costs.held_out[best], "s", color=COLORS[1], label="least held out")
    note = f"least at step {best}"
    axes.annotate(note, (best, costs.held_out[best]), (14, 22), textcoords="offset points", color=COLORS[1])
    ends = "; ".join(f"{name}: from {number(run[0])} to {number(run[-1])}" for name, run in lines.items())
    least = f"Held out, it is least at step {best}, {number(costs.held_out[best])}."
    return figure, "The cost over the steps, learnt from and held out", f"{ends}. {least}"


@picture
def intervals(values: Mapping[str, tuple[float, float, float]], x: str = "weight") -> Drawing:
    """Draw weights as dots with their intervals, (value, low, high), and those that reach over 0 hollow."""
    if not values:
        raise ValueError("values are empty: give at least one weight, such as {'age': (0.04, -0.37, 0.46)}")
    figure, axes, rows = _rows(values, x)
    facts = []
    for row, (name, (value, low, high)) in zip(rows, values.items(), strict=True):
        if not low <= value <= high:
            raise ValueError(f"{name} is {(value, low, high)!r}: give (value, low, high), in this order")
        told = low > 0 or high < 0
        color = COLORS[0] if told else COLORS[1]
        axes.plot([low, high], [row, row], color=color, marker="|", markersize=8, markeredgewidth=2)
        fill = color if told else "none"
        axes.plot(
            value, row, "o", color=color, markerfacecolor=fill, markeredgecolor=color, markeredgewidth=2, label=name
        )
        axes.text(-0.02, row, name, transform=axes.get_yaxis_transform(), ha="right", va="center", color=color)
        told_or_not = "" if told else ", not to be told from zero"
        facts.append(f"{name}: {number(value, 2)} ({number(low, 2)} to {number(high, 2)}){told_or_not}")
    axes.axvline(0, color="black", alpha=0.5, linewidth=1, linestyle="--", zorder=0)
    return figure, f"Each {x} with its interval", f"{'; '.join(facts)}."


@picture
def in_rows(names: Sequence[str], values: Mapping[str, ArrayLike], x: str) -> Drawing:
    """Draw values in rows, to compare them: each name has a row, and each of the values a mark in it.

    Args:
        names: The names of the rows, [n].
        values: One to six lists of values, each with its name: a value for each row, [n].
        x: What the values are.
    """
    marks = {label: finite(np.asarray(found, dtype=np.float64), label) for label, found in values.items()}
    if not 0 < len(marks) <= len(COLORS) or not names or any(found.shape != (len(names),) for found in marks.values()):
        one_each = f"values need one number for each of the {len(names)} names"
        raise ValueError(f"{one_each}: give 1 to {len(COLORS)} such lists, and at least one name")
    figure, axes, rows = _rows(names, x, top=26)
    for row, name in zip(rows, names, strict=True):
        axes.text(-0.02, row, name, transform=axes.get_yaxis_transform(), ha="right", va="center")
    facts = []
    for (label, found), color, shape in zip(marks.items(), COLORS, MARKERS, strict=False):
        axes.plot(found, rows, shape, color=color, label=label)
        facts += [f"{label}: {', '.join(f'{name} {number(at, 2)}' for name, at in zip(names, found, strict=True))}"]
    look: dict[str, Any] = {"frameon": False, "labelcolor": "linecolor", "handletextpad": 0.1, "borderpad": 0}
    axes.legend(loc="lower right", bbox_to_anchor=(1.02, 1.0), ncols=len(marks), **look)
    axes.axvline(0, color="black", alpha=0.5, linewidth=1, linestyle="--", zorder=0)
    return figure, f"Each {x}: {', '.join(marks)}", f"{'; '.join(facts)}."


def _rows(names: Iterable[str], x: str, top: float = 4) -> tuple[Figure, Axes, Matrix]:
    """Return a sheet with a row for each name, which has room to the left, and where the rows stand."""
    lengths = [len(name) for name in names]
    height = 48 + top + 21 * len(lengths)
    figure, axes = plot(x=x, y="", height=height, left=20 + 7.5 * max(lengths), top=top)
    rows = -np.arange(len(lengths), dtype=np.float64)
    axes.set(ylim=(rows[-1] - 0.6, 0.6), yticks=[])
    axes.spines["left"].set_visible(False)
    return figure, axes, rows


@picture
def by_class(X: ArrayLike, Y: ArrayLike, names: Sequence[str]) -> Drawing:
    """Draw how each feature is distributed in the two classes: the share of the class in each of six equal ranges."""
    X, Y = examples(X, Y)
    if len(names) != X.shape[0]:
        raise ValueError(f"X has {X.shape[0]} features and there are {len(names)} names: give one for each")
    if Y.min() == Y.max():
        raise ValueError(f"Y holds {Y[0, 0]:g} only: give examples of both classes")
    rows = (len(names) + 2) // 3
    height = 34 + 92.0 * rows
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    figure.subplots_adjust(18 / WIDTH, 26 / height, 1 - 18 / WIDTH, 1 - 46 / height, wspace=0.35, hspace=0.9)
    panels = figure.subplots(rows, 3, squeeze=False).ravel()
    facts = [_distribution(axes, x, Y[0], name) for axes, x, name in zip(panels, X, names, strict=False)]
    for axes in panels[len(names) :]:
        axes.set_axis_off()
    for place, label in ((0.05, 0), (0.5, 1)):
        text = f"class {label}, {'dashed' if label else 'solid'}"
        figure.text(place, 1 - 16 / height, text, color=COLORS[label])
    return figure, "Each feature in the two classes", f"Means in class 0 and 1: {'; '.join(facts)}."


def _distribution(axes: Axes, x: Matrix, y: Matrix, name: str) -> str:
    edges = np.linspace(x.min(), x.max() if x.max() > x.min() else x.min() + 1, 7)
    for label in (0, 1):
        share = np.histogram(x[y == label], edges)[0] / (y == label).sum()
        line: dict[str, Any] = {"color": COLORS[label], "linestyle": DASHES[label], "linewidth": 1.5}
        axes.step(edges, np.append(share, share[-1]), where="post", label=f"{name}, class {label}", **line)
    for place, side, end in ((0, "left", edges[0]), (1, "right", edges[-1])):
        axes.text(place, -0.36, number(end), transform=axes.transAxes, ha=side)
    axes.set(title=name, ylim=(0, None), yticks=[], xticks=[])
    axes.spines["left"].set_visible(False)
    means = [number(x[y == label].mean(), 3) for label in (0, 1)]
    return f"{name} {' and '.join(means)}"


@picture
def roc_curves(curves: Mapping[str, Roc]) -> Drawing:
    """Draw ROC curves: the share of the ill who are found, over that of the healthy who are alarmed."""
    figure, axes = plot(x="healthy alarmed (1 − specificity)", y="ill found (sensitivity)", height=280)
    axes.axline((0, 0), (1, 1), color="black", alpha=0.5, linestyle=":")
    axes.text(0.62, 0.5, "by chance")
    _thresholds(axes, {name: (curve.false_alarms, curve.sensitivity) for name, curve in curves.items()}, "lower right")
    facts = [
        f"{name}: {number(found, 2)} found where {ALARMED} are alarmed"
        for name, curve in curves.items()
        for found in [np.interp(ALARMED, curve.false_alarms, curve.sensitivity)]
    ]
    return figure, f"ROC curves: {', '.join(curves)}", f"{'; '.join(facts)}."


@picture
def precision_recall(curves: Mapping[str, Roc]) -> Drawing:
    """Draw precision over recall: of those called ill, the share who are, over the share of the ill who are found."""
    figure, axes = plot(x="recall (sensitivity)", y="precision", height=280)
    for chance in {float(curve.precision[-1]) for curve in curves.values()}:
        axes.axhline(chance, color="black", alpha=0.5, linestyle=":")
        axes.text(0, chance + 0.04, "by chance")
    _thresholds(axes, {name: (curve.sensitivity, curve.precision) for name, curve in curves.items()}, "lower left")
    facts = [
        f"{name}: precision {number(np.interp(FOUND, curve.sensitivity, curve.precision), 2)} at recall {FOUND}"
        for name, curve in curves.items()
    ]
    return figure, f"Precision over recall: {', '.join(curves)}", f"{'; '.join(facts)}."


def _thresholds(axes: Axes, curves: Mapping[str, tuple[Matrix, Matrix]], corner: Corner) -> None:
    """Draw curves that have a point for each threshold, and name them in a corner."""
    if not 0 < len(curves) <= len(COLORS):
        raise ValueError(f"curves has {len(curves)} lines: give 1 to {len(COLORS)}, each with its name")
    for (name, (x, y)), color, dashes in zip(curves.items(), COLORS, DASHES, strict=False):
        axes.plot(x, y, color=color, linestyle=dashes, label=name)
    axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.05))
    axes.legend(loc=corner, frameon=False, labelcolor="linecolor")


@picture
def spread(counts: Sequence[int], marked: Mapping[str, int], of: int) -> Drawing:
    """Draw a dot for each split over the number of right answers in it, and mark other numbers by their names."""
    if not len(counts):
        raise ValueError("counts are empty: give the number of right answers of each split")
    stacks = Counter(map(int, counts))
    high = max(stacks.values())
    figure, axes = plot(x=f"right answers of {of}", y="", height=150 + 10 * high, left=12, top=8)
    x, y = zip(*[(count, k + 1) for count, tall in stacks.items() for k in range(tall)], strict=True)
    axes.plot(x, y, "o", color=COLORS[0], label="splits")
    for n, ((name, value), color) in enumerate(zip(marked.items(), COLORS[1:], strict=False)):
        top = high + 1.2 + 1.6 * n
        axes.plot([value, value], [0, top], color=color, linestyle="--", label=name)
        axes.text(value, top + 0.2, f"{name}: {value}", color=color, ha="right" if value > max(stacks) else "center")
    axes.set(ylim=(0, high + 3 + 1.6 * len(marked)), yticks=[])
    axes.margins(x=0.12)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    dots = ", ".join(f"{tall} with {count}" for count, tall in sorted(stacks.items()))
    marks = "; ".join(f"{name}: {value}" for name, value in marked.items())
    return figure, f"Right answers of {of} in {len(counts)} splits", f"Splits: {dots}. {marks}."


@picture
def clinics(found: Mapping[str, tuple[Area, Group]]) -> Drawing:
    """Draw for each clinic the area below the ROC curve, and the mean answer beside the share that is in class 1.

    Args:
        found: For each clinic what `lrbook.ranking.area` and `lrbook.calibration.mean_answer` return.
    """
    if not found:
        raise ValueError("found is empty: give at least one clinic, with its area and its mean answer")
    height = 84 + 44 * len(found)
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    figure.subplots_adjust(10 / WIDTH, 44 / height, 1 - 14 / WIDTH, 1 - 38 / height, wspace=0.16)
    ranking, calibration = figure.subplots(1, 2, sharey=True)
    rows = -np.arange(len(found), dtype=np.float64)
    facts = []
    for row, (name, (area, group)) in zip(rows, found.items(), strict=True):
        for axes, low, high in ((ranking, area.low, area.high), (calibration, group.low, group.high)):
            axes.plot([low, high], [row, row], color=COLORS[0], marker="|", markersize=10, markeredgewidth=2)
        ranking.plot(area.area, row, "o", color=COLORS[0], label=f"{name}, area")
        calibration.plot(group.observed, row, "o", color=COLORS[0], label=f"{name}, observed")
        calibration.plot(group.predicted, row, "D", color=COLORS[1], label=f"{name}, answered")
        ranking.text(0, row + 0.3, name, transform=ranking.get_yaxis_transform())
        facts.append(
            f"{name}: area {number(area.area, 3)} ({number(area.low, 2)} to {number(area.high, 2)}), "
            f"mean answer {number(group.predicted, 2)}, observed {number(group.observed, 2)} "
            f"({number(group.low, 2)} to {number(group.high, 2)})"
        )
    for axes, label in ((ranking, "area below ROC"), (calibration, "share in class 1")):
        write_numbers(axes)
        axes.set(xlabel=label, ylim=(rows[-1] - 0.5, 0.7), yticks=[])
        axes.spines["left"].set_visible(False)
        axes.margins(x=0.1)
    calibration.set_xlim(0, 1.04)
    for place, text, color in ((0.33, "● observed", COLORS[0]), (0.62, "◆ mean answer", COLORS[1])):
        figure.text(place, 1 - 18 / height, text, color=color)
    return figure, "Ranking and calibration in each clinic", f"{'; '.join(facts)}."


@picture
def ways(above: Mapping[str, ArrayLike], work: Mapping[str, float] | None = None) -> Drawing:
    """Draw how far the cost is above its minimum, step by step or by the work done, for up to six ways there.

    Args:
        above: For each way, the cost above the minimum before each step and after the last. What is not above it is
            left out: there, rounding decides.
        work: For each way, what a step costs, in passes over the examples; without it, steps are drawn.
    """
    if not 0 < len(above) <= len(COLORS):
        raise ValueError(f"above has {len(above)} ways: give 1 to {len(COLORS)}, each with its name")
    if work is not None and work.keys() != above.keys():
        raise ValueError(f"work is given for {', '.join(work)}, and above for {', '.join(above)}: name the same ways")
    unit = "step" if work is None else "work, in passes over the examples"
    rows = (len(above) + 1) // 2
    figure, axes = plot(x=unit, y="cost above the least", height=248 + 20 * rows, left=58, top=30 + 20 * rows)
    facts = []
    for k, (name, run) in enumerate(above.items()):
        costs = np.asarray(run, dtype=np.float64)
        steps = telling(costs)
        steps = steps[costs[steps] > 1e-15]
        if not steps.size:
            raise ValueError(f"above[{name!r}] holds no cost above the minimum: take the minimum off each cost")
        per_step = 1.0 if work is None else work[name]
        line: dict[str, Any] = {"color": COLORS[k], "linestyle": DASHES[k], "label": name}
        if steps.size < 12:
            line["marker"] = MARKERS[k]
        axes.plot(steps * per_step, costs[steps], **line)
        near = np.flatnonzero(costs <= NEAR)
        reached = (
            f"{number(NEAR).removeprefix('1 × ')} after {number(near[0] * per_step, 3)}"
            if near.size
            else f"{number(costs[-1], 2)} at the end"
        )
        facts.append(f"{name}: {reached}")
    axes.set_yscale("log")
    axes.minorticks_off()
    low, high = axes.get_ylim()
    axes.set_yticks([power for power in 10.0 ** np.arange(-15, 3, 3) if low < power < high])
    write_numbers(axes)
    look: dict[str, Any] = {"frameon": False, "labelcolor": "linecolor", "handletextpad": 0.4, "columnspacing": 1}
    axes.legend(loc="lower left", bbox_to_anchor=(-0.2, 1.1), ncols=2, borderaxespad=0.2, **look)
    return figure, f"The cost above its minimum, over {unit.partition(',')[0]}", f"{'; '.join(facts)}."
