"""YAML text ⇄ a plain tree of text that remembers where everything stands.

Every scalar stays the text it was written as (``NO``, ``12:30``, ``010`` and ``3.50`` are not
interpreted); a plain ``null``, ``~`` or nothing is None. What makes YAML files surprising or
dangerous is refused, each with its place: duplicate keys, anchors and aliases, tags, several
documents, deep nesting, huge files. A tree is written back in one layout, comments kept.

The only package that imports yaml. It knows nothing of what the keys mean.
"""

from __future__ import annotations

from indicators.yamlfile.build import (
    MAX_BYTES,
    MAX_DEPTH,
    NULLS,
    build,
    decoded,
    lines_of,
    read,
    refuse_huge,
    text_of,
)
from indicators.yamlfile.comments import Attached, attached, comments
from indicators.yamlfile.emit import Layout, Where, block, emitted
from indicators.yamlfile.tree import Document, Items, Mapping, Place, tree_of

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "NULLS",
    "Attached",
    "Document",
    "Items",
    "Layout",
    "Mapping",
    "Place",
    "Where",
    "attached",
    "block",
    "build",
    "comments",
    "decoded",
    "emitted",
    "lines_of",
    "read",
    "refuse_huge",
    "text_of",
    "tree_of",
]
