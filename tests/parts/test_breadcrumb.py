"""The breadcrumb: every markup that carries a trail, and the markup that only looks like one."""

from __future__ import annotations

import pytest

from govpagecheck.parse import parse_page
from govpagecheck.parts import breadcrumb
from govpagecheck.parts.breadcrumb import Breadcrumb

HEADING = "<h1>Kettle permits</h1><p>Every kettle needs a permit.</p>"
ENTRIES = '<li><a href="/">Home</a></li><li><a href="/permits">Permits</a></li><li aria-current="page">Kettle permits</li>'
USWDS = f'<nav class="usa-breadcrumb" aria-label="Breadcrumbs"><ol class="usa-breadcrumb__list">{ENTRIES}</ol></nav>'
DRUPAL = f'<nav role="navigation" aria-labelledby="system-breadcrumb"><h2 id="system-breadcrumb">Breadcrumb</h2><ol>{ENTRIES}</ol></nav>'
CANADA = f'<nav id="wb-bc" property="breadcrumb"><h2>You are here:</h2><div><ol class="breadcrumb">{ENTRIES}</ol></div></nav>'
ARROWS = '<div class="breadcrumb"><a href="/">Home</a> » <a href="/permits">Permits</a> » Kettle permits</div>'
ICONS = (
    '<div id="crumbs"><a href="/">Home</a> <i class="chevron"></i> <a href="/permits">Permits</a> <i class="chevron"></i> '
    "<span>Kettle permits</span></div>"
)
COLONS = '<div id="breadcrumbs"><a href="/">Home</a> : <a href="/permits">Permits</a> : <a name="main">Kettle permits</a></div>'
SITE_MAP_PATH = (
    '<div id="sitemappath"><span id="ctl00_SiteMapPath1"><a href="#ctl00_SkipLink"><img alt="Skip Navigation Links" src="w.axd"></a>'
    '<span><a href="/">Home</a></span><span> &gt; </span><span><a href="/permits">Permits</a></span><span> &gt; </span>'
    '<span>Kettle permits</span><a id="ctl00_SkipLink"></a></span></div>'
)
SHAREPOINT = (
    '<div class="page-breadcrumb"><h2>Breadcrumb</h2><ul><li><a href="/">Home</a><ul><li><a href="/permits">Permits</a>'
    "<ul><li>Kettle permits</li></ul></li></ul></li></ul></div>"
)
NAMELESS_LINE = '<table><tr><td><a href="/">Home</a> &gt; <a href="/permits">Permits</a> &gt; Kettle permits</td></tr></table>'
NAMELESS_LIST = (
    '<ul><li><a href="/">Home</a><span>/</span></li><li><a href="/permits">Permits</a><span>/</span></li><li>Kettle permits</li></ul>'
)
NAMED_END = (
    '<div><a href="/">Inicio</a> / <span><a href="/permits">Permits</a></span> / '
    '<span class="breadcrumb_last" aria-current="page">Kettle permits</span></div>'
)
NAMELESS_LABELLED = f"<div><p>You are here:</p><ul>{ENTRIES}</ul></div>"
JSON_LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "BreadcrumbList", "itemListElement": ['
    '{"@type": "ListItem", "position": 2, "name": "Permits"}, {"@type": "ListItem", "position": "1", "item": {"name": "Home"}}]}]}</script>'
)
VISIBLE = {
    "uswds": USWDS,
    "drupal": DRUPAL,
    "canada": CANADA,
    "arrows": ARROWS,
    "icons": ICONS,
    "colons": COLONS,
    "site map path": SITE_MAP_PATH,
    "nested": SHAREPOINT,
    "line without a name": NAMELESS_LINE,
    "list without a name": NAMELESS_LIST,
    "only the end named": NAMED_END,
    "label before a list": NAMELESS_LABELLED,
}


def trail(markup: str, after: str = HEADING) -> Breadcrumb:
    found = breadcrumb.find(parse_page(f"<body>{markup}{after}"))
    assert found is not None
    return found


@pytest.mark.parametrize("markup", VISIBLE.values(), ids=VISIBLE)
def test_every_visible_trail_has_its_three_entries(markup: str) -> None:
    assert [item.text.replace("Inicio", "Home") for item in trail(markup).items] == ["Home", "Permits", "Kettle permits"]


@pytest.mark.parametrize("name", VISIBLE)
def test_only_a_labelled_navigation_counts_as_nav(name: str) -> None:
    assert trail(VISIBLE[name]).markup == ("nav" if name in ("uswds", "drupal") else "unlabelled")


@pytest.mark.parametrize(("markup", "name"), [(USWDS, "Breadcrumbs"), (DRUPAL, "Breadcrumb"), (CANADA, None), (ARROWS, None)])
def test_name_is_the_text_of_the_label(markup: str, name: str | None) -> None:
    found = trail(markup).name
    assert (found.text if found else None) == name


def test_a_label_that_points_nowhere_gives_no_name() -> None:
    assert trail(DRUPAL.replace('id="system-breadcrumb"', "")).name is None


def test_an_unnamed_navigation_is_still_the_landmark() -> None:
    landmark = trail(CANADA).landmark
    assert landmark is not None
    assert landmark.get("id") == "wb-bc"


def test_a_navigation_that_holds_the_whole_menu_is_no_landmark_of_the_trail() -> None:
    menu = "".join(f'<a href="/{number}">Topic {number}</a>' for number in range(9))
    assert trail(f'<nav aria-label="Main">{menu}<ul class="breadcrumb">{ENTRIES}</ul></nav>').landmark is None


