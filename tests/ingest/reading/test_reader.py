"""Sources of each kind to documents: ids, origins, sidecars, and what is refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.graph.errors import InputRefused
from comity.ingest.reading import Guard, Limits, SourceReader, is_as_stored, stem
from comity.ingest.reading.files import Address

from .samples import PAGE, REPORT, Site, pdf, web_page

DATED = '<meta property="article:published_time" content="2024-03-25">'


def test_a_page_gives_way_to_its_sidecar_and_that_to_the_command(tmp_path: Path) -> None:
    path = tmp_path / "r1.html"
    path.write_text(web_page(DATED), encoding="utf-8")
    assert SourceReader().read(path).published == "2024-03-25"
    (tmp_path / "r1.meta.yaml").write_text("published: 2024-03-24\npublisher: The Gazette\n", encoding="utf-8")
    found = SourceReader().read(path)
    assert (found.id, found.origin, found.published) == ("document/r1", str(path), "2024-03-24")
    assert (found.publisher, found.language) == ("The Gazette", "en")
    assert SourceReader().read(path, "2024-03-23").published == "2024-03-23"


def test_a_pdf_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "r1.pdf"
    path.write_bytes(pdf(REPORT.strip().split("\n")))
    found = SourceReader().read(path)
    assert (found.id, found.published) == ("document/r1", "")
    assert "Rudolf Elphberg" in found.text


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/pdf"])
def test_an_address_becomes_a_document_by_its_kind(site: Site, open_guard: Guard, kind: str) -> None:
    bodies = {
        "text/html": web_page(DATED).encode(),
        "text/plain": REPORT.encode(),
        "application/pdf": pdf(REPORT.strip().split("\n")),
    }
    address = site.put("/news/commission.html", bodies[kind], {"Content-Type": kind})
    found = SourceReader(open_guard).read(Address(address))
    assert (found.id, found.origin) == ("document/commission", address)
    assert "Rudolf Elphberg" in found.text
    assert found.published == ("2024-03-25" if kind == "text/html" else "")


def test_the_day_of_a_server_is_no_publication_day(site: Site, open_guard: Guard) -> None:
    address = site.put("/a", web_page().encode(), PAGE | {"Last-Modified": "Mon, 25 Mar 2024 09:00:00 GMT"})
    assert SourceReader(open_guard).read(Address(address)).published == ""


def test_a_text_in_another_language_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "r1.txt"
    path.write_text("Третье заседание совместной комиссии прошло в столице на этой неделе.", encoding="utf-8")
    with pytest.raises(InputRefused, match="Russian"):
        SourceReader().read(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    for name in ("r1.txt", "r2.html", "r3.pdf"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(200 * 1024 * 1024)
        with pytest.raises(InputRefused, match="too large"):
            SourceReader().read(tmp_path / name)


def test_limits_are_those_of_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "r1.txt"
    path.write_text(REPORT, encoding="utf-8")
    with pytest.raises(InputRefused, match="COMITY_MAX_DOCUMENT_BYTES allows 9"):
        SourceReader(limits=Limits(max_document_bytes=9)).read(path)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/news/commission-3.html", "commission-3"),
        ("https://a.example/news/commission/", "commission"),
        ("https://a.example/", "a.example"),
        ("https://a.example/view.php?id=7&lang=en", "view-id-7-lang-en"),
        ("https://a.example/%20%2F", "20-2F"),
        ("https://[::1/", "address"),
    ],
)
def test_a_document_is_called_after_its_address(address: str, name: str) -> None:
    assert stem(Address(address)) == name


def test_only_a_text_file_is_its_own_stored_text() -> None:
    assert is_as_stored(Path("a.txt"))
    assert not any(is_as_stored(each) for each in (Path("a.html"), Path("a.pdf"), Address("https://a.example/a.txt")))


@pytest.mark.parametrize(("declared", "language"), [("en-GB", "en-GB"), ("fr", "en"), ("", "en")])
def test_the_language_of_a_page_is_what_it_declares_unless_its_words_tell_otherwise(
    tmp_path: Path, declared: str, language: str
) -> None:
    path = tmp_path / "r1.html"
    path.write_text(web_page().replace('lang="en"', f'lang="{declared}"'), encoding="utf-8")
    assert SourceReader().read(path).language == language


def test_a_language_that_the_words_cannot_tell_is_as_declared(tmp_path: Path) -> None:
    path = tmp_path / "r1.html"
    path.write_text('<html lang="fr"><body><p>Réunion de la commission mixte à Strelsau.</p></body></html>', "utf-8")
    assert SourceReader().read(path).language == "fr"
