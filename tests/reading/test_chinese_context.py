"""What Chinese words say of a figure: its place, its period, what it is compared with, how sure it is."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.reading import read, read_context
from indicators.reading.context import Context

PUBLISHED = date(2024, 10, 23)


def contexts(text: str, published: date | None = PUBLISHED) -> list[Context]:
    return list(read_context(text, read(text), published=published))


def values(text: str, field: str, published: date | None = PUBLISHED) -> list[str | None]:
    clues = [getattr(context, field) for context in contexts(text, published)]
    return [clue.value if clue else None for clue in clues]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2023年", "2023"),
        ("2021—2023年", "2021/2023"),
        ("去年", "2023"),
        ("今年前三季度", "2024-01/2024-09"),
        ("前8个月", "2024-01/2024-08"),
        ("上半年", "2024-01/2024-06"),
        ("去年下半年", "2023-07/2023-12"),
        ("三季度", "2024-07/2024-09"),
        ("首季", "2024-01/2024-03"),
        ("1—9月", "2024-01/2024-09"),
        ("1至9月份", "2024-01/2024-09"),
        ("9月份", "2024-09"),
        ("2022年11月", "2022-11"),
        ("“十三五”期间", "2016/2020"),
        ("“十五五”时期", "2026/2030"),
        ("近五年", "2019/2023"),
        ("过去十年", "2014/2023"),
        ("民国112年", "2023"),
        ("今年以来", "2024-01-01/2024-10-23"),
        ("2021年以来", "2021/2024"),
    ],
)
def test_words_of_a_period_are_counted_from_the_day_of_publication(words: str, period: str) -> None:
    assert values(f"{words}，全市出口额为86亿元。", "period") == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年末，全市常住人口412万人。", "2023-12-31"),
        ("截至9月末，各项存款余额5200亿元。", "2024-09-30"),
        ("截至9月底，累计完成投资86亿元。", "2024-01/2024-09"),
        ("截至10月15日，港口吞吐量达860万吨。", "2024-01-01/2024-10-15"),
        ("去年底，登记在册企业86万家。", "2023-12-31"),
    ],
)
def test_a_stock_is_of_a_day_and_a_flow_up_to_it_runs_from_new_year(text: str, period: str) -> None:
    assert values(text, "period") == [period]


def test_a_year_end_holds_until_the_sentence_ends_and_then_the_year_again() -> None:
    text = "2023年某市统计公报\n全年出口额86亿元。年末常住人口412万人，城镇化率为61%。居民消费价格上涨0.3%。"
    assert values(text, "period", None) == ["2023", "2023-12-31", "2023-12-31", "2023"]


def test_a_period_that_is_compared_with_is_the_base_and_not_the_period() -> None:
    text = "2023年全市产值为86亿元，较2019年增长40%，是2015年的3倍。"
    assert values(text, "period") == ["2023", "2023", "2023"]
    assert values(text, "base_period") == [None, "2019", "2015"]


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("同比增长5%", "2023-09"),
        ("比上年同期增长5%", "2023-09"),
        ("按年增长5%", "2023-09"),
        ("环比增长5%", "2024-08"),
        ("比上月增长5%", "2024-08"),
    ],
)
def test_a_growth_is_counted_from_the_year_or_the_month_before(words: str, base: str) -> None:
    assert values(f"9月，全市出口额{words}。", "base_period") == [base]


def test_month_on_month_holds_for_its_own_figure_alone() -> None:
    text = "9月，全市出口额同比增长5%，环比下降2%，进口额增长3%。"
    assert values(text, "base_period") == ["2023-09", "2024-08", "2023-09"]


def test_of_the_last_day_of_a_month_month_on_month_is_the_last_day_of_the_one_before() -> None:
    assert values("8月末，失业率比上月上升0.1个百分点。", "base_period") == ["2024-07-31"]


def test_a_plan_ends_with_its_last_year_and_a_flow_by_a_year_end_is_of_that_year() -> None:
    assert values("到“十五五”末，产值突破86亿元。", "period") == ["2030"]
    assert values("力争到2026年底产值突破86亿元。", "period") == ["2026"]
    assert values("力争到2026年底常住人口突破86万人。", "period") == ["2026-12-31"]


def test_a_year_that_nothing_but_the_text_tells_is_marked_as_a_guess() -> None:
    explicit, context = contexts(
        "全市外贸稳中有进\n2022年，全市出口额同比增长5%。\n三季度，进口额增长3%。", None
    )
    assert context.period is not None
    assert (context.period.value, context.period.guessed) == ("2022-07/2022-09", True)
    assert explicit.period is not None
    assert (explicit.period.value, explicit.period.guessed) == ("2022", False)


def test_said_once_for_all_that_growth_is_year_on_year() -> None:
    text = "前三季度，全市产值86亿元，同比（下同）增长5%。\n其中，出口20亿元，增长3%。"
    assert values(text, "base_period") == [None, "2023-01/2023-09", None, "2023-01/2023-09"]


def test_a_share_that_was_and_a_share_that_is_are_of_two_periods() -> None:
    assert values("2023年，研发投入强度由2020年的2.1%提高到2.6%。", "period") == ["2020", "2023"]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("2023年，成都市出口额86亿元，绵阳市出口额20亿元。", ["成都市", "绵阳市"]),
        ("成都、绵阳出口额分别为86亿元和20亿元。", ["成都", "绵阳"]),
        ("成都出口额86亿元，绵阳为20亿元，两市合计占全省八成。", ["成都", "绵阳", "成都、绵阳"]),
        ("成都和绵阳的出口额均超过20亿元。", ["成都和绵阳"]),
        ("无锡市2023年经济运行情况\n全市出口额86亿元，江阴市出口额20亿元。", ["无锡市", "江阴市"]),
        ("全区出口额86亿元。", ["全区"]),
        ("惠州仲恺高新区产值86亿元，惠东县产值20亿元。", ["仲恺高新区", "惠东县"]),
        ("新华社太原10月21日电　全省煤炭产量9.6亿吨。", ["全省"]),
        ("据西安海关统计，陕西省出口额86亿元。", ["陕西省"]),
        ("惠州市惠阳区2023年统计公报\n全区出口额86亿元，占全市的四成。", ["惠阳区", "惠阳区"]),
        ("江阴的出口额为86亿元，江阴市产值为200亿元。", ["江阴", "江阴市"]),
        ("皇岗口岸客流86万人次。\n该口岸查验车辆20万辆次。", ["皇岗口岸", "皇岗口岸"]),
        ("围绕3家整车企业，芜湖聚起配套企业86家。", ["芜湖", "芜湖"]),
        ("全省产值86亿元，其中绵阳市20亿元。出口额9亿元。", ["全省", "绵阳市", "全省"]),
        ("2023年，黔南州、遵义的产值分别为86亿元和20亿元。", ["黔南州", "遵义"]),
        ("六盘水、安顺、铜仁三市出口额均超过20亿元。", ["六盘水、安顺、铜仁"]),
        ("东莞增速为4.6%，高于广东全省1.1个百分点，出口额在广东排名第三。", ["东莞"] * 3),
        ("长安镇、虎门镇分别出口86亿元和20亿元。", ["长安镇", "虎门镇"]),
        ("香港出口额86亿元，澳门居民消费20亿元。", ["香港", "香港"]),
        ("宁德市主城区出口额86亿元，蕉城区20亿元。", ["宁德市", "蕉城区"]),
    ],
)
def test_the_place_of_a_figure_is_the_one_named_nearest_before_it(text: str, regions: list[str]) -> None:
    assert values(text, "region") == regions


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("力争到2027年产值达到86亿元，企业超过300家。全年已完成20亿元。", ["target", "target", "actual"]),
        ("预计全年产值增长6%，上半年实际增长5.1%。", ["expected", "actual"]),
        ("到2030年，产值将突破86亿元。", ["expected"]),
        ("今年预期目标为增长5%左右。", ["target"]),
        ("去年产值86亿元，超额完成年度目标。", ["actual"]),
        ("接待游客比上年增长五成，这是文旅部门的初步预计。", ["expected"]),
        ("项目计划投资86亿元，已完成20亿元。", ["target", "actual"]),
    ],
)
def test_aims_and_forecasts_govern_what_follows_until_something_is_done(
    text: str, statuses: list[str]
) -> None:
    assert values(text, "status") == statuses


def test_a_dateline_of_january_tells_of_the_year_before() -> None:
    text = "2023年贵州省经济运行情况\n新华社贵阳1月21日电　年末常住人口3865万人，预计今年增长0.1%。"
    assert values(text, "period", None) == ["2023-12-31", "2024"]
    assert values(text, "status", None) == ["actual", "expected"]


def test_partners_of_trade_and_the_field_of_a_rank_are_counterparts() -> None:
    assert values("广东对东盟、欧盟分别出口86亿元和20亿元。", "counterpart") == ["东盟", "欧盟"]
    assert values("深圳与日本贸易额86亿元。", "counterpart") == ["日本"]
    assert values("深圳对中国香港、中国台湾分别出口86亿元和20亿元。", "region") == ["深圳", "深圳"]
    assert values("广东对共建“一带一路”国家进出口增长5%。", "counterpart") == ["共建“一带一路”国家"]
    assert values("全市产值86亿元，居全省第二位。", "counterpart") == [None, "全省"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("社会消费品零售总额首次突破1.1万亿元，增长5%。", ["社会消费品零售总额", "社会消费品零售总额"]),
        ("其中，第一产业增加值86亿元，第二产业增加值200亿元。", ["第一产业增加值", "第二产业增加值"]),
        ("三次产业结构为4.1∶40.3∶55.6。", ["第一产业", "第二产业", "第三产业"]),
        ("城乡居民人均可支配收入分别增长4.8%和6.1%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        (
            "第一、二、三产业增加值分别增长3%、4%、5%。",
            ["第一产业增加值", "第二产业增加值", "第三产业增加值"],
        ),
    ],
)
def test_what_is_measured_is_the_subject_of_the_clause_or_of_the_one_before(
    text: str, about: list[str]
) -> None:
    assert values(text, "about") == about


def test_traditional_characters_are_read_alike_and_printed_as_they_stand() -> None:
    (first, second) = contexts("臺灣第三季出口額為86億元，較去年同期增長5%。")
    assert first.about is not None
    assert first.about.value == "出口額"
    assert second.base_period is not None
    assert second.base_period.value == "2023-07/2023-09"


def test_what_is_taken_over_from_the_title_is_marked_as_a_guess() -> None:
    (context,) = contexts("2023年无锡市统计公报\n服务业增加值86亿元。", None)
    assert context.region is not None
    assert (context.region.value, context.region.guessed) == ("无锡市", True)
    assert context.period is not None
    assert (context.period.value, context.period.guessed) == ("2023", True)


@pytest.mark.parametrize(
    "text",
    [
        "2024年99月增长5%，0月，十四五五，前0个月，2024—0000年增长5%。",
        "口岸增长5%。该口岸、两市、前者、后者分别增长5%、6%和7%。",
        "9999年末比上年末增长5%，后年增长5%，近六十年增长5%。",
        "（下同）由上年的、、、分别5%",
        "1月1日" * 500 + "增长5%",
        "广州市" * 2000 + "分别" * 2000 + "增长5%和6%",
    ],
)
def test_any_text_is_answered(text: str) -> None:
    assert len(contexts(text)) == len(read(text).mentions)
    assert len(contexts(text, date(1, 1, 1))) == len(read(text).mentions)
