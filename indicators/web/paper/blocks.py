"""The blocks of a page as HTML, the same for a page without scripts and for what Streamlit shows of it.

Blocks that Streamlit shows by a widget of its own – a choice, a chart, a table, a download – are written here for
readers who have none: as links, as a drawing, as a table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from indicators.charts.theme import NARROWEST_WIDTH, ColourScheme
from indicators.i18n import add_label
from indicators.query import MAX_QUERY_LENGTH
from indicators.text.markup import NOTHING, facts_html, fill_template, join_html
from indicators.web.composition import blocks as page_blocks
from indicators.web.composition.blocks import Block, Link, Tile
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.figures import StatedFigure
from indicators.web.composition.view import View
from indicators.web.paper.links import link_html, link_row_html
from indicators.web.paper.relation_card import relation_card_html
from indicators.web.paper.style import ACCENT
from indicators.web.paper.tile_map import evidence_matrix_html, tile_map_html
from indicators.web.site_links import THEME_PARAMETER, WIDTH_PARAMETER, WORDS_PARAMETER, chart_file_path

_HEADING_TEMPLATE: Final = '<h2 class="ri-section" id="{anchor}">{text}</h2>{note}'
_CARD_TEMPLATE: Final = """<div class="ri-card"><div class="ri-name">{name}</div><div class="ri-figure">{figure}</div>
<div class="ri-meta">{subject}</div><div class="ri-meta">{origin}</div>{others}{more}{way}</div>"""
#: The link leads to the figure by itself; where our script listens, its card opens on the page instead.
_OPEN_TEMPLATE: Final = '<a class="ri-open" href="{href}" data-figure="{id}">{open}<span>{which}</span></a>'
_LINE_TEMPLATE: Final = (
    '<li><a class="ri-what" href="{href}" data-figure="{id}">{name}</a><span class="ri-of">{subject}</span>'
    '<span class="ri-how-much">{figure}</span><span class="ri-from">{origin}{others}</span></li>'
)
_TILE_TEMPLATE: Final = (
    '<li><a href="{href}" target="_self"><span class="ri-title">{title}</span><span class="ri-meta">{subtitle}</span>'
    '{picture}<span class="ri-meta">{source}</span></a></li>'
)
_PICTURE_TEMPLATE: Final = '<img src="{src}" alt="{alt}" loading="lazy" width="{width}" height="{height}">'
#: Where the theme is the reader's browser's to say.
_TWO_PICTURES_TEMPLATE: Final = (
    '<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">{light}</picture>'
)
#: An indicator on a line of its own: name, tiny picture, latest figure, of whom and when, of how much.
_INDICATOR_TEMPLATE: Final = (
    '<li><a class="ri-what" href="{href}" target="_self">{name}</a>{picture}<a class="ri-how-much" href="{card}" data-figure="{id}">{figure}</a>'
    '<span class="ri-of">{subject}</span><span class="ri-from">{extent}</span></li>'
)
#: A picture in an address: Streamlit takes drawings out of HTML.
_SPARK_TEMPLATE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"><path d="{path}" fill="none"'
    ' stroke="{colour}" stroke-width="1.6" stroke-linecap="round"/><circle cx="{x}" cy="{y}" r="2.2" fill="{colour}"/></svg>'
)
_SPARK_PICTURE_TEMPLATE: Final = (
    '<img src="data:image/svg+xml,{drawing}" alt="" width="{wide}" height="{high}">'
)
#: Pixels of the line from left to right and from top to bottom, and of the room around it.
_SPARK_SIZE: Final = (74, 18, 3)


def card_html(view: View, figure: StatedFigure, more: Markup = NOTHING) -> Markup:
    """One figure, large: what, how much with its hedge, of whom and when, where it was printed, `more`."""
    others = (
        fill_template('<div class="ri-meta">{others}</div>', others=figure.others)
        if figure.others
        else NOTHING
    )
    way = fill_template(
        _OPEN_TEMPLATE,
        href=view.addresses.figure_address(figure.id, view.language),
        id=figure.id,
        open=view.say("About this figure"),
        which=add_label("", figure.name, view.language),
    )
    return fill_template(
        _CARD_TEMPLATE,
        name=figure.name,
        figure=figure.figure,
        subject=figure.subject,
        origin=figure.origin,
        others=others,
        more=more,
        way=way,
    )


def card_grid_html(cards: Iterable[Markup], width: int = 230) -> Markup:
    """Cards side by side, each at least `width` pixels wide: all in one element, for each costs its time."""
    return fill_template(
        '<div class="ri-wall" style="--ri-card: {width}px">{cards}</div>', width=width, cards=join_html(cards)
    )


def _heading_html(view: View, block: page_blocks.Heading) -> Markup:  # noqa: ARG001 - as all writers
    note = fill_template('<p class="ri-meta">{note}</p>', note=block.note) if block.note else NOTHING
    return fill_template(_HEADING_TEMPLATE, anchor=block.anchor, text=block.text, note=note)


def _paragraph_html(view: View, block: page_blocks.Paragraph) -> Markup:  # noqa: ARG001
    return fill_template('<p class="ri-{role}">{text}</p>', role=block.role, text=block.text)


def _links_html(view: View, block: page_blocks.Links) -> Markup:  # noqa: ARG001
    return link_row_html([(link.href, link.text) for link in block.links], block.label)


def _take_along_html(view: View, block: page_blocks.TakeAlong) -> Markup:
    links = join_html(
        fill_template('<a href="{href}" download translate="no">{text}</a>', href=link.href, text=link.text)
        for link in block.links
    )
    return fill_template(
        '<div class="ri-row ri-take"><b>{label}</b>{links}</div>',
        label=view.say("Take this page along"),
        links=links,
    )


def _choices_html(view: View, block: page_blocks.Choices) -> Markup:
    chips = join_html(
        fill_template(
            '<a class="ri-chip" href="{href}" target="_self" aria-label="{label}">{text}<span aria-hidden="true">✕</span></a>',
            href=link.href,
            label=view.say("Take away: {filter}", filter=link.text),
            text=link.text,
        )
        for link in block.links
    )
    clear = link_html(block.clear.href, block.clear.text) if block.clear else NOTHING
    return fill_template(
        '<nav class="ri-chips" aria-label="{label}">{chips}{clear}</nav>',
        label=view.say("What is chosen"),
        chips=chips,
        clear=clear,
    )


def _search_box_html(view: View, block: page_blocks.SearchBox) -> Markup:
    """A form that asks the server: the words are found on the page of all figures."""
    return _search_form_html(view, "data", block.query)


def _search_form_html(view: View, slug: str, query: str, kept: Iterable[tuple[str, str]] = ()) -> Markup:
    """A form that asks the page `slug` for words; `kept` are further parameters."""
    hidden = join_html(
        fill_template('<input type="hidden" name="{name}" value="{value}">', name=name, value=value)
        for name, value in (("lang", view.language), *kept)
    )
    return fill_template(
        '<form class="ri-search" role="search" action="{action}">{hidden}'
        '<input type="search" name="q" value="{query}" maxlength="{most}" aria-label="{label}" placeholder="{hint}">'
        "<button>{button}</button></form>",
        action=view.addresses.page_address(slug, PageChoices()),
        hidden=hidden,
        query=query,
        most=MAX_QUERY_LENGTH,
        label=view.say("Search figures"),
        hint=view.say("name, place, printed words …"),
        button=view.say("Search"),
    )


def _subject_choice_html(view: View, block: page_blocks.SubjectChoice) -> Markup:
    return fill_template(
        '{every}<details class="ri-others"><summary>{label}</summary>{links}</details>',
        every=link_html(block.every.href, block.every.text) if block.every and block.chosen else NOTHING,
        label=view.say("Choose another") if block.chosen else view.say("Choose one"),
        links=_counted_links_html(view, [link for _, link in block.links]),
    )


def _topic_choice_html(view: View, block: page_blocks.TopicChoice) -> Markup:
    return _choice_html(view, view.say("Show"), block.links, block.chosen)


def _view_choice_html(view: View, block: page_blocks.ViewChoice) -> Markup:
    return _choice_html(view, block.label, block.links, block.chosen)


def _choice_html(view: View, label: str, links: Iterable[tuple[str, Link]], chosen: str) -> Markup:
    """Links beside each other, one of which is chosen."""
    items = join_html(
        fill_template(
            '<a class="ri-chip" href="{href}" target="_self"{current}>{text}{n}</a>',
            href=link.href,
            current=Markup(' aria-current="true"') if id == chosen else NOTHING,
            text=link.text,
            n="" if link.count is None else f" · {view.say.format_count(link.count)}",
        )
        for id, link in links
    )
    return fill_template(
        '<nav class="ri-chips ri-topics" aria-label="{label}"><span class="ri-label" aria-hidden="true">{label}</span>'
        "{items}</nav>",
        label=label,
        items=items,
    )


def _series_choice_html(view: View, block: page_blocks.SeriesChoice) -> Markup:
    """What is compared, and a form that finds more by words: what it finds stands below it as links."""
    chips = page_blocks.Choices(tuple(link for _, link in block.chosen))
    chosen = _choices_html(view, chips) if block.chosen else NOTHING
    return chosen + _search_form_html(
        view, "compare", view.selection.q, [("series", name) for name, _ in block.chosen]
    )


def _filter_switch_html(view: View, block: page_blocks.FilterSwitch) -> Markup:  # noqa: ARG001
    """A link that turns the filter over, and a mark where it is on."""
    return fill_template(
        '<p class="ri-chips"><a class="ri-chip" href="{href}" target="_self"{current}>{mark}{text}</a></p>',
        href=block.link.href,
        current=Markup(' aria-current="true"') if block.is_on else NOTHING,
        mark="✓ " if block.is_on else "",
        text=block.link.text,
    )


def _cards_html(view: View, block: page_blocks.Cards) -> Markup:
    if not block.figures:
        return NOTHING
    cards = join_html(card_html(view, figure) for figure in block.figures)
    return fill_template('<div class="ri-wall ri-headlines">{cards}</div>', cards=cards)


def _figure_list_html(view: View, block: page_blocks.FigureList) -> Markup:
    title = fill_template('<p class="ri-title">{title}</p>', title=block.title) if block.title else NOTHING
    lines = join_html(_line_html(view, figure) for figure in block.figures)
    return fill_template('{title}<ul class="ri-figures">{lines}</ul>', title=title, lines=lines)


def _line_html(view: View, figure: StatedFigure) -> Markup:
    others = fill_template(" · {others}", others=figure.others) if figure.others else NOTHING
    return fill_template(
        _LINE_TEMPLATE,
        href=view.addresses.figure_address(figure.id, view.language),
        id=figure.id,
        name=figure.name,
        subject=figure.subject,
        figure=figure.figure,
        origin=figure.origin,
        others=others,
    )


def gallery_html(tiles: Iterable[Tile], theme: ColourScheme | None = None) -> Markup:
    """Small pictures of charts, each a link to the chart; without a `theme` the browser takes the reader's."""
    items = join_html(
        fill_template(
            _TILE_TEMPLATE,
            href=tile.href,
            title=tile.chart.title,
            subtitle=tile.chart.subtitle,
            picture=_picture_html(tile, theme),
            source=tile.chart.source,
        )
        for tile in tiles
    )
    return fill_template('<ul class="ri-gallery">{items}</ul>', items=items)


