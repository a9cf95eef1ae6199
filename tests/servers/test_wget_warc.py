"""A web archive that wget makes of the fixture site: the pages are those that come over the web."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.servers.conftest import LOCAL, Nginx

from govpagecheck import Page, read_pages


@pytest.mark.parametrize("options", [(), ("--no-warc-compression",), ("--compression=gzip",)])
def test_an_archive_by_wget_holds_the_pages_of_the_site(
    nginx: Nginx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(nginx.authority))
    start = [f"{nginx.plain_origin}/", f"{nginx.origin}/old-services"]
    wget = [shutil.which("wget") or pytest.fail("wget is missing: make test-servers installs it"), "--no-config", "--quiet"]
    how = ["--recursive", "--level=3", "--page-requisites", f"--ca-certificate={nginx.authority}", "--warc-file=site", *options]
    done = subprocess.run([*wget, *how, *start], cwd=tmp_path, timeout=60)
    assert done.returncode in (0, 8)  # 8: a server answered with an error, as to a link that leads nowhere
    [archive] = tmp_path.glob("site.warc*")
    found = {page.url: page for page in read_pages(archive)}
    assert not [page.unreadable for page in found.values() if page.unreadable]
    assert {f"{nginx.origin}/", f"{nginx.origin}/about.html", f"{nginx.origin}/news/lamp.html", f"{nginx.origin}/services.html"} <= set(
        found
    )
    assert found[f"{nginx.origin}/"].redirects == (f"{nginx.plain_origin}/",)
    assert found[f"{nginx.origin}/"].headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    live = {page.url: page for page in read_pages([str(url) for url in found], web=LOCAL)}
    assert {url: without_the_way(page) for url, page in found.items()} == {url: without_the_way(page) for url, page in live.items()}


def without_the_way(page: Page) -> Page:
    """Return a page without what differs from one request to the next."""
    return replace(page, headers={}, redirects=())
