"""Printed forms made of numbers, scales, hedges and directions: right records pass, wrong ones do not.

Every form is a line of one article. The right record of it must be without fault; a record that leaves out its
scale, its hedge or its sign, or that counts something else, must have the fault of just that.
"""

from collections import Counter
from itertools import product
from typing import NamedTuple

import pytest

from indicators.curation.verify import verify_figures
from indicators.errors import MAX_PROBLEMS_OF_A_RULE
from indicators.yamlfile import parse_document
from tests import world

#: kind of unit → an indicator in one
INDICATORS = {"money": "gdp", "count": "jobs", "percent": "growth", "points": "points", "rank": "rank"}


class Form(NamedTuple):
    """A line of an article with the words of a figure in it, and what these say."""

    line: str
    stated: str
    value: str
    qualifier: str
    kind: str


# --- English -------------------------------------------------------------------------------------

ENGLISH_HEDGES = {
    "": "exact", "over": "over", "more than": "over", "upwards of": "over", "at least": "at_least",
    "no fewer than": "at_least", "nearly": "nearly", "close to": "nearly", "less than": "under", "under": "under",
    "up to": "at_most", "no more than": "at_most", "about": "about", "roughly": "about", "some": "about",
}  # fmt: skip
ENGLISH_SCALES = {
    "1.6 trillion": "1.6 trillion", "205 billion": "205 billion", "4.2bn": "4.2 billion", "331m": "331 million",
    "3.8 lakh": "3.8 lakh", "28.83 lakh crore": "28.83 lakh crore", "two hundred million": "200 million",
    "1,234,567": "1,234,567", "12,34,567": "1,234,567",
}  # fmt: skip
ENGLISH_VERBS = {"rose": "", "grew": "", "jumped by": "", "up": "", "fell": "-", "dropped": "-", "declined by": "-",
                 "down": "-", "shrank": "-", "slipped by": "-"}  # fmt: skip


def english_amounts():
    for hedge, (number, value) in product(ENGLISH_HEDGES, ENGLISH_SCALES.items()):
        words = f"{hedge} {number} yuan".strip()
        yield Form(f"Sales came to {words} last year.", words, value, ENGLISH_HEDGES[hedge], "money")


def english_moves():
    for verb, sign in ENGLISH_VERBS.items():
        for hedge in ("", "over", "nearly", "about"):
            for number, unit in (("2.6", "percent"), ("0.3", "points")):
                words = f"{verb} {hedge} {number}".replace("  ", " ")
                words += (
                    "%"
                    if unit == "percent" and not hedge
                    else f" {'percent' if unit == 'percent' else 'percentage points'}"
                )
                yield Form(f"Output {words} on the year.", words, sign + number, ENGLISH_HEDGES[hedge], unit)


def english_counts():
    for hedge, qualifier in ENGLISH_HEDGES.items():
        words = f"{hedge} 3,056 enterprises".strip()
        yield Form(f"There were {words} in the city.", words, "3,056", qualifier, "count")
    for after, qualifier in {"3,056 or more enterprises": "at_least", "3,056+ enterprises": "over"}.items():
        yield Form(f"There were {after}.", after, "3,056", qualifier, "count")
    for place, value in {"ranked third": "3", "ranked 12th": "12"}.items():
        yield Form(f"The city {place} nationwide.", place, value, "exact", "rank")


ENGLISH = [*english_amounts(), *english_moves(), *english_counts(),
           Form("Growth of 5-5.5 percent is expected.", "5-5.5 percent", "5–5.5", "between", "percent"),
           Form("Growth was between 5 and 5.5 percent.", "between 5 and 5.5 percent", "5–5.5", "between", "percent"),
           Form("Exports more than doubled.", "more than doubled", "2x", "over", "percent"),
           Form("Growth of 74.5% ± 1.4 was measured.", "74.5% ± 1.4", "74.5 ± 1.4", "exact", "percent")]  # fmt: skip

# --- Chinese -------------------------------------------------------------------------------------

CHINESE_HEDGES = {
    "": "exact", "超": "over", "逾": "over", "突破": "over", "超过": "over", "至少": "at_least", "不少于": "at_least",
    "不低于": "at_least", "近": "nearly", "接近": "nearly", "将近": "nearly", "不足": "under", "不到": "under",
    "低于": "under", "不超过": "at_most", "约": "about", "大约": "about",
}  # fmt: skip
CHINESE_SCALES = {
    "2400亿": "2400亿", "3.1万亿": "3.1万亿", "9.32万": "9.32万", "3万4757.93亿": "3.475793万亿",
    "十二万亿": "12万亿", "1,234万": "1,234万", "2400億": "2400亿", "二百零五亿": "205亿",
}  # fmt: skip
CHINESE_VERBS = {"增长": "", "上升": "", "增加": "", "提高": "", "下降": "-", "减少": "-", "下滑": "-", "回落": "-",
                 "下跌": "-"}  # fmt: skip


def chinese_amounts():
    for hedge, (number, value) in product(CHINESE_HEDGES, CHINESE_SCALES.items()):
        words = f"{hedge}{number}元"
        yield Form(f"全年销售额{words}。", words, value, CHINESE_HEDGES[hedge], "money")


