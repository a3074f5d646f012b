"""The figures to explore: every frame says and shows what `lrbook` computes, and the page holds the frames."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from matplotlib.figure import Figure
from real_book import ROOT, parsed
from sklearn.metrics import roc_curve

from lrbook import descent, evaluation, figures, heart, neuron, parabola
from lrbook.figures.explore import DOT, Control, Explorable, Frame, Ground, Part, color
from lrbook.figures.sheet import number

pytestmark = pytest.mark.xdist_group("frames")  # each figure is drawn once

RAW, Y = heart.features_and_labels(heart.load())
X = heart.standardise(RAW)[0]
RUN = descent.gradient_descent(X, Y, 0.1, 300)
A = neuron.forward(RUN.W, RUN.b, X)[1]
ASKED = {"held out": evaluation.held_out(RAW, Y, 0.1, 300), "learnt from": A}
FEATURES = {"standardised": X, "raw": RAW}


def textbook(inputs, answers, sign=1.0, share=1 / 303, unit=1.0):
    """Gradient descent as a textbook has it, with a mistake: another sign, another factor, another logarithm."""
    W, b, costs = np.zeros((1, 13)), 0.0, []
    for step in range(101):
        Z = W @ inputs + b
        costs.append((np.logaddexp(0, Z) - answers * Z).mean() / unit)
        if step < 100:
            dZ = sign * (1 / (1 + np.exp(-Z)) - answers) * share / unit
            W, b = W - 0.1 * dZ @ inputs.T, b - 0.1 * dZ.sum()
    return np.array(costs), ((W @ inputs + b > 0) == answers).mean()


def broken(costs, lost):
    costs = costs.copy()
    costs[lost] = np.nan
    return costs


with np.errstate(over="ignore"):
    RUNS = {
        "none": textbook(X, Y),
        "y − a": textbook(X, Y, sign=-1),
        "no 1/m": textbook(X, Y, share=1),
        "label inverted": textbook(X, 1 - Y),
        "unscaled": textbook(RAW, Y),
        "gaps": (broken(textbook(X, Y)[0], [3, 4, 50, 100]), 0.5),
        "nearly nothing": (broken(textbook(X, Y)[0], np.arange(1, 101)), 0.5),
    }

FIGURES = {
    "descent": (figures.explore_descent, ()),
    "neuron": (figures.explore_neuron, ()),
    "cost": (figures.explore_cost, ()),
    "training": (figures.explore_training, (FEATURES, Y)),
    "threshold": (figures.explore_threshold, (ASKED, Y)),
    "surface": (figures.explore_surface, (RAW[7:8], Y)),
    "mistakes": (figures.explore_mistakes, (RUNS,)),
}
every_figure = pytest.mark.parametrize("name", FIGURES)


@cache
def figure(name):
    draw, arguments = FIGURES[name]
    return draw(*arguments)


@cache
def page(name):
    return parsed(str(figure(name)))


def settings(name):
    """The settings of a figure, each with its frame."""
    shown = figure(name)
    return list(zip(product(*(control.values for control in shown.controls)), shown.frames, strict=True))


def points(name, path, axes=0):
    """The points of a path as data; they were rounded to a tenth of the picture's units."""
    drawn = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=L|$|m|l)", path)
    way = list(figure(name).ground.ways.values())[axes]
    return way.inverted().transform(np.array(drawn, dtype=float).reshape(-1, 2))


def same(name, path, x, y, axes=0):
    """Whether a path goes through points: as nearly as it is written, and wherever it is in reach of the picture."""
    drawn = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=L|$|m|l)", path)
    way = list(figure(name).ground.ways.values())[axes]
    wanted = way.transform(np.column_stack([np.ravel(x), np.ravel(y)])).clip(-9999, 9999)
    return np.abs(np.array(drawn, dtype=float) - wanted).max() <= 0.051


# What each frame shows and says


def test_descents_are_those_of_the_parabola():
    for (start, rate), frame in settings("descent"):
        path = parabola.descend(start, rate, 12)
        assert same("descent", frame.parts[0], path, path**2 + 3)
        assert same("descent", frame.parts[2], rate, 0, axes=1)
        assert f"rate of {number(rate)} each step multiplies x by {number(1 - 2 * rate)}," in frame.says[0]
        assert f"From x = {number(start)}, 12 steps lead to x = {number(path[-1])}, " in frame.says[1]
        assert frame.says[1].endswith(f"cost is {number(path[-1] ** 2 + 3)}.")


