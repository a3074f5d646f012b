"""The pictures show the data: their curves, their texts and what a screen reader says of them."""

import os
import re
import subprocess
import sys
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from lrbook import calibration, descent, figures, folds, heart, neuron, parabola, ranking
from lrbook.figures.diagrams import VERDICTS
from lrbook.figures.sheet import COLORS, STYLE, number, telling
from lrbook.press.check.ledger import SIGNS

ROOT = Path(__file__).parent.parent
rng = np.random.default_rng(0)
X, Y = rng.normal(size=(13, 303)), (rng.random((1, 303)) < 0.5).astype(float)
JUMPING = 1 + 900 * rng.random(400)
RUN = descent.gradient_descent(X, Y, 0.1, 300)
A = neuron.forward(RUN.W, RUN.b, X)[1]
DESCENTS = {"case 1": parabola.descend(5, 0.1, 6), "case 2": parabola.descend(-6, 0.1, 6)}
RATES = {f"rate {rate}": parabola.descend(5, rate, steps) for rate, steps in [(0.1, 8), (0.9, 8), (1, 4), (1.1, 4)]}
DERIVATIVES = {"dC/da": "−y/a + (1 − y)/(1 − a)", "da/dz": "a(1 − a)", "dz/dW": "X", "dz/db": 1}
SMALL = np.ones((2, 4)), np.full((1, 4), 0.5), np.array([[0, 1, 1, 0]])

TWO = {"W": [[1.0, -0.5]], "b": 0.2, "X": X[:2, ::5], "Y": Y[:, ::5], "names": ("pulse", "ST depression")}

STEPS = np.logspace(-13, -1, 60)
ERRORS = {"forward": STEPS + 1e-16 / STEPS, "central": STEPS**2 + 1e-16 / STEPS}

PULSE = X[:1]
WALKS = {
    "small": descent.gradient_descent(PULSE, Y, 1, 30).path,
    "large": descent.gradient_descent(PULSE, Y, 7, 9).path,
}

GROUPS = calibration.reliability(A, Y)
FOUND = {name: (ranking.area(A, Y), calibration.mean_answer(A, Y)) for name in ("Cleveland", "Zürich and Basel")}
FOLD_COSTS = folds.FoldCosts(RUN.costs, RUN.costs + np.linspace(0, 0.3, 301) ** 2)
WEIGHTS = {name: (0.1 * k - 0.5, 0.1 * k - 0.8, 0.1 * k - 0.2) for k, name in enumerate(heart.FEATURES)}
ABOVE = {
    f"{name} descent": 0.9 ** np.arange(k * 40 + 5) / 3 for k, name in enumerate(["plain", "heavy", "small", "fast"])
}

PICTURES = {
    "verdicts": (
        figures.verdicts,
        {"counts": {"holds": 31, "holds if": 7, "erratum": 11, "not seen": 0, "implied": 3}},
    ),
    "reliability": (figures.reliability_diagram, {"groups": GROUPS}),
    "early stopping": (figures.early_stopping, {"costs": FOLD_COSTS}),
    "weights with intervals": (figures.intervals, {"values": WEIGHTS}),
    "weights in rows": (
        figures.in_rows,
        {"names": list(heart.FEATURES), "values": {"right": RUN.W[0], "inverted": -RUN.W[0]}, "x": "weight"},
    ),
    "features by class": (figures.by_class, {"X": X, "Y": Y, "names": list(heart.FEATURES)}),
    "clinics": (figures.clinics, {"found": FOUND}),
    "ways over steps": (figures.ways, {"above": ABOVE}),
    "ways over work": (figures.ways, {"above": ABOVE, "work": {name: k + 1.5 for k, name in enumerate(ABOVE)}}),
    "compared": (figures.compared, {"x": STEPS, "lines": ERRORS, "along": "h", "up": "error"}),
    "compared, broken off": (
        figures.compared,
        {"x": [1, 2, 3], "lines": {"one": [1, 2, np.nan], "two": [3, 2, 1]}, "along": "z", "up": "a"},
    ),
    "compared, small": (
        figures.compared,
        {"x": [1, 2, 3], "lines": {"one": [1e-5, np.nan, 2e-5]}, "along": "z", "up": "a"},
    ),
    "cost surface": (figures.cost_surface, {"x": PULSE, "Y": Y, "walks": WALKS}),
    "cost surface, one point": (figures.cost_surface, {"x": PULSE, "Y": Y, "walks": {"here": [[0.5, 1]]}}),
    "tangents": (figures.tangents, {"at": [3, -2]}),
    "tangents, one level": (figures.tangents, {"at": [3, 0, -2]}),
    "descents": (figures.descents, {"paths": DESCENTS}),
    "descents of each rate": (figures.descents_apart, {"paths": RATES}),
    "three descents": (figures.descents_apart, {"paths": dict(list(RATES.items())[:3])}),
    "sigmoid": (figures.sigmoid_curve, {}),
    "sigmoid, high threshold": (figures.sigmoid_curve, {"threshold": 0.9}),
    "sigmoid, low threshold": (figures.sigmoid_curve, {"threshold": 0.1}),
    "boundary": (figures.boundary, TWO),
    "errors": (figures.step_errors, {"steps": STEPS, "errors": ERRORS}),
    "loss": (figures.loss_curves, {"examples": [(0.1, 0), (0.99, 0)]}),
    "loss, both labels": (figures.loss_curves, {"examples": [(0.1, 0), (0.99, 0), (0.9, 1), (0.01, 1)]}),
    "cost of one run": (figures.costs, {"runs": {"training": RUN.costs}, "every": 50}),
    "cost, log": (figures.costs, {"runs": {"raw features": JUMPING, "standardised": RUN.costs}, "log": True}),
    "cost above the least": (figures.costs, {"runs": {"a": RUN.costs}, "log": True, "least": RUN.costs[-1] / 2}),
    "cost, close ends": (figures.costs, {"runs": {"as printed, y − a": RUN.costs, "corrected, a − y": RUN.costs}}),
    "cost, high ends": (
        figures.costs,
        {"runs": {"uphill, y − a, as printed": [0.7, 7], "astray, the sums": [0.7, 5.8], "downhill": [0.7, 0.4]}},
    ),
    "accuracies": (figures.accuracies, {"values": {"majority": 0.5446, "held out, 10 folds": (0.8251, 0.778, 0.864)}}),
    "neuron": (figures.neuron_diagram, {}),
    "neuron of an example": (figures.neuron_diagram, {"x": X[:, :1], "W": RUN.W, "b": RUN.b, "y": 1}),
    "neuron of one input": (figures.neuron_diagram, {"x": [[1.5]], "W": [[-0.25]], "b": -0.1}),
    "chain": (figures.chain, {}),
    "chain with its derivatives": (figures.chain, {"derivatives": DERIVATIVES}),
    "forward": (figures.forward_shapes, {"W": RUN.W, "b": RUN.b, "X": X}),
    "small forward": (figures.forward_shapes, {"W": [[1, 2]], "b": 0, "X": SMALL[0]}),
    "backward": (figures.backward_shapes, {"X": X, "A": A, "Y": Y}),
    "small backward": (figures.backward_shapes, dict(zip("XAY", SMALL, strict=True))),
}

