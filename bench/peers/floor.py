"""The floor of a small JSON answer: an application that does nothing but write an object by orjson, on uvicorn.

python floor.py PORT FILE_OF_JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import orjson
import uvicorn


def main(port: str, file: str) -> None:
    """Serve the object of a file at every path."""
    value = json.loads(Path(file).read_text("utf-8"))

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        body = orjson.dumps(value)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    uvicorn.run(app, port=int(port), log_level="warning", access_log=False, lifespan="off")


if __name__ == "__main__":
    main(*sys.argv[1:])