def test_at_the_minimum_no_rate_moves_the_walk():
    for (start, _), frame in settings("descent"):
        assert ("stays at the minimum" in frame.says[0]) == (start == 0)
        assert start != 0 or not any(word in frame.says[0] for word in ("verges", "sides", "comes"))


def test_the_verdict_on_a_rate_is_what_becomes_of_a_long_walk():
    for (start, rate), frame in settings("descent"):
        if start != 5:
            continue
        far = abs(parabola.descend(start, rate, 1000)[-1])
        verdict = "converges" if far < 1e-9 else "diverges" if far > 1e9 else "never comes nearer"
        assert verdict in frame.says[0] or (rate == 0.5 and "at the minimum at once" in frame.says[0])
        assert ("changes sides" in frame.says[0]) == (parabola.step(start, rate) < 0)
        side = {"converges": "below", "diverges": "above"}.get(verdict, "exactly at")
        assert frame.says[2] == f"The rate is {side} the boundary of 1."


def test_neurons_have_their_curve_their_boundary_and_the_class_of_the_point():
    for (w, b, x), frame in settings("neuron"):
        curve, _, wall, _, zero, ink0, one, ink1, mark, ink = frame.parts
        grid = np.linspace(-5, 5, 49)
        assert same("neuron", curve, grid, 1 / (1 + np.exp(-(w * grid + b))))
        a = 1 / (1 + np.exp(-(w * x + b)))
        label = int(a > 0.5)
        assert same("neuron", mark, x, a)
        assert color(label) in ink
        assert frame.says[1] == (
            f"At x = {number(x)}, z is {number(w * x + b)} and a is {number(a)}, "
            f"{'above' if label else 'not above'} the threshold of 0.5: class {label}."
        )
        assert bool(wall) == bool(w and abs(b / w) < 5)
        if wall:
            assert same("neuron", wall, [-b / w] * 2, [-0.07, 1])
            assert f"one half where x is {'more' if w > 0 else 'less'} than {number(-b / w)}." in frame.says[0]
        assert color(0) in ink0
        assert color(1) in ink1
        ends = [points("neuron", band)[:, 0] if band else np.array([9, -9]) for band in (zero, one)]
        inside = [low - 0.02 < x < high + 0.02 for low, high in ends]
        assert inside[label]
        assert w * x + b == 0 or not inside[1 - label]


def test_costs_are_those_of_the_answer():
    for (a, y, base), frame in settings("cost"):
        unit = {"e": 1, "10": np.log(10), "2": np.log(2)}[base]
        grid = np.linspace(0, 1, 101)[1:-1]
        right = (lambda p: p) if y == "1" else (lambda p: 1 - p)
        cost = -np.log(right(a)) / unit
        assert same("cost", frame.parts[0], grid, -np.log(right(grid)) / unit)
        assert same("cost", frame.parts[2], [a, a], [0, cost])
        assert same("cost", frame.parts[4], a, cost)
        assert color(int(y)) in frame.parts[1]
        label = int(evaluation.predict([[a]]).item())
        judged = "right" if label == int(y) else "wrong"
        assert frame.says[0] == f"The probability {number(a)} says class {label}."
        assert frame.says[1] == f"The label is {y}, so the answer is {judged}."
        assert frame.says[2] == f"It costs {number(cost)}, with the logarithm to the base {base}."


