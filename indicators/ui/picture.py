"""Buttons that save a chart as a picture: PNG and SVG with every word that must stand beside it.

The picture is made in the reader's browser by `assets/picture.js`, always on white paper.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlencode

from streamlit import runtime

from indicators.figures import Chart
from indicators.language import Messages, mark
from indicators.ui import colours, links
from indicators.ui.components import component
from indicators.ui.interface import TAGS
from indicators.ui.session import Here
from indicators.ui.site import BY_SLUG
from indicators.ui.style import filled

_KINDS = {"png": mark("Picture (PNG) of {title}"), "svg": mark("Picture (SVG) of {title}")}

_BUTTON = '<button type="button" data-picture="{kind}" title="{name}" aria-label="{name}">{label}</button>'


def ready(say: Messages) -> None:
    """Put the script that makes pictures on the page; once a run."""
    if not runtime.exists():
        return
    screen, sheet = colours.palette(colours.scheme()), colours.palette("light")
    component("picture")(
        key="picture",
        data={
            "lang": TAGS[say.language],
            "failed": say("The picture could not be made; try again when the chart is on the screen."),
            "ink": sheet.ink,
            "mark": sheet.series[0],
            "paper": dict(zip(screen.colours().values(), sheet.colours().values(), strict=True)),
        },
    )


def row(now: Here, chart: Chart, widget: str, legend: str, files: str) -> str:
    """Two buttons that save the chart with the key `widget` as it stands on the page, then `files`, as HTML.

    `legend` explains the hedges present, its items parted by three spaces; empty without hedges.
    """
    told = {
        "widget": re.sub(r"[^a-zA-Z0-9_-]", "-", widget.strip()),
        "id": chart.id,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "legend": legend,
        "source": chart.source,
        "alt": chart.alt,
        "path": permalink(now, chart),
    }
    buttons = "".join(
        filled(_BUTTON, kind=kind, name=now.say(name, title=chart.title), label=kind.upper())
        for kind, name in _KINDS.items()
    )
    chosen = escape(json.dumps(told, ensure_ascii=False))
    return f'<div class="ri-files" data-chart="{chosen}">{buttons}{files}<span role="status"></span></div>'


def permalink(now: Here, chart: Chart) -> str:
    """The address, without its host, of the page that shows this chart in this language."""
    choices = replace(now.choices, figure="", language=now.language)
    subject = BY_SLUG[now.page].subject if now.page in BY_SLUG else None
    if subject and not getattr(choices.selection, subject):
        ids = tuple(chart.rows[subject].dropna().unique())
        if len(ids) == 1:
            shown: dict[str, Any] = {subject: ids}
            choices = replace(choices, selection=replace(choices.selection, **shown))
    return f"{links.path(now.page)}?{urlencode(choices.params())}"
