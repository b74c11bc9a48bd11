"""Read the files of rows of a packed dataset whole in a process of its own, before a server opens them.

A file of rows is read as it is asked for, by libraries that a damaged one may end, with the process that they are
in, or let take memory without end. One that was read from its first row to its last does neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from indicators.check.bounded_call import MAX_PROCESSOR_SECONDS, call_bounded
from indicators.errors import DataFileError
from indicators.query.facets import COUNT_COLUMNS, FACET_KEYS
from indicators.query.packed_dataset import STORED_SCHEMA, Manifest, read_manifest

#: Bytes of a file of rows for which the process is given one second of a processor more; it takes a tenth of that.
_BYTES_A_SECOND: Final = 2**20
#: Bytes that the libraries take which the process loads.
_LIBRARY_BYTES: Final = 128 * 2**20
_BATCH_ROWS: Final = 16_384


def check_row_files(folder: Path) -> None:
    """Raise DataFileError where the files of rows in the folder of a packed dataset cannot be read from end to end."""
    manifest = read_manifest(folder)
    seconds = MAX_PROCESSOR_SECONDS + sum(manifest.bytes.values()) // _BYTES_A_SECOND
    call_bounded(
        folder, _read_in_child, folder, manifest, processor_seconds=seconds, library_bytes=_LIBRARY_BYTES
    )


def _read_in_child(folder: Path, manifest: Manifest) -> None:
    pa.set_memory_pool(pa.system_memory_pool())  # others take addresses by the gigabyte
    read_row_files(folder, manifest)


def read_row_files(folder: Path, manifest: Manifest) -> None:
    """Read every row that the folder of a packed dataset holds; raises DataFileError."""
    observations = folder / manifest.observations
    found = _count_rows(observations, STORED_SCHEMA.names)
    if found != manifest.rows:
        reason = f"expected {manifest.rows:,} rows; found {found:,}: copy or pack it again"
        raise DataFileError(observations, reason)
    _count_rows(folder / manifest.combinations, [*FACET_KEYS, *COUNT_COLUMNS])


def _count_rows(path: Path, columns: Iterable[str]) -> int:
    """How many rows a file has, each of which was read."""
    try:
        file = pq.ParquetFile(path)
        if missing := [name for name in columns if name not in file.schema_arrow.names]:
            raise DataFileError(path, f"expected a column {missing[0]!r}; found none: pack it again")
        return sum(batch.num_rows for batch in file.iter_batches(_BATCH_ROWS, use_threads=False))
    except MemoryError:  # also what pyarrow calls an error of its own
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        raise DataFileError(path, f"cannot be read ({reason}): copy or pack it again") from None
