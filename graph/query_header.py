"""What the header of a query file says: title, parameters, columns, order, engines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .query_text import LANGUAGES, MalformedQuery
from .query_values import TYPES, ParameterType

_PARAMETER = re.compile(r"(\w+): (\w+), (required|optional|default (.+?)): (.+)")
_NAME = re.compile(r"[a-z]\w*")
_ENTRIES = ("title", "description", "param", "returns", "order", "engines")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named question; one with a default is always present."""

    name: str
    type: ParameterType
    required: bool
    default: str | None
    help: str

    @property
    def always(self) -> bool:
        """Is there a value for it in every question?"""
        return self.required or self.default is not None


@dataclass(frozen=True, slots=True)
class OrderKey:
    """A column to sort by; rows where it is missing come last either way."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A header as read."""

    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    order: tuple[OrderKey, ...]
    engines: tuple[str, ...]


def read_header(file: str, lines: Iterable[str]) -> Header:
    """The header that these lines (without comment signs) make. Raises MalformedQuery, naming the file and the line."""
    entries = _entries(file, lines)
    columns = _listed(entries, "returns")
    header = Header(
        title=" ".join(entries["title"]),
        description=" ".join(entries["description"]),
        parameters=tuple(_parameter(file, text) for text in entries["param"]),
        columns=columns,
        order=tuple(_order_key(text) for text in _listed(entries, "order")),
        engines=_listed(entries, "engines"),
    )
    if fault := next(_faults(header), ""):
        raise MalformedQuery(f"{file}: {fault}.")
    return header


def _entries(file: str, lines: Iterable[str]) -> Mapping[str, list[str]]:
    entries: dict[str, list[str]] = {name: [] for name in _ENTRIES}
    for line in lines:
        word, _, rest = line.partition(" ")
        name = word.removesuffix(":")
        if name not in entries:
            raise MalformedQuery(f"{file}: a header has no line “{line}”; it has {', '.join(_ENTRIES)}.")
        entries[name].append(rest.strip())
    return entries


def _listed(entries: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    """The items of a list that may go on over several lines of the same name."""
    return tuple(item.strip() for line in entries[name] for item in line.split(",") if item.strip())


def _parameter(file: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if not match or match[2] not in TYPES:
        raise MalformedQuery(
            f"{file}: “param {text}” should read “param name: type, required|optional|default VALUE: help”, "
            f"its type one of {', '.join(TYPES)}."
        )
    return Parameter(match[1], TYPES[match[2]], match[3] == "required", match[4], match[5])


def _order_key(text: str) -> OrderKey:
    column, _, direction = text.partition(" ")
    return OrderKey(column if direction in ("", "asc", "desc") else text, direction == "desc")


def _faults(header: Header) -> Iterator[str]:
    if not (header.title and header.description and header.columns and header.order and header.engines):
        yield "a header needs title, description, returns, order and engines"
    if unknown := [name for name in header.engines if name not in LANGUAGES]:
        yield f"there is no engine {', '.join(unknown)}"
    if unsorted := [key.column for key in header.order if key.column not in header.columns]:
        yield f"it orders by {', '.join(unsorted)}, which it does not return"
    names = [parameter.name for parameter in header.parameters]
    if any(not _NAME.fullmatch(name) for name in (*names, *header.columns)):
        yield "names of parameters and columns are lower case"
    if len(set(names)) < len(names) or len(set(header.columns)) < len(header.columns):
        yield "a parameter or column is named twice"
