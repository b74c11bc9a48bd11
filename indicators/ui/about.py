"""The About page: how figures are read, how hedges are drawn, how programs get the data.

The rules are the sentences of the docstring of `quantity`, so that they can be said in each language.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from indicators import text
from indicators.api.examples import examples
from indicators.export import VOCABULARIES
from indicators.language import Messages, mark
from indicators.select import EVERYTHING
from indicators.text import HEDGES, QUALIFIERS
from indicators.ui import cards
from indicators.ui.download import site
from indicators.ui.session import Here
from indicators.ui.style import plain, written

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
#: hedge → what it is printed as, and the ends of the interval
BOUNDS = {
    "exact": (
        mark("38.1 percent; 1.609 million; 93,200"),
        mark("value - half a unit"),
        mark("value + half a unit"),
    ),
    "over": (mark("over, more than, exceeded, surpassed, +"), mark("value (open)"), mark("none")),
    "at_least": (mark("at least, or more, double-digit"), mark("value (closed)"), mark("none")),
    "nearly": (mark("nearly, almost, less than"), mark("none, or 0"), mark("value (open)")),
    "about": (mark("about, approximately"), mark("value - one unit"), mark("value + one unit")),
}
UNITS = (
    mark("The low end of nearly is 0 for what cannot be negative: everything but growth and change."),
    mark("The unit of an exact figure is its last printed digit:"),
    mark(
        "for a percentage, percentage points or any number with decimals, the last digit printed (38.1 -> 0.1; 60 % -> 1; 1.1 trillion -> 0.1 trillion);"
    ),
    mark("for a whole number before a scale word, that word (200 billion -> 1 billion);"),
    mark("for a whole number without one, its last non-zero digit (93,200 -> 100; 3,056 -> 1);"),
    mark("a count or duration under 1,000 without decimals, and any rank, is exact: low = high = value."),
    mark(
        "The unit of an about figure is its last significant digit, trailing zeros of a whole number not being significant (about 510 billion -> 10 billion; about 77,000 -> 1,000; about 5 % -> 1)."
    ),
    mark(
        "A fraction a/b is a share in percent, known to half a unit of its denominator (one-ninth: between 1/9.5 and 1/8.5; about one-fifth: between 1/6 and 1/4)."
    ),
    mark("A multiple 2x (doubled) is a growth of 100 %, known to half a unit of the multiple."),
)


def method(now: Here) -> None:
    """What is done with figures, and what never is."""
    st.header(now.say("Method"), anchor="method")
    st.markdown("\n".join(f"- {plain(now.say(sentence))}" for sentence in _METHOD))


def qualifiers(now: Here) -> None:
    """The five hedges, a figure of each, and the exact rules."""
    st.header(now.say("Hedges"), anchor="hedges")
    terms = "".join(
        f"<dt>{_hedge(name, now.say)}</dt><dd>{escape(now.say(told))}</dd>"
        for name, told in QUALIFIERS.items()
    )
    written(f'<dl class="ri-facts">{terms}</dl>')
    one_of_each = now.catalogue.shown(EVERYTHING).rows.drop_duplicates("qualifier")
    st.markdown(plain(now.say("One figure of each, as an example:")))
    cards.wall(now, now.catalogue.records(one_of_each))
    with st.expander(now.say("The exact rules, as the code states them")):
        _rules(now)


def _rules(now: Here) -> None:
    """From a printed figure to the ends of its interval: a table, and what a unit is."""
    say = now.say
    heads = (say("Hedge"), say("printed as"), say("low end"), say("high end"))
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    rows = "".join(
        f'<tr><th scope="row">{_hedge(name, say)}</th>'
        + "".join(f"<td>{escape(_arrowed(say(cell)))}</td>" for cell in cells)
        + "</tr>"
        for name, cells in BOUNDS.items()
    )
    st.html(f'<table class="ri-rules"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')
    # what continues a sentence stands below it
    steps = ("  " if rule[0].islower() else "" for rule in UNITS)
    st.markdown(
        "\n".join(f"{step}- {plain(_arrowed(say(rule)))}" for step, rule in zip(steps, UNITS, strict=True))
    )


def _hedge(name: str, say: Messages) -> str:
    """A hedge in a word, and beside it the code that files and addresses have, where that is another."""
    word = say(HEDGES[name])
    return escape(word) + (f' <code translate="no">{name}</code>' if word != name else "")


def _arrowed(rule: str) -> str:
    """The arrows and minus signs of plain text as people write them."""
    return rule.replace("->", "→").replace(" - ", " − ")


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
