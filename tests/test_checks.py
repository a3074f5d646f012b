"""What the chapters refuse: each error names the value, and what to do about it."""

import array as buffers
import inspect
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import dask.array as da
import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import sympy

from lrbook import (
    cluster,
    descent,
    differences,
    evaluation,
    folds,
    heart,
    inference,
    neuron,
    objective,
    optimisers,
    parabola,
    sums,
)
from lrbook.figures import curves, diagrams, evidence

X, W, Y, A = np.ones((3, 4)), np.zeros((1, 3)), np.array([[0.0, 1.0, 1.0, 0.0]]), np.full((1, 4), 0.5)
NAN, INF = np.nan, np.inf


def with_entry(matrix, value):
    changed = np.array(matrix, dtype=np.float64)
    changed[0, 1] = value
    return changed


RATES = [
    0,
    0.0,
    -0.1,
    NAN,
    INF,
    -INF,
    True,
    "0.1",
    None,
    1j,
    [0.1],
    np.float64(NAN),
    sympy.Symbol("rate"),
    Decimal("0.1"),
]
COUNTS = [-1, 1.0, 2.5, NAN, True, "3", None, np.float64(3), Fraction(3), Decimal(3), pd.NA]
NUMBERS = [NAN, INF, True, "0", None, 1j, [0.5], np.zeros((1, 4)), Fraction(1, 2), Decimal("0.5"), pd.NA, np.ma.masked]


@pytest.mark.parametrize("rate", RATES, ids=repr)
def test_a_rate_is_a_positive_finite_number(rate):
    for call in (
        lambda: parabola.step(5.0, rate),
        lambda: parabola.descend(5.0, rate, 3),
        lambda: descent.gradient_descent(X, Y, rate, 3),
        lambda: evaluation.held_out(np.random.default_rng(0).random((3, 4)), Y, rate, 3, folds=2),
    ):
        with pytest.raises(ValueError, match=r"^rate is .*: give a positive, finite number, such as 0\.1") as refused:
            call()
        assert repr(rate) in str(refused.value)


@pytest.mark.parametrize("count", COUNTS, ids=repr)
def test_a_count_is_a_whole_number(count):
    for name, call in [
        ("steps", lambda: parabola.descend(5.0, 0.1, count)),
        ("steps", lambda: descent.gradient_descent(X, Y, 0.1, count)),
        ("folds", lambda: evaluation.held_out(X, Y, 0.1, 3, count)),
        ("right", lambda: evaluation.wilson_interval(count, 5)),
        ("m", lambda: evaluation.wilson_interval(0, count)),
        ("most", lambda: evaluation.fractions_that_print_as("84.48", count)),
    ]:
        with pytest.raises(ValueError, match=f"^{name} is .*: give a whole number of at least 0, such as") as refused:
            call()
        assert repr(count) in str(refused.value)


@pytest.mark.parametrize("value", NUMBERS, ids=repr)
def test_a_bias_and_a_threshold_are_numbers(value):
    for name, call in [
        ("b", lambda: neuron.forward(W, value, X)),
        ("b", lambda: descent.gradient_descent(X, Y, 0.1, 3, b=value)),
        ("threshold", lambda: evaluation.predict(A, value)),
    ]:
        with pytest.raises(ValueError, match=f"^{name} is .*: give one finite number"):
            call()


