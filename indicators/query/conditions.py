"""What a selection asks of a row: ids in its columns, and portable narwhals expressions that any engine answers.

Ids alone can be counted without an engine; what is searched for, or named one by one, cannot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import reduce
from operator import and_, or_

import narwhals as nw

from indicators.model import Dataset
from indicators.model.dimensions import FILTER_DIMENSIONS
from indicators.query.search import WordCondition
from indicators.query.selection import Selection


def wanted_ids(selection: Selection, dataset: Dataset) -> dict[str, Collection[str]]:
    """The ids that a figure must have, by their columns."""
    found: dict[str, Collection[str]] = {}
    for dimension in FILTER_DIMENSIONS:
        ids: tuple[str, ...] = getattr(selection, dimension.id)
        if ids and selection.within and dimension.members:
            found[dimension.id] = frozenset[str]().union(*(dimension.members(dataset, id) for id in ids))
        elif ids:
            found[dimension.id] = ids
    if not selection.implied and not selection.observation:  # who names a figure means it, stated or not
        found["basis"] = ("stated",)
    return found


def search_conditions(asked: Iterable[WordCondition], figures: Collection[str]) -> list[nw.Expr]:
    """What a row must fulfil that its ids do not tell alone: what words ask for, and to be one of `figures`."""
    conditions = [_word_condition(each) for each in asked]
    return conditions + ([nw.col("observation_id").is_in(list(figures))] if figures else [])


def year_conditions(selection: Selection) -> list[nw.Expr]:
    """That a period lies wholly between the years of `selection`."""
    return _between_years(selection.from_, selection.to)


def _between_years(first: int | None, last: int | None) -> list[nw.Expr]:
    begins = [nw.col("period_start") >= datetime(first, 1, 1)] if first else []  # noqa: DTZ001 - days of a table have no zone
    ends = [nw.col("period_end") <= datetime(last, 12, 31)] if last else []  # noqa: DTZ001
    return begins + ends


def _word_condition(asked: WordCondition) -> nw.Expr:
    """Whether a row is of what a word names, or holds the word in its own."""
    tests = [nw.col(kind).is_in(list(ids)) for kind, ids in asked.ids.items()]
    tests += [nw.col(name).is_in(list(asked.numbers)) for name in ("value", "usd") if asked.numbers]
    if asked.numbers:  # of a range nobody stated one number, but its ends
        ends = nw.col("low").is_in(list(asked.numbers)) | nw.col("high").is_in(list(asked.numbers))
        tests.append((nw.col("qualifier") == "between") & ends)
    tests += [reduce(and_, _between_years(*asked.years))] if asked.years else []
    tests += [nw.col("search").str.contains(text, literal=True) for text in asked.texts]
    return reduce(or_, tests) if tests else nw.col("basis").is_in([""])
