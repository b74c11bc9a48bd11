"""Chinese prose in, figures out."""

import csv
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.reading import Mention, Reading, read
from indicators.reading.chinese_numerals import NotANumber, number


def read_chinese(text: str) -> Reading:
    """What Chinese prose states, through the front door."""
    return read(text, "zh")


HERE = Path(__file__).parent


def table(path: str) -> list[dict[str, str]]:
    """The rows of a table beside this file."""
    return list(csv.DictReader((HERE / path).read_text(encoding="utf-8").splitlines()))


FORMS = table("chinese_forms.csv")
NOT_FIGURES = (HERE / "chinese_not_figures.txt").read_text(encoding="utf-8").splitlines()
TEXTS = ("communique", "work_report", "hong_kong_taiwan")


def as_told(mention: Mention) -> dict[str, str]:
    """A mention in the columns of the tables."""
    high = mention.value_high
    return {
        "stated": mention.stated,
        "value": f"{mention.value:.6f}".rstrip("0").rstrip("."),
        "value_high": "" if high is None else f"{high:.6f}".rstrip("0").rstrip("."),
        "qualifier": mention.qualifier,
        "measure": mention.measure,
        "unit": mention.unit.name,
    }


def expected(row: dict[str, str]) -> dict[str, str]:
    """A row of a table, its value with as many decimals as `as_told` writes."""
    told = {name: row[name] for name in ("stated", "value", "value_high", "qualifier", "measure", "unit")}
    for name in ("value", "value_high"):
        if told[name]:
            told[name] = f"{Decimal(told[name]):.6f}".rstrip("0").rstrip(".")
    return told


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row["line"])
def test_a_printed_form_is_read_with_its_value_hedge_measure_and_unit(row):
    told = [as_told(mention) for mention in read_chinese(row["line"]).mentions]
    if row["stated"]:
        assert expected(row) in told
    else:
        assert told == []


@pytest.mark.parametrize("line", NOT_FIGURES)
def test_what_only_looks_like_a_figure_is_none(line):
    assert [mention.stated for mention in read_chinese(line).mentions] == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_figure_of_a_text_is_read_and_nothing_else(name):
    lines = (HERE / "chinese_texts" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    want = [{"line": row["line"], **expected(row)} for row in table(f"chinese_texts/{name}.csv")]
    got = [
        {"line": str(place), **as_told(mention)}
        for place, line in enumerate(lines, 1)
        for mention in read_chinese(line).mentions
    ]
    assert got == want


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2024年3月15日召开", "date"),
        ("上午9:30开始", "time"),
        ("国发〔2024〕18号", "document"),
        ("咨询电话：020-12345678。", "contact"),
        ("体育东路138号楼", "address"),
        ("比亚迪ET5上市", "name"),
        ("建设5G网络", "name"),
        ("第138届广交会", "edition"),
        ("规模以上（年主营业务收入2000万元及以上）企业", "threshold"),
        ("一期每日限100辆", "ceiling"),
        ("年产50万辆的整车企业", "capacity"),
        ("给予最高500万元奖励", "entitlement"),
        ("1美元兑7.1元", "rate of exchange"),
        ("近3年来", "period"),
        ("24小时供货", "period"),
        ("比分是3:1", "score"),
        ("1. 本公报数据", "list"),
    ],
)
def test_digits_that_state_nothing_are_excused_with_a_reason(line, reason):
    assert reason in [excused.reason for excused in read_chinese(line).excused]


@pytest.mark.parametrize(
    ("line", "against"),
    [
        ("是2020年末的2倍", "2020年末"),
        ("比上年增长5%", "上年"),
        ("同比增长5%", "同比"),
        ("与上年持平", "上年"),
        ("高于全国3个百分点", "全国"),
        ("居全国第二位", "全国"),
        ("增长5%", None),
    ],
)
def test_what_a_figure_is_measured_against_is_told_where_it_stands_beside_it(line, against):
    assert [mention.against for mention in read_chinese(line).mentions] == [against]


@pytest.mark.parametrize(
    ("line", "per"),
    [
        ("人均地区生产总值102384元", "人"),
        ("日均客流12万人次", "日"),
        ("每千人口托位数4.6个", "千人口"),
        ("电价0.56元/千瓦时", "千瓦时"),
        ("总收入102384元", None),
    ],
)
def test_a_rate_says_what_it_is_told_for(line, per):
    assert [mention.unit.per for mention in read_chinese(line).mentions] == [per]


