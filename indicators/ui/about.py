"""The About page: how figures are read, how hedges are drawn, how programs get the data.

The rules are those of `quantity`; its docstring is shown as it stands.
"""

from __future__ import annotations

import streamlit as st

from indicators import quantity, text
from indicators.api.examples import examples
from indicators.export import VOCABULARIES
from indicators.language import mark
from indicators.select import EVERYTHING
from indicators.text import QUALIFIERS
from indicators.ui import cards
from indicators.ui.download import site
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


#: Addresses that need no id, and what is there.
_ADDRESSES = (
    ("/api/v1/observations.csv", mark("every figure; also .xlsx, .json, .parquet and .sdmx.csv")),
    ("/api/v1/package.zip", mark("data package: every table with codebook, citation and hashes")),
    ("/api/v1/openapi.json", mark("every address and parameter, described for programs (OpenAPI 3.1)")),
    ("/api/v1/catalog.jsonld", mark("the dataset described for catalogues (DCAT, schema.org)")),
    ("/llms.txt", mark("what is here and how to ask, for language models")),
)
_RULES = (
    mark(
        "Short links to quote: /f/ with the id of a figure, /i/ of an indicator, /r/ of a region. An id that has been renamed leads to the new one."
    ),
    mark(
        "Every answer names its content (ETag, Dataset-Digest): ask with If-None-Match and nothing is sent twice. A wrong question is answered with a problem (RFC 9457) that names the nearest valid value."
    ),
    mark(
        "SDMX-CSV has two structures: figures that their source does not date have one without a time dimension."
    ),
)


def method(now: Here) -> None:
    """What is done with figures, and what never is."""
    st.header(now.say("Method"), anchor="method")
    st.markdown("\n".join(f"- {plain(now.say(sentence))}" for sentence in _METHOD))


def qualifiers(now: Here) -> None:
    """The five hedges, a figure of each, and the exact rules."""
    st.header(now.say("Hedges"), anchor="hedges")
    facts([(name, now.say(told)) for name, told in QUALIFIERS.items()])
    one_of_each = now.catalogue.shown(EVERYTHING).rows.drop_duplicates("qualifier")
    st.markdown(plain(now.say("One figure of each, as an example:")))
    cards.wall(now, one_of_each, "hedges")
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
    found = examples(now.catalogue, site(), now.language)
    for tab, example in zip(st.tabs([each.program for each in found]), found, strict=True):
        tab.code(example.code, language=example.language, wrap_lines=True)
    st.markdown(
        "\n".join(f"- [`{path}`]({site()}{path}) – {plain(now.say(told))}" for path, told in _ADDRESSES)
    )
    st.markdown(
        plain(
            now.say(
                "{tables}: the same four kinds of file each.", tables=text.listed(VOCABULARIES, now.language)
            )
        )
    )
    for told in _RULES:
        st.markdown(plain(now.say(told)))


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
