"""The one download control: this view and everything, each with its number of rows.

Files are made when they are asked for, by `export`, on a thread of their own while the button
shows that it is at work; the same rows have an address that stays. Knows nothing of how rows were
chosen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from indicators.api.addresses import SHORT
from indicators.api.asked import Asked
from indicators.export import FORMATS, MAX_ROWS, TAKEN_AS, Download, Rows, filename
from indicators.export.documents import licence
from indicators.select import EVERYTHING, MAX_FIGURES, Figures, Selection
from indicators.ui.session import Here

#: kind → what is on its button.
_KINDS = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "parquet": "Parquet",
    "sdmx-csv": "SDMX-CSV",
    "zip": "ZIP",
}
_FORMS = FORMATS | TAKEN_AS["package"]
_PACKAGE = "regional-indicators"


def today() -> date:
    """The day a file is made, in UTC."""
    return datetime.now(UTC).date()


def control(now: Here, selection: Selection, rows: Rows, key: str = "page") -> None:
    """A button that opens two scopes, each with its kinds of file and the address of the same rows.

    Where `rows` are not those of `selection` (a page may choose by other means), files and address
    name them one by one. What is in it is made when it is opened, and the page does not run again.
    """
    st.fragment(_control)(now, selection, rows, key)


def _control(now: Here, selection: Selection, rows: Rows, key: str) -> None:
    label = now.say("Download")
    opened = st.popover(label, icon=":material/download:", key=f"download_{key}", on_change="rerun")
    if opened.open:
        with opened:
            _scopes(now, selection, rows, key)


def _scopes(now: Here, selection: Selection, rows: Rows, key: str) -> None:
    say, fitting, terms = now.say, _fitting(now, selection, rows), licence(now.dataset)["title"]
    heading = say.plural("This view: {n} row", "This view: {n} rows", len(rows))
    st.markdown(f"**{heading}**")
    _buttons(now, _about(now, fitting), rows, f"{key}_view")
    whole = Selection(implied=selection.implied)
    everything = now.catalogue.figures(whole)
    heading = say.plural("Everything: {n} row", "Everything: {n} rows", len(everything))
    st.markdown(f"**{heading}**")
    _buttons(now, _about(now, whole), everything, f"{key}_all")
    st.caption(say("A link to this view:"))
    st.code(_shortest(now, fitting), language=None, wrap_lines=True)
    if len(fitting.observation) <= MAX_FIGURES:
        st.caption(say("The rows of this view for programs, at an address that stays:"))
        st.code(_address(now, "/api/v1/observations.csv", fitting), language=None, wrap_lines=True)
    st.caption(
        say(
            "XLSX has codebook, sources and filters on sheets of their own; Parquet has typed columns; SDMX-CSV is for the tools of official statistics; ZIP is a data package of every table with codebook, citation and hashes."
        )
    )
    st.caption(
        say(
            "{licence}. Every row carries its printed words, hedge, period and source.",
            licence=say(terms),
        )
    )


def _fitting(now: Here, selection: Selection, rows: Rows) -> Selection:
    """The selection whose rows these are."""
    if isinstance(rows, Figures):
        return rows.selection
    ids = frozenset(rows["observation_id"])
    if len(ids) == now.catalogue.count(selection) == len(now.catalogue.among(selection, ids)):
        return selection
    return Selection(observation=tuple(sorted(ids)))


def site() -> str:
    """The address of this site as the reader's browser knows it, without a slash at its end."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _address(now: Here, path: str, selection: Selection) -> str:
    """Where the rows of `selection` are on this site: a page, or a file for programs."""
    query = Asked(selection, now.language).query()
    return f"{site()}{path}" + (f"?{query}" if query else "")


def _shortest(now: Here, selection: Selection) -> str:
    """A link to a page with these rows: a short one where one indicator, region or figure is all that is chosen."""
    for letter, (_, parameter) in SHORT.items():
        name = "observation" if parameter == "figure" else parameter
        ids: tuple[str, ...] = getattr(selection, name)
        if len(ids) == 1 and selection.without(name) == EVERYTHING:
            return _address(now, f"/{letter}/{ids[0]}", EVERYTHING)
    return _about(now, selection).link


def _about(now: Here, selection: Selection) -> Download:
    if len(selection.observation) <= MAX_FIGURES:
        link = _address(now, "/data", selection)
    else:  # more than an address can name: where the reader stands
        choices = replace(now.choices, figure="", language=now.language)
        link = f"{site()}/{now.page}?{urlencode(choices.params())}"
    return Download(now.catalogue, selection, today(), link, now.language)


def _buttons(now: Here, about: Download, rows: Rows, key: str) -> None:
    too_long = len(rows) > MAX_ROWS
    with st.container(horizontal=True, gap="small"):
        for kind, label in _KINDS.items():
            form = _FORMS[kind]
            table = _PACKAGE if kind == "zip" else "observations"
            if too_long and form.chunks:  # the server sends it in parts, and holds none of it
                path = f"/api/v1/observations.{form.extension}"
                st.link_button(label, _address(now, path, about.selection))
                continue
            st.download_button(
                label,
                data=partial(form.make, rows, about),
                file_name=filename(about.selection, about.made, form.extension, table),
                mime=form.mime,
                key=f"dl_{key}_{kind}",
                on_click="ignore",
                disabled=not len(rows) or too_long,
            )
    if too_long:
        told = now.say(
            "A workbook or package holds at most {most} rows here; for these take another kind of file.",
            most=now.say.count(MAX_ROWS),
        )
        st.caption(told)
