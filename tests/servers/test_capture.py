"""What `fetch` writes: archives that others read, with the bytes as they came, whole even when the run is not."""

from __future__ import annotations

import gzip
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from tests.servers.conftest import LOCAL, Answering
from warcio.archiveiterator import ArchiveIterator

from govpagecheck import read_pages
from govpagecheck.errors import UsageError
from govpagecheck.sources.capture import Capture
from govpagecheck.sources.exchange import Exchange
from govpagecheck.sources.web import read_urls

HTML = "text/html; charset=utf-8"
Command = Callable[..., subprocess.CompletedProcess[str]]


def publish(server: HTTPServer) -> list[str]:
    page = b"<!doctype html><link rel=stylesheet href=/site.css><title>Tides</title>"
    server.expect_request("/a").respond_with_data(gzip.compress(page), content_type=HTML, headers={"Content-Encoding": "gzip", "X-B": "2"})
    server.expect_request("/old").respond_with_data(status=301, headers={"Location": "/a"})
    server.expect_request("/site.css").respond_with_data("p { color: red }", content_type="text/css")
    return [server.url_for("/a"), server.url_for("/old")]


def records(file: Path) -> list[tuple[str, str, bytes]]:
    with file.open("rb") as stream:
        return [
            (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.raw_stream.read())
            for one in ArchiveIterator(stream, no_record_parse=True)
        ]


@pytest.mark.parametrize("name", ["site.warc.gz", "site.warc"])
def test_records_hold_the_bytes_as_they_went_and_came(httpserver: HTTPServer, tmp_path: Path, name: str) -> None:
    addresses = publish(httpserver)
    kept: list[Exchange] = []
    with Capture(tmp_path / name) as capture:

        def keep(exchange: Exchange) -> None:
            kept.append(exchange)
            capture.write(exchange)

        pages = list(read_urls(addresses, replace(LOCAL, keep=keep)))
    found = records(tmp_path / name)
    assert [one[0] for one in found] == ["warcinfo", *["response", "request"] * len(kept)]
    assert [(url, block) for kind, url, block in found if kind == "response"] == [(one.url, one.response) for one in kept]
    assert [block for kind, _, block in found if kind == "request"] == [one.request for one in kept]
    assert kept[0].response.startswith(b"HTTP/1.")
    assert kept[0].request.startswith(b"GET /a HTTP/1.1\r\nHost: localhost:")
    assert b"X-B: 2\r\n" in kept[0].response
    assert gzip.decompress(kept[0].response.partition(b"\r\n\r\n")[2]) == pages[0].content
    assert {httpserver.url_for("/old"), httpserver.url_for("/site.css")} < {one.url for one in kept}
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_each_record_is_a_gzip_member_and_its_digests_are_right(httpserver: HTTPServer, tmp_path: Path) -> None:
    file = tmp_path / "site.warc.gz"
    with Capture(file) as capture:
        list(read_urls(publish(httpserver), replace(LOCAL, keep=capture.write)))
    content = file.read_bytes()
    members = 0
    while content:
        unpacking = zlib.decompressobj(31)
        assert unpacking.decompress(content).startswith(b"WARC/1.0\r\n")
        content, members = unpacking.unused_data, members + 1
    assert members == len(records(file)) > 1
    checking = subprocess.run([sys.executable, "-m", "warcio.cli", "check", "-v", str(file)], capture_output=True, text=True, check=False)
    assert checking.returncode == 0, checking.stdout
    assert checking.stdout.count("digest pass") == members


def test_what_was_captured_reads_as_what_was_live(httpserver: HTTPServer, tmp_path: Path) -> None:
    addresses = publish(httpserver)
    file = tmp_path / "site.warc.gz"
    with Capture(file) as capture:
        live = list(read_pages(addresses, web=replace(LOCAL, keep=capture.write)))
    assert list(read_pages(str(file))) == live
    assert live[0].sheets == {"/site.css": "p { color: red }"}


def test_an_archive_is_not_replaced_unless_that_was_asked_for(httpserver: HTTPServer, tmp_path: Path, command: Command) -> None:
    [address, _] = publish(httpserver)
    file = tmp_path / "site.warc.gz"
    file.write_bytes(b"precious")
    done = command("fetch", address, "-o", file, "--allow-private", "--delay", "0")
    assert (done.returncode, file.read_bytes()) == (2, b"precious")
    assert "--force" in done.stderr
    done = command("fetch", address, "-o", file, "--allow-private", "--delay", "0", "--force")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 page, 2 answers; written to" in done.stderr
    assert records(file)[1][1] == address


