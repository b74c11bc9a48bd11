"""Where does the period of a record come from: from its lines, or from a note that says how it was dated?

A year stands on a line as a number, or as a word that tells it by the year in which the article was published:
"last year", 去年. What neither the lines nor the notes of the record and of its source say is a date that
nobody can check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from indicators.i18n import TEXT_LOCALES
from indicators.model import Observation
from indicators.model.vocabulary import Source

#: Words for a year → years after the one of publication.
_TOLD_YEARS: Final = (
    (
        re.compile(
            r"\b(?:this year|today|currently|at present|now|so far|to date)\b|今年|本年|目前|当前|如今", re.I
        ),
        0,
    ),
    (re.compile(r"\b(?:last year|(?:the )?previous year|a year earlier)\b|去年|上年", re.I), -1),
    (re.compile(r"\bnext year\b|明年", re.I), 1),
)
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


def is_period_said(observation: Observation, source: Source, lines: Iterable[str]) -> bool:
    """Whether the lines of a record, its note or that of its source say the year in which its period ends."""
    if observation.period is None:
        return True
    year, published = observation.period.end.year, int(source.published[:4])
    said: set[int] = set()
    for line in lines:
        said |= {int(found) for found in _YEAR.findall(line)}
        said |= {published + after for words, after in _TOLD_YEARS if words.search(line)}
    notes = (note[locale.id] for note in (observation.note, source.note) if note for locale in TEXT_LOCALES)
    said |= {int(found) for note in notes for found in _YEAR.findall(note)}
    return year in said
