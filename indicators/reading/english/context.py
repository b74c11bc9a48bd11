"""What surrounds a figure in English prose: its region, period, base period, status, counterpart and subject."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.reading.context import Clue, Context, Document
from indicators.reading.mention import Mention


def read_contexts(document: Document) -> Iterator[tuple[Mention, Context]]:
    """What surrounds each mention of the English segments of a document."""
    for segment in document.segments:
        if segment.language == "en":
            for placed in segment.mentions:
                yield placed.mention, Context(status=Clue("actual"))
