"""What a curator is asked for a new record: one question a field, from the records themselves.

An answer is judged as soon as it is given, by the rules of its field and by the ids that there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_origin

from pydantic import BeforeValidator, ValidationError
from pydantic.fields import FieldInfo

from indicators.check.messages import find_field_faults, literal_words, suggest_valid_words, type_parts
from indicators.check.sections import REFERENCE_FIELDS, SECTIONS, SINGULAR_NAMES
from indicators.model import Indicator, IndicatorHead, Observation, Record, Text

#: what can be added → the kinds of record whose fields it needs, and the section of each
RECORD_KINDS: Final[dict[str, tuple[tuple[str, type[Record]], ...]]] = {
    **{
        SINGULAR_NAMES[section]: ((section, SECTIONS[section]),)
        for section in ("sources", "regions", "sectors", "topics", "units", "counterparts", "plans")
    },
    "indicator": (("indicators", IndicatorHead), ("observations", Observation)),
    "observation": (("observations", Observation),),
}

FieldAnswer = str | list[str] | dict[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One field: what it is for, and what sort of answer it takes.

    ``both`` wants a text in two languages, ``either`` takes one for both, ``list`` takes several.
    What `may_be_null` must be answered, if only with null: a period, when the figure is undated.
    """

    section: str
    kind: type[Record]
    field: str
    shape: Literal["one", "list", "both", "either"]
    needed: bool
    may_be_null: bool
    description: str
    choices: tuple[str, ...]

    @property
    def refers_to(self) -> str | None:
        """The section whose ids this field takes."""
        return REFERENCE_FIELDS.get(self.section, {}).get(self.field)

    def check_answer(self, answer: FieldAnswer, ids: Mapping[str, Collection[str]]) -> str | None:
        """What is wrong with an answer, in the words of the checks; None when nothing is."""
        try:
            self.kind.model_validate({self.field: answer})
        except ValidationError as error:
            found = [f for f in find_field_faults(self.kind, error) if f.path[:1] == (self.field,)]
            if found:
                return found[0].message
        if self.refers_to:
            for id in answer if isinstance(answer, list) else [answer]:
                known = ids[self.refers_to]
                if isinstance(id, str) and id not in known:
                    return (
                        f"there is no {SINGULAR_NAMES[self.refers_to]} {id!r}{suggest_valid_words(id, known)}"
                    )
        return None


def questions_for(what: str) -> list[Question]:
    """The questions for a new `what`, in the order of the fields."""
    asked = [question for section, kind in RECORD_KINDS[what] for question in _questions_of(section, kind)]
    own_id = ("observations", "id")
    return [q for q in asked if what == "observation" or (q.section, q.field) != own_id]


def _questions_of(section: str, kind: type[Record]) -> Iterator[Question]:
    for name, field in kind.model_fields.items():
        if name != "observations" or kind is not Indicator:
            needed, choices = field.is_required(), literal_words(field.annotation)
            null = needed and type(None) in type_parts(field.annotation)
            yield Question(
                section, kind, name, _answer_shape(field), needed, null, field.description or "", choices
            )


def _answer_shape(field: FieldInfo) -> Literal["one", "list", "both", "either"]:
    parts = type_parts(field.annotation)
    if Text in parts:
        loose = any(isinstance(part, BeforeValidator) for part in [*field.metadata, *parts])
        return "either" if loose else "both"
    return "list" if any(get_origin(part) is tuple for part in parts) else "one"
