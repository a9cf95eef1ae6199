"""Web archives: which records are pages, and what comes with them; the same from both libraries."""

from __future__ import annotations

import builtins
import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from tests.sources.archives import PAGE, SITE, WARCINFO, http, packed, page, record, response

from govpagecheck import Page, read_pages
from govpagecheck.errors import UsageError
from govpagecheck.sources.warc import read_warc
from govpagecheck.sources.warc_records import Reader

Read = Callable[..., list[Page]]


@pytest.fixture(params=["packed", "plain", "packed as one"])
def read(request: pytest.FixtureRequest, reader: Reader, tmp_path: Path) -> Read:
    """Read the records from a file of each kind, with each library."""

    def from_file(*records: bytes, **options: Any) -> list[Page]:
        content = {
            "packed": packed(WARCINFO, *records),
            "plain": WARCINFO + b"".join(records),
            "packed as one": gzip.compress(WARCINFO + b"".join(records)),
        }[request.param]
        (tmp_path / "crawl.warc.gz").write_bytes(content)
        return list(read_warc(tmp_path / "crawl.warc.gz", reader=reader, **options))

    return from_file


def test_a_page_is_known_by_its_address_and_has_its_headers(read: Read) -> None:
    headers = {"Strict-Transport-Security": "max-age=1", "set-cookie": "a=b\r\nSet-Cookie: c=d", "Vary": "A\r\nvary: B"}
    assert read(response("/permits", PAGE, headers)) == [
        Page(
            PAGE,
            url=f"{SITE}/permits",
            status=200,
            headers={
                "content-type": "text/html; charset=utf-8",
                "strict-transport-security": "max-age=1",
                "set-cookie": "a=b\nc=d",
                "vary": "A, B",
            },
        )
    ]


@pytest.mark.parametrize(
    "other",
    [
        record("request", f"{SITE}/", b"GET / HTTP/1.1\r\nHost: www.example.gov\r\n\r\n"),
        record("metadata", f"{SITE}/", b"via: x\r\n", {"Content-Type": "application/warc-fields"}),
        response("/missing", PAGE, status="404 Not Found"),
        response("/broken", PAGE, status="503 Service Unavailable"),
        response("/nothing", b"", status="204 No Content"),
        response("/part", PAGE[:20], status="206 Partial Content"),
        response("/moved", PAGE, {"Location": "/"}, "301 Moved Permanently"),
        response("/a.pdf", b"%PDF-1.7", {"Content-Type": "application/pdf"}),
        response("/a.json", b"{}", {"Content-Type": "application/json"}),
        record("response", "ftp://www.example.gov/a.html", PAGE),
        record("response", "dns:www.example.gov", b"20260601000000\nwww.example.gov. 60 IN A 192.0.2.1", {"Content-Type": "text/dns"}),
        record("resource", "urn:screenshot:x", PAGE, {"Content-Type": "text/html"}),
        record("unheard-of", f"{SITE}/", PAGE),
    ],
    ids=lambda one: one[:9999].split(b"\r\n")[4].decode(),
)
def test_other_records_are_passed_over(read: Read, other: bytes) -> None:
    assert [one.url for one in read(other, response("/good", PAGE), other)] == [f"{SITE}/good"]


def test_a_response_without_a_type_is_a_page_where_it_looks_like_one(read: Read) -> None:
    found = read(
        record("response", f"{SITE}/a", b"HTTP/1.1 200 OK\r\n\r\n <!-- x --> <!DOCTYPE html><title>a</title>"),
        record("response", f"{SITE}/b", b"HTTP/1.1 200 OK\r\n\r\nnothing of the kind"),
    )
    assert [one.url for one in found] == [f"{SITE}/a"]


def test_resources_are_pages_without_headers(read: Read) -> None:
    [found] = read(record("resource", f"{SITE}/a", PAGE, {"Content-Type": "text/html"}))
    assert found == Page(PAGE, url=f"{SITE}/a")


def test_an_address_in_brackets_is_read_as_old_wget_wrote_it(read: Read) -> None:
    assert [one.url for one in read(record("response", f"<{SITE}/a b>", http(PAGE)))] == [f"{SITE}/a%20b"]


def test_lone_line_feeds_and_folded_headers_are_read(read: Read) -> None:
    [found] = read(record("response", f"{SITE}/", b"HTTP/1.0 200\nContent-Type: text/html;\n charset=utf-8\nno header\n\n" + PAGE))
    assert (found.content, found.headers) == (PAGE, {"content-type": "text/html; charset=utf-8"})


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "br, gzip": lambda body: gzip.compress(brotli.compress(body)),
    "identity": bytes,
}


