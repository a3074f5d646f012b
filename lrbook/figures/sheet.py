"""The sheet that every picture is drawn on, and the way from there to SVG.

A sheet is 340 points wide, as a phone is, and its text 13 points high: what is legible there is legible anywhere.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from html import escape
from typing import Any, ParamSpec

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

WIDTH = 340
COLORS = [
    "#4478e3",
    "#d1591c",
    "#279255",
    "#a868d6",
    "#a87b10",
    "#d1437f",
]  # 3 : 1 or more on white and on slate; a style sheet does better
SYMBOLS = dict(zip("XWzayC", COLORS, strict=True))
"""The colours of the letters that stand for things of the neuron; the style sheet gives them the same in formulas."""
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "lrbook",
    "text.parse_math": False,
    "font.size": 13,
    "axes.titlesize": 13,
    "axes.titlelocation": "left",
    "axes.titley": 1.0,  # where it would come to stand: to find that out, Matplotlib lays out all numbers once more
    "axes.spines.top": False,
    "axes.spines.right": False,
    "lines.linewidth": 2,
    "lines.markersize": 8,
    "lines.markeredgewidth": 0,
}

Drawing = tuple[Figure, str, str]
P = ParamSpec("P")


@dataclass(frozen=True)
class Line:
    """A line of a picture, as it is drawn: where its points are, along the axis and up it; whether they are hollow."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    hollow: bool


class Picture(str):
    """The SVG of a picture, which knows what it shows, so that a caption can say it.

    Attributes:
        headline: What it shows, for those who do not see it.
        description: What there is to be seen in it.
        axes: The labels of its axes: along it, and up it. They are empty where it has none.
        lines: Its lines by their names, as they are drawn.
    """

    headline: str
    description: str
    axes: tuple[str, str]
    lines: dict[str, Line]


def picture(draw: Callable[P, Drawing]) -> Callable[P, Picture]:
    """Let a function that draws (figure, title, description) return them as a picture."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Picture:
        with mpl.rc_context(STYLE):
            figure, title, description = draw(*args, **kwargs)
            shown = Picture(svg(draw.__name__.replace("_", "-"), figure, title, description))
        shown.headline, shown.description = title, description
        shown.axes = figure.axes[0].get_xlabel(), figure.axes[0].get_title(loc="left")
        shown.lines = {
            str(line.get_label()): _as_drawn(line)
            for axes in figure.axes
            for line in axes.get_lines()
            if type(line) is Line2D and not str(line.get_label()).startswith("_")  # others know no points
        }
        return shown

    return drawn


def _as_drawn(line: Line2D) -> Line:
    x, y = np.array(line.get_data(), dtype=np.float64)
    return Line(x, y, hollow=line.get_markerfacecolor() == "none")


def svg(name: str, figure: Figure, title: str, description: str) -> str:
    """Return the figure as one line of SVG: accessible, in the page's font and colours, the same in every run.

    Its ids begin with its name and a digest of the picture, so that no two pictures on a page share one.
    """
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    _, box, code = re.split(r'<svg[^>]*?(viewBox="[^"]+")[^>]*>', file.getvalue())
    # Matplotlib's grouping, clipping, global style and invisible backgrounds say nothing here; neither do its fonts.
    code = re.sub(r"(?s)<metadata>.*?</metadata>|<style.*?</style>|<clipPath.*?</clipPath>|</?g\b[^>]*>", "", code)
    code = re.sub(r'<path d="[^"]*" style="fill: none"/>| clip-path="[^"]*"| transform="rotate\(-0 [^"]*"', "", code)
    code = re.sub(r"font-family: [^;\"]*;? ?|; stroke-linecap: square|stroke-linejoin: miter;? ?", "", code)
    code = re.sub(r"<[^>]+>", lambda tag: re.sub(r"\d+\.\d{3,}", lambda n: f"{float(n[0]):.2f}", tag[0]), code)
    code = re.sub(r"<defs>\s*</defs>", "", re.sub(r"\s+", " ", code)).replace("> <", "><").strip()
    code = code.replace("#000000", "currentColor")
    for n, color in enumerate(COLORS, start=1):
        code = code.replace(color, f"var(--figure-{n}, {color})")

    name = f"{name}-{sha256(f'{title}{description}{code}'.encode()).hexdigest()[:6]}"
    code = re.sub(r'( id="|xlink:href="#)', rf"\g<1>{name}-", code)
    return (
        f'<svg class="figure" role="img" aria-labelledby="{name}-title {name}-desc" {box} width="480" '
        'style="max-width: 100%; height: auto" fill="currentColor" stroke-linejoin="round" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>{code}'
    )


def plot(
    x: str, y: str, height: float = 215, left: float = 44, right: float = 12, top: float = 28
) -> tuple[Figure, Axes]:
    """Return a sheet with axes that are labelled `x` and `y`, and so much room around them.

    The room is given and not measured: Matplotlib would draw each picture twice to find it.
    """
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    figure.subplots_adjust(left / WIDTH, 44 / height, 1 - right / WIDTH, 1 - top / height)
    axes = figure.subplots()
    axes.set(xlabel=x, title=y)
    write_numbers(axes)
    return figure, axes


def write_numbers(axes: Axes) -> None:
    """Let the axes write their numbers as the text does, and powers of ten in short."""
    axes.yaxis.set_label_coords(0, 0)  # there is no label; to find its place, Matplotlib would lay out all numbers
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: number(value).removeprefix("1 × "))


def blank(height: float) -> tuple[Figure, Axes]:
    """Return a sheet to draw on in points, from the lower left."""
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.set_axis_off()
    return figure, axes


def number(value: float, digits: int = 4) -> str:
    """Return the value as a reader writes it, with at most so many significant digits.

    >>> number(-4.80), number(1e6 / 3), number(303)
    ('−4.8', '3.333 × 10⁵', '303')
    """
    mantissa, _, exponent = f"{value + 0.0:.{digits}g}".partition("e")  # + 0.0 makes −0 a 0
    power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")) if exponent else ""
    return mantissa.replace("-", "−") + (power and f" × 10{power}")


def telling(run: NDArray[np.float64], most: int = 300) -> NDArray[np.intp]:
    """Return the steps to draw: all, or the lowest and the highest of equal stretches, so that no jump is lost."""
    steps = np.arange(len(run))
    if len(run) <= most:
        return steps
    stretches = np.array_split(steps, most // 2 - 1)
    extremes = [part[[run[part].argmin(), run[part].argmax()]] for part in stretches]
    return np.unique([steps[0], *np.concatenate(extremes), steps[-1]])
