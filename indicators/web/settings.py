"""How a server is set up: by the environment, so that every way to start it means the same.

The options of `indicators serve` count before what the environment says. Lists are parted by spaces or commas; what is blank is not set.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from indicators.errors import IndicatorsError

VARIABLE_PREFIX: Final = "INDICATORS_"
_SWITCH: Final = re.compile("1|true|yes|on|0|false|no|off", re.IGNORECASE)
_SECONDS: Final = re.compile(r"[0-9]{1,10}")
_ORIGIN: Final = re.compile(
    r"https?://(\*\.)?[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|https?://\[[0-9a-f:.]+\](:[0-9]{1,5})?"
)
_NAME: Final = re.compile(r"\*|(\*\.)?[A-Za-z0-9_.-]{1,253}")


class InvalidSettings(IndicatorsError):
    """Settings of the server that cannot be meant; says of each, one a line, what is expected."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__(
            "\n".join(
                f"{environment_variable(str(fault['loc'][0]))}: {fault['msg']}; found {fault['input']!r}"
                for fault in error.errors()
            )
        )


def _check_shape(matches: Callable[[str], object], expected: str) -> Callable[[Any], Any]:
    """A validator that hands on what `matches`; else the message names what is `expected`."""

    def check(value: Any) -> Any:
        if not matches(str(value)):
            raise PydanticCustomError("shape", "expected {expected}", {"expected": expected})
        return value

    return check


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


def _split_words(given: str | Iterable[str]) -> tuple[str, ...]:
    """The words of a list, each once."""
    text = given if isinstance(given, str) else " ".join(given)
    return tuple(dict.fromkeys(word for word in re.split(r"[\s,]+", text) if word))


_List = (NoDecode, BeforeValidator(_split_words))
_Host = Annotated[str, AfterValidator(_check_shape(_is_host, "names of hosts, *.example.org or *"))]
_Site = Annotated[str, AfterValidator(_check_shape(_ORIGIN.fullmatch, "sites such as https://example.org"))]
_Proxy = Annotated[str, AfterValidator(_check_shape(_is_proxy, "addresses, networks or *"))]
_Seconds = Annotated[int, BeforeValidator(_check_shape(_SECONDS.fullmatch, "a whole number of seconds"))]
# As it is called from where the server was started; a link stays one, so that it may lead elsewhere tomorrow.
_Path = Annotated[Path, AfterValidator(Path.absolute)]
_Switch = Annotated[bool, BeforeValidator(_check_shape(_SWITCH.fullmatch, "1 or 0"))]


class Settings(BaseSettings):
    """One server's settings; the defaults are for a reader on the same machine.

    What is not given is taken from the environment. `data` is a data file or the folder of a packed
    dataset, the bundled one where it is None; `articles` the folder with the texts of its sources, which
    are shown to readers where it is given; `engine` keeps the rows of a packed dataset, "" is the
    one that fits the data; `host` is the address to listen on. `allowed_hosts` are names this server
    may be called by, besides its own; `allow_embedding` the sites that may show its pages in a frame;
    `trusted_proxies` the machines whose word counts on who asks and by which scheme; `hsts` the
    seconds for which browsers may insist on HTTPS.
    """

    model_config = SettingsConfigDict(env_prefix=VARIABLE_PREFIX, frozen=True)

    data: _Path | None = None
    articles: _Path | None = None
    engine: str = ""
    host: str = ""
    allowed_hosts: Annotated[tuple[_Host, ...], *_List] = ()
    allow_embedding: Annotated[tuple[_Site, ...], *_List] = ()
    trusted_proxies: Annotated[tuple[_Proxy, ...], *_List] = ()
    hsts: _Seconds = 0
    workbench: _Switch = False
    metrics: _Switch = False

    @property
    def is_local(self) -> bool:
        """Whether the server is for readers on its own machine alone: no other can reach it, by no name and no proxy."""
        try:
            is_loopback = self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
        return is_loopback and not self.allowed_hosts and not self.trusted_proxies

    @model_validator(mode="before")
    @classmethod
    def _drop_blank(cls, given: dict[str, Any]) -> dict[str, Any]:
        stripped = {name: each.strip() if isinstance(each, str) else each for name, each in given.items()}
        return {name: each for name, each in stripped.items() if each != ""}


def environment_variable(name: str) -> str:
    """The environment variable of the setting `name`."""
    return VARIABLE_PREFIX + name.upper()


def read_settings(**given: Any) -> Settings:
    """The settings that are given, and those in the environment as it is now.

    Raises InvalidSettings, which names every one that is wrong.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise InvalidSettings(error) from None
