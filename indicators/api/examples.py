"""How to fetch the rows from other programs: examples that can be copied and run as they stand.

Knows nothing of pages and HTTP.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from indicators.api.asked import Asked
from indicators.model import Language
from indicators.select import Catalogue, Selection


class Example(NamedTuple):
    """Code for one program; `language` is what it is written in, for colours."""

    program: str
    code: str
    language: str | None = None


_PANDAS: Final = """\
import pandas as pd

rows = pd.read_csv("{csv}")
print(rows[["indicator_name_{lang}", "period", "qualifier", "value", "low", "high", "unit"]])

# or typed, with days as days and codes as text
rows = pd.read_parquet("{parquet}", dtype_backend="pyarrow")"""

_R: Final = """\
rows <- read.csv("{csv}", na.strings = "")
rows[, c("indicator_name_{lang}", "period", "qualifier", "value", "low", "high", "unit")]"""

_EXCEL: Final = """\
let
    File = Web.Contents("{csv}"),
    Table = Csv.Document(File, [Delimiter = ",", Encoding = 65001]),
    Rows = Table.PromoteHeaders(Table)
in
    Rows"""

_DUCKDB: Final = """\
INSTALL httpfs; LOAD httpfs;
SELECT indicator_name_{lang}, period, qualifier, value, low, high, unit
FROM read_parquet('{parquet}');"""

_CURL: Final = """\
curl --fail --output rows.csv "{csv}"

# again later: sends nothing when nothing has changed
curl --fail --etag-save etag.txt --etag-compare etag.txt --output rows.csv "{csv}\""""


def examples(catalogue: Catalogue, base: str, language: Language = "en") -> list[Example]:
    """One for each program; `base` is the address of the site. They fetch the region with most figures."""
    counts = catalogue.facets()["region"]
    region = max(counts, key=lambda id: counts[id])
    query = Asked(Selection(region=(region,)), language).query()
    told = {
        "csv": f"{base}/api/v1/observations.csv?{query}",
        "parquet": f"{base}/api/v1/observations.parquet?{query}",
        "lang": language,
    }
    return [
        Example("pandas", _PANDAS.format(**told), "python"),
        Example("R", _R.format(**told), "r"),
        Example("Excel (Power Query)", _EXCEL.format(**told)),
        Example("Google Sheets", f'=IMPORTDATA("{told["csv"]}")'),
        Example("DuckDB", _DUCKDB.format(**told), "sql"),
        Example("curl", _CURL.format(**told), "bash"),
    ]
