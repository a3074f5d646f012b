"""Explorable figures: a picture with controls, of which every frame is computed when the book is built.

    print(figures.explore_descent())

A figure holds its frames, and a script of the press picks one: it knows no mathematics. What stays the same in all
frames is drawn once; of what changes, each different value is kept once. Without the script, and in print, the telling
frames stand side by side. A view has an address: `?explore-descent=5_0.9` shows the start 5 and the rate 0.9.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from html import escape
from itertools import chain, islice, product
from typing import Any, ParamSpec

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D
from numpy.typing import ArrayLike

from lrbook.figures.sheet import COLORS, STYLE, WIDTH, number, svg

P = ParamSpec("P")


@dataclass(frozen=True)
class Control:
    """What a reader can set: a slider over numbers, or a choice between names.

    Attributes:
        label: What it is called, a single word or sign.
        values: The numbers, or the names.
        start: The value that is shown first.
    """

    label: str
    values: Sequence[float] | Sequence[str]
    start: float | str

    @property
    def slides(self) -> bool:
        """Whether it is a slider."""
        return not isinstance(self.values[0], str)

    @property
    def shown(self) -> list[str]:
        """The values as a reader sees them."""
        return [value if isinstance(value, str) else number(value) for value in self.values]

    @property
    def keys(self) -> list[str]:
        """The values as they stand in an address."""
        return [_key(value) for value in self.values]

    def html(self, figure: str) -> str:
        """Return the control as HTML."""
        name, at = _key(self.label), self.keys.index(_key(self.start))
        control, label = f"{figure}-{name}", escape(self.label)
        if self.slides:
            shown = escape(self.shown[at])
            return (
                f'<div class="control"><label for="{control}">{label}</label><input type="range" id="{control}" '
                f'name="{name}" max="{len(self.values) - 1}" value="{at}" aria-valuetext="{shown}">'
                f'<span class="value" aria-hidden="true">{shown}</span></div>'
            )
        texts = list(enumerate(map(escape, self.shown)))
        if len(texts) <= 3:
            radios = "".join(
                f'<label><input type="radio" name="{name}" value="{n}"{" checked" * (n == at)}> {text}</label>'
                for n, text in texts
            )
            return f'<fieldset class="control"><legend>{label}</legend>{radios}</fieldset>'
        options = "".join(f'<option value="{n}"{" selected" * (n == at)}>{text}</option>' for n, text in texts)
        return (
            f'<div class="control"><label for="{control}">{label}</label>'
            f'<select id="{control}" name="{name}">{options}</select></div>'
        )


@dataclass(frozen=True)
class Part:
    """What changes from frame to frame: an SVG element and the attributes that a frame sets, or else its text."""

    element: str
    sets: Sequence[str] = ()

    @property
    def size(self) -> int:
        """How many values a frame gives it."""
        return len(self.sets) or 1

    def svg(self, values: Sequence[str] = ()) -> str:
        """Return the element as SVG, with its values; without any, as the script fills it."""
        hook = "" if values else f' data-part="{" ".join(self.sets)}"'
        given = "".join(f' {name}="{value}"' for name, value in zip(self.sets, values, strict=False))
        text = "" if self.sets else escape("".join(values))
        return f"<{self.element}{hook}{given}>{text}</{self.element.partition(' ')[0]}>"


LINE = Part('path fill="none" stroke-width="2"', ("d", "style"))
"""A line: where it runs, and its `stroke`."""
MARK = Part("path", ("d", "style"))
"""A mark: where it is, and its `fill`."""


def color(n: int) -> str:
    """Return the n-th colour of the pictures, counted from 0, for a style sheet to better."""
    return f"var(--figure-{n + 1}, {COLORS[n]})"


def fill(n: int) -> str:
    """Return the style of a mark in the n-th colour."""
    return f"fill: {color(n)}"


def stroke(n: int, dashes: str = "none") -> str:
    """Return the style of a line in the n-th colour."""
    return f"stroke: {color(n)}" + (f"; stroke-dasharray: {dashes}" if dashes != "none" else "")


class Ground:
    """What stays in all frames: axes, drawn once, and where their points lie in the picture."""

    def __init__(self, name: str, figure: Figure) -> None:
        with mpl.rc_context(STYLE):
            self.code = svg(name, figure, "", "").partition("</desc>")[2].removesuffix("</svg>")
        self.height = figure.get_figheight() * 72
        to_svg = Affine2D().scale(72 / figure.dpi, -72 / figure.dpi).translate(0, self.height)
        self.ways: dict[Axes, Any] = {axes: (axes.transData + to_svg).frozen() for axes in figure.axes}
        self.top = min(to_svg.transform(axes.bbox)[1, 1] for axes in figure.axes)

    def places(self, axes: Axes, x: ArrayLike, y: ArrayLike) -> list[list[float]]:
        """Return where points lie. What lies far outside is brought nearer, and stays outside."""
        points = self.ways[axes].transform(np.column_stack([np.atleast_1d(x), np.atleast_1d(y)]))
        found: list[list[float]] = points.clip(-9999, 9999).tolist()
        return found

    def path(self, axes: Axes, x: ArrayLike, y: ArrayLike) -> str:
        """Return the line through points, as SVG writes it."""
        return "M" + "L".join(f"{left:.1f} {down:.1f}" for left, down in self.places(axes, x, y))

    def mark(self, axes: Axes, x: float, y: float, shape: str) -> str:
        """Return a shape at a point, as SVG writes it."""
        return self.path(axes, x, y) + shape


DOT, SQUARE, DOWN = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "m-4-4h8v8h-8z", "l5-9h-10z"
"""Shapes; the last one points to its place from above."""


@dataclass(frozen=True)
class Frame:
    """A frame: the values of the picture's parts, in their order, and the sentences that say what is seen."""

    parts: Sequence[str]
    says: Sequence[str]


