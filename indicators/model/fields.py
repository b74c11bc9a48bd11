"""The types of fields: each parses its own text and says in its error what it expected.

A data file holds nothing but text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from indicators.i18n import LANGUAGE_TAG_PATTERN, Language, check_language_tag, locale_of
from indicators.i18n.letters import fold_letters
from indicators.model.currencies import CURRENCIES, check_currency
from indicators.model.float64 import check_float64
from indicators.model.period import DATE_PATTERN, PERIOD_PATTERN, Period, parse_period
from indicators.model.quantity import NUMBER_PATTERN, PrintedNumber, check_kept, parse_printed_number

MAX_STATED_WORDS = 12
#: Chinese leaves no space between words.
MAX_STATED_CHARACTERS = 30
HAN = "\u3400-\u9fff\uf900-\ufaff"
#: No text of a figure is longer: what is would be an article.
MAX_TEXT_LENGTH = 2_000
#: Ids stand in addresses and names of files.
MAX_ID_LENGTH = 120
#: Lines of an article that one figure stands on.
MAX_LINES = 100
# What no reader sees but what changes how the rest is read, found or compared: controls, turned
# writing directions, characters without width. Emoji need the joiners.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OBSERVATION_ID = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+|\.[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")
_MONTH_OF_YEAR = re.compile(r"0[1-9]|1[0-2]")
_URL = re.compile(r"https?://[^\s/$.?#][^\s]*")
_MAIL = re.compile(r"[^\s@:/{}]+@[^\s@:/{}]+\.[^\s@:/{}]+")
_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


def _check_length(text: str) -> None:
    if len(text) > MAX_ID_LENGTH:
        raise ValueError(f"expected an id of at most {MAX_ID_LENGTH} characters; found {len(text):,}")


def _check_id(text: str) -> str:
    _check_length(text)
    if not _ID.fullmatch(text):
        slug = re.sub(r"[^a-z0-9]+", "-", fold_letters(text)).strip("-")
        hint = f"; write {slug!r}" if slug else ""
        raise ValueError(
            f"expected an id of lower-case letters, digits and single hyphens; found {text!r}{hint}"
        )
    return text


def check_observation_id(text: str) -> str:
    """The text, which is an id of a figure. Raises ValueError."""
    _check_length(text)
    if not _OBSERVATION_ID.fullmatch(text):
        raise ValueError(f"expected an id such as gdp.east.2025-01--2025-10; found {text!r}")
    return text


def _check_date(text: str) -> str:
    if "/" in parse_period(text).text:
        raise ValueError(f"expected a date such as 2025, 2025-03 or 2025-03-07; found {text!r}")
    return text


def _check_month(text: str) -> str:
    if not _MONTH_OF_YEAR.fullmatch(text):
        number = int(text) if text.isascii() and text.isdecimal() else 0
        hint = f"; write '{number:02}'" if 1 <= number <= 12 else ""
        raise ValueError(f"expected a month, 01 to 12; found {text!r}{hint}")
    return text


def _check_url(text: str) -> str:
    text = _check_visible_text(text)
    if not _URL.fullmatch(text):
        raise ValueError(f"expected an address that begins with https://; found {text!r}")
    return text


def _check_contact(text: str) -> str:
    text = _check_visible_text(text)
    is_mail = _MAIL.fullmatch(text)
    if not is_mail and "{" in re.sub(r"\{(id|link|report)\}", "", text):
        raise ValueError(f"expected no braces but {{id}}, {{link}} and {{report}}; found {text!r}")
    if not is_mail and not _URL.fullmatch(text):
        raise ValueError(f"expected a mail address or one that begins with https://; found {text!r}")
    return text


def _check_stated_words(text: str) -> str:
    words = len(text.split())
    if words > MAX_STATED_WORDS:
        raise ValueError(
            f"expected the printed words of the figure alone, {MAX_STATED_WORDS} at most; found {words} words"
        )
    characters = len(re.findall(f"[{HAN}]", text))
    if characters > MAX_STATED_CHARACTERS:
        raise ValueError(
            f"expected the printed words of the figure alone, {MAX_STATED_CHARACTERS} Chinese characters at most; "
            f"found {characters}"
        )
    return text


def check_lines(lines: tuple[int, ...]) -> tuple[int, ...]:
    """Raise ValueError when a figure stands on more lines than any does."""
    if len(lines) > MAX_LINES:
        raise ValueError(f"expected at most {MAX_LINES} lines; found {len(lines):,}")
    return lines


def _check_visible_text(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValueError("expected some text; found none")
    if len(text) > MAX_TEXT_LENGTH:
        raise ValueError(f"expected at most {MAX_TEXT_LENGTH:,} characters; found {len(text):,}")
    unseen = UNSEEN.search(text)
    if unseen:
        character = unseen[0]
        name = unicodedata.name(character, "a control character")
        place = f"at character {unseen.start() + 1:,}"
        raise ValueError(f"expected visible text; found U+{ord(character):04X} ({name}) {place}")
    return text


def _check_version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise ValueError(f"expected a version such as 2026.11 or 1.2.0; found {text!r}")
    return text


def _before_validator(kind: type, parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse text, let an already parsed `kind` pass, refuse the rest with a sentence."""

    def parsed(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        if not isinstance(value, str):
            raise ValueError("expected one text")  # noqa: TRY004 - pydantic gathers ValueErrors
        return parse(value)

    return BeforeValidator(parsed)


def json_pattern(
    pattern: str, *, also: Literal["integer", "number", "boolean"] | None = None
) -> WithJsonSchema:
    """How a field is typed: text like `pattern`; `also` what a YAML editor takes such text for."""
    kinds: Any = ["string", also] if also else "string"
    return WithJsonSchema({"type": kinds, "pattern": re.sub(r"\(\?P<\w+>", "(?:", pattern)})


def _parse_whole_number(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"expected a whole number; found {text!r}")
    return int(text)


def _parse_decimal_number(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"expected a decimal number; found {text!r}")
    try:
        check_float64(Decimal(text))
    except ValueError as error:
        raise ValueError(f"{error}; found {text!r}") from None
    return float(text) + 0.0  # the zero of "-0" has no sign


def _parse_printed_field(text: str) -> PrintedNumber:
    printed = parse_printed_number(text)
    check_kept(printed)
    return printed


def _parse_flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"expected true or false; found {text!r}")
    return text == "true"


