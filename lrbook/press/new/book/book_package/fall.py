"""How things fall, where the air does not matter."""

from math import sqrt

GRAVITY = 9.80665
"""The acceleration of what falls freely, in metres per second squared: the standard value."""


def duration(height: float) -> float:
    """Return how many seconds a fall from a height in metres takes.

    >>> round(duration(GRAVITY / 2), 9)
    1.0
    """
    return sqrt(2 * height / GRAVITY)
