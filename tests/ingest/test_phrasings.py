"""Who chaired what, where and when, in the phrasings of many ministries: the reports of phrasings.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from .samples import printed

REPORTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("phrasings.yaml").read_text(encoding="utf-8"))
HEADS = {"chair", "co_chair", "head_of_delegation"}


def found(report: dict[str, Any]) -> dict[str, Any]:
    """What is read of the main event, in the form of `expect`."""
    made = printed(report["text"], published=report.get("published", "2024-03-20"))
    main: dict[str, Any] = (made["meetings"] or [{}])[0] if "meetings" in made else {}
    people = [[each["name"], each["role"], each.get("for")] for each in main.get("people", ()) if each["role"] in HEADS]
    shown = {key: main.get(key) for key in report["expect"]}
    return {**shown, "parties": sorted(main.get("parties", ())), "chairs": sorted(people)}


def expected(report: dict[str, Any]) -> dict[str, Any]:
    wanted: dict[str, Any] = report["expect"]
    return {**wanted, "parties": sorted(wanted["parties"]), "chairs": sorted(wanted["chairs"])}


@pytest.mark.parametrize(
    "report", [each for each in REPORTS if "known_failure" not in each], ids=lambda each: each["id"]
)
def test_a_phrasing_is_read_whole(report: dict[str, Any]) -> None:
    assert found(report) == expected(report)


def test_most_phrasings_are_read() -> None:
    known = [each["known_failure"] for each in REPORTS if "known_failure" in each]
    assert all(known)
    assert len(REPORTS) - len(known) >= 22
