"""The second pass: rules about records in the light of others, each fault at its place.

What the rules are stands in `record_rules`, `relation_rules` and `chart_rules`; here each meets the records it is
about. A record that failed the first pass takes no part, and what names it is no second fault.
"""

from __future__ import annotations

from collections.abc import Collection

from indicators.check import chart_rules, record_rules, relation_rules, vintages
from indicators.check.check_state import CheckState, LocatedObservation, NodePath
from indicators.check.messages import describe_value, suggest_valid_words
from indicators.check.rules import DatasetRule
from indicators.check.sections import REFERENCE_FIELDS, SINGULAR_NAMES
from indicators.errors import Fault
from indicators.i18n import TEXT_LOCALES
from indicators.model.dimensions import stated_figure
from indicators.model.fields import check_observation_id
from indicators.model.labels import find_indistinct
from indicators.yamlfile import MappingNode as Node
from indicators.yamlfile import SequenceNode


def check_cross_records(state: CheckState, root: Node) -> None:
    """Apply every rule that needs more than one record."""
    _check_references(state)
    _check_hierarchies(state)
    _check_names(state)
    _check_plans(state)
    _check_units(state)
    _check_indicators(state)
    repeated = vintages.settle_vintages(state)
    _check_observations(state, repeated)
    figures = {item.key for item in state.observations}
    _check_headlines(state, figures)
    _check_renamed(state, root.get("renamed"), figures)
    _check_relations(state)
    _check_charts(state)


def _check_references(state: CheckState) -> None:
    """Every reference, also those of records that failed for another reason."""
    for tree in state.references:
        for field, section in REFERENCE_FIELDS.get(tree.section, {}).items():
            value, noun, ids = tree.node.get(field), SINGULAR_NAMES[section], state.ids[section]
            for index, identifier in enumerate(value if isinstance(value, SequenceNode) else [value]):
                if isinstance(identifier, str) and identifier not in ids:
                    if state.problems.count_unlisted(DatasetRule.UNKNOWN_ID):
                        continue  # the nearest valid id is not looked for either
                    steps = (field, index) if isinstance(value, SequenceNode) else (field,)
                    message = (
                        f"{field}: there is no {noun} {identifier!r}{suggest_valid_words(identifier, ids)}"
                    )
                    fault = Fault(DatasetRule.UNKNOWN_ID, steps, message)
                    state.add_problem(fault, tree.path, tree.label)


def _check_hierarchies(state: CheckState) -> None:
    regions = {r.id: r.within for r in state.records["regions"].values()}
    sectors = {s.id: (s.group,) if s.group else () for s in state.records["sectors"].values()}
    for section, field, parents in (("regions", "within", regions), ("sectors", "group", sectors)):
        for identifier in record_rules.find_cycles(parents):
            fault = Fault(DatasetRule.CYCLE, (field,), f"{field} leads back to itself")
            record = f"{SINGULAR_NAMES[section]} {identifier!r}"
            state.add_problem(fault, state.paths[section, identifier], record)


#: section → what can tell two of its records of one name apart, besides the id
_DISTINCTIONS = {
    "regions": "within, kind or code",
    "sectors": "group",
    "topics": "",
    "counterparts": "",
    "indicators": "measure, of, unit or topic",
}


def _check_names(state: CheckState) -> None:
    """Records of one name that nothing but the id tells apart: no reader could choose between them."""
    sections = state.records | {"indicators": {head.id: head for _, head in state.heads}}
    for section, others in _DISTINCTIONS.items():
        noun, seen = SINGULAR_NAMES[section], set[str]()
        for language in (locale.id for locale in TEXT_LOCALES):
            for first, *twins in find_indistinct(section, sections, language):
                for id in (twin for twin in twins if twin not in seen):
                    seen.add(id)
                    place = state.document.related_place(
                        state.paths[section, first], f"the {noun} of the same name"
                    )
                    line = place.line_seen_from(state.document.locate(state.paths[section, id]).file)
                    name = sections[section][id].name[language]
                    message = (
                        f"name: {noun} {first!r} on {line} is called {name!r} too, and nothing else tells them apart; "
                        f"expected another name{f', or another {others}' if others else ''}"
                    )
                    fault = Fault(DatasetRule.SAME_NAME, ("name",), message)
                    state.add_problem(fault, state.paths[section, id], f"{noun} {id!r}", (place,))


def _check_plans(state: CheckState) -> None:
    for plan, fault in record_rules.check_plans(state.records["plans"].values()):
        state.add_problem(fault, state.paths["plans", plan.id], f"plan {plan.id!r}")


def _check_units(state: CheckState) -> None:
    for unit in state.records["units"].values():
        for fault in record_rules.check_unit(unit):
            state.add_problem(fault, state.paths["units", unit.id], f"unit {unit.id!r}")


def _check_indicators(state: CheckState) -> None:
    for path, indicator in state.heads:
        unit = state.records["units"].get(indicator.unit)
        for fault in record_rules.check_indicator(indicator, unit):
            state.add_problem(fault, path, f"indicator {indicator.id!r}")


