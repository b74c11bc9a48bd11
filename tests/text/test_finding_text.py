"""The arithmetic of every kind of relation in one line, and what it is about, in both languages."""

from __future__ import annotations

import pytest

from indicators.consistency.verdicts import REASONS, VERDICTS
from indicators.i18n import load_messages
from indicators.model.interval import Interval, point_interval
from indicators.model.relation_kinds import RELATION_KINDS
from indicators.text import finding_text
from tests import world

SAY = {language: load_messages(language) for language in ("en", "zh")}
TWO, MORE = "2.00 trillion", "2.40 trillion"
#: relation → its kind, its figures by role, and what its line says in English and Chinese
CASES = {
    "growth": (
        "growth",
        {"earlier": ("gdp", TWO), "later": ("gdp", MORE), "rate": ("growth", 20)},
        "2.40 trillion ÷ 2.00 trillion − 1 = 19.4–20.6%; stated 19.5–20.5% → reconciles",
        "2.40万亿 ÷ 2.00万亿 − 1 = 19.4%～20.6%；所述为19.5%～20.5% → 相符",
        ("Land · Growth · 2024", "全国 · 增速 · 2024年"),
    ),
    "growth-from-below": (
        "growth",
        {"earlier": ("gdp", TWO, "under"), "later": ("gdp", MORE), "rate": ("growth", 20)},
        "under 2.00 trillion × (1 + 20%) = under 2.41 trillion crowns; stated 2.395–2.405 trillion crowns → reconciles",
        "不足2.00万亿 × (1 + 20%) = 不足2.41万亿克朗；所述为2.395万亿～2.405万亿克朗 → 相符",
        ("Land · GDP · 2024", "全国 · 生产总值 · 2024年"),
    ),
    "growth-from-nothing": (
        "growth",
        {"earlier": ("gdp", 0), "later": ("gdp", MORE), "rate": ("growth", 20)},
        "0 × (1 + 20%) = up to 0.6025 crowns; stated 2.395–2.405 trillion crowns → does not reconcile",
        "0 × (1 + 20%) = 至多0.6025克朗；所述为2.395万亿～2.405万亿克朗 → 不相符",
        ("Land · GDP · 2024", "全国 · 生产总值 · 2024年"),
    ),
    "growth-to-nothing": (
        "growth",
        {"earlier": ("gdp", TWO), "later": ("gdp", MORE), "rate": ("growth", -100)},
        "2.40 trillion ÷ 2.00 trillion − 1 = 19.4–20.6%; stated -100.5 to -99.5% → does not reconcile",
        "2.40万亿 ÷ 2.00万亿 − 1 = 19.4%～20.6%；所述为-100.5%～-99.5% → 不相符",
        ("Land · Growth · 2024", "全国 · 增速 · 2024年"),
    ),
    "growth-only-beyond-the-hedge": (
        "growth",
        {"earlier": ("gdp", TWO), "later": ("gdp", MORE), "rate": ("growth", 5, "over")},
        "2.40 trillion ÷ 2.00 trillion − 1 = 19.4–20.6%; stated over 5% → reconciles only if …",
        "2.40万亿 ÷ 2.00万亿 − 1 = 19.4%～20.6%；所述为超5% → 有条件相符",
        ("Land · Growth · 2024", "全国 · 增速 · 2024年"),
    ),
    "cagr": (
        "cagr",
        {"first": ("gdp", TWO), "last": ("gdp", MORE), "rate": ("growth", "4.7")},
        "(2.40 trillion ÷ 2.00 trillion)^(1/4) − 1 = 4.54–4.79%; stated 4.65–4.75% → reconciles",
        "(2.40万亿 ÷ 2.00万亿)^(1/4) − 1 = 4.54%～4.79%；所述为4.65%～4.75% → 相符",
        ("Land · Growth · 2024", "全国 · 增速 · 2024年"),
    ),
    "cagr-from-below": (
        "cagr",
        {"first": ("gdp", TWO, "under"), "last": ("gdp", MORE, "over"), "rate": ("growth", "4.7")},
        "under 2.00 trillion × (1 + 4.7%)^4 = under 2.408 trillion crowns; stated over 2.4 trillion crowns → reconciles",
        "不足2.00万亿 × (1 + 4.7%)^4 = 不足2.408万亿克朗；所述为超2.4万亿克朗 → 相符",
        ("Land · GDP · 2024", "全国 · 生产总值 · 2024年"),
    ),
    "share": (
        "share",
        {"part": ("gdp", "500 billion"), "whole": ("gdp", MORE), "share": ("share", "1/5", "about")},
        "500 billion ÷ 2.40 trillion = 20.76–20.9%; stated 16.6–25% → reconciles",
        "5000亿 ÷ 2.40万亿 = 20.76%～20.9%；所述为16.6%～25% → 相符",
        ("Land · Share · 2024", "全国 · 占比 · 2024年"),
    ),
    "share-of-all": (
        "share",
        {"part": ("gdp", MORE), "whole": ("gdp", MORE), "share": ("share", "100")},
        "2.40 trillion ÷ 2.40 trillion = 99.58–100%; stated 99.5–100% → reconciles",
        "2.40万亿 ÷ 2.40万亿 = 99.58%～100%；所述为99.5%～100% → 相符",
        ("Land · Share · 2024", "全国 · 占比 · 2024年"),
    ),
    "share-nobody-stated": (
        "share",
        {"part": ("gdp", MORE), "whole": ("gdp", MORE), "share": None},
        "2.40 trillion of 2.40 trillion = 99.58–100% → reconciles",
        "2.40万亿 ÷ 2.40万亿 = 99.58%～100% → 相符",
        ("Land · GDP · 2024", "全国 · 生产总值 · 2024年"),
    ),
    "share-of-a-bound": (
        "share",
        {"part": ("gdp", "500 billion"), "whole": ("gdp", MORE, "under"), "share": ("share", "1/5")},
        "under 2.40 trillion × (1/5) = under 533.4 billion crowns; stated 499.5–500.5 billion crowns → reconciles",
        "不足2.40万亿 × (1/5) = 不足5334亿克朗；所述为4995亿～5005亿克朗 → 相符",
        ("Land · GDP · 2024", "全国 · 生产总值 · 2024年"),
    ),
    "difference": (
        "difference",
        {"earlier": ("gdp", TWO), "later": ("gdp", MORE), "change": ("change", "400 billion", "about")},
        "2.40 trillion − 2.00 trillion = 390–410 billion crowns; stated 300–500 billion crowns → reconciles",
        "2.40万亿 − 2.00万亿 = 3900亿～4100亿克朗；所述为3000亿～5000亿克朗 → 相符",
        ("Land · Change · 2024", "全国 · 变动 · 2024年"),
    ),
    "sum": (
        "sum",
        {"parts": [("gdp", "500 billion"), ("gdp", "1.0 trillion", "over")], "total": ("gdp", "1.60 trillion")},
        "500 billion + over 1.0 trillion = over 1.499 trillion crowns; stated 1.595–1.605 trillion crowns → reconciles",
        "5000亿 + 超1.0万亿 = 超1.499万亿克朗；所述为1.595万亿～1.605万亿克朗 → 相符",
        ("Land · GDP · 2024", "全国 · 生产总值 · 2024年"),
    ),
    "sum-that-falls-short": (
        "sum",
        {"parts": [("jobs", 10), ("jobs", 20), ("jobs", 30)], "total": ("jobs", 61)},
        "10 + 20 + 30 = 60 people; stated 61 people → does not reconcile",
        "10 + 20 + 30 = 60人；所述为61人 → 不相符",
        ("Land · Jobs · 2024", "全国 · 就业 · 2024年"),
    ),
    "count": (
        "count",
        {"count": ("centres", 2), "items": [("gdp", TWO), ("rank", 1)]},
        "2 listed; stated 2 centres → reconciles",
        "列出2项；所述为2个中心 → 相符",
        ("Land · Centres · 2024", "全国 · 中心数 · 2024年"),
    ),
    "count-of-one": (
        "count",
        {"count": ("centres", 2), "items": [("gdp", TWO)]},
        "1 listed; stated 2 centres → does not reconcile",
        "列出1项；所述为2个中心 → 不相符",
        ("Land · Centres · 2024", "全国 · 中心数 · 2024年"),
    ),
    "same": (
        "same",
        {"figures": [("gdp", "2.4 trillion", "about"), ("gdp", MORE), ("gdp", "2.3 trillion", "over")]},
        "about 2.4 trillion; 2.40 trillion; over 2.3 trillion → reconciles",
        "约2.4万亿；2.40万亿；超2.3万亿 → 相符",
        ("Land · GDP · 2024", "全国 · 生产总值 · 2024年"),
    ),
    "same-in-one-number": (
        "same",
        {"figures": [("share", "20"), ("share", "21")]},
        "20%; 21% → reconciles only if …",
        "20%；21% → 有条件相符",
        ("Land · Share · 2024", "全国 · 占比 · 2024年"),
    ),
    "same-either-side-of-a-number": (
        "same",
        {"figures": [("jobs", 500, "over"), ("jobs", 500, "under")]},
        "over 500; under 500 → does not reconcile",
        "超500；不足500 → 不相符",
        ("Land · Jobs · 2024", "全国 · 就业 · 2024年"),
    ),
    "same-at-least-and-exactly": (
        "same",
        {"figures": [("jobs", 500, "at_least"), ("jobs", 500)]},
        "at least 500; 500 → reconciles",
        "至少500；500 → 相符",
        ("Land · Jobs · 2024", "全国 · 就业 · 2024年"),
    ),
    "streak": (
        "streak",
        {"streak": ("streak", 3), "ranks": [("rank", 2, "exact", "2022"), ("rank", 2), ("rank", 1, "exact", "2020")]},
        "3 years in a row to 2024; No. 2 in 2022; No. 2 in 2024; No. 1 in 2020 → reconciles",
        "截至2024年连续3年；2022年为第2位；2024年为第2位；2020年为第1位 → 相符",
        ("Land · Rank · 2022", "全国 · 位次 · 2022年"),
    ),
    "exchange": (
        "exchange",
        {"figures": [("gdp", "700 billion"), ("trade", "7.2 billion", "over")]},
        "700 billion crowns ÷ US$100 billion = 6.965–7.036; 7.2 billion crowns ÷ US$1 billion = 6.85–7.58 → reconciles",
        "7000亿克朗 ÷ 1000亿美元 = 6.965～7.036；72亿克朗 ÷ 10亿美元 = 6.85～7.58 → 相符",
        ("daily office", "daily社"),
    ),
}  # fmt: skip
_DOLLARS = {"700 billion": "100 billion", "7.2 billion": "1.0 billion"}
_BEFORE = ("earlier", "first")


