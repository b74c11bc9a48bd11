"""The JSON Schema of a data file as a curator writes it, so that editors complete and check while typing.

Generated from the records: patterns stand beside the parsers of their fields, descriptions under
the fields; what the words of a closed list mean is said here. A YAML editor takes 2024 for a number
and "2024-10" for text: where the file may hold a bare number, both are allowed. The schema knows
one record at a time; what holds between records is `check`'s.
"""

from __future__ import annotations

import json
from typing import Any, Final, get_args

from indicators.model import (
    CHART_KINDS,
    ChartKindId,
    CounterpartKind,
    DatasetFile,
    Direction,
    RegionKind,
    RelationKindId,
    Release,
    Status,
    Timing,
)
from indicators.model.code_lists import (
    COUNTERPART_KINDS,
    DIRECTIONS,
    MEASURES,
    REGION_KINDS,
    RELEASES,
    STATUSES,
    TIMINGS,
    UNIT_KINDS,
    VINTAGE_CHOICES,
    Measure,
    UnitKind,
    VintageChoice,
)
from indicators.model.hedges import HEDGES, Qualifier
from indicators.model.relation_kinds import RELATION_KINDS

JSON_SCHEMA_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_TITLE: Final = "Data file of Regional Indicators"

#: closed list → what each of its words means
WORD_MEANINGS: Final[dict[Any, dict[str, str]]] = {
    Timing: TIMINGS.descriptions,
    Status: STATUSES.descriptions,
    Release: RELEASES.descriptions,
    VintageChoice: VINTAGE_CHOICES.descriptions,
    Qualifier: HEDGES.descriptions,
    Measure: MEASURES.descriptions,
    UnitKind: UNIT_KINDS.descriptions,
    RegionKind: REGION_KINDS.descriptions,
    RelationKindId: RELATION_KINDS.descriptions,
    ChartKindId: CHART_KINDS.descriptions,
    Direction: DIRECTIONS.descriptions,
    CounterpartKind: COUNTERPART_KINDS.descriptions,
}
_MEANINGS_BY_WORDS: Final = {get_args(words): meanings for words, meanings in WORD_MEANINGS.items()}


def build_json_schema() -> dict[str, Any]:
    """The schema of a whole data file."""
    generated = DatasetFile.model_json_schema()
    generated["title"] = SCHEMA_TITLE
    tidied = _tidy({name: part for name, part in generated.items() if name != "$defs"}, top=True)
    definitions = {name: _tidy(part) for name, part in sorted(generated["$defs"].items())}
    return {"$schema": JSON_SCHEMA_DIALECT, **tidied, "$defs": definitions}


def json_schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(build_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _tidy(part: Any, *, top: bool = False) -> Any:
    """`part` without titles that only repeat names, and with a meaning for each word of a closed list."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "enum" in part and (meanings := _MEANINGS_BY_WORDS.get(tuple(part["enum"]))):
        rest = {name: value for name, value in part.items() if name not in ("enum", "title")}
        return rest | {
            "oneOf": [{"const": word, "description": meaning} for word, meaning in meanings.items()]
        }
    tidied = {}
    for name, value in part.items():
        if name == "title" and isinstance(value, str) and not top:
            continue  # pydantic's title only repeats the name
        inside = isinstance(value, dict) and name in ("properties", "$defs")
        tidied[name] = {field: _tidy(one) for field, one in value.items()} if inside else _tidy(value)
    return tidied
