"""What the notebook of a page needs where it runs: a way to show what a cell prints, and the check of its numbers.

A notebook loads it with `%load_ext`. It needs no more than the page itself does: MkDocs stays at home.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lrbook.press.check import reading
from lrbook.press.sessions import page
from lrbook.press.setting.notebooks import markdown


def load_ipython_extension(shell: Any) -> None:
    """Let cells begin with `%%printed html` or `%%printed markdown`: what they print is shown as that."""
    from IPython.display import display_html, display_markdown

    def printed(line: str, cell: str) -> None:
        """Run a cell as the press runs a block, and show what it prints."""
        text = page.run(cell, "<cell>", shell.user_ns)
        if line.strip() == "html":
            display_html(text, raw=True)
        else:
            display_markdown(markdown(text), raw=True)

    shell.register_magic_function(printed, "cell")


def agrees(shown: str, value: Any, how: str = "rounded") -> bool:
    """Return whether a text shows a value, by the rule that the page was built by."""
    return reading.agrees(shown, reading.plain(value), how)


def reads(shown: str, letters: Mapping[str, Any], value: Any = None, counter: bool = False) -> bool:
    """Return whether a formula holds, or is a value, read by the letters of the page, or of one of its sections.

    As a `counter`-example it must be one slip off the value.
    """
    from lrbook.formula import Letters  # a page without letters needs no NumPy

    tables = [Letters(letters), *(Letters(letters, name[3:]) for name in letters if name.startswith("## "))]
    return any(not (of.slipped(shown, value) if counter else of.read(shown, value=value).why) for of in tables)
