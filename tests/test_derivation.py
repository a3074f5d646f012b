"""Derivations: right ones pass, and a wrong step is caught by each of the two witnesses alone."""

import re

import markdown
import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lrbook.derivation import Derivation, DerivationError, collect, derive, equal, expand, factor, proof
from lrbook.derivation.tex import tex
from lrbook.formula.reader import Reader
from lrbook.formula.relations import joined
from lrbook.formula.tokens import tokens

x, h, a, z, w = sp.symbols("x h a z w", real=True)
y = sp.Symbol("y", integer=True, nonnegative=True)
r = sp.Symbol("r", positive=True)
m, i = sp.symbols("m i", integer=True, positive=True)
X, Y, R = (sp.IndexedBase(name, real=True) for name in ("x", "y", "r"))
C, A = sp.Function("C"), sp.Function("A")

ENTROPY = -y * sp.log(a) - (1 - y) * sp.log(1 - a)
SIGMA = 1 / (1 + sp.exp(-z))
SUM = sp.Sum(sp.log(1 + sp.exp(w * X[i] + R[i])) - Y[i] * (w * X[i] + R[i]), (i, 1, m)) / m
MEAN = sp.Sum((SIGMA.subs(z, w * X[i] + R[i]) - Y[i]) * X[i], (i, 1, m)) / m
DOMAIN = {x: (-10, 10), h: (0, 1), a: (0, 1), z: (-10, 10), w: (-3, 3), y: {0, 1}, r: (0, 2)}
DOMAIN |= {m: sp.S.Naturals, X: (-3, 3), Y: {0, 1}, R: (-3, 3)}
DEFINITIONS = {C(a, y): ENTROPY, A(z): SIGMA}
KNOWN = {"domain": DOMAIN, "definitions": DEFINITIONS}


@pytest.fixture(params=["both witnesses", "only numbers", "only SymPy"])
def _witnesses(request, monkeypatch):
    if request.param == "only numbers":
        monkeypatch.setattr(proof, "_zero", lambda *_: True)
    elif request.param == "only SymPy":
        monkeypatch.setattr(proof, "gaps", lambda *_: [(0, {}, ())])


def written(depth):
    """Expressions as an author may write them, which SymPy leaves as they are."""
    leaf = st.sampled_from([a, h, x, sp.Integer(2), sp.Integer(-3), -a])
    if depth == 0:
        return leaf
    inner = written(depth - 1)
    sums = st.builds(lambda one, other: sp.Add(one, other, evaluate=False), inner, inner)
    products = st.builds(lambda one, other: sp.Mul(one, other, evaluate=False), inner, inner)
    fractions = st.builds(
        lambda one, other: sp.Mul(one, sp.Pow(other, -1, evaluate=False), evaluate=False), inner, leaf
    )
    negatives = st.builds(lambda one: sp.Mul(-1, one, evaluate=False), inner)
    return leaf | sums | products | fractions | negatives


@settings(max_examples=500)
@given(written(3))
def test_a_line_is_shown_as_it_is(line):
    """What is proven is what is read: the LaTeX of a line, read back, is the line."""
    values = {"a": 1.37, "h": 0.61, "x": -2.3}
    at = {symbol: sp.Float(value) for symbol, value in zip((a, h, x), values.values(), strict=True)}
    value = float(line.xreplace(at).doit())
    shown = re.sub(r"(?<=\d) (?=\d|\\frac)|(?<=\}) (?=\d)", r" \\cdot ", tex(line))
    try:
        found = Reader(shown, values, joined(tokens(shown))).sum()
    except ValueError:
        assume(False)  # two numbers side by side, which the reader refuses
    assert found == pytest.approx(value, rel=1e-9, abs=1e-9), shown


