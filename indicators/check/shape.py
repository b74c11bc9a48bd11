"""The first pass: every record for itself, from a tree of text to a valid record or its faults."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from indicators import model
from indicators.check.gathered import Gathered, Path, Placed, Tree
from indicators.check.sections import REQUIRED, SECTIONS, SINGULAR
from indicators.wording import expected, field_faults, found
from indicators.yamlfile import Items
from indicators.yamlfile import Mapping as Node

Record = TypeVar("Record", bound=BaseModel)


def read_sections(gathered: Gathered, root: Node) -> None:
    """Check the keys of the file and every record of every section."""
    known = ["dataset", *SECTIONS, "renamed"]
    for name in root:
        if name not in known:
            gathered.fault((name,), f"unknown key {name!r}{expected(name, known)}", "unknown-key", key=True)
    for name in REQUIRED:
        if root.get(name) is None:
            gathered.fault((), f"the file has no {name!r}", "missing")
    if root.get("dataset") is not None:
        gathered.about = _valid(gathered, model.About, root["dataset"], ("dataset",), "dataset")
    for name in SECTIONS:
        section = root.get(name)
        if section is None:
            continue
        if not isinstance(section, Items):
            gathered.fault((name,), f"{name}: expected a list of records; found {found(section)}", "type")
            continue
        for index, tree in enumerate(section):
            _read(gathered, name, tree, (name, index))


def _read(gathered: Gathered, section: str, tree: Any, path: Path) -> None:
    identifier = tree.get("id") if isinstance(tree, Node) else None
    name = repr(identifier) if isinstance(identifier, str) else f"number {int(path[-1]) + 1}"
    label = f"{SINGULAR[section]} {name}"
    if isinstance(tree, Node):
        gathered.trees += _trees(section, tree, path, label)
    if isinstance(identifier, str):
        if (section, identifier) in gathered.paths:
            line = gathered.document.place(gathered.paths[section, identifier])[0]
            gathered.fault((*path, "id"), f"{label}: this id is already taken on line {line}", "duplicate-id")
            return
        gathered.paths[section, identifier] = path
        gathered.ids[section].add(identifier)
    if section == "indicators":
        _read_indicator(gathered, tree, path, label)
    elif (record := _valid(gathered, SECTIONS[section], tree, path, label)) is not None:
        gathered.records[section][str(identifier)] = record


def _trees(section: str, tree: Node, path: Path, label: str) -> list[Tree]:
    """A record and the mappings inside it that name other records."""
    trees = [Tree(section, tree, path, label)]
    if section == "charts" and isinstance(selection := tree.get("selection"), Node):
        trees.append(Tree("selections", selection, (*path, "selection"), f"{label}: selection"))
    for index, tile in enumerate(tree.get("tiles") or () if section == "maps" else ()):
        if isinstance(tile, Node):
            trees.append(Tree("tiles", tile, (*path, "tiles", index), f"{label}, tile {index + 1}"))
    return trees


def _read_indicator(gathered: Gathered, tree: Any, path: Path, label: str) -> None:
    """Head and observations apart, so that one bad figure hides nothing else."""
    if not isinstance(tree, Node):
        _valid(gathered, model.IndicatorHead, tree, path, label)
        return
    head_tree = {name: value for name, value in tree.items() if name != "observations"}
    head = _valid(gathered, model.IndicatorHead, head_tree, path, label)
    if head is not None:
        gathered.heads.append((path, head))
    listed = tree.get("observations")
    gathered.broken.add(str(tree.get("id")))
    if listed is None and gathered.elsewhere:
        listed = ()
    elif not isinstance(listed, Items) or not listed:
        message = f"{label}: expected a list of observations; found {found(listed)}"
        gathered.fault((*path, "observations"), message, "type")
        return
    valid = _read_observations(gathered, listed, head, path, label)
    if head is not None and len(valid) == len(listed):
        gathered.broken.discard(head.id)
        fields = {name: getattr(head, name) for name in model.IndicatorHead.model_fields}
        whole = model.Indicator.model_construct(**fields, observations=tuple(valid))
        gathered.records["indicators"][head.id] = whole


def _read_observations(
    gathered: Gathered, listed: Sequence[Any], head: model.IndicatorHead | None, path: Path, label: str
) -> list[model.Observation]:
    valid = []
    for index, item in enumerate(listed):
        where, which = (*path, "observations", index), f"{label}, observation {index + 1}"
        if isinstance(item, Node):
            gathered.trees.append(Tree("observations", item, where, which))
        observation = _valid(gathered, model.Observation, item, where, which)
        if observation is not None:
            valid.append(observation)
            if head is not None:
                gathered.placed.append(Placed(where, head, observation))
    return valid


def _valid(gathered: Gathered, kind: type[Record], tree: Any, path: Path, label: str) -> Record | None:
    try:
        return kind.model_validate(tree)
    except ValidationError as error:
        for fault in field_faults(kind, error):
            where = f"{label}: {fault.field}" if fault.field else label
            message = f"{where}: {fault.message}" if fault.named else f"{label}: {fault.message}"
            gathered.fault((*path, *fault.steps), message, fault.rule, key=fault.at_key)
        return None
