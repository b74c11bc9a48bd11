"""The sections of a data file: which records they hold and which other records these name."""

from __future__ import annotations

from indicators import model

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
SINGULAR_NAMES = {name: name.removesuffix("s") for name in SECTIONS}

#: kind of record → field that names another record → the section it must be in
REFERENCE_FIELDS: dict[str, dict[str, str]] = {
    "regions": {"within": "regions"},
    "sectors": {"group": "sectors"},
    "maps": {"outline": "regions"},
    "tiles": {"region": "regions", "within": "regions"},
    "selections": {name: f"{name}s" for name in ("region", "sector", "topic", "plan", "indicator", "source")},
    "indicators": {"topic": "topics", "unit": "units"},
    "observations": {
        "region": "regions",
        "sector": "sectors",
        "counterpart": "counterparts",
        "source": "sources",
    },
}
