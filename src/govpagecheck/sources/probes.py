"""What the network answers about one host: the evidence of rules that no page can give (`--network`)."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import replace

from govpagecheck.evidence import Answer, HostEvidence
from govpagecheck.sources.client import Client, whole_address
from govpagecheck.sources.exchange import FetchError
from govpagecheck.sources.http_message import BodyError, charset
from govpagecheck.sources.web_options import WebOptions

MAX_EXCERPT = 20_000  # characters
MAX_PROBED = 200_000  # bytes of an answer
NO_SUCH_PATH = "/govpagecheck-asks-for-a-page-that-no-site-has-7d1f2a"  # always the same, so that reports can be compared


def probe(host: str, options: WebOptions, *, client: Client | None = None, http_port: int = 80, https_port: int = 443) -> HostEvidence:
    """Ask a host what the rules about sites want to know, and return the answers; redirects are not followed.

    About nine requests at the pace of the options. Nothing is raised for a host that does not answer: each answer says why.
    Raises UsageError where the extra `web` is not installed.
    """
    client = client or Client(options)

    def ask(scheme: str, name: str, path: str) -> Answer:
        port = http_port if scheme == "http" else https_port
        return _answer(client, f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}{path}")

    other = other_name(host)
    return HostEvidence(
        host,
        secure=ask("https", host, "/"),
        plain_http=ask("http", host, "/"),
        not_found=ask("https", host, NO_SUCH_PATH),
        robots=ask("https", host, "/robots.txt"),
        sitemap=ask("https", host, "/sitemap.xml"),
        security_txt=ask("https", host, "/.well-known/security.txt"),
        disclosure_policy=ask("https", host, "/vulnerability-disclosure-policy"),
        other_host=ask("https", other, "/") if other else None,
    )


def prober(options: WebOptions, *, http_port: int = 80, https_port: int = 443) -> Callable[[str], HostEvidence]:
    """Return a function that probes a host with one client for all: what `check_site` takes as its `probe`."""
    client = Client(replace(options, max_bytes=MAX_PROBED))
    return lambda host: probe(host, options, client=client, http_port=http_port, https_port=https_port)


def other_name(host: str) -> str | None:
    """Return the same name with or without `www.`; None for an IP address and for a name of one label.

    >>> other_name("www.example.gov"), other_name("example.gov"), other_name("192.0.2.1")
    ('example.gov', 'www.example.gov', None)
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass  # a name
    else:
        return None
    if host.startswith("www."):
        return host.removeprefix("www.") if host.count(".") > 1 else None
    return f"www.{host}" if "." in host.rstrip(".") else None


def _answer(client: Client, url: str) -> Answer:
    """Return what an address answers, tried again where the server says that it is busy."""
    try:
        url = whole_address(url)
        exchange = client.ask(url, max_bytes=MAX_PROBED)[-1]
    except FetchError as error:
        return Answer(url, error="closed" if error.is_closed else str(error))
    location = exchange.headers.get("location")
    try:
        content = exchange.content(MAX_PROBED)
    except BodyError:
        content = b""
    return Answer(url, exchange.status, location, None, exchange.headers, _text(content, exchange.headers.get("content-type", "")))


def _text(content: bytes, content_type: str) -> str:
    try:
        return content.decode(charset(content_type) or "utf-8", "replace")[:MAX_EXCERPT]
    except LookupError:
        return content.decode("utf-8", "replace")[:MAX_EXCERPT]
