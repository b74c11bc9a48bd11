"""Rules that need every row: each figure has an id of its own, and those that the vocabulary names are there.

Asks the view `checked` of the database that sorts the rows. Knows nothing of what one row may hold.
"""

from __future__ import annotations

from typing import Any

from indicators.errors import Problem
from indicators.model import Dataset


def doubles(sorter: Any, file: str, most: int) -> tuple[list[Problem], int]:
    """Figures with the id of one before them: the first `most` in words, and how many there are."""
    problems = []
    again = """SELECT row, first, observation_id FROM (
        SELECT row, observation_id, min(row) OVER (PARTITION BY observation_id) AS first
        FROM checked WHERE observation_id IN (
            SELECT observation_id FROM checked GROUP BY 1 HAVING count(*) > 1)
        ) WHERE row > first"""
    for row, first, id in sorter.execute(f"{again} ORDER BY row LIMIT {most}").fetchall():
        where = f"row {first}" if first > 0 else "the vocabulary"
        message = f"the figure of {where} has the same id {id!r}; give one of them an id of its own in a column 'id'"
        problems.append(Problem(file, row, "id", message, "duplicate-observation"))
    faulty = 0
    if problems:
        (faulty,) = sorter.execute(f"SELECT count(*) FROM ({again})").fetchone()  # noqa: S608 - words of this module alone
    return problems, faulty


def lost_headlines(sorter: Any, dataset: Dataset) -> list[Problem]:
    """Figures that the vocabulary names first and that no row is."""
    named = list(dataset.about.headlines)
    there = {
        id
        for (id,) in sorter.execute(
            "SELECT observation_id FROM checked WHERE list_contains(?, observation_id)",
            [named],
        ).fetchall()
    }
    return [
        Problem(dataset.file, 1, 1, f"dataset: headlines: there is no observation {id!r}", "unknown-id")
        for id in named
        if id not in there
    ]
