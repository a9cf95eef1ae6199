"""Parsing: the tree that browsers build, places, encodings, names that XML forbids, text views, selectors."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from govpagecheck import parse_page
from govpagecheck.document import Document
from govpagecheck.errors import PageError
from govpagecheck.model import Location
from govpagecheck.selectors import compile_selector


def tags(document: Document) -> list[str]:
    return [element.tag for element in document.index.elements]


def test_tree_is_the_one_browsers_build() -> None:
    document = parse_page("<table><tr><td>a<p>b<div>c")
    assert tags(document) == ["html", "head", "body", "table", "tbody", "tr", "td", "p", "div"]


@pytest.mark.parametrize("encoded", [False, True])
def test_a_noscript_does_not_end_the_head(encoded: bool) -> None:
    text = "<title>é</title>\r\n<noscript>\r\n<link rel=a><!-- <link rel=b> --><img></noscript><noscript>Hi</noscript><meta name=c><p>"
    document = parse_page(text.encode() if encoded else text)
    head = document.select("head")[0]
    assert [element.tag for element in head.iter("*")] == ["head", "title", "noscript", "link", "noscript", "meta"]
    assert document.position(document.select("meta")[0]) == Location(3, 73)
    assert [element.tag for element in document.select("body")[0].iter("*")] == ["body", "p"]


@pytest.mark.parametrize("before", ["", "<!-- <body> -->", "<script>'<body>'</script>", "<title><body></title>", "<meta content='<body>'>"])
@pytest.mark.parametrize("after", ["<p>", "<body><p>", "<body title='a>b'><p>", "<BODY\n><p>"])
def test_what_looks_like_the_body_does_not_keep_a_noscript_from_being_emptied(before: str, after: str) -> None:
    document = parse_page(f"{before}\r\n<noscript>\r<img></noscript><link rel=a>\r\n{after}")
    assert [element.tag for element in document.select("head")[0]][-2:] == ["noscript", "link"]
    assert not document.select("img")
    assert document.position(document.select("link")[0]) == Location(3, 17)
    assert document.position(document.select("p")[0]) == Location(5 if "\n" in after else 4, len(after.rpartition("\n")[2]) - 2)


def test_a_noscript_after_a_body_without_end_is_found() -> None:
    document = parse_page("<noscript><img></noscript><link rel=a><body")
    assert [element.tag for element in document.select("head")[0]] == ["noscript", "link"]


@pytest.mark.parametrize("markup", ["<noscript><img>", "<noscript>Hi</noscript>", "<body><noscript><img></noscript>"])
def test_other_noscripts_are_read(markup: str) -> None:
    document = parse_page(markup)
    assert document.select("img") or "Hi" in document.tree.xpath("string(//body)")


def test_places_are_those_of_start_tags_and_count_from_1() -> None:
    document = parse_page('<!doctype html>\r\n<p>é</p>  <img\n  alt="x"\n>\n<b>')
    assert document.position(document.select("img")[0]) == Location(2, 11)
    assert document.position(document.select("b")[0]) == Location(5, 1)


def test_elements_that_the_source_does_not_write_have_no_place() -> None:
    document = parse_page("<p>text")
    assert document.position(document.tree) is None


def test_places_are_right_behind_escaped_names_and_templates() -> None:
    document = parse_page("<x:y a:b=1><template><i></i></template>\n<p {{c}} id=here>")
    assert document.position(document.select("#here")[0]) == Location(2, 1)


@pytest.mark.parametrize(
    ("content", "headers", "expected"),
    [
        ("<title>naïve</title>".encode(), {}, "naïve"),
        ("<meta charset=iso-8859-1><title>naïve</title>".encode("cp1252"), {}, "naïve"),
        ("<title>naïve</title>".encode("cp1252"), {}, "naïve"),
        ("<title>привет</title>".encode("koi8-r"), {"content-type": "text/html; charset=koi8-r"}, "привет"),
        ("\ufeff<title>naïve</title>".encode("utf-16-le"), {}, "naïve"),
        ("\ufeff<title>naïve</title>".encode("utf-16-be"), {}, "naïve"),
        ("\ufeff<meta charset=koi8-r><title>naïve</title>".encode(), {"content-type": "text/html; charset=koi8-r"}, "naïve"),
        ("<title>“quoted”</title>".encode("cp1252"), {"content-type": 'text/html; charset="iso-8859-1"'}, "“quoted”"),
    ],
    ids=["utf-8", "meta", "fallback", "header", "utf-16-le", "utf-16-be", "mark before header", "latin-1 is windows-1252"],
)
def test_encoding_is_found_as_the_html_standard_says(content: bytes, headers: dict[str, str], expected: str) -> None:
    document = parse_page(content, headers=headers)
    assert document.select("title")[0].text == expected


def test_unknown_charset_in_the_header_is_ignored_with_a_note() -> None:
    document = parse_page("<title>naïve</title>".encode(), headers={"content-type": "text/html; charset=klingon"})
    assert document.select("title")[0].text == "naïve"
    assert [note.reason for note in document.notes] == ["unknown-charset"]


@pytest.mark.parametrize(
    "name", ["xml:lang", "xlink:href", "foo@bar", "@click", ":class", "1a", "xmlns", "xmlns:og", "a:b", "v-on:click.once"]
)
def test_attribute_names_that_xml_forbids_are_found_as_written(name: str) -> None:
    document = parse_page(f"<p {name}=value>text")
    assert document.select("p")[0].get(name) == "value"
    assert document.index.by_attribute[name] == document.select("p")


@pytest.mark.parametrize(
    "around", ["{}", "<b xmlns=a>{}</b>", "<b {{{{x}}}}>{}</b>"], ids=["alone", "beside xmlns", "beside a name that is lost"]
)
def test_other_names_than_those_that_xml_forbids_keep_their_values_and_places(around: str) -> None:
    odd = "<A XML:Lang=fr a:b=1 ç=2 Title=t @click=f>x</A><svg xmlns:xlink=wrong><use XLink:HRef=#a xml:space=preserve a:b=1 /></svg>"
    markup = around.format(odd)
    document = parse_page(markup.encode())
    [link], [use] = document.select("a"), document.select("use")
    assert {name: link.get(name) for name in link.keys()} == {"xml:lang": "fr", "a:b": "1", "ç": "2", "title": "t", "@click": "f"}  # noqa: SIM118
    assert use.get("{http://www.w3.org/1999/xlink}href") == "#a"
    assert use.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    assert use.get("a:b") == "1"
    assert document.position(use) == Location(1, markup.index("<use") + 1)


def test_comments_around_the_page_stay_where_no_name_is_odd() -> None:
    document = parse_page("<!--before--><!doctype html><p>xmlns<svg xmlns='http://www.w3.org/2000/svg'/></html><!--after-->")
    assert [node.text for node in document.tree.itersiblings(preceding=True)] == ["before"]
    assert [node.text for node in document.tree.itersiblings()] == ["after"]


def test_the_dtd_that_a_doctype_names_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "own.dtd").write_text('<!ELEMENT p ANY><!ATTLIST p class CDATA "read"><!ENTITY a "read">', encoding="utf-8")
    for odd in ("", " xml:lang=en"):
        document = parse_page(f'<!doctype html system "{(tmp_path / "own.dtd").as_uri()}"><p{odd}>&a;')
        assert document.tree.getroottree().docinfo.externalDTD is None
        assert document.select("p")[0].get("class") is None
        assert document.dom_text(document.tree) == "&a;"


def test_tag_names_with_colons_are_found_as_written() -> None:
    document = parse_page("<o:p>text</o:p><p>more")
    assert document.select(r"o\:p")[0].text == "text"
    assert tags(document)[-2:] == ["o:p", "p"]


def test_names_that_lxml_cannot_hold_stay_escaped_with_a_note() -> None:
    document = parse_page("<p {{ id }} class=a>text")
    assert [note.reason for note in document.notes] == ["names-escaped"]
    assert document.select("p.a")[0].text == "text"


def test_nothing_is_lost_to_names_that_xml_forbids() -> None:
    document = parse_page("<x<y>inside</x<y><p>after")
    assert "inside" in document.dom_text(document.tree)
    assert tags(document)[-1] == "p"


def test_namespaces_of_foreign_elements_survive_a_wrong_xmlns() -> None:
    document = parse_page('<svg xmlns="urn:wrong"><a xlink:href="#x" xml:lang=fr /></svg>')
    [link] = document.tree.iter("{http://www.w3.org/2000/svg}a")
    assert link.get("{http://www.w3.org/1999/xlink}href") == "#x"


def test_xhtml_pages_have_elements_in_no_namespace() -> None:
    document = parse_page('<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><p>text</p></html>')
    assert document.select("html > body > p")
    assert document.tree.get("lang") is None


def test_template_contents_are_not_indexed_but_shadow_roots_are() -> None:
    document = parse_page("<template><b id=inert></b></template><div><template shadowrootmode=open><i id=shadow>text</i></template></div>")
    assert "inert" not in document.index.by_id
    assert "shadow" in document.index.by_id
    assert [line.text for line in document.lines] == ["text"]


def test_lxml_tree_is_taken_as_it_is_and_places_are_unknown() -> None:
    tree = html.fromstring("<html><body><p id=a>text</p></body></html>")
    document = parse_page(tree)
    assert document.tree is tree
    assert document.position(document.select("#a")[0]) is None


def test_lxml_tree_in_the_xhtml_namespace_is_copied_not_changed() -> None:
    tree = etree.fromstring('<html xmlns="http://www.w3.org/1999/xhtml"><body><p>text</p></body></html>')
    assert parse_page(tree).select("p")[0].text == "text"
    assert tree.tag == "{http://www.w3.org/1999/xhtml}html"


def test_other_input_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="not int"):
        parse_page(7)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "empty-page"),
        ("  \n", "empty-page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "not-html"),
        (b"%PDF-1.7 ...", "not-html"),
        (b"<p>" * 20, "page-too-large"),
    ],
)
def test_pages_that_cannot_be_parsed_say_why(source: bytes | str, reason: str) -> None:
    with pytest.raises(PageError) as caught:
        parse_page(source, max_bytes=50 if reason == "page-too-large" else 10_000)
    assert caught.value.reason == reason


LINES = """<body>One <b>two</b><br>three<div>four<p hidden>five</p>six</div><script>no</script><noscript>no</noscript>
<dl><dt>Updated<dd>May 2</dl><span style="display: none">seven</span><!-- no -->"""


def test_lines_break_where_blocks_do_and_hidden_ones_are_marked() -> None:
    lines = [(line.text, line.element.tag, line.is_hidden) for line in parse_page(LINES).lines]
    assert lines == [
        ("One two", "body", False),
        ("three", "body", False),
        ("four", "div", False),
        ("five", "p", True),
        ("six", "div", False),
        ("Updated", "dt", False),
        ("May 2", "dd", False),
        ("seven", "span", True),
    ]


def test_text_views_differ_in_what_is_exposed() -> None:
    document = parse_page("<p>A <b>lock</b> (<svg><title>Lock</title></svg>)<i aria-hidden=true>x</i><i hidden>y</i>\u00a0 end<br>z")
    [paragraph] = document.select("p")
    assert document.dom_text(paragraph) == "A lock (Lock)xy end z"
    assert document.exposed_text(paragraph) == "A lock () end z"


PATHS = "<div id=a><p>1<p>2<svg><g/><g id='8'/></svg></div><div id=a></div><o:p>3</o:p><ul><li><a>4</a><li><a id=z:z>5</a></ul>"


def test_selectors_find_their_element_and_no_other() -> None:
    document = parse_page(PATHS)
    for element in document.index.elements:
        assert document.select(document.selector(element)) == [element]


ODD_SELECTORS = (
    "a, A, .b, a:not([href]), [href='']:not(.b), [href=''], [title*=x], [title^=x], [title$=x], [title*=''], [title=X i], [class~=c], "
    "[lang|=en], [title!=x], #id, a#id.b, div a, div > a, div > p > a, p + p, p ~ p, p:first-of-type, li:not(:first-child), svg a, "
    "lineargradient, xml\\:lang, [xml\\:lang], :root, *, body :not(div), html > body, p:not(div), :is(a, p), a:has(b), template a, a:nope"
).split(", ")
ODD_PAGE = """<html lang=en><div><a id=id class="b c">1</a><p lang=en-GB><a href="" class="b\u00a0c" title=xyx>2</a><p title=X>3</div>
<svg><a href=x>4</a><linearGradient/></svg><ul><li>5<li xml:lang=en>6</ul><template><a href>7</a></template>
<a class=" b\n" href=/ id=id><b>8</b></a>"""


@pytest.mark.parametrize("css", ODD_SELECTORS)
def test_the_index_finds_what_xpath_finds(css: str) -> None:
    document = parse_page(ODD_PAGE)
    try:
        expected = [element for element in compile_selector(css)(document.tree) if element in document.index.order]
    except ValueError:
        with pytest.raises(ValueError, match="not a selector"):
            document.select(css)
    else:
        assert document.select(css) == expected
        assert document.select(f"{css}, body") == sorted({*expected, document.select("body")[0]}, key=document.index.order.__getitem__)


def test_snippet_is_the_start_tag_bounded() -> None:
    document = parse_page(f'<a href="/x?a=1&amp;b=%22" title=\'say "hi"\' data-long="{"y" * 500}" disabled>')
    snippet = document.snippet(document.select("a")[0])
    assert snippet.startswith('<a href="/x?a=1&b=%22" title="say &quot;hi&quot;" data-long="yyy')
    assert len(snippet) <= 200