# For each call: a part of the message that names the value, and a part that names the remedy.
REFUSED = {
    "a rank-1 W": (lambda: neuron.forward(W[0], 0, X), r"W has shape \[3\]", r"\[1, n\], so reshape"),
    "a rank-1 X": (lambda: neuron.forward(W, 0, X[:, 0]), r"X has shape \[3\]", r"\[n, m\], so reshape"),
    "a rank-1 Z": (lambda: neuron.cost(A[0], Y), r"Z has shape \[4\]", r"\[1, m\], so reshape"),
    "a rank-1 Y": (lambda: neuron.cost(A, Y[0]), r"Y has shape \[4\]", r"\[1, m\], so reshape"),
    "a rank-1 A": (lambda: neuron.backward(X, A[0], Y), r"A has shape \[4\]", r"\[1, m\], so reshape"),
    "a rank-1 start": (lambda: descent.gradient_descent(X, Y, 0.1, 3, W[0]), r"W has shape \[3\]", "reshape"),
    "a number for X": (lambda: descent.largest_rate(3), r"X has shape \[\]", "reshape"),
    "no examples": (lambda: descent.gradient_descent(X[:, :0], Y[:, :0], 0.1, 3), r"X has shape \[3, 0\]", "must be"),
    "X transposed": (
        lambda: neuron.forward(W, 0, X.T),
        r"^X has shape \[4, 3\], but W has shape \[1, 3\]",
        "transpose X",
    ),
    "W transposed": (lambda: neuron.forward(W.T, 0, X), r"W has shape \[3, 1\]", r"here \[1, 3\]; transpose"),
    "Y transposed in cost": (lambda: neuron.cost(A, Y.T), r"Y has shape \[4, 1\]", r"here \[1, 4\]; transpose"),
    "Z transposed": (lambda: neuron.cost(A.T, Y), r"Z has shape \[4, 1\]", "transpose"),
    "Y transposed in backward": (lambda: neuron.backward(X, A, Y.T), r"Y has shape \[4, 1\]", "transpose"),
    "A transposed": (lambda: neuron.backward(X, A.T, Y), r"A has shape \[4, 1\]", "transpose"),
    "Y transposed in a descent": (lambda: descent.gradient_descent(X, Y.T, 0.1, 3), r"Y has shape \[4, 1\]", "transp"),
    "Y transposed in accuracy": (lambda: evaluation.accuracy(A, Y.T), r"Y has shape \[4, 1\]", "transpose"),
    "a transposed and y not": (lambda: neuron.loss(A.T, Y), r"a has shape \[4, 1\] and y \[1, 4\]", "its own label"),
    "one label for four answers": (lambda: neuron.loss(A, [[1]]), r"y \[1, 1\]", "its own label"),
    "too few labels": (lambda: descent.gradient_descent(X, Y[:, :3], 0.1, 3), r"Y has shape \[1, 3\]", r"\[1, 4\]"),
    "another number of features": (
        lambda: heart.standardise([[1, 2], [3, 5]])[1].apply([[1, 2]]),
        r"X has shape \[1, 2\]",
        r"\[2, 2\]",
    ),
    "a ragged X": (lambda: descent.largest_rate([[1, 2], [3]]), "X has rows of different lengths", "as many numbers"),
    "text": (lambda: neuron.sigmoid([1, "2"]), r"z\[1\] is '2', of type str", "real numbers"),
    "None": (lambda: neuron.cost([[None, 1]], [[0, 1]]), r"Z\[0, 0\] is None", "real numbers"),
    "a complex number": (lambda: neuron.sigmoid(1j), "z is 1j, of type complex", "real numbers"),
    "NaN in z": (lambda: neuron.sigmoid([0, NAN]), "z holds NaN", "drop or fill"),
    "NaN in X": (lambda: neuron.forward(W, 0, with_entry(X, NAN)), "^X holds NaN", "missing values"),
    "infinity in W": (lambda: neuron.forward(with_entry(W, INF), 0, X), "^W holds NaN or infinity", "lower the rate"),
    "overflow": (lambda: neuron.forward(W + 1e308, 0, X), "WX \\+ b holds NaN or infinity", "lower the rate"),
    "NaN in Z": (lambda: neuron.cost(with_entry(A, NAN), Y), "Z holds NaN or infinity", "drop or fill"),
    "infinity in Z": (lambda: neuron.cost(with_entry(A, INF), Y), "Z holds NaN or infinity", "drop or fill"),
    "minus infinity in Z": (lambda: neuron.cost(with_entry(A, -INF), Y), "Z holds NaN or infinity", "drop or fill"),
    "NaN in A": (lambda: neuron.backward(X, with_entry(A, NAN), Y), "A holds NaN", "probabilities"),
    "logits for A": (lambda: neuron.backward(X, A * 10, Y), "A holds .* a value outside 0 to 1", "such as sigmoid"),
    "NaN in backward's X": (lambda: neuron.backward(with_entry(X, NAN), A, Y), "^X holds NaN", "missing values"),
    "infinity in backward's X": (
        lambda: neuron.backward(with_entry(X, INF), A, Y),
        "^X holds NaN or infinity",
        "missing values",
    ),
    "overflow in dW": (lambda: neuron.backward(np.full((1, 4), 1e308), A * 2, Y * 0), "^dW .* holds", "standardise X"),
    "NaN in a descent": (
        lambda: descent.gradient_descent(with_entry(X, NAN), Y, 0.1, 3),
        "X holds NaN",
        "drop or fill",
    ),
    "NaN in largest_rate": (lambda: descent.largest_rate(with_entry(X, NAN)), "X holds NaN", "drop or fill"),
    "NaN in standardise": (lambda: heart.standardise(with_entry(X, NAN)), "X holds NaN", "drop or fill"),
    "NaN in held_out": (lambda: evaluation.held_out(with_entry(X, NAN), Y, 0.1, 3, 2), "X holds NaN", "drop or fill"),
    "a label of 2 in cost": (lambda: neuron.cost(A, with_entry(Y, 2)), "Y holds 2.0", "must be 0 or 1"),
    "a label of −1 in backward": (lambda: neuron.backward(X, A, with_entry(Y, -1)), "Y holds -1.0", "must be 0 or 1"),
    "a label of ½ in a descent": (
        lambda: descent.gradient_descent(X, with_entry(Y, 0.5), 0.1, 3),
        "Y holds 0.5",
        "must be 0 or 1",
    ),
    "too few answers in backward": (lambda: neuron.backward(X, A[:, :3], Y), r"A has shape \[1, 3\]", r"\[1, 4\]"),
    "half a label in loss": (lambda: neuron.loss(0.5, 0.5), "y holds 0.5", "must be 0 or 1"),
    "a label that is NaN": (lambda: neuron.loss(0.5, NAN), "y holds nan", "must be 0 or 1"),
    "labels of 1 and 2": (lambda: evaluation.majority_baseline([[1, 2]]), "Y holds 2.0", "must be 0 or 1"),
    "an a below 0": (lambda: neuron.loss(-0.1, 1), "a holds NaN or a value outside 0 to 1", "probabilities"),
    "an a above 1": (lambda: neuron.loss([1.1], [1]), "a holds NaN or a value outside 0 to 1", "probabilities"),
    "an a that is NaN": (lambda: neuron.loss(NAN, 1), "a holds NaN", "probabilities"),
    "logits to predict from": (lambda: evaluation.predict([[3.0]]), "A holds .* outside 0 to 1", "probabilities"),
    "a threshold below 0": (lambda: evaluation.predict(A, -0.1), "threshold is -0.1", "such as 0.5"),
    "a threshold above 1": (lambda: evaluation.predict(A, 50), "threshold is 50", "such as 0.5"),
    "one fold": (lambda: evaluation.held_out(X, Y, 0.1, 3, 1), "folds is 1", "give 2 to 4"),
    "more folds than examples": (lambda: evaluation.held_out(X, Y, 0.1, 3, 5), "folds is 5", "give 2 to 4"),
    "more right than there are": (lambda: evaluation.wilson_interval(6, 5), "right is 6 and m is 5", "out of"),
    "none of none": (lambda: evaluation.wilson_interval(0, 0), "right is 0 and m is 0", "at least 1"),
    "a descent that diverges": (
        lambda: parabola.descend(5, 1.1, 10_000),
        r"^x − rate · dy/dx is -?\d.*e\+150",
        "or a lower rate",
    ),
    "a descent from NaN": (lambda: parabola.descend(NAN, 0.1, 1), "x is nan", "give one finite number"),
}


