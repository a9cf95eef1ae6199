"""Required links: one that a script follows is neither there nor missing."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.parts import CannotTell, Fragment
from govpagecheck.parts.required_links import find


def foia(address: str) -> object:
    return find(
        parse_page(f'<main><h1>Harbors</h1><p>Text</p></main><footer><a href="{address}">FOIA</a> <a href=/a>Piers</a></footer>')
    ).foia


def test_link_with_an_address_is_found() -> None:
    assert isinstance(foia("/foia"), Fragment)


def test_link_that_a_script_follows_cannot_be_told() -> None:
    value = foia("javascript:__doPostBack('menu','foia')")
    assert isinstance(value, CannotTell)
    assert value.reason == "needs-browser"


def test_link_without_an_address_may_have_a_script() -> None:
    value = foia("#")
    assert isinstance(value, CannotTell)
    assert value.message.startswith("the link “FOIA” has no address but “#”")


@pytest.mark.parametrize("address", ["javascript:void(0)", "javascript:;", ""])
def test_placeholder_is_missing(address: str) -> None:
    assert foia(address) is None


LINKS = "<a href=/foia>FOIA</a> <a href=/nofear>No FEAR Act data</a> <a href=/privacy>Privacy policy</a> <a href=/contact>Contact us</a>"


@pytest.mark.parametrize(("links", "is_served"), [(LINKS, True), ("<a href=/a>Maps</a> <a href=/b>Boats</a> <a href=/c>Ponds</a>", False)])
def test_an_empty_footer_beside_the_links_of_one_is_no_sign_of_a_script(links: str, is_served: bool) -> None:
    page = parse_page(f"<h1>Ponds</h1><p>Text.</p><div id=footer-links>{links}</div><div id=footer></div><script src=a.js></script>")
    assert (find(page).unserved is None) is is_served


@pytest.mark.parametrize(("extra", "is_served"), [("", True), ("<div id=links></div>", False), ("<site-menu></site-menu>", False)])
def test_a_page_with_few_links_and_a_script_leaves_room_for_more_or_is_whole(extra: str, is_served: bool) -> None:
    text = "All who swim in the ponds of the county need a permit. " * 10
    page = parse_page(f"<main><h1>Ponds</h1><p>{text}</main>{extra}<script src=a.js></script>")
    assert (find(page).unserved is None) is is_served
