"""Where each place of a whole file was written: in the file as it was, or in the fragment that joined it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Any

from indicators.curation.layout import sort_order
from indicators.yamlfile import Location, MappingNode, Place, SequenceNode, YamlDocument


@dataclass(frozen=True)
class JoinedFile:
    """A whole file with a fragment in it; `added` counts what is new by section.

    Faults of the `document` stand where they were written: in the fragment, or in the file that it
    was joined into.
    """

    text: str
    document: YamlDocument
    added: Counter[str]


def trace_origins(
    node: Any,
    written: Any,
    where: tuple[str | None, ...],
    file: str,
    fragment: str,
    began: AnyMapping[int, int],
) -> Iterator[tuple[Place, Location]]:
    """Each place of the tree that was written, with the place in `node` that it comes from.

    `began` tells of each list, by identity, where the items of the fragment begin.
    """
    if isinstance(node, MappingNode):
        yield written.place, Location(file, *node.place)
        for key, value in node.items():
            yield written.keys_at[key], Location(file, *node.keys_at[key])
            yield written.values_at[key], Location(file, *node.values_at[key])
            yield from trace_origins(value, written[key], (*where, key), file, fragment, began)
    elif isinstance(node, SequenceNode):
        first = began.get(id(node), len(node))
        for index, step in enumerate(sort_order(where, node)):
            origin = fragment if step >= first else file
            yield written.items_at[index], Location(origin, *node.items_at[step])
            yield from trace_origins(node[step], written[index], (*where, None), origin, fragment, began)
