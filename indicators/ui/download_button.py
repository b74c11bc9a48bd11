"""The one download control: this view and everything, each with its number of rows.

Files are made when they are asked for, by `export`, on a thread of their own while the button
shows that it is at work; the same rows have an address that stays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from indicators.export import MAX_ROWS, OFFERED_FORMATS, PACKAGE, Download, FileFormat, Rows, file_name
from indicators.export.package_texts import licence_record
from indicators.query import EVERYTHING, MAX_NAMED_FIGURES, SelectedFigures, Selection
from indicators.text import join_clauses
from indicators.ui.session import Page, PageReference
from indicators.web.site_links import BOM_QUERY, SHORT_LINKS, selection_query


def today_in_utc() -> date:
    """The day a file is made, in UTC."""
    return datetime.now(UTC).date()


def show_download(page: Page, selection: Selection, rows: Rows, key: str = "page") -> None:
    """A button that opens two scopes, each with its kinds of file and the address of the same rows.

    Where `rows` are not those of `selection` (a page may choose by other means), files and address
    name them one by one. What is in it is made when it is opened, and the page does not run again.
    """
    if isinstance(rows, SelectedFigures):
        selection, ids = rows.selection, None
    else:
        ids = frozenset(rows["observation_id"])
    st.fragment(_show_popover)(PageReference(page), selection, ids, key)


def _show_popover(
    reference: PageReference, selection: Selection, ids: frozenset[str] | None, key: str
) -> None:
    """Streamlit keeps what this is given until some time after the tab is closed: no catalogue and no rows of one."""
    page = reference.page()
    label = page.say("Download")
    opened = st.popover(label, icon=":material/download:", key=f"download_{key}", on_change="rerun")
    if opened.open:
        with opened:
            _show_scopes(page, _selection_of_ids(page, selection, ids), key)


def _show_scopes(page: Page, selection: Selection, key: str) -> None:
    say, terms = page.say, licence_record(page.dataset)["title"]
    n = page.catalogue.count(selection)
    heading = say.plural("This view: {n} row", "This view: {n} rows", n)
    st.markdown(f"**{heading}**")
    _show_file_buttons(page, selection, n, f"{key}_view")
    whole = Selection(implied=selection.implied)
    n = page.catalogue.count(whole)
    heading = say.plural("Everything: {n} row", "Everything: {n} rows", n)
    st.markdown(f"**{heading}**")
    _show_file_buttons(page, whole, n, f"{key}_all")
    st.caption(say("A link to this view:"))
    st.code(_shortest_link(page, selection), language=None, wrap_lines=True)
    if len(selection.observation) <= MAX_NAMED_FIGURES:
        st.caption(say("The rows of this view for programs, at an address that stays:"))
        st.code(_rows_url(page, "/api/v1/observations.csv", selection), language=None, wrap_lines=True)
    notes = join_clauses([say(form.note) for form in OFFERED_FORMATS if form.note], page.language)
    st.caption(say("{notes}.", notes=notes))
    st.caption(
        say(
            "{licence}. Every row carries its printed words, hedge, period and source.",
            licence=say(terms),
        )
    )


def _selection_of_ids(page: Page, selection: Selection, ids: frozenset[str] | None) -> Selection:
    """The selection that has the figures with these ids; without ids it is `selection`."""
    if ids is None or (
        len(ids) == page.catalogue.count(selection) == len(page.catalogue.rows_among(selection, ids))
    ):
        return selection
    return Selection(observation=tuple(sorted(ids)))


def site_url() -> str:
    """The address of this site as the reader's browser knows it, without a slash at its end."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _rows_url(page: Page, path: str, selection: Selection) -> str:
    """Where the rows of `selection` are on this site: a page, or a file for programs."""
    query = selection_query(selection, page.language)
    return f"{site_url()}{path}" + (f"?{query}" if query else "")


def _shortest_link(page: Page, selection: Selection) -> str:
    """A link to a page with these rows: a short one where one indicator, region or figure is all that is chosen."""
    for letter, (_, parameter) in SHORT_LINKS.items():
        name = "observation" if parameter == "figure" else parameter
        ids: tuple[str, ...] = getattr(selection, name, ())
        if len(ids) == 1 and selection.without(name) == EVERYTHING:
            return _rows_url(page, f"/{letter}/{ids[0]}", EVERYTHING)
    return _download_of(page, selection).link


def _download_of(page: Page, selection: Selection) -> Download:
    if len(selection.observation) <= MAX_NAMED_FIGURES:
        link = _rows_url(page, "/data", selection)
    else:  # more than an address can name: where the reader stands
        choices = replace(page.choices, figure="", language=page.language)
        link = f"{site_url()}/{page.page}?{urlencode(choices.params())}"
    return Download(page.catalogue, selection, today_in_utc(), link, page.language)


def _write_file(
    reference: PageReference, selection: Selection, made: date, link: str, form: FileFormat
) -> bytes:
    """The file, made when it is asked for: of the version that the page shows, or of the one served in its place."""
    catalogue = reference.catalogue
    about = Download(catalogue, selection, made, link, reference.language, bom=form.takes_bom)
    return form.write(catalogue.figures(selection), about)


def _show_file_buttons(page: Page, selection: Selection, n: int, key: str) -> None:
    about, too_long = _download_of(page, selection), n > MAX_ROWS
    with st.container(horizontal=True, gap="small"):
        for form in OFFERED_FORMATS:
            table = PACKAGE if PACKAGE in form.tables else "observations"
            if too_long and not form.container:  # the server sends it in parts, and holds none of it
                path = f"/api/v1/observations.{form.extension}"
                url = _rows_url(page, path, selection)
                mark = ("&" if "?" in url else "?") + BOM_QUERY if form.takes_bom else ""
                st.link_button(form.label, url + mark)
                continue
            st.download_button(
                form.label,
                data=partial(_write_file, PageReference(page), selection, about.made, about.link, form),
                file_name=file_name(selection, about.made, form.extension, table, about.language_mark),
                mime=form.media_type,
                key=f"dl_{key}_{form.id}",
                on_click="ignore",
                disabled=not n or too_long,
            )
    if too_long:
        sentence = page.say(
            "A workbook or package holds at most {most} rows here; for these take another kind of file.",
            most=page.say.format_count(MAX_ROWS),
        )
        st.caption(sentence)
