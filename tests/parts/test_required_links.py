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


@pytest.mark.parametrize("address", ["javascript:void(0)", "javascript:;", "#", ""])
def test_placeholder_is_missing(address: str) -> None:
    assert foia(address) is None
