"""Why an element has no name: what findings say of it."""

from __future__ import annotations

import pytest

from govpagecheck import parse_page
from govpagecheck.accessibility.names.absence import why_unnamed


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<button></button>", "it is empty"),
        ('<button value="Go"></button>', "it is empty, and its `value` is not its name"),
        ('<button aria-label=" "></button>', "its `aria-label` is empty"),
        ('<button aria-labelledby="x"></button>', "its `aria-labelledby` points at “x”, which is not on the page"),
        ('<p id="x"></p><button aria-labelledby="x"></button>', "what its `aria-labelledby` points at, “x”, holds no text"),
        ('<button><img src="x.png"></button>', "all that it holds is an image without alt text"),
        ('<button><img src="x.png" alt=""></button>', "all that it holds is an image with an empty alt text"),
        ("<button><svg></svg></button>", "all that it holds is an SVG drawing without a title"),
        ('<button><i class="icon"></i></button>', 'all that it holds is `<i class="icon">`, which has no text'),
        ('<button><b aria-hidden="true">x</b></button>', "the text in it, “x”, is hidden by `aria-hidden`"),
        ("<button><b hidden>Go</b>\uf055</button>", "the text in it, “Go”, is not displayed"),
        ("<button>\u200b</button>", "what it holds is an icon character or the like, not words"),
        ('<button><img src="x.png" alt=""><noscript>Go</noscript></button>', "all that it holds is an image with an empty alt text"),
        ('<div role="progressbar">4 of 9</div>', "the text in it does not name an element of its role"),
        ('<div role="textbox">Pine Road</div>', "it has no label; the text in it is its value"),
        ('<input type="button">', "it has no `value`"),
        ("<input>", "it has no label"),
        ('<label for="f"></label><input id="f">', "its `<label>` is empty"),
        ('<label for="f"><svg></svg></label><input id="f">', "its `<label>` holds an image without a text alternative"),
        ('<label>Town</label><input id="f">', "the label “Town” beside it has no `for`"),
        ('<label for="g">Town</label><input id="f">', "the label “Town” beside it points at “g”, which is not this field"),
        ("<p><label>Town</label></p><p><input></p><p><label>Lake</label></p>", "the label “Town” beside it has no `for`"),
        ("<label>Town</label><br><input><label>Lake</label><input>", "the label “Town” beside it has no `for`"),
        ("<p><label>Town</label><input></p><p><input type=date></p>", "the label “Town” beside it has no `for`"),
        ("<input type=radio> <label>Lake</label>", "the label “Lake” beside it has no `for`"),
        ("<input> <label>Lake</label>", "it has no label"),
        (
            '<label for="f">Town</label><select id="f"></select><label for="f">Lake</label><input id="f">',
            "a label points at its id “f”, but an element before it has that id too and takes the label",
        ),
        ('<label>Town <select></select> <i role="button"></i></label>', "it is empty"),
        ('<label>Town <i role="textbox"></i></label>', "a `<label>` names form controls only, and this is a `<i>`"),
    ],
)
def test_the_reason_is_the_one_to_mend(html: str, why: str) -> None:
    document = parse_page(f"<!doctype html><title>t</title><body>{html}")
    element = document.select("button, input, [role]")[0]
    assert why_unnamed(document, element) == why
