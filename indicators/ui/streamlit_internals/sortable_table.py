"""Tables whose columns sort by what their words mean.

The browser sorts a column of words by its data and shows the display values that a pandas Styler
brings with it. So the data of such a column begin with a character of no meaning (Unicode's area for
private use, which sorts by its code behind all letters), one for each place in the order; what is
shown, found and copied are the words alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
from pandas.io.formats.style import Styler

#: What sorts beside each other; None is for what has no order, and comes last.
SortKeys = Sequence[Any]

_FIRST_PLACE: Final = 0xE000
_PLACES: Final = 6_400


def sortable_table(columns: Mapping[str, Sequence[str]], order: Mapping[str, SortKeys]) -> Styler:
    """A table of words for `st.dataframe`; columns in `order` are sorted by these keys, others by their words."""
    data = {
        name: _mark_places(words, order[name]) if name in order else list(words)
        for name, words in columns.items()
    }
    rows = max(map(len, data.values()), default=0)
    styler = pd.DataFrame(data).style
    styler.set_uuid("words")
    places = [(place, columns[name]) for place, name in enumerate(columns) if name in order]
    shown = [
        [{"id": f"row{row}_col{place}", "display_value": words[row]} for place, words in places]
        for row in range(rows)
    ]
    # pandas would work out the looks of every cell; there is nothing but these words to tell.
    vars(styler).update(_compute=lambda: styler, _translate=lambda *_: {"body": shown})
    return styler


def displayed_columns(data: pd.DataFrame) -> dict[str, list[str]]:
    """What readers see of the data of a sortable table."""
    return {str(name): [_without_place(text) for text in data[name]] for name in data}


def _mark_places(words: Sequence[str], keys: SortKeys) -> list[str]:
    places = {key: place for place, key in enumerate(sorted({key for key in keys if key is not None}))}
    last = min(len(places), _PLACES - 1)
    return [
        f"{chr(_FIRST_PLACE + min(places.get(key, last), last))}{text}"
        for text, key in zip(words, keys, strict=True)
    ]


def _without_place(text: str) -> str:
    return text[1:] if text and _FIRST_PLACE <= ord(text[0]) < _FIRST_PLACE + _PLACES else text
