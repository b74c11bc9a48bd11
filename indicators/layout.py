"""The one layout of a data file: the order of keys and records, blank lines, quotes – comments kept.

Keys stand in the order of the records' fields. Sources, topics, maps, charts, indicators and
relations are sorted by id, the figures of an indicator by region, sector, counterpart and period;
the other vocabularies keep the order their curator gave them, for readers see it. Nothing else
changes: `formatted` reads its own text back and compares. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, get_args

from indicators.errors import DataFileError, InvalidDataset, Problem
from indicators.model import DatasetFile, Record
from indicators.yamlfile import (
    Attached,
    Items,
    Layout,
    Mapping,
    Where,
    attached,
    build,
    comments,
    emitted,
)

SORTED: Final = ("sources", "topics", "maps", "charts", "indicators", "relations")
#: What the figures of an indicator are sorted by.
FIGURES_BY: Final = ("region", "sector", "counterpart", "period")
_FIGURES: Final[Where] = ("indicators", None, "observations")


def formatted(text: str, file: str) -> str:
    """`text` in the one layout.

    Raises InvalidDataset when it is not the YAML that a data file is written in, DataFileError
    when a fault of this package would change what the text says.
    """
    document = build(text, file)
    if document.problems:
        raise InvalidDataset(document.problems)
    if document.root is None or document.root == {}:
        return text  # nothing to lay out
    if not isinstance(document.root, Mapping):
        message = "expected a mapping with the sections of a data file"
        raise InvalidDataset([Problem(file, *document.place(()), message, "type")])
    kept = [comment.text for comment in comments(text)]
    return laid_out(document.root, attached(text, document.root), kept, file)


def laid_out(root: Mapping, remarks: Attached, kept: Sequence[str], file: str) -> str:
    """The tree of a data file with its comments as text; `kept` are all comments it must hold.

    Raises DataFileError when a fault of this package would change what it says.
    """
    written = emitted(root, remarks, LAYOUT)
    again = build(written, file)
    same = sorted(kept) == sorted(comment.text for comment in comments(written))
    if again.problems or again.root != _arranged_tree(root, ()) or not same:
        raise DataFileError(file, "cannot be laid out without changing what it says; please report this")
    return written


def _arranged_tree(node: Any, where: Where) -> Any:
    """The tree with its lists in their order: what the formatted text must say."""
    if isinstance(node, Mapping):
        return {key: _arranged_tree(value, (*where, key)) for key, value in node.items()}
    if isinstance(node, Items):
        return [_arranged_tree(node[index], (*where, None)) for index in arranged(where, node)]
    return node


def arranged(where: Where, items: Sequence[Any]) -> Sequence[int]:
    """The order of the items of the list at `where`, as indexes; as they stand where none is given."""
    fields = ("id",) if where in [(name,) for name in SORTED] else FIGURES_BY if where == _FIGURES else ()
    steps = range(len(items))
    if not fields or not all(isinstance(item, Mapping) for item in items):
        return steps
    return sorted(steps, key=lambda step: sort_key(items[step], fields))


def sort_key(item: Mapping, fields: Sequence[str]) -> tuple[str, ...]:
    """What a record is sorted by; what is left out or malformed comes first."""
    return tuple(value if isinstance(value := item.get(name), str) else "" for name in fields)


def _keys(where: Where) -> Sequence[str]:
    return _orders().get(where, ())


def _is_block(where: Where) -> bool:
    """Sections, their records, and figures are blocks; what stands inside them may fit on a line."""
    return len(where) <= 1 or where[1:] == (None,) or where in (_FIGURES, (*_FIGURES, None))


@cache
def _orders() -> dict[Where, tuple[str, ...]]:
    """Where a record can stand → the order of its keys."""
    return dict(_orders_in(DatasetFile, ()))


def _orders_in(kind: type[Record], where: Where) -> Iterator[tuple[Where, tuple[str, ...]]]:
    yield where, tuple(kind.model_fields)
    for name, field in kind.model_fields.items():
        for record, depth in _records_in(field.annotation, 0):
            yield from _orders_in(record, (*where, name, *([None] * depth)))


def _records_in(annotation: Any, depth: int) -> Iterator[tuple[type[Record], int]]:
    """The records in the type of a field, and how many lists they are inside."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation, depth
    for part in get_args(annotation):
        yield from _records_in(part, depth + (getattr(annotation, "__origin__", None) is tuple))


LAYOUT: Final = Layout(keys=_keys, is_block=_is_block, arranged=arranged)
