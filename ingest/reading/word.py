"""Word documents (.docx): the text of their paragraphs, tables and text boxes, with tracked insertions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ...graph.errors import ComityError, InputRefused
from .content import LIMITS, CleanText, Content, Limits
from .text import BLANK

MOST_PARTS = 2_000  # files in the archive that a document is
_OLD = b"\xd0\xcf\x11\xe0"  # the compound files of Word before 2007, and what encrypted documents are packed in
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says a text box once more
_PARAGRAPH = f"{_WORD}p"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "‑"}
_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "�")


def clean_word(content: Content, limits: Limits = LIMITS) -> CleanText:
    """The text of a document, a line a paragraph, and its title if the text bears it.

    Deleted text, comments, notes, headers and footers are left out. Raises InputRefused, with one sentence, for a file
    that is broken, encrypted, of an older Word, unpacks to too much or has no text.
    """
    if content.data.startswith(_OLD):
        raise InputRefused(f"{content.name} is encrypted or of an older Word; save it as .docx without a password.")
    try:
        _check_size(content, limits)
        text, title = _read(content)
    except ComityError:
        raise
    except Exception as error:  # a hostile file can fail anywhere in the libraries; the other sources go on
        raise InputRefused(f"{content.name} is no readable .docx ({type(error).__name__}); save it anew.") from error
    if not text.strip(BLANK):
        raise InputRefused(f"{content.name} is a document without text.")
    return CleanText(text, title if title and title.casefold() in text[:1000].casefold() else "")


def _check_size(content: Content, limits: Limits) -> None:
    """Refuse an archive that unpacks to too much; zipfile reads no more of a part than the archive announces."""
    with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > limits.max_document_bytes:
        raise InputRefused(
            f"{content.name} unpacks to {unpacked} bytes in {len(parts)} parts; COMITY_MAX_DOCUMENT_BYTES allows "
            f"{limits.max_document_bytes}, in {MOST_PARTS}."
        )


def _read(content: Content) -> tuple[str, str]:
    """The text of a document, and the title that the file says it has."""
    # Imported here: it takes a tenth of a second, and most commands read no such document.
    from docx import Document

    document = Document(io.BytesIO(content.data))
    lines = (" ".join(line.split()) for text in _paragraphs(document.element) for line in text.split("\n"))
    text = "\n".join(line for line in lines if line).translate(_UNSTORABLE)
    return text, " ".join((document.core_properties.title or "").split())


def _paragraphs(tree: Any) -> Iterator[str]:
    """The text of each paragraph, in the order of their first words; one in a text box is a paragraph of its own."""
    found: dict[Any, list[str]] = {}
    for node in tree.iter(f"{_WORD}t", *_BREAKS):
        around = list(node.iterancestors(_PARAGRAPH, _FALLBACK))
        if around and all(each.tag == _PARAGRAPH for each in around):
            found.setdefault(around[0], []).append(_BREAKS.get(node.tag) or node.text or "")
    for parts in found.values():
        yield "".join(parts)
