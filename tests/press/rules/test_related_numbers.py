"""What relates numbers that are stated side by side is so of what they are."""

from __future__ import annotations

import pytest

from lrbook.press.check.related import related
from lrbook.press.check.source import Source
from lrbook.press.rules import related_numbers

VALUES = {
    "half": 151.5,
    "three": 3.0,
    "nine": 9.0,
    "root": 3**0.5,
    "less": -3.0,
    "ln": 1.0986,
    "ill": 138,
    "well": 165,
    "all": 303,
    "part": 138 / 303,
    "early": 1.434,
    "late": 3.784,
    "both": 5.218,
}


def messages(text: str) -> list[str]:
    """Return what the rule says of a text."""
    found = related(Source("index.md", text), formulas=True)
    return [
        related_numbers.relation(one, [VALUES[n.expression] if n.expression else float(n.shown) for n in one.numbers])
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("It rose from [138]{=ill} to [138]{=ill}.", '"rose from 138 to 138" is said, but 138 > 138 is not so'),
        ("It rises slowly\nfrom [303]{=all} patients to [138]{=ill}.", "138 > 303 is not so"),
        ("A drop from about [138]{=ill} to [303]{=all}.", "303 < 138 is not so"),
        ("It falls by [1]{=early}, from a cost of [138]{=ill} to one of [303]{=all}.", "303 < 138 is not so"),
        ("It goes down from [138]{=ill} patients, to [303]{=all}.", '"falls from 138 to 303" is said'),
        ("It doubles from [138]{=ill} to [165]{=well}.", "138 to 165 is not so"),
        ("It is [138]{=ill}, up from [303]{=all}.", '"rises from 303 to 138" is said'),
        ("**[138]{=ill}** + [165]{=well} = [165]{=well}", '"138 + 165 = 165" is said, but 303 = 165 is not so'),
        ("It is [303]{=all} − [138]{=ill} = [138]{=ill}.", "165 = 138 is not so"),
        ("[1.4]{=early} × [165]{=well} + [138]{=ill} = [138]{=ill}", "374.61 = 138 is not so"),
        ("[165]{=well} / [303]{=all} = [46 %]{=part}", "0.544554 = 0.455446 is not so"),
        ("With p = [0.46]{=part} < [0.05]{given} it is so.", '"0.46 < 0.05" is said, but 0.455446 < 0.05 is not so'),
        ("It is ([138]{=ill} ≥ [165]{=well}).", "138 ≥ 165 is not so"),
        ("[1.4 s]{=early} ≈ [3.8 s]{=late}", "1.434 ≈ 3.784 is not so"),
        ("\\([165]{=well} < [138]{=ill}\\)", "165 < 138 is not so"),
        ("[165]{=well} out of the [138]{=ill} patients", "165 ≤ 138 is not so"),
        ("[138]{=ill} ≠ [138]{=ill}", "138 ≠ 138 is not so"),
        ("The [165]{=well} lie below the mean of [138]{=ill}.", "165 < 138 is not so"),
        ("So [165]{=well} exceeds [303]{=all}.", "165 > 303"),
        ("Here [138]{=ill} > [165]{=well}.", "138 > 165 is not so"),
        ("Since [138]{=ill} > [165]{=well} it rises.", "138 > 165 is not so"),
        ("It is high and [138]{=ill} ≥ [165]{=well}", "138 ≥ 165 is not so"),
        ("Of [9]{=nine} patients, it follows\n**[138]{=ill}** > [165]{=well}", "138 > 165 is not so"),
        ("Text.\n\n- [138]{=ill} > [165]{=well}", "138 > 165 is not so"),
        ("# “[138]{=ill} > [165]{=well}”", "138 > 165 is not so"),
        ("Here [138]{=ill} &gt; [165]{=well} > [3]{=three}", "138 > 165 is not so"),
        ("That is [138]{=ill}, far more than the [165]{=well} of the well.", "138 > 165 is not so"),
        ("Text.\n\nMore ill ([138]{=ill}) than well ([165]{=well}) came.", "138 > 165 is not so"),
        ("It takes longer: [138]{=ill} instead of [165]{=well}.", "138 > 165 is not so"),
        ("[138]{=ill} is [5.218]{=both} times [165]{=well}.", '"138 = 5.218 × 165" is said'),
        ("The [138]{=ill} ill and [165]{=well} well make [165]{=well}.", '"138 + 165 = 165" is said'),
        ("The square of [3]{=three} is [138]{=ill}.", '"The square of 3 = 138" is said, but 9 = 138 is not so'),
        ("So [9]{=nine} is the square of [9]{=nine}.", "81 = 9 is not so"),
        ("Half of [3]{=three} is [9]{=nine}, and more.", "1.5 = 9 is not so"),
        ("The root of [9]{=nine} is about [9]{=nine}.", "3 ≈ 9 is not so"),
        ("It is [9]{=nine}, half of [3]{=three}.", "1.5 = 9 is not so"),
        ("It is [9 kcal]{=nine} (half of [3 kcal]{=three}).", "1.5 = 9 is not so"),
        ("The square of [3]{=three}, [138]{=ill}, is high.", "9 = 138 is not so"),
        ("log [3]{=three} = [9]{=nine}", "1.09861 = 9 is not so"),
        ("It is so that exp([9]{=nine}) = [3]{=three}.", "8103.08 = 3 is not so"),
        ("The negative of [3]{=three} is [3]{=three}.", "-3 = 3 is not so"),
        ("[9]{=nine}, which is the cube root of [3]{=three}.", "1.44225 = 9 is not so"),
        ("## All\n\nOf [138]{=ill} patients, [303]{=all} are ill.", "303 ≤ 138 is not so"),
        ("Of the [303]{=all} patients, [165]{=well} stay well, which is [46 %]{=part}.", "165 / 303 = 46 %"),
    ],
)
def test_what_is_not_so_is_named(text: str, why: str) -> None:
    (message,) = messages(text)
    assert why in message