@pytest.mark.parametrize(("markup", "tag"), [(USWDS, "ol"), (NAMELESS_LIST, "ul"), (ARROWS, None)])
def test_list_element_is_the_list_of_the_entries(markup: str, tag: str | None) -> None:
    found = trail(markup).list_element
    assert (found.tag if found is not None else None) == tag


@pytest.mark.parametrize(
    ("markup", "separators"),
    [
        (USWDS, []),
        (ICONS, []),
        (ARROWS, ["»", "»"]),
        (SITE_MAP_PATH, [">", ">"]),
        (NAMELESS_LIST, ["/", "/"]),
        (NAMELESS_LIST.replace("<span>", '<span aria-hidden="true">'), []),
    ],
)
def test_separators_are_those_that_readers_meet(markup: str, separators: list[str]) -> None:
    assert [one.text for one in trail(markup).separators] == separators


def test_the_last_entry_carries_aria_current() -> None:
    last = trail(USWDS).last
    assert last is not None
    assert last.current == "page"


def test_aria_current_on_the_link_inside_an_entry_is_found() -> None:
    last = trail(USWDS.replace('<li aria-current="page">Kettle permits', '<li><a href="/k" aria-current="page">Kettle permits</a>')).last
    assert last is not None
    assert last.current == "page"


def test_the_first_entry_has_its_link() -> None:
    first = trail(ARROWS).first
    assert first is not None
    assert first.href == "/"


def test_a_house_icon_is_an_entry_without_text() -> None:
    markup = USWDS.replace(">Home</a>", ' aria-label="Home"><svg aria-hidden="true"></svg></a>')
    assert [item.text for item in trail(markup).items] == ["", "Permits", "Kettle permits"]


def test_the_words_you_are_here_are_no_entry() -> None:
    assert len(trail(f'<ul class="breadcrumb"><li>You are here: </li>{ENTRIES}</ul>').items) == 3


def test_a_copy_for_phones_is_counted_once() -> None:
    assert len(trail(USWDS + USWDS.replace("usa-breadcrumb", "mobile-breadcrumb")).items) == 3


def test_a_visible_trail_goes_before_a_hidden_one() -> None:
    hidden = '<div class="breadcrumb" style="display:none"><a href="/">Home</a> &gt; <a href="/x">Elsewhere</a></div>'
    assert len(trail(hidden + USWDS).items) == 3


def test_a_wrapper_with_other_content_is_no_trail_but_the_trail_in_it_is() -> None:
    markup = f'<div class="breadcrumb-row"><form><input name="q"></form><a href="#big">A+</a><div class="crumb-trail">{ARROWS}</div></div>'
    assert len(trail(markup).items) == 3


def test_a_declarative_shadow_root_holds_the_landmark_and_the_entries_stand_outside() -> None:
    markup = (
        '<gcds-breadcrumbs><template shadowrootmode="open"><nav aria-label="Breadcrumb"><ol><slot></slot></ol></nav></template>'
        '<gcds-breadcrumbs-item href="/">Home</gcds-breadcrumbs-item>'
        "<gcds-breadcrumbs-item>Permits</gcds-breadcrumbs-item></gcds-breadcrumbs>"
    )
    assert (trail(markup).markup, len(trail(markup).items)) == ("nav", 2)


def test_json_ld_alone_is_structured_data() -> None:
    found = trail(JSON_LD)
    assert (found.markup, found.element.tag, found.items) == ("structured-data", "script", ())


@pytest.mark.parametrize("markup", [JSON_LD, JSON_LD + USWDS])
def test_names_of_json_ld_come_in_the_order_of_their_positions(markup: str) -> None:
    assert trail(markup).structured == ("Home", "Permits")


def test_names_of_microdata_are_read() -> None:
    markup = (
        '<ol class="breadcrumb" itemscope itemtype="https://schema.org/BreadcrumbList"><li itemprop="itemListElement">'
        '<a href="/"><span itemprop="name">Home</span></a></li>'
        '<li itemprop="itemListElement"><span itemprop="name">Permits</span></li></ol>'
    )
    assert trail(markup).structured == ("Home", "Permits")


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="breadcrumb"></div>',
        '<ol class="breadcrumb"><li></li></ol>',
        f"<!-- {USWDS} -->",
        f"<script>var trail = '{ARROWS}';</script>",
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [</script>',
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": []}</script>',
        '<ul class="menu"><li class="active-trail"><a href="/">Home</a></li><li><a href="/permits">Permits</a></li></ul>',
        '<footer><p><a href="/">Home</a> | <a href="/about">About</a> | <a href="/contact">Contact</a></p></footer>',
        "<p>Home &gt; Settings &gt; Kettles is where you find the form.</p>",
        '<ul class="s4-breadcrumb"><li class="s4-breadcrumbRootNode"><a href="/">Home</a></li><li>Permits</li></ul>',
        '<body class="page with-breadcrumb"><ul><li><a href="/">Home</a></li><li><a href="/a">About</a></li></ul>' + "<p>text</p>" * 500,
        '<p>See <span class="breadcrumb-note">the note</span> below.</p>',
        '<kettle-breadcrumb><kettle-breadcrumb-item><a href="/">Home</a></kettle-breadcrumb-item></kettle-breadcrumb>',
    ],
)
def test_what_only_looks_like_a_trail_is_none(markup: str) -> None:
    assert breadcrumb.find(parse_page(f"<body>{markup}{HEADING}")) is None
