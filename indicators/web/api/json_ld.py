"""The dataset and its figures in the words of schema.org and DCAT, as JSON-LD.

`base` is the address of the site, without a slash at its end; empty makes addresses relative.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from indicators.export import FORMATS_OF_TABLE
from indicators.export.json_file import integer_if_whole
from indicators.export.package_texts import curators_name, licence_record
from indicators.i18n import TEXT_LOCALES, Language, load_messages
from indicators.model import Dataset
from indicators.query.table import Row
from indicators.text import describe_subject, format_figure, unit_name

_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_LINK: Final = {"@type": "@id"}
# Written out, so that no reader has to ask another host. `record` is ours: it repeats the figure as
# the files hold it, and says nothing to machines that link.
JSON_LD_CONTEXT: Final = {
    "@vocab": "https://schema.org/",
    "license": _LINK,
    "url": _LINK,
    "datePublished": {"@type": "https://schema.org/Date"},
    "record": None,
}
_SCHEMA_TYPES: Final = {"cluster": "Place", "country": "Country", "city": "City"}


def observation_json_ld(
    row: Row, record: dict[str, Any], dataset: Dataset, language: Language, base: str
) -> dict[str, Any]:
    """One figure: what schema.org can say of it, and under `record` all that is known."""
    say = load_messages(language)
    indicator, region = dataset.indicators[row.indicator], dataset.regions[row.region]
    unit, source = dataset.units[row.unit], dataset.sources[row.source]
    document: dict[str, Any] = {
        "@context": JSON_LD_CONTEXT,
        "@type": "Observation",
        "@id": f"{base}/api/v1/observations/{row.observation_id}.json",
        "identifier": row.observation_id,
        "name": describe_subject(row, dataset, language),
        "description": format_figure(row, dataset, say),
        "measuredProperty": {
            "@type": "Property",
            "@id": f"{base}/i/{indicator.id}",
            "name": indicator.name[language],
            "description": indicator.definition[language],
        },
        "observationAbout": {
            "@type": _SCHEMA_TYPES.get(region.kind, "AdministrativeArea"),
            "@id": f"{base}/r/{region.id}",
            "name": region.name[language],
        },
        "value": record["value"],
        "minValue": record["low"],
        "maxValue": record["high"],
        "unitText": unit_name(unit, language),
        "observationPeriod": record["period"],
        "measurementQualifier": record["qualifier"],
        "isBasedOn": {
            "@type": "Article",
            "name": source.title[language],
            "publisher": {"@type": "Organization", "name": source.publisher[language]},
            "datePublished": source.published,
            "url": source.url,
        },
        "isPartOf": {"@id": f"{base}/api/v1/catalog.jsonld"},
        "license": licence_record(dataset).get("path", dataset.about.licence),
        "url": f"{base}/f/{row.observation_id}",
    }
    document = _without_missing(document)
    document["record"] = {
        name: integer_if_whole(v) if isinstance(v, float) else v for name, v in record.items()
    }
    return document


def catalogue_json_ld(dataset: Dataset, span: tuple[date, date] | None, base: str) -> dict[str, Any]:
    """The dataset, for catalogues and search engines; `span` are the first and last day it speaks of."""
    about, page = dataset.about, f"{base}/api/v1"
    forms = FORMATS_OF_TABLE["observations"].values()
    files = [(form.media_type, f"{page}/observations.{form.extension}") for form in forms]
    files.append(("application/zip", f"{page}/package.zip"))
    return {
        "@context": {
            "@vocab": "https://schema.org/",
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "license": _LINK,
            "url": _LINK,
            "contentUrl": _LINK,
        },
        "@type": ["Dataset", "dcat:Dataset"],
        "@id": f"{page}/catalog.jsonld",
        "name": _in_both_languages(about.title),
        "description": _in_both_languages(about.description),
        "dct:title": _in_both_languages(about.title),
        "dct:description": _in_both_languages(about.description),
        "identifier": dataset.digest,
        "version": dataset.version,
        "dcat:version": dataset.version,
        "license": licence_record(dataset).get("path", about.licence),
        "dct:license": {"@id": licence_record(dataset).get("path", about.licence)},
        "dct:publisher": {
            "@type": "http://xmlns.com/foaf/0.1/Agent",
            "http://xmlns.com/foaf/0.1/name": curators_name(dataset),
        },
        "dct:identifier": dataset.digest,
        "dcat:keyword": [
            entry for topic in dataset.topics.values() for entry in _in_both_languages(topic.name)
        ],
        "creator": {"@type": "Organization", "name": curators_name(dataset)},
        "url": f"{base}/",
        "dcat:landingPage": {"@id": f"{base}/"},
        "inLanguage": [locale.tag for locale in TEXT_LOCALES],
        "isAccessibleForFree": True,
        "temporalCoverage": None if span is None else f"{span[0]}/{span[1]}",
        "spatialCoverage": [
            {"@type": "Place", "name": _in_both_languages(region.name)} for region in dataset.regions.values()
        ],
        "dcat:distribution": [{"@id": address} for _, address in files],
        "keywords": [topic.name.en for topic in dataset.topics.values()],
        "variableMeasured": [
            {"@type": "PropertyValue", "propertyID": i.id, "name": _in_both_languages(i.name)}
            for i in dataset.indicators.values()
        ],
        "citation": [s.url or s.title.en for s in dataset.sources.values()],
        "distribution": [
            {
                "@id": address,
                "@type": ["DataDownload", "dcat:Distribution"],
                "dct:license": {"@id": licence_record(dataset).get("path", about.licence)},
                "encodingFormat": mime.partition(";")[0],
                "dcat:mediaType": {"@id": _MEDIA + mime.partition(";")[0]},
                "contentUrl": address,
                "dcat:downloadURL": {"@id": address},
            }
            for mime, address in files
        ],
    }


def _in_both_languages(text: Any) -> list[dict[str, str]]:
    return [{"@language": locale.tag, "@value": text[locale.id]} for locale in TEXT_LOCALES]


def _without_missing(value: Any) -> Any:
    """Without what is missing: JSON-LD has no null."""
    if isinstance(value, dict):
        return {
            name: _without_missing(item)
            for name, item in value.items()
            if item is not None or name == "record"
        }
    if isinstance(value, float):
        return integer_if_whole(value)
    return [_without_missing(item) for item in value] if isinstance(value, list) else value
