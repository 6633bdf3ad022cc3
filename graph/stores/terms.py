"""RDF terms as N-Triples texts in one canonical form, and back: from ids to IRIs, from answers to values.

https://www.w3.org/TR/n-triples/ · https://www.w3.org/TR/sparql11-results-csv-tsv/ (whose TSV terms are Turtle's)
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import quote, unquote

from ..model import Datatype, Link, Value
from ..ontology import BASE, TERMS
from .base import Cell

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
PROV = "http://www.w3.org/ns/prov#"
FACTS, STATEMENTS = "fact/", "statement/"  # under the base; the ids of both are bare hashes everywhere else

_ALLOWED = "/-._~!$&'()*+,;=:@#"
_TERM = re.compile(
    r"""<(?P<iri>[^>]*)>
      | "(?P<text>(?:[^"\\]|\\.)*)"(?:@(?P<language>[\w-]+)|\^\^<(?P<datatype>[^>]*)>)?
      | (?P<blank>_:\S+)
      | (?P<number>[+-]?[0-9.][0-9.eE+-]*)
      | (?P<boolean>true|false)""",
    re.VERBOSE,
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_SPECIAL = re.compile(r'[\\"\n\r\t]')
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_INTEGERS = frozenset(f"{XSD}{name}" for name in ("integer", "int", "long", "short", "nonNegativeInteger"))
_FLOATS = frozenset(f"{XSD}{name}" for name in ("double", "float"))


def entity_term(id: str) -> str:
    """The IRI of an entity; characters that no IRI may have are percent-encoded."""
    return f"<{BASE}{quote(id, safe=_ALLOWED)}>"


def fact_term(id: str) -> str:
    """The IRI of a fact node."""
    return f"<{BASE}{FACTS}{id}>"


def statement_term(id: str) -> str:
    """The IRI of a quoted statement."""
    return f"<{BASE}{STATEMENTS}{id}>"


def ontology_term(name: str) -> str:
    """The IRI of a class or property of the ontology."""
    return f"<{TERMS}{name}>"


def value_term(value: Value) -> str:
    """A value: the IRI of an entity, an integer, an IRI as text (xsd:anyURI), or plain text, as dates are too."""
    if isinstance(value, Link):
        return entity_term(value.id)
    if value.datatype is Datatype.INTEGER:
        return integer_term(int(value.text))
    return literal_term(value.text, f"{XSD}anyURI" if value.datatype is Datatype.URI else "")


def integer_term(number: int) -> str:
    """An xsd:integer."""
    return literal_term(str(number), f"{XSD}integer")


def decimal_term(number: float) -> str:
    """An xsd:decimal, as short as it can be."""
    return literal_term(_decimal(repr(number)), f"{XSD}decimal")


def boolean_term(value: bool) -> str:
    """An xsd:boolean."""
    return literal_term(str(value).lower(), f"{XSD}boolean")


def day_term(day: date) -> str:
    """An xsd:date."""
    return literal_term(day.isoformat(), f"{XSD}date")


def literal_term(text: str, datatype: str = "", language: str = "") -> str:
    """A literal; xsd:string is the datatype that is not written."""
    escaped = _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text)
    if language:
        return f'"{escaped}"@{language}'
    return f'"{escaped}"^^<{datatype}>' if datatype not in ("", f"{XSD}string") else f'"{escaped}"'


def id_of(iri: str) -> str:
    """What users call the thing: ids under the base, bare hashes for facts and statements, local names of our terms."""
    if iri.startswith(BASE):
        return unquote(iri.removeprefix(BASE).removeprefix(FACTS).removeprefix(STATEMENTS))
    return iri.removeprefix(TERMS)


def canonical(term: str) -> str:
    """A term of an answer as the functions above write it: equal values have equal texts, as long as types agree."""
    match = _TERM.fullmatch(term)
    if not match:
        return term
    if match["iri"] is not None:
        return f"<{_unescaped(match['iri'])}>"
    if match["blank"]:
        return term
    text, datatype = _lexical(match)
    return literal_term(_normal(text, datatype), datatype, match["language"] or "")


def cell(term: str) -> Cell:
    """A term of an answer as a value: ids, not IRIs; numbers and booleans as such; None where nothing is bound."""
    match = _TERM.fullmatch(term)
    if not match:
        return term or None
    if match["iri"] is not None:
        return id_of(_unescaped(match["iri"]))
    return match["blank"] or _value(*_lexical(match))


def _lexical(match: re.Match[str]) -> tuple[str, str]:
    if match["number"]:
        number = match["number"]
        kind = "double" if "e" in number.lower() else "decimal" if "." in number else "integer"
        return number, f"{XSD}{kind}"
    if match["boolean"]:
        return match["boolean"], f"{XSD}boolean"
    return _unescaped(match["text"]), match["datatype"] or ""


def _value(text: str, datatype: str) -> Cell:
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS or datatype == f"{XSD}decimal":
            return float(text)
    except ValueError:
        return text
    return text in ("true", "1") if datatype == f"{XSD}boolean" else text


def _normal(text: str, datatype: str) -> str:
    """Numbers have many spellings, and engines choose among them."""
    try:
        if datatype in _INTEGERS:
            return str(int(text))
        if datatype == f"{XSD}decimal":
            return _decimal(text)
        return repr(float(text)) if datatype in _FLOATS else text
    except (ValueError, InvalidOperation):
        return text


def _decimal(text: str) -> str:
    """A decimal with one digit after the point at least, none superfluous, and no exponent."""
    written = format(Decimal(text), "f")
    whole, _, rest = written.partition(".")
    return f"{whole}.{rest.rstrip('0') or '0'}"


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_unescape, text) if "\\" in text else text


def _unescape(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return _UNESCAPES.get(match[3], match[3])
