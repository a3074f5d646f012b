"""The ledger: every claim has one verdict, which the computed values bear out, and one place."""

from __future__ import annotations

import json
import math
import re

import pytest
from small_book import claim, section

from lrbook.press.check.evidence import claims_json
from lrbook.press.check.ledger import Proof, load
from lrbook.press.check.source import Source

WHY = {"why": "Because."}
HOLDS = claim("case-cost", "39", "holds")
ERRATUM = claim("case-step", "4.8", "erratum", truth="−4.8", why="The sign got lost: it is [−4.8]{=0.8 * x}.")
HOLDS_IF = claim("overshoot", "it rises", "holds if", condition="the rate is above one", **WHY)
UNREPRODUCIBLE = claim("accuracy", "84.48 %", "unreproducible", missing="The rate.", **WHY)
IN_WORDS = claim("chain-rule", "a sum", "erratum", truth="a product", **WHY)
NOT_SEEN = claim("code", "1)，3)", "not seen", missing="The picture.", **WHY)
IMPLIED = '[[section.claim]]\nid = "safe"\nsays = "All is safe."\nverdict = "implied"\ntruth = "no"\nwhy = "Because."\n'
ALL = section(HOLDS, ERRATUM, HOLDS_IF, UNREPRODUCIBLE, IN_WORDS, NOT_SEEN, IMPLIED)

COST = "The cost is [39]{=cost(x) #case-cost}."
STEP = "It leads to [−4.8]{=0.8 * x #case-step}."
RISES = (
    "It [rises]{=cost(2 * x) > cost(x) #overshoot}, and here it [does not]{=cost(x / 2) > cost(x) #overshoot counter}."
)
KNOWN = "What can be known: [84.48 %]{=-0.1408 * x #accuracy}."
PRODUCT = "It is [positive]{=x * x > 0 #chain-rule}, and it is [not positive]{=x + x > 0 #chain-rule counter}."
OWN = "Our own number is [negative]{=x < 0 #code}."
SAFE = "It is [higher]{=cost(2 * x) > cost(x) #safe}, and so [not lower]{=cost(2 * x) < cost(x) #safe counter}."
PAGE = "\n\n".join([COST, STEP, RISES, KNOWN, PRODUCT, OWN, SAFE]) + "\n"


def test_a_ledger_that_the_pages_bear_out_passes(passes) -> None:
    built = passes(PAGE, ALL, docs__two_md="A page.\n")
    page, ledger = built.page(), built.page("ledger/index.html")
    assert 'id="case-cost"' in page
    assert 'href="ledger/#case-cost"' in page
    assert 'href="..#case-step"' in ledger
    for text in (
        "The article on case-step.",
        "<q>4.8</q>",
        "<q>1), 3)</q>",
        ">−4.8</data>",
        "The sign got lost",
        "the rate is above one",
    ):
        assert text in ledger
    assert "<dd>higher: <code>cost(2 * x) &gt; cost(x)</code></dd>" in ledger
    assert not (built.site / "claims.toml").exists()


def test_a_mark_says_what_its_number_does_not(passes) -> None:
    page = passes(PAGE, ALL).page()
    marks = dict(re.findall(r'href="ledger/#([\w-]+)"[^>]*>([^<]*)</a>', page))
    assert marks == {
        "case-cost": "✓",
        "case-step": "✗ article: 4.8",
        "overshoot": "✓ if it rises",
        "accuracy": "? 84.48 %",
        "chain-rule": "✗ article",
        "code": "○ 1), 3)",
        "safe": "◇ implied",
    }


def test_what_is_only_implied_is_listed_and_counted_apart(passes) -> None:
    counted = "There are [6]{=len(ledger.stated)} and [1]{=len(ledger.implied)}, [1]{=ledger.verdicts['implied']}.\n"
    ledger = passes(f"{PAGE}\n{counted}", ALL).page("ledger/index.html")
    section, apart = re.search(r"Section 1.*", ledger, re.S)[0].split("What is only implied")[-2:]
    assert set(re.findall(r'<article [^>]*id="([\w-]+)"', apart)) == {"safe"}
    assert len(re.findall(r"<article ", section)) == 6
    assert "The article implies" in apart
    assert "It prints" not in apart


