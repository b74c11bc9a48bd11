"""A CSV or Parquet file of figures → batches of text columns, each with the numbers of its rows.

A row of CSV is called by the line that it begins on, as an editor counts lines, blank ones too; the rows of
Parquet are counted from 1.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from indicators.errors import DataFileError, FileAccessError, Problem
from indicators.query.packing.foreign_content import name_content
from indicators.query.packing.record_lines import RecordLines
from indicators.query.packing.rules import TableRule

#: Rows that are checked at once.
BATCH_ROWS: Final = 25_000
_BLOCK_BYTES: Final = 8_000_000


class InputFile:
    """A file of rows; `problems` are rows that could not be read as rows, known after `batches`.

    `share_read` says how much of it was read (0–1).
    """

    def __init__(self, path: Path) -> None:
        self.path, self.problems = path, list[Problem]()
        self.share_read = 0.0
        self._is_csv = path.suffix.lower() != ".parquet"
        _check_access(path)
        try:
            self.columns = self._csv_header() if self._is_csv else list(pq.read_schema(path).names)
        except (OSError, pa.ArrowInvalid, UnicodeDecodeError, csv.Error) as error:
            raise self._unreadable(error) from None

    @property
    def header_line(self) -> int:
        """The line that the names of the columns stand on."""
        lines = RecordLines(self.path)
        return lines.line_of(1) if self._is_csv and lines.has_record(1) else 1

    def batches(self) -> Iterator[tuple[NDArray[np.int64], pa.RecordBatch]]:
        """The numbers of some rows, and the rows: every column text, nothing where a cell is empty."""
        try:
            yield from self._csv_batches() if self._is_csv else self._parquet_batches()
        except (OSError, pa.ArrowInvalid) as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> DataFileError:
        if self._is_csv and (foreign := self._foreign()):
            return foreign
        wanted = "CSV in UTF-8" if self._is_csv else "Parquet"
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return DataFileError(self.path, f"expected {wanted}; cannot be read ({reason})")

    def _foreign(self) -> DataFileError | None:
        """What is wrong with a file that is no text in UTF-8, and on which line, where it is known."""
        line = 1
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES) + file.readline(_BLOCK_BYTES):
                if found := name_content(block):
                    what, advice, start = found
                    line += len(re.findall(rb"\r\n|\n|\r", block[:start]))
                    where = "" if start is None else f" on line {line}"
                    return DataFileError(
                        self.path, f"expected CSV in UTF-8; cannot be read ({what}{where}); {advice}"
                    )
                line += len(re.findall(rb"\r\n|\n|\r", block))
        return None

    def _csv_header(self) -> list[str]:
        with self.path.open("rb") as file:
            if foreign := name_content(file.read(_BLOCK_BYTES)) and self._foreign():
                raise foreign
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            return next((cells for cells in csv.reader(file) if cells), [])

    def _csv_batches(self) -> Iterator[tuple[NDArray[np.int64], pa.RecordBatch]]:
        skipped, record_lines = list[int](), RecordLines(self.path)
        size = max(1, self.path.stat().st_size)

        def bad(row: Any) -> str:
            skipped.append(int(row.number))
            line = record_lines.line_of(int(row.number))
            message = f"expected {row.expected_columns} cells; found {row.actual_columns}"
            self.problems.append(Problem(str(self.path), line, "row", message, TableRule.ROW))
            return "skip"

        if not record_lines.has_record(2):
            raise DataFileError(self.path, "expected rows below the header; found none")
        reader = pcsv.open_csv(
            self.path,
            read_options=pcsv.ReadOptions(block_size=_BLOCK_BYTES, use_threads=False),
            parse_options=pcsv.ParseOptions(newlines_in_values=True, invalid_row_handler=bad),
            convert_options=pcsv.ConvertOptions(
                column_types=dict.fromkeys(self.columns, pa.string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
            ),
        )
        before = 1
        for whole in reader:
            for batch in _split_batch(whole):
                records = _record_numbers(before, len(batch), skipped)
                before = int(records[-1]) if len(records) else before
                yield record_lines.lines_of(records), batch
                record_lines.forget(before)
                self.share_read = record_lines.bytes_read / size

    def _parquet_batches(self) -> Iterator[tuple[NDArray[np.int64], pa.RecordBatch]]:
        before = 0
        file = pq.ParquetFile(self.path)
        for batch in file.iter_batches(BATCH_ROWS):
            texts = pa.RecordBatch.from_arrays(
                [_to_text_column(column) for column in batch.columns], batch.schema.names
            )
            yield np.arange(before + 1, before + len(batch) + 1), texts
            before += len(batch)
            self.share_read = before / file.metadata.num_rows


def _check_access(path: Path) -> None:
    """Raise FileAccessError unless there is a file that may be read."""
    if path.exists() and not path.is_file():  # it is read more than once, which a pipe cannot be
        raise FileAccessError(path, "cannot be read (not a file)")
    try:
        path.open("rb").close()
    except OSError as error:
        raise FileAccessError(path, f"cannot be read ({error.strerror or error})") from None


def _split_batch(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(batch), BATCH_ROWS):
        yield batch.slice(start, BATCH_ROWS)


def _record_numbers(before: int, count: int, skipped: list[int]) -> NDArray[np.int64]:
    """The numbers of `count` records after record `before`, but for the skipped ones."""
    late = [record for record in skipped if record > before]
    records = np.arange(before + 1, before + count + len(late) + 1)
    return records[~np.isin(records, late)][:count]


def _to_text_column(column: pa.Array) -> pa.Array:
    """A column as text: numbers without exponents, days as ISO writes them."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    texts = column.cast(pa.string())
    if pa.types.is_floating(column.type):
        strange = pc.fill_null(pc.match_substring(texts, "e"), False)
        if pc.any(strange).as_py():
            plain = [text if text is None else format(Decimal(text), "f") for text in texts.to_pylist()]
            texts = pa.array(plain, pa.string())
    return pc.if_else(pc.equal(texts, ""), None, texts)
