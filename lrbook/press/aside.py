"""A site is built aside, and put in its place only when it stands.

So a build that fails leaves the site of the build before, and no false page. Nor does one that is killed, however.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from lrbook.press.sessions import waiter


class Aside:
    """A folder beside the one that a site is to stand in."""

    def __init__(self, site: Path) -> None:
        site.parent.mkdir(parents=True, exist_ok=True)
        self.site = site
        self.folder = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent), site.name)
        waiter.clear_away(str(self.folder.parent))

    def close(self, *, stands: bool) -> str:
        """Put the site in place, if it stands, and clear away; return what went wrong, or ""."""
        said = waiter.put(str(self.folder.parent), self.folder.name, str(self.site)) if stands else ""
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        return f"the site can't be put in place: {said}" if said else ""
