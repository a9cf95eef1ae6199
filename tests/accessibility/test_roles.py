"""Roles: HTML-AAM and SVG-AAM for what elements are of themselves, WAI-ARIA for what authors make of them."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility import aria, roles
from govpagecheck.accessibility.html_roles import all_roles, cases_by_tag
from govpagecheck.document import Document, Element


def page(html: str) -> tuple[Document, Element]:
    document = parse_page(f"<!doctype html><html lang=en><title>t</title><body>{html}")
    return document, document.select("#x")[0]


def role(html: str) -> str | None:
    return roles.role(*page(html))


# -- HTML-AAM 1.0, section 3.5: element role mappings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("address", "group"),
        ("article", "article"),
        ("b", None),
        ("blockquote", "blockquote"),
        ("button", "button"),
        ("code", "code"),
        ("dd", "definition"),
        ("del", "deletion"),
        ("details", "group"),
        ("dfn", "term"),
        ("dialog", "dialog"),
        ("div", None),
        ("dl", None),
        ("dt", "term"),
        ("em", "emphasis"),
        ("fieldset", "group"),
        ("figure", "figure"),
        ("h3", "heading"),
        ("hgroup", "group"),
        ("iframe", None),
        ("ins", "insertion"),
        ("label", None),
        ("main", "main"),
        ("mark", "mark"),
        ("math", "math"),
        ("menu", "list"),
        ("meter", "meter"),
        ("my-thing", None),
        ("nav", "navigation"),
        ("ol", "list"),
        ("output", "status"),
        ("p", "paragraph"),
        ("progress", "progressbar"),
        ("search", "search"),
        ("span", None),
        ("strong", "strong"),
        ("sub", "subscript"),
        ("summary", None),
        ("sup", "superscript"),
        ("table", "table"),
        ("textarea", "textbox"),
        ("time", "time"),
        ("ul", "list"),
        ("video", None),
    ],
)
def test_html_aam_elements(tag: str, expected: str | None) -> None:
    assert role(f"<{tag} id=x></{tag}>") == expected


def test_html_aam_void_and_root_elements() -> None:
    assert role("<hr id=x>") == "separator"
    document = parse_page("<!doctype html><html lang=en><title>t</title>")
    assert roles.role(document, document.tree) == "document"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a id=x href=/>Home</a>", "link"),
        ("<a id=x href>Here</a>", "link"),
        ("<a id=x name=top>Top</a>", None),
        ("<map><area id=x href=/></map>", "link"),
        ("<map><area id=x></map>", None),
        ("<select id=x></select>", "combobox"),
        ("<select id=x size=1></select>", "combobox"),
        ("<select id=x size=0></select>", "combobox"),
        ("<select id=x size=many></select>", "combobox"),
        ("<select id=x size=2></select>", "listbox"),
        ("<select id=x size=' +012'></select>", "listbox"),
        ("<select id=x multiple></select>", "listbox"),
        ("<select><optgroup id=x></select>", "group"),
        ("<select><option id=x></select>", "option"),
        ("<datalist id=x></datalist>", "listbox"),
    ],
)
def test_html_aam_roles_by_attribute(html: str, expected: str | None) -> None:
    assert role(html) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "textbox"),
        ("BUTTON", "button"),
        ("checkbox", "checkbox"),
        ("color", None),
        ("date", "textbox"),
        ("email", "textbox"),
        ("file", None),
        ("hidden", None),
        ("image", "button"),
        ("number", "spinbutton"),
        ("password", "textbox"),
        ("radio", "radio"),
        ("range", "slider"),
        ("reset", "button"),
        ("search", "searchbox"),
        ("submit", "button"),
        ("tel", "textbox"),
        ("unheard-of", "textbox"),
    ],
)
def test_html_aam_input_types(kind: str, expected: str | None) -> None:
    assert role(f"<input id=x type='{kind}'>") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<input id=x list=d><datalist id=d></datalist>", "combobox"),
        ("<input id=x type=search list=d><datalist id=d></datalist>", "combobox"),
        ("<input id=x type=range list=d><datalist id=d></datalist>", "slider"),
        ("<input id=x type=date list=d><datalist id=d></datalist>", "textbox"),
        ("<input id=x list=missing>", "textbox"),
        ("<input id=x list=d><div id=d></div>", "textbox"),
        ("<input id=x list=''>", "textbox"),
    ],
)
def test_html_aam_input_with_suggestions(html: str, expected: str) -> None:
    assert role(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<header id=x></header>", "banner"),
        ("<div><header id=x></header></div>", "banner"),
        ("<article><div><header id=x></header></div></article>", None),
        ("<main><header id=x></header></main>", None),
        ("<div role=region><header id=x></header></div>", None),
        ("<div role='nonsense navigation'><header id=x></header></div>", None),
        ("<div role=form><header id=x></header></div>", "banner"),
        ("<footer id=x></footer>", "contentinfo"),
        ("<nav><footer id=x></footer></nav>", None),
        ("<blockquote><footer id=x></footer></blockquote>", "contentinfo"),
        ("<aside id=x></aside>", "complementary"),
        ("<main><aside id=x></aside></main>", "complementary"),
        ("<section><aside id=x></aside></section>", None),
        ("<section><aside id=x aria-label=More></aside></section>", "complementary"),
        ("<section id=x></section>", None),
        ("<section id=x aria-label='  '></section>", None),
        ("<section id=x aria-label=News></section>", "region"),
        ("<section id=x aria-labelledby=h><h2 id=h>News</h2></section>", "region"),
        ("<section id=x aria-labelledby=missing></section>", None),
        ("<form id=x></form>", None),
        ("<form id=x aria-label=Search></form>", "form"),
    ],
)
def test_html_aam_landmarks_depend_on_place_and_name(html: str, expected: str | None) -> None:
    assert role(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li id=x></ul>", "listitem"),
        ("<menu><li id=x></menu>", "listitem"),
        ("<div><li id=x></div>", None),
        ("<div role=list><li id=x></div>", "listitem"),
        ("<ul role=tablist><li id=x></ul>", None),  # HTML-AAM: what is in a list with another role is generic
        ("<ul role=region><li id=x></ul>", None),
        ("<ul role=listt><li id=x></ul>", "listitem"),
        ("<table><caption id=x></table>", "caption"),
        ("<table><tr id=x><td></table>", "row"),
        ("<table><tbody id=x><tr><td></table>", "rowgroup"),
        ("<table><td id=x></table>", "cell"),
        ("<table role=grid><td id=x></table>", "gridcell"),
        ("<table role=treegrid><tr id=x><td></table>", "row"),
        ("<table role=list><td id=x></table>", None),
        ("<table role=list><tr id=x><td></table>", None),
        ("<table><th id=x scope=ROW></table>", "rowheader"),
        ("<table><th id=x scope=colgroup><td></table>", "columnheader"),
        ("<table><th id=x><th></table>", "columnheader"),
        ("<table><th id=x><td></table>", "rowheader"),
        ("<table><th id=x scope=nonsense><td></table>", "rowheader"),
        ("<table role=grid><th id=x><td></table>", "rowheader"),
    ],
)
def test_html_aam_list_items_and_table_parts(html: str, expected: str | None) -> None:
    assert role(html) == expected


def test_html_aam_nested_table_has_its_own_parts() -> None:
    assert role("<table role=none><tr><td><table><td id=x></table></table>") == "cell"
    assert role("<table><tr><td><table role=none><td id=x></table></table>") == "none"


def test_list_items_find_their_list_through_slots() -> None:
    html = "<div><template shadowrootmode=open><ul><slot></slot></ul></template><li id=x>One</li></div>"
    assert role(html) == "listitem"


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        ("<svg id=x></svg>", "graphics-document"),
        ("<svg><g id=x></g></svg>", None),
        ("<svg><g id=x><title>Bars</title></g></svg>", "group"),
        ("<svg><g id=x><title> </title></g></svg>", None),
        ("<svg><path id=x aria-label=Road /></svg>", "graphics-symbol"),
        ("<svg><image id=x aria-label=Map /></svg>", "img"),
        ("<svg><a id=x href=/ ></a></svg>", "link"),
        ("<svg><a id=x xlink:href=/ ></a></svg>", "link"),
        ("<svg><a id=x></a></svg>", None),
        ("<svg id=x role=img></svg>", "img"),
        ("<svg id=x role=none></svg>", "none"),
    ],
)
def test_svg_aam_elements(svg: str, expected: str | None) -> None:
    assert role(svg) == expected


# -- WAI-ARIA 1.2: the role attribute -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("button", "button"),
        ("BUTTON", "button"),
        (" \t\n switch  ", "switch"),
        ("made-up switch", "switch"),
        ("widget", None),
        ("widget tab", "tab"),
        ("", None),
        ("image", "img"),
        ("directory", "directory"),
        ("doc-toc", "doc-toc"),
        ("generic", "generic"),
        ("graphics-object", "graphics-object"),
    ],
)
def test_role_attribute_takes_the_first_valid_word(written: str, expected: str | None) -> None:
    document, element = page(f"<div id=x role='{written}'></div>")
    assert roles.explicit_role(document, element) == expected
    assert roles.role(document, element) == expected


def test_invalid_role_leaves_the_native_one() -> None:
    assert role("<nav id=x role='made-up section'></nav>") == "navigation"


# -- WAI-ARIA 1.2: presentational roles, inheritance and conflict resolution ------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2 id=x role=none></h2>", "none"),
        ("<h2 id=x role=presentation></h2>", "presentation"),
        ("<h2 id=x role=none tabindex=-1></h2>", "heading"),
        ("<button id=x role=none></button>", "button"),
        ("<button id=x role=none disabled></button>", "none"),
        ("<h2 id=x role=none aria-label=Name></h2>", "heading"),
        ("<h2 id=x role=none aria-haspopup=true></h2>", "heading"),
        ("<h2 id=x role=none aria-level=2></h2>", "none"),
        ("<h2 id=x role=none aria-hidden=false></h2>", "none"),
        ("<div id=x role=none aria-label=Name></div>", "none"),  # 1.3: prohibited on generic, so no conflict
        ("<div id=x role=none aria-describedby=y></div>", None),
        ("<img id=x alt=''>", "presentation"),
        ("<img id=x alt='' role=none>", "none"),
        ("<img id=x alt>", "presentation"),
        ("<img id=x alt=' '>", "img"),
        ("<img id=x>", "img"),
        ("<img id=x alt='' title=Logo>", "presentation"),
        ("<img id=x alt='' tabindex=0>", "img"),
        ("<img id=x alt='' aria-label=Logo>", "img"),
        ("<img id=x alt='' aria-labelledby=y>", "img"),
        ("<img id=x alt='' aria-hidden=true>", "presentation"),
        ("<img id=x alt='' role=button>", "button"),
    ],
)
def test_presentational_role_conflicts(html: str, expected: str | None) -> None:
    assert role(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul role=none><li id=x></ul>", "none"),
        ("<ul role=presentation><li id=x></ul>", "none"),
        ("<ul role=none><li id=x role=listitem></ul>", "listitem"),
        ("<ul role=none><li id=x aria-current=true></ul>", "listitem"),
        ("<ul role=none aria-label=Steps><li id=x></ul>", "listitem"),
        ("<ul role=none><li><ul><li id=x></ul></ul>", "listitem"),
        ("<ul role=none><li><p id=x></ul>", "paragraph"),
        ("<dl role=none><dt id=x></dl>", "none"),
        ("<dl role=none><div><dd id=x></div></dl>", "none"),
        ("<table role=none><tr id=x><td></table>", "none"),
        ("<table role=none><td id=x></table>", "none"),
        ("<table role=none tabindex=0><td id=x></table>", "cell"),
        ("<table><tr role=none><td id=x></table>", "none"),
        ("<table role=none><td id=x role=cell></table>", "cell"),
    ],
)
def test_presentational_roles_hand_themselves_down(html: str, expected: str | None) -> None:
    assert role(html) == expected


# -- ARIA in HTML: allowed roles, naming prohibited --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "allowed", "refused"),
    [
        ("<a id=x href=/></a>", "link button tab doc-noteref", "heading none"),
        ("<a id=x></a>", "heading none img", ""),
        ("<button id=x></button>", "button switch combobox", "heading none"),
        ("<div id=x></div>", "button heading", ""),
        ("<dl><div id=x></div></dl>", "none presentation", "group"),
        ("<img id=x alt=''>", "none presentation", "img button"),
        ("<img id=x>", "none img image", "button"),
        ("<img id=x alt=Send>", "button link img", "heading"),
        ("<input id=x>", "combobox searchbox textbox", "button"),
        ("<input id=x type=checkbox>", "switch", "button"),
        ("<input id=x type=checkbox aria-pressed=false>", "button switch", "link"),
        ("<input id=x type=date>", "textbox", "combobox"),
        ("<input id=x type=file>", "", "button textbox"),
        ("<input id=x list=d><datalist id=d></datalist>", "combobox", "textbox searchbox"),
        ("<select id=x></select>", "combobox menu", "listbox"),
        ("<select id=x multiple></select>", "listbox", "menu combobox"),
        ("<header id=x></header>", "banner group none", "contentinfo navigation"),
        ("<main><header id=x></header></main>", "group generic", "contentinfo"),
        ("<section id=x></section>", "region alert tabpanel", "button"),
        ("<form id=x></form>", "form search none", "region"),
        ("<ul><li id=x></ul>", "listitem option none", "button"),
        ("<ul role=tree><li id=x></ul>", "treeitem button", ""),
        ("<details><summary id=x></summary></details>", "", "button heading"),
        ("<div><summary id=x></summary></div>", "button", ""),
        ("<figure id=x></figure>", "img region", ""),
        ("<figure id=x><figcaption></figcaption></figure>", "figure group", "region"),
        ("<label id=x></label>", "", "button none"),
        ("<span id=x></span>", "doc-tip", "doc-noteref"),
        ("<table><td id=x></table>", "cell", "button gridcell"),
        ("<table role=grid><td id=x></table>", "gridcell", "cell"),
        ("<table role=none><td id=x></table>", "button cell", ""),
        ("<my-thing id=x></my-thing>", "button", ""),
        ("<svg id=x></svg>", "img image", ""),
    ],
)
def test_aria_in_html_allowed_roles(html: str, allowed: str, refused: str) -> None:
    found = roles.allowed_roles(*page(html))
    assert set(allowed.split()) <= found
    assert not found & set(refused.split())


@pytest.mark.parametrize(
    ("html", "allowed", "refused"),
    [
        ("<div id=x></div>", "aria-describedby aria-disabled", "aria-label aria-checked"),
        ("<button id=x></button>", "aria-pressed aria-label", "aria-checked"),
        ("<button id=x role=switch></button>", "aria-checked", "aria-pressed"),
        ("<br id=x>", "aria-hidden", "aria-busy"),
        ("<slot id=x></slot>", "", "aria-hidden"),
        ("<input id=x type=hidden>", "", "aria-hidden aria-label"),
        ("<input id=x type=file>", "aria-label aria-required", "aria-checked"),
        ("<input id=x type=password>", "aria-label aria-required", "aria-checked"),
        ("<details><summary id=x></summary></details>", "aria-label aria-expanded", "aria-checked"),
        ("<my-thing id=x></my-thing>", "aria-label", "aria-checked"),
    ],
)
def test_aria_in_html_allowed_attributes(html: str, allowed: str, refused: str) -> None:
    found = roles.allowed_attributes(*page(html))
    assert set(allowed.split()) <= found
    assert not found & set(refused.split())


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div id=x></div>", True),
        ("<p id=x></p>", True),
        ("<a id=x></a>", True),
        ("<div id=x role=none></div>", True),
        ("<main><header id=x></header></main>", True),
        ("<a id=x href=/></a>", False),
        ("<div id=x role=group></div>", False),
        ("<section id=x aria-label=News></section>", False),
        ("<iframe id=x></iframe>", False),
        ("<input id=x type=file>", False),
        ("<my-thing id=x></my-thing>", False),
        ("<svg><g id=x></g></svg>", False),
    ],
)
def test_aria_in_html_naming_prohibited(html: str, expected: bool) -> None:
    assert roles.prohibits_name(*page(html)) is expected


def test_every_role_and_condition_in_the_data_is_known() -> None:
    for tag, cases in cases_by_tag().items():
        for case in cases:
            assert case.allowed <= all_roles(), tag
            assert case.role is None or case.role in aria.ROLES, tag
            assert not case.condition or case.condition in roles._CONDITIONS, tag
    used = {case.condition for cases in cases_by_tag().values() for case in cases} - {""}
    assert used == set(roles._CONDITIONS)


def test_elements_with_role_come_in_document_order() -> None:
    document, _ = page("<p id=x><a href=/>1</a><button>2</button><div role=link>3</div></p>")
    found = roles.elements_with_role(document, "link", "button", "link")
    assert [element.text for element in found] == ["1", "2", "3"]
    assert roles.elements_with_role(document, "slider") == []


# -- hostile pages: each of these must end, and in linear time --------------------------------------------------------


def test_role_of_many_words() -> None:
    assert role(f"<div id=x role='{'made-up ' * 10_000} tab'></div>") == "tab"


def test_deep_nesting() -> None:
    depth = 20_000
    document = parse_page(f"<!doctype html><body>{'<div>' * depth}<header id=x></header>")
    assert len(roles.elements_with_role(document, "banner")) <= 1
    document = parse_page(f"<!doctype html><body>{'<section><header></header>' * depth}")
    assert roles.elements_with_role(document, "banner", "region") == []
    document = parse_page(f"<!doctype html><body>{'<ul role=none><li>' * depth}")
    assert roles.elements_with_role(document, "listitem", "list") == []


def test_deep_tables() -> None:
    document = parse_page(f"<!doctype html><body>{'<table role=none><td>' * 5_000}")
    assert roles.elements_with_role(document, "cell", "row") == []


def test_many_header_cells_in_one_row() -> None:
    document = parse_page(f"<!doctype html><table><tr>{'<th>' * 20_000}</table>")
    assert len(roles.elements_with_role(document, "columnheader")) == 20_000
