"""The rules of a dataset: a tree of text → records, or every fault with its place.

Faults are gathered, never raised one by one: a record that fails does not hide the faults of
the others, and a reference to a failed record is not a second fault. Rules about one field live
in `model`, rules about a record in the light of others in `rules`, the sentences in `wording`.
Knows nothing of file formats beyond the tree, nothing of pandas or the web.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from indicators import charting, model, relations, rules
from indicators.errors import Problem
from indicators.model import Indicator, Observation
from indicators.wording import expected, field_faults, found
from indicators.yamlfile import Document, Items
from indicators.yamlfile import Mapping as Node

#: section of the file → record it holds; the order is that of the file
SECTIONS: dict[str, type[model.Record]] = {
    "sources": model.Source,
    "regions": model.Region,
    "sectors": model.Sector,
    "topics": model.Topic,
    "units": model.Unit,
    "counterparts": model.Counterpart,
    "plans": model.Plan,
    "maps": model.Map,
    "charts": model.DeclaredChart,
    "indicators": model.IndicatorHead,
    "relations": model.Relation,
}
REQUIRED = ("dataset", "sources", "regions", "topics", "units", "indicators")
_SINGULAR = {name: name.removesuffix("s") for name in SECTIONS}

#: kind of record → field that names another record → the section it must be in
REFERENCES: dict[str, dict[str, str]] = {
    "regions": {"within": "regions"},
    "sectors": {"group": "sectors"},
    "maps": {"outline": "regions"},
    "tiles": {"region": "regions", "within": "regions"},
    "selections": {name: f"{name}s" for name in ("region", "sector", "topic", "plan", "indicator", "source")},
    "indicators": {"topic": "topics", "unit": "units"},
    "observations": {
        "region": "regions",
        "sector": "sectors",
        "counterpart": "counterparts",
        "source": "sources",
    },
}

#: Faults after which the rest of the file is unknown.
_UNREADABLE = frozenset({"yaml-syntax", "yaml-depth"})

Path = tuple[str | int, ...]
Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An observation with its indicator and its path in the file."""

    path: Path
    indicator: model.IndicatorHead
    observation: Observation


