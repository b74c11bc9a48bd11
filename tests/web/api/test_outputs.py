"""The outputs that fewer people fetch: linked data, Parquet and sources in Chinese, charts, descriptions, status."""

from __future__ import annotations

import io
import json
import re

import orjson
import pandas as pd
import pyarrow.parquet as pq
import pytest

import indicators
from indicators.errors import DataFileError, InvalidDataset, Problem
from indicators.export import CODEBOOKS, FORMATS_OF_TABLE, plain_records
from indicators.i18n import load_messages
from indicators.query import DIMENSION_FILTERS, Selection, chart_selection
from indicators.text import describe_subject, format_citation, format_figure
from indicators.web.api import build_application, json_ld
from indicators.web.api import status as status_document
from indicators.web.api.guides import code_examples, llms_text
from indicators.web.api.openapi import openapi_document
from indicators.web.api.response_schemas import page_schema, record_schema
from indicators.web.live_catalogue import ServingState
from tests.asgi import Asking
from tests.real import real
from tests.serving import Served, api

SITE = "https://here.test"
APP = Asking(api(), "here.test", "https")
CATALOGUE = real()
DATASET = CATALOGUE.dataset
ROWS = CATALOGUE.rows(Selection(implied=True))
OVER = "goods-trade.guangzhou.2025-01--2025-10"
#: A figure of every qualifier, one that is implied, one with a note.
SOME = [
    *ROWS.drop_duplicates("qualifier")["observation_id"],
    *ROWS[ROWS["basis"] == "implied"]["observation_id"].head(1),
    *ROWS[ROWS["note_zh"].notna()]["observation_id"].head(1),
]


def get(path):
    return APP.get(f"/api/v1/{path}")


class TestFigure:
    """One figure as linked data: all of it, in either language."""

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("id", dict.fromkeys(SOME))
    def test_the_whole_document(self, id, language):
        answer, row = get(f"observations/{id}.json?lang={language}"), CATALOGUE.find(id)
        [known] = plain_records(pd.DataFrame([row]), language)
        indicator, region = DATASET.indicators[row.indicator], DATASET.regions[row.region]
        source = DATASET.sources[row.source]
        kind = {"cluster": "Place", "country": "Country", "city": "City"}
        expected = {
            "@context": {
                "@vocab": "https://schema.org/",
                "license": {"@type": "@id"},
                "url": {"@type": "@id"},
                "datePublished": {"@type": "https://schema.org/Date"},
                "record": None,
            },
            "@type": "Observation",
            "@id": f"{SITE}/api/v1/observations/{id}.json",
            "identifier": id,
            "name": describe_subject(row, DATASET, language),
            "description": format_figure(row, DATASET, load_messages(language)),
            "measuredProperty": {
                "@type": "Property",
                "@id": f"{SITE}/i/{indicator.id}",
                "name": indicator.name[language],
                "description": indicator.definition[language],
            },
            "observationAbout": {
                "@type": kind.get(region.kind, "AdministrativeArea"),
                "@id": f"{SITE}/r/{region.id}",
                "name": region.name[language],
            },
            "value": known["value"],
            "minValue": known["low"],
            "maxValue": known["high"],
            "unitText": DATASET.units[row.unit].name[language],
            "observationPeriod": known["period"],
            "measurementQualifier": known["qualifier"],
            "isBasedOn": {
                "@type": "Article",
                "name": source.title[language],
                "publisher": {"@type": "Organization", "name": source.publisher[language]},
                "datePublished": str(source.published),
                "url": source.url,
            },
            "isPartOf": {"@id": f"{SITE}/api/v1/catalog.jsonld"},
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "url": f"{SITE}/f/{id}",
            "record": known,
        }
        if source.url is None:
            del expected["isBasedOn"]["url"]
        context = expected["@context"]
        told = answer.json()

        assert answer.headers["content-type"] == "application/ld+json"
        assert told == {name: value for name, value in expected.items() if value is not None}
        assert told["@context"] == context

    def test_whole_numbers_are_written_as_such(self):
        text = get(f"observations/{OVER}.json").text

        assert text.count("1000000000000,") == 4  # value and low, here and in the record
        assert "000.0" not in text

    def test_what_is_written_is_for_people_too(self):
        assert get(f"observations/{OVER}.json").text.startswith('{\n  "@context": {\n')


