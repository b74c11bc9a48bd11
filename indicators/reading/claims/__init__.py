"""Claims of a text against a dataset: which of its figures agree with what was stated, and which do not.

`factcheck` is the front door. `draft_mentions` says what of a text is a claim, `match` which figures it may be of,
`verdicts` what its number is to theirs, `says` puts it into a sentence.
"""

from __future__ import annotations

from indicators.reading.claims.claim import Claim, claim_record
from indicators.reading.claims.factcheck import FactChecker, factcheck, forget_texts
from indicators.reading.claims.remarks import MAX_DRAFT_CHARACTERS, remark_on
from indicators.reading.claims.verdicts import VERDICTS, Verdict

__all__ = [
    "MAX_DRAFT_CHARACTERS",
    "VERDICTS",
    "Claim",
    "FactChecker",
    "Verdict",
    "claim_record",
    "factcheck",
    "forget_texts",
    "remark_on",
]
