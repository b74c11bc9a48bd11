"""YAML text ⇄ a plain tree of text that remembers where everything stands.

Every scalar stays the text it was written as (``NO``, ``12:30``, ``010`` and ``3.50`` are not
interpreted); a plain ``null``, ``~`` or nothing is None. What makes YAML files surprising or
dangerous is refused, each with its place: duplicate keys, anchors and aliases, tags, several
documents, deep nesting, huge files. A tree is written back in one layout, comments kept.

The only package that imports yaml.
"""

from __future__ import annotations

from indicators.yamlfile.comments import AttachedComments, attach_comments, find_comments
from indicators.yamlfile.emit import LayoutPath, YamlLayout, emit_document, emit_list_item
from indicators.yamlfile.parse import (
    MAX_DEPTH,
    MAX_FILE_BYTES,
    NULL_WORDS,
    YamlRule,
    check_file_size,
    decode_text,
    parse_document,
    read_document,
    read_text,
)
from indicators.yamlfile.tree import Location, MappingNode, Place, SequenceNode, YamlDocument, to_tree

__all__ = [
    "MAX_DEPTH",
    "MAX_FILE_BYTES",
    "NULL_WORDS",
    "AttachedComments",
    "LayoutPath",
    "Location",
    "MappingNode",
    "Place",
    "SequenceNode",
    "YamlDocument",
    "YamlLayout",
    "YamlRule",
    "attach_comments",
    "check_file_size",
    "decode_text",
    "emit_document",
    "emit_list_item",
    "find_comments",
    "parse_document",
    "read_document",
    "read_text",
    "to_tree",
]
