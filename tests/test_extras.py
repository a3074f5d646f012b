"""The book stands without what is no part of it: a section that needs Dask or SciPy says so where they are missing."""

import subprocess
import sys

from real_book import copy, keep

WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(["dask", "distributed", "scipy"], None))  # as if they were not installed
if __name__ == "__main__":  # the processes of the pages read what stands above
    from lrbook.press.cli import main
    sys.exit(main())
"""


def test_better_descent_stands_without_dask_and_scipy(tmp_path):
    root = keep(copy(tmp_path), "better-descent.md")
    (root / "without.py").write_text(WITHOUT, encoding="utf-8")
    done = subprocess.run([sys.executable, "without.py", "check"], cwd=root, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
