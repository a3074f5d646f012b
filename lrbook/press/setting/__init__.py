"""How a checked page is set: formulas, glossary, notebooks, the head, the theme and its scripts."""
