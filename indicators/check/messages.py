"""Faults in the words of a curator: what is wrong, what was expected, the nearest valid value.

Turns what pydantic says of a record into such sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from indicators.errors import find_nearest
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


def _allowed_keys(kind: type[BaseModel], steps: Sequence[str | int]) -> list[str]:
    """The keys that may stand where an unknown one was found, at the end of `steps`."""
    for step in steps[:-1]:
        if isinstance(step, str):
            kind = next(_records(kind.model_fields[step].annotation))
    extra = ["observations"] if kind is IndicatorHead else []
    return [*kind.model_fields, *extra]


def _records(annotation: Any) -> Iterator[type[BaseModel]]:
    """The records that a field of this type can hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _records(part)


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A fault of one field: where in the record, what to say, under which rule.

    `named` says whether the field's name stands before the message; `at_key` whether the key and
    not the value is at fault.
    """

    steps: tuple[str | int, ...]
    message: str
    rule: str
    named: bool = True
    at_key: bool = False

    @property
    def field(self) -> str:
        """The path to the field as people count: ``at.1`` is the first line."""
        return _dotted_path(self.steps)


def _dotted_path(steps: Iterable[str | int]) -> str:
    return ".".join(str(step + 1 if isinstance(step, int) else step) for step in steps)


def find_field_faults(kind: type[BaseModel], error: ValidationError) -> Iterator[FieldFault]:
    """Every fault that pydantic found in a record of `kind`."""
    for detail in error.errors(include_url=False):
        fault = _to_field_fault(kind, dict(detail))
        if fault is not None:
            yield fault


def _to_field_fault(kind: type[BaseModel], detail: dict[str, Any]) -> FieldFault | None:
    steps = tuple(step for step in detail["loc"] if isinstance(step, (str, int)))
    value, fault = detail.get("input"), detail["type"]
    match fault:
        case "too_short" if value:
            return None  # pydantic says so too when items failed; those are reported
        case "missing":
            return FieldFault(
                steps[:-1], f"the key {_dotted_path(steps)!r} is missing", "missing", named=False
            )
        case "extra_forbidden":
            hint = suggest_valid_words(str(steps[-1]), _allowed_keys(kind, steps))
            return FieldFault(
                steps, f"unknown key {_dotted_path(steps)!r}{hint}", "unknown-key", named=False, at_key=True
            )
        case "literal_error":
            allowed = [word.strip(" '") for word in detail["ctx"]["expected"].replace(" or ", ",").split(",")]
            message = f"expected one of {', '.join(allowed)}; found {describe_value(value)}{_suggest_nearest(value, allowed)}"
            return FieldFault(steps, message, "choice")
        case "value_error":
            rule = steps[0] if steps and isinstance(steps[0], str) else "value"
            return FieldFault(steps, str(detail["ctx"]["error"]), rule)
        case _:
            return FieldFault(
                steps,
                f"expected {_EXPECTED_TYPES.get(fault, detail['msg'])}; found {describe_value(value)}",
                "type",
            )