def chunked(body: bytes) -> bytes:
    parts = [body[begin : begin + 33] for begin in range(0, len(body), 33)]
    return b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_codings_are_taken_off(read: Read, coding: str, is_chunked: bool) -> None:
    body = CODINGS[coding](PAGE)
    headers = {"Content-Encoding": coding, **({"Transfer-Encoding": "chunked"} if is_chunked else {"Content-Length": str(len(body))})}
    assert [one.content for one in read(response("/", chunked(body) if is_chunked else body, headers))] == [PAGE]


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, {"Content-Encoding": "br"}, {"Transfer-Encoding": "chunked"}])
def test_a_body_that_was_kept_decoded_is_read(read: Read, headers: dict[str, str]) -> None:
    assert [one.content for one in read(response("/", PAGE, headers))] == [PAGE]


@pytest.mark.parametrize(
    ("body", "headers", "cause"),
    [
        (PAGE, {"Content-Length": "5000"}, f"is cut off after {len(PAGE)} of 5000 bytes"),
        (gzip.compress(PAGE, mtime=0)[:-12], {"Content-Encoding": "gzip"}, "is cut off in the middle of its compressed data"),
        (brotli.compress(PAGE)[:-3], {"Content-Encoding": "br"}, "is cut off in the middle of its compressed data"),
        (gzip.compress(PAGE, mtime=0)[:20] + bytes(100), {"Content-Encoding": "gzip"}, "cannot be decompressed"),
        (b"X" + gzip.compress(PAGE, mtime=0), {"Content-Encoding": "gzip"}, "is not in the content coding gzip, which its headers name"),
        (chunked(PAGE)[:-30], {"Transfer-Encoding": "chunked"}, "is cut off in the middle of a chunk"),
        (chunked(PAGE)[:-5], {"Transfer-Encoding": "chunked"}, "is cut off between two chunks"),
        (b"3\r\nabcdef\r\n0\r\n\r\n", {"Transfer-Encoding": "chunked"}, "has a chunk that does not end where its length says"),
        (PAGE, {"Content-Encoding": "zstd"}, "is in the content coding 'zstd', which is not read"),
        (PAGE, {"Content-Encoding": "gzip,gzip,gzip,gzip"}, "is in 4 content codings"),
    ],
)
def test_a_page_that_is_cut_off_or_cannot_be_decoded_is_told(read: Read, body: bytes, headers: dict[str, str], cause: str) -> None:
    bad, good = read(response("/bad", body, headers), response("/good", PAGE))
    assert (bad.url, bad.content, good.content) == (f"{SITE}/bad", b"", PAGE)
    assert bad.path is not None
    assert bad.path.endswith("crawl.warc.gz")
    assert bad.unreadable is not None
    assert bad.unreadable.startswith("record 2 at byte ")
    assert f"({SITE}/bad): the response {cause}" in bad.unreadable


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"WARC-Truncated": "length"}, "the crawler kept only the beginning of it (WARC-Truncated: length)"),
        ({"WARC-Segment-Number": "1"}, "its continuation is in another record, and such records are not joined"),
    ],
)
def test_a_page_that_the_crawler_cut_off_is_told(read: Read, fields: dict[str, str], cause: str) -> None:
    [found] = read(record("response", f"{SITE}/", http(PAGE), fields))
    assert found.unreadable is not None
    assert found.unreadable.endswith(cause)


def test_redirects_before_a_page_are_its_own(read: Read) -> None:
    moved = "301 Moved Permanently"
    found = read(
        record("response", "http://www.example.gov/", http(b"", {"Location": f"{SITE}/"}, moved)),
        response("/", b"", {"Location": "/home#top"}, "302 Found"),
        response("/home", PAGE),
        response("/other", PAGE),
        response("/late", b"", {"Location": "/other"}, moved),
        response("/loop", b"", {"Location": "/pool"}, moved),
        response("/pool", b"", {"Location": "/loop"}, moved),
        response("/loop", PAGE),
        response("/odd", b"", {"Location": "http://["}, moved),
    )
    assert [(one.url, list(one.redirects)) for one in found] == [
        (f"{SITE}/home", ["http://www.example.gov/", f"{SITE}/"]),
        (f"{SITE}/other", []),
        (f"{SITE}/loop", [f"{SITE}/pool"]),
    ]


