"""The comments of a YAML text: where each stands, and which entry of the tree it belongs to.

A comment on a line of its own leads the entry after it; one that is indented deeper than that
entry closes the block before it; one behind something belongs to what it stands behind. What
stands before the first entry is the head of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from indicators.yamlfile.lines import split_lines
from indicators.yamlfile.parse import EventReader
from indicators.yamlfile.tree import MappingNode, Place, SequenceNode

#: An entry of a tree: the mapping or sequence that holds it (its identity) and its key or index.
TreeEntry = tuple[int, str | int]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its place; `is_alone` says whether nothing stands before it on its line.

    `depth` is the number of brackets around it.
    """

    place: Place
    text: str
    is_alone: bool
    depth: int


@dataclass(slots=True)
class AttachedComments:
    """Comments by what they belong to; `closing` are those that close a mapping or sequence."""

    head: list[str] = field(default_factory=list)
    before: dict[TreeEntry, list[str]] = field(default_factory=dict)
    behind: dict[TreeEntry, str] = field(default_factory=dict)
    closing: dict[int, list[str]] = field(default_factory=dict)


def find_comments(text: str) -> list[Comment]:
    """Every comment of a text that can be parsed, in order."""
    reader = EventReader(text)
    text = reader.text
    bare = list(text)
    for event in reader.events():
        if isinstance(event, yaml.ScalarEvent):
            start, end = (mark.index for mark in (event.start_mark, event.end_mark) if mark)
            if event.style in ("|", ">"):  # a comment may stand behind the sign of a block
                start += len(split_lines(text[start:end])[0])
            bare[start:end] = [char if char in "\r\n" else "x" for char in text[start:end]]
    found, depth = [], 0
    for number, line in enumerate(split_lines("".join(bare)), 1):
        match = re.search(r"#.*", line)  # libyaml asks for no space before it
        before = line[: match.start()] if match else line
        depth += sum(before.count(sign) for sign in "[{") - sum(before.count(sign) for sign in "]}")
        if match:
            place = (number, match.start() + 1)
            words = reader.restore(match[0].rstrip(" \t"))
            found.append(Comment(place, words, not before.strip(), depth))
    return found


@dataclass(frozen=True, slots=True)
class _EntryPlace:
    """An entry with its place, how far its line is indented, and what is around it, outermost first.

    `blocks` are identity and indent of each block, `owners` the entries whose values stand in brackets.
    """

    place: Place
    entry: TreeEntry
    indent: int
    blocks: tuple[tuple[int, int], ...]
    owners: tuple[TreeEntry, ...]


def attach_comments(text: str, root: Any) -> AttachedComments:
    """The comments of `text` with the entries of its tree `root` that they belong to."""
    found, lines = AttachedComments(), split_lines(text.removeprefix("\ufeff"))
    spots = list(_entry_places(root, lines, (), ()))
    places = [spot.place for spot in spots]
    for comment in find_comments(text):
        index = bisect_left(places, comment.place)
        before = spots[index - 1] if index else None
        after = spots[index] if index < len(spots) else None
        if before is None:
            _add_to_head(found, comment, lines)
        elif not comment.is_alone and (behind := _entry_before(comment, before)) not in found.behind:
            found.behind[behind] = comment.text
        elif after is not None and _is_leading(comment, before, after):
            found.before.setdefault(after.entry, []).append(comment.text)
        else:
            found.closing.setdefault(_block_of(comment, before), []).append(comment.text)
    return found


def _add_to_head(found: AttachedComments, comment: Comment, lines: list[str]) -> None:
    line = comment.place[0]
    if found.head and line > 1 and not lines[line - 2].strip():
        found.head.append("")
    found.head.append(comment.text)


def _entry_before(comment: Comment, before: _EntryPlace) -> TreeEntry:
    """The entry that a comment stands behind: that of the brackets which were closed before it, if any were."""
    closed = before.owners[comment.depth :]
    return closed[0] if closed else before.entry


def _entry_places(
    node: Any, lines: list[str], blocks: tuple[tuple[int, int], ...], owners: tuple[TreeEntry, ...]
) -> Iterator[_EntryPlace]:
    """Every entry of a tree in the order of the text; an item stands before its first key."""
    if not isinstance(node, MappingNode | SequenceNode) or not node:
        return
    entries: list[tuple[str | int, Place]] = (
        list(node.keys_at.items()) if isinstance(node, MappingNode) else list(enumerate(node.items_at))
    )
    flow = _is_in_brackets(node, lines)
    inner = blocks if flow else (*blocks, (id(node), node.place[1] - 1))
    for step, place in entries:
        indent = place[1] - 1 if flow else node.place[1] - 1
        entry = (id(node), step)
        yield _EntryPlace(place, entry, indent, inner, owners)
        value = node[step]  # type: ignore[index]
        yield from _entry_places(
            value, lines, inner, (*owners, entry) if _is_in_brackets(value, lines) else owners
        )


def _is_in_brackets(node: Any, lines: list[str]) -> bool:
    place = getattr(node, "place", None)
    return place is not None and lines[place[0] - 1][place[1] - 1 : place[1]] in ("[", "{")


def _is_leading(comment: Comment, before: _EntryPlace, after: _EntryPlace) -> bool:
    """Whether a comment between two entries is about the second."""
    if comment.place[1] - 1 <= after.indent:
        return True
    return _block_of(comment, before) in [block for block, _ in after.blocks]


def _block_of(comment: Comment, before: _EntryPlace) -> int:
    """The innermost block around `before` that is not indented deeper than the comment."""
    fitting = [block for block, indent in before.blocks if indent <= comment.place[1] - 1]
    return fitting[-1] if fitting else before.blocks[0][0]