def test_nothing_fetched_is_nothing_written(tmp_path: Path, command: Command) -> None:
    file = tmp_path / "site.warc.gz"
    done = command("fetch", "http://127.0.0.1:9/", "-o", file)
    assert done.returncode == 3
    assert "not on the public web" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "output", "told"),
    [
        ("page.html", "site.warc.gz", "fetch takes addresses"),
        ("https://www.example.gov/", "site.zip", "ends in .warc.gz or .warc"),
        ("https://www.example.gov/", "missing/site.warc.gz", "no such folder"),
    ],
)
def test_wrong_usage(tmp_path: Path, command: Command, target: str, output: str, told: str) -> None:
    done = command("fetch", target, "-o", tmp_path / output)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_failure_in_the_middle_keeps_what_there_is(httpserver: HTTPServer, tmp_path: Path) -> None:
    file = tmp_path / "site.warc"

    def break_off() -> None:
        with Capture(file) as capture:
            list(read_urls(publish(httpserver)[:1], replace(LOCAL, keep=capture.write)))
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        break_off()
    assert len(records(file)) == 5
    with pytest.raises(UsageError, match="there already"):
        Capture(file)


def test_a_record_that_was_being_written_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = Exchange("http://www.example.gov/", 200, {}, b"", b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 100_000)
    file = tmp_path / "site.warc"
    with suppress(KeyboardInterrupt), Capture(file) as capture:
        capture.write(exchange)
        size = capture._stream.tell()

        def interrupted(_: object) -> None:
            capture._stream.write(b"WARC/1.0\r\nWARC-Type: resp")
            raise KeyboardInterrupt

        monkeypatch.setattr(capture._writer, "write_record", interrupted)
        capture.write(exchange)
    assert file.stat().st_size == size
    assert [kind for kind, _, _ in records(file)] == ["warcinfo", "response", "request"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal to send")
def test_an_interrupt_keeps_what_was_fetched(httpserver: HTTPServer, raw_server: Callable[[Answering], str], tmp_path: Path) -> None:
    [address, _] = publish(httpserver)

    may_end = threading.Event()
    silent = raw_server(lambda _: may_end.wait(30))
    arguments = [address, silent, "-o", str(tmp_path / "site.warc.gz"), "--allow-private", "--delay", "0"]
    process = subprocess.Popen([sys.executable, "-m", "govpagecheck", "fetch", *arguments], stderr=subprocess.PIPE, text=True)
    ends_at = time.monotonic() + 20
    while not any(size for part in tmp_path.glob(".*.part") if (size := _size(part)) > 500) and time.monotonic() < ends_at:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    may_end.set()
    assert process.returncode == 130, said
    assert "interrupted: " in said
    [page] = read_pages(str(tmp_path / "site.warc.gz"))
    assert (page.url, page.unreadable) == (address, None)
    assert [path.name for path in tmp_path.iterdir()] == ["site.warc.gz"]


def _size(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_size
    return 0


def test_a_page_that_is_too_large_reads_as_it_was(httpserver: HTTPServer, tmp_path: Path) -> None:
    pages = {"/plain": (b"<!doctype html>" + b"x" * 90_000, {}), "/packed": (gzip.compress(b"<!doctype html>" + b"x" * 90_000), {})}
    pages["/packed"][1]["Content-Encoding"] = "gzip"
    for path, (content, headers) in pages.items():
        httpserver.expect_request(path).respond_with_data(content, content_type=HTML, headers=headers)
    file = tmp_path / "site.warc.gz"
    with Capture(file) as capture:
        web = replace(LOCAL, max_bytes=40_000, keep=capture.write)
        live = list(read_pages([httpserver.url_for(path) for path in pages], web=web))
    assert [len(page.content) for page in live] == [40_001, 40_001]
    assert list(read_pages(str(file), max_bytes=40_000)) == live


def test_redirects_that_are_written_carelessly_read_as_they_were(raw_server: Callable[[Answering], str], tmp_path: Path) -> None:
    asked = 0

    def answer(taken: socket.socket) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            taken.sendall("HTTP/1.1 302 Found\r\nLocation:  /tide tables/Señal?q=é#part \r\nContent-Length: 0\r\n\r\n".encode())
        else:
            taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Folded: a\r\n b\r\nX-Odd: \xe9\r\n\r\n<!doctype html><title>")

    file = tmp_path / "site.warc"
    address = raw_server(answer)
    with Capture(file) as capture:
        live = list(read_pages(address, web=replace(LOCAL, keep=capture.write)))
    assert [page.url for page in live] == [f"{address}tide%20tables/Se%C3%B1al?q=%C3%A9"]
    assert live[0].redirects == (address,)
    assert list(read_pages(str(file))) == live
