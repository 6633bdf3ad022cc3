"""A small web server on loopback, and PDF files made by hand: real bytes, no mocks.

Strategy: the guard's resolver and its allowed networks are what a test sets; all else is as it is in use.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import TypeAlias

LOOPBACK = ip_network("127.0.0.0/8")
REPORT = """Ruritania and Sylvania hold third joint commission
STRELSAU: The third session of the Ruritania-Sylvania Joint Commission was held in Strelsau on 22 March 2024.
The session was co-chaired by Rudolf Elphberg, Foreign Secretary of Ruritania, and Anna Petrescu, Minister for Trade
of Sylvania.
"""

PLAIN: Mapping[str, str] = {"Content-Type": "text/plain; charset=utf-8"}
PAGE: dict[str, str] = {"Content-Type": "text/html"}
Body: TypeAlias = bytes | Callable[["Handler"], None]


@dataclass
class Site:
    """What a server answers by path, and which paths it was asked for."""

    port: int = 0
    pages: dict[str, tuple[int, Mapping[str, str], Body]] = field(
        default_factory=dict[str, tuple[int, Mapping[str, str], Body]]
    )
    asked: list[str] = field(default_factory=list[str])
    hosts: list[str] = field(default_factory=list[str])
    over: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, body: Body, headers: Mapping[str, str] = PLAIN, status: int = 200) -> str:
        """Serve something at a path; its address under the name of a host is given back."""
        self.pages[path] = (status, headers, body)
        return f"http://reports.example:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers from the pages of its site."""

    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.hosts.append(self.headers["Host"])
        status, headers, body = self.site.pages.get(self.path, (404, {"Content-Type": "text/plain"}, b"nothing here"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if isinstance(body, bytes):
            self.wfile.write(body)
        else:
            body(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(address: str = "127.0.0.1", port: int = 0) -> Generator[Site]:
    """A server at a loopback address for as long as it is needed."""
    site = Site()
    handler = type("SiteHandler", (Handler,), {"site": site})
    with ThreadingHTTPServer((address, port), handler) as server:
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()
            thread.join()


def resolving(*answers: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A resolver that gives these answers in turn, the last one for ever."""
    left = list(answers)

    def resolve(host: str, port: int) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


def pdf(*pages: Sequence[str], title: str = "") -> bytes:
    """A PDF with these lines on its pages, in the plainest form that ISO 32000 allows."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        stream = _drawn(lines)
        page = f"/Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        objects += [
            f"<< /Type /Page {page} /Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    return _file([*objects, f"<< /Title ({_escaped(title)}) /CreationDate (D:20261124120000) >>"])


def _drawn(lines: Sequence[str]) -> str:
    """Lines below each other; one with a tab in it has its second part in a right column."""
    shown: list[str] = []
    for number, line in enumerate(lines):
        for x, part in zip((50, 310), line.split("\t"), strict=False):
            shown.append(f"BT /F1 9 Tf {x} {780 - 12 * number} Td ({_escaped(part)}) Tj ET")
    return " ".join(shown)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[str]) -> bytes:
    made, offsets = "%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, start=1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n"
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return f"{made}xref\n0 {size}\n0000000000 65535 f \n{rows}{trailer}".encode("latin-1")


def web_page(head: str = "", body: str = "", around: str = "") -> str:
    """A page with a report on it, amid what pages have besides."""
    title, *paragraphs = REPORT.replace("Trade\nof", "Trade of").strip().split("\n")
    told = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | The River Post</title>{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/world">World</a></nav>{around}<article><h1>{title}</h1>{told}{body}'
        f'</article><aside><h3>Related</h3><a href="/x">Freedonia names a new envoy</a></aside>'
        f"<footer>Copyright 2026 The River Post</footer></body></html>"
    )