class Explorable:
    """A figure to explore. As text, it is the HTML of the figure."""

    def __init__(
        self,
        name: str,
        title: str,
        ground: Ground,
        controls: Sequence[Control],
        parts: Sequence[Part],
        frames: Iterable[Frame],
        telling: Sequence[Sequence[float | str]],
        plays: str = "",
    ) -> None:
        """Take a figure together.

        Args:
            name: Its id, and its name in an address.
            title: What it shows, for those who do not see it.
            ground: What stays in all frames.
            controls: One to three controls.
            parts: What changes.
            frames: The frames; the last control turns fastest.
            telling: The settings that are shown side by side.
            plays: The label of the slider that a button can move.

        Raises:
            ValueError: If the frames are not one for each setting, a frame has more or fewer values than another,
                a control has a value twice, or a setting is unknown.
        """
        self.name, self.title, self.ground, self.plays = name, title, ground, plays
        self.controls, self.parts, self.frames = list(controls), list(parts), list(frames)
        self.keys = [control.keys for control in self.controls]
        if not 1 <= len(self.controls) <= 3 or any(len(set(keys)) < len(keys) or len(keys) < 2 for keys in self.keys):
            raise ValueError(f"{name} has {len(self.controls)} controls: give 1 to 3, each with two or more values")
        for control in self.controls:
            if _key(control.start) not in control.keys:
                raise ValueError(f"{control.label} starts at {control.start}: give one of its values")
        settings = list(product(*self.keys))
        if len(self.frames) != len(settings):
            raise ValueError(f"{name} has {len(self.frames)} frames for {len(settings)} settings: give one for each")
        values = sum(part.size for part in self.parts)
        if {(len(frame.parts), len(frame.says)) for frame in self.frames} != {(values, len(self.frames[0].says))}:
            raise ValueError(
                f"the parts of {name} have {values} values: give each frame as many, and as many sentences"
            )
        unknown = [setting for setting in telling if tuple(map(_key, setting)) not in settings]
        if unknown or not telling:
            raise ValueError(f"{name} has no frame for {unknown}: give telling settings that the controls have")
        self.telling = [settings.index(tuple(map(_key, setting))) for setting in telling]

    def at(self, *setting: float | str) -> Frame:
        """Return the frame of a setting."""
        return self.frames[list(product(*self.keys)).index(tuple(map(_key, setting)))]

    def __str__(self) -> str:
        """Return the figure as HTML: what stays, a template of all that the script sets up, and the telling frames."""
        controls = "".join(control.html(self.name) for control in self.controls)
        button = f'<button type="button" value="{_key(self.plays)}">Play</button>' if self.plays else ""
        says = " ".join('<span data-part=""></span>' for _ in self.frames[0].says)
        longest = escape(max((" ".join(frame.says) for frame in self.frames), key=len))  # keeps its place on the page
        telling = "".join(map(self._told, range(len(self.telling))))
        return (
            f'<div class="explorable" id="{self.name}" data-explore=\'{self._data()}\'>{self._stays()}'
            f"<template>{self._svg('', [part.svg() for part in self.parts])}"
            f'<form autocomplete="off" data-search-exclude>{controls}{button}</form>'
            f'<p class="says" id="{self.name}-says" aria-live="polite" data-longest="{longest}"><span>{says}</span></p>'
            '</template><details class="telling" open><summary>Side by side</summary>'
            f"<div>{telling}</div></details></div>"
        )

    def _stays(self) -> str:
        return (
            '<svg class="ground" aria-hidden="true" style="position: absolute; width: 0; height: 0">'
            f'<clipPath id="{self.name}-inside"><path d="M0 {self.ground.top:.1f}H{WIDTH}v999H0z"/></clipPath>'
            f'<marker id="{self.name}-dot" viewBox="-4 -4 8 8" markerWidth="8" markerHeight="8" '
            f'markerUnits="userSpaceOnUse"><circle r="3.5" style="{fill(0)}"/></marker>'
            f'<g id="{self.name}-axes">{self.ground.code}</g></svg>'
        )

    def _told(self, n: int) -> str:
        frame = self.frames[self.telling[n]]
        values = iter(frame.parts)
        parts = [part.svg(list(islice(values, part.size))) for part in self.parts]
        says = f'<p id="{self.name}-says-{n}">{escape(" ".join(frame.says))}</p>'
        return f"<div>{self._svg(f'-{n}', parts)}{says}</div>"

    def _svg(self, suffix: str, parts: Iterable[str]) -> str:
        title = f"{self.name}-title{suffix}"
        return (
            f'<svg class="figure" role="img" aria-labelledby="{title}" aria-describedby="{self.name}-says{suffix}" '
            f'viewBox="0 0 {WIDTH} {self.ground.height:g}" width="480" fill="currentColor" stroke-linejoin="round" '
            'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
            f'<title id="{title}">{escape(self.title)}</title><use xlink:href="#{self.name}-axes"/>'
            f'<g clip-path="url(#{self.name}-inside)">{"".join(parts)}</g></svg>'
        )

    def _data(self) -> str:
        """Return the frames for the script: for each part, its different values, and which of them each frame has."""
        columns = []
        for column in zip(*(chain(frame.parts, frame.says) for frame in self.frames), strict=True):
            values = {value: n for n, value in enumerate(dict.fromkeys(column))}
            columns.append({"values": list(values), "at": [values[value] for value in column]})
        shown = [control.shown if control.slides else [] for control in self.controls]
        data = {"keys": self.keys, "shown": shown, "columns": columns}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return escape(text, quote=False).replace("'", "&#39;")


def _key(value: float | str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-") if isinstance(value, str) else f"{value:.6g}"


def styled(draw: Callable[P, Explorable]) -> Callable[P, Explorable]:
    """Let a function draw in the style of the book's pictures."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Explorable:
        with mpl.rc_context(STYLE):
            return draw(*args, **kwargs)

    return drawn
