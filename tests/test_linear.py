"""Pages on which a part or a rule once took quadratic time: each took more than ten seconds, and a hang fails the run.

No time is asserted, for machines differ; whoever brings such a cost back will notice that this file no longer ends.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

import pytest
from tests.conftest import PROJECT

from govpagecheck import Page, Ruleset, check_page, parse_page
from govpagecheck.parts import metadata
from govpagecheck.text import normalise
from govpagecheck.xml_names import MAX_ODD_NAMES

HEAD = '<!doctype html><html lang="en"><title>Permits and more</title>'
TRAIL = '<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/a">A</a></li><li>Last</li></ol></nav>'


def dates_as_data(count: int) -> str:
    nodes = ",".join(f'{{"dateModified":"2021-01-{number % 28 + 1:02}T{number:06}"}}' for number in range(count))
    return f'<script type="application/ld+json">[{nodes}]</script>'


PAGES: dict[str, Callable[[], str]] = {
    "fields that one label names": lambda: "<label for=a>x</label>" * 8_000 + "<input id=a>" * 8_000,
    "fields whose label is long": lambda: f"<label for=a>{'long words ' * 20_000}</label>" + "<input id=a>" * 8_000,
    "forms beside main landmarks": lambda: "<main></main>" * 8_000 + "<form></form>" * 8_000,
    "fields of a form whose id is not its own": lambda: "<div id=a></div>" * 26_000 + "<input form=a>" * 26_000,
    "skip links that lead nowhere": lambda: "<main>" + "<a href='#x'>Skip to main content</a>" * 15_000 + "<a name=y>" * 15_000,
    "heading full of dots": lambda: TRAIL + f"<h1>{'... ' * 40_000}a</h1>",
    "heading full of ellipses": lambda: TRAIL + f"<h1>{'…' * 60_000}a</h1>",
    "headings in headings": lambda: "<h1><div>x" * 40_000,
    "headings in deep nesting": lambda: "<div><h1></h1>" * 105_000,
    "tag that almost names a banner": lambda: f"<{'gov-' * 40_000}x>",
    "combining marks in disorder": lambda: "<p>a" + "\u0315\u0300" * 100_000,
    "dates in JSON-LD": lambda: dates_as_data(20_000),
    "dates in meta elements": lambda: "".join(f'<meta name=date content="2021-01-01 {number}">' for number in range(20_000)),
    "dates in dates": lambda: "<div itemprop=dateModified>1" * 60_000,
    "fields in deep nesting": lambda: "<div>" * 500 + "<input>" * 40_000,
    "dates that may follow on a later line": lambda: "<p>Last updated</p>" * 20_000 + "<p hidden>x</p>" * 20_000,
    "directions in directions": lambda: "<div dir=rtl>one two three letters" * 20_000,
    "directions beside much that cannot be read": lambda: "<noscript>" + "<b>" * 400 + "<i dir=ltr>\u200b</i>" * 20_000,
    "dialogs in dialogs": lambda: "<main></main>" + "<div role=dialog>x" * 20_000,
    "list whose one entry begins at home in every line": lambda: "<ul><li>" + "<p>Home &gt;</p>" * 20_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_judged_in_the_end(name: str, us_federal: Ruleset) -> None:
    report = check_page(Page((HEAD + PAGES[name]()).encode(), path="page.html"), us_federal)
    assert not report.is_incomplete, report.notes


def test_names_that_xml_forbids_stay_escaped_where_one_element_has_too_many() -> None:
    document = parse_page(HEAD + "<p " + " ".join(f"xmlns:a{number}=b" for number in range(45_000)) + ">x")
    [element] = document.select("p")
    assert element.get(f"xmlns:a{MAX_ODD_NAMES - 1}") == "b"
    assert element.get(f"xmlns:a{MAX_ODD_NAMES}") is None
    assert element.get(f"xmlnsu00003aa{MAX_ODD_NAMES}") == "b"
    assert document.notes[0].message.startswith(f"{45_000 - MAX_ODD_NAMES} names ")


def test_names_of_trails_are_searched_without_going_back() -> None:
    rule = tomllib.loads((PROJECT / "rules/breadcrumb/breadcrumb-named/rule.toml").read_text(encoding="utf-8"))
    patterns = [expect["matches"] for expect in rule["expect"] if "matches" in expect]
    assert len(patterns) == 2
    assert not any(re.search(pattern, "ruta" * 120_000) for pattern in patterns)
    assert all(re.search(pattern, "sobrescribir enlaces de ayuda a la navegación") for pattern in patterns)


def test_text_keeps_the_marks_that_languages_need() -> None:
    assert normalise("e\u0301tat, a\u0323\u0302n") == "état, ận"
    assert normalise("━" * 100) == "━" * 100
    assert normalise("a" + "\u0315" * 30 + "!") == "a" + "\u0315" * 30 + "!"
    assert normalise("a" + "\u0315" * 100 + "! b" + "\u0315" * 31) == "a" + "\u0315" * 30 + "! b" + "\u0315" * 30
    assert len(normalise("a" + "\u0f73" * 100)) == 61  # its decomposition is two marks, though it counts as none itself


def test_hidden_ancestors_are_found_whatever_was_asked_before() -> None:
    document = parse_page("<div id=a><div id=b hidden><p id=c><i id=d></i></div><p id=e></div><template><p id=f></template>")
    expected = {"d": True, "e": False, "c": True, "a": False, "b": True}
    assert {name: document.is_hidden(document.select(f"#{name}")[0]) for name in expected} == expected
    assert {name: document.is_hidden(document.select(f"#{name}")[0]) for name in sorted(expected)} == expected
    assert all(document.is_hidden(one) for one in document.tree.iter("template", "p") if one.get("id") in (None, "f"))


def test_headings_are_read_up_to_a_number() -> None:
    assert len(metadata.find(parse_page("<h1>x</h1>" * 100)).headings_1) == 20
