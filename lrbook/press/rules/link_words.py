"""The words of a link have one in common with the title that it leads to; code leads to what has that name."""

import re

WHY = "A reader follows the words, and nothing else would notice a link that leads to another place."
FAILS = "How a wrong one is [refused](#shapes).\n\n## Shapes"
PASSES = "How a wrong [shape](#shapes) is refused. The section [](#shapes) has it.\n\n## Shapes"

WORD = re.compile(r"[^\W\d_]{2,}")
CODE = re.compile(r"`([\w.]+)[^`]*`")
EVERYWHERE = set(
    """
    and are as at be been below but by can do does for from has have here how in is it its just later may next not now
    of on or other page section shown so than that the there these they this to was we were what when where which who
    why will with
    """.split()  # noqa: SIM905
)
"""Words that any title may have."""


def link(words: str, title: str) -> str:
    """Say that the words of a link don't name where it leads. `title`: the heading there, or a name, as code."""
    code, name = CODE.fullmatch(words), CODE.fullmatch(title)
    if code and name:
        found = code[1].rpartition(".")[2] == name[1].rpartition(".")[2]
    else:
        names = map(_bare, (title, title.partition(":")[0]))  # in a title of several parts the first may be a name
        found = _bare(words) in names or not _stems(words).isdisjoint(_stems(title))
    remedy = "use a word of that, or write [](…), and the press puts the title there"
    return "" if found else f'the link says "{words}" and leads to "{title}"; {remedy}'


def _bare(text: str) -> str:
    return text.strip("`: ").lower()


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text, which a word and what is derived from it have in common."""
    return {word[:5].removesuffix("s") for word in WORD.findall(text.lower()) if word not in EVERYWHERE}
