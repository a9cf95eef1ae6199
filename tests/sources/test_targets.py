"""Targets: patterns, lists, standard input, archives and saved pages, each page once, and nothing that was asked for lost."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from tests.sources.archives import PAGE, SITE, packed, page, response

from govpagecheck import Page, read_pages
from govpagecheck.sources.addresses import with_base_url
from govpagecheck.sources.saved_pages import saved_from

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small site the current folder."""
    for name in ("index.html", "en/a.html", "en/b.htm", "en/deep/c.html", ".hidden/d.html", "en/.e.html", "[x].html"):
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page(name))
    (tmp_path / "site/en/site.css").write_text("p {}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*targets: str | Path) -> list[str | None]:
    pages = list(read_pages(targets))
    assert not [one.unreadable for one in pages if one.unreadable]
    return [one.path for one in pages]


def told(*targets: str | Path) -> list[tuple[str | None, str | None]]:
    return [(one.path, one.unreadable) for one in read_pages(targets) if one.unreadable]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("site/**/*.html", ["site/[x].html", "site/en/a.html", "site/en/deep/c.html", "site/index.html"]),
        ("site/*/*.ht*", ["site/en/a.html", "site/en/b.htm"]),
        ("site/en/[ab].htm*", ["site/en/a.html", "site/en/b.htm"]),
        ("site/e?/a.html", ["site/en/a.html"]),
        ("**/c.html", ["site/en/deep/c.html"]),
        ("site/en/d*", ["site/en/deep/c.html"]),
        ("site/.hidden/*.html", ["site/.hidden/d.html"]),
        ("site/.*/*.html", ["site/.hidden/d.html"]),
        ("site/[x].html", ["site/[x].html"]),
        ("./site/in*.html", ["site/index.html"]),
        ("site/en/../in*.html", ["site/en/../index.html"]),
    ],
)
def test_patterns(site: Path, pattern: str, found: list[str]) -> None:
    assert paths(pattern) == found
    absolute = str(site / pattern)
    assert paths(absolute) == [f"{site.as_posix()}/{one}" for one in found]


@pytest.mark.parametrize("pattern", ["site/**/*.xyz", "nowhere/*.html", "site/*/*/*/*.html", "[z].html", "site/\0*"])
def test_a_pattern_that_fits_nothing_is_told(site: Path, pattern: str) -> None:
    assert site.exists()
    [(path, cause)] = told(pattern)
    assert path == pattern
    assert cause == f"no file matches {pattern}" or "\0" in pattern


def test_a_pattern_does_not_follow_links_in_circles(site: Path) -> None:
    for name in ("one", "two"):
        os.symlink(site / "site", site / "site" / "en" / name)
    assert len(paths("site/**/*.html")) == 4


def test_a_path_is_no_pattern_nor_anything_else(site: Path) -> None:
    for name in ("-", "@list", "https:", "*.html"):
        (site / name).write_bytes(page(name))
    assert paths(*(Path(name) for name in ("-", "@list", "https:", "*.html"))) == ["-", "@list", "https:", "*.html"]
    assert paths("./-", "./@list", "*.html") == ["-", "@list", "*.html"]


def test_each_page_comes_once(site: Path) -> None:
    assert paths("site/en/a.html", "site", "./site/en/../en/b.htm", "site/**/*.html", str(Path("site"))) == [
        "site/en/a.html",
        "site/[x].html",
        "site/index.html",
        "site/en/b.htm",
        "site/en/deep/c.html",
    ]
    assert len(paths("site", str(site / "site"))) == 10  # by their names in the report


def test_a_list_names_targets_as_the_command_line_does(site: Path) -> None:
    (site / "lists").mkdir()
    (site / "lists/more.txt").write_text("site/index.html\nsite/en/*.htm\n", encoding="utf-8")
    lines = ["# pages", "", "  site/en/a.html  ", "site/en/deep", "@lists/more.txt", "site/en/a.html", "@lists/more.txt"]
    expected = ["site/en/a.html", "site/en/deep/c.html", "site/index.html", "site/en/b.htm"]
    for content in (
        "\n".join(lines).encode(),
        "\r\n".join(lines).encode("utf-8-sig"),
        "\r".join(lines).encode(),
        "\r\n".join(lines).encode("utf-16"),
    ):
        (site / "list.txt").write_bytes(content)
        assert paths("@list.txt") == expected


