"""Tables → bytes of a file. The same rows give the same bytes.

Files hold the contract columns in their order, numbers as numbers, and explain themselves.
Long tables are written in parts. Knows nothing of widgets or HTTP.
"""

from indicators.export.csvfile import to_csv
from indicators.export.download import Download, filename
from indicators.export.formats import FORMATS, TAKEN_AS, Format, UnfitFormat, format_of, written
from indicators.export.jsonfile import Page, to_json
from indicators.export.package import to_package
from indicators.export.parquet import to_parquet
from indicators.export.records import Rows, piece, plain_number, records
from indicators.export.sdmx import to_sdmx
from indicators.export.vocabularies import CODEBOOKS, VOCABULARIES, rows_of
from indicators.export.workbook import MAX_ROWS, TooManyRows, to_xlsx

__all__ = [
    "CODEBOOKS",
    "FORMATS",
    "MAX_ROWS",
    "TAKEN_AS",
    "VOCABULARIES",
    "Download",
    "Format",
    "Page",
    "Rows",
    "TooManyRows",
    "UnfitFormat",
    "filename",
    "format_of",
    "piece",
    "plain_number",
    "records",
    "rows_of",
    "to_csv",
    "to_json",
    "to_package",
    "to_parquet",
    "to_sdmx",
    "to_xlsx",
    "written",
]
