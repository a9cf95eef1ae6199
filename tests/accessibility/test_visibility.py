"""Which elements are rendered, hidden, exposed and seen."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility import visibility
from govpagecheck.document import Document

QUESTIONS = {
    "rendered": visibility.is_rendered,
    "exposed": visibility.is_exposed,
    "visible": visibility.is_visible,
    "visually-hidden": visibility.is_visually_hidden,
}


def facts(document: Document, identifier: str) -> set[str]:
    found = next(one for one in document.tree.iter("*") if one.get("id") == identifier)
    return {name for name, ask in QUESTIONS.items() if ask(document, found)}


SEEN = {"rendered", "exposed", "visible"}
NOTHING: set[str] = set()
HEARD = {"rendered", "exposed", "visually-hidden"}
SR_ONLY = "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p id=x>", SEEN),
        ("<p id=x hidden>", NOTHING),
        ("<p hidden><b id=x>", NOTHING),
        ("<p id=x hidden style='display:block'>", SEEN),
        ("<p id=x hidden=until-found>", NOTHING),
        ("<p hidden=until-found style='display:block'><b id=x>", NOTHING),
        ("<p id=x style='display:none'>", NOTHING),
        ("<p id=x style='display: none !important; display: block'>", NOTHING),
        ("<style>.h{display:none}</style><p class=h><b id=x style='display:block'>", NOTHING),
        ("<p id=x style='visibility:hidden'>", {"rendered"}),
        ("<p style='visibility:hidden'><b id=x>", {"rendered"}),
        ("<p style='visibility:hidden'><b id=x style='visibility:visible'>", SEEN),
        ("<p id=x style='visibility:collapse'>", {"rendered"}),
        ("<p id=x style='content-visibility:hidden'>", SEEN),
        ("<p style='content-visibility:hidden'><b id=x>", NOTHING),
        ("<p style='opacity:0'><b id=x>", {"rendered", "exposed"}),
        ("<p aria-hidden=true><b id=x>", {"rendered", "visible"}),
        ("<p aria-hidden=TRUE><b id=x aria-hidden=false>", {"rendered", "visible"}),
        ("<p aria-hidden><b id=x>", SEEN),
        ("<p aria-hidden=' true '><b id=x>", SEEN),
        ("<p inert><b id=x>", {"rendered", "visible"}),
        ("<details><p id=x>", NOTHING),
        ("<details open><p id=x>", SEEN),
        ("<details><summary id=x>s</summary><p>", SEEN),
        ("<details><summary>s</summary><summary id=x>t</summary>", NOTHING),
        ("<details><p>a</p><summary id=x>t</summary>", SEEN),
        ("<details open><details><p id=x>", NOTHING),
        ("<dialog><p id=x>", NOTHING),
        ("<dialog open><p id=x>", SEEN),
        ("<dialog style='display:flex'><p id=x>", SEEN),
        ("<div popover><p id=x>", NOTHING),
        ("<dialog popover open><p id=x>", SEEN),
        ("<noscript><p id=x>x</p></noscript>", NOTHING),
        ("<template><p id=x>x</p></template>", NOTHING),
        ("<datalist><option id=x>x</datalist>", NOTHING),
        ("<select><option id=x>x</select>", SEEN),
        ("<input type=HIDDEN id=x>", NOTHING),
        ("<input type=hidden id=x style='display:block'>", NOTHING),
        ("<script id=x></script>", NOTHING),
        ("<video><a id=x>x</a></video>", NOTHING),
        ("<canvas><a id=x>x</a></canvas>", {"rendered", "exposed"}),
        ("<svg><defs><text id=x>x</text></defs></svg>", NOTHING),
        ("<svg><title id=x>x</title></svg>", NOTHING),
        ("<svg><text id=x>x</text></svg>", SEEN),
        (f"<p style='{SR_ONLY}'><b id=x>", HEARD),
        ("<p id=x style='position:absolute;clip:rect(1px 1px 1px 1px)'>", HEARD),
        ("<p id=x style='position:absolute;clip:rect(0,100px,20px,0)'>", SEEN),
        ("<p id=x style='clip:rect(0,0,0,0)'>", SEEN),
        ("<p id=x style='clip-path:inset(50%)'>", HEARD),
        ("<p id=x style='clip-path:inset(10% 20%)'>", SEEN),
        ("<p id=x style='clip-path:circle(0)'>", HEARD),
        ("<p id=x style='clip-path:circle(50%)'>", SEEN),
        ("<p id=x style='position:absolute;left:-9999px'>", HEARD),
        ("<p id=x style='position:absolute;top:-999em'>", HEARD),
        ("<p id=x style='position:absolute;right:-9999px'>", SEEN),
        ("<p id=x style='position:fixed;right:-9999px'>", HEARD),
        ("<p id=x style='left:-9999px'>", SEEN),
        ("<p id=x style='text-indent:-9999px'>", HEARD),
        ("<p id=x style='font-size:0'>", HEARD),
        ("<p style='font-size:0'><b id=x style='font-size:16px'>", SEEN),
        ("<p id=x style='height:0;overflow:hidden'>", HEARD),
        ("<p style='height:0;overflow:hidden'><b id=x style='position:absolute'>", SEEN),
        ("<p id=x style='transform:scale(0)'>", HEARD),
        ("<p id=x style='transform:scale(0.5)'>", SEEN),
        ("<p id=x class=sr-only>", SEEN),
        ("<link rel=stylesheet href=a.css><p class=usa-sr-only><b id=x>", HEARD),
        ("<map name=m><area id=x href=y></map>", NOTHING),
        ("<map name=m><area id=x href=y></map><img usemap='#m' src=a>", SEEN),
        ("<map name=m><area id=x href=y></map><p hidden><img usemap='#m' src=a></p>", NOTHING),
        ("<map name=m><area id=x href=y></map><img usemap='#n' src=a>", NOTHING),
        ("<div><template shadowrootmode=open><p id=x>x</p></template></div>", SEEN),
        ("<div><template shadowrootmode=open><p hidden><slot></slot></p></template><b id=x></b></div>", NOTHING),
        ("<div><template shadowrootmode=open><slot name=s></slot></template><b id=x slot=s></b></div>", SEEN),
        ("<div><template shadowrootmode=open><slot name=s></slot></template><b id=x></b></div>", NOTHING),
        ("<div><template shadowrootmode=open><slot><i id=x></i></slot></template><b></b></div>", NOTHING),
        ("<div><template shadowrootmode=open><slot><i id=x></i></slot></template></div>", SEEN),
        ("<style>@media print{p{display:none}}</style><p id=x>", SEEN),
        ("<style>p:hover{display:none}</style><p id=x>", SEEN),
        ("<style>p{display:var(--d)}:root{--d:none}</style><p id=x>", NOTHING),
        ("<style>p{display:block} @media (unheard-of){p{display:none}}</style><p id=x>", SEEN),
    ],
)
def test_each_way_of_hiding(markup: str, expected: set[str]) -> None:
    assert facts(parse_page(f"<!doctype html><title>t</title><body>{markup}"), "x") == expected


def test_what_is_off_screen_is_not_hidden() -> None:
    document = parse_page("<a id=x href=y style='position:absolute;left:-9999px;opacity:0'>Skip")
    [link] = document.select("a")
    assert not visibility.is_hidden(document, link)
    assert not visibility.is_visible(document, link)
    assert visibility.is_hidden(document, document.select("title, head")[0])


def test_classes_that_usually_hide_are_doubt_where_sheets_are_missing() -> None:
    page = "<p class='x d-none'><b>x</b></p><i>y</i>"
    missing = parse_page("<link rel=stylesheet href=a.css>" + page)
    assert [visibility.may_be_hidden(missing, one) for one in missing.select("p, b, i")] == [True, True, False]
    assert visibility.is_rendered(missing, missing.select("b")[0])
    read = parse_page("<link rel=stylesheet href=a.css>" + page, sheets={"a.css": ""})
    assert not any(visibility.may_be_hidden(read, one) for one in read.select("p, b, i"))


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000,
        "<p hidden></p>" * 50_000,
        "<details>" * 5000,
        "<map name=m><area></map><img usemap=#m>" * 10_000,
        "<details>" + "<p></p>" * 30_000,
        "<div><template shadowrootmode=open><slot></slot></template>" * 3000,
        "<div><template shadowrootmode=open><div>" * 3000,
    ],
)
def test_large_pages_end(markup: str) -> None:
    document = parse_page(markup)
    assert isinstance([visibility.is_visible(document, one) for one in document.index.elements], list)


def test_parts_of_widgets_that_their_script_hides_may_be_hidden() -> None:
    document = parse_page(
        '<div id="goog-gt-tt"><form><input></form></div><div class="x VIpgJd-ZVi9od-aZ2wEe-OiiCO"><i></i></div>'
        '<div class="skiptranslate goog-te-gadget"><b></b></div>'
    )
    assert [visibility.may_be_hidden(document, one) for one in document.select("input, i, b")] == [True, True, False]
