"""What is done with figures, and what never is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indicators import text
from indicators.i18n import gettext_noop
from indicators.model.hedges import HEDGES
from indicators.web.composition.blocks import Block, Document, Facts, Heading, Paragraph
from indicators.web.composition.view import View

METHOD_SENTENCES: Final = (
    gettext_noop(
        "Every figure is taken from an article with its printed words, line, hedge, period and source; nothing is rounded, summed, joined or interpolated."
    ),
    gettext_noop(
        "A figure states an interval, not a point: “over 1 trillion” is everything above it, “38.1%” is what rounds to it."
    ),
    gettext_noop(
        "A line joins figures of one series only: one indicator, region, sector, partner, unit and kind of period. January to October never joins whole years."
    ),
    gettext_noop("Regions overlap, and one may lie in several others. A total is never spread over members."),
    gettext_noop(
        "Levels are usually at current prices; growth of GDP and value added is usually at constant ones, that of trade and investment mostly nominal. Figures that do not reconcile may therefore both be right."
    ),
    gettext_noop(
        "A stock that a source states in the present is dated to the year it was stated in; a flow whose period is not printed stays undated, unless the dated figures that it stands among tell it and its note says so."
    ),
)


def compose_about(view: View) -> Document:
    """What the dataset is, and its rules; how programs get the data is told by their own descriptions."""
    return Document(
        view.say("About"), view.dataset.about.description[view.language], tuple(compose_method(view))
    )


def compose_method(view: View) -> Iterator[Block]:
    """The rules of the dataset, and what each hedge means."""
    say = view.say
    yield Heading(say("Method"), "method")
    for sentence in METHOD_SENTENCES:
        yield Paragraph(say(sentence))
    if words := text.describe_source_languages(view.dataset.sources.values(), say):
        yield Paragraph(words)
    yield Heading(say("Hedges"), "hedges")
    yield Facts(tuple((say(hedge.label), say(hedge.meaning)) for hedge in HEDGES.values()))