class TestCatalogue:
    def test_what_it_says_of_the_dataset(self):
        answer = get("catalog.jsonld")
        told, about = answer.json(), DATASET.about

        def both(text):
            return [{"@language": "en", "@value": text.en}, {"@language": "zh-Hans", "@value": text.zh}]

        assert answer.headers["content-type"] == "application/ld+json"
        assert told["@id"] == f"{SITE}/api/v1/catalog.jsonld"
        assert told["name"] == told["dct:title"] == both(about.title)
        assert told["description"] == told["dct:description"] == both(about.description)
        assert told["identifier"] == told["dct:identifier"] == DATASET.digest
        assert told["version"] == told["dcat:version"] == DATASET.version
        assert told["url"] == told["dcat:landingPage"]["@id"] == f"{SITE}/"
        assert told["temporalCoverage"] == "/".join(str(day) for day in CATALOGUE.coverage())
        assert [each["name"] for each in told["spatialCoverage"]] == [
            both(r.name) for r in DATASET.regions.values()
        ]
        assert told["keywords"] == [topic.name.en for topic in DATASET.topics.values()]
        assert len(told["dcat:keyword"]) == 2 * len(DATASET.topics)
        assert [each["propertyID"] for each in told["variableMeasured"]] == list(DATASET.indicators)
        assert told["citation"] == [source.url or source.title.en for source in DATASET.sources.values()]
        assert (told["inLanguage"], told["isAccessibleForFree"]) == (["en", "zh-Hans"], True)

    def test_each_file_has_its_type_and_answers_with_it(self):
        told = get("catalog.jsonld").json()
        types = {each["contentUrl"]: each["encodingFormat"] for each in told["distribution"]}

        assert types == {
            **{
                f"{SITE}/api/v1/observations.{form.extension}": form.media_type.partition(";")[0]
                for form in FORMATS_OF_TABLE["observations"].values()
            },
            f"{SITE}/api/v1/package.zip": "application/zip",
        }
        assert [each["@id"] for each in told["dcat:distribution"]] == list(types)
        for each in told["distribution"]:
            assert each["@id"] == each["dcat:downloadURL"]["@id"] == each["contentUrl"]
            media = f"https://www.iana.org/assignments/media-types/{each['encodingFormat']}"
            assert each["dcat:mediaType"] == {"@id": media}
            answer = APP.head(each["contentUrl"].removeprefix(SITE))
            assert answer.headers["content-type"].partition(";")[0] == each["encodingFormat"]

    def test_of_no_figures_no_time_is_told(self):
        assert json_ld.catalogue_json_ld(DATASET, None, "")["temporalCoverage"] is None
        assert json_ld.catalogue_json_ld(DATASET, None, "")["url"] == "/"


class TestChinese:
    """Asked for in Chinese, texts kept in one column are Chinese, in every format."""

    NOTED = ROWS[ROWS["note_zh"].notna() & (ROWS["basis"] == "stated")].head(3)

    @property
    def query(self):
        return "&".join(f"observation={id}" for id in self.NOTED["observation_id"])

    @pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("zh", "_zh")])
    def test_notes_sources_and_publishers(self, language, suffix):
        names = ["note", "source_title", "publisher", "speaker"]
        parquet = pd.read_parquet(io.BytesIO(self.raw("parquet", language)))
        table = pd.read_csv(io.BytesIO(self.raw("csv", language)))
        told = json.loads(self.raw("json", language))["records"]

        for name in names:
            expected = [None if pd.isna(value) else value for value in self.NOTED[f"{name}{suffix}"]]
            for found in (parquet[name], table[name], [each[name] for each in told]):
                assert [None if pd.isna(value) else value for value in found] == expected, name

    def raw(self, kind, language):
        answer = APP.get(
            f"/api/v1/observations.{kind}?{self.query}&lang={language}", Accept_Encoding="identity"
        )
        assert answer.status_code == 200
        return answer.raw

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_parquet_explains_itself(self, language):
        schema = pq.read_schema(io.BytesIO(self.raw("parquet", language)))
        say = load_messages(language)
        told = {name.decode(): text.decode() for name, text in schema.metadata.items()}

        assert told["dataset"] == DATASET.about.title[language]
        assert told["link"].startswith(f"{SITE}/data?observation=")
        assert [field.name for field in schema] == list(CODEBOOKS["observations"])
        meanings = [field.metadata[b"meaning"].decode() for field in schema]
        assert meanings == [say(meaning) for _, meaning in CODEBOOKS["observations"].values()]

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("table", ["observations", "sources"])
    def test_sources_are_cited(self, table, language):
        told = get(f"{table}.json?region=china&lang={language}").json()["sources"]
        used = CATALOGUE.rows(Selection(region=("china",)))["source"].unique()
        say = load_messages(language)

        assert told == [
            {"id": source.id, "citation": format_citation(source, say), "url": source.url}
            for source in DATASET.sources.values()
            if source.id in used
        ]
        assert told


