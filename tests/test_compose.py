"""The compose file: valid by the published schema, pinned, not root, watched, on this machine only, without secrets.

Strategy: no container engine is there, so the file is judged as data. `schemas/README.md` says whose the schema is.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

SERVICES = ("comity", "neo4j", "postgres", "sparql")
SECRETS = "/run/secrets/"

each_service = pytest.mark.parametrize("name", SERVICES)


@pytest.fixture(scope="module")
def compose(project: Path) -> dict[str, Any]:
    return yaml.safe_load((project / "docker-compose.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def schema(project: Path) -> Any:
    """What judges by the schema; its own types are incomplete."""
    text = (project / "tests/schemas/compose-spec.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


def test_the_schema_is_the_one_that_its_readme_names(project: Path) -> None:
    folder = project / "tests/schemas"
    found = hashlib.sha256((folder / "compose-spec.json").read_bytes()).hexdigest()
    assert found in (folder / "README.md").read_text("utf-8")


def test_the_file_is_valid(compose: dict[str, Any], schema: Any) -> None:
    assert [f"{error.json_path}: {error.message}" for error in schema.iter_errors(compose)] == []


@pytest.mark.parametrize(
    "wrong",
    [{"services": {"x": {"image": 1}}}, {"services": {"x": {"health": {}}}}, {"services": {"x": {"ports": "1"}}}],
)
def test_the_schema_refuses_what_is_wrong(wrong: dict[str, Any], schema: Any) -> None:
    assert not schema.is_valid(wrong)


def test_the_services_are_comity_if_asked_for_and_the_three_that_it_can_use(compose: dict[str, Any]) -> None:
    assert tuple(compose["services"]) == SERVICES
    assert [name for name, service in compose["services"].items() if "profiles" in service] == ["comity"]


def test_every_image_is_pinned_by_its_full_version(compose: dict[str, Any], project: Path) -> None:
    comity, neo4j, postgres, sparql = (compose["services"][name]["image"] for name in SERVICES)
    settings = (project / "pyproject.toml").read_text("utf-8")
    lock = (project / "graph/local/neo4j.lock").read_text("utf-8")
    constraints = (project / "constraints.txt").read_text("utf-8")
    assert comity == "comity:" + versions(r'(?m)^version = "(.+)"$', settings)
    assert neo4j == f"neo4j:{versions(r'org.neo4j:neo4j:([0-9.]+) ', lock)}-community"
    assert re.fullmatch(r"postgres:\d+\.\d+-[a-z]+", postgres)
    assert sparql == f"ghcr.io/oxigraph/oxigraph:{versions(r'(?m)^pyoxigraph==([0-9.]+)$', constraints)}"


def versions(pattern: str, text: str) -> str:
    (version,) = re.findall(pattern, text)
    return version


@each_service
def test_nothing_runs_as_root_or_can_become_it(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert all(int(part) > 0 for part in service["user"].split(":"))
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged", False)


@each_service
def test_each_is_watched(compose: dict[str, Any], name: str) -> None:
    check = compose["services"][name]["healthcheck"]
    assert check["test"][0] == "CMD"  # no shell is needed: one image has none
    assert {"interval", "timeout", "retries", "start_period"} < set(check)
    assert compose["services"][name]["restart"] == "unless-stopped"


@each_service
def test_each_listens_on_this_machine_only(compose: dict[str, Any], name: str) -> None:
    ports = compose["services"][name]["ports"]
    assert len(ports) == 1
    assert re.fullmatch(r"127\.0\.0\.1:\$\{[A-Z0-9_]+_PORT:-\d+\}:\d+", ports[0])
    assert compose["services"][name].get("network_mode") is None


@each_service
def test_data_are_in_named_volumes(compose: dict[str, Any], name: str) -> None:
    used = [volume.partition(":")[0] for volume in compose["services"][name]["volumes"]]
    assert used
    assert set(used) <= set(compose["volumes"])


@each_service
def test_secrets_come_from_files_alone(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    secret = {
        key: text for key, text in service.get("environment", {}).items() if re.search("AUTH$|PASSW|TOKEN|_FILE", key)
    }
    assert set(secret.values()) == {f"{SECRETS}{each}" for each in service.get("secrets", [])}
    assert all(key.endswith("_FILE") for key in secret)


def test_the_folder_of_the_secrets_has_to_be_named(compose: dict[str, Any]) -> None:
    files = {name: secret["file"] for name, secret in compose["secrets"].items()}
    assert set(files) == {"neo4j_auth", "neo4j_password", "postgres_password"}
    assert all(re.fullmatch(rf"\$\{{SECRETS_DIR:\?[^}}]+\}}/{name}", file) for name, file in files.items())


def test_neo4j_reaches_neither_files_nor_other_servers(compose: dict[str, Any], project: Path) -> None:
    """As the private one: a read session could otherwise do both by LOAD CSV."""
    private = dict(re.findall(r"(?m)^([\w.]+)=(.*)$", (project / "graph/local/neo4j.conf").read_text("utf-8")))
    environment = compose["services"]["neo4j"]["environment"]
    public = {as_setting(name): str(value) for name, value in environment.items()}
    for name in ("dbms.security.allow_csv_import_from_file_urls", "internal.dbms.cypher_ip_blocklist"):
        assert public[name] == private[name]
    assert public["dbms.usage_report.enabled"] == "false"


def as_setting(name: str) -> str:
    """The image’s way to write settings: `_` for a dot, `__` for an underscore."""
    return name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
