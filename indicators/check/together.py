"""The second pass: rules about records in the light of others, each fault at its place.

What the rules are stands in `rules`, `relations` and `charting`; here each meets the records it is
about. A record that failed the first pass takes no part, and what names it is no second fault.
"""

from __future__ import annotations

from indicators import charting, relations, rules
from indicators.check.gathered import Gathered, Path
from indicators.check.sections import REFERENCES, SINGULAR
from indicators.wording import expected, found
from indicators.yamlfile import Items
from indicators.yamlfile import Mapping as Node


def check_together(gathered: Gathered, root: Node) -> None:
    """Apply every rule that needs more than one record."""
    _references(gathered)
    _hierarchies(gathered)
    _plans(gathered)
    _indicators(gathered)
    _observations(gathered)
    figures = {item.key for item in gathered.placed}
    _headlines(gathered, figures)
    _renamed(gathered, root.get("renamed"), figures)
    _relations(gathered)
    _charts(gathered)


def _references(gathered: Gathered) -> None:
    """Every reference, also those of records that failed for another reason."""
    for tree in gathered.trees:
        for field, section in REFERENCES.get(tree.section, {}).items():
            value, noun, ids = tree.node.get(field), SINGULAR[section], gathered.ids[section]
            for index, identifier in enumerate(value if isinstance(value, Items) else [value]):
                if isinstance(identifier, str) and identifier not in ids:
                    steps = (field, index) if isinstance(value, Items) else (field,)
                    message = (
                        f"{tree.label}: {field}: there is no {noun} {identifier!r}{expected(identifier, ids)}"
                    )
                    gathered.fault((*tree.path, *steps), message, "unknown-id")


def _hierarchies(gathered: Gathered) -> None:
    regions = {r.id: r.within for r in gathered.records["regions"].values()}
    sectors = {s.id: (s.group,) if s.group else () for s in gathered.records["sectors"].values()}
    for section, field, parents in (("regions", "within", regions), ("sectors", "group", sectors)):
        for identifier in rules.in_circles(parents):
            message = f"{SINGULAR[section]} {identifier!r}: {field} leads back to itself"
            gathered.fault((*gathered.paths[section, identifier], field), message, "cycle")


def _plans(gathered: Gathered) -> None:
    for plan, field, message in rules.plan_faults(gathered.records["plans"].values()):
        gathered.fault((*gathered.paths["plans", plan], field), f"plan {plan!r}: {message}", "plan")


def _indicators(gathered: Gathered) -> None:
    for path, indicator in gathered.heads:
        unit = gathered.records["units"].get(indicator.unit)
        for rule, steps, message in rules.indicator_faults(indicator, unit):
            gathered.fault((*path, *steps), f"indicator {indicator.id!r}: {message}", rule)


def _observations(gathered: Gathered) -> None:
    seen: dict[str, Path] = {}
    for item in gathered.placed:
        unit = gathered.records["units"].get(item.indicator.unit)
        source = gathered.records["sources"].get(item.observation.source)
        for rule, steps, message in rules.figure_faults(item.observation, item.indicator, unit, source):
            gathered.fault((*item.path, *steps), f"{item.label}: {message}", rule)
        if item.key in seen:
            line = gathered.document.place(seen[item.key])[0]
            suggestion = f"{item.key}.{item.observation.source}"
            message = f"{item.label}: the figure on line {line} has the same id {item.key!r}; give one of them an id of its own, such as {suggestion!r}"
            gathered.fault(item.path, message, "duplicate-observation")
        seen.setdefault(item.key, item.path)


def _headlines(gathered: Gathered, figures: set[str]) -> None:
    for index, key in enumerate(gathered.about.headlines if gathered.about else ()):
        if not gathered.knows_figure(key, figures):
            message = f"dataset: headlines: there is no observation {key!r}{expected(key, figures)}"
            gathered.fault(("dataset", "headlines", index), message, "unknown-id")


def _renamed(gathered: Gathered, tree: object, figures: set[str]) -> None:
    """Ids of old, each with the one it has today."""
    if tree is None:
        return
    if not isinstance(tree, Node):
        message = f"renamed: expected a mapping of old ids to new; found {found(tree)}"
        gathered.fault(("renamed",), message, "type")
        return
    spaces = [*gathered.ids.values(), figures]
    for old, new in tree.items():
        path, homes = ("renamed", old), [ids for ids in spaces if isinstance(new, str) and new in ids]
        if not isinstance(new, str):
            gathered.fault(path, f"renamed: {old}: expected an id; found {found(new)}", "type")
        elif not homes and not gathered.knows_figure(new, figures):
            hint = expected(new, set[str]().union(*spaces))
            gathered.fault(path, f"renamed: {old}: there is no id {new!r}{hint}", "unknown-id")
        elif any(old in ids for ids in homes):
            gathered.fault(path, f"renamed: the id {old!r} is still in use", "renamed", key=True)
        else:
            gathered.renamed[old] = new


def _relations(gathered: Gathered) -> None:
    valid = gathered.records["relations"].values()
    known = relations.Known(
        figures={item.key: (item.indicator, item.observation) for item in gathered.placed},
        heads={head.id: head for _, head in gathered.heads},
        units=gathered.records["units"],
        ids=gathered.ids,
        implied={relation.implies.key for relation in valid if relation.implies},
        broken=gathered.broken,
    )
    for relation in valid:
        path = gathered.paths["relations", relation.id]
        for rule, steps, message in relations.relation_faults(relation, known):
            gathered.fault((*path, *steps), f"relation {relation.id!r}: {message}", rule)


def _charts(gathered: Gathered) -> None:
    """Declared charts against the figures they select; not those whose figures are not all known."""
    figures = [(item.indicator, item.observation) for item in gathered.placed]
    records = gathered.records
    known = charting.Known(dict(records["indicators"]), records["relations"], records["plans"])
    for chart in records["charts"].values():
        if gathered.elsewhere:
            message = f"chart {chart.id!r}: charts of figures in a table cannot be checked; leave it out"
            gathered.fault(gathered.paths["charts", chart.id], message, "chart")
            continue
        unknown = any(set(ids) - gathered.ids[f"{name}s"] for name, ids in charting.named(chart))
        if gathered.broken or unknown:
            continue
        for rule, steps, message in charting.chart_faults(chart, figures, known):
            path = (*gathered.paths["charts", chart.id], *steps)
            gathered.fault(path, f"chart {chart.id!r}: {message}", rule)
