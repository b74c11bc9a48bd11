"""A claim: a figure that a text states, beside the one that a source stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.model import Unit
from indicators.reading.claims.verdicts import Verdict
from indicators.reading.context import Context
from indicators.reading.mention import Mention
from indicators.reading.mention_report import NO_IDS, mention_record


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a text and what the dataset says of it.

    `start` to `end` are its words in the whole text, which `printed` repeats. `mention` and `context` are what was
    read, `ids` what the dataset knows of it, by the names of `MENTION_FIELDS`. `observations` are the ids of the
    figures it may be of, best first; none where there is none. `suggestion` is wording that would agree, in the
    language of the text; empty where the text may stay as it is or nobody knows better.
    """

    mention: Mention
    context: Context
    verdict: Verdict
    observations: tuple[str, ...] = ()
    suggestion: str = ""
    ids: Mapping[str, str] = field(default_factory=lambda: NO_IDS)
    sentences: Mapping[Language, str] = field(default_factory=dict)
    units: tuple[Unit, ...] = field(default=(), repr=False)

    @property
    def line(self) -> int:
        """The line of the text, counted from 1."""
        return self.mention.line

    @property
    def start(self) -> int:
        """The first character of its words in the text."""
        return self.mention.start

    @property
    def end(self) -> int:
        """The character after its words."""
        return self.mention.end

    @property
    def printed(self) -> str:
        """Its words."""
        return self.mention.stated

    def says(self, language: Language = DEFAULT_LANGUAGE) -> str:
        """What the source says, and what that is to the text, in one sentence."""
        return self.sentences[language]


def claim_record(claim: Claim, language: Language = DEFAULT_LANGUAGE) -> dict[str, object]:
    """`claim` as programs get it; `reading` has the fields of `MENTION_FIELDS`, `says` is in `language`."""
    return {
        "line": claim.line,
        "start": claim.start,
        "end": claim.end,
        "printed": claim.printed,
        "reading": mention_record(claim.mention, claim.units, claim.context, claim.ids),
        "verdict": claim.verdict.id,
        "observations": list(claim.observations),
        "says": claim.says(language),
        "suggestion": claim.suggestion,
    }
