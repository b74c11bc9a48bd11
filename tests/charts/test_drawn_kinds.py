"""The register of drawings: every kind of chart is drawn, spoken of, in the schema and in the codebook."""

from __future__ import annotations

import re
from typing import get_args

from indicators.charts import DRAWN_KIND_BY_ID
from indicators.export.data_package import _ENUMS
from indicators.i18n import load_messages
from indicators.model import CHART_KINDS, ChartKindId
from indicators.model.json_schema import WORD_MEANINGS

#: Drawn by comparisons alone; no file declares it.
UNDECLARED = {"series"}


def test_every_kind_of_chart_is_served_by_every_register():
    ids = [*CHART_KINDS]

    assert DRAWN_KIND_BY_ID.keys() == {*ids, *UNDECLARED}
    assert (
        get_args(ChartKindId) == tuple(ids) == tuple(WORD_MEANINGS[ChartKindId]) == _ENUMS["charts", "kind"]
    )
    for language in ("en", "zh"):
        words = re.findall("[a-z-]+", load_messages(language)(CHART_KINDS.summary).split(":")[-1])
        assert [word for word in words if word != "or"] == ids


def test_every_kind_opens_its_words_in_both_languages():
    chinese = load_messages("zh")
    for kind in DRAWN_KIND_BY_ID.values():
        assert "{title}" in kind.opening
        assert chinese(kind.opening) != kind.opening


def test_each_kind_that_is_chosen_by_itself_has_a_place_of_its_own():
    places = [kind.preference for kind in CHART_KINDS.values() if kind.group]

    assert len(places) == len(set(places))
