"""Pages of records and the records of each table as JSON Schema."""

from __future__ import annotations

from indicators.export import CODEBOOKS
from indicators.web.api.response_schemas import page_schema, record_schema
from tests.asgi import Asking
from tests.serving import api

APP = Asking(api(), "here.test")


def test_a_page_names_what_it_always_holds():
    for table in ("observations", "regions", "sources"):
        told, schema = APP.get(f"/api/v1/{table}.json?limit=1").json(), page_schema(table)

        assert set(told) == set(schema["properties"])
        assert set(schema["required"]) <= set(told)
        assert schema["properties"]["table"] == {"const": table}
        assert schema["properties"]["records"]["items"] == {"$ref": f"#/components/schemas/{table}"}


def test_a_record_is_described_by_its_codebook():
    described = record_schema("regions")

    assert list(described["properties"]) == list(CODEBOOKS["regions"])
    assert described["properties"]["lat"]["type"] == ["number", "null"]
    assert described["properties"]["within"] == {
        "type": ["array", "null"],
        "description": "ids of every region it lies in; regions overlap",
        "items": {"type": "string"},
    }
    assert record_schema("plans")["properties"]["start"]["type"] == ["integer", "null"]
    assert record_schema("plans")["properties"]["id"]["type"] == ["string", "null"]
    assert described["additionalProperties"] is False