@pytest.mark.parametrize(
    "text",
    [
        "[165]{=well} of [303]{=all}, or [46 %]{=part}, are well.",
        "[165]{=well} out of all [303]{=all} patients ([46 %]{=part})",
        "In [46 %]{=part} of the cases ([165]{=well} of [303]{=all})",
    ],
)
def test_a_share_is_that_of_its_numbers(text: str) -> None:
    few, share = messages(text)
    assert not few
    assert '"165 / 303 = 46 %" is said, but 0.544554 = 0.455446 is not so' in share


@pytest.mark.parametrize(
    "text",
    [
        "The square of [3]{=three} is [9]{=nine}, and [9]{=nine} is the square of [3]{=three}.",
        "The root of [9]{=nine} is [3]{=three}; the square root of [3]{=three} ≈ [1.7]{=root}.",
        "The negative of [3]{=three} is [−3]{=less}. The logarithm of [3]{=three} is [1.10]{=ln}.",
        "log [3]{=three} = [1.10]{=ln}, and ln([3]{=three}) ≈ [1.1]{=ln}.",
        "Half of [303]{=all} patients is [151.5]{=all / 2}.".replace("=all / 2", "=half"),
        "It is [9]{=nine}, the square of [3]{=three}, and [3]{=three} (the root of [9]{=nine}) is less.",
        "The square of [3]{=three}, [9]{=nine}, is high. It is [138]{=ill}, half of [303]{=all} patients.",
        "The root of [3]{=three}, [9]{=nine}, and [138]{=ill} are high. They are [138]{=ill}, half of them new.",
        "Half of [3 m]{=three} is [138 cm]{=ill}.",
        "Twice the square of [3]{=three} is [138]{=ill}.",
        "The sum of the square of [3]{=three} and more is [138]{=ill}.",
        "The sine of [3]{=three} is [9]{=nine}.",
        "The square of [3]{=three} is [9]{=nine} less than that.",
        "The half of [138]{=ill} patients who came are [3]{=three}.",
        "The square of [3]{=three} cases is what [9]{=nine} are of.",
        "Half of [138]{=ill} patients, [3]{=three} of them new, came.",
        "A model that is the square of [3]{=three}, [138]{=ill} times.",
        "Divided by the logarithm of [3]{=three} it is [138]{=ill}.",
        "[138]{=ill} of [303]{=all} ([46 %]{=part}), or [46 %]{=part}.",
        "[138]{=ill} of [303]{=all} are ill, [54 %]{=part} are well, ([54 %]{=part} of others).",
        "[138]{=ill} of [303]{=all} ([54 %]{=part} of the others)",
        "[46 %]{=part} of [138]{=ill}",
        "It falls from [303]{=all} to [138]{=ill}.",
        "It does not rise from [303]{=all} to [138]{=ill}.",
        "It goes from [303]{=all} to [138]{=ill}, down from [303]{=all}.",
        "[138]{=ill} + [165]{=well} = [303]{=all}",
        "[1.43]{=early} + [3.78]{=late} = [5.22]{=both}",  # of what was computed, not of what is shown
        "[138]{=ill} = [46 %]{=part} of all",
        "[1.4 s]{=early} = [1434 ms]{=both}",
        "[138]{=ill} : [303]{=all} = [46 %]{=part}",
        "Here [165]{=well} > [138]{=ill}, since [3]{=three} < [9]{=nine} ≤ [9]{=nine}.",
        "Here [138]{=ill} = [46 %]{=part} of all, and twice [138]{=ill} > [165]{=well}.",
        "The square of [3]{=three} > [9]{=nine}; arsinh [303]{=all} < [138]{=ill}; arcsin [9]{=nine} < [3]{=three}.",
        "The sum of [138]{=ill} and [9]{=nine} > [138]{=ill}; [138]{=ill} minus [9]{=nine} > [138]{=ill}.",
        "Five times [138]{=ill} > [303]{=all}. The ten-fold [9]{=nine} > [138]{=ill}.",
        "\\(\\alpha [3]{=three} > [9]{=nine}\\), \\(2x [3]{=three} > [9]{=nine}\\)",
        "\\(\\log [3]{=three} > [9]{=nine}\\)",
        "\\[\n- [9]{=nine} > [138]{=ill}\n\\]",
        "The p [9]{=nine} > [138]{=ill}. Here [9]{=nine} > [138]{=ill} / [9]{=nine}.",
        "Here [9]{=nine} < [3]{=three} times [138]{=ill}, and a factor of [9]{=nine} > [138]{=ill}.",
        "We never see [9]{=nine} > [138]{=ill}. Here [1.4 s]{=early} > [3 m]{=three}.",
        "arsinh [303]{=all} = [138]{=ill}",
        "The mean of [138]{=ill}, [303]{=all} = [165]{=well}",
        "[1]{given} − [138]{=ill} / [303]{=all} < [303]{=all}",
        "[1.434]{=early} ≈ [1.5]{given}",
        "[138]{=ill}/[303]{=all} and [138]{=ill}–[303]{=all}",
        "| [138]{=ill} | [303]{=all} |",
        "The [165]{=well} lie above the mean of [138]{=ill}, and are not below the [303]{=all} of all.",
        "At [303]{=all} patients it is above the least cost of [138]{=ill}; in [138]{=ill} it is above [165]{=well}.",
        "In [138]{=ill} steps, more than the [165]{=well} of before, it ends.",
        "It takes [138]{=ill} more than the [165]{=well} of before.",
        "More well ([165]{=well}) than ill ([138]{=ill}) came.",
        "The share is lower in men ([165]{=well}) than women ([138]{=ill}).",
        "It takes no longer: [138]{=ill} instead of [165]{=well}. It is longer: [303]{=all} instead of [138]{=ill}.",
        "The accuracy is higher: [138]{=ill} instead of [165]{=well} errors.",
        "The mean of [138]{=ill} and [165]{=well} makes [138]{=ill}; [138]{=ill} and [165]{=well} make [303]{=all}.",
        "[138]{=ill} men and [165]{=well} women make [165]{=well} mistakes.",
        "Of the [138]{=ill} rates, the best needs [303]{=all} steps.",
        "Of [303]{=all}, [138]{=ill} are ill, or [46 %]{=part}.",
        "Of the [303]{=all} patients, [165]{=well} are well, which is [46 %]{=part} of something else.",
    ],
)
def test_what_is_so_passes(text: str) -> None:
    assert not any(messages(text))
