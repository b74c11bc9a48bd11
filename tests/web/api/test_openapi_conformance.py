"""The API against its own description: questions made from the OpenAPI document, right and wrong ones."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from indicators.export import FORMATS_OF_TABLE
from indicators.web.middleware import HealthChecks, Readiness
from tests.serving import api

READY = Readiness()
READY.set_ready()
DOCUMENT = schemathesis.openapi.from_asgi("/api/v1/openapi.json", HealthChecks(api(), readiness=READY))
OPERATIONS = [found.ok() for found in DOCUMENT.get_all_operations()]
#: Files of vocabularies read their questions as the pages of records of the same table do: those stand for them.
LIKE_JSON = {
    f"/api/v1/{table}.{form.extension}"
    for table, forms in FORMATS_OF_TABLE.items()
    for kind, form in forms.items()
    if kind != "json" and table != "observations"
}
#: Right questions to every operation, wrong ones where there is something to ask.
QUESTIONS = [
    pytest.param(operation, mode, id=f"{operation.path}-{mode.value}")
    for operation in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE
    or (list(operation.iter_parameters()) and operation.path not in LIKE_JSON)
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: Few questions an operation, the same in every run: a large run is made by hand.
FEW = settings(
    max_examples=3, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def test_it_is_a_valid_openapi_document():
    assert DOCUMENT.specification.version == "3.1.0"
    DOCUMENT.validate()


@pytest.mark.parametrize(("operation", "mode"), QUESTIONS)
def test_no_question_breaks_it_and_every_answer_is_as_described(operation, mode):
    asked = []

    @FEW
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case):
        asked.append(case)
        case.call_and_validate(checks=CHECKS)

    ask()

    assert asked
