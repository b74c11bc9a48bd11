"""ISO 8601 periods: their spellings and kinds, the refusals word for word, series, order, plans."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.model.period import PERIOD_KINDS, PERIOD_PATTERN, parse_period, plan_of
from tests.years import stretches

FORMS = "2024, 2024-10, 2024-Q3, 2024-H1, 2025-10-23, 2024-01/2024-10 or 2021/2025"


class Plan(NamedTuple):
    id: str
    start: int
    end: int


PLANS = [Plan("2", 1958, 1962), Plan("3", 1966, 1970), Plan("14", 2021, 2025), Plan("15", 2026, 2030)]

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def written(draw) -> str:
    """A period in any of the forms; not always one that is accepted."""
    length = draw(st.sampled_from([len("2024"), len("2024-10"), len("2024-10-23")]))
    first, last = (day.isoformat()[:length] for day in sorted([draw(days), draw(days)]))
    return draw(st.sampled_from([first, f"{first}/{last}"]))


def accepted(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("0001", "year", date(1, 1, 1), date(1, 12, 31)),
        ("9999", "year", date(9999, 1, 1), date(9999, 12, 31)),
        ("2024-10", "month", date(2024, 10, 1), date(2024, 10, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", "month", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-01/2024-03", "quarter", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-10/2024-12", "quarter", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-02/2024-04", "span", date(2024, 2, 1), date(2024, 4, 30)),
        ("2024-01/2024-06", "half", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-07/2024-12", "half", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-04/2024-09", "span", date(2024, 4, 1), date(2024, 9, 30)),
        ("2024-01/2024-02", "since-january", date(2024, 1, 1), date(2024, 2, 29)),
        ("2024-01/2024-10", "since-january", date(2024, 1, 1), date(2024, 10, 31)),
        ("2024-01-01/2024-10-15", "span", date(2024, 1, 1), date(2024, 10, 15)),
        ("2025-10-15/2025-11-04", "span", date(2025, 10, 15), date(2025, 11, 4)),
        ("2025-10-23", "point", date(2025, 10, 23), date(2025, 10, 23)),
        ("2021/2025", "years", date(2021, 1, 1), date(2025, 12, 31)),
        ("2023-04/2024-03", "twelve-months", date(2023, 4, 1), date(2024, 3, 31)),
        ("2023-04/2024-04", "years", date(2023, 4, 1), date(2024, 4, 30)),
        ("2023-04/2025-03", "years", date(2023, 4, 1), date(2025, 3, 31)),
        ("2023-07-15/2024-07-14", "span", date(2023, 7, 15), date(2024, 7, 14)),
        ("2023-07-15/2024-07-15", "years", date(2023, 7, 15), date(2024, 7, 15)),
        ("2023-11/2024-02", "span", date(2023, 11, 1), date(2024, 2, 29)),
        ("2025-12-30/2026-01-04", "span", date(2025, 12, 30), date(2026, 1, 4)),
    ],
)
def test_every_form_has_its_kind_and_its_first_and_last_day(text, kind, start, end):
    period = parse_period(text)

    assert (period.kind.id, period.start, period.end) == (kind, start, end)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("2024-Q1", "2024-01/2024-03"),
        ("2024-Q2", "2024-04/2024-06"),
        ("2024-Q3", "2024-07/2024-09"),
        ("9999-Q4", "9999-10/9999-12"),
        ("0001-H1", "0001-01/0001-06"),
        ("2024-H2", "2024-07/2024-12"),
    ],
)
def test_a_quarter_and_a_half_are_read_as_the_months_they_are(text, spelling):
    assert parse_period(text) == parse_period(spelling)
    assert str(parse_period(text)) == spelling


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("2024-q3", "2024-Q3"),
        ("2024-h1", "2024-H1"),
        ("2024Q3", "2024-Q3"),
        ("2024 Q3", "2024-Q3"),
        ("Q3 2024", "2024-Q3"),
        ("h2/2024", "2024-H2"),
        ("2024-Q5", "2024-Q4"),
        ("2024-Q0", "2024-Q1"),
        ("2024-Q12", "2024-Q4"),
        ("2024-H0", "2024-H1"),
        ("2024-H3", "2024-H2"),
    ],
)
def test_what_is_nearly_a_quarter_or_half_is_refused_with_the_nearest_one(text, nearest):
    with pytest.raises(ValueError, match="period") as caught:
        parse_period(text)

    assert (
        str(caught.value) == f"expected a period such as {FORMS}; found '{text}'; did you mean '{nearest}'?"
    )
    assert str(parse_period(nearest)) != text


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("2024-Q1/2024-Q3", "2024-01/2024-09"),
        ("2024-H1/2024-H2", "2024"),
        ("2023-Q2/2024-Q1", "2023-04/2024-03"),
    ],
)
def test_several_quarters_are_refused_for_the_months_they_are(text, shorter):
    with pytest.raises(ValueError, match="period") as caught:
        parse_period(text)

    assert str(caught.value) == f"write the period '{text}' as '{shorter}'"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"expected a period such as {FORMS}; found ''"),
        ("Q1 2024", f"expected a period such as {FORMS}; found 'Q1 2024'; did you mean '2024-Q1'?"),
        ("Q1 0000", f"expected a period such as {FORMS}; found 'Q1 0000'"),
        ("0000-Q1", "there is no such date in the period '0000-Q1'"),
        (
            "2024-Q1/2024-06",
            f"both ends of a period need the same form, as in {FORMS}; found '2024-Q1/2024-06'",
        ),
        ("24", f"expected a period such as {FORMS}; found '24'"),
        ("2024-1", f"expected a period such as {FORMS}; found '2024-1'"),
        ("2024 ", f"expected a period such as {FORMS}; found '2024 '"),
        ("2024\n", f"expected a period such as {FORMS}; found '2024\\n'"),
        ("2024/", f"expected a period such as {FORMS}; found '2024/'"),
        ("/2024", f"expected a period such as {FORMS}; found '/2024'"),
        ("2021/2023/2025", f"expected a period such as {FORMS}; found '2021/2023/2025'"),
        ("２０２４", f"expected a period such as {FORMS}; found '２０２４'"),
        ("2024-13", "there is no such date in the period '2024-13'"),
        ("2024-00", "there is no such date in the period '2024-00'"),
        ("2025-02-29", "there is no such date in the period '2025-02-29'"),
        ("0000", "there is no such date in the period '0000'"),
        ("2024/2025-06", f"both ends of a period need the same form, as in {FORMS}; found '2024/2025-06'"),
        ("2025/2021", "the period '2025/2021' ends before it starts"),
        ("2024-10/2024-01", "the period '2024-10/2024-01' ends before it starts"),
    ],
)
def test_anything_else_is_refused_with_what_was_expected(text, message):
    with pytest.raises(ValueError, match="period") as caught:
        parse_period(text)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("2024/2024", "2024"),
        ("2024-10/2024-10", "2024-10"),
        ("2025-10-23/2025-10-23", "2025-10-23"),
        ("2024-01/2024-12", "2024"),
        ("2024-01-01/2024-12-31", "2024"),
        ("2021-01/2025-12", "2021/2025"),
        ("2021-01-01/2025-12-31", "2021/2025"),
        ("2024-10-01/2024-10-31", "2024-10"),
        ("2024-01-01/2024-10-31", "2024-01/2024-10"),
        ("2023-11-01/2024-02-29", "2023-11/2024-02"),
    ],
)
def test_each_period_has_one_spelling_the_shortest(text, shorter):
    with pytest.raises(ValueError, match="write the period") as caught:
        parse_period(text)

    assert str(caught.value) == f"write the period '{text}' as '{shorter}'"
    assert str(parse_period(shorter)) == shorter


class TestSeriesKind:
    """What may stand on one line."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2023", "2024"),
            ("2023-10", "2024-10"),
            ("2023-10", "2024-11"),
            ("2024-01/2024-03", "2024-04/2024-06"),
            ("2024-01/2024-06", "2024-07/2024-12"),
            ("2022-04/2023-03", "2023-04/2024-03"),
            ("2023-02", "2024-02"),
            ("2023-01/2023-10", "2024-01/2024-10"),
            ("2023-01/2023-02", "2024-01/2024-02"),
            ("2016/2020", "2021/2025"),
            ("2024-10-23", "2025-05-01"),
            ("2024-10-15/2024-11-04", "2025-10-15/2025-11-04"),
        ],
    )
    def test_stretches_of_one_kind_and_length_are_alike(self, one, other):
        assert parse_period(one).series_kind == parse_period(other).series_kind

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("2023", "2024-01/2024-10"),
            ("2023", "2021/2025"),
            ("2023", "2023-12-31"),
            ("2023-01/2023-10", "2024-01/2024-09"),
            ("2023", "2023-04/2024-03"),
            ("2023-07/2024-06", "2023-04/2024-03"),
            ("2024-01/2024-03", "2024-02/2024-04"),
            ("2024-01/2024-03", "2024-01/2024-02"),
            ("2024-01/2024-06", "2024-01/2024-03"),
            ("2023-10", "2024-01/2024-10"),
            ("2021/2025", "2021/2024"),
            ("2024-10", "2025-10-01/2025-10-07"),
            ("2024-10-01/2024-10-07", "2025-10-01/2025-10-08"),
            ("2023/2024", "2023-11/2024-02"),
            ("2022-11/2023-02", "2023-10/2024-06"),
        ],
    )
    def test_stretches_of_another_length_or_season_are_not(self, one, other):
        assert parse_period(one).series_kind != parse_period(other).series_kind


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("1962", "2"),
        ("1963", None),
        ("1963/1965", None),
        ("1966", "3"),
        ("2021", "14"),
        ("2025-12-31", "14"),
        ("2021/2025", "14"),
        ("2025-01/2025-10", "14"),
        ("2026-01-01", "15"),
        ("2025/2026", None),
        ("2024/2026", None),
        ("2035", None),
    ],
)
def test_a_plan_holds_only_the_periods_that_lie_wholly_in_it(text, plan):
    found = plan_of(parse_period(text), PLANS)

    assert (found.id if found else None) == plan


