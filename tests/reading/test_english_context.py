"""What English prose says around a figure: where, when, against when, and whether it came about."""

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.model.period import parse_period
from indicators.reading import read, read_context

PUBLISHED = date(2025, 10, 23)


def contexts(text, published=PUBLISHED, **known):
    reading = read(text, "en")
    found = read_context(text, reading, "en", published=published, **known)
    return {mention.stated: context for mention, context in zip(reading.mentions, found, strict=True)}


def values(text, field, **known):
    """The values of one field, figure by figure."""
    return [
        getattr(context, field).value if getattr(context, field) else None
        for context in contexts(text, **known).values()
    ]


PERIODS = {
    "Output was 5 million tonnes in 2024.": "2024",
    "Output was 5 million tonnes last year.": "2024",
    "Output will be 5 million tonnes next year.": "2026",
    "Output was 5 million tonnes in the first half of 2025.": "2025-01/2025-06",
    "Output was 5 million tonnes in the first half.": "2025-01/2025-06",
    "Output was 5 million tonnes in the second half.": "2024-07/2024-12",
    "Output was 5 million tonnes in H1 2025.": "2025-01/2025-06",
    "Output was 5 million tonnes in 1H25.": "2025-01/2025-06",
    "Output was 5 million tonnes in the first three quarters of this year.": "2025-01/2025-09",
    "Output was 5 million tonnes in the first 10 months of last year.": "2024-01/2024-10",
    "Output was 5 million tonnes in the third quarter.": "2025-07/2025-09",
    "Output was 5 million tonnes in the fourth quarter.": "2024-10/2024-12",
    "Output was 5 million tonnes in Q3 2024.": "2024-07/2024-09",
    "Output was 5 million tonnes in January-September.": "2025-01/2025-09",
    "Output was 5 million tonnes from January to May 2024.": "2024-01/2024-05",
    "Output was 5 million tonnes in the January-August period.": "2025-01/2025-08",
    "Output was 5 million tonnes in September.": "2025-09",
    "Output was 5 million tonnes in November.": "2024-11",
    "Output was 5 million tonnes in September last year.": "2024-09",
    "Output was 5 million tonnes in the year to March 2025.": "2024-04/2025-03",
    "Output was 5 million tonnes in the nine months ended June 30, 2025.": "2024-10/2025-06",
    "Output was 5 million tonnes in FY2023-24.": "2023-04/2024-03",
    "Output was 5 million tonnes in 2023-24.": "2023-04/2024-03",
    "Output was 5 million tonnes in the fiscal year 2023-24.": "2023-04/2024-03",
    "Output was 5 million tonnes in FY25.": "2024-04/2025-03",
    "Output was 5 million tonnes in Q4 FY24.": "2024-01/2024-03",
    "Output was 5 million tonnes in the first nine months of FY2023-24.": "2023-04/2023-12",
    "Output was 5 million tonnes in the third quarter of 2023-24.": "2023-10/2023-12",
    "Output was 5 million tonnes in calendar 2024.": "2024",
    "Nine-month output was 5 million tonnes.": "2025-01/2025-09",
    "The city plans an output of 5 million tonnes over the next three years.": "2026/2028",
    "There were 5,000 firms as on 31 March 2025.": "2025-03-31",
    "Between 2014 and 2022 output was 5 million tonnes.": "2014/2022",
    "Output was 5 million tonnes in 2021-2024.": "2021/2024",
    "Output was 5 million tonnes during the 14th Five-Year Plan.": "2021/2025",
    "Output was 5 million tonnes during the 13th Five-Year Plan period.": "2016/2020",
    "Output was 5 million tonnes during the First Five-Year Plan.": "1953/1957",
    "Output was 5 million tonnes so far this year.": "2025-01-01/2025-10-23",
    "Output was 5 million tonnes as of October 21.": "2025-01-01/2025-10-21",
    "There were 5,000 firms as of October 21.": "2025-10-21",
    "There were 5,000 firms by the end of June.": "2025-06-30",
    "There were 5,000 firms at the end of 2024.": "2024-12-31",
    "There were 5,000 firms as of end-June 2024.": "2024-06-30",
    "There were 5,000 firms on 1 January 2025.": "2025-01-01",
    "There are now 5,000 firms.": None,
    "There are 5,000 firms.": None,
    "Output was 5 million tonnes.": None,
    "Output was 5 million tonnes at Expo 2020.": None,
    "The city aims at an output of 5 million tonnes by 2030.": "2030",
}


