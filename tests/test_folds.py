"""Folds and held-out answers, against scikit-learn on the same folds, and against what a fold is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import PredefinedSplit, StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lrbook.descent import gradient_descent
from lrbook.evaluation import held_out
from lrbook.folds import costs_over_steps, descent_answers, held_out_answers, in_turn, stratified
from lrbook.heart import features_and_labels, load, standardise
from lrbook.neuron import cost, forward, loss


@pytest.fixture(scope="module")
def patients():
    return features_and_labels(load())


def peer(X, Y):
    """Learn as scikit-learn does, so that only the folds and their order are compared."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000)).fit(X.T, Y[0])
    return lambda unseen: model.predict_proba(unseen.T)[:, 1]


labels = st.lists(st.sampled_from([0.0, 1.0]), min_size=2, max_size=60).map(lambda ys: np.array([ys]))


@given(labels, st.data(), st.integers(0, 2**32))
def test_each_fold_has_its_share_of_each_class(Y, data, seed):
    folds = data.draw(st.integers(2, Y.size))
    fold = stratified(Y, folds, seed)
    assert sorted(set(fold)) == list(range(folds))
    for members in (fold, fold[Y[0] == 0], fold[Y[0] == 1]):
        counts = np.bincount(members, minlength=folds)
        assert counts.max() - counts.min() <= 1


def test_the_shares_are_as_even_as_those_of_scikit_learn(patients):
    X, Y = patients
    theirs = [Y[0, test] for _, test in StratifiedKFold(10, shuffle=True, random_state=0).split(X.T, Y[0])]
    fold = stratified(Y)
    ours = [Y[0, fold == k] for k in range(10)]
    for count in (np.sum, lambda y: (1 - y).sum()):
        assert sorted(map(count, ours)) == sorted(map(count, theirs))


def test_another_seed_deals_in_another_way_and_the_same_in_the_same(patients):
    _, Y = patients
    np.testing.assert_array_equal(stratified(Y, 10, 0), stratified(Y))
    # Two random deals agree in about one patient of ten.
    assert np.mean(stratified(Y, 10, 0) == stratified(Y, 10, 1)) < 0.25
    assert np.mean(stratified(Y) == in_turn(Y.size)) < 0.25


def test_in_turn_deals_in_order():
    assert in_turn(7, 3).tolist() == [0, 1, 2, 0, 1, 2, 0]
    assert in_turn(20).tolist() == [*range(10)] * 2


def test_held_out_answers_are_those_of_scikit_learn_on_the_same_folds(patients):
    X, Y = patients
    fold = stratified(Y)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000))
    wanted = cross_val_predict(model, X.T, Y[0], cv=PredefinedSplit(fold), method="predict_proba")[:, 1]
    np.testing.assert_allclose(held_out_answers(peer, X, Y, fold), [wanted], rtol=0, atol=1e-12)


def test_held_out_answers_on_the_folds_of_scikit_learn(patients):
    X, Y = patients
    fold = np.empty(Y.size)
    splits = StratifiedKFold(5, shuffle=True, random_state=1)
    for k, (_, test) in enumerate(splits.split(X.T, Y[0])):
        fold[test] = 10 * k  # the numbers need not be 0, 1, 2, …
    model = make_pipeline(StandardScaler(), LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000))
    wanted = cross_val_predict(model, X.T, Y[0], cv=splits, method="predict_proba")[:, 1]
    np.testing.assert_allclose(held_out_answers(peer, X, Y, fold), [wanted], rtol=0, atol=1e-12)


def test_nothing_of_an_example_reaches_its_answer(patients):
    X, Y = patients
    fold = stratified(Y)
    before = held_out_answers(peer, X, Y, fold)
    changed = Y.copy()
    changed[0, fold == 3] = 1 - changed[0, fold == 3]
    after = held_out_answers(peer, X, changed, fold)
    np.testing.assert_array_equal(before[0, fold == 3], after[0, fold == 3])
    assert not np.array_equal(before[0, fold != 3], after[0, fold != 3])


def test_many_splits_side_by_side_are_each_split_for_itself(patients):
    X, Y = patients

    def learn(X, Y):
        scaled, scaling = standardise(X)
        run = gradient_descent(scaled, Y, 0.1, 50)
        return lambda unseen: forward(run.W, run.b, scaling.apply(unseen))[1]

    splits = [stratified(Y, 3, seed=1), in_turn(Y.size, 7), stratified(Y, 2, seed=2)]
    found = descent_answers(X, Y, 0.1, 50, splits)
    wanted = np.vstack([held_out_answers(learn, X, Y, fold) for fold in splits])
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-13)


