"""Focus: HTML, section 6.6, and what browsers do where it leaves them free."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility import focus
from govpagecheck.document import Document, Element


def page(html: str) -> tuple[Document, Element]:
    document = parse_page(f"<!doctype html><html lang=en><title>t</title><body>{html}")
    return document, document.select("#x")[0]


@pytest.mark.parametrize(
    "html",
    [
        "<a id=x href=/></a>",
        "<a id=x href></a>",
        "<button id=x></button>",
        "<input id=x>",
        "<input id=x type=file>",
        "<input id=x type=radio>",
        "<select id=x></select>",
        "<textarea id=x></textarea>",
        "<iframe id=x></iframe>",
        "<audio id=x controls></audio>",
        "<video id=x controls></video>",
        "<details><summary id=x></summary></details>",
        "<details><p></p><summary id=x></summary></details>",
        "<div id=x contenteditable></div>",
        "<div id=x contenteditable=TRUE></div>",
        "<div id=x contenteditable=plaintext-only></div>",
        "<div id=x tabindex=0></div>",
        "<div id=x tabindex=' 3px'></div>",
        "<svg><a id=x href=/></a></svg>",
        "<svg><a id=x xlink:href=/></a></svg>",
        "<map name=m><area id=x href=/></map><img alt=Map usemap=#m>",
    ],
)
def test_html_focusable_and_in_sequential_navigation(html: str) -> None:
    assert focus.is_focusable(*page(html))
    assert focus.is_tabbable(*page(html))


@pytest.mark.parametrize(
    "html",
    [
        "<a id=x></a>",
        "<button id=x disabled></button>",
        "<button id=x disabled tabindex=0></button>",
        "<input id=x type=HIDDEN tabindex=0>",
        "<video id=x></video>",
        "<label id=x></label>",
        "<details id=x></details>",
        "<dialog id=x open></dialog>",
        "<summary id=x></summary>",
        "<details><summary></summary><summary id=x></summary></details>",
        "<select><option id=x></option></select>",
        "<div id=x contenteditable=false></div>",
        "<div id=x contenteditable=maybe></div>",
        "<div id=x tabindex></div>",
        "<div id=x tabindex=a></div>",
        "<div id=x tabindex=99999999999999999999></div>",
        "<map name=m><area id=x href=/></map>",
        "<map name=m><area id=x></map><img alt=Map usemap=#m>",
        "<map name=m><area id=x href=/></map><img alt=Map usemap=#m hidden>",
    ],
)
def test_html_not_focusable(html: str) -> None:
    assert not focus.is_focusable(*page(html))
    assert not focus.is_tabbable(*page(html))


@pytest.mark.parametrize("html", ["<a id=x href=/ tabindex=-1></a>", "<div id=x tabindex=-2></div>"])
def test_html_negative_tabindex_leaves_sequential_navigation(html: str) -> None:
    assert focus.is_focusable(*page(html))
    assert not focus.is_tabbable(*page(html))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<fieldset disabled><input id=x></fieldset>", False),
        ("<fieldset disabled><div><input id=x></div></fieldset>", False),
        ("<fieldset disabled><legend><input id=x></legend></fieldset>", True),
        ("<fieldset disabled><legend></legend><legend><input id=x></legend></fieldset>", False),
        ("<fieldset disabled><div><legend><input id=x></legend></div></fieldset>", False),
        ("<fieldset disabled><fieldset><legend><input id=x></legend></fieldset></fieldset>", False),
        ("<fieldset disabled><legend><fieldset disabled><input id=x></fieldset></legend></fieldset>", False),
        ("<fieldset disabled><a id=x href=/></a></fieldset>", True),
        ("<fieldset disabled><div id=x tabindex=0></div></fieldset>", True),
        ("<fieldset><input id=x></fieldset>", True),
    ],
)
def test_html_disabled_fieldset(html: str, expected: bool) -> None:
    assert focus.is_focusable(*page(html)) is expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div hidden><button id=x></button></div>", False),
        ("<div style='display:none'><button id=x></button></div>", False),
        ("<div style='visibility:hidden'><button id=x></button></div>", False),
        ("<div style='visibility:hidden'><button id=x style='visibility:visible'></button></div>", True),
        ("<div inert><button id=x></button></div>", False),
        ("<details><summary></summary><button id=x></button></details>", False),
        ("<details open><summary></summary><button id=x></button></details>", True),
        ("<div aria-hidden=true><button id=x></button></div>", True),
        ("<button id=x style='opacity:0'></button>", True),
        ("<button id=x style='position:absolute;left:-9999px'></button>", True),
    ],
)
def test_html_hidden_and_inert_elements(html: str, expected: bool) -> None:
    assert focus.is_focusable(*page(html)) is expected


def test_is_disabled_is_for_form_controls() -> None:
    assert focus.is_disabled(*page("<select id=x disabled></select>"))
    assert not focus.is_disabled(*page("<a id=x href=/ disabled></a>"))


# -- hostile pages -------------------------------------------------------------------------------------------------------


def test_many_controls_in_one_disabled_fieldset() -> None:
    document = parse_page(f"<!doctype html><fieldset disabled>{'<input>' * 10_000}</fieldset>")
    assert not any(focus.is_focusable(document, element) for element in document.select("input"))


def test_deep_disabled_fieldsets() -> None:
    document = parse_page(f"<!doctype html>{'<fieldset disabled><legend>' * 10_000}<input id=x>")
    assert focus.is_focusable(document, document.select("#x")[0])


def test_many_summaries() -> None:
    document = parse_page(f"<!doctype html><details>{'<summary></summary><p></p>' * 10_000}</details>")
    assert sum(focus.is_focusable(document, element) for element in document.select("summary")) == 1


def test_tabindex_of_many_digits() -> None:
    document, element = page(f"<div id=x tabindex={'1' * 100_000}></div>")
    assert focus.tab_index(element) is None
    assert not focus.is_focusable(document, element)
