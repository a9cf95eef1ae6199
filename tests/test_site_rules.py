"""The machinery of rules about sites: what a check may yield, test sites that state too little or too much, and a run's reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from govpagecheck import Page, check_site, load_ruleset
from govpagecheck.errors import RuleError
from govpagecheck.evidence import HostEvidence
from govpagecheck.model import Outcome, PageReport, Report
from govpagecheck.report_diff import compare
from govpagecheck.rules.load import load_rule
from govpagecheck.rules.places import data_root, rule_folders
from govpagecheck.rules.rule import Rule
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.rules.site_pages import site_disagreements
from govpagecheck.rules.site_rules import MOST_FINDINGS, judge_site
from govpagecheck.site_page import SitePage
from govpagecheck.site_store import Site, SiteStore

TODAY = date(2026, 6, 1)
HOST = "https://www.example.gov"
PAGE = "<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1>"
RULE = """
id = "site-own"
title = "Pages of the site have titles"
severity = "warning"
status = "stable"
scope = "site"
tags = ["site"]
act = []
wcag = []
why = "A rule that the tests of the machinery need."
fix = "Nothing is to be done about it, it is a test."

[[source]]
title = "None"
url = "https://www.example.gov/"
verified = false

[applies]
{applies}

[[expect]]
reason = "untitled"
message = "{{page}}: found {{found}}, expected {{expected}}, {{more}}."
"""
CHECK = """
from govpagecheck.rule_api import NOT_APPLICABLE, CannotTell, SiteMiss


def check(site):
{body}
"""
Write = Callable[..., Rule]


@pytest.fixture
def own_rule(tmp_path: Path) -> Write:
    """Return a function that writes a rule with the body of its check, and loads it."""

    numbers = count()

    def write(body: str, applies: str = "") -> Rule:
        folder = tmp_path / str(next(numbers)) / "site-own"  # a folder of its own: checks are loaded once
        folder.mkdir(parents=True)
        (folder / "rule.toml").write_text(RULE.format(applies=applies), encoding="utf-8")
        (folder / "check.py").write_text(CHECK.format(body="\n".join(f"    {line}" for line in body.splitlines())), encoding="utf-8")
        return load_rule(folder)

    return write


@pytest.fixture
def site() -> Iterator[Site]:
    with closing(SiteStore()) as store:
        for name in ("a", "b", "c"):
            store.add(SitePage(f"{name}.html", f"{HOST}/{name}"))
        yield Site("www.example.gov", store, TODAY)


MISS = 'SiteMiss(page, "untitled", "no title", "one", words={"more": "thanks"})'


def test_findings_are_about_pages_with_their_words(own_rule: Write, site: Site) -> None:
    result, notes = judge_site(own_rule(f"yield from ({MISS} for page in site.pages() if page.path != 'b.html')"), site)
    assert (result.outcome, notes) == (Outcome.FAILED, [])
    assert [finding.target.page for finding in result.findings] == ["a.html", "c.html"]
    assert result.findings[0].message == "a.html: found no title, expected one, thanks."
    assert len({finding.fingerprint for finding in result.findings}) == 2


def test_finding_about_no_one_page(own_rule: Write, site: Site) -> None:
    result, _ = judge_site(own_rule(f"page = None\nyield {MISS}"), site)
    assert [finding.target.page for finding in result.findings] == [None]


def test_fingerprints_stay_when_words_change_and_tell_apart_what_is_about_different_things(own_rule: Write, site: Site) -> None:
    body = """page = next(site.pages())
