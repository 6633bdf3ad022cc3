"""What a slow function gave, kept by its arguments: at once where it is there, else made in a thread of its own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool

P = ParamSpec("P")
T = TypeVar("T")


class Kept(Generic[P, T]):
    """A function of hashable arguments, whose last `most` values are kept; what it raises is not."""

    def __init__(self, make: Callable[P, T], most: int) -> None:
        self._make = make
        self._most = most
        self._values: OrderedDict[Hashable, T] = OrderedDict()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """The value, made here where it is not kept."""
        if args in self._values:
            return self._values[args]
        return self._keep(args, self._make(*args, **kwargs))

    async def soon(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """The value, for an event loop: a change of threads takes longer than to look it up."""
        if args in self._values:
            return self._values[args]
        return self._keep(args, await run_in_threadpool(self._make, *args, **kwargs))

    def _keep(self, key: Hashable, value: T) -> T:
        self._values[key] = value
        while len(self._values) > self._most:
            self._values.popitem(last=False)
        return value