def test_training_shows_the_costs_up_to_the_step():
    runs = {
        (name, rate): descent.gradient_descent(inputs, Y, rate, 40).costs
        for name, inputs in FEATURES.items()
        for rate in figure("training").controls[1].values
    }
    for (name, rate, step), frame in settings("training"):
        costs = runs[name, rate]
        curve, drawn, mark, _, down, _ = frame.parts
        assert same("training", curve, np.arange(41), costs)
        assert same("training", down, rate, 0, axes=1)
        legs = np.diff(np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", curve), dtype=float), axis=0)
        dashes = float(re.search(r"dasharray: (\d+) ", drawn)[1])
        assert dashes == pytest.approx(np.hypot(*legs[:step].T).sum(), abs=1 + step * 0.1)
        assert same("training", mark, step, costs[step])
        assert mark.endswith(DOT)
        inside = next(iter(figure("training").ground.ways.values())).transform([(step, costs[step])])[0]
        assert 20 <= inside[1] <= 275 - 118  # within the axes, whatever the cost
        rises = sum(after > before for before, after in pairwise(costs[: step + 1]))
        assert f"Step {step}: the cost is {number(costs[step])}" in frame.says[1]
        assert f"It rose in {rises} of {step} steps." in frame.says[1] or step == 0
        safe = rate < descent.largest_rate(FEATURES[name])
        assert ("no step can raise" in frame.says[0]) == safe
        assert not (safe and rises)


def test_thresholds_count_the_answers():
    roc = {name: np.column_stack(roc_curve(Y[0], A[0], drop_intermediate=False)[:2]) for name, A in ASKED.items()}
    for (name, threshold), frame in settings("threshold"):
        known = {tuple(np.round(point, 9)) for point in roc[name]}
        says = ASKED[name][0] > threshold
        counts = [int(((Y[0] == y) & (says == answer)).sum()) for y in (0, 1) for answer in (False, True)]
        assert list(map(int, frame.parts[4:])) == counts
        sensitivity, specificity = counts[3] / 138, counts[0] / 165
        curve = np.vstack([roc[name][::-1], [0, 0]])  # once more at the threshold of 1
        assert same("threshold", frame.parts[0], curve[:, 0], curve[:, 1])
        assert same("threshold", frame.parts[2], 1 - specificity, sensitivity)
        assert frame.says[0] == f"Answers for rows {name}, at the threshold {number(threshold)}."
        assert (round(1 - specificity, 9), round(sensitivity, 9)) in known
        of_one = f"{counts[3]} are put into class 1: the sensitivity is {100 * sensitivity:.1f} %."
        of_zero = f"{counts[0]} are put into class 0: the specificity is {100 * specificity:.1f} %."
        assert frame.says[1] == f"Of 138 with the disease, {of_one}"
        assert frame.says[2] == f"Of 165 without it, {of_zero}"
        assert frame.says[3] == f"In all, {counts[0] + counts[3]} of 303 answers are right."


def test_walks_on_the_surface_are_those_of_the_descent():
    pulse = RAW[7:8]
    mean, deviation = pulse.mean(), pulse.std()
    inputs = {"standardised": (pulse - mean) / deviation, "raw": pulse}
    fars = {"standardised": (3, 3), "raw": (3 / deviation, 3 * np.hypot(1, mean / deviation))}
    starts = {"zero": (0, 0), "lower left": (-0.8, -0.8), "upper left": (-0.8, 0.8), "upper right": (0.8, 0.8)}
    for (name, start, rate), frame in settings("surface"):
        far = np.array(fars[name])
        w, b = starts[start] * far
        run = descent.gradient_descent(inputs[name], Y, rate, 30, [[w]], b)
        contours, walk, _, first, _, last, _, *ticks = frame.parts
        ends = run.path[[0, -1]] / far
        assert same("surface", first, *ends[0])
        assert same("surface", last, *ends[1])
        drawn = re.findall(r"(-?[\d.]+) (-?[\d.]+)", walk)
        assert drawn[0] == re.findall(r"(-?[\d.]+) (-?[\d.]+)", first)[0]
        assert drawn[-1] == re.findall(r"(-?[\d.]+) (-?[\d.]+)", last)[0]
        assert ticks == [number(tick * size, 2) for size in far for tick in (-0.8, 0, 0.8)]
        at = [f"w = {number(w)}, b = {number(b)}" for w, b in run.path[[0, -1]]]
        assert frame.says[1] == (
            f"From {at[0]}, where the cost is {number(run.costs[0])}, 30 steps lead to {at[1]}, "
            f"where it is {number(run.costs[-1])}."
        )
        rises = sum(after > before for before, after in pairwise(run.costs))
        assert f"It rose in {rises} of 30 steps." in frame.says[2]
        safe = rate < descent.largest_rate(inputs[name])
        assert ("no step can raise" in frame.says[0]) == safe
        assert not (safe and rises)
        costs = [
            neuron.cost(neuron.forward([[w]], b, inputs[name])[0], Y) for w, b in points("surface", contours)[::9] * far
        ]
        lowest = float(re.search(r"lowest cost, (\d+\.\d+)", frame.says[2])[1])
        assert min(costs) > lowest


def test_mistakes_are_the_runs_that_are_given():
    assert [name for (name,), _ in settings("mistakes")] == list(RUNS)
    for (name,), frame in settings("mistakes"):
        costs, share = RUNS[name]
        known = np.isfinite(costs)
        drawn = set(map(tuple, np.round(points("mistakes", frame.parts[0]), 1)))
        wanted = np.round(
            points("mistakes", figure("mistakes").ground.path(the_axes(), np.arange(101)[known], costs[known])), 1
        )
        assert drawn == set(map(tuple, wanted))
        assert frame.parts[0].count("M") == (np.diff(known.astype(int), prepend=0) == 1).sum()
        assert same("mistakes", frame.parts[2], 100 * share, 0, axes=1)
        assert frame.says[2] == f"The accuracy is {100 * share:.1f} %."
        if known.all():
            assert f"cost goes from {number(costs[0])} to {number(costs[-1])}" in frame.says[1]
            rises = (np.diff(costs) > 0).sum()
            way = {0: "falls at every step", 100: "rises at every step"}.get(rises, f"rises in {rises} of 100 steps")
            assert frame.says[1].endswith(f"it {way}.")
        else:
            lost = (~known).sum()
            assert (
                frame.says[1]
                == f"The cost begins at {number(costs[0])}, and {lost} of the 101 costs are infinite or no numbers."
            )


def the_axes():
    return next(iter(figure("mistakes").ground.ways))


# What the page holds


def unpacked(name):
    """The frames as the script reads them from the page, with the values of the controls."""
    (box,) = page(name).all("div", id=f"explore-{name}")
    data = json.loads(box.attrs["data-explore"])
    columns = [[column["values"][n] for n in column["at"]] for column in data["columns"]]
    return data["keys"], list(zip(*columns, strict=True))


@every_figure
def test_the_page_holds_every_frame(name):
    keys, frames = unpacked(name)
    assert [len(values) for values in keys] == [len(control.values) for control in figure(name).controls]
    assert frames == [(*frame.parts, *frame.says) for frame in figure(name).frames]


@every_figure
def test_the_payload_is_small(name):
    size = len(gzip.compress(str(figure(name)).encode(), mtime=0))
    assert size < 40_000
    assert size < 24_000  # as it is; a page must not pass 200 KB


@every_figure
def test_texts_are_whole(name):
    for frame in figure(name).frames:
        text = " ".join(frame.says)
        assert not re.search(r"nan|inf\b|e[+-]\d|None|\s\s|-\d|\d-", text), text
        assert text.endswith(".")
        assert not re.search(r"nan|inf", " ".join(frame.parts))


@every_figure
def test_each_picture_has_a_name_and_says_what_is_seen(name):
    read, shown = page(name), figure(name)
    named = {element.attrs["id"]: element.text for element in read.all() if "id" in element.attrs}
    pictures = read.all("svg", role="img")
    assert len(pictures) == 1 + len(shown.telling)
    for picture in pictures:
        assert named[picture.attrs["aria-labelledby"]] == shown.title
        assert picture.attrs["aria-describedby"] in named
    told = [named[picture.attrs["aria-describedby"]] for picture in pictures[1:]]
    assert told == [" ".join(shown.frames[n].says) for n in shown.telling]
    (live,) = [element for element in read.all("p") if "aria-live" in element.attrs]
    assert live.attrs["data-longest"] == max((" ".join(frame.says) for frame in shown.frames), key=len)


@every_figure
def test_the_telling_frames_are_drawn_as_the_script_would(name):
    read, shown = page(name), figure(name)
    live, *told = read.all("svg", role="img")
    slots = [(element, hook) for element in live.all() if "data-part" in element.attrs
             for hook in element.attrs["data-part"].split(" ")]  # fmt: skip
    assert len(slots) == len(shown.frames[0].parts)
    for picture, n in zip(told, shown.telling, strict=True):
        drawn = picture.all("g")[0].all()
        values = [
            element.attrs[hook] if hook else element.text
            for element, given in zip(drawn, live.all("g")[0].all(), strict=True)
            for hook in given.attrs["data-part"].split(" ")
        ]
        assert values == list(shown.frames[n].parts)
        assert not [element for element in picture.all() if "data-part" in element.attrs]


@every_figure
def test_every_control_has_a_label(name):
    (form,) = page(name).all("form")
    labels = {label.attrs["for"]: label.text for label in form.all("label") if "for" in label.attrs}
    for control, shown in zip(figure(name).controls, form.all("div", "fieldset"), strict=True):
        if shown.tag == "fieldset":
            assert shown.all("legend")[0].text == control.label
            assert [label.text for label in shown.all("label")] == control.shown
            assert len([radio for radio in shown.all("input") if "checked" in radio.attrs]) == 1
        else:
            (field,) = shown.all("input", "select")
            assert labels[field.attrs["id"]] == control.label
            assert field.attrs.get("aria-valuetext") in {None, number(control.start) if control.slides else None}


def test_ids_are_unique_and_refer_to_something():
    texts = [str(figure(name)) for name in FIGURES]
    ids = [each for text in texts for each in re.findall(r'\sid="([^"]+)"', text)]
    assert len(ids) == len(set(ids))
    for text in texts:
        referred = re.findall(r'xlink:href="#([^"]+)"|url\(#([^)]+)\)|\sfor="([^"]+)"|by="([^"]+)"', text)
        assert {next(filter(None, each)) for each in referred} <= set(ids)
        assert "<script" not in text


def test_two_processes_agree():
    code = "from tests.test_explore import *; print(*map(figure, FIGURES), sep='\\n')"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, env=environment | {"PYTHONHASHSEED": "7"}, capture_output=True, check=True).stdout
    assert said.decode().splitlines() == "\n".join(str(figure(name)) for name in FIGURES).splitlines()


