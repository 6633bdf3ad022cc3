"""Going through all frames of a reading, to make another of it: a frame that stands in two places stays one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from .frames import Mention, Reading, Said

T = TypeVar("T")
Change = Callable[[Said[Any], type, str], Said[Any]]  # of a value, the frame that holds it, and the field


def _same(frame: Any) -> Any:
    return frame


@dataclass(frozen=True, slots=True)
class Walk:
    """What is done with each value, and with each frame once its values are done."""

    said: Change = lambda said, frame, name: said
    frame: Callable[[Any], Any] = _same
    _done: dict[int, Any] = field(default_factory=dict[int, Any])

    def over(self, reading: Reading) -> Reading:
        """The other reading. A walk is for one reading."""
        changed = {each.name: self._of(getattr(reading, each.name), Reading, each.name) for each in fields(reading)}
        return replace(reading, **changed)

    def _of(self, value: T, owner: type, name: str) -> T:
        if isinstance(value, Said):
            return cast("T", self.said(cast("Said[Any]", value), owner, name))
        if isinstance(value, tuple):
            return cast("T", tuple(self._of(each, owner, name) for each in cast("tuple[Any, ...]", value)))
        return self._frame(value) if _names(type(value)) else value

    def _frame(self, frame: T) -> T:
        if id(frame) not in self._done:
            values = ((name, getattr(frame, name)) for name in _names(type(frame)))
            walked = ((name, value, self._of(value, type(frame), name)) for name, value in values)
            changed = {name: other for name, value, other in walked if other is not value}
            self._done[id(frame)] = self.frame(replace(cast("Any", frame), **changed) if changed else frame)
        return self._done[id(frame)]


@cache
def _names(frame: type) -> tuple[str, ...]:
    """The fields of a class of frames; none for what is no frame."""
    is_frame = is_dataclass(frame) and frame is not Mention and frame.__module__ == Reading.__module__
    return tuple(each.name for each in fields(cast("Any", frame))) if is_frame else ()
