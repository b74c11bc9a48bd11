"""The words of printed figures as a search compares them, for a whole column. Knows nothing of queries."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.folding import spaced

#: Numbers that are a word as they stand, but for the sign: the most of a long table.
_PLAIN: Final = r"^-?[0-9]+(\.[0-9]+)?$"


def searched(stated: pa.Array, start: pa.Array, end: pa.Array) -> pa.Array:
    """What `table` writes of the words a figure is stated in and of the years it speaks of."""
    first, last = (pc.year(days).cast(pa.string()) for days in (start, end))
    years = pc.binary_join_element_wise(
        pc.fill_null(first, ""), pc.if_else(pc.equal(first, last), None, last), " ", null_handling="skip"
    )
    plain = pc.fill_null(pc.match_substring_regex(stated, _PLAIN), False)
    words = pc.utf8_ltrim(stated, "-")
    places = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    if len(places):
        others = pa.array(places)
        said = [spaced(text or "").strip() for text in stated.take(others).to_pylist()]
        words = pc.replace_with_mask(words, pc.invert(plain), pa.array(said, pa.string()))
    whole = pc.binary_join_element_wise(words, years, " ")
    return pc.binary_join_element_wise("", pc.utf8_trim_whitespace(whole), "", " ")