def test_lists_that_cannot_be_read_are_told_and_what_came_before_is_read(site: Path) -> None:
    (site / "latin.txt").write_bytes(b"site/index.html\ncaf\xe9.html\n")
    (site / "empty.txt").write_bytes(b"# nothing\n\n")
    (site / "long.txt").write_bytes(b"site/index.html\n" + b"a" * 1_000_000)
    assert told("@latin.txt") == [("latin.txt", "the list is read no further: it is not UTF-8 text")]
    assert told("@empty.txt") == [("empty.txt", "the list names no targets")]
    assert told("@long.txt") == [("long.txt", "the list is read no further: a line of it is longer than 10,000 characters")]
    assert told("@gone.txt") == [("gone.txt", "the list cannot be read: No such file or directory")]
    assert told("@site") == [("site", "the list cannot be read: it is a folder")]
    assert len(told("@")) == len(told("@a\0b")) == 1
    assert [one.path for one in read_pages("@long.txt") if not one.unreadable] == ["site/index.html"]


def test_lists_that_name_themselves_are_told(site: Path) -> None:
    (site / "self.txt").write_text("site/index.html\n@./self.txt\nsite/en/a.html\n", encoding="utf-8")
    (site / "one.txt").write_text("@two.txt\n", encoding="utf-8")
    (site / "two.txt").write_text("@one.txt\nsite/index.html\n", encoding="utf-8")
    assert [one.path for one in read_pages("@self.txt")] == ["site/index.html", "./self.txt", "site/en/a.html"]
    assert told("@self.txt") == [("./self.txt", "the list is not read again: it names itself")]
    assert told("@one.txt") == [("one.txt", "the list is not read again: it names itself by way of another list")]


def test_lists_that_name_each_other_many_times_take_no_time(site: Path) -> None:
    for number in range(60):
        (site / f"{number}.txt").write_text(f"@{number + 1}.txt\n" * 2, encoding="utf-8")
    (site / "60.txt").write_text("site/index.html\n", encoding="utf-8")
    assert paths("@0.txt") == ["site/index.html"]


@pytest.mark.parametrize("max_bytes", [None, 5])
def test_standard_input_is_one_page(monkeypatch: pytest.MonkeyPatch, max_bytes: int | None) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(PAGE)))
    assert next(read_pages(["-"], max_bytes=max_bytes)) == Page(PAGE if max_bytes is None else PAGE[:6], path="-")


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert told("-") == [("-", "standard input is closed")]
    closed = io.TextIOWrapper(io.BytesIO())
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    assert told("-") == [("-", "standard input cannot be read: I/O operation on closed file.")]


def test_the_command_reads_standard_input(command: Command) -> None:
    options = ("check", "-", "-o", "json", "--fail-on", "never", "--no-config", "-q")
    good = command(*options, input=PAGE.decode())
    assert ([one["path"] for one in json.loads(good.stdout)["pages"]], good.returncode) == (["-"], 0)
    empty = command(*options, input="")
    assert empty.returncode == 3
    assert "empty" in empty.stderr


def test_archives_and_saved_pages_are_read_wherever_targets_are(site: Path) -> None:
    with ZipFile(site / "a.zip", "w") as archive:
        archive.writestr("x.html", PAGE)
    (site / "b.warc.gz").write_bytes(packed(response("/", PAGE)))
    (site / "c.mhtml").write_bytes(b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + PAGE + b"</html>")
    (site / "list.txt").write_text("*.mhtml\n[ab].*\n", encoding="utf-8")
    pages = list(read_pages("@list.txt"))
    assert [(one.path, one.url) for one in pages] == [("c.mhtml", None), ("a.zip#x.html", None), (None, f"{SITE}/")]
    (site / "folder.zip").mkdir()
    (site / "folder.zip/x.html").write_bytes(PAGE)
    assert paths("folder.zip") == ["folder.zip/x.html"]
    os.mkfifo(site / "pipe.zip")
    assert told("pipe.zip", "gone.warc.gz", "gone.zip") == [
        ("pipe.zip", "this is neither a file nor a folder"),
        ("gone.warc.gz", "there is no such file or folder"),
        ("gone.zip", "there is no such file or folder"),
    ]


