"""Buttons that save a chart as a picture: PNG and SVG with every word that must stand beside it.

The picture is made in the reader's browser by `assets/picture.js`, always on white paper.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit import runtime

from indicators.figures import Chart
from indicators.language import Messages, mark
from indicators.ui.components import component
from indicators.ui.session import Here
from indicators.ui.site import BY_SLUG, PAGES

_INK = "#11161D"
_KINDS = {"png": mark("Picture (PNG) of {title}"), "svg": mark("Picture (SVG) of {title}")}

_CSS = """
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem; font-family: var(--st-font); }
button { font: inherit; font-size: 0.8rem; line-height: 1; min-width: 3.2rem; min-height: 1.75rem; padding: 0.3rem 0.6rem; color: var(--st-text-color); background: transparent; border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); cursor: pointer; }
button:hover { color: var(--st-primary-color); border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
button[aria-busy] { opacity: 0.6; cursor: progress; }
[role="status"] { font-size: 0.8rem; color: var(--st-text-color); }
@media print { .row { display: none; } }
"""


def buttons(now: Here, chart: Chart, widget: str, legend: str) -> None:
    """Two buttons that save the chart with the key `widget` as it stands on the page.

    `legend` explains the hedges present, its items parted by three spaces; empty without hedges.
    """
    if not runtime.exists():
        return
    component("picture", _CSS)(
        key=f"{widget}_picture",
        width="content",
        data={
            "widget": re.sub(r"[^a-zA-Z0-9_-]", "-", widget.strip()),
            "id": chart.id,
            "title": chart.title,
            "subtitle": chart.subtitle,
            "legend": legend,
            "source": chart.source,
            "alt": chart.alt,
            "path": permalink(now, chart),
            "lang": "zh-Hans" if now.language == "zh" else now.language,
            "kinds": _kinds(now.say, chart.title),
            "failed": now.say("The picture could not be made; try again when the chart is on the screen."),
            "ink": st.get_option("theme.light.textColor") or _INK,
            "series": st.get_option("theme.light.chartCategoricalColors") or [],
        },
    )


def permalink(now: Here, chart: Chart) -> str:
    """The address, without its host, of the page that shows this chart in this language."""
    choices = replace(now.choices, figure="", language=now.language)
    subject = BY_SLUG[now.page].subject if now.page in BY_SLUG else None
    if subject and not getattr(choices.selection, subject):
        ids = tuple(chart.rows[subject].dropna().unique())
        if len(ids) == 1:
            shown: dict[str, Any] = {subject: ids}
            choices = replace(choices, selection=replace(choices.selection, **shown))
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    slug = "" if now.page == PAGES[0].slug else now.page
    return "/" + "/".join(part for part in (base, slug) if part) + "?" + urlencode(choices.params())


def _kinds(say: Messages, title: str) -> list[dict[str, str]]:
    return [
        {"kind": kind, "label": kind.upper(), "name": say(name, title=title)} for kind, name in _KINDS.items()
    ]
