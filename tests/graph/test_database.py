"""The databases under the ledger: addresses as they are written, locks, and clear words for one that cannot be used.

Strategy: each schema of a real server is a ledger of its own; what a server would say is never made up.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from comity.graph.book import LedgerBroken
from comity.graph.database import ledger_place, shown
from comity.graph.errors import ComityError, StoreUnavailable, UsageError
from comity.graph.ledger import Ledger
from comity.graph.lookup import resolve_id

NewSchema = Callable[[], URL]
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.mark.parametrize("written", ["ledger.sqlite", "sqlite:///ledger.sqlite"])
def test_a_path_is_a_file(written: str) -> None:
    assert ledger_place(written) == Path("ledger.sqlite")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_may_be_named_as_its_own_programs_do(scheme: str) -> None:
    place = ledger_place(f"{scheme}://anna@graph.example.org/lakes")
    assert str(place) == "postgresql+psycopg://anna@graph.example.org/lakes"


@pytest.mark.parametrize(
    "written", ["mysql://anna:sesame@host/lakes", "postgresql://anna:sesame@host:high/lakes", "://"]
)
def test_another_address_is_one_sentence_without_its_password(written: str) -> None:
    with pytest.raises(UsageError, match=r"write a path, sqlite:///PATH or postgresql://") as caught:
        ledger_place(written)
    assert "sesame" not in "".join(traceback.format_exception(caught.value))


def test_what_is_shown_of_a_place_has_no_password_in_it() -> None:
    place = ledger_place("postgresql://anna:sesame@host/lakes?password=sesame&sslpassword=sesame&sslmode=require")
    assert shown(place) == "postgresql://anna:***@host/lakes?sslmode=require"


def test_without_the_driver_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreUnavailable, match=r"comity\[postgres\]"):
        Ledger("postgresql://host/lakes")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("anna:sesame@127.0.0.1:1/lakes", "cannot be reached .*refused"),
        ("anna:sesame@127.0.0.1:1/lakes?password=sesame", "cannot be reached"),
        ("anna:sesame@127.0.0.1/lakes?strange=1", 'invalid connection option "strange"'),
    ],
)
def test_a_server_that_cannot_be_reached_is_one_sentence_without_its_password(address: str, told: str) -> None:
    with pytest.raises(StoreUnavailable, match=told) as caught:
        Ledger(f"postgresql://{address}")
    assert "\n" not in str(caught.value)
    assert "sesame" not in "".join(traceback.format_exception(caught.value))


def test_a_database_that_is_not_there_is_one_sentence(postgresql: NewSchema) -> None:
    with pytest.raises(StoreUnavailable, match='"nowhere" does not exist') as caught:
        Ledger(postgresql().set(database="nowhere"))
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("setting (colour text)", "is none of Comity's .*setting"),
        ("document (title text)", "a table “document” that is none of a ledger"),
    ],
)
def test_a_database_that_is_no_ledger_is_left_alone(postgresql: NewSchema, table: str, told: str) -> None:
    schema = postgresql()
    _run(schema, f"CREATE TABLE {table}")
    with pytest.raises(LedgerBroken, match=told):
        Ledger(schema)
    assert _run(schema, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()") == 1


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("-csearch_path=nowhere", "cannot be written .*no schema"),
        ("-cdefault_transaction_read_only=on", "cannot be written .*read-only"),
    ],
)
def test_where_one_may_not_write_is_one_sentence(postgresql: NewSchema, option: str, told: str) -> None:
    schema = postgresql()
    with pytest.raises(StoreUnavailable, match=told):
        Ledger(schema.update_query_dict({"options": f"{schema.query['options']} {option}"}))


def test_a_database_of_another_encoding_is_refused(postgresql: NewSchema) -> None:
    url = postgresql()
    _run(url, "CREATE DATABASE comity_test_latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(LedgerBroken, match="encoded in LATIN1"):
            Ledger(url.set(database="comity_test_latin"))
    finally:
        _run(url, "DROP DATABASE comity_test_latin")


def test_a_value_that_the_database_cannot_even_look_for_is_one_sentence(postgresql: NewSchema) -> None:
    ledger = Ledger(postgresql())
    with pytest.raises(ComityError, match="NUL"):
        resolve_id(ledger, "official/\0")
    ledger.close()


def test_a_writer_that_waited_sees_what_the_other_wrote(postgresql: NewSchema) -> None:
    schema = postgresql()
    one, other = Ledger(schema), Ledger(schema)

    def write() -> str:
        with other.writing() as book:
            return book.setting("word")

    with ThreadPoolExecutor(1) as pool:
        with one.writing() as book:
            waiting = pool.submit(write)
            while not waiting.done() and not _run(schema, WAITING):
                pass
            book.set("word", "written before")
        assert waiting.result() == "written before"
    one.close()
    other.close()


def test_a_server_that_was_started_again_is_used_again(postgresql: NewSchema) -> None:
    schema = postgresql()
    ledger = Ledger(schema)

    def write() -> None:
        with ledger.writing() as book:
            book.set("word", "lost")
            process = book.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            _run(schema, f"SELECT pg_terminate_backend({process})")
            book.setting("word")

    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        write()
    with ledger.writing() as book:
        assert book.setting("word") == ""
    ledger.close()


def _run(url: URL, statement: str) -> object:
    """Run one statement outside of any ledger; its one value, if it has any."""
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        result = connection.execute(text(statement))
        value = result.scalar() if result.returns_rows else None
    engine.dispose()
    return value
