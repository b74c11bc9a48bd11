"""The About page: how figures are read, how hedges are drawn, how programs get the data.

The rules are the sentences of the docstring of `quantity`, so that they can be said in each language.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup, escape

from indicators import text
from indicators.export import FORMATS_OF_TABLE, VOCABULARY_TABLES
from indicators.i18n import Messages, gettext_noop
from indicators.model.hedges import HEDGES
from indicators.query import EVERYTHING
from indicators.text.markup import fill_template, join_html
from indicators.ui import cards
from indicators.ui.download_button import site_url
from indicators.ui.markup import show_template
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown
from indicators.web.api.guides import code_examples
from indicators.web.composition.method import METHOD_SENTENCES

#: Addresses that need no id, and what is there.
_API_ADDRESSES = (
    ("/api/v1/observations.csv", gettext_noop("every figure; also {kinds} and {last}")),
    ("/api/v1/package.zip", gettext_noop("data package: every table with codebook, citation and hashes")),
    (
        "/api/v1/openapi.json",
        gettext_noop("every address and parameter, described for programs (OpenAPI 3.1)"),
    ),
    ("/api/v1/catalog.jsonld", gettext_noop("the dataset described for catalogues (DCAT, schema.org)")),
    ("/llms.txt", gettext_noop("what is here and how to ask, for language models")),
)
_API_RULES = (
    gettext_noop(
        "Short links to quote: /f/ with the id of a figure, /i/ of an indicator, /r/ of a region. An id that has been renamed leads to the new one."
    ),
    gettext_noop(
        "Every answer names its content (ETag, Dataset-Digest): ask with If-None-Match and nothing is sent twice. A wrong question is answered with a problem (RFC 9457) that names the nearest valid value."
    ),
    gettext_noop(
        "SDMX-CSV has two structures: figures that their source does not date have one without a time dimension."
    ),
)
UNIT_RULES = (
    gettext_noop(
        "The low end of under and at_most is 0 for what cannot be negative: everything but growth, change and balances."
    ),
    gettext_noop(
        "The hedge of a fall speaks of its size: over -20 is below -20, nearly -2 is from -2 to -1."
    ),
    gettext_noop("A stated margin is the interval itself: 3.7 ± 0.7 is 3.0 to 4.4."),
    gettext_noop("The unit of an exact figure is its last printed digit:"),
    gettext_noop(
        "for a percentage, percentage points or any number with decimals, the last digit printed (38.1 -> 0.1; 60 % -> 1; 1.1 trillion -> 0.1 trillion);"
    ),
    gettext_noop("for a whole number before a scale word, that word (200 billion -> 1 billion);"),
    gettext_noop("for a whole number without one, its last non-zero digit (93,200 -> 100; 3,056 -> 1);"),
    gettext_noop(
        "a count or duration under 1,000 without decimals, and any rank, is exact: low = high = value."
    ),
    gettext_noop(
        "The unit of an about or nearly figure is its last significant digit, trailing zeros of a whole number not being significant (about 510 billion -> 10 billion; about 77,000 -> 1,000; about 5 % -> 1)."
    ),
    gettext_noop(
        "A fraction a/b is a share in percent, known to half a unit of its denominator (one-ninth: between 1/9.5 and 1/8.5; about one-fifth: between 1/6 and 1/4)."
    ),
    gettext_noop("A multiple 2x (doubled) is a growth of 100 %, known to half a unit of the multiple."),
)


def show_method(page: Page) -> None:
    """What is done with figures, and what never is."""
    st.header(page.say("Method"), anchor="method")
    sentences = [page.say(sentence) for sentence in METHOD_SENTENCES]
    if words := text.describe_source_languages(page.dataset.sources.values(), page.say):
        sentences.append(words)
    st.markdown("\n".join(f"- {escape_markdown(sentence)}" for sentence in sentences))


def show_hedges(page: Page) -> None:
    """The hedges, a figure of each, and the exact rules."""
    st.header(page.say("Hedges"), anchor="hedges")
    terms = join_html(
        fill_template(
            "<dt>{hedge}</dt><dd>{meaning}</dd>",
            hedge=_hedge_html(name, page.say),
            meaning=page.say(hedge.meaning),
        )
        for name, hedge in HEDGES.items()
    )
    show_template('<dl class="ri-facts">{terms}</dl>', terms=terms)
    one_of_each = page.catalogue.rows_to_draw(EVERYTHING).rows.drop_duplicates("qualifier")
    st.markdown(escape_markdown(page.say("A figure of each that the data have, as an example:")))
    cards.show_cards(page, page.catalogue.records(one_of_each))
    with st.expander(page.say("The exact rules, as the code states them")):
        _show_exact_rules(page)


def _show_exact_rules(page: Page) -> None:
    """From a printed figure to the ends of its interval: a table, and what a unit is."""
    say = page.say
    heads = (say("Hedge"), say("printed as"), say("low end"), say("high end"))
    rows = join_html(
        fill_template(
            '<tr><th scope="row">{hedge}</th>{cells}</tr>',
            hedge=_hedge_html(name, say),
            cells=join_html(
                fill_template("<td>{cell}</td>", cell=_add_arrows(say(cell)))
                for cell in (hedge.printed_as, hedge.low.words, hedge.high.words)
            ),
        )
        for name, hedge in HEDGES.items()
    )
    show_template(
        '<table class="ri-rules"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>',
        head=join_html(fill_template('<th scope="col">{head}</th>', head=head) for head in heads),
        rows=rows,
    )
    # what continues a sentence stands below it
    steps = ("  " if rule[0].islower() else "" for rule in UNIT_RULES)
    st.markdown(
        "\n".join(
            f"{step}- {escape_markdown(_add_arrows(say(rule)))}"
            for step, rule in zip(steps, UNIT_RULES, strict=True)
        )
    )


def _hedge_html(name: str, say: Messages) -> Markup:
    """A hedge in a word, and beside it the code that files and addresses have, where that is another."""
    word = say(HEDGES[name].label)
    if word == name:
        return escape(word)
    return fill_template('{word} <code translate="no">{name}</code>', word=word, name=name)


def _add_arrows(rule: str) -> str:
    """The arrows and minus signs of plain text as people write them."""
    return rule.replace("->", "→").replace(" - ", " − ")


def show_api_examples(page: Page) -> None:
    """How to fetch the same rows from a program; the addresses are of this server."""
    st.header(page.say("Data for programs"), anchor="api")
    st.markdown(
        escape_markdown(
            page.say("The filters of every page are the parameters of the API; the addresses do not change.")
        )
    )
    found = code_examples(page.catalogue, site_url(), page.language)
    for tab, example in zip(st.tabs([each.program for each in found]), found, strict=True):
        tab.code(example.code, language=example.language, wrap_lines=True)
    _, *others, last = _extensions_of("observations")
    kinds = text.join_list(others, page.language)
    st.markdown(
        "\n".join(
            f"- [`{path}`]({site_url()}{path}) – {escape_markdown(page.say(meaning, kinds=kinds, last=last))}"
            for path, meaning in _API_ADDRESSES
        )
    )
    *others, last = _extensions_of(VOCABULARY_TABLES[0])
    st.markdown(
        escape_markdown(
            page.say(
                "{tables}: each as {kinds} and {last}.",
                tables=text.join_list(VOCABULARY_TABLES, page.language),
                kinds=text.join_list(others, page.language),
                last=last,
            )
        )
    )
    for rule in _API_RULES:
        st.markdown(escape_markdown(page.say(rule)))


def _extensions_of(table: str) -> list[str]:
    """How the names of the files end that a table can be taken as."""
    return [f".{form.extension}" for form in FORMATS_OF_TABLE[table].values()]


def show_licence(page: Page) -> None:
    """Who may do what with the data and the code."""
    st.header(page.say("Licence"), anchor="licence")
    st.markdown(
        escape_markdown(
            page.say(
                "The data compilation is under {licence}, the code under MIT. The figures are facts stated by their sources.",
                licence=page.dataset.about.licence,
            )
        )
    )
