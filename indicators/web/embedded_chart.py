"""A chart as a page of its own without scripts, for the frames of other sites, and the code of such a frame.

The page holds the chart at three widths and shows the one that fits its frame, in the colours that the reader
prefers: it needs nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from indicators.charts import Chart
from indicators.charts.svg_sheet import LEAST_WIDTH, SheetWords, draw_sheet
from indicators.charts.theme import ChartPalette, ColourScheme, custom_properties, palette_of_properties
from indicators.i18n import Language, locale_of

#: Widths at which the chart is drawn: the widest that fits the frame is shown.
EMBED_WIDTHS: Final = (LEAST_WIDTH, 640, 960)
#: Pixels of a frame whose site says nothing.
FRAME_WIDTH: Final = 640


def embed_html(
    chart: Chart,
    words: SheetWords,
    palettes: Mapping[ColourScheme, ChartPalette],
    theme: str,
    language: Language,
) -> str:
    """The page; `theme` is one of `palettes`, or "auto" for what the reader prefers."""
    light, dark = palettes["light"], palettes["dark"]
    tag = locale_of(language).tag
    named = palette_of_properties(light.font)
    first = dark if theme == "dark" else light
    rules = [f":root{{color-scheme:{'light dark' if theme == 'auto' else theme};{custom_properties(first)}}}"]
    if theme == "auto":
        rules.append(f"@media (prefers-color-scheme:dark){{:root{{{custom_properties(dark)}}}}}")
    rules.append(
        "body{margin:0;background:var(--ground)}div{display:none}svg{display:block;width:100%;height:auto}"
    )
    rules += _rules_of_widths()
    sheets = "".join(
        f'<div class="w{width}">{draw_sheet(chart, words, named, width, tag).svg}</div>'
        for width in EMBED_WIDTHS
    )
    return (
        f'<!doctype html><html lang="{escape(tag)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(chart.title)}</title>'
        f'<base target="_blank"><style>{"".join(rules)}</style></head><body>{sheets}</body></html>'
    )


def frame_html(address: str, title: str, width: int, height: int) -> str:
    """The code that shows a chart on another site."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{height}"'
        ' style="border:0;max-width:100%" loading="lazy"></iframe>'
    )


def _rules_of_widths() -> Iterator[str]:
    for n, width in enumerate(EMBED_WIDTHS):
        least = f"(min-width:{width}px)" if n else ""
        most = f"(max-width:{EMBED_WIDTHS[n + 1] - 1}px)" if n + 1 < len(EMBED_WIDTHS) else ""
        yield f"@media {' and '.join(filter(None, (least, most)))}{{.w{width}{{display:block}}}}"