def _picture_html(tile: Tile, theme: ColourScheme | None) -> Markup:
    """The plot of a chart without the words that stand around it."""
    light = fill_template(
        _PICTURE_TEMPLATE,
        src=_picture_path(tile, theme or "light"),
        alt=tile.chart.alt,
        width=NARROWEST_WIDTH,
        height=math.ceil(tile.chart.plot["layout"]["height"]),
    )
    if theme:
        return light
    return fill_template(_TWO_PICTURES_TEMPLATE, dark=_picture_path(tile, "dark"), light=light)


def _picture_path(tile: Tile, theme: ColourScheme) -> str:
    looks = f"{WIDTH_PARAMETER}={NARROWEST_WIDTH}&{THEME_PARAMETER}={theme}&{WORDS_PARAMETER}=none"
    return chart_file_path(tile.chart.id, "svg", "&".join(filter(None, (tile.query, looks))))


def _counted_links_html(view: View, links: Iterable[Link]) -> Markup:
    items = join_html(
        fill_template(
            '<li>{link}<span class="ri-count">{n}</span></li>',
            link=link_html(link.href, link.text),
            n="" if link.count is None else view.say.format_count(link.count),
        )
        for link in links
    )
    return fill_template('<ul class="ri-index">{items}</ul>', items=items)