RIGHT = {
    "polynomial": ((x + h) ** 2, x**2 + 2 * h * x + h**2),
    "trigonometry": (sp.sin(x) ** 2 + sp.cos(x) ** 2, 1),
    "limit": (sp.Limit(((x + h) ** 2 - x**2) / h, h, 0), 2 * x),
    "limit at infinity": (sp.Limit(SIGMA, z, sp.oo), 1),
    "limit from the left": (sp.Limit(sp.Abs(h) / h, h, 0, "-"), -1),
    "derivative": (sp.Derivative(SIGMA, z), SIGMA * (1 - SIGMA)),
    "defined function": (sp.Derivative(C(a, y), a), (a - y) / (a * (1 - a))),
    "second derivative": (sp.Derivative(C(a, y), a, a), y / a**2 + (1 - y) / (1 - a) ** 2),
    "through a chain": (sp.Derivative(C(A(z), y), z), A(z) - y),
    "other argument": (C(SIGMA, y), ENTROPY.subs(a, SIGMA)),
    "substituted": (sp.Subs(sp.Derivative(a**2, a), a, x), 2 * x),
    "only on whole numbers": (y**2, y),
    "likelihood": (-sp.log(a**y * (1 - a) ** (1 - y)), ENTROPY),
    "only where 1 - a is positive": (sp.log((1 - a) / a), sp.log(1 - a) - sp.log(a)),
    "only where a is, too": (sp.log(a / (1 - a)), sp.log(a) - sp.log(1 - a)),
    "logit": (sp.log(SIGMA / (1 - SIGMA)), z),
    "mirror": (1 - SIGMA, SIGMA.subs(z, -z)),
    "integral": (sp.Integral(h**2, (h, 0, a)), a**3 / 3),
    "sum": (sp.Sum(i, (i, 1, m)), m * (m + 1) / 2),
    "sum of fractions": (sp.Sum(1 / i, (i, 1, m)) / m, sp.Sum(2 / (i * m), (i, 1, m)) / 2),
    "index identity": (sp.Derivative(SUM, w), MEAN),
    "unevaluated": (sp.Add(x**2, h, sp.Mul(-1, x**2, evaluate=False), evaluate=False), h),
    "matrices": (sp.MatMul(sp.Matrix([[x, h]]), sp.Matrix([a, w]), evaluate=False), sp.Matrix([[x * a + h * w]])),
    "matrix of derivatives": (sp.Matrix([[sp.Derivative(x**2 * h, x)]]), sp.Matrix([[2 * x * h]])),
    "numbers": (sp.Integer(1), sp.Mul(2, sp.Rational(1, 2), evaluate=False)),
}

