"""Buttons that save a chart as a picture: PNG and SVG with every word that must stand beside it.

The picture is made in the reader's browser by `assets/picture.js`, always on white paper.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from streamlit import runtime

from indicators.charts import Chart
from indicators.i18n import Language, Messages, gettext_noop
from indicators.text.markup import fill_template, join_html, json_attribute
from indicators.ui import chart_colours
from indicators.ui.session import Page
from indicators.ui.streamlit_internals.browser_scripts import browser_component
from indicators.web.api.charts import chart_file_stem
from indicators.web.composition.site_pages import PAGES_BY_SLUG

_PICTURE_LABELS = {
    "png": gettext_noop("Picture (PNG) of {title}"),
    "svg": gettext_noop("Picture (SVG) of {title}"),
}

_BUTTON_TEMPLATE = (
    '<button type="button" data-picture="{kind}" title="{name}" aria-label="{name}">{label}</button>'
)


def add_picture_script(say: Messages) -> None:
    """Put the script that makes pictures on the page; once a run."""
    if not runtime.exists():
        return
    screen, sheet = (
        chart_colours.chart_palette(chart_colours.colour_scheme()),
        chart_colours.chart_palette("light"),
    )
    browser_component("picture")(
        key="picture",
        data={
            "lang": say.locale.tag,
            "failed": say("The picture could not be made; try again when the chart is on the screen."),
            "ink": sheet.ink,
            "mark": sheet.series[0],
            "paper": dict(zip(screen.colours().values(), sheet.colours().values(), strict=True)),
        },
    )


def picture_buttons_html(page: Page, chart: Chart, widget: str, legend: str, files: Markup) -> Markup:
    """Two buttons that save the chart with the key `widget` as it stands on the page, then `files`, as HTML.

    `legend` explains the hedges present, its items parted by three spaces; empty without hedges.
    """
    choice = {
        "widget": re.sub(r"[^a-zA-Z0-9_-]", "-", widget.strip()),
        "id": chart.id,
        "file": chart_file_name(chart, page.language),
        "title": chart.title,
        "subtitle": chart.subtitle,
        "legend": legend,
        "source": chart.source,
        "alt": chart.alt,
        "path": chart_permalink(page, chart),
    }
    buttons = join_html(
        fill_template(_BUTTON_TEMPLATE, kind=kind, name=page.say(name, title=chart.title), label=kind.upper())
        for kind, name in _PICTURE_LABELS.items()
    )
    return fill_template(
        '<div class="ri-files" data-chart="{chosen}">{buttons}{files}<span role="status"></span></div>',
        chosen=json_attribute(choice),
        buttons=buttons,
        files=files,
    )


def chart_file_name(chart: Chart, language: Language, extension: str = "") -> str:
    """What files of a chart are called."""
    return chart_file_stem(chart, language) + (f".{extension}" if extension else "")


def chart_permalink(page: Page, chart: Chart) -> str:
    """The address, without its host, of the page that shows this chart in this language."""
    choices = replace(page.choices, figure="", language=page.language)
    subject = PAGES_BY_SLUG[page.page].subject if page.page in PAGES_BY_SLUG else None
    if subject and not getattr(choices.selection, subject):
        ids = tuple(chart.rows[subject].dropna().unique())
        if len(ids) == 1:
            shown: dict[str, Any] = {subject: ids}
            choices = replace(choices, selection=replace(choices.selection, **shown))
    return page.addresses.page_address(page.page, choices)
