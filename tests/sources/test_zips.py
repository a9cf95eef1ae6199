"""Zip archives and WACZ files: read like folders, never unpacked, and never trusted."""

from __future__ import annotations

import random
import stat
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from tests.sources.archives import PAGE, SITE, packed, page, response

from govpagecheck import Page, read_pages

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a zip archive with members of these names and contents."""

    def written(members: dict[str | ZipInfo, bytes | str], name: str = "site.zip", compression: int = ZIP_DEFLATED) -> Path:
        with ZipFile(tmp_path / name, "w", compression) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return tmp_path / name

    return written


def names(pages: list[Page]) -> list[str]:
    return [(one.path or "").rpartition("#")[2] for one in pages]


@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED])
def test_an_archive_reads_like_the_folder_in_it(make: Make, tmp_path: Path, compression: int) -> None:
    links = '<link rel=stylesheet href="/css/a.css"><link rel=stylesheet href="../css/b.css"><link rel=stylesheet href="../../x.css">'
    members = {
        "b/two.html": page("two", links),
        "b/one.HTM": page("one"),
        "z.html": page("z", '<link rel=stylesheet href="css/a.css?v=1">'),
        "a.xhtml": page("a"),
        "css/a.css": "@import url(c.css); a {}",
        "css/b.css": b"b { content: '\xe9' }",
        "css/c.css": "c {}",
        "b/.hidden.html": "x",
        ".git/x.html": "x",
        "a.txt": "x",
    }
    for name, content in members.items():
        file = tmp_path / "folder" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    packed_pages, folder = list(read_pages(make(members, compression=compression))), list(read_pages(tmp_path / "folder"))
    assert names(packed_pages) == ["a.xhtml", "z.html", "b/one.HTM", "b/two.html"]
    assert [one.path for one in packed_pages] == [f"{tmp_path.as_posix()}/site.zip#{name}" for name in names(packed_pages)]
    assert [(one.content, dict(one.sheets)) for one in packed_pages] == [(one.content, dict(one.sheets)) for one in folder]
    assert sorted(packed_pages[3].sheets) == ["../css/b.css", "/css/a.css", "/css/c.css"]


def test_one_folder_with_everything_in_it_is_the_root(make: Make) -> None:
    [found] = read_pages(
        make({"site/en/a.html": page("a", '<link rel=stylesheet href="/a.css">'), "site/a.css": "a {}", "__MACOSX/site/en/._a.html": "x"})
    )
    assert found.sheets == {"/a.css": "a {}"}


def test_backslashes_of_some_tools_for_windows_are_slashes(make: Make) -> None:
    [found] = read_pages(make({"en\\a.html": page("a", '<link rel=stylesheet href="../a.css">'), "a.css": "a {}"}))
    assert (names([found]), found.sheets) == (["en/a.html"], {"../a.css": "a {}"})


def test_a_page_saved_by_a_browser_has_its_address(make: Make) -> None:
    [found] = read_pages(make({"a.html": f"<!doctype html><!-- saved from url=(0023){SITE}/ --><title>x</title>"}))
    assert found.url == f"{SITE}/"


@pytest.mark.parametrize("name", ["../../up.html", "/etc/root.html", "a/../../up.html", "C:/up.html", "..\\up.html"])
def test_names_that_lead_out_are_told_and_nothing_is_read_there(make: Make, tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "up.html").write_bytes(PAGE)
    bad, good = sorted(read_pages(make({name: PAGE, "good.html": PAGE})), key=lambda one: not one.unreadable)
    assert bad.unreadable == "the member's name leads out of the archive, which is a sign of bad intent"
    assert (bad.content, good.content) == (b"", PAGE)


def test_links_are_not_followed(make: Make) -> None:
    link = ZipInfo("passwd.html")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    sheet = ZipInfo("passwd.css")
    sheet.create_system, sheet.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    members = {link: "/etc/passwd", sheet: "/etc/passwd", "good.html": page("a", '<link rel=stylesheet href="passwd.css">')}
    good, bad = read_pages(make(members))
    assert bad.unreadable == "the member is a link, which is not followed"
    assert good.sheets == {}


@pytest.mark.parametrize("compression", [ZIP_BZIP2, ZIP_LZMA])
def test_members_compressed_otherwise_are_told(make: Make, compression: int) -> None:
    [found] = read_pages(make({"a.html": PAGE}, compression=compression))
    assert found.unreadable == "the member is compressed in a way that is not read; store or deflate it"


def test_encrypted_members_are_told(make: Make) -> None:
    path = make({"a.html": PAGE, "b.html": PAGE}, compression=ZIP_STORED)
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)
    bad, good = read_pages(path)
    assert (bad.unreadable, good.content) == ("the member is encrypted", PAGE)


def test_of_two_members_with_one_name_the_last_counts(make: Make) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = make({ZipInfo("a.html"): page("first"), ZipInfo("b.html"): PAGE, ZipInfo("a.html"): page("last")})
    assert [one.content for one in read_pages(path)] == [page("last"), PAGE]


def test_a_bomb_is_not_unpacked(make: Make) -> None:
    path = make({"bomb.html": PAGE + bytes(50_000_000), "good.html": PAGE + b"x" * 900_000})
    tracemalloc.start()
    bad, good = read_pages(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bad.unreadable == "the member holds more than 200 times its size, as a bomb does"
    assert len(good.content) > 900_000
    assert peak < 10_000_000


def test_a_member_that_states_a_size_too_small_is_cut_or_told(make: Make) -> None:
    path = make({"bomb.html": PAGE + bytes(5_000_000)})
    content = bytearray(path.read_bytes())
    begin = content.index(b"PK\x01\x02") + 24
    content[begin : begin + 4] = struct.pack("<I", 1000)
    path.write_bytes(content)
    [found] = read_pages(path)
    assert found.unreadable is not None
    assert len(found.content) <= 1000


def test_members_that_lie_one_over_the_other_are_refused(make: Make) -> None:
    path = make({"a.html": random.Random(1).randbytes(50_000)}, compression=ZIP_STORED)
    content = path.read_bytes()
    begin, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entries = b"".join(content[begin:end] for _ in range(20))
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20, 20, len(entries), begin, 0)
    path.write_bytes(content[:begin] + entries + closing)
    [found] = read_pages(path)
    assert found.unreadable == "the archive cannot be read: its members lie one over the other, as those of a bomb do"


def test_of_a_large_page_so_much_is_read_that_its_size_is_known(make: Make) -> None:
    [found] = read_pages(make({"a.html": PAGE + random.Random(1).randbytes(100_000)}), max_bytes=1000)
    assert len(found.content) == 1001


def test_a_large_archive_is_read_member_by_member(tmp_path: Path) -> None:
    """100,000 members are a zip64 archive; the first page is there before the others are read."""
    number_of, data = 100_000, PAGE
    checks = zlib.crc32(data), len(data), len(data)
    local, central = bytearray(), bytearray()
    for number in range(number_of):
        name = b"%03d/%06d.html" % (number // 1000, number)
        central += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, *checks, len(name), 0, 0, 0, 0, 0, len(local)) + name
        local += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, *checks, len(name), 0) + name + data
    place = len(local)
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, number_of, number_of, len(central), place)
    end += struct.pack("<4sLQL", b"PK\x06\x07", 0, place + len(central), 1)
    end += struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (tmp_path / "many.zip").write_bytes(local + central + end)
    pages = read_pages(tmp_path / "many.zip")
    first = list(islice(pages, 1001))
    assert names(first) == [f"{number // 1000:03}/{number:06}.html" for number in range(1001)]
    assert {one.content for one in first} == {PAGE}


def test_memory_does_not_grow_with_the_pages(make: Make) -> None:
    dice = random.Random(1)
    path = make({f"{number}.html": PAGE + dice.randbytes(200_000) for number in range(60)})
    assert sum(1 for _ in read_pages(path)) == 60
    tracemalloc.start()
    assert sum(len(one.content) for one in read_pages(path)) > 12_000_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"PK\x05\x06", b"PK\x03\x04" + bytes(100), b"PK\x05\x06" + b"\xff" * 18])
@pytest.mark.parametrize("name", ["a.zip", "a.wacz"])
def test_what_is_no_archive(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    [found] = read_pages(tmp_path / name)
    assert (found.path, found.content) == (f"{tmp_path.as_posix()}/{name}", b"")
    assert found.unreadable is not None
    assert found.unreadable.startswith("the archive cannot be read: ")


def test_an_archive_without_pages_is_told(make: Make) -> None:
    [found] = read_pages(make({"a.txt": "x", "folder.html/": ""}))
    assert found.unreadable == "the archive holds no pages (.html, .htm, .xhtml, .shtml)"
    [found] = read_pages(make({"a.txt": "x"}, "a.wacz"))
    assert found.unreadable == "the archive holds no .warc or .warc.gz in its folder archive/"


@pytest.mark.parametrize("seed", range(200))
def test_a_damaged_archive_is_told(make: Make, seed: int) -> None:
    """Whatever is changed: a page is as it was or told, never raised; a name may have changed."""
    dice = random.Random(seed)
    members = {f"{number}.html": page(str(number)) for number in range(4)}
    members |= {name: response("/", PAGE) for name in ("a.warc", "archive/b.warc")}
    path = make({**members}, "a.zip" if seed % 2 else "a.wacz", dice.choice([ZIP_STORED, ZIP_DEFLATED]))
    content = bytearray(path.read_bytes())
    for _ in range(dice.choice([1, 1, 1, 5])):
        place = dice.randrange(len(content))
        if dice.random() < 0.8:
            content[place] ^= 1 << dice.randrange(8)
        else:
            del content[place : place + dice.choice([1, 10, 100])]
    path.write_bytes(content)
    pages = list(read_pages(path))
    assert pages
    assert {one.content for one in pages if not one.unreadable} <= {*members.values(), PAGE}


def test_a_wacz_is_the_archive_of_its_warc_files(make: Make) -> None:
    css = {"Content-Type": "text/css"}
    path = make(
        {
            "archive/two.warc.gz": packed(response("/two", page("two", '<link rel=stylesheet href="/a.css">'))),
            "archive/one.warc": response("/one", PAGE) + response("/a.css", b"a {}", css),
            "archive/bad.warc.gz": packed(response("/three", PAGE))[:-30],
            "other/four.warc.gz": packed(response("/four", PAGE)),
            "pages/pages.jsonl": "{}",
        },
        "crawl.wacz",
        ZIP_STORED,
    )
    bad, one, two = read_pages(path)
    assert (one.url, one.path, two.url, dict(two.sheets)) == (f"{SITE}/one", None, f"{SITE}/two", {"/a.css": "a {}"})
    assert bad.path == f"{path.as_posix()}#archive/bad.warc.gz"
    assert bad.unreadable == "record 1 at byte 0: the file ends in the middle of the gzip member there"


def test_a_member_of_a_wacz_that_cannot_be_read_is_told(make: Make) -> None:
    path = make({"archive/a.warc": response("/", PAGE)}, "a.wacz", ZIP_LZMA)
    [found] = read_pages(path)
    assert found.unreadable == "the file cannot be read: the member is compressed in a way that is not read; store or deflate it"


def test_damage_inside_a_packed_member_of_a_wacz_is_passed_as_in_a_file(make: Make) -> None:
    bad = bytearray(packed(response("/b", PAGE)))
    bad[60] ^= 0xFF
    path = make({"archive/a.warc.gz": packed(response("/a", PAGE)) + bad + packed(response("/c", PAGE))}, "a.wacz", ZIP_DEFLATED)
    assert [one.url for one in read_pages(path) if not one.unreadable] == [f"{SITE}/a", f"{SITE}/c"]
    assert zipfile.is_zipfile(path)
