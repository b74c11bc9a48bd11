"""How often one address may ask: so many times at once, then as time goes by; others are not touched by it."""

from __future__ import annotations

import pytest

from indicators.web import rate_limit
from indicators.web.http_messages import Refusal
from indicators.web.rate_limit import RateLimit, caller_address


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def limit(a_minute: int = 2) -> tuple[RateLimit, Clock]:
    clock = Clock()
    return RateLimit(a_minute, clock), clock


def test_the_turn_beyond_those_of_a_minute_is_refused_with_the_seconds_to_wait():
    turns, clock = limit()
    turns.take_turn("192.0.2.1")
    turns.take_turn("192.0.2.1")

    clock.now += 10
    with pytest.raises(
        Refusal, match="an address may ask 2 times a minute; ask again in 20 seconds"
    ) as refused:
        turns.take_turn("192.0.2.1")

    assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "20"})


def test_turns_come_back_with_time_and_never_more_than_those_of_a_minute():
    turns, clock = limit()
    turns.take_turn("a")
    clock.now += 3600
    turns.take_turn("a")
    turns.take_turn("a")

    with pytest.raises(Refusal, match="ask again in 30 seconds"):
        turns.take_turn("a")
    clock.now += 29
    with pytest.raises(Refusal, match=r"ask again in 1 second$"):
        turns.take_turn("a")
    clock.now += 1
    turns.take_turn("a")


def test_another_address_has_turns_of_its_own():
    turns, _ = limit(1)
    turns.take_turn("a")
    turns.take_turn("b")

    with pytest.raises(Refusal):
        turns.take_turn("b")


def test_so_many_addresses_are_remembered(monkeypatch):
    monkeypatch.setattr(rate_limit, "MAX_ADDRESSES", 2)
    turns, _ = limit(1)
    for address in ("a", "b", "c"):
        turns.take_turn(address)

    turns.take_turn("a")  # forgotten
    with pytest.raises(Refusal):
        turns.take_turn("c")


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("192.0.2.7", 5000), "192.0.2.7"),
        (("2001:db8:1:2:3:4:5:6", 5000), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::1", 5000), "2001:db8:1:2::/64"),
        (("::ffff:192.0.2.7", 5000), "::ffff:192.0.2.7"),
        (("testclient", 5000), "testclient"),
        (None, ""),
    ],
)
def test_an_address_is_that_of_the_caller_and_of_ipv6_the_network_of_a_customer(client, address):
    found = caller_address({"type": "http", "client": client})

    assert found.replace("::ffff:c000:207", "::ffff:192.0.2.7") == address