ROCS = {"held out": ranking.roc(A[:, ::-1], Y[:, ::-1]), "learnt from": ranking.roc(np.round(A, 1), Y)}
MARKED = {"learnt from": 256, "in order": 250}
PICTURES |= {
    "roc": (figures.roc_curves, {"curves": ROCS}),
    "precision": (figures.precision_recall, {"curves": ROCS}),
    "spread": (figures.spread, {"counts": [248, 249, 249, 251, 253, 251, 251], "marked": MARKED, "of": 303}),
}
every_picture = pytest.mark.parametrize("name", PICTURES)


def draw(name):
    function, arguments = PICTURES[name]
    return function(**arguments)


drawn = cache(draw)
"""What is asked of a picture in one test and the next, it is drawn once for."""


def test_a_picture_knows_what_it_shows():
    """What a caption says of it can be stated against what is drawn."""
    shown = figures.costs({"training": RUN.costs, "jumping": JUMPING})
    assert isinstance(shown, str)
    assert shown.axes == ("step", "cost")
    assert list(shown.lines) == ["training", "jumping"]
    for name, run in (("training", RUN.costs), ("jumping", JUMPING)):
        line = shown.lines[name]
        assert (line.y == run[line.x.astype(int)]).all()
        assert (line.x[[0, -1]] == [0, run.size - 1]).all()
        assert line.y.min() == run.min()
    assert "training" in shown.headline
    assert shown.description in shown.replace("&quot;", '"')
    assert figures.neuron_diagram().lines == {}


def test_a_picture_knows_which_of_its_marks_are_hollow():
    shown = figures.intervals({"sure": (2.0, 1.0, 3.0), "open": (0.5, -1.0, 2.0)})
    assert {name: line.hollow for name, line in shown.lines.items()} == {"sure": False, "open": True}


def test_whether_a_curve_rises_or_falls_is_told_as_it_is_drawn(monkeypatch):
    assert "C(a, 0) rises with a; C(a, 1) falls with a" in figures.loss_curves().description
    assert "The curve rises" in figures.sigmoid_curve().description
    loss, sigmoid = neuron.loss, neuron.sigmoid
    monkeypatch.setattr(neuron, "loss", lambda a, y: loss(a, 1 - y))
    monkeypatch.setattr(neuron, "sigmoid", lambda z: sigmoid(-z))
    assert "C(a, 0) falls with a; C(a, 1) rises with a" in figures.loss_curves().description
    assert "The curve falls" in figures.sigmoid_curve().description
    monkeypatch.setattr(neuron, "sigmoid", np.sin)
    assert "The curve turns" in figures.sigmoid_curve().description


@pytest.mark.parametrize(
    ("draw", "arguments", "names"),
    [
        ("tangents", {"at": [3, -2]}, ["tangent at 3", "tangent at −2"]),
        ("descents", {"paths": DESCENTS}, list(DESCENTS)),
        ("descents_apart", {"paths": RATES}, list(RATES)),
        ("boundary", TWO, ["class 0", "class 1"]),
        ("step_errors", {"steps": STEPS, "errors": ERRORS}, list(ERRORS)),
        ("loss_curves", {"examples": [(0.1, 0), (0.99, 1)]}, ["y = 0", "y = 1"]),
        ("roc_curves", {"curves": ROCS}, list(ROCS)),
        ("spread", {"counts": [1], "marked": MARKED, "of": 303}, ["splits", *MARKED]),
    ],
)
def test_its_lines_have_names(draw, arguments, names):
    assert list(getattr(figures, draw)(**arguments).lines) == names


