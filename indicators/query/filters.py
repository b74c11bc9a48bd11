"""The filters of figures that are no dimension: figures named one by one, words, switches.

Filters by dimension are made from `model/dimensions`. A filter of another kind, such as the first year, is
an entry here, a field of `Selection`, a condition in `conditions` and a control beside the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import Any, Final

from indicators.model.code_lists import VINTAGE_CHOICES

#: Longest text that is searched for.
MAX_QUERY_LENGTH: Final = 200
#: Figures that can be named one by one.
MAX_NAMED_FIGURES: Final = 100
#: The first and the last year that a period can lie in.
FIRST_YEAR, LAST_YEAR = 1, 9999
#: What ids of figures look like.
FIGURE_ID_PATTERN: Final = "^[a-z0-9.-]+$"


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A parameter of addresses and an option of commands."""

    id: str
    """Its name, also in `Selection`."""
    read: Callable[[str], Any]
    """Its value from the text of an address; None where it cannot be read."""
    expected: str = ""
    """What the text should have been, where it can be wrong."""
    nearest: str | None = None
    """The valid text that was most likely meant then."""
    schema: Mapping[str, Any] = field(hash=False)
    """One such text as JSON Schema."""
    description: str
    """What it does, as the API says it."""
    help: str
    """The same as the command line says it."""
    metavar: str = ""
    """What the option is followed by; nothing after a switch."""
    is_repeated: bool = False
    """Whether it may be given several times, and means any of them."""
    is_one_a_series: bool = False
    """Whether it never splits the figures of a series."""
    is_year: bool = False
    """Whether it is a bound of the years that a period may lie in."""

    @property
    def field_name(self) -> str:
        """Its field of `Selection`: its name, or what Python can write for it."""
        return f"{self.id}_" if iskeyword(self.id) else self.id


def _read_switch(text: str) -> bool | None:
    return {"0": False, "1": True}.get(text)


def _read_words(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())[:MAX_QUERY_LENGTH].rstrip()


def _read_year(text: str) -> int | None:
    year = int(text) if re.fullmatch("[0-9]{1,4}", text) else 0
    return year if year >= FIRST_YEAR else None


def _read_vintage(text: str) -> str | None:
    return text if text in VINTAGE_CHOICES else None


_YEAR_SCHEMA: Final = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
_SWITCH_SCHEMA: Final = {"type": "string", "enum": ["0", "1"], "default": "0"}
#: In the order in which addresses name them, after the dimensions.
OTHER_FILTERS: Final = (
    Filter(
        id="observation",
        read=lambda text: text[:MAX_QUERY_LENGTH],
        schema={"type": "string", "pattern": FIGURE_ID_PATTERN, "maxLength": MAX_QUERY_LENGTH},
        description="Only the figure with this id, stated or implied; may be repeated.",
        help="Only this figure; may be repeated.",
        metavar="ID",
        is_repeated=True,
    ),
    Filter(
        id="q",
        read=_read_words,
        schema={"type": "string", "maxLength": MAX_QUERY_LENGTH},
        description="Only figures that every word finds, in any order: in names, aliases and definitions of what they are of, or in their printed words. English, Chinese and pinyin; a word written nowhere is taken for the one it is nearly. Figures are found as either language prints them; years, plans, statuses and measures ask for what they mean, and little words for nothing.",
        help="Only figures that every word finds, in names or printed words; slips are forgiven.",
        metavar="WORDS",
    ),
    Filter(
        id="from",
        read=_read_year,
        schema=_YEAR_SCHEMA,
        description="Only figures whose whole period lies in this year or later ones.",
        help="Only periods that lie wholly in this year or later ones.",
        metavar="YEAR",
        is_year=True,
    ),
    Filter(
        id="to",
        read=_read_year,
        schema=_YEAR_SCHEMA,
        description="Only figures whose whole period lies in this year or earlier ones; not before `from`.",
        help="Only periods that lie wholly in this year or earlier ones.",
        metavar="YEAR",
        is_year=True,
    ),
    Filter(
        id="within",
        read=_read_switch,
        expected="within=1 or nothing",
        nearest="1",
        schema=_SWITCH_SCHEMA,
        description="1 takes each region with everything inside it.",
        help="Take each region with everything inside it.",
        is_one_a_series=True,
    ),
    Filter(
        id="implied",
        read=_read_switch,
        expected="implied=1 or nothing",
        nearest="1",
        schema=_SWITCH_SCHEMA,
        description="1 adds figures that nobody stated but others imply.",
        help="Add implied figures.",
        is_one_a_series=True,
    ),
    Filter(
        id="vintage",
        read=_read_vintage,
        expected="vintage=all or vintage=current",
        nearest="current",
        schema={"type": "string", "enum": list(VINTAGE_CHOICES), "default": "all"},
        description="current leaves out statements that were superseded: of each figure the latest published is current, of one date the narrowest.",
        help="all statements of a figure, or the current one alone.",
        metavar="all|current",
        is_one_a_series=True,
    ),
)
OTHER_FILTERS_BY_ID: Final = {each.id: each for each in OTHER_FILTERS}
