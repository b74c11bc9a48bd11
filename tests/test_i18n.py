"""The Chinese catalogue says all that the code says, and only that."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from indicators.i18n import Messages, load_messages
from indicators.ui.streamlit_internals.streamlit_words import STREAMLIT_WORDS

ROOT = Path(__file__).parent.parent
PO = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "indicators.po"
FOLDERS = ("indicators", "pages")
#: As in the command that updates the catalogue: `pybabel extract -k gettext_noop -k say -k plural:1,2`.
KEYWORDS = {"gettext_noop": None, "say": None, "plural": (1, 2)}
#: Translations that are names and punctuation only.
WORDLESS = {
    "{figure} ({subject})",
    "{index} ({figure})",
    "{low} to {high}",
    "{notes}.",
    "{number} ± {margin}",
    "{part} of {whole}",
}

Message = str | tuple[str, ...]


def said() -> dict[Message, str]:
    """Every message that stands as a literal in a call, with a place where it does."""
    found: dict[Message, str] = {}
    for path in (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (message := literal(node)):
                found.setdefault(message, f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def literal(call: ast.Call) -> Message | None:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in KEYWORDS:
        return None
    texts = [getattr(argument, "value", None) for argument in call.args[: 2 if name == "plural" else 1]]
    if not texts or not all(isinstance(text, str) for text in texts):
        return None
    return tuple(texts) if name == "plural" else texts[0]


def extracted() -> set[Message]:
    """Every message that Babel finds."""
    found = (extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS) for folder in FOLDERS)
    return {message for one in found for _, _, message, _, _ in one}


def names(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.fixture(scope="module")
def code() -> dict[Message, str]:
    return said()


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def entries(chinese: Catalog) -> Iterator[tuple[Message, tuple[str, ...]]]:
    """Each message with its translations."""
    for entry in chinese:
        if entry.id:
            yield entry.id, entry.string if isinstance(entry.string, tuple) else (entry.string,)


def test_extraction_finds_what_the_code_says(code):
    """Babel reads tokens: it misses what is said inside an f-string, and joins the pieces of a conditional."""
    found = extracted()

    assert {message: place for message, place in code.items() if message not in found} == {}
    assert found - code.keys() == set()


def test_every_message_is_translated(code, chinese):
    translated = {message for message, texts in entries(chinese) if all(texts)}

    assert {message: place for message, place in code.items() if message not in translated} == {}


def test_no_translation_is_stale(code, chinese):
    assert [message for message, _ in entries(chinese) if message not in code] == []
    assert not chinese.obsolete
    assert not any(entry.fuzzy for entry in chinese if entry.id)


def test_a_message_is_said_once_or_with_a_number_but_not_both(code):
    """Both would share one key in the catalogue."""
    singular = [message[0] for message in code if isinstance(message, tuple)]

    assert len(singular) == len(set(singular))
    assert code.keys().isdisjoint(singular)


def test_translations_fill_the_same_names(chinese):
    """Of a number the form for many counts: English may leave {n} out of the form for one."""
    unlike = [
        (message, text)
        for message, texts in entries(chinese)
        for text in texts
        if names(text) != names(message if isinstance(message, str) else message[-1])
    ]

    assert unlike == []


def test_translations_are_chinese(chinese):
    found = {
        message
        for message, texts in entries(chinese)
        if not all(re.search(r"[\u4e00-\u9fff]", text) for text in texts)
    }

    assert found == WORDLESS


def test_translations_have_chinese_punctuation_and_no_space_beside_digits_and_letters(chinese):
    """Latin marks and spaces may stand between Latin letters only; digits and letters stand close to Chinese."""
    wrong = [
        text
        for _, texts in entries(chinese)
        for text in texts
        if re.search(r"[\u4e00-\u9fff}][,;:?!()]|[,;:?!()][\u4e00-\u9fff{]|[\u4e00-\u9fff] ?\.$", text)
        or re.search(r"[\u4e00-\u9fff] [\d{A-Za-z./]|[\d}A-Za-z./] [\u4e00-\u9fff]", text)
    ]

    assert wrong == []


def test_chinese_has_one_form_for_every_number():
    say = load_messages("zh")

    assert say.plural("{n} figure", "{n} figures", 1) == "1条数据"
    assert say.plural("{n} figure", "{n} figures", 1234) == "1234条数据"


def test_chinese_groups_digits_from_five_on():
    """As GB/T 15835 allows: four digits need no comma; on the ladder of 万 and 亿 few numbers have more."""
    assert [load_messages("zh").format_count(n) for n in (0, 999, 5100, -5100, 12_345, 1_234_567)] == [
        "0",
        "999",
        "5100",
        "-5100",
        "12,345",
        "1,234,567",
    ]
    assert load_messages("en").format_count(5100) == "5,100"


def test_english_needs_no_catalogue():
    say = load_messages("en")

    assert say("No. {n}", n=4) == "No. 4"
    assert say.plural("{n} figure", "{n} figures", 1) == "1 figure"
    assert say.plural("{n} figure", "{n} figures", 1234) == "1,234 figures"


def test_what_is_not_translated_is_said_in_english():
    say = Messages("zh", {})

    assert say("No. {n}", n=4) == "No. 4"
    assert say.plural("{n} figure", "{n} figures", 2) == "2 figures"


def test_streamlits_own_words_can_be_put_back():
    """A switch to English looks each Chinese word up again: two words may not share one."""
    say = load_messages("zh")
    whole = [say(word) for word in STREAMLIT_WORDS if "{" not in word]

    assert len(set(whole)) == len(whole)
