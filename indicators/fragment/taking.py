"""The records of a fragment, taken into the tree of a data file, with the comments that stand beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from indicators.check.sections import SECTIONS
from indicators.errors import InvalidDataset, Problem
from indicators.wording import expected, found
from indicators.yamlfile import MAX_DEPTH, Attached, Document, Items, Mapping, Place

#: What a fragment calls figures that name their indicator.
FIGURES: Final = "observations"
SHAPE: Final = "figures that name their indicator, or lists of records such as sources"
#: A list or mapping, by identity, and what stands in it.
_Step = tuple[int, str | int]


class Taking:
    """Puts the records of one document into the tree of another, and remembers which came from where."""

    def __init__(self, fragment: Document, there: Document) -> None:
        self.fragment, self.file = fragment, there.file
        self.root: Mapping = there.root
        self.problems: list[Problem] = []
        self.added: Counter[str] = Counter()
        self.first: _Step | None = None  # the first entry that was added
        self.moved: dict[_Step, _Step] = {}  # an item of the fragment → where it is in the whole
        self.homes: dict[int, _Step] = {}  # a record that was added, by identity → where it is in the whole
        self.began: dict[int, int] = {}  # list of the whole → the index of the first item that was added
        self.by_id: dict[int, dict[str, Mapping]] = {}  # list of the whole → its records by id
        self.inside: dict[int, Any] = {}  # what came from the fragment, by identity

    def fault(self, place: Place, message: str, rule: str) -> None:
        """Note a fault of the fragment."""
        self.problems.append(Problem(self.fragment.file, *place, message, rule))

    def take(self) -> None:
        """Take everything that the fragment holds."""
        root = self.fragment.root
        if isinstance(root, Items):
            self._figures(root)
        elif isinstance(root, Mapping) and "indicator" in root:
            self._figure(root, "the figure", root.place, None)
        elif isinstance(root, Mapping):
            for name in sorted(root, key=lambda name: name == FIGURES):
                self._section(name, root[name], root)
        else:
            self.fault((1, 1), f"expected {SHAPE}; found {found(root)}", "type")

    def _section(self, name: str, records: Any, root: Mapping) -> None:
        known = (*SECTIONS, FIGURES)
        if name not in known:
            message = f"{name!r} is nothing that can be added{expected(name, known)}"
            self.fault(root.keys_at[name], message, "unknown-key")
        elif records is None:
            pass  # a section in which nothing stands adds nothing
        elif not isinstance(records, Items):
            message = f"{name}: expected a list of records; found {found(records)}"
            self.fault(root.values_at[name], message, "type")
        elif name == FIGURES:
            self._figures(records)
        else:
            for index, record in enumerate(records):
                self._record(name, records, index, record)

    def _record(self, section: str, records: Items, index: int, record: Any) -> None:
        """A new record; one that is there already says the same, or is an indicator with new figures."""
        there = self._list(self.root, section, (1, 1))
        wanted = record.get("id") if isinstance(record, Mapping) else None
        old = self._by_id(there).get(wanted) if isinstance(wanted, str) else None
        if section == "indicators" and old is not None:
            self._indicator(old, record)
        elif old is None or old != record:  # an id that is taken is a fault of the whole
            self._append(there, record, records.items_at[index], (id(records), index), section)

    def _indicator(self, head: Mapping, record: Mapping) -> None:
        """The figures of an indicator that the file has."""
        named = f"indicator {head['id']!r}"
        for key, value in record.items():
            if key != FIGURES and value != head.get(key):
                message = f"{named}: {key}: the file says something else; expected what it says, or only the id and new figures"
                self.fault(record.keys_at[key], message, "fragment")
        figures = record.get(FIGURES)
        if not isinstance(figures, Items):
            message = f"{named}: expected a list of observations; found {found(figures)}"
            self.fault(record.values_at.get(FIGURES, record.place), message, "type")
            return
        there = self._list(head, FIGURES, head.place)
        for index, figure in enumerate(figures):
            self._append(there, figure, figures.items_at[index], (id(figures), index), FIGURES)

    def _figures(self, figures: Items) -> None:
        for index, figure in enumerate(figures):
            self._figure(figure, f"figure {index + 1}", figures.items_at[index], (id(figures), index))

    def _figure(self, figure: Any, named: str, place: Place, step: _Step | None) -> None:
        """A figure on its own, into the list of the indicator that it names."""
        by_id = self._by_id(self._list(self.root, "indicators", (1, 1)))
        if not isinstance(figure, Mapping):
            self.fault(place, f"{named}: expected a mapping; found {found(figure)}", "type")
            return
        indicator = figure.get("indicator")
        if not isinstance(indicator, str):
            at = figure.values_at.get("indicator", place)
            message = f"{named}: indicator: expected the id of the indicator it is a figure of; found {found(indicator)}"
            self.fault(at, message, "missing")
        elif indicator not in by_id:
            message = f"{named}: indicator: there is no indicator {indicator!r}{expected(indicator, by_id)}"
            self.fault(figure.values_at["indicator"], message, "unknown-id")
        else:
            del figure["indicator"]
            head = by_id[indicator]
            self._append(self._list(head, FIGURES, head.place), figure, place, step, FIGURES)

    def _append(self, there: Items, node: Any, place: Place, step: _Step | None, section: str) -> None:
        allowed = MAX_DEPTH - (4 if section == FIGURES else 2)
        if _depth(node) > allowed:
            self.fault(place, f"nested more than {allowed} levels deep", "yaml-depth")
            return
        now = (id(there), len(there))
        self.began.setdefault(*now)
        there.append(node)
        if isinstance(node, Mapping) and isinstance(id_ := node.get("id"), str):
            self._by_id(there).setdefault(id_, node)
        there.items_at.append(place)
        self.first = self.first or now
        if step:
            self.moved[step] = now
        self.homes[id(node)] = now
        self.inside |= {id(inner): inner for inner in _containers(node)}
        self.added[section] += 1

    def _by_id(self, records: Items) -> dict[str, Mapping]:
        """The records of a list of the whole by their ids, the first of each."""
        if id(records) not in self.by_id:
            named = [
                each for each in records if isinstance(each, Mapping) and isinstance(each.get("id"), str)
            ]
            self.by_id[id(records)] = {each["id"]: each for each in reversed(named)}
        return self.by_id[id(records)]

    def _list(self, node: Mapping, key: str, place: Place) -> Items:
        """The list under a key of the file, made when there is none yet."""
        listed = node.get(key)
        if listed is None:
            node[key] = listed = Items(place)
            node.keys_at[key] = node.values_at[key] = place
        if not isinstance(listed, Items):
            line, column = node.values_at[key]
            message = f"{key}: expected a list of records; found {found(listed)}"
            raise InvalidDataset([Problem(self.file, line, column, message, "type")])
        return listed

    def remarks(self, there: Attached, mine: Attached) -> None:
        """Take the comments too; those of what is not taken over lead the record, or the first that is."""
        strays: dict[_Step | None, list[str]] = {self.first: [comment for comment in mine.head if comment]}
        for step, told in mine.leads.items():
            if kept := self._kept(step):
                there.leads[kept] = told
            else:
                strays.setdefault(self.homes.get(step[0], self.first), []).extend(told)
        for step, trail in mine.trails.items():
            if kept := self._kept(step):
                there.trails[kept] = trail
            else:
                strays.setdefault(self.homes.get(step[0], self.first), []).append(trail)
        for node, told in mine.feet.items():
            if node in self.inside:
                there.feet[node] = told
            else:
                strays[self.first] += told
        for home, told in strays.items():
            if home and told:
                there.leads[home] = [*told, *there.leads.get(home, [])]

    def _kept(self, step: _Step) -> _Step | None:
        """Where an entry of the fragment is in the whole; None when it is not there."""
        node = self.inside.get(step[0])
        gone = node is None or (isinstance(node, Mapping) and step[1] not in node)
        return self.moved.get(step) or (None if gone else step)


def _containers(node: Any) -> Iterator[Mapping | Items]:
    """A node and everything in it that holds something."""
    if isinstance(node, Mapping | Items):
        yield node
        for inner in node.values() if isinstance(node, Mapping) else node:
            yield from _containers(inner)


def _depth(node: Any) -> int:
    inner = node.values() if isinstance(node, Mapping) else node if isinstance(node, Items) else None
    return 0 if inner is None else 1 + max(map(_depth, inner), default=0)
