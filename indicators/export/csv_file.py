"""CSV as every spreadsheet and program reads it: UTF-8, LF, dots, empty cells for what is missing.

Where it is asked for, a byte order mark stands first: without it, Excel takes the names for another encoding.
Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers never do.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from indicators.export.download import Download
from indicators.export.plain_values import Rows, format_flag, plain_columns, split_rows
from indicators.model.float64 import format_plain_number

#: First characters that a spreadsheet takes for a formula.
FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")


def csv_chunks(rows: Rows, about: Download) -> Iterator[bytes]:
    """The file in parts, so that a long table is never held twice."""
    yield (codecs.BOM_UTF8 if about.bom else b"") + csv_lines([about.codebook])
    for part in split_rows(rows, report=about.report):
        found = plain_columns(
            part,
            about.codebook,
            about.language,
            text=defuse_formula,
            number=format_plain_number,
            flag=format_flag,
        )
        yield csv_lines(zip(*found.values(), strict=True))


def to_csv(rows: Rows, about: Download) -> bytes:
    """The whole file."""
    return b"".join(csv_chunks(rows, about))


def defuse_formula(text: str) -> str:
    """`text` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Cells, quoted where they must be, as lines of CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
