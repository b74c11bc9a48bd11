"""A tree → YAML text in one layout: the same tree and comments always give the same text.

Two spaces a level, lists indented, texts plain where they can be and in double quotes where not,
no line folded. What fits on a line stands on one (``{en: Fishing, zh: 渔业}``, ``[4, 9]``) unless
the layout wants it as a block or a comment stands inside it. Knows nothing of what keys mean.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from yaml.emitter import Emitter

from indicators.yamlfile.build import NULLS
from indicators.yamlfile.comments import Attached
from indicators.yamlfile.tree import Items, Mapping

WIDTH = 100
#: Steps into a tree with every index as None: where something stands in any list.
Where = tuple[str | None, ...]
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What only those who know the data can say of its layout.

    `keys` are the keys of the mapping at a place in their order (unknown ones follow), `is_block`
    whether what stands there is never put on one line, `arranged` the order of a list's items.
    """

    keys: Callable[[Where], Sequence[str]]
    is_block: Callable[[Where], bool]
    arranged: Callable[[Where, Sequence[Any]], Sequence[int]]


def emitted(root: Mapping, found: Attached, layout: Layout) -> str:
    """The text of a whole file."""
    writer = _Writer(found, layout)
    head = [*found.head, ""] if found.head else []
    return "\n".join([*head, *writer.top(root)]) + "\n"


def block(node: Any, indent: int, where: Where, layout: Layout) -> list[str]:
    """The lines of a node as an item of the list at `where`, its dash indented by `indent`."""
    items = Items((1, 1))
    items.append(node)
    return _Writer(Attached(), layout).items(items, indent, where)


class _Writer:
    def __init__(self, found: Attached, layout: Layout) -> None:
        self.found, self.layout = found, layout

    def top(self, root: Mapping) -> list[str]:
        lines: list[str] = []
        for key in self._keys(root, ()):
            lines += ["", *self.entry(root, key, 0, ())] if lines else self.entry(root, key, 0, ())
        return lines + self.found.feet.get(id(root), [])

    def mapping(self, node: Mapping, indent: int, where: Where) -> list[str]:
        lines = [line for key in self._keys(node, where) for line in self.entry(node, key, indent, where)]
        return lines + [" " * indent + comment for comment in self.found.feet.get(id(node), [])]

    def _keys(self, node: Mapping, where: Where) -> list[str]:
        known = self.layout.keys(where)
        return [*(key for key in known if key in node), *(key for key in node if key not in known)]

    def entry(self, node: Mapping, key: str, indent: int, where: Where) -> list[str]:
        """A key with its value and comments."""
        margin, value, inside = " " * indent, node[key], (*where, key)
        trail = self._trail((id(node), key))
        leads = [margin + comment for comment in self.found.leads.get((id(node), key), [])]
        start = f"{margin}{scalar(key, flow=False)}:"
        if self._fits(value, len(start) + 1, inside):
            return [*leads, f"{start} {self.flow(value, inside, nested=False)}{trail}"]
        return [*leads, start + trail, *self._below(value, indent + 2, inside)]

    def items(self, node: Items, indent: int, where: Where) -> list[str]:
        margin, lines, inside = " " * indent, list[str](), (*where, None)
        for index in self.layout.arranged(where, node):
            value, entry = node[index], (id(node), index)
            lines += [margin + comment for comment in self.found.leads.get(entry, [])]
            if self._fits(value, indent + 2, inside):
                lines.append(f"{margin}- {self.flow(value, inside, nested=False)}{self._trail(entry)}")
                continue
            lines += [margin + trail.lstrip() for trail in [self._trail(entry)] if trail]
            below = self._below(value, indent + 2, inside)
            first = next(n for n, line in enumerate(below) if not line.lstrip().startswith("#"))
            lines += [margin + line.lstrip() for line in below[:first]]  # comments lead the item
            lines += [f"{margin}- {below[first][indent + 2 :]}", *below[first + 1 :]]
        return lines + [margin + comment for comment in self.found.feet.get(id(node), [])]

    def _below(self, value: Any, indent: int, where: Where) -> list[str]:
        write = self.mapping if isinstance(value, Mapping) else self.items
        return write(value, indent, where)

    def _trail(self, entry: tuple[int, str | int]) -> str:
        return f"  {self.found.trails[entry]}" if entry in self.found.trails else ""

    def _fits(self, value: Any, column: int, where: Where) -> bool:
        """Whether a value stands on the line of its key or dash."""
        if not isinstance(value, Mapping | Items) or not value:
            return True
        if self.layout.is_block(where) or self._has_comments(value):
            return False
        return column + _columns(self.flow(value, where)) <= WIDTH

    def _has_comments(self, value: Any) -> bool:
        if not isinstance(value, Mapping | Items):
            return False
        steps: Iterable[str | int] = value if isinstance(value, Mapping) else range(len(value))
        found = self.found
        return id(value) in found.feet or any(
            (id(value), step) in found.leads
            or (id(value), step) in found.trails
            or self._has_comments(value[step])  # type: ignore[index]
            for step in steps
        )

    def flow(self, value: Any, where: Where, *, nested: bool = True) -> str:
        """A value on one line; a text that is not `nested` in brackets may hold commas."""
        if isinstance(value, Mapping):
            keys = self._keys(value, where)
            pairs = (f"{scalar(key, flow=True)}: {self.flow(value[key], (*where, key))}" for key in keys)
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, Items):
            inside = (*where, None)
            items = (self.flow(value[step], inside) for step in self.layout.arranged(where, value))
            return "[" + ", ".join(items) + "]"
        return "null" if value is None else scalar(value, flow=nested)


def _columns(text: str) -> int:
    """How wide a text stands in an editor: a Chinese sign is two letters wide."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


@lru_cache(maxsize=16384)
def scalar(text: str, *, flow: bool) -> str:
    """A text as YAML writes it, plain where it reads back the same."""
    emitter = Emitter(io.StringIO(), allow_unicode=True)
    analysis = emitter.analyze_scalar(text)
    plain = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    if plain and text not in NULLS and text != "<<":
        return text
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