@pytest.mark.parametrize(("call", "value", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_named_with_its_remedy(call, value, remedy):
    with pytest.raises(ValueError, match=f"{value}.*{remedy}"):
        call()


@pytest.mark.parametrize(
    "percentage",
    [84.48, 84, None, "", "84,48", "84.48 %", "-1", "100.01", "nan", "1e1", "84.", "٨٤", "50." + "0" * 100, "9" * 5000],
)
def test_a_percentage_is_a_decimal_number_as_text(percentage):
    with pytest.raises(ValueError, match="give a number from 0 to 100 as text") as refused:
        evaluation.fractions_that_print_as(percentage, 303)
    assert repr(percentage)[:30] in str(refused.value)
    assert len(str(refused.value)) < 200


def test_what_is_meant_well_is_taken():
    assert parabola.step(5.0, np.float64(0.1)) == 4
    assert parabola.step(5.0, 1) == -5
    assert len(parabola.descend(5, np.float32(0.5), np.int64(3))) == 4
    assert neuron.cost([[0]], [[True]]) == pytest.approx(np.log(2), rel=1e-15)
    assert neuron.forward(W.tolist(), np.int64(0), X.tolist())[1].tolist() == A.tolist()
    assert neuron.loss(A, 1).shape == neuron.loss(0.5, Y).shape == A.shape


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (descent.gradient_descent(X, Y, 0.1, 0), "b"),
        (heart.standardise([[1.0, 2.0]])[1], "mean"),
        (evaluation.fractions_that_print_as("13", 8), "cut"),
        (heart.reconcile(heart.load(), heart.reduce_diagnosis(heart.load_cleveland())), "lost"),
    ],
)
def test_an_answer_is_not_changed_by_accident(answer, name):
    with pytest.raises(AttributeError):
        setattr(answer, name, 0)


