"""Executed blocks: whatever keeps one from running to its end is a fault with its page, its line and its id."""

from __future__ import annotations

import pytest

from lrbook.press.sessions import session

BLOCK = '```python exec="on" id="b"\n{}\n```\n'


@pytest.mark.parametrize(
    ("code", "line", "texts"),
    [
        ("1 / 0", 9, ['the block "b" fails', "ZeroDivisionError"]),
        ("y = 1\n\n\nraise ValueError('no')", 12, ['"b"', "ValueError: no"]),
        ("def f():\n    return 1 / 0\n\n\nf()", 10, ["ZeroDivisionError"]),
        ("import sys\nsys.exit(0)", 10, ['"b"', "it exits", "let it run to its end"]),
        ("exit()", 9, ["it exits"]),
        ("import asyncio\nraise asyncio.CancelledError", 10, ["CancelledError"]),
        ("raise GeneratorExit", 9, ["GeneratorExit"]),
        ("y = 1\nx = = 1", 10, ['"b"', "SyntaxError"]),
        ("y = 1\n  z = 2", 10, ["IndentationError"]),
        ("return 5", 9, ["SyntaxError"]),
        ("import numpy as np\nnp.log(np.zeros(1))", 10, ['"b"', "RuntimeWarning: divide by zero"]),
        ("import numpy as np\nnp.exp(np.array([1000.0]))", 10, ["RuntimeWarning: overflow"]),
        ("import warnings\nwarnings.warn('mind', RuntimeWarning)", 10, ["RuntimeWarning: mind"]),
        ("print(missing_name)", 9, ["NameError"]),
        ("assert x == 5, 'x is wrong'", 9, ["AssertionError: x is wrong"]),
        ("import no_such_module", 9, ["ModuleNotFoundError", "no_such_module"]),
        ("\n\n1 / 0", 11, ["ZeroDivisionError"]),
        ("class Odd(BaseException): ...\nraise Odd('out')", 10, ["Odd: out"]),
    ],
)
def test_a_block_that_fails_is_named_with_the_line_that_failed(fails, code, line, texts) -> None:
    built = fails(f"docs/index.md:{line}", texts, BLOCK.format(code))
    assert 'class="fault"' in built.page()


def test_a_block_that_is_interrupted_does_not_pass(book) -> None:
    assert book(BLOCK.format("raise KeyboardInterrupt")).code == 1


@pytest.mark.parametrize("body", ["pass", "pow(x, 0)", "[print(end=str()) for _ in range(9)]"])
def test_a_block_without_end_is_ended(fails, monkeypatch, body) -> None:
    monkeypatch.setattr(session, "SECONDS", 0.3)
    fails("docs/index.md:9", "ran for", BLOCK.format(f"while True: {body}"))


def test_a_block_without_end_is_ended_though_it_catches_what_it_can(book, monkeypatch) -> None:
    monkeypatch.setattr(session, "SECONDS", 0.3)
    code = "while True:\n    try:\n        1 / 0\n    except Exception:\n        pass"
    built = book(BLOCK.format(code))
    assert built.code == 1
    assert "it ran for 0.3 seconds" in built.faults()[0]


@pytest.mark.parametrize(
    ("fence", "texts"),
    [
        ('```python exec="on" id="b" source="abov"', ["source", "abov", "above"]),
        ("```python exec=on", ["not run", 'exec="on"']),
        ("```python exec=on id=b", ["not run", 'exec="on"']),
        ("```python exec='on' id='b'", ["not run", 'exec="on"']),
        ('```pythn exec="on" id="b"', ["not run", "python"]),
        ('```Python exec="on" id="b"', ["not run", "python"]),
        ('```{.python exec="on" id="b"}', ["not run", "python"]),
        ('```{ .python .annotate exec="on" id="b" }', ["not run", "python"]),
        ('```bash exec="on" id="b"', ["not run", "python"]),
        ('```py exec="on" id="b"', ["not run", "python"]),
        ('```exec="on" id="b"', ["not run", "python"]),
        ('```python exec="off" id="b"', ["exec", "off"]),
        ('```python exec="true" id="b"', ["exec", "true"]),
        ('```python exec="on" exec="off" id="b"', ["exec"]),
        ('```python exce="on" id="b"', ["exce", "did you mean exec"]),
        ('```python exec="on" id="b" ressult="text"', ["ressult", "did you mean result"]),
        ('```python exec="on" id="b" returncode="1"', ["returncode"]),
        ('```python exec="on" id="b" session="s"', ["session"]),
        ('```python exec="on" id="b" html="yes"', ["html"]),
        ('```python exec="on"', ["no id", 'id="…"']),
        ('```python exec="on" id=""', ["no id"]),
        ('```python exec="on" id="start"', ['"start"', "another block"]),
        ('```python exec="on" id="two words"', ["id", "letters"]),
        ("```python", ["shown but not run", 'exec="on"']),
        ("```Python", ["shown but not run", 'exec="on"']),
        ("```py", ["shown but not run"]),
        ("```{.python}", ["shown but not run"]),
        ("```{.python .annotate}", ["shown but not run"]),
        ("```python exec", ["shown but not run"]),
        ("~~~python", ["shown but not run"]),
        ("```pycon", ["shown but not run"]),
        ('```text titel="x"', ["titel", "did you mean title"]),
    ],
)
def test_a_fence_that_is_mistyped_is_named(fails, fence, texts) -> None:
    fails("docs/index.md:10", texts, f"A text.\n\n{fence}\nz = x\n{fence[:3]}\n", alone=False)


