"""XLSX of four sheets: data, codebook, sources, about this download, named in the language of the file.

Numbers are numbers and days are days; nothing in it is a formula or a live link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

import xlsxwriter

from indicators.errors import IndicatorsError
from indicators.export.download import Download
from indicators.export.json_file import cited_sources
from indicators.export.plain_values import WRITING_PHASE, Rows, fetch_all, plain_columns
from indicators.model.float64 import format_plain_number, shortest_decimal
from indicators.text import join_clauses
from indicators.yamlfile.progress import Report, report_nothing, track

#: XlsxWriter needs about 0.3 ms a row; larger tables belong in CSV or Parquet.
MAX_ROWS = 100_000
# A fixed date of creation, so that the same rows give the same bytes.
_FIXED_CREATION: Final = datetime(2000, 1, 1, tzinfo=UTC)
# The first day that a workbook can hold as a day.
_FIRST_EXCEL_DAY: Final = date(1900, 3, 1)
_WORKBOOK_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MAX_COLUMN_WIDTH, _MEASURED_ROWS = 60, 500
# Decimals of a number above one, and the most that a workbook can show.
_SHOWN_DECIMALS, _MAX_DECIMALS = 6, 30


class TooManyRows(IndicatorsError, ValueError):
    """A workbook or package cannot hold that many rows."""

    def __init__(self, rows: int, what: str = "workbook") -> None:
        super().__init__(f"a {what} holds at most {MAX_ROWS:,} rows; these are {rows:,}: take CSV")


def to_xlsx(rows: Rows, about: Download) -> bytes:
    """The workbook; raises TooManyRows above MAX_ROWS rows."""
    if len(rows) > MAX_ROWS:
        raise TooManyRows(len(rows))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _WORKBOOK_OPTIONS) as book:
        book.set_properties({"title": about.title, "created": _FIXED_CREATION})
        sheets, say = SheetWriter(book), about.say
        about.report("fetching rows", None, 0)
        found = plain_columns(fetch_all(rows), about.codebook, about.language)
        days = {name for name, (dtype, _) in about.codebook.items() if dtype.startswith("datetime")}
        for name in days & set(found):
            found[name] = [_excel_day(value) for value in found[name]]
        sheets.add(say("data"), list(found), list(zip(*found.values(), strict=True)), about.report)
        meanings = [(name, *entry) for name, entry in about.codebook.items()]
        sheets.add(say("codebook"), [say("column"), say("type"), say("meaning")], meanings)
        sheets.add(say("sources"), [say("source"), say("citation"), say("url")], cited_sources(rows, about))
        sheets.add(say("about this download"), ["", ""], _download_facts(rows, about))
        about.report("closing the workbook", None, 0)
    return out.getvalue()


def _excel_day(iso: str | None) -> Any:
    day = date.fromisoformat(iso) if iso else None
    return day if day is None or day >= _FIRST_EXCEL_DAY else iso


class SheetWriter:
    """Adds sheets to a workbook with one look: bold frozen header, filters, fitting widths."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._days = book.add_format({"num_format": "yyyy-mm-dd"})
        self._formats: dict[int, Any] = {}

    def add(
        self,
        name: str,
        header: Sequence[str],
        lines: Sequence[Sequence[Any]],
        report: Report = report_nothing,
    ) -> None:
        """A sheet with a header and lines of text, numbers, days, yes or no, and None."""
        sheet = self._book.add_worksheet(name)
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, self._bold)
            sheet.set_column(
                column, column, _column_width([title, *(line[column] for line in lines[:_MEASURED_ROWS])])
            )
        for row, line in enumerate(track(lines, report, WRITING_PHASE, len(lines)), start=1):
            for column, value in enumerate(line):
                if value is not None:
                    self._write(sheet, row, column, value)
        sheet.freeze_panes(1, 0)
        if lines and any(header):
            sheet.autofilter(0, 0, len(lines), len(header) - 1)

    def _write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._days)
        else:
            sheet.write_number(row, column, _ExactNumber(value), self._numbers(_count_decimals(value)))

    def _numbers(self, places: int) -> Any:
        """The format of numbers with so many decimals."""
        if places not in self._formats:
            pattern = "#,##0" + ("." + "0" * places if places else "")
            self._formats[places] = self._book.add_format({"num_format": pattern})
        return self._formats[places]


def _count_decimals(value: float) -> int:
    """How many decimals a cell shows: those it has, but no more than six digits of what is smaller than one."""
    places = len(format_plain_number(value).partition(".")[2])
    zeros = -1 - shortest_decimal(value).adjusted() if places else 0
    return min(places, _SHOWN_DECIMALS + max(0, zeros), _MAX_DECIMALS)


class _ExactNumber(float):
    """A number that XlsxWriter, which writes sixteen digits, writes with all that a float64 needs."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


def _column_width(cells: Iterable[Any]) -> int:
    return min(_MAX_COLUMN_WIDTH, max(_display_width(cell) for cell in dict.fromkeys(cells)) + 2)


def _display_width(cell: Any) -> int:
    """About how many digits wide a cell is; Chinese characters are two."""
    text = "" if cell is None else str(cell)
    return len(text) if text.isascii() else sum(2 if character > "\u2e7f" else 1 for character in text)


def _download_facts(rows: Rows, about: Download) -> list[tuple[str, Any]]:
    say = about.say
    filters = join_clauses((f"{name} = {value}" for name, value in about.selection.params()), about.language)
    return [
        (say("dataset"), about.title),
        (say("table"), about.table),
        (say("version"), about.dataset.version),
        (say("licence"), about.dataset.about.licence),
        (say("rows"), len(rows)),
        (say("filters"), filters or say("none: every row")),
        (say("made on"), about.made.isoformat()),
        (say("link"), about.link),
    ]
