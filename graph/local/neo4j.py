"""A private Neo4j: fetched from Maven Central, started on loopback with a random password, stopped by its last user."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, ClassVar

from neo4j.exceptions import AuthError, DriverError, Neo4jError

from ..errors import StoreUnavailable
from ..ontology import ontology
from ..stores import bolt
from ..stores.base import Store
from ..stores.neo4j import Neo4jStore
from .engine import LocalEngine
from .java import find_java
from .processes import LOOPBACK, ProcessIdentity, spawn
from .records import write_private

if TYPE_CHECKING:
    from .maven import Jar

_HERE = Path(__file__).resolve().parent
_LOCK = _HERE / "neo4j.lock"
_MAIN = "org.neo4j.server.CommunityEntryPoint"
_USER = "neo4j"
_FIRST_PASSWORD = "neo4j"  # what a new Neo4j wants changed before anything else
_SIZES = {"heap": "512m", "page_cache": "32m", "transaction_memory": "400m"}


@dataclass(frozen=True, slots=True)
class Neo4jAddress:
    """Where a Neo4j answers; the password is in a file that only its owner can read."""

    uri: str
    user: str
    password_file: Path

    @property
    def password(self) -> str:
        return self.password_file.read_text("utf-8").strip()


class LocalNeo4j(LocalEngine[Neo4jAddress]):
    """The private Neo4j of a data folder; its jars are kept in the cache folder, for all data folders."""

    name: ClassVar[str] = "neo4j"
    title: ClassVar[str] = "Neo4j"
    folder: ClassVar[str] = "neo4j"
    patience: ClassVar[float] = 120.0
    secret: ClassVar[str] = "password"

    def _store(self, address: Neo4jAddress) -> Store:
        return Neo4jStore(address.uri, address.user, address.password, ontology())

    @property
    def _named_by(self) -> str:
        return f"--home-dir={self._home}"

    @property
    def _logs(self) -> tuple[Path, ...]:
        return self._home / "logs" / "neo4j.log", self._home / "logs" / "console.log"

    def _tells(self, line: str) -> bool:
        return " ERROR " in line or line.startswith("Error")

    def _prepare(self) -> None:
        self._java = find_java()
        from .maven import fetch, read_lock  # only a start needs them, and what speaks HTTP with them

        jars = read_lock(_LOCK)
        self._jars = fetch(jars, self._cache / f"neo4j-{_version(jars)}", self._say)
        for folder in ("conf", "logs", "plugins", "import"):
            (self._home / folder).mkdir(parents=True, exist_ok=True)
        if not self._password_file.exists():
            write_private(self._password_file, secrets.token_urlsafe(24) + "\n")

    @property
    def _password_file(self) -> Path:
        return self._home / self.secret

    def _address_at(self, port: int) -> Neo4jAddress:
        return Neo4jAddress(f"bolt://{LOOPBACK}:{port}", _USER, self._password_file)

    def _address(self, written: dict[str, str]) -> Neo4jAddress:
        return Neo4jAddress(written["uri"], written["user"], Path(written["password_file"]))

    def _spawn(self, address: Neo4jAddress, port: int) -> ProcessIdentity:
        configuration = self._home / "conf"
        sizes = {**_SIZES, "port": str(port)}
        (configuration / "neo4j.conf").write_text(_filled("neo4j.conf", sizes), "utf-8")
        arguments = configuration / "java.arguments"
        arguments.write_text(_filled("neo4j.jvm", sizes) + self._classpath(), "utf-8")
        homes = [self._named_by, f"--config-dir={configuration}"]
        command = [str(self._java), f"@{arguments}", _MAIN, *homes]
        return spawn(command, self._logs[-1], {"MALLOC_ARENA_MAX": "2"})

    def _classpath(self) -> str:
        joined = os.pathsep.join(str(jar) for jar in self._jars).replace("\\", "\\\\")
        return f'--class-path "{joined}"\n'

    def _answers(self, address: Neo4jAddress) -> bool:
        try:
            with bolt.connect(address.uri, _USER, address.password) as driver:
                bolt.verify(driver)
        except AuthError:
            return self._first_login(address)
        except (DriverError, Neo4jError, OSError):
            return False
        return True

    def _first_login(self, address: Neo4jAddress) -> bool:
        change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        passwords = {"old": _FIRST_PASSWORD, "new": address.password}
        try:
            with (
                bolt.connect(address.uri, _USER, _FIRST_PASSWORD) as driver,
                bolt.open_session(driver, "system", write=True) as session,
            ):
                bolt.run(session, change, passwords)
        except AuthError as error:
            raise StoreUnavailable(
                f"Neo4j in {self._home} has another password than the one in {address.password_file}: "
                "move that folder away and run `comity rebuild`."
            ) from error
        except (DriverError, Neo4jError, OSError):
            return False
        return True


def _version(jars: tuple[Jar, ...]) -> str:
    return next(jar.version for jar in jars if (jar.group, jar.artifact) == ("org.neo4j", "neo4j"))


def _filled(name: str, sizes: dict[str, str]) -> str:
    return Template((_HERE / name).read_text("utf-8")).substitute(sizes)