# What NumPy would make numbers of, and lose something: a mask, the work not yet done, a unit, digits.


class Lazy:
    """A stand-in for Dask's arrays: nothing may compute it but its owner."""

    def __init__(self, values):
        self.shape = np.shape(values)

    def __array__(self, *_, **__):
        raise AssertionError("computed without being asked")

    __len__ = __iter__ = __float__ = compute = __array__


Lazy.__module__, Lazy.__qualname__ = "dask.array.core", "Array"
Delayed = type("Delayed", (), {"__module__": "dask", "__init__": lambda self, value: None, "compute": Lazy.compute})


def of_each(kind):
    return lambda values: [[kind(value) for value in row] for row in np.asarray(values, float).tolist()]


FOREIGN = {
    "masked": (lambda values: np.ma.masked_less(values, 0.5), "MaskedArray: .* drop or fill the masked"),
    "masked rows": (lambda values: [np.ma.masked_less(row, 0.5) for row in values], "holds a numpy.ma.*masked"),
    "a masked entry": (of_each(lambda value: np.ma.masked), "holds a numpy.ma.core.MaskedConstant.*masked"),
    "lazy": (Lazy, r"is a dask.array.core.Array: give a NumPy array: call .compute\(\)"),
    "lazy rows": (lambda values: [Lazy(row) for row in values], r"holds a dask.array.core.Array: .*.compute\(\)"),
    "lazy entries": (of_each(Delayed), r"holds a dask.Delayed: .*.compute\(\)"),
    "sparse": (scipy.sparse.csr_array, r"csr_array: give a NumPy array: call .toarray\(\)"),
    "a sparse matrix": (scipy.sparse.csr_matrix, r"csr_matrix: give a NumPy array: call .toarray\(\)"),
    "records": (lambda values: np.asarray(values, float).view(np.recarray), "recarray: give a NumPy array"),
    "a buffer": (lambda values: buffers.array("d", [1.0]), "array.array: give a NumPy array"),
    "a generator": (iter, "give a NumPy array"),
    "a set": (lambda values: {1.0}, "set: give a NumPy array"),
    "text": (of_each(str), r"\[0, 0\] is '\d.*', of type str: give real numbers"),
    "an array of text": (lambda values: np.array(of_each(str)(values)), r"\[0, 0\] is '.*', of type str"),
    "bytes": (lambda values: np.array(values).astype("S9"), r"\[0, 0\] is b'.*', of type bytes"),
    "fractions": (of_each(Fraction), r"\[0, 0\] is Fraction\(.*: give real numbers"),
    "decimals": (lambda values: np.array(of_each(Decimal)(values)), r"\[0, 0\] is Decimal\(.*: give real numbers"),
    "SymPy": (of_each(sympy.Float), r"\[0, 0\] is .* of type Float: give real numbers"),
    "complex": (lambda values: np.array(values) + 0j, r"\[0, 0\] is .*j\)?, of type complex"),
    "dates": (of_each(lambda value: datetime(2000, 1, 1)), r"\[0, 0\] is datetime"),
    "times": (lambda values: np.array(values).astype("M8[s]"), r"\[0, 0\] is datetime"),
    "durations": (lambda values: np.array(values).astype("m8[s]"), r"\[0, 0\] is datetime.timedelta"),
    "records of numbers": (lambda values: np.zeros(np.shape(values), [("a", float)]), r"\[0, 0\] is .*tuple"),
    "None": (of_each(lambda value: None), r"\[0, 0\] is None"),
    "pandas' NA": (of_each(lambda value: pd.NA), r"\[0, 0\] is <NA>"),
    "a table with NA": (lambda values: pd.DataFrame(of_each(lambda v: None)(values), dtype="Int64"), "is <NA>|NaN|nan"),
    "a table of text": (lambda values: pd.DataFrame(of_each(str)(values)), r"\[0, 0\] is '"),
    "400 digits": (of_each(lambda value: 10**400), r"\[0, 0\] is 10+…0+, beyond float64"),
    "5000 digits": (of_each(lambda value: -(10**5000)), r"\[0, 0\] is an int of thousands of digits, beyond float64"),
    "NaN": (of_each(lambda value: NAN), "holds NaN|(holds|is) nan"),
}

