"""A record written into the text of a data file, everything else byte for byte as it was.

Where the list is sorted the record takes its place in it, else it comes last; comments stay with
what they lead. The text is read back: nothing is returned that says anything else than asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping as AnyMapping
from typing import Any

from indicators.curation.layout import (
    DATA_FILE_LAYOUT,
    OBSERVATION_SORT_FIELDS,
    SORTED_SECTIONS,
    sort_key,
    write_periods_alike,
)
from indicators.errors import DataFileError, InvalidDataset
from indicators.model import DatasetFile
from indicators.yamlfile import (
    NULL_WORDS,
    MappingNode,
    SequenceNode,
    YamlDocument,
    emit_list_item,
    parse_document,
    to_tree,
)
from indicators.yamlfile.lines import first_line_end, split_lines_keeping_ends


def insert_record(text: str, file: str, section: str, record: AnyMapping[str, Any]) -> str:
    """`text` with `record` in a section such as ``sources``.

    Raises InvalidDataset when the text is no good YAML, DataFileError where nothing can be inserted.
    """
    return _DataFileText(text, file).insert((section,), record)


def insert_observation(text: str, file: str, indicator: str, record: AnyMapping[str, Any]) -> str:
    """`text` with `record` among the observations of `indicator`, which must be there."""
    written = _DataFileText(text, file)
    listed = written.document.root["indicators"]
    index = next(step for step, head in enumerate(listed) if head.get("id") == indicator)
    return written.insert(("indicators", index, "observations"), record)


class _DataFileText:
    """A text by its lines, each with its end, and its tree."""

    def __init__(self, text: str, file: str) -> None:
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        text = text.removeprefix("\ufeff")
        self.end = first_line_end(text)
        self.lines = split_lines_keeping_ends(text)
        self.document: YamlDocument = parse_document(text, file)
        if self.document.problems:
            raise InvalidDataset(self.document.problems)

    def insert(self, path: tuple[str | int, ...], record: AnyMapping[str, Any]) -> str:
        """The text with `record` in the list at `path`."""
        where = tuple(None if isinstance(step, int) else step for step in path)
        node, tree = _node_at(self.document.root, path), to_tree(record)
        write_periods_alike(tree, (*where, None))
        lines = list(self.lines)
        if not node:
            index = 0
            self._fill_empty_list(lines, path, emit_list_item(tree, 2 * len(path), where, DATA_FILE_LAYOUT))
        else:
            indent = node.place[1] - 1
            if not self.lines[node.place[0] - 1][indent:].startswith("-"):
                raise self._refusal(path, "is written in brackets")
            index = _insertion_index(node, tree, where)
            at = self._line_of(node, index, indent)
            lines[at:at] = emit_list_item(tree, indent, where, DATA_FILE_LAYOUT)
        *whole, last = lines
        text = "".join(line if line.endswith(("\r", "\n")) else line + self.end for line in whole) + last
        self._check_unchanged(text, path, index, tree)
        return self.mark + text

    def _line_of(self, node: SequenceNode, index: int, indent: int) -> int:
        """Before which line (counted from 0) a new item with this index belongs."""
        if index < len(node):
            line = node.items_at[index][0] - 1
            while line and _is_comment(self.lines[line - 1], indent):
                line -= 1
            return line
        line, margin = self._line_after(node)
        while line and (not self.lines[line - 1].strip() or _is_comment(self.lines[line - 1], margin)):
            line -= 1
        return line

    def _line_after(self, node: SequenceNode) -> tuple[int, int]:
        """The line of the first entry behind a list, counted from 0, and how far it is indented."""
        last = max(_all_places(node))
        behind = sorted(place for place in _all_places(self.document.root) if place > last)
        if not behind:
            return len(self.lines), 0
        line = behind[0][0] - 1
        return line, len(self.lines[line]) - len(self.lines[line].lstrip())

    def _fill_empty_list(self, lines: list[str], path: tuple[str | int, ...], written: list[str]) -> None:
        """Fill a list that is empty, or a section that is not there."""
        key = str(path[-1])
        root: MappingNode = self.document.root
        if len(path) == 1 and key not in root:
            order = list(DatasetFile.model_fields)
            later = [root.keys_at[name][0] for name in root if order.index(name) > order.index(key)]
            at = min(later) - 1 if later else len(lines)
            while at and (not lines[at - 1].strip() or _is_comment(lines[at - 1], 0)):
                at -= 1
            lines[at:at] = ["", f"{key}:", *written] if at else [f"{key}:", *written, ""]
            return
        line, column = self.document.place_of(path, key=True)
        old = lines[line - 1].rstrip("\r\n")
        end, before, rest = lines[line - 1][len(old) :], old[: column - 1], old[column - 1 :]
        name, _, value = rest.partition(":")
        said, sign, comment = value.partition(" #")
        if said.strip() not in (*NULL_WORDS, "[]"):
            raise self._refusal(path, "is empty in an unusual way")
        lines[line - 1] = f"{before}{name}:{f'  #{comment}' if sign else ''}{end}"
        lines[line:line] = written

    def _refusal(self, path: tuple[str | int, ...], why: str) -> DataFileError:
        file, line = self.document.file, self.document.place_of(path, key=True)[0]
        return DataFileError(f"{file}:{line}", f"{path[-1]!r} {why}; run indicators format first")

    def _check_unchanged(self, text: str, path: tuple[str | int, ...], index: int, tree: MappingNode) -> None:
        """Make sure that `text` says what was there and the new record, and nothing else."""
        again = parse_document(text, self.document.file)
        node = _node_at(again.root, path)
        was_there = not again.problems and isinstance(node, SequenceNode) and node[index] == tree
        if was_there:
            del node[index]
            if not node and path[-1] not in self.document.root:
                again.root.pop(path[-1])
        if not was_there or _without_empty_lists(again.root) != _without_empty_lists(self.document.root):
            raise self._refusal(path, "cannot take a record without another change")


def _node_at(node: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at `path`; None where nothing does."""
    for step in path:
        steps = node if isinstance(node, MappingNode) else range(len(node or ()))
        node = node[step] if step in steps else None
    return node


def _insertion_index(node: SequenceNode, tree: MappingNode, where: tuple[str | None, ...]) -> int:
    """Where a record belongs in a sorted list; at the end of any other."""
    fields = (
        OBSERVATION_SORT_FIELDS
        if where[-1] == "observations"
        else ("id",)
        if where[0] in SORTED_SECTIONS
        else ()
    )
    if not fields or not all(isinstance(item, MappingNode) for item in node):
        return len(node)
    keys = [sort_key(item, fields) for item in node]
    return bisect_right(keys, sort_key(tree, fields)) if keys == sorted(keys) else len(node)


def _is_comment(line: str, indent: int) -> bool:
    """Whether a line holds a comment only, indented by `indent` at most."""
    bare = line.lstrip()
    return bare.startswith("#") and len(line) - len(bare) <= indent


def _all_places(node: Any) -> list[tuple[int, int]]:
    """Where everything in a tree stands."""
    if isinstance(node, MappingNode):
        inner = [place for value in node.values() for place in _all_places(value)]
        return [*node.keys_at.values(), *node.values_at.values(), *inner]
    if isinstance(node, SequenceNode):
        return [*node.items_at, *(place for item in node for place in _all_places(item))]
    return []


def _without_empty_lists(node: Any) -> Any:
    """A tree in which an empty list and nothing are the same."""
    if isinstance(node, MappingNode):
        return {key: _without_empty_lists(value) for key, value in node.items()}
    return (
        [_without_empty_lists(item) for item in node]
        if isinstance(node, SequenceNode) and node
        else node or None
    )
