"""CSV as every spreadsheet and program reads it: UTF-8, LF, dots, empty cells for what is missing.

Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers never do.
Knows nothing of where the bytes go.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from indicators.export.download import Download
from indicators.export.records import Rows, columns, parts, plain_number

#: First characters that a spreadsheet takes for a formula.
FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")


def csv_chunks(rows: Rows, about: Download) -> Iterator[bytes]:
    """The file in parts, so that a long table is never held twice."""
    yield lines([about.codebook])
    for part in parts(rows):
        found = columns(part, about.codebook, about.language, text=defused, number=plain_number)
        yield lines(zip(*found.values(), strict=True))


def to_csv(rows: Rows, about: Download) -> bytes:
    """The whole file."""
    return b"".join(csv_chunks(rows, about))


def defused(text: str) -> str:
    """`text` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Cells, quoted where they must be, as lines of CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
