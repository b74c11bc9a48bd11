"""The About page: how figures are read, how hedges are drawn, how programs get the data.

The rules are those of `quantity`; its docstring is shown as it stands.
"""

from __future__ import annotations

import streamlit as st

from indicators import quantity
from indicators.language import mark
from indicators.text import QUALIFIERS
from indicators.ui.session import Here
from indicators.ui.style import facts, plain

_METHOD = (
    mark(
        "Every figure is taken from an article with its printed words, line, hedge, period and source; nothing is rounded, summed, joined or interpolated."
    ),
    mark(
        "A figure states an interval, not a point: “over 1 trillion” is everything above it, “38.1%” is what rounds to it."
    ),
    mark(
        "A line joins figures of one series only: one indicator, region, sector, partner, unit and kind of period. January to October never joins whole years."
    ),
    mark("Regions overlap, and one may lie in several others. A total is never spread over members."),
    mark(
        "Levels are at current prices and growth at constant prices, so that figures which do not reconcile may both be right."
    ),
)


def method(now: Here) -> None:
    """What is done with figures, and what never is."""
    st.header(now.say("Method"), anchor="method")
    st.markdown("\n".join(f"- {plain(now.say(sentence))}" for sentence in _METHOD))


def qualifiers(now: Here) -> None:
    """The five hedges, and the exact rules."""
    st.header(now.say("Hedges"), anchor="hedges")
    facts([(name, now.say(told)) for name, told in QUALIFIERS.items()])
    with st.expander(now.say("The exact rules, as the code states them")):
        st.code(quantity.__doc__, language=None)


def programs(now: Here) -> None:
    """How to fetch the same rows from a program; the addresses are of this server."""
    st.header(now.say("Data for programs"), anchor="api")
    st.markdown(
        plain(
            now.say("The filters of every page are the parameters of the API; the addresses do not change.")
        )
    )
    base = (st.context.url or "").split("/", 3)[:3]
    site = "/".join(base) if len(base) == 3 else ""
    counts = now.catalogue.facets()["region"]
    rows = f"{site}/api/v1/observations.csv?region={max(counts, key=lambda id: counts[id])}"
    examples = {
        "pandas": f'import pandas as pd\n\nrows = pd.read_csv("{rows}")',
        "R": f'rows <- read.csv("{rows}")',
        "Excel / Sheets": f'=IMPORTDATA("{rows}")',
        "curl": f'curl -o rows.csv "{rows}"',
    }
    for tab, example in zip(st.tabs(list(examples)), examples.values(), strict=True):
        tab.code(example, language=None, wrap_lines=True)
    st.markdown(
        "- `/api/v1/openapi.json`\n- `/api/v1/package.zip`\n- `/api/v1/catalog.jsonld`\n- `/api/v1/charts/{id}.csv`\n- `/llms.txt`"
    )


def licence(now: Here) -> None:
    """Who may do what with the data and the code."""
    st.header(now.say("Licence"), anchor="licence")
    st.markdown(
        plain(
            now.say(
                "The data compilation is under {licence}, the code under MIT. The figures are facts stated by their sources.",
                licence=now.dataset.about.licence,
            )
        )
    )
