"""A site is built aside, and put in its place only when it stands.

So a build that fails leaves the site of the build before, and no false page. Nor does one that is killed, however: a
process of its own waits beside the build, puts the site in place when it is told to, and clears away what is left when
the build is gone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

WAITER = """\
import os, shutil, sys, tempfile
aside, site = sys.argv[1:]
if sys.stdin.read() == "stands":
    for _ in range(9):  # another build may put its own site there in between
        try:
            if os.path.lexists(site):
                os.rename(site, tempfile.mkdtemp(dir=aside) + "/old")
            os.rename(os.path.join(aside, "site"), site)
            break
        except OSError as error:
            said = error
    else:
        sys.exit(f"the site can't be put in place: {said}")
shutil.rmtree(aside, ignore_errors=True)
"""


class Aside:
    """A folder beside the one that a site is to stand in."""

    def __init__(self, site: Path) -> None:
        site.parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent)
        self.folder = Path(folder, "site")
        self._waiter = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", WAITER, folder, str(site)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # what kills the build, Ctrl-C or its terminal, does not kill it
        )

    def close(self, *, stands: bool) -> str:
        """Put the site in place, if it stands, and clear away; return what went wrong, or ""."""
        _, said = self._waiter.communicate("stands" if stands else "")
        return said.strip().rpartition("\n")[2]
