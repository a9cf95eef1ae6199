"""An MHTML file that Chromium itself writes of the fixture site: its page, its address and all its style sheets are read."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import PROJECT

from govpagecheck import parse_page, read_pages
from govpagecheck.accessibility import styles


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def origin() -> Iterator[str]:
    """Serve the fixture site."""
    handler = functools.partial(Quiet, directory=str(PROJECT / "fixtures/small-site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_that_chromium_saved(chromium: Any, origin: str, tmp_path: Path) -> None:
    chromium.get(f"{origin}/news/lamp.html")
    saved = chromium.execute_cdp_cmd("Page.captureSnapshot", {"format": "mhtml"})["data"]
    (tmp_path / "lamp.mhtml").write_text(saved, encoding="utf-8", newline="")
    [page] = read_pages(tmp_path / "lamp.mhtml")
    assert (page.unreadable, page.url) == (None, f"{origin}/news/lamp.html")
    assert sorted(page.sheets) == [f"{origin}/css/news.css", f"{origin}/css/parts.css", f"{origin}/css/site.css"]
    document = parse_page(page.content, url=page.url, sheets=page.sheets)
    assert document.tree.findtext("head/title") == chromium.title
    assert styles.unread_sheets(document) == ()