def _index_html(view: View, block: page_blocks.Index) -> Markup:
    title = fill_template('<p class="ri-title">{title}</p>', title=block.title) if block.title else NOTHING
    return title + _counted_links_html(view, block.links)


def _indicator_list_html(view: View, block: page_blocks.IndicatorList) -> Markup:
    lines = join_html(
        fill_template(
            _INDICATOR_TEMPLATE,
            href=line.link.href,
            name=line.link.text,
            picture=_spark_html(line.strokes),
            card=view.addresses.figure_address(line.latest.id, view.language),
            id=line.latest.id,
            figure=line.latest.figure,
            subject=line.latest.subject,
            extent=line.extent,
        )
        for line in block.lines
    )
    return fill_template('<ul class="ri-indicators">{lines}</ul>', lines=lines)


def _spark_html(strokes: Sequence[page_blocks.Stroke]) -> Markup:
    """A line as a tiny picture: what it shows is said beside it."""
    if not strokes:
        return NOTHING
    wide, high, edge = _SPARK_SIZE
    path = "".join(
        f"M{edge + x * wide:.1f} {edge + y * high:.1f}L{edge + to_x * wide:.1f} {edge + to_y * high:.1f}"
        for x, y, to_x, to_y in strokes
    )
    last = strokes[-1]
    size = {"wide": wide + 2 * edge, "high": high + 2 * edge}
    x, y = f"{edge + last.to_x * wide:.1f}", f"{edge + last.to_y * high:.1f}"
    drawing = fill_template(_SPARK_TEMPLATE, path=path, x=x, y=y, colour=ACCENT, **size)
    return fill_template(_SPARK_PICTURE_TEMPLATE, drawing=quote(drawing), **size)


