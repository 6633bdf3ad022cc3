"""A source to the line that `comity extract` prints of it: what workers do for that command."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ..graph.errors import InputRefused
from .extraction import read_report
from .extraction.record import record
from .reading import SourceReader, is_as_stored, stem
from .reading.files import Source
from .workers import Failed


@dataclass(frozen=True, slots=True)
class PrintTask:
    """A pure function of a source's bytes: no ledger, no engine."""

    reader: SourceReader
    published: str = ""

    def __call__(self, source: Source) -> str | Failed:
        """One JSON object, with the clean text where the source is not that text itself."""
        try:
            document = self.reader.read(source, self.published)
        except InputRefused as error:
            return Failed(str(error))
        made = record(read_report(document), document) | {"id": stem(source)}
        return json.dumps(made if is_as_stored(source) else {**made, "text": document.text}, ensure_ascii=False)
