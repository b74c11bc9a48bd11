"""Kinds of sentences whose numbers the sources bear out, or are of something else: none is accused."""

import pytest

import indicators
from indicators.reading.claims import FactChecker


@pytest.fixture(scope="module")
def check():
    checker = FactChecker(indicators.load())
    return lambda text: [(one.printed, one.verdict.id) for one in checker.check(text)]


@pytest.mark.parametrize("unit", ["percent", "per cent"])
@pytest.mark.parametrize("verb", ["rose", "grew", "increased", "went up"])
def test_from_one_percentage_to_another_is_two_shares_and_no_growth(check, verb, unit):
    claims = check(
        "Guangzhou had 4.22 million skilled workers in 2025, 19.5 percent more than in 2021; "
        f"the highly skilled among them {verb} from 35 {unit} in 2021 to 38.1 {unit}."
    )
    assert claims[2:] == [(f"35 {unit}", "agrees"), (f"38.1 {unit}", "agrees")]


@pytest.mark.parametrize("among", ["其中", "其中有", "其中的"])
@pytest.mark.parametrize("part", ["120家设立总部", "35家设立总部", "60个在南沙"])
def test_a_part_of_a_count_just_told_is_not_taken_for_the_count(check, among, part):
    claims = check(f"2018年，世界500强企业在广州投资项目921个，{among}{part}。")
    assert claims[0] == ("921个", "agrees")
    assert not {verdict for _, verdict in claims[1:]} & {"differs", "stronger"}


@pytest.mark.parametrize("verb", ["plans", "plans to create", "aims for", "targets", "will provide"])
def test_what_a_city_plans_is_a_target(check, verb):
    claims = check(f"Guangzhou {verb} 667 hectares of industrial bases.")
    assert claims == [("667 hectares", "agrees")]


def test_a_plan_told_as_an_outcome_is_still_one_of_another_status(check):
    assert check("Guangzhou created 667 hectares of industrial bases.") == [("667 hectares", "other-status")]


def test_a_wrong_number_is_still_accused_in_a_sentence_of_its_own(check):
    assert check("2018年，世界500强企业在广州投资项目120个。") == [("120个", "differs")]


@pytest.mark.parametrize("partner", ["the European Union", "the BRICS countries", "Europe"])
@pytest.mark.parametrize("word", ["Business", "Commerce"])
def test_growth_with_a_partner_is_not_compared_with_a_thing_that_has_no_partners(check, partner, word):
    claims = check(f"In the first ten months of 2025 Guangzhou's {word} with {partner} rose 13.9%.")
    assert [verdict for _, verdict in claims] == ["not-found"]


@pytest.mark.parametrize("compared", ["as in 2021", "as 2021"])
def test_a_year_that_a_number_is_compared_with_is_not_its_own(check, compared):
    claims = check(f"Guangzhou expects over 90 international exhibitions, twice as many {compared}.")
    assert "other-period" not in {verdict for _, verdict in claims}


@pytest.mark.parametrize(
    "text",
    [
        "Among the world's science cities Beijing ranks No. 1 and Guangzhou sixth in 2025.",
        "Among the world's science cities Beijing ranks No. 1 and Guangzhou is sixth in 2025.",
        "Among the world's science cities Beijing ranks No. 1, Guangzhou only sixth in 2025.",
    ],
)
def test_a_place_is_held_by_the_city_told_just_before_it(check, text):
    assert check(text)[-1] == ("sixth", "agrees")


@pytest.mark.parametrize("country", ["我国", "我國"])
def test_the_country_of_the_writer_is_china(check, country):
    claims = check(f"{country}新能源汽车产量已占全球一半以上。广州还有很多汽车厂。")
    assert claims == [("一半以上", "agrees")]


@pytest.mark.parametrize("verb", ["wants to strengthen", "plans to strengthen"])
def test_a_plan_for_what_is_stated_without_a_date_is_no_other_status(check, verb):
    claims = check(f"Shenzhen {verb} 20 strategic emerging clusters.")
    assert [verdict for _, verdict in claims] == ["agrees"]


