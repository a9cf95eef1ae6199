"""Styles without rendering: the cascade, values, media, what is unknown, and that hostile sheets end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility import styles
from govpagecheck.accessibility.styles import UNKNOWN, Color, Style, TextColors, Undecided
from govpagecheck.accessibility.styles.media import Screen, media_applies, supports
from govpagecheck.document import Document, Element


def element(document: Document, selector: str = "#x") -> Element:
    [found] = document.select(selector)
    return found


def style_of(markup: str, *, sheets: dict[str, str] | None = None, selector: str = "#x") -> Style:
    document = parse_page(f"<!doctype html><title>t</title>{markup}", sheets=sheets)
    return styles.style(document, element(document, selector))


def color(css: str, markup: str = '<p id=x class="a b" title="T">Text</p>', **given: str) -> str:
    return str(style_of(f"<style>{css}</style>{markup}", sheets=given).color)


RED, BLUE, GREEN, BLACK = "#ff0000", "#0000ff", "#008000", "#000000"


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p{color:red}", RED),
        ("p{color:red} p{color:blue}", BLUE),
        (".a{color:red} p{color:blue}", RED),
        ("#x{color:red} p.a.b{color:blue}", RED),
        ("p{color:red !important} #x{color:blue}", RED),
        ("p{color:red !important} p{color:blue !important}", BLUE),
        ("p{color:red; color:nonsense(1); color:#12}", RED),
        ("p{color:red} p..a{color:blue} p{} }p{color:green}", RED),
        ("p,p:unknown-thing{color:red}", BLACK),
        ("p:is(.a,:unknown-thing){color:red}", RED),
        (":where(#x){color:red} p{color:blue}", BLUE),
        (":is(#x,i){color:red} p.a{color:blue}", RED),
        ("p:hover,p:focus,p:active,p:focus-within{color:red}", BLACK),
        ("p:not(:hover){color:red}", RED),
        ("p:not(.a){color:red}", BLACK),
        ("p:not(.c,.d){color:red}", RED),
        ("[title=T]{color:red}", RED),
        ("[title=t i]{color:red}", RED),
        ("[title=t]{color:red}", BLACK),
        ("[class~=b]{color:red}", RED),
        ("[class^=a][class$=b][class*=' ']{color:red}", RED),
        ("[class^='']{color:red}", BLACK),
        ("[id|=x]{color:red}", RED),
        ("body>p{color:red}", RED),
        ("html p{color:red}", RED),
        ("head+body p{color:red}", RED),
        ("title~body p{color:red}", BLACK),
        ("p:first-child:last-child:only-child{color:red}", RED),
        ("p:last-child{color:red}", RED),
        ("p:nth-child(2n){color:red}", BLACK),
        ("body:nth-child(2n){color:red}", RED),
        ("p:nth-of-type(1){color:red}", RED),
        ("p:nth-last-child(odd){color:red}", RED),
        ("title+style+p{color:red}", BLACK),
        (":root{color:red}", RED),
        ("body:has(> .a){color:red}", RED),
        ("body:has(.zzz){color:red}", BLACK),
        ("p:dir(ltr){color:red}", RED),
        ("p:dir(rtl){color:red}", BLACK),
        ("p:lang(en){color:red}", BLACK),
        ("p::first-letter{color:red}", BLACK),
        ("*{color:red}", RED),
        ("P{color:red}", RED),
        (".A{color:red}", BLACK),
        ("\\70 {color:red}", RED),
        ("p{color:red;;;color:blue}", BLUE),
        ("p{COLOR:RED}", RED),
        ("p{color:inherit}", BLACK),
        ("body{color:red} p{color:unset}", RED),
        ("body{color:red} p{color:initial}", BLACK),
        ("p{color:red} p{color:revert}", BLACK),
        ("body{color:red} p{all:unset}", RED),
        ("body{color:red} p{all:initial}", BLACK),
        ("<!-- p{color:red} -->", RED),
        ("p{color:red", RED),
        ("p{color:red /* open", RED),
        ("p{color:blue} p{color:'red}\n p{color:green}", BLUE),
        ("\0p{color:red}", BLACK),
    ],
)
def test_the_cascade(css: str, expected: str) -> None:
    assert color(css) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@media screen{p{color:red}}", RED),
        ("@media print{p{color:red}}", BLACK),
        ("@media not print{p{color:red}}", RED),
        ("@media (min-width:600px){p{color:red}}", RED),
        ("@media (max-width:600px){p{color:red}}", BLACK),
        ("@media screen and (width>=30em) and (width<2000px){p{color:red}}", RED),
        ("@media (orientation:landscape){p{color:red}}", RED),
        ("@media (orientation:portrait){p{color:red}}", BLACK),
        ("@media (orientaton:portrait){p{color:red}} p{color:blue}", BLUE),
        ("@media (prefers-color-scheme:dark){p{color:red}}", BLACK),
        ("@media print,screen{p{color:red}}", RED),
        ("@supports (display:grid){p{color:red}}", RED),
        ("@supports not (display:grid){p{color:red}}", BLACK),
        ("@layer a,b; @layer b{p{color:red}} @layer a{p.a.b{color:blue}}", RED),
        ("@layer a{p.a.b{color:blue}} p{color:red}", RED),
        ("@layer a{p{color:blue!important}} p{color:red!important}", BLUE),
        ("@layer a{p{color:red} @layer b{p.a{color:blue}}}", RED),
        ("p{color:red; &.a{color:blue}}", BLUE),
        ("body{p{color:red}}", RED),
        ("body{> p{color:red} @media print{p{color:blue}}}", RED),
        ("p{@media screen{color:red}}", RED),
        ("p{& &{color:red}}", BLACK),
        ("@font-face{color:red} @keyframes p{from{color:red}} p{color:blue}", BLUE),
        ("@import 'other.css'; p{color:red}", RED),
        ("@unknown{p{color:red}} p{color:blue}", BLUE),
    ],
)
def test_at_rules(css: str, expected: str) -> None:
    assert color(css) == expected


def test_sheets_apply_in_the_order_of_the_page_and_by_their_media() -> None:
    page = "<link rel=stylesheet href=a.css><style>p{color:blue}</style><link rel=stylesheet href=b.css media=print><p id=x>x"
    assert str(style_of(page, sheets={"a.css": "p{color:red}", "b.css": "p{color:lime}"}).color) == BLUE
    assert str(style_of(page.replace("print", "all"), sheets={"a.css": "p{color:red}", "b.css": "p{color:green}"}).color) == GREEN
    assert str(style_of("<style media=print>p{color:red}</style><style type=text/less>p{color:red}</style><p id=x>").color) == BLACK
    assert str(style_of("<noscript><style>p{color:red}</style></noscript><p id=x>").color) == BLACK
    assert str(style_of("<template><style>p{color:red}</style></template><p id=x>").color) == BLACK


def test_sheets_that_were_not_given_are_named() -> None:
    document = parse_page(
        "<link rel=stylesheet href=a.css><link rel='alternate stylesheet' href=b.css title=b><link rel=stylesheet href=c.css media=print>"
        "<link rel=stylesheet href=d.css media=print onload=\"this.media='all'\"><link rel=icon href=e.css>"
        "<link rel=stylesheet href=f.css disabled>"
        "<link rel=preload as=style href=g.css onload=\"this.rel='stylesheet'\"><style>@import 'h.css'; @import 'i.css' print;</style>"
        "<link rel=stylesheet href=j.css media='(max-width:600px)'>",
        sheets={"g.css": "@import 'sub/k.css';"},
    )
    assert styles.unread_sheets(document) == ("a.css", "d.css", "sub/k.css", "h.css", "j.css")
    assert not styles.is_certain(document)
    assert styles.is_certain(parse_page("<style>p{}</style>"))


def test_imports_in_a_circle_end() -> None:
    page = "<link rel=stylesheet href=a.css><p id=x>"
    assert str(style_of(page, sheets={"a.css": "@import 'b.css';", "b.css": "@import 'a.css'; @import 'b.css'; p{color:red}"}).color) == RED


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#abc", "#aabbcc"),
        ("#abcd", "#aabbccdd"),
        ("#12345678", "#12345678"),
        ("rgb(255 0 0)", RED),
        ("rgb(100%,0%,0%)", RED),
        ("rgba(255,0,0,.5)", "#ff000080"),
        ("hsl(240,100%,50%)", BLUE),
        ("hwb(120 0% 0%)", "#00ff00"),
        ("transparent", "#00000000"),
        ("CurrentColor", BLACK),
        ("rebeccapurple", "#663399"),
        ("oklch(100% 0 0)", "#ffffff"),
        ("linktext", "#0000ee"),
    ],
)
def test_colours(value: str, expected: str) -> None:
    assert str(style_of(f"<p id=x style='color:{value}'>").color) == expected


@pytest.mark.parametrize(
    "value", ["color-mix(in srgb, red, blue)", "ButtonText", "light-dark(red, blue)", "rgb(from red r g b)", "var(--x, buttontext)"]
)
def test_colours_that_nobody_can_tell(value: str) -> None:
    assert style_of(f"<p id=x style='color:red;color:{value}'>").color is UNKNOWN


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20px", 20.0),
        ("15pt", 20.0),
        ("2em", 40.0),
        ("2rem", 20.0),
        ("150%", 30.0),
        ("larger", 24.0),
        ("smaller", 20 / 1.2),
        ("x-large", 24.0),
        ("calc(2 * 10px)", 20.0),
        ("-1px", 20.0),
        ("5", 20.0),
        ("clamp(1rem, 2vw, 2rem)", UNKNOWN),
        ("3vw", UNKNOWN),
        ("3ch", UNKNOWN),
    ],
)
def test_font_sizes(value: str, expected: float) -> None:
    found = style_of(f"<style>html{{font-size:10px}} body{{font-size:20px}}</style><p id=x style='font-size:{value}'>")
    assert found.font_size == expected


def test_browser_defaults() -> None:
    assert style_of("<h1 id=x>").font_size == 32.0
    assert style_of("<p><b><strong id=x>").font_weight == 900.0
    assert style_of("<a id=x href=y>").color == Color(0.0, 0.0, 238 / 255)
    assert str(style_of("<a id=x>").color) == BLACK
    assert style_of("<mark id=x>").background_color == Color(1.0, 1.0, 0.0)
    assert style_of("<button id=x>").color is UNKNOWN
    assert str(style_of("<style>button{color:red}</style><button id=x>").color) == RED
    assert style_of("<script id=x></script>").display == "none"
    assert style_of("<style>script{display:block}</style><script id=x></script>").display == "block"


def test_old_attributes() -> None:
    page = "<body bgcolor=ff0000 text=blue link=green><table bgcolor=#00f><td id=x><font color=red size=+2 id=y>t</font><a href=z id=z>"
    document = parse_page(page)
    found = {name: styles.style(document, element(document, f"#{name}")) for name in "xyz"}
    assert str(styles.style(document, element(document, "body")).background_color) == RED
    assert str(styles.style(document, element(document, "table")).background_color) == BLUE
    assert (str(found["y"].color), found["y"].font_size, str(found["z"].color)) == (RED, 24.0, GREEN)
    assert str(color("p{color:blue}", "<font id=x color=red>")) == RED
    assert str(color("*{color:blue}", "<font id=x color=red>")) == BLUE


def test_shorthands() -> None:
    found = style_of("<p id=x style=\"background:#fff url(a.png) no-repeat 0 0/cover; font:italic bold 12px/2 Arial,'x y'\">")
    assert (str(found.background_color), found.background_image) == ("#ffffff", "url(a.png)")
    assert (found.font_size, found.font_weight, found.line_height, found.font_family) == (12.0, 700.0, 24.0, 'arial, "x y"')
    assert style_of("<p id=x style='background:red;background:none'>").background_color.alpha == 0  # type: ignore[union-attr]
    assert str(style_of("<p id=x style='background:red;background:nonsense'>").background_color) == RED
    assert style_of("<p id=x style='margin:1px 2px 3px -9px;overflow:hidden auto;inset:0 auto'>").margin_left == -9.0
    assert style_of("<p id=x style='text-decoration:underline dotted red'>").text_decoration_line == "underline"


def test_variables() -> None:
    page = "<style>:root{--a:var(--b);--b:red;--c:var(--d);--d:var(--c)} p{color:blue;color:VALUE}</style><p id=x>"
    assert str(style_of(page.replace("VALUE", "var(--a)")).color) == RED
    assert str(style_of(page.replace("VALUE", "var( --none , var(--b) )")).color) == RED
    assert str(style_of(page.replace("VALUE", "var(--c, green)")).color) == GREEN
    assert str(style_of(page.replace("VALUE", "var(--none)")).color) == BLACK  # invalid when computed: as unset
    assert style_of("<link rel=stylesheet href=a.css>" + page.replace("VALUE", "var(--none)")).color is UNKNOWN
    assert style_of(page.replace("VALUE", "env(--none)")).color is UNKNOWN
    assert str(style_of("<style>p{--h:120;color:hsl(var(--h) 100% 25%)}</style><p id=x>").color) == "#008000"
    assert str(style_of("<style>i{--a:red} p{color:var(--a,blue)}</style><i><p id=x>").color) == RED


def test_what_may_apply_is_unknown_where_it_would_change_something() -> None:
    assert style_of("<style>p{color:red} @media (color-gamut:p3){p{color:blue}}</style><p id=x>").color is UNKNOWN
    assert str(style_of("<style>p{color:red} @media (color-gamut:p3){p{color:red}}</style><p id=x>").color) == RED
    assert str(style_of("<style>@container (width>1px){p{color:blue}} p{color:red}</style><p id=x>").color) == RED
    assert style_of("<style>input:invalid{color:red} input{background:red}</style><input id=x required>").color is UNKNOWN


def test_inheritance_and_spacing() -> None:
    page = "<style>body{font-size:20px;line-height:1.5;letter-spacing:.1em;word-spacing:1px;text-shadow:0 0 2px red}</style>"
    page += "<p id=x style='STYLE'>"
    found = style_of(page.replace("STYLE", "font-size:10px"))
    assert (found.line_height, found.letter_spacing, found.word_spacing, found.text_shadow) == (15.0, 2.0, 1.0, "0 0 2px red")
    assert style_of(page.replace("STYLE", "line-height:150%;letter-spacing:normal")).letter_spacing == 0.0
    assert style_of(page.replace("STYLE", "line-height:normal")).line_height == "normal"
    assert style_of("<p id=x style='line-height:3cap'>").line_height is UNKNOWN


def test_language_and_direction() -> None:
    page = "<style>:dir(rtl){color:red} :lang(ar){font-weight:700}</style><div lang=ar-EG DIR><p><b id=x>اسم</b>"
    for attribute, expected in (("dir=rtl", RED), ("dir=auto", RED), ("dir=ltr", BLACK), ("", BLACK)):
        found = style_of(page.replace("DIR", attribute).replace("<b", "<i"), selector="i")
        assert (str(found.color), found.font_weight) == (expected, 700.0), attribute


def test_the_winning_declaration_of_a_style_attribute() -> None:
    document = parse_page("<p id=x style='letter-spacing: 0.15em !important; letter-spacing: 0.1em; font: 12px/1.2 Arial; width: no'>")
    one = element(document)
    assert styles.style_attribute(one, "letter-spacing") == styles.StyleAttribute("0.15em", True)
    assert styles.style_attribute(one, "line-height") == styles.StyleAttribute("12px / 1.2 arial", False)
    assert styles.style_attribute(one, "width") is None
    assert styles.style(document, one).letter_spacing == pytest.approx(1.8)


def test_generated_content() -> None:
    document = parse_page(
        "<style>.a::before{content:'→ '} .a:after{content:' (' attr(title) ')'} .b::before{content:'x'/'alternative'}"
        ".c::before{content:counter(n)}"
        ".d::before{content:none} .e::before{content:'no';display:none} .f::before{content:url(a.png)}</style>"
        + "".join(f"<p class={name} title=Ti>" for name in "abcdefg")
    )
    found = [styles.generated_content(document, one) for one in document.select("p")]
    assert found == [("→ ", " (Ti)"), ("alternative", ""), (UNKNOWN, ""), ("", ""), ("", ""), ("", ""), ("", "")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p id=x style='color:#777;background:#fff'>t", ("#777777", "#ffffff")),
        ("<p id=x>t", (BLACK, "#ffffff")),
        ("<div style='background:#000'><p id=x style='color:rgba(255,255,255,.5)'>t", ("#808080", BLACK)),
        ("<div style='background:#fff'><p id=x style='color:#000;opacity:.3'>t", ("#b2b2b2", "#ffffff")),
        ("<div style='background:rgba(0,0,0,.5)'><p id=x>t", (BLACK, "#808080")),
        ("<p id=x style='position:absolute;background:#123'>t", (BLACK, "#112233")),
        ("<p id=x style='color:red;-webkit-text-fill-color:blue'>t", (BLUE, "#ffffff")),
        ("<div style='background:url(a.png)'><p id=x style='background:#fff'>t", (BLACK, "#ffffff")),
        ("<body bgcolor=black text=white><p id=x>t", ("#ffffff", BLACK)),
    ],
)
def test_text_and_background(markup: str, expected: tuple[str, str]) -> None:
    document = parse_page(markup)
    found = styles.text_colors(document, element(document))
    assert isinstance(found, TextColors), found
    assert (str(found.text), str(found.background)) == expected
    assert styles.effective_background(document, element(document)) == found.background


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div style='background:url(a.png)'><p id=x>t", "background-image"),
        ("<p id=x style='background:linear-gradient(red,blue)'>t", "background-image"),
        ("<p id=x style='background:red;background-clip:text'>t", "background-clip"),
        ("<p id=x style='text-shadow:0 0 1px red'>t", "text-shadow"),
        ("<div style='filter:invert(1)'><p id=x>t", "filter"),
        ("<p id=x style='mix-blend-mode:difference'>t", "blend-mode"),
        ("<div style='background:#000'><p id=x style='position:absolute'>t", "positioned"),
        ("<p id=x style='transform:translate(9px)'>t", "positioned"),
        ("<div><img src=a style='position:absolute' alt=''><p id=x>t</p></div>", "overlap"),
        ("<button id=x>t", "color"),
        ("<html style='color-scheme:dark'><p id=x>t", "color-scheme"),
        ("<p id=x style='background:color-mix(in srgb,red,blue)'>t", "background"),
    ],
)
def test_colours_behind_text_that_cannot_be_known(markup: str, reason: str) -> None:
    document = parse_page(markup)
    found = styles.text_colors(document, element(document))
    assert isinstance(found, Undecided)
    assert found.reason == reason


def test_contrast_ratio() -> None:
    assert styles.contrast_ratio(Color(0.0, 0.0, 0.0), Color(1.0, 1.0, 1.0)) == 21.0
    grey = Color(119 / 255, 119 / 255, 119 / 255)
    assert styles.contrast_ratio(grey, Color(1.0, 1.0, 1.0)) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@media (orientation:portrait){html{transform:rotate(90deg)}}", [90.0]),
        ("@media (orientation:landscape){body{transform:rotate(1.5708rad)}}", [270.0]),
        ("body{transform:rotate(2.5deg)} @media (orientation:landscape){body{transform:rotate(92.5deg)}}", [270.0]),
        ("@media (orientation:portrait) and (max-width:600px){body{rotate:.25turn}}", [90.0]),
        ("@media (orientation:portrait){body{transform:matrix(0,1,-1,0,0,0)}}", [90.0]),
        ("@media (orientation:portrait){body{transform:matrix3d(0,-1,0,0,1,0,0,0,0,0,1,0,0,0,0,1)}}", [270.0]),
        ("@media (orientation:portrait){body{rotate:100grad;transform:translate(1px) scale(2)}}", [90.0]),
        ("@media (orientation:portrait){body{transform:translate(1px)}}", [0.0]),
        ("@media (orientation:portrait){body{transform:rotateX(90deg)}}", [UNKNOWN]),
        ("@media (orientaton:portrait){body{transform:rotate(90deg)}}", []),
        ("body{transform:rotate(90deg)} @media (orientation:portrait){body{color:red}}", []),
        ("body{transform:rotate(90deg)}", []),
    ],
)
def test_turns_by_orientation(css: str, expected: list[float]) -> None:
    document = parse_page(f"<style>{css}</style><p>x")
    assert [turn.difference for turn in styles.turns_by_orientation(document)] == expected


def test_media_queries() -> None:
    from tinycss2 import parse_component_value_list as tokens

    for query, expected in {
        "": True,
        "all and (color)": True,
        "only screen and (min-resolution: 2dppx)": False,
        "(400px <= width <= 1280px)": True,
        "(600px > width)": False,
        "(min-aspect-ratio: 16/9)": False,
        "not screen and (color)": False,
        "not (orientation: portrait)": True,
        "(hover) and (pointer: fine)": True,
        "(monochrome)": False,
        "(unheard-of)": None,
        "screen and (unheard-of: 1) and (max-width: 1px)": False,
        "(min-width: 1px) or (unheard-of)": True,
        "screen or print": False,
        "(width": True,
        "((((min-width: 1px))))": True,
        "and": False,
        "&": False,
    }.items():
        assert media_applies(tokens(query)) is expected, query
    assert media_applies(tokens("(orientation: portrait)"), Screen(400, 800)) is True
    for condition, answer in {
        "(display: grid) and (not (display: inline-grid))": False,
        "(-webkit-line-clamp: 1)": None,
        "(-ms-ime-align: auto)": False,
        "(--a: b)": True,
        "selector(:has(a))": None,
        "(display: grid) or (-moz-appearance: none)": True,
    }.items():
        assert supports(tokens(condition)) is answer, condition


def test_shadow_roots_have_sheets_of_their_own() -> None:
    document = parse_page(
        "<style>p{color:red}</style><div id=host style='color:green'><template shadowrootmode=open>"
        "<style>p{font-weight:bold} :host{opacity:.5}</style>"
        "<p id=inside>x</p><b><slot></slot></b></template><p id=light>y</p></div>"
    )
    by_id = {one.get("id"): styles.style(document, one) for one in document.index.elements if one.get("id")}
    inside, light, host = by_id["inside"], by_id["light"], by_id["host"]
    assert (str(inside.color), inside.font_weight) == (GREEN, 700.0)
    assert (str(light.color), light.font_weight, host.opacity) == (RED, 700.0, 0.5)


def numbered(text: str, count: int = 10_000) -> str:
    return "".join(text.format(number) for number in range(count))


def doubling(count: int) -> str:
    return "".join(f"--a{number + 1}:var(--a{number}) var(--a{number});" for number in range(count))


HOSTILE: dict[str, Callable[[], str]] = {
    "100,000 rules": lambda: f"<style>{'.x p{color:red}' * 100_000}</style>" + "<p class=x>x" * 1000,
    "100,000 rules for all": lambda: f"<style>{'*{color:red}' * 100_000}</style>" + "<p>x" * 1000,
    "one rule with 200,000 selectors": lambda: f"<style>{','.join(['p'] * 200_000)}{{color:red}}</style>" + "<p>x" * 100,
    "not in not": lambda: f"<style>{':not(' * 5000}a{')' * 5000}{{color:red}}</style><p>x",
    "is in not, many times": lambda: f"<style>{(':not(:is(' * 5 + 'a' + '))' * 5 + '{color:red}') * 2000}</style>" + "<p>x" * 1000,
    "stars on a deep tree": lambda: "<style>.x * * * * * * * *{color:red} a>*~*>* * + *{color:red}</style>" + "<div>" * 20_000,
    "siblings": lambda: "<style>.x~.x~.y~.x~.x{color:red}</style><p class=y>" + "<p class=x></p>" * 20_000,
    "has": lambda: "<style>*:has(.none, i):has(b){color:red}</style><i class=none></i>" + "<div>" * 5000,
    "places": lambda: "<style>p:nth-child(2n+1):nth-last-of-type(3n){color:red}</style>" + "<p>" * 30_000,
    "nested rules": lambda: f"<style>{'&,& &{' * 12}color:red</style>" + "<p><b>x" * 1000,
    "a variable that doubles": lambda: f"<style>:root{{--a0:1;{doubling(40)}}}p{{color:var(--a40)}}</style><p>x",
    "10,000 variables": lambda: (
        f"<style>:root{{{numbered('--v{}:1;')}}}p{{{numbered('margin:var(--v{});')}}}</style>" + numbered("<p style='--v{}:2'>x", 3000)
    ),
    "open blocks": lambda: f"<style>{'{' * 100_000}</style><p>x",
    "open brackets": lambda: f"<style>p{{color:{'(' * 100_000}</style><p>x",
    "open functions": lambda: f"<style>p{{color:{'var(' * 50_000}</style><p style='color:{'a(' * 20_000}'>x",
    "open comments": lambda: f"<style>{'/*' * 200_000}</style><p>x",
    "open strings": lambda: "<style>" + "p{content:'" * 50_000 + "</style><p>x",
    "backslashes": lambda: "<style>" + "\\" * 200_000 + "</style><p>x",
    "a sheet of 20 MB": lambda: f"<style>{'p{color:red}' * 1_500_000}</style><p>x",
    "a style attribute of 2 MB": lambda: f"<p style='{'color:red;' * 200_000}'>x" * 3,
    "media in media": lambda: f"<style>{'@media all{' * 5000}p{{color:red}}</style><p>x",
    "brackets in a query": lambda: f"<style>@media {'(' * 5000}width{')' * 5000}{{p{{color:red}}}}</style><p>x",
    "layers": lambda: f"<style>@layer {','.join(f'a{n}' for n in range(20_000))};</style><p>x",
    "deep nesting with styles": lambda: "<div style='font-size:1.001em;color:red'>" * 20_000,
}


def test_layers_without_a_name_are_those_of_one_style_element() -> None:
    red, blue = (f"<style>@layer{{p{{color:{name}}}}}</style>" for name in ("red", "blue"))
    assert str(style_of(f"{red}{blue}{red}<p id=x>").color) == RED


def test_the_same_style_element_on_two_pages_matches_what_each_holds() -> None:
    css = "<style>.a p{color:red} p:first-child{color:blue}</style>"
    assert [str(style_of(f"{css}<div class={name}><i></i><p id=x></div>").color) for name in "aba"] == [RED, BLACK, RED]


def test_each_of_many_is_looked_at_for_what_is_around_it() -> None:
    document = parse_page(
        "<style>.a p{color:red} .a .b u{color:blue}</style><div class=a><p>1<div class=b><p>2</p><u>3</u></div><u>4</u></div>"
        "<div class=b><p>5</p><u>6</u></div><div><div class=a><p>7</div></div>"
    )
    found = [str(styles.style(document, one).color) for one in document.select("p, u")]
    assert found == [RED, RED, BLUE, BLACK, BLACK, BLACK, RED]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_sheets_end(name: str) -> None:
    document = parse_page("<!doctype html><title>t</title>" + HOSTILE[name]())
    for one in (document.tree, document.index.elements[-1]):
        styles.style(document, one)
        styles.text_colors(document, one)
        styles.generated_content(document, one)
    styles.turns_by_orientation(document)


def test_beyond_the_budget_nothing_is_claimed() -> None:
    document = parse_page(f"<style>{'*{color:red}' * 60_000}</style><p id=x style='display:none'>" + "<p>x" * 1000)
    found = styles.style(document, element(document))
    assert (found.color, found.font_size, found.display) == (UNKNOWN, UNKNOWN, "none")
    assert not styles.is_complete(document)
    assert not styles.is_certain(document)
    assert styles.text_colors(document, element(document)) == Undecided("over-budget", element(document))


def test_a_sheet_too_large_to_read_is_said_to_be_unread() -> None:
    document = parse_page(f"<style>p{{color:red}}</style><style>{' ' * 2_000_000}</style><p id=x>x")
    assert styles.unread_sheets(document) == ("<style>",)
    assert str(styles.style(document, element(document)).color) == RED


def test_style_attribute_passes_over_custom_properties() -> None:
    document = parse_page("<p style='--theme-color: red; color: blue'>t")
    found = styles.style_attribute(document.select("p")[0], "color")
    assert found is not None
    assert found.text == "blue"
