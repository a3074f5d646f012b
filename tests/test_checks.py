"""What the chapters refuse: each error names the value, and what to do about it."""

import numpy as np
import pytest
import sympy

from lrbook import descent, evaluation, heart, neuron, parabola

X, W, Y, A = np.ones((3, 4)), np.zeros((1, 3)), np.array([[0.0, 1.0, 1.0, 0.0]]), np.full((1, 4), 0.5)
NAN, INF = np.nan, np.inf


def with_entry(matrix, value):
    changed = np.array(matrix, dtype=np.float64)
    changed[0, 1] = value
    return changed


RATES = [0, 0.0, -0.1, NAN, INF, -INF, True, "0.1", None, 1j, [0.1], np.float64(NAN), sympy.Symbol("rate")]
COUNTS = [-1, 1.0, 2.5, NAN, True, "3", None, np.float64(3)]
NUMBERS = [NAN, INF, True, "0", None, 1j, [0.5], np.zeros((1, 4))]


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
    "X transposed": (lambda: neuron.forward(W, 0, X.T), r"W has shape \[1, 3\]", r"here \[1, 4\]; transpose"),
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
    "text": (lambda: neuron.sigmoid(["1"]), "z has dtype <U1", "real numbers"),
    "None": (lambda: neuron.cost([[None, 1]], [[0, 1]]), "Z has dtype object", "real numbers"),
    "a complex number": (lambda: neuron.sigmoid(1j), "z has dtype complex128", "real numbers"),
    "NaN in z": (lambda: neuron.sigmoid([0, NAN]), "z holds NaN", "drop or fill"),
    "NaN in X": (lambda: neuron.forward(W, 0, with_entry(X, NAN)), "Z = WX \\+ b holds NaN", "values of X"),
    "infinity in W": (lambda: neuron.forward(with_entry(W, INF), 0, X), "WX \\+ b holds NaN or infinity", "rate"),
    "overflow": (lambda: neuron.forward(W + 1e308, 0, X), "WX \\+ b holds NaN or infinity", "lower the rate"),
    "NaN in Z": (lambda: neuron.cost(with_entry(A, NAN), Y), "Z holds NaN or infinity", "drop or fill"),
    "infinity in Z": (lambda: neuron.cost(with_entry(A, INF), Y), "Z holds NaN or infinity", "drop or fill"),
    "minus infinity in Z": (lambda: neuron.cost(with_entry(A, -INF), Y), "Z holds NaN or infinity", "drop or fill"),
    "NaN in A": (lambda: neuron.backward(X, with_entry(A, NAN), Y), "A holds NaN", "probabilities"),
    "logits for A": (lambda: neuron.backward(X, A * 10, Y), "A holds .* a value outside 0 to 1", "such as sigmoid"),
    "NaN in backward's X": (lambda: neuron.backward(with_entry(X, NAN), A, Y), "dW .* holds NaN", "values of X"),
    "infinity in backward's X": (lambda: neuron.backward(with_entry(X, INF), A, Y), "dW .* infinity", "values of X"),
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
    "a descent that diverges": (lambda: parabola.descend(5, 1.1, 10_000), "the descent holds NaN", "lower the rate"),
    "a descent from NaN": (lambda: parabola.descend(NAN, 0.1, 1), "the descent holds NaN", "start from a finite x"),
}


@pytest.mark.parametrize(("call", "value", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_named_with_its_remedy(call, value, remedy):
    with pytest.raises(ValueError, match=f"{value}.*{remedy}"):
        call()


@pytest.mark.parametrize("percentage", [84.48, 84, None, "", "84,48", "84.48 %", "-1", "100.01", "nan", "1e1", "84."])
def test_a_percentage_is_a_decimal_number_as_text(percentage):
    with pytest.raises(ValueError, match="give a number from 0 to 100 as text") as refused:
        evaluation.fractions_that_print_as(percentage, 303)
    assert repr(percentage) in str(refused.value)


def test_what_is_meant_well_is_taken():
    assert parabola.step(5.0, np.float64(0.1)) == 4
    assert parabola.step(5.0, 1) == -5
    assert len(parabola.descend(5, np.float32(0.5), np.int64(3))) == 4
    assert neuron.cost([[0]], [[True]]) == pytest.approx(np.log(2), rel=1e-15)
    assert neuron.forward(W.tolist(), np.int64(0), X.tolist())[1].tolist() == A.tolist()