def sheet(draw, *args, **kwargs):
    """The figure, title and description, before they become SVG."""
    with mpl.rc_context(STYLE):
        return draw.__wrapped__(*args, **kwargs)


def described(svg):
    root = ElementTree.fromstring(svg)
    return root.findtext("{*}title"), root.findtext("{*}desc")


def run(code, **environment):
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def curves(figure):
    return [line.get_xydata() for axes in figure.axes for line in axes.get_lines()]


# What holds of every picture


@every_picture
def test_is_one_line_of_well_formed_svg_under_15_kb(name):
    svg = drawn(name)
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert "\n" not in svg
    assert len(svg.encode()) <= 15_000


@every_picture
def test_title_and_description_name_it_for_screen_readers(name):
    svg = drawn(name)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    named = root.get("aria-labelledby").split()
    assert [element.get("id") for element in root][:2] == named
    assert all(described(svg))


@every_picture
def test_ids_are_its_own_and_nothing_is_fetched(name):
    svg = drawn(name)
    prefix = PICTURES[name][0].__name__.replace("_", "-") + "-"
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert all(re.match(re.escape(prefix) + "[0-9a-f]{6}-", each) for each in ids)
    references = re.findall(r'href="([^"]*)"', svg) + re.findall(r"url\(([^)]*)\)", svg)
    assert {reference.removeprefix("#") for reference in references} <= set(ids)
    assert set(re.findall(r"https?://[^\"\s]+", svg)) == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_two_pictures_share_no_id():
    found = [re.findall(r'\bid="([^"]+)"', drawn(name)) for name in PICTURES]
    assert all(not set(one) & set(other) for one, other in combinations(found, 2))


@every_picture
def test_follows_the_page_in_colour_and_font(name):
    svg = drawn(name)
    colors = re.findall(r"#[0-9a-f]{6}\b(?!-)", re.sub(r'"#[^"]*"', "", svg))
    assert set(colors) <= set(COLORS)
    for n, color in enumerate(COLORS, start=1):
        assert svg.count(color) == svg.count(f"var(--figure-{n}, {color})")
    assert 'fill="currentColor"' in svg
    assert not re.search(r"font-family|black|<style|\$", svg)


@every_picture
def test_text_is_text_of_a_readable_size(name):
    sizes = [float(size) for size in re.findall(r"<text[^>]*font-size: ([\d.]+)px", drawn(name))]
    assert sizes
    assert min(sizes) * 288 / 340 > 11  # a phone of 320 pixels leaves 288 to the picture


@every_picture
def test_no_label_is_clipped_or_covers_another(name):
    draw, arguments = PICTURES[name]
    figure, _, _ = sheet(draw, **arguments)
    with mpl.rc_context(STYLE):
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(renderer)
        texts = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
        boxes = {text: text.get_window_extent(renderer) for text in texts}
        ticks = {text for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for text in axis.get_ticklabels()}
    edge = figure.bbox.padded(1)
    outer = [text.get_text() for text, box in boxes.items() if text not in ticks and not inside(box, edge)]
    assert not outer
    covered = [
        (one.get_text(), other.get_text())
        for one, other in combinations(boxes, 2)
        if not {one, other} <= ticks and boxes[one].padded(-1.5).overlaps(boxes[other].padded(-1.5))
    ]
    assert not covered


def inside(box, edge):
    return box.x0 >= edge.x0 and box.y0 >= edge.y0 and box.x1 <= edge.x1 and box.y1 <= edge.y1


@every_picture
def test_two_calls_agree(name):
    assert draw(name) == drawn(name)


def test_two_processes_agree():
    here = [drawn(name) for name in PICTURES]
    code = "from tests.test_figures import *; print(*map(drawn, PICTURES), sep='\\n')"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    assert run(code, PYTHONHASHSEED=seed).splitlines() == here


def test_import_is_light():
    loaded = run("import sys, lrbook.figures; print(*sys.modules)").split()
    assert not {"matplotlib.pyplot", "pandas", "sympy", "mkdocs", "lrbook.press"} & set(loaded)


@pytest.mark.parametrize("home", figures._HOMES)
def test_a_picture_loads_only_the_module_that_it_lives_in(home):
    name = figures._HOMES[home][0]
    loaded = run(f"import sys; from lrbook import figures; figures.{name}; print(*sys.modules)").split()
    others = {f"lrbook.figures.{other}" for other in figures._HOMES if other != home}
    assert f"lrbook.figures.{home}" in loaded
    assert not others & set(loaded)


def test_each_picture_has_one_home():
    assert sorted(name for names in figures._HOMES.values() for name in names) == figures.__all__ == dir(figures)
    assert all(
        getattr(figures, name).__module__ == f"lrbook.figures.{home}"
        for home, names in figures._HOMES.items()
        for name in names
    )
    with pytest.raises(AttributeError, match=r"lrbook\.figures.* has no attribute 'tangent'"):
        _ = figures.tangent


