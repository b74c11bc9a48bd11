"""English prose: what is read, in which words, and what is no figure."""

import csv
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.reading import read

HERE = Path(__file__).parent
REPORTS = ["outlook", "budget", "press", "jobs"]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(mention):
    """A mention as a row of the tables here writes it."""
    high = mention.value_high
    return {
        "stated": mention.stated,
        "value": plain(mention.value),
        "value_high": "" if high is None else plain(high),
        "qualifier": mention.qualifier,
        "measure": mention.measure,
        "unit": mention.unit.name,
    }


def plain(value):
    return format(round(value, 6).normalize(), "f")


def one(line):
    """The only figure of a line."""
    mentions = read(line, "en").mentions
    assert len(mentions) == 1, [mention.stated for mention in mentions]
    return mentions[0]


def stated(line):
    return [mention.stated for mention in read(line, "en").mentions]


def reasons(line):
    return {(excused.text, excused.reason) for excused in read(line, "en").excused}


FORMS = rows(HERE / "english_forms.csv")


@pytest.mark.parametrize("form", [row for row in FORMS if row["stated"]], ids=lambda row: row["line"])
def test_a_printed_form_is_read_as_what_it_states(form):
    wanted = {name: form[name] for name in ("stated", "qualifier", "measure", "unit")}
    wanted |= {name: form[name] and plain(Decimal(form[name])) for name in ("value", "value_high")}

    assert wanted in [told(mention) for mention in read(form["line"], "en").mentions]


@pytest.mark.parametrize("line", [row["line"] for row in FORMS if not row["stated"]])
def test_a_line_without_figures_has_none(line):
    assert stated(line) == []


@pytest.mark.parametrize("report", REPORTS)
def test_every_figure_of_a_report_is_read_and_nothing_else(report):
    mentions = read((HERE / "english" / f"{report}.txt").read_text(encoding="utf-8"), "en").mentions
    found = [{"line": str(m.line), "number": m.number, **told(m)} for m in mentions]

    assert found == rows(HERE / "english" / f"{report}.csv")


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [
        ("Output fell by more than a fifth.", None, "-20"),
        ("Output fell by nearly 7 percent.", "-7", "-6"),
        ("Output fell by less than 3 percent.", "-3", "0"),
        ("Growth of less than 3 percent is expected.", None, "3"),
        ("Fewer than 400 firms came.", "0", "400"),
        ("Nearly 600 firms came.", "500", "600"),
        ("Growth of 5-5.5 percent is expected.", "5", "5.5"),
        ("The rate is 3.7 percent, give or take 0.7 points.", "3.0", "4.4"),
        ("Exports more than doubled.", "2", None),
        ("At most 30 firms came.", "0", "30"),
        ("Almost a third of them left.", "25", "33.333333"),
    ],
)
def test_a_hedge_bounds_the_size_of_what_it_hedges(line, low, high):
    mention = one(line)

    ends = [None if end is None else plain(end) for end in (mention.low, mention.high)]
    assert ends == [low and plain(Decimal(low)), high and plain(Decimal(high))]


@pytest.mark.parametrize(
    ("line", "low_included", "high_included"),
    [
        ("Over 40 firms came.", False, True),
        ("At least 40 firms came.", True, True),
        ("Under 40 firms came.", True, False),
        ("Nearly 40 firms came.", True, False),
        ("Output fell by nearly 7 percent.", False, True),
    ],
)
def test_a_bound_says_whether_it_is_one_of_the_numbers(line, low_included, high_included):
    quantity = one(line).quantity

    assert (quantity.low_included, quantity.high_included) == (low_included, high_included)


def test_a_printed_number_keeps_its_zeros():
    assert str(one("Output rose 4.0 percent.").printed) == "4.0"


