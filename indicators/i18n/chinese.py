"""Chinese in simplified characters."""

from __future__ import annotations

import re
from typing import Final

import babel

from indicators.i18n.locale import Locale

CHINESE: Final = Locale(
    id="zh",
    name="简体中文",
    english_name="Chinese",
    tag="zh-Hans",
    babel=babel.Locale("zh", script="Hans"),
    text_language="zh",
    own_letters=re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    # Babel's compact forms round 19,999 to 2万, so the steps are ours.
    number_scale=((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    min_grouped_digits=5,  # as the national standard of numerals allows: 5100, but 12,345
    has_measure_words=True,
    unit_space="",
    percent_space="",
    rate_template="{}/{}",
    repeats_percent=True,
    range_dash="",
    year_pattern="yyyy年",
    month_pattern="yyyy年M月",
    day_pattern="yyyy年M月d日",
    year_range=("yyyy", "—yyyy年"),
    month_range=("yyyy年M", "—M月"),
    date_range="{}—{}",
    list_separator="、",
    id_separator="、",
    clause_separator="；",
    phrase_separator="，",
    sentence_separator="",
    label_template="{}：{}",
    bracket_template="{}（{}）",
    quote_template="“{}”",
    title_template="《{}》",
    translation_template="{}（译：{}）",
    written_language=("语", "文"),
)
