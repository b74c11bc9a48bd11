"""Dataset → one long pandas table, one row a stated figure, then one an implied figure.

The only place that names columns and their dtypes. `COLUMNS` are the contract: exports have
them, in this order. `WORKING_COLUMNS` serve pages, charts and queries and are never exported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from math import floor, log10
from typing import Any, Protocol, cast

import numpy as np
import pandas as pd

from indicators.consistency.audit import ImpliedFigure
from indicators.i18n import TEXT_LOCALES, Language, gettext_noop, load_messages, locale_of
from indicators.model import Dataset, Implied, Indicator, Observation, format_series_key
from indicators.model.chart_kinds import ChartedFigure, OptionalText
from indicators.model.code_lists import MEASURES, RELEASES, STATUSES, TIMINGS
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.model.hedges import HEDGES, hedge_of_bound
from indicators.model.interval import Interval
from indicators.model.vintages import find_vintages
from indicators.query.text_normalisation import normalise_words

#: column → (dtype, meaning). The codebook of every file is written from this.
COLUMNS: dict[str, tuple[str, str]] = {
    "observation_id": ("str", gettext_noop("stable id of the figure, never reused")),
    "indicator": ("category", gettext_noop("id of what is measured")),
    "indicator_name_en": ("category", gettext_noop("name of the indicator in English")),
    "indicator_name_zh": ("category", gettext_noop("name of the indicator in Chinese")),
    "topic": ("category", gettext_noop("id of the topic of the indicator")),
    "measure": ("category", MEASURES.summary),
    "region": ("category", gettext_noop("id of the region the figure speaks of")),
    "region_name_en": ("category", gettext_noop("name of the region in English")),
    "region_name_zh": ("category", gettext_noop("name of the region in Chinese")),
    "region_code": ("category", gettext_noop("official statistical code of the region, where it has one")),
    "sector": ("category", gettext_noop("id of the sector, where the figure speaks of one")),
    "counterpart": ("category", gettext_noop("id of the trade partner, or of the field a rank is held in")),
    "period": ("category", gettext_noop("period of the figure, ISO 8601; empty when undated")),
    "period_start": ("datetime64[us]", gettext_noop("first day of the period")),
    "period_end": ("datetime64[us]", gettext_noop("last day of the period")),
    "timing": ("category", TIMINGS.summary),
    "plan": ("category", gettext_noop("id of the plan that holds the whole period")),
    "value": (
        "float64",
        gettext_noop("the printed number in base units (percent for percentages); empty for a range"),
    ),
    "low": ("float64", gettext_noop("lower bound of what was stated, in base units; empty when open")),
    "high": ("float64", gettext_noop("upper bound of what was stated, in base units; empty when open")),
    "qualifier": ("category", HEDGES.summary),
    "unit": ("category", gettext_noop("id of the base unit")),
    "status": ("category", STATUSES.summary),
    "basis": ("category", gettext_noop("stated or implied")),
    "base_period": ("category", gettext_noop("period a growth or change is measured against, ISO 8601")),
    "usd": ("float64", gettext_noop("US dollar value printed beside the figure")),
    "stated": ("str", gettext_noop("the printed words of the figure")),
    "source": ("category", gettext_noop("id of the source")),
    "source_title": ("category", gettext_noop("title of the source")),
    "publisher": ("category", gettext_noop("publisher of the source")),
    "published": ("category", gettext_noop("date of the source, ISO 8601, to the day, month or year")),
    "locator": ("str", gettext_noop("line numbers of the source text, joined with ;")),
    "speaker": ("category", gettext_noop("office of the person who said it, where the source names one")),
    "note": ("str", gettext_noop("what a reader must know about this figure")),
    "vintage": (
        "category",
        gettext_noop(
            "date its source was published, by which the statements of one figure are ordered, ISO 8601"
        ),
    ),
    "current": (
        "bool",
        gettext_noop(
            "whether it is the current statement of its figure: the latest published, of one date the narrowest"
        ),
    ),
    "release": ("category", RELEASES.summary),
    "sector_name_en": ("category", gettext_noop("name of the sector in English")),
    "sector_name_zh": ("category", gettext_noop("name of the sector in Chinese")),
    "counterpart_name_en": ("category", gettext_noop("name of the partner or field in English")),
    "counterpart_name_zh": ("category", gettext_noop("name of the partner or field in Chinese")),
}

WORKING_COLUMNS: dict[str, tuple[str, str]] = {
    "printed": ("str", "the number as printed"),
    "plot_value": (
        "float64",
        "the number a figure is placed and sorted by: the printed one, of a range its middle",
    ),
    "precision": ("float64", "size of the last digit to show, in base units"),
    "series": ("category", "what figures must share to stand on one line: all but the year"),
    "topic_name_en": ("category", "name of the topic in English"),
    "topic_name_zh": ("category", "name of the topic in Chinese"),
    "source_title_zh": ("category", "title of the source in Chinese"),
    "publisher_zh": ("category", "publisher in Chinese"),
    "source_short_en": ("category", "short name of the source in English"),
    "source_short_zh": ("category", "short name of the source in Chinese"),
    "speaker_zh": ("category", "speaker in Chinese"),
    "note_zh": ("str", "note in Chinese"),
    "line": ("int64", "first line of the source text that prints the figure"),
    "implied_by": ("str", "ids of the relations that imply the figure, joined with ;"),
    "implied_from": ("str", "ids of the stated figures it is implied from, joined with ;"),
    "search": ("str", "printed words and years as a search compares them, a space around each"),
    "vintages": ("str", "ids of all statements of the figure in order of publication, joined with ;"),
    "is_latest": (
        "bool",
        "whether no figure of the series and status is newer, nor another statement current",
    ),
    "position": ("int64", "place of the figure in the table, from 0"),
    "part": ("int64", "which part of the table holds the figure, from 0"),
}


class Row(ChartedFigure, Protocol):
    """A row of the table as a named tuple: an attribute a column, NaN or NaT where a cell is empty.

    `COLUMNS` and `WORKING_COLUMNS` say what each is; those of `ChartedFigure` are columns as well. `Index`
    is its place in the table it was taken from.
    """

    Index: int
    indicator_name_en: str
    indicator_name_zh: str
    topic: str
    region_name_en: str
    region_name_zh: str
    region_code: OptionalText
    period_start: pd.Timestamp
    period_end: pd.Timestamp
    plan: OptionalText
    value: float
    low: float
    high: float
    usd: float
    stated: str
    source: str
    source_title: str
    publisher: str
    published: str
    locator: str
    speaker: OptionalText
    note: OptionalText
    vintage: str
    current: bool
    release: OptionalText
    sector_name_en: OptionalText
    sector_name_zh: OptionalText
    counterpart_name_en: OptionalText
    counterpart_name_zh: OptionalText
    printed: str
    precision: float
    topic_name_en: str
    topic_name_zh: str
    source_title_zh: str
    publisher_zh: str
    source_short_en: str
    source_short_zh: str
    speaker_zh: OptionalText
    note_zh: OptionalText
    line: int
    implied_by: OptionalText
    implied_from: OptionalText
    search: str
    vintages: OptionalText
    is_latest: bool
    position: int
    part: int


def rows_of_table(table: pd.DataFrame) -> list[Row]:
    """The rows of a table, in order. Taking the first out of it costs as much as a thousand."""
    return cast("list[Row]", list(table.itertuples(name="Row")))


#: column → the column of ids it says something of, and what it says of the record
NAME_COLUMNS: dict[str, tuple[str, Callable[[Any], str | None]]] = {
    "indicator_name_en": ("indicator", lambda record: record.name.en),
    "indicator_name_zh": ("indicator", lambda record: record.name.zh),
    "region_name_en": ("region", lambda record: record.name.en),
    "region_name_zh": ("region", lambda record: record.name.zh),
    "region_code": ("region", lambda record: record.code),
    "source_title": ("source", lambda record: record.title.en),
    "publisher": ("source", lambda record: record.publisher.en),
    "published": ("source", lambda record: record.published),
    "vintage": ("source", lambda record: record.published),
    "sector_name_en": ("sector", lambda record: record.name.en),
    "sector_name_zh": ("sector", lambda record: record.name.zh),
    "counterpart_name_en": ("counterpart", lambda record: record.name.en),
    "counterpart_name_zh": ("counterpart", lambda record: record.name.zh),
    "topic_name_en": ("topic", lambda record: record.name.en),
    "topic_name_zh": ("topic", lambda record: record.name.zh),
    "source_title_zh": ("source", lambda record: record.title.zh),
    "publisher_zh": ("source", lambda record: record.publisher.zh),
    "source_short_en": ("source", lambda record: (record.short or record.publisher).en),
    "source_short_zh": ("source", lambda record: (record.short or record.publisher).zh),
}
#: Rows of one part of the table: what is long is taken part by part.
PART_ROWS = 49_152


def localised_column(name: str, language: Language) -> str:
    """The column that holds `name` for readers of `language`: "source_short_en", "note_zh", "note"."""
    column = f"{name}_{locale_of(language).text_language}"
    return column if column in COLUMNS or column in WORKING_COLUMNS else name


def build_table(dataset: Dataset, implied: Iterable[ImpliedFigure] = ()) -> pd.DataFrame:
    """Every stated figure of `dataset`, in file order, then the implied ones; `COLUMNS`, then `WORKING_COLUMNS`."""
    rows = [
        _observation_row(dataset, indicator, observation) for indicator, observation in dataset.observations()
    ]
    stated = {observation.key(indicator.id): observation for indicator, observation in dataset.observations()}
    rows += [_implied_row(dataset, figure, stated) for figure in implied]
    columns = {
        name: dtype for name, (dtype, _) in (COLUMNS | WORKING_COLUMNS).items() if name not in NAME_COLUMNS
    }
    table = pd.DataFrame(rows, columns=list(columns))
    vintages = find_vintages(dataset)
    found = [vintages.get(id) for id in table["observation_id"]]
    table["current"] = [
        several is None or several.current == id
        for several, id in zip(found, table["observation_id"], strict=True)
    ]
    table["vintages"] = [";".join(several.ids) if several else None for several in found]
    table["position"] = range(len(table))
    table["part"] = table["position"] // PART_ROWS
    table["is_latest"] = mark_latest(table)
    return add_names(table.astype(columns), dataset)


def add_names(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The table with what its ids stand for, every column in its place."""
    found = {name: _name_column(table[key], dataset, of) for name, (key, of) in NAME_COLUMNS.items()}
    columns = {name: found[name] if name in found else table[name] for name in COLUMNS | WORKING_COLUMNS}
    return pd.DataFrame(columns, copy=False)


