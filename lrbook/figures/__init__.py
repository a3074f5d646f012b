"""The book's pictures: functions that take what a page has computed and return one inline SVG, ready to print.

    print(figures.tangents(at=[3, -2]))

A picture follows the page: its text is real text in the page's font, its lines have the page's colour, its accents are
the CSS variables `--figure-1` to `--figure-4`. Title and description are written from the data, for those who do not
see it. What cannot be drawn is refused with a ValueError that says what to give instead.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lrbook.figures.by_hand import train_by_hand
    from lrbook.figures.curves import (
        accuracies,
        boundary,
        compared,
        costs,
        descents,
        descents_apart,
        loss_curves,
        sigmoid_curve,
        step_errors,
        tangents,
    )
    from lrbook.figures.diagrams import backward_shapes, chain, forward_shapes, neuron_diagram, verdicts
    from lrbook.figures.evidence import (
        by_class,
        clinics,
        early_stopping,
        in_rows,
        intervals,
        precision_recall,
        reliability_diagram,
        roc_curves,
        spread,
        ways,
    )
    from lrbook.figures.explorables import (
        explore_cost,
        explore_descent,
        explore_mistakes,
        explore_neuron,
        explore_threshold,
        explore_training,
    )
    from lrbook.figures.surface import cost_surface, explore_surface
    from lrbook.figures.tables import table

__all__ = [
    "accuracies",
    "backward_shapes",
    "boundary",
    "by_class",
    "chain",
    "clinics",
    "compared",
    "cost_surface",
    "costs",
    "descents",
    "descents_apart",
    "early_stopping",
    "explore_cost",
    "explore_descent",
    "explore_mistakes",
    "explore_neuron",
    "explore_surface",
    "explore_threshold",
    "explore_training",
    "forward_shapes",
    "in_rows",
    "intervals",
    "loss_curves",
    "neuron_diagram",
    "precision_recall",
    "reliability_diagram",
    "roc_curves",
    "sigmoid_curve",
    "spread",
    "step_errors",
    "table",
    "tangents",
    "train_by_hand",
    "verdicts",
    "ways",
]

# The modules that the pictures live in. Each is imported when its first picture is drawn, so that a page loads only
# what it uses, and is run again only when that has changed.
_HOMES = {
    "by_hand": ("train_by_hand",),
    "curves": (
        "accuracies",
        "boundary",
        "compared",
        "costs",
        "descents",
        "descents_apart",
        "loss_curves",
        "sigmoid_curve",
        "step_errors",
        "tangents",
    ),
    "diagrams": ("backward_shapes", "chain", "forward_shapes", "neuron_diagram", "verdicts"),
    "evidence": (
        "by_class",
        "clinics",
        "early_stopping",
        "in_rows",
        "intervals",
        "precision_recall",
        "reliability_diagram",
        "roc_curves",
        "spread",
        "ways",
    ),
    "explorables": (
        "explore_cost",
        "explore_descent",
        "explore_mistakes",
        "explore_neuron",
        "explore_threshold",
        "explore_training",
    ),
    "surface": ("cost_surface", "explore_surface"),
    "tables": ("table",),
}


def __getattr__(name: str) -> Any:  # Python asks it for what is not here yet
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"lrbook.figures.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