def test_leaves_matplotlib_as_it_was():
    before = dict(mpl.rcParams)
    figures.tangents()
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("background", ["#ffffff", "#1e2129"])
def test_colours_stand_out_on_light_and_dark(background):
    def luminance(color):
        channels = np.array([int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)])
        linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    for color in COLORS:
        dark, light = sorted([luminance(color), luminance(background)])
        assert (light + 0.05) / (dark + 0.05) >= 3


# What each picture shows


def test_tangents_touch_the_parabola_with_its_slope():
    figure, _, description = sheet(figures.tangents, at=[3, -2])
    curve, *lines = curves(figure)
    assert np.allclose(curve[:, 1], parabola.cost(curve[:, 0]))
    for x, tangent, point in ((3, *lines[:2]), (-2, *lines[2:])):
        assert point.tolist() == [[x, parabola.cost(x)]]
        assert np.allclose(np.diff(tangent[:, 1]) / np.diff(tangent[:, 0]), parabola.slope(x))
        assert np.interp(x, *tangent.T) == pytest.approx(parabola.cost(x))
    assert description == "Tangents: slope 6 at x = 3, where y = 12; slope −4 at x = −2, where y = 7."


@pytest.mark.parametrize(("draw", "paths"), [(figures.descents, DESCENTS), (figures.descents_apart, RATES)])
def test_descents_show_every_place_inside_the_axes(draw, paths):
    figure, title, description = sheet(draw, paths)
    shown = [line for line in curves(figure) if len(line) < 20]
    assert len(shown) == len(paths)
    for line, (name, path) in zip(shown, paths.items(), strict=True):
        assert np.array_equal(line, np.column_stack([path, parabola.cost(path)]))
        assert name in title
        assert f"{name}: x = {', '.join(number(x) for x in path[:5])}" in description
    for axes in figure.axes:
        for line in axes.get_lines():
            assert (line.get_ydata() <= axes.get_ylim()[1]).all()
            assert (np.abs(line.get_xdata()) <= axes.get_xlim()[1]).all()


def test_the_surface_of_the_cost_shows_the_walks_where_they_lead():
    picture, _, description = sheet(figures.cost_surface, PULSE, Y, WALKS)
    flat, deep = picture.axes

    def costs(w, b):
        return neuron.cost(neuron.forward([[w]], b, PULSE)[0], Y)

    for line, seen, (name, way) in zip(flat.get_lines(), deep.get_lines()[-2:], WALKS.items(), strict=True):
        shown = line.get_xydata()
        assert line.get_label() == name
        assert (shown[[0, -1]] == way[[0, -1]]).all()
        assert set(map(tuple, shown)) <= set(map(tuple, way))
        first, last = (f"w = {number(w)}, b = {number(b)}" for w, b in way[[0, -1]])
        start, end = (number(costs(w, b)) for w, b in way[[0, -1]])
        assert (
            f"{name}: from {first}, where the cost is {start}, {len(way) - 1} steps lead to {last}, where it is {end}"
            in description
        )
        left, up = seen.get_data()
        assert np.allclose(left, 0.8 * (shown[:, 0] + 3) / 4.5 + 0.4 * (shown[:, 1] + 2.5) / 5)
        assert len(up) == len(shown)


def test_curves_of_ranking_are_those_of_each_threshold():
    for draw, x, y in (
        (figures.roc_curves, "false_alarms", "sensitivity"),
        (figures.precision_recall, "sensitivity", "precision"),
    ):
        shown = draw(ROCS)
        assert y in shown.axes[1]
        for name, curve in ROCS.items():
            assert (shown.lines[name].x == getattr(curve, x)).all()
            assert (shown.lines[name].y == getattr(curve, y)).all()
    perfect = {"perfect": ranking.roc([[0.9, 0.1]], [[1, 0]])}
    assert figures.roc_curves(perfect).description == "perfect: 1 found where 0.2 are alarmed."
    assert figures.precision_recall(perfect).description == "perfect: precision 1 at recall 0.8."


def test_there_is_a_dot_for_each_split_and_a_line_for_each_mark():
    figure, title, description = sheet(figures.spread, [249, 251, 249], MARKED, 303)
    dots, *marks = curves(figure)
    assert sorted(map(tuple, dots)) == [(249, 1), (249, 2), (251, 1)]
    assert [line[0, 0] for line in marks] == [256, 250]
    assert title == "Right answers of 303 in 3 splits"
    assert description == "Splits: 2 with 249, 1 with 251. learnt from: 256; in order: 250."


def test_there_is_a_square_for_each_claim():
    counts = {"holds": 31, "holds if": 7, "erratum": 11, "not seen": 0}
    figure, _, description = sheet(figures.verdicts, counts)
    rows: dict[str, int] = {}
    for row in figure.axes[0].get_lines():
        squares = (np.ptp(row.get_xdata()) + 2) / 11  # each 9 wide, and a gap of 2 behind it
        rows[row.get_color()] = rows.get(row.get_color(), 0) + round(squares)
        assert squares == round(squares)
        assert row.get_linewidth() == 9
    assert list(rows.values()) == [31, 7, 11]
    assert description == "How many claims have each verdict. Holds: 31, holds under a condition: 7, is wrong: 11."


