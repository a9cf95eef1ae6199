"""The generator of the pages that benchmarks measure on, and the drawing of real ones."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.corpus import SIZES, draw, find_pages, make_page, make_pages

from govpagecheck import Page, Ruleset, check_page, parse_page


def test_a_page_is_the_same_bytes_wherever_it_is_made() -> None:
    assert make_page(50, 7) == make_page(50, 7)
    assert make_page(50, 7) != make_page(50, 8)
    assert hashlib.sha256(make_page(100, 1)).hexdigest() == "b0cef9b14eaea3b6cda293b76bf0928559b0553a354bf334d69261fb69c0db80"


@pytest.mark.parametrize("size", SIZES)
def test_a_page_has_the_size_asked_for(size: int) -> None:
    length = len(make_page(size, 3)) / 1024
    assert size * (0.9 if size < 50 else 0.98) <= length <= size


def test_pages_of_all_sizes_are_of_the_same_make_up() -> None:
    shares = []
    for size in (50, 400):
        tags = Counter(element.tag for element in parse_page(make_page(size, 1)).tree.iter("*"))
        shares.append({tag: tags[tag] / size for tag in ("a", "td", "li", "img", "input", "h3", "p", "script", "figure")})
    small, large = shares
    assert all(0.5 < large[tag] / small[tag] < 2 for tag in small), shares


def test_a_page_has_all_the_furniture_that_is_recognised(us_federal: Ruleset) -> None:
    report = check_page(Page(make_page(10, 2), path="page.html"), us_federal)
    assert not report.is_incomplete
    facts = report.facts
    assert facts["banner"]["kind"] == "us-federal-gov"
    assert facts["breadcrumb"]["markup"] == "nav"
    assert facts["identifier"]
    assert facts["skipLink"]
    assert facts["search"]
    assert {"about", "accessibility", "foia", "no-fear", "oig", "performance", "privacy", "usa-gov"} <= set(facts["links"])


def test_pages_are_made_once_and_anew_when_something_else_is_asked(tmp_path: Path) -> None:
    files = make_pages(tmp_path, 3, (10,))
    files[0].write_bytes(b"ours")
    assert make_pages(tmp_path, 3, (10,)) == files
    assert files[0].read_bytes() == b"ours"
    assert len(make_pages(tmp_path, 2, (10,), seed=1)) == 2
    assert sorted(file.name for file in tmp_path.glob("*.html")) == ["page-0000.html", "page-0001.html"]
    assert files[0].read_bytes() == make_page(10, 1)


def test_real_pages_are_found_and_drawn_by_seed(tmp_path: Path) -> None:
    for name in ("b.html", "a.HTM", "deep/c.html", "empty.html", "style.css"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("" if name.startswith("empty") else "<p>")
    found = find_pages(tmp_path)
    assert [file.name for file in found] == ["a.HTM", "b.html", "c.html"]
    many = [Path(f"{number:03}.html") for number in range(100)]
    assert draw(many, 10, 1) == sorted(draw(many, 10, 1))
    assert draw(many, 10, 1) != draw(many, 10, 2)
    assert draw(many, 1000) == many


def test_a_folder_without_pages_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no page that is not empty"):
        find_pages(tmp_path)
    with pytest.raises(ValueError, match="there is no such folder"):
        find_pages(tmp_path / "missing")
