"""The types of fields: each parses its own text and says in its error what it expected.

A data file holds nothing but text. Knows nothing of the records that fields stand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from indicators.period import DATE_PATTERN, Period, parse_period
from indicators.period import PATTERN as PERIOD_PATTERN
from indicators.quantity import PATTERN as NUMBER_PATTERN
from indicators.quantity import Printed, parse_printed

Timing = Literal["at", "during", "cumulative", "average", "unclear"]
Status = Literal["actual", "expected", "target"]
Language = Literal["en", "zh"]

STATED_WORDS = 12
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OBSERVATION_ID = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+|\.[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s/$.?#][^\s]*")
_MAIL = re.compile(r"[^\s@:/{}]+@[^\s@:/{}]+\.[^\s@:/{}]+")
_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        slug = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
        hint = f"; write {slug!r}" if slug else ""
        raise ValueError(
            f"expected an id of lower-case letters, digits and single hyphens; found {text!r}{hint}"
        )
    return text


def _observation_id(text: str) -> str:
    if not _OBSERVATION_ID.fullmatch(text):
        raise ValueError(f"expected an id such as goods-trade.guangzhou.2025-01--2025-10; found {text!r}")
    return text


def _date(text: str) -> str:
    if parse_period(text).kind == "multi-year" or "/" in text:
        raise ValueError(f"expected a date such as 2025, 2025-03 or 2025-03-07; found {text!r}")
    return text


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise ValueError(f"expected an address that begins with https://; found {text!r}")
    return text


def _contact(text: str) -> str:
    is_mail = _MAIL.fullmatch(text)
    if not is_mail and "{" in re.sub(r"\{(id|link|report)\}", "", text):
        raise ValueError(f"expected no braces but {{id}}, {{link}} and {{report}}; found {text!r}")
    return text if is_mail else _url(text)


def _stated(text: str) -> str:
    words = len(text.split())
    if words > STATED_WORDS:
        raise ValueError(
            f"expected the printed words of the figure alone, {STATED_WORDS} at most; found {words} words"
        )
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("expected some text; found none")
    return text.strip()


def _parser(kind: type, parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse text, let an already parsed `kind` pass, refuse the rest with a sentence."""

    def parsed(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        if not isinstance(value, str):
            raise ValueError("expected one text")  # noqa: TRY004 - pydantic gathers ValueErrors
        return parse(value)

    return BeforeValidator(parsed)


def typed(pattern: str, *, also: Literal["integer", "number"] | None = None) -> WithJsonSchema:
    """How a field is typed: text like `pattern`; `also` what a YAML editor takes such text for."""
    kinds: Any = ["string", also] if also else "string"
    return WithJsonSchema({"type": kinds, "pattern": re.sub(r"\(\?P<\w+>", "(?:", pattern)})


def _whole_number(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"expected a whole number; found {text!r}")
    return int(text)


def _decimal_number(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"expected a decimal number; found {text!r}")
    return float(text)


Words = Annotated[str, AfterValidator(_filled), typed(r"\S", also="number")]
Id = Annotated[str, AfterValidator(_id), typed(f"^{_ID.pattern}$", also="integer")]
ObservationId = Annotated[str, AfterValidator(_observation_id), typed(f"^{_OBSERVATION_ID.pattern}$")]
Date = Annotated[str, AfterValidator(_date), typed(f"^(?:{DATE_PATTERN})$", also="integer")]
Url = Annotated[str, AfterValidator(_url), typed(f"^{_URL.pattern}$")]
Contact = Annotated[str, AfterValidator(_contact), typed(f"^(?:{_MAIL.pattern}|{_URL.pattern})$")]
Stated = Annotated[
    str,
    AfterValidator(_filled),
    AfterValidator(_stated),
    typed(rf"^\s*\S+(?:\s+\S+){{0,{STATED_WORDS - 1}}}\s*$", also="number"),
]
WholeNumber = Annotated[int, _parser(int, _whole_number), typed(f"^{_WHOLE.pattern}$", also="integer")]
DecimalNumber = Annotated[
    float, _parser(float, _decimal_number), typed(f"^{_DECIMAL.pattern}$", also="number")
]
PeriodField = Annotated[
    Period, _parser(Period, parse_period), typed(f"^(?:{PERIOD_PATTERN})$", also="integer")
]
PrintedField = Annotated[
    Printed, _parser(Printed, parse_printed), typed(f"^(?:{NUMBER_PATTERN})$", also="number")
]


class Record(BaseModel):
    """A frozen record that refuses keys it does not know; the text under a field says what it is for."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True
    )


class Text(Record):
    """The same text in every language of the dataset."""

    en: Words
    """In English."""
    zh: Words
    """In Chinese."""

    def __getitem__(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


def _either(value: Any) -> Any:
    """A plain text where a `Text` may stand means: the same in both languages."""
    return {"en": value, "zh": value} if isinstance(value, str) else value


Remark = Annotated[Text, BeforeValidator(_either, json_schema_input_type=Text | Words)]
Aliases = tuple[Words, ...]