@pytest.mark.parametrize("fence", ['```python exec="on" id="b"\nz = 1\n', "```text\nsome\n", "~~~text\nsome\n```\n"])
def test_a_fence_without_end_is_named(fails, fence) -> None:
    fails("docs/index.md:10", ["never closed"], f"A text.\n\n{fence}", alone=False)


@pytest.mark.parametrize(
    "text",
    [
        '~~~python exec="on" id="b"\nprint("It", "runs", x)\n~~~\n',
        '````python exec="on" id="b"\nprint("It", "runs", x)\n````\n',
        '- item\n\n    ```python exec="on" id="b"\n    print("It", "runs", x)\n    ```\n',
        '- item\n    - item\n\n        ```python exec="on" id="b"\n        print("It", "runs", x)\n        ```\n',
        '!!! note "Note"\n\n    ```python exec="on" id="b"\n    print("It", "runs", x)\n    ```\n',
        '=== "Tab"\n\n    ```python exec="on" id="b"\n    print("It", "runs", x)\n    ```\n',
        '> quoted\n>\n> ```python exec="on" id="b"\n> print("It", "runs", x)\n> ```\n',
        '<div markdown="1">\n\n```python exec="on" id="b"\nprint("It", "runs", x)\n```\n\n</div>\n',
        '```python exec="on" id="b" result="text" title="It" hl_lines="1" linenums="1"\nprint("It", "runs", x)\n```\n',
        '```python exec="on" id="b" html="on" source="below"\nprint("<p>It runs", x, "</p>")\n```\n',
    ],
)
def test_a_block_runs_wherever_markdown_allows_it(passes, text) -> None:
    assert "It runs" in passes(text).page().replace('<span class="w"> </span>', " ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('- item\n\n    ```python exec="on" id="b"\n    y = 1\n    1 / 0\n    ```\n', 12),
        ('!!! note "Note"\n\n    ```python exec="on" id="b"\n    y = 1\n    1 / 0\n    ```\n', 12),
        ('=== "Tab"\n\n    ```python exec="on" id="b"\n    y = 1\n    1 / 0\n    ```\n', 12),
        ('> quoted\n>\n> ```python exec="on" id="b"\n> y = 1\n> 1 / 0\n> ```\n', 12),
    ],
)
def test_a_block_that_fails_inside_another_element_has_its_line(fails, text, line) -> None:
    fails(f"docs/index.md:{line}", "ZeroDivisionError", text)


def test_a_block_that_is_to_raise_shows_how_it_ends(passes) -> None:
    text = '```python exec="on" id="b" raises="ValueError"\nprint("so far")\nraise ValueError("not\\n<this>")\n```\n'
    page = passes(text).page()
    assert "so far\nValueError: not &lt;this&gt;" in page.replace('<span class="w"> </span>', " ")


@pytest.mark.parametrize(
    ("code", "line", "texts"),
    [
        ("y = 1", 8, ["runs to its end", "is to raise ValueError"]),
        ("y = 1\nint(print)", 10, ["TypeError"]),
        ("class Near(ValueError): ...\nraise Near", 10, ["Near"]),
        ("import sys\nprint(1, file=sys.stderr)\nraise ValueError", 8, ["goes to the terminal"]),
    ],
)
def test_a_block_that_is_to_raise_and_does_not_is_named(fails, code, line, texts) -> None:
    fails(f"docs/index.md:{line}", texts, f'```python exec="on" id="b" raises="ValueError"\n{code}\n```\n')


def test_code_that_is_folded_away_may_have_a_title(passes) -> None:
    page = passes('```python exec="on" id="b" title="The <check>"\ny = x\n```\n').page()
    assert '<details class="code titled">\n<summary>The &lt;check&gt;</summary>' in page
    assert "<summary>Code</summary>" not in page.partition('id="block-b"')[2]
    assert 'class="filename"' not in page