def test_the_mark_of_a_formula_stands_at_the_formula(passes) -> None:
    names = '```python exec="on" id="f"\nfrom lrbook.formula import holds\nat = {"y": x**2, "x": x}\n```\n\n'
    wrong = "not \\([y = x + 3]{=holds(shown, at) #chain-rule counter}\\)."
    for left, right in ("\\(", "\\)"), ("\n\n\\[", "\\]\n\n"):
        formula = f"It is {left}[y = x^2]{{=holds(shown, at) #chain-rule}}{right}, {wrong}\n"
        page = passes(names + formula, section(IN_WORDS)).page()
        place = re.search(r'<span class="stated" id="chain-rule-counter">(.*?)</a></span>', page, re.S)[1]
        assert re.match(
            r'<data value="false" title="holds\(shown, at\)"><math.*</math></data><a [^>]*>✗ article$', place, re.S
        )
        assert re.search(r'<span class="stated" id="chain-rule"><data value="true" [^>]*><math.*?</data></span>', page)


def test_what_a_claim_says_may_be_stated(passes) -> None:
    says = "The cost of [−6]{=x} is [higher]{=(cost(x), x)}."
    built = passes(SAFE + "\n" + COST, section(IMPLIED.replace("All is safe.", says), HOLDS))
    assert 'title="The article: The cost of −6 is higher. Verdict: implied."' in built.page()
    assert built.claims["claims"][0]["says"] == "The cost of −6 is higher."
    assert re.search(r"The article implies</dt><dd><p>The cost of <.*−6.*higher", built.page("ledger/index.html"))


def test_a_truth_in_words_may_be_stated(passes) -> None:
    truth = 'truth = "the cost is [higher]{=(cost(x), x)}"'
    ledger = passes(SAFE, section(IMPLIED.replace('truth = "no"', truth))).page("ledger/index.html")
    assert re.search(r"The truth</dt><dd><p>the cost is <data [^>]*>higher</data>", ledger)


def test_sections_are_numbered_by_their_place_and_stand_as_their_pages_do() -> None:
    text = section(HOLDS) + "\n" + section(ERRATUM, page="two.md")
    ledger = load(Source("docs/claims.toml", text))
    assert [claim.section for claim in ledger.claims.values()] == [1, 2]
    assert list(ledger.out_of_order(["index.md", "two.md"])) == list(ledger.out_of_order([])) == []
    (fault,) = ledger.out_of_order(["two.md", "index.md"])
    assert str(fault).startswith(
        "docs/claims.toml:11: two.md stands before index.md in the navigation; put one of them"
    )


def test_a_claim_in_words_prints_nothing(passes) -> None:
    page = passes(SAFE, section(IMPLIED)).page()
    assert 'title="The article: All is safe. Verdict: implied."' in page


def test_claims_json_holds_all_claims(passes) -> None:
    def configured(config: str) -> str:
        return config.replace("lrbook: {}", "lrbook: {packages: [mkdocs], hashed: [docs/claims.toml]}")

    published = passes(PAGE, ALL, config=configured).claims
    assert published.keys() == {"claims", "packages", "data"}
    first, *_, last = published["claims"]
    assert first == {
        "id": "case-cost",
        "section": 1,
        "says": "The article on case-cost.",
        "prints": "39",
        "verdict": "holds",
        "computed": 39.0,
        "page": "",
        "anchor": "case-cost",
    }
    assert last["computed"] is True
    assert [one["verdict"] for one in published["claims"]] == [
        "holds",
        "erratum",
        "holds if",
        "unreproducible",
        "erratum",
        "not seen",
        "implied",
    ]
    assert published["packages"]["mkdocs"].startswith("1.")
    assert len(published["data"]["docs/claims.toml"]) == 64


@pytest.mark.parametrize(
    ("value", "computed"), [(math.nan, "nan"), ([-6.0, math.inf], [-6.0, "inf"]), (-18j, "(-0-18j)")]
)
def test_claims_json_is_json_whatever_is_computed(value, computed) -> None:
    ledger = load(Source("docs/claims.toml", section(HOLDS)))
    ledger.record("case-cost", False, Proof("39", "x", value, "index.md", "docs/index.md", 8))
    text = claims_json(ledger, {}, {}, {})
    assert json.loads(text, parse_constant=pytest.fail)["claims"][0]["computed"] == computed