# Where an array goes in: the call, what is taken there, and the name that a message begins with.
D, H = np.random.default_rng(0).random((3, 4)), [0.1, 0.2]
ENTRIES = {
    "sigmoid": (neuron.sigmoid, A, "z"),
    "loss, a": (lambda a: neuron.loss(a, Y), A, "a"),
    "loss, y": (lambda y: neuron.loss(A, y), Y, "y"),
    "forward, W": (lambda W: neuron.forward(W, 0, X), W, "W"),
    "forward, X": (lambda X: neuron.forward(W, 0, X), X, "X"),
    "cost, Z": (lambda Z: neuron.cost(Z, Y), A, "Z"),
    "cost, Y": (lambda Y: neuron.cost(A, Y), Y, "Y"),
    "backward, X": (lambda X: neuron.backward(X, A, Y)[0], X, "X"),
    "backward, A": (lambda A: neuron.backward(X, A, Y)[0], A, "A"),
    "backward, Y": (lambda Y: neuron.backward(X, A, Y)[0], Y, "Y"),
    "descent, X": (lambda X: descent.gradient_descent(X, Y, 0.1, 2).W, X, "X"),
    "descent, Y": (lambda Y: descent.gradient_descent(X, Y, 0.1, 2).W, Y, "Y"),
    "descent, W": (lambda W: descent.gradient_descent(X, Y, 0.1, 2, W).W, W, "W"),
    "largest_rate": (descent.largest_rate, X, "X"),
    "standardise": (lambda X: heart.standardise(X)[0], D, "X"),
    "a scaling": (lambda X: heart.standardise(D)[1].apply(X), D, "X"),
    "predict": (evaluation.predict, A, "A"),
    "accuracy, A": (lambda A: evaluation.accuracy(A, Y), A, "A"),
    "accuracy, Y": (lambda Y: evaluation.accuracy(A, Y), Y, "Y"),
    "baseline": (evaluation.majority_baseline, Y, "Y"),
    "held_out, X": (lambda X: evaluation.held_out(X, Y, 0.1, 2, 2), D, "X"),
    "held_out, Y": (lambda Y: evaluation.held_out(D, Y, 0.1, 2, 2), Y, "Y"),
    "differences": (lambda x: differences.central(np.sum, x), X, "x"),
    "complex step": (lambda x: differences.complex_step(np.sum, x), X, "x"),
    "gap": (lambda exact: differences.gap(exact, X), X, "exact"),
    "gap, approximate": (lambda found: differences.gap(X, found), X, "approximate"),
    "order": (lambda steps: differences.order(steps, [1, 2]), [H], "steps"),
    "parabola, cost": (parabola.cost, X, "x"),
    "parabola, slope": (parabola.slope, X, "x"),
    "parabola, step": (lambda x: parabola.step(x, 0.1), X, "x"),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_is_foreign_is_refused_by_name_wherever_it_goes_in(entry):
    call, good, name = ENTRIES[entry]
    for kind, (make, said) in FOREIGN.items():
        if kind == "complex" and call in (parabola.cost, parabola.slope, ENTRIES["parabola, step"][0]):
            continue  # the parabola has a complex step
        with pytest.raises(ValueError, match=f"^{name}.*({said})"):
            call(make(good))


FORMS = {kind: lambda values, kind=kind: values.astype(kind) for kind in ("f2", "f4", ">f8", "g", object)} | {
    "a table": pd.DataFrame,
    "a table of Float64": lambda values: pd.DataFrame(values, dtype="Float64"),
    "a matrix": np.asmatrix,
    "lists": np.ndarray.tolist,
    "rows": lambda values: tuple(pd.Series(row) for row in values),
}


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry != "order"])
@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_the_same_numbers_in_another_form_have_the_same_answer(entry):
    call, good, _ = ENTRIES[entry]
    rounded = np.asarray(good).astype("f2").astype(float)  # so that each of the forms can hold it
    for form in FORMS.values():
        found = call(form(rounded))
        np.testing.assert_array_equal(found, call(rounded))
        assert np.asarray(found).dtype == np.float64


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int16, np.bool_])
def test_a_small_type_is_widened(kind):
    big = np.array([[np.iinfo(kind).max if kind is not np.bool_ else 1, 1]], dtype=kind)
    wide = big.astype(float)
    labels = np.array([[1, 0]], dtype=kind)
    for call in (
        parabola.cost,
        parabola.slope,
        lambda x: parabola.step(x, x[0, 1] if kind is not np.bool_ else 1),
        neuron.sigmoid,
        lambda X: neuron.forward(X[:, :1], 1, X)[0],
        lambda X: neuron.cost(X, labels),
        lambda X: neuron.backward(X, labels, labels)[0],
        lambda X: descent.gradient_descent(X, labels, 1, 2, X[:, :1]).W,
        descent.largest_rate,
        lambda x: differences.central(lambda x: (x * x).sum(), x),
        lambda x: differences.gap(x, -1 * x.astype(float)),
    ):
        np.testing.assert_array_equal(call(big), call(wide))
    if kind is not np.bool_:
        most = int(big[0, 0])
        assert parabola.cost(big[0, 0]) == most**2 + 3
        assert parabola.step(big[0, 0], big[0, 0]) == most - most * 2 * most
        assert evaluation.wilson_interval(kind(most - 1), kind(most)) == evaluation.wilson_interval(most - 1, most)
        assert evaluation.fractions_that_print_as("50", kind(most % 100)).rounded
        assert differences.central(lambda x: kind(most if x > 0 else 0), 0.0, h=1.0) == most / 2
        np.testing.assert_array_equal(
            evaluation.held_out(D, Y, kind(1), kind(3), kind(2)), evaluation.held_out(D, Y, 1, 3, 2)
        )


