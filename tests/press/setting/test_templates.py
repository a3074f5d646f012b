"""Templates under `mkdocs serve`: compiled once, and anew when they change."""

from __future__ import annotations

from jinja2 import DictLoader, Environment
from jinja2.environment import Template

from lrbook.press.setting.templates import Compiled


def rendered(compiled: Compiled, texts: dict[str, str]) -> str:
    """Render a template as the next build does, which begins with nothing but what is kept."""
    template: Template = Environment(loader=DictLoader(texts), bytecode_cache=compiled).get_template("page.html")
    return template.render()


def test_a_template_is_compiled_once(monkeypatch):
    compiled = Compiled()
    assert rendered(compiled, {"page.html": "{{ 1 + 1 }}"}) == "2"
    monkeypatch.setattr(Environment, "compile", None)
    assert rendered(compiled, {"page.html": "{{ 1 + 1 }}"}) == "2"


def test_a_template_that_changes_is_compiled_anew():
    compiled = Compiled()
    assert rendered(compiled, {"page.html": "{{ 1 + 1 }}"}) == "2"
    assert rendered(compiled, {"page.html": "{{ 1 + 2 }}"}) == "3"
