"""The one download control: this view and everything, each with its number of rows.

Files are made when they are asked for, by `export`; the same rows have an address that stays.
Knows nothing of how rows were chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import partial
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from indicators.api.asked import Asked
from indicators.export import FORMATS, MAX_ROWS, TAKEN_AS, Download, Format, filename
from indicators.language import mark
from indicators.model import Language
from indicators.select import EVERYTHING, Selection
from indicators.ui.session import Here

_KINDS = ("csv", "xlsx", "json", "parquet")
_LABELS = {"zip": mark("Data package")}
_HELD = {"zip": "regional-indicators"}


def today() -> date:
    """The day a file is made, in UTC."""
    return datetime.now(UTC).date()


def control(now: Here, selection: Selection, rows: pd.DataFrame, key: str = "page") -> None:
    """A button that opens two scopes, each with its kinds of file and the address of the same rows."""
    say, forms = now.say, {kind: FORMATS[kind] for kind in _KINDS}
    with st.popover(say("Download"), icon=":material/download:", key=f"download_{key}"):
        heading = say.plural("This view: {n} row", "This view: {n} rows", len(rows))
        st.markdown(f"**{heading}**")
        _buttons(now, selection, rows, f"{key}_view", forms.items())
        everything = now.catalogue.rows(EVERYTHING)
        heading = say.plural("Everything: {n} row", "Everything: {n} rows", len(everything))
        st.markdown(f"**{heading}**")
        _buttons(now, EVERYTHING, everything, f"{key}_all", [*forms.items(), *TAKEN_AS["package"].items()])
        st.caption(say("The rows of this view for programs, at an address that stays:"))
        st.code(address("/api/v1/observations.csv", selection, now.language), language=None, wrap_lines=True)
        st.caption(say("Text CC BY 4.0. Every row carries its printed words, hedge, period and source."))


def address(path: str, selection: Selection, language: Language) -> str:
    """Where the rows of `selection` are on this site: a page, or a file for programs."""
    site, query = urlsplit(st.context.url or ""), Asked(selection, language).query()
    base = f"{site.scheme}://{site.netloc}" if site.netloc else ""
    return f"{base}{path}" + (f"?{query}" if query else "")


def _buttons(
    now: Here, selection: Selection, rows: pd.DataFrame, key: str, forms: Iterable[tuple[str, Format]]
) -> None:
    about = Download(
        now.catalogue, selection, today(), address("/data", selection, now.language), now.language
    )
    with st.container(horizontal=True, gap="small"):
        for kind, form in forms:
            st.download_button(
                now.say(_LABELS[kind]) if kind in _LABELS else kind.upper(),
                data=partial(form.make, rows, about),
                file_name=filename(selection, about.made, form.extension, _HELD.get(kind, "observations")),
                mime=form.mime,
                key=f"dl_{key}_{kind}",
                on_click="ignore",
                disabled=rows.empty or (kind == "xlsx" and len(rows) > MAX_ROWS),
            )
