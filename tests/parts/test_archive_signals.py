"""Archive signals: each sign that a page is archived, and what only looks like one."""

from __future__ import annotations

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts.archive_signals import find


def kinds_of(page: str, url: str | None = None) -> list[str]:
    return [signal.kind for signal in find(parse_page(f"<!doctype html><html lang=en>{page}", url=url))]


def trail(*names: str) -> str:
    links = "".join(f"<li><a href=/{number}>{name}</a></li>" for number, name in enumerate(names[:-1]))
    return f"<nav aria-label=Breadcrumb><ol>{links}<li>{names[-1]}</li></ol></nav>"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.ponds.gov/archive/news/2018/pond-opens",
        "https://www.ponds.gov/news-archive/pond-opens",
        "https://archive.ponds.gov/pond",
        "https://19january2017snapshot.ponds.gov/pond",
    ],
)
def test_the_address_of_an_archived_page_is_a_signal(url: str) -> None:
    assert kinds_of("<title>Pond opens</title>", url) == ["url"]


@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://www.ponds.gov/news/archive",
        "https://www.ponds.gov/news-archive/2018",
        "https://www.ponds.gov/archive/index.html",
        "https://blog.ponds.gov/archives/1234",
        "https://www.archives.gov/ponds",
        "https://www.ponds.gov/archivists/jobs",
    ],
)
def test_other_addresses_are_no_signal(url: str | None) -> None:
    assert kinds_of("<title>Ponds</title>", url) == []


@pytest.mark.parametrize("name", ["Archived", "News Archive", "Archives"])
def test_an_ancestor_in_the_trail_is_a_signal(name: str) -> None:
    assert kinds_of(trail("Home", name, "Pond opens")) == ["breadcrumb"]


@pytest.mark.parametrize(
    "names",
    [("Home", "News", "News Archive"), ("Home", "National Archives and Records", "Jobs"), ("Home", "News Archive", "2018")],
)
def test_a_trail_to_an_archive_or_its_lists_is_no_signal(names: tuple[str, ...]) -> None:
    assert kinds_of(trail(*names)) == []


@pytest.mark.parametrize("title", ["ARCHIVED - Pond opens", "[Archived] Pond opens", "Archived: Pond opens"])
def test_a_title_that_begins_with_archived_is_a_signal(title: str) -> None:
    assert kinds_of(f"<title>{title}</title>") == ["title"]


@pytest.mark.parametrize("title", ["Archived news", "Archive", "Archives: ponds", "Archived-document policy"])
def test_a_title_about_archives_is_no_signal(title: str) -> None:
    assert kinds_of(f"<title>{title}</title>") == []


@pytest.mark.parametrize("page", ["<body class='page archived'>", "<main class=archived-content>", "<article class=node--archived>"])
def test_a_class_of_the_page_or_its_main_part_is_a_signal(page: str) -> None:
    assert kinds_of(page) == ["class"]


@pytest.mark.parametrize(
    "page",
    ["<ul><li class=archived>Old pond</ul>", "<body class=archive>", "<article class=archived></article><article></article>"],
)
def test_a_class_of_listed_things_is_no_signal(page: str) -> None:
    assert kinds_of(page) == []


@pytest.mark.parametrize(
    ("meta", "kinds"),
    [("name=archived content=true", ["meta"]), ("name=archived content=false", []), ("name=robots content=noarchive", [])],
)
def test_a_meta_element_says_archived(meta: str, kinds: list[str]) -> None:
    assert kinds_of(f"<meta {meta}>") == kinds


def test_the_notice_is_a_signal() -> None:
    assert kinds_of("<p>This page is no longer maintained.</p>") == ["notice"]
