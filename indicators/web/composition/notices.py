"""What a page says of itself beside its figures."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.query import MAX_DRAWN_ROWS, DrawnRows
from indicators.web.composition.blocks import Paragraph
from indicators.web.composition.view import View


def compose_partial_notice(view: View, shown: DrawnRows) -> Iterator[Paragraph]:
    """Say so where a page draws a part of its figures: which, how many of how many, where all are."""
    if shown.is_whole:
        return
    n, total = view.say.format_count(len(shown.rows)), view.say.format_count(shown.total)
    if len(shown.rows) < MAX_DRAWN_ROWS:
        text = view.say(
            "{n} of {total} figures are drawn: the latest of each series. Filters show fewer figures in full; the download and the page Data hold all.",
            n=n,
            total=total,
        )
    else:
        text = view.say(
            "{n} of {total} figures are drawn: the latest of each series, as many as there is room for. Filters show fewer figures in full; the download and the page Data hold all.",
            n=n,
            total=total,
        )
    yield Paragraph(text, "notice")
