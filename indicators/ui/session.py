"""What one reader has chosen, kept equal in the URL and the session.

No other module touches `st.query_params` or the choices in `st.session_state`; what an address
means is in `address`.

A run begins with `begin(page)`: the URL is adopted on a first visit, on a followed link and on
back or forward; a plain change of page keeps what was chosen. Widgets are seeded from the
choices and report changes through `changed`, before the run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

import streamlit as st

from indicators.language import LANGUAGES, Messages, messages
from indicators.live import State, shared
from indicators.model import Dataset, Language
from indicators.select import Catalogue, Selection
from indicators.ui import address
from indicators.ui.address import Choices

_CHOICES, _WRITTEN, _PAGE, _TOUCHED, _HERE = "_choices", "_written", "_page", "_touched", "_here"


@dataclass(frozen=True)
class Here:
    """One run of one page for one reader."""

    state: State
    choices: Choices
    say: Messages
    page: str
    notices: tuple[str, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """What to ask for rows and counts."""
        return self.state.catalogue

    @property
    def dataset(self) -> Dataset:
        """The records behind the ids."""
        return self.state.catalogue.dataset

    @property
    def selection(self) -> Selection:
        """The filters of this reader."""
        return self.choices.selection

    @property
    def language(self) -> Language:
        """The language of this reader."""
        return self.say.language


def language() -> Language:
    """The reader's language: the URL's, else the one chosen before, else the browser's."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES and not st.session_state.get(_TOUCHED):
        return asked
    chosen = _choices().language
    return chosen or ("zh" if (st.context.locale or "").lower().startswith("zh") else "en")


def begin(page: str) -> Here:
    """Settle what is chosen for this run and write it into the URL."""
    state = shared().state()
    asked = _asked()
    notices: tuple[str, ...] = ()
    stays, followed = page == st.session_state.get(_PAGE), False
    say = messages(language())
    if _url_rules(page, asked):
        followed = True
        choices, unknown = address.read(asked, state.catalogue, _choices().language)
        notices = tuple(address.notice(each, say) for each in unknown)
        _keep(choices)
    elif not stays:
        _keep(replace(_choices(), figure="", chart="", show=""))
    st.session_state[_PAGE], st.session_state[_TOUCHED] = page, False
    _write(anew=followed and stays)
    here = Here(state, _choices(), say, page, notices)
    st.session_state[_HERE] = here
    return here


def here() -> Here:
    """The run that `begin` started."""
    return cast("Here", st.session_state[_HERE])


def changed(change: Callable[[Choices], Choices]) -> None:
    """Take a change made by the reader; call it in widget callbacks only."""
    _keep(change(_choices()))
    st.session_state[_TOUCHED] = True


def choose(**values: Any) -> None:
    """Change some filters; call it in widget callbacks only."""
    changed(lambda old: replace(old, selection=replace(old.selection, **values)))


def open_figure(observation_id: str) -> None:
    """Open the card of a figure, or close it with ""; call it in widget callbacks only."""
    changed(lambda old: replace(old, figure=observation_id))


def seed(key: str, value: Any) -> str:
    """Make the widget `key` show `value` in this run; returns the key."""
    st.session_state[key] = value
    return key


def _choices() -> Choices:
    return cast("Choices", st.session_state.get(_CHOICES, Choices()))


def _keep(choices: Choices) -> None:
    st.session_state[_CHOICES] = choices


def _asked() -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name in st.query_params for value in st.query_params.get_all(name))


def _url_rules(page: str, asked: tuple[tuple[str, str], ...]) -> bool:
    """Whether the URL says something the session does not know: a link was followed."""
    if _CHOICES not in st.session_state:
        return True
    if st.session_state.get(_TOUCHED):
        return False
    if page != st.session_state.get(_PAGE):
        return bool(asked)
    return asked != st.session_state.get(_WRITTEN)


def _write(*, anew: bool) -> None:
    """Put the choices into the URL; `anew` where the browser does not: after a link from a page to itself."""
    pairs = _choices().params()
    st.session_state[_WRITTEN] = tuple(pairs)
    if anew or tuple(pairs) != _asked():
        grouped: dict[str, list[str]] = {}
        for name, value in pairs:
            grouped.setdefault(name, []).append(value)
        st.query_params.from_dict(grouped)