def test_the_verdicts_have_the_marks_of_the_pages_and_their_order():
    assert [(name, words[0]) for name, (words, _) in VERDICTS.items()] == list(SIGNS.items())


def test_the_surface_of_the_cost_tells_of_a_single_step():
    _, _, description = sheet(figures.cost_surface, PULSE, Y, {"once": [(1, 2), (0, 1)]})
    assert ", 1 step leads to w = 0, b = 1, " in description


def test_lines_that_are_compared_end_where_their_numbers_do():
    figure, _, description = sheet(figures.compared, [1, 2, 3], {"one": [1, 2, np.inf], "two": [3, 2, 1]}, "z", "a")
    one, cross, two = curves(figure)
    assert one[:2].tolist() == [[1, 1], [2, 2]]
    assert np.isnan(one[2, 1])
    assert cross.tolist() == [[2, 2]]
    assert two.tolist() == [[1, 3], [2, 2], [3, 1]]
    assert description == "one: from 1 at 1 to 2 at 2, and no number beyond; two: from 3 at 1 to 1 at 3."


def test_a_line_that_is_compared_has_gaps_where_it_is_no_number():
    figure, _, description = sheet(figures.compared, [1, 2, 3], {"one": [1e-5, np.nan, 2e-5]}, "z", "a")
    (line,) = curves(figure)
    assert np.isnan(line[:, 1]).tolist() == [False, True, False]
    assert description == "one: from 1 × 10⁻⁵ at 1 to 2 × 10⁻⁵ at 3; 1 before that is no number."


def test_a_line_that_is_compared_tells_where_it_turns():
    lines = {"valley": [3, 1, 2, 4], "hill": [0, 2, 5, 1], "slope": [1, 1, 2, 3]}
    _, _, description = sheet(figures.compared, [1, 2, 3, 4], lines, "z", "a")
    assert description == (
        "valley: from 3 at 1 to 4 at 4, least 1 at 2; hill: from 0 at 1 to 1 at 4, greatest 5 at 3; "
        "slope: from 1 at 1 to 3 at 4."
    )


def test_the_contours_join_places_of_equal_cost():
    picture, _, _ = sheet(figures.cost_surface, PULSE, Y, WALKS)
    (contours,) = picture.axes[0].collections
    for level, lines in zip(contours.levels, contours.allsegs, strict=True):
        costs = [neuron.cost(neuron.forward([[w]], b, PULSE)[0], Y) for line in lines for w, b in line]
        assert np.allclose(costs, level, atol=0.02)


def test_descents_say_whether_they_come_nearer():
    ways = described(figures.descents_apart(RATES))[1].split(". ")
    assert [way.rstrip(".").split("; ")[1] for way in ways] == [
        "every step nearer to zero",
        "every step nearer to zero",
        "not every step nearer to zero",
        "every step further from zero",
    ]


@pytest.mark.parametrize("threshold", [0.5, 0.9])
def test_sigmoid_crosses_the_threshold(threshold):
    figure, _, description = sheet(figures.sigmoid_curve, threshold)
    curve, line, [(z, a)] = curves(figure)
    assert np.array_equal(curve[:, 1], neuron.sigmoid(curve[:, 0]))
    assert set(line[:, 1]) == {a} == {threshold}
    assert neuron.sigmoid(z) == pytest.approx(threshold)
    assert f"threshold {number(threshold)} at z = {number(z)}" in description


def test_boundary_is_where_the_logit_is_zero():
    figure, _, description = sheet(figures.boundary, **TWO)
    (axes,) = figure.axes
    zeros, ones, line = axes.get_lines()
    assert np.array_equal(
        np.vstack([zeros.get_xydata(), ones.get_xydata()]).T, np.hstack([TWO["X"][:, TWO["Y"][0] == y] for y in (0, 1)])
    )
    for point in (line.get_xy1(), line.get_xy2()):
        assert abs(np.dot(TWO["W"][0], point) + TWO["b"]) < 1e-12
    Z, _ = neuron.forward(TWO["W"], TWO["b"], TWO["X"])
    assert f"{((Z > 0) == TWO['Y']).sum()} of {Z.size} on the side of their class" in description
    with pytest.raises(ValueError, match="give two of each"):
        figures.boundary(RUN.W, RUN.b, X, Y, ("a", "b"))
    with pytest.raises(ValueError, match="no line"):
        figures.boundary([[0, 0]], 0, TWO["X"], TWO["Y"], ("a", "b"))


def test_step_errors_are_drawn_as_they_are():
    figure, _, description = sheet(figures.step_errors, STEPS, ERRORS)
    for line, errors in zip(curves(figure), ERRORS.values(), strict=True):
        assert np.array_equal(line, np.column_stack([STEPS, errors]))
    assert f"forward: least at h = {number(STEPS[ERRORS['forward'].argmin()], 1)}" in description
    for steps, errors in ((STEPS, {"a": STEPS[1:]}), (STEPS, {"a": 0 * STEPS}), (-STEPS, {"a": STEPS})):
        with pytest.raises(ValueError, match="one positive number for each"):
            figures.step_errors(steps, errors)


