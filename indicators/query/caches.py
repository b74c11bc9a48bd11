"""LRU caches that belong to what they cache: what was asked of an object is kept in it, and goes when it goes.

A cache of the module would keep every object it was asked about, the catalogue of a file long replaced too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar
from weakref import ref

P = ParamSpec("P")
R = TypeVar("R")

#: Every function that is `cached_on_owner` → how many answers an owner keeps of it.
CACHE_SIZES: Final[dict[Callable[..., Any], int]] = {}


class Caches(dict[Callable[..., Any], Any]):
    """Function → the LRU cache of its answers about `owner`, made when it is first asked. Any thread may ask.

    `clear` drops every answer. The owner is held weakly, so that it goes as soon as nobody asks it any more:
    in a circle with its caches it would wait for the garbage collector, which skips what is frozen.
    """

    def __init__(self, owner: object) -> None:
        super().__init__()
        self._owner = ref(owner)

    def __missing__(self, function: Callable[..., Any]) -> Any:
        """A new cache, the same for all who ask at once."""
        owner = self._owner
        cache = lru_cache(maxsize=CACHE_SIZES[function])(lambda *args, **kw: function(owner(), *args, **kw))
        return self.setdefault(function, cache)


class CacheOwner(Protocol):
    """An object that keeps what was asked of it."""

    @property
    def caches(self) -> Caches:
        """Its own: `Caches(self)`, made with it."""


Owner = TypeVar("Owner", bound=CacheOwner)


def cached_on_owner(
    maxsize: int,
) -> Callable[[Callable[Concatenate[Owner, P], R]], Callable[Concatenate[Owner, P], R]]:
    """Keep the last `maxsize` answers of a method, or of a function of one object, in that first argument.

    The other arguments must be hashable. An answer is shared by all who ask: nobody changes it. An error is
    not kept. The bound is a number of answers, for readers can ask without end: some times as many as the
    records or views of a dataset that is read by many, and few where one answer is long.
    """

    def decorate(function: Callable[Concatenate[Owner, P], R]) -> Callable[Concatenate[Owner, P], R]:
        CACHE_SIZES[function] = maxsize

        @wraps(function)
        def ask(owner: Owner, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return owner.caches[function](*args, **kwargs)  # type: ignore[no-any-return]

        return ask

    return decorate