def test_a_region_told_in_a_sentence_before_gives_way_to_another_named_there(check):
    claims = check("Beijing–Tianjin–Hebei is one region. Together the partners run 14 innovation platforms.")
    assert claims == [("14 innovation platforms", "agrees")]


@pytest.mark.parametrize("place", ["Pearl River Delta", "Yangzhou", "Foshan's Nanhai district"])
@pytest.mark.parametrize("it", ["the island", "it", "the place"])
def test_a_place_named_before_the_region_of_a_sentence_is_not_its_own(check, place, it):
    claims = check(
        f"Few in {place} have changed as fast as Hengqin. In 2009 GDP of {it} was 285 million yuan."
    )
    assert claims == [("285 million yuan", "agrees")]


@pytest.mark.parametrize("slogan", ["技能立市", "人才强市", "工业兴市", "科技富市"])
def test_a_slogan_is_no_city(check, slogan):
    assert check(f"{slogan}。2025年，广州全市技能人才422万。") == [("422万", "agrees")]


@pytest.mark.parametrize(
    "several", ["Beijing, Tianjin and Hebei", "Beijing, Tianjin, and Hebei", "Beijing–Tianjin–Hebei"]
)
@pytest.mark.parametrize("they", ["They have", "Together they have", "There are"])
def test_several_named_as_one_region_are_that_region_in_the_next_sentence(check, several, they):
    claims = check(
        f"In 2024 {several} produced a GDP of 11.5 trillion yuan. "
        f"{they} seven national advanced manufacturing clusters."
    )
    assert [verdict for _, verdict in claims] == ["agrees", "agrees"]


@pytest.mark.parametrize(
    "promise", ["promises to put", "intends to put", "has promised to put", "undertakes to put"]
)
def test_what_is_promised_is_a_target(check, promise):
    assert check(f"Guangdong {promise} a third of its science funds into basic and applied research.") == [
        ("a third", "agrees")
    ]


@pytest.mark.parametrize("hedged", ["CNY40m and up", "over CNY40m", "upwards of CNY40m", "CNY40m or more"])
def test_a_hedge_may_follow_its_number(check, hedged):
    claims = check(f"Study subsidies paid to employees in Guangzhou, 2021–2025, come to {hedged}.")
    assert [verdict for _, verdict in claims] == ["agrees"]


@pytest.mark.parametrize("first", ["ASEAN", "the BRICS members"])
@pytest.mark.parametrize("union", ["EU", "European Union"])
def test_a_partner_of_its_own_clause_is_that_of_a_figure(check, first, union):
    claims = check(
        f"In the first ten months of 2025 Guangzhou's trade with {first} was up and {union} trade was up 23.9 percent."
    )
    assert claims == [("up 23.9 percent", "agrees")]


def test_of_two_things_that_words_say_alike_the_one_that_is_borne_out_is_meant(check):
    claims = check("From 2021 to 2025 Guangzhou put over 3,000 big industrial projects on the ground.")
    assert claims == [("over 3,000 big industrial projects", "weaker")]


@pytest.mark.parametrize("mark", [";", "；"])
def test_a_clause_before_says_nothing_of_a_place_in_another_ranking(check, mark):
    claims = check(
        f"Guangzhou in 2025: No. 4 nationally by deposits and loans{mark} third in China for foreign talent."
    )
    assert [verdict for _, verdict in claims] == ["agrees", "agrees"]


@pytest.mark.parametrize("colon", [": ", "：", ":"])
@pytest.mark.parametrize(("number", "verdict"), [("57", "agrees"), ("58", None)])
def test_a_number_behind_its_label_is_a_claim_where_a_figure_is_of_that_name(check, colon, number, verdict):
    claims = check(f"Guangzhou, 2021–2025. Registered large AI models added{colon}{number}.")
    assert [one for _, one in claims] in ([[verdict]] if verdict else [[], ["differs"]])


def test_a_dataset_without_the_country_is_asked_of_none(small):
    claims = FactChecker(small).check("去年我国进出口总额增长5.2%，占全球的十分之一。")
    assert {one.ids.get("region") for one in claims} <= {None, *small.dataset.regions}
