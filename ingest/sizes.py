"""How large a report may be: apart from what reads it, which whoever only serves does not load."""

from __future__ import annotations

MAX_DOCUMENT_BYTES = 20 << 20  # the setting COMITY_MAX_DOCUMENT_BYTES
