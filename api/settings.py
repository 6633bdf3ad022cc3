"""The settings: one table of the environment variables that Comity reads, and the server addresses among them.

Where no address is set, Comity starts private engines of its own (`graph/local/`); with one, it uses that server.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from platformdirs import user_data_path

from ..graph.errors import UsageError
from ..graph.stores.base import Limits

if TYPE_CHECKING:  # it takes longer to import than a question takes to be asked
    from sqlalchemy import URL

NAME = "comity"
PREFIX = "COMITY_"
Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """An environment variable: its name, what holds where it is not set, and what it is for."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("COMITY_DATA", "the user’s data folder", "The data folder, where a command has no --data."),
    Setting("COMITY_CACHE", "the user’s cache folder", "Where fetched files are kept; it can be deleted at any time."),
    Setting("COMITY_MAVEN", "the mirror in ~/.m2/settings.xml, else Maven Central", "Where Neo4j is fetched from."),
    Setting("COMITY_FETCH_PORTS", "80, 443", "The ports from which reports may be fetched; a list with commas."),
    Setting("COMITY_FETCH_NETWORKS", "", "Networks that are not public and may be fetched from, as 10.1.0.0/16, …"),
    Setting(
        "COMITY_LEDGER",
        "ledger.sqlite in the data folder",
        "The ledger: a path, or postgresql://USER@HOST:PORT/DATABASE.",
    ),
    Setting("COMITY_LEDGER_PASSWORD_FILE", "", "A file that holds the password of that database and nothing else."),
    Setting("COMITY_NEO4J_URI", "a private Neo4j", "The Neo4j to use, as neo4j+s://graph.example.org or bolt://…"),
    Setting("COMITY_NEO4J_USER", "neo4j", "The user to log in as."),
    Setting("COMITY_NEO4J_PASSWORD_FILE", "", "A file that holds the password and nothing else."),
    Setting("COMITY_NEO4J_PASSWORD", "", "The password itself, where no file is named; other programs may see it."),
    Setting("COMITY_NEO4J_DATABASE", "the user’s home database", "The database; all that is in it is Comity’s."),
    Setting("COMITY_SPARQL_QUERY", "a private Oxigraph", "The SPARQL 1.1 query address to use, http:// or https://."),
    Setting("COMITY_SPARQL_UPDATE", "", "The update address of the same store; all that is in it is Comity’s."),
    Setting("COMITY_SPARQL_TOKEN_FILE", "", "A file that holds the token sent as “Authorization: Bearer”."),
    Setting(
        "COMITY_ENGINE_IDLE_SECONDS",
        "60 at a terminal, else 0",
        "How long a private engine outlives its last user, so that the next command need not start it.",
    ),
    Setting("COMITY_QUERY_SECONDS", "30", "How long one query may take before it is stopped."),
    Setting("COMITY_QUERY_ROWS", "10000", "How many rows a console query may give."),
    Setting("COMITY_MAX_DOCUMENT_BYTES", "20971520", "Above this size (20 MB) a report is refused."),
    Setting("COMITY_WORKERS", "the number of cores", "How many processes read reports at once."),
    Setting("COMITY_READ_SECONDS", "90", "How long reading one report may take before it is refused."),
    Setting("COMITY_NER", "", "1 lets a small model doubt who is a person (pip install 'comity[ner]')."),
    Setting("COMITY_LLM_URL", "", "An OpenAI-compatible address, as http://localhost:11434/v1: its model may propose."),
    Setting("COMITY_LLM_MODEL", "", "The model to ask there."),
    Setting("COMITY_LLM_KEY_FILE", "", "A file that holds its key and nothing else."),
    Setting("COMITY_LLM_SECONDS", "60", "How long one answer of the model may take."),
    Setting("COMITY_LLM_TOKENS", "200000", "How many tokens one run may spend on the model."),
    Setting("COMITY_PORT", "8642", "The port that `comity serve` listens on."),
    Setting("COMITY_HOSTS", "", "The names by which the service may be asked beside localhost; a list with commas."),
    Setting("COMITY_CORS", "*", "Whose pages may ask the service: * for all, origins with commas, “none” for none."),
    Setting("COMITY_TOKEN_FILE", "service-token in the data folder", "The file of the token that writing needs."),
    Setting("COMITY_QUERY_BYTES", "67108864", "How many bytes (64 MB) one answer to a query may have."),
    Setting("COMITY_QUERY_LENGTH", "100000", "How many characters the text of one console query may have."),
    Setting("COMITY_REQUEST_BYTES", "1048576", "How large (1 MB) a request may be that hands in no report."),
    Setting("COMITY_REQUEST_SECONDS", "30", "How long a request may take to arrive, and its answer to be taken."),
    Setting("COMITY_QUERIES", "16", "How many queries may run at once."),
    Setting("COMITY_CLIENT_QUERIES", "8", "How many of them may be one client’s."),
    Setting("COMITY_CLIENT_RATE", "6000", "How many queries one client may put in a minute."),
    Setting("COMITY_ANSWER_CACHE_BYTES", "33554432", "How much memory (32 MB) answers may take that are kept."),
    Setting(
        "COMITY_KNOWN_AT_ROWS", "200000", "How many rows a ledger may have of which `known_at` is asked over HTTP."
    ),
    Setting("COMITY_TEST_POSTGRES", "", "The PostgreSQL server on which tests may make schemas, postgresql://…"),
    Setting("COMITY_CI", "", "1 makes a test fail where it would be skipped."),
)
_NAMES = frozenset(setting.name for setting in SETTINGS)
_NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_HTTP_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """A Neo4j that somebody else runs. `password_file` is empty where the password is a variable of its own."""

    uri: str
    user: str
    password_file: str
    database: str | None

    @property
    def password(self) -> str:
        """Read each time it is needed, so that it is in no record of the address."""
        if self.password_file:
            return _secret(self.password_file, "COMITY_NEO4J_PASSWORD_FILE")
        return os.environ.get("COMITY_NEO4J_PASSWORD", "")


