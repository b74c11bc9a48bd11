"""What is said where a kind of file cannot be made on this system."""

from __future__ import annotations

from indicators.errors import IndicatorsError


class BriefUnavailable(IndicatorsError):
    """A kind of file cannot be made on this system; the sentence says what to install."""
