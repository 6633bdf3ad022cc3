"""Answers one query after the other on checkpoints of the store; its parent kills it when a query takes too long.

Requests come as JSON lines on stdin: {checkpoint, query, solutions, graph, seconds}. Answers go to stdout in frames:
one letter, the length in four bytes, the content. H is the media type, D a part of the answer, Z its end, E an error.
"""

from __future__ import annotations

import io
import json
import signal
import struct
import sys
from typing import IO, Any, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

FRAME = struct.Struct(">cI")
_PART = 1 << 16
_MEMORY = 4 << 30  # bytes of address space: what a query may not outgrow
_SPARE = 5  # seconds after the deadline at which a worker without a parent ends by itself


class Frames(io.RawIOBase):
    """A file whose content goes out as D frames of some size; a small answer goes out at once, with head and end."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._content = bytearray()  # that is in no frame yet
        self._frames = bytearray()  # that were not written yet

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._content += data
        if len(self._content) >= _PART:
            self._frame_content()
            self._send()
        return len(data)

    def begin(self, media_type: str) -> None:
        """The head, written with the first part of the answer."""
        self._add(b"H", media_type.encode())

    def end(self) -> None:
        """The rest of the answer, and its end."""
        self._frame_content()
        self._add(b"Z")
        self._send()

    def fail(self, status: int, message: str) -> None:
        """An error in the place of the rest."""
        self._content.clear()
        self._add(b"E", json.dumps([status, message]).encode())
        self._send()

    def _frame_content(self) -> None:
        if self._content:
            self._add(b"D", bytes(self._content))
            self._content.clear()

    def _add(self, letter: bytes, content: bytes = b"") -> None:
        self._frames += FRAME.pack(letter, len(content)) + content

    def _send(self) -> None:
        self._output.write(self._frames)
        self._output.flush()
        self._frames.clear()


class _Checkpoint:
    """The checkpoint last asked for, kept open."""

    def __init__(self) -> None:
        self._path = ""
        self._store = Store()

    def open(self, path: str) -> Store:
        if path != self._path:
            self._store = Store.read_only(path)  # nobody writes to a checkpoint
            self._path = path
        return self._store


def main() -> None:
    """Answer until stdin ends, which it does when the parent is gone."""
    _limit_memory()
    frames, checkpoint = Frames(sys.stdout.buffer), _Checkpoint()
    for line in sys.stdin:
        request = json.loads(line)
        _alarm(request["seconds"] + _SPARE)
        try:
            _answer(checkpoint.open(request["checkpoint"]), request, frames)
        except SyntaxError as error:
            frames.fail(400, str(error))
        except (OSError, RuntimeError, ValueError) as error:
            frames.fail(500, str(error))
        _alarm(0)


def _answer(store: Store, request: dict[str, Any], frames: Frames) -> None:
    answer = store.query(request["query"])
    if isinstance(answer, QueryTriples):
        rdf = RdfFormat.from_media_type(request["graph"])
        frames.begin(request["graph"])
        answer.serialize(cast("IO[bytes]", frames), rdf)
    else:
        assert isinstance(answer, QuerySolutions | QueryBoolean)
        frames.begin(request["solutions"])
        answer.serialize(cast("IO[bytes]", frames), QueryResultsFormat.from_media_type(request["solutions"]))
    frames.end()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _alarm(seconds: float) -> None:
    """End this process after so many seconds, in whatever it is then; 0 takes that back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