def chinese_moves():
    for verb, sign in CHINESE_VERBS.items():
        for hedge in ("", "超过", "近", "约"):
            for number, printed, unit in (("2.6", "2.6%", "percent"), ("0.3", "0.3个百分点", "points")):
                words = f"{verb}{hedge}{printed}"
                yield Form(f"工业增加值{words}。", words, sign + number, CHINESE_HEDGES[hedge], unit)
    for words, value, qualifier in (("下降近两成", "-20", "nearly"), ("增长两成以上", "20", "at_least"),
                                    ("增长1.5倍", "150", "exact"), ("翻了一番", "2x", "exact")):  # fmt: skip
        yield Form(f"出口{words}。", words, value, qualifier, "percent")


def chinese_counts():
    for hedge, qualifier in CHINESE_HEDGES.items():
        words = f"{hedge}3056家"
        yield Form(f"全市企业{words}。", words, "3,056", qualifier, "count")
    for words, value, qualifier in (("1200余家", "1,200", "over"), ("1200多家", "1,200", "over"),
                                    ("1200家以上", "1,200", "at_least"), ("1200家左右", "1,200", "about"),
                                    ("上千家", "1,000", "at_least"), ("近百家", "100", "nearly")):  # fmt: skip
        yield Form(f"引进企业{words}。", words, value, qualifier, "count")
    for place, value in {"第三位": "3", "第12位": "12"}.items():
        yield Form(f"总量居全国{place}。", place, value, "exact", "rank")


CHINESE = [*chinese_amounts(), *chinese_moves(), *chinese_counts(),
           Form("增长5%—5.5%。", "5%—5.5%", "5–5.5", "between", "percent"),
           Form("預期增長4.5%至5%。", "4.5%至5%", "4.5–5", "between", "percent")]  # fmt: skip

# --- wrong records -------------------------------------------------------------------------------


def wrong_of(form):
    """The records of a form that are wrong in one thing, each with the rule that they break."""
    number, _, scale = form.value.partition(" ")
    han = form.value.rstrip("万亿")
    if scale or han != form.value:
        yield form._replace(value=number if scale else han), "verify-value"
    if form.value.startswith("-"):
        yield form._replace(value=form.value[1:]), "verify-value"
    elif form.kind in ("percent", "points") and form.qualifier != "between" and form.value[-1] not in "x":
        yield form._replace(value=f"-{form.value.partition(' ')[0]}"), "verify-value"
    if form.qualifier == "between":
        yield form._replace(value=form.value.replace("–5", "–6")), "verify-value"
    elif form.kind != "rank" and "±" not in form.value:
        yield form._replace(qualifier="nearly" if form.qualifier == "over" else "over"), "verify-qualifier"
        if form.qualifier != "exact":
            yield form._replace(qualifier="exact"), "verify-qualifier"
    other = {"percent": "points", "points": "percent", "money": "count", "count": "money", "rank": "count"}
    if form.value[-1] != "x" and form.qualifier != "between":
        yield form._replace(kind=other[form.kind]), "verify-unit"


def faults_of(forms, language, folder):
    """The rules that each form breaks, all read in one article; each stands on a line of its own."""
    figures, names, count = [], {}, Counter()
    for line, form in enumerate(forms, 1):
        indicator = INDICATORS[form.kind]
        count[indicator] += 1
        names[f"indicator {indicator!r}, observation {count[indicator]}"] = form
        base = {"base_period": "0999"} if form.kind in ("percent", "points") else {}
        figures.append(
            world.figure(
                indicator, form.value, qualifier=form.qualifier, stated=form.stated, source="paper",
                at=[line], period=str(1000 + line), **base,
            )
        )  # fmt: skip
    text = world.text(figures, sources=[world.source("paper", "2025", language=language)])
    (folder / "paper.txt").write_text("\n".join(form.line for form in forms), encoding="utf-8")
    found = {form: [] for form in forms}
    for problem in verify_figures(parse_document(text, "forms.yaml"), folder).problems:
        found[names[problem.message.partition(": ")[0]]].append(problem.rule)
    return found


@pytest.mark.parametrize(
    ("language", "forms"), [("en", ENGLISH), ("zh", CHINESE)], ids=["English", "Chinese"]
)
def test_a_record_that_says_what_is_printed_passes(language, forms, tmp_path):
    assert len(forms) >= 60
    assert {form: rules for form, rules in faults_of(forms, language, tmp_path).items() if rules} == {}


@pytest.mark.parametrize(
    ("language", "forms"), [("en", ENGLISH), ("zh", CHINESE)], ids=["English", "Chinese"]
)
def test_a_record_with_another_scale_sign_hedge_or_unit_has_the_fault_of_that(language, forms, tmp_path):
    wrong = dict(pair for form in forms for pair in wrong_of(form))
    assert len(wrong) >= 60
    found, tried = {}, list(wrong)
    for start in range(0, len(tried), MAX_PROBLEMS_OF_A_RULE):
        found |= faults_of(tried[start : start + MAX_PROBLEMS_OF_A_RULE], language, tmp_path)
    assert {form: found[form] for form, rule in wrong.items() if found[form] != [rule]} == {}
