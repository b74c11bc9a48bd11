"""LRU caches that belong to what they cache: answers are shared, bounded, and gone with what was asked."""

from __future__ import annotations

import gc
import inspect
import pydoc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from weakref import ref

import pytest

import indicators
from indicators.query.caches import Caches, cached_on_owner


class Shop:
    """Something that is asked, and counts how often it has to find the answer."""

    def __init__(self):
        self.caches, self.asked = Caches(self), []

    @cached_on_owner(maxsize=2)
    def price(self, name, count=1):
        """What so many cost."""
        self.asked.append((name, count))
        if name == "nothing":
            raise LookupError(name)
        return [name, count]


@cached_on_owner(maxsize=2)
def advertise(shop, name):
    """A function of the shop, defined elsewhere."""
    return [shop, name]


def test_an_answer_is_found_once_and_shared_by_all_who_ask():
    shop = Shop()

    assert shop.price("bread") is shop.price("bread")
    assert shop.price("bread", count=2) == ["bread", 2]
    assert shop.asked == [("bread", 1), ("bread", 2)]


def test_each_object_and_each_function_has_answers_of_its_own():
    one, other = Shop(), Shop()

    assert one.price("bread") is not other.price("bread")
    assert advertise(one, "bread") == [one, "bread"]
    assert advertise(other, "bread") == [other, "bread"]
    assert len(one.asked) == len(other.asked) == 1


def test_what_was_not_asked_for_longest_is_dropped_beyond_the_bound():
    shop = Shop()
    for name in ("bread", "milk", "bread", "salt", "bread", "milk"):
        shop.price(name)

    assert [name for name, _ in shop.asked] == ["bread", "milk", "salt", "milk"]


def test_an_error_is_not_kept():
    shop = Shop()
    for _ in range(2):
        with pytest.raises(LookupError, match=r"^nothing$"):
            shop.price("nothing")

    assert len(shop.asked) == 2


def test_cleared_caches_are_filled_anew():
    shop = Shop()
    before = shop.price("bread")
    shop.caches.clear()

    assert shop.price("bread") is not before
    assert shop.price("bread") == before


def test_threads_that_ask_at_once_share_one_answer_afterwards():
    shop, start = Shop(), Barrier(8)

    def ask(_):
        start.wait()
        shop.price("bread")
        return shop.price("bread")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))

    assert len({id(answer) for answer in answers}) == 1


def test_an_object_goes_with_its_caches_as_soon_as_nobody_holds_it():
    """Without waiting for the garbage collector, which does not look at what is frozen."""
    shop = Shop()
    shop.price("bread")
    gone = ref(shop)
    gc.disable()
    try:
        del shop
        assert gone() is None
    finally:
        gc.enable()


def test_an_object_whose_answers_name_it_goes_when_garbage_is_collected():
    shop = Shop()
    advertise(shop, "bread")
    gone = ref(shop)
    del shop
    gc.collect()

    assert gone() is None


def test_a_cached_method_is_a_method_with_its_own_name_signature_and_words():
    assert inspect.isfunction(Shop.price)
    assert str(inspect.signature(Shop.price)) == "(self, name, count=1)"
    assert inspect.getdoc(Shop().price) == "What so many cost."


def test_help_shows_every_public_method_of_a_catalogue_with_what_it_does():
    shown = pydoc.render_doc(indicators.Catalogue, renderer=pydoc.plaintext)
    methods = dict(inspect.getmembers(indicators.Catalogue, inspect.isfunction))
    public = {name: inspect.getdoc(method) for name, method in methods.items() if name[0] != "_"}

    assert {"rows", "rows_to_draw", "facets", "find", "outcomes", "shared_indicators"} <= set(public)
    for name, words in public.items():
        assert f" |  {name}(self" in shown
        assert words
        assert words.splitlines()[0] in shown


def test_a_catalogue_hides_no_method_behind_an_attribute_of_one_object(small):
    assert [name for name, value in vars(small).items() if callable(value)] == []