WRONG = {
    "sign": ((x - h) ** 2, x**2 + 2 * h * x + h**2),
    "factor": (sp.Derivative(x**2, x), x),
    "exponent": (sp.Derivative(x**3, x), 3 * x),
    "lost term": ((x + h) ** 2, x**2 + h**2),
    "only where x is positive": (sp.sqrt(x**2), x),
    "only at y = 0": (C(a, y), -sp.log(1 - a)),
    "only at whole numbers": (a**2, a),
    "y - a": (sp.Derivative(C(A(z), y), z), y - A(z)),
    "sigma of 2z": (sp.Derivative(SIGMA, z), (SIGMA * (1 - SIGMA)).subs(z, 2 * z)),
    "limit": (sp.Limit(((x + h) ** 2 - x**2) / h, h, 0), 2 * x + 1),
    "no 1/m": (sp.Derivative(SUM, w), MEAN * m),
    "no x": (sp.Derivative(SUM, w), MEAN.replace(X[i], sp.Integer(1))),
    "tiny": (x, x * (1 + sp.Rational(1, 10**30))),
    "one entry": (sp.Matrix([[x, h]]), sp.Matrix([[x, -h]])),
    "numbers": (sp.Integer(1), sp.Integer(2)),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_proven(name):
    left, right = RIGHT[name]
    assert equal(left, right, DOMAIN, DEFINITIONS)
    assert equal(right, left, DOMAIN, DEFINITIONS)


@pytest.mark.usefixtures("_witnesses")
@pytest.mark.parametrize("name", WRONG)
def test_each_witness_alone_catches_what_is_wrong(name):
    with pytest.raises(DerivationError, match=r"this step is (wrong|not proven)"):
        equal(*WRONG[name], DOMAIN, DEFINITIONS)


DIVIDES = {
    "a distance": (((x + h) ** 2 - x**2) / h, 2 * x + h, {x: (-1, 1), h: (-1, 1)}, "h = 0"),
    "a square": (1 / x**2, x**-2, {x: (-1, 2)}, "x = 0"),
    "a difference": (x / (x - h), x / (x - h), {x: (0, 1), h: (0, 1)}, "x = 0"),
    "a factor": (1 / (x**2 - 1), 1 / (x**2 - 1), {x: (-3, 3)}, "x + 1 = 0"),
    "a logarithm": (sp.log(x**2), sp.log(x**2), {x: (-1, 2)}, "x = 0"),
    "in a derivative": (sp.Derivative(1 / x, x), -1 / x**2, {x: (-1, 2)}, "x = 0"),
    "in a matrix": (sp.Matrix([[1, 1 / x]]), sp.Matrix([[1, 1 / x]]), {x: (-1, 2)}, "x = 0"),
    "for one label only": (1 / (x - y), 1 / (x - y), {x: (1, 3), y: {0, 2}}, "x - y = 0"),
}


@pytest.mark.parametrize("name", DIVIDES)
def test_what_has_no_value_between_the_points_is_found(name):
    left, right, domain, zero = DIVIDES[name]
    with pytest.raises(DerivationError, match=rf"has no value where .*{re.escape(zero)}; that is in the domain"):
        equal(left, right, domain)


def test_a_divisor_may_be_zero_at_the_open_ends_and_change_its_sign_from_one_label_to_the_next():
    assert equal(1 / (a * (1 - a)), 1 / a + 1 / (1 - a), {a: (0, 1)})
    assert equal(1 / (2 * y - 1), 2 * y - 1, {y: {0, 1}})
    assert equal(sp.Sum(1 / (x + i), (i, 1, 2)), 1 / (x + 1) + 1 / (x + 2), {x: (-1, 1)})


# On each kind of line of the book: an error of every kind in every line of a derivation.
PARABOLA = [((x + h) ** 2 - x**2) / h, (2 * x * h + h**2) / h, 2 * x + h]
PRODUCT = [sp.Derivative(C(A(z), y), z), (A(z) - y) / (A(z) * (1 - A(z))) * A(z) * (1 - A(z)), A(z) - y]
ERRORS = {
    "sign": lambda line: -line,
    "factor": lambda line: line / 2,
    "exponent": lambda line: line**2,
    "a term": lambda line: line + sp.Rational(1, 1000),
}


@pytest.mark.usefixtures("_witnesses")
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
@pytest.mark.parametrize("n", range(1, 3))
@pytest.mark.parametrize("lines", [PARABOLA, PRODUCT], ids=["parabola", "product"])
def test_an_error_in_any_line_is_caught_and_its_step_named(lines, n, error):
    planted = [*lines[:n], error(lines[n]), *lines[n + 1 :]]
    with pytest.raises(DerivationError, match=rf"^step {n} \(expand\(\)\) is"):
        derive(planted[0], *((line, expand()) for line in planted[1:]), **KNOWN)


def test_a_wrong_step_shows_both_sides_where_they_differ_most():
    with pytest.raises(DerivationError) as caught:
        equal(x**2, x**2 + x / 10**9, {x: (0, 10)})
    found = re.fullmatch(
        r"this step is wrong: x\*\*2 is not x\*\*2 \+ x/1000000000; at x = (\S+) they are (\S+) and (\S+)",
        str(caught.value),
    )
    assert found[2] != found[3]
    assert float(found[2]) == pytest.approx(float(found[1]) ** 2, rel=1e-5)
    assert float(found[1]) > 7  # of twelve points; the difference grows with x


def test_a_place_names_the_indexed_elements():
    with pytest.raises(DerivationError, match=r"at m = \S+, x\[1\] = \S+ .*they are"):
        equal(sp.Sum(X[i], (i, 1, m)), -sp.Sum(X[i], (i, 1, m)), {m: {1}, X: (1, 2)})


def test_a_step_beyond_sympy_is_not_proven(monkeypatch):
    monkeypatch.setattr(proof, "_zero", lambda *_: False)
    with pytest.raises(DerivationError, match=r"step 1 \(expand\(\)\) is not proven: .* smaller step"):
        derive((x + h) ** 2, (x**2 + 2 * h * x + h**2, expand()), domain=DOMAIN)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sp.log(x), sp.log(x)),  # complex on half of the domain
        (sp.sqrt(-1 - x**2), sp.sqrt(-1 - x**2)),
        (sp.log(y), sp.log(y)),  # infinite at y = 0
        (y / y**2, 1 / y),
        (1 / sp.Add(x, -x, evaluate=False), 1 / sp.Add(x, -x, evaluate=False)),
        (sp.oo * r, sp.oo * r),
        (sp.I, sp.I),
        (sp.Sum(1 / i, (i, 1, sp.oo)), sp.Sum(1 / i, (i, 1, sp.oo))),
    ],
)
def test_what_has_no_real_value_somewhere_is_equal_to_nothing(left, right):
    with pytest.raises(DerivationError, match=r"not always two real numbers|has no value"):
        equal(left, right, DOMAIN)


