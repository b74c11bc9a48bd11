"""The one layout of a data file: the order of keys and records, blank lines, quotes – comments kept.

Keys stand in the order of the records' fields. Sources, maps, charts, indicators and
relations are sorted by id, the figures of an indicator by region, sector, counterpart and period;
the other vocabularies keep the order their curator gave them, for readers see it. A period that may
be written in two ways is written in one: 2024-Q3 as months. Nothing else changes: `format_data_file`
reads its own text back and compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, get_args

from indicators.curation.upgrade import move_hedges
from indicators.errors import DataFileError, InvalidDataset, Problem
from indicators.model import DatasetFile, Record
from indicators.model.period import Period, parse_period
from indicators.yamlfile import (
    AttachedComments,
    LayoutPath,
    MappingNode,
    SequenceNode,
    YamlLayout,
    attach_comments,
    emit_document,
    find_comments,
    parse_document,
)

SORTED_SECTIONS: Final = ("sources", "maps", "charts", "indicators", "relations")
#: What the figures of an indicator are sorted by.
OBSERVATION_SORT_FIELDS: Final = ("region", "sector", "counterpart", "period")
_OBSERVATIONS_PATH: Final[LayoutPath] = ("indicators", None, "observations")


def format_data_file(text: str, file: str, *, upgrade: bool = False) -> str:
    """`text` in the one layout; `upgrade` also gives records of the first edition the hedges of today.

    Raises InvalidDataset when it is not the YAML that a data file is written in, DataFileError
    when a fault of this package would change what the text says.
    """
    document = parse_document(text, file)
    if document.problems:
        raise InvalidDataset(document.problems)
    if document.root is None or document.root == {}:
        return text  # nothing to lay out
    if not isinstance(document.root, MappingNode):
        message = "expected a mapping with the sections of a data file"
        raise InvalidDataset([Problem(file, *document.place_of(()), message, "type")])
    kept = [comment.text for comment in find_comments(text)]
    if upgrade:
        move_hedges(document.root)
    return lay_out_tree(document.root, attach_comments(text, document.root), kept, file)


def lay_out_tree(root: MappingNode, remarks: AttachedComments, kept: Sequence[str], file: str) -> str:
    """The tree of a data file with its comments as text; `kept` are all comments it must hold.

    Raises DataFileError when a fault of this package would change what it says.
    """
    write_periods_alike(root, ())
    written = emit_document(root, remarks, DATA_FILE_LAYOUT)
    again = parse_document(written, file)
    same = sorted(kept) == sorted(comment.text for comment in find_comments(written))
    if again.problems or again.root != _sort_tree(root, ()) or not same:
        raise DataFileError(file, "cannot be laid out without changing what it says; please report this")
    return written


def write_periods_alike(node: Any, where: LayoutPath) -> None:
    """Give every period in the tree at `where` its one spelling; what is none stays for the checks."""
    if isinstance(node, SequenceNode):
        for item in node:
            write_periods_alike(item, (*where, None))
    elif isinstance(node, MappingNode):
        for key, value in node.items():
            if isinstance(value, str) and key in _period_fields().get(where, ()):
                node[key] = _spell_period(value)
            else:
                write_periods_alike(value, (*where, key))


def _spell_period(text: str) -> str:
    try:
        return parse_period(text).text
    except ValueError:
        return text


def _sort_tree(node: Any, where: LayoutPath) -> Any:
    """The tree with its lists in their order: what the formatted text must say."""
    if isinstance(node, MappingNode):
        return {key: _sort_tree(value, (*where, key)) for key, value in node.items()}
    if isinstance(node, SequenceNode):
        return [_sort_tree(node[index], (*where, None)) for index in sort_order(where, node)]
    return node


def sort_order(where: LayoutPath, items: Sequence[Any]) -> Sequence[int]:
    """The order of the items of the list at `where`, as indexes; as they stand where none is given."""
    fields = (
        ("id",)
        if where in [(name,) for name in SORTED_SECTIONS]
        else OBSERVATION_SORT_FIELDS
        if where == _OBSERVATIONS_PATH
        else ()
    )
    steps = range(len(items))
    if not fields or not all(isinstance(item, MappingNode) for item in items):
        return steps
    return sorted(steps, key=lambda step: sort_key(items[step], fields))


def sort_key(item: MappingNode, fields: Sequence[str]) -> tuple[str, ...]:
    """What a record is sorted by; what is left out or malformed comes first."""
    return tuple(value if isinstance(value := item.get(name), str) else "" for name in fields)


def _key_order(where: LayoutPath) -> Sequence[str]:
    record = _record_types().get(where)
    return tuple(record.model_fields) if record else ()


def _is_block(where: LayoutPath) -> bool:
    """Sections, their records, and figures are blocks; what stands inside them may fit on a line."""
    return (
        len(where) <= 1 or where[1:] == (None,) or where in (_OBSERVATIONS_PATH, (*_OBSERVATIONS_PATH, None))
    )


@cache
def _record_types() -> dict[LayoutPath, type[Record]]:
    """Where a record can stand → its type."""
    return dict(_record_types_in(DatasetFile, ()))


@cache
def _period_fields() -> dict[LayoutPath, frozenset[str]]:
    """Where a record can stand → those of its fields that are periods."""
    return {
        where: frozenset(name for name, field in record.model_fields.items() if _is_period(field.annotation))
        for where, record in _record_types().items()
    }


def _is_period(annotation: Any) -> bool:
    return annotation is Period or any(map(_is_period, get_args(annotation)))


def _record_types_in(kind: type[Record], where: LayoutPath) -> Iterator[tuple[LayoutPath, type[Record]]]:
    yield where, kind
    for name, field in kind.model_fields.items():
        for record, depth in _records_in(field.annotation, 0):
            yield from _record_types_in(record, (*where, name, *([None] * depth)))


def _records_in(annotation: Any, depth: int) -> Iterator[tuple[type[Record], int]]:
    """The records in the type of a field, and how many lists they are inside."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation, depth
    for part in get_args(annotation):
        yield from _records_in(part, depth + (getattr(annotation, "__origin__", None) is tuple))


DATA_FILE_LAYOUT: Final = YamlLayout(keys=_key_order, is_block=_is_block, sort_order=sort_order)
