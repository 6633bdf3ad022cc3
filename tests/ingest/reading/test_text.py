"""Bytes to a Document: what is taken, what the sidecar adds, and what is refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.graph.errors import InputRefused
from comity.ingest.reading import read_file, read_text


def test_text_and_sidecar_make_a_document(tmp_path: Path) -> None:
    path = tmp_path / "r1.txt"
    path.write_bytes("First line\r\nSecond – line\n".encode())
    (tmp_path / "r1.meta.yaml").write_text("published: 2024-03-20\npublisher: The Herald\nother: 3\n", encoding="utf-8")
    found = read_text(path)
    assert (found.id, found.text) == ("document/r1", "First line\r\nSecond – line\n")
    assert (found.published, found.publisher, found.kind) == ("2024-03-20", "The Herald", "report")


def test_a_given_publication_date_wins_over_the_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "r1.txt"
    path.write_text("Text", encoding="utf-8")
    (tmp_path / "r1.meta.yaml").write_text('published: "2024-03-20"', encoding="utf-8")
    assert read_file(path, "2024-03-21").published == "2024-03-21"
    assert read_file(path).published == "2024-03-20"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"text\0more", "binary"),
        (b"caf\xe9", "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(InputRefused, match=reason) as refusal:
        read_text(path)
    assert "bad.txt" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_too_large_and_missing_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("0123456789", encoding="utf-8")
    with pytest.raises(InputRefused, match="too large"):
        read_text(path, max_document_bytes=9)
    with pytest.raises(InputRefused, match="cannot be read"):
        read_text(tmp_path / "none.txt")


@pytest.mark.parametrize("content", ["- a\n- b\n", "a: [b", "\tx"])
def test_a_broken_sidecar_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "r1.txt"
    path.write_text("Text", encoding="utf-8")
    (tmp_path / "r1.meta.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InputRefused, match="sidecar"):
        read_text(path)