def _name_column(column: pd.Series[Any], dataset: Dataset, of: Callable[[Any], str | None]) -> pd.Categorical:
    """One fact about the record behind each id of a column: looked up once an id, not once a row."""
    records = DIMENSIONS_BY_ID[str(column.name)].records(dataset)
    facts = [of(records[id]) for id in column.cat.categories]
    known = sorted({fact for fact in facts if fact is not None})
    places = np.array([-1 if fact is None else known.index(fact) for fact in facts] + [-1])
    return pd.Categorical.from_codes(places[column.cat.codes], pd.Index(known, dtype="str"))


def mark_latest(table: pd.DataFrame) -> pd.Series[bool]:
    """For each row whether it is the newest of its series and status.

    Of several of one period that is the current one; of several that are, the later row.
    """
    order = table[["series", "status", "period_end", "current", "position"]]
    order = order.sort_values(["period_end", "current", "position"], na_position="first")
    return ~order.duplicated(["series", "status"], keep="last").reindex(table.index)


def _observation_row(dataset: Dataset, indicator: Indicator, observation: Observation) -> dict[str, Any]:
    quantity, printed = dataset.quantity_of(indicator, observation), observation.value
    return {
        **_subject_columns(dataset, indicator, observation),
        "source": observation.source,
        "observation_id": observation.key(indicator.id),
        "value": None if quantity.value is None else float(quantity.value),
        "low": None if quantity.low is None else float(quantity.low),
        "high": None if quantity.high is None else float(quantity.high),
        "qualifier": observation.qualifier,
        "basis": "stated",
        "usd": float(observation.usd.value) if observation.usd else None,
        "stated": observation.stated,
        "locator": ";".join(map(str, observation.at)),
        "speaker": observation.speaker.en if observation.speaker else None,
        "note": observation.note.en if observation.note else None,
        "release": observation.release,
        "printed": printed.text,
        "plot_value": float(printed.value),
        "precision": float(printed.precision),
        "series": format_series_key(observation, indicator.id),
        "speaker_zh": observation.speaker.zh if observation.speaker else None,
        "note_zh": observation.note.zh if observation.note else None,
        "line": min(observation.at),
        "search": _search_text(observation, observation.stated),
    }


