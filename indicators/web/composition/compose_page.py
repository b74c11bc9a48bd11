"""Which page is composed by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.web.composition.blocks import Document, Paragraph
from indicators.web.composition.charts import compose_charts_page
from indicators.web.composition.compare import compose_compare
from indicators.web.composition.consistency import compose_consistency
from indicators.web.composition.data import compose_data
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.indicator import compose_indicator
from indicators.web.composition.method import compose_about
from indicators.web.composition.overview import compose_overview
from indicators.web.composition.page_cache import compose_once
from indicators.web.composition.site_pages import PAGES_BY_SLUG
from indicators.web.composition.source import compose_source
from indicators.web.composition.subjects import compose_subject
from indicators.web.composition.view import View


def compose_page(view: View) -> Document:
    """The page `view.page` as data; what is not composed yet says its title and purpose."""
    page = PAGES_BY_SLUG[view.page]
    if page.subject and not DIMENSIONS_BY_ID[page.subject].ids(view.dataset):
        notice = Paragraph(view.say("The dataset has nothing for this page yet."), "notice")
        return Document(view.say(page.title), "", (notice,))
    return compose_once(_COMPOSERS.get(view.page, _compose_title), view)


def _compose_title(view: View) -> Document:
    page = PAGES_BY_SLUG[view.page]
    return Document(view.say(page.title), view.say(page.help), tuple(compose_choices(view)))


_COMPOSERS: Final[Mapping[str, Callable[[View], Document]]] = {
    "overview": compose_overview,
    "charts": compose_charts_page,
    "regions": compose_subject,
    "sectors": compose_subject,
    "plans": compose_subject,
    "topics": compose_subject,
    "indicators": compose_indicator,
    "sources": compose_source,
    "compare": compose_compare,
    "data": compose_data,
    "consistency": compose_consistency,
    "about": compose_about,
}