class Checker:
    """One pass over one document; `problems` grows, `records` holds what is valid."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = list(document.problems)
        self.about: model.About | None = None
        self.records: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
        self.renamed: dict[str, str] = {}
        self.ids: dict[str, set[str]] = {name: set() for name in SECTIONS}
        self.paths: dict[tuple[str, str], Path] = {}
        self.heads: list[tuple[Path, model.IndicatorHead]] = []
        self.placed: list[_Placed] = []
        self.broken: set[str] = set()  # indicators with figures that failed
        self.trees: list[tuple[str, Node, Path, str]] = []

    def fault(self, path: Sequence[str | int], message: str, rule: str, *, key: bool = False) -> None:
        """Note a problem at the value (or the key) that `path` leads to."""
        line, column = self.document.place(path, key=key)
        self.problems.append(Problem(self.document.file, line, column, message, rule))

    def run(self) -> None:
        """Check everything; afterwards `problems` is complete."""
        if any(problem.rule in _UNREADABLE for problem in self.problems):
            return  # what follows the break was not read: rules would only report what is missing
        root = self.document.root
        if not isinstance(root, Node):
            if not self.problems:
                self.fault(
                    (),
                    f"expected a mapping with the keys {', '.join(REQUIRED)}; found {found(root)}",
                    "type",
                )
            return
        self._sections(root)
        self._records(root)
        self._references()
        self._hierarchies()
        self._plans()
        self._indicators()
        self._observations()
        self._headlines()
        self._renamed(root)
        self._relations()
        self._charts()

    # --- shape -----------------------------------------------------------------------------

    def _sections(self, root: Node) -> None:
        known = ["dataset", *SECTIONS, "renamed"]
        for name in root:
            if name not in known:
                self.fault((name,), f"unknown key {name!r}{expected(name, known)}", "unknown-key", key=True)
        for name in REQUIRED:
            if root.get(name) is None:
                self.fault((), f"the file has no {name!r}", "missing")

    def _records(self, root: Node) -> None:
        self.about = self._valid(model.About, root.get("dataset"), ("dataset",), "dataset")
        for name, kind in SECTIONS.items():
            section = root.get(name)
            if section is None:
                continue
            if not isinstance(section, Items):
                self.fault((name,), f"{name}: expected a list of records; found {found(section)}", "type")
                continue
            for index, tree in enumerate(section):
                self._record(name, kind, tree, (name, index))

    def _record(self, section: str, kind: type[model.Record], tree: Any, path: Path) -> None:
        label = f"{_SINGULAR[section]} {_label(tree, path)}"
        identifier = tree.get("id") if isinstance(tree, Node) else None
        if isinstance(tree, Node):
            self.trees.append((section, tree, path, label))
            if section == "charts" and isinstance(selection := tree.get("selection"), Node):
                self.trees.append(("selections", selection, (*path, "selection"), f"{label}: selection"))
            for index, tile in enumerate(tree.get("tiles") or () if section == "maps" else ()):
                if isinstance(tile, Node):
                    self.trees.append(("tiles", tile, (*path, "tiles", index), f"{label}, tile {index + 1}"))
        if isinstance(identifier, str):
            if (section, identifier) in self.paths:
                line = self.document.place(self.paths[section, identifier])[0]
                self.fault((*path, "id"), f"{label}: this id is already taken on line {line}", "duplicate-id")
                return
            self.paths[section, identifier] = path
            self.ids[section].add(identifier)
        if section == "indicators":
            self._indicator(tree, path, label)
        elif (record := self._valid(kind, tree, path, label)) is not None:
            self.records[section][str(identifier)] = record

    def _indicator(self, tree: Any, path: Path, label: str) -> None:
        """Head and observations apart, so that one bad figure hides nothing else."""
        if not isinstance(tree, Node):
            self._valid(model.IndicatorHead, tree, path, label)
            return
        head = self._valid(
            model.IndicatorHead, {k: v for k, v in tree.items() if k != "observations"}, path, label
        )
        if head is not None:
            self.heads.append((path, head))
        listed = tree.get("observations")
        self.broken.add(str(tree.get("id")))
        if not isinstance(listed, Items) or not listed:
            self.fault(
                (*path, "observations"),
                f"{label}: expected a list of observations; found {found(listed)}",
                "type",
            )
            return
        valid = []
        for index, item in enumerate(listed):
            where, which = (*path, "observations", index), f"{label}, observation {index + 1}"
            if isinstance(item, Node):
                self.trees.append(("observations", item, where, which))
            observation = self._valid(Observation, item, where, which)
            if observation is not None:
                valid.append(observation)
                if head is not None:
                    self.placed.append(_Placed(where, head, observation))
        if head is not None and len(valid) == len(listed):
            self.broken.discard(head.id)
            fields = {name: getattr(head, name) for name in model.IndicatorHead.model_fields}
            self.records["indicators"][head.id] = Indicator.model_construct(
                **fields, observations=tuple(valid)
            )

    def _valid(self, kind: type[Record], tree: Any, path: Path, label: str) -> Record | None:
        if tree is None and path == ("dataset",):
            return None  # already reported as missing
        try:
            return _adapter(kind).validate_python(tree)
        except ValidationError as error:
            for fault in field_faults(kind, error):
                where = f"{label}: {fault.field}" if fault.field else label
                message = f"{where}: {fault.message}" if fault.named else f"{label}: {fault.message}"
                self.fault((*path, *fault.steps), message, fault.rule, key=fault.at_key)
            return None

    # --- between records -------------------------------------------------------------------

    def _references(self) -> None:
        """Every reference, also those of records that failed for another reason."""
        for kind, tree, path, label in self.trees:
            for field, section in REFERENCES.get(kind, {}).items():
                value = tree.get(field)
                for index, identifier in enumerate(value if isinstance(value, Items) else [value]):
                    if isinstance(identifier, str) and identifier not in self.ids[section]:
                        where = (*path, field, index) if isinstance(value, Items) else (*path, field)
                        noun, hint = _SINGULAR[section], expected(identifier, self.ids[section])
                        self.fault(
                            where, f"{label}: {field}: there is no {noun} {identifier!r}{hint}", "unknown-id"
                        )

    def _hierarchies(self) -> None:
        regions = {r.id: r.within for r in self.records["regions"].values()}
        sectors = {s.id: (s.group,) if s.group else () for s in self.records["sectors"].values()}
        for section, field, parents in (("regions", "within", regions), ("sectors", "group", sectors)):
            for identifier in rules.in_circles(parents):
                path = (*self.paths[section, identifier], field)
                self.fault(
                    path, f"{_SINGULAR[section]} {identifier!r}: {field} leads back to itself", "cycle"
                )

    def _plans(self) -> None:
        for plan, field, message in rules.plan_faults(self.records["plans"].values()):
            self.fault((*self.paths["plans", plan], field), f"plan {plan!r}: {message}", "plan")

    def _indicators(self) -> None:
        for path, indicator in self.heads:
            unit = self.records["units"].get(indicator.unit)
            for rule, steps, message in rules.indicator_faults(indicator, unit):
                self.fault((*path, *steps), f"indicator {indicator.id!r}: {message}", rule)

    def _observations(self) -> None:
        seen: dict[str, Path] = {}
        for item in self.placed:
            unit = self.records["units"].get(item.indicator.unit)
            source = self.records["sources"].get(item.observation.source)
            for rule, steps, message in rules.figure_faults(item.observation, item.indicator, unit, source):
                self.fault((*item.path, *steps), f"{_of(item)}: {message}", rule)
            key = item.observation.key(item.indicator.id)
            if key in seen:
                line = self.document.place(seen[key])[0]
                suggestion = f"{key}.{item.observation.source}"
                message = f"{_of(item)}: the figure on line {line} has the same id {key!r}; give one of them an id of its own, such as {suggestion!r}"
                self.fault(item.path, message, "duplicate-observation")
            seen.setdefault(key, item.path)

    def _headlines(self) -> None:
        keys = {item.observation.key(item.indicator.id) for item in self.placed}
        for index, key in enumerate(self.about.headlines if self.about else ()):
            if key not in keys and key.partition(".")[0] not in self.broken:
                message = f"dataset: headlines: there is no observation {key!r}{expected(key, keys)}"
                self.fault(("dataset", "headlines", index), message, "unknown-id")

    def _relations(self) -> None:
        valid = self.records["relations"].values()
        known = relations.Known(
            figures={p.observation.key(p.indicator.id): (p.indicator, p.observation) for p in self.placed},
            heads={head.id: head for _, head in self.heads},
            units=self.records["units"],
            ids=self.ids,
            implied={relation.implies.key for relation in valid if relation.implies},
            broken=self.broken,
        )
        for relation in valid:
            path = self.paths["relations", relation.id]
            for rule, steps, message in relations.relation_faults(relation, known):
                self.fault((*path, *steps), f"relation {relation.id!r}: {message}", rule)

    def _charts(self) -> None:
        """Declared charts against the figures they select; not those whose figures are not all known."""
        figures = [(item.indicator, item.observation) for item in self.placed]
        known = charting.Known(
            dict(self.records["indicators"]), self.records["relations"], self.records["plans"]
        )
        for chart in self.records["charts"].values():
            if self.broken or any(set(ids) - self.ids[f"{name}s"] for name, ids in charting.named(chart)):
                continue
            for rule, steps, message in charting.chart_faults(chart, figures, known):
                self.fault((*self.paths["charts", chart.id], *steps), f"chart {chart.id!r}: {message}", rule)

    def _renamed(self, root: Node) -> None:
        """Ids of old, each with the one it has today."""
        tree = root.get("renamed")
        if tree is None:
            return
        if not isinstance(tree, Node):
            self.fault(
                ("renamed",), f"renamed: expected a mapping of old ids to new; found {found(tree)}", "type"
            )
            return
        figures = {item.observation.key(item.indicator.id) for item in self.placed}
        spaces = [*(ids for name, ids in self.ids.items()), figures]
        every = set[str]().union(*spaces)
        for old, new in tree.items():
            homes = [ids for ids in spaces if isinstance(new, str) and new in ids]
            if not isinstance(new, str):
                self.fault(("renamed", old), f"renamed: {old}: expected an id; found {found(new)}", "type")
            elif not homes and new.partition(".")[0] not in self.broken:
                self.fault(
                    ("renamed", old),
                    f"renamed: {old}: there is no id {new!r}{expected(new, every)}",
                    "unknown-id",
                )
            elif any(old in ids for ids in homes):
                self.fault(("renamed", old), f"renamed: the id {old!r} is still in use", "renamed", key=True)
            else:
                self.renamed[old] = new


def check(document: Document) -> tuple[Checker, list[Problem]]:
    """Check `document` whole; the checker holds the records, the list every fault in file order."""
    checker = Checker(document)
    checker.run()
    return checker, sorted(set(checker.problems))


def _label(tree: Any, path: Path) -> str:
    identifier = tree.get("id") if isinstance(tree, dict) else None
    return repr(identifier) if isinstance(identifier, str) else f"number {int(path[-1]) + 1}"


def _of(item: _Placed) -> str:
    return f"indicator {item.indicator.id!r}, observation {int(item.path[-1]) + 1}"


_ADAPTERS: dict[type[BaseModel], TypeAdapter[Any]] = {}


def _adapter(kind: type[Record]) -> TypeAdapter[Record]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
