"""What other sites show of a link to a page: a title, a sentence and the picture of its first chart (Open Graph)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, quote

from indicators.charts import Chart
from indicators.charts.chart_cache import charts_of_selection, curated_chart, find_chart
from indicators.errors import UnknownId
from indicators.i18n import Language
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.web.api.charts import PREVIEW_SCALE, PREVIEW_WIDTH, preview_path
from indicators.web.site_links import chart_link, chart_query


@dataclass(frozen=True, slots=True)
class Preview:
    """What a link looks like elsewhere; `image` is a path of this site, what is empty is as the page has it.

    `link` is the path of the chart that the page is of, empty where it is of more.
    """

    image: str
    alt: str
    title: str = ""
    description: str = ""
    link: str = ""

    def tags(self, site: str, title: str, description: str) -> Iterator[str]:
        """The tags for the head of a page with this title and sentence, of the site at an address."""
        title, description = self.title or title, self.description or description
        named = {
            "og:type": "website",
            "og:title": title,
            "og:description": description,
            "og:image": site + self.image,
            "og:image:width": str(PREVIEW_WIDTH * PREVIEW_SCALE),
            "og:image:alt": self.alt,
        }
        for name, text in named.items():
            yield f'<meta property="{name}" content="{escape(text)}" />'
        yield '<meta name="twitter:card" content="summary_large_image" />'
        if self.link:
            address = f"{site}/api/v1/oembed.json?url={quote(site + self.link, safe='')}"
            yield (
                f'<link rel="alternate" type="application/json+oembed" href="{escape(address)}"'
                f' title="{escape(title)}" />'
            )


def find_preview(catalogue: Catalogue, query: str, language: Language) -> Preview | None:
    """The preview of a page with this query string: of the chart that it names, else the first of its figures.

    None where they have no chart.
    """
    asked = parse_qsl(query)
    selection = catalogue.parse(asked).selection
    if selection.q:  # words of a search are endless: nobody makes a server draw by typing
        selection = EVERYTHING
    if id := dict(asked).get("chart", ""):
        try:
            chart = find_chart(catalogue, id, selection, language)
        except UnknownId:
            pass  # the page says that there is none
        else:
            link = _query_of(catalogue, chart, selection, language)
            return Preview(
                preview_path(id, link), chart.alt, chart.title, chart.subtitle, chart_link(id, link)
            )
    first = _first_chart(catalogue, selection, language)
    if first is None:
        return None
    return Preview(preview_path(first.id, _query_of(catalogue, first, selection, language)), first.alt)


def _first_chart(catalogue: Catalogue, selection: Selection, language: Language) -> Chart | None:
    """The chart that stands for some figures; of all of them the first that the dataset declares."""
    if selection == EVERYTHING and catalogue.dataset.charts:
        return curated_chart(catalogue, next(iter(catalogue.dataset.charts)), language)
    charts = charts_of_selection(catalogue, selection, language)
    return charts[0] if charts else None


def _query_of(catalogue: Catalogue, chart: Chart, selection: Selection, language: Language) -> str:
    return chart_query(selection, language, is_declared=chart.id in catalogue.dataset.charts)
