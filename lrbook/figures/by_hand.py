"""A neuron to train by hand: its weight and its bias on sliders, and a button that takes a step of gradient descent.

A step leads to places that no grid of frames holds, so a script computes what is shown: the same formulas as here, in a
few lines, which the tests hold against `lrbook.neuron`. Without it, and in print, the first steps stand side by side.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html import escape

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lrbook import descent, neuron
from lrbook._checks import Matrix, finite, labels_of, matrix
from lrbook.figures.explore import Ground, color, stroke
from lrbook.figures.sheet import STYLE, WIDTH, number

NAME = "by-hand"
TITLE = "A neuron with one feature: its curve, over the patients"
SAYS = (
    "The neuron answers a = σ({w} · x + {signed_b}), and its cost is C = {cost}. "
    "The slopes of the cost are {dw} along w and {db} along b. "
    "One step leads to w = {w} − {rate} · {signed_dw} = {next_w} and b = {b} − {rate} · {signed_db} = {next_b}."
)
"""What is said of each place; `signed` numbers stand in parentheses if they are negative."""
FAR, STEPPED = 3, (0, 1, 30)
"""How far the sliders go, and after how many steps a place is shown still."""


def train_by_hand(x: ArrayLike, Y: ArrayLike, name: str, rate: float = 1.0) -> str:
    """Return the HTML of a neuron to train by hand.

    Args:
        x: The feature, standardised, [1, m].
        Y: The labels, [1, m].
        name: What the feature is.
        rate: The learning rate of the button.
    """
    x = finite(matrix(x, "x", "[1, m]", rows=1), "x")
    Y = labels_of(x, Y)
    ways = [descent.gradient_descent(x, Y, rate, steps).path[-1] for steps in STEPPED]
    with mpl.rc_context(STYLE):
        ground, axes = _ground(x, Y, name)
        left, up = np.array(ground.places(axes, [0, 1], [0, 1])).T
    given = {"x": x[0].tolist(), "y": Y[0].tolist(), "rate": rate, "left": left.tolist(), "up": up.tolist()}
    data = escape(json.dumps(given, separators=(",", ":")), quote=False)
    slots = re.sub(r"\{(\w+)\}", r'<span data-number="\1"></span>', SAYS)
    sliders = "".join(_slider(letter) for letter in "wb")
    corners = ((w, b) for w in (-FAR, 0, FAR) for b in (-FAR, 0, FAR))
    longest = max((said(numbers(x, Y, w, b, rate)) for w, b in corners), key=len)  # keeps its place on the page
    stills = "".join(_still(ground, axes, n, x, Y, way, rate) for n, way in enumerate(ways))
    return (
        f'<div class="explorable" id="{NAME}" data-script="scripts/by-hand.js" data-neuron=\'{data}\'>'
        '<svg class="ground" aria-hidden="true" style="position: absolute; width: 0; height: 0">'
        f'<g id="{NAME}-axes">{ground.code}{_dots(ground, axes, x, Y)}</g></svg>'
        f"<template>{_svg(ground, '', '')}"
        f'<form autocomplete="off" data-search-exclude>{sliders}'
        '<div class="control"><button type="button" value="step">One step of descent</button>'
        '<button type="button" value="back">Back to zero</button></div></form>'
        f'<p class="says" id="{NAME}-says" aria-live="polite" data-longest="{longest}"><span>{slots}</span></p>'
        "</template>"
        f'<details class="telling" open><summary>Side by side</summary><div>{stills}</div></details></div>'
    )


def numbers(x: Matrix, Y: Matrix, w: float, b: float, rate: float) -> dict[str, float]:
    """Return the numbers of a place: the cost, its slopes, and where one step leads."""
    Z, A = neuron.forward([[w]], b, x)
    dW, db = neuron.backward(x, A, Y)
    dw = dW.item()
    found = {"w": w, "b": b, "cost": neuron.cost(Z, Y), "dw": dw, "db": db, "rate": rate}
    return found | {"next_w": w - rate * dw, "next_b": b - rate * db}


def said(place: dict[str, float]) -> str:
    """Return what is said of a place, with four decimals."""
    texts = {name: _written(value) for name, value in place.items()} | {"rate": number(place["rate"])}
    signed = {f"signed_{name}": f"({text})" if text.startswith("−") else text for name, text in texts.items()}
    return SAYS.format(**texts, **signed)


def _written(value: float) -> str:
    return re.sub(r"^-(?=0\.0+$)", "", f"{value:.4f}").replace("-", "−")


def _ground(x: Matrix, Y: Matrix, name: str) -> tuple[Ground, Axes]:
    height = 250
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    axes = figure.add_axes((46 / WIDTH, 40 / height, 1 - 58 / WIDTH, 1 - 64 / height))
    far = 1.05 * float(np.abs(x).max())
    axes.set(xlabel=f"x, {name}", title="a, the probability of disease", xlim=(-far, far), ylim=(-0.4, 1.4))
    axes.set(yticks=[0, 0.5, 1])
    axes.xaxis.set_major_formatter(lambda value, _: number(value))
    axes.plot([-far, far], [0.5, 0.5], color="black", alpha=0.5, linewidth=1, linestyle="--")
    return Ground(NAME, figure), axes


def _dots(ground: Ground, axes: Axes, x: Matrix, Y: Matrix) -> str:
    """Return a dot for each patient: the sick ones above the curve, the others below; equal ones are stacked."""
    paths = []
    for label, side in ((0, 1), (1, -1)):
        stacked: Counter[float] = Counter()
        path = ""
        for value in x[0, Y[0] == label]:
            ((left, down),) = ground.places(axes, value, label)
            path += f"M{left:.1f} {down + side * (5 + 3.5 * stacked[value]):.1f}h0"
            stacked[value] += 1
        paths.append(f'<path d="{path}" fill="none" stroke-linecap="round" stroke-width="3" style="{stroke(label)}"/>')
    return "".join(paths)


def _slider(letter: str) -> str:
    return (
        f'<div class="control"><label for="{NAME}-{letter}">{letter}</label><input type="range" id="{NAME}-{letter}" '
        f'name="{letter}" min="{-FAR}" max="{FAR}" step="any" value="0">'
        f'<span class="value" aria-hidden="true" data-number="{letter}"></span></div>'
    )


def _still(ground: Ground, axes: Axes, n: int, x: Matrix, Y: Matrix, way: Matrix, rate: float) -> str:
    w, b = map(float, way)
    along = np.linspace(*axes.get_xlim(), 49)
    curve = ground.path(axes, along, neuron.sigmoid(w * along + b))
    after = f"After {STEPPED[n]} {'step' if STEPPED[n] == 1 else 'steps'}: "
    text = f'<p id="{NAME}-says-{n}">{after}{said(numbers(x, Y, w, b, rate))}</p>'
    return f"<div>{_svg(ground, f'-{n}', curve)}{text}</div>"


def _svg(ground: Ground, suffix: str, curve: str) -> str:
    return (
        f'<svg class="figure" role="img" aria-labelledby="{NAME}-title{suffix}" aria-describedby="{NAME}-says{suffix}" '
        f'viewBox="0 0 {WIDTH} {ground.height:g}" width="480" fill="currentColor" stroke-linejoin="round" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{NAME}-title{suffix}">{TITLE}</title><use xlink:href="#{NAME}-axes"/>'
        f'<path class="curve" d="{curve}" fill="none" stroke-width="2.5" style="stroke: {color(2)}"/></svg>'
    )
