"""Archive notice: statements that a page makes of itself, and words about archives that are none."""

from __future__ import annotations

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts.archive_notice import ArchiveNotice, find

ABOUT_THE_ARCHIVE = (
    "In an effort to keep ponds.gov current, the archive contains outdated information that may not reflect current policy or programs."
)


def notice_of(body: str, title: str = "Pond Service opens a pond") -> ArchiveNotice | None:
    page = f"<!doctype html><html lang=en><title>{title} | Ponds</title><body>{body}<main><h1>{title}</h1><p>We opened it.</p></main>"
    return find(parse_page(page))


@pytest.mark.parametrize(
    "sentence",
    [
        "Archived Content. This page contains information that may not reflect current policy or programs.",
        "This page is a historical archive and is no longer maintained.",
        "This website is no longer updated and links to external websites and some internal pages may not work.",
        "This is historical material “frozen in time”.",
        "This is not the current Pond Service website.",
        "This is archived content from the Pond Service website. The information here may be outdated and links may no longer function.",
        "This website is archived for historical purposes and is no longer being maintained or updated.",
        "This content has been archived and will not be updated.",
        "We have archived this page and will not be updating it.",
        "This information is for historical purposes only and may not be current.",
        "Archive: Information released online from January 20, 2009 to January 20, 2017.",
        "The information on this page may be outdated and is kept for historical reference.",
        "This guidance was withdrawn on 3 May 2020",
        "Nous avons archivé cette page et elle ne sera plus mise à jour.",
        "Esta página ha sido archivada.",
        "ARCHIVED INFORMATION",
        ABOUT_THE_ARCHIVE,
    ],
)
def test_a_statement_of_the_page_about_itself_is_a_notice(sentence: str) -> None:
    assert notice_of(f"<div><p>{sentence}</p></div>") is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- Archived content banner -->",
        "<nav><a href=/archives>Archives</a></nav>",
        "<p>National Archives</p>",
        "<h2>Archived Content</h2>",
        "<ul><li>This page is no longer maintained.</li></ul>",
        "<p><a href=/old>This page has been archived</a></p>",
        "<p hidden>This page is no longer maintained.</p>",
        "<p>This page contains historical information about ponds since 1850.</p>",
        "<p>This document is a historical account of the ponds.</p>",
        "<p>Status of this directive:</p><p>ARCHIVED</p>",
        "<p>Has this page been archived? The page is no longer maintained?</p>",
        "<p>In an effort to keep ponds.gov current, please see the content archive for information prior to January 20, 2021.</p>",
        "<p>Documents with the icon are archived and may not fully meet current standards.</p>",
        "<p>Prior years' meetings are archived here. Minutes are no longer updated after approval.</p>",
    ],
)
def test_other_words_about_archives_are_no_notice(markup: str) -> None:
    assert notice_of(markup) is None


def test_a_long_text_is_no_notice() -> None:
    assert notice_of(f"<p>This page is no longer maintained {'because of the ponds ' * 20}</p>") is None


@pytest.mark.parametrize("title", ["Content Archive", "News Archive", "Archives", "Archived News"])
def test_the_front_of_an_archive_that_introduces_it_is_not_archived(title: str) -> None:
    assert notice_of(f"<p>{ABOUT_THE_ARCHIVE}</p>", title) is None


def test_the_title_of_a_listing_is_not_the_heading_of_a_notice() -> None:
    page = f"<title>Archived Content</title><main><div><h1>Archived Content</h1><p>{ABOUT_THE_ARCHIVE}</p></div></main>"
    assert find(parse_page(page)) is None


def test_heading_and_sentence_are_one_notice() -> None:
    notice = notice_of(f"<aside><h2>Archived Content</h2><p>{ABOUT_THE_ARCHIVE} <a href=/now>Current ponds</a></p></aside>")
    assert notice is not None
    assert (notice.element.tag, notice.text) == ("aside", f"Archived Content {ABOUT_THE_ARCHIVE} Current ponds")
    assert (notice.heading and notice.heading.text, len(notice.links)) == ("Archived Content", 1)


def test_the_sentence_below_a_heading_that_is_the_statement_belongs_to_the_notice() -> None:
    statement = "We have archived this page and will not be updating it."
    notice = notice_of(f"<section><h2>{statement}</h2><p>You can use it for research.</p></section>")
    assert notice is not None
    assert notice.text.endswith("You can use it for research.")


def test_emphasised_words_that_open_the_notice_are_its_heading() -> None:
    notice = notice_of("<p><strong>Archived Content.</strong> This page contains information that may not reflect current policy.</p>")
    assert notice is not None
    assert notice.heading is not None
    assert notice.heading.element.tag == "strong"