class TestVocabularies:
    @pytest.mark.parametrize("table", [name for name in CODEBOOKS if name != "observations"])
    def test_every_table_has_the_columns_of_its_codebook_and_ids_of_the_dataset(self, table):
        told = get(f"{table}.json").json()

        assert [column["name"] for column in told["columns"]] == list(CODEBOOKS[table])
        assert {tuple(each) for each in told["records"]} == {tuple(CODEBOOKS[table])}
        if table not in ("relations", "maps"):
            assert [each["id"] for each in told["records"]] == list(getattr(DATASET, table))
        assert (told["table"], told["total"]) == (table, len(told["records"]))

    @pytest.mark.parametrize("kind", ["csv", "json"])
    @pytest.mark.parametrize("chart", list(DATASET.charts)[:2])
    def test_a_chart_leads_to_the_rows_it_shows(self, chart, kind):
        shown = chart_selection(DATASET.charts[chart])
        for language in ("", "zh"):
            answer = get(f"charts/{chart}.{kind}" + (f"?lang={language}" if language else ""))
            there = answer.headers["location"]
            assert answer.status_code == 302
            assert there.startswith(f"{SITE}/api/v1/observations.{kind}?")
            assert there.endswith("&lang=zh") is (language == "zh")
            rows = APP.get(f"{there.removeprefix(SITE)}&fields=observation_id")
            assert rows.headers["content-type"] == FORMATS_OF_TABLE["observations"][kind].media_type
            assert all(id in rows.text for id in CATALOGUE.rows(shown)["observation_id"])