yield SiteMiss(page, "untitled", "{word}", about="one", words={{"more": ""}})
yield SiteMiss(page, "untitled", "{word}", about="two", words={{"more": ""}})
yield SiteMiss(page, "untitled", "{word}", about="two", words={{"more": ""}})"""
    marks = [[one.fingerprint for one in judge_site(own_rule(body.format(word=word)), site)[0].findings] for word in ("x", "y")]
    assert marks[0] == marks[1]
    assert len(set(marks[0])) == 3


def test_outcomes(own_rule: Write, site: Site) -> None:
    untold = 'yield CannotTell("needs-url", "the pages have no addresses")'
    assert judge_site(own_rule("yield from ()"), site)[0].outcome is Outcome.PASSED
    assert judge_site(own_rule("yield NOT_APPLICABLE"), site)[0].outcome is Outcome.INAPPLICABLE
    assert judge_site(own_rule(untold), site)[0].outcome is Outcome.CANT_TELL
    assert judge_site(own_rule(f"{untold}\npage = None\nyield {MISS}"), site)[0].outcome is Outcome.FAILED
    assert judge_site(own_rule("yield from ()", "least-pages = 4"), site)[0].outcome is Outcome.INAPPLICABLE
    assert judge_site(own_rule("yield from ()", "least-pages = 3"), site)[0].outcome is Outcome.PASSED


def test_network_rules_need_evidence(own_rule: Write, site: Site) -> None:
    rule = own_rule("yield from ()", 'needs = "network"')
    assert judge_site(rule, site)[0].outcome is Outcome.UNTESTED
    with_evidence = Site(site.name, site.store, TODAY, evidence=HostEvidence("www.example.gov"))
    assert judge_site(rule, with_evidence)[0].outcome is Outcome.PASSED


def test_many_findings_of_one_reason_are_cut_and_counted(own_rule: Write, site: Site) -> None:
    body = f'for number in range({MOST_FINDINGS + 7}):\n    yield SiteMiss(None, "untitled", about=str(number), words={{"more": ""}})'
    result, [note] = judge_site(own_rule(body), site)
    assert len(result.findings) == MOST_FINDINGS
    assert "7 more findings" in note.message


def test_check_that_fails_is_told_and_the_run_goes_on(own_rule: Write) -> None:
    rule = own_rule('raise ValueError("a mistake")\nyield')
    ruleset = Ruleset((), (), TODAY, site_rules=(rule,))
    pages = [Page(PAGE.format(title=name).encode(), f"{name}.html", f"https://{name}.example.gov/") for name in ("a", "b")]
    sites = [report for report in check_site(pages, ruleset) if report.scope == "site"]
    assert [report.path for report in sites] == ["site:a.example.gov", "site:b.example.gov"]
    for report in sites:
        assert report.results[0].outcome is Outcome.CANT_TELL
        assert "ValueError: a mistake" in report.notes[0].message


def test_reason_that_the_rule_does_not_have_is_a_crash(own_rule: Write, site: Site) -> None:
    with pytest.raises(LookupError, match=r"yields the reason 'other', which is none of untitled"):
        judge_site(own_rule('yield SiteMiss(None, "other")'), site)


# Test sites


def write_site(rule: Rule, name: str, pages: dict[str, str], settings: str = "") -> None:
    folder = rule.folder / name
    for path, text in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    if settings:
        (folder / "site.toml").write_text(settings, encoding="utf-8")


FAILS = f"for page in site.pages():\n    if page.title == 'Bad':\n        yield {MISS}"
BAD = "<!-- expect: failed untitled -->" + PAGE.format(title="Bad")
GOOD = PAGE.format(title="Good")


@pytest.fixture
def agreeing(own_rule: Write) -> Rule:
    rule = own_rule(FAILS)
    write_site(rule, "pass-good", {"index.html": GOOD, "deep/a.html": GOOD})
    write_site(rule, "fail-bad", {"index.html": GOOD, "a.html": BAD})
    return rule


def test_sites_that_agree(agreeing: Rule) -> None:
    assert site_disagreements(agreeing) == []


@pytest.mark.parametrize(
    ("name", "pages", "settings", "said"),
    [
        ("pass-bad", {"a.html": BAD}, "", ["pass-bad: expected passed, got failed (untitled: "]),
        ("fail-good", {"a.html": GOOD}, "", ["fail-good: expected failed, got passed"]),
        (
            "fail-untold",
            {"a.html": BAD, "b.html": PAGE.format(title="Bad")},
            "",
            ["b.html: found failed untitled here, and nothing expects"],
        ),
        (
            "fail-missing",
            {"a.html": BAD, "b.html": BAD.replace("Bad", "Good")},
            "",
            ["b.html: expected failed untitled here, and it was not"],
        ),
        (
            "fail-no-page",
            {"a.html": BAD},
            'expect = ["failed untitled"]',
            ["fail-no-page: expected failed untitled here, and it was not found"],
        ),
        ("inapplicable-good", {"a.html": GOOD}, "", ["expected inapplicable, got passed"]),
        ("cant-tell-good", {"a.html": GOOD}, "", ["expected cantTell, got passed"]),
        ("untested-good", {"a.html": GOOD}, "", ["expected untested, got passed"]),
    ],
)
def test_sites_that_disagree(agreeing: Rule, name: str, pages: dict[str, str], settings: str, said: list[str]) -> None:
    write_site(agreeing, name, pages, settings)
    lines = site_disagreements(agreeing)
    assert len(lines) == len(said), lines
    for line, words in zip(lines, said, strict=True):
        assert words in line


def test_rule_needs_sites_of_both_kinds_and_one_for_each_reason(own_rule: Write) -> None:
    rule = own_rule(FAILS)
    lines = site_disagreements(rule)
    assert [line.partition(": ")[2] for line in lines] == [
        "has no pass-* site",
        "has no fail-* site",
        "no test site gives the reason untitled",
    ]


def test_mistake_in_a_check_is_told_with_the_site(own_rule: Write) -> None:
    rule = own_rule('raise ZeroDivisionError("none")\nyield')
    write_site(rule, "pass-good", {"index.html": GOOD})
    assert any("pass-good: the rule cannot be judged: ZeroDivisionError: none" in line for line in site_disagreements(rule))


@pytest.mark.parametrize(
    ("name", "pages", "settings", "said"),
    [
        ("good", {"a.html": GOOD}, "", "name test sites"),
        ("pass-Good", {"a.html": GOOD}, "", "name test sites"),
        ("pass-key", {"a.html": GOOD}, "whole = true", "'whole' is none of address, evidence, expect, is-whole"),
        ("pass-toml", {"a.html": GOOD}, "whole", "cannot be read"),
        ("pass-expect", {"a.html": GOOD}, 'expect = ["passed untitled"]', "expect reads failed REASON"),
        ("pass-expect", {"a.html": GOOD}, 'expect = ["failed"]', "expect reads failed REASON"),
        ("pass-empty", {"a.txt": GOOD}, "", "a test site is of one host, and this has 0"),
        ("pass-two", {"a.html": GOOD, "b.html": f"<!-- page: url=https://b.example.gov/ -->{GOOD}"}, "", "of one host, and this has 2"),
        ("pass-word", {"a.html": f"<!-- page: colour=red -->{GOOD}"}, "", "colour"),
    ],
)
def test_sites_that_say_what_cannot_be(agreeing: Rule, name: str, pages: dict[str, str], settings: str, said: str) -> None:
    write_site(agreeing, name, pages, settings)
    with pytest.raises(RuleError, match=said):
        site_disagreements(agreeing)


@pytest.mark.parametrize("evidence", ["[evidence.robotz]\nstatus = 200", "[evidence.robots]\nstate = 200"])
def test_evidence_that_is_none_is_told(agreeing: Rule, evidence: str) -> None:
    write_site(agreeing, "pass-evidence", {"a.html": GOOD}, evidence)
    assert any("pass-evidence: the rule cannot be judged: ValueError" in line for line in site_disagreements(agreeing))


def test_site_states_what_its_pages_cannot(own_rule: Write) -> None:
    body = """told = sorted((page.name, page.address, page.page_type) for page in site.pages())
