"""What a curator is told of a field: made of the records' own types, never of pydantic's English."""

import pytest
from pydantic import ValidationError

from indicators import model
from indicators.check.messages import find_field_faults


def told(kind, tree):
    with pytest.raises(ValidationError) as refused:
        kind.model_validate(tree)
    return [f"{fault.field}: {fault.message}" for fault in find_field_faults(kind, refused.value)]


CHART = {"id": "a", "kind": "bars", "title": {"en": "A", "zh": "甲"}, "selection": {"region": "here"}}


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (
            {"kind": "barz"},
            "kind: expected one of bars, dots, growth, shares, whole, nested, then-now, line, lines, ranking, slopes, multiples, tiles, ladder; "
            "found 'barz'; did you mean 'bars'?",
        ),
        (
            {"selection": {"measure": ["level", "x or y"]}},
            "selection.measure.2: expected one of level, growth, share, rank, change, streak; found 'x or y'",
        ),
        (
            {"selection": {"qualifier": {"a": "b"}}},
            "selection.qualifier: expected a list; found a mapping",
        ),
        (
            {"title": {"en": "A", "zh": "甲", "eng": "A"}},
            "title.eng: unknown key 'title.eng'; did you mean 'en'?",
        ),
        ({"title": None}, "title: expected a mapping; found nothing"),
    ],
)
def test_a_wrong_field_of_a_chart_is_told_with_what_may_stand_there(tree, message):
    assert told(model.DeclaredChart, CHART | tree) == [message]
