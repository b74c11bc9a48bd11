"""English prose."""

from __future__ import annotations

import re

from indicators.reading.mention import Reading

_WORD = re.compile(r"[A-Za-z]*[a-z]{2}")


class _English:
    code = "en"
    name = "English"

    def weight(self, segment: str) -> float:
        """The words with small letters: abbreviations stand in every language."""
        return len(_WORD.findall(segment))

    def read(self, segment: str) -> Reading:  # noqa: ARG002
        """Nothing yet."""
        return Reading()


ENGLISH = _English()
