"""Pages that once made some rule of accessibility slow or made it crash, judged by all of these rules: each must end, in linear time.

As in tests/test_linear.py no time is asserted; what is quadratic takes minutes here, and whoever brings it back will notice.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govpagecheck import Page, Ruleset, check_page, load_ruleset, parse_page

HEAD = '<!doctype html><html lang="en"><title>Permits and more</title><body><main><h1>Permits</h1>'


def numbered(text: str, count: int) -> str:
    return "".join(text.format(number, number + 1) for number in range(count))


def ids(count: int) -> str:
    return numbered("i{} ", count)


PAGES: dict[str, Callable[[], str]] = {
    "aria-labelledby in a ring": lambda: numbered("<a href=x id=i{} aria-labelledby=i{}>a</a>", 10_000) + "<a href=x id=i10000>b</a>",
    "aria-labelledby of all to all": lambda: (
        numbered("<p id=i{}>a</p>", 1000) + f'<button aria-labelledby="{ids(1000)}" aria-describedby="{ids(1000)}">x</button>' * 200
    ),
    "aria-owns in a ring": lambda: numbered("<div role=list id=i{} aria-owns=i{}>a</div>", 5000),
    "10,000 labels of one field": lambda: "<label for=f>name</label>" * 10_000 + "<input id=f>",
    "10,000 fields in one label": lambda: "<label>names " + "<input>" * 10_000 + "</label>",
    "deep nesting": lambda: "<div>" * 50_000 + "x",
    "deep nesting of roles": lambda: "<div role=list><div role=listitem tabindex=0 aria-label=a>" * 5000 + "x",
    "deep nesting of roles that do not exist": lambda: "<div role=made-up aria-label=a>" * 5000 + "x",
    "tables in tables": lambda: "<table><tr><td>a" * 5000,
    "lists in lists": lambda: "<ul><li>a" * 10_000,
    "colours in colours": lambda: "<div style='color:#777;background:rgba(1,2,3,.01)'>a" * 5000,
    "a bomb of selectors": lambda: (
        f"<style>{numbered('.x{} * * * > a ~ b:not(.y *):nth-child(2n+{}){{color:red}}', 5000)}</style>"
        + "<div class=x1>" * 100
        + "<a href=x>a</a><b>c</b>" * 2000
    ),
    "a bomb of :has and :is": lambda: (
        f"<style>*:has(* * * x){{display:none}} {':is(*,*) ' * 8}i{{color:red}}</style>" + "<div><p>a</p>" * 8000
    ),
    "a chain of variables": lambda: f"<style>:root{{{numbered('--a{}:var(--a{});', 5000)}}}p{{color:var(--a0)}}</style><p>a",
    "a number without end": lambda: f"<style>p{{width:{'1' * 5000}px}}</style><p style='opacity:{'1' * 5000}' tabindex={'1' * 5000}>a",
    "numbers that are infinite": lambda: (
        "<style>p{font-size:1e999px;color:rgb(1e999 0 0);rotate:1e999deg;opacity:calc(1/0)}</style><p style='line-height:1e999'>a"
    ),
    "one word of dashes": lambda: f"<p>{'-' * 200_000}</p><h2>{'. ' * 100_000}</h2><a href=x>{'...' * 50_000}</a>",
    "one word of dots and letters": lambda: f"<p lang=fr>{'a.' * 200_000}</p>",
    "attributes that WAI-ARIA does not have": lambda: f"<p {numbered('aria-a{}=b ', 20_000)}>a",
    "summaries beside summaries": lambda: "<details><summary></summary>" * 15_000,
    "legends beside legends": lambda: "<fieldset><legend></legend>" * 15_000,
    "links in navigation in navigation": lambda: "<nav><a href='#'>a</a>" * 10_000,
    "dialogs with landmarks": lambda: "<div role=dialog><nav>a</nav>" * 5000,
    "long names of long texts": lambda: f"<a href=x aria-label='{'ab ' * 20_000}'>{'abc ' * 20_000}</a>",
}


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset(["wcag22-aaa", "best-practice", "section-508", "us-federal"])


@pytest.mark.parametrize("name", PAGES)
def test_page_is_judged_in_the_end(name: str, ruleset: Ruleset) -> None:
    report = check_page(Page((HEAD + PAGES[name]()).encode(), path="page.html"), ruleset)
    assert not report.is_incomplete, report.notes


def test_of_attributes_that_do_not_exist_a_hundred_are_told(ruleset: Ruleset) -> None:
    report = check_page(Page((HEAD + PAGES["attributes that WAI-ARIA does not have"]()).encode(), path="page.html"), ruleset)
    [result] = [one for one in report.results if one.rule == "aria-attr-known"]
    assert len(result.findings) == 100


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("nav a", "1 2"),
        ("nav div a", "2"),
        ("nav > a, div a", "1 2 4"),
        (":is(nav, section) a:not(nav div a)", "1 3 4"),
        ("#n * a", "2"),
        ("section > * a", "4"),
        ("body svg path", "p"),
        ("a:first-of-type", "1 2 3 4 5"),
        ("section a:first-of-type", "3 4"),
        ("p:first-of-type + p", "7"),
    ],
)
def test_selectors_that_are_written_for_linear_time_mean_the_same(css: str, expected: str) -> None:
    document = parse_page(
        "<nav id=n><a id=1></a><div><a id=2></a></div></nav><section><a id=3></a><div><a id=4></a></div></section>"
        "<a id=5></a><a></a><p id=6></p><b></b><p id=8></p><div><p></p><p id=7></p></div><svg><path id=p /></svg>"
    )
    assert [one.get("id") for one in document.select(css)] == expected.split()