@pytest.mark.parametrize(
    ("place", "texts", "page", "claims"),
    [
        ("docs/index.md:8", ["unknown claim #case-cots", "mend its id"], COST.replace("cost}", "cots}"), section()),
        ("docs/claims.toml:5", ["no page proves #case-cost", "on index.md"], "Text.", section(HOLDS)),
        (
            "docs/index.md:10",
            ["#case-cost has a place already, on line 8 of docs/index.md"],
            f"{COST}\n\n{COST.replace('The', 'A')}",
            section(HOLDS),
        ),
        ("docs/index.md:8", ["#case-cost belongs on two.md", "move it"], COST, section(HOLDS, page="two.md")),
        ("docs/index.md:8", ["#case-cost", "39 is computed for 38"], COST, section(claim("case-cost", "38", "holds"))),
        ("docs/index.md:8", ["#case-step", "true as −4.9", "-4.8"], STEP, section(ERRATUM.replace("−4.8", "−4.9", 1))),
        (
            "docs/index.md:8",
            ["#case-step", "what the article prints"],
            STEP,
            section(ERRATUM.replace('"4.8"', '"−4.8"')),
        ),
        ("docs/index.md:8", ["#overshoot", "show the other side"], RISES.partition(",")[0], section(HOLDS_IF)),
        (
            "docs/index.md:8",
            ["no counter-example", "true here"],
            RISES.replace("x / 2", "3 * x"),
            section(HOLDS_IF),
        ),
        (
            "docs/index.md:8",
            ["#chain-rule", "its counter-example comes out"],
            PRODUCT.replace("[positive", "[36")
            .replace("x * x > 0", "x * x")
            .replace("not positive]{=x + x > 0", "36]{=-6 * x"),
            section(IN_WORDS),
        ),
        (
            "docs/index.md:8",
            ["#case-cost", "prints the number 39"],
            "It [equals it]{=cost(x) == 39 #case-cost}.",
            section(HOLDS),
        ),
        (
            "docs/index.md:8",
            ["#case-step", "is the number −4.8 in truth"],
            "It is [negative]{=x < 0 #case-step}.",
            section(ERRATUM),
        ),
        (
            "docs/index.md:8",
            ["#chain-rule", "show what the article's version gives"],
            PRODUCT.partition(",")[0],
            section(IN_WORDS),
        ),
        ("docs/index.md:8", ["is not true here"], PRODUCT.replace("x * x > 0", "x * x < 0"), section(IN_WORDS)),
        (
            "docs/index.md:8",
            ["#case-cost", "39 is computed for it"],
            COST,
            section(HOLDS.replace('prints = "39"\n', "")),
        ),
        ("docs/claims.toml:5", ["lacks ['says']"], COST, section(HOLDS.replace("says = ", "# "))),
        (
            "docs/index.md:8",
            ["#code", "a counter-example stands beside it"],
            f"{OWN} It is [not]{{=x > 0 #code counter}}.",
            section(NOT_SEEN),
        ),
        (
            "docs/index.md:8",
            ["#safe", "show what the article's version gives"],
            SAFE.partition(",")[0],
            section(IMPLIED),
        ),
        ("docs/claims.toml:5", ['"erratum" or "implied"'], SAFE, section(IMPLIED.replace("truth", "# "))),
        (
            "docs/claims.toml:5",
            ["holds maybe", "is not one of"],
            COST,
            section(HOLDS.replace('"holds"', '"holds maybe"')),
        ),
        ("docs/claims.toml:5", ["about", "is not one of"], COST, section(HOLDS + 'reading = "about"\n')),
        ("docs/claims.toml:5", ["unknown fields ['say']"], COST, section(HOLDS.replace("says", "say"))),
        ("docs/claims.toml:5", ["must be text in quotes"], COST, section(HOLDS.replace('"39"', "39"))),
        ("docs/claims.toml:5", ["must be text in quotes", "not empty"], COST, section(HOLDS.replace('"39"', '" "'))),
        ("docs/claims.toml:5", ["stands twice"], COST, section(HOLDS, HOLDS)),
        ("docs/claims.toml:5", ['has the field "truth"'], STEP, section(ERRATUM.replace('truth = "−4.8"\n', ""))),
        ("docs/claims.toml:5", ['has the field "condition"'], RISES, section(HOLDS_IF.replace("condition", "# "))),
        ("docs/claims.toml:5", ['has the field "missing"'], KNOWN, section(UNREPRODUCIBLE.replace("missing", "# "))),
        ("docs/claims.toml:5", ['wants a "why"'], RISES, section(HOLDS_IF.replace("why", "# "))),
        (
            "docs/claims.toml:3",
            ["a section has a page", "nothing else"],
            COST,
            section(HOLDS).replace("page =", "title = 'A'\npage ="),
        ),
        (
            "docs/claims.toml:3",
            ["a section has a page", "nothing else"],
            COST,
            section(HOLDS).replace("page =", "number = 2\npage ="),
        ),
        ("docs/claims.toml:1", ["a section has a page"], COST, section(HOLDS).replace('page = "index.md"', "")),
        ("docs/claims.toml:6", ["38 is typed"], COST, section(HOLDS.replace("on case-cost", "on a cost of 38"))),
        ("docs/claims.toml:6", ["38 is stated"], COST, section(HOLDS.replace("on case-cost", "on [38]{=cost(x)}"))),
        (
            "docs/claims.toml:6",
            ["39 < -6 is not so"],
            COST,
            section(HOLDS.replace("on case-cost", "on a [lower]{=(cost(x), x)} cost")),
        ),
        ("docs/claims.toml:1", ["nothing but [[section]]"], COST, section(HOLDS).replace("[[section]]", "[[sektion]]")),
        ("docs/claims.toml:1", ["nothing but [[section]]"], COST, "title = 5\n" + section(HOLDS)),
        ("docs/claims.toml:7", ["can't be read"], COST, section(HOLDS).replace('"39"', '"39')),
        ("docs/claims.toml:10", ["−4.9 is stated", "write [−4.8]"], STEP, section(ERRATUM.replace("[−4.8]", "[−4.9]"))),
        (
            "docs/claims.toml:8",
            ["27 is typed"],
            SAFE,
            section(IMPLIED.replace('truth = "no"', 'truth = "of 27, none"')),
        ),
        (
            "docs/claims.toml:14",
            ["39 < -6 is not so"],
            SAFE + COST,
            section(HOLDS, IMPLIED.replace('truth = "no"', 'truth = "the cost is [lower]{=(cost(x), x)}"')),
        ),
        ("docs/claims.toml:10", ["28 is typed"], STEP, section(ERRATUM.replace("got lost", "got lost 28 times"))),
        (
            "docs/claims.toml:10",
            ["LaTeX error"],
            STEP,
            section(ERRATUM.replace("got lost", "\\\\(\\\\nix\\\\)")),
        ),
        (
            "docs/claims.toml:10",
            ["missing.md", "not in the site"],
            STEP,
            section(ERRATUM.replace("got", "[got](missing.md)")),
        ),
    ],
)
def test_a_ledger_that_is_not_borne_out_is_named(fails, place, texts, page, claims) -> None:
    fails(place, texts, page, claims, alone=False)


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ('section = "a"\n', "the ledger holds nothing but [[section]]"),
        ('section = ["a"]\n', "a section has a page"),
        ('[[section]]\npage = "index.md"\nclaim = ["a"]\n', "a section has a page"),
        (section('[[section.claim]]\nid = ["a"]\nsays = "It."\nverdict = ["holds"]\n'), "must be text in quotes"),
    ],
)
def test_a_ledger_of_other_things_is_named(claims, told) -> None:
    ledger = load(Source("docs/claims.toml", claims))
    assert any(told in fault.message for fault in ledger.mistakes)


