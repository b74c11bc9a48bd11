"""Whatever text the reader gets: an answer, spans inside their lines, and time by its length alone."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.reading import read
from indicators.reading.plain import lines

PIECES = re.split(
    " ",
    "1 234 7.5 0 １２ 9,999 12,34,567 1/3 -4 ± % ‰ $ ¥ € bn k million trillion lakh crore percent points yuan people "
    "between from to and in of by out one two half third doubled more than about nearly or rose fell was flat up "
    "万 亿 兆 千 百 十 二 两 半 成 倍 番 元 家 人次 个百分点 分之 第 居 位 连续 年 月 超过 近 约 余 多 左右 以上 至 到 同比 增长 下降 占 每 有 "
    ", . ; : ( ) - – — ～ 、 ， 。 （ ） “ ” \u00ad \u200b \u202e \u2069 \u00a0 \u3000 \ufeff é 😀 \ud800",
)
TEXTS = (
    st.lists(st.sampled_from([*PIECES, " ", "\n", "\r\n", "\u2028"]), max_size=80).map("".join)
    | st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
    | st.text(max_size=200)
)
DIGITS = re.compile(r"\d", re.ASCII)


@given(TEXTS)
def test_every_span_lies_in_its_line_and_no_two_overlap(text):
    ends = {line.number: (line.start, line.start) for line in lines(text)}
    for number, (start, _) in ends.items():
        ends[number] = start, ends.get(number + 1, (len(text) + 1, 0))[0]
    reading = read(text)

    last = 0
    for mention in reading.mentions:
        start, end = ends[mention.line]
        assert start <= mention.start <= mention.number_start < mention.number_end <= mention.end <= end
        assert text[mention.start : mention.end] == mention.stated
        assert text[mention.number_start : mention.number_end] == mention.number
        assert mention.start >= last
        last = mention.end
        assert mention.quantity.qualifier == mention.qualifier


@given(TEXTS)
@example("12,34,567成")
def test_every_digit_stands_in_a_mention_or_in_something_excused(text):
    reading = read(text)
    spans = [(one.start, one.end) for one in (*reading.mentions, *reading.excused)]

    assert all(any(a <= match.start() < b for a, b in spans) for match in DIGITS.finditer(text))


@pytest.mark.parametrize(
    "piece",
    [
        "1234567890",
        "1,234,",
        "1 234 ",
        "5-",
        "1/2/",
        "±5",
        "亿",
        "1亿",
        "超过近约",
        "超过1亿元左右，",
        "more than about nearly ",
        "more than 5 percent or so, ",
        "between 5 and ",
        "one in every ",
        "每10个有",
        "第三连续翻",
        "（“《",
        "\u00ad5\u202e",
        "5亿 billion 多 about ",
        "\n",
        "5\n",
    ],
)
def test_twice_as_long_a_text_takes_about_twice_the_time(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        took = []
        for _ in range(2):
            before = time.process_time()
            read(text)
            took.append(time.process_time() - before)
        return min(took)

    assert seconds(40_000) < 4 * seconds(20_000) + 0.1
