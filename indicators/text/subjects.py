"""What a figure speaks of, by the names of its records. Knows nothing of its value."""

from __future__ import annotations

from typing import Any

from indicators.model import Dataset, Language
from indicators.text.periods import period


def name(records: Any, id: Any, language: Language) -> str:
    """The name of the record `id`; empty when the figure has none."""
    return records[id].name[language] if isinstance(id, str) and id in records else ""


def subject(row: Any, dataset: Dataset, language: Language, leave_out: frozenset[str] = frozenset()) -> str:
    """What a figure speaks of: indicator, region, sector, counterpart, period - but for `leave_out`."""
    parts = {
        "region": name(dataset.regions, row.region, language),
        "indicator": name(dataset.indicators, row.indicator, language),
        "sector": name(dataset.sectors, row.sector, language),
        "counterpart": name(dataset.counterparts, row.counterpart, language),
        "period": period(row.period, language),
    }
    return " · ".join(text for part, text in parts.items() if text and part not in leave_out)
