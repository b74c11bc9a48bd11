"""What a reader has chosen, as a row of choices that each can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from indicators.i18n import gettext_noop, quote
from indicators.model.dimensions import DIMENSIONS_BY_ID, FILTER_DIMENSIONS
from indicators.query import EVERYTHING, FILTER_FIELDS
from indicators.web.composition.blocks import Choices, Link
from indicators.web.composition.site_pages import PAGES_BY_SLUG
from indicators.web.composition.view import View

#: What the filters that are no dimension are called where they are chosen.
_OTHER_LABELS = {
    "within": gettext_noop("With everything inside it"),
    "implied": gettext_noop("Implied figures too"),
}
_VINTAGE_LABELS = {
    "all": gettext_noop("All statements of a figure"),
    "current": gettext_noop("Current statements alone"),
}


def compose_choices(view: View) -> Iterator[Choices]:
    """The filters that are chosen, but for the subject of the page; nothing where there are none."""
    subject = PAGES_BY_SLUG[view.page].subject
    links = tuple(
        link for name in FILTER_FIELDS.values() if name != subject for link in _choices_of(view, name)
    )
    if not links:
        return
    kept: dict[str, Any] = {subject: getattr(view.selection, subject)} if subject else {}
    clear = Link(view.say("Clear all filters"), view.address_with(selection=replace(EVERYTHING, **kept)))
    yield Choices(links, clear if len(links) > 1 else None)


def _choices_of(view: View, name: str) -> Iterator[Link]:
    """The values of one filter, each with the address of the page without it."""
    chosen = getattr(view.selection, name)
    if name in {dimension.id for dimension in FILTER_DIMENSIONS}:
        label_of = DIMENSIONS_BY_ID[name].label_of
        for id in chosen:
            left = {name: tuple(other for other in chosen if other != id)}
            yield _removal(view, label_of(id, view.dataset, view.say), **left)
    elif chosen:
        yield _removal(view, _other_label(view, name, chosen), **{name: getattr(EVERYTHING, name)})


def _other_label(view: View, name: str, chosen: Any) -> str:
    """A filter that is no dimension in words."""
    say = view.say
    if name == "observation":
        return say.plural("Only {n} chosen figure", "Only {n} chosen figures", len(chosen))
    if name == "q":
        return quote(chosen, view.language)
    if name == "from_":
        return say("from {year}", year=chosen)
    if name == "to":
        return say("to {year}", year=chosen)
    if name == "vintage":
        return say(_VINTAGE_LABELS[chosen])
    return say(_OTHER_LABELS[name])


def _removal(view: View, label: str, **left: Any) -> Link:
    return Link(label, view.address_with(selection=replace(view.selection, **left)))
