"""The graph in RDF, by the SPARQL 1.1 Protocol: any endpoint. https://www.w3.org/TR/sparql11-protocol/"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from urllib.parse import urlsplit

import httpx

from ..model import Changes, Link, Mark, value_from_key
from .base import Answer, Cell, Limits, Piece, Store, mark_from
from .rdf_drawing import SEAL, SEQ, WATERMARK, Triple, draw_triples, piece, plain_triple
from .reader import Reader
from .sparql_http import ACCEPT, CONNECT_SECONDS, GRACE, TSV, check_answer, translated
from .sparql_text import first_word, refuse_unsafe
from .sparql_update import ALL_TRIPLES, COUNTS, READ_WATERMARK, WIPE, update_of
from .terms import canonical, cell

_OWN_SECONDS = 3600.0  # what reading the whole store may take


class SparqlStore(Store):
    """A projection in a SPARQL store. Raises StoreUnavailable where it cannot be reached; see `read` for the others."""

    name = "sparql"
    language = "sparql"

    def __init__(self, query: str, update: str, token: str = "") -> None:
        local = (urlsplit(query).hostname or "") in ("127.0.0.1", "localhost", "::1")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._trust_env = not local  # no proxy stands before this machine
        self._client = httpx.Client(headers=self._headers, trust_env=self._trust_env)
        self._query = query
        self._update = update

    def apply(self, changes: Changes) -> None:
        gone = [value_of(each) for each in changes.plain_gone if each[2].startswith("@")]
        triples = list(dict.fromkeys(draw_triples(changes)))
        self._write(update_of(changes, triples, gone))

    def _write(self, text: str) -> None:
        with translated(_OWN_SECONDS):
            headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
            timeout = httpx.Timeout(_OWN_SECONDS, connect=CONNECT_SECONDS)
            check_answer(self._client.post(self._update, content=text.encode(), headers=headers, timeout=timeout))

    def read(self, text: str, parameters: Mapping[str, Cell], limits: Limits) -> Answer:
        """See `Store.read`. Parameters are in the text already (`graph/queries.py`): SPARQL has no other way."""
        refuse_unsafe(text)
        form = first_word(text)
        with self._lines(text, ACCEPT.get(form, TSV), limits.seconds) as lines:
            if form == "ASK":
                return Answer(("answer",), ((_boolean(lines),),))
            if form in ACCEPT:
                return _answer(("subject", "predicate", "object"), _statements(lines), limits.rows)
            columns = tuple(name.lstrip("?$") for name in next(lines, "").split("\t") if name)
            return _answer(columns, (line.split("\t") for line in lines), limits.rows)

    @contextmanager
    def _lines(self, text: str, accept: str, seconds: float) -> Generator[Iterator[str], None, None]:
        """The lines of an answer as they come; leaving early stops the query where the server notices."""
        headers = {"Accept": accept, "Prefer": f"wait={seconds:g}"}
        timeout = httpx.Timeout(seconds + GRACE, connect=CONNECT_SECONDS)
        with translated(seconds):
            request = self._client.stream("POST", self._query, data={"query": text}, headers=headers, timeout=timeout)
            with request as response:
                if response.is_error:
                    response.read()
                check_answer(response)
                yield _until(response.iter_text(), time.monotonic() + seconds + GRACE)

    def mark(self) -> Mark | None:
        return mark_from(self.read(READ_WATERMARK, {}, Limits()).rows)

    def wipe(self) -> None:
        self._write(WIPE)

    def draw(self, changes: Changes) -> Iterator[Piece]:
        """See `Store.draw`. A plain triple that several facts share comes once a call, and again in another call."""
        return (piece(triple) for triple in dict.fromkeys(draw_triples(changes)))

    def pieces(self) -> Iterator[Piece]:
        with self._lines(ALL_TRIPLES, TSV, _OWN_SECONDS) as lines:
            for line in islice(lines, 1, None):
                subject, predicate, value, graph = (canonical(term) for term in line.split("\t"))
                if subject != WATERMARK or predicate not in (SEQ, SEAL) or graph:
                    yield piece((subject, predicate, value), graph)

    def counts(self) -> dict[str, int]:
        return {name: int(self.read(text, {}, Limits()).rows[0][0] or 0) for name, text in COUNTS.items()}

    def reader(self) -> Reader:
        from .sparql_reader import SparqlReader  # what it is made of is loaded where an event loop reads

        return SparqlReader(self._query, self._headers, self._trust_env)

    def close(self) -> None:
        self._client.close()


def value_of(gone: tuple[str, str, str]) -> Triple:
    """The plain triple of a relation that is gone."""
    subject, name, key = gone
    value = value_from_key(key)
    assert isinstance(value, Link)
    return plain_triple(subject, name, value)


def _answer(columns: tuple[str, ...], rows: Iterable[list[str]], most: int) -> Answer:
    found = [tuple(cell(term) for term in row) for row in islice(rows, most + 1)]
    return Answer(columns, found[:most], truncated=len(found) > most)


def _statements(lines: Iterator[str]) -> Iterator[list[str]]:
    """The terms of each line of N-Triples."""
    for line in lines:
        if line.strip():
            subject, predicate, rest = line.split(" ", 2)
            yield [subject, predicate, rest.rstrip().removesuffix(".").rstrip()]


def _boolean(lines: Iterator[str]) -> bool:
    answer = httpx.Response(200, text="\n".join(lines)).json()
    return bool(answer["boolean"])


def _until(parts: Iterator[str], deadline: float) -> Iterator[str]:
    """Lines, split at line feeds only: a text may hold any of the other characters that Python takes for line ends."""
    rest = ""
    for part in parts:
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the answer went on after its deadline")
        *lines, rest = (rest + part).split("\n")
        yield from (line.removesuffix("\r") for line in lines)
    if rest:
        yield rest
