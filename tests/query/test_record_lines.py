"""Rows of a CSV file are called by the line that they begin on, as an editor counts lines."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.errors import DataFileError
from indicators.query.packing import input_file, record_lines
from indicators.query.packing.input_file import InputFile

ENDS = ("\n", "\r\n", "\r")
#: A cell as it is written, and how many line breaks it holds.
CELLS = (
    ("x", 0),
    ("", 0),
    ('"x"', 0),
    ('""', 0),
    ('"a""b"', 0),
    ('"a,b"', 0),
    ('"a{end}b"', 1),
    ('"{end}{end}"', 2),
    ('"a"b', 0),
    ('a"b', 0),
    ("# x", 0),
    ("广州", 0),
    (" ", 0),
    ("\u2028\u0085\x0b\x0c", 0),
)
cells = st.sampled_from(CELLS)
#: A record of two cells, a record of another number of them, or a blank line.
records = st.one_of(
    st.tuples(cells, cells), st.tuples(cells, cells), st.just(()), st.tuples(cells, cells, cells)
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("lines") / "rows.csv"


def written(some, end, *, mark, ends_last):
    """A CSV file of these records, with the lines on which those of two cells begin, and the others."""
    text, line, good, bad = "", 1, [], []
    for number, record in enumerate([(("a", 0), ("b", 0)), *some]):
        if record and number:
            (good if len(record) == 2 else bad).append(line)
        text += ",".join(cell for cell, _ in record) + "{end}"
        line += 1 + sum(breaks for _, breaks in record)
    text = text if ends_last else text.removesuffix("{end}")
    return (b"\xef\xbb\xbf" * mark) + text.replace("{end}", end).encode(), good, bad


@given(
    st.lists(records, max_size=12), st.sampled_from(ENDS), st.booleans(), st.booleans(), st.integers(1, 40)
)
@example([(), (CELLS[6], CELLS[0]), (), (CELLS[0],) * 3, (CELLS[0], CELLS[6])], "\r\n", True, False, 3)
def test_every_row_and_every_row_that_is_none_is_told_by_its_line(path, some, end, mark, ends_last, block):
    some = [*some, (CELLS[0], CELLS[0])]
    data, good, bad = written(some, end, mark=mark, ends_last=ends_last)
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record_lines, "_BLOCK_BYTES", block)
        patch.setattr(input_file, "BATCH_ROWS", 3)
        file = InputFile(path)
        found = [line for lines, batch in file.batches() for line in lines.tolist()]

    assert found == good
    assert [problem.line for problem in file.problems] == bad


@pytest.mark.parametrize("text", ["", "\n\n", "a,b", "a,b\n\n\n", '"a",b\r\n'])
def test_a_table_without_rows_is_refused(path, text):
    path.write_text(text, encoding="utf-8", newline="")

    with pytest.raises(DataFileError, match="expected rows below the header; found none"):
        list(InputFile(path).batches())


@pytest.mark.parametrize("end", ENDS)
def test_a_cell_that_is_never_closed_is_told_by_the_line_it_begins_on(path, end):
    path.write_text(end.join(("a,b", "", "1,2", '"3', "4,5", "")), encoding="utf-8", newline="")
    file = InputFile(path)

    assert [lines.tolist() for lines, _ in file.batches()] == [[3]]
    assert [str(problem) for problem in file.problems] == [f"{path}:4:row: expected 2 cells; found 1 [row]"]
