"""Templates that are compiled once: a server builds the same site again and again."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig


class Compiled(BytecodeCache):
    """Keeps templates as compiled, from build to build. One whose text has changed is compiled anew."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what is kept of a template."""
        if kept := self.kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def of_reference(config: MkDocsConfig) -> list[Environment]:
    """Return where the reference has its templates, if mkdocstrings makes one."""
    plugin = config.plugins.get("mkdocstrings")
    return [plugin.get_handler(plugin.config.default_handler).env] if plugin and plugin.plugin_enabled else []
