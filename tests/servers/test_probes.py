"""What the probes make of a host's answers; the whole of it against nginx is in test_nginx.py."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace

from pytest_httpserver import HTTPServer
from tests.servers.conftest import LOCAL, Answering, free_port

from govpagecheck.sources.client import Client
from govpagecheck.sources.probes import NO_SUCH_PATH, other_name, probe


def test_answers_are_those_of_the_addresses_asked(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(status=301, headers={"Location": "https://www.example.gov/"})
    port, closed = httpserver.port, free_port()
    resolver = {"www.example.gov": ["127.0.0.1"], "example.gov": ["127.0.0.1"]}
    client = Client(LOCAL, resolver=lambda host, _: resolver[host])
    found = probe("www.example.gov", LOCAL, client=client, http_port=port, https_port=closed)
    assert found.host == "www.example.gov"
    assert found.plain_http is not None
    assert (found.plain_http.status, found.plain_http.location) == (301, "https://www.example.gov/")
    assert found.plain_http.url == f"http://www.example.gov:{port}/"
    for answer in (
        found.secure,
        found.not_found,
        found.robots,
        found.sitemap,
        found.security_txt,
        found.disclosure_policy,
        found.other_host,
    ):
        assert answer is not None
        assert (answer.status, answer.error) == (None, "closed")
    assert found.other_host is not None
    assert found.other_host.url == f"https://example.gov:{closed}/"
    assert found.not_found is not None
    assert found.not_found.url.endswith(NO_SUCH_PATH)


def test_a_host_that_nobody_knows_is_not_a_closed_one() -> None:
    def resolver(_: str, __: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    found = probe("www.example.gov", LOCAL, client=Client(LOCAL, resolver=resolver))
    assert found.plain_http is not None
    assert found.plain_http.error is not None
    assert "not known" in found.plain_http.error


def test_private_hosts_are_not_probed(httpserver: HTTPServer) -> None:
    found = probe("127.0.0.1", replace(LOCAL, allow_private=False), http_port=httpserver.port, https_port=httpserver.port)
    assert found.plain_http is not None
    assert "not on the public web" in (found.plain_http.error or "")
    assert found.other_host is None
    assert httpserver.log == []


def test_a_long_answer_is_an_excerpt_and_a_broken_one_has_its_status(raw_server: Callable[[Answering], str]) -> None:
    def pour(taken: socket.socket) -> None:
        taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=no-such\r\n\r\n")
        taken.sendall("é".encode() * 500_000)

    port = int(raw_server(pour).rstrip("/").rpartition(":")[2])
    found = probe("127.0.0.1", LOCAL, http_port=port, https_port=free_port())
    assert found.plain_http is not None
    assert found.plain_http.excerpt == "é" * 20_000


def test_the_other_name() -> None:
    assert other_name("www.gov") is None
    assert other_name("localhost") is None
    assert other_name("2001:db8::1") is None
    assert other_name("beta.example.gov") == "www.beta.example.gov"
