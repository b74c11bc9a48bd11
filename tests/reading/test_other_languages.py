"""A text in a language that nobody reads is said to be in it."""

from __future__ import annotations

import pytest

from indicators.reading.other_languages import guess_other_language

TEXTS = {
    "German": "Die Ausfuhren der Stadt stiegen im vergangenen Jahr um 4,5 Prozent, und die Zahl der Firmen wuchs auf 1.200.",
    "French": "Les exportations de la ville ont augmenté de 4,5 % dans le premier semestre, et le nombre des entreprises est de 1 200.",
    "Spanish": "Las exportaciones de la ciudad crecieron un 4,5 % en el primer semestre, y el número de empresas es de 1200.",
    "Japanese": "市の輸出は昨年より4.5パーセント増えた。",
    "Korean": "지난해 수출은 4.5% 늘었다.",
    "Russian or another language in Cyrillic": "Экспорт города вырос на 4,5 процента.",
}
READ = [
    "",
    "12, 13",
    "Exports of the city rose by 4.5 percent, and the number of firms is 1,200.",
    "全市出口增长4.5%，企业达1200家。",
    "The Musée de la Ville and the Universidad de la Costa opened in the city, as was said at the fair.",
]


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_known_by_its_script_or_its_common_words(language):
    assert guess_other_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", READ)
def test_what_can_be_read_is_in_no_other_language(text):
    assert guess_other_language(text) is None
