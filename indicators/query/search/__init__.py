"""What a reader types → which records it names, ranked, and which figures it asks for.

Every word of a query must be found, in any order; traditional characters count as simplified ones.
A word is looked for as it is written; what is written nowhere is looked for as pinyin, and what
does not sound like anything as a slip of the pen. Words that together are a name count as that name
too, so "Nan Sha" finds Nansha.

A figure may be asked for as either language prints it, with hedge, scale and unit (`quantities`, `numbers`). Years
beside each other are the first and the last, words such as target, growth or partner ask for what they mean
(`meanings`), and little words ask for nothing beside others.

A query is parted into words (`word_splitting`), these are found in the `terms` of a dataset
(`matching`), and the `search_index` says what they ask for together.
"""

from __future__ import annotations

from indicators.query.search.matching import MatchTier
from indicators.query.search.search_index import AskedPart, SearchHit, SearchIndex, WordCondition

__all__ = ["AskedPart", "MatchTier", "SearchHit", "SearchIndex", "WordCondition"]