def _news_html(view: View, block: page_blocks.News) -> Markup:
    items = join_html(
        fill_template(
            '<li><div class="ri-meta">{note}</div>{link} <span class="ri-meta">{count}</span></li>',
            note=link.note,
            link=link_html(link.href, link.text),
            count=view.say.plural("{n} figure", "{n} figures", link.count or 0),
        )
        for link in block.links
    )
    return fill_template('<ul class="ri-news">{items}</ul>', items=items)


def _tile_map_html(view: View, block: page_blocks.TileMap) -> Markup:
    return tile_map_html(view, block.layout, dict(block.counts))


def _matrix_html(view: View, block: page_blocks.EvidenceMatrix) -> Markup:  # noqa: ARG001
    return evidence_matrix_html(view)


def _facts_html(view: View, block: page_blocks.Facts) -> Markup:  # noqa: ARG001
    return facts_html(block.pairs)


def _comparisons_html(view: View, block: page_blocks.Comparisons) -> Markup:  # noqa: ARG001
    cards = join_html(
        fill_template(
            '<div class="ri-card"><div class="ri-name"><b>{name}</b></div>{pairs}{more}{link}</div>',
            name=each.name,
            pairs=facts_html(each.pairs),
            more=fill_template('<div class="ri-meta">{more}</div>', more=each.more) if each.more else NOTHING,
            link=link_html(each.link.href, each.link.text),
        )
        for each in block.comparisons
    )
    return fill_template('<div class="ri-beside">{cards}</div>', cards=cards)


