"""The settings: one table, documented whole; addresses in it are used in place of the private engines.

Strategy: the engines of the run stand for servers that somebody else runs, named by settings; TLS is tried where nobody
speaks it. Ruritania is invented.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from comity.api.settings import SETTINGS, Setting, idle_seconds, language_model, neo4j_server, sparql_server, unknown
from comity.graph.errors import UsageError
from comity.graph.local.neo4j import Neo4jAddress
from comity.graph.local.oxigraph import SparqlAddress
from comity.graph.stores import bolt
from comity.graph.stores.base import Store

from .conftest import Comity
from .tls import Certificate, make_certificate, speaking_tls

REPORT = """Ruritania and Sylvania hold third Joint Commission

Published: 2024-05-30

The third session of the Ruritania-Sylvania Joint Commission on Trade was held in Strelsau on 29 May 2024. \
It was co-chaired by Anna Olm, Minister of Trade of Ruritania, and Bero Tan, Minister of Trade of Sylvania.
"""
NEO4J = {"COMITY_NEO4J_URI": "bolt://127.0.0.1:1", "COMITY_NEO4J_PASSWORD": "secret"}
SPARQL = {"COMITY_SPARQL_QUERY": "http://127.0.0.1:1/query", "COMITY_SPARQL_UPDATE": "http://127.0.0.1:1/update"}


# --- The table


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_is_in_the_reference_as_in_the_table(project: Path, setting: Setting) -> None:
    reference = (project / "docs/reference/README.md").read_text("utf-8")
    assert f"| `{setting.name}` | {setting.default or '–'} | {setting.help} |" in reference


def test_every_setting_that_the_code_or_the_reference_names_is_in_the_table(project: Path) -> None:
    files = [path for folder in ("api", "graph", "ingest") for path in (project / folder).rglob("*.py")]
    texts = [path.read_text("utf-8") for path in (*files, project / "docs/reference/README.md")]
    named = {name for text in texts for name in re.findall(r"COMITY_[A-Z0-9_]*[A-Z0-9]\b", text)}
    assert named == {setting.name for setting in SETTINGS}


def test_a_setting_that_is_none_is_told_once_with_the_nearest_name(
    comity: Comity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_NEO4J_URL", "bolt://127.0.0.1:1")
    done = comity("neo4j", "status", "--json", "--data", tmp_path)
    assert (done.code, done.json["running"]) == (0, False)
    assert done.err.count("COMITY_NEO4J_URL is no setting of Comity") == 1
    assert "Did you mean COMITY_NEO4J_URI?" in done.err


def test_known_settings_and_other_variables_are_not_told() -> None:
    assert unknown({**NEO4J, **SPARQL, "PATH": "/bin", "COMITY_CI": "1", "COMITY_X": ""}) == ["COMITY_X"]


# --- Addresses as they are read


def test_without_addresses_there_are_none() -> None:
    assert neo4j_server({"COMITY_NEO4J_URI": ""}) is None
    assert sparql_server({}) is None


@pytest.mark.parametrize(
    ("given", "at_terminal", "seconds"), [("", True, 60), ("", False, 0), ("0", True, 0), ("300", False, 300)]
)
def test_an_engine_lingers_at_a_terminal_or_as_set(given: str, at_terminal: bool, seconds: int) -> None:
    assert idle_seconds({"COMITY_ENGINE_IDLE_SECONDS": given}, at_terminal) == seconds


@pytest.mark.parametrize("given", ["soon", "-1", "1.5"])
def test_a_lingering_that_is_no_number_is_usage(given: str) -> None:
    with pytest.raises(UsageError, match="COMITY_ENGINE_IDLE_SECONDS"):
        idle_seconds({"COMITY_ENGINE_IDLE_SECONDS": given}, True)


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
def test_a_neo4j_may_be_named_by_any_scheme_of_its_driver(scheme: str, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("open sesame\n")
    uri = f"{scheme}://graph.example.org:7687"
    server = neo4j_server(
        {
            "COMITY_NEO4J_URI": uri,
            "COMITY_NEO4J_PASSWORD_FILE": str(secret),
            "COMITY_NEO4J_USER": "anna",
            "COMITY_NEO4J_DATABASE": "lakes",
        }
    )
    assert server is not None
    assert (server.uri, server.user, server.password, server.database) == (uri, "anna", "open sesame", "lakes")


def test_what_is_shown_of_an_address_has_no_secret_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_NEO4J_PASSWORD", "secret")
    server = neo4j_server(NEO4J)
    assert server is not None
    assert server.password == "secret"
    assert "secret" not in repr(server)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"COMITY_NEO4J_URI": "bolt://127.0.0.1:1"}, "needs a password"),
        ({**NEO4J, "COMITY_NEO4J_PASSWORD_FILE": "/nowhere"}, "set either"),
        ({**NEO4J, "COMITY_NEO4J_URI": "http://127.0.0.1:1"}, "COMITY_NEO4J_URI is no address"),
        ({**NEO4J, "COMITY_NEO4J_URI": "bolt://127.0.0.1:high"}, "COMITY_NEO4J_URI is no address"),
        ({**NEO4J, "COMITY_NEO4J_URI": "bolt://"}, "COMITY_NEO4J_URI is no address"),
        ({**NEO4J, "COMITY_NEO4J_URI": "bolt://anna:secret@127.0.0.1"}, "has a user or password in it"),
        ({"COMITY_NEO4J_USER": "anna"}, "COMITY_NEO4J_USER is set and COMITY_NEO4J_URI is not"),
        ({"COMITY_SPARQL_QUERY": "http://127.0.0.1:1/query"}, "set COMITY_SPARQL_UPDATE"),
        ({**SPARQL, "COMITY_SPARQL_UPDATE": "127.0.0.1/update"}, "COMITY_SPARQL_UPDATE is no address"),
        ({"COMITY_SPARQL_UPDATE": "http://127.0.0.1:1"}, "COMITY_SPARQL_UPDATE is set and COMITY_SPARQL_QUERY is not"),
    ],
)
def test_settings_that_do_not_fit_are_one_sentence(settings: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=re.escape(told)) as caught:
        _ = neo4j_server(settings), sparql_server(settings)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


# --- Addresses as they are used


@pytest.fixture
def servers(
    neo4j_address: Neo4jAddress,
    sparql_address: SparqlAddress,
    neo4j_store: Store,
    sparql_store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> pytest.MonkeyPatch:
    """Both engines of the run, empty, named by settings."""
    for store in (neo4j_store, sparql_store):
        store.wipe()
    monkeypatch.setenv("COMITY_NEO4J_URI", neo4j_address.uri)
    monkeypatch.setenv("COMITY_NEO4J_USER", neo4j_address.user)
    monkeypatch.setenv("COMITY_NEO4J_PASSWORD_FILE", str(neo4j_address.password_file))
    monkeypatch.setenv("COMITY_NEO4J_DATABASE", "neo4j")
    monkeypatch.setenv("COMITY_SPARQL_QUERY", sparql_address.query)
    monkeypatch.setenv("COMITY_SPARQL_UPDATE", sparql_address.update)
    monkeypatch.setenv("COMITY_SPARQL_TOKEN_FILE", str(sparql_address.token_file))
    return monkeypatch


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory, missing: Callable[[str], NoReturn]) -> Certificate:
    """A certificate that nobody trusts who is not told to."""
    if shutil.which("openssl") is None:
        missing("There is no openssl here to make a certificate with.")
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_named_servers_are_used_and_no_private_engine_is_started(
    comity: Comity, servers: pytest.MonkeyPatch, report: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    assert comity("ingest", report, "--data", data).code == 0
    for engine in ("cypher", "sparql"):
        asked = comity("ask", "who-acted-for", "--engine", engine, "--json", "--data", data)
        assert [row["official"] for row in asked.json["rows"]] == ["Anna Olm", "Bero Tan"]
    checked = comity("check", "--json", "--data", data)
    assert (checked.code, checked.json["ok"], checked.json["skipped"]) == (0, True, [])
    assert not (data / "neo4j").exists()
    assert not (data / "oxigraph").exists()
    assert not (data / "engines.json").exists()


def test_status_prints_the_addresses_that_are_used(
    comity: Comity,
    servers: pytest.MonkeyPatch,
    neo4j_address: Neo4jAddress,
    sparql_address: SparqlAddress,
    tmp_path: Path,
) -> None:
    status = comity("status", "--json", "--data", tmp_path)
    assert neo4j_address.password not in status.out
    assert status.json["neo4j"] == {
        "uri": neo4j_address.uri,
        "user": neo4j_address.user,
        "password_file": str(neo4j_address.password_file),
    }
    assert status.json["sparql"] == {
        "query": sparql_address.query,
        "update": sparql_address.update,
        "token_file": str(sparql_address.token_file),
    }


@pytest.mark.parametrize("command", ["start", "stop"])
@pytest.mark.parametrize("engine", ["neo4j", "oxigraph"])
def test_a_named_server_is_neither_started_nor_stopped(
    comity: Comity, servers: pytest.MonkeyPatch, tmp_path: Path, engine: str, command: str
) -> None:
    done = comity(engine, command, "--data", tmp_path)
    assert done.code == 2
    assert "Comity neither starts nor stops it" in done.err
    assert comity(engine, "status", "--json", "--data", tmp_path).json["running"] is True


@pytest.mark.parametrize(
    ("command", "name", "scheme", "secure"),
    [
        ("cypher", "COMITY_NEO4J_URI", "bolt://", "bolt+s://"),
        ("cypher", "COMITY_NEO4J_URI", "bolt://", "neo4j+ssc://"),
        ("sparql", "COMITY_SPARQL_QUERY", "http://", "https://"),
    ],
)
def test_a_server_that_does_not_speak_tls_is_one_sentence(
    comity: Comity, servers: pytest.MonkeyPatch, tmp_path: Path, command: str, name: str, scheme: str, secure: str
) -> None:
    address = os.environ[name].replace(scheme, secure)
    servers.setenv(name, address)
    done = comity(command, "RETURN 1 AS one", "--data", tmp_path)
    assert done.code == 4
    assert is_one_sentence(done.err, f"Error: {name} ({address}) cannot be used: ")
    assert "SSL" in done.err


def test_encrypted_servers_are_used_once_their_certificate_is_trusted(
    comity: Comity, servers: pytest.MonkeyPatch, certificate: Certificate, report: Path, tmp_path: Path
) -> None:
    with (
        speaking_tls(certificate, os.environ["COMITY_NEO4J_URI"]) as neo4j,
        speaking_tls(certificate, os.environ["COMITY_SPARQL_QUERY"]) as sparql,
    ):
        servers.setenv("COMITY_NEO4J_URI", f"bolt+s://{neo4j}")
        servers.setenv("COMITY_SPARQL_QUERY", f"https://{sparql}/query")
        servers.setenv("COMITY_SPARQL_UPDATE", f"https://{sparql}/update")
        for command in ("cypher", "sparql"):
            refused = comity(command, "RETURN 1 AS one", "--data", tmp_path)
            assert refused.code == 4
            assert is_one_sentence(refused.err, "Error: COMITY_")
            assert "CERTIFICATE_VERIFY_FAILED" in refused.err
        servers.setenv("SSL_CERT_FILE", str(certificate.file))
        assert comity("ingest", report, "--data", tmp_path / "data").code == 0
        checked = comity("check", "--json", "--data", tmp_path / "data")
        assert (checked.json["skipped"], checked.json["differences"], checked.json["ok"]) == ([], [], True)
        servers.delenv("SSL_CERT_FILE")
        servers.setenv("COMITY_NEO4J_URI", f"bolt+ssc://{neo4j}")
        assert comity("cypher", "RETURN 1 AS one", "--json", "--data", tmp_path / "data").json["rows"] == [{"one": 1}]


@pytest.mark.parametrize(
    ("command", "name", "value", "code", "told"),
    [
        ("cypher", "COMITY_NEO4J_URI", "bolt://127.0.0.1:1", 4, "cannot be used: "),
        ("cypher", "COMITY_NEO4J_USER", "nobody", 4, "unauthorized"),
        ("cypher", "COMITY_NEO4J_DATABASE", "lakes", 4, "lakes"),
        ("cypher", "COMITY_NEO4J_PASSWORD_FILE", "/nowhere", 2, "the file /nowhere cannot be read"),
        ("sparql", "COMITY_SPARQL_QUERY", "http://127.0.0.1:1/query", 4, "cannot be used: "),
        ("sparql", "COMITY_SPARQL_TOKEN_FILE", "/nowhere", 2, "the file /nowhere cannot be read"),
    ],
)
def test_a_server_that_cannot_be_used_is_one_sentence(
    comity: Comity,
    servers: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
    name: str,
    value: str,
    code: int,
    told: str,
) -> None:
    servers.setenv(name, value)
    done = comity(command, "RETURN 1 AS one", "--data", tmp_path)
    assert done.code == code
    assert is_one_sentence(done.err, "Error: COMITY_")
    assert told in done.err


def test_a_server_with_things_of_others_in_it_is_refused_and_left_alone(
    comity: Comity, servers: pytest.MonkeyPatch, neo4j_address: Neo4jAddress, tmp_path: Path
) -> None:
    with bolt.connect(neo4j_address.uri, neo4j_address.user, neo4j_address.password) as driver:
        with bolt.open_session(driver, write=True) as session:
            bolt.run(session, "CREATE (:Lake {name: 'Upper Lake'})")
        done = comity("rebuild", "--data", tmp_path)
        with bolt.open_session(driver, write=True) as session:
            assert bolt.run(session, "MATCH (lake:Lake) DELETE lake RETURN count(*)") == [[1]]
    assert done.code == 4
    assert "holds what this ledger has not written" in done.err


def test_servers_that_another_data_folder_uses_are_refused_and_left_alone(
    comity: Comity, servers: pytest.MonkeyPatch, report: Path, tmp_path: Path
) -> None:
    assert comity("ingest", report, "--data", tmp_path / "one").code == 0
    done = comity("rebuild", "--data", tmp_path / "other")
    assert (done.code, done.err.count("holds what this ledger has not written")) == (4, 2)
    assert comity("check", "--data", tmp_path / "one").code == 0


def is_one_sentence(printed: str, beginning: str) -> bool:
    """Is it one line that begins so, with no trace and no second sentence of another layer?"""
    lines = printed.strip().splitlines()
    return len(lines) == 1 and lines[0].startswith(beginning) and lines[0].endswith(".")


# --- The language model


def test_no_language_model_is_asked_unless_one_is_named() -> None:
    assert language_model({}) is None


def test_a_language_model_has_its_limits(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("secret\n", encoding="utf-8")
    named = {"COMITY_LLM_URL": "http://127.0.0.1:1/v1", "COMITY_LLM_MODEL": "small", "COMITY_LLM_KEY_FILE": str(key)}
    found = language_model(named)
    assert found is not None
    assert (found.model, found.seconds, found.tokens) == ("small", 60, 200_000)
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"COMITY_LLM_MODEL": ""}, "COMITY_LLM_MODEL"),
        ({"COMITY_LLM_URL": ""}, "set the address too"),
        ({"COMITY_LLM_URL": "ftp://127.0.0.1/v1"}, "no address"),
        ({"COMITY_LLM_TOKENS": "many"}, "above zero"),
        ({"COMITY_LLM_KEY_FILE": "/nowhere"}, "cannot be read"),
    ],
)
def test_a_language_model_that_does_not_fit_is_refused(change: dict[str, str], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        language_model({"COMITY_LLM_URL": "http://127.0.0.1:1/v1", "COMITY_LLM_MODEL": "small", **change})
