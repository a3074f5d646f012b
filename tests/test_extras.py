"""The book stands without what is no part of it: a section that needs Dask or SciPy says so where they are missing."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(["dask", "distributed", "scipy"], None))  # as if they were not installed
if __name__ == "__main__":  # the processes of the pages read what stands above
    from lrbook.press.cli import main
    sys.exit(main())
"""


def test_better_descent_stands_without_dask_and_scipy(tmp_path):
    (tmp_path / "without.py").write_text(WITHOUT, encoding="utf-8")
    command = [sys.executable, tmp_path / "without.py", "check", "docs/better-descent.md"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