def test_the_undated_is_in_no_plan():
    assert plan_of(None, PLANS) is None


@given(written().filter(accepted))
def test_a_period_keeps_its_text_and_starts_before_it_ends(text):
    period = parse_period(text)

    assert str(period) == period.text == text
    assert period.start <= period.end


@given(stretches())
def test_every_stretch_of_days_has_one_spelling_that_is_read_as_it(period):
    assert parse_period(period.text) == period


@given(stretches())
def test_every_stretch_of_days_is_of_a_kind_that_says_how_long_it_is(period):
    days_long = (period.end - period.start).days + 1
    at_most = {
        "point": (1, 1),
        "month": (28, 31),
        "quarter": (90, 92),
        "half": (181, 184),
        "year": (365, 366),
        "twelve-months": (365, 366),
        "since-january": (59, 335),
        "span": (2, 366),
        "years": (366, 3_652_059),
    }
    least, most = at_most[period.kind.id]

    assert set(at_most) == {kind.id for kind in PERIOD_KINDS}
    assert least <= days_long <= most


@given(stretches(), stretches(), stretches())
def test_of_two_periods_one_comes_first_or_they_are_the_same(one, other, third):
    assert (one < other) + (other < one) + (one == other) == 1
    assert sorted([one, other, third]) == sorted([third, other, one])
    if one.end < other.end:
        assert one < other