def test_shapes_must_match():
    row = sp.Matrix([[x, h]])
    for other in (row.T, x):
        with pytest.raises(DerivationError, match=r"the shape of .* is \(1, 2\)"):
            equal(row, other, DOMAIN)


@pytest.mark.parametrize("bad", [True, "x", sp.Eq(x, 1), sp.true, None, 0.1 * x, sp.nan, sp.zoo, [x], {x}, x < 1])
def test_only_exact_expressions_are_understood(bad):
    for sides in ((bad, x), (x, bad)):
        with pytest.raises(ValueError, match="exact, finite numbers"):
            equal(*sides, DOMAIN)
    with pytest.raises(ValueError, match="the definition of a has"):
        equal(a, x, DOMAIN, {a: bad})


@pytest.mark.parametrize(
    "bad",
    [
        x,
        (x,),
        (),
        (x, ""),
        (x, "a"),
        (x, None),
        (x, "a", expand()),
        (x, expand(), " "),
        (x, expand),
        [x, expand()],
        "xy",
    ],
)
def test_a_step_is_a_line_with_a_reason(bad):
    with pytest.raises(ValueError, match=r"step 1 is .*give a line and the reason"):
        derive(x, bad, domain=DOMAIN)


def test_a_derivation_has_steps():
    with pytest.raises(ValueError, match="no steps"):
        derive(x, domain=DOMAIN)


def test_a_line_that_sympy_has_evaluated_to_the_one_before_is_refused():
    with pytest.raises(ValueError, match=r"step 1 \(collect\(\)\) looks like the line before"):
        derive(x + h - x, (h, collect()), domain=DOMAIN)
    assert derive(sp.Add(x, h, -x, evaluate=False), (h, collect()), domain=DOMAIN).result == h


@pytest.mark.parametrize(
    "where",
    [
        (1, 1),
        (2, 1),
        (0, float("nan")),
        (sp.oo, 0),
        (sp.oo, sp.oo),
        (0, 1, 2),
        set(),
        {0.5},
        {True},
        {},
        None,
        "ab",
        5,
        sp.S.Reals,
    ],
)
def test_a_domain_is_an_interval_or_some_whole_numbers(where):
    with pytest.raises(ValueError, match=r"x lives in .*give an interval"):
        equal(x, x, {x: where})


