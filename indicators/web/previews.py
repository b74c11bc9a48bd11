"""What other sites show of a link to a page: a title, a sentence and the picture of its first chart (Open Graph)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, quote

from indicators.charts import Chart
from indicators.charts.chart_cache import charts_of_selection, curated_chart, find_chart
from indicators.charts.comparison import AXES_MODES, MAX_SERIES
from indicators.charts.comparison_cache import best_axes, charts_of_series
from indicators.errors import UnknownId
from indicators.i18n import Language
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.web.api.charts import PREVIEW_SCALE, PREVIEW_WIDTH, preview_path
from indicators.web.site_links import SERIES_PARAMETER, chart_link, chart_query


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

    Series that it names are a comparison. None where there is no chart.
    """
    asked = parse_qsl(query)
    selection = catalogue.parse(asked).selection
    if selection.q:  # words of a search are endless: nobody makes a server draw by typing
        selection = EVERYTHING
    series = _known_series(catalogue, [value for name, value in asked if name == SERIES_PARAMETER])
    if id := dict(asked).get("chart", ""):
        try:
            chart = find_chart(catalogue, id, selection, language, series)
        except UnknownId:
            pass  # the page says that there is none
        else:
            link = chart_query(catalogue, id, selection, language, series)
            return Preview(
                preview_path(id, link), chart.alt, chart.title, chart.subtitle, chart_link(id, link)
            )
    first = _first_compared_chart(catalogue, series, language, dict(asked).get("axes", ""))
    first = first or _first_chart(catalogue, selection, language)
    if first is None:
        return None
    link = chart_query(catalogue, first.id, selection, language, series)
    return Preview(preview_path(first.id, link), first.alt)


def _known_series(catalogue: Catalogue, names: Sequence[str]) -> tuple[str, ...]:
    """Those there are, by the names of today; of too many the first, as on the page."""
    known = dict.fromkeys(filter(None, map(catalogue.series.name_of_today, names)))
    return tuple(known)[:MAX_SERIES]


def _first_compared_chart(
    catalogue: Catalogue, series: tuple[str, ...], language: Language, axes: str
) -> Chart | None:
    """The chart that stands for a comparison on the axes that its page shows it on."""
    if not series:
        return None
    mode = axes if axes in AXES_MODES else best_axes(catalogue, series, language)
    return next(iter(charts_of_series(catalogue, series, language, mode)), None)


def _first_chart(catalogue: Catalogue, selection: Selection, language: Language) -> Chart | None:
    """The chart that stands for some figures; of all of them the first that the dataset declares."""
    if selection == EVERYTHING and catalogue.dataset.charts:
        return curated_chart(catalogue, next(iter(catalogue.dataset.charts)), language)
    charts = charts_of_selection(catalogue, selection, language)
    return charts[0] if charts else None
