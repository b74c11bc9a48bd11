"""A draft of a figure: the indicator it belongs to, ids of the dataset, what it has already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indicators.check.dataset_file import load_dataset
from indicators.query import Catalogue
from indicators.reading.drafting import Drafter, draft_figures
from indicators.reading.drafting.indicator_proposal import make_slug

ROOT = Path(__file__).parents[3]
SMALL = load_dataset(ROOT / "tests" / "data" / "small.yaml")
STOCK = load_dataset(ROOT / "data" / "indicators.yaml")
DRAFTER = Drafter(STOCK)


def drafts(text, **options):
    return DRAFTER.draft(text, **options)


RIGHT = {
    "Imports and exports of goods surpassed 1 trillion yuan.": "goods-trade",
    "Imports and exports of goods grew by 4 percent.": "goods-trade-growth",
    "Gross domestic product rose 5.2 percent.": "gdp-growth",
    "Gross domestic product came to 3 trillion yuan.": "gdp",
    "The province ranked first by invention patents granted.": "patents-granted-rank",
    "There are 25,000 high-tech enterprises.": "high-tech-enterprises",
    "R&D expenditure rose from 340 billion yuan in 2020 to 510 billion yuan.": "rd-spending",
    "货物进出口总额突破1万亿元。": "goods-trade",
    "货物进出口总额同比增长4.1%。": "goods-trade-growth",
    "高新技术企业超过1.3万家。": "high-tech-enterprises",
    "全年研發經費投入超過5000億元。": "rd-spending",
}


@pytest.mark.parametrize("text", RIGHT)
def test_the_indicator_is_the_one_that_words_unit_and_measure_name(text):
    assert {one.candidates[0].id for one in drafts(text)} == {RIGHT[text]}


def test_a_reason_names_the_words_that_speak_for_an_indicator_and_its_name():
    [one] = drafts("Imports and exports of goods surpassed 1 trillion yuan.")

    assert one.candidates[0].reason == "imports, exports, goods: Goods imports and exports"


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("2025年，广州货物进出口总额12100亿元。", [False]),
        ("2025年，广州货物进出口总额12100亿元，货物进出口总额12100亿元。", [False, False]),
        (
            "2025年，广州货物进出口总额12100亿元，货物出口总额7456.8亿元，货物进口总额4600亿元。",
            [True, True, True],
        ),
        ("2024年，广州货物进出口总额11000亿元；2025年，货物进出口总额12100亿元。", [False, False]),
    ],
)
def test_unlike_numbers_of_one_thing_in_one_text_make_its_indicator_a_guess(text, guessed):
    found = drafts(text)

    assert {one.indicator.value for one in found} == {"goods-trade"}
    assert [one.indicator.guessed for one in found] == guessed


@pytest.mark.parametrize("text", ["GDP grew by 5 percent.", "生产总值增长5%。"])
def test_a_growth_is_never_offered_an_indicator_of_money(text):
    [one] = drafts(text)

    assert "gdp" not in {candidate.id for candidate in one.candidates}


def test_at_most_three_candidates_are_offered_the_likeliest_first_each_between_0_and_1():
    [one] = drafts("The city has 40 national innovation centres and platforms.")

    scores = [candidate.score for candidate in one.candidates]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_what_fits_no_indicator_is_proposed_as_a_new_one():
    [one] = drafts("The harbour handled 16 million tonnes of cargo.")

    assert one.indicator.value == one.proposal.id
    assert not one.indicator.is_known
    assert (one.proposal.measure, one.proposal.unit, one.proposal.new_unit.id) == (
        "level",
        "tonnes",
        "tonnes",
    )


def test_a_chinese_proposal_has_an_id_in_pinyin_and_a_chinese_name():
    [one] = drafts("全市旅客吞吐量达到8000万人次。")

    assert (one.proposal.id, one.proposal.name, one.proposal.language) == (
        "lv-ke-tun-tu-liang",
        "旅客吞吐量",
        "zh",
    )
    assert one.proposal.unit == "person-times"


def test_an_id_of_a_proposal_is_not_one_that_is_taken():
    [one] = draft_figures("Jobs rose by 3 percent.", SMALL)

    assert one.proposal.id == "jobs-growth"
    assert one.proposal.name == "Growth in Jobs"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Retail sales of consumer goods", "retail-sales-of-consumer-goods"),
        ("零售额", "ling-shou-e"),
        ("São Paulo’s exports", "sao-paulos-exports"),
        ("5G base stations", "indicator-5g-base-stations"),
        ("…", "indicator"),
    ],
)
def test_an_id_is_made_of_plain_letters(words, slug):
    assert make_slug(words) == slug


def test_the_value_is_written_as_a_record_of_the_indicator_has_it():
    text = (
        "Goods imports and exports were between 5 and 5.5 trillion yuan, exhibition area doubled, "
        "goods imports and exports grew by 3.70 percent."
    )

    assert [(one.value, one.qualifier) for one in drafts(text)] == [
        ("5 trillion–5.5 trillion", "between"),
        ("2x", "exact"),
        ("3.70", "exact"),
    ]


def test_a_figure_that_the_same_source_states_on_the_same_line_is_known():
    text = "\nThe economy was worth over 3.2 trillion crowns.\n"
    gdp = SMALL.indicators["gdp"]
    observation = gdp.observations[0]
    known = replace(SMALL, indicators={"gdp": gdp.model_copy(update={"observations": (observation,)})})
    text = "\n" * (observation.at[0] - 1) + f"GDP was {observation.value} crowns.\n"

    [one] = draft_figures(text, known, source_id=observation.source)

    assert (one.state, one.known_ids) == ("known", (observation.key("gdp"),))


def test_a_number_that_a_curator_excused_says_why():
    [one] = draft_figures(
        "Jobs: 270 people.", SMALL, find_excuse=lambda mention: f"{mention.number} is a caption"
    )

    assert (one.state, one.excuse) == ("excused", "270 is a caption")


def test_a_catalogue_is_as_good_as_its_dataset():
    text = "Jobs rose by 3 percent."

    assert draft_figures(text, Catalogue(SMALL)) == draft_figures(text, SMALL)


@pytest.mark.parametrize("text", ["", "\n\n", "Nothing happened.", "Die Exporte stiegen.", "\x00\ud800"])
def test_a_text_without_figures_has_no_drafts(text):
    assert drafts(text) == ()


@pytest.mark.parametrize(
    ("text", "usd"),
    [
        ("Imports and exports of goods surpassed 1 trillion yuan ($141.55 billion).", "141.55 billion"),
        ("Imports surpassed 1 trillion yuan (approximately $141.55 billion).", "141.55 billion"),
        ("货物进出口总额超过1万亿元（约1415.5亿美元）。", "1415.5亿"),
    ],
)
def test_dollars_in_brackets_belong_to_the_figure_before_them(text, usd):
    figure, dollars = drafts(text)

    assert figure.usd == usd
    assert (dollars.state, dollars.excuse) == ("excused", "the dollars beside the figure before it")


def test_dollars_that_stand_alone_are_a_figure_of_their_own():
    text = "Exports were 1 trillion yuan, and $3 billion was invested."

    assert [(one.usd, one.state) for one in drafts(text)] == [(None, "new"), (None, "new")]
