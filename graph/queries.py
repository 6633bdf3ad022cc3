"""The named questions: reads `queries/`, checks and binds parameters, adds order and limits.

Each question stands twice, `NAME.cypher` and `NAME.rq`, under one header; both give the same columns and rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from .errors import NotFound, UsageError
from .ontology import nearest
from .query_header import Header, OrderKey, Parameter, read_header
from .query_text import LANGUAGES, MalformedQuery, Template, parameters_in, parse, replace_parameters
from .stores.base import Cell

QUERIES = Path(__file__).resolve().parents[1] / "queries"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A named question; `engines` are the languages that it is written in."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    order: tuple[OrderKey, ...]
    engines: tuple[str, ...]
    templates: Mapping[str, Template]


@dataclass(frozen=True, slots=True)
class Bound:
    """A text that a store can read, with the values its driver has to hand over (none for SPARQL)."""

    text: str
    parameters: Mapping[str, Cell]


@cache
def catalogue() -> Mapping[str, NamedQuery]:
    """The questions that ship with Comity, by name."""
    return load(QUERIES)


def load(folder: Path) -> Mapping[str, NamedQuery]:
    """The questions of a folder, by name. Raises MalformedQuery for a file that breaks a rule of their form."""
    suffixes = {language.suffix for language in LANGUAGES.values()}
    names = sorted({path.stem for path in folder.iterdir() if path.suffix in suffixes})
    return {name: _load_one(folder, name) for name in names}


def named_query(name: str) -> NamedQuery:
    """The question of that name. Raises NotFound with the nearest names for an unknown one."""
    questions = catalogue()
    if name in questions:
        return questions[name]
    raise NotFound(f"There is no question “{name}”.{nearest(name, questions)} `comity ask --list` shows them all.")


def check_parameters(query: NamedQuery, given: Mapping[str, str]) -> Mapping[str, Cell]:
    """The values of the given parameters and of defaults, by name.

    Raises UsageError for an unknown parameter (with the nearest names), a required one that is missing, and a value
    that does not fit its type. Ids have to be full ones.
    """
    declared = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in declared:
            raise UsageError(f"{query.name} has no parameter “{name}”.{nearest(name, declared)}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise UsageError(f"{query.name} needs the parameter “{parameter.name}”: {parameter.help}.")
    defaults = {name: parameter.default for name, parameter in declared.items() if parameter.default is not None}
    return {name: _value(query, declared[name], text) for name, text in {**defaults, **given}.items()}


def bind(
    query: NamedQuery, language: str, given: Mapping[str, str], *, limit: int | None = None, offset: int = 0
) -> Bound:
    """A question as text for one store, in the header's order, from `offset` on and cut after `limit` rows.

    Ask for one row more than is shown to learn whether there are more. Raises UsageError as `check_parameters` does,
    and for a language that the question is not written in.
    """
    if language not in query.engines:
        raise UsageError(f"{query.name} answers in {' and '.join(query.engines)} only, not in {language}.")
    values = check_parameters(query, given)
    template = query.templates[language]
    text, used = _assembled(template, frozenset(values))
    ending = _ending(query, language, limit, offset)
    if language == "cypher":
        return Bound(f"{text}\n{ending}", {name: value for name, value in values.items() if name in used})
    terms = {each.name: each.type.term(values[each.name]) for each in query.parameters if each.name in values}
    return Bound(f"{replace_parameters(text, template.language, terms.__getitem__)}\n{ending}", {})


@lru_cache(maxsize=1024)
def _assembled(template: Template, present: frozenset[str]) -> tuple[str, frozenset[str]]:
    """A template's text for these parameters, and which of them are in it: the same for all their values."""
    text = template.assemble(present)
    return text, parameters_in(text, template.language)


def variants(query: NamedQuery, language: str) -> Iterator[Bound]:
    """The question with no optional parameter, with each alone, and with all, on example values: what must parse."""
    examples = {parameter.name: parameter.type.example for parameter in query.parameters}
    needed = {parameter.name: examples[parameter.name] for parameter in query.parameters if parameter.required}
    optional = [name for name in examples if name not in needed]
    for chosen in ([], *([name] for name in optional), optional):
        yield bind(query, language, needed | {name: examples[name] for name in chosen}, limit=10)


def _load_one(folder: Path, name: str) -> NamedQuery:
    templates = {
        language.name: parse(path.name, path.read_text("utf-8"), language)
        for language in LANGUAGES.values()
        if (path := folder / f"{name}{language.suffix}").exists()
    }
    headers = {language: read_header(each.file, each.header) for language, each in templates.items()}
    header = next(iter(headers.values()))
    if any(each != header for each in headers.values()):
        raise MalformedQuery(f"{name}: its files have different headers.")
    if set(header.engines) != set(templates):
        raise MalformedQuery(f"{name}: its engines are {', '.join(header.engines)}, its files {', '.join(templates)}.")
    for template in templates.values():
        _check_tokens(template, header)
    return NamedQuery(
        name,
        header.title,
        header.description,
        header.parameters,
        header.columns,
        header.order,
        header.engines,
        templates,
    )


def _check_tokens(template: Template, header: Header) -> None:
    """Every `$name` must be a parameter, and stand where that parameter is sure to be given."""
    declared = {parameter.name for parameter in header.parameters}
    always = {parameter.name for parameter in header.parameters if parameter.always}
    seen: set[str] = set()
    for block in template.blocks:
        tokens = parameters_in(block.text, template.language)
        seen |= tokens | block.needs
        if stray := sorted((tokens | block.needs) - declared | tokens - always - block.needs):
            raise MalformedQuery(f"{template.file}: ${stray[0]} stands where it may be missing, or is no parameter.")
    if unused := sorted(declared - seen):
        raise MalformedQuery(f"{template.file}: the parameter {unused[0]} is never used.")


def _value(query: NamedQuery, parameter: Parameter, text: str) -> Cell:
    try:
        return parameter.type.read(text)
    except UsageError:
        raise UsageError(
            f"{query.name} cannot take “{text}” as “{parameter.name}”: write {parameter.type.form}."
        ) from None


def _ending(query: NamedQuery, language: str, limit: int | None, offset: int) -> str:
    """Order and cut. The remaining columns end the order, so that equal keys do not change places between runs."""
    sorted_already = {key.column for key in query.order}
    rest = (OrderKey(column) for column in query.columns if column not in sorted_already)
    sort_key = _cypher_key if language == "cypher" else _sparql_key
    cut = "SKIP" if language == "cypher" else "OFFSET"
    order = (", " if language == "cypher" else " ").join(sort_key(key) for key in (*query.order, *rest))
    return f"ORDER BY {order}\n{cut} {offset:d}" + ("" if limit is None else f" LIMIT {limit:d}")


def _cypher_key(key: OrderKey) -> str:
    return f"`{key.column}` IS NULL, `{key.column}`{' DESC' if key.descending else ''}"


def _sparql_key(key: OrderKey) -> str:
    return f"(!BOUND(?{key.column})) {'DESC' if key.descending else 'ASC'}(?{key.column})"