@pytest.mark.parametrize("text", PERIODS)
def test_the_period_of_a_figure_is_told_from_the_words_beside_it_and_the_day_of_publication(text):
    assert values(text, "period") == [PERIODS[text]]


@pytest.mark.parametrize(
    ("published", "period"),
    [
        (date(2025, 1, 20), "2024-10/2024-12"),
        (date(2025, 12, 31), "2025-10/2025-12"),
        (date(2024, 2, 29), "2023-10/2023-12"),
    ],
)
def test_a_quarter_without_a_year_is_the_last_one_that_was_over(published, period):
    assert values("Output was 5 tonnes in the fourth quarter.", "period", published=published) == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("LEEDS, Oct. 23, 2024 -- Output was 5 million tonnes last year.", "2023"),
        ("Output of Leeds\nUpdated: 2023-05-02\n\nOutput was 5 million tonnes last year.", "2022"),
        ("Output of Leeds\n12 May 2022 | By our staff\n\nOutput was 5 million tonnes last year.", "2021"),
        ("Output was 4 million tonnes in 2023. It was 5 million tonnes the year before.", "2022"),
        ("Output was 5 million tonnes last year.", None),
    ],
)
def test_the_day_of_publication_is_read_from_the_first_lines(text, period):
    assert values(text, "period", published=None)[-1] == period


SENTENCES = {
    "GDP went up from 2.5 trillion yuan in 2020 to 3.1 trillion yuan last year.": ["2020", "2024"],
    "In 2024, GDP was 3 trillion yuan; exports were 1 trillion yuan.": ["2024", "2024"],
    "Exports rose 3 percent in May, and imports fell 2 percent in June.": ["2025-05", "2025-06"],
    "Sales were 4 million yuan, against 3 million yuan in the same period of 2024, in the first half of 2025.": [
        "2025-01/2025-06", "2024"],
    "In the first half of 2025 sales were 4 million yuan, compared with 3 million yuan a year earlier.": [
        "2025-01/2025-06", "2024-01/2024-06"],
    "Sales were 4 million yuan in 2024. Costs rose 5 percent. Some 30 firms remain open.": ["2024", "2024", None],
    "Output and sales were 5 million yuan and 6 million yuan respectively last year.": ["2024", "2024"],
    "In June output was 5 million tonnes. Since July 2024, it has risen by 300,000 tonnes; sales fell 2 percent.": [
        "2025-06", "2025-06", "2025-06"],
    "Output was 5 million tonnes in 2023, 3 percent above its 2019 level. Sales fell 2 percent.": ["2023", "2023", "2023"],
    "In 2024 exports rose 4 percent. Five years ago the town had 12 firms.": ["2024", "2020"],
    "In 2024 exports rose 4 percent. The town, which was merged with Tollbridge on July 1, sold 5 million tonnes.": [
        "2024", "2024"],
    "The town aims to sell 5 tonnes by 2035; from 2026 to 2029 it plans to build 10,000 homes.": ["2035", "2026/2029"],
    "During the 14th Five-Year Plan exports doubled. Over the five years growth averaged 4 percent.": [
        "2021/2025", "2021/2025"],
}  # fmt: skip


@pytest.mark.parametrize("text", [text for text in SENTENCES if "against" not in text])
def test_every_figure_of_a_sentence_has_its_own_period(text):
    assert values(text, "period") == SENTENCES[text]


def test_what_was_takes_over_the_period_of_the_sentence_before_as_a_guess():
    first, second = contexts("Sales were 4 million yuan in 2024. Costs rose 5 percent.").values()

    assert (first.period.guessed, second.period.guessed) == (False, True)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("In the first half of 2025 output grew 4 percent year on year.", "2024-01/2024-06"),
        ("Firms made up 31 percent of GDP in 2024, up 1.3 percentage points from 2020.", "2020"),
        ("Output grew 4 percent in 2024.", None),
    ],
)
def test_the_period_that_a_growth_is_measured_against(text, base):
    assert values(text, "base_period")[-1] == base


