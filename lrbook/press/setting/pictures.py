"""The ids in pictures. Two pictures of a page may have the same, as Matplotlib calls the first axes of any `axes_1`;
the second would show what belongs to the first."""

from __future__ import annotations

import re
from itertools import chain, count

PICTURE = re.compile(r"<svg\b.*?</svg>", re.S)
TAG = re.compile(r"<[^>]*>")
NAMING = re.compile(
    r'(?<=\sid=")[^"]+|(?<=\bhref="#)[^"]+|(?<=\saria-labelledby=")[^"]+|(?<=\saria-describedby=")[^"]+'
    r"|(?<=url\(#)[^)]+"
)
"""Where a tag names its own id, or those of others."""
ID = re.compile(r'<[^>]*\sid="([^"]+)"')


def apart(html: str, taken: set[str]) -> str:
    """Return HTML in which no picture has an id that is taken, and take those that it has."""

    def told_apart(picture: re.Match[str]) -> str:
        ids = set(ID.findall(picture[0]))
        prefixes = chain([""], (f"picture-{n}-" for n in count(2)))
        prefix = next(prefix for prefix in prefixes if taken.isdisjoint(prefix + name for name in ids))
        taken.update(prefix + name for name in ids)

        def named(names: re.Match[str]) -> str:
            return " ".join(prefix * (name in ids) + name for name in names[0].split())

        return TAG.sub(lambda tag: NAMING.sub(named, tag[0]), picture[0]) if prefix else picture[0]

    return PICTURE.sub(told_apart, html)
