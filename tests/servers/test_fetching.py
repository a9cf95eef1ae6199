"""The client against servers that behave, and servers that do not: each cause is told, and nothing waits for ever."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from pytest_httpserver import HTTPServer
from tests.servers.conftest import LOCAL, Answering
from werkzeug import Request, Response

from govpagecheck import Page
from govpagecheck.sources.client import Client, user_agent, whole_address
from govpagecheck.sources.exchange import Exchange
from govpagecheck.sources.http_message import joined_address
from govpagecheck.sources.web import read_url, read_urls
from govpagecheck.sources.web_options import WebOptions

HTML = "text/html; charset=utf-8"
PAGE = "<!doctype html><title>Tide tables</title>"


def only(address: str, options: WebOptions = LOCAL) -> Page:
    [page] = read_url(address, options)
    return page


def cause(address: str, options: WebOptions = LOCAL) -> str:
    page = only(address, options)
    assert page.content == b""
    assert page.unreadable is not None
    return page.unreadable


def test_a_page_comes_with_what_was_said_about_it(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/tides").respond_with_data(PAGE, content_type=HTML, headers={"X-Seen": "yes"})
    page = only(httpserver.url_for("/tides"))
    assert page.content == PAGE.encode()
    assert (page.url, page.path, page.status, page.redirects) == (httpserver.url_for("/tides"), None, 200, ())
    assert page.headers["x-seen"] == "yes"
    assert page.headers["content-type"] == HTML


def test_the_request_names_the_tool_and_carries_nothing_else(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML, headers={"Set-Cookie": "session=1"})
    for _ in read_urls([httpserver.url_for("/"), httpserver.url_for("/?again")], LOCAL):
        pass
    for request, _ in httpserver.log:
        assert request.headers["User-Agent"] == user_agent()
        assert set(request.headers.keys()) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert user_agent().startswith("govpagecheck/")
    assert len(httpserver.log) == 2


def test_redirects_are_followed_and_recorded(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(status=301, headers={"Location": "/b#part"})
    httpserver.expect_request("/b").respond_with_data(status=307, headers={"Location": httpserver.url_for("/c d/é")})
    httpserver.expect_request("/c d/é").respond_with_data(PAGE, content_type=HTML)
    page = only(httpserver.url_for("/a#top"))
    assert page.unreadable is None
    assert page.url == httpserver.url_for("/c%20d/%C3%A9")
    assert page.redirects == (httpserver.url_for("/a"), httpserver.url_for("/b"))


def test_redirects_in_a_circle(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(status=302, headers={"Location": "/b"})
    httpserver.expect_request("/b").respond_with_data(status=302, headers={"Location": "/a"})
    page = only(httpserver.url_for("/a"))
    assert page.url == httpserver.url_for("/a")
    assert page.unreadable is not None
    assert "circle" in page.unreadable
    assert len(httpserver.log) == 2


def test_too_many_redirects(httpserver: HTTPServer) -> None:
    def on(request: Request) -> Response:
        return Response(status=302, headers={"Location": f"/{int(request.path[1:]) + 1}"})

    httpserver.expect_request("/", method="GET").respond_with_handler(on)
    for number in range(20):
        httpserver.expect_request(f"/{number}").respond_with_handler(on)
    assert cause(httpserver.url_for("/0")) == "it redirects more than 10 times"
    assert len(httpserver.log) == 11


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/", "javascript:alert(1)", "file:///etc/passwd", "http://[::1", "https:///nothing"])
def test_redirects_that_lead_out_of_the_web(raw_server: Callable[[Answering], str], location: str) -> None:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    told = cause(raw_server(lambda taken: taken.sendall(answer.encode())))
    assert "no address of the web" in told or "cannot be read as an address" in told


def test_a_status_that_is_no_success_is_told_with_where_it_came_from(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/gone").respond_with_data("<html>gone", status=404, content_type=HTML)
    httpserver.expect_request("/old").respond_with_data(status=301, headers={"Location": "/gone"})
    page = only(httpserver.url_for("/old"))
    assert page.unreadable == f"the server answered 404 Not Found at {httpserver.url_for('/gone')}"
    assert (page.url, page.status, page.redirects) == (httpserver.url_for("/old"), 404, (httpserver.url_for("/old"),))
    assert cause(httpserver.url_for("/gone")) == "the server answered 404 Not Found"


@pytest.mark.parametrize("status", [204, 304, 401, 403, 500, 502])
def test_statuses_without_a_page(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/").respond_with_data(b"", status=status)
    assert cause(httpserver.url_for("/")).startswith(f"the server answered {status} ")


def test_a_status_that_no_standard_knows(raw_server: Callable[[Answering], str]) -> None:
    address = raw_server(lambda taken: taken.sendall(b"HTTP/1.1 599 \x1b[2JOops\r\nContent-Length: 0\r\n\r\n"))
    assert cause(address) == "the server answered 599"


def test_what_is_no_html_is_told_by_its_type(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"%PDF-1.7", content_type="application/pdf")
    assert cause(httpserver.url_for("/")) == "the server sent application/pdf, no HTML page"


def test_it_is_tried_again_as_the_server_asks(httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/").respond_with_data(status=429, headers={"Retry-After": "7"})
    httpserver.expect_ordered_request("/").respond_with_data(status=503)
    httpserver.expect_ordered_request("/").respond_with_data(PAGE, content_type=HTML)
    slept: list[float] = []
    client = Client(LOCAL, sleep=slept.append)
    [page] = read_url(httpserver.url_for("/"), LOCAL, client)
    assert page.content == PAGE.encode()
    assert len(httpserver.log) == 3
    assert slept[0] == pytest.approx(7, abs=0.5)
    assert len(slept) >= 2


def test_retries_end(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(status=503, headers={"Retry-After": "1"})
    client = Client(LOCAL, sleep=lambda _: None)
    [page] = read_url(httpserver.url_for("/"), LOCAL, client)
    assert page.unreadable is not None
    assert page.unreadable.startswith("the server answered 503 Service Unavailable and asks to wait (1)")
    assert len(httpserver.log) == 4


@pytest.mark.parametrize("wait", ["86400", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_nobody_waits_for_longer_than_is_reasonable(httpserver: HTTPServer, wait: str) -> None:
    httpserver.expect_request("/").respond_with_data(status=429, headers={"Retry-After": wait})
    slept: list[float] = []
    [page] = read_url(httpserver.url_for("/"), LOCAL, Client(LOCAL, sleep=slept.append))
    assert page.unreadable is not None
    assert "429 Too Many Requests" in page.unreadable
    assert (len(httpserver.log), slept) == (1, [])


@pytest.mark.parametrize("wait", ["soon", "-5", "9" * 400, "nan"])
def test_a_wait_that_cannot_be_read_is_backed_off_from(httpserver: HTTPServer, wait: str) -> None:
    httpserver.expect_ordered_request("/").respond_with_data(status=503, headers={"Retry-After": wait})
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    [page] = read_url(httpserver.url_for("/"), LOCAL, Client(LOCAL, sleep=lambda _: None))
    assert page.content or (page.unreadable and "503" in page.unreadable)


def test_the_delay_lies_between_requests_to_one_host(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/1").respond_with_data(PAGE, content_type=HTML)
    httpserver.expect_request("/2").respond_with_data(PAGE, content_type=HTML)
    slept: list[float] = []
    options = replace(LOCAL, delay=100, at_once=1)
    pages = list(read_urls([httpserver.url_for("/1"), httpserver.url_for("/2")], options, Client(options, sleep=slept.append)))
    assert [page.unreadable for page in pages] == [None, None]
    assert slept == [pytest.approx(100, abs=5)]


def test_the_parts_of_a_page_come_without_delay_unless_the_server_asks_for_one(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/1").respond_with_data("<link rel=stylesheet href=a.css><link rel=stylesheet href=b.css>", content_type=HTML)
    httpserver.expect_request("/2").respond_with_data(PAGE, content_type=HTML)
    httpserver.expect_request("/a.css").respond_with_data("p {}", content_type="text/css")
    answers = iter([Response(status=429, headers={"Retry-After": "20"}), Response("p {}", content_type="text/css")])
    httpserver.expect_request("/b.css").respond_with_handler(lambda _: next(answers))
    slept: list[float] = []
    options = replace(LOCAL, delay=100, at_once=1)
    pages = list(read_urls([httpserver.url_for("/1"), httpserver.url_for("/2")], options, Client(options, sleep=slept.append)))
    assert set(pages[0].sheets) == {"a.css", "b.css"}
    assert slept == [pytest.approx(20, abs=2), pytest.approx(120, abs=25)]


def test_pages_keep_their_order_when_several_are_fetched_at_once() -> None:
    others_are_done = threading.Event()

    def answer(request: Request) -> Response:
        if request.path == "/0":
            assert others_are_done.wait(4)
        elif request.path == "/2":
            others_are_done.set()
        return Response(f"<title>{request.path}</title>", content_type=HTML)

    kept: list[str] = []
    options = replace(LOCAL, per_host=3, at_once=3, keep=lambda exchange: kept.append(exchange.url))
    with HTTPServer(threaded=True) as server:
        for number in range(6):
            server.expect_request(f"/{number}").respond_with_handler(answer)
        addresses = [server.url_for(f"/{number}") for number in range(6)]
        pages = list(read_urls(addresses, options))
    assert [(page.url, page.unreadable) for page in pages] == [(address, None) for address in addresses]
    assert kept == addresses


def test_each_address_is_fetched_once(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    assert len(list(read_urls([httpserver.url_for("/")] * 3, LOCAL))) == 1
    assert len(httpserver.log) == 1


def test_a_reader_that_goes_away_ends_what_goes_on(raw_server: Callable[[Answering], str], httpserver: HTTPServer) -> None:
    may_end = threading.Event()
    address = raw_server(lambda _: bool(may_end.wait(20)))
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    pages = read_urls([httpserver.url_for("/"), address], replace(LOCAL, timeout=60, patience=60))
    next(pages)
    began = time.monotonic()
    pages.close()  # type: ignore[attr-defined]
    waited = time.monotonic() - began
    may_end.set()
    assert waited < 15, "closing waited for an answer that does not come"


# what a server may do to us


def test_slow_loris_in_the_head(raw_server: Callable[[Answering], str]) -> None:
    def drip(taken: socket.socket) -> None:
        taken.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(200):
            taken.sendall(b"y")
            time.sleep(0.05)

    assert "not whole after 0.5 seconds" in cause(raw_server(drip), replace(LOCAL, timeout=0.5, patience=0.4))


def test_slow_loris_in_the_body(raw_server: Callable[[Answering], str]) -> None:
    def drip(taken: socket.socket) -> None:
        taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(200):
            taken.sendall(b"y")
            time.sleep(0.05)

    assert "not whole after 0.5 seconds" in cause(raw_server(drip), replace(LOCAL, timeout=0.5, patience=0.4))


def test_silence(raw_server: Callable[[Answering], str]) -> None:
    may_end = threading.Event()
    address = raw_server(lambda _: bool(may_end.wait(20)))
    told = cause(address, replace(LOCAL, timeout=20, patience=0.2))
    may_end.set()
    assert "did not answer in time" in told


def test_a_body_that_breaks_off(raw_server: Callable[[Answering], str]) -> None:
    address = raw_server(lambda taken: taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<title>"))
    assert "broke" in cause(address)
    address = raw_server(
        lambda taken: taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n<title>")
    )
    assert "broke" in cause(address)


def test_nothing_at_all(raw_server: Callable[[Answering], str]) -> None:
    assert "broke the connection off" in cause(raw_server(lambda _: None))


@pytest.mark.parametrize(
    "answer",
    [b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00\x01\x02", b"HTTP/1.1 two hundred\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n"],
    ids=["ssh", "binary", "status", "too many headers"],
)
def test_what_is_no_http(raw_server: Callable[[Answering], str], answer: bytes) -> None:
    told = cause(raw_server(lambda taken: taken.sendall(answer)))
    assert "HTTP" in told
    assert "\n" not in told
    assert len(told) < 400


def test_a_head_without_end(raw_server: Callable[[Answering], str]) -> None:
    def pour(taken: socket.socket) -> None:
        taken.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(1000):
            taken.sendall(b"y" * 10_000)

    assert "HTTP" in cause(raw_server(pour))


def test_chunks_that_are_all_overhead(raw_server: Callable[[Answering], str]) -> None:
    def pour(taken: socket.socket) -> None:
        taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(200):
            taken.sendall((b"1;" + b"x" * 1000 + b"\r\ny\r\n") * 10)

    assert "around its body" in cause(raw_server(pour), replace(LOCAL, max_bytes=10_000))


def test_a_body_without_end_is_read_as_far_as_is_wanted(raw_server: Callable[[Answering], str]) -> None:
    def pour(taken: socket.socket) -> None:
        taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>long</title>")
        while True:
            taken.sendall(b" " * 10_000)

    kept: list[Exchange] = []
    page = only(raw_server(pour), replace(LOCAL, max_bytes=50_000, keep=kept.append))
    assert len(page.content) == 50_001  # one more than is judged, so that check_page says that it is too large
    assert kept[0].is_cut


def test_gzip_is_taken_off_and_a_bomb_stopped(httpserver: HTTPServer) -> None:
    packed = {"Content-Encoding": "gzip"}
    httpserver.expect_request("/page").respond_with_data(gzip.compress(PAGE.encode()), content_type=HTML, headers=packed)
    httpserver.expect_request("/bomb").respond_with_data(gzip.compress(b" " * 50_000_000), content_type=HTML, headers=packed)
    httpserver.expect_request("/cut").respond_with_data(gzip.compress(PAGE.encode())[:-12], content_type=HTML, headers=packed)
    assert only(httpserver.url_for("/page")).content == PAGE.encode()
    assert len(only(httpserver.url_for("/bomb"), replace(LOCAL, max_bytes=100_000)).content) == 100_001
    assert "cut off" in cause(httpserver.url_for("/cut"))


def test_a_content_coding_that_nobody_asked_for(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"\x01\x02", content_type=HTML, headers={"Content-Encoding": "zork"})
    assert "content coding" in cause(httpserver.url_for("/"))


def test_a_charset_that_is_wrong_reaches_the_parser_as_it_was_said(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("<title>Señal</title>".encode("latin-1"), content_type="text/html; charset=utf-9")
    page = only(httpserver.url_for("/"))
    assert page.content == "<title>Señal</title>".encode("latin-1")
    assert page.headers["content-type"] == "text/html; charset=utf-9"


# where a fetch may not go


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_what_is_not_public_is_refused(httpserver: HTTPServer, host: str) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    told = cause(f"http://{host}:{httpserver.port}/", replace(LOCAL, allow_private=False))
    assert "not on the public web" in told or "cannot be read" in told or "not known" in told
    assert httpserver.log == []


def public(_: str, __: int) -> list[str]:
    return ["192.0.66.2"]


@pytest.fixture
def from_outside(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> WebOptions:
    """Let connections to a public address reach the test's server, as a router would."""
    original = socket.create_connection

    def connect(address: tuple[str, int], **options: object) -> socket.socket:
        assert address[0] == "192.0.66.2", "a connection to an address that was not checked"
        return original(("127.0.0.1", httpserver.port), **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", connect)
    return replace(LOCAL, allow_private=False)


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/secret", "http://[::1]:{port}/secret", "http://169.254.169.254/latest"])
def test_a_redirect_to_what_is_not_public_is_refused(httpserver: HTTPServer, from_outside: WebOptions, target: str) -> None:
    httpserver.expect_request("/").respond_with_data(status=302, headers={"Location": target.format(port=httpserver.port)})

    def resolver(host: str, port: int) -> list[str]:
        return public(host, port) if host == "www.example.gov" else [host.strip("[]")]

    [page] = read_url("http://www.example.gov/", from_outside, Client(from_outside, resolver=resolver))
    assert page.unreadable is not None
    assert "not on the public web" in page.unreadable
    assert len(httpserver.log) == 1


def test_a_name_is_resolved_once_and_what_was_checked_is_used(httpserver: HTTPServer, from_outside: WebOptions) -> None:
    """DNS rebinding: the second answer of the resolver is never asked for."""
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    answers = iter([["192.0.66.2"], ["127.0.0.1"]])
    [page] = read_url("http://www.example.gov/", from_outside, Client(from_outside, resolver=lambda *_: next(answers)))
    assert page.content == PAGE.encode()
    assert httpserver.log[0][0].headers["Host"] == "www.example.gov"
    assert next(answers) == ["127.0.0.1"]


def test_of_several_addresses_the_public_ones_are_used(httpserver: HTTPServer, from_outside: WebOptions) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    client = Client(from_outside, resolver=lambda *_: ["10.0.0.1", "192.0.66.2"])
    [page] = read_url("http://www.example.gov/", from_outside, client)
    assert page.content == PAGE.encode()


def test_a_style_sheet_on_a_private_host_is_not_read(httpserver: HTTPServer, from_outside: WebOptions) -> None:
    page_with_sheet = f"<link rel=stylesheet href='http://127.0.0.1:{httpserver.port}/a.css'>"
    httpserver.expect_request("/").respond_with_data(page_with_sheet, content_type=HTML)
    httpserver.expect_request("/a.css").respond_with_data("p {}", content_type="text/css")
    client = Client(from_outside, resolver=lambda host, _: [host] if host[0].isdigit() else ["192.0.66.2"])
    [page] = read_url("http://www.example.gov/", from_outside, client)
    assert page.sheets == {}
    assert len(httpserver.log) == 1


def test_credentials_are_neither_sent_nor_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(status=302, headers={"Location": f"http://ann:secret@127.0.0.1:{httpserver.port}/in"})
    for address in (f"http://ann:secret@127.0.0.1:{httpserver.port}/x", httpserver.url_for("/")):
        page = only(address)
        assert page.unreadable is not None
        assert "user name" in page.unreadable
        assert "secret" not in f"{page.url} {page.unreadable} {page.redirects}"
    assert [request.path for request, _ in httpserver.log] == ["/"]
    assert "Authorization" not in httpserver.log[0][0].headers


@pytest.mark.parametrize(
    "address", ["http://", "http:///x", "http://[::1", "http://a b/", "http://www.example.gov:99999/", "http://" + "a" * 300]
)
def test_addresses_that_are_none(address: str) -> None:
    assert cause(address)


def test_a_host_that_nobody_knows() -> None:
    def resolver(_: str, __: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    [page] = read_url("http://no.example/", LOCAL, Client(LOCAL, resolver=resolver))
    assert page.unreadable == "the host no.example is not known (Name or service not known): check how it is spelled, and the network"


def test_a_port_that_is_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port = one.getsockname()[1]
    assert cause(f"http://127.0.0.1:{port}/") == f"nothing takes connections at 127.0.0.1 port {port} (Connection refused)"


# https


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secure_server(authority: trustme.CA) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("www.example.gov").configure_cert(context)
    with HTTPServer(ssl_context=context) as server:
        server.expect_request("/").respond_with_data(PAGE, content_type=HTML)
        yield server


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.mark.usefixtures("trusted")
def test_the_certificate_is_that_of_the_name_though_the_connection_goes_to_an_address(secure_server: HTTPServer) -> None:
    client = Client(LOCAL, resolver=lambda *_: ["127.0.0.1"])
    right, wrong = (f"https://{name}:{secure_server.port}/" for name in ("www.example.gov", "www.other.gov"))
    pages = list(read_urls([right, wrong], LOCAL, client))
    assert pages[0].content == PAGE.encode()
    assert pages[1].unreadable is not None
    assert "certificate of www.other.gov is not trusted" in pages[1].unreadable


def test_a_certificate_that_nobody_trusts(secure_server: HTTPServer) -> None:
    address = f"https://www.example.gov:{secure_server.port}/"
    [page] = read_url(address, LOCAL, Client(LOCAL, resolver=lambda *_: ["127.0.0.1"]))
    assert page.unreadable is not None
    assert "not trusted" in page.unreadable
    assert "--insecure" in page.unreadable
    insecure = replace(LOCAL, insecure=True)
    [page] = read_url(address, insecure, Client(insecure, resolver=lambda *_: ["127.0.0.1"]))
    assert page.content == PAGE.encode()


def test_https_from_a_server_that_speaks_http(httpserver: HTTPServer) -> None:
    assert "no secure connection" in cause(f"https://127.0.0.1:{httpserver.port}/")


def test_https_from_a_server_that_says_nothing(raw_server: Callable[[Answering], str]) -> None:
    address = raw_server(lambda _: None).replace("http:", "https:")
    assert "did not answer in time" in cause(address, replace(LOCAL, patience=0.3))


# style sheets


def test_style_sheets_come_with_the_page_each_fetched_once(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("<link rel=stylesheet href=css/site.css>", content_type=HTML)
    httpserver.expect_request("/b").respond_with_data("<link rel=stylesheet href=/css/site.css?2#x>", content_type=HTML)
    httpserver.expect_request("/c").respond_with_data("<link rel=stylesheet href=css/site.css>", content_type=HTML)
    httpserver.expect_request("/css/site.css").respond_with_data("@import 'parts.css'; p {}", content_type="text/css")
    httpserver.expect_request("/css/parts.css").respond_with_data("q {}", content_type="text/css")
    pages = list(read_urls([httpserver.url_for(name) for name in ("/a", "/b", "/c")], LOCAL))
    assert pages[0].sheets == {"css/site.css": "@import 'parts.css'; p {}", "css/parts.css": "q {}"}
    assert pages[2].sheets == pages[0].sheets
    asked = [request.full_path.rstrip("?") for request, _ in httpserver.log]
    assert sorted(asked) == ["/a", "/b", "/c", "/css/parts.css", "/css/site.css", "/css/site.css?2"]


def test_style_sheets_are_left_out_on_demand_and_when_they_are_none(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(
        "<link rel=stylesheet href=a.css><link rel=stylesheet href=gone.css><link rel=stylesheet href=data:text/css,p>", content_type=HTML
    )
    httpserver.expect_request("/a.css").respond_with_data("<html>soft 404", content_type=HTML)
    httpserver.expect_request("/gone.css").respond_with_data("p {}", content_type="text/css", status=404)
    assert only(httpserver.url_for("/")).sheets == {}
    assert len(httpserver.log) == 3
    httpserver.clear_log()
    assert only(httpserver.url_for("/"), replace(LOCAL, no_sheets=True)).sheets == {}
    assert len(httpserver.log) == 1


# the rest


def test_names_that_are_not_ascii(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    asked: list[str] = []

    def resolver(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    [page] = read_url(f"http://www.bücher.example:{httpserver.port}", LOCAL, Client(LOCAL, resolver=resolver))
    assert page.url == f"http://www.xn--bcher-kva.example:{httpserver.port}/"
    assert asked == ["www.xn--bcher-kva.example"]
    assert httpserver.log[0][0].headers["Host"] == f"www.xn--bcher-kva.example:{httpserver.port}"


def test_an_address_that_is_dead_is_left_for_the_next_one(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    client = Client(LOCAL, resolver=lambda *_: ["127.0.0.2", "127.0.0.1"])
    original = httpserver.host
    assert original in ("localhost", "127.0.0.1")
    [page] = read_url(f"http://www.example.gov:{httpserver.port}/", LOCAL, client)
    assert page.content == PAGE.encode()


@pytest.mark.parametrize(("missing", "extra"), [("urllib3", "govpagecheck[web]"), ("scrapy", "govpagecheck[web,crawl]")])
def test_an_extra_that_is_not_installed_is_named(missing: str, extra: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; sys.argv = ['govpagecheck', 'check', 'https://www.example.gov/', '--crawl']"
    code += "\nfrom govpagecheck.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2, done.stderr
    assert f"pip install '{extra}'" in done.stderr


def test_inspect_reads_an_address(httpserver: HTTPServer, command: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    done = command("inspect", httpserver.url_for("/"), "--allow-private")
    assert done.returncode == 0, done.stderr
    assert "Tide tables" in done.stdout
    done = command("inspect", httpserver.url_for("/"))
    assert done.returncode == 3
    assert "not on the public web" in done.stderr


def test_a_page_that_does_not_load_is_untested_and_the_run_incomplete(
    httpserver: HTTPServer, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type=HTML)
    targets = [httpserver.url_for("/"), httpserver.url_for("/none")]
    done = command("check", *targets, "--allow-private", "--delay", "0", "-o", "json", "--fail-on", "never", "--no-config")
    assert done.returncode == 3
    report = json.loads(done.stdout)
    loaded, other = (page for page in report["pages"] if page["url"] in targets)
    assert any(result["outcome"] == "failed" for result in loaded["results"])
    assert {result["outcome"] for result in other["results"]} == {"untested"}
    assert "the server answered 500" in other["notes"][0]["message"] or "404" in other["notes"][0]["message"]


@pytest.mark.parametrize(
    ("address", "spelled"),
    [
        ("http://h.gov", "http://h.gov/"),
        (" http://h.gov?a=b c ", "http://h.gov/?a=b%20c"),
        ("HTTP://H.gov:80/a/../b%c3%a9|^`{}<>\"'?q=[1]&é#x", "http://h.gov/b%C3%A9%7C%5E%60%7B%7D%3C%3E%22'?q=[1]&%C3%A9"),
        ("https://h.gov:443/%7Ea;b=1,2/", "https://h.gov/%7Ea;b=1,2/"),
        ("https://h.gov:8443//x", "https://h.gov:8443//x"),
        ("https://h.gov/./a/../../b/.", "https://h.gov/b/"),
        ("https://h.gov/../..", "https://h.gov/"),
        ("https://h.gov/a?b=../c", "https://h.gov/a?b=../c"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://www.Bücher.example:8443/", "https://www.xn--bcher-kva.example:8443/"),
    ],
)
def test_addresses_have_one_spelling_whoever_reads_them(address: str, spelled: str) -> None:
    """The client asks for it, and what links to it and archives name it so."""
    assert whole_address(address) == spelled
    assert joined_address("http://other.gov/", address) == joined_address("", spelled) == whole_address(spelled) == spelled


def test_what_looks_like_another_host_is_none(httpserver: HTTPServer) -> None:
    """Readers of addresses differ about a backslash: the host that is checked is the one that is connected to."""
    asked: list[str] = []

    def resolver(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    list(read_url(f"http://a.gov:{httpserver.port}\\@b.gov/", LOCAL, Client(LOCAL, resolver=resolver)))
    assert asked in ([], ["a.gov"])
