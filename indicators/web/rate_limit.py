"""How often one address may ask for what takes work: turns that are used up and come back with time (leaky bucket)."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from cachetools import LRUCache
from starlette.types import Scope

from indicators.web.http_messages import Refusal, RequestFault

#: Turns that an address has a minute, all of which it may use at once.
TURNS_A_MINUTE: Final = 60
#: Addresses that are remembered; who asked longest ago is forgotten first.
MAX_ADDRESSES: Final = 10_000
#: Bits of an IPv6 address that one customer of a network has for themselves.
_IPV6_PREFIX: Final = 64
_MINUTE: Final = 60.0


class RateLimit:
    """Lets every address ask `a_minute` times a minute. Safe to ask from many threads."""

    def __init__(self, a_minute: int = TURNS_A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute, self._clock = a_minute, clock
        #: Address → the seconds until all its turns are there again, as it was when it last had one.
        self._debts: LRUCache[str, tuple[float, float]] = LRUCache(MAX_ADDRESSES)
        self._lock = Lock()

    def take_turn(self, address: str) -> None:
        """Use one turn of `address`. Raises Refusal (429), which says when there is one again, where it has none."""
        cost = _MINUTE / self._a_minute
        with self._lock:
            now = self._clock()
            debt, at = self._debts.get(address, (0.0, now))
            debt = max(0.0, debt - (now - at)) + cost
            if debt <= _MINUTE:
                self._debts[address] = debt, now
        if debt > _MINUTE:
            raise _too_many(self._a_minute, math.ceil(debt - _MINUTE))


def caller_address(scope: Scope) -> str:
    """Who asks: the address, of IPv6 the network of one customer; empty where the server cannot tell."""
    client = scope.get("client")
    try:
        address = ipaddress.ip_address(client[0] if client else "")
    except ValueError:
        return client[0] if client else ""
    if address.version == 6 and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))
    return str(address)


def _too_many(a_minute: int, seconds: int) -> Refusal:
    sentence = f"an address may ask {a_minute} times a minute; ask again in {seconds} second{'' if seconds == 1 else 's'}"
    return Refusal(429, [RequestFault(sentence)], {"Retry-After": str(seconds)})
