"""What would keep prose from being read."""

from __future__ import annotations

import pytest

from lrbook.press.rules.hidden_prose import HIDING


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
    ],
)
def test_what_would_hide_prose_is_found(text) -> None:
    assert HIDING.search(text)


def test_an_expression_may_name_what_hides_prose() -> None:
    assert not HIDING.search("[39]{=model.doc} and {=a.claim #b}; `.doc`; class of its own; a document")
    assert not HIDING.search('<p style="width: 28px">The content: a text, in the style of: it.</p>')