FORMS = {
    "holds": "",
    "erratum": 'truth = "another"\nwhy = "Because."\n',
    "holds if": 'condition = "it does"\nwhy = "Because."\n',
    "unreproducible": 'missing = "All."\nwhy = "Because."\n',
    "not seen": 'missing = "All."\nwhy = "Because."\n',
    "implied": 'truth = "another"\nwhy = "Because."\n',
}


# That a text omits or only implies something, shows it in a picture, or meant a condition, no value tells: the ledger's
# reader must.
SAME_FORM = [{"erratum", "implied"}, {"unreproducible", "not seen"}]
ALIKE = [
    {"holds", "unreproducible", "not seen"},
    {"erratum", "implied", "unreproducible", "not seen"},
]
WITH_COUNTER = [{"holds if", "erratum", "implied"}]


@pytest.mark.parametrize("flipped", FORMS)
@pytest.mark.parametrize(
    ("entry", "page"),
    [
        (HOLDS, COST),
        (ERRATUM, STEP),
        (HOLDS_IF, RISES),
        (UNREPRODUCIBLE, KNOWN),
        (IN_WORDS, PRODUCT),
        (NOT_SEEN, OWN),
        (IMPLIED, SAFE),
    ],
)
def test_no_verdict_can_be_flipped(book, entry, page, flipped) -> None:
    verdict = next(verdict for verdict in FORMS if f'verdict = "{verdict}"' in entry)
    alone = entry.replace(f'"{verdict}"', f'"{flipped}"')
    alike = flipped == verdict or {flipped, verdict} in SAME_FORM
    assert (book(page, section(alone)).code == 0) == alike