def test_loss_curves_are_the_cost_in_natural_logarithms():
    figure, _, description = sheet(figures.loss_curves, [(0.1, 0), (0.99, 0)])
    zero, one, *points = curves(figure)
    assert np.array_equal(zero[:, 1], neuron.loss(zero[:, 0], 0))
    assert np.array_equal(one[:, 1], neuron.loss(one[:, 0], 1))
    assert np.allclose(points, [[[0.1, -np.log(0.9)]], [[0.99, -np.log(0.01)]]])
    assert f"{np.log(2):.4f}" in description
    assert "C(0.1, 0) = 0.1054; C(0.99, 0) = 4.605" in description


def test_costs_mark_the_steps_asked_for():
    figure, _, description = sheet(figures.costs, {"training": RUN.costs}, every=50)
    line, marks = curves(figure)
    assert set(map(tuple, line)) <= set(enumerate(RUN.costs))
    assert np.array_equal(marks, np.column_stack([np.arange(0, 301, 50), RUN.costs[::50]]))
    assert f"from {number(RUN.costs[0])} to {number(RUN.costs[-1])} in 300 steps, 0 of them upwards" in description


def test_costs_count_the_steps_upwards():
    assert "2 of them upwards" in described(figures.costs({"jumping": [1, 3, 2, 4]}))[1]


def test_costs_can_be_drawn_from_the_least_on():
    figure, title, description = sheet(figures.costs, {"near": [3, 2.01, 2 + 1e-14]}, log=True, least=2)
    assert np.allclose(curves(figure)[0], [[0, 1], [1, 0.01], [2, 1e-14]], rtol=1e-2)
    assert title.startswith("Cost above the least")
    assert "from 1 to" in description


def test_long_runs_keep_their_jumps():
    run = np.ones(5000)
    run[1234], run[4321] = 9, -9
    steps = telling(run)
    assert len(steps) <= 300
    assert {0, 1234, 4321, 4999} <= set(steps.tolist())


def test_accuracies_are_shown_in_percent():
    figure, _, description = sheet(figures.accuracies, {"baseline": 0.5446, "neuron": (0.8449, 0.8, 0.8806)})
    baseline, interval, dot = curves(figure)
    assert baseline[0, 0] == pytest.approx(54.46)
    assert interval[:, 0] == pytest.approx([80, 88.06])
    assert dot[0, 0] == pytest.approx(84.49)
    assert description == "baseline: 54.46 %; neuron: 84.49 % (80.0 to 88.1)."


def test_neuron_shows_the_numbers_of_its_example():
    svg = figures.neuron_diagram([[1.5], [-2.0]], [[0.5, 0.25]], b=-0.1, y=0)
    Z, A = neuron.forward([[0.5, 0.25]], -0.1, [[1.5], [-2.0]])
    C = neuron.loss(A, 0).item()
    description = described(svg)[1]
    assert f"z = {number(Z.item())}, a = σ(z) = {number(A.item())}" in description
    assert f"for y = 0, the cost is {number(C)}" in description
    for shown in ("1.5", "−2", "0.5", "0.25", "b = −0.1", "y = 0", *(number(v, 3) for v in (Z.item(), A.item(), C))):
        assert f">{shown}</text>" in svg


def test_chain_writes_each_derivative_at_its_arrow():
    svg = figures.chain(DERIVATIVES)
    for name, value in DERIVATIVES.items():
        assert f">{name} = {value}</text>" in svg
        assert f"{name} = {value}" in described(svg)[1]


def test_shapes_are_those_of_the_arrays():
    forward = figures.forward_shapes(RUN.W, RUN.b, X)
    for label in ("W [1, 13]", "X [13, 303]", "Z = WX + b [1, 303]", "A = σ(Z) [1, 303]"):
        assert f">{label}</text>" in forward
    assert "W [1, 13] times X [13, 303], plus b, is Z [1, 303]" in described(forward)[1]
    backward = figures.backward_shapes(*SMALL)
    for label in ("A [1, 4]", "Y [1, 4]", "dZ = A − Y [1, 4]", "Xᵀ [4, 2]", "[1, 2]"):
        assert f">{label}</text>" in backward


def test_reliability_draws_each_group_with_its_interval():
    figure, _, description = sheet(figures.reliability_diagram, GROUPS)
    _, dots = curves(figure)
    assert dots.tolist() == [[group.predicted, group.observed] for group in GROUPS]
    (bars,) = figure.axes[0].collections
    assert [segment.tolist() for segment in bars.get_segments()] == [
        [[group.predicted, group.low], [group.predicted, group.high]] for group in GROUPS
    ]
    assert f"{number(GROUPS[0].predicted, 2)} answered, {number(GROUPS[0].observed, 2)} observed" in description


def test_early_stopping_marks_the_least_cost_held_out():
    figure, _, description = sheet(figures.early_stopping, FOLD_COSTS)
    learnt, held, mark = curves(figure)
    best = int(FOLD_COSTS.held_out.argmin())
    assert mark.tolist() == [[best, FOLD_COSTS.held_out[best]]]
    assert 0 < best < 300
    assert set(map(tuple, learnt)) <= set(enumerate(FOLD_COSTS.training))
    assert set(map(tuple, held)) <= set(enumerate(FOLD_COSTS.held_out))
    assert f"least at step {best}, {number(FOLD_COSTS.held_out[best])}" in description