def _figure(name, role, place, indicator, value, qualifier="exact", period=None):
    id = f"{name}.{role}.{place}"
    fields = {"period": period or ("2020" if role in _BEFORE else "2024"), "qualifier": qualifier, "id": id}
    if name == "exchange":
        fields["usd"] = _DOLLARS[value]
    if indicator in ("growth", "change"):
        fields["base_period"] = "2020"
    return world.figure(indicator, value, **fields)


@pytest.fixture(scope="module")
def every():
    """All of the cases together."""
    figures, relations = [], []
    for name, (kind, by_role, *_) in CASES.items():
        members = {}
        for role, given in by_role.items():
            listed = given if isinstance(given, list) else [given] if given else []
            own = [_figure(name, role, place, *each) for place, each in enumerate(listed)]
            figures += own
            ids = [each["id"] for each in own]
            members[role] = ids if isinstance(given, list) else ids[0] if ids else None
        relations.append(world.relation(name, kind, members, **({"years": 4} if kind == "cagr" else {})))
    return world.catalogue(figures, relations)


@pytest.fixture(scope="module")
def found(every):
    return {finding.relation.id: finding for finding in every.audit.findings}


@pytest.mark.parametrize("name", CASES)
def test_a_finding_is_a_line_of_arithmetic_that_ends_in_its_verdict(every, found, name):
    _, _, english, chinese, _ = CASES[name]

    assert finding_text.format_finding(found[name], every, SAY["en"]) == english
    assert finding_text.format_finding(found[name], every, SAY["zh"]) == chinese


