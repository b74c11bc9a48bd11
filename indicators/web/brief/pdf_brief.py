"""A page to take along as a tagged PDF (PDF/UA), made of its HTML by WeasyPrint (the extra `brief`)."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

import weasyprint
from markupsafe import Markup

from indicators.charts import Chart
from indicators.charts.png_painter import check_letters, paint_png
from indicators.charts.svg_sheet import draw_plot
from indicators.charts.theme import PALETTES
from indicators.text.markup import fill_template
from indicators.web.brief.html_brief import PLOT_WIDTH, brief_html
from indicators.web.brief.parts import Brief

#: Times as large as it is shown that a picture is painted.
_PLOT_SCALE: Final = 2


def write_pdf(brief: Brief) -> bytes:
    """The document; nothing is fetched for it. Raises PictureUnavailable."""
    html = brief_html(brief, _plot_picture)
    check_letters(html)
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=None)
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return content


def _plot_picture(chart: Chart, tag: str) -> Markup:
    """The plot as a picture with its alternative text; WeasyPrint leaves out words of a drawing, so that it is painted."""
    drawn = draw_plot(chart, PALETTES["light"], PLOT_WIDTH, tag)
    return fill_template(
        '<img alt="{alt}" width="{width}" height="{height}" src="data:image/png;base64,{png}">',
        alt=chart.alt,
        width=drawn.width,
        height=drawn.height,
        png=b64encode(paint_png(drawn.svg, _PLOT_SCALE)).decode(),
    )
