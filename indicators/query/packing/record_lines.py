"""Which line of a CSV file each record begins on, as an editor counts lines.

The reader of records passes over blank lines, and a quoted cell may hold line breaks, so that the number of a record
and its line part. Lines end in LF, CR LF or CR; a quotation mark counts where a cell begins, and twice in a quoted cell
stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Lines = NDArray[np.int64]

_BLOCK_BYTES: Final = 4_000_000
_LF, _CR = 10, 13
_LINE_END: Final = re.compile(rb"\r\n|\n|\r")
#: A cell: what follows the closing mark of a quoted one belongs to it.
_CELL: Final = rb'(?>"[^"]*+(?:""[^"]*+)*+"[^,\r\n]*+|(?!")[^,\r\n]*+)'
_RECORD: Final = re.compile(_CELL + rb"(?:," + _CELL + rb")*+(?>\r\n|\n|\r)")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class RecordLines:
    """The lines of the records of a file, which are asked for in their order; the header is record 1."""

    def __init__(self, path: Path) -> None:
        self._parts = self._find_record_lines(path)
        self.bytes_read = 0
        self._known, self._first = np.zeros(0, np.int64), 1

    def has_record(self, record: int) -> bool:
        """Whether there are so many records."""
        while record >= self._first + len(self._known):
            if (more := next(self._parts, None)) is None:
                return False
            self._known = np.concatenate([self._known, more])
        return True

    def line_of(self, record: int) -> int:
        """The line that one record begins on."""
        return int(self.lines_of(np.array([record]))[0])

    def lines_of(self, records: Lines) -> Lines:
        """The lines that some records begin on; none of them lies before those that were forgotten."""
        if len(records):
            self.has_record(int(records[-1]))
        return self._known[records - self._first]

    def forget(self, record: int) -> None:
        """Keep nothing of the records before this one."""
        self._known, self._first = self._known[record - self._first :], record

    def _find_record_lines(self, path: Path) -> Iterator[Lines]:
        """The line that every record of a file begins on, some records at a time."""
        line, rest = 1, b""
        with path.open("rb") as file:
            rest = file.read(len(_BYTE_ORDER_MARK)).removeprefix(_BYTE_ORDER_MARK)
            while block := file.read(_BLOCK_BYTES):
                self.bytes_read += len(block)
                text = rest + block
                is_split = text.endswith(b"\r")  # an LF may follow
                find = _find_in_quoted if b'"' in text else _find_in_plain
                found, line, end = find(text[:-1] if is_split else text, line)
                yield found
                rest = text[end:]
        found, line, end = _find_in_quoted(rest, line)
        yield found
        if end < len(rest):  # a last line without an end, or a quotation mark that is never closed
            yield np.array([line])


def _find_in_plain(text: bytes, line: int) -> tuple[Lines, int, int]:
    """The lines of the records in a text without quotation marks, the line after them, and where that begins."""
    signs = np.frombuffer(text, np.uint8)
    is_end = (signs == _LF) | (signs == _CR)
    is_end[:-1] &= ~((signs[:-1] == _CR) & (signs[1:] == _LF))
    ends = np.flatnonzero(is_end)
    if not len(ends):
        return np.zeros(0, np.int64), line, 0
    lengths = np.diff(ends, prepend=-1) - 1
    is_blank = lengths == 0
    lone = np.flatnonzero(lengths == 1)  # nothing but the CR of a CR LF
    is_blank[lone] = (signs[ends[lone]] == _LF) & (signs[ends[lone] - 1] == _CR)
    return np.flatnonzero(~is_blank) + line, line + len(ends), int(ends[-1]) + 1


def _find_in_quoted(text: bytes, line: int) -> tuple[Lines, int, int]:
    """The same in any text; a cell whose closing mark is not in it is left for the next."""
    found, end = [], 0
    while record := _RECORD.match(text, end):
        end = record.end()
        if text[record.start()] not in (_LF, _CR):
            found.append(line)
        line += len(_LINE_END.findall(text, record.start(), end))
    return np.array(found, np.int64), line, end
