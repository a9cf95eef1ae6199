"""The crawl: the site's own host, in the order of its links, and nothing that robots.txt closes."""

from __future__ import annotations

import multiprocessing
import socket
import subprocess
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytest_httpserver import HTTPServer
from tests.servers.conftest import LOCAL, Answering
from werkzeug import Request, Response

from govpagecheck import Page, read_pages
from govpagecheck.sources.exchange import Exchange
from govpagecheck.sources.web import read_url
from govpagecheck.sources.web_options import WebOptions

HTML = "text/html; charset=utf-8"
CRAWL = replace(LOCAL, crawl=True)
PAGES = {
    "/": "<a href=b.html><a href=/a.html#part><a href=/old><a href=/paper><a href=/missing><a href='http://other.invalid/x'>"
    "<a href=/drafts/1><a href=/login rel=nofollow><a href='mailto:a@b.gov'><a href='http://['>",
    "/a.html": "<link rel=stylesheet href=/site.css><link rel=stylesheet href=/drafts/closed.css><a href=/deep/er>",
    "/b.html": "<a href=/>home</a> <a href=/a.html>again</a>",
    "/new": "<a href=/b.html#x>",
    "/deep/er": "<a href=../a.html>",
    "/drafts/1": "not to be read",
    "/login": "not to be read either",
}


def publish(server: HTTPServer, robots: str = "User-agent: *\nDisallow: /drafts/\n") -> None:
    for path, content in PAGES.items():
        server.expect_request(path).respond_with_data(f"<!doctype html>{content}", content_type=HTML)
    server.expect_request("/robots.txt").respond_with_data(robots, content_type="text/plain")
    server.expect_request("/old").respond_with_data(status=302, headers={"Location": "/new"})
    server.expect_request("/paper").respond_with_data(b"%PDF", content_type="application/pdf")
    server.expect_request("/missing").respond_with_data("<html>none", status=404, content_type=HTML)
    server.expect_request("/site.css").respond_with_data("p {}", content_type="text/css")
    server.expect_request("/drafts/closed.css").respond_with_data("q {}", content_type="text/css")


def crawled(server: HTTPServer, options: WebOptions = CRAWL, path: str = "/") -> list[Page]:
    return list(read_url(server.url_for(path), options))


def asked(server: HTTPServer) -> list[str]:
    return [request.path for request, _ in server.log]


def test_pages_come_breadth_first_in_the_order_of_links(httpserver: HTTPServer) -> None:
    publish(httpserver)
    pages = crawled(httpserver)
    url = httpserver.url_for
    assert [page.url for page in pages] == [url(path) for path in ("/", "/b.html", "/a.html", "/new", "/missing", "/deep/er")]
    assert [page.unreadable for page in pages] == [None, None, None, None, "the server answered 404 Not Found", None]
    assert pages[3].redirects == (url("/old"),)
    assert pages[2].sheets == {"/site.css": "p {}"}
    assert pages[0].headers["content-type"] == HTML
    assert asked(httpserver)[0] == "/robots.txt"
    assert not {"/drafts/1", "/drafts/closed.css", "/login"} & set(asked(httpserver))
    assert len(asked(httpserver)) == len(set(asked(httpserver))), "nothing is asked for twice"
    for request, _ in httpserver.log:
        assert request.headers["User-Agent"].startswith("govpagecheck")


def test_no_more_pages_than_were_wanted_are_given_or_kept(httpserver: HTTPServer) -> None:
    publish(httpserver)
    kept: list[Exchange] = []
    pages = crawled(httpserver, replace(CRAWL, max_pages=3, keep=kept.append))
    url = httpserver.url_for
    assert [page.url for page in pages] == [url("/"), url("/b.html"), url("/a.html")]
    assert [exchange.url for exchange in kept] == [url(path) for path in ("/robots.txt", "/", "/b.html", "/a.html", "/site.css")]


def test_a_site_that_is_closed_to_crawlers(httpserver: HTTPServer) -> None:
    publish(httpserver, "User-agent: govpagecheck\nDisallow: /\n")
    [page] = crawled(httpserver)
    assert (page.url, page.unreadable) == (httpserver.url_for("/"), "robots.txt asks crawlers to leave it out")
    assert asked(httpserver) == ["/robots.txt"]