@pytest.mark.parametrize("name", CASES)
def test_it_is_about_the_figure_that_is_computed_or_the_first_that_is_compared(every, found, name):
    english, chinese = CASES[name][-1]

    assert finding_text.finding_subject(found[name], every, SAY["en"]) == english
    assert finding_text.finding_subject(found[name], every, SAY["zh"]) == chinese


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("growth", None),
        ("growth-only-beyond-the-hedge", "hedge"),
        ("same-in-one-number", "touch"),
        ("same-either-side-of-a-number", None),
        ("share-of-all", None),
    ],
)
def test_a_condition_has_its_reason(found, name, reason):
    assert found[name].reason == reason


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("growth", ["", "growth.rate.0"]),
        ("growth-from-below", ["", "growth-from-below.later.0"]),
        ("share-nobody-stated", ["", ""]),
        ("sum", ["", "sum.total.0"]),
        ("same", ["same.figures.0", "same.figures.1", "same.figures.2"]),
        ("streak", ["streak.ranks.0", "streak.ranks.1"]),
        ("exchange", ["exchange.figures.0", "exchange.figures.1"]),
    ],
)
def test_what_is_drawn_side_by_side_names_its_figures(found, name, spans):
    assert [id for id, _ in found[name].spans] == spans


def test_a_computed_figure_is_no_more_than_its_measure_can_be(found):
    assert found["share-of-all"].computed == Interval(
        found["share-of-all"].computed.low, point_interval(100).high
    )
    assert found["growth-from-nothing"].computed.low == 0
    assert found["growth-from-nothing"].computed.low_open