def _check_observations(state: CheckState, repeated: Collection[NodePath]) -> None:
    """Every figure in the light of its indicator, unit and source; ids that two have, but for `repeated` ones."""
    seen: dict[str, LocatedObservation] = {}
    for item in state.observations:
        unit = state.records["units"].get(item.indicator.unit)
        source = state.records["sources"].get(item.observation.source)
        for fault in record_rules.check_observation(item.observation, item.indicator, unit, source):
            state.add_problem(fault, item.path, item.label)
        if item.key in seen and item.path not in repeated:
            _add_duplicate(state, *_sort_by_file(state, seen[item.key], item))
        seen.setdefault(item.key, item)


def _sort_by_file(
    state: CheckState, one: LocatedObservation, other: LocatedObservation
) -> tuple[LocatedObservation, LocatedObservation]:
    """Two figures in the order of the file, but one that a fragment adds is the second, which is to blame."""
    is_added = state.document.locate(one.path).file != state.document.file
    stands_there = state.document.locate(other.path).file == state.document.file
    return (other, one) if is_added and stands_there else (one, other)


def _add_duplicate(state: CheckState, first: LocatedObservation, second: LocatedObservation) -> None:
    place = state.document.related_place(first.path, "the figure with the same id")
    line = place.line_seen_from(state.document.locate(second.path).file)
    suggestion = vintages.suggest_id(second)
    message = f"the figure on {line} has the same id {second.key!r}; give one of them an id of its own, such as {suggestion!r}"
    fault = Fault(DatasetRule.DUPLICATE_OBSERVATION, (), message)
    state.add_problem(fault, second.path, second.label, (place,))


def _check_headlines(state: CheckState, figures: set[str]) -> None:
    for index, key in enumerate(state.about.headlines if state.about else ()):
        if not state.knows_figure(key, figures):
            message = f"headlines: there is no observation {key!r}{suggest_valid_words(key, figures)}"
            fault = Fault(DatasetRule.UNKNOWN_ID, ("headlines", index), message)
            state.add_problem(fault, ("dataset",), "dataset")


def _check_renamed(state: CheckState, tree: object, figures: set[str]) -> None:
    """Ids of old, each with the one it has today."""
    if tree is None:
        return
    if not isinstance(tree, Node):
        message = f"expected a mapping of old ids to new; found {describe_value(tree)}"
        state.add_problem(Fault(DatasetRule.TYPE, (), message), ("renamed",), "renamed")
        return
    spaces = [*state.ids.values(), figures]
    for old, new in tree.items():
        try:
            check_observation_id(old)
        except ValueError as error:
            fault = Fault(DatasetRule.ID, (old,), str(error), names_field=True, is_at_key=True)
            state.add_problem(fault, ("renamed",), "renamed")
            continue
        homes = [ids for ids in spaces if isinstance(new, str) and new in ids]
        if not isinstance(new, str):
            message = f"expected an id; found {describe_value(new)}"
            fault = Fault(DatasetRule.TYPE, (old,), message, names_field=True)
        elif not homes and not state.knows_figure(new, figures):
            hint = suggest_valid_words(new, set[str]().union(*spaces))
            message = f"there is no id {new!r}{hint}"
            fault = Fault(DatasetRule.UNKNOWN_ID, (old,), message, names_field=True)
        elif any(old in ids for ids in homes):
            message = f"the id {old!r} is still in use"
            fault = Fault(DatasetRule.RENAMED, (old,), message, is_at_key=True)
        else:
            state.renamed[old] = new
            continue
        state.add_problem(fault, ("renamed",), "renamed")


def _check_relations(state: CheckState) -> None:
    valid = state.records["relations"].values()
    known = relation_rules.RelationRuleContext(
        figures={item.key: (item.indicator, item.observation) for item in state.observations},
        heads={head.id: head for _, head in state.heads},
        units=state.records["units"],
        ids=state.ids,
        implied={relation.implies.key for relation in valid if relation.implies},
        broken=state.broken,
    )
    for relation in valid:
        for fault in relation_rules.check_relation(relation, known):
            state.add_problem(fault, state.paths["relations", relation.id], f"relation {relation.id!r}")


def _check_charts(state: CheckState) -> None:
    """Declared charts against the figures they select; not those whose figures are not all known."""
    records = state.records
    if not records["charts"]:
        return
    plans = records["plans"].values()
    figures = [
        stated_figure(item.indicator, item.observation, plans)
        for item in state.observations
        if item.key not in state.superseded
    ]
    known = chart_rules.ChartRuleContext(
        dict(records["indicators"]),
        records["relations"],
        tuple(layout.regions for layout in records["maps"].values()),
    )
    for chart in records["charts"].values():
        path, label = state.paths["charts", chart.id], f"chart {chart.id!r}"
        if state.figures_elsewhere:
            message = "charts of figures in a table cannot be checked; leave it out"
            state.add_problem(Fault(DatasetRule.CHART, (), message), path, label)
            continue
        has_unknown_ids = any(
            set(getattr(chart.selection, name)) - state.ids[section]
            for name, section in REFERENCE_FIELDS["selections"].items()
        )
        if state.broken or has_unknown_ids:
            continue
        for fault in chart_rules.check_chart(chart, figures, known):
            state.add_problem(fault, path, label)