def test_a_neuron_that_has_taken_no_step_answers_with_one_half(patients):
    X, Y = patients
    assert (descent_answers(X, Y, 0.1, 0, [in_turn(Y.size)]) == 0.5).all()


def test_the_costs_over_the_steps_are_those_of_the_held_out_answers(patients):
    X, Y = patients
    fold = in_turn(Y.size)
    costs = costs_over_steps(X, Y, 0.1, 1000, fold)
    assert costs.training.shape == costs.held_out.shape == (1001,)
    for steps in (0, 1, 20, 100, 300, 1000):
        A = held_out(X, Y, 0.1, steps)
        # The same answers; their costs, from logits here and from probabilities there, are summed in another order.
        assert costs.held_out[steps] == pytest.approx(loss(A, Y).mean(), rel=0, abs=1e-12)
    assert np.round(costs.held_out[[20, 100, 300, 1000]], 3).tolist() == [0.450, 0.389, 0.396, 0.406]
    assert (np.diff(costs.training) < 0).all()
    assert 50 < costs.held_out.argmin() < 200


def test_the_training_cost_is_the_mean_over_the_folds(patients):
    X, Y = patients
    fold = stratified(Y, 3)
    runs = []
    for k in range(3):
        scaled, _ = standardise(X[:, fold != k])
        runs.append(gradient_descent(scaled, Y[:, fold != k], 0.5, 20).costs)
    np.testing.assert_allclose(costs_over_steps(X, Y, 0.5, 20, fold).training, np.mean(runs, axis=0), rtol=1e-13)


def test_folds_of_unequal_size_count_each_held_out_example_once():
    rng = np.random.default_rng(0)
    X, Y = rng.random((2, 9)), np.array([[0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0]])
    fold = np.array([0, 0, 0, 0, 0, 1, 1, 1, 2])
    total = 0.0
    for k in range(3):
        scaled, scaling = standardise(X[:, fold != k])
        run = gradient_descent(scaled, Y[:, fold != k], 0.5, 4)
        held = fold == k
        total += held.sum() * cost(forward(run.W, run.b, scaling.apply(X[:, held]))[0], Y[:, held])
    assert costs_over_steps(X, Y, 0.5, 4, fold).held_out[-1] == pytest.approx(total / 9, rel=1e-13)


def test_what_is_refused(patients):
    X, Y = patients
    for call, message in [
        (lambda: in_turn(5, 1), "folds is 1: give 2 to 5"),
        (lambda: in_turn(5, 6), "folds is 6: give 2 to 5"),
        (lambda: in_turn(-5), "m is -5"),
        (lambda: stratified([[0, 1, 2]], 2), "Y holds 2.0: every label must be 0 or 1"),
        (lambda: stratified(Y, 304), "folds is 304"),
        (lambda: stratified(Y, 10, -1), "seed is -1: give a whole number"),
        (lambda: held_out_answers(peer, X, Y, np.zeros(303)), "fold holds 0 only: give two folds at least"),
        (lambda: held_out_answers(peer, X, Y, [[0, 1]]), r"fold has shape \[1, 2\]: give \[303\]"),
        (lambda: held_out_answers(peer, X, Y[:, 1:], stratified(Y)), "Y has shape"),
        (lambda: held_out_answers(peer, X * np.nan, Y, stratified(Y)), "X holds NaN"),
        (lambda: descent_answers(X, Y, 0.1, 5, [in_turn(302)]), r"splits has shape \[1, 302\]"),
        (lambda: descent_answers(X, Y, 0.1, 5, [np.zeros(303)]), "fold holds 0 only: give two folds at least"),
        (lambda: descent_answers(X, Y, 1e308, 5, [in_turn(303)]), "(?s)range of float64|lower the rate"),
        (lambda: costs_over_steps(X, Y, 0, 5, stratified(Y)), "rate is 0"),
        (lambda: costs_over_steps(X, Y, 0.1, 0.5, stratified(Y)), "steps is 0.5"),
        (lambda: costs_over_steps(X, Y, 0.1, 5, np.full(303, np.nan)), "fold holds NaN"),
        (
            lambda: costs_over_steps([[0, 1, 0, 0]], [[0, 1, 0, 1]], 0.1, 5, in_turn(4, 4)),
            "^without fold 1, feature 0 is the same in every example.*number of folds",
        ),
        (
            lambda: costs_over_steps(X * np.inf, Y, 0.1, 5, stratified(Y)),
            "X holds NaN or infinity",
        ),
        (lambda: costs_over_steps(X, Y * 2, 0.1, 5, stratified(Y)), "every label must be 0 or 1"),
    ]:
        with np.errstate(invalid="ignore"), pytest.raises(ValueError, match=message):
            call()