def _implied_row(dataset: Dataset, figure: ImpliedFigure, stated: dict[str, Observation]) -> dict[str, Any]:
    """A figure nobody printed: its interval, what it came from, and the source printed last among those."""
    subject = figure.subject
    indicator = dataset.indicators[subject.indicator]
    inputs = [stated[id] for id in figure.figures]
    source = max((o.source for o in inputs), key=lambda id: dataset.sources[id].published)
    lines = sorted({line for o in inputs if o.source == source for line in o.at})
    relations = ";".join(relation.id for relation in figure.relations)
    return {
        **_subject_columns(dataset, indicator, subject),
        "source": source,
        **_interval_columns(figure.interval),
        "observation_id": subject.key,
        "basis": "implied",
        "stated": "",
        "locator": ";".join(map(str, lines)),
        **_implied_notes(figure),
        "printed": "",
        "series": format_series_key(subject, indicator.id),
        "line": lines[0],
        "implied_by": relations,
        "implied_from": ";".join(figure.figures),
        "search": _search_text(subject, relations),
    }


def _implied_notes(figure: ImpliedFigure) -> dict[str, str]:
    """That nobody stated a figure, and what implies it, in each language of the dataset."""
    notes = {}
    for locale in TEXT_LOCALES:
        say, separator = load_messages(locale.id), locale.id_separator
        notes[localised_column("note", locale.id)] = say(
            "Never stated: implied by {relations} from {figures}.",
            relations=separator.join(relation.id for relation in figure.relations),
            figures=separator.join(figure.figures),
        )
    return notes


