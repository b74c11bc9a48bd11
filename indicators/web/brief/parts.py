"""What a page to take along is made of: it is read from the top to the end, so that few kinds of parts do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indicators.charts import Chart
from indicators.charts.text_metrics import text_width

#: Pixels beyond which a text does not widen its column, and that a column has at least.
_MAX_TEXT_WIDTH: Final = 260.0
_MIN_TEXT_WIDTH: Final = 64.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table; `note` is the number of its source, `href` where more is told of it."""

    text: str
    note: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading below the title, or, at `level` 3, below such a heading."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences: what is "said", or a "remark" beside something; `notes` are the numbers of its sources."""

    text: str
    is_remark: bool = False
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is called by its `label`, else by the heading above it; it stands on broad pages where it `is_wide`."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_wide: bool = False

    def column_shares(self) -> list[float]:
        """The part of the width that each column has, by what stands in it."""
        texts = zip(self.columns, *([cell.text for cell in row] for row in self.rows), strict=True)
        wanted = [
            min(_MAX_TEXT_WIDTH, max(_MIN_TEXT_WIDTH, *(text_width(text) for text in column)))
            for column in texts
        ]
        return [width / sum(wanted) for width in wanted]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The plot of a chart; its words stand around it as passages."""

    chart: Chart


Part = Section | Passage | Grid | Drawing


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that is cited by its number, and where it is."""

    number: int
    citation: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A page as it is taken along.

    `facts` are terms and what they are: what it is from, of which edition, the day it was taken, the address.
    """

    title: str
    lead: str
    dataset: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    references_label: str
    language_tag: str
    day: str
    """The day it was taken, as 2026-02-03."""
    address: str = ""