class TestOpenApi:
    """The description against what is served."""

    told = openapi_document(DATASET)

    def test_what_it_says_of_itself(self):
        assert self.told["openapi"] == "3.1.0"
        assert self.told["info"] == {
            "title": DATASET.about.title.en,
            "description": f"{DATASET.about.description.en} Read-only; every answer names the content it is from.",
            "version": indicators.__version__,
            "license": {
                "name": "Creative Commons Attribution 4.0 International",
                "url": "https://creativecommons.org/licenses/by/4.0/",
            },
        }
        assert self.told["servers"] == [{"url": "/"}]
        assert get("openapi.json").raw != b""
        assert get("openapi.json").json() == json.loads(orjson.dumps(self.told))

    def test_every_address_is_described_and_no_other(self):
        served = {route.path for route in build_application(Served()).routes} - {
            "/api",
            "/api/",
            "/api/v1",
            "/api/v1/",
        }

        assert set(self.told["paths"]) == served | {"/healthz", "/readyz"}

    @pytest.mark.parametrize("table", FORMATS_OF_TABLE)
    def test_which_parameters_each_file_takes(self, table):
        for kind, form in FORMATS_OF_TABLE[table].items():
            operation = self.told["paths"][f"/api/v1/{table}.{form.extension}"]["get"]
            names = [each["$ref"].rpartition("/")[2] for each in operation["parameters"]]
            expected = [*DIMENSION_FILTERS, "observation", "q", "within", "implied", "vintage", "lang"]
            expected += [f"{table}_fields"] if kind not in ("sdmx-csv", "zip") else []
            expected += ["limit", "offset"] if kind == "json" else []

            assert names == expected
            assert set(operation["responses"]) == {"200", "301", "304", "400", "414"}
            assert list(operation["responses"]["200"]["content"]) == [form.media_type]
            assert list(operation["responses"]["200"]["headers"]) == [
                "ETag",
                "Dataset-Digest",
                "Dataset-Version",
            ]
            described = operation["responses"]["200"]["content"][form.media_type]
            assert described == ({"schema": page_schema(table)} if kind == "json" else {})
            assert operation["operationId"] == f"{table}_{form.extension}"

    @pytest.mark.parametrize(
        ("path", "statuses", "names"),
        [
            ("/api/v1/observations/{id}.json", {"200", "301", "304", "400", "404", "414"}, ["id", "lang"]),
            ("/api/v1/charts/{id}.csv", {"301", "302", "400", "404", "414"}, ["id", "lang"]),
            ("/api/v1/charts/{id}.json", {"301", "302", "400", "404", "414"}, ["id", "lang"]),
            ("/f/{id}", {"302"}, ["id", "lang"]),
            ("/i/{id}", {"302"}, ["id", "lang"]),
            ("/r/{id}", {"302"}, ["id", "lang"]),
            ("/api/v1/status.json", {"200", "400", "414"}, []),
            ("/api/v1/openapi.json", {"200", "304", "400", "414"}, []),
            ("/api/v1/catalog.jsonld", {"200", "304", "400", "414"}, []),
            ("/llms.txt", {"200", "304", "400", "414"}, []),
            ("/healthz", {"200"}, []),
            ("/readyz", {"200", "503"}, []),
        ],
    )
    def test_what_every_other_address_takes_and_answers(self, path, statuses, names):
        operation = self.told["paths"][path]["get"]
        found = [each.get("name") or each["$ref"].rpartition("/")[2] for each in operation["parameters"]]

        assert (set(operation["responses"]), found) == (statuses, names)

    def test_ids_in_addresses_look_as_described(self):
        for path, ids in {
            "/api/v1/observations/{id}.json": ROWS["observation_id"],
            "/api/v1/charts/{id}.csv": DATASET.charts,
            "/i/{id}": DATASET.indicators,
        }.items():
            [parameter] = [p for p in self.told["paths"][path]["get"]["parameters"] if p.get("in") == "path"]
            assert (parameter["name"], parameter["required"]) == ("id", True)
            assert all(re.search(parameter["schema"]["pattern"], id) for id in ids)
            assert not re.search(parameter["schema"]["pattern"], "a/b")

    def test_a_page_names_what_it_always_holds(self):
        for table in ("observations", "regions", "sources"):
            told, schema = get(f"{table}.json?limit=1").json(), page_schema(table)

            assert set(told) == set(schema["properties"])
            assert set(schema["required"]) <= set(told)
            assert schema["properties"]["table"] == {"const": table}
            assert schema["properties"]["records"]["items"] == {"$ref": f"#/components/schemas/{table}"}

    def test_a_record_is_described_by_its_codebook(self):
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