def test_style_sheets_come_from_the_same_archive_wherever_they_stand(read: Read) -> None:
    css = {"Content-Type": "text/css"}
    hrefs = ("/a.css", "b.css#x", "https://cdn.example.com/c.css", "gone.css", "d.css")
    links = "".join(f'<link rel=stylesheet href="{href}">' for href in hrefs)
    first, second = read(
        response("/en/", page("a", links)),
        response("/a.css", gzip.compress(b"@import 'parts/e.css'; p {}", mtime=0), {**css, "Content-Encoding": "gzip"}),
        response("/parts/e.css", b"e {}", css),
        response("/en/b.css", "p { content: 'é' }".encode("latin-1"), {"Content-Type": "text/css; charset=ISO-8859-1"}),
        record("response", "https://cdn.example.com/c.css", http(b"c {}", css)),
        response("/en/d.css", b"", {"Location": "/d.css"}, "302 Found"),
        response("/d.css", b"d {}", css),
        response("/en/gone.css", b"p {}", css, "404 Not Found"),
        response("/en/x", page("b", '<base href="/"><style>@import url(a.css)</style>')),
    )
    assert first.sheets == {
        "/a.css": "@import 'parts/e.css'; p {}",
        "/parts/e.css": "e {}",
        "b.css#x": "p { content: 'é' }",
        "https://cdn.example.com/c.css": "c {}",
        "d.css": "d {}",
    }
    assert sorted(second.sheets) == ["a.css", "parts/e.css"]


def test_a_page_that_is_the_same_as_another_is_read_from_that_one(read: Read) -> None:
    same = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
    revisit = {"WARC-Profile": same, "WARC-Refers-To-Target-URI": f"{SITE}/original", "WARC-Payload-Digest": "sha1:XYZ"}
    digest = {"WARC-Payload-Digest": "sha1:ABC"}
    found = read(
        record("revisit", f"{SITE}/copy", http(b"", {"X-Own": "1"}), revisit),
        record("response", f"{SITE}/original", http(PAGE), digest),
        record("revisit", f"{SITE}/by-digest", b"", {"WARC-Profile": same, **digest}),
        record("revisit", f"{SITE}/original", http(b""), revisit),
        record("revisit", f"{SITE}/elsewhere", http(b""), {**revisit, "WARC-Refers-To-Target-URI": f"{SITE}/not-here"}),
        record("revisit", f"{SITE}/unchanged", http(b"", status="304 Not Modified"), revisit),
    )
    assert [(one.url, one.content, "x-own" in one.headers) for one in found] == [
        (f"{SITE}/original", PAGE, False),
        (f"{SITE}/copy", PAGE, True),
        (f"{SITE}/by-digest", PAGE, False),
    ]


def test_of_a_large_page_so_much_is_read_that_its_size_is_known(read: Read) -> None:
    body = PAGE + b"x" * 5_000_000
    plain, coded = read(response("/a", body), response("/b", brotli.compress(body), {"Content-Encoding": "br"}), max_bytes=1000)
    assert plain.content == coded.content == body[:1001]


def test_an_address_that_comes_twice_is_one_page(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(response("/", page("first")) + response("/", page("second")))
    (tmp_path / "b.WARC.gz").write_bytes(packed(response("/", page("third")), response("/other", PAGE)))
    found = list(read_pages([tmp_path / "a.warc", tmp_path / "b.WARC.gz"]))
    assert [(one.url, one.content) for one in found] == [(f"{SITE}/", page("first")), (f"{SITE}/other", PAGE)]


def test_memory_does_not_grow_with_the_archive(tmp_path: Path, reader: Reader) -> None:
    with (tmp_path / "large.warc.gz").open("wb") as stream:
        for number in range(400):
            stream.write(packed(response(f"/{number}", PAGE + b"%06d" % number * 30_000)))
    assert sum(1 for _ in read_warc(tmp_path / "large.warc.gz", reader=reader)) == 400  # with all that is loaded once
    tracemalloc.start()
    size = sum(len(one.content) for one in read_warc(tmp_path / "large.warc.gz", reader=reader))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 70_000_000
    assert peak < 4_000_000


def test_without_a_library_the_extra_is_named_before_any_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "warcio":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr("govpagecheck.sources.warc_records.version", lambda _: "1.0")  # of fastwarc: too old
    monkeypatch.setattr(builtins, "__import__", refuse)
    (tmp_path / "a.warc").write_bytes(response("/", PAGE))
    with pytest.raises(UsageError, match=r"reading web archives needs the extra warc: pip install 'govpagecheck\[warc\]'"):
        read_pages([tmp_path, str(tmp_path / "a.warc")])