@dataclass(frozen=True, slots=True)
class SparqlServer:
    """A SPARQL store that somebody else runs. `token_file` is empty where it asks for none."""

    query: str
    update: str
    token_file: str

    @property
    def token(self) -> str:
        """Read each time it is needed."""
        return _secret(self.token_file, "COMITY_SPARQL_TOKEN_FILE") if self.token_file else ""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A language model that may propose, and what it may cost. `key_file` is empty where it asks for none."""

    url: str
    model: str
    key_file: str
    seconds: int  # for one answer
    tokens: int  # for one run


def unknown(environment: Environment) -> list[str]:
    """The variables that begin like settings and are none: most often a slip of the pen."""
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in _NAMES)


def default_data() -> Path:
    """The data folder where none is named: COMITY_DATA, else the user's own."""
    return Path(os.environ["COMITY_DATA"]) if os.environ.get("COMITY_DATA") else user_data_path(NAME, appauthor=False)


def query_limits(environment: Environment) -> Limits:
    """What one query may cost. Raises UsageError for a setting that is no number above zero."""
    usual = Limits()
    return Limits(
        rows=positive_number(environment, "COMITY_QUERY_ROWS", usual.rows),
        seconds=positive_number(environment, "COMITY_QUERY_SECONDS", int(usual.seconds)),
    )


def idle_seconds(environment: Environment, at_terminal: bool) -> int:
    """How long an engine outlives its last user: a person asks again soon, a script says itself what it keeps.

    Raises UsageError for a setting that is no whole number.
    """
    text = environment.get("COMITY_ENGINE_IDLE_SECONDS") or ("60" if at_terminal else "0")
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"COMITY_ENGINE_IDLE_SECONDS is “{text}”: write a whole number, 0 for none.")
    return int(text)


def positive_number(environment: Environment, name: str, usual: int) -> int:
    """The whole number above zero that a setting gives. Raises UsageError for anything else."""
    text = environment.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise UsageError(f"{name} is “{text}”: write a whole number above zero.")
    return int(text)


def ledger_address(environment: Environment, data: Path) -> Path | URL:
    """Where the ledger is, in the data folder unless settings say otherwise. Raises UsageError for others."""
    if not _is_named(environment, "COMITY_LEDGER", "COMITY_LEDGER_"):
        return data / "ledger.sqlite"
    from ..graph.database import ledger_place

    place, file = ledger_place(environment["COMITY_LEDGER"]), environment.get("COMITY_LEDGER_PASSWORD_FILE")
    if not file:
        return place
    if isinstance(place, Path) or place.password:
        raise UsageError("COMITY_LEDGER_PASSWORD_FILE is for a database's address that has no password in it.")
    return place.set(password=_secret(file, "COMITY_LEDGER_PASSWORD_FILE"))


