"""English, in which the messages are written in the code."""

from __future__ import annotations

from typing import Final

import babel

from indicators.i18n.locale import Locale

ENGLISH: Final = Locale(
    id="en",
    name="English",
    english_name="English",
    tag="en",
    babel=babel.Locale("en", "GB"),
    text_language="en",
    number_scale=((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    min_grouped_digits=4,
    unit_space=" ",
    percent_space="",
    rate_template="{} per {}",
    repeats_percent=False,
    range_dash="–",
    year_pattern="yyyy",
    month_pattern="MMM yyyy",
    day_pattern="d MMM yyyy",
    year_range=("yyyy", "–yyyy"),
    month_range=("MMM", "–MMM yyyy"),
    date_range="{} – {}",
    list_separator=", ",
    id_separator="; ",
    clause_separator="; ",
    phrase_separator=", ",
    sentence_separator=" ",
    label_template="{}: {}",
    bracket_template="{} ({})",
    quote_template="“{}”",
    title_template="“{}”",
    translation_template="{} [{}]",
)
