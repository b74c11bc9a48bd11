"""The second pass: rules about records in the light of others, each fault at its place.

What the rules are stands in `record_rules`, `relation_rules` and `chart_rules`; here each meets the records it is
about. A record that failed the first pass takes no part, and what names it is no second fault.
"""

from __future__ import annotations

from indicators.check import chart_rules, record_rules, relation_rules
from indicators.check.check_state import CheckState, NodePath
from indicators.check.messages import describe_value, suggest_valid_words
from indicators.check.sections import REFERENCE_FIELDS, SINGULAR_NAMES
from indicators.yamlfile import MappingNode as Node
from indicators.yamlfile import SequenceNode


def check_cross_records(state: CheckState, root: Node) -> None:
    """Apply every rule that needs more than one record."""
    _check_references(state)
    _check_hierarchies(state)
    _check_plans(state)
    _check_indicators(state)
    _check_observations(state)
    figures = {item.key for item in state.placed}
    _check_headlines(state, figures)
    _check_renamed(state, root.get("renamed"), figures)
    _check_relations(state)
    _check_charts(state)


def _check_references(state: CheckState) -> None:
    """Every reference, also those of records that failed for another reason."""
    for tree in state.trees:
        for field, section in REFERENCE_FIELDS.get(tree.section, {}).items():
            value, noun, ids = tree.node.get(field), SINGULAR_NAMES[section], state.ids[section]
            for index, identifier in enumerate(value if isinstance(value, SequenceNode) else [value]):
                if isinstance(identifier, str) and identifier not in ids:
                    steps = (field, index) if isinstance(value, SequenceNode) else (field,)
                    message = f"{tree.label}: {field}: there is no {noun} {identifier!r}{suggest_valid_words(identifier, ids)}"
                    state.fault((*tree.path, *steps), message, "unknown-id")


def _check_hierarchies(state: CheckState) -> None:
    regions = {r.id: r.within for r in state.records["regions"].values()}
    sectors = {s.id: (s.group,) if s.group else () for s in state.records["sectors"].values()}
    for section, field, parents in (("regions", "within", regions), ("sectors", "group", sectors)):
        for identifier in record_rules.find_cycles(parents):
            message = f"{SINGULAR_NAMES[section]} {identifier!r}: {field} leads back to itself"
            state.fault((*state.paths[section, identifier], field), message, "cycle")


def _check_plans(state: CheckState) -> None:
    for plan, field, message in record_rules.check_plans(state.records["plans"].values()):
        state.fault((*state.paths["plans", plan], field), f"plan {plan!r}: {message}", "plan")


def _check_indicators(state: CheckState) -> None:
    for path, indicator in state.heads:
        unit = state.records["units"].get(indicator.unit)
        for rule, steps, message in record_rules.check_indicator(indicator, unit):
            state.fault((*path, *steps), f"indicator {indicator.id!r}: {message}", rule)


def _check_observations(state: CheckState) -> None:
    seen: dict[str, NodePath] = {}
    for item in state.placed:
        unit = state.records["units"].get(item.indicator.unit)
        source = state.records["sources"].get(item.observation.source)
        for rule, steps, message in record_rules.check_observation(
            item.observation, item.indicator, unit, source
        ):
            state.fault((*item.path, *steps), f"{item.label}: {message}", rule)
        if item.key in seen:
            line = state.document.place(seen[item.key])[0]
            suggestion = f"{item.key}.{item.observation.source}"
            message = f"{item.label}: the figure on line {line} has the same id {item.key!r}; give one of them an id of its own, such as {suggestion!r}"
            state.fault(item.path, message, "duplicate-observation")
        seen.setdefault(item.key, item.path)


def _check_headlines(state: CheckState, figures: set[str]) -> None:
    for index, key in enumerate(state.about.headlines if state.about else ()):
        if not state.knows_figure(key, figures):
            message = (
                f"dataset: headlines: there is no observation {key!r}{suggest_valid_words(key, figures)}"
            )
            state.fault(("dataset", "headlines", index), message, "unknown-id")


def _check_renamed(state: CheckState, tree: object, figures: set[str]) -> None:
    """Ids of old, each with the one it has today."""
    if tree is None:
        return
    if not isinstance(tree, Node):
        message = f"renamed: expected a mapping of old ids to new; found {describe_value(tree)}"
        state.fault(("renamed",), message, "type")
        return
    spaces = [*state.ids.values(), figures]
    for old, new in tree.items():
        path, homes = ("renamed", old), [ids for ids in spaces if isinstance(new, str) and new in ids]
        if not isinstance(new, str):
            state.fault(path, f"renamed: {old}: expected an id; found {describe_value(new)}", "type")
        elif not homes and not state.knows_figure(new, figures):
            hint = suggest_valid_words(new, set[str]().union(*spaces))
            state.fault(path, f"renamed: {old}: there is no id {new!r}{hint}", "unknown-id")
        elif any(old in ids for ids in homes):
            state.fault(path, f"renamed: the id {old!r} is still in use", "renamed", key=True)
        else:
            state.renamed[old] = new


def _check_relations(state: CheckState) -> None:
    valid = state.records["relations"].values()
    known = relation_rules.RelationRuleContext(
        figures={item.key: (item.indicator, item.observation) for item in state.placed},
        heads={head.id: head for _, head in state.heads},
        units=state.records["units"],
        ids=state.ids,
        implied={relation.implies.key for relation in valid if relation.implies},
        broken=state.broken,
    )
    for relation in valid:
        path = state.paths["relations", relation.id]
        for rule, steps, message in relation_rules.check_relation(relation, known):
            state.fault((*path, *steps), f"relation {relation.id!r}: {message}", rule)


def _check_charts(state: CheckState) -> None:
    """Declared charts against the figures they select; not those whose figures are not all known."""
    figures = [(item.indicator, item.observation) for item in state.placed]
    records = state.records
    known = chart_rules.ChartRuleContext(dict(records["indicators"]), records["relations"], records["plans"])
    for chart in records["charts"].values():
        if state.elsewhere:
            message = f"chart {chart.id!r}: charts of figures in a table cannot be checked; leave it out"
            state.fault(state.paths["charts", chart.id], message, "chart")
            continue
        unknown = any(
            set(getattr(chart.selection, name)) - state.ids[section]
            for name, section in REFERENCE_FIELDS["selections"].items()
        )
        if state.broken or unknown:
            continue
        for rule, steps, message in chart_rules.check_chart(chart, figures, known):
            path = (*state.paths["charts", chart.id], *steps)
            state.fault(path, f"chart {chart.id!r}: {message}", rule)
