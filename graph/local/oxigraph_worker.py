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
    """A file whose content goes out as D frames of some size."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._waiting += data
        if len(self._waiting) >= _PART:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._waiting:
            self.send(b"D", bytes(self._waiting))
            self._waiting.clear()

    def send(self, letter: bytes, content: bytes = b"") -> None:
        self._output.write(FRAME.pack(letter, len(content)) + content)
        self._output.flush()


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
            frames.send(b"E", json.dumps([400, str(error)]).encode())
        except (OSError, RuntimeError, ValueError) as error:
            frames.send(b"E", json.dumps([500, str(error)]).encode())
        _alarm(0)


def _answer(store: Store, request: dict[str, Any], frames: Frames) -> None:
    answer = store.query(request["query"])
    if isinstance(answer, QueryTriples):
        rdf = RdfFormat.from_media_type(request["graph"])
        frames.send(b"H", request["graph"].encode())
        answer.serialize(cast("IO[bytes]", frames), rdf)
    else:
        assert isinstance(answer, QuerySolutions | QueryBoolean)
        frames.send(b"H", request["solutions"].encode())
        answer.serialize(cast("IO[bytes]", frames), QueryResultsFormat.from_media_type(request["solutions"]))
    frames.flush()
    frames.send(b"Z")


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