@pytest.mark.parametrize(
    ("assumptions", "where"),
    [
        ({"positive": True}, (-1, 1)),
        ({"positive": True}, (sp.Rational(-1, 10**9), 1)),
        ({"negative": True}, (-1, 1)),
        ({"integer": True}, (0, 3)),
        ({"nonzero": True}, {0, 1}),
        ({"even": True}, {0, 1}),
        ({"imaginary": True}, (0, 1)),
        ({"even": True}, sp.S.Naturals),
    ],
)
def test_assumptions_must_hold_on_the_domain(assumptions, where):
    symbol = sp.Symbol("s", **assumptions)
    with pytest.raises(ValueError, match=r"Symbol\('s', .*can't live in"):
        equal(symbol, symbol, {symbol: where})


def test_every_symbol_has_a_domain_and_every_function_a_definition():
    with pytest.raises(ValueError, match="where does h live"):
        equal(x + h, h + x, {x: (0, 1)})
    with pytest.raises(ValueError, match="where does x live"):  # another x, with other assumptions
        equal(x, x, {sp.Symbol("x"): (0, 1)})
    with pytest.raises(ValueError, match="where does Q live"):
        equal(sp.MatrixSymbol("Q", 1, 1), sp.Matrix([[x]]), {x: (0, 1)})
    with pytest.raises(ValueError, match=r"what is C\(a\)"):
        equal(C(a), C(a), DOMAIN)
    with pytest.raises(ValueError, match="define symbols, and functions of symbols"):
        equal(C(a), x, DOMAIN, {C(a + 1): a})
    with pytest.raises(ValueError, match="take it by a symbol"):
        equal(sp.Derivative(X[i] ** 2, X[i]), 2 * X[i], {i: {1}, X: (0, 1)})


def test_a_proof_for_some_whole_numbers_is_none_for_all():
    wrong = m**3 + 11 * m - 6 * m**2 - 6  # zero at 1, 2 and 3
    assert equal(wrong, 0, {m: {1, 2, 3}})
    with pytest.raises(DerivationError, match="not proven"):
        equal(wrong, 0, {m: sp.S.Naturals})


@pytest.mark.parametrize(("n", "others"), [(1, (2, 3)), (2, (1, 3)), (3, (1, 2))])
def test_the_first_naturals_are_all_tried(n, others):
    with pytest.raises(DerivationError, match=rf"at m = {n}\.0 they are"):
        equal((m - others[0]) * (m - others[1]), 0, {m: sp.S.Naturals})


def test_a_place_has_six_digits_and_a_small_difference_counts():
    with pytest.raises(DerivationError, match=r"is wrong: .* at a = 0\.\d{1,6} they are \S+e-42 and \S+e-42$"):
        equal(a / 10**41, a / 10**42 * 9, {a: (0, 1)})


