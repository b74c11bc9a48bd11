"""The article that one reader reads at the desk, kept in their session: its text, its source, its drafts.

No other module touches these keys; nothing of it is shared, written or logged anywhere. A text is drafted once, and
anew when the dataset that is served changes.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final, cast

import streamlit as st

from indicators.curation.coverage import EXCUSE_FILE, Excuse, read_excuses
from indicators.curation.reading_desk import (
    ReadingDesk,
    UnreadableArticle,
    check_article_length,
    new_source,
    open_desk,
)
from indicators.errors import IndicatorsError
from indicators.model import Dataset
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner
from indicators.reading.documents import read_document
from indicators.reading.drafting import Drafter
from indicators.ui import article_text
from indicators.ui.session import Page, current_server

_ARTICLE, _DESK, _FAULT, _CHANGING, _SAVED = (
    "_desk_article",
    "_desk",
    "_desk_fault",
    "_desk_changing",
    "_desk_saved",
)
#: The widget that takes documents.
FILE_KEY: Final = "w_desk_file"


@dataclass(frozen=True, slots=True)
class Article:
    """What is to be read: the text, its source, "" for one that the dataset does not have, when it appeared and where.

    The text `is_saved` where it came from the folder of the server.
    """

    text: str = ""
    source: str = ""
    published: str = ""
    publisher: str = ""
    is_saved: bool = False


@dataclass(frozen=True, slots=True)
class _OpenDesk:
    """A desk and what it was made of."""

    article: Article
    digest: str
    desk: ReadingDesk


def current_article() -> Article:
    """The article as far as it was given."""
    return cast("Article", st.session_state.get(_ARTICLE, Article()))


def store_article(**changes: object) -> None:
    """Take a part of the article; call it in widget callbacks only."""
    st.session_state[_ARTICLE] = replace(current_article(), **changes)  # type: ignore[arg-type]
    st.session_state[_FAULT] = None


def choose_source(id: str) -> None:
    """Take the source, and its text where the server has it and none was given; call it in widget callbacks only."""
    before = current_article()
    store_article(source=id)
    if before.is_saved or not before.text.strip():
        saved = article_text.find_saved_article(id) if id else None
        store_article(text=saved or "", is_saved=saved is not None)


def store_document() -> None:
    """Take the text of the uploaded document; one that cannot be read leaves what is there."""
    if (file := st.session_state[FILE_KEY]) is None:
        return
    try:
        with current_server().pages.pausing():  # another process takes it apart
            text = read_document(file.getvalue(), file.name)
        check_article_length(text)
        store_article(text=text, is_saved=False)
    except IndicatorsError as error:
        st.session_state[_FAULT] = error


def desk_fault() -> IndicatorsError | None:
    """Why there is nothing to read, if so."""
    return cast("IndicatorsError | None", st.session_state.get(_FAULT))


def open_article() -> None:
    """Read the article from now on; call it in widget callbacks only."""
    st.session_state[_DESK] = "asked"


def close_article() -> None:
    """Put the article and all that was decided away; call it in widget callbacks only."""
    for key in (_ARTICLE, _DESK, _FAULT, _CHANGING, _SAVED):
        st.session_state.pop(key, None)


def current_desk(page: Page) -> ReadingDesk | None:
    """The desk of the article that is read; None where none is, or it cannot be, which is told."""
    opened: object = st.session_state.get(_DESK)
    if opened is None:
        return None
    article, digest = current_article(), page.dataset.digest
    if isinstance(opened, _OpenDesk) and (opened.article, opened.digest) == (article, digest):
        return opened.desk
    try:
        desk = open_desk(
            article.text,
            _drafter(page.catalogue),
            published=_day_of(article.published),
            source_id=article.source or None,
            excuses=_read_excuses(),
        )
    except UnreadableArticle as error:
        st.session_state.pop(_DESK)
        st.session_state[_FAULT] = error
        return None
    if not article.source:
        today = datetime.now(UTC).date()
        desk.name_source(new_source(article.text, article.publisher, article.published, today))
    if isinstance(opened, _OpenDesk) and opened.article.text == article.text:
        desk.take_over(opened.desk)
    st.session_state[_DESK] = _OpenDesk(article, digest, desk)
    return desk


def _read_excuses() -> tuple[Excuse, ...]:
    """Why numbers of articles are no figures, by the file beside the data file; none where it has faults."""
    with suppress(IndicatorsError):
        path = current_server().live.path.with_name(EXCUSE_FILE)
        return read_excuses(path) if path.exists() else ()
    return ()


def _day_of(published: str) -> date | None:
    """The day that was given, None where it is none: a month, a year, nothing."""
    try:
        return date.fromisoformat(published.strip())
    except ValueError:
        return None


@cached_on_owner(maxsize=1)
def _drafter(catalogue: Catalogue) -> Drafter:
    return Drafter(catalogue.dataset)


def saving_outcome() -> int | str:
    """What came of saving, until the next decision: how many figures were saved, or why none; "" before."""
    return cast("int | str", st.session_state.get(_SAVED, ""))


def store_outcome(outcome: int | str) -> None:
    """Take what came of saving; call it in widget callbacks only."""
    st.session_state[_SAVED] = outcome


def settle(desk: ReadingDesk, dataset: Dataset, saved: int) -> None:
    """What was accepted is saved, as `dataset` has it: the article's source is one of the dataset's from now on."""
    store_outcome(saved)
    desk.settle(dataset)
    if desk.source is not None:
        store_article(source=desk.source["id"])
        desk.source = None
    st.session_state[_DESK] = replace(st.session_state[_DESK], article=current_article())


def is_changing() -> bool:
    """Whether the fields of the draft at the cursor are open."""
    return bool(st.session_state.get(_CHANGING))


def open_fields(*, is_open: bool = True) -> None:
    """Open the fields of the draft at the cursor, or close them: what was saved before is told no longer."""
    st.session_state.pop(_SAVED, None)
    st.session_state[_CHANGING] = is_open
