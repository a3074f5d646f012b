"""The signs of formulas: what is read, what is another way to write the same, and what is refused, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

READS = {
    r"a + b, a - b": "sum and difference",
    r"a b, a \cdot b, a \times b, a * b": "product; of two matrices, the product of matrices",
    r"\frac{a}{b}, \frac12, \dfrac, \tfrac, \cfrac, a / b, a \div b": "quotient",
    r"a^2, a^{-1}, \sqrt{a}, \sqrt[3]{a}": "power and root",
    r"X^T, X^\top, X^\intercal": "the transposed matrix",
    r"n!, \binom{n}{k}": "factorial and binomial coefficient, of whole numbers",
    r"10\,000, 10{,}000, 12\%": "numbers with marks between thousands, and per cent",
    r"e, \pi": "the two constants, unless the names say otherwise",
    r"\infty": "more than any number: alone on a side of `<` or `\\le`, and as an end of an interval",
    r"\ln, \log, \log_{10}, \log_2, \exp": "logarithms (`\\log` is natural), and the exponential function",
    r"\sin, \cos, \tan, \sinh, \cosh, \tanh, \arcsin, \arccos, \arctan": "these functions, of one thing",
    r"\max(a, b), \max\{a, b\}, \min(a, b)": "the largest, or smallest, of several things, entry by entry",
    r"\sum_j, \sum_{j=1}^{m}, \sum_{i,j}, \prod_j, \max_j, \min_j": "over the last axis, whose index must be j",
    r"\sum_{k=0}^{n} q^k, \prod_{k=1}^{n} k": "over what the index itself is, from one whole number to another",
    r"|a|, \lvert a \rvert, \vert": "size without its sign",
    r"\|x\|, \lVert x \rVert, \Vert, \|x\|_2": "Euclidean length of a list",
    r"\lfloor a \rfloor, \lceil a \rceil": "rounded down, and up",
    r"(a), [a], \left( a \right), \bigl( a \bigr)": "brackets",
    r"f(a, b), f'(a)": "a call of a function that the names hold; f' is a name of its own",
    r"x_1, x', \dot x, \ddot x, \hat y, \bar x, \vec x, \tilde x, \mathbf{x}, \mathcal{L}, w^*": "names of their own",
    r"\operatorname{rank}, \mathrm{rank}, \text{rank}, \mathsf{T}": "names of several letters",
    r"\frac{dC}{da}, \frac{\partial C}{\partial w}, \nabla C": "names, too: what they are stands in the names",
    r"=, \equiv, :=, \coloneqq": "equal, but for rounding, in each entry",
    r"\approx": "equal, at the digits that are shown on one side",
    r"<, >, \lt, \gt, \le, \leq, \leqslant, \ge, \geq, \geqslant, \ne, \neq": "less, more, unequal, in each entry",
    r"x \leftarrow x - r": "a step: the left side is what `after` says",
    r"x \in (0, 1), [0, 1], \{0, 1\}, \notin": "within an interval, or one of these",
    r"x \in A, A \cup B, A \cap B, A \setminus B": "in a set that the names hold, or in several that are joined",
    r"x \in \mathbb{R}, \mathbb{Z}, \mathbb{N}, \mathbb{N}_0": "kinds of numbers",
    r"x \in \mathbb{R}^n, \mathbb{R}^{m \times n}": "a list of n numbers, a matrix",
    r"a = b < c, \quad, \qquad, \\, \text{and}": "chains, and several formulas beside or below each other",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "lines; so are align, gather, gathered, split and equation",
    r"\text{for } x > 0": "a condition, which the values must meet: for, if, when, where, with, `\\forall`",
    r"a = b \text{ at } x = 0": "what holds in one case: of a page's letters, only those values are compared",
    r"5\,\text{cm}, \mathrm{m/s^2}, \mathrm{J\,kg^{-1}}": "a unit at the end of a side, if it is the same throughout",
    "≤ ≥ ≠ ≈ · × ÷ √ ∞ π σ ² ⁻¹ ₁ ∈ ∉ ∑ ∏ ∂ ∇ − ← ℝ ′ ‖": "Unicode's own signs, as their LaTeX",
}
"""What `holds` reads: LaTeX, and what is understood by it."""

SAME = {
    **dict.fromkeys(("\\dfrac", "\\tfrac", "\\cfrac"), "\\frac"),
    **dict.fromkeys(("\\times", "*"), "\\cdot"),
    **dict.fromkeys(("\\lvert", "\\rvert", "\\vert"), "|"),
    **dict.fromkeys(("\\lVert", "\\rVert", "\\Vert"), "\\|"),
    **dict.fromkeys(("\\leq", "\\leqslant"), "\\le"),
    **dict.fromkeys(("\\geq", "\\geqslant"), "\\ge"),
    **dict.fromkeys(("\\equiv", ":=", "\\coloneqq"), "="),
    **dict.fromkeys(("\\top", "\\intercal"), "T"),
    **{"\\neq": "\\ne", "\\lt": "<", "\\gt": ">", "\\gets": "\\leftarrow", "\\div": "/", "\\prime": "'"},
    **{"\\qquad": "\\quad", ";": "\\quad", "\\lbrace": "\\{", "\\rbrace": "\\}", "\\lbrack": "[", "\\rbrack": "]"},
    **{"\\ldots": "\\dots", "\\cdots": "\\dots", "\\forall": "\\text{for}"},
}

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "\\ln": np.log,
    "\\log": np.log,
    "\\exp": np.exp,
    "\\sin": np.sin,
    "\\cos": np.cos,
    "\\tan": np.tan,
    "\\sinh": np.sinh,
    "\\cosh": np.cosh,
    "\\tanh": np.tanh,
    "\\arcsin": np.arcsin,
    "\\arccos": np.arccos,
    "\\arctan": np.arctan,
}
LARGEST: dict[str, Callable[..., Any]] = {"\\max": np.maximum, "\\min": np.minimum}
OVER: dict[str, Callable[..., Any]] = {"\\sum": np.sum, "\\prod": np.prod, "\\max": np.max, "\\min": np.min}

RELATIONS = {"=", "\\approx", "<", ">", "\\le", "\\ge", "\\ne", "\\leftarrow", "\\in", "\\notin"}
CONDITIONS = {f"\\text{{{word}}}" for word in ("for", "if", "when", "where", "with", "at")}
AT = "\\text{at}"
"""What stands behind it is one case, of all that the letters have."""
SEPARATORS = {",", "\\\\", "\\quad", "\\text{and}"}

ACCENTS = {"\\dot", "\\ddot", "\\hat", "\\widehat", "\\bar", "\\overline", "\\vec", "\\tilde", "\\widetilde"} | {
    f"\\{font}" for font in ("mathbf", "boldsymbol", "bm", "mathcal", "mathbb", "mathfrak", "mathit")
}
UPRIGHT = {"\\text", "\\textrm", "\\mbox", "\\mathrm", "\\mathsf", "\\operatorname", "\\operatorname*"}
UNITS = {
    *(
        "m",
        "cm",
        "mm",
        "km",
        "s",
        "ms",
        "h",
        "kg",
        "g",
        "mg",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "bit",
        "bits",
        "byte",
        "bytes",
        "kB",
        "MB",
        "GB",
        "K",
        "N",
        "J",
        "W",
        "V",
        "A",
        "Pa",
        "mol",
        "px",
    ),
    *("year", "years", "day", "days", "hour", "hours", "minute", "minutes", "second", "seconds", "metre", "metres"),
}

_ONE_OR_OTHER = "stands for two formulas; write each of them"
_NO_NUMBER = "says no number that could be computed; write it with <, \\le or \\approx"
_PROSE = "is no relation of numbers; write one formula at each side, with words between them"
REFUSED = {
    **dict.fromkeys(("\\pm", "\\mp"), _ONE_OR_OTHER),
    **dict.fromkeys(("\\sim", "\\simeq", "\\cong", "\\propto", "\\ll", "\\gg"), _NO_NUMBER),
    **dict.fromkeys(
        ("\\to", "\\rightarrow", "\\mapsto", "\\implies", "\\Rightarrow", "\\iff", "\\Leftrightarrow"), _PROSE
    ),
    **dict.fromkeys(("\\int", "\\lim", "\\oint"), "is not computed; give what it stands for a name"),
    **dict.fromkeys(("\\cup", "\\cap", "\\setminus"), "joins sets right of \\in; it is read there only"),
    "\\infty": "is no number to compute with; it stands alone on a side, or at the end of an interval",
}

UNICODE = {
    **{
        "≤": "\\le",
        "⩽": "\\le",
        "≥": "\\ge",
        "⩾": "\\ge",
        "≠": "\\ne",
        "≈": "\\approx",
        "≡": "\\equiv",
        "∞": "\\infty",
    },
    **{"·": "\\cdot", "⋅": "\\cdot", "×": "\\times", "÷": "\\div", "−": "-", "∕": "/", "±": "\\pm", "√": "\\sqrt"},
    **{"∈": "\\in", "∉": "\\notin", "∑": "\\sum", "∏": "\\prod", "∂": "\\partial", "∇": "\\nabla", "←": "\\leftarrow"},
    **{"ℝ": "\\mathbb{R}", "ℕ": "\\mathbb{N}", "ℤ": "\\mathbb{Z}", "‖": "\\|", "∣": "|", "′": "'", "″": "''"},
    **{"…": "\\dots", "⋯": "\\dots", "∼": "\\sim", "→": "\\to", "↦": "\\mapsto", "⇒": "\\Rightarrow", "∀": "\\forall"},
    **{"≅": "\\cong", "≃": "\\simeq"},
    **{"≪": "\\ll", "≫": "\\gg", "∝": "\\propto", "½": "\\frac{1}{2}", "¼": "\\frac{1}{4}", "¾": "\\frac{3}{4}"},
    **{"%": "\\%", "\u2009": "\\,", "\u202f": "\\,", "\u00a0": "~", "ℓ": "\\ell"},
}
GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
}
UNICODE |= {letter: f"\\{name}" for letter, name in GREEK.items()}
TILDE = "\u0303"
"""It stands behind the letter that it is put on."""
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿᵀˣʸᶻ", "0123456789-+nTxyz", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₙₘ", "0123456789ijnm", strict=True))

LETTERS = {f"\\{name}" for name in GREEK.values()} | {
    f"\\{name}" for name in ("varepsilon", "vartheta", "varphi", "varrho", "ell", "hbar", "partial", "nabla", "dots")
}
OTHERS = {"\\frac", "\\sqrt", "\\binom", "\\lfloor", "\\rfloor", "\\lceil", "\\rceil", "\\{", "\\}", "\\%", "\\|"}
KNOWN = (
    OTHERS
    | LETTERS
    | RELATIONS
    | SEPARATORS
    | ACCENTS
    | UPRIGHT
    | FUNCTIONS.keys()
    | OVER.keys()
    | SAME.keys()
    | set(SAME.values())
)
