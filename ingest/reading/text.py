"""Plain text: bytes to text, or one sentence why not."""

from __future__ import annotations

from pathlib import Path

from ...graph.errors import InputRefused
from ...graph.model import Document
from ..sizes import MAX_DOCUMENT_BYTES
from .content import LIMITS, CleanText, Content, Kind, Limits
from .sidecar import sidecar_fields

BLANK = "\ufeff \t\r\n\v\f"


def read_text(path: Path, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> Document:
    """The document in a text file, with what its sidecar `ID.meta.yaml` says of it.

    The text is the file decoded as UTF-8 without newline translation (a byte order mark stays a character), so that
    offsets count its code points. Raises InputRefused, with one sentence that names the file, where it is empty, too
    large, binary or cannot be read.
    """
    content = Content(str(path), read_bytes(path, Limits(max_document_bytes)), Kind.TEXT)
    text = clean_text(content).text
    return Document(id=f"document/{path.stem}", text=text, origin=str(path), **sidecar_fields(path))


def read_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a file that is not too large and not empty. Raises InputRefused."""
    try:
        if path.exists() and not path.is_file():
            raise InputRefused(f"{path} is no regular file; give a report.")
        size = path.stat().st_size
        if size > limits.max_document_bytes:
            raise InputRefused(
                f"{path} is too large ({size} bytes); COMITY_MAX_DOCUMENT_BYTES allows {limits.max_document_bytes}."
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"{path} cannot be read ({error.strerror or error}); check the path and its rights."
        ) from error
    if not data:
        raise InputRefused(f"{path} is empty; there is nothing to read.")
    return data


def clean_text(content: Content) -> CleanText:
    """Plain text as it stands, decoded as UTF-8 or as its server says. Raises InputRefused."""
    if b"\0" in content.data:
        raise InputRefused(f"{content.name} is binary, not text; give a text file in UTF-8.")
    try:
        text = content.data.decode(content.charset or "utf-8")
    except UnicodeDecodeError as error:
        wanted = content.charset or "UTF-8"
        raise InputRefused(f"{content.name} is not {wanted} text (byte {error.start}); convert it to UTF-8.") from error
    except LookupError:
        raise InputRefused(f"{content.name} is in an unknown character set, {content.charset!r}.") from None
    if not text.strip(BLANK):
        raise InputRefused(f"{content.name} is empty; there is nothing to read.")
    return CleanText(text)
