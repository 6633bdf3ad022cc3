"""Makes `neo4j.lock`, the list of jars that the private Neo4j consists of. Run it to move to another version:

    python -m comity.graph.local.neo4j_lock 5.26.30

jgo resolves the dependencies from the POMs on Maven Central, in a temporary repository; then each jar is hashed.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from jgo.maven import Artifact, MavenContext

from .maven import CENTRAL, Jar

LOCK = Path(__file__).resolve().parent / "neo4j.lock"
_ROOTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
_SCOPES = ("compile", "runtime")
_HEAD = """# The jars of Neo4j {version} Community on Maven Central: group:artifact:version sha256 size
# Made by: python -m comity.graph.local.neo4j_lock {version}
"""


def resolve(version: str, repository: Path) -> list[Jar]:
    """All jars that a Neo4j server of this version needs, sorted; they are downloaded into the repository folder."""
    context = MavenContext(repo_cache=repository, remote_repos={"central": CENTRAL}, timeout=120)
    roots = [context.create_dependency(f"{root}:{version}") for root in _ROOTS]
    direct, transitive = context.resolver.resolve(roots)
    needed = [*direct, *(dependency for dependency in transitive if dependency.scope in _SCOPES)]
    return sorted({_hashed(each.artifact) for each in needed if _runs_everywhere(each.artifact)})


def _runs_everywhere(artifact: Artifact) -> bool:
    """Netty's native transports (`linux-x86_64`…) are left out: without them it uses Java's own, on every machine."""
    return artifact.packaging == "jar" and not artifact.classifier


def _hashed(artifact: Artifact) -> Jar:
    content = artifact.resolve().read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return Jar(artifact.groupId, artifact.artifactId, artifact.version, digest, len(content))


def write(version: str, path: Path = LOCK) -> None:
    """Write the lock file of this version."""
    with TemporaryDirectory() as repository:
        jars = resolve(version, Path(repository))
    lines = [f"{jar.group}:{jar.artifact}:{jar.version} {jar.sha256} {jar.size}\n" for jar in jars]
    path.write_text(_HEAD.format(version=version) + "".join(lines), "utf-8")


if __name__ == "__main__":
    write(sys.argv[1])
