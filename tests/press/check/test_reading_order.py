"""How a number is checked can be read in one go."""

import re
from pathlib import Path

from lrbook.press import check


def test_how_a_number_is_checked_reads_in_under_800_lines():
    folder = Path(check.__file__).parent
    steps = re.findall(r"^\d\. `(\w+\.py)`", check.__doc__, re.M)
    assert steps == ["source.py", "blocks.py", "stated.py", "reading.py", "faults.py"]
    assert sum(len((folder / name).read_text("utf-8").splitlines()) for name in steps) < 800
