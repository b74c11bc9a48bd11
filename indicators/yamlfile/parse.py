"""YAML text → a tree, from libyaml's events; what is surprising or dangerous is a problem with its place.

`yaml.load` lets duplicate keys pass and can be killed by nesting alone.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from indicators.errors import (
    MAX_FAULTS,
    DataFileError,
    FileAccessError,
    Problem,
    ProblemCollector,
    RelatedPlace,
)
from indicators.yamlfile.lines import split_lines, with_line_feeds
from indicators.yamlfile.merge_conflicts import (
    MARKER_SIGNS,
    MIDDLE_SIGN,
    ConflictMarkers,
    describe_stray_marker,
    find_conflicts,
)
from indicators.yamlfile.progress import Report, report_nothing
from indicators.yamlfile.tree import MappingNode, Place, SequenceNode, YamlDocument


class YamlRule(StrEnum):
    """A rule of a file of YAML, by the id that reports end with."""

    SYNTAX = "yaml-syntax"
    DEPTH = "yaml-depth"
    UNREAD = "yaml-unread"
    DOCUMENTS = "yaml-documents"
    ALIAS = "yaml-alias"
    TAG = "yaml-tag"
    KEY = "yaml-key"
    DUPLICATE_KEY = "yaml-duplicate-key"
    COMMA = "yaml-comma"
    MERGE_CONFLICT = "merge-conflict"


MAX_FILE_BYTES = 64 * 2**20
MAX_DEPTH = 16
#: What ends a line for YAML 1.1 and for libyaml, but not for YAML 1.2, editors or git.
_OLD_LINE_ENDS = "\x85\u2028\u2029"
#: What a plain scalar says when it says nothing.
NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
#: A number before and behind a comma: in braces, where a comma ends a value, the rest of it becomes a key.
_NUMBER_BEFORE_COMMA = re.compile(r"(?<![0-9])[0-9]{1,3}$")
_NUMBER_AFTER_COMMA = re.compile(r"[0-9]{3}(?![0-9])")
_MAX_CUT_LENGTH = 200
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_document(path: Path) -> YamlDocument:
    """Read and build the file at `path`.

    Raises DataFileError when there is no such readable file, it is too large or not UTF-8.
    """
    return parse_document(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The text of the file at `path`, under the size limit; raises DataFileError otherwise."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileAccessError(path, "cannot be read (not a file)")
        check_file_size(status.st_size, path)
        data = path.read_bytes()
    except OSError as error:
        raise FileAccessError(path, f"cannot be read ({error.strerror or error})") from None
    return decode_text(data, path)


def decode_text(data: bytes, file: object) -> str:
    """The text that `data` are, under the size limit; raises DataFileError, which calls them `file`, otherwise."""
    check_file_size(len(data), file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(file, f"not UTF-8 text (byte {error.start:,})") from None
    return with_line_feeds(text)


def check_file_size(size: int, file: object) -> None:
    """Raise DataFileError when so many bytes are more than a data file may have."""
    if size > MAX_FILE_BYTES:
        raise DataFileError(file, f"{size:,} bytes are more than the {MAX_FILE_BYTES:,} a data file may have")


class EventReader:
    """The events of a YAML text, its lines counted in the one way: places are ours, not libyaml's.

    libyaml ends lines at signs that are none for anybody else, so it is shown others in their place:
    characters that the text does not have.
    """

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")  # as libyaml does
        self._back: dict[int, str] = {}
        if any(sign in text for sign in _OLD_LINE_ENDS):
            there = set(text)
            unused = (char for char in map(chr, range(0xF0000, 0x10FFFE)) if char not in there)
            pairs = list(zip(_OLD_LINE_ENDS, unused, strict=False))
            self.text = self.text.translate({ord(sign): shown for sign, shown in pairs})
            self._back = {ord(shown): sign for sign, shown in pairs}

    def events(self) -> Iterator[Any]:
        """Every event; raises yaml.YAMLError where the text is no YAML."""
        return yaml.parse(self.text.encode("utf-8", "surrogatepass"), Loader=YAML_LOADER)

    def restore(self, part: str) -> str:
        """A part of the text, or what a scalar says, with the signs that libyaml is not shown."""
        return part.translate(self._back) if self._back else part

    def place_at(self, offset: int) -> Place:
        """The place of a byte of the text."""
        before = self.text.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "ignore")
        lines = split_lines(before)
        return len(lines), len(lines[-1]) + 1

    def clamp_place(self, place: Place) -> Place:
        """The place, or the end of the text where libyaml counts one line more."""
        lines = split_lines(self.text)
        return place if place[0] <= len(lines) else (len(lines), len(lines[-1]) + 1)


def parse_document(text: str, file: str, report: Report = report_nothing) -> YamlDocument:
    """The tree of `text`; `file` is the name its problems carry. Never raises on any text."""
    reader, builder = EventReader(text), _TreeBuilder(file)
    lines = split_lines(text) if _may_be_unmerged(text) else []
    unmerged = find_conflicts(lines)
    if unmerged.conflicts:
        builder.add_conflicts(unmerged)
        return YamlDocument(file, None, builder.problems.to_list())
    try:
        builder.read_events(reader, report)
    except yaml.MarkedYAMLError as error:
        broken = {mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark}
        if broken.intersection(mark.line for mark in unmerged.left):
            builder.add_conflicts(unmerged)
            return YamlDocument(file, None, builder.problems.to_list())
        mark = error.problem_mark or error.context_mark
        where = reader.clamp_place((mark.line + 1, mark.column + 1)) if mark else (1, 1)
        builder.add_problem(where, f"not valid YAML: {error.problem or error.context}", YamlRule.SYNTAX)
    except yaml.YAMLError as error:  # a character YAML forbids
        where = reader.place_at(getattr(error, "position", 0) or 0)  # libyaml counts bytes
        builder.add_problem(where, f"not valid YAML: {getattr(error, 'reason', error)}", YamlRule.SYNTAX)
    except _ReadingStopped:
        pass
    return YamlDocument(file, builder.root, builder.problems.to_list())


def _may_be_unmerged(text: str) -> bool:
    """Whether a look at every line is worth while: hardly any text has such signs."""
    return any(sign in text for sign in MARKER_SIGNS)


class _ReadingStopped(Exception):
    """Nesting beyond MAX_DEPTH, or too many faults: reading stops, the problem is already noted."""


class _TreeBuilder:
    """Folds events into the tree, one event at a time, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.problems = ProblemCollector()
        self.stack: list[MappingNode | SequenceNode] = []
        self.keys: list[tuple[str | None, Place] | None] = []  # the open key of each container in `stack`
        self.cut: Problem | None = None  # of the last value, where commas have cut it
        self.documents = 0

    def add_problem(
        self, place: Place, message: str, rule: YamlRule, related: tuple[RelatedPlace, ...] = ()
    ) -> None:
        if not self.problems.count_unlisted(rule):
            self.problems.add(Problem(self.file, *place, message, rule, related))

    def add_conflicts(self, found: ConflictMarkers) -> None:
        """Note every conflict of a merge; of other marks those that cannot be text beside one."""
        for conflict in found.conflicts:
            self.add_problem((conflict.ours.line, 1), conflict.message, YamlRule.MERGE_CONFLICT)
        for mark in found.left:
            if mark.sign != MIDDLE_SIGN or not found.conflicts:
                self.add_problem((mark.line, 1), describe_stray_marker(mark), YamlRule.MERGE_CONFLICT)

    def read_events(self, reader: EventReader, report: Report) -> None:
        total = reader.text.count("\n") + 1
        for event in reader.events():
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            report("reading lines", min(1.0, place[0] / total), place[0])
            if self.problems.are_too_many:
                message = f"reading stops here, after {MAX_FAULTS:,} faults; mend these first"
                self.add_problem(place, message, YamlRule.UNREAD)
                raise _ReadingStopped
            if isinstance(event, yaml.ScalarEvent):
                self._check_node(event, place)
                plain = event.style is None or event.style == ""
                value = reader.restore(event.value)
                self._add(None if plain and value in NULL_WORDS else value, place, plain)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._check_node(event, place)
                self._open_container(
                    MappingNode(place) if isinstance(event, yaml.MappingStartEvent) else SequenceNode(place),
                    place,
                )
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.stack.pop()
                self.keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.add_problem(
                    place, f"the alias *{event.anchor} is not allowed; write the value out", YamlRule.ALIAS
                )
                self._add(None, place, False)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents == 2:
                    self.add_problem(
                        place,
                        "a second document starts here; expected one document in the file",
                        YamlRule.DOCUMENTS,
                    )

    def _check_node(self, event: Any, place: Place) -> None:
        if event.anchor:
            self.add_problem(
                place,
                f"the anchor &{event.anchor} is not allowed; write the value out where it is used",
                YamlRule.ALIAS,
            )
        if event.tag is not None:
            self.add_problem(
                place, f"the tag {event.tag} is not allowed; every value is read as text", YamlRule.TAG
            )

    def _open_container(self, node: MappingNode | SequenceNode, place: Place) -> None:
        self._add(node, place, False)
        self.stack.append(node)
        self.keys.append(None)
        if len(self.stack) > MAX_DEPTH:
            self.add_problem(place, f"nested more than {MAX_DEPTH} levels deep", YamlRule.DEPTH)
            raise _ReadingStopped

    def _add(self, value: Any, place: Place, plain: bool) -> None:
        if not self.stack:
            if self.documents == 1:
                self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent, SequenceNode):
            parent.append(value)
            parent.items_at.append(place)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = (self._check_key(value, place, plain), place)
        else:
            self.keys[-1] = None
            self._set_key(parent, key, value, place)

    def _check_key(self, value: Any, place: Place, plain: bool) -> str | None:
        if isinstance(value, str):
            if value == "<<" and plain:
                self.add_problem(place, "the merge key << is not allowed; write the keys out", YamlRule.ALIAS)
            return value
        self.add_problem(place, "expected text as a key", YamlRule.KEY)
        return None

    def _set_key(self, parent: MappingNode, key: tuple[str | None, Place], value: Any, place: Place) -> None:
        name, key_place = key
        if name is None:
            return  # already a fault
        if value is None and self._is_cut_number(parent, name, key_place):
            self._join_cut_number(parent, name)
            return
        if name in parent:
            first = RelatedPlace(self.file, *parent.keys_at[name], "the first")
            message = f"the key {name!r} stands here a second time; the first is on {first.line_seen_from(self.file)}"
            self.add_problem(key_place, message, YamlRule.DUPLICATE_KEY, (first,))
            return
        self.cut = None
        parent[name] = value
        parent.keys_at[name] = key_place
        parent.values_at[name] = place

    def _is_cut_number(self, parent: MappingNode, name: str, place: Place) -> bool:
        """Whether a key without a value is the rest of a number: the 000 of {value: 380,000}."""
        last = next(reversed(parent), None)
        if last is None or not isinstance(before := parent[last], str):
            return False
        line, column = parent.values_at[last]
        return (
            len(before) < _MAX_CUT_LENGTH
            and place == (line, column + len(before) + len(","))
            and bool(_NUMBER_BEFORE_COMMA.search(before))
            and bool(_NUMBER_AFTER_COMMA.match(name))
        )

    def _join_cut_number(self, parent: MappingNode, name: str) -> None:
        """Take a value that a comma has cut as it was meant, and note once that it needs quotes."""
        key = next(reversed(parent))
        parent[key] = whole = f"{parent[key]},{name}"
        if self.cut:
            self.problems.remove(self.cut)
        message = f'{key}: in braces a comma ends the value; write it in quotes: {key}: "{whole}"'
        self.cut = Problem(self.file, *parent.values_at[key], message, YamlRule.COMMA)
        self.problems.add(self.cut)
