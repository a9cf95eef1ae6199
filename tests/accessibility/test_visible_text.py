"""The text that people see in an element."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility.visible_text import MAX_LENGTH, visible_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Save</p><p>all</p>", "Save all"),
        ("<span>Sa</span><b>ve</b>", "Save"),
        ("Save<br>all", "Save all"),
        ("Save <i hidden>now</i> all", "Save all"),
        ('Save <i style="visibility:hidden">now <b style="visibility:visible">or</b></i> never', "Save or never"),
        ('Save <i style="position:absolute; left:-9999px">now</i>', "Save"),
        ('Save <i aria-hidden="true">now</i>', "Save now"),
        ('Save <i class="material-symbols-outlined">save_as</i>', "Save"),
        ("Save <i style=\"font-family: 'Material Icons'\">save_as</i>", "Save"),
        ("Save <i style='font-family: Iconic, serif'>as</i>", "Save as"),
        ('<i class="icon-text">Save as</i>', "Save as"),
        ('Save <!-- comment --> as <img src="x.png" alt="PDF"> <select><option>PDF</select>', "Save as"),
        ('<i style="display:flex"><b>Save</b><b>as</b></i>', "Save as"),
    ],
)
def test_what_is_seen(html: str, text: str) -> None:
    document = parse_page(f"<!doctype html><title>t</title><body><div id=x>{html}</div>")
    assert visible_text(document, document.select("#x")[0]) == text


def test_long_texts_are_cut() -> None:
    document = parse_page(f"<!doctype html><title>t</title><body><div id=x>{'word ' * 9000}<p>{'word ' * 9000}</div>")
    assert len(visible_text(document, document.select("#x")[0])) <= MAX_LENGTH


def test_a_button_may_be_a_picture_itself() -> None:
    document = parse_page("<!doctype html><title>t</title><body><a class=material-icons>search</a><a class='icon search'>search</a>")
    assert [visible_text(document, one) for one in document.select("a")] == ["", "search"]
