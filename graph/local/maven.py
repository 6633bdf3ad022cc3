"""Jars from Maven Central, exactly those of a committed lock file: each is checked before it gets its name.

Only the one repository is asked: Maven Central, or the mirror that this machine's Maven settings name for it
(`~/.m2/settings.xml`, https://maven.apache.org/guides/mini/guide-mirror-settings.html). Proxies are
those of the environment (HTTPS_PROXY), certificates those that the system trusts.
"""

from __future__ import annotations

import hashlib
import os
import ssl
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

import certifi
import httpx

from ..errors import StoreUnavailable

CENTRAL = "https://repo.maven.apache.org/maven2"
_AT_ONCE = 4  # files fetched side by side; more gains nothing and looks like an attack
_CHUNK = 1 << 16
_TIMEOUT = httpx.Timeout(60.0, connect=20.0)
_WORDS = 10  # how often at most a fetch says how far it is
_TRIES = 3


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """One file of the lock: where it is in a Maven repository, and what it must contain."""

    group: str
    artifact: str
    version: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        return f"{self.artifact}-{self.version}.jar"

    @property
    def path(self) -> str:
        """The path in every Maven repository (the repository layout of Maven 2)."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.name}"


def read_lock(path: Path) -> tuple[Jar, ...]:
    """The jars of a lock file: lines of `group:artifact:version sha256 size`, `#` begins a comment."""
    lines = (line.split("#")[0].split() for line in path.read_text("utf-8").splitlines())
    return tuple(_jar(*words) for words in lines if words)


def _jar(coordinates: str, sha256: str, size: str) -> Jar:
    group, artifact, version = coordinates.split(":")
    return Jar(group, artifact, version, sha256, int(size))


def repository() -> str:
    """The address to fetch from: COMITY_MAVEN, else the mirror of Central in the Maven settings, else Central."""
    settings = Path.home() / ".m2" / "settings.xml"
    return os.environ.get("COMITY_MAVEN") or (_mirror(settings) if settings.is_file() else "") or CENTRAL


def _mirror(settings: Path) -> str:
    try:
        root = ElementTree.parse(settings).getroot()
    except ElementTree.ParseError:
        return ""
    for mirror in (element for element in root.iter() if element.tag.rpartition("}")[2] == "mirror"):
        words = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in mirror}
        if _mirrors_central(words.get("mirrorOf", "")):
            return words.get("url", "").rstrip("/")
    return ""


def _mirrors_central(pattern: str) -> bool:
    names = [name.strip() for name in pattern.split(",")]
    return "!central" not in names and bool({"central", "*", "external:*"} & set(names))


def fetch(jars: Sequence[Jar], folder: Path, say: Callable[[str], None], source: str | None = None) -> list[Path]:
    """Put every jar of the lock into the folder and give their paths back, in the lock's order.

    Those that are there are checked and kept; a new one gets its name only after its sha256 was right. `say` is told
    how far it is. Raises StoreUnavailable when a jar cannot be had or is not the one that was locked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / jar.name for jar in jars]
    missing = [jar for jar, path in zip(jars, paths, strict=True) if not _is_there(jar, path)]
    if missing:
        _fetch_missing(missing, folder, say, source or repository())
    return paths


def _is_there(jar: Jar, path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != jar.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256


def _fetch_missing(jars: Sequence[Jar], folder: Path, say: Callable[[str], None], source: str) -> None:
    total = sum(jar.size for jar in jars)
    say(f"Fetching {len(jars)} files ({_megabytes(total)}) from {source}")
    done = said = 0
    client = httpx.Client(timeout=_TIMEOUT, follow_redirects=True, verify=_trusted())
    with client, ThreadPoolExecutor(_AT_ONCE) as threads:
        try:
            sizes = threads.map(partial(_fetch_one, client, source, folder), jars)
            for count, size in enumerate(sizes, 1):
                done += size
                if done - said >= total / _WORDS or count == len(jars):
                    said = done
                    say(f"Fetched {count} of {len(jars)} files, {_megabytes(done)} of {_megabytes(total)}")
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise


def _trusted() -> ssl.SSLContext:
    """What the system trusts (a company's own authority may be among it) and the usual authorities besides."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _fetch_one(client: httpx.Client, source: str, folder: Path, jar: Jar) -> int:
    for attempt in range(1, _TRIES + 1):
        try:
            return _write(jar, folder, _stream(client, f"{source}/{jar.path}"))
        except httpx.TransportError as error:
            if attempt == _TRIES:
                raise StoreUnavailable(_out_of_reach(source, error)) from error
    raise AssertionError("the loop above returns or raises")


def _out_of_reach(source: str, error: Exception) -> str:
    reason = str(error) or type(error).__name__
    return f"{source} cannot be reached to fetch Neo4j ({reason}): check the network or the proxy settings, then retry."


def _stream(client: httpx.Client, address: str) -> Iterator[bytes]:
    with client.stream("GET", address) as response:
        if not response.is_success:
            raise StoreUnavailable(
                f"{address} was refused with HTTP status {response.status_code}: "
                "set COMITY_MAVEN to a mirror of Maven Central that has it."
            )
        yield from response.iter_bytes(_CHUNK)


def _write(jar: Jar, folder: Path, chunks: Iterator[bytes]) -> int:
    """Write beside, verify, rename: whatever has the jar's name is the whole, right jar."""
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            _verify(jar, digest.hexdigest())
            part.replace(folder / jar.name)
        finally:
            part.unlink(missing_ok=True)
    return jar.size


def _verify(jar: Jar, found: str) -> None:
    if found != jar.sha256:
        raise StoreUnavailable(
            f"{jar.name} as fetched has the checksum {found}, not the locked {jar.sha256}: it is not used. "
            "Retry; if it stays so, the repository or a proxy alters files."
        )