@given(written())
def test_a_refusal_of_spelling_names_one_that_is_accepted_and_means_the_same(text):
    try:
        parse_period(text)
    except ValueError as error:
        assume(str(error).startswith("write the period"))
        shorter = str(error).rsplit("'", 2)[1]
        first, last = text.split("/")
        period = parse_period(shorter)
        assert period.start.isoformat().startswith(first)
        assert period.end.isoformat().startswith(last)
        assert len(shorter) < len(text)


@given(days, days)
def test_whole_months_are_never_written_in_days(one, other):
    first, last = sorted([one, other])
    start = first.replace(day=1)
    end = last.replace(day=monthrange(last.year, last.month)[1])

    assert not accepted(f"{start}/{end}")


@given(st.dates(date(1, 1, 1), date(9998, 1, 1)), st.integers(1, 400))
def test_two_accepted_periods_of_the_same_days_are_written_alike(start, length):
    end = start + timedelta(days=length)
    cut = [(start.isoformat()[:n], end.isoformat()[:n]) for n in (4, 7, 10)]
    spellings = {f"{first}/{last}" for first, last in cut} | {first for first, _ in cut}

    found = [parse_period(text) for text in spellings if accepted(text)]

    assert len({(period.start, period.end) for period in found}) == len(found)


@given(st.text(max_size=25) | st.from_regex(r"[0-9/\-]{0,22}", fullmatch=True))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    refusal = None
    try:
        parse_period(text)
    except ValueError as error:
        refusal = str(error)

    assert refusal is None or "period" in refusal


@given(written().filter(accepted))
def test_the_pattern_that_editors_check_with_knows_every_form(text):
    assert re.fullmatch(PERIOD_PATTERN, text)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024/2025-06", "2024-01-32", "2024 ", "x2024", "2024-1", "2024|"]
)
def test_that_pattern_refuses_what_is_no_form(text):
    assert not re.fullmatch(PERIOD_PATTERN, text)
