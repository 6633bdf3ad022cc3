"""Compares the record of one document with its gold: every fact is right, wrong, missed or spurious.

A fact is an item (a meeting, a person in it, an agreement…) or the value of one of its fields; the values of a list are
a fact each. What the gold marks as optional is judged neither way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, cast

from .pairing import CHAIRS, Item, Pair, Similarity, meetings, named, pair, people, posts, relations, text
from .values import Form, Matcher, form_of


class Outcome(StrEnum):
    """How a fact was read. A wrong value is both missed and spurious."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item: its key, how its values are compared, whether it is a list, and what its row is called."""

    key: str
    form: Form = Form.CODE
    many: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class FactType:
    """A row of the table for finding an item, and one for each of its fields.

    A view counts again, under another name, what other rows count, and is left out of the sums.
    """

    row: str
    prefix: str
    fields: tuple[Field, ...] = ()
    shown_by: tuple[str, ...] = ("name",)
    is_view: bool = False

    def row_of(self, field: Field) -> str:
        return f"{self.prefix}.{field.label or field.key}"

    @property
    def rows(self) -> list[str]:
        return [self.row, *map(self.row_of, self.fields)]


_OF_MEETINGS = (
    Field("name", Form.TEXT),
    Field("series", Form.TEXT),
    Field("ordinal"),
    Field("start"),
    Field("end"),
    Field("place", Form.TEXT),
    Field("country"),
    Field("kind"),
    Field("status"),
    Field("mode"),
    Field("parties", Form.PARTY, many=True),
    Field("sectors", many=True),
    Field("observers", Form.PARTY, many=True),
)
_OF_PEOPLE = (Field("role"), Field("for", Form.PARTY, label="side"), Field("post", Form.TEXT))
_OF_AGREEMENTS = (Field("kind"), Field("parties", Form.PARTY, many=True), Field("status"), Field("date"))

MEETING = FactType("meeting", "meeting", _OF_MEETINGS)
CHAIR = FactType("chair.who_what", "chair", _OF_PEOPLE, is_view=True)
PERSON = FactType("people.any", "people", _OF_PEOPLE)
AGREEMENT = FactType("agreement", "agreement", _OF_AGREEMENTS)
RELATION = FactType("relation", "relation", (Field("since"),), ("subject", "relation", "object"))
POST = FactType("post", "post", (Field("of", Form.PARTY),), ("person", "post"))
PROJECT = FactType("project", "project")
MAIN = FactType("main", "main", _OF_MEETINGS, is_view=True)
FACT_TYPES = (MEETING, CHAIR, PERSON, AGREEMENT, RELATION, POST, PROJECT, MAIN)
LISTS = ("meetings", "agreements", "relations", "posts", "projects")


class Judged(NamedTuple):
    """One fact, judged. `pointer` leads to what was read, in its record; `of` is the item that a field belongs to."""

    row: str
    outcome: Outcome
    gold: str = ""
    read: str = ""
    of: str = ""
    pointer: str = ""
    is_told: bool = True  # in a list of errors: the fields of an item that was not found say nothing new


def judge(gold: Item, read: Item, strict: bool = False) -> Iterator[Judged]:
    """All facts of a document, judged; two records in the format that `comity extract` prints."""
    matcher = Matcher(strict)
    yield from _meetings(gold, read, matcher)
    yield from _items(AGREEMENT, "agreements", gold, read, named(matcher), matcher)
    yield from _items(RELATION, "relations", gold, read, relations(matcher), matcher)
    yield from _items(POST, "posts", gold, read, posts(matcher), matcher)
    yield from _items(PROJECT, "projects", gold, read, named(matcher), matcher)


def _meetings(gold: Item, read: Item, matcher: Matcher) -> Iterator[Judged]:
    listed, found = _listed(gold, "meetings"), _listed(read, "meetings")
    for wanted, made in pair(listed, found, meetings):
        if wanted is not None and wanted.get("optional"):
            continue
        path = _path("/meetings", found, made)
        yield from _pair(MEETING, (wanted, made), path, matcher)
        yield from _people(wanted or {}, made or {}, path, matcher)
        if wanted is not None and wanted is listed[0]:
            yield from (each._replace(is_told=False) for each in _pair(MAIN, (wanted, made), path, matcher))


