"""What one reader has chosen, kept equal in the URL and the session.

No other module touches `st.query_params` or the choices in `st.session_state`; what an address
means is in `web/composition/choices`.

A run begins with `begin_run`: the URL is adopted on a first visit, on a followed link and on
back or forward; a plain change of page keeps what was chosen. Widgets are seeded from the
choices and report changes through `changed`, before the run.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, cast
from weakref import ref

import streamlit as st

from indicators.errors import IndicatorsError
from indicators.i18n import (
    Language,
    find_language,
    load_messages,
    negotiate_language,
    parse_accept_language,
)
from indicators.query import FILTER_FIELDS, Catalogue
from indicators.web.composition.choices import PageChoices, describe_unknown_id, read_choices
from indicators.web.composition.site_pages import PAGES_BY_SLUG
from indicators.web.composition.view import ServedAddresses, View
from indicators.web.server import Server

_CHOICES_KEY, _WRITTEN_URL_KEY, _PAGE_KEY, _TOUCHED_KEY = "_choices", "_written", "_page", "_touched"
#: The dimension that a page is about, with what was chosen of it as a filter before.
_OUTSIDE_KEY = "_outside"
#: The page that is being drawn: of the thread of a run, and gone with it. What the session keeps holds no catalogue.
_current_page: ContextVar[Page] = ContextVar("page")

_served: list[Server] = []


def set_server(server: Server) -> None:
    """Let all pages of this process be those of `server`: Streamlit runs their script without arguments."""
    _served[:] = [server]


def current_server() -> Server:
    """The server whose pages this process draws."""
    return _served[0]


@dataclass(frozen=True)
class Page(View):
    """One run of one page for one reader.

    Streamlit keeps what formats a widget, and what a click calls, for as long as the browser's tab is
    open and some minutes longer, of pages left long ago too: such a function takes what it needs, and
    never holds a page or a catalogue, but at most a `PageReference`.
    """

    fault: IndicatorsError | None = None
    """What is wrong with a newer version of the data."""
    notices: tuple[str, ...] = ()


class PageReference:
    """A page as it may be kept between runs: its catalogue goes once another one is served in its place."""

    def __init__(self, page: Page) -> None:
        self._catalogue = ref(page.catalogue)
        self._choices, self._say, self._slug = page.choices, page.say, page.page

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the page; where it has gone, the one that is served now."""
        return self._catalogue() or current_server().live.now.catalogue

    @property
    def language(self) -> Language:
        """The language of the reader."""
        return self._say.language

    def page(self) -> Page:
        """The page, as a part of it is drawn again; where its catalogue has gone, the whole of it runs again."""
        catalogue = self._catalogue()
        if catalogue is None:
            st.rerun()
        return Page(catalogue, self._choices, self._say, self._slug, _served_addresses())


def reader_language() -> Language:
    """The reader's language: the URL's, else the one chosen before, else the one the browser likes best."""
    asked = st.query_params.get("lang")
    named = find_language(asked or "")
    if named and not st.session_state.get(_TOUCHED_KEY):
        return named
    chosen = _stored_choices().language
    accepted = parse_accept_language(st.context.headers.get("Accept-Language", ""))
    return chosen or negotiate_language([st.context.locale or "", *accepted])


def begin_run(slug: str) -> Page:
    """Settle what is chosen for this run and write it into the URL."""
    state = current_server().live.state()
    asked = _url_parameters()
    notices: tuple[str, ...] = ()
    stays, followed = slug == st.session_state.get(_PAGE_KEY), False
    say = load_messages(reader_language())
    if not stays:
        _leave_subject()
        _enter_page(slug)
    if _is_link_followed(slug, asked):
        followed = True
        choices, unknown = read_choices(asked, state.catalogue, _stored_choices().language)
        notices = tuple(describe_unknown_id(each, say) for each in unknown)
        _store_choices(choices)
    elif not stays:
        _store_choices(replace(_stored_choices(), figure="", chart="", show=""))
    st.session_state[_PAGE_KEY], st.session_state[_TOUCHED_KEY] = slug, False
    _write_url(anew=followed and stays)
    here = Page(state.catalogue, _stored_choices(), say, slug, _served_addresses(), state.fault, notices)
    set_current_page(here)
    return here


def _served_addresses() -> ServedAddresses:
    """How this server writes addresses: its pages may lie below a path of the machine."""
    return ServedAddresses(str(st.get_option("server.baseUrlPath") or ""))


def _leave_subject() -> None:
    """Give up what the last page was about: a subject is looked at, and only what is chosen as a filter travels."""
    stored = _stored_choices()
    if outside := st.session_state.pop(_OUTSIDE_KEY, None):
        filters: dict[str, Any] = dict([outside])
        _store_choices(replace(stored, selection=replace(stored.selection, **filters)))


def _enter_page(slug: str) -> None:
    """Remember which filter the subject of a page stands in for, to put it back when the page is left."""
    page = PAGES_BY_SLUG.get(slug)
    if page and page.subject:
        st.session_state[_OUTSIDE_KEY] = (page.subject, getattr(_stored_choices().selection, page.subject))


def current_page() -> Page:
    """The run that `begin_run` started."""
    return _current_page.get()


def set_current_page(page: Page) -> None:
    """Let `page` be the one that the rest of this run draws."""
    _current_page.set(page)


def change_choices(change: Callable[[PageChoices], PageChoices]) -> None:
    """Take a change made by the reader; call it in widget callbacks only."""
    _store_choices(change(_stored_choices()))
    st.session_state[_TOUCHED_KEY] = True


def change_filters(**values: Any) -> None:
    """Change some filters, by their parameters; call it in widget callbacks only."""
    values = {FILTER_FIELDS.get(name, name): value for name, value in values.items()}
    change_choices(lambda old: replace(old, selection=replace(old.selection, **values)))


def open_figure_card(observation_id: str) -> None:
    """Open the card of a figure, or close it with ""; call it in widget callbacks only."""
    change_choices(lambda old: replace(old, figure=observation_id))


def set_widget_value(key: str, value: Any) -> str:
    """Make the widget `key` show `value` in this run; returns the key."""
    st.session_state[key] = value
    return key


def _stored_choices() -> PageChoices:
    return cast("PageChoices", st.session_state.get(_CHOICES_KEY, PageChoices()))


def _store_choices(choices: PageChoices) -> None:
    st.session_state[_CHOICES_KEY] = choices


def _url_parameters() -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name in st.query_params for value in st.query_params.get_all(name))


def _is_link_followed(slug: str, asked: tuple[tuple[str, str], ...]) -> bool:
    """Whether the URL says something the session does not know: a link was followed."""
    if _CHOICES_KEY not in st.session_state:
        return True
    if st.session_state.get(_TOUCHED_KEY):
        return False
    if slug != st.session_state.get(_PAGE_KEY):
        return bool(asked)
    return asked != st.session_state.get(_WRITTEN_URL_KEY)


def _write_url(*, anew: bool) -> None:
    """Put the choices into the URL; `anew` where the browser does not: after a link from a page to itself."""
    pairs = _stored_choices().params()
    st.session_state[_WRITTEN_URL_KEY] = tuple(pairs)
    if anew or tuple(pairs) != _url_parameters():
        grouped: dict[str, list[str]] = {}
        for name, value in pairs:
            grouped.setdefault(name, []).append(value)
        st.query_params.from_dict(grouped)
