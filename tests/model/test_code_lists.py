"""Closed lists: every code is a word of its type, has words in both languages, and is served wherever it can stand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import numpy as np
import pyarrow as pa
import pytest

from indicators.charts.marks import HEDGE_SIGNS
from indicators.i18n import load_messages
from indicators.model import code_lists, hedges
from indicators.model.code_lists import (
    COUNTERPART_KINDS,
    DIRECTIONS,
    MEASURES,
    REGION_KINDS,
    RELEASES,
    STATUSES,
    TIMINGS,
    UNIT_KINDS,
)
from indicators.model.hedges import HEDGES
from indicators.model.json_schema import build_json_schema
from indicators.model.quantity import parse_printed_number, quantity_of
from indicators.query.packing.number_columns import parse_number_column
from indicators.reading import read

LISTS = {
    code_lists.Measure: MEASURES,
    code_lists.UnitKind: UNIT_KINDS,
    code_lists.Timing: TIMINGS,
    code_lists.Status: STATUSES,
    code_lists.Release: RELEASES,
    code_lists.RegionKind: REGION_KINDS,
    code_lists.CounterpartKind: COUNTERPART_KINDS,
    code_lists.Direction: DIRECTIONS,
    hedges.Qualifier: HEDGES,
}


@pytest.mark.parametrize("ids", LISTS, ids=lambda ids: get_args(ids)[0])
def test_a_list_has_the_words_of_its_type_in_their_order(ids):
    assert tuple(LISTS[ids]) == get_args(ids)
    assert all(id == code.id for id, code in LISTS[ids].items())
    assert all(code.description for code in LISTS[ids].values())


@pytest.mark.parametrize("codes", LISTS.values(), ids=lambda codes: next(iter(codes)))
def test_what_readers_see_of_a_code_is_translated(codes):
    english, chinese = load_messages("en"), load_messages("zh")
    labels = [code.label for code in codes.values()]

    assert all(labels) or not any(labels)
    assert len(set(labels)) == len(labels) or not any(labels)
    for label in filter(None, labels):
        assert english(label) == label
        assert re.search("[\u4e00-\u9fff]", chinese(label))


def test_what_sentences_say_of_timings_and_statuses_is_translated():
    chinese = load_messages("zh")
    said = [timing.phrase for timing in TIMINGS.values()] + [status.note for status in STATUSES.values()]
    counts = [status.count(chinese, 3) for status in STATUSES.values()]

    assert [words for words in filter(None, said) if not re.search("[\u4e00-\u9fff]", chinese(words))] == []
    assert [words for words in counts if not re.search("3.*[\u4e00-\u9fff]", words)] == []
    assert [id for id, timing in TIMINGS.items() if not timing.phrase] == ["unclear"]
    assert [id for id, status in STATUSES.items() if not status.note] == ["actual"]


def test_every_hedge_has_its_words_and_its_sign_in_charts():
    chinese = load_messages("zh")
    for hedge in HEDGES.values():
        words = [hedge.meaning, hedge.printed_as, hedge.low.words, hedge.high.words]
        assert [word for word in words if not re.search("[\u4e00-\u9fff]", chinese(word))] == []
        assert "{figure}" in hedge.template
        assert "{figure}" in chinese(hedge.template)
        assert chinese(HEDGE_SIGNS[hedge.mark].legend) != HEDGE_SIGNS[hedge.mark].legend
        side = {"lower": 1, "upper": -1, "below": -1, "rounded": 0, "exact": 0, "range": 0}[hedge.mark]
        assert (hedge.side(5), hedge.side(-5)) == (side, -side)
        assert "{figure}" in hedge.template_for(-5)
        assert "{figure}" in chinese(hedge.template_for(-5))


@pytest.mark.parametrize("codes", LISTS.values(), ids=lambda codes: next(iter(codes)))
def test_the_line_that_describes_a_column_of_codes_names_each_in_its_order(codes):
    if codes is DIRECTIONS:
        assert codes.summary == "whether a higher or a lower figure is wanted; none where neither is"
        return
    for language in ("en", "zh"):
        words = re.findall("[a-z_]+", load_messages(language)(codes.summary))
        assert [word for word in words if word in codes] == list(codes)


@pytest.mark.parametrize("codes", LISTS.values(), ids=lambda codes: next(iter(codes)))
def test_the_schema_for_editors_says_what_each_code_means(codes):
    described = [{"const": code.id, "description": code.description} for code in codes.values()]

    assert json.dumps(described) in json.dumps(build_json_schema())


@pytest.mark.parametrize("hedge", HEDGES.values(), ids=lambda hedge: hedge.id)
def test_what_the_product_writes_of_a_hedge_is_read_as_that_hedge(hedge):
    english, chinese = (load_messages(language)(hedge.template) for language in ("en", "zh"))
    figures = (
        ("5–5.2 billion yuan", "5亿～5.2亿元") if hedge.id == "between" else ("5.2 billion yuan", "5.2亿元")
    )

    words = english.format(figure=figures[0])
    assert [mention.qualifier for mention in read(words, "en").mentions] == [hedge.id]
    assert [mention.qualifier for mention in read(chinese.format(figure=figures[1]), "zh").mentions] == [
        hedge.id
    ]


@pytest.mark.parametrize("hedge", HEDGES.values(), ids=lambda hedge: hedge.id)
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", ["money", "count", "percent", "rank"])
def test_a_column_of_numbers_has_the_intervals_of_its_numbers(hedge, measure, kind):
    texts = [
        "0",
        "5",
        "38.1",
        "93,200",
        "1.1 trillion",
        "-2.5",
        "-300",
        "1/9",
        "2x",
        "5–5.5",
        "-3–2",
        "3.7 ± 0.7",
    ]
    column = parse_number_column(
        pa.array(texts), *(np.full(len(texts), one, object) for one in (hedge.id, kind, measure))
    )
    stated = [quantity_of(parse_printed_number(text), hedge.id, kind, measure) for text in texts]

    for ends, name in ((column.low, "low"), (column.high, "high")):
        expected = [np.nan if getattr(one, name) is None else float(getattr(one, name)) for one in stated]
        np.testing.assert_allclose(ends, expected, rtol=1e-12)


def test_no_other_module_keeps_a_table_of_a_list_by_its_ids():
    """What hangs on a code stands beside it: a further one is one object."""
    package = Path(code_lists.__file__).parents[1]
    allowed = {"model/code_lists.py", "model/hedges.py"}
    hedged = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if len(
            re.findall(
                r'^\s+"(?:over|at_least|nearly|about)": ', path.read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        > 1
    }

    assert {path for path in hedged if not path.startswith("reading/")} - allowed == set()
