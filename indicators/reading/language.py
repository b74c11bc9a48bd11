"""What a language must offer so that its prose can be read: one module each, behind this interface.

A language reads one *segment*: a line, or the sentences of a line that are in it. The segment comes
folded by `plain` (ASCII digits, plain spaces, nothing invisible); offsets count its characters, and
`line` stays 1: the frame moves what was found to where it stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from indicators.reading.context import Context, Document
from indicators.reading.mention import Mention, Reading


class Language(Protocol):
    """One language's reader."""

    @property
    def code(self) -> str:
        """BCP 47: "en", "zh"."""
        ...

    @property
    def name(self) -> str:
        """Its name in English."""
        ...

    def weight(self, segment: str) -> float:
        """About how many words of this language the segment has; the greatest weight wins it."""
        ...

    def read(self, segment: str, *, stated: bool = False) -> Reading:
        """The mentions of a segment and what it excuses, each in reading order, no two spans overlapping.

        With `stated` the segment is known to state figures: numbers that prose leaves aside as too small or as
        no outcome are figures too. Takes any text and never raises.
        """
        ...

    def read_contexts(self, document: Document) -> Iterable[tuple[Mention, Context]]:
        """What surrounds each mention of the segments that are in this language.

        Segments of other languages may be asked for a day or a place too. Takes any text and never raises.
        """
        ...
