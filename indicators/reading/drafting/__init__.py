"""From the mentions of a text to drafts of figures of a dataset: `draft_figures` is the front door."""

from __future__ import annotations

from indicators.reading.drafting.draft import (
    DOLLARS_BESIDE,
    Draft,
    Drafter,
    DraftField,
    DraftState,
    draft_figures,
    drafter_of,
)
from indicators.reading.drafting.indicator_match import IndicatorCandidate
from indicators.reading.drafting.indicator_proposal import IndicatorProposal, UnitProposal

__all__ = [
    "DOLLARS_BESIDE",
    "Draft",
    "DraftField",
    "DraftState",
    "Drafter",
    "IndicatorCandidate",
    "IndicatorProposal",
    "UnitProposal",
    "draft_figures",
    "drafter_of",
]