def test_printed_it_is_a_list_of_linkable_lines():
    text = str(
        derive(
            (x + h) ** 2,
            (x**2 + 2 * h * x + h**2, expand(), "so\nfar"),
            (x**2 + h * (2 * x + h), factor(h)),
            **KNOWN,
        )
    )
    html = markdown.markdown(
        text,
        extensions=["md_in_html", "pymdownx.arithmatex"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    )
    rows = re.findall(r"<li .*?</li>", html, re.S)
    assert [re.search(r'id="(.*?)"', row)[1] for row in rows] == ["line-1", "line-2"]
    assert [re.search(r'<a class="line" href="#(.*?)" aria-label="(.*?)"></a>', row).groups() for row in rows] == [
        ("line-1", "line 1"),
        ("line-2", "line 2"),
    ]
    assert '<span class="left"><span class="arithmatex">' in rows[0]
    assert '<span class="left"></span>' in rows[1]
    assert '<span class="reason">multiply out; so far</span>' in rows[0]
    assert '<span class="reason">factor out <span class="arithmatex">\\(h\\)</span></span>' in rows[1]
    visible = re.sub(r'<span class="arithmatex">.*?</span>|<[^>]*>', "", html)
    assert not re.search(r"\d", visible)  # the number of a line is left to the stylesheet


def test_names_keep_the_lines_of_two_derivations_apart():
    text = str(derive((x + h) ** 2, (x**2 + 2 * h * x + h**2, expand()), domain=DOMAIN, name="twice"))
    assert 'id="twice-1"' in text
    assert 'href="#twice-1"' in text


@pytest.mark.parametrize("name", ["", "1st", "a b", 'a"', "-a", "é", "a\n"])
def test_a_name_is_an_id(name):
    with pytest.raises(ValueError, match="is no id"):
        derive((x + h) ** 2, (x**2 + 2 * h * x + h**2, expand()), domain=DOMAIN, name=name)


polynomials = st.lists(st.integers(-9, 9), min_size=2, max_size=4).map(lambda numbers: sp.Poly(numbers, x).as_expr())
small = st.tuples(st.integers(-9, 9).filter(bool), st.integers(0, 3), st.integers(1, 10**9)).map(
    lambda n: n[0] * x ** n[1] / n[2]
)


@settings(max_examples=25)
@given(polynomials, polynomials, small)
def test_expanding_and_factoring_pass_and_any_change_fails(p, q, change):
    assert equal(p * q, sp.expand(p * q), DOMAIN)
    assert equal(sp.factor(p * q), p * q, DOMAIN)
    with pytest.raises(DerivationError, match="is wrong"):
        equal(p * q + change, sp.expand(p * q), DOMAIN)


@settings(max_examples=25)
@given(polynomials, polynomials, small)
def test_rational_expressions_and_their_slopes(p, q, change):
    fraction = p / (q**2 + 1)
    slope = (sp.diff(p, x) * (q**2 + 1) - 2 * p * q * sp.diff(q, x)) / (q**2 + 1) ** 2
    assert equal(sp.Derivative(fraction, x), slope, DOMAIN)
    with pytest.raises(DerivationError, match="is wrong"):
        equal(sp.Derivative(fraction, x), slope + change, DOMAIN)


def test_a_line_of_several_letters_that_is_repeated_is_refused() -> None:
    with pytest.raises(ValueError, match="looks like the line before"):
        derive(x + 2 * h, (2 * h + x, expand()), domain=DOMAIN)


def test_the_place_of_a_symbol_shows_both_ends() -> None:
    shown = str(derive((x + 1) ** 2, (x**2 + 2 * x + 1, expand()), domain={x: (-3, sp.Rational(7, 2))}))
    assert r"\(-3 < x < \frac{7}{2}\)" in shown


def test_an_open_interval_may_end_where_a_symbol_may_not() -> None:
    low, high = sp.Symbol("low", negative=True), sp.Symbol("high", positive=True)
    assert equal(sp.Abs(low), -low, {low: (-1, 0)})
    assert equal(sp.Abs(high), high, {high: (0, 1)})


@pytest.mark.parametrize("end", [sp.Rational(1, 2), 0.5, sp.Rational(7, 3)])
def test_the_points_that_are_tried_lie_between_the_ends(end) -> None:
    exact = sp.nsimplify(end, rational=True)
    assert equal(sp.Abs(x - exact), exact - x, {x: (0, end)})


@pytest.mark.parametrize(
    ("remark", "wrong"), [("$x$ is a place, $h$ a way", ""), ("so $y = x^3$", "y = x^3"), ("it is $-x$", "-x")]
)
def test_a_remark_has_no_formula_that_nothing_proves(remark: str, wrong: str) -> None:
    def derived() -> Derivation:
        return derive((x + 1) * x, (x**2 + x, expand(), remark), domain={x: (-sp.oo, sp.oo)})

    if wrong:
        with pytest.raises(ValueError, match=re.escape(f"step 1 has the formula {wrong} in its remark")):
            derived()
    else:
        assert remark in str(derived()).replace("\\(", "$").replace("\\)", "$")


def test_two_sides_that_differ_are_shown_with_six_digits_at_least() -> None:
    with pytest.raises(DerivationError, match=r"they are 3\.14159 and 2\.71828$"):
        equal(sp.pi, sp.E, {})
