"""What periods are called: always something, in four digits of the year, and never two of them the same."""

from itertools import combinations_with_replacement
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import text
from indicators.check.dataset_file import parse_dataset
from indicators.model.period import Period, parse_period
from tests.years import TEXT, stretches

MONTHS = [parse_period(f"{year}-{month:02}") for year in (2023, 2024) for month in range(1, 13)]
FISCAL_YEARS = st.none() | st.integers(1, 12).map(lambda month: f"{month:02}")


@given(stretches(), FISCAL_YEARS, st.sampled_from(["en", "zh"]))
def test_every_period_has_a_name_with_its_first_year_in_four_digits(period, fiscal_year, language):
    label = text.format_period(period.text, language, fiscal_year)

    assert f"{period.start.year:04}" in label or period.start.year == period.end.year
    assert f"{period.end.year:04}" in label or label.startswith("FY") or label.endswith("财年")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("fiscal_year", [None, "01", "04", "10"])
def test_no_two_stretches_of_months_have_one_name(language, fiscal_year):
    spellings = {Period(one.start, other.end).text for one, other in combinations_with_replacement(MONTHS, 2)}

    assert len({text.format_period(one, language, fiscal_year) for one in spellings}) == len(spellings) == 300


def test_a_figure_is_of_the_fiscal_year_of_its_own_region():
    dataset = parse_dataset(TEXT)
    land, south = (
        SimpleNamespace(region=region, period="0002-04/0003-03", base_period="0001-04/0002-03")
        for region in ("land", "south")
    )

    assert text.period_label(land, dataset, "en") == "FY0002–03"
    assert text.base_period_label(land, dataset, "zh") == "0001—02财年"
    assert text.period_label(south, dataset, "en") == "Apr 0002 – Mar 0003"
    assert text.base_period_label(south, dataset, "zh") == "0001年4月—0002年3月"
