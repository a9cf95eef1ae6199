"""The HTML report: one entry a defect, exceptions and notes apart, and nothing that a page could inject or that asks the network."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from tests.reporters.test_formats import EVIL, RULESET, hostile, written

from govpagecheck import parse_page
from govpagecheck.model import Finding, Ignored, Note, Outcome, PageReport, Report, RuleInfo, RuleResult, Severity, Target

INFO = RuleInfo(
    "photo-alt",
    "Every `<img>` says what it shows",
    Severity.ERROR,
    "Who cannot see it must hear it.",
    'Write `alt`:\n<img src="a.jpg" alt="A lamp">',
    (
        {"title": "WCAG 2.2", "section": "1.1.1 Non-text Content", "url": "https://www.w3.org/TR/WCAG22/#non-text-content"},
        {"title": "Plan", "url": "https://www.example.gov/plan.pdf"},
        {"title": "Trap", "url": "javascript:alert(1)"},
    ),
    ("23a2a8",),
    ("1.1.1", "4.1.2"),
)


def finding(message: str = "no text", line: int | None = 3, snippet: str = "<img src=a>", **changes: Any) -> Finding:
    selector = changes.pop("selector", "main > img")
    values = {"outcome": Outcome.FAILED, "reason": "missing", "severity": Severity.ERROR, "fingerprint": "00", "ignored": None} | changes
    return Finding(message=message, target=Target(selector, line, 1 if line else None, snippet), **values)


def page(number: int, findings: Sequence[Finding], notes: Sequence[Note] = (), url: str | None = None) -> PageReport:
    return PageReport(f"site/{number}.html", url, [RuleResult("photo-alt", Outcome.FAILED, Severity.ERROR, findings)], {}, notes)


def document(*pages: PageReport) -> Any:
    return parse_page(written("html", Report(["own"], {"photo-alt": INFO}, pages, "0.1.0")))


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def articles(doc: Any, kind: str = "") -> list[Any]:
    return list(doc.select(f"article.entry{'.' + kind if kind else ''}"))


def test_the_same_defect_on_many_pages_is_one_entry() -> None:
    doc = document(*(page(number, [finding(line=number % 7 + 1)]) for number in range(200)))
    [entry] = articles(doc)
    assert words(entry.find(".//p[@class='amount']")) == "200 places on 200 pages"
    assert entry.get("data-pages") == "0-199"
    assert len(entry.findall(".//pre")) == 2  # the start tag once, and the markup of the fix
    assert len(entry.findall(".//li[@data-page]")) == 200
    assert words(entry.find(".//details/summary")) == "195 more pages"
    assert "site/7.html line 1" in words(entry)


def test_an_entry_says_what_why_how_who_and_where() -> None:
    [entry] = articles(document(page(0, [finding("The image `a` has no text")], url="https://www.example.gov/a?x=1&y=2")))
    assert [words(term) for term in entry.findall(".//dt")] == [
        "What was found",
        "Why it matters",
        "How to fix it",
        "Who asks for it",
        "Where",
    ]
    assert words(entry.find("h3")) == "Error Every <img> says what it shows"
    assert '<img src="a.jpg" alt="A lamp">' in [words(code) for code in entry.findall(".//pre/code")]
    assert [link.get("href") for link in entry.findall(".//a")] == [
        "https://www.w3.org/TR/WCAG22/#non-text-content",
        "https://www.example.gov/plan.pdf",
        "https://www.example.gov/a?x=1&y=2",
    ]
    assert "Plan (PDF)" in words(entry)
    assert "WCAG 4.1.2 Name, Role, Value (level A)" in words(entry)
    assert "WCAG 1.1.1" not in words(entry)
    assert "ACT rule 23a2a8" in words(entry)


def test_failures_reviews_exceptions_and_notes_are_apart() -> None:
    ignored = finding(ignored=Ignored("page", "a spacer"))
    doc = document(
        page(0, [finding(), finding("perhaps", outcome=Outcome.CANT_TELL), ignored], [Note("template-source", "Looks like a template")]),
        page(1, [finding(), finding("?", outcome=Outcome.CANT_TELL, reason="needs-url")], [Note("check-crashed", "A check crashed")]),
    )
    assert [len(articles(doc, kind)) for kind in ("failed", "review", "ignored")] == [1, 1, 1]
    assert "a spacer (by a comment in the page)" in words(articles(doc, "ignored")[0])
    tiles = [words(tile) for tile in doc.select(".tiles li")]
    assert [tile.split()[0] for tile in tiles] == ["2", "0", "0", "1", "1"]
    assert "1 page could not be judged as a whole." in words(doc.select(".verdict")[0])
    [unjudged], [notes] = doc.select("section[aria-labelledby=unjudged]"), doc.select("section[aria-labelledby=notes]")
    assert "A check crashed" in words(unjudged)
    assert "Looks like a template" in words(notes)
    assert "1 requirement depends on the address" in words(notes)


def test_what_matters_most_comes_first() -> None:
    rows = [
        finding(severity=severity, reason=reason)
        for severity, reason in [(Severity.INFO, "c"), (Severity.ERROR, "b"), (Severity.WARNING, "a")]
    ]
    doc = document(page(0, rows), page(1, [finding(severity=Severity.ERROR, reason="most")]), page(2, [finding(reason="most")]))
    assert [entry.get("data-severity") for entry in articles(doc)] == ["error", "error", "warning", "info"]
    assert "most" in words(articles(doc)[0].find("p[@class='rule']"))
    assert [row.get("data-entry") for row in doc.select("tr[data-entry]")] == [entry.get("id") for entry in articles(doc)]
    assert all(doc.select(link.get("href")) for link in doc.select("tr[data-entry] a"))


def test_a_finding_about_the_whole_page_has_no_place_in_it() -> None:
    [entry] = articles(document(*(page(n, [finding(selector="html", line=n + 1, snippet=f"<html id=p{n}>")]) for n in range(3))))
    assert len(entry.findall(".//li[@class='found']")) == 1
    assert "line" not in words(entry)


def test_pages_choose_no_markup() -> None:
    text = written("html", hostile())
    doc = parse_page(text)
    assert len(doc.select("script")) == 1
    assert not doc.select("img, iframe, object, embed, base, link, [onerror], [onload], [style], [src]")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert all(re.match(r"https?://|#", link.get("href")) for link in doc.select("a"))
    assert "alert(1)" in words(doc.select("main")[0])


def test_hostile_words_of_rules_profiles_and_exceptions_stay_words() -> None:
    info = RuleInfo(EVIL, EVIL, Severity.ERROR, EVIL, EVIL, ({"title": EVIL, "section": EVIL, "url": EVIL},), (EVIL,), (EVIL,))
    result = RuleResult(EVIL, Outcome.FAILED, Severity.ERROR, [finding(EVIL, reason=EVIL), finding(ignored=Ignored(EVIL, EVIL))])
    report = Report([EVIL], {EVIL: info}, [PageReport(EVIL, f"javascript:{EVIL}", [result], {}, [Note(EVIL, EVIL)])], EVIL)
    doc = parse_page(written("html", report))
    assert len(doc.select("script")) == 1
    assert not doc.select("img, [onerror]")


def test_the_policy_lets_our_own_style_and_script_run_and_nothing_else() -> None:
    doc = document(page(0, [finding()]))
    policy = doc.select("meta[http-equiv]")[0].get("content")
    assert "default-src 'none'" in policy
    for name in ("style", "script"):
        digest = b64encode(sha256("".join(doc.select(name)[0].itertext()).encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_nothing_is_asked_of_the_network() -> None:
    text = written("html", hostile())
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import|@font-face", style[1])


def test_huge_texts_and_many_findings_stay_small(monkeypatch: pytest.MonkeyPatch) -> None:
    big = "é\u202e<" * 400_000
    assert len(written("html", Report([], {}, [page(0, [finding(big, snippet=big)])], "1"))) < 40_000
    many = [
        page(n, [finding(f"the image number {n}-{k} has no text", snippet=f"<img src=/{n}/{k}.jpg>") for k in range(25)])
        for n in range(200)
    ]
    assert len(written("html", Report([], {"photo-alt": INFO}, many, "1")).encode()) < 3_000_000
    monkeypatch.setattr("govpagecheck.reporters.html.MAX_VARIANTS", 10)
    text = written("html", Report([], {"photo-alt": INFO}, many[:4], "1"))
    assert "90 further places of this kind are in the JSON report" in text
    assert 'data-pages="0-3"' in text


def test_nothing_found_and_nothing_checked_are_said() -> None:
    assert "Nothing to mend was found." in words(document(page(0, [])).select(".verdict")[0])
    assert "No page was checked." in words(document().select(".verdict")[0])


def test_the_template_engine_is_loaded_only_when_it_is_used() -> None:
    code = "import sys; import govpagecheck.reporters.html; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_rules_that_are_shipped_fill_it() -> None:
    results = [RuleResult(info.id, Outcome.FAILED, Severity.ERROR, [finding()]) for info in RULESET.infos.values()]
    doc = parse_page(written("html", Report(["us-federal"], RULESET.infos, [PageReport("a.html", None, results, {})], "0.1.0")))
    assert len(articles(doc)) == len(RULESET.infos)


def test_kinds_of_one_requirement_are_told_apart_in_the_overview() -> None:
    doc = document(page(0, [finding(reason="missing"), finding(reason="empty"), finding(reason="perhaps", outcome=Outcome.CANT_TELL)]))
    links = [words(link) for link in doc.select("tr[data-entry] a")]
    assert len(links) == len(set(links)) == 3
    assert all(reason in " ".join(links) for reason in ("(missing)", "(empty)", "(perhaps)"))
    assert "(missing)" not in words(document(page(0, [finding(reason="missing")])).select("tr[data-entry] a")[0])
