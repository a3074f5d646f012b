"""The kept measurement: it adds up, each survivor is accounted for, and what has changed since then is named."""

from collections import Counter

import pytest

from lrbook.mutation import MODULES, ROOT, measurement, path_of, source_of
from lrbook.mutation.measuring import reasons

NO_MATHEMATICS = {"__init__", "__main__", "_checks", "_foreign"}


@pytest.fixture(name="measured")
def _measured():
    return measurement.kept()


def test_every_module_of_mathematics_is_measured():
    whole = {module for module in MODULES if "." not in module}
    assert {path.stem for path in (ROOT / "lrbook").glob("*.py")} - NO_MATHEMATICS == whole
    assert all(path_of(module).exists() for module in MODULES)


def test_the_kept_result_adds_up(measured):
    assert measured.counts.keys() <= set(MODULES)
    for module, counts in measured.counts.items():
        parts = counts.book + counts.tests + counts.equivalent + counts.timeout + counts.alive
        assert counts.mutants == parts > 0
        fates = Counter(survivor.fate for survivor in measured.survivors if survivor.module == module)
        assert fates == {
            fate: number for fate in ("tests", "equivalent", "timeout", "alive") if (number := getattr(counts, fate))
        }


def test_a_module_that_is_newer_than_the_measurement_is_named_as_changed(measured):
    newer = {f"lrbook/{module.replace('.', '/')}.py" for module in set(MODULES) - measured.counts.keys()}
    assert newer <= set(measured.changed())


@pytest.fixture(scope="module", name="lines")
def _lines():
    return {module: {line.strip() for line in source_of(module).splitlines()} for module in MODULES}


def test_each_reason_is_of_a_line_that_is_there(lines):
    gone = [(module, was) for module, was, _ in reasons() if was not in lines[module]]
    assert not gone, "take these out of equivalent.toml, or give a reason for the line as it is by now"


def test_each_survivor_is_killed_by_a_test_or_has_a_reviewed_reason(measured, lines):
    reviewed = reasons()
    assert measured.lost == []
    for one in measured.survivors:
        if one.fate == "equivalent" and one.was in lines[one.module]:  # else the line has changed since then
            assert reviewed[one.module, one.was, one.now] == one.why


def test_what_the_book_says_of_its_measurements_is_no_part_of_them():
    page = (ROOT / "docs/how-it-is-checked.md").read_text(encoding="utf-8")
    apart = measurement.SECTION.sub(r"\1", page)
    assert "kept()" in page
    assert "kept()" not in apart
    assert {line for line in page.splitlines() if line.startswith("## ")} < set(apart.splitlines())


def test_a_changed_source_is_noticed(root):
    then = dict(measurement.sources(root))
    assert then.keys() == {"lrbook/neuron.py", "docs/index.md", "docs/claims.toml"}
    read = measurement.Measurement("", "", "", {}, 0, [], {}, then)
    page, text = root / "docs/index.md", (root / "docs/index.md").read_text(encoding="utf-8")
    (root / "docs/new.md").write_text("# New\n", encoding="utf-8")
    page.write_text(text + "\n## Which slips are caught?\n\nWe do.\n", encoding="utf-8")
    with_section = measurement.Measurement("", "", "", {}, 0, [], {}, dict(measurement.sources(root)))
    assert read.changed(root) == ["docs/index.md", "docs/new.md"]
    page.write_text(text + "\n## Which slips are caught?\n\nThe measurement, by now.\n", encoding="utf-8")
    assert with_section.changed(root) == []  # what a page says of the result is no part of what is measured
    page.write_text(text + "\n## Which slips are caught?\n\nWe do.\n\n## More\n\nMore.\n", encoding="utf-8")
    assert with_section.changed(root) == ["docs/index.md"]
