"""Words that name no indicator: grammar, movement, measure and scale, which the reader of figures has read already."""

from __future__ import annotations

from typing import Final

from indicators.query.search.word_splitting import STOP_WORDS

_GRAMMAR: Final = (
    "about", "all", "also", "as", "been", "be", "had", "has", "have", "is", "it", "its", "s", "that", "their", "there",
    "these", "they", "this", "those", "was", "were", "which", "while", "total", "number", "year", "years",
)  # fmt: skip
_HEDGES: Final = (
    "almost", "approximately", "around", "close", "least", "more", "nearly", "over", "than",
)  # fmt: skip
_MOVEMENT: Final = (
    "crossed", "exceed", "exceeded", "exceeding", "fell", "hit", "reach", "reached", "rose", "stood", "surpass",
    "surpassed", "topped", "totaled", "totalled", "grew", "grow", "increase", "increased", "decrease", "added",
    "增长", "增加", "增至", "下降", "减少", "达到", "超过", "突破", "位居", "同比", "环比",
)  # fmt: skip
_MEASURES: Final = (
    "change", "growth", "proportion", "rank", "ranked", "ranking", "ranks", "rate", "share",
    "增速", "增幅", "位次", "排名", "占比", "比重", "占全",
)  # fmt: skip
_SCALES: Final = (
    "billion", "cent", "crore", "dollar", "dollars", "euro", "euros", "hundred", "lakh", "million", "per", "percent",
    "rmb", "thousand", "trillion", "us", "yuan",
)  # fmt: skip

WEAK_WORDS: Final = STOP_WORDS.union(_GRAMMAR, _HEDGES, _MOVEMENT, _MEASURES, _SCALES)