class TestStatus:
    """What is served, and what is wrong with a newer file."""

    def test_good_data(self):
        state = ServingState(CATALOGUE)
        counted = ("indicators", "regions", "sectors", "topics", "units", "plans", "sources", "relations")

        assert status_document.status_document(state) == {
            "state": "current",
            "version": DATASET.version,
            "digest": DATASET.digest,
            "since": state.since.isoformat(timespec="seconds"),
            "counts": {"observations": len(CATALOGUE)}
            | {name: len(getattr(DATASET, name)) for name in counted},
            "detail": None,
            "problem_count": 0,
            "problems": [],
        }

    @pytest.mark.parametrize(("found", "listed"), [(1, 1), (200, 200), (201, 200)])
    def test_faults_are_counted_and_the_first_two_hundred_listed(self, found, listed):
        problems = [Problem("x.yaml", n, 2, f"wrong {n}", "value") for n in range(1, found + 1)]
        told = status_document.status_document(ServingState(CATALOGUE, InvalidDataset(problems)))

        assert (told["state"], told["detail"]) == ("last-good", "the data file has faults")
        assert (told["problem_count"], len(told["problems"])) == (found, listed)
        assert told["problems"][0] == {"line": 1, "column": 2, "message": "wrong 1", "rule": "value"}

    def test_a_file_that_cannot_be_read_is_told_without_its_place(self, tmp_path):
        told = status_document.status_document(
            ServingState(CATALOGUE, DataFileError(tmp_path / "secret", "cannot be read"))
        )

        assert (told["state"], told["detail"]) == ("last-good", "cannot be read")
        assert (told["problem_count"], told["problems"]) == (0, [])
        assert "secret" not in json.dumps(told)

    def test_it_is_never_kept(self):
        answer = get("status.json")

        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "etag" not in answer.headers
        assert answer.headers["dataset-version"] == answer.json()["version"] == DATASET.version
        assert answer.headers["dataset-digest"] == answer.json()["digest"] == DATASET.digest


class TestTexts:
    """What is written for language models, and examples to copy."""

    text = llms_text(CATALOGUE, SITE)

    def test_it_says_what_is_here(self):
        lines = self.text.splitlines()

        assert lines[0] == f"# {DATASET.about.title.en}"
        assert lines[2] == f"> {DATASET.about.description.en}"
        assert lines[4] == (
            f"{len(CATALOGUE)} figures, version {DATASET.version}. Read-only, no key. "
            "Compilation: Creative Commons Attribution 4.0 International; cite each figure's own source."
        )

    def test_it_says_how_to_ask(self):
        assert (
            f"- [Figures]({SITE}/api/v1/observations.json): also .csv, .xlsx, .parquet, .sdmx.csv\n"
            in self.text
        )
        assert f"({SITE}/api/v1/observations/{ROWS['observation_id'].iloc[0]}.json)" in self.text
        assert "at most 10,000, 1,000 when left out" in self.text
        assert f"Example: {SITE}/api/v1/observations.csv?region=guangzhou&plan=14\n" in self.text
        assert f"[charts]({SITE}/api/v1/charts.json)" in self.text
        assert "[observations](" not in self.text

    def test_it_lists_every_column_and_every_id_that_has_figures(self):
        facets = CATALOGUE.facets()

        for name, (_, meaning) in CODEBOOKS["observations"].items():
            assert f"- `{name}`: {meaning}\n" in self.text
        for name in DIMENSION_FILTERS:
            listed = ", ".join(f"{id} ({n})" for id, n in facets[name].items() if n)
            assert f"- {name}: {listed}" in self.text
        assert "(0)" not in self.text

    def test_it_is_sent_as_text(self):
        answer = APP.get("/llms.txt")

        assert (answer.headers["content-type"], answer.text) == ("text/markdown; charset=utf-8", self.text)
        assert "content-disposition" not in answer.headers

    @pytest.mark.parametrize(
        ("language", "query"), [("en", "region=guangzhou"), ("zh", "region=guangzhou&lang=zh")]
    )
    def test_examples_fetch_the_region_with_most_figures(self, language, query):
        found = code_examples(CATALOGUE, SITE, language)
        table, parquet = (f"{SITE}/api/v1/observations.{kind}?{query}" for kind in ("csv", "parquet"))

        assert [(each.program, each.language) for each in found] == [
            ("pandas", "python"),
            ("R", "r"),
            ("Excel (Power Query)", None),
            ("Google Sheets", None),
            ("DuckDB", "sql"),
            ("curl", "bash"),
        ]
        code = {each.program: each.code for each in found}
        assert code["Google Sheets"] == f'=IMPORTDATA("{table}")'
        assert [table in each.code for each in found] == [True, True, True, True, False, True]
        assert [parquet in each.code for each in found] == [True, False, False, False, True, False]
        for program in ("pandas", "R", "DuckDB"):
            assert f"indicator_name_{language}" in code[program]
        assert APP.head(table.removeprefix(SITE)).status_code == 200