def _comparability_html(view: View, block: page_blocks.Comparability) -> Markup:  # noqa: ARG001
    reasons = join_html(fill_template("<li>{reason}</li>", reason=reason) for reason in block.reasons)
    return fill_template(
        '<div class="ri-judged ri-{kind}"><b>{sentence}</b>{reasons}</div>',
        kind=block.kind,
        sentence=block.sentence,
        reasons=fill_template("<ul>{reasons}</ul>", reasons=reasons) if reasons else NOTHING,
    )


def _targets_html(view: View, block: page_blocks.Targets) -> Markup:
    return card_grid_html(
        (card_html(view, each.aim, _outcomes_html(view, each)) for each in block.targets), 320
    )


def _outcomes_html(view: View, target: page_blocks.Target) -> Markup:
    """The outcomes of a target, or that there is none in our sources."""
    if not target.outcomes:
        return fill_template('<div class="ri-badge">{text}</div>', text=view.say("no outcome in our sources"))
    return join_html(
        fill_template(
            '<div class="ri-name"><b>{label}</b> {outcome}</div>', label=view.say("Outcome:"), outcome=outcome
        )
        for outcome in target.outcomes
    )


def _finding_cards_html(view: View, block: page_blocks.FindingCards) -> Markup:
    """A card for each relation, flowing with the width."""
    return card_grid_html(
        (relation_card_html(view.catalogue, id, view.language) for id in block.relations), 360
    )


def _text_table_html(view: View, block: page_blocks.TextTable) -> Markup:  # noqa: ARG001
    return fill_template(
        '<div class="ri-scroll"><table class="ri-rules" aria-label="{label}"><thead><tr>{head}</tr></thead>'
        "<tbody>{rows}</tbody></table></div>",
        label=block.label,
        head=join_html(fill_template('<th scope="col">{name}</th>', name=name) for name in block.columns),
        rows=join_html(
            fill_template(
                "<tr>{cells}</tr>",
                cells=join_html(fill_template("<td>{cell}</td>", cell=cell) for cell in row),
            )
            for row in block.rows
        ),
    )


_WRITERS: Final[dict[type[Any], Callable[[View, Any], Markup]]] = {
    page_blocks.Heading: _heading_html,
    page_blocks.Paragraph: _paragraph_html,
    page_blocks.Links: _links_html,
    page_blocks.Choices: _choices_html,
    page_blocks.TakeAlong: _take_along_html,
    page_blocks.SearchBox: _search_box_html,
    page_blocks.SubjectChoice: _subject_choice_html,
    page_blocks.TopicChoice: _topic_choice_html,
    page_blocks.ViewChoice: _view_choice_html,
    page_blocks.FilterSwitch: _filter_switch_html,
    page_blocks.SeriesChoice: _series_choice_html,
    page_blocks.Cards: _cards_html,
    page_blocks.FigureList: _figure_list_html,
    page_blocks.Index: _index_html,
    page_blocks.IndicatorList: _indicator_list_html,
    page_blocks.News: _news_html,
    page_blocks.TileMap: _tile_map_html,
    page_blocks.EvidenceMatrix: _matrix_html,
    page_blocks.Facts: _facts_html,
    page_blocks.Comparisons: _comparisons_html,
    page_blocks.Comparability: _comparability_html,
    page_blocks.Targets: _targets_html,
    page_blocks.FindingCards: _finding_cards_html,
    page_blocks.TextTable: _text_table_html,
}


def block_html(view: View, block: Block) -> Markup:
    """One block of a page that needs neither a drawing nor a table."""
    return _WRITERS[type(block)](view, block)
