"""A data file of the first edition → one of today: figures whose hedge means something else now.

In the first edition `nearly` was every bound from above, also "less than" and "up to", and a hedge
of a negative number spoke of the number: "fell by more than a fifth" was entered as `nearly`. Files
keep loading; where the printed words say another hedge than such a record, the record should move.
What the words do not say clearly is left to the curator.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indicators.errors import Problem
from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber, parse_printed_number
from indicators.reading import read
from indicators.yamlfile import MappingNode, SequenceNode, YamlDocument


@dataclass(frozen=True, slots=True)
class MovedHedge:
    """A record whose printed words say another hedge than it has; `record` is its part of the tree."""

    record: MappingNode
    called: str
    before: str
    now: Qualifier

    @property
    def message(self) -> str:
        """What a curator is told."""
        return (
            f"{self.called}: qualifier: {self.before} meant another bound in the first edition; "
            f"its words say {self.now}; run: indicators format --upgrade"
        )


def find_moved_hedges(root: Any) -> Iterator[MovedHedge]:
    """The records of a tree that should move, in file order; what is no data file has none."""
    indicators = root.get("indicators") if isinstance(root, MappingNode) else None
    for head in indicators if isinstance(indicators, SequenceNode) else ():
        observations = head.get("observations") if isinstance(head, MappingNode) else None
        for n, record in enumerate(observations if isinstance(observations, SequenceNode) else (), 1):
            if isinstance(record, MappingNode) and (now := _said_hedge(record)):
                called = f"indicator {head.get('id')!r}, observation {n}"
                yield MovedHedge(record, called, record["qualifier"], now)


def _said_hedge(record: MappingNode) -> Qualifier | None:
    """The hedge that the words of a record say, where it may be of the first edition and has another."""
    texts = [record.get(name) for name in ("qualifier", "value", "stated")]
    if not all(isinstance(text, str) for text in texts):
        return None
    qualifier, value, stated = map(str, texts)
    printed = _parse(value)
    if (
        printed is None
        or printed.ends
        or not (qualifier == "nearly" or (printed.value < 0 and qualifier != "exact"))
    ):
        return None
    said = {
        mention.qualifier for mention in read(stated).mentions if abs(mention.value) == abs(printed.value)
    }
    (one,) = said if len(said) == 1 else (None,)
    return one if one not in (None, "exact", "about", "between", qualifier) else None


def _parse(value: str) -> PrintedNumber | None:
    try:
        return parse_printed_number(value)
    except ValueError:
        return None


def hedge_hints(document: YamlDocument) -> list[Problem]:
    """The same as located sentences, which are no faults."""
    return [
        Problem(document.file, *moved.record.values_at["qualifier"], moved.message, "moved-hedge")
        for moved in find_moved_hedges(document.root)
    ]


def move_hedges(root: MappingNode) -> int:
    """Give every record of the tree the hedge that its words say; how many were moved."""
    found = list(find_moved_hedges(root))
    for moved in found:
        moved.record["qualifier"] = moved.now
    return len(found)
