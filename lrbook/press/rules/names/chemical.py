"""A nuclide, or what a chemical formula counts: the isotope, and the molecules on each side of a reaction."""

import re

PASSES = (
    "¹⁴C decays, and ²³⁸U, too; C₆H₁₂O₆ and Ca²⁺.",
    "It reads 2 H₂ + O₂ → 2 H₂O; the salt is CuSO₄·5H₂O.",
)
FAILS = {
    "It is ¹⁴ of it.": "¹⁴",
    "It is x²⁸ of it.": "²⁸",
    "It takes 28 H₂O bottles.": "28",
    "It weighs 5 kg.": "5",
}
ATOMS = r"(?:[(\[]?[A-Z][a-z]?[₀-₉]*[)\]]?[₀-₉]*)"
LOWERED = rf"(?={ATOMS}*?[₀-₉]){ATOMS}+"
NAME = re.compile(
    rf"(?<!\w)[⁰¹²³⁴-⁹]{{1,3}}(?=[A-Z][a-z]?\b)|(?<![\w.,])[2-9]\s?(?={LOWERED}(?!\w))|(?<=·)[2-9](?={LOWERED})"
)
