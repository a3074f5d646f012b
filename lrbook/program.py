"""The program of the article, in plain NumPy: one neuron that learns.

Each function is written and tested on the page of its section; together they
are the whole program. The other modules are more careful: `lrbook.neuron`
checks its input, and is exact where this program overflows.
"""

import numpy as np


def downhill(parameter, slope, rate):
    """Take one step of gradient descent."""
    return parameter - rate * slope


def sigmoid(Z):
    """Turn logits into probabilities."""
    return 1 / (1 + np.exp(-Z))


def probabilities(W, b, X):
    """Return the probability of class 1 for each column of X."""
    return sigmoid(W @ X + b)


def predict(W, b, X):
    """Return the class of each column of X."""
    return (probabilities(W, b, X) > 0.5).astype(int)


def mean_cost(A, Y):
    """Return the mean cost of the answers A, given the labels Y."""
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


def gradient(X, A, Y):
    """Return the slopes of the cost along W and along b."""
    dZ = A - Y
    return dZ @ X.T / Y.size, dZ.mean()


def train(X, Y, rate, steps):
    """Return the weights, the bias, and the cost before each step."""
    W, b, costs = np.zeros((1, len(X))), 0.0, []
    for _ in range(steps):
        A = probabilities(W, b, X)
        costs.append(mean_cost(A, Y))
        dW, db = gradient(X, A, Y)
        W, b = downhill(W, dW, rate), downhill(b, db, rate)
    return W, b, costs
