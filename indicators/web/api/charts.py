"""Charts at addresses that stay: a list of those of a selection, and each as a picture, as data, as a frame.

A chart that the dataset declares needs no filters; any other is looked for among the charts of the figures that
they choose. A chart of figures that left the dataset is gone (410).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast
from urllib.parse import parse_qsl, urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response

from indicators.charts import Chart
from indicators.charts.chart_cache import charts_of_selection, find_chart
from indicators.charts.png_painter import PictureUnavailable, paint_png
from indicators.charts.sheet_words import sheet_words
from indicators.charts.svg_sheet import draw_plot, draw_sheet
from indicators.charts.theme import ChartPalette, ColourScheme
from indicators.errors import UnknownId
from indicators.export.download import MAX_NAME_LENGTH, name_digest
from indicators.i18n import Language, locale_of
from indicators.query import MAX_NAMED_FIGURES, Catalogue, Selection, chart_selection
from indicators.web.api import query_string
from indicators.web.api.addresses import redirect_for_good, redirect_to, site_address
from indicators.web.api.chart_query import (
    ANY_THEME,
    CHART_PARAMETERS,
    SCALE,
    THEMES,
    WIDTH,
    ChartQuery,
    read_chart_query,
)
from indicators.web.api.query_string import ApiQuery, RenamedIds
from indicators.web.api.responses import Representation, respond
from indicators.web.embedded_chart import FRAME_WIDTH, embed_html, frame_html
from indicators.web.http_messages import Handler, Refusal, RequestFault, nearest_hint, quote_input
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.site_links import chart_file_path, chart_link, chart_query, embed_path

#: What a chart is as a file, in the order in which links name them.
CHART_FILES: Final = ("svg", "png", "csv", "xlsx", "json")
#: Of these, the pictures with their media types.
PICTURE_TYPES: Final = {"svg": "image/svg+xml", "png": "image/png"}
_JSON: Final = "application/json"
#: Pixels of the picture that stands for a link elsewhere: twice what most sites show.
PREVIEW_WIDTH, PREVIEW_SCALE = 640, 2
#: What the id of a chart looks like.
CHART_ID_PATTERN: Final = "^[a-z0-9-]+$"
_CHART_ADDRESS: Final = re.compile(r"/(?:c|embed/c)/([a-z0-9-]{1,300})")


def _catalogue_of(request: Request) -> Catalogue:
    live: LiveCatalogue = request.app.state.live
    return live.state().catalogue


def _palettes_of(request: Request) -> Mapping[ColourScheme, ChartPalette]:
    found: Mapping[ColourScheme, ChartPalette] = request.app.state.palettes
    return found


def refuse_gone_figures(refusal: Refusal) -> Refusal:
    """410 where all that is wrong is that figures named are not there any more."""
    if all(fault.parameter == "observation" for fault in refusal.faults):
        return Refusal(410, refusal.faults)
    return refusal


def find_asked_chart(catalogue: Catalogue, id: str, asked: ApiQuery) -> Chart:
    """The chart of an address. Raises Refusal."""
    try:
        return find_chart(catalogue, id, asked.selection, asked.language, asked.series)
    except UnknownId as unknown:
        place = " among the charts of these figures" if asked.selection.params() or asked.series else ""
        message = f"there is no chart {quote_input(id)}{place}{nearest_hint(unknown.nearest)}"
        raise Refusal(404, [RequestFault(message, nearest=unknown.nearest)]) from None


def picture_handler(kind: str) -> Handler:
    """The handler that answers with a picture of a chart: "svg" or "png"."""

    def handler(request: Request) -> Response:
        catalogue, id = _catalogue_of(request), request.path_params["id"]
        if today := _name_of_today(catalogue, id):
            return redirect_for_good(request, chart_file_path(today, kind, ""), _query_of(request))
        numbers = (WIDTH, SCALE) if kind == "png" else (WIDTH,)
        try:
            wanted = read_chart_query(request, catalogue, numbers)
        except RenamedIds as renamed:
            return redirect_for_good(request, chart_file_path(id, kind, ""), renamed.query)
        except Refusal as refusal:
            raise refuse_gone_figures(refusal) from None
        chart = find_asked_chart(catalogue, id, wanted.asked)
        link = site_address(request) + _link_of(catalogue, chart, wanted.asked)
        answer = Representation(
            key=("chart", kind, id, wanted, link),
            version=catalogue.dataset.version,
            mime=PICTURE_TYPES[kind],
            name=f"{chart_file_stem(chart, wanted.asked.language)}.{kind}",
            is_saved=False,
        )

        def make() -> bytes:
            palette = _palettes_of(request)[cast("ColourScheme", wanted.theme)]
            tag = locale_of(wanted.asked.language).tag
            if wanted.words == "none":
                svg = draw_plot(chart, palette, wanted.width, tag).svg
            else:
                words = sheet_words(catalogue, chart, wanted.asked.language, link)
                svg = draw_sheet(chart, words, palette, wanted.width, tag).svg
            if kind == "svg":
                return svg.encode()
            try:
                return paint_png(svg, wanted.scale)
            except PictureUnavailable as unavailable:
                raise Refusal(501, [RequestFault(str(unavailable), nearest="svg")]) from None

        return respond(request, answer, make)

    return handler


def rows_handler(extension: str) -> Handler:
    """The handler that leads from a chart to the rows it shows."""

    def handler(request: Request) -> Response:
        catalogue, id = _catalogue_of(request), request.path_params["id"]
        if today := _name_of_today(catalogue, id):
            return redirect_for_good(request, chart_file_path(today, extension, ""), _query_of(request))
        bom = (query_string.BOM_PARAMETER,) if extension == "csv" else ()
        known = (*CHART_PARAMETERS, *bom)
        try:
            wanted = query_string.read_query(request, catalogue, known=known)
        except RenamedIds as renamed:
            return redirect_for_good(request, chart_file_path(id, extension, ""), renamed.query)
        except Refusal as refusal:
            raise refuse_gone_figures(refusal) from None
        declared = catalogue.dataset.charts.get(id)
        if declared:
            selection = catalogue.drawn(chart_selection(declared))
        else:
            ids = find_asked_chart(catalogue, id, wanted).ids
            if len(ids) > MAX_NAMED_FIGURES:
                message = f"the chart has {len(ids)} figures, and an address names at most {MAX_NAMED_FIGURES}: ask /api/v1/observations.{extension} with the filters instead"
                raise Refusal(400, [RequestFault(message)])
            selection = Selection(observation=tuple(sorted(ids)))
        rows = replace(wanted, selection=selection, series=()).query()
        return redirect_to(request, f"/api/v1/observations.{extension}", rows)

    return handler


def describe_charts(request: Request, catalogue: Catalogue, asked: ApiQuery) -> dict[str, object]:
    """The charts of a selection, with the addresses of each, as `charts`."""
    found = charts_of_selection(catalogue, asked.selection, asked.language)
    return {"charts": [_chart_record(catalogue, chart, asked, site_address(request)) for chart in found]}


def _chart_record(catalogue: Catalogue, chart: Chart, asked: ApiQuery, site: str) -> dict[str, object]:
    declared = catalogue.dataset.charts.get(chart.id)
    query = _chart_query_of(catalogue, chart, asked)
    return {
        "id": chart.id,
        "kind": chart.kind,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "note": declared.note[asked.language] if declared and declared.note else None,
        "topic": chart.topic,
        "declared": declared is not None,
        "observations": list(chart.ids),
        "links": {
            **{kind: site + chart_file_path(chart.id, kind, query) for kind in CHART_FILES},
            "page": site + chart_link(chart.id, query),
            "embed": site + embed_path(chart.id, query),
        },
    }


def respond_embedded(request: Request) -> Response:
    """A page of one chart for the frames of other sites: no scripts, any width, light or dark."""
    catalogue, id = _catalogue_of(request), request.path_params["id"]
    if today := _name_of_today(catalogue, id):
        return redirect_for_good(request, embed_path(today, ""), _query_of(request))
    try:
        wanted = read_chart_query(request, catalogue, (), (ANY_THEME, *THEMES))
    except RenamedIds as renamed:
        return redirect_for_good(request, embed_path(id, ""), renamed.query)
    except Refusal as refusal:
        raise refuse_gone_figures(refusal) from None
    chart = find_asked_chart(catalogue, id, wanted.asked)
    link = site_address(request) + _link_of(catalogue, chart, wanted.asked)
    key = ("embed", id, wanted, link)
    answer = Representation(key, catalogue.dataset.version, "text/html; charset=utf-8", is_saved=False)
    words = sheet_words(catalogue, chart, wanted.asked.language, link)

    def make() -> bytes:
        return embed_html(chart, words, _palettes_of(request), wanted.theme, wanted.asked.language).encode()

    return respond(request, answer, make)


def respond_oembed(request: Request) -> Response:
    """What another site needs to show a chart whose address it was given (oEmbed)."""
    catalogue = _catalogue_of(request)
    given = dict(parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True))
    faults = [
        RequestFault(f"there is no parameter {quote_input(name)}", name[:80])
        for name in given
        if name not in ("url", "format", "maxwidth", "maxheight")
    ]
    if given.get("format", "json") != "json":
        raise Refusal(400, [RequestFault("expected format=json", "format", "json")])
    parts = urlsplit(given.get("url", ""))
    found = _CHART_ADDRESS.fullmatch(parts.path)
    if not found:
        faults.append(RequestFault("expected url to be the address of a chart, such as …/c/ID", "url"))
    if faults or not found:
        raise Refusal(400, faults)
    inner = Request({**request.scope, "query_string": parts.query.encode()})
    try:
        wanted = read_chart_query(inner, catalogue, (), (ANY_THEME, *THEMES))
    except RenamedIds as renamed:
        raise Refusal(410, [RequestFault("the address has ids of old", "url", renamed.query)]) from None
    chart = find_asked_chart(catalogue, found[1], wanted.asked)
    query = _chart_query_of(catalogue, chart, wanted.asked)
    most = _most_pixels(given, "maxwidth", FRAME_WIDTH), _most_pixels(given, "maxheight", 10**5)
    return _oembed_response(request, catalogue, chart, query, most, wanted)


def _most_pixels(given: Mapping[str, str], name: str, default: int) -> int:
    """What a frame may measure: never less than a chart can be read at."""
    most = given.get(name, "")
    return max(WIDTH.least, min(default, int(most))) if re.fullmatch("[0-9]{1,5}", most) else default


def _oembed_response(
    request: Request,
    catalogue: Catalogue,
    chart: Chart,
    query: str,
    most: tuple[int, int],
    wanted: ChartQuery,
) -> Response:
    site = site_address(request)
    answer = Representation(("oembed", chart.id, query, most, site), catalogue.dataset.version, _JSON)
    language = wanted.asked.language
    words = sheet_words(catalogue, chart, language, f"{site}{chart_link(chart.id, query)}")

    def make() -> bytes:
        palette, tag = _palettes_of(request)["light"], locale_of(language).tag
        frame = draw_sheet(chart, words, palette, most[0], tag)
        height = min(frame.height, most[1])  # a lower frame scrolls
        preview = draw_sheet(chart, words, palette, PREVIEW_WIDTH, tag)
        about = catalogue.dataset.about
        document = {
            "version": "1.0",
            "type": "rich",
            "title": chart.title,
            "provider_name": about.title[language],
            "provider_url": f"{site}/",
            "html": frame_html(f"{site}{embed_path(chart.id, query)}", chart.title, frame.width, height),
            "width": frame.width,
            "height": height,
            "thumbnail_url": f"{site}{preview_path(chart.id, query)}",
            "thumbnail_width": PREVIEW_WIDTH * PREVIEW_SCALE,
            "thumbnail_height": preview.height * PREVIEW_SCALE,
        }
        return orjson.dumps(document, option=orjson.OPT_INDENT_2)

    return respond(request, answer, make)


def preview_path(id: str, query: str) -> str:
    """The picture that stands for the link of a chart elsewhere."""
    size = f"{WIDTH.name}={PREVIEW_WIDTH}&{SCALE.name}={PREVIEW_SCALE}"
    return chart_file_path(id, "png", "&".join(filter(None, (query, size))))


def _name_of_today(catalogue: Catalogue, id: str) -> str:
    """The id that a chart of this id has today; empty where it has none or the same."""
    today = catalogue.dataset.renamed.get(id, "")
    return today if today in catalogue.dataset.charts and id not in catalogue.dataset.charts else ""


def _query_of(request: Request) -> str:
    query: str = request.scope["query_string"].decode("latin-1")
    return query


def _chart_query_of(catalogue: Catalogue, chart: Chart, asked: ApiQuery) -> str:
    return chart_query(catalogue, chart.id, asked.selection, asked.language, asked.series)


def _link_of(catalogue: Catalogue, chart: Chart, asked: ApiQuery) -> str:
    return chart_link(chart.id, _chart_query_of(catalogue, chart, asked))


def chart_file_stem(chart: Chart, language: Language) -> str:
    """What files of a chart are called: its id, the place it is of, and what tells it from others of that id."""
    regions = set(chart.table["region"].iloc[list(chart.places)].dropna())
    place = [regions.pop()] if len(regions) == 1 else []
    place = [region for region in place if region not in chart.id]
    stem = "_".join([chart.id, *place])[:MAX_NAME_LENGTH].rstrip("-_")
    return f"{stem}_{name_digest(chart.id, chart.ids, chart.title, chart.subtitle, language)}"
