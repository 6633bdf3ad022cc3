"""Peers as processes of an environment of their own (bench/.peers): warm, and told by lines how much to do."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE / ".peers" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Peer:
    """One peer that makes calls when it is told to."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def times(self, count: int) -> list[float]:
        """The milliseconds of so many calls."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{count}\n".encode())
        return json.loads(await self._process.stdout.readline())


@asynccontextmanager
async def peer(script: str, asked: Mapping[str, object]) -> AsyncGenerator[Peer]:
    """A peer that is told once what it is to ask."""
    command = [str(PYTHON), str(HERE / "peers" / script)]
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=1 << 24)
    assert process.stdin
    process.stdin.write(json.dumps(asked).encode() + b"\n")
    try:
        yield Peer(process)
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def floor(file: Path) -> AsyncGenerator[str]:
    """A server that writes the object of a file at every path; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(PYTHON), str(HERE / "peers" / "floor.py"), str(port), str(file)]
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await _heard(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        await process.wait()


async def _heard(port: int) -> None:
    """Wait until somebody listens."""
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