def test_the_folded_dictionary_of_letters_says_what_it_is(passes) -> None:
    page = passes('```python exec="on" id="letters"\nletters = {"x": [1.5, 2.5]}\n```\n').page()
    assert '<details class="code">\n<summary>What the letters mean</summary>' in page


FILED = '```python exec="on" source="above" title="{}" id="b"\n{}\n```\n'


TWO = "a = 1\n\n\ndef f():\n    return 2\n"


def test_code_under_the_name_of_a_file_stands_in_it(passes) -> None:
    assert "two.py" in passes(FILED.format("two.py", "def f():\n    return 2"), two_py=TWO).page()


@pytest.mark.parametrize(
    ("title", "code", "text"),
    [
        ("two.py", "def f():\n    return 3", "does not stand there"),
        ("two.py", "a = 1\n\ndef f():\n    return 2", "does not stand there"),
        ("three.py", "a = 1", "no such file"),
    ],
)
def test_code_that_is_unlike_its_file_is_named(fails, title, code, text) -> None:
    fails("docs/index.md:8", [title, text], FILED.format(title, code), two_py=TWO)


def test_a_sample_of_a_page_is_not_run(passes) -> None:
    built = passes('````markdown\n```python exec="on" id="b"\n1 / 0\n```\n\nThe cost is [28]{=cost(x)}.\n````\n')
    assert "exec=" in built.page()


def test_a_sample_in_tildes_is_not_run(passes) -> None:
    passes("~~~~markdown\n```python exec=on\n1 / 0\n```\n~~~~\n")


@pytest.mark.parametrize(
    "text",
    [
        '<!--\n\n```python exec="on" id="b"\nz = 1\n```\n\n-->\n\nText.\n',
        '<div>\n\n```python exec="on" id="b"\nz = 1\n```\n\n',
        'Text\n\n        ```python exec="on" id="b"\n        z = 1\n        ```\n',
    ],
)
def test_a_block_that_no_reader_sees_is_named(book, text) -> None:
    built = book(text)
    shown = 'id="block-b"' in built.page().split("<!--")[0] and "&lt;" not in built.page()
    assert built.code == 1 or shown


def test_the_lines_are_right_below_front_matter(fails) -> None:
    fails(
        "docs/index.md:7",
        "ZeroDivisionError",
        start='---\ntitle: A page\n---\n\n```python exec="on" id="b"\ny = 1\n1 / 0\n```\n',
    )


def test_the_lines_are_right_with_carriage_returns(fails) -> None:
    text = ('A text.\n\n```python exec="on" id="b"\ny = 1\n1 / 0\n```\n\nThe cost is [40]{=x * x}.\n').replace(
        "\n", "\r\n"
    )
    built = fails("docs/index.md:5", "ZeroDivisionError", start=text, alone=False)
    assert "docs/index.md:8: " in built.said


def test_a_block_cannot_end_the_build_by_its_output(passes) -> None:
    assert "done" in passes(BLOCK.format('print("*done*")')).page()


def test_warnings_that_a_block_means_to_show_pass(passes) -> None:
    passes(BLOCK.format("import numpy as np\nwith np.errstate(over='ignore'):\n    y = np.exp(np.array([1000.0]))"))


def test_a_page_does_not_change_how_another_is_computed(fails) -> None:
    quiet = BLOCK.format("import numpy as np\nnp.seterr(all='ignore')\nimport decimal\ndecimal.getcontext().prec = 3")
    block = '```python exec="on" id="c"\nimport numpy as np\ny = np.log(np.zeros(1))\n```\n'
    loud = "The log is [nought]{=np.log(y)}.\n\n" + block
    fails("docs/two.md:5", "RuntimeWarning", quiet, docs__two_md=loud, alone=False)


def test_only_what_a_block_prints_is_shown(passes) -> None:
    built = passes(BLOCK.format("y = 1") + "Text.\n")
    assert "output" not in built.page()


def test_a_block_that_prints_a_block_is_named(fails) -> None:
    code = 'print(\'```python exec="on" id="{}"\\ny = x\\n```\')'
    fails("docs/index.md:8", "prints another block to run", BLOCK.format(code.format("c")))
    fails("docs/index.md:8", "prints another block to run", BLOCK.format(code.format("start")), alone=False)


def test_a_block_that_a_plugin_puts_into_a_page_is_named(fails) -> None:
    hook = """def on_page_markdown(markdown, **_):
    return markdown + '\\n\\n```python exec="on" id="c"\\nx = 1\\n```\\n'
"""
    fails("docs/index.md", "not run", config=lambda config: config + "hooks: [hook.py]\n", hook_py=hook)
