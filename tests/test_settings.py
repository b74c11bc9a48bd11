"""The settings of a server: one reading of the environment, whoever wrote it."""

from pathlib import Path

import pytest

from indicators.errors import IndicatorsError
from indicators.settings import Settings, settings, written

EVERYTHING = Settings(
    data=Path("/srv/own.yaml"),
    host="0.0.0.0",
    allowed_hosts=("figures.example.org", "*.example.net", "::1"),
    allow_embedding=("https://example.org", "http://localhost:8080"),
    trusted_proxies=("10.0.0.0/8", "::1"),
    hsts=31_536_000,
    workbench=True,
    metrics=True,
)


def test_without_any_the_server_is_for_this_machine_and_closed():
    assert settings({}) == Settings()
    assert (Settings().workbench, Settings().metrics, Settings().allow_embedding) == (False, False, ())


@pytest.mark.parametrize("chosen", [Settings(), EVERYTHING], ids=["defaults", "everything"])
def test_what_is_written_is_read_back(chosen):
    assert settings(written(chosen)) == chosen


def test_lists_may_be_parted_by_spaces_or_commas_and_name_a_thing_once():
    given = {"INDICATORS_ALLOWED_HOSTS": " a.example, b.example  a.example\n"}

    assert settings(given).allowed_hosts == ("a.example", "b.example")


@pytest.mark.parametrize("word", ["1", "true", "Yes", "on"])
def test_a_switch_is_on(word):
    assert settings({"INDICATORS_WORKBENCH": word}).workbench is True


@pytest.mark.parametrize("word", ["", "0", "false", "No", "off"])
def test_a_switch_is_off(word):
    assert settings({"INDICATORS_WORKBENCH": word}).workbench is False


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
def test_what_cannot_be_meant_is_named_with_what_is_expected(variable, value, told):
    with pytest.raises(IndicatorsError) as refused:
        settings({f"INDICATORS_{variable}": value})

    assert str(refused.value) == f"INDICATORS_{variable}: {told}"
