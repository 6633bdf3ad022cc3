"""Plain text files with their sidecars: bytes to a Document, or one sentence why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import yaml

from ...graph.errors import InputRefused
from ...graph.model import Document

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024  # the setting max_document_bytes; 20 MB
SIDECAR_KEYS = ("title", "published", "publisher", "url", "language", "kind")


def read_text(path: Path, max_document_bytes: int = MAX_DOCUMENT_BYTES) -> Document:
    """The document in a text file, with what its sidecar `ID.meta.yaml` says of it.

    The text is the file decoded as UTF-8 without newline translation (a byte order mark stays a character), so that
    offsets count its code points. Raises InputRefused, with one sentence that names the file, where it is empty, too
    large, binary or cannot be read.
    """
    text = _text(path, max_document_bytes)
    known = {
        key: _plain(value) for key, value in read_sidecar(path).items() if key in SIDECAR_KEYS and value is not None
    }
    return Document(id=f"document/{path.stem}", text=text, origin=str(path), **known)


def read_sidecar(path: Path) -> Mapping[str, Any]:
    """The keys and values of the sidecar beside a file; nothing where there is none."""
    sidecar = path.with_name(f"{path.stem}.meta.yaml")
    if not sidecar.is_file():
        return {}
    try:
        content = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise InputRefused(f"The sidecar {sidecar} is no readable YAML; mend it or take it away.") from error
    if content is not None and not isinstance(content, dict):
        raise InputRefused(f"The sidecar {sidecar} is no list of keys and values; mend it or take it away.")
    return cast("Mapping[str, Any]", content or {})


def _text(path: Path, max_document_bytes: int) -> str:
    try:
        size = path.stat().st_size
        if size > max_document_bytes:
            raise InputRefused(f"{path} is too large ({size} bytes); max_document_bytes allows {max_document_bytes}.")
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"{path} cannot be read ({error.strerror or error}); check the path and its rights."
        ) from error
    if b"\0" in content:
        raise InputRefused(f"{path} is binary, not text; give a text file in UTF-8.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path} is not UTF-8 text (byte {error.start}); convert it to UTF-8.") from error
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise InputRefused(f"{path} is empty; there is nothing to read.")
    return text


def _plain(value: Any) -> str:
    """A sidecar's value as text; YAML makes dates of unquoted days."""
    return value.isoformat()[:10] if isinstance(value, (date, datetime)) else str(value)
