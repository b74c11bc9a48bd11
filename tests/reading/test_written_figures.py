"""What the product writes, its reader reads back to the same quantity, in either language."""

import math
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.i18n import load_messages
from indicators.model.code_lists import MEASURES
from indicators.model.hedges import HEDGES
from indicators.model.quantity import parse_printed_number, quantity_of
from indicators.reading import read
from indicators.text import format_figure
from tests.real import real

DATASET = real().dataset
SENTENCES = {"en": "The figure was {} then.", "zh": "数值为{}。"}
#: measure → the units it is told in
TOLD_IN = {
    "level": ("yuan", "people", "enterprises", "hectares"),
    "growth": ("percent",),
    "share": ("percent",),
    "change": ("percentage-points", "yuan", "people"),
}
DIGITS = st.integers(1, 9_999_999).map(lambda number: f"{number:,}") | st.builds(
    "{}.{}".format, st.integers(1, 99_999), st.sampled_from(("0", "5", "25", "07", "125"))
)
SCALED = st.builds(
    "{}{}".format,
    st.integers(1, 999) | st.decimals("0.1", "999.9", places=1),
    st.sampled_from((" thousand", " million", " billion", " trillion", "万", "亿", "万亿")),
)
HEDGED = [hedge for hedge in HEDGES if hedge != "between"]


@st.composite
def figures(draw):
    """Measure, unit, printed number and hedge of a figure that the model allows."""
    measure = draw(st.sampled_from(sorted(TOLD_IN)))
    unit = draw(st.sampled_from(TOLD_IN[measure]))
    counts = DATASET.units[unit].kind in ("money", "count")
    number = draw(DIGITS | SCALED if counts else st.decimals("0.1", "99.9", places=1).map(str))
    if measure in ("growth", "change") and draw(st.booleans()):
        number = f"-{number}"
    shape = draw(st.sampled_from(("number", "number", "range", "margin")))
    if shape == "number":
        return measure, unit, number, draw(st.sampled_from(HEDGED))
    printed = parse_printed_number(number)
    if shape == "margin":
        return measure, unit, f"{number} ± {abs(printed.value / 10).normalize():f}", "exact"
    ends = sorted((printed.value.normalize(), (printed.value * 2).normalize()))
    return measure, unit, "–".join(f"{end:f}" for end in ends), "between"


def written(measure, unit, number, hedge, language):
    """The figure as cards and charts write it."""
    printed = parse_printed_number(number)
    row = SimpleNamespace(
        basis="stated",
        measure=measure,
        unit=unit,
        value=math.nan if printed.ends else float(printed.value),
        plot_value=float(printed.value),
        printed=number,
        precision=float(printed.precision),
        qualifier=hedge,
    )
    return format_figure(row, DATASET, load_messages(language))


def same(one, other):
    """Whether two ends are the same, or both open."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= abs(Decimal(other)) * Decimal("1e-9")


@pytest.mark.parametrize("language", ["en", "zh"])
@given(figures())
def test_a_written_figure_is_read_back_to_the_quantity_it_states(language, figure):
    measure, unit, number, hedge = figure
    words = written(*figure, language)
    stated = quantity_of(parse_printed_number(number), hedge, DATASET.units[unit].kind, measure)

    (found,) = read(SENTENCES[language].format(words), language).mentions

    assert (found.qualifier, found.unit.kind) == (hedge, DATASET.units[unit].kind), words
    quantity = found.quantity
    assert same(None if found.value_high else found.value, stated.value), words
    is_rescaled = not number[-1].isdigit() and hedge in (
        "exact",
        "about",
        "nearly",
    )  # 1 million is 100万: zeros more
    if MEASURES[measure].is_signed == MEASURES[found.measure].is_signed and not is_rescaled:
        assert same(quantity.low, stated.low), words
        assert same(quantity.high, stated.high), words
        assert (quantity.low_included, quantity.high_included) == (stated.low_included, stated.high_included)
