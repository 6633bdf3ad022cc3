"""What is found at paths and addresses, and as what it is to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.graph.errors import UsageError
from comity.ingest.reading.content import Kind
from comity.ingest.reading.files import Address, find_files, kind_of


def test_a_folder_is_walked_for_reports(tmp_path: Path) -> None:
    names = ["a.txt", "b.HTML", "c.htm", "d.pdf", "e.docx", "g.csv", "a.meta.yaml", ".hidden.txt", "deep/f.txt"]
    (tmp_path / "deep").mkdir()
    for name in names:
        (tmp_path / name).write_text("text", encoding="utf-8")
    found = find_files([tmp_path])
    assert sorted(path.name for path in found.files if isinstance(path, Path)) == [
        "a.txt",
        "b.HTML",
        "c.htm",
        "d.pdf",
        "e.docx",
        "f.txt",
    ]
    assert [path.name for path in found.skipped] == ["g.csv"]


def test_addresses_and_paths_keep_their_order_and_come_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text", encoding="utf-8")
    address = "https://reports.example/a"
    assert find_files([address, str(path), address, path]).files == (Address(address), path)


@pytest.mark.parametrize(
    "address", ["http://a.example/", "HTTPS://a.example/", "ftp://a.example/x", "file:///etc/hostname"]
)
def test_whatever_has_a_scheme_is_an_address(address: str) -> None:
    assert find_files([address]).files == (Address(address),)


def test_a_path_where_nothing_is_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        find_files([str(tmp_path / "none.txt")])


def test_the_ending_tells_what_a_file_is_read_as() -> None:
    kinds = {"a.txt": Kind.TEXT, "a.HTM": Kind.HTML, "a.html": Kind.HTML, "a.PDF": Kind.PDF, "a": Kind.TEXT}
    assert {name: kind_of(Path(name)) for name in kinds} == kinds