def test_intervals_tell_which_weights_differ_from_zero():
    values = {"low": (-1.0, -1.5, -0.5), "none": (0.1, -0.5, 0.7), "high": (2.0, 1.0, 3.0)}
    figure, _, description = sheet(figures.intervals, values, x="log odds")
    lines = figure.axes[0].get_lines()
    assert [line.get_xydata().tolist() for line in lines[:2]] == [[[-1.5, 0], [-0.5, 0]], [[-1, 0]]]
    assert [line.get_markerfacecolor() == "none" for line in lines[1:6:2]] == [False, True, False]
    assert [part.endswith("not to be told from zero") for part in description.rstrip(".").split("; ")] == [0, 1, 0]
    assert figure.axes[0].get_xlabel() == "log odds"


def test_rows_hold_a_mark_for_each_value_and_no_line_joins_them():
    figure, _, description = sheet(figures.in_rows, ["age", "sex"], {"right": [1.0, -2.0], "wrong": [0.5, 3.0]}, "w")
    right, wrong, _ = figure.axes[0].get_lines()
    assert (right.get_xydata().tolist(), wrong.get_xydata().tolist()) == ([[1, 0], [-2, -1]], [[0.5, 0], [3, -1]])
    assert {line.get_linestyle() for line in (right, wrong)} == {"None"}
    assert right.get_marker() != wrong.get_marker()
    assert description == "right: age 1, sex −2; wrong: age 0.5, sex 3."


def test_a_single_line_that_is_compared_needs_no_name():
    alone, both = (
        sheet(figures.compared, [1, 2], {key: [1, 2] for key in names}, "z", "a")[0] for names in ("a", "ab")
    )
    assert [figure.axes[0].get_legend() is None for figure in (alone, both)] == [True, False]


def test_by_class_draws_the_share_of_each_class():
    x, y = np.array([[0.0, 1, 1, 6, 6, 6]]), np.array([[0, 0, 0, 0, 1, 1]])
    figure, _, description = sheet(figures.by_class, x, y, ["codes"])
    zero, one = curves(figure)
    assert zero[:, 1].tolist() == [0.25, 0.5, 0, 0, 0, 0.25, 0.25]
    assert one[:, 1].tolist() == [0] * 5 + [1, 1]
    assert zero[:, 0].tolist() == [*range(7)]
    assert description == "Means in class 0 and 1: codes 2 and 6."


def test_clinics_show_ranking_and_calibration():
    figure, _, description = sheet(figures.clinics, FOUND)
    area, group = FOUND["Cleveland"]
    points = [line.tolist() for line in curves(figure)]
    for point in ([area.area, 0], [group.observed, 0], [group.predicted, 0], [area.area, -1]):
        assert [point] in points
    for bar in ([area.low, area.high], [group.low, group.high]):
        assert [[end, 0] for end in bar] in points
    assert f"Cleveland: area {number(area.area, 3)}" in description


def test_ways_are_drawn_over_steps_or_over_work():
    figure, _, description = sheet(figures.ways, {"a": [0.5, 1e-3, 1e-7, 0.0]})
    assert figure.axes[0].get_title("left") == "cost above the least"
    assert curves(figure)[0].tolist() == [[0, 0.5], [1, 1e-3], [2, 1e-7]]  # a cost of 0 has no logarithm
    assert description == "a: 10⁻⁶ after 2."
    figure, _, description = sheet(figures.ways, {"a": [0.5, 1e-3]}, {"a": 8.0})
    assert curves(figure)[0].tolist() == [[0, 0.5], [8, 1e-3]]
    assert description == "a: 0.001 at the end."


# What is refused


