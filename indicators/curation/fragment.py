"""A fragment – figures and records on their own – joined into the text of a data file.

A fragment is a list of figures that each name their `indicator`; one such figure; or lists by
section (``sources:``, ``regions:`` …), in which ``observations:`` are such figures and an indicator
that the file has already brings figures only. What all its figures share may stand before such lists
under ``defaults:``. A fragment adds and never changes: what it repeats must say what the file says. The whole is
laid out in the one layout, comments of both kept, and every place in it leads back to where it was written. A
comment that marks a guess of the reader of articles is a fault, until a curator has looked and deleted it; its notes
of what it left out are not taken over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from indicators.check.messages import describe_value, suggest_valid_words
from indicators.check.sections import SECTIONS
from indicators.curation.fragment_defaults import (
    DEFAULTS_KEY,
    GUESS_MARK,
    NOTE_MARK,
    fill_in_defaults,
    find_default_faults,
)
from indicators.curation.fragment_places import JoinedFile, trace_origins
from indicators.curation.layout import lay_out_tree
from indicators.errors import InvalidDataset, Problem, ProblemCollector
from indicators.yamlfile import (
    MAX_DEPTH,
    AttachedComments,
    Location,
    MappingNode,
    Place,
    SequenceNode,
    YamlDocument,
    attach_comments,
    find_comments,
    parse_document,
)

__all__ = ["JoinedFile", "join_fragment"]


def join_fragment(fragment: str, name: str, text: str, file: str) -> JoinedFile:
    """`fragment`, which faults call `name`, in the `text` of a data file.

    Raises InvalidDataset when either is not the YAML that is expected or the fragment changes what
    the file says.
    """
    added, there = parse_document(fragment, name), parse_document(text, file)
    problems = [*added.problems, *there.problems]
    if not problems and not isinstance(there.root, MappingNode):
        problems = [Problem(file, 1, 1, "expected a mapping with the sections of a data file", "type")]
    if problems:
        raise InvalidDataset(problems)
    noted = find_comments(fragment)
    remarks, mine = attach_comments(text, there.root), attach_comments(fragment, added.root)
    _drop_notes(mine)
    join = FragmentMerge(added, there)
    for comment in noted:
        if comment.text.startswith(GUESS_MARK):
            join.add_problem(
                comment.place, f"{comment.text[2:]}: look at it, then delete this comment", "guess"
            )
    join.merge_fragment()
    if not join.problems and not join.added:
        join.add_problem((1, 1), f"nothing here is new; expected {FRAGMENT_SHAPE}", "fragment")
    if join.problems:
        raise InvalidDataset(join.problems.to_list())
    join.merge_comments(remarks, mine)
    kept = [comment.text for comment in (*find_comments(text), *noted) if not _is_note(comment.text)]
    written = lay_out_tree(there.root, remarks, kept, file)
    whole = parse_document(written, file)
    origins: dict[Place, Location] = {}
    for place, origin in trace_origins(there.root, whole.root, (), file, name, join.began):
        origins.setdefault(place, origin)
    return JoinedFile(written, replace(whole, origins=origins), join.added)


def _is_note(comment: str) -> bool:
    """Whether the reader of articles wrote a comment about what is not in the fragment."""
    return comment.startswith(NOTE_MARK)


def _drop_notes(remarks: AttachedComments) -> None:
    """Take the notes of the reader of articles out of the comments of a fragment."""
    remarks.head = [each for each in remarks.head if not _is_note(each)]
    for listed in (*remarks.before.values(), *remarks.closing.values()):
        listed[:] = [each for each in listed if not _is_note(each)]
    for entry in [entry for entry, each in remarks.behind.items() if _is_note(each)]:
        del remarks.behind[entry]


#: What a fragment calls figures that name their indicator.
OBSERVATIONS_KEY: Final = "observations"
FRAGMENT_SHAPE: Final = "figures that name their indicator, or lists of records such as sources"
#: A list or mapping, by identity, and what stands in it.
_TreeStep = tuple[int, str | int]


class FragmentMerge:
    """Puts the records of one document into the tree of another, and remembers which came from where."""

    def __init__(self, fragment: YamlDocument, there: YamlDocument) -> None:
        self.fragment, self.file = fragment, there.file
        self.root: MappingNode = there.root
        self.problems = ProblemCollector()
        self.added: Counter[str] = Counter()
        self.first: _TreeStep | None = None  # the first entry that was added
        self.moved: dict[_TreeStep, _TreeStep] = {}  # an item of the fragment → where it is in the whole
        self.homes: dict[
            int, _TreeStep
        ] = {}  # a record that was added, by identity → where it is in the whole
        self.began: dict[int, int] = {}  # list of the whole → the index of the first item that was added
        self.by_id: dict[int, dict[str, MappingNode]] = {}  # list of the whole → its records by id
        self.inside: dict[int, Any] = {}  # what came from the fragment, by identity
        self.defaults = MappingNode((1, 1))  # what its figures share
        self.faulty_defaults: set[str | int] = set()

    def add_problem(self, place: Place, message: str, rule: str) -> None:
        """Note a fault of the fragment."""
        self.problems.add(Problem(self.fragment.file, *place, message, rule))

    def merge_fragment(self) -> None:
        """Merge everything that the fragment holds."""
        root = self.fragment.root
        if isinstance(root, SequenceNode):
            self._merge_figures(root)
        elif isinstance(root, MappingNode) and "indicator" in root:
            self._merge_figure(root, "the figure", root.place, None)
        elif isinstance(root, MappingNode):
            if DEFAULTS_KEY in root:
                self._take_defaults(root)
            for name in sorted(root, key=lambda name: name == OBSERVATIONS_KEY):
                if name != DEFAULTS_KEY:
                    self._merge_section(name, root[name], root)
        else:
            self.add_problem((1, 1), f"expected {FRAGMENT_SHAPE}; found {describe_value(root)}", "type")

    def _take_defaults(self, root: MappingNode) -> None:
        """What the figures share, checked once and not with each figure."""
        defaults = root[DEFAULTS_KEY]
        if not isinstance(defaults, MappingNode):
            message = f"defaults: expected a mapping of fields that the observations share; found {describe_value(defaults)}"
            self.add_problem(root.values_at[DEFAULTS_KEY], message, "type")
            return
        self.defaults = defaults
        for fault in find_default_faults(self.defaults, self._ids_of_sections(root)):
            self.faulty_defaults.update(fault.path[:1])
            place = self.fragment.place_of((DEFAULTS_KEY, *fault.path), key=fault.is_at_key)
            self.add_problem(place, fault.describe(DEFAULTS_KEY), str(fault.rule))

    def _ids_of_sections(self, root: MappingNode) -> dict[str, set[str]]:
        """The ids of the records in the file and in the fragment, by section."""
        return {
            section: {
                str(record.get("id"))
                for sections in (self.root, root)
                for record in sections.get(section) or ()
                if isinstance(record, MappingNode)
            }
            for section in SECTIONS
        }

    def _merge_section(self, name: str, records: Any, root: MappingNode) -> None:
        known = (DEFAULTS_KEY, *SECTIONS, OBSERVATIONS_KEY)
        if name not in known:
            message = f"{name!r} is nothing that can be added{suggest_valid_words(name, known)}"
            self.add_problem(root.keys_at[name], message, "unknown-key")
        elif records is None:
            pass  # a section in which nothing stands adds nothing
        elif not isinstance(records, SequenceNode):
            message = f"{name}: expected a list of records; found {describe_value(records)}"
            self.add_problem(root.values_at[name], message, "type")
        elif name == OBSERVATIONS_KEY:
            self._merge_figures(records)
        else:
            for index, record in enumerate(records):
                self._merge_record(name, records, index, record)

    def _merge_record(self, section: str, records: SequenceNode, index: int, record: Any) -> None:
        """A new record; one that is there already says the same, or is an indicator with new figures."""
        there = self._list_under(self.root, section, (1, 1))
        wanted = record.get("id") if isinstance(record, MappingNode) else None
        old = self._records_by_id(there).get(wanted) if isinstance(wanted, str) else None
        if section == "indicators" and isinstance(record, MappingNode):
            for figure in record.get(OBSERVATIONS_KEY) or ():
                if isinstance(figure, MappingNode):
                    fill_in_defaults(figure, self.defaults, own=("indicator",))
        if section == "indicators" and old is not None:
            self._merge_indicator(old, record)
        elif old is None or old != record:  # an id that is taken is a fault of the whole
            self._append(there, record, records.items_at[index], (id(records), index), section)

    def _merge_indicator(self, head: MappingNode, record: MappingNode) -> None:
        """The figures of an indicator that the file has."""
        named = f"indicator {head['id']!r}"
        for key, value in record.items():
            if key != OBSERVATIONS_KEY and value != head.get(key):
                message = f"{named}: {key}: the file says something else; expected what it says, or only the id and new figures"
                self.add_problem(record.keys_at[key], message, "fragment")
        figures = record.get(OBSERVATIONS_KEY)
        if not isinstance(figures, SequenceNode):
            message = f"{named}: expected a list of observations; found {describe_value(figures)}"
            self.add_problem(record.values_at.get(OBSERVATIONS_KEY, record.place), message, "type")
            return
        there = self._list_under(head, OBSERVATIONS_KEY, head.place)
        for index, figure in enumerate(figures):
            self._append(there, figure, figures.items_at[index], (id(figures), index), OBSERVATIONS_KEY)

    def _merge_figures(self, figures: SequenceNode) -> None:
        for index, figure in enumerate(figures):
            self._merge_figure(figure, f"figure {index + 1}", figures.items_at[index], (id(figures), index))

    def _merge_figure(self, figure: Any, named: str, place: Place, step: _TreeStep | None) -> None:
        """A figure on its own, into the list of the indicator that it names."""
        by_id = self._records_by_id(self._list_under(self.root, "indicators", (1, 1)))
        if not isinstance(figure, MappingNode):
            self.add_problem(place, f"{named}: expected a mapping; found {describe_value(figure)}", "type")
            return
        fill_in_defaults(figure, self.defaults)
        indicator = figure.get("indicator")
        if "indicator" in self.faulty_defaults and indicator == self.defaults["indicator"]:
            return  # already a fault
        if not isinstance(indicator, str):
            at = figure.values_at.get("indicator", place)
            message = f"{named}: indicator: expected the id of the indicator it is a figure of; found {describe_value(indicator)}"
            self.add_problem(at, message, "missing")
        elif indicator not in by_id:
            message = f"{named}: indicator: there is no indicator {indicator!r}{suggest_valid_words(indicator, by_id)}"
            self.add_problem(figure.values_at["indicator"], message, "unknown-id")
        else:
            del figure["indicator"]
            head = by_id[indicator]
            self._append(
                self._list_under(head, OBSERVATIONS_KEY, head.place), figure, place, step, OBSERVATIONS_KEY
            )

    def _append(
        self, there: SequenceNode, node: Any, place: Place, step: _TreeStep | None, section: str
    ) -> None:
        allowed = MAX_DEPTH - (4 if section == OBSERVATIONS_KEY else 2)
        if _nesting_depth(node) > allowed:
            self.add_problem(place, f"nested more than {allowed} levels deep", "yaml-depth")
            return
        now = (id(there), len(there))
        self.began.setdefault(*now)
        there.append(node)
        if isinstance(node, MappingNode) and isinstance(id_ := node.get("id"), str):
            self._records_by_id(there).setdefault(id_, node)
        there.items_at.append(place)
        self.first = self.first or now
        if step:
            self.moved[step] = now
        self.homes[id(node)] = now
        self.inside |= {id(inner): inner for inner in _containers(node)}
        self.added[section] += 1

    def _records_by_id(self, records: SequenceNode) -> dict[str, MappingNode]:
        """The records of a list of the whole by their ids, the first of each."""
        if id(records) not in self.by_id:
            named = [
                each for each in records if isinstance(each, MappingNode) and isinstance(each.get("id"), str)
            ]
            self.by_id[id(records)] = {each["id"]: each for each in reversed(named)}
        return self.by_id[id(records)]

    def _list_under(self, node: MappingNode, key: str, place: Place) -> SequenceNode:
        """The list under a key of the file, made when there is none yet."""
        listed = node.get(key)
        if listed is None:
            node[key] = listed = SequenceNode(place)
            node.keys_at[key] = node.values_at[key] = place
        if not isinstance(listed, SequenceNode):
            line, column = node.values_at[key]
            message = f"{key}: expected a list of records; found {describe_value(listed)}"
            raise InvalidDataset([Problem(self.file, line, column, message, "type")])
        return listed

    def merge_comments(self, there: AttachedComments, mine: AttachedComments) -> None:
        """Take the comments too; those of what is not taken over lead the record, or the first that is."""
        strays: dict[_TreeStep | None, list[str]] = {
            self.first: [comment for comment in mine.head if comment]
        }
        for step, remarks in mine.before.items():
            if kept := self._place_in_whole(step):
                there.before[kept] = remarks
            else:
                strays.setdefault(self.homes.get(step[0], self.first), []).extend(remarks)
        for step, trail in mine.behind.items():
            if kept := self._place_in_whole(step):
                there.behind[kept] = trail
            else:
                strays.setdefault(self.homes.get(step[0], self.first), []).append(trail)
        for node, remarks in mine.closing.items():
            if node in self.inside:
                there.closing[node] = remarks
            else:
                strays[self.first] += remarks
        for home, remarks in strays.items():
            if home and remarks:
                there.before[home] = [*remarks, *there.before.get(home, [])]

    def _place_in_whole(self, step: _TreeStep) -> _TreeStep | None:
        """Where an entry of the fragment is in the whole; None when it is not there."""
        node = self.inside.get(step[0])
        gone = node is None or (isinstance(node, MappingNode) and step[1] not in node)
        return self.moved.get(step) or (None if gone else step)


def _containers(node: Any) -> Iterator[MappingNode | SequenceNode]:
    """A node and everything in it that holds something."""
    if isinstance(node, MappingNode | SequenceNode):
        yield node
        for inner in node.values() if isinstance(node, MappingNode) else node:
            yield from _containers(inner)


def _nesting_depth(node: Any) -> int:
    inner = (
        node.values() if isinstance(node, MappingNode) else node if isinstance(node, SequenceNode) else None
    )
    return 0 if inner is None else 1 + max(map(_nesting_depth, inner), default=0)