assert [one[1:] for one in told] == {told}, told
assert site.is_whole is {is_whole} and site.today.isoformat() == "2026-06-01"
assert {more}
yield from ()"""
    pages = {"index.html": GOOD, "a/index.html": f"<!-- page: type=news -->{GOOD}", "b.html": f"<!-- page: status=404 -->{GOOD}"}
    told = f"[('{HOST}/a/', 'news'), ('{HOST}/', 'home')]"
    rule = own_rule(body.format(told=told, is_whole=True, more=f"site.at('{HOST}/b.html').status == 404 and site.evidence is None"))
    write_site(rule, "pass-good", pages)
    assert not any("pass-good" in line for line in site_disagreements(rule))
    rule = own_rule(body.format(told="[(None, 'other'), (None, 'other')]", is_whole=False, more="site.evidence.robots.status == 200"))
    settings = "address = false\nis-whole = false\n[evidence.robots]\nstatus = 200\n"
    write_site(rule, "pass-good", {"index.html": GOOD, "a.html": GOOD}, settings)
    assert not any("pass-good" in line for line in site_disagreements(rule))


# The shipped rules in a run


def test_profile_judges_each_site_of_a_run() -> None:
    ruleset = load_ruleset("site", today=TODAY)
    assert ruleset.site_rules
    assert not ruleset.rules
    pages = [Page(PAGE.format(title="Boats of the pond").encode(), f"{name}.html", f"{HOST}/{name}") for name in ("a", "b")]
    pages.append(Page(PAGE.format(title="Boats").encode(), "c.html", "https://other.example.gov/"))
    site, other = (report for report in check_site(pages, ruleset) if report.scope == "site")
    assert outcome(site, "site-title-unique") is Outcome.FAILED
    assert outcome(other, "site-title-unique") is Outcome.INAPPLICABLE
    assert outcome(site, "site-hsts") is Outcome.UNTESTED


def test_no_shipped_rule_fails_on_hostile_pages() -> None:
    ruleset = load_ruleset("site", today=TODAY)
    half = "\ud800"
    sources = [
        b"",
        b"<html lang='\xed\xa0\x80'><title>\x00 | | - : </title><link rel=alternate hreflang='' href><a href='http://[::1'>x</a>",
        b"<title>&#0; | &#x1f;</title><meta name=description content='&#x1e;&#x1f;&#x1e;'><h1>\n</h1><nav><a href='?'> </a></nav>",
        b"<title>a | b</title>" + b"<nav><a href=//x.gov:99999/>x</a></nav>" * 50,
        b"<html lang=es><title>b | a</title><link rel=canonical href='https://[/'><link rel=alternate hreflang=en href=/es/es/es/es/>",
    ]
    urls = [
        None,
        f"{HOST}/{half}",
        f"{HOST}/es/es/?lang=es",
        f"{HOST}/es/-es.html",
        f"{HOST}/archive/archive/a",
        "https://[::1",
        f"{HOST}/%ff",
    ]
    pages = [Page(source, f"{number}{half}.html", url) for number, source in enumerate(sources) for url in urls]
    reports = list(check_site(pages, ruleset, is_whole=True))
    assert len(reports) > len(pages)
    assert not [note.message for report in reports for note in report.notes if note.reason == "check-crashed"]


def outcome(report: PageReport, rule_id: str) -> Outcome:
    return next(result.outcome for result in report.results if result.rule == rule_id)


def test_command_tests_rules_about_sites(command: Callable[..., CompletedProcess[str]], agreeing: Rule) -> None:
    assert command("rules", "test", agreeing.folder).returncode == 0
    write_site(agreeing, "fail-good", {"a.html": GOOD})
    done = command("rules", "test", agreeing.folder)
    assert done.returncode == 1
    assert "fail-good: expected failed, got passed" in done.stdout


def test_every_rule_about_sites_is_in_their_profile() -> None:
    rules = [load_rule(folder) for folder in rule_folders(data_root()).values()]
    assert {rule.id for rule in rules if rule.scope == "site"} == {rule.id for rule in load_ruleset("site").site_rules}


def reports_of(titles: dict[str, str]) -> list[PageReport]:
    pages = [Page(PAGE.format(title=title).encode(), path=name, url=f"{HOST}/{name}") for name, title in titles.items()]
    return list(check_site(pages, load_ruleset("site", today=TODAY)))


def marks(reports: list[PageReport], rule: str) -> set[str]:
    return {finding.fingerprint for result in reports[-1].results if result.rule == rule for finding in result.findings}


def test_what_pages_share_stays_one_finding_while_some_of_them_are_mended() -> None:
    titles = {"a.html": "Ponds", "b.html": "Ponds", "c.html": "Ponds", "d.html": "Boats", "e.html": "Boats"}
    before = marks(reports_of(titles), "site-title-unique")
    assert len(before) == 2
    assert marks(reports_of({**titles, "a.html": "Ponds of the north"}), "site-title-unique") == before
    left = marks(reports_of({**titles, "d.html": "Boats of the north"}), "site-title-unique")
    assert len(left) == 1
    assert left < before


def test_a_difference_tells_what_is_fixed_in_a_site() -> None:
    titles = {"a.html": "Ponds", "b.html": "Ponds"}
    ruleset = load_ruleset("site", today=TODAY)
    old, new = (Report(("site",), ruleset.infos, reports_of(pages), "1") for pages in (titles, {**titles, "b.html": "Ponds of the south"}))
    difference = compare(old, new)
    assert [(row.page, row.rule) for row in difference.fixed] == [("a.html", "site-title-unique")]
    assert not any(row.rule == "site-title-unique" for row in (*difference.not_judged, *difference.new))
