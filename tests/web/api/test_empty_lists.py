"""Every address of the API answers for a dataset that leaves out lists."""

from __future__ import annotations

import re

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.export.formats import FORMATS_OF_TABLE
from indicators.query import Catalogue
from indicators.web.api.guides import llms_text
from tests.asgi import Asking
from tests.empty_lists import TEXTS
from tests.serving import Served, api

TABLES = [
    f"/api/v1/{table}.{form.extension}"
    for table, forms in FORMATS_OF_TABLE.items()
    for form in forms.values()
]
IN_LANGUAGES = [
    f"{each}?lang={language}" for each in [*TABLES, "/api/v1/package.zip"] for language in ("en", "zh")
]
ADDRESSES = [
    *IN_LANGUAGES,
    "/api/v1/openapi.json",
    "/api/v1/catalog.jsonld",
    "/api/v1/status.json",
    "/llms.txt",
]


@pytest.mark.parametrize("name", ["no sectors and plans", "nothing optional", "no figures", "nothing"])
def test_every_address_answers(name):
    catalogue = Catalogue(parse_dataset(TEXTS[name]))
    asking = Asking(api(Served(catalogue)))
    example = re.search(r"^Example: https://x(\S+)$", llms_text(catalogue, "https://x"), re.MULTILINE)
    assert example
    for address in [*ADDRESSES, example[1]]:
        assert asking.get(address).status_code == 200, address
