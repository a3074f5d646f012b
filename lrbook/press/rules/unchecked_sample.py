"""A sample shows how something is written, in a language that its fence names; Python is run, and so is what prints.

A diagram is drawn from what its fence holds, so a number there is typed.
"""

import re
from collections.abc import Iterator

from lrbook.press.check.source import Fence, Source
from lrbook.press.check.typed import typed_numbers

WHY = "Nothing checks what a sample yields: a result in it can't notice that it has become wrong."
FAILS = "```text\nThe cost is 28.\n```"
PASSES = """\
```python exec="on" id="b" result="text"
print(f"The cost is {cost(x):.0f}.")
```"""

LANGUAGES = re.compile(
    r"markdown|md|toml|ya?ml|sh|bash|bat|powershell|jsonc?|ini|cfg|xml|html|s?css|javascript|jsx?|typescript|ts|c|cpp|c\+\+"
    r"|csharp|cs|java|go|rust|r|julia|sql|graphql|diff|dockerfile|make|makefile|cmake|tex|latex|bibtex|lua|perl|php|ruby"
    r"|swift|kotlin|scala|haskell|fortran|matlab|vim|nginx|http|regex|ebnf|mermaid|jinja"
)
PROMPT = re.compile(r"^(?:>>> |In \[\d)", re.M)
CONSOLE = re.compile(r"^\$ .*[^\\\n]\n(?=[^\s$#])", re.M)
"""A command behind the prompt of a shell, with what comes of it below; a comment, or more commands, are no answer."""
LOOKS = re.compile(r"\s*(?:%%|(?:style|linkStyle|classDef|class|click)\b)")
"""The lines of a diagram that say only how it looks, or where it leads."""
LANGUAGE = re.compile(r"[{ .]*([^\s{}]*)")


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the samples that might say what comes of them."""
    for fence in source.fences:
        language = "".join(LANGUAGE.findall(fence.info.lower())[:1])
        is_page = language in {"markdown", "md"}
        if language == "mermaid":
            yield from _drawn(fence)
        prompt, console = (pattern.search(fence.text) and not is_page for pattern in (PROMPT, CONSOLE))
        if "exec=" in fence.info or (LANGUAGES.fullmatch(language) and not prompt and not console):
            continue
        if prompt or re.fullmatch(r"py\w*|python3?", language):
            yield fence.line, 'this Python is shown but not run; add exec="on" and an id'
        else:
            yield fence.line, "nothing checks this sample; let a block print it, or name the language it is written in"


def _drawn(fence: Fence) -> Iterator[tuple[int, str]]:
    for place, line in enumerate(fence.text.split("\n"), fence.line + 1):
        for number in typed_numbers(line) if not LOOKS.match(line) else ():
            yield (
                place,
                f"{number[0].strip()} is typed in this diagram; let a block print the fence, and compute it there",
            )