HUGE = [10**400, 10**5000, -(10**400)]


@pytest.mark.parametrize("huge", HUGE, ids=["400", "5000", "-400"])
def test_a_number_beyond_float64_is_named(huge):
    for name, call in [
        ("rate", lambda: parabola.step(5.0, huge)),
        ("rate", lambda: descent.gradient_descent(X, Y, huge, 1)),
        ("x", lambda: parabola.cost(huge)),
        ("x", lambda: parabola.descend(huge, 0.1, 1)),
        ("b", lambda: neuron.forward(W, huge, X)),
        ("threshold", lambda: evaluation.predict(A, huge)),
        ("steps", lambda: descent.gradient_descent(X, Y, 0.1, huge)),
        ("m", lambda: evaluation.wilson_interval(0, huge)),
        ("h", lambda: differences.central(np.sin, 1.0, huge)),
        ("f returns", lambda: differences.central(lambda x: huge, 1.0)),
    ]:
        with pytest.raises(
            ValueError, match=f"^{name}.* (-?10+…0+|an int of thousands of digits).*: (give|let)"
        ) as refused:
            call()
        assert len(str(refused.value)) < 200


@pytest.mark.parametrize("size", [1e154, 1e200, 1e308])
def test_what_leaves_the_range_is_refused_by_name(size):
    pair = [[-size, size]]
    for call, said in [
        (lambda: parabola.cost(size), r"^x is 1e\+"),
        (lambda: parabola.cost(np.array([1.0, -size])), r"^x is -1e\+"),
        (lambda: parabola.slope(size * 1j), r"^x is 1e\+.*j"),
        (lambda: parabola.cost(int(size)), r"^x is \d+"),
        (lambda: parabola.step(5.0, size), r"^rate is 1e\+"),
        (lambda: parabola.step(1e150, 1e150), r"^x − rate · dy/dx is -(2|1\.9+8)e\+300.* a lower rate"),
        (lambda: neuron.forward([[size, size]], 0, pair * 2), "^Z = WX .*standardise X"),
        (lambda: descent.gradient_descent(pair, [[0, 1]], size, 3), "^(Z = WX|W).*lower the rate"),
        (lambda: descent.largest_rate([[size * 1.5, size], [size, -size * 1.5]]), "^X Xᵀ holds .*standardise X"),
    ]:
        with pytest.raises(ValueError, match=said):
            call()


