"""Dates: labels that speak of this page, near-misses that do not, and dates for machines."""

from __future__ import annotations

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts.dates import PageDates, find


def dates_of(body: str, head: str = "") -> PageDates:
    page = f"<!doctype html><html lang=en><head><title>Permits</title>{head}</head><body><main><h1>Permits</h1>{body}</main></body></html>"
    return find(parse_page(page))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Last Updated: September 7, 2021</p>",
        "<p>Last updated on September 7, 2021</p>",
        "<p>Updated September 7, 2021</p>",
        "<p>(Last modified 09/07/2021)</p>",
        "<p>This page was last updated on Sept. 7, 2021.</p>",
        "<p>Page Last Reviewed or Updated: 07-Sep-2021</p>",
        "<p>Last updated by the Pond Office on September 7, 2021</p>",
        "<p>Last updated: 10:30 a.m. ET, September 7, 2021</p>",
        "<p>Content current as of: 09/07/2021</p>",
        "<p>LAST UPDATED: SEPTEMBER 7, 2021</p>",
        "<p>Last updated 7 September 2021 <a href=#history>See all updates</a></p>",
        "<dl><dt>Last updated:</dt><dd>7 September 2021</dd></dl>",
        "<dl><dt>Date modified:</dt><dd><time property=dateModified>2021-09-07</time></dd></dl>",
        "<div><div>Last updated</div><div>September 7, 2021</div></div>",
        "<p><span>Office of Ponds</span> <span>Last updated: September 7, 2021</span></p>",
        "<p>Published August 1, 2021 | Last updated September 7, 2021</p>",
        "<table><tr><th>Last updated</th><td>September 7, 2021</td></tr></table>",
        "<p>Última actualización: 7 de septiembre de 2021</p>",
        "<dl><dt>Date de modification :</dt><dd><time>2021-09-07</time></dd></dl>",
        "<p>Stand: 7. September 2021</p>",
        "<p>Ultimo aggiornamento: 07.09.2021</p>",
        "<p>最終更新 9月 7, 2021</p>",
        "<p>Dernière mise à jour : <time datetime='2021-09-07T10:00:00Z'>le septième jour</time></p>",
    ],
)
def test_a_visible_label_with_its_date_says_when_the_page_was_updated(markup: str) -> None:
    mark = dates_of(markup).updated
    assert mark is not None
    assert (mark.is_visible, mark.source, mark.iso) == (True, "text", "2021-09-07")


@pytest.mark.parametrize(
    "markup",
    [
        "<select><option>Last updated</option><option>September 7, 2021</option></select>",
        "<label>Last updated</label><p>September 7, 2021</p>",
        "<a href=/new>Updated September 7, 2021</a>",
        "<table><tr><th>Name</th><th>Last updated</th></tr><tr><td>September 7, 2021</td></tr></table>",
        "<table><tr><th>File</th></tr><tr><td>Last updated September 7, 2021</td></tr></table>",
        "<p>PondWeb: node3 Version 3.26.0 Last updated 2020/12/01 09:54</p>",
        "<p>The Pond Rule was revised September 7, 2021 and modified again.</p>",
        "<p>The fee table was last updated on September 7, 2021.</p>",
        "<p>Updated September 7, 2021: the office opens on Mondays again.</p>",
        "<p>Updated September 7, 2021 guidance on ponds is in force.</p>",
        "<p>Revised September 7, 2021 (Errata sheet)</p>",
        "<ul><li>Pond guide (updated 29-Dec-2015)</li></ul>",
        "<ul><li>Pond guide - Last updated December 29, 2015</li></ul>",
        "<p>Copyright 2021</p><p>We met on September 7, 2021.</p>",
        "<p hidden>Last updated: September 7, 2021</p>",
        "<div class=comments><p>Updated September 7, 2021</p></div>",
        "".join(f"<li>Last updated: May {day}, 2021</li>" for day in (1, 2, 3)),
        "<p>Last updated</p><div><div><p>Fees</p></div></div><p>September 7, 2021</p>",
    ],
)
def test_other_dates_do_not_say_that_the_page_was_updated(markup: str) -> None:
    assert not dates_of(markup).shows_updated


