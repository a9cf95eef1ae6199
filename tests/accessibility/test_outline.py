"""The outline: which landmarks and headings assistive technology lists, how they nest, and at which level."""

from __future__ import annotations

import pytest
from lxml import etree

from govpagecheck import parse_page
from govpagecheck.accessibility.outline import heading_level, headings, is_in_landmark, landmark_of, landmarks, mains
from govpagecheck.document import Document


def page(markup: str) -> Document:
    return parse_page(f"<!doctype html><html lang=en><title>t</title><body>{markup}")


def roles(markup: str) -> list[str]:
    return [one.role for one in landmarks(page(markup))]


def levels(markup: str) -> list[int]:
    return [one.level for one in headings(page(markup)) if one.is_exposed]


# -- landmarks


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (
            "<header>h</header><nav>n</nav><main>m</main><aside>a</aside><footer>f</footer>",
            "banner navigation main complementary contentinfo",
        ),
        ("<main><header>h</header><footer>f</footer></main>", "main"),
        ("<article><header>h</header></article><section><footer>f</footer></section>", ""),
        ("<article><header role=banner>h</header></article>", "banner"),
        ("<div><header>h</header></div>", "banner"),
        ("<section>s</section><form>f</form>", ""),
        ("<section aria-label=News>s</section><form aria-label=Order>f</form>", "region form"),
        ("<section aria-labelledby=x>s<h2 id=x>News</h2></section>", "region"),
        ("<section aria-labelledby=x>s<h2 id=x></h2></section><div role=region aria-label=' '>r</div>", ""),
        ("<div role=region>r</div><div role=form>f</div>", ""),
        ("<div role=region aria-label=R>r</div><form role=search>f</form><search>s</search>", "region search search"),
        ("<nav hidden>n</nav><nav style='display:none'>n</nav><nav aria-hidden=true>n</nav><div hidden><main>m</main></div>", ""),
        ("<nav role=presentation>n</nav><main role=article>m</main>", ""),
        ("<div role='nonsense navigation'>n</div>", "navigation"),
        ("<template><main>m</main></template><main>m</main>", "main"),
    ],
)
def test_landmarks(markup: str, found: str) -> None:
    assert roles(markup) == found.split()


def test_nesting_and_names() -> None:
    document = page(
        "<main><section aria-label=Outer><p id=p>x<nav aria-label=Inner>y<b>z</b></nav></section></main><p id=out>o</p><nav>top</nav>"
    )
    main, region, inner, top = landmarks(document)
    assert [one.name for one in (main, region, inner, top)] == ["", "Outer", "Inner", ""]
    assert (main.parent, region.parent, inner.parent, top.parent) == (None, main, region, None)
    assert [one.is_top_level for one in (main, region, inner, top)] == [True, False, False, True]
    [paragraph], [outside], [bold] = document.select("#p"), document.select("#out"), document.select("b")
    assert landmark_of(document, paragraph) is region
    assert landmark_of(document, bold) is inner
    assert landmark_of(document, main.element) is main
    assert is_in_landmark(document, paragraph)
    assert not is_in_landmark(document, outside)
    assert landmark_of(document, outside) is None


def test_mains_are_those_that_are_exposed() -> None:
    document = page("<main id=a>a</main><main id=b hidden>b</main><div role=main id=c>c</div>")
    assert [one.get("id") for one in mains(document)] == ["a", "c"]


def test_what_a_slot_takes_lies_where_the_slot_is() -> None:
    document = page(
        "<x-page><template shadowrootmode=open><main><slot></slot></main><footer>f<slot name=end></slot></footer></template>"
        "<aside slot=end>a</aside><h1>h</h1><nav slot=none>lost</nav></x-page>"
    )
    assert [one.role for one in landmarks(document)] == ["main", "contentinfo", "complementary"]
    [heading], [aside] = document.select("h1"), document.select("aside")
    assert [one.role for one in (landmark_of(document, heading), landmark_of(document, aside)) if one] == ["main", "complementary"]
    assert [one.role for one in (landmarks(document)[2].parent,) if one] == ["contentinfo"]
    assert [one.level for one in headings(document)] == [1]


# -- headings


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<h1>a</h1><h3>b</h3><h6>c</h6>", [1, 3, 6]),
        ("<p role=heading aria-level=3>a</p>", [3]),
        ("<p role=heading aria-level=12>a</p>", [12]),
        (
            "<p role=heading>a</p><p role=heading aria-level=0>b</p><p role=heading aria-level=-1>c</p><p role=heading aria-level=x>d</p>",
            [2] * 4,
        ),
        (f"<p role=heading aria-level={'9' * 5000}>a</p>", [2]),
        ("<h2 aria-level=4>a</h2><h3 aria-level=x>b</h3><h4 aria-level=''>c</h4>", [4, 3, 4]),
        ("<h2 role=none>a</h2><h2 role=presentation>b</h2><h2 role=tab>c</h2><h2 role=nonsense>d</h2>", [2]),
        ("<h1 hidden>a</h1><div aria-hidden=true><h2>b</h2></div><h3 style='visibility:hidden'>c</h3><h4>d</h4>", [4]),
        ("<button><h2>a</h2></button><div role=button><span><h3>b</h3></span></div><a href=x><h4>c</h4></a>", [4]),
        ("<template><h1>a</h1></template><svg><title>x</title><h1>no</h1></svg>", [1]),  # h1 ends the svg
    ],
)
def test_levels(markup: str, found: list[int]) -> None:
    assert levels(markup) == found


def test_hidden_headings_are_told_apart_and_missing_levels_are_noted() -> None:
    document = page("<h1 hidden>a</h1><p role=heading>b</p><p role=heading aria-level=2>c</p>")
    assert [(one.is_exposed, one.has_level) for one in headings(document)] == [(False, True), (True, False), (True, True)]
    assert [heading_level(document, one.element) for one in headings(document)] == [1, 2, 2]
    [title] = document.select("title")
    assert heading_level(document, title) is None


# -- hostile input


def deep(steps: int, name: str, attributes: dict[str, str]) -> Document:
    root = etree.Element("html")
    inner = etree.SubElement(root, "body")
    for _ in range(steps):
        inner = etree.SubElement(inner, name, attributes)
    inner.text = "x"
    return parse_page(root)


def test_deep_nesting_ends() -> None:
    found = landmarks(deep(4_000, "nav", {"aria-label": "n"}))
    assert len(found) == 4_000
    assert "parent" not in repr(found[-1])
    assert len({*found}) == 4_000
    assert len(headings(deep(4_000, "h2", {}))) == 4_000
    assert landmarks(deep(4_000, "section", {"aria-labelledby": "gone"})) == ()


def test_many_landmarks_and_headings_end() -> None:
    document = page("<section aria-label=s><h2>a</h2></section>" * 10_000)
    assert len(landmarks(document)) == len(headings(document)) == 10_000


def test_an_empty_page_has_neither() -> None:
    document = page("")
    assert landmarks(document) == ()
    assert headings(document) == ()
    assert mains(document) == ()
