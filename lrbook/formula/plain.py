"""Formulas in plain text, such as "y = x² + 3" in a docstring: where they stand among its words, and their LaTeX."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from lrbook.formula.signs import FUNCTIONS, GREEK, LOWERED, OVER, RAISED, TILDE, UNICODE

NAMED = {name[1:] for name in FUNCTIONS.keys() | OVER.keys()} | set(GREEK.values()) | {"sqrt"}
"""Words that plain text writes for a sign."""
ENGLISH = {*("am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me", "my", "no", "of")}
ENGLISH |= {"on", "or", "so", "to", "up", "us", "we"}
LETTER = "[A-Za-zα-ωΑ-Ω]"
LETTERS = re.compile(rf"(?<!\\){LETTER}{{2,}}")
DERIVATIVE = re.compile(rf"(?<!\w)d({LETTER})/d({LETTER}(?:_\w)?)(?!\w)")
SIGNS = f"-+*/^=<>()[]|_.,{{}}'!%\\{TILDE}{''.join([*UNICODE, *RAISED, *LOWERED])}"
MATHEMATICAL = re.compile(rf"[\w{re.escape(SIGNS)}]+")
RELATION = re.compile(r"[=<>≤≥≠≈←⩽⩾≡≅≃∼∝≪≫]|:=")
OPERATION = re.compile(rf"{RELATION.pattern}|[-+−*/·×^²³√]")
OPENS, CLOSES = "([{", ")]}"


def formulas(text: str, names: Container[str]) -> Iterator[str]:
    """Find the formulas of a plain text that have an operation or a relation, as LaTeX.

    Args:
        text: Words, with formulas between them.
        names: The names that a letter of them may have, as LaTeX.
    """
    run: list[str] = []
    for word in [*text.split(), "."]:
        bare = word if _is_open(" ".join([*run, word])) else word.rstrip(".,;:?!")
        goes_on = bool(bare) and latex(bare, names) is not None
        is_shape = bare.startswith("[")  # or a list: it begins anew
        if goes_on and not is_shape:
            run.append(bare)
        if bare != word or not goes_on or is_shape:
            if found := _formula(run, names):
                yield latex(found, names) or ""
            run = [bare] if goes_on and is_shape else []


def latex(text: str, names: Container[str]) -> str | None:
    """Return the LaTeX of a text that is a formula and nothing else, or None if there are words in it."""
    if not MATHEMATICAL.fullmatch("".join(text.split())):
        return None
    text = DERIVATIVE.sub(r"\\frac{d\1}{d\2}", text)
    text = re.sub(r"√(\w)", r"√(\1)", text)
    outside = re.sub(r"\\frac\{[^{}]*\}\{[^{}]*\}", "", text)
    if not all(_is_name(word[0], names) for word in LETTERS.finditer(outside)):
        return None
    text = LETTERS.sub(lambda word: f"\\{word[0]} " if word[0] in NAMED and word[0] not in names else word[0], text)
    return re.sub(r"\\sqrt \(([^()]*)\)", r"\\sqrt{\1}", text)


def _is_name(word: str, names: Container[str]) -> bool:
    """Return whether letters beside each other are a name, or a product of letters, and no word."""
    together = word in names or word in NAMED
    return together or (
        len(word) <= 3 and word.lower() not in ENGLISH and all(_sign(letter) in names for letter in word)
    )


def _sign(letter: str) -> str:
    return UNICODE.get(letter, letter)


def _is_open(text: str) -> bool:
    """Return whether a bracket without a relation is open at the end of a text: a comma there is a part of it."""
    brackets = zip(OPENS, CLOSES, strict=True)
    opened = [text.rfind(opens) for opens, closes in brackets if text.count(opens) > text.count(closes)]
    return bool(opened) and not RELATION.search(text, max(opened))


def _formula(words: list[str], names: Container[str]) -> str:
    """Return the words of a run that are a formula, or "" if there is none."""
    while len(words) > 1 and words[0] in {"a", "A", "I"} and not OPERATION.match(words[1]):  # the article
        words = words[1:]
    text = " ".join(words)
    while text and text[0] in OPENS and text.count(text[0]) > text.count(CLOSES[OPENS.index(text[0])]):
        text = text[1:]
    while text and text[-1] in CLOSES and text.count(text[-1]) > text.count(OPENS[CLOSES.index(text[-1])]):
        text = text[:-1]
    text = text.strip(" .,;:?!")
    sides = RELATION.split(text)
    whole = all(side.strip() for side in sides) and not re.search(r"[-+−*/·×^]\Z|\A[+*/·×^]", text)
    told = RELATION.search(text) or all(_sign(letter) in names for letter in re.findall(LETTER, text))
    return text if whole and told and OPERATION.search(text) and re.search(LETTER, text) else ""
