"""A tree → YAML text in one layout: the same tree and comments always give the same text.

Two spaces a level, lists indented, texts plain where they can be and in double quotes where not,
no line folded. What fits on a line stands on one (``{en: Fishing, zh: 渔业}``, ``[4, 9]``) unless
the layout wants it as a block or a comment stands inside it.
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

from indicators.yamlfile.comments import AttachedComments
from indicators.yamlfile.parse import NULL_WORDS
from indicators.yamlfile.tree import MappingNode, SequenceNode

MAX_LINE_WIDTH = 100
#: Steps into a tree with every index as None: where something stands in any list.
LayoutPath = tuple[str | None, ...]
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class YamlLayout:
    """What only those who know the data can say of its layout.

    `keys` are the keys of the mapping at a place in their order (unknown ones follow), `is_block`
    whether what stands there is never put on one line, `sort_order` the order of a list's items.
    """

    keys: Callable[[LayoutPath], Sequence[str]]
    is_block: Callable[[LayoutPath], bool]
    sort_order: Callable[[LayoutPath, Sequence[Any]], Sequence[int]]


def emit_document(root: MappingNode, found: AttachedComments, layout: YamlLayout) -> str:
    """The text of a whole file."""
    writer = _YamlWriter(found, layout)
    head = [*found.head, ""] if found.head else []
    return "\n".join([*head, *writer.write_root(root)]) + "\n"


def emit_list_item(node: Any, indent: int, where: LayoutPath, layout: YamlLayout) -> list[str]:
    """The lines of a node as an item of the list at `where`, its dash indented by `indent`."""
    items = SequenceNode((1, 1))
    items.append(node)
    return _YamlWriter(AttachedComments(), layout).write_items(items, indent, where)


class _YamlWriter:
    def __init__(self, found: AttachedComments, layout: YamlLayout) -> None:
        self.found, self.layout = found, layout

    def write_root(self, root: MappingNode) -> list[str]:
        lines: list[str] = []
        for key in self._ordered_keys(root, ()):
            lines += (
                ["", *self.write_entry(root, key, 0, ())] if lines else self.write_entry(root, key, 0, ())
            )
        return lines + self.found.closing.get(id(root), [])

    def write_mapping(self, node: MappingNode, indent: int, where: LayoutPath) -> list[str]:
        lines = [
            line
            for key in self._ordered_keys(node, where)
            for line in self.write_entry(node, key, indent, where)
        ]
        return lines + [" " * indent + comment for comment in self.found.closing.get(id(node), [])]

    def _ordered_keys(self, node: MappingNode, where: LayoutPath) -> list[str]:
        known = self.layout.keys(where)
        return [*(key for key in known if key in node), *(key for key in node if key not in known)]

    def write_entry(self, node: MappingNode, key: str, indent: int, where: LayoutPath) -> list[str]:
        """A key with its value and comments."""
        margin, value, inside = " " * indent, node[key], (*where, key)
        trail = self._trailing_comment((id(node), key))
        leads = [margin + comment for comment in self.found.before.get((id(node), key), [])]
        start = f"{margin}{emit_scalar(key, flow=False)}:"
        if self._fits_on_line(value, len(start) + 1, inside):
            return [*leads, f"{start} {self.write_flow(value, inside, nested=False)}{trail}"]
        return [*leads, start + trail, *self._write_below(value, indent + 2, inside)]

    def write_items(self, node: SequenceNode, indent: int, where: LayoutPath) -> list[str]:
        margin, lines, inside = " " * indent, list[str](), (*where, None)
        for index in self.layout.sort_order(where, node):
            value, entry = node[index], (id(node), index)
            lines += [margin + comment for comment in self.found.before.get(entry, [])]
            if self._fits_on_line(value, indent + 2, inside):
                lines.append(
                    f"{margin}- {self.write_flow(value, inside, nested=False)}{self._trailing_comment(entry)}"
                )
                continue
            lines += [margin + trail.lstrip() for trail in [self._trailing_comment(entry)] if trail]
            below = self._write_below(value, indent + 2, inside)
            first = next(n for n, line in enumerate(below) if not line.lstrip().startswith("#"))
            lines += [margin + line.lstrip() for line in below[:first]]  # comments lead the item
            lines += [f"{margin}- {below[first][indent + 2 :]}", *below[first + 1 :]]
        return lines + [margin + comment for comment in self.found.closing.get(id(node), [])]

    def _write_below(self, value: Any, indent: int, where: LayoutPath) -> list[str]:
        write = self.write_mapping if isinstance(value, MappingNode) else self.write_items
        return write(value, indent, where)

    def _trailing_comment(self, entry: tuple[int, str | int]) -> str:
        return f"  {self.found.behind[entry]}" if entry in self.found.behind else ""

    def _fits_on_line(self, value: Any, column: int, where: LayoutPath) -> bool:
        """Whether a value stands on the line of its key or dash."""
        if not isinstance(value, MappingNode | SequenceNode) or not value:
            return True
        if self.layout.is_block(where) or self._has_comments(value):
            return False
        return column + _display_width(self.write_flow(value, where)) <= MAX_LINE_WIDTH

    def _has_comments(self, value: Any) -> bool:
        if not isinstance(value, MappingNode | SequenceNode):
            return False
        steps: Iterable[str | int] = value if isinstance(value, MappingNode) else range(len(value))
        found = self.found
        return id(value) in found.closing or any(
            (id(value), step) in found.before
            or (id(value), step) in found.behind
            or self._has_comments(value[step])  # type: ignore[index]
            for step in steps
        )

    def write_flow(self, value: Any, where: LayoutPath, *, nested: bool = True) -> str:
        """A value on one line; a text that is not `nested` in brackets may hold commas."""
        if isinstance(value, MappingNode):
            keys = self._ordered_keys(value, where)
            pairs = (
                f"{emit_scalar(key, flow=True)}: {self.write_flow(value[key], (*where, key))}" for key in keys
            )
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, SequenceNode):
            inside = (*where, None)
            items = (self.write_flow(value[step], inside) for step in self.layout.sort_order(where, value))
            return "[" + ", ".join(items) + "]"
        return "null" if value is None else emit_scalar(value, flow=nested)


def _display_width(text: str) -> int:
    """How wide a text stands in an editor: a Chinese sign is two letters wide."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


@lru_cache(maxsize=16384)
def emit_scalar(text: str, *, flow: bool) -> str:
    """A text as YAML writes it, plain where it reads back the same."""
    emitter = Emitter(io.StringIO(), allow_unicode=True)
    analysis = emitter.analyze_scalar(text)
    plain = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    if plain and text not in NULL_WORDS and text != "<<":
        return text
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
