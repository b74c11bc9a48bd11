"""English prose."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indicators.reading.context import Context, Document
from indicators.reading.english.context import read_contexts
from indicators.reading.english.reader import read
from indicators.reading.mention import Mention, Reading

_WORD = re.compile(r"[A-Za-z]*[a-z]{2}")


class _English:
    code = "en"
    name = "English"

    def weight(self, segment: str) -> float:
        """The words with small letters: abbreviations stand in every language."""
        return len(_WORD.findall(segment))

    def read(self, segment: str, *, stated: bool = False) -> Reading:
        """The figures of a segment and the numbers it excuses; more are figures where it is known to state some."""
        return read(segment, stated=stated)

    def read_contexts(self, document: Document) -> Iterable[tuple[Mention, Context]]:
        """What surrounds each mention of the English segments."""
        return read_contexts(document)


ENGLISH = _English()
