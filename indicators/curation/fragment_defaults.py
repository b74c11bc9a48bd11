"""What the figures of a fragment need not repeat: fields under `defaults`, and that a plain number is exact.

A figure's own field wins, also where it says null.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Final

from pydantic import ValidationError

from indicators.check.messages import find_field_faults, suggest_valid_words
from indicators.check.rules import DatasetRule
from indicators.check.sections import REFERENCE_FIELDS, SINGULAR_NAMES
from indicators.errors import Fault
from indicators.model import Observation
from indicators.yamlfile import MappingNode

DEFAULTS_KEY: Final = "defaults"
#: What begins a comment that a curator answers by deleting it, and one that says what a draft leaves out.
GUESS_MARK: Final = "# guessed:"
NOTE_MARK: Final = "# reader:"
#: What every figure says for itself.
_OWN_FIELDS: Final = ("id", "value", "usd", "stated", "reading")
_SHARED_FIELDS: Final = (
    "indicator",
    *(name for name in Observation.model_fields if name not in _OWN_FIELDS),
)
#: Field that names another record → its section.
_REFERENCES: Final = {"indicator": "indicators", **REFERENCE_FIELDS["observations"]}


def fill_in_defaults(figure: MappingNode, defaults: MappingNode, *, own: Collection[str] = ()) -> None:
    """Give a figure the fields that it leaves out, but for those that it has by its place in the fragment (`own`).

    Faults in what it is given stand where that was written.
    """
    for name in [name for name in defaults if name not in figure and name not in own]:
        figure[name] = deepcopy(defaults[name])
        figure.keys_at[name], figure.values_at[name] = defaults.keys_at[name], defaults.values_at[name]
    if "qualifier" not in figure:
        figure["qualifier"] = "exact"
        figure.keys_at["qualifier"] = figure.values_at["qualifier"] = figure.place


def find_default_faults(defaults: MappingNode, ids: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Faults of what stands under `defaults`, each once; `ids` are those of each section, with the fragment's."""
    for name in defaults:
        if name in _OWN_FIELDS:
            message = f"every observation has {name!r} of its own; expected fields that they share, such as region, period or source"
            yield Fault(DatasetRule.UNKNOWN_KEY, (name,), message, is_at_key=True)
        elif name not in _SHARED_FIELDS:
            message = f"unknown key {name!r}{suggest_valid_words(name, _SHARED_FIELDS)}"
            yield Fault(DatasetRule.UNKNOWN_KEY, (name,), message, is_at_key=True)
    fields = {name: value for name, value in defaults.items() if name in Observation.model_fields}
    try:
        Observation.model_validate(fields)
    except ValidationError as error:
        faults = find_field_faults(Observation, error)
        yield from (fault for fault in faults if fault.path and fault.path[0] in _SHARED_FIELDS)
    for name, section in _REFERENCES.items():
        id, known = defaults.get(name), ids[section]
        if isinstance(id, str) and id not in known:
            message = f"there is no {SINGULAR_NAMES[section]} {id!r}{suggest_valid_words(id, known)}"
            yield Fault(DatasetRule.UNKNOWN_ID, (name,), message, names_field=True)
