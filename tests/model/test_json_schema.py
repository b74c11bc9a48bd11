"""The JSON Schema of a data file: generated, committed, and as strict as a check of single records can be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from indicators.cli import main
from indicators.model import DatasetFile, fields, json_schema, period, quantity
from indicators.paths import DATA_FILE
from indicators.yamlfile import read_document

INVALID = Path(__file__).parents[1] / "data" / "invalid"
COMMITTED = DATA_FILE.with_name("indicators.schema.json")
VALIDATOR = jsonschema.Draft202012Validator(json_schema.build_json_schema())


class Editor(yaml.SafeLoader):
    """Reads as YAML 1.2 editors do: bare 2024 is a number, 2025-03-07 and yes are text."""


Editor.yaml_implicit_resolvers = {}
for kind, pattern in (
    ("null", "|~|null|Null|NULL"),
    ("bool", "true|True|TRUE|false|False|FALSE"),
    ("int", "[-+]?[0-9]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"(?:{pattern})$"), None)
Editor.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def in_an_editor(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)


def faults(tree):
    return list(VALIDATOR.iter_errors(tree))


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema.build_json_schema())


def test_the_committed_file_is_what_the_model_says():
    assert COMMITTED.read_text(encoding="utf-8") == json_schema.json_schema_text(), (
        "run: indicators schema --out data/indicators.schema.json"
    )


def test_the_data_file_names_it_first():
    first = DATA_FILE.read_text(encoding="utf-8").splitlines()[0]

    assert first == f"# yaml-language-server: $schema={COMMITTED.name}"


def test_the_command_writes_it(tmp_path):
    out = tmp_path / "schema.json"

    assert CliRunner().invoke(main, ["schema", "--out", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8") == json_schema.json_schema_text()
    assert CliRunner().invoke(main, ["schema"]).stdout == json_schema.json_schema_text()


@pytest.mark.parametrize("path", [DATA_FILE, INVALID.parent / "small.yaml"], ids=["real", "small"])
def test_what_check_accepts_it_accepts(path):
    assert faults(in_an_editor(path)) == []
    assert faults(read_document(path).root) == []


@pytest.mark.parametrize(
    "rule",
    [
        "at",
        "base_period",
        "choice",
        "id",
        "lat",
        "licence",
        "members",
        "missing",
        "period",
        "published",
        "stated",
        "type",
        "unknown-key",
        "url",
        "usd",
        "value",
    ],
)
def test_a_fault_of_one_field_fails_while_typing(rule):
    path = INVALID / f"{rule}.yaml"

    assert faults(in_an_editor(path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("qualifier: about", "qualifier: roughly"),
        ("timing: during", "timeing: during"),
        ("period: 2019", "period: 2019-13"),
        ("period: 2024-01/2024-10", "period: 2024-01/2024"),
        ("value: 900", "value: 900 tonnes"),
        ("stated: about 900 tonnes", "stated: a b c d e f g h i j k l m"),
        ("at: [5]", "at: 5"),
        ("at: [5]", "at: []"),
        ("id: gazette", "id: The Gazette"),
        ("zh: 东国公报", "cn: 东国公报"),
        ("start: 2015", "start: early"),
        ("published: 2025-09", "published: Sept 2025"),
    ],
)
def test_typical_slips_fail_while_typing(small_file, old, new):
    text = small_file.read_text(encoding="utf-8")
    assert old in text

    assert faults(yaml.load(text.replace(old, new, 1), Loader=Editor))


def test_every_field_and_every_word_of_a_list_says_what_it_is_for():
    missing = []

    def look(part, path):
        for name, field in part.get("properties", {}).items():
            if "description" not in field and field.get("$ref", "") != "#/$defs/About":
                missing.append(f"{path}.{name}")
        assert "enum" not in json.dumps(part), path

    whole = json_schema.build_json_schema()
    look({name: value for name, value in whole.items() if name != "$defs"}, "")
    for name, part in whole["$defs"].items():
        look(part, name)

    assert missing == []
    for words, meanings in json_schema.WORD_MEANINGS.items():
        assert set(get_args(words)) == set(meanings)
    assert set(whole["properties"]) == set(DatasetFile.model_fields)


def written_as(kind):
    """The pattern that the schema has for a type of field."""
    return TypeAdapter(getattr(fields, kind)).json_schema()["pattern"]


def accepts(parse, text):
    try:
        parse(text)
    except ValueError:
        return False
    return True


@given(
    st.from_regex(r"-?[0-9,]{1,9}(\.[0-9]{1,3})?( ?(million|万亿|x|/[0-9]))?", fullmatch=True)
    | st.text(max_size=6)
)
@example("1/9")
@example("2x")
@example("1,2345")
def test_the_pattern_of_a_number_is_its_parser(text):
    assert bool(re.fullmatch(written_as("PrintedField"), text, re.ASCII)) == accepts(
        quantity.parse_printed_number, text
    )


@given(st.from_regex(r"20[0-9]{2}(-[01][0-9](-[0-3][0-9])?)?(/20[0-9]{2}(-[01][0-9])?)?", fullmatch=True))
@example("2024-02-30")
@example("2024-01/2024-12")
def test_the_pattern_of_a_period_refuses_nothing_that_is_one(text):
    assert re.fullmatch(written_as("PeriodField"), text, re.ASCII) or not accepts(period.parse_period, text)
