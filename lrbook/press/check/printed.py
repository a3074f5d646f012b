"""The ledger beside the text of the article: what a claim `prints` are characters that stand there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lrbook.press.check.faults import Fault
from lrbook.press.check.ledger import Ledger, load
from lrbook.press.check.source import read

LEFT_OUT = "…"
"""What stands in `prints` for a part of the text that is left out."""
WORD = r"[A-Za-z0-9]"


def faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Find the claims whose `prints` does not stand in the text of the article, on one line of it or over several."""
    for claim in ledger.claims.values():
        if claim.prints and not re.search(_pattern(claim.prints), text, re.S):
            message = (
                f"{claim.id} prints {claim.prints!r}, and the text of the article does not; copy out what it prints"
            )
            yield Fault(ledger.source.path, ledger.line_of(claim.id), message, "printed")


def _pattern(prints: str) -> str:
    """Return what finds the parts of `prints` one after the other, each of them whole: 4.8 is not found in 14.8."""
    return ".*?".join(_whole(part.strip()) for part in prints.split(LEFT_OUT))


def _whole(part: str) -> str:
    begins, ends = (re.fullmatch(WORD, character) for character in (part[:1] or " ", part[-1:] or " "))
    before = rf"(?<!{WORD})(?<!\d\.)" if begins else ""
    return before + re.escape(part) + (rf"(?!{WORD}|\.\d)" if ends else "")


def main(claims: Path, article: Path) -> int:
    """Compare a ledger with the text of its article, where that lies, and say in one line what does not stand there."""
    if not article.is_file():
        print(f"{article} is not there: what the ledger prints was not compared")
        return 0
    ledger = load(read(claims, Path()))
    found = list(faults(ledger, article.read_text(encoding="utf-8")))
    for fault in found:
        print(fault)
    printed = sum(bool(claim.prints) for claim in ledger.claims.values())
    print(f"{len(found)} to mend." if found else f"All {printed} claims print what the text of the article does.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