def neo4j_server(environment: Environment) -> Neo4jServer | None:
    """The Neo4j that the settings name; None for a private one. Raises UsageError for settings that do not fit."""
    if not _is_named(environment, "COMITY_NEO4J_URI", "COMITY_NEO4J_"):
        return None
    password_file = environment.get("COMITY_NEO4J_PASSWORD_FILE", "")
    if bool(password_file) is bool(environment.get("COMITY_NEO4J_PASSWORD")):
        raise UsageError(
            "COMITY_NEO4J_URI needs a password: set either COMITY_NEO4J_PASSWORD_FILE or COMITY_NEO4J_PASSWORD."
        )
    return Neo4jServer(
        _address(environment, "COMITY_NEO4J_URI", _NEO4J_SCHEMES),
        environment.get("COMITY_NEO4J_USER") or "neo4j",
        password_file,
        environment.get("COMITY_NEO4J_DATABASE") or None,
    )


def sparql_server(environment: Environment) -> SparqlServer | None:
    """The SPARQL store that the settings name; None for a private one. Raises UsageError for what does not fit."""
    if not _is_named(environment, "COMITY_SPARQL_QUERY", "COMITY_SPARQL_"):
        return None
    if not environment.get("COMITY_SPARQL_UPDATE"):
        raise UsageError("COMITY_SPARQL_QUERY needs the address for updates beside it: set COMITY_SPARQL_UPDATE.")
    return SparqlServer(
        _address(environment, "COMITY_SPARQL_QUERY", _HTTP_SCHEMES),
        _address(environment, "COMITY_SPARQL_UPDATE", _HTTP_SCHEMES),
        environment.get("COMITY_SPARQL_TOKEN_FILE", ""),
    )


def language_model(environment: Environment) -> LanguageModel | None:
    """The language model that may propose; None where none is named. Raises UsageError for what does not fit."""
    if not _is_named(environment, "COMITY_LLM_URL", "COMITY_LLM_"):
        return None
    if not (model := environment.get("COMITY_LLM_MODEL")):
        raise UsageError("COMITY_LLM_URL needs the name of a model: set COMITY_LLM_MODEL.")
    key_file = environment.get("COMITY_LLM_KEY_FILE", "")
    if key_file:
        _secret(key_file, "COMITY_LLM_KEY_FILE")
    return LanguageModel(
        _address(environment, "COMITY_LLM_URL", _HTTP_SCHEMES),
        model,
        key_file,
        positive_number(environment, "COMITY_LLM_SECONDS", 60),
        positive_number(environment, "COMITY_LLM_TOKENS", 200_000),
    )


def _is_named(environment: Environment, address: str, prefix: str) -> bool:
    """Is there an address? Whatever else is set for that server would without it be ignored, so it is refused."""
    if environment.get(address):
        return True
    if beside := sorted(name for name in _NAMES if name.startswith(prefix) and environment.get(name)):
        raise UsageError(f"{beside[0]} is set and {address} is not: set the address too, or neither.")
    return False


def _address(environment: Environment, name: str, schemes: tuple[str, ...]) -> str:
    """An address of one of these schemes, without a password in it: addresses are printed."""
    text = environment[name]
    parts = _parsed(text)
    if parts is None or parts[0] not in schemes or not parts[1]:
        raise UsageError(f"{name} is no address that can be used: begin it with {'://, '.join(schemes)}://.")
    if parts[2]:
        raise UsageError(f"{name} has a user or password in it: put them into the settings that are meant for them.")
    return text


def _parsed(text: str) -> tuple[str, str | None, bool] | None:
    """Scheme, host, and whether there is a user; None for what is no address, such as a port that cannot be."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts.scheme, parts.hostname, "@" in parts.netloc


def _secret(path: str, name: str) -> str:
    try:
        text = Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise UsageError(f"{name}: the file {path} cannot be read ({reason}).") from None
    if not text:
        raise UsageError(f"{name}: the file {path} is empty.")
    return text
