"""Vocabularies as flat tables: what the ids in the observations stand for, and how figures relate.

`CODEBOOKS` names the columns of every table that can be taken away, with type and meaning;
`codebook` tells the meanings in the language of a file, while names and types stay.
A text in two languages becomes two columns, a list becomes one column of type `list`, joined
with semicolons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd

from indicators.i18n import Language, gettext_noop, load_messages
from indicators.model import CHART_KINDS, Record, Text
from indicators.model.code_lists import COUNTERPART_KINDS, DIRECTIONS, MEASURES, REGION_KINDS, UNIT_KINDS
from indicators.model.dimensions import DIMENSIONS
from indicators.query import Catalogue, SelectedFigures, Selection, chart_selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import COLUMNS
from indicators.text import audit_report

#: What joins the values of a column of type `list`.
LIST_SEPARATOR: Final = ";"

_ID: Final = ("str", gettext_noop("stable id, never reused"))
_NAMES: Final = {
    "name_en": ("str", gettext_noop("name in English")),
    "name_zh": ("str", gettext_noop("name in Chinese")),
}
_ALIASES: Final = {"aliases": ("list", gettext_noop("other names, in any language"))}
_NOTES: Final = {
    "note_en": ("str", gettext_noop("note in English")),
    "note_zh": ("str", gettext_noop("note in Chinese")),
}

#: table → column → (type, meaning)
CODEBOOKS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "observations": COLUMNS,
    "indicators": {
        "id": _ID,
        **_NAMES,
        "definition_en": ("str", gettext_noop("what is measured, in English")),
        "definition_zh": ("str", gettext_noop("what is measured, in Chinese")),
        "topic": ("str", gettext_noop("id of the topic")),
        "unit": ("str", gettext_noop("id of the base unit")),
        "measure": ("str", MEASURES.summary),
        "direction": ("str", DIRECTIONS.summary),
        "of_en": ("str", gettext_noop("the whole that a share is a share of, in English")),
        "of_zh": ("str", gettext_noop("the whole that a share is a share of, in Chinese")),
        **_ALIASES,
        "negative": ("bool", gettext_noop("whether its levels can be below zero, as those of a balance")),
    },
    "regions": {
        "id": _ID,
        **_NAMES,
        "kind": ("str", REGION_KINDS.summary),
        "code": ("str", gettext_noop("official statistical code, where there is one")),
        "within": ("list", gettext_noop("ids of every region it lies in; regions overlap")),
        "lat": ("float64", gettext_noop("latitude of a point inside it, in degrees")),
        "lon": ("float64", gettext_noop("longitude of a point inside it, in degrees")),
        **_ALIASES,
        **_NOTES,
        "fiscal_year": (
            "str",
            gettext_noop("month in which its fiscal year begins, 01 to 12, where it is told"),
        ),
    },
    "sectors": {
        "id": _ID,
        **_NAMES,
        "group": ("str", gettext_noop("id of the sector it belongs to")),
        **_ALIASES,
        **_NOTES,
    },
    "topics": {
        "id": _ID,
        **_NAMES,
        "description_en": ("str", gettext_noop("what the topic holds, in English")),
        "description_zh": ("str", gettext_noop("what the topic holds, in Chinese")),
    },
    "plans": {
        "id": _ID,
        **_NAMES,
        "short_en": ("str", gettext_noop("short name in English")),
        "short_zh": ("str", gettext_noop("short name in Chinese")),
        "start": ("int64", gettext_noop("first year")),
        "end": ("int64", gettext_noop("last year")),
    },
    "sources": {
        "id": _ID,
        "title_en": ("str", gettext_noop("title in English")),
        "title_zh": ("str", gettext_noop("title in Chinese")),
        "publisher_en": ("str", gettext_noop("publisher in English")),
        "publisher_zh": ("str", gettext_noop("publisher in Chinese")),
        "short_en": ("str", gettext_noop("short name in English")),
        "short_zh": ("str", gettext_noop("short name in Chinese")),
        "published": ("str", gettext_noop("date, ISO 8601, to the day, month or year")),
        "language": ("str", gettext_noop("language it was printed in, as BCP 47 writes it: en, zh-Hans, de")),
        "url": ("str", gettext_noop("address, where there is one")),
        "accessed": ("str", gettext_noop("day it was read, ISO 8601")),
        **_NOTES,
    },
    "units": {
        "id": _ID,
        **_NAMES,
        "one_en": ("str", gettext_noop("name of one of them in English, where it differs")),
        "one_zh": ("str", gettext_noop("name of one of them in Chinese, where it differs")),
        "kind": ("str", UNIT_KINDS.summary),
        "symbol": ("str", gettext_noop("symbol, where there is one")),
        "currency": ("str", gettext_noop("ISO 4217 code, of money")),
        "per_en": ("str", gettext_noop("what a rate is for one of, in English: person, hectare")),
        "per_zh": ("str", gettext_noop("what a rate is for one of, in Chinese")),
    },
    "counterparts": {
        "id": _ID,
        **_NAMES,
        "kind": ("str", COUNTERPART_KINDS.summary),
        **_ALIASES,
    },
    "charts": {
        "id": _ID,
        "title_en": ("str", gettext_noop("title in English")),
        "title_zh": ("str", gettext_noop("title in Chinese")),
        "kind": ("str", CHART_KINDS.summary),
        "filters": ("str", gettext_noop("the figures it shows, as the filters of pages and API")),
        "figures": ("list", gettext_noop("ids of these figures")),
    },
    "maps": {
        "id": ("str", gettext_noop("id of the map, a dot, column, a dot, row: one square of a map")),
        "map": ("str", gettext_noop("id of the map")),
        "map_name_en": ("str", gettext_noop("name of the map in English")),
        "map_name_zh": ("str", gettext_noop("name of the map in Chinese")),
        "column": ("int64", gettext_noop("column of the square, from 0 in the west")),
        "row": ("int64", gettext_noop("row of the square, from 0 in the north")),
        "region": (
            "str",
            gettext_noop("id of the region the square stands for; empty where no figure speaks of it"),
        ),
        **_NAMES,
        "within": (
            "list",
            gettext_noop("ids of the outlined regions it lies in, where it is no region of its own"),
        ),
    },
    "relations": {
        "relation": _ID,
        **audit_report.FINDING_COLUMNS,
        "figures": ("list", gettext_noop("ids of the stated figures")),
    },
}


def codebook_of(table: str, language: Language) -> dict[str, tuple[str, str]]:
    """The columns of a table in order, with type and, in `language`, meaning."""
    say = load_messages(language)
    return {name: (dtype, say(meaning)) for name, (dtype, meaning) in CODEBOOKS[table].items()}


#: Every table that is not the observations.
VOCABULARY_TABLES: Final = tuple(name for name in CODEBOOKS if name != "observations")


def select_rows(catalogue: Catalogue, table: str, selection: Selection) -> pd.DataFrame | SelectedFigures:
    """The rows of `table` that `selection` wants; figures are not fetched yet.

    A package is chosen by its figures. Of a vocabulary that is every record when nothing is left out,
    else the records that the chosen figures name.
    """
    if table not in VOCABULARY_TABLES:
        return catalogue.figures(selection)
    rows = vocabulary_table(catalogue, table)
    if selection.is_everything:
        return rows
    if table in ("relations", "charts"):
        related = {id for named in rows["figures"] for id in named.split(LIST_SEPARATOR)}
        ids = set(catalogue.rows_among(selection, related)["observation_id"])
        kept = [bool(ids.intersection(named.split(LIST_SEPARATOR))) for named in rows["figures"]]
    elif table == "maps":
        kept = rows["region"].isin(_named_ids(catalogue, "regions", selection)).tolist()
    else:
        kept = rows["id"].isin(_named_ids(catalogue, table, selection)).tolist()
    return rows.loc[kept].reset_index(drop=True)


def _named_ids(catalogue: Catalogue, table: str, selection: Selection) -> set[str]:
    """The ids of a vocabulary that the chosen figures name."""
    figures = catalogue.figures(selection)
    if table == "units":  # figures are counted by indicator, and each has one unit
        return {catalogue.dataset.indicators[id].unit for id in figures.ids("indicator")}
    return figures.ids(next(dimension.id for dimension in DIMENSIONS if dimension.section == table))


@cached_on_owner(maxsize=32)
def vocabulary_table(catalogue: Catalogue, table: str) -> pd.DataFrame:
    """Every record of one vocabulary, in file order, with the columns of its codebook.

    The frame is shared between callers: filter it, never write into it.
    """
    if table == "relations":
        return audit_report.findings_table(catalogue.audit.findings, catalogue)
    spec = CODEBOOKS[table]
    made = _SPECIAL_TABLES[table](catalogue) if table in _SPECIAL_TABLES else _record_rows(catalogue, table)
    rows = pd.DataFrame(list(made), columns=list(spec))
    return rows.astype({name: "str" if dtype == "list" else dtype for name, (dtype, _) in spec.items()})


def _record_rows(catalogue: Catalogue, table: str) -> Iterator[dict[str, Any]]:
    records: Mapping[str, Record] = getattr(catalogue.dataset, table)
    return map(_flatten, records.values())


def _chart_rows(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for chart in catalogue.dataset.charts.values():
        shown = catalogue.drawn(chart_selection(chart))
        yield {
            "id": chart.id,
            "title_en": chart.title.en,
            "title_zh": chart.title.zh,
            "kind": chart.kind,
            "filters": urlencode(shown.params()),
            "figures": LIST_SEPARATOR.join(catalogue.rows(shown)["observation_id"]),
        }


def _tile_rows(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    regions = catalogue.dataset.regions
    for drawn in catalogue.dataset.maps.values():
        for tile in drawn.tiles:
            column, row = tile.at
            name = tile.name or regions[str(tile.region)].name
            yield {
                "id": f"{drawn.id}.{column}.{row}",
                "map": drawn.id,
                "map_name_en": drawn.name.en,
                "map_name_zh": drawn.name.zh,
                "column": column,
                "row": row,
                "region": tile.region,
                "name_en": name.en,
                "name_zh": name.zh,
                "within": LIST_SEPARATOR.join(tile.within) or None,
            }


#: Tables that are more than their records written flat.
_SPECIAL_TABLES: Final[dict[str, Callable[[Catalogue], Iterator[dict[str, Any]]]]] = {
    "charts": _chart_rows,
    "maps": _tile_rows,
}


def _flatten(record: Record) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name in type(record).model_fields.keys() - {"observations"}:
        value = getattr(record, name)
        if isinstance(value, Text):
            flat |= {f"{name}_en": value.en, f"{name}_zh": value.zh}
        else:
            flat[name] = (LIST_SEPARATOR.join(value) or None) if isinstance(value, tuple) else value
    return flat