def _people(gold: Item, read: Item, path: str, matcher: Matcher) -> Iterator[Judged]:
    found = _listed(read, "people")
    for wanted, made in pair(_listed(gold, "people"), found, people(matcher)):
        if wanted is not None and wanted.get("optional"):
            continue
        place = _path(f"{path}/people", found, made)
        yield from _pair(PERSON, (wanted, made), place, matcher)
        yield from _roles(_role(wanted), _role(made), place)
        chairs = _if_chair(wanted), _if_chair(made)
        yield from (each._replace(is_told=False) for each in _pair(CHAIR, chairs, place, matcher))


def _roles(gold: str, read: str, path: str) -> Iterator[Judged]:
    """The rows of a table by role: of people in this role, who was found in it."""
    if gold and gold == read:
        yield Judged(f"role.{gold}", Outcome.RIGHT, is_told=False)
        return
    if gold:
        yield Judged(f"role.{gold}", Outcome.MISSED, pointer=path, is_told=False)
    if read:
        yield Judged(f"role.{read}", Outcome.SPURIOUS, pointer=path, is_told=False)


def _items(
    kind: FactType, key: str, gold: Item, read: Item, similarity: Similarity, matcher: Matcher
) -> Iterator[Judged]:
    found = _listed(read, key)
    for wanted, made in pair(_listed(gold, key), found, similarity):
        if wanted is None or not wanted.get("optional"):
            yield from _pair(kind, (wanted, made), _path(f"/{key}", found, made), matcher)


def _pair(kind: FactType, items: Pair, path: str, matcher: Matcher) -> Iterator[Judged]:
    """An item and its fields; those of an item that has no partner count, and are not told again."""
    gold, read = items
    if gold is None and read is None:
        return
    shown = [" | ".join(text(item, key) for key in kind.shown_by) if item else "" for item in items]
    outcome = Outcome.RIGHT if gold and read else Outcome.MISSED if gold else Outcome.SPURIOUS
    yield Judged(kind.row, outcome, *shown, pointer=path)
    for field in kind.fields:
        for each in _field(kind.row_of(field), field, items, matcher):
            yield each._replace(
                of=shown[0], pointer=f"{path}/{field.key}{each.pointer}", is_told=outcome is Outcome.RIGHT
            )


def _field(row: str, field: Field, items: Pair, matcher: Matcher) -> Iterator[Judged]:
    gold, read = ((item or {}).get(field.key) for item in items)
    if field.many:
        yield from _elements(row, _forms(field, gold), _forms(field, read))
        return
    wanted, made = ("" if value is None else str(value) for value in (gold, read))
    if wanted and made:
        right = matcher.same(field.form, gold, read)
        yield Judged(row, Outcome.RIGHT if right else Outcome.WRONG, wanted, made)
    elif wanted or made:
        yield Judged(row, Outcome.MISSED if wanted else Outcome.SPURIOUS, wanted, made)


def _elements(row: str, gold: dict[str, int], read: dict[str, int]) -> Iterator[Judged]:
    yield from (Judged(row, Outcome.RIGHT, each, each, pointer=f"/{read[each]}") for each in sorted(gold.keys() & read))
    yield from (Judged(row, Outcome.MISSED, each) for each in sorted(gold.keys() - read))
    yield from (
        Judged(row, Outcome.SPURIOUS, read=each, pointer=f"/{read[each]}") for each in sorted(read.keys() - gold)
    )


def _forms(field: Field, values: object) -> dict[str, int]:
    """The values of a list as they are compared, each with its place."""
    listed = cast("list[object]", values) if isinstance(values, list) else [values] if values else []
    return {form_of(field.form, value): number for number, value in enumerate(listed)}


def _listed(record: Item, key: str) -> list[Item]:
    """The items of a list, none where there is no list."""
    return record.get(key) or []


def _path(prefix: str, found: list[Item], made: Item | None) -> str:
    """The JSON pointer to an item that was read, by identity; its list where nothing was."""
    place = next((str(number) for number, each in enumerate(found) if each is made), "")
    return f"{prefix}/{place}" if place else prefix


def _role(person: Item | None) -> str:
    return text(person, "role") if person else ""


def _if_chair(person: Item | None) -> Item | None:
    return person if _role(person) in CHAIRS else None
