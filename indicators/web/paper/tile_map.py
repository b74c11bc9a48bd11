"""Tile maps and the evidence matrix: how many figures there are of whom, about what.

They show counts of figures, never the figures: nothing is spread over a region's members. Drawn
as plain HTML with real links, so that they can be reached by keyboard, read aloud and printed;
shades are strengths of one blue over the page's own ground, so both themes are served.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from markupsafe import Markup

from indicators import text
from indicators.charts.text_metrics import add_soft_hyphens
from indicators.model import Dataset, Map, Tile
from indicators.text.markup import fill_template, join_html
from indicators.web.composition.view import View
from indicators.web.paper.links import link_html

#: Outline colours of the groups of one map, in order; each is told by its name too.
_OUTLINE_COLOURS = ("#C2640C", "#8A4FB5", "#1C8A6A")
_EMPTY_TILE_TEMPLATE = '<div class="ri-cell" style="{place}"><div class="ri-tile" style="--shade:{shade}%"><b>{name}</b></div></div>'
_TILE_TEMPLATE = (
    '<div class="ri-cell" style="{place}"><a class="ri-tile" style="--shade:{shade}%" href="{href}" target="_self"'
    ' aria-label="{label}"><b>{name}</b><span>{n}</span></a></div>'
)


def tile_map_html(view: View, layout: Map, counts: Mapping[str, int]) -> Markup:
    """One square a place, shaded by its number of figures; squares with figures open the region."""
    groups = [group for group in layout.outline if group in view.dataset.regions]
    colours = dict(zip(groups, _OUTLINE_COLOURS, strict=False))
    most = max((counts.get(tile.region or "", 0) for tile in layout.tiles), default=0)
    first = min(tile.at[0] for tile in layout.tiles)
    columns = max(tile.at[0] for tile in layout.tiles) + 1 - first
    taken = {(tile.at[0], tile.at[1]): _groups_of_tile(tile, view.dataset) for tile in layout.tiles}
    squares = join_html(_tile_html(view, tile, first, counts, most, colours, taken) for tile in layout.tiles)
    title, note = layout.name[view.language], layout.note[view.language] if layout.note else ""
    return fill_template(
        '<div class="ri-title">{title}</div><div class="ri-meta">{note}</div>'
        '<div class="ri-map"><nav class="ri-tiles" style="--columns:{columns}" aria-label="{title}">{squares}</nav></div>'
        '<div class="ri-meta">{legend}</div>',
        title=title,
        note=note,
        columns=columns,
        squares=squares,
        legend=_legend_html(view, groups, colours, counts),
    )


def _groups_of_tile(tile: Tile, dataset: Dataset) -> frozenset[str]:
    """The regions that a square lies in."""
    return frozenset(tile.within) | (
        frozenset(dataset.regions[tile.region].within) if tile.region else frozenset()
    )


def _tile_html(
    view: View,
    tile: Tile,
    first: int,
    counts: Mapping[str, int],
    most: int,
    colours: Mapping[str, str],
    taken: Mapping[tuple[int, int], frozenset[str]],
) -> Markup:
    region = view.dataset.regions.get(tile.region or "")
    name = (region.name if region else tile.name)[view.language]  # type: ignore[index]
    n = counts.get(tile.region or "", 0)
    column, row = tile.at
    place = f"grid-column:{column + 1 - first};grid-row:{row + 1};{_outline_style(tile.at, colours, taken)}"
    shade, short = shade_percent(n, most), add_soft_hyphens(name)
    if region is None or not n:
        return fill_template(_EMPTY_TILE_TEMPLATE, place=place, shade=shade, name=short)
    return fill_template(
        _TILE_TEMPLATE,
        place=place,
        shade=shade,
        href=view.address_of("regions", view.selection.without("region"), region=(region.id,)),
        label=view.say.plural(
            "{name}: {n} figure",
            "{name}: {n} figures",
            n,
            name=view.dataset.label_of("regions", region.id, view.language),
        ),
        name=short,
        n=n,
    )


def _outline_style(
    at: tuple[int, int], colours: Mapping[str, str], taken: Mapping[tuple[int, int], frozenset[str]]
) -> str:
    """A line inside every side where the neighbour is not in the same group; it runs on from square to square."""
    column, row = at
    sides = {
        "0 2px": (column, row - 1),
        "-2px 0": (column + 1, row),
        "0 -2px": (column, row + 1),
        "2px 0": (column - 1, row),
    }
    for group, colour in colours.items():
        if group in taken[at]:
            lines = [
                f"inset {side} {colour}"
                for side, there in sides.items()
                if group not in taken.get(there, frozenset())
            ]
            return f"box-shadow:{','.join(lines)};" if lines else ""
    return ""


def _legend_html(
    view: View, groups: list[str], colours: Mapping[str, str], counts: Mapping[str, int]
) -> Markup:
    """The outlined groups by name, with the figures that are theirs alone."""
    entries = []
    for group in groups:
        name, n = view.dataset.label_of("regions", group, view.language), counts.get(group, 0)
        href = view.address_of("regions", view.selection.without("region"), region=(group,))
        entries.append(
            fill_template(
                '<span class="ri-group"><span style="color:{colour}">▣</span> {link} · {count}</span>',
                colour=colours[group],
                link=link_html(href, name),
                count=view.say.plural("{n} figure of its own", "{n} figures of its own", n),
            )
        )
    return Markup(" ").join(entries)


def shade_percent(n: int, most: int) -> int:
    """Strength of the blue in percent: 0 for none, growing with the logarithm, so that one differs from none."""
    return 0 if n == 0 else round(18 + 50 * math.log1p(n) / math.log1p(max(most, 1)))


def evidence_matrix_html(view: View) -> Markup:
    """Regions by topics: how many figures; an empty cell says that our sources say nothing."""
    counts = view.catalogue.cross_table(view.selection, "region", "topic")
    regions = [id for id in view.dataset.regions if any(id == region for region, _ in counts)]
    topics = [id for id in view.dataset.topics if any(id == topic for _, topic in counts)]
    most = max(counts.values(), default=1)
    language = view.language
    heads = join_html(
        fill_template(
            '<th scope="col"><span>{name}</span></th>', name=view.dataset.label_of("topics", topic, language)
        )
        for topic in topics
    )
    empty = fill_template(
        '<td><span class="ri-none" title="{reason}">·</span></td>', reason=view.say("nothing in our sources")
    )
    body = join_html(
        fill_template(
            '<tr><th scope="row">{name}</th>{cells}</tr>',
            name=view.dataset.label_of("regions", region, language),
            cells=join_html(
                _cell_html(view, region, topic, n, most) if (n := counts.get((region, topic), 0)) else empty
                for topic in topics
            ),
        )
        for region in regions
    )
    caption = view.say(
        "Number of figures by region and topic. An empty cell: nothing in our sources – not zero."
    )
    return fill_template(
        '<div class="ri-meta">{caption}</div>'
        '<div class="ri-scroll" tabindex="0" role="region" aria-label="{caption}">'
        '<table class="ri-matrix"><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>',
        caption=caption,
        heads=heads,
        body=body,
    )


def _cell_html(view: View, region: str, topic: str, n: int, most: int) -> Markup:
    dataset, language = view.dataset, view.language
    name = text.join_list(
        (dataset.label_of("regions", region, language), dataset.label_of("topics", topic, language)), language
    )
    return fill_template(
        '<td style="--shade:{shade}%"><a href="{href}" target="_self" aria-label="{label}">{n}</a></td>',
        shade=shade_percent(n, most),
        href=view.address_of("data", view.selection, region=(region,), topic=(topic,)),
        label=view.say.plural("{name}: {n} figure", "{name}: {n} figures", n, name=name),
        n=n,
    )