def test_an_extreme_scale_within_the_range_is_right():
    assert parabola.cost(1e150) == parabola.cost(np.array([-1e150])) == 1e150**2
    assert parabola.cost(np.float32(3e38)) == float(np.float32(3e38)) ** 2
    assert descent.largest_rate([[1e150, 1e150]]) == pytest.approx(8e-300)
    assert descent.largest_rate([[1e-200, 5e-324]]) == 8
    assert neuron.cost([[1e308, -1e-308]], [[0, 0]]) == pytest.approx(5e307)
    assert neuron.backward([[1e300, -1e300]], [[1, 1]], [[0, 0]])[0].tolist() == [[0]]


EMPTY = [[], [[]], np.zeros((0, 4)), np.zeros((3, 0)), np.zeros((0, 0)), pd.DataFrame()]


@pytest.mark.parametrize("empty", EMPTY, ids=lambda value: str(np.shape(value)))
def test_an_empty_X_is_to_blame_itself(empty):
    for call in (
        lambda: neuron.forward(W, 0, empty),
        lambda: neuron.backward(empty, A, Y),
        lambda: descent.gradient_descent(empty, Y, 0.1, 1),
        lambda: descent.largest_rate(empty),
        lambda: heart.standardise(empty),
        lambda: evaluation.held_out(empty, Y, 0.1, 1, 2),
    ):
        with pytest.raises(ValueError, match=r"^X has shape .*, so it is empty: it must be \[n, m\]"):
            call()


FOLD = [0, 1, 0, 1]
TAKES_EXAMPLES = [
    (neuron.forward, lambda call, X: call(W, 0, X)),
    (neuron.backward, lambda call, X: call(X, A, Y)),
    (descent.gradient_descent, lambda call, X: call(X, Y, 0.1, 1)),
    (descent.gradient_descent, lambda call, X: call(X, Y, 0.1, 1, W)),
    (evaluation.held_out, lambda call, X: call(X, Y, 0.1, 1, 2)),
    (evaluation.held_out, lambda call, X: call(X, Y, 0.1, 1, 4)),
    (folds.held_out_answers, lambda call, X: call(lambda X, Y: neuron.sigmoid, X, Y, FOLD)),
    (folds.descent_answers, lambda call, X: call(X, Y, 0.1, 1, [FOLD])),
    (folds.costs_over_steps, lambda call, X: call(X, Y, 0.1, 1, FOLD)),
    (objective.Objective, lambda call, X: call(X, Y)),
    (optimisers.stochastic, lambda call, X: next(call(X, Y, 0.1))),
    (inference.weights, lambda call, X: call(X, Y)),
    (sums.totals_of, lambda call, X: call(X, Y)),
    (cluster.totals_of_chunks, lambda call, X: call(da.from_array(np.asarray(X)), da.from_array(Y))),
    (evidence.by_class, lambda call, X: call(X, Y, ["a", "b", "c"])),
    (diagrams.forward_shapes, lambda call, X: call(W, 0, X)),
    (diagrams.backward_shapes, lambda call, X: call(X, A, Y)),
]


@pytest.mark.parametrize(("function", "call"), TAKES_EXAMPLES)
def test_an_X_whose_examples_stand_in_rows_is_to_blame_itself(function, call):
    for turned in (X.T, pd.DataFrame(X.T)):
        with pytest.raises(ValueError, match=r"^X has shape \[4, 3\], but [WAY] has shape \[1, .\]: transpose X"):
            call(function, turned)


def test_each_function_that_takes_examples_and_labels_is_asked_so():
    modules = [cluster, descent, evaluation, folds, heart, inference, neuron, objective, optimisers, sums]
    public = {
        thing
        for module in [*modules, curves, diagrams, evidence]
        for name, thing in vars(module).items()
        if name[0] != "_" and getattr(thing, "__module__", "") == module.__name__ and callable(thing)
    }
    taking = {each for each in public if {"X", "Y"} <= set(inspect.signature(each).parameters)}
    within = {sums.block_sums, sums.blocks, sums.in_memory, sums.in_file}  # they are given what has been looked at
    assert taking - within - {curves.boundary} <= {function for function, _ in TAKES_EXAMPLES}


def test_a_boundary_blames_examples_that_stand_in_rows():
    with pytest.raises(ValueError, match=r"^X has shape \[4, 2\], but W has shape \[1, 2\]: transpose X"):
        curves.boundary([[1.0, 2.0]], 0.0, X[:2].T, Y, ["a", "b"])