VisibleText = Annotated[str, AfterValidator(_check_visible_text), json_pattern(r"\S", also="number")]
Version = Annotated[str, AfterValidator(_check_version), json_pattern(f"^{_VERSION.pattern}$", also="number")]
Id = Annotated[str, AfterValidator(_check_id), json_pattern(f"^{_ID.pattern}$", also="integer")]
ObservationId = Annotated[
    str, AfterValidator(check_observation_id), json_pattern(f"^{_OBSERVATION_ID.pattern}$")
]
Date = Annotated[str, AfterValidator(_check_date), json_pattern(f"^(?:{DATE_PATTERN})$", also="integer")]
MonthOfYear = Annotated[
    str, AfterValidator(_check_month), json_pattern(f"^(?:{_MONTH_OF_YEAR.pattern})$", also="integer")
]
Url = Annotated[str, AfterValidator(_check_url), json_pattern(f"^{_URL.pattern}$")]
Currency = Annotated[str, AfterValidator(check_currency), json_pattern(f"^(?:{'|'.join(CURRENCIES)})$")]
LanguageTag = Annotated[
    str, AfterValidator(check_language_tag), json_pattern(f"^(?:{LANGUAGE_TAG_PATTERN})$")
]
Contact = Annotated[
    str, AfterValidator(_check_contact), json_pattern(f"^(?:{_MAIL.pattern}|{_URL.pattern})$")
]
StatedWords = Annotated[
    str,
    AfterValidator(_check_visible_text),
    AfterValidator(_check_stated_words),
    json_pattern(
        rf"^(?!(?:[^{HAN}]*[{HAN}]){{{MAX_STATED_CHARACTERS + 1}}})\s*\S+(?:\s+\S+){{0,{MAX_STATED_WORDS - 1}}}\s*$",
        also="number",
    ),
]
WholeNumber = Annotated[
    int, _before_validator(int, _parse_whole_number), json_pattern(f"^{_WHOLE.pattern}$", also="integer")
]
DecimalNumber = Annotated[
    float,
    _before_validator(float, _parse_decimal_number),
    json_pattern(f"^{_DECIMAL.pattern}$", also="number"),
]
Flag = Annotated[bool, _before_validator(bool, _parse_flag), json_pattern("^(?:true|false)$", also="boolean")]
PeriodField = Annotated[
    Period, _before_validator(Period, parse_period), json_pattern(f"^(?:{PERIOD_PATTERN})$", also="integer")
]
PrintedField = Annotated[
    PrintedNumber,
    _before_validator(PrintedNumber, _parse_printed_field),
    json_pattern(f"^(?:{NUMBER_PATTERN})$", also="number"),
]


class Record(BaseModel):
    """A frozen record that refuses keys it does not know; the text under a field says what it is for."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True
    )


class Text(Record):
    """The same text in every language of the dataset."""

    en: VisibleText
    """In English."""
    zh: VisibleText
    """In Chinese."""

    def __getitem__(self, language: Language) -> str:
        """The text as a page in `language` shows it: a language the dataset is not written in shows another."""
        return str(getattr(self, locale_of(language).text_language))


def _in_both_languages(value: Any) -> Any:
    """A plain text where a `Text` may stand means: the same in both languages."""
    return dict.fromkeys(Text.model_fields, value) if isinstance(value, str) else value


LocalisedRemark = Annotated[
    Text, BeforeValidator(_in_both_languages, json_schema_input_type=Text | VisibleText)
]
Aliases = tuple[VisibleText, ...]
