"""SDMX-CSV 2.0: the observations in the words of official statistics.

Dimensions identify a figure, attributes describe it; the hedge is an attribute of its own, so
that a bound is never read as a point. Text is exact. What the columns are:

================  =================================================================
dimension         holds
================  =================================================================
``INDICATOR``     id of what is measured
``REF_AREA``      id of the region
``SECTOR``        id of the sector; ``_T`` where the figure speaks of no single one
``COUNTERPART``   id of the partner or field; ``_Z`` where there is none
``STATUS``        actual, expected or target
``STATEMENT``     tells figures apart that the others do not; else ``_Z``
``TIME_PERIOD``   the period: 2024, 2025-10, 2021-01-01/P5Y
================  =================================================================

SDMX has no code for "no period": a time dimension holds times only, and a value needs its whole
key. So figures that their source does not date are no figures of the first structure: they are of
a second one that has no time dimension, which a message may hold beside the first; its rows leave
the column of time empty. Readers give two data sets, and no figure is lost or dated by guess.

``OBS_STATUS`` is a letter of the code list CL_OBS_STATUS (2.2): ``A`` (normal) for what a source
states as having happened, ``F`` (forecast) for what it expects or aims at, for a magnitude to
come is no normal value to whoever reads nothing else (``STATUS`` tells targets from expectations),
``I`` (imputed) for figures that nobody stated and others imply.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from indicators.export.csv_file import csv_lines
from indicators.export.download import Download
from indicators.export.plain_values import Rows, format_flag, plain_columns, split_rows
from indicators.model.float64 import format_plain_number
from indicators.model.period import parse_period
from indicators.query.table import COLUMNS

#: Figures with a period, and those without: the latter have no time dimension.
DATED_STRUCTURE: Final = "REGIONAL_INDICATORS:STATED_FIGURES(1.0.0)"
UNDATED_STRUCTURE: Final = "REGIONAL_INDICATORS:UNDATED_FIGURES(1.0.0)"
TOTAL, NOT_APPLICABLE = "_T", "_Z"
SDMX_DIMENSIONS: Final = (
    "INDICATOR",
    "REF_AREA",
    "SECTOR",
    "COUNTERPART",
    "STATUS",
    "STATEMENT",
    "TIME_PERIOD",
)
#: attribute → column it is copied from
SDMX_ATTRIBUTES: Final = {
    "OBSERVATION_ID": "observation_id",
    "LOW": "low",
    "HIGH": "high",
    "QUALIFIER": "qualifier",
    "UNIT_MEASURE": "unit",
    "MEASURE": "measure",
    "TIMING": "timing",
    "BASIS": "basis",
    "USD": "usd",
    "STATED": "stated",
    "SOURCE": "source",
    "LOCATOR": "locator",
    "SPEAKER": "speaker",
    "COMMENT_OBS": "note",
    "VINTAGE": "vintage",
    "CURRENT": "current",
    "RELEASE": "release",
}
SDMX_HEADER: Final = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    *SDMX_DIMENSIONS,
    "OBS_VALUE",
    "OBS_STATUS",
    "UNIT_MULT",
    "BASE_PER",
    *SDMX_ATTRIBUTES,
)
#: Letters of the code list CL_OBS_STATUS: normal, forecast, imputed.
_NORMAL, _FORECAST, _IMPUTED = "A", "F", "I"


def sdmx_chunks(rows: Rows, about: Download) -> Iterator[bytes]:
    """The file in parts, so that a long table is never held twice."""
    yield csv_lines([SDMX_HEADER])
    for part in split_rows(rows, report=about.report):
        found = plain_columns(part, COLUMNS, about.language, number=format_plain_number, flag=format_flag)
        figures = (dict(zip(found, values, strict=True)) for values in zip(*found.values(), strict=True))
        yield csv_lines(map(_row_cells, figures))


def to_sdmx(rows: Rows, about: Download) -> bytes:
    """The whole file."""
    return b"".join(sdmx_chunks(rows, about))


def _row_cells(figure: dict[str, Any]) -> list[Any]:
    return [
        "dataflow",
        DATED_STRUCTURE if figure["period"] else UNDATED_STRUCTURE,
        "I",
        figure["indicator"],
        figure["region"],
        figure["sector"] or TOTAL,
        figure["counterpart"] or NOT_APPLICABLE,
        figure["status"],
        _statement_code(figure),
        sdmx_time_period(figure["period"]),
        figure["value"],
        _obs_status(figure),
        "0",
        sdmx_time_period(figure["base_period"]),
        *(figure[column] for column in SDMX_ATTRIBUTES.values()),
    ]


def _obs_status(figure: dict[str, Any]) -> str:
    if figure["basis"] == "implied":
        return _IMPUTED
    return _NORMAL if figure["status"] == "actual" else _FORECAST


def _statement_code(figure: dict[str, Any]) -> str:
    """Its own id where it has one, in the letters that a code may have."""
    status = None if figure["status"] == "actual" else figure["status"]
    period = (figure["period"] or "undated").replace("/", "--")
    parts = (figure["indicator"], figure["region"], figure["sector"], figure["counterpart"], period, status)
    id: str = figure["observation_id"]
    return NOT_APPLICABLE if id == ".".join(filter(None, parts)) else id.replace(".", "__")


@lru_cache(maxsize=4096)
def sdmx_time_period(text: str | None) -> str:
    """A period as SDMX writes it: 2024, 2025-10, 2025-10-23, 2021-01-01/P5Y."""
    if not text or "/" not in text:
        return text or ""
    period = parse_period(text)
    first, last = period.start, period.end
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
    else:
        length = f"{(last - first).days + 1}D"
    return f"{first.isoformat()}/P{length}"
