"""The nearest element that passes a test: from the start upwards, each element asked but once however many start below it."""

from __future__ import annotations

from govpagecheck import parse_page
from govpagecheck.document import Document, Element


def is_list(_: Document, element: Element) -> bool:
    return element.tag == "ul"


def test_start_and_what_is_around_it() -> None:
    document = parse_page("<p id=before>x</p><ul id=outer><li id=a>x<ul id=inner><li id=b>y</ul></ul>")
    found = {one.get("id"): document.nearest(one, is_list) for one in reversed(document.select("[id]"))}
    assert {name: one.get("id") if one is not None else None for name, one in found.items()} == {
        "before": None,
        "outer": "outer",
        "inner": "inner",
        "a": "outer",
        "b": "inner",
    }
    assert document.nearest(None, is_list) is None


def test_other_parents() -> None:
    document = parse_page("<ul><li><a href=/>x</a></ul><p>y</p>")
    paragraph = document.select("p")[0]
    parents = {document.select("a")[0]: paragraph}

    def is_paragraph(_: Document, element: Element) -> bool:
        return element.tag == "p"

    assert document.nearest(document.select("a")[0], is_paragraph, parents.get) is paragraph
    assert document.nearest(document.select("li")[0], is_paragraph, parents.get) is None


def test_each_element_is_asked_once() -> None:
    document = parse_page("<div>" * 50 + "<a href=/>x</a>" * 50)
    asked: list[Element] = []

    def passes(_: Document, element: Element) -> bool:
        asked.append(element)
        return False

    for link in document.select("a") * 2:
        document.nearest(link, passes)
    assert len(asked) == len(set(asked)) == 50 + 50 + 2  # html and body too
