"""The records of a dataset: what a curator writes, frozen and typed.

Rules that need more than one record are in `check`; the JSON Schema of the data file comes from
here.
"""

from __future__ import annotations

from indicators.model.chart_kinds import CHART_KINDS, ChartKind, ChartKindId
from indicators.model.code_lists import CounterpartKind, Direction, RegionKind, Release, Status, Timing
from indicators.model.dataset import Dataset, DatasetFile
from indicators.model.fields import Record, Text
from indicators.model.maps_and_charts import DeclaredChart, Filters, Map, Tile
from indicators.model.observation import (
    Implied,
    Indicator,
    IndicatorHead,
    Observation,
    format_series_key,
    parse_series_key,
)
from indicators.model.relation import Relation
from indicators.model.relation_kinds import RelationKindId
from indicators.model.vocabulary import About, Counterpart, Plan, Region, Sector, Source, Topic, Unit

__all__ = [
    "CHART_KINDS",
    "About",
    "ChartKind",
    "ChartKindId",
    "Counterpart",
    "CounterpartKind",
    "Dataset",
    "DatasetFile",
    "DeclaredChart",
    "Direction",
    "Filters",
    "Implied",
    "Indicator",
    "IndicatorHead",
    "Map",
    "Observation",
    "Plan",
    "Record",
    "Region",
    "RegionKind",
    "Relation",
    "RelationKindId",
    "Release",
    "Sector",
    "Source",
    "Status",
    "Text",
    "Tile",
    "Timing",
    "Topic",
    "Unit",
    "format_series_key",
    "parse_series_key",
]