REGIONS = {
    "Output in Leeds was 5 million tonnes.": ["Leeds"],
    "Sunmere district produced 5 million tonnes.": ["Sunmere district"],
    "The county of Sunmere produced 5 million tonnes.": ["Sunmere"],
    "Output grew 6 percent in Sunmere and 3 percent in Tollbridge.": ["Sunmere", "Tollbridge"],
    "Sunmere's exports rose 6 percent, while those in Tollbridge fell 2 percent.": ["Sunmere", "Tollbridge"],
    "The GDP of Sunmere and Tollbridge districts was 4 million and 5 million yuan respectively.": ["Sunmere", "Tollbridge"],
    "Output fell 4 percent and 5 percent in Sunmere and in Tollbridge respectively.": ["Sunmere", "Tollbridge"],
    "Exports of Karnataka to Japan rose 6 percent.": ["Karnataka"],
    "Karnataka was home to 3,500 Japanese and Korean enterprises.": ["Karnataka"],
    "The economy of Bavaria grew 2 percent, against 1 percent for Germany.": ["Bavaria", "Germany"],
    "Taken together, output of Bavaria and Hesse was 5 million tonnes.": ["Bavaria and Hesse"],
    "Bavaria's economy grew 2 percent. The state exported 5 million tonnes.": ["Bavaria", "Bavaria"],
    "The lowest rates were those in Malta (2.7%) and Czechia (2.8%).": ["Malta", "Czechia"],
    "German exports fell 3 percent. Dutch industry grew by 2 percent.": ["Germany", "Netherlands"],
    "Bavarian exports fell 3 percent, and firms in Bavaria cut 5,000 jobs.": ["Bavaria", "Bavaria"],
    "Bavaria ranked second in Germany.": ["Bavaria"],
    "Bavaria makes up 18 percent of Germany's GDP and 20 percent of its exports.": ["Bavaria", "Bavaria"],
    "Bavaria's growth of 2 percent beat Germany's 1 percent.": ["Bavaria", "Germany"],
    "Sunmere, a county-level city known for its toys, saw exports rise 4 percent.": ["Sunmere"],
    "In Bolton it was 24 percent, in Stockport 18 percent. Both boroughs lost 5,000 jobs.": [
        "Bolton", "Stockport", "Bolton and Stockport"],
    "Bavaria's exports rose 6 percent; France took 15 percent of all sales.": ["Bavaria", "Bavaria"],
    "The Greater Sunmere Area (GSA) is large. The GSA has 5,000 firms.": ["Greater Sunmere Area"],
    "The Karnataka Bank lent 5 million rupees.": [None],
}  # fmt: skip


@pytest.mark.parametrize("text", REGIONS)
def test_the_region_of_a_figure_is_the_place_that_the_sentence_speaks_of(text):
    assert values(text, "region") == REGIONS[text]


def test_what_names_no_place_is_of_the_one_in_the_headline():
    text = "Bavaria exports more\n\nExports rose 5 percent.\n\nIn Hesse they fell 2 percent.\n\nImports rose 3 percent."

    assert values(text, "region") == ["Bavaria", "Hesse", "Bavaria"]


def test_the_names_that_a_dataset_knows_are_places():
    assert values("Quorvale had 5,000 firms.", "region", known_places=["Quorvale"]) == ["Quorvale"]


