"""What users write for “what was known when”."""

from __future__ import annotations

import pytest

from comity.graph.errors import UsageError
from comity.graph.instants import instant_of


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-01-24", "2025-01-24T23:59:59.999999+00:00"),
        ("2024-02", "2024-02-29T23:59:59.999999+00:00"),
        ("2024", "2024-12-31T23:59:59.999999+00:00"),
        ("2025-01-24T12:00", "2025-01-24T12:00:00+00:00"),
        ("2025-01-24T12:00:00Z", "2025-01-24T12:00:00+00:00"),
        ("2025-01-24T12:00:00+05:00", "2025-01-24T07:00:00+00:00"),
    ],
)
def test_a_date_means_its_end_and_no_zone_means_utc(text: str, instant: str) -> None:
    assert instant_of(text).isoformat() == instant


@pytest.mark.parametrize("text", ["", "now", "2025-02-30", "XXXX-09-18", "24.1.2025"])
def test_what_is_no_instant_is_one_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="is no instant: write"):
        instant_of(text)
