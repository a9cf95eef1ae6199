"""The fixture site served by nginx over http and https: what a run sees of it, live and from a capture."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.servers.conftest import LOCAL, Nginx

from govpagecheck import read_pages
from govpagecheck.sources.probes import probe

Command = Callable[..., subprocess.CompletedProcess[str]]
WEB = ("--allow-private", "--delay", "0")
RUN = ("-p", "us-federal", "-p", "wcag22-aa", "--today", "2026-06-01", "--no-config", "-q", "--fail-on", "never")


@pytest.fixture
def trusted(nginx: Nginx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(nginx.authority))


@pytest.mark.usefixtures("trusted")
def test_pages_come_over_https_with_headers_and_sheets(nginx: Nginx) -> None:
    pages = list(read_pages([f"{nginx.plain_origin}/news/lamp.html", f"{nginx.origin}/old-services", f"{nginx.origin}/gone"], web=LOCAL))
    lamp, services, gone = pages
    assert (lamp.url, lamp.redirects) == (f"{nginx.origin}/news/lamp.html", (f"{nginx.plain_origin}/news/lamp.html",))
    assert lamp.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert lamp.headers["content-encoding"] == "gzip"
    assert lamp.content.startswith(b"<!doctype html>")
    assert set(lamp.sheets) == {"/css/site.css", "../css/news.css", "/css/parts.css"}
    assert (services.url, services.redirects) == (f"{nginx.origin}/services.html", (f"{nginx.origin}/old-services",))
    assert (gone.status, gone.unreadable) == (404, "the server answered 404 Not Found")


@pytest.mark.usefixtures("trusted")
def test_the_evidence_of_the_host(nginx: Nginx) -> None:
    found = probe("localhost", LOCAL, http_port=nginx.http_port, https_port=nginx.https_port)
    assert found.secure is not None
    assert (found.secure.status, found.secure.error) == (200, None)
    assert found.secure.headers["strict-transport-security"].startswith("max-age=31536000")
    assert found.plain_http is not None
    assert (found.plain_http.status, found.plain_http.location) == (301, f"{nginx.origin}/")
    assert found.not_found is not None
    assert found.not_found.status == 404
    assert found.robots is not None
    assert (found.robots.status, found.robots.content_type) == (200, "text/plain")
    assert f"Sitemap: {nginx.origin}/sitemap.xml" in found.robots.excerpt
    assert found.sitemap is not None
    assert (found.sitemap.status, found.sitemap.content_type) == (200, "text/xml")
    assert "<urlset" in found.sitemap.excerpt
    assert found.security_txt is not None
    assert "Contact: mailto:security@" in found.security_txt.excerpt
    assert found.disclosure_policy is not None
    assert found.disclosure_policy.status == 404
    assert found.other_host is None


def test_a_certificate_that_is_not_trusted_is_told(nginx: Nginx, command: Command) -> None:
    done = command("check", f"{nginx.origin}/", *WEB, *RUN, "-o", "json")
    assert done.returncode == 3
    assert "the certificate of localhost is not trusted" in done.stderr
    done = command("check", f"{nginx.origin}/", *WEB, *RUN, "-o", "json", "--insecure")
    assert done.returncode == 0, done.stderr
    assert "certificates are not verified" in done.stderr


@pytest.mark.parametrize("how", ["sitemap", "crawl", "list"])
def test_a_capture_gives_the_report_of_the_live_run_byte_for_byte(nginx: Nginx, command: Command, tmp_path: Path, how: str) -> None:
    """The times in a report are those of the rules, held by --today: no clock is read."""
    targets = {
        "sitemap": [f"{nginx.origin}/sitemap.xml"],
        "crawl": [f"{nginx.origin}/", "--crawl", "--max-pages", "4"],
        "list": ["@list.txt"],
    }[how]
    names = ("/", "/news/lamp.html", "/old-services", "/accessibility.html")
    (tmp_path / "list.txt").write_text("".join(f"{nginx.plain_origin}{name}\n" for name in names), encoding="utf-8")
    options = {"cwd": tmp_path, "env": nginx.environment}
    fetched = command("fetch", *targets, *WEB, "-o", "site.warc.gz", **options)
    assert fetched.returncode == 0, fetched.stderr
    live = command("check", *targets, *WEB, *RUN, "-o", "json", "-o", "jsonl=live.jsonl", "-o", "text=live.txt", **options)
    again = command("check", "site.warc.gz", *RUN, "-o", "json", "-o", "jsonl=again.jsonl", "-o", "text=again.txt", **options)
    assert (live.returncode, again.returncode) == (0, 0), live.stderr + again.stderr
    assert live.stdout == again.stdout
    assert (tmp_path / "live.jsonl").read_bytes() == (tmp_path / "again.jsonl").read_bytes()
    assert (tmp_path / "live.txt").read_bytes() == (tmp_path / "again.txt").read_bytes()
    report = json.loads(live.stdout)
    pages = [page for page in report["pages"] if page["url"]]
    assert len(pages) == {"sitemap": 7, "crawl": 4, "list": 4}[how]
    assert any(result["outcome"] == "failed" for page in pages for result in page["results"])


def test_the_network_is_asked_when_that_is_wanted(nginx: Nginx, command: Command) -> None:
    done = command("check", f"{nginx.origin}/", *WEB, *RUN, "-o", "json", "--network", env=nginx.environment)
    assert done.returncode in (0, 3), done.stderr
    json.loads(done.stdout)


@pytest.mark.usefixtures("trusted")
def test_several_pages_at_once_are_the_same_pages(nginx: Nginx) -> None:
    target = f"{nginx.origin}/sitemap.xml"
    one, several = (list(read_pages(target, web=replace(LOCAL, at_once=number, per_host=number))) for number in (1, 4))
    assert [(page.url, page.content, page.sheets) for page in one] == [(page.url, page.content, page.sheets) for page in several]