# What is refused


def small(**given):
    sheet = Figure(figsize=(1, 1))
    sheet.add_axes((0, 0, 1, 1))
    made = {
        "controls": [Control("a", [1, 2], 1), Control("b", ["x", "y"], "x")],
        "parts": [Part("path", ("d",))],
        "frames": [Frame([f"M{n} 0"], ["Seen."]) for n in range(4)],
        "telling": [(1, "x")],
    } | given
    return Explorable("small", "A small one", Ground("small", sheet), **made)


def test_a_setting_has_its_frame():
    assert small().at(2, "x").parts == ["M2 0"]
    assert 'd="M0 0"' in str(small())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"frames": [Frame(["M0 0"], ["Seen."])]}, "1 frames for 4 settings"),
        ({"frames": [Frame([], ["Seen."])] * 4}, "the parts of small have 1 values"),
        ({"frames": [Frame(["M0 0"], ["Seen."] * n) for n in (1, 1, 1, 2)]}, "as many sentences"),
        ({"controls": []}, "0 controls"),
        ({"controls": [Control("a", [1], 1)]}, "two or more values"),
        ({"controls": [Control("a", [1, 1], 1)]}, "two or more values"),
        ({"controls": [Control("a", [1, 2], 3), Control("b", ["x", "y"], "x")]}, "starts at 3"),
        ({"telling": [(3, "x")]}, "no frame for"),
        ({"telling": []}, "no frame for"),
    ],
)
def test_a_figure_that_is_not_whole_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        small(**given)


