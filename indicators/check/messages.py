"""Faults in the words of a curator: what is wrong, what was expected, the nearest valid value.

Turns what pydantic says of a record into such sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from indicators.check.rules import DatasetRule
from indicators.errors import Fault, FieldRule, format_path
from indicators.i18n.letters import find_nearest
from indicators.model import IndicatorHead

_EXPECTED_TYPES = {
    "string_type": "text",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "too_short": "at least one item",
}


def describe_value(value: Any) -> str:
    """What stands there, in the words of a curator."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "...")
    if isinstance(value, dict):
        return "a mapping"
    return "an empty list" if not value else "a list"


def suggest_valid_words(word: str, valid: Iterable[str]) -> str:
    """The end of a sentence about a wrong word: the nearest valid one, or the few there are."""
    valid = sorted(valid)
    if close := find_nearest(word, valid):
        return f"; did you mean {close!r}?"
    if 0 < len(valid) <= 14:
        return f"; expected one of {', '.join(valid)}"
    return ""


def _suggest_nearest(found: Any, valid: Iterable[str]) -> str:
    close = find_nearest(found, valid) if isinstance(found, str) else None
    return f"; did you mean {close!r}?" if close else ""


def _allowed_keys(kind: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that may stand where an unknown one was found, at the end of `path`."""
    record = next(part for part in type_parts(_annotation_at(kind, path[:-1])) if _is_record(part))
    extra = ["observations"] if record is IndicatorHead else []
    return [*record.model_fields, *extra]


def _annotation_at(kind: type[BaseModel], path: Iterable[str | int]) -> Any:
    """The type of the field that `path` leads to; that of a list stands for its items'."""
    annotation: Any = kind
    for step in path:
        if isinstance(step, str):
            record = next(part for part in type_parts(annotation) if _is_record(part))
            annotation = record.model_fields[step].annotation
    return annotation


def _is_record(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def type_parts(annotation: Any) -> list[Any]:
    """A type and everything it is made of."""
    return [annotation, *(inner for part in get_args(annotation) for inner in type_parts(part))]


def literal_words(annotation: Any) -> tuple[str, ...]:
    """The words of the closed list that a field of this type takes one of; none where it takes others."""
    return next((get_args(part) for part in type_parts(annotation) if get_origin(part) is Literal), ())


def find_field_faults(kind: type[BaseModel], error: ValidationError) -> Iterator[Fault]:
    """Every fault that pydantic found in a record of `kind`."""
    for detail in error.errors(include_url=False):
        fault = _to_fault(kind, dict(detail))
        if fault is not None:
            yield fault


def _to_fault(kind: type[BaseModel], detail: dict[str, Any]) -> Fault | None:
    path = tuple(step for step in detail["loc"] if isinstance(step, (str, int)))
    value, type_ = detail.get("input"), detail["type"]
    match type_:
        case "too_short" if value:
            return None  # pydantic says so too when items failed; those are reported
        case "missing":
            return Fault(DatasetRule.MISSING, path[:-1], f"the key {format_path(path)!r} is missing")
        case "extra_forbidden":
            hint = suggest_valid_words(str(path[-1]), _allowed_keys(kind, path))
            message = f"unknown key {format_path(path)!r}{hint}"
            return Fault(DatasetRule.UNKNOWN_KEY, path, message, is_at_key=True)
        case "literal_error":
            allowed = literal_words(_annotation_at(kind, path))
            message = f"expected one of {', '.join(allowed)}; found {describe_value(value)}{_suggest_nearest(value, allowed)}"
            return Fault(DatasetRule.CHOICE, path, message, names_field=True)
        case "value_error":
            rule = path[0] if path and isinstance(path[0], str) else DatasetRule.VALUE
            return Fault(FieldRule(rule), path, str(detail["ctx"]["error"]), names_field=True)
        case _:
            expected = _EXPECTED_TYPES.get(type_, detail["msg"])
            message = f"expected {expected}; found {describe_value(value)}"
            return Fault(DatasetRule.TYPE, path, message, names_field=True)