@pytest.mark.parametrize(
    ("interval", "unit", "english", "chinese"),
    [
        (point_interval(2), "place", "No. 2", "第2位"),
        (point_interval(2), None, "2", "2"),
        (Interval(point_interval(2).low, None, low_open=True), "percent", "over 2%", "超2%"),
        (Interval(point_interval(2).low, None), "percent", "at least 2%", "至少2%"),
        (Interval(None, point_interval(2).low, high_open=True), "percent", "under 2%", "不足2%"),
        (Interval(None, point_interval(2).low), "percent", "up to 2%", "至多2%"),
    ],
)
def test_an_interval_of_a_finding_has_its_unit_and_says_its_open_ends(
    every, found, interval, unit, english, chinese
):
    class Of:
        pass

    of = Of()
    of.unit = unit
    assert finding_text.format_finding_interval(interval, of, every, SAY["en"]) == english
    assert finding_text.format_finding_interval(interval, of, every, SAY["zh"]) == chinese


def test_every_reason_and_verdict_is_a_sentence_in_both_languages():
    assert [SAY["zh"](name) for name in VERDICTS.labels.values()] == [
        "相符",
        "有条件相符",
        "不相符",
        "无法核对",
    ]
    assert {kind: SAY["zh"](name) for kind, name in RELATION_KINDS.labels.items()} == {
        "growth": "增速",
        "cagr": "年均增速",
        "share": "占总体比重",
        "difference": "差额",
        "sum": "合计",
        "count": "计数与列举",
        "same": "同一数据的两处表述",
        "streak": "位次与连续年数",
        "exchange": "汇率",
    }
    assert {id: SAY["zh"](sentence) for id, sentence in REASONS.descriptions.items()} == {
        "touch": "两者仅在一个数值上重合，须双方都恰为该值。",
        "hedge": "仅当“超”“至少”“不足”“至多”的范围延伸至其后数字以外时，两者才有重合。",
        "unstated": "其中一项数据未见陈述，由其他数据推算。",
        "open": "数据的一端不封闭，任何数值都不会与之矛盾。",
        "zero-divisor": "计算须除以可能为零的数。",
        "negative-root": "计算须对可能为负的数开方。",
    }
