"""MHTML files: the page that a browser saved in one, with its address, its encoding and its style sheets."""

from __future__ import annotations

import base64
import quopri
import random
import tracemalloc
from pathlib import Path

import pytest
from tests.sources.archives import PAGE, SITE, page

from govpagecheck import Page, check_page, load_ruleset, parse_page, read_pages

HEAD = b"""From: <Saved by a browser>
Snapshot-Content-Location: https://www.example.gov/permits
Subject: Permits
Date: Mon, 1 Jun 2026 00:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--x=1----"

"""
BOUNDARY = b"------MultipartBoundary--x=1----"


def part(content: bytes, kind: str, location: str = "", coding: str = "quoted-printable", other: str = "") -> bytes:
    encoded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "binary": bytes, "7bit": bytes}[coding](content)
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: {coding}\n{other}" + (f"Content-Location: {location}\n" if location else "")
    return BOUNDARY + b"\n" + head.encode() + b"\n" + encoded + b"\n"


def read(tmp_path: Path, *parts: bytes, head: bytes = HEAD, end: bytes = BOUNDARY + b"--\n", name: str = "saved.mhtml") -> Page:
    (tmp_path / name).write_bytes(head + b"".join(parts) + end)
    [found] = read_pages(tmp_path / name)
    return found


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_page_has_its_address_and_content(tmp_path: Path, coding: str, line_end: bytes) -> None:
    content = page("Genehmigung für alle = ok", "<!-- " + "long line " * 100 + "-->")
    raw = HEAD + part(content, "text/html", f"{SITE}/permits", coding) + BOUNDARY + b"--\n"
    (tmp_path / "a.MHT").write_bytes(raw if coding == "binary" else raw.replace(b"\n", line_end))
    [found] = read_pages(str(tmp_path / "a.MHT"))
    assert found == Page(content, path=f"{tmp_path.as_posix()}/a.MHT", url=f"{SITE}/permits")


def test_style_sheets_are_those_of_the_file(tmp_path: Path) -> None:
    hrefs = (f"{SITE}/a.css", "b.css", "cid:css-1@mhtml.blink", "https://cdn.example.com/gone.css")
    content = page("x", "".join(f'<link rel="stylesheet" href="{href}">' for href in hrefs))
    found = read(
        tmp_path,
        part(content, "text/html", f"{SITE}/en/permits"),
        part(b"a { content: '\xc3\xa9' }", "text/css", f"{SITE}/a.css"),
        part(b"b { content: '\xe9' }", 'text/css; charset="iso-8859-1"', f"{SITE}/en/b.css", "base64"),
        part(b"@import 'd.css'; c {}", "text/css", "", other="Content-ID: <css-1@mhtml.blink>\n"),
        part(b"\x89PNG" * 1000, "image/png", f"{SITE}/a.png", "base64"),
    )
    assert found.sheets == {
        f"{SITE}/a.css": "a { content: 'é' }",
        "b.css": "b { content: 'é' }",
        "cid:css-1@mhtml.blink": "@import 'd.css'; c {}",
    }


def test_the_page_is_the_first_part_that_is_html_or_the_one_named(tmp_path: Path) -> None:
    frame = part(page("frame"), "text/html", f"{SITE}/frame", other="Content-ID: <frame@x>\n")
    main = part(page("main"), "text/html", f"{SITE}/", other="Content-ID: <main@x>\n")
    assert read(tmp_path, main, frame).content == page("main")
    named = HEAD.replace(b"\ttype=", b'\tstart="<main@x>";\n\ttype=')
    assert (read(tmp_path, frame, main, head=named).content, read(tmp_path, frame, main, head=named).url) == (page("main"), f"{SITE}/")
    assert read(tmp_path, frame, head=named).content == page("frame")


def test_parts_within_parts_are_read(tmp_path: Path) -> None:
    nested = BOUNDARY + b'\nContent-Type: multipart/alternative; boundary="inner"\n\n--inner\nContent-Type: text/html\n\n' + PAGE
    found = read(tmp_path, nested + b"\n--inner--\n", part(b"a {}", "text/css", f"{SITE}/a.css"))
    assert (found.content, found.unreadable) == (PAGE, None)


@pytest.mark.parametrize("location", ["", "file:///C:/saved/x.html", "x.html", "javascript:alert(1)", "http://["])
def test_a_place_that_is_no_address_is_none(tmp_path: Path, location: str) -> None:
    head = HEAD.replace(b"Snapshot-Content-Location: https://www.example.gov/permits\n", b"")
    assert read(tmp_path, part(PAGE, "text/html", location), head=head).url is None
    assert read(tmp_path, part(PAGE, "text/html", location)).url == f"{SITE}/permits"


def test_the_encoding_that_the_file_names_counts_before_what_the_page_says(tmp_path: Path) -> None:
    content = '<!doctype html><meta charset="windows-1251"><title>Café</title>'
    for named, encoding in (("utf-8", "utf-8"), ("ISO-8859-1", "cp1252"), ("utf-16le", "utf-16-le")):
        found = read(tmp_path, part(content.encode(encoding), f"text/html; charset={named}", coding="base64"))
        assert parse_page(found.content).tree.findtext("head/title") == "Café"
    unnamed = read(tmp_path, part("<!doctype html><meta charset=windows-1251><title>Ж</title>".encode("cp1251"), "text/html"))
    assert parse_page(unnamed.content).tree.findtext("head/title") == "Ж"
    nonsense = read(tmp_path, part(PAGE, "text/html; charset=nonsense"))
    assert nonsense.content == PAGE


