"""The tree of a YAML file: mappings and sequences of text that remember where everything stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from indicators.errors import Problem, RelatedPlace

#: Line and column, both counted from 1.
Place = tuple[int, int]


class Location(NamedTuple):
    """A place with the file that it is in."""

    file: str
    line: int
    column: int


class MappingNode(dict[str, Any]):
    """A YAML mapping: `place` is where it starts, `keys_at` and `values_at` where each key and value does."""

    __slots__ = ("keys_at", "place", "values_at")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}


class SequenceNode(list[Any]):
    """A YAML sequence: `place` is where it starts, `items_at` where each item does."""

    __slots__ = ("items_at", "place")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.items_at: list[Place] = []


@dataclass(slots=True)
class YamlDocument:
    """The tree of one file and the faults found while building it.

    Where the file is joined from several, `origins` says where each place of the tree was written.
    """

    file: str
    root: Any
    problems: list[Problem] = field(default_factory=list)
    origins: Mapping[Place, Location] = field(default_factory=dict)

    def locate(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """Where what stands at `path` (or its key) was written."""
        place = self.place_of(path, key=key)
        return self.origins.get(place, Location(self.file, *place))

    def related_place(self, path: Sequence[str | int], label: str) -> RelatedPlace:
        """The value at `path` as a place that a problem speaks of."""
        return RelatedPlace(*self.locate(path), label)

    def place_of(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key), or the nearest thing around it that exists."""
        node, place = self.root, getattr(self.root, "place", (1, 1))
        for depth, step in enumerate(path):
            last = depth == len(path) - 1
            if isinstance(node, MappingNode) and step in node:
                place = (node.keys_at if key and last else node.values_at)[str(step)]
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node):
                place = node.items_at[step]
            else:
                break
            node = node[step]
        return place


def to_tree(plain: Any) -> Any:
    """Dicts, lists and text as a tree that stands nowhere yet."""
    if isinstance(plain, dict):
        mapping = MappingNode((1, 1))
        mapping.update({key: to_tree(value) for key, value in plain.items()})
        return mapping
    if isinstance(plain, list | tuple):
        items = SequenceNode((1, 1))
        items.extend(map(to_tree, plain))
        return items
    return plain
