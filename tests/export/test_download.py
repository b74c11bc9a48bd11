"""The download control: the rows of the page, in files of every kind, under names and addresses that say what they are."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from indicators.export import MAX_ROWS
from indicators.export.download import name_digest
from indicators.query import EVERYTHING, MAX_NAMED_FIGURES, Selection
from indicators.ui import download_button
from tests.noting import CATALOGUE, SITE, asked, here, noting

DAY = date(2026, 11, 21)
KINDS = {
    "csv": ("CSV", "csv", "text/csv; charset=utf-8"),
    "xlsx": ("XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "json", "application/json"),
    "parquet": ("Parquet", "parquet", "application/vnd.apache.parquet"),
    "sdmx-csv": ("SDMX-CSV", "sdmx.csv", "application/vnd.sdmx.data+csv; version=2.0.0"),
    "zip": ("ZIP", "zip", "application/zip"),
}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(download_button, "today_in_utc", lambda: DAY)


def opened(selection=EVERYTHING, rows=None, language="en", page="data", catalogue=CATALOGUE, **others):
    """The control as it is when it has been opened."""
    now = here(catalogue, page, language, selection, **others)
    with noting(now, opened=True) as written:
        download_button.show_download(now, selection, catalogue.figures(selection) if rows is None else rows)
    return written


def taken(written, key):
    """What a click gives."""
    return written.keyed(key)["data"]()


def test_nothing_is_made_before_the_control_is_opened():
    now = here(CATALOGUE)
    with noting(now) as written:
        download_button.show_download(now, EVERYTHING, CATALOGUE.figures())

    assert [(kind, given["label"], given["key"]) for kind, given in written.calls] == [
        ("popover", "Download", "download_page")
    ]


@pytest.mark.parametrize("scope", ["view", "all"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_of_file_has_its_name_and_type(kind, scope):
    label, extension, mime = KINDS[kind]
    given = opened(Selection(topic=("trade",))).keyed(f"dl_page_{scope}_{kind}")
    named = [*(["regional-indicators"] if kind == "zip" else []), *(["trade"] if scope == "view" else [])]
    named = named or ["observations"]

    assert (given["label"], given["mime"]) == (label, mime)
    digest = f"_{name_digest(Selection(topic=('trade',)).params())}" if scope == "view" else ""
    assert given["file_name"] == f"{'_'.join(named)}{digest}_2026-11-21.{extension}"
    assert given["on_click"] == "ignore"
    assert given["disabled"] is False


@pytest.mark.parametrize(
    "selection",
    [
        Selection(topic=("trade",)),
        Selection(region=("greater-bay-area",), within=True, status=("target",)),
        Selection(q="patents", implied=True),
        EVERYTHING,
    ],
)
def test_the_files_hold_the_rows_of_the_page_and_link_to_it(selection):
    written = opened(selection)
    expected = list(CATALOGUE.rows(selection)["observation_id"])
    whole = list(CATALOGUE.rows(Selection(implied=selection.implied))["observation_id"])
    n, total = len(expected), len(whole)

    assert [given["body"] for given in written.of("markdown")] == [
        f"**This view: {n} rows**",
        f"**Everything: {total} rows**",
    ]
    for scope, ids in (("view", expected), ("all", whole)):
        text = taken(written, f"dl_page_{scope}_csv").decode("utf-8-sig")
        told = json.loads(taken(written, f"dl_page_{scope}_json"))
        listed = next(value for value in told.values() if isinstance(value, list) and len(value) == len(ids))
        assert [row["observation_id"] for row in csv.DictReader(io.StringIO(text))] == ids
        assert [row["observation_id"] for row in listed] == ids


@pytest.mark.parametrize(
    ("selection", "language", "short", "query"),
    [
        (EVERYTHING, "en", "/data", ""),
        (EVERYTHING, "zh", "/data?lang=zh", "?lang=zh"),
        (Selection(region=("guangzhou",)), "en", "/r/guangzhou", "?region=guangzhou"),
        (Selection(region=("guangzhou",)), "zh", "/r/guangzhou?lang=zh", "?region=guangzhou&lang=zh"),
        (Selection(indicator=("gdp",)), "en", "/i/gdp", "?indicator=gdp"),
        (
            Selection(observation=("gdp.hengqin.2009",)),
            "en",
            "/f/gdp.hengqin.2009",
            "?observation=gdp.hengqin.2009",
        ),
        (Selection(topic=("trade",)), "en", "/data?topic=trade", "?topic=trade"),
        (
            Selection(region=("guangzhou", "maoming")),
            "en",
            "/data?region=guangzhou&region=maoming",
            "?region=guangzhou&region=maoming",
        ),
        (
            Selection(region=("guangzhou",), within=True),
            "en",
            "/data?region=guangzhou&within=1",
            "?region=guangzhou&within=1",
        ),
    ],
)
def test_page_and_file_of_the_same_rows_have_addresses(selection, language, short, query):
    written = opened(selection, language=language)

    assert [given["body"] for given in written.of("code")] == [
        f"{SITE}{short}",
        f"{SITE}/api/v1/observations.csv{query}",
    ]
    if language == "en":
        captions = [given["body"] for given in written.of("caption")]
        assert captions[:2] == [
            "A link to this view:",
            "The rows of this view for programs, at an address that stays:",
        ]
        assert captions[2].startswith("XLSX has codebook, sources and filters on sheets of their own;")
        assert captions[3].endswith(". Every row carries its printed words, hedge, period and source.")


def test_rows_that_a_page_chose_by_other_means_are_named_one_by_one():
    selection = Selection(topic=("trade",))
    rows = CATALOGUE.rows(selection)
    part, other = rows.head(2), CATALOGUE.rows(Selection(region=("china",)))
    ids = sorted(part["observation_id"])

    assert opened(selection, rows).of("code")[0]["body"] == f"{SITE}/data?topic=trade"
    assert asked(opened(selection, part).of("code")[1]["body"][len(SITE) :]) == (
        "/api/v1/observations.csv",
        [("observation", id) for id in ids],
    )
    assert len(other) != len(rows)
    swapped = pd.concat([rows.tail(len(rows) - 1), other.head(1)])
    assert "observation=" in opened(selection, swapped).of("code")[1]["body"]
    text = taken(opened(selection, part), "dl_page_view_csv").decode("utf-8-sig")
    assert {row["observation_id"] for row in csv.DictReader(io.StringIO(text))} == set(ids)


@pytest.mark.parametrize("n", [MAX_NAMED_FIGURES, MAX_NAMED_FIGURES + 1])
def test_more_figures_than_an_address_can_name_are_found_where_the_reader_stands(n):
    rows = CATALOGUE.rows().head(n)
    written = opened(Selection(region=("guangzhou",)), rows, page="consistency", figure="gdp.hengqin.2009")
    codes = [given["body"] for given in written.of("code")]

    if n <= MAX_NAMED_FIGURES:
        assert len(codes) == 2
        assert all(code.count("observation=") == n for code in codes)
    else:
        assert codes == [f"{SITE}/consistency?region=guangzhou&lang=en"]


@pytest.mark.parametrize(
    ("n", "is_too_long"), [(MAX_ROWS - 1, False), (MAX_ROWS, False), (MAX_ROWS + 1, True)]
)
def test_what_is_too_long_for_a_workbook_is_sent_in_parts_by_the_server(n, is_too_long):
    now = here(CATALOGUE, selection=Selection(topic=("trade",)))
    with noting(now) as written:
        download_button._show_file_buttons(now, now.selection, n, "k")
    links = {given["label"]: given["url"] for given in written.of("link_button")}
    buttons = {given["label"]: given["disabled"] for given in written.of("download_button")}

    if is_too_long:
        assert links == {
            label: f"{SITE}/api/v1/observations.{extension}?topic=trade{'&bom=1' if label == 'CSV' else ''}"
            for label, extension, _ in (KINDS[kind] for kind in ("csv", "json", "parquet", "sdmx-csv"))
        }
        assert buttons == {"XLSX": True, "ZIP": True}
        assert [given["body"] for given in written.of("caption")] == [
            f"A workbook or package holds at most {MAX_ROWS:,} rows here; for these take another kind of file."
        ]
    else:
        assert links == {}
        assert buttons == dict.fromkeys([label for label, _, _ in KINDS.values()], False)
        assert not written.of("caption")


def test_of_nothing_there_is_no_file_and_one_row_is_one():
    none = opened(Selection(region=("maoming",), topic=("talent",)))
    one = opened(Selection(region=("xiongan",)))

    assert {given["disabled"] for given in none.of("download_button") if "_view_" in given["key"]} == {True}
    assert {given["disabled"] for given in none.of("download_button") if "_all_" in given["key"]} == {False}
    assert none.of("markdown")[0]["body"] == "**This view: 0 rows**"
    assert one.of("markdown")[0]["body"] == "**This view: 1 row**"


def test_a_second_control_of_a_page_has_its_own_keys():
    now = here(CATALOGUE)
    with noting(now, opened=True) as written:
        download_button.show_download(now, EVERYTHING, CATALOGUE.figures(), "curated")

    assert {key.split("_")[1] for key in written.keys} == {"curated"}


def test_a_workbook_says_the_page_day_and_language_it_is_of():
    now = here(CATALOGUE, language="zh", selection=Selection(topic=("trade",)))
    with noting(now):
        about = download_button._download_of(now, now.selection)

    assert (about.selection, about.made, about.language, about.link) == (
        now.selection,
        DAY,
        "zh",
        f"{SITE}/data?topic=trade&lang=zh",
    )


@pytest.mark.parametrize(
    ("url", "site"), [("https://a.example:8443/x/y?z=1", "https://a.example:8443"), ("", ""), (None, "")]
)
def test_addresses_begin_with_the_site_as_the_browser_knows_it(url, site):
    with noting(url=url):
        assert download_button.site_url() == site


def test_a_file_is_dated_by_the_day_in_utc(monkeypatch):
    monkeypatch.undo()
    before = datetime.now(UTC).date()

    assert before <= download_button.today_in_utc() <= datetime.now(UTC).date()


def test_everything_is_everything_whatever_is_chosen():
    written = opened(Selection(topic=("trade",), implied=True))
    total = CATALOGUE.count(replace(EVERYTHING, implied=True))

    assert total > len(CATALOGUE)
    assert written.of("markdown")[1]["body"] == f"**Everything: {total} rows**"