def test_a_robots_file_that_fails_closes_the_site(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=500)
    httpserver.expect_request("/").respond_with_data("<title>x</title>", content_type=HTML)
    [page] = crawled(httpserver)
    assert page.unreadable == "robots.txt could not be read (the server answered 500 Internal Server Error), and so nothing is crawled"
    assert asked(httpserver) == ["/robots.txt"]


def test_a_robots_file_that_is_missing_closes_nothing(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /\n", status=404)
    httpserver.expect_request("/").respond_with_data("<title>x</title>", content_type=HTML)
    assert [page.unreadable for page in crawled(httpserver)] == [None]


def test_private_hosts_are_not_crawled(httpserver: HTTPServer) -> None:
    publish(httpserver)
    [page] = crawled(httpserver, replace(CRAWL, allow_private=False))
    assert page.unreadable is not None
    assert "not on the public web" in page.unreadable
    assert asked(httpserver) == []


def test_a_redirect_to_another_host_is_followed_for_the_first_address_only(httpserver: HTTPServer) -> None:
    """The server is known as localhost and as 127.0.0.1."""
    elsewhere = f"http://127.0.0.1:{httpserver.port}"

    def first(request: Request) -> Response:
        if request.host.startswith("localhost"):
            return Response(status=301, headers={"Location": f"{elsewhere}/"})
        return Response("<!doctype html><a href=/away><a href=/near>", content_type=HTML)

    httpserver.expect_request("/").respond_with_handler(first)
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/away").respond_with_data(status=301, headers={"Location": f"http://[::1]:{httpserver.port}/x"})
    httpserver.expect_request("/near").respond_with_data("<!doctype html>near", content_type=HTML)
    pages = crawled(httpserver)
    assert [(page.url, page.redirects) for page in pages] == [(f"{elsewhere}/", (httpserver.url_for("/"),)), (f"{elsewhere}/near", ())]
    assert "/x" not in asked(httpserver)


def test_the_first_page_may_be_none(httpserver: HTTPServer) -> None:
    publish(httpserver)
    assert [page.unreadable for page in crawled(httpserver, path="/paper")] == ["the server sent application/pdf, no HTML page"]
    assert [page.unreadable for page in crawled(httpserver, path="/missing")] == ["the server answered 404 Not Found"]
    [page] = read_url("http://ann:secret@www.example.gov/", CRAWL)
    assert page.unreadable is not None
    assert "user name" in page.unreadable
    assert "secret" not in str(page)


def test_a_reader_that_goes_away_ends_the_process(httpserver: HTTPServer) -> None:
    publish(httpserver)
    pages = read_url(httpserver.url_for("/"), CRAWL)
    next(pages)
    assert multiprocessing.active_children()
    pages.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_a_process_that_dies_is_told(raw_server: Callable[[Answering], str]) -> None:
    may_end = threading.Event()

    def answer(taken: socket.socket) -> None:
        nonlocal asked
        asked += 1
        if asked < 3:  # robots.txt and the first page
            taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<a href=/next>")
        else:
            may_end.wait(20)

    asked = 0
    pages = read_url(raw_server(answer), CRAWL)
    assert next(pages).unreadable is None
    for child in multiprocessing.active_children():
        child.kill()
    assert [page.unreadable for page in pages] == ["the crawl broke off: its process died"]
    may_end.set()


def test_a_crawl_that_was_captured_reads_as_it_was(
    httpserver: HTTPServer, tmp_path: Path, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    publish(httpserver)
    address, file = httpserver.url_for("/"), tmp_path / "site.warc.gz"
    done = command("fetch", address, "--crawl", "--max-pages", "10", "--allow-private", "--delay", "0", "-o", file)
    assert done.returncode == 3, done.stderr
    assert f"{httpserver.url_for('/missing')}: the server answered 404 Not Found" in done.stderr
    live = [page for page in crawled(httpserver) if not page.unreadable]
    undated = [replace(page, headers={**page.headers, "date": ""}) for page in live]
    assert [replace(page, headers={**page.headers, "date": ""}) for page in read_pages(str(file))] == undated
