"""The sections of a data file: which records they hold and which other records these name."""

from __future__ import annotations

from indicators import model
from indicators.model.dimensions import FILTER_DIMENSIONS

#: section of the file → record it holds; the order is that of the file
SECTIONS: dict[str, type[model.Record]] = {
    "sources": model.Source,
    "regions": model.Region,
    "sectors": model.Sector,
    "topics": model.Topic,
    "units": model.Unit,
    "counterparts": model.Counterpart,
    "plans": model.Plan,
    "maps": model.Map,
    "charts": model.DeclaredChart,
    "indicators": model.IndicatorHead,
    "relations": model.Relation,
}
REQUIRED_SECTIONS = ("dataset", "sources", "regions", "topics", "units", "indicators")
#: section → what one of its records is called
SINGULAR_NAMES = {
    "sources": "source",
    "regions": "region",
    "sectors": "sector",
    "topics": "topic",
    "units": "unit",
    "counterparts": "counterpart",
    "plans": "plan",
    "maps": "map",
    "charts": "chart",
    "indicators": "indicator",
    "relations": "relation",
}

#: kind of record → field that names another record → the section it must be in
REFERENCE_FIELDS: dict[str, dict[str, str]] = {
    "regions": {"within": "regions"},
    "sectors": {"group": "sectors"},
    "maps": {"outline": "regions"},
    "tiles": {"region": "regions", "within": "regions"},
    "selections": {dimension.id: dimension.section for dimension in FILTER_DIMENSIONS if dimension.section},
    "indicators": {"topic": "topics", "unit": "units"},
    "observations": {
        "region": "regions",
        "sector": "sectors",
        "counterpart": "counterparts",
        "source": "sources",
    },
}
