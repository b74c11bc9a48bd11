"""Figures and the dataset as linked data, which mean what they say to a reader that asks no other host."""

from __future__ import annotations

import pandas as pd
import pytest
import rdflib

from indicators.export import FORMATS_OF_TABLE, plain_records
from indicators.i18n import load_messages
from indicators.query import Selection
from indicators.text import describe_subject, format_figure
from indicators.web.api import json_ld
from tests.asgi import Asking
from tests.real import real
from tests.serving import api

SITE = "https://here.test"
APP = Asking(api(), "here.test", "https")
CATALOGUE = real()
DATASET = CATALOGUE.dataset
ROWS = CATALOGUE.rows(Selection(implied=True))
TRADE = "goods-trade.guangzhou.2025-01--2025-10"
SCHEMA = rdflib.Namespace("https://schema.org/")
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
        text = get(f"observations/{TRADE}.json").text

        assert text.count("1000000000000,") == 4  # value and low, here and in the record
        assert "000.0" not in text

    def test_what_is_written_is_for_people_too(self):
        assert get(f"observations/{TRADE}.json").text.startswith('{\n  "@context": {\n')


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


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib itself
class TestLinkedData:
    """JSON-LD means what it says to a reader that asks no other host."""

    def triples(self, path):
        return rdflib.Graph().parse(data=get(path).text, format="json-ld")

    def test_a_figure_as_triples(self):
        graph = self.triples(f"observations/{TRADE}.json")
        figure, schema = rdflib.URIRef(f"{SITE}/api/v1/observations/{TRADE}.json"), SCHEMA

        assert (figure, rdflib.RDF.type, schema.Observation) in graph
        assert graph.value(figure, schema.minValue).value == 10**12
        assert graph.value(figure, schema.maxValue) is None
        assert graph.value(figure, schema.measurementQualifier).value == "over"
        assert graph.value(figure, schema.url) == rdflib.URIRef(f"{SITE}/f/{TRADE}")
        assert graph.value(figure, schema.observationAbout) == rdflib.URIRef(f"{SITE}/r/guangzhou")
        assert not [predicate for predicate in graph.predicates() if str(predicate).endswith("record")]

    def test_the_catalogue_as_triples(self):
        graph, dcat, dct = self.triples("catalog.jsonld"), rdflib.DCAT, rdflib.DCTERMS
        dataset = rdflib.URIRef(f"{SITE}/api/v1/catalog.jsonld")
        titles = {title.language: str(title) for title in graph.objects(dataset, dct.title)}
        files = list(graph.objects(dataset, dcat.distribution))

        assert (dataset, rdflib.RDF.type, dcat.Dataset) in graph
        assert (dataset, rdflib.RDF.type, SCHEMA.Dataset) in graph
        assert titles == {"en": DATASET.about.title.en, "zh-Hans": DATASET.about.title.zh}
        assert str(graph.value(dataset, dct.license)) == "https://creativecommons.org/licenses/by/4.0/"
        assert set(files) == set(graph.objects(dataset, SCHEMA.distribution))
        assert len(files) == 6
        for file in files:
            assert (file, rdflib.RDF.type, dcat.Distribution) in graph
            assert graph.value(file, dcat.downloadURL) == file
            assert str(graph.value(file, dcat.mediaType)).startswith(
                "https://www.iana.org/assignments/media-types/"
            )