def test_the_pages_own_label_stays_beside_a_list_with_the_same_label() -> None:
    items = "".join(f"<li>Last updated: May {day}, 2021</li>" for day in (1, 2, 3))
    mark = dates_of(f"<ul>{items}</ul><p>Last updated: June 4, 2021</p>").updated
    assert mark is not None
    assert mark.iso == "2021-06-04"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>Release Date: October 12, 2018</div>",
        "<div><div>Release Date:</div><div>October 12, 2018</div></div>",
        "<p>Published October 12, 2018</p>",
        "<p>Posted on October 12, 2018 by Ann Reed</p>",
        "<div><p>FOR IMMEDIATE RELEASE</p><p>Office of Ponds</p><p>Friday, October 12, 2018</p></div>",
        "<p>LAKEVILLE, Ohio (October 12, 2018) - The Pond Service opened a pond today for all who like to sit at ponds in the sun.</p>",
        "<p>Fecha de publicación: 12 de octubre de 2018</p>",
    ],
)
def test_a_visible_publication_date_is_found(markup: str) -> None:
    mark = dates_of(markup).published
    assert mark is not None
    assert (mark.is_visible, mark.iso) == (True, "2018-10-12")


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f"<div><p>Posted: May {day}, 2018</p></div>" for day in (1, 2, 3)),
        "<p>Event date: October 12, 2018</p>",
        "<table><tr><td>Published</td><td>10/12/2018</td></tr></table>",
        "<p>Opinions published in 2016</p>",
    ],
)
def test_other_dates_are_no_publication_date(markup: str) -> None:
    assert dates_of(markup).published is None


@pytest.mark.parametrize("markup", ["<p>Content last reviewed June 2023</p>", "<p>Last Reviewed: Thursday, June 1, 2023</p>"])
def test_a_review_is_a_kind_of_its_own_and_shows_how_current_the_page_is(markup: str) -> None:
    found = dates_of(markup)
    assert found.reviewed is not None
    assert (found.reviewed.iso, found.updated, found.shows_updated) == ("2023-06-01", None, True)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<meta property="article:modified_time" content="2021-09-07T10:00:00Z">', "updated"),
        ('<meta name="DCTERMS.modified" content="2021-09-07">', "updated"),
        ('<meta name="revised" content="Tuesday, September 7, 2021, 10:00 am">', "updated"),
        ('<meta http-equiv="Last-Modified" content="Tue, 07 Sep 2021 10:00:00 GMT">', "updated"),
        ('<meta name="DC.Date" content="20210907">', "published"),
        ('<meta itemprop="datePublished" content="2021-09-07">', "published"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"WebPage","dateModified":"2021-09-07T01:02"}]}</script>', "updated"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-09-07"}</script>', "published"),
    ],
)
def test_a_date_for_machines_is_declared_and_not_visible(head: str, kind: str) -> None:
    mark = dates_of("", head).first(kind)
    assert mark is not None
    assert (mark.iso, mark.is_visible) == ("2021-09-07", False)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="">',
        '<meta name="revisit-after" content="15 days">',
        '<meta name="revised" content="12/31/1600 7:00:00 PM">',
        '<script type="application/ld+json">{"dateModified": "2021-09-07"</script>',
        '<script type="application/ld+json">{"@type":"Event","dateModified":"2021-09-07"}</script>',
        '<script type="application/json">{"dateModified":"2021-09-07"}</script>',
        '<meta itemprop="dateModified" content="2021-09-07"><meta itemprop="dateModified" content="2021-09-08">',
    ],
)
def test_other_data_declares_no_update(head: str) -> None:
    assert not dates_of("", head).declares_updated


def test_deeply_nested_data_is_ignored() -> None:
    assert dates_of("", f"<script type='application/ld+json'>{'[' * 100_000}</script>").marks == ()


def test_a_visible_date_is_preferred_to_a_declared_one() -> None:
    mark = dates_of("<p>Last updated: May 3, 2020</p>", '<meta name="dcterms.modified" content="2021-09-07">').updated
    assert mark is not None
    assert mark.iso == "2020-05-03"


def test_the_datetime_of_the_visible_time_is_kept() -> None:
    mark = dates_of("<p>Last updated <time datetime='2021-09-08'>September 7, 2021</time></p>").updated
    assert mark is not None
    assert (mark.element.tag, mark.machine, mark.iso) == ("time", "2021-09-08", "2021-09-07")


def test_a_component_with_declarative_shadow_root_shows_its_date() -> None:
    shadow = "<template shadowrootmode=open><dl><dt>Date modified:</dt><dd><slot></slot></dd></dl></template>"
    assert dates_of(f"<x-date-modified>{shadow}2021-09-07</x-date-modified>").shows_updated


def test_an_impossible_date_is_kept_without_value() -> None:
    mark = dates_of("<p>Last Updated: 02/30/2021</p>").updated
    assert mark is not None
    assert (mark.text, mark.iso) == ("02/30/2021", None)