def test_rules_that_need_headers_have_none(tmp_path: Path) -> None:
    report = check_page(read(tmp_path, part(PAGE, "text/html; charset=utf-8")), load_ruleset("us-federal"))
    assert {result.outcome.value for result in report.results if result.rule == "https-hsts"} <= {"untested"}


def test_a_message_that_is_the_page_alone_is_read(tmp_path: Path) -> None:
    head = b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\nContent-Location: https://www.example.gov/\n\n"
    found = read(tmp_path, base64.encodebytes(PAGE + b"</html>"), head=head, end=b"")
    assert (found.content, found.url) == (PAGE + b"</html>", f"{SITE}/")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "this is no MHTML file: it does not begin with the head of one"),
        (b"\n\n", "this is no MHTML file: it does not begin with the head of one"),
        (PAGE, "this is no MHTML file: it does not begin with the head of one"),
        (bytes(100_000), "this is no MHTML file: it does not begin with the head of one"),
        (b"X: " + b"a" * 1_000_000, "this is no MHTML file: it does not begin with the head of one"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "its head names no boundary between the parts"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\n\nx", "its head names no boundary between the parts"),
        (HEAD, "the MHTML file holds no page: none of its parts is HTML"),
        (HEAD + part(b"x", "image/png") + BOUNDARY + b"--", "the MHTML file holds no page: none of its parts is HTML"),
        (HEAD + part(PAGE, "text/html")[:-20], "the MHTML file ends in the middle of the page"),
    ],
)
def test_what_is_no_mhtml_or_cut_off_is_told(tmp_path: Path, content: bytes, cause: str) -> None:
    found = read(tmp_path, head=content, end=b"")
    assert found.content == b""
    assert found.unreadable is not None
    assert cause in found.unreadable


def test_a_file_that_ends_behind_the_page_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, part(PAGE, "text/html"), part(b"x", "image/png")[:-9], end=b"").content == PAGE
    assert read(tmp_path, part(PAGE + b"</html>", "text/html"), end=b"").content.rstrip() == PAGE + b"</html>"


def test_a_large_file_is_read_part_by_part(tmp_path: Path) -> None:
    image = part(random.Random(1).randbytes(15_000_000), "image/png", f"{SITE}/a.png", "base64")
    (tmp_path / "large.mhtml").write_bytes(HEAD + part(PAGE, "text/html") + image + part(b"a {}", "text/css") + BOUNDARY + b"--\n")
    next(read_pages(tmp_path / "large.mhtml"))  # loads what is loaded once
    tracemalloc.start()
    [found] = read_pages(tmp_path / "large.mhtml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.content == PAGE
    assert peak < 2_000_000


def test_of_a_large_page_so_much_is_read_that_its_size_is_known(tmp_path: Path) -> None:
    for coding in ("quoted-printable", "base64", "binary"):
        (tmp_path / "a.mhtml").write_bytes(HEAD + part(PAGE + b"=" * 5_000_000, "text/html", coding=coding) + BOUNDARY + b"--")
        [found] = read_pages(tmp_path / "a.mhtml", max_bytes=1000)
        assert len(found.content) == 1001


@pytest.mark.parametrize("seed", range(150))
def test_whatever_is_changed_nothing_is_raised(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    content = bytearray(HEAD + part(PAGE, "text/html", f"{SITE}/", "base64") + part(b"a {}", "text/css", "a.css") + BOUNDARY + b"--\n")
    for _ in range(dice.choice([1, 3])):
        begin = dice.randrange(len(content))
        content[begin : begin + dice.choice([1, 5, 50])] = dice.choice([b"", b"\n", b"\0", b"\xff", b"=", b":", dice.randbytes(20)])
    (tmp_path / "a.mhtml").write_bytes(content)
    [found] = read_pages(tmp_path / "a.mhtml")
    assert found.path == f"{tmp_path.as_posix()}/a.mhtml"


def test_base64_that_is_none_is_told_and_a_style_sheet_of_it_left_out(tmp_path: Path) -> None:
    good, bad = part(PAGE, "text/html", f"{SITE}/", "base64"), part(PAGE, "text/html", f"{SITE}/", "base64").replace(b"PCFk", b"PC:k")
    assert read(tmp_path, bad).unreadable == "the page in the MHTML file is damaged: what stands there is not base64"
    letters = len(base64.b64encode(PAGE).rstrip(b"="))
    short = good.replace(b"PCFkb2N0", b"PCFkb2N0"[(letters - 1) % 4 :])
    assert read(tmp_path, short).unreadable == "the page in the MHTML file is damaged: a letter of its base64 is missing"
    linked = part(page("x", '<link rel=stylesheet href="a.css">'), "text/html", f"{SITE}/")
    assert read(tmp_path, linked, part(b"a {}", "text/css", "a.css", "base64").replace(b"YSB7fQ", b"YSB7f\xff")).sheets == {}
