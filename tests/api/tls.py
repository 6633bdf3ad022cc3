"""Lets a plain server be reached by TLS: what comes in encrypted is handed on to it as it is."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TypeAlias
from urllib.parse import urlsplit

HOST = "127.0.0.2"  # this machine, but none of the names for which Comity looks at no proxy and no SSL_CERT_FILE
Names: TypeAlias = tuple[bytes, bytes]
_CHUNK = 65_536


@dataclass(frozen=True)
class Certificate:
    """A self-signed certificate for HOST, and its key."""

    file: Path
    key: Path


def make_certificate(folder: Path) -> Certificate:
    """A new one, made by openssl."""
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    kind = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    names = ["-addext", f"subjectAltName=IP:{HOST}", "-keyout", str(made.key), "-out", str(made.file)]
    subprocess.run(["openssl", *kind, *names], check=True, capture_output=True)
    return made


@contextmanager
def speaking_tls(certificate: Certificate, address: str) -> Generator[str]:
    """Gives host and port at which the server at an address can be reached by TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.file, certificate.key)
    parts = urlsplit(address)
    target = (parts.hostname or "", parts.port or 0)
    with socket.create_server((HOST, 0)) as listener:
        name = f"{HOST}:{listener.getsockname()[1]}"
        # A private engine answers only to its own name, so the Host header is set to it, as a proxy does.
        names = (f"Host: {name}".encode(), f"Host: {parts.netloc}".encode())
        Thread(target=_serve, args=(listener, context, target, names), daemon=True).start()
        yield name
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def _serve(listener: socket.socket, context: ssl.SSLContext, target: tuple[str, int], names: Names) -> None:
    while True:
        try:
            plain, _ = listener.accept()
        except OSError:  # the listener was closed
            return
        Thread(target=_hand_on, args=(plain, context, target, names), daemon=True).start()


def _hand_on(plain: socket.socket, context: ssl.SSLContext, target: tuple[str, int], names: Names) -> None:
    # A client that does not trust the certificate breaks off; either side may close first.
    with (
        suppress(OSError),
        context.wrap_socket(plain, server_side=True) as client,
        socket.create_connection(target) as server,
    ):
        back = Thread(target=_copy, args=(server, client), daemon=True)
        back.start()
        _copy(client, server, names)
        back.join()


def _copy(source: socket.socket, sink: socket.socket, names: Names = (b"", b"")) -> None:
    """Hand on what comes until one side ends, then tell the other; the first name is replaced by the second."""
    with suppress(OSError):
        while data := source.recv(_CHUNK):
            sink.sendall(data.replace(*names) if names[0] else data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)
