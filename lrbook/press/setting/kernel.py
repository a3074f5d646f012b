"""What the notebook of a page needs where it runs: a way to show what a cell prints, and the check of its numbers.

A notebook loads it with `%load_ext`. It needs no more than the page itself does: MkDocs stays at home.
"""

from __future__ import annotations

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
