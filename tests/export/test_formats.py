"""The kinds of file: that everything which offers files offers every one, under its own name and type."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.cli.export_command import export_command
from indicators.export import FILE_FORMATS, FORMATS_OF_TABLE, PACKAGE, Download, file_name
from indicators.query import Selection
from indicators.ui import about_page, download_button
from indicators.web.api.guides import llms_text
from indicators.web.api.json_ld import catalogue_json_ld
from indicators.web.api.openapi import openapi_document
from tests.asgi import Asking
from tests.noting import CATALOGUE, here, noting
from tests.serving import api

every_format = pytest.mark.parametrize("form", FILE_FORMATS, ids=lambda form: form.id)
API = Asking(api())
ADDRESSES = {form.id: [f"/api/v1/{table}.{form.extension}" for table in form.tables] for form in FILE_FORMATS}


def test_no_two_formats_share_a_name_or_an_address():
    assert len({form.id for form in FILE_FORMATS}) == len({form.label for form in FILE_FORMATS})
    addresses = [address for each in ADDRESSES.values() for address in each]
    assert len(set(addresses)) == len(addresses)


@every_format
def test_a_format_has_an_address_for_each_of_its_tables_and_answers_with_its_type(form):
    for address in ADDRESSES[form.id]:
        answer = API.head(f"{address}?region=nansha")
        attached = answer.headers.get("content-disposition", "")
        assert (answer.status_code, answer.headers["content-type"]) == (200, form.media_type)
        assert attached.endswith(f'.{form.extension}"')
        assert attached.startswith("inline" if form.is_paged else "attachment")


@every_format
def test_the_description_of_the_api_has_its_addresses_with_their_type(form):
    paths = openapi_document(CATALOGUE.dataset)["paths"]

    for address in ADDRESSES[form.id]:
        assert list(paths[address]["get"]["responses"]["200"]["content"]) == [form.media_type]


@every_format
def test_the_command_line_writes_it(form):
    [kinds] = [option.type.choices for option in export_command.params if option.name == "kind"]

    assert form.id in kinds
    assert all(form.id in FORMATS_OF_TABLE[table] for table in form.tables)


@every_format
def test_the_page_has_a_button_for_it_and_says_what_it_is_for(form):
    page = here(CATALOGUE)
    with noting(page, opened=True) as written:
        download_button.show_download(page, Selection(), CATALOGUE.figures())
    button, captions = written.keyed(f"dl_page_view_{form.id}"), written.of("caption")

    assert (button["label"], button["mime"]) == (form.label, form.media_type)
    assert form.note in " ".join(given["body"] for given in captions)


def test_the_page_says_what_the_kinds_of_file_are_for():
    told = []
    for language in ("en", "zh"):
        page = here(CATALOGUE, language=language)
        with noting(page, opened=True) as written:
            download_button.show_download(page, Selection(), CATALOGUE.figures())
        told += [given["body"] for given in written.of("caption") if "Parquet" in given["body"]]

    assert told == [
        "XLSX has codebook, sources and filters on sheets of their own; Parquet has typed columns; SDMX-CSV is for the tools of official statistics; ZIP is a data package of every table with codebook, citation and hashes.",
        "XLSX另附字段说明、资料来源与筛选条件工作表；Parquet的列带有类型；SDMX-CSV供官方统计工具使用；ZIP为数据包，含全部数据表及字段说明、引用信息与校验值。",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "every figure; also .xlsx, .json, .parquet and .sdmx.csv"),
        ("zh", "全部数据；另有.xlsx、.json、.parquet与.sdmx.csv格式"),
    ],
)
def test_the_guides_for_programs_name_every_kind_of_file_of_the_figures(language, told):
    page = here(CATALOGUE, language=language)
    with noting(page) as written:
        about_page.show_api_examples(page)
    site = "https://site.example"
    linked = catalogue_json_ld(CATALOGUE.dataset, CATALOGUE.coverage(), site)["distribution"]

    assert told in " ".join(given["body"] for given in written.of("markdown")).replace("\\", "")
    assert "also .csv, .xlsx, .parquet, .sdmx.csv" in llms_text(CATALOGUE, site)
    assert {f"{site}{address}" for form in FILE_FORMATS for address in ADDRESSES[form.id][:1]} == {
        each["contentUrl"] for each in linked
    }


@every_format
def test_a_file_in_parts_is_the_whole_file(form):
    rows, about = CATALOGUE.figures(Selection(region=("nansha",))), _about(form)

    assert b"".join(form.chunks(rows, about)) == form.write(rows, about)
    assert len(list(form.chunks(rows, about))) == 1 or not form.container


def _about(form):
    return Download(CATALOGUE, Selection(region=("nansha",)), date(2026, 11, 21), table=form.tables[0])


def test_a_package_is_named_after_the_project():
    day, chosen = date(2026, 11, 21), Selection(region=("nansha",))

    assert file_name(chosen, day, "zip", PACKAGE) == "regional-indicators_nansha_2026-11-21.zip"
    assert file_name(Selection(), day, "zip", PACKAGE) == "regional-indicators_2026-11-21.zip"
