"""Style sheets beside pages: which local files come with a page, and which must not."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from govpagecheck import read_pages
from govpagecheck.accessibility import styles
from govpagecheck.parse import parse_page
from govpagecheck.sources.sheets import MAX_SHEET_BYTES, MAX_SHEETS

PAGE = '<!doctype html><title>x</title><link rel="stylesheet" href="{}"><p>Permits'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "css").mkdir(parents=True)
    (folder / "en").mkdir()
    (folder / "css" / "site.css").write_text("p { color: #123456 }", encoding="utf-8")
    (tmp_path / "secret.css").write_text("p { color: red }", encoding="utf-8")
    return folder


def sheets_of(site: Path, href: str, name: str = "en/page.html") -> dict[str, str]:
    (site / name).write_text(PAGE.format(href), encoding="utf-8")
    return next(dict(page.sheets) for page in read_pages(site) if not page.unreadable)


@pytest.mark.parametrize(
    "href",
    ["../css/site.css", "/css/site.css", "../css/site.css?v=3#x", "%2e%2e/css/site.css", "../css/./../css/site.css", "  /css/site.css "],
)
def test_local_sheets_come_with_the_page(site: Path, href: str) -> None:
    assert sheets_of(site, href) == {href.strip(): "p { color: #123456 }"}


@pytest.mark.parametrize(
    "href",
    [
        "../../secret.css",
        "../../../../../../../../etc/passwd",
        "%2e%2e/%2e%2e/secret.css",
        "/../secret.css",
        "/etc/passwd",
        "file:///etc/passwd",
        "//example.gov/css/site.css",
        "https://example.gov/css/site.css",
        "missing.css",
        "",
        "#x",
        "?x",
        "/css",
        "http://[",
        "x\0.css",
        "a" * 5000 + ".css",
    ],
)
def test_other_files_do_not(site: Path, href: str) -> None:
    assert sheets_of(site, href) == {}


def test_links_that_lead_out_of_the_folder_are_refused(site: Path) -> None:
    os.symlink(site.parent / "secret.css", site / "css" / "out.css")
    os.symlink(site.parent, site / "css" / "up")
    os.symlink(site / "css" / "site.css", site / "css" / "in.css")
    assert sheets_of(site, "/css/out.css") == {}
    assert sheets_of(site, "/css/up/secret.css") == {}
    assert sheets_of(site, "/css/in.css") == {"/css/in.css": "p { color: #123456 }"}


def test_what_is_no_file_or_too_large_is_left_out(site: Path) -> None:
    (site / "css" / "folder.css").mkdir()
    os.mkfifo(site / "css" / "pipe.css")
    with (site / "css" / "large.css").open("wb") as stream:
        stream.truncate(100_000_000)
    (site / "css" / "most.css").write_bytes(b" " * MAX_SHEET_BYTES)
    for name in ("folder", "pipe", "large"):
        assert sheets_of(site, f"/css/{name}.css") == {}
    assert len(sheets_of(site, "/css/most.css")["/css/most.css"]) == MAX_SHEET_BYTES


def test_a_file_alone_has_its_own_folder(site: Path) -> None:
    page = site / "en" / "page.html"
    (site / "en" / "own.css").write_text("p{}", encoding="utf-8")
    page.write_text(PAGE.format("../css/site.css") + '<link rel=stylesheet href="own.css">', encoding="utf-8")
    [alone] = read_pages(page)
    assert dict(alone.sheets) == {"own.css": "p{}"}


def test_imported_sheets_come_too(site: Path) -> None:
    (site / "css" / "site.css").write_text("@import 'parts/a.css'; @import url(../../secret.css); p { color: red }", encoding="utf-8")
    (site / "css" / "parts").mkdir()
    (site / "css" / "parts" / "a.css").write_text("@import 'a.css'; @import url('b.css') screen; p { color: blue }", encoding="utf-8")
    (site / "css" / "parts" / "b.css").write_text("p { font-weight: 900 }", encoding="utf-8")
    sheets = sheets_of(site, "../css/site.css")
    assert sorted(sheets) == ["../css/parts/a.css", "../css/parts/b.css", "../css/site.css"]
    document = parse_page(PAGE.format("../css/site.css"), sheets=sheets)
    found = styles.style(document, document.select("p")[0])
    assert (str(found.color), found.font_weight) == ("#ff0000", 900)
    assert styles.unread_sheets(document) == ("../../secret.css",)


def test_a_style_element_imports(site: Path) -> None:
    (site / "page.html").write_text("<style>@import url( 'css/site.css' );</style><p>x", encoding="utf-8")
    [page] = read_pages(site)
    assert sorted(page.sheets) == ["css/site.css"]
    document = parse_page(page.content, sheets=page.sheets)
    assert str(styles.style(document, document.select("p")[0]).color) == "#123456"


def test_markup_is_read_as_people_write_it(site: Path) -> None:
    (site / "page.html").write_text(
        "<LINK HREF='css/site.css?a=1&amp;b=2' REL=StyleSheet><link rel=icon href=css/site.css><link data-href=x rel=stylesheet>"
        "<link rel=preload as=style href=/css/site.css onload=\"this.rel='stylesheet'\">",
        encoding="utf-8",
    )
    [page] = read_pages(site)
    assert sorted(page.sheets) == ["/css/site.css", "css/site.css?a=1&b=2"]
    document = parse_page(page.content, sheets=page.sheets)
    assert styles.unread_sheets(document) == ()


def test_a_base_address_counts(site: Path) -> None:
    (site / "page.html").write_text('<base href="/css/"><link rel=stylesheet href=site.css>', encoding="utf-8")
    (site / "other.html").write_text('<base href="https://example.gov/"><link rel=stylesheet href=css/site.css>', encoding="utf-8")
    other, page = read_pages(site)
    assert (sorted(other.sheets), sorted(page.sheets)) == ([], ["site.css"])


def test_bytes_of_every_kind_are_decoded(site: Path) -> None:
    for content, expected in (
        (b"\xef\xbb\xbfp{}", "p{}"),
        ("p{}".encode("utf-16"), "p{}"),
        (b'@charset "iso-8859-1";p{content:"\xe9"}', '@charset "iso-8859-1";p{content:"é"}'),
        (b'@charset "nonsense";p{}', '@charset "nonsense";p{}'),
        (b"\xff\x00\xfep{}", "\ufffd\0\ufffdp{}"),
    ):
        (site / "css" / "x.css").write_bytes(content)
        assert sheets_of(site, "/css/x.css") == {"/css/x.css": expected}


def test_one_text_is_shared_by_all_pages_and_sent_once(site: Path) -> None:
    (site / "css" / "site.css").write_text("p{}" * 10_000, encoding="utf-8")
    for number in range(20):
        (site / f"{number}.html").write_text(PAGE.format("css/site.css"), encoding="utf-8")
    pages = list(read_pages(site))
    assert len({id(page.sheets["css/site.css"]) for page in pages}) == 1
    assert len(pickle.dumps(pages)) < 60_000


def test_only_so_many_sheets_are_read(site: Path) -> None:
    for number in range(MAX_SHEETS + 10):
        (site / f"{number}.css").write_text("p{}", encoding="utf-8")
    (site / "page.html").write_text(
        "".join(f"<link rel=stylesheet href={number}.css>" for number in range(MAX_SHEETS + 10)), encoding="utf-8"
    )
    [page] = read_pages(site)
    assert len(page.sheets) == MAX_SHEETS


@pytest.mark.parametrize(
    "content", [b"<link" * 400_000, b"<link rel=stylesheet " * 100_000, b"@import" * 300_000, b"<link rel=stylesheet href='" * 80_000]
)
def test_searching_ends(site: Path, content: bytes) -> None:
    (site / "page.html").write_bytes(content)
    [page] = read_pages(site)
    assert page.sheets == {}