def _interval_columns(interval: Interval) -> dict[str, Any]:
    """Bounds, the hedge that says them, and a value to place and sort by: the middle or the one bound."""
    low, high = interval.ends
    if low is not None and high is None:
        value, width = low, abs(low) / 100
        hedge = hedge_of_bound("low", value, is_included=not interval.low_open)
    elif low is None or high is None or (low == 0 and interval.high_open):  # below a number
        value, width = high or 0.0, abs(high or 0.0) / 100
        hedge = hedge_of_bound("high", value, is_included=not interval.high_open)
    else:
        value, width, hedge = (low + high) / 2, high - low, HEDGES["about" if low < high else "exact"]
    precision = 10.0 ** floor(log10(width)) if width else 1.0
    return {
        "value": value,
        "plot_value": value,
        "low": low,
        "high": high,
        "qualifier": hedge.id,
        "precision": precision,
    }


def _subject_columns(dataset: Dataset, indicator: Indicator, figure: Observation | Implied) -> dict[str, Any]:
    """What a figure is of: the same columns for stated and implied ones."""
    period, plan = figure.period, dataset.plan_of(figure)
    return {
        "indicator": indicator.id,
        "topic": indicator.topic,
        "measure": indicator.measure,
        "region": figure.region,
        "sector": figure.sector,
        "counterpart": figure.counterpart,
        "period": period.text if period else None,
        "period_start": _timestamp(period.start if period else None),
        "period_end": _timestamp(period.end if period else None),
        "timing": figure.timing,
        "plan": plan.id if plan else None,
        "unit": indicator.unit,
        "status": figure.status,
        "base_period": figure.base_period.text if figure.base_period else None,
    }


def _timestamp(day: date | None) -> pd.Timestamp | None:
    return None if day is None else pd.Timestamp(day)


def _search_text(figure: Observation | Implied, said: str) -> str:
    """The words the figure was `said` in and the years it speaks of; what it is of is searched for by id."""
    period = figure.period
    years = sorted({period.start.year, period.end.year}) if period else ()
    return normalise_words(" ".join([said, *(f"{year:04}" for year in years)]))