def test_xml_that_is_no_sitemap_is_a_page(site: Path) -> None:
    (site / "a.xml").write_bytes(b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><title>x</title></html>')
    assert paths("a.xml") == ["a.xml"]


def test_addresses_that_follow_each_other_are_read_together(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def read_urls(addresses: object, _: object) -> object:
        asked.append(list(addresses))  # type: ignore[call-overload]
        return iter([Page(PAGE, url=address) for address in asked[-1]])

    monkeypatch.setattr("govpagecheck.sources.web.read_urls", read_urls)
    (site / "list.txt").write_text(f"{SITE}/b\n# {SITE}/no\n{SITE}/c#x\n", encoding="utf-8")
    pages = list(read_pages([f"{SITE}/a", "@list.txt", "site/index.html", "HTTPS://www.example.gov/d", f"{SITE}/a"]))
    assert asked == [[f"{SITE}/a", f"{SITE}/b", f"{SITE}/c#x"], ["HTTPS://www.example.gov/d", f"{SITE}/a"]]
    assert len(pages) == 5


MARK = "<!DOCTYPE html>\n<!-- saved from url=({:04}){} -->\n<html><title>x</title>"


@pytest.mark.parametrize(
    ("content", "url"),
    [
        (MARK.format(23, f"{SITE}/"), f"{SITE}/"),
        (MARK.format(23, f"{SITE}/").replace(" -->", "-->"), f"{SITE}/"),
        (MARK.format(99, f"{SITE}/a?b=c&d#e"), f"{SITE}/a?b=c&d#e"),
        (MARK.format(3, f"{SITE}/"), f"{SITE}/"),
        (MARK.format(14, "about:internet"), None),
        (MARK.format(30, "file:///C:/Users/someone/x.html"), None),
        (MARK.format(20, "javascript:alert(1)//"), None),
        (MARK.format(8, "https://"), None),
        (MARK.format(8, "http://["), None),
        ("<!-- saved from url=(0023) https://www.example.gov/ -->", None),
        (" " * 5000 + MARK.format(23, f"{SITE}/"), None),
        (MARK.format(23, SITE + "/" + "a" * 5000), None),
        ("", None),
    ],
)
def test_the_address_of_a_page_that_a_browser_saved(site: Path, content: str, url: str | None) -> None:
    assert saved_from(content.encode()) == url
    (site / "saved.html").write_text(content, encoding="utf-8")
    assert [one.url for one in read_pages("saved.html")] == [url]


def test_the_address_that_the_caller_gives_counts_before_the_one_in_the_page(site: Path) -> None:
    (site / "site/index.html").write_text(MARK.format(23, f"{SITE}/"), encoding="utf-8")
    found = {one.path: one.url for one in with_base_url(read_pages(["site"]), ["site"], "https://new.example.gov")}
    assert found["site/index.html"] == "https://new.example.gov/"


def test_inspect_takes_one_page_of_any_kind(command: Command, site: Path) -> None:
    (site / "one.warc").write_bytes(response("/", page("Permits")))
    (site / "two.warc").write_bytes(response("/", PAGE) + response("/b", PAGE))
    one = command("inspect", "one.warc", "-o", "json", cwd=site)
    assert json.loads(one.stdout)["title"] == "Permits"
    two = command("inspect", "two.warc", cwd=site)
    assert (two.returncode, two.stderr.strip()) == (3, "govpagecheck: two.warc: this holds more pages than one; inspect takes one page")
