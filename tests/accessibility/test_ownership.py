"""Which element owns which (WAI-ARIA 1.2, "Required Owned Elements" and "Required Context Role", aria-owns)."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility.ownership import is_empty, owned_by, owner_of


def owner(html: str, selector: str = "#it") -> str | None:
    """The id of the owner of the element."""
    document = parse_page(f"<!doctype html><title>t</title><body>{html}")
    found = owner_of(document, document.select(selector)[0])
    return found.get("id") if found is not None else None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div role=list id=a><p role=listitem id=it>", "a"),
        ("<div role=list id=a><div><span role=none><i role=generic><b role=listitem id=it>", "a"),
        ("<div role=list id=a><div aria-live=polite id=b><i role=listitem id=it>", "b"),
        ("<div role=list id=a><div aria-label=Fares aria-hidden=false><i role=listitem id=it>", "a"),
        ("<div role=list id=a><div tabindex=0 id=b><i role=listitem id=it>", "b"),
        ("<div role=list id=a><port-list id=b><i role=listitem id=it>", "b"),
        ("<ul id=a><li id=it>", "a"),
        ("<div role=list id=a aria-owns='x it'></div><div role=menu id=b><i role=listitem id=it>", "a"),
        ("<div role=list id=a aria-owns=box></div><div id=box><i role=listitem id=it>", "a"),
        ("<div role=list id=a aria-owns=it></div><div role=list id=b aria-owns=it></div><i role=listitem id=it>", "a"),
        ("<port-list id=a><template shadowrootmode=open><div role=list id=b><slot></slot></div></template><i role=listitem id=it>", "b"),
    ],
)
def test_owner_is_the_nearest_that_means_something(html: str, expected: str) -> None:
    assert owner(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<div role=list id=it aria-owns=it></div>",
        "<div id=box><div role=list id=it aria-owns=box></div></div>",
        "<div id=a><div id=b aria-owns=a><i role=listitem id=it></i></div></div>",
    ],
)
def test_circles_of_aria_owns_end(html: str) -> None:
    document = parse_page(f"<!doctype html><title>t</title><body>{html}")
    assert all(owner_of(document, one) is not one for one in document.index.elements)


def test_owned_elements_come_in_document_order() -> None:
    document = parse_page("<p role=listitem id=b></p><div role=list id=a aria-owns=b><div><i role=listitem hidden id=c></i></div></div>")
    assert [one.get("id") for one in owned_by(document, document.select("#a")[0])] == ["b", "c"]
    assert owned_by(document, document.select("#c")[0]) == ()


def test_contents_are_what_is_met_by_assistive_technology() -> None:
    html = "<p><b hidden>x</b> <i aria-hidden=true>y</i><script>z</script></p><p><i></i>x</p><p><img src=x></p><p><b>x</b></p>"
    document = parse_page(html)
    assert [is_empty(document, one) for one in document.select("p")] == [True, False, False, False]


def test_deep_nesting_and_many_owners_stay_linear() -> None:
    deep = parse_page("<div role=list>" + "<div>" * 5000 + "<i role=listitem id=it></i>" * 2)
    assert owner_of(deep, deep.select("#it")[0]) is deep.select("[role=list]")[0]
    chain = "".join(f"<div id=n{n} aria-owns=n{n + 1}></div>" for n in range(5000))
    wide = parse_page(f"<body>{chain}<i role=listitem id=n5000></i>")
    assert owner_of(wide, wide.select("#n5000")[0]) is wide.select("#n4999")[0]
