"""A statement is computed where it stands: after the blocks above it, and before those below."""

from __future__ import annotations

from lrbook.press.check.blocks import declared
from lrbook.press.check.source import Source
from lrbook.press.sessions.page import Block, Question
from lrbook.press.sessions.session import steps

BLOCK = '```python exec="on" id="{}"\n{}\n```\n\n'
SIX, SEVEN = BLOCK.format("six", "y = six = 6"), BLOCK.format("seven", "y = 7")


def test_two_sections_may_use_one_name(passes, fails) -> None:
    passes(f"{SIX}It is [6]{{=y}}.\n\n{SEVEN}It is [7]{{=y}}.\n")
    fails("docs/index.md:12", "7 is stated, but y is 6", f"{SIX}It is [7]{{=y}}.\n\n{SEVEN}")
    fails("docs/index.md:18", "6 is stated, but y is 7", f"{SIX}It is.\n\n{SEVEN}It is [6]{{=y}}.\n")


def test_what_is_stated_at_the_head_waits_for_what_is_computed_below(passes, fails) -> None:
    passes(f"It is [7]{{=y}}.\n\n{SIX}{SEVEN}")
    fails("docs/index.md:8", "6 is stated, but y is 7", f"It is [6]{{=y}}.\n\n{SIX}{SEVEN}")
    fails("docs/index.md:8", "can't be computed: NameError", f"It is [6]{{=yy}}.\n\n{SIX}{SEVEN}")


def test_what_is_stated_the_same_in_two_places_must_be_so_in_both(fails) -> None:
    fails("docs/index.md:18", "6 is stated, but y is 7", f"{SIX}It is [6]{{=y}}.\n\n{SEVEN}It is [6]{{=y}}.\n")
    fails("docs/index.md:12", "7 is stated, but y is 6", f"{SIX}It is [7]{{=y}}.\n\n{SEVEN}It is [7]{{=y}}.\n")
    formula = "\\(z = [6]{=y}\\)"
    fails("docs/index.md:18", "6 is stated, but y is 7", f"{SIX}So {formula}.\n\n{SEVEN}So {formula}.\n", alone=False)
    fails(
        "docs/index.md:18", "6 is stated, but y is 7", f"{SIX}So {formula}.\n\n{SEVEN}It is [6]{{=y}}.\n", alone=False
    )


def test_a_comment_is_no_place(passes) -> None:
    passes(f"{SIX}<!-- It is [7]{{=y}}. -->\n\n{SEVEN}It is [7]{{=y}}.\n")


def test_what_a_block_states_in_its_output_is_computed_behind_it(passes, fails) -> None:
    printing = BLOCK.format("printing", 'print(f"It is [{six}]{{=y}}.")')
    passes(SIX + printing + SEVEN)
    fails("docs/index.md:16", "6 is stated, but y is 7", SIX + SEVEN + printing)


def test_what_a_block_shows_as_text_is_not_computed(passes) -> None:
    shown = BLOCK.format("b", 'print("[that]{=touched.append(x)}")').replace('id="b"', 'id="b" result="text"')
    passes(f"{BLOCK.format('list', 'touched = []')}{shown}None is [0]{{=len(touched)}}.\n")


def test_a_statement_in_a_quotation_or_a_list_has_its_place(passes) -> None:
    passes(f"{SIX}> It is [equal\n> to six]{{=y == 6}}.\n\n- item\n\n    It is [6]{{=y}}.\n\n{SEVEN}It is [7]{{=y}}.\n")


def test_an_expression_that_crashes_ends_the_page_where_it_stands(book) -> None:
    block = BLOCK.format("b", "import os")
    faults = book(f"{block}It is [4]{{=os._exit(4)}}.\n\n{SEVEN}It is [7]{{=y}}.\n").faults()
    assert [fault.partition(" ")[0] for fault in faults] == [f"docs/index.md:{line}:" for line in (12, 14, 18)]
    assert ["exit code 4" in fault for fault in faults] == [True, False, False]
    assert ["has ended before it" in fault for fault in faults] == [False, True, True]


def test_what_an_expression_prints_is_a_fault(fails) -> None:
    block = BLOCK.format("b", "def y():\n    print(x)\n    return 7")
    fails("docs/index.md:14", "it prints '-6.0'", f"{block}It is [7]{{=y()}}.\n")


def test_the_steps_of_a_page_are_its_blocks_and_what_is_stated_between_them() -> None:
    indented = SEVEN.replace("\n", "\n    ")
    text = f"[1]{{=a}}, [one]{{=shown}}\n\n{SIX}- [2]{{=a}}, again [3]{{=a}}\n\n    {indented}"
    source = Source("docs/index.md", text)
    first, second = declared(source)[0]
    assert steps(source, [first, second]) == [
        *(Question("a", 0), Question("shown", 0, "one")),
        *(first, Question("a", 1), second),
    ]
    assert (first, second) == (Block("six", 3, "y = six = 6"), Block("seven", 9, "y = 7"))


def test_relative_paths_start_at_the_book(passes) -> None:
    """And not where somebody happens to build it."""
    read = BLOCK.format("b", "from pathlib import Path\nprint(Path('docs/d.txt').read_text())")
    assert "Hello" in passes(read, docs__d_txt="Hello").page()


def test_what_is_left_undone_is_a_fault_of_its_page(fails) -> None:
    failing = BLOCK.format("b", "import threading, time\n\n\ndef f():\n    time.sleep(0.1)\n    1 / 0\n\n\n")
    started = BLOCK.format("c", "threading.Thread(target=f).start()")
    fails("docs/index.md:14", "ZeroDivisionError: division by zero, in the thread", failing + started)
