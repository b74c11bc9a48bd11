"""The API against its own description: questions made from the OpenAPI document, right and wrong ones."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette

from indicators.api import Beside

CONFIG = schemathesis.Config.from_dict(
    {"generation": {"mode": "all"}, "phases": {"coverage": {"enabled": False}}}
)
DOCUMENT = schemathesis.openapi.from_asgi("/api/v1/openapi.json", Beside(Starlette()), config=CONFIG)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def test_it_is_a_valid_openapi_document():
    assert DOCUMENT.specification.version == "3.1.0"
    DOCUMENT.validate()


@DOCUMENT.parametrize()
@settings(
    max_examples=4,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_question_breaks_it_and_every_answer_is_as_described(case):
    case.call_and_validate(checks=CHECKS)
