"""The book's figures to explore: what their controls set, what each frame shows and says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from lrbook import descent, neuron, parabola
from lrbook._checks import Matrix, labels, matrix, probabilities
from lrbook.figures.explore import (
    DOT,
    DOWN,
    LINE,
    MARK,
    SQUARE,
    Control,
    Explorable,
    Frame,
    Ground,
    Part,
    fill,
    stroke,
    styled,
)
from lrbook.figures.sheet import COLORS, WIDTH, number, write_numbers

SHAPES = DOT, SQUARE
"""The marks of class 0 and class 1, as in the other pictures."""


@styled
def explore_descent(
    starts: Sequence[float] = range(-8, 9),
    rates: Sequence[float] = tuple(n / 20 for n in range(1, 25)),
    steps: int = 12,
) -> Explorable:
    """Let the reader set the start and the rate of a descent on the parabola, and see whether it converges."""
    bound = 2 / (parabola.slope(1) - parabola.slope(0))  # 2/L: the slope grows by L where x grows by 1
    far = 1.2 * max(map(abs, starts))
    figure, axes, strip = _sheet("x", "cost y = x² + 3", "rate")
    x = np.linspace(-far, far, 61)
    axes.plot(x, parabola.cost(x), color="black", linewidth=1.5, alpha=0.5)
    axes.set(xlim=(-far, far), ylim=(0, parabola.cost(far)))
    strip.set_xlim(0, 1.05 * max(rates))
    _bound(strip, bound, f"boundary: {number(bound)}", COLORS[1])
    ground = Ground("explore-descent", figure)

    frames = []
    paths = [_descents(starts, rate, steps) for rate in rates]
    for (n, start), (k, rate) in product(enumerate(starts), enumerate(rates)):
        path, factor = paths[k][:, n], parabola.step(1.0, rate)
        side = "below" if rate < bound else "above" if rate > bound else "exactly at"
        parts = [ground.path(axes, path, parabola.cost(path)), stroke(0), ground.mark(strip, rate, 0, DOWN), fill(0)]
        says = [
            f"At a rate of {number(rate)} each step multiplies x by {number(factor)}, so it {_verdict(factor, start)}.",
            f"From x = {number(start)}, {steps} steps lead to x = {number(path[-1])}, "
            f"where the cost is {number(parabola.cost(path[-1]))}.",
            f"The rate is {side} the boundary of {number(bound)}.",
        ]
        frames.append(Frame(parts, says))
    dotted = "".join(f' marker-{place}="url(#explore-descent-dot)"' for place in ("start", "mid", "end"))
    return Explorable(
        "explore-descent",
        "Gradient descent on the parabola",
        ground,
        [Control("start", starts, 5), Control("rate", rates, 0.1)],
        [Part(LINE.element + dotted, LINE.sets), MARK],
        frames,
        telling=[(5, 0.1), (5, 0.9), (5, 1), (5, 1.1)],
    )


def _descents(starts: Sequence[float], rate: float, steps: int) -> Matrix:
    """Return the places that descents on the parabola visit, [steps + 1, starts], all of them in one go."""
    places = [np.array(starts, dtype=np.float64)]
    for _ in range(steps):
        places.append(parabola.step(places[-1], rate))
    return np.array(places)


def _verdict(factor: float, start: float) -> str:
    if start == 0:
        return "stays at the minimum, where it is already"
    if abs(factor) == 1:
        return "changes sides at every step and never comes nearer"
    if factor == 0:
        return "is at the minimum at once"
    sides = "changes sides at every step" if factor < 0 else "stays on its side"
    return f"{sides} and {'diverges' if abs(factor) > 1 else 'converges'}"


@styled
def explore_neuron(
    weights: Sequence[float] = tuple(n / 2 for n in range(-4, 5)),
    biases: Sequence[float] = range(-3, 4),
    points: Sequence[float] = range(-4, 5),
) -> Explorable:
    """Let the reader set the weight and the bias of a neuron with one feature, and see the class of a point."""
    threshold, far, floor = 0.5, 1.25 * max(map(abs, points)), -0.07
    figure, axes, _ = _sheet("x, a feature", "a = σ(wx + b)")
    axes.set(xlim=(-far, far), ylim=(-0.12, 1.05), yticks=[0, threshold, 1])
    _guide(axes, [-far, far], [threshold, threshold])
    axes.text(-0.97 * far, threshold + 0.04, "threshold")
    ground = Ground("explore-neuron", figure)
    x = np.linspace(-far, far, 49)

    frames = []
    for w, b in product(weights, biases):
        edge = -b / w if w else far if b <= 0 else -far  # without a weight all points are of one class
        zones = [[max(edge, -far), far], [-far, min(edge, far)]]  # where x is more than the edge, and less
        zones = zones if w < 0 else zones[::-1]
        shared = [ground.path(axes, x, neuron.forward([[w]], b, [x])[1][0]), stroke(2)]
        shared += [ground.path(axes, [edge, edge], [floor, 1]) if w and abs(edge) < far else "", stroke(3, "2 3")]
        for label, (low, high) in enumerate(zones):
            shared += [ground.path(axes, [low, high], [floor, floor]) if low < high else "", stroke(label)]
        where = f"a is above one half where x is {'more' if w > 0 else 'less'} than {number(edge)}"
        flat = f"a does not depend on x: it is {number(neuron.sigmoid(b).item())} everywhere"
        for point in points:
            (z,), (a,) = (found[0] for found in neuron.forward([[w]], b, [[point]]))
            label = int(a > threshold)
            says = [
                f"With w = {number(w)} and b = {number(b)}, {where if w else flat}.",
                f"At x = {number(point)}, z is {number(z)} and a is {number(a)}, "
                f"{'above' if label else 'not above'} the threshold of {threshold}: class {label}.",
            ]
            frames.append(Frame([*shared, ground.mark(axes, point, a, SHAPES[label]), fill(label)], says))
    return Explorable(
        "explore-neuron",
        "A neuron with one feature: its curve, and the classes that it makes",
        ground,
        [Control("w", weights, 1), Control("b", biases, 0), Control("x", points, 2)],
        [LINE, LINE, LINE, LINE, MARK],
        frames,
        telling=[(1, 0, 2), (2, 0, 2), (1, -3, 2), (-1, 0, 2)],
    )


@styled
def explore_cost(probabilities: Sequence[float] = (0.01, *(n / 20 for n in range(1, 20)), 0.99)) -> Explorable:
    """Let the reader set an answer, the label and the base of the logarithm, and see what the answer costs."""
    bases = {"e": np.e, "10": 10.0, "2": 2.0}
    top = 1.05 * neuron.loss(min(probabilities), 1).item() / np.log(2)
    figure, axes, _ = _sheet("a, the probability of class 1", "cost C(a, y)")
    axes.set(xlim=(-0.03, 1.03), ylim=(0, top))
    _guide(axes, [0.5, 0.5], [0, top])
    a = np.linspace(0, 1, 101)[1:-1]
    for y in (0, 1):
        axes.plot(a, neuron.loss(a, y), color=COLORS[y], alpha=0.3)
    ground = Ground("explore-cost", figure)

    frames = []
    for said, y, (base, value) in product(probabilities, (0, 1), bases.items()):
        cost = neuron.loss(said, y).item() / np.log(value)
        label = int(said > 0.5)  # as `predict` has it: one half is not above one half
        parts = [ground.path(axes, a, neuron.loss(a, y) / np.log(value)), stroke(y)]
        parts += [ground.path(axes, [said, said], [0, cost]), stroke(y, "2 3")]
        parts += [ground.mark(axes, said, cost, SHAPES[y]), fill(y)]
        says = [
            f"The probability {number(said)} says class {label}.",
            f"The label is {y}, so the answer is {'right' if label == y else 'wrong'}.",
            f"It costs {number(cost)}, with the logarithm to the base {base}.",
        ]
        frames.append(Frame(parts, says))
    return Explorable(
        "explore-cost",
        "The cost of one answer",
        ground,
        [Control("a", probabilities, 0.2), Control("y", ["0", "1"], "1"), Control("base", [*bases], "e")],
        [LINE, LINE, MARK],
        frames,
        telling=[(0.1, "0", "e"), (0.99, "0", "e"), (0.9, "1", "e"), (0.01, "1", "e")],
    )


@styled
def explore_training(
    features: Mapping[str, ArrayLike],
    Y: ArrayLike,
    rates: Sequence[float] = (1e-5, 3e-5, 1e-4, 3e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
    steps: int = 40,
) -> Explorable:
    """Let the reader train a neuron: set the rate and how the features are scaled, and walk step by step.

    Args:
        features: For each way to scale the features, its name and the matrix X, [n, m].
        Y: The labels, [1, m].
        rates: The learning rates.
        steps: How many steps a run has.
    """
    names = list(features)
    bounds = [descent.largest_rate(X) for X in features.values()]
    runs = [
        (n, rate, descent.gradient_descent(X, Y, rate, steps).costs)
        for (n, X), rate in product(enumerate(features.values()), rates)
    ]
    top, even = max(costs.max() for _, _, costs in runs), 1
    figure, axes, strip = _sheet("step", f"cost, on a logarithmic axis above {even}", "rate, on a logarithmic axis")
    axes.set_yscale("symlog", linthresh=even, linscale=max(1.0, np.log10(top)))  # as much room below 1 as above
    axes.set(
        xlim=(-1, steps + 1), ylim=(0, 1.2 * max(1, top)), yticks=[0, 0.5, 1, *10.0 ** np.arange(2, np.log10(top), 2)]
    )
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, _: number(value).removeprefix("1 × "))
    strip.set(xscale="log", xlim=(min(rates) / 2, max(rates) * 10))
    strip.minorticks_off()
    strip.set_xticks(rates[::4])
    strip.xaxis.set_major_formatter(lambda value, _: number(value).removeprefix("1 × "))
    for bound, name, ink in zip(bounds, names, COLORS, strict=False):
        _bound(strip, bound, f"2/L {name}", ink)
    ground = Ground("explore-training", figure)

    frames = []
    for n, rate, costs in runs:
        rises = np.concatenate([[0], np.cumsum(np.diff(costs) > 0)])
        curve = ground.path(axes, range(steps + 1), costs)
        legs = np.hypot(*np.diff(ground.places(axes, range(steps + 1), costs), axis=0).T)
        walked = np.concatenate([[0], np.cumsum(legs)])
        safe = rate < bounds[n]
        law = (
            f"For {names[n]} features the bound 2/L is {number(bounds[n])}. The rate, {number(rate)}, is "
            f"{'below it: no step can' if safe else 'not below it: a step may'} raise the cost."
        )
        for step, cost in enumerate(costs):
            here = ground.mark(axes, step, cost, DOT)
            parts = [curve, stroke(n, f"{walked[step]:.0f} 999999"), here, fill(n)]
            so_far = f" It rose in {rises[step]} of {step} steps." if step else ""
            says = [law, f"Step {step}: the cost is {number(cost)}.{so_far}"]
            frames.append(Frame([*parts, ground.mark(strip, rate, 0, DOWN), fill(n)], says))
    return Explorable(
        "explore-training",
        "The cost of the neuron while it learns",
        ground,
        [Control("features", names, names[0]), Control("rate", rates, 0.1), Control("step", range(steps + 1), steps)],
        [LINE, MARK, MARK],
        frames,
        telling=[(name, rate, steps) for name in names for rate in (rates[0], 0.1)],
        plays="step",
    )


@styled
def explore_threshold(
    answers: Mapping[str, ArrayLike], Y: ArrayLike, thresholds: Sequence[float] = tuple(n / 50 for n in range(51))
) -> Explorable:
    """Let the reader set the threshold of a trained neuron, and see which patients it finds and which it misses.

    Args:
        answers: For each way to ask, its name and the probabilities, [1, m]: such as held out, and learnt from.
        Y: The labels, [1, m], both classes among them.
        thresholds: The thresholds.
    """
    names, Y = list(answers), labels(Y)
    asked = [probabilities(matrix(A, f"{name}", "[1, m]", rows=1), f"{name}") for name, A in answers.items()]
    if not 0 < Y.sum() < Y.size:
        raise ValueError("Y holds one class only: there is nothing to tell apart; give labels of both classes")

    def shares(A: Matrix, threshold: float) -> tuple[NDArray[np.int64], float, float]:
        counts = confusion(A, Y, threshold)
        return counts, counts[1, 1] / counts[1].sum(), counts[0, 0] / counts[0].sum()

    figure, axes, beside = _sheet("1 − specificity", "sensitivity", right=120)
    axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04))
    curves = [np.array([shares(A, each)[1:] for each in np.unique([0, *A[0], 1])]).T for A in asked]
    for found, left in curves:
        axes.plot(1 - left, found, color="black", alpha=0.3)
    _guide(axes, [0, 1], [0, 1])
    beside.set(position=(0, 0, 1, 1), xlim=(0, WIDTH))
    beside.text(305, 0.85, "answer", ha="center")
    columns, rows = (322, 288), (0.5, 0.64)  # of the classes 0 and 1
    for label, ink in enumerate(COLORS[:2]):
        beside.text(columns[label], 0.76, str(label), ha="center", color=ink)
        beside.text(224, rows[label], f"label {label}", color=ink)
    ground = Ground("explore-threshold", figure)
    cells = [ground.places(beside, x, y)[0] for y in rows for x in columns]

    frames = []
    for n, threshold in product(range(len(names)), thresholds):
        counts, sensitivity, specificity = shares(asked[n], threshold)
        found, left = curves[n]
        parts = [ground.path(axes, 1 - left, found), stroke(2)]
        parts += [ground.mark(axes, 1 - specificity, sensitivity, SQUARE), fill(1)]
        says = [
            f"Answers for rows {names[n]}, at the threshold {number(threshold)}.",
            f"Of {counts[1].sum()} with the disease, {counts[1, 1]} are put into class 1: "
            f"the sensitivity is {100 * sensitivity:.1f} %.",
            f"Of {counts[0].sum()} without it, {counts[0, 0]} are put into class 0: "
            f"the specificity is {100 * specificity:.1f} %.",
            f"In all, {np.trace(counts)} of {counts.sum()} answers are right.",
        ]
        frames.append(Frame([*parts, *(str(count) for row in counts for count in row)], says))
    cell = 'text x="{:.1f}" y="{:.1f}" style="font-size: 13px; text-anchor: middle"'
    return Explorable(
        "explore-threshold",
        "Sensitivity and specificity at each threshold, and the counts behind them",
        ground,
        [Control("rows", names, names[0]), Control("threshold", thresholds, 0.5)],
        [LINE, MARK, *(Part(cell.format(x, y)) for x, y in cells)],
        frames,
        telling=[(name, threshold) for name in names for threshold in (0.2, 0.5)],
    )


def confusion(A: ArrayLike, Y: ArrayLike, threshold: float) -> NDArray[np.int64]:
    """Return how many examples there are of each label, in rows, and each predicted class, in columns."""
    from lrbook.evaluation import predict  # it loads pandas, which a picture need not

    answers, Y = predict(A, threshold), labels(Y)
    return np.array([[int(((y == Y) & (answers == answer)).sum()) for answer in (0, 1)] for y in (0, 1)])


@styled
def explore_mistakes(runs: Mapping[str, tuple[ArrayLike, float]]) -> Explorable:
    """Let the reader choose a mistake, and see its cost and its accuracy beside the right run's.

    Args:
        runs: The right run, and behind it one with each mistake: its name, its costs and its accuracy. All have the
            same number of steps. A cost may be no number.
    """
    found = {name: (np.asarray(costs, dtype=np.float64), share) for name, (costs, share) in runs.items()}
    (right, right_share), *wrong = found.values()
    steps = right.size - 1
    if not wrong or steps < 1 or not np.isfinite(right).all() or any(costs.shape != right.shape for costs, _ in wrong):
        raise ValueError("runs need a right run, whose costs are numbers, and others with as many steps")
    figure, axes, strip = _sheet("step", "cost", "accuracy, %")
    axes.set(xlim=(-steps / 40, steps), ylim=(0, 2.2))
    axes.plot(range(steps + 1), right, color=COLORS[0])
    axes.text(steps, right[-1] + 0.08, "right run", color=COLORS[0], ha="right")
    strip.set_xlim(0, 100)
    _bound(strip, 100 * right_share, "right run", COLORS[0])
    ground = Ground("explore-mistakes", figure)

    frames = []
    for n, (name, (costs, share)) in enumerate(found.items()):
        says = [
            f"Mistake: {name}." if n else "No mistake: this is the right run.",
            _course(costs),
            f"The accuracy is {100 * share:.1f} %.",
            f"The right run goes from {number(right[0])} to {number(right[-1])}, with {100 * right_share:.1f} %.",
        ]
        known = np.flatnonzero(np.isfinite(costs))
        stretches = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
        line = "".join(
            ground.path(axes, [*stretch, stretch[-1]], costs[[*stretch, stretch[-1]]]) for stretch in stretches
        )
        parts = [line, stroke(1, "5 3") + "; stroke-linecap: round"]
        frames.append(Frame([*parts, ground.mark(strip, 100 * share, 0, DOWN), fill(1)], says))
    names = list(found)
    return Explorable(
        "explore-mistakes",
        "The cost and the accuracy with a mistake, beside the right run",
        ground,
        [Control("mistake", names, names[1])],
        [LINE, MARK],
        frames,
        telling=[(name,) for name in names[1:]],
    )


def _course(costs: NDArray[np.float64]) -> str:
    """Return what becomes of the cost, which may be no number."""
    steps, lost = costs.size - 1, int((~np.isfinite(costs)).sum())
    if lost:
        return f"The cost begins at {number(costs[0])}, and {lost} of the {steps + 1} costs are infinite or no numbers."
    rises = int((np.diff(costs) > 0).sum())
    way = {0: "falls at every step", steps: "rises at every step"}.get(rises, f"rises in {rises} of {steps} steps")
    high = f", with {number(costs.max())} on the way" if costs.max() > max(costs[0], costs[-1]) else ""
    return f"In {steps} steps the cost goes from {number(costs[0])} to {number(costs[-1])}{high}; it {way}."


def _sheet(x: str, y: str, strip: str = "", right: float = 14) -> tuple[Figure, Axes, Axes]:
    """Return a sheet with axes that are labelled x and y, and below them an axis on its own; or else one that is blank.

    All lie at fixed places: to lay them out anew for each figure takes longer than to draw them.
    """
    height, foot = (275, 118) if strip else (215, 38)
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    axes = figure.add_axes((46 / WIDTH, foot / height, 1 - (46 + right) / WIDTH, 1 - (foot + 20) / height))
    below = figure.add_axes((46 / WIDTH, 38 / height, 1 - (46 + right) / WIDTH, 22 / height))
    axes.set(xlabel=x, title=y)
    below.set(xlabel=strip, ylim=(0, 1), yticks=[])
    below.spines["left"].set_visible(False)
    below.set_axis_on() if strip else below.set_axis_off()
    for each in (axes, below):
        write_numbers(each)
    return figure, axes, below


def _guide(axes: Axes, x: Sequence[float], y: Sequence[float]) -> None:
    axes.plot(x, y, color="black", alpha=0.5, linewidth=1, linestyle="--")


def _bound(strip: Axes, place: float, name: str, ink: str) -> None:
    strip.axvline(place, color=ink, linestyle="--")
    strip.annotate(name, (place, 1), (0, 3), textcoords="offset points", ha="center", color=ink, annotation_clip=False)
