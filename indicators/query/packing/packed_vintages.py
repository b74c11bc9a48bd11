"""Which rows of a long table are statements of one figure: their ids, which is current, what repeats another.

What vintages are is said in `model/vintages`. The database finds the rows whose subject another row has too; only
these are looked at one by one, a figure at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

import pyarrow as pa

from indicators.check import record_rules
from indicators.check.rules import DatasetRule
from indicators.errors import Problem
from indicators.model import Dataset
from indicators.model.vintages import (
    Statement,
    derive_ids,
    find_current,
    find_repetitions,
    group_vintages,
)
from indicators.query.packed_dataset import MISSING_CODES, STORED_SCHEMA
from indicators.yamlfile.progress import Report, report_nothing

_SUBJECT: Final = ("indicator", "region", "sector", "counterpart", "period", "timing", "status")
#: Columns that decide what a row is to the others of its subject.
_READ_COLUMNS: Final = (
    "row",
    "observation_id",
    "is_given",
    *_SUBJECT,
    "base_period",
    "source",
    "line",
    "stated",
    "low",
    "high",
    "qualifier",
    "release",
)
#: What is done here, as those read who wait for it.
_PHASE: Final = "comparing statements"
_FETCHED_ROWS: Final = 10_000
_SETTLED_SCHEMA: Final = pa.schema(
    [
        ("row", pa.int64()),
        ("observation_id", pa.string()),
        ("current", pa.bool_()),
        ("vintages", pa.dictionary(pa.int32(), pa.string())),
    ]
)


@dataclass
class _SettledRows:
    """What was found: columns of `_SETTLED_SCHEMA`, the first `most` problems, and how many there are."""

    most: int
    columns: dict[str, list[Any]] = field(
        default_factory=lambda: {name: [] for name in _SETTLED_SCHEMA.names}
    )
    problems: list[Problem] = field(default_factory=list)
    faulty: int = 0

    def add_problem(self, problem: Problem) -> None:
        """List the problem, or count it."""
        self.faulty += 1
        if self.faulty <= self.most:
            self.problems.append(problem)


def settle_vintages(
    sorter: Any, dataset: Dataset, file: str, most: int, report: Report = report_nothing
) -> tuple[list[Problem], int]:
    """Make the view `checked` of the view `set_aside`, with what depends on other statements.

    Gives the first `most` faults of statements, such as rows that repeat another, and how many there are.
    """
    found = _SettledRows(most)
    published = {source.id: source.published for source in dataset.sources.values()}
    total, done = _find_repeated_subjects(sorter, report), 0
    for rows in _rows_of_one_subject(sorter):
        report(_PHASE, done / total, done)
        done += len(rows)
        statements = [_to_statement(row, published) for row in rows]
        for group in group_vintages(statements):
            if len(group) > 1:
                _settle_group(found, group, file)
    settled = pa.table(found.columns, schema=_SETTLED_SCHEMA)
    sorter.register("settled", settled)
    changed = {
        "observation_id": "coalesce(settled.observation_id, set_aside.observation_id)",
        "current": "coalesce(settled.current, true)",
        "vintages": "settled.vintages",
    }
    columns = ", ".join(
        f"{changed.get(name, f'set_aside.{name}')} AS {name}" for name in (*STORED_SCHEMA.names, "row")
    )
    sorter.sql(f"CREATE VIEW checked AS SELECT {columns} FROM set_aside LEFT JOIN settled USING (row)")  # noqa: S608 - columns of our own schema
    return found.problems, found.faulty


#: A subject, of which nothing is missing.
_SUBJECT_KEY: Final = ", ".join(f"coalesce({name}, '')" for name in _SUBJECT)


def _find_repeated_subjects(sorter: Any, report: Report) -> int:
    """Make the table `repeated` of the subjects that several stated rows have; how many rows these are."""
    report(_PHASE, None, 0)
    sorter.execute(f"""CREATE TEMP TABLE repeated AS SELECT ({_SUBJECT_KEY}) AS subject, count(*) AS n
        FROM set_aside WHERE basis = 'stated' GROUP BY ALL HAVING n > 1""")  # noqa: S608 - columns of our own schema
    [(total,)] = sorter.execute("SELECT coalesce(sum(n), 0) FROM repeated").fetchall()
    return int(total)


def _rows_of_one_subject(sorter: Any) -> Iterator[list[dict[str, Any]]]:
    """The stated rows of each subject that several have."""
    query = f"""SELECT {", ".join(_READ_COLUMNS)} FROM set_aside
        WHERE basis = 'stated' AND ({_SUBJECT_KEY}) IN (SELECT subject FROM repeated)
        ORDER BY {_SUBJECT_KEY}, row"""  # noqa: S608 - columns of our own schema
    batches = sorter.sql(query).to_arrow_reader(_FETCHED_ROWS)
    rows = (row for batch in batches for row in batch.to_pylist())
    for _, group in groupby(rows, key=lambda row: tuple(row[name] or "" for name in _SUBJECT)):
        yield list(group)


def _to_statement(row: dict[str, Any], published: dict[str, str]) -> Statement:
    """A row; a vocabulary's own figures keep the ids that its relations name."""
    return Statement(
        place=row["row"],
        subject=tuple(row[name] or "" for name in _SUBJECT),
        base_period=row["base_period"] or "",
        plain_id=_plain_id(row),
        given_id=row["observation_id"] if row["is_given"] else "",
        published=published[row["source"]],
        source=row["source"],
        line=row["line"],
        words=row["stated"],
        low=_exact_bound(row["low"]),
        high=_exact_bound(row["high"]),
        qualifier=row["qualifier"],
        release=row["release"] or "",
    )


def _plain_id(row: dict[str, Any]) -> str:
    """The id that a row has alone."""
    subject = [row[name] for name in ("indicator", "region", "sector", "counterpart")]
    ids = [id for id in subject if id not in MISSING_CODES.values()]
    period = row["period"].replace("/", "--") if row["period"] else "undated"
    return ".".join([*ids, period, *([] if row["status"] == "actual" else [row["status"]])])


def _exact_bound(bound: float | None) -> Decimal | None:
    """A bound as it is written, so that equal widths are equal."""
    return None if bound is None else Decimal(repr(bound))


def _settle_group(found: _SettledRows, group: Sequence[Statement], file: str) -> None:
    """Note what the statements of one figure are to each other."""
    ids, current = derive_ids(group), find_current(group)
    together = ";".join(ids)
    for one, id in zip(group, ids, strict=True):
        values = (one.place, id, one is current, together)
        for name, value in zip(found.columns, values, strict=True):
            found.columns[name].append(value)
        for fault in () if one.given_id else record_rules.check_made_id(id, record_rules.GIVE_ID):
            found.add_problem(Problem(file, one.place, "row", fault.message, fault.rule))
    for one, before in find_repetitions(sorted(group, key=attrgetter("place"))):
        message = (
            f"the figure of row {before.place} is of the same thing, from the same source and in the "
            "same words; expected one row with the lines of both in 'at', or other words in 'stated'"
        )
        found.add_problem(Problem(file, one.place, "stated", message, DatasetRule.DUPLICATE_OBSERVATION))