@pytest.mark.parametrize("flipped", FORMS)
@pytest.mark.parametrize(("entry", "page"), [(HOLDS, COST), (ERRATUM, STEP), (HOLDS_IF, RISES), (IN_WORDS, PRODUCT)])
def test_no_verdict_can_be_flipped_with_all_that_belongs_to_it(book, entry, page, flipped) -> None:
    verdict = next(verdict for verdict in FORMS if f'verdict = "{verdict}"' in entry)
    whole = entry.partition("verdict")[0] + f'verdict = "{flipped}"\n{FORMS[flipped]}'
    if not any({verdict, flipped} <= alike for alike in (WITH_COUNTER if "counter" in page else ALIKE)):
        assert book(page, section(whole)).code == 1


def test_a_claim_is_judged_by_its_reading(book) -> None:
    page = "It is [0.04]{=-0.2748 / x #log cut}."
    assert book(page, section(claim("log", "0.04", "holds", reading="cut"))).code == 0
    assert book(page, section(claim("log", "0.04", "holds"))).code == 1
    assert book(page, section(claim("log", "0.05", "holds", reading="cut"))).code == 1


def test_a_ledger_that_no_page_shows_is_named(fails) -> None:
    fails(
        "docs/claims.toml",
        ["no page shows the ledger", "<!-- ledger -->"],
        COST,
        section(HOLDS),
        docs__ledger_md="Text.\n",
    )


def test_a_book_without_claims_needs_no_ledger(passes) -> None:
    assert passes("Text.\n").claims["claims"] == []


def test_a_claim_in_what_a_block_prints_has_its_place(passes) -> None:
    block = '```python exec="on" id="b"\nprint("It is [39]{=cost(x) #case-cost}.")\n```\n'
    block = block.replace('"It is [39]', 'f"It is [{cost(x):.0f}]').replace(
        "{=cost(x) #case-cost}", "{{=cost(x) #case-cost}}"
    )
    assert 'id="case-cost"' in passes(block, section(HOLDS)).page()


def test_pages_can_count_the_verdicts(passes) -> None:
    passes(COST + '\n\nIt counts [1]{=ledger.verdicts["holds"]} that holds.\n', section(HOLDS))


def test_the_ledger_page_may_lie_anywhere(passes) -> None:
    ledger = "# Ledger\n\n<!-- ledger -->\n"
    built = passes(COST, section(HOLDS), docs__ledger_md="Text.\n", docs__deep__down__all_md=ledger)
    assert 'href="deep/down/all/#case-cost"' in built.page()
    assert 'href="../../..#case-cost"' in built.page("deep/down/all/index.html")