@pytest.mark.parametrize(
    ("line", "against"),
    [
        ("Output rose 4 percent year on year.", "year on year"),
        ("Output was 4 percent higher than a year earlier.", "than a year earlier"),
        ("The share is up 2 percentage points from 2020.", "from 2020"),
        ("Output rose 4 percent.", None),
        ("Output rose 4 percent from 2020 to 2024.", None),
    ],
)
def test_what_a_growth_is_measured_against_is_told_where_it_stands_beside_it(line, against):
    assert one(line).against == against


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("On 12 March 2024 they met.", ("12 March 2024", "date")),
        ("They met at 15:40.", ("15:40", "time")),
        ("It grew in 2024.", ("2024", "period")),
        ("The 14th Five-Year Plan ends.", ("14th Five-Year", "plan")),
        ("The 138th Canton Fair opened.", ("138th", "edition")),
        ("(1 U.S. dollar equals 26,350 dong)", ("1 U.S. dollar equals 26,350", "rate of exchange")),
        ("It fell to Rs 87 to the dollar.", ("87", "rate of exchange")),
        ("Jobs for people aged 15-29 grew.", ("15-29", "threshold")),
        ("Of residents aged 16 to 64 most work.", ("16 to 64", "threshold")),
        ("See page 14.", ("14", "page")),
        ("It is Document No. 27.", ("27", "document")),
        ("See Table 3.", ("3", "list")),
        ("They flew an Airbus A320.", ("A320", "name")),
        ("It builds the “12218” system.", ("12218", "name")),
        ("They renewed ISO 9001 papers.", ("9001", "code")),
        ("It stands at 305 Zhongshan Road.", ("305", "address")),
        ("Call +86 20 8123 4567.", ("+86 20 8123 4567", "contact")),
        ("It lies at 23.13° N.", ("23.13° N", "place")),
        ("They beat Wuhan 3-1.", ("beat Wuhan 3-1", "score")),
        ("In a 90-minute briefing they spoke.", ("90-minute", "duration")),
        ("They gave 100-yuan coupons.", ("100-yuan", "entitlement")),
        ("Firms with sales of 20 million yuan or more gained.", ("20 million", "threshold")),
        ("It stays inside the 25 percent ceiling.", ("25", "ceiling")),
        ("A plant with a capacity of 30,000 tonnes opened.", ("30,000", "capacity")),
        ("US$ 1 = Rs 87.1.", ("US$ 1 = Rs 87.1", "rate of exchange")),
        ("There are 7 of them.", ("7", "unread")),
    ],
)
def test_a_number_that_is_no_figure_says_why(line, reason):
    assert stated(line) == []
    assert reason in reasons(line)


def test_two_figures_are_no_range_where_something_moved_from_one_to_the_other():
    assert stated("The rate rose from 4 percent to 6 percent.") == ["4 percent", "6 percent"]
    assert stated("Rates range from 4 percent to 6 percent.") == ["from 4 percent to 6 percent"]


def test_members_of_a_list_share_unit_scale_and_sign():
    mentions = read("Imports fell by 3, 4 and 5 million tonnes respectively.", "en").mentions

    assert [mention.value for mention in mentions] == [-3_000_000, -4_000_000, -5_000_000]
    assert {mention.unit.name for mention in mentions} == {"tonnes"}


def test_a_line_of_bare_data_is_no_prose():
    reading = read("12 " * 2000, "en")

    assert reading.mentions == ()
    assert {excused.reason for excused in reading.excused} == {"unread"}


PIECES = [
    "GDP grew ", "fell by ", "more than ", "up to ", "nearly ", "between ", "and ", "to ", "from ", "or more ", "5", "5.5 ", "1,234,567 ",
    "12,34,567 ", "percent ", "percentage points ", "million ", "lakh crore ", "yuan ", "$", "Rs ", "€", "two ", "hundred ", "a third ",
    "of ", "half ", "a ", "one in five ", "doubled ", "times ", "twice ", "third ", "ranked ", "No. ", "th ", "straight year ", "flat ",
    "was ", "in ", "2024 ", "2024-25 ", "Oct. ", "10:30 ", "-", "–", "+", "±", "%", "‰", "½", "(", ")", ", ", ". ", "; ", "firms ",
    "respectively", "x ", "fold ", "bn ", "k ", "higher ", "lower ", "respectively. ", "\u200b", "\u00ad", "\ud800", "\u202e", "\n", "\u00a0", "３",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_every_mention_stands_in_its_line_and_none_overlap(text):
    mentions = read(text, "en").mentions
    end = 0
    for mention in mentions:
        assert end <= mention.start <= mention.number_start < mention.number_end <= mention.end
        assert text[mention.start : mention.end] == mention.stated
        assert text[mention.number_start : mention.number_end] == mention.number
        assert "\n" not in mention.stated
        assert mention.line == len(re.split(r"\r\n|\n|\r", text[: mention.start]))
        assert mention.low is None or mention.high is None or mention.low <= mention.high
        end = mention.end


@given(TEXTS)
def test_every_digit_is_read_or_excused(text):
    reading = read(text, "en")
    spans = [(found.start, found.end) for found in (*reading.mentions, *reading.excused)]

    for place, char in enumerate(text):
        assert char not in "0123456789" or any(start <= place < end for start, end in spans)


@given(TEXTS)
def test_reading_twice_says_the_same(text):
    assert read(text, "en") == read(text, "en")


#: Such a line takes half a second; a pattern that begins again at every character would take minutes.
MOST_SECONDS = 30


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "123,", "123 ", "more than ", "one and ", "two hundred and ", "1.", "5-", "a ", "5 to ", "by ", "$5 ", "+1 ", '"5" ',
     "GDP 5 ", "won a b 5 ", "call 55 ", "half a ", "-5 ", " ", "(", "http://a", "year on ", "million ", "3rd ", "a third of ", "％５"],
)  # fmt: skip
def test_no_line_of_two_hundred_thousand_characters_is_looked_at_again_and_again(piece):
    begun = time.process_time()
    read(piece * (200_000 // len(piece)), "en")

    assert time.process_time() - begun < MOST_SECONDS
