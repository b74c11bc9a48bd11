"""The rules of a table of figures that no data file has, by the ids that reports end with."""

from __future__ import annotations

from enum import StrEnum


class TableRule(StrEnum):
    """A rule of the columns and cells of a table."""

    ROW = "row"
    SEPARATOR = "separator"
    UNKNOWN_COLUMN = "unknown-column"
    DUPLICATE_COLUMN = "duplicate-column"
    BOUND = "bound"
