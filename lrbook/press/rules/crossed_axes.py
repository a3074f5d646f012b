"""The names of the two axes of a picture do not name each what runs along the other."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from lrbook.press.check.crossed import swapped
from lrbook.press.check.depends import called
from lrbook.press.check.likeness import words, words_of_code
from lrbook.press.check.pairs import PLOTS
from lrbook.press.check.parsed import parsed
from lrbook.press.check.source import Source

WHY = "A curve is the same whatever its axes are called, and the picture says something else."
FAILS = """\
```python exec="on" html="on" id="b"
from lrbook import figures

places, costs = [0, 1, x + 9], [cost(0), cost(1), cost(x + 9)]
print(figures.compared(places, {"parabola": costs}, along="cost", up="place"))
```"""
PASSES = FAILS.replace('along="cost", up="place"', 'along="place", up="cost"')

NAMED = {"along": 0, "up": 1, "xlabel": 0, "ylabel": 1, "set_xlabel": 0, "set_ylabel": 1}
OVER = PLOTS - {"hist", "bar", "barh"} | {"compared"}
"""What draws one thing over another, both given in this order."""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the pictures whose axes are called each by what runs along the other."""
    calls = defaultdict[int, list[ast.Call]](list)
    for block, node in parsed(source):
        calls[block.line] += [node] if isinstance(node, ast.Call) else []
    for line, of_block in calls.items():
        drawn = [call.args[:2] for call in of_block if called(call) in OVER and len(call.args) > 1]
        names = [name for call in of_block for name in _names(call)]
        along, up = ([text for axis, text, _ in names if axis == wanted] for wanted in (0, 1))
        if len(along) != 1 or len(up) != 1 or not drawn:
            continue
        x, y = (frozenset[str]().union(*(words_of_code(pair[axis]) for pair in drawn)) for axis in (0, 1))
        if swapped((words(along[0]), x), (words(up[0]), y)):
            told = f"what is called {along[0]!r} runs up, and what is called {up[0]!r} along"
            yield line + names[0][2], f"{told}; exchange the two names, or what is drawn"


def _names(call: ast.Call) -> Iterator[tuple[int, str, int]]:
    """Yield the names that a call gives to axes: to which, the name, and the line."""
    given = [(one.arg, one.value) for one in call.keywords] + [(called(call), one) for one in call.args[:1]]
    for name, text in given:
        if name in NAMED and isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield NAMED[name], text.value, call.lineno
