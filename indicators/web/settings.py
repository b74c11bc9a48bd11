"""How a server is set up: read from the environment, so that every way to start it means the same.

`indicators serve` writes its options there; `streamlit run app.py` and `uvicorn app:app` take
what the operator set. Lists are parted by spaces or commas.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from indicators.errors import IndicatorsError

VARIABLE_PREFIX: Final = "INDICATORS_"
#: Words that switch something on, and off.
_ON, _OFF = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
_ORIGIN: Final = re.compile(
    r"https?://(\*\.)?[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|https?://\[[0-9a-f:.]+\](:[0-9]{1,5})?"
)
_NAME: Final = re.compile(r"\*|(\*\.)?[A-Za-z0-9_.-]{1,253}")


class InvalidSetting(IndicatorsError):
    """A setting of the server that cannot be meant; says which and what is expected."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        super().__init__(f"{environment_variable(name)}: expected {expected}; found {found!r}")


@dataclass(frozen=True, slots=True)
class Settings:
    """One server's settings; the defaults are for a reader on the same machine.

    `engine` keeps the rows of a packed dataset; "" is the one that fits the data.
    `allowed_hosts` are names this server may be called by, besides its own; `allow_embedding` the
    sites that may show its pages in a frame; `trusted_proxies` the machines whose word counts on
    who asks and by which scheme; `hsts` the seconds for which browsers may insist on HTTPS.
    """

    data: Path | None = None
    engine: str = ""
    host: str = ""
    allowed_hosts: tuple[str, ...] = ()
    allow_embedding: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    hsts: int = 0
    workbench: bool = False
    metrics: bool = False


def environment_variable(name: str) -> str:
    """The environment variable of the setting `name`."""
    return VARIABLE_PREFIX + name.upper()


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the environment as it is now. Raises WrongSetting."""
    found = {
        field.name: environment.get(environment_variable(field.name), "").strip()
        for field in fields(Settings)
    }
    return Settings(
        data=Path(found["data"]) if found["data"] else None,
        engine=found["engine"],
        host=found["host"],
        allowed_hosts=_read_list("allowed_hosts", found, _is_host, "names of hosts, *.example.org or *"),
        allow_embedding=_read_list(
            "allow_embedding", found, _ORIGIN.fullmatch, "sites such as https://example.org"
        ),
        trusted_proxies=_read_list("trusted_proxies", found, _is_proxy, "addresses, networks or *"),
        hsts=_read_seconds("hsts", found["hsts"]),
        workbench=_read_switch("workbench", found["workbench"]),
        metrics=_read_switch("metrics", found["metrics"]),
    )


def to_environment(chosen: Settings) -> dict[str, str]:
    """The environment variables that say `chosen`; `settings` reads them back."""
    told: dict[str, str] = {}
    for field in fields(Settings):
        value = getattr(chosen, field.name)
        if isinstance(value, bool):
            value = "1" if value else ""
        elif isinstance(value, tuple):
            value = " ".join(value)
        told[environment_variable(field.name)] = str(value or "")
    return told


def _read_list(
    name: str, found: Mapping[str, str], is_one: Callable[[str], object], expected: str
) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(word for word in re.split(r"[\s,]+", found[name]) if word))
    for word in given:
        if not is_one(word):
            raise InvalidSetting(name, expected, word)
    return given


def _is_host(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) or ("/" not in word and _is_network(word.strip("[]")))


def _is_proxy(word: str) -> bool:
    return word == "*" or _is_network(word)


def _is_network(word: str) -> bool:
    """Whether it is an address or a network; one with bits beside its mask would never be found again."""
    try:
        ipaddress.ip_network(word)
    except ValueError:
        return False
    return True


def _read_seconds(name: str, given: str) -> int:
    if not re.fullmatch(r"[0-9]{0,10}", given):
        raise InvalidSetting(name, "a whole number of seconds", given)
    return int(given or 0)


def _read_switch(name: str, given: str) -> bool:
    if given.lower() not in _ON + _OFF:
        raise InvalidSetting(name, "1 or 0", given)
    return given.lower() in _ON