@pytest.mark.parametrize(
    ("draw", "arguments", "message"),
    [
        (figures.tangents, [[]], "at least one number"),
        (figures.tangents, [[3, np.nan]], "at holds NaN"),
        (figures.descents, [{}], "give 1 to 4"),
        (figures.descents, [{"a": []}], "at least one number"),
        (figures.descents, [{"a": [5, np.inf]}], "infinity"),
        (figures.descents_apart, [{str(k): [k] for k in range(5)}], "give 1 to 4"),
        (figures.sigmoid_curve, [1.5], "between 0 and 1"),
        (figures.sigmoid_curve, [np.nan], "between 0 and 1"),
        (figures.loss_curves, [[(1.0, 0)]], "infinite"),
        (figures.loss_curves, [[(0.5, 2)]], "0 or 1"),
        (figures.costs, [{}], "give 1 to 4"),
        (figures.costs, [{"a": [1, np.nan]}], "NaN"),
        (figures.costs, [{"a": [[1, 2]]}], "shape"),
        (figures.costs, [{"a": [1, 0]}, 0, True], "leave log out"),
        (figures.costs, [{"a": [3, 2]}, 0, True, 2.0], "above the least that is not positive"),
        (figures.costs, [{"a": [1, 0]}, -5], "every is -5"),
        (figures.reliability_diagram, [[]], "groups are empty"),
        (figures.intervals, [{}], "values are empty"),
        (figures.intervals, [{"a": (1.0, 2.0, 3.0)}], r"give \(value, low, high\)"),
        (figures.in_rows, [["a", "b"], {"w": [1.0]}, "x"], "one number for each of the 2 names"),
        (figures.in_rows, [["a"], {}, "x"], "give 1 to 6 such lists"),
        (figures.in_rows, [["a"], {"w": [np.nan]}, "x"], "w holds NaN"),
        (figures.by_class, [X, Y, ["a"]], "X has 13 features and there are 1 names"),
        (figures.by_class, [[[1.0, 2.0]], [[1, 1]], ["a"]], "Y holds 1 only"),
        (figures.by_class, [[[1.0, np.nan]], [[0, 1]], ["a"]], "X holds NaN"),
        (figures.clinics, [{}], "found is empty"),
        (figures.ways, [{}], "above has 0 ways: give 1 to 6"),
        (figures.ways, [{"a": [1]}, {"b": 1.0}], "work is given for b, and above for a"),
        (figures.ways, [{"a": [0, 0]}], "holds no cost above the minimum"),
        (figures.accuracies, [{}], "at least one"),
        (figures.accuracies, [{"a": 84.5}], "0 to 1"),
        (figures.accuracies, [{"a": (0.9, 0.1, 0.5)}], "0 to 1"),
        (figures.accuracies, [{"a": np.nan}], "0 to 1"),
        (figures.roc_curves, [{}], "give 1 to 6"),
        (figures.spread, [[], {}, 303], "counts are empty"),
        (figures.neuron_diagram, [[[1.0]]], "give both"),
        (figures.neuron_diagram, [[[1.0]], [[1.0, 2.0]]], "shape"),
        (figures.chain, [{"dC/dx": 1}], "dC/dx"),
        (figures.forward_shapes, [[[1.0]], 0, np.ones((2, 3))], "shape"),
        (figures.backward_shapes, [np.ones((2, 3)), np.ones((1, 2)), np.ones((1, 2))], "shape"),
        (figures.verdicts, [{}], "how many claims"),
        (figures.verdicts, [{"hold": 3}], "each of the verdicts"),
        (figures.compared, [[1, 2], {"a": [1]}, "x", "y"], "one value for each"),
        (figures.compared, [[1, 2], {"a": [np.nan, np.inf]}, "x", "y"], "a holds no number"),
        (figures.cost_surface, [X, Y, WALKS], "x has shape"),
        (figures.cost_surface, [PULSE, Y, {}], "0 walks: give 1 to 3"),
        (figures.cost_surface, [PULSE, Y, {"a": [1, 2]}], r"a has shape \[2\]"),
        (figures.cost_surface, [PULSE, Y, WALKS, (1, 1)], "the least of each first"),
    ],
)
def test_refuses_what_cannot_be_drawn(draw, arguments, message):
    with pytest.raises(ValueError, match=message):
        draw(*arguments)


# Numbers and tables


@pytest.mark.parametrize(
    ("value", "shown"),
    [(28, "28"), (-4.8, "−4.8"), (26.04, "26.04"), (-0.0, "0"), (1e-9, "1 × 10⁻⁹"), (123456, "1.235 × 10⁵")],
)
def test_numbers_are_written_as_readers_write_them(value, shown):
    assert number(value) == shown


def test_table_holds_its_cells_and_sets_numbers_right():
    html = figures.table([{"name": "a < b", "x": 1}, {"name": "c", "x": -2.5}], label="Two & two")
    root = ElementTree.fromstring(html)
    assert root.attrib == {"class": "table-box", "role": "region", "tabindex": "0", "aria-label": "Two & two"}
    assert [cell.text for cell in root.iter("th")] == ["name", "x"]
    assert [cell.text for cell in root.iter("td")] == ["a < b", "1", "c", "−2.5"]
    assert [cell.get("class") for cell in root.iter("td")] == [None, "number"] * 2
    assert all(cell.get("scope") == "col" for cell in root.iter("th"))


@pytest.mark.parametrize("cell", ["0.6931", "−4.8", "-4.8", "84.5 %", "1,000", "nan", "2e-12", "2 × 10⁻¹²", "> 1000"])
def test_table_sets_numbers_right_that_are_written_out(cell):
    (found,) = ElementTree.fromstring(figures.table([{"x": cell}])).iter("td")
    assert (found.text, found.get("class")) == (cell.replace("-", "−"), "number")


def test_a_long_cell_may_be_broken_but_not_at_its_arrows():
    codes = "1 → 0, 2 → 1, 3 → 2"
    long, short = ElementTree.fromstring(figures.table([{"codes": codes, "short": "4 → 3"}])).iter("td")
    assert (long.get("class"), short.get("class")) == ("words", None)
    assert long.text == codes.replace(" → ", "\u00a0→\u00a0")


def test_table_of_a_frame_is_the_table_of_its_rows():
    frame = pd.DataFrame({"age": [63, 37], "oldpeak": [2.3, 3.5], "who": ["a", "b"]})
    assert figures.table(frame) == figures.table(
        [{"age": 63, "oldpeak": 2.3, "who": "a"}, {"age": 37, "oldpeak": 3.5, "who": "b"}]
    )


def test_table_is_not_empty_or_ragged():
    assert "<tbody></tbody>" in figures.table(pd.DataFrame({"a": [], "b": []}))
    with pytest.raises(ValueError, match=r"names \['a'\], and the first row \['a', 'b'\]"):
        figures.table([{"a": 1, "b": 2}, {"a": 1}])
    with pytest.raises(ValueError, match="no rows"):
        figures.table([])
