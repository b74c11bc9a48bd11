"""The settings of a server: one reading of the environment, whoever wrote it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from indicators.errors import IndicatorsError
from indicators.web.settings import (
    InvalidSettings,
    Settings,
    environment_variable,
    read_settings,
)

EVERYTHING = {
    "data": Path("/srv/own.yaml"),
    "articles": Path("/srv/articles"),
    "engine": "duckdb",
    "host": "0.0.0.0",
    "allowed_hosts": ("figures.example.org", "*.example.net", "::1"),
    "allow_embedding": ("https://example.org", "http://localhost:8080"),
    "trusted_proxies": ("10.0.0.0/8", "::1"),
    "hsts": 31_536_000,
    "workbench": True,
    "metrics": True,
}
DEFAULTS = {
    "data": None,
    "articles": None,
    "engine": "",
    "host": "",
    "allowed_hosts": (),
    "allow_embedding": (),
    "trusted_proxies": (),
    "hsts": 0,
    "workbench": False,
    "metrics": False,
}
Read = Callable[..., Settings]


@pytest.fixture
def read(monkeypatch) -> Read:
    """Reads the settings of an environment that says what is given, and nothing else of ours."""

    def read(environment: Mapping[str, str], **given: Any) -> Settings:
        with monkeypatch.context() as patch:
            for name in Settings.model_fields:
                patch.delenv(environment_variable(name), raising=False)
            for name, value in environment.items():
                patch.setenv(name, value)
            return read_settings(**given)

    return read


def test_without_any_the_server_is_for_this_machine_and_closed(read):
    assert dict(read({})) == DEFAULTS


@pytest.mark.parametrize("given", [{}, EVERYTHING], ids=["nothing", "everything"])
def test_options_are_settings(given, read):
    assert dict(read({}, **given)) == DEFAULTS | given


def test_what_is_given_counts_before_what_the_environment_says(read):
    environment = {"INDICATORS_HSTS": "5", "INDICATORS_HOST": "::1", "INDICATORS_METRICS": "1"}

    assert dict(read(environment, hsts=7, host="::")) == DEFAULTS | {
        "hsts": 7,
        "host": "::",
        "metrics": True,
    }


def test_every_wrong_setting_is_named_at_once(read):
    environment = {
        "INDICATORS_ALLOWED_HOSTS": "a:80 good.example /",
        "INDICATORS_HSTS": "soon",
        "INDICATORS_METRICS": "2",
    }

    with pytest.raises(InvalidSettings) as wrong:
        read(environment)

    assert str(wrong.value).splitlines() == [
        "INDICATORS_ALLOWED_HOSTS: expected names of hosts, *.example.org or *; found 'a:80'",
        "INDICATORS_ALLOWED_HOSTS: expected names of hosts, *.example.org or *; found '/'",
        "INDICATORS_HSTS: expected a whole number of seconds; found 'soon'",
        "INDICATORS_METRICS: expected 1 or 0; found '2'",
    ]


def test_lists_may_be_parted_by_spaces_or_commas_and_name_a_thing_once(read):
    given = {"INDICATORS_ALLOWED_HOSTS": " a.example, b.example  a.example\n"}

    assert read(given).allowed_hosts == ("a.example", "b.example")


@pytest.mark.parametrize("word", ["1", "true", "Yes", "on"])
def test_a_switch_is_on(word, read):
    assert read({"INDICATORS_WORKBENCH": word}).workbench is True


@pytest.mark.parametrize("word", ["", "0", "false", "No", "off"])
def test_a_switch_is_off(word, read):
    assert read({"INDICATORS_WORKBENCH": word}).workbench is False


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("WORKBENCH", "maybe", "expected 1 or 0; found 'maybe'"),
        ("HSTS", "-1", "expected a whole number of seconds; found '-1'"),
        ("ALLOWED_HOSTS", "https://a", "expected names of hosts, *.example.org or *; found 'https://a'"),
        ("ALLOW_EMBEDDING", "*", "expected sites such as https://example.org; found '*'"),
        ("ALLOW_EMBEDDING", "https://a/b", "expected sites such as https://example.org; found 'https://a/b'"),
        ("ALLOW_EMBEDDING", "https://a;b", "expected sites such as https://example.org; found 'https://a;b'"),
        ("TRUSTED_PROXIES", "nginx", "expected addresses, networks or *; found 'nginx'"),
    ],
)
def test_what_cannot_be_meant_is_named_with_what_is_expected(variable, value, told, read):
    with pytest.raises(IndicatorsError) as refused:
        read({f"INDICATORS_{variable}": value})

    assert str(refused.value) == f"INDICATORS_{variable}: {told}"


@pytest.mark.parametrize(
    ("variable", "name", "taken", "refused"),
    [
        (
            "ALLOWED_HOSTS",
            "allowed_hosts",
            ["*", "a.test", "*.a.test", "a_b", "192.0.2.1", "::1", "[::1]", "a" * 253],
            ["a:80", "cafe.de:443", "a/b", "::/0", "*a", "**.a", "a*", "[::1]:80", "a" * 254],
        ),
        (
            "ALLOW_EMBEDDING",
            "allow_embedding",
            [
                "http://a",
                "https://a.test:8080",
                "https://*.a.test",
                "https://[::1]:80",
                "https://" + "a" * 253,
            ],
            [
                "a.test",
                "ftp://a",
                "https://",
                "https://a:",
                "https://a:123456",
                "https://*",
                "https://a/",
                "'none'",
            ],
        ),
        (
            "TRUSTED_PROXIES",
            "trusted_proxies",
            ["*", "192.0.2.1", "192.0.2.0/24", "2001:DB8::/32", "::1"],
            ["proxy", "cafe", "192.0.2.1/24", "192.0.2.0/", "192.0.2.0/1234", "**", "1", "192.0.2.1;x"],
        ),
    ],
)
def test_each_word_of_a_list_has_a_shape(variable, name, taken, refused, read):
    given = {f"INDICATORS_{variable}": ",".join(taken)}
    assert getattr(read(given), name) == tuple(taken)
    for word in refused:
        with pytest.raises(InvalidSettings) as wrong:
            read({f"INDICATORS_{variable}": f"{taken[0]} {word}"})
        assert str(wrong.value).startswith(f"INDICATORS_{variable}: expected ")
        assert str(wrong.value).endswith(f"; found {word!r}")


@pytest.mark.parametrize(
    ("given", "seconds"), [("", 0), ("0", 0), (" 600 ", 600), ("9999999999", 9_999_999_999)]
)
def test_seconds_are_a_whole_number(given, seconds, read):
    assert read({"INDICATORS_HSTS": given}).hsts == seconds


@pytest.mark.parametrize("given", ["1.5", "10000000000", "٣", "1 2", "+1"])
def test_other_seconds_are_refused(given, read):
    with pytest.raises(InvalidSettings, match="expected a whole number of seconds; found"):
        read({"INDICATORS_HSTS": given})


def test_each_setting_is_read_from_its_own_variable(read):
    given = {
        "DATA": " /srv/a.yaml ",
        "ARTICLES": "/srv/articles",
        "ENGINE": "duckdb",
        "HOST": "::",
        "ALLOWED_HOSTS": "a",
        "ALLOW_EMBEDDING": "https://b",
        "TRUSTED_PROXIES": "::1",
        "HSTS": "5",
        "WORKBENCH": "1",
    }

    assert dict(read({f"INDICATORS_{name}": value for name, value in given.items()})) == {
        "data": Path("/srv/a.yaml"),
        "articles": Path("/srv/articles"),
        "engine": "duckdb",
        "host": "::",
        "allowed_hosts": ("a",),
        "allow_embedding": ("https://b",),
        "trusted_proxies": ("::1",),
        "hsts": 5,
        "workbench": True,
        "metrics": False,
    }
    assert dict(read({"INDICATORS_METRICS": "on"})) == DEFAULTS | {"metrics": True}
    assert environment_variable("allowed_hosts") == "INDICATORS_ALLOWED_HOSTS"


def test_the_environment_is_read_anew(monkeypatch):
    monkeypatch.setenv("INDICATORS_HSTS", "7")
    assert read_settings().hsts == 7
    monkeypatch.setenv("INDICATORS_HSTS", "8")
    assert read_settings().hsts == 8


@pytest.mark.parametrize(
    ("given", "is_local"),
    [
        ({"host": "127.0.0.1"}, True),
        ({"host": "::1"}, True),
        ({"host": "localhost"}, True),
        ({}, False),
        ({"host": "0.0.0.0"}, False),
        ({"host": "192.0.2.1"}, False),
        ({"host": "127.0.0.1", "allowed_hosts": ("example.org",)}, False),
        ({"host": "127.0.0.1", "trusted_proxies": ("10.0.0.1",)}, False),
    ],
)
def test_a_server_is_local_where_no_other_machine_can_reach_it(given, is_local):
    assert Settings(**given).is_local is is_local
