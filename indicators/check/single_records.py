"""The first pass: every record for itself, from a tree of text to a valid record or its faults."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from indicators import model
from indicators.check.check_state import CheckState, LocatedObservation, NodePath, ReferencingNode
from indicators.check.messages import describe_value, find_field_faults, suggest_valid_words
from indicators.check.rules import DatasetRule
from indicators.check.sections import REQUIRED_SECTIONS, SECTIONS, SINGULAR_NAMES
from indicators.errors import Fault
from indicators.yamlfile import MappingNode as Node
from indicators.yamlfile import SequenceNode

RecordType = TypeVar("RecordType", bound=BaseModel)


def check_sections(state: CheckState, root: Node) -> None:
    """Check the keys of the file and every record of every section."""
    state.record_count = _count_records(root)
    known = ["dataset", *SECTIONS, "renamed"]
    for name in root:
        if name not in known and not state.problems.count_unlisted(DatasetRule.UNKNOWN_KEY):
            message = f"unknown key {name!r}{suggest_valid_words(name, known)}"
            state.add_problem(Fault(DatasetRule.UNKNOWN_KEY, (name,), message, is_at_key=True))
    for name in REQUIRED_SECTIONS:
        if root.get(name) is None:
            state.add_problem(Fault(DatasetRule.MISSING, (), f"the file has no {name!r}"))
    if root.get("dataset") is not None:
        state.about = _validate(state, model.About, root["dataset"], ("dataset",), "dataset")
    for name in SECTIONS:
        section = root.get(name)
        if section is None:
            continue
        if not isinstance(section, SequenceNode):
            message = f"expected a list of records; found {describe_value(section)}"
            state.add_problem(Fault(DatasetRule.TYPE, (name,), message, names_field=True))
            continue
        for index, tree in enumerate(section):
            if state.is_over((name, index)):
                return
            _check_record(state, name, tree, (name, index))


def _count_records(root: Node) -> int:
    """How many records there are to be checked, observations too."""
    sections = [root.get(name) for name in SECTIONS]
    records = [record for section in sections if isinstance(section, SequenceNode) for record in section]
    listed = [record.get("observations") for record in records if isinstance(record, Node)]
    return len(records) + sum(len(each) for each in listed if isinstance(each, SequenceNode))


def _check_record(state: CheckState, section: str, tree: Any, path: NodePath) -> None:
    identifier = tree.get("id") if isinstance(tree, Node) else None
    name = repr(identifier) if isinstance(identifier, str) else f"number {int(path[-1]) + 1}"
    label = f"{SINGULAR_NAMES[section]} {name}"
    if isinstance(tree, Node):
        state.references += _referencing_nodes(section, tree, path, label)
    if isinstance(identifier, str):
        if (section, identifier) in state.paths:
            first = state.document.related_place(state.paths[section, identifier], "the first with this id")
            line = first.line_seen_from(state.document.locate((*path, "id")).file)
            message = f"this id is already taken on {line}"
            state.add_problem(Fault(DatasetRule.DUPLICATE_ID, ("id",), message), path, label, (first,))
            return
        state.paths[section, identifier] = path
        state.ids[section].add(identifier)
    if section == "indicators":
        _check_indicator(state, tree, path, label)
    elif (record := _validate(state, SECTIONS[section], tree, path, label)) is not None:
        state.records[section][str(identifier)] = record


def _referencing_nodes(section: str, tree: Node, path: NodePath, label: str) -> list[ReferencingNode]:
    """A record and the mappings inside it that name other records."""
    trees = [ReferencingNode(section, tree, path, label)]
    if section == "charts" and isinstance(selection := tree.get("selection"), Node):
        trees.append(ReferencingNode("selections", selection, (*path, "selection"), f"{label}: selection"))
    for index, tile in enumerate(tree.get("tiles") or () if section == "maps" else ()):
        if isinstance(tile, Node):
            trees.append(
                ReferencingNode("tiles", tile, (*path, "tiles", index), f"{label}, tile {index + 1}")
            )
    return trees


def _check_indicator(state: CheckState, tree: Any, path: NodePath, label: str) -> None:
    """Head and observations apart, so that one bad figure hides nothing else."""
    if not isinstance(tree, Node):
        _validate(state, model.IndicatorHead, tree, path, label)
        return
    head_tree = {name: value for name, value in tree.items() if name != "observations"}
    head = _validate(state, model.IndicatorHead, head_tree, path, label)
    if head is not None:
        state.heads.append((path, head))
    listed = tree.get("observations")
    state.broken.add(str(tree.get("id")))
    if listed is None and state.figures_elsewhere:
        listed = ()
    elif not isinstance(listed, SequenceNode) or not listed:
        message = f"expected a list of observations; found {describe_value(listed)}"
        state.add_problem(Fault(DatasetRule.TYPE, ("observations",), message), path, label)
        return
    valid = _check_observations(state, listed, head, path, label)
    if head is not None and len(valid) == len(listed):
        state.broken.discard(head.id)
        fields = {name: getattr(head, name) for name in model.IndicatorHead.model_fields}
        whole = model.Indicator.model_construct(**fields, observations=tuple(valid))
        state.records["indicators"][head.id] = whole


def _check_observations(
    state: CheckState, listed: Sequence[Any], head: model.IndicatorHead | None, path: NodePath, label: str
) -> list[model.Observation]:
    valid = []
    for index, item in enumerate(listed):
        where, which = (*path, "observations", index), f"{label}, observation {index + 1}"
        if state.is_over(where):
            break
        if isinstance(item, Node):
            state.references.append(ReferencingNode("observations", item, where, which))
        observation = _validate(state, model.Observation, item, where, which)
        if observation is not None:
            valid.append(observation)
            if head is not None:
                state.observations.append(LocatedObservation(where, head, observation))
    return valid


def _validate(
    state: CheckState, kind: type[RecordType], tree: Any, path: NodePath, label: str
) -> RecordType | None:
    state.count_record()
    try:
        return kind.model_validate(tree)
    except ValidationError as error:
        for fault in find_field_faults(kind, error):
            state.add_problem(fault, path, label)
        return None