@pytest.mark.parametrize(
    ("draw", "arguments", "message"),
    [
        (figures.explore_descent, ([5], (-0.1, 0.1)), "rate is -0.1"),
        (figures.explore_neuron, ((np.nan, 1),), "NaN"),
        (figures.explore_cost, ((0.5, 1.5),), "outside 0 to 1"),
        (figures.explore_training, ({"raw": RAW, "ragged": RAW[:, 1:]}, Y), r"Y has shape \[1, 303\]"),
        (figures.explore_threshold, (ASKED, np.ones_like(Y)), "one class only"),
        (figures.explore_threshold, ({"held out": A[0]}, Y), "held out has shape"),
        (figures.explore_threshold, (ASKED, Y, (0.5, 1.5)), "threshold is 1.5"),
        (figures.explore_mistakes, ({"none": ([1, 2], 0.5)},), "a right run"),
        (figures.explore_mistakes, ({"none": ([1, 2], 0.5), "a": ([1], 0.5)},), "as many steps"),
        (figures.explore_mistakes, ({"none": ([1, np.nan], 0.5), "a": ([1, 2], 0.5)},), "are numbers"),
        (figures.explore_surface, (RAW, Y), r"x has shape"),
        (figures.explore_surface, (RAW[:1], Y, (-1, 1)), "rate is -1"),
    ],
)
def test_refuses_what_cannot_be_explored(draw, arguments, message):
    with pytest.raises(ValueError, match=message):
        draw(*arguments)