def test_the_hedge_of_a_fall_speaks_of_its_size():
    mention = read_chinese("订单减少两成以上").mentions[0]
    assert (mention.value, mention.qualifier, mention.low, mention.high) == (-20, "at_least", None, -20)


def test_a_stated_margin_is_the_interval():
    mention = read_chinese("支持率为52.3%±1.5%").mentions[0]
    assert (mention.low, mention.high) == (Decimal("50.8"), Decimal("53.8"))


def test_tenths_are_known_to_half_a_tenth():
    mention = read_chinese("占全国八成").mentions[0]
    assert (mention.low, mention.high) == (75, 85)


def test_traditional_characters_and_spaces_stay_as_written_in_what_is_told():
    mention = read_chinese("按年增長 2.1 %，逾 3 萬億港元").mentions
    assert [(one.stated, one.number) for one in mention] == [("增長 2.1 %", "2.1"), ("逾 3 萬億港元", "3")]


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("3万4757.93亿", "3475793000000", "1000000"),
        ("3兆3757.93亿", "3375793000000", "1000000"),
        ("1,234,567", "1234567", "1"),
        ("1 234 567", "1234567", "1"),
        ("十二万亿", "12000000000000", "1000000000000"),
        ("二百零五", "205", "1"),
        ("三万五", "35000", "1000"),
        ("三万零五", "30005", "1"),
        ("壹佰贰拾叁万", "1230000", "10000"),
        ("廿", "20", "1"),
        ("二〇二五", "2025", "1"),
        ("三点五万", "35000", "1000"),
        ("3万5千", "35000", "1"),
        ("百", "100", "1"),
        ("万亿", "1000000000000", "1000000000000"),
    ],
)
def test_a_number_has_its_value_and_the_size_of_its_last_printed_digit(printed, value, unit):
    read = number(printed)
    assert (read.value, read.unit) == (Decimal(value), Decimal(unit))


@pytest.mark.parametrize("text", ["百百", "十百", "万万", "1" * 61])
def test_numerals_that_make_no_number_are_refused(text):
    with pytest.raises(NotANumber):
        number(text)


_DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """A whole number below 10^16 as Chinese writes it."""
    for power, scale in ((8, "亿"), (4, "万")):
        if value >= 10**power:
            rest = value % 10**power
            gap = "零" if 0 < rest < 10 ** (power - 1) else ""
            return numeral(value // 10**power) + scale + (gap + numeral(rest) if rest else "")
    words, zero = "", False
    for power, scale in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = value // 10**power % 10
        if digit:
            words += ("零" if zero else "") + _DIGITS[digit] + scale
            zero = False
        else:
            zero = bool(words)
    return words or "零"


@given(st.integers(0, 10**16 - 1))
def test_a_number_written_as_a_numeral_reads_back_to_itself(value):
    assert number(numeral(value)).value == value


@given(st.integers(1000, 10**9))
def test_a_count_in_numerals_is_the_count_in_digits(value):
    words, digits = read_chinese(f"共有{numeral(value)}家企业"), read_chinese(f"共有{value}家企业")
    assert [one.value for one in words.mentions] == [one.value for one in digits.mentions] == [value]


_WORDS = st.sampled_from(
    [
        *re.findall(
            r"\S+",
            "增长 下降 超 近 约 不到 以上 左右 1 23 4.5 1,234 三 两 十二 百 万 亿 万亿 % 成 倍 元 家 个百分点 第 位 连续 年 月 日 至 — - 、 和 ， 。"
            " （ ） 《 》 “ ” : / 分之 每 有 翻 番 半 前 首 多 余 来 比 的 降至 占 率 A 5G 號 萬 億 餘 兩 約 🙂",
        ),
        " ",
        "\u200b",
        "\u202e",
        "\ud800",
        "\u3000",
        "\t",
        "\x00",
    ]
)


@given(st.lists(_WORDS, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_is_answered_and_spans_lie_inside_it_and_apart(text):
    reading = read_chinese(text)
    end = 0
    for mention in reading.mentions:
        assert end <= mention.start <= mention.number_start < mention.number_end <= mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.stated
        assert text[mention.number_start : mention.number_end] == mention.number
        assert mention.low is None or mention.high is None or mention.low <= mention.high
        end = mention.end
    spans = sorted((one.start, one.end) for one in (*reading.mentions, *reading.excused))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "piece", ["1", "亿", "、", "近", "第1", "每10辆", "1,234", "5%—", "（", "“", "《", "A", "\ud800"]
)
def test_a_line_of_two_hundred_thousand_characters_is_answered(piece):
    assert read_chinese((piece * 200_000)[:200_000]) is not None
