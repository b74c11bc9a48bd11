"""Tables → bytes of a file. The same rows give the same bytes.

Files hold the contract columns in their order, numbers as numbers, and explain themselves.
Long tables are written in parts.
"""

from indicators.export.codebooks import CODEBOOKS, VOCABULARY_TABLES, select_rows
from indicators.export.csv_file import to_csv
from indicators.export.data_package import to_package
from indicators.export.download import PACKAGE, Download, file_name
from indicators.export.formats import (
    FILE_FORMATS,
    FORMATS_OF_TABLE,
    OFFERED_FORMATS,
    FileFormat,
    UnsupportedFormat,
    format_of,
)
from indicators.export.json_file import RecordPage, to_json
from indicators.export.parquet_file import to_parquet
from indicators.export.plain_values import Rows, plain_records, slice_rows
from indicators.export.sdmx_file import to_sdmx
from indicators.export.xlsx_file import MAX_ROWS, TooManyRows, to_xlsx
from indicators.model.float64 import format_plain_number

__all__ = [
    "CODEBOOKS",
    "FILE_FORMATS",
    "FORMATS_OF_TABLE",
    "MAX_ROWS",
    "OFFERED_FORMATS",
    "PACKAGE",
    "VOCABULARY_TABLES",
    "Download",
    "FileFormat",
    "RecordPage",
    "Rows",
    "TooManyRows",
    "UnsupportedFormat",
    "file_name",
    "format_of",
    "format_plain_number",
    "plain_records",
    "select_rows",
    "slice_rows",
    "to_csv",
    "to_json",
    "to_package",
    "to_parquet",
    "to_sdmx",
    "to_xlsx",
]
