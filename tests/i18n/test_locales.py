"""Each language is one Locale; nothing else knows a language by its id."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from indicators.i18n import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    LOCALES,
    TEXT_LOCALES,
    Locale,
    load_messages,
    locale_of,
)
from indicators.model import Text
from indicators.query.table import COLUMNS, WORKING_COLUMNS, localised_column
from indicators.reading import LANGUAGES as READ_LANGUAGES

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for path in [*(ROOT / "indicators").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    if "_bundled" not in path.parts and path.parent != ROOT / "indicators" / "i18n"
)
NAMES = {*LANGUAGES, *(locale.tag for locale in LOCALES)}


def is_language(node):
    """Whether a constant, or one of a written list of them, is the id or the tag of a language."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return any(map(is_language, node.elts))
    return isinstance(node, ast.Constant) and node.value in NAMES


def decides_by_language(node):
    """Whether it compares with the id of a language, or is a table with one, or looks one up."""
    match node:
        case ast.Compare():
            return any(map(is_language, [node.left, *node.comparators]))
        case ast.Dict():
            return any(map(is_language, node.keys))
        case ast.MatchValue():
            return is_language(node.value)
        case ast.Subscript():
            return is_language(node.slice)
        case ast.Call(func=ast.Attribute(attr="startswith" | "endswith" | "get"), args=[first, *_]):
            return is_language(first)
        case _:
            return False


@pytest.mark.parametrize(
    "code",
    [
        "x == 'en'",
        "'zh-Hans' != x",
        "x in ('en', 'zh')",
        "'en' in x",
        "{'zh': 1}",
        "x['en']",
        "x.get('zh', 1)",
        "x.startswith('zh')",
        "match x:\n    case ('name', 'zh'):\n        pass",
    ],
)
def test_code_that_decides_by_language_is_found(code):
    assert any(map(decides_by_language, ast.walk(ast.parse(code))))


def test_no_module_but_the_locales_decides_by_the_id_of_a_language():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in FILES
        if any(map(decides_by_language, ast.walk(ast.parse(path.read_text("utf-8")))))
    }

    assert len(FILES) > 200
    assert found == set()


def test_english_is_first_and_for_whoever_asks_for_no_language():
    assert (LANGUAGES, DEFAULT_LANGUAGE) == (("en", "zh"), "en")


def test_each_language_has_an_id_a_name_and_a_tag_of_its_own():
    for name in ("id", "name", "english_name", "tag"):
        assert len({getattr(locale, name) for locale in LOCALES}) == len(LOCALES)
    assert [locale_of(locale.id) for locale in LOCALES] == list(LOCALES)
    with pytest.raises(KeyError, match="fr"):
        locale_of("fr")


def test_every_template_has_the_places_it_is_filled_at():
    """A label and its text, a range and its two dates; quotes around one text."""
    for field in (field.name for field in fields(Locale)):
        for locale in LOCALES:
            if field.endswith("_template") or field == "date_range":
                places = 1 if field in ("quote_template", "title_template") else 2
                assert getattr(locale, field).count("{}") == places


def test_steps_of_large_numbers_go_down():
    for locale in LOCALES:
        steps = [step for step, _ in locale.number_scale]
        assert steps == sorted(steps, reverse=True)


def test_the_dataset_is_written_in_the_languages_of_its_texts():
    ids = tuple(locale.id for locale in TEXT_LOCALES)

    assert ids == tuple(Text.model_fields)
    assert {locale.text_language for locale in LOCALES} == {*ids}


def test_a_text_is_read_in_every_language_of_the_site():
    text = Text(en="Port", zh="港口")

    assert [text[language] for language in LANGUAGES] == ["Port", "港口"]


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("note", "note", "note_zh"),
        ("source_title", "source_title", "source_title_zh"),
        ("source_short", "source_short_en", "source_short_zh"),
        ("region_name", "region_name_en", "region_name_zh"),
        ("stated", "stated", "stated"),
    ],
)
def test_a_column_is_found_in_the_language_of_the_reader(name, english, chinese):
    assert (localised_column(name, "en"), localised_column(name, "zh")) == (english, chinese)


def test_every_column_of_one_language_has_a_sister_in_each_other():
    every = COLUMNS | WORKING_COLUMNS
    suffixes = [f"_{locale.id}" for locale in TEXT_LOCALES]
    names = {
        column.removesuffix(suffix) for column in every for suffix in suffixes if column.endswith(suffix)
    }

    assert names
    for name in names:
        assert len({localised_column(name, locale.id) for locale in TEXT_LOCALES}) == len(TEXT_LOCALES)
        assert all(localised_column(name, locale.id) in every for locale in TEXT_LOCALES)


def test_prose_is_read_in_the_languages_of_the_dataset():
    assert [language.code for language in READ_LANGUAGES] == [locale.id for locale in TEXT_LOCALES]


def test_messages_know_their_locale():
    assert [load_messages(language).locale for language in LANGUAGES] == list(LOCALES)
