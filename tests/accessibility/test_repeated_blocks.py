"""Blocks before the content: what a reader passes before the page's own text, as far as one page shows it."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility.repeated_blocks import blocks_before_content, is_in_repeated_block, text_pieces

SENTENCE = "Boats cross the river every hour of the day, and so they do at night."


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        (f"<nav><a href=/>Home</a></nav><p>{SENTENCE}</p>", "navigation"),
        (f"<p>Survey agency</p><nav><a href=/>Home</a></nav><p>{SENTENCE}</p>", "navigation"),
        (f"<p>{SENTENCE}</p><aside>About the boats</aside>", None),
        (f"<aside>About</aside><p>{SENTENCE}</p>", "complementary"),
        (f"<nav hidden>Menu</nav><p>{SENTENCE}</p>", None),
        (f"<nav><img src=x></nav><p>{SENTENCE}</p>", None),
        (f"<footer>Contact</footer><p>{SENTENCE}</p>", None),
        ("<nav><a href=/>Home</a></nav><p><a href=/b>Boats cross the river</a></p>", None),
        (f"<header><section aria-label=x>Menu</section></header><p>{SENTENCE}</p>", "banner"),
        (f"<p>{SENTENCE}</p>", None),
    ],
)
def test_first_block(markup: str, role: str | None) -> None:
    block = blocks_before_content(parse_page(f"<!doctype html><html lang=en><title>t</title><body>{markup}")).block
    assert (block and block.role) == role


def test_controls_before_the_first_sentence() -> None:
    document = parse_page(f"<p>Agency</p><a href=/a>A</a> <a href=/b tabindex=-1>B</a> <button>C</button><p>{SENTENCE}</p><a href=/d>D</a>")
    assert blocks_before_content(document).controls == 2
    assert blocks_before_content(parse_page("<a href=/a>Boats</a>")).controls == 0


def test_pieces_and_where_they_are() -> None:
    document = parse_page("<nav><b>In <!-- x --> it</b></nav><p>Out<script>no</script> too <a href=/>link</a></p><p hidden>no</p>")
    found = [(one.element.tag, one.is_in_control, is_in_repeated_block(document, one.element)) for one in text_pieces(document)]
    assert found == [("b", False, True), ("b", False, True), ("p", False, False), ("p", False, False), ("a", True, False)]
