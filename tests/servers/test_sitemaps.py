"""Sitemaps: what they name is read once and in order, what is wrong with them is told, and none of them can do harm."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from tests.servers.conftest import LOCAL

from govpagecheck import read_pages
from govpagecheck.model import Page
from govpagecheck.sources import sitemap
from govpagecheck.sources.sitemap import SitemapError, is_sitemap, read_sitemap
from govpagecheck.sources.web import read_url

HTML = "text/html; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def urlset(*addresses: str) -> bytes:
    return f"<urlset xmlns='{NAMESPACE}'>{''.join(f'<url><loc>{one}</loc></url>' for one in addresses)}</urlset>".encode()


def index(*addresses: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{one}</loc><lastmod>2026-01-01</lastmod></sitemap>" for one in addresses)
    return f"<?xml version='1.0'?><sitemapindex xmlns='{NAMESPACE}'>{entries}</sitemapindex>".encode()


def publish(server: HTTPServer, paths: Iterable[str]) -> None:
    for path in paths:
        server.expect_request(path).respond_with_data(f"<title>{path}</title>", content_type=HTML)


def read(address: str) -> list[Page]:
    return list(read_url(address, LOCAL))


def test_addresses_are_those_of_loc_and_of_nothing_else() -> None:
    content = b"""<?xml version="1.0"?>
    <!-- <url><loc>https://www.example.gov/no</loc></url> -->
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><image:image><image:loc>https://www.example.gov/no.png</image:loc></image:image>
        <loc> https://www.example.gov/a?b=1&amp;c=2
        </loc><priority>0.5</priority></url>
      <url><lastmod>2026-01-01</lastmod></url>
      <url><loc><![CDATA[https://www.example.gov/b]]></loc></url>
    </urlset>"""
    assert read_sitemap(content).addresses == ("https://www.example.gov/a?b=1&c=2", "https://www.example.gov/b")


@pytest.mark.parametrize(
    "content",
    [
        urlset("https://www.example.gov/"),
        urlset("https://www.example.gov/").replace(f" xmlns='{NAMESPACE}'".encode(), b""),
        b"\xef\xbb\xbf" + urlset("https://www.example.gov/"),
        gzip.compress(urlset("https://www.example.gov/")),
        gzip.compress(gzip.compress(urlset("https://www.example.gov/"))),
        urlset("https://www.example.gov/").decode().encode("utf-16"),
        b"https://www.example.gov/\r\n\r\n",
        b"\xef\xbb\xbfhttps://www.example.gov/",
    ],
    ids=["plain", "without a namespace", "byte-order mark", "gzip", "gzip twice", "utf-16", "text", "text with a mark"],
)
def test_forms_of_a_sitemap(content: bytes) -> None:
    assert read_sitemap(content).addresses == ("https://www.example.gov/",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"<html><body>", "root element is html"),
        (b"<rss/>", "root element is rss"),
        (b"Just some words", "no address"),
        (urlset("https://www.example.gov/")[:-20], "no XML"),
        (gzip.compress(urlset("https://www.example.gov/"))[:-10], "cut off"),
        (b"\x1f\x8bnothing", "unpacked"),
        (b"<!DOCTYPE urlset SYSTEM 'http://127.0.0.1:9/x.dtd'>" + urlset("https://www.example.gov/"), "document type"),
    ],
)
def test_what_is_no_sitemap(content: bytes, told: str) -> None:
    with pytest.raises(SitemapError, match=told):
        read_sitemap(content)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'ha' * 10}'>" for n in range(12))
    (tmp_path / "secret").write_text("https://www.example.gov/secret", encoding="utf-8")
    for doctype, entity in ((laughs, "l11"), (f"<!ENTITY file SYSTEM '{(tmp_path / 'secret').as_uri()}'>", "file")):
        content = f"<!DOCTYPE urlset [{doctype}]>".encode() + urlset(f"https://www.example.gov/&{entity};")
        began = time.process_time()
        with pytest.raises(SitemapError, match=r"document type|no XML"):
            read_sitemap(content)
        assert time.process_time() - began < 30, "the entities were resolved"


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * 500_000_000, 9)
    tracemalloc.start()
    try:
        assert not is_sitemap(bomb)
        with pytest.raises(SitemapError, match="larger than"):
            read_sitemap(bomb)
        assert tracemalloc.get_traced_memory()[1] < 4 * sitemap.MAX_BYTES
    finally:
        tracemalloc.stop()


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(SitemapError):
        read_sitemap(b"<urlset>" + b"<x>" * 100_000)


# on the web


def test_pages_of_a_sitemap_in_its_order_each_once(httpserver: HTTPServer) -> None:
    publish(httpserver, ("/", "/b", "/a"))
    names = ["/", "/b", "/a", "/b"]
    httpserver.expect_request("/sitemap.xml").respond_with_data(urlset(*map(httpserver.url_for, names)), content_type="text/xml")
    assert [page.url for page in read(httpserver.url_for("/sitemap.xml"))] == [httpserver.url_for(name) for name in ("/", "/b", "/a")]


@pytest.mark.parametrize(
    ("path", "kind", "packed"),
    [
        ("/map.xml.gz", "application/octet-stream", True),
        ("/map", "application/xml", False),
        ("/map.xml", "application/x-gzip", True),
        ("/map.txt", "text/plain", False),
    ],
)
def test_a_sitemap_is_known_by_its_name_or_by_how_it_begins(httpserver: HTTPServer, path: str, kind: str, packed: bool) -> None:
    publish(httpserver, ["/a"])
    content = httpserver.url_for("/a").encode() if kind == "text/plain" else urlset(httpserver.url_for("/a"))
    httpserver.expect_request(path).respond_with_data(gzip.compress(content) if packed else content, content_type=kind)
    assert [(page.url, page.status) for page in read(httpserver.url_for(path))] == [(httpserver.url_for("/a"), 200)]


def test_an_index_and_what_it_names(httpserver: HTTPServer) -> None:
    publish(httpserver, ("/a", "/b", "/c"))
    url = httpserver.url_for
    named = index(url("/1.xml"), url("/gone.xml"), url("/2.xml.gz"))
    httpserver.expect_request("/sitemap.xml").respond_with_data(named, content_type="text/xml")
    httpserver.expect_request("/1.xml").respond_with_data(urlset(url("/a"), url("/b")), content_type="text/xml")
    httpserver.expect_request("/2.xml.gz").respond_with_data(gzip.compress(urlset(url("/b"), url("/c"))), content_type="application/gzip")
    httpserver.expect_request("/gone.xml").respond_with_data("gone", status=410, content_type="text/plain")
    pages = read(url("/sitemap.xml"))
    assert [(page.url, page.unreadable) for page in pages] == [
        (url("/a"), None),
        (url("/b"), None),
        (url("/gone.xml"), "the server answered 410 Gone"),
        (url("/c"), None),
    ]


def test_an_index_that_names_itself_ends(httpserver: HTTPServer) -> None:
    url = httpserver.url_for
    httpserver.expect_request("/sitemap.xml").respond_with_data(index(url("/sitemap.xml")), content_type="text/xml")
    pages = read(url("/sitemap.xml"))
    assert "deep in indexes" in (pages[-1].unreadable or "")
    assert len(httpserver.log) <= 5


def test_too_many_sitemaps_are_told(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govpagecheck.sources.web.MAX_SITEMAPS", 3)
    url = httpserver.url_for
    httpserver.expect_request("/sitemap.xml").respond_with_data(index(*(url(f"/{n}.xml") for n in range(5))), content_type="text/xml")
    for number in range(5):
        httpserver.expect_request(f"/{number}.xml").respond_with_data(urlset(url(f"/{number}")), content_type="text/xml")
    publish(httpserver, [f"/{number}" for number in range(5)])
    pages = read(url("/sitemap.xml"))
    assert [page.unreadable is None for page in pages] == [True] * 3 + [False] * 2


def test_addresses_that_a_sitemap_may_not_name_are_told(httpserver: HTTPServer) -> None:
    publish(httpserver, ["/a"])
    url = httpserver.url_for
    named = ["/relative", url("/a"), "https://other.example.gov/1", "https://other.example.gov/2", "ftp://localhost/x"]
    httpserver.expect_request("/sitemap.xml").respond_with_data(urlset(*named), content_type="text/xml")
    pages = read(url("/sitemap.xml"))
    assert [page.unreadable is None for page in pages] == [False, True, False, False]
    assert pages[0].url == url("/relative")
    assert "names “/relative”; it must name whole addresses" in (pages[0].unreadable or "")
    assert pages[3].url == url("/sitemap.xml")
    assert "2 addresses on other hosts (other.example.gov)" in (pages[3].unreadable or "")


@pytest.mark.parametrize("content", [b"<urlset/>", b"<urlset", b"nothing"])
def test_a_sitemap_without_pages_is_told(httpserver: HTTPServer, content: bytes) -> None:
    httpserver.expect_request("/sitemap.xml").respond_with_data(content, content_type="text/xml")
    [page] = read(httpserver.url_for("/sitemap.xml"))
    assert page.url == httpserver.url_for("/sitemap.xml")
    assert page.unreadable
    assert "sitemap" in page.unreadable


def test_a_page_in_place_of_a_sitemap_is_a_page(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/sitemap.xml").respond_with_data("<!doctype html><title>All pages</title>", content_type=HTML)
    [page] = read(httpserver.url_for("/sitemap.xml"))
    assert page.content.startswith(b"<!doctype")


def test_a_sitemap_in_a_file_speaks_for_all_hosts(httpserver: HTTPServer, tmp_path: Path) -> None:
    publish(httpserver, ["/a"])
    file = tmp_path / "sitemap.xml"
    file.write_bytes(urlset(httpserver.url_for("/a"), f"http://127.0.0.1:{httpserver.port}/a", "/b"))
    pages = list(read_pages(str(file), web=replace(LOCAL, at_once=1)))
    assert [(page.url, page.path) for page in pages] == [
        (httpserver.url_for("/a"), None),
        (f"http://127.0.0.1:{httpserver.port}/a", None),
        (None, f"{file.as_posix()}#/b"),
    ]
    assert pages[1].content == b"<title>/a</title>"
