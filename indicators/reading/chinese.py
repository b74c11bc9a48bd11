"""Chinese prose."""

from __future__ import annotations

import re

from indicators.reading.mention import Reading

_HAN = re.compile(r"[\u3400-\u9fff]")


class _Chinese:
    code = "zh"
    name = "Chinese"

    def weight(self, segment: str) -> float:
        """Han characters, not quite two of which are a word."""
        return len(_HAN.findall(segment)) / 1.6

    def read(self, segment: str) -> Reading:  # noqa: ARG002
        """Nothing yet."""
        return Reading()


CHINESE = _Chinese()
