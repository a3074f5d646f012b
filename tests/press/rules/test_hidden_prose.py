"""What would keep prose from being read."""

from __future__ import annotations

import pytest

from lrbook.press.check.source import Source
from lrbook.press.rules.hidden_prose import source


@pytest.mark.parametrize(
    "text",
    [
        '## A {data-toc-label="500 patients"}',
        "attrs: {class: doc}",
        "attrs: {class: 'a doc'}",
        "{ .doc }",
        '<style>p::after { content: "97 %" }</style>',
        "<style>\nol { counter-reset: item 302 }\n</style>",
        '<ol style="counter-reset: item 302">',
        '<script>document.write("97 %")</script>',
        '<iframe srcdoc="97 %"></iframe>',
        '<span class = "given">42</span>',
        '<span class="giv&#101;n">42</span>',
        '<span class="a&#32;given">42</span>',
        "[The cost](end.md){.autorefs}",
        '<span style="unicode-bidi: bidi-override; color: red">24</span>',
        '{: style="direction: rtl" }',
        '<b style="rotate:180deg">9</b>',
        '<b style="scale: -1 1">24</b>',
        '<b onclick="this.textContent = 5">4</b>',
    ],
)
def test_what_would_hide_prose_is_found(text) -> None:
    assert {line for line, _ in source(Source("page.md", f"Text.\n\n{text}"))} == {3}


@pytest.mark.parametrize(
    "text",
    [
        "[39]{=model.doc} and {=a.claim #b}; `.doc`; class of its own; a document",
        '<p style="width: 28px">The content: a text, in the style of: it.</p>',
        '![A walk](walk.svg){ style="max-width: 20em; margin-left: auto" .wide }',
        "[100 °C]{given: at sea level}",
        "The key ` is left.\n\n`<data>`",
    ],
)
def test_what_hides_nothing_passes(text) -> None:
    assert list(source(Source("page.md", text))) == []
