"""The words of a link share one with the title that it leads to, replace none, and are not those of another title.

Code leads to what has its name.
"""

import re
from collections.abc import Collection
from functools import cache

WHY = "A reader follows the words, and nothing else would notice a link that leads to another place."
FAILS = "How a wrong one is [refused](#shapes).\n\n## Shapes"
PASSES = "How a wrong [shape](#shapes) is refused. The section [](#shapes) has it.\n\n## Shapes"

WORD = re.compile(r"[^\W\d_]{2,}")
ANY = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"`([\w.]+)[^`]*`")
EVERYWHERE = set(
    """
    a an and are as at be been below but by can do does for from has have her here his how in is it its just later may
    my next not now of on one or other our page section shown so than that the their there these they this those to was
    we were what when where which who why will with your
    """.split()  # noqa: SIM905
)
"""Words that any title may have."""


def link(words: str, title: str, titles: Collection[str] = ()) -> str:
    """Say that the words of a link don't name where it leads.

    Args:
        words: The words of the link.
        title: The heading there, or a name, as code.
        titles: All headings of the book.
    """
    code, name = CODE.fullmatch(words), CODE.fullmatch(title)
    if code and name:
        found = code[1].rpartition(".")[2] == name[1].rpartition(".")[2]
    else:
        names = map(_bare, (title, title.partition(":")[0]))  # in a title of several parts the first may be a name
        found = _bare(words) in names or (not _stems(words).isdisjoint(_stems(title)) and not _but_one(words, title))
    if found and (code or _bare(words) in _bare(title) or _has_all(words, title)):
        return ""
    other = next((other for other in titles if _has_all(words, other)), "")
    if found and not other:
        return ""
    remedy = "use a word of that, or write [](…), and the press puts the title there"
    beside = f', and all its words are in "{other}"' if other else ""
    return f'the link says "{words}" and leads to "{title}"{beside}; {remedy}'


def _bare(text: str) -> str:
    return text.strip("`: ").lower()


def _but_one(words: str, title: str) -> bool:
    """Return whether words are those of the title but for one, which another has replaced: its opposite, as a rule."""
    said, there = ([word[:5].removesuffix("s") for word in ANY.findall(text.lower())] for text in (words, title))
    new = {word for word in said if word not in there}
    parts = (set(there[start : start + len(said)]) for start in range(len(there) - len(said) + 1))
    replaced = (part.difference(said) for part in parts if len(said) > 2 and len(new) == 1)
    return any(len(old) == 1 and not EVERYWHERE.issuperset(new | old) for old in replaced)


def _has_all(words: str, title: str) -> bool:
    """Return whether a title has all words of a link that not any title may have."""
    said = _stems(words)
    return bool(said) and said <= _stems(title)


@cache
def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text, which a word and what is derived from it have in common."""
    return {word[:5].removesuffix("s") for word in WORD.findall(text.lower()) if word not in EVERYWHERE}