STATUSES = {
    "Output grew 4 percent.": ["actual"],
    "The city aims to grow by 5 percent.": ["target"],
    "The city plans to build 5,000 homes and to plant 3,000 trees.": ["target", "target"],
    "Foshan has set itself a growth target of 4.5 percent.": ["target"],
    "Growth of 4 percent missed the 5 percent target.": ["actual", "target"],
    "The deficit is targeted at 3 percent of GDP.": ["target"],
    "Spending is budgeted at 5 million euros.": ["target"],
    "Output is expected to reach 5 million tonnes.": ["expected"],
    "Output is forecast to grow by 4 percent and exports by 3 percent.": ["expected", "expected"],
    "Output will grow by 4 percent.": ["expected"],
    "Output grew 4 percent and is expected to reach 5 million tonnes.": ["actual", "expected"],
    "Output is to reach 5 million tonnes. It grew 4 percent.": ["target", "actual"],
    "Output grew 4 percent, more than expected.": ["actual"],
    "The ministry, which expects more, said exports rose 4 percent.": ["actual"],
    "The council will build 5,000 homes.": ["target"],
    "Manufacturing is to make up 25 percent of GDP (now: 19.8 percent).": ["target", "actual"],
    "R&D spending is to climb from 1.9 percent of GDP in 2023 to 3 percent.": ["actual", "target"],
    "The budget is expected to be 5 million euros; some 2 million euros of it is for roads.": [
        "expected",
        "expected",
    ],
    "An estimated 5,000 people came.": ["actual"],
    "Some 5,000 homes are to be built.": ["target"],
}


@pytest.mark.parametrize("text", STATUSES)
def test_the_status_is_said_by_the_words_that_govern_the_clause(text):
    assert values(text, "status") == STATUSES[text]


ABOUT = {
    "Retail sales of consumer goods rose 4.1 percent to 815 billion yuan.": ["Retail sales of consumer goods"] * 2,
    "The city has 482 high-tech enterprises.": ["high-tech enterprises"],
    "Bavaria had a GDP of over 230 billion euros in 2024.": ["GDP"],
    "In 2024, services expanded by 4.9 percent while the secondary industry slipped 0.8 percent.": [
        "services", "secondary industry"],
    "GDP per capita reached 164,000 yuan in 2024, or about 23,000 U.S. dollars.": ["GDP per capita", "GDP per capita"],
    "The bureau said that industrial output fell 3 percent.": ["industrial output"],
}  # fmt: skip


@pytest.mark.parametrize("text", ABOUT)
def test_a_figure_is_of_the_noun_that_it_counts_or_of_the_subject_of_its_clause(text):
    assert values(text, "about") == ABOUT[text]


@pytest.mark.parametrize(
    ("text", "counterpart"),
    [
        ("Exports of Bavaria to France rose 6 percent.", "France"),
        ("Bavaria's trade with Japan was 6 million euros.", "Japan"),
        ("Bavaria's GDP ranked second among German states.", "German states"),
        ("Imports and exports ranked seventh nationwide.", "nationwide"),
        ("Bavaria's GDP rose 2 percent.", None),
    ],
)
def test_the_counterpart_is_a_partner_or_the_group_that_something_ranks_in(text, counterpart):
    assert values(text, "counterpart") == [counterpart]


PIECES = re.split(
    " ",
    "In Leeds Nansha district, and Bavaria's output of the city respectively both last year 2024 2021-2025 by the end of "
    "June FY25 Q3 first half same period a year earlier from to than against aims will rose was 5 percent 3 million yuan . ; : - -- \n "
    "30 February 14th Five-Year Plan years to March 9999 0001 now ( ) “ ” 's U.S. |",
)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_text_is_answered_with_places_inside_it_and_periods_in_one_spelling(text):
    reading = read(text, "en")
    for context in read_context(text, reading, "en"):
        for clue in (
            context.region,
            context.period,
            context.base_period,
            context.status,
            context.counterpart,
            context.about,
        ):
            if clue and clue.start is not None:
                assert 0 <= clue.start < clue.end <= len(text)
        for clue in (context.period, context.base_period):
            assert clue is None or parse_period(clue.value).text == clue.value


@pytest.mark.parametrize(
    "piece",
    [
        "In Leeds it rose 5 percent in 2024. ",
        "5 percent of Leeds and ",
        "in 2024 ",
        "Leeds, ",
        "the city ",
        "rose ",
    ],
)
def test_twice_as_long_a_line_takes_about_twice_the_time(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        reading = read(text, "en")
        took = []
        for _ in range(2):
            before = time.process_time()
            read_context(text, reading, "en")
            took.append(time.process_time() - before)
        return min(took)

    assert seconds(40_000) < 4 * seconds(20_000) + 0.1
