"""Every format: validated against its schema where one is published, and proof against text that a page chose to harm."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from lxml import etree

from govpagecheck import Page, check_page, load_ruleset
from govpagecheck.model import Finding, Note, Outcome, PageReport, Report, RuleResult, Severity, Target, empty_facts
from govpagecheck.reporters import find_reporter, reporter_names

SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "schemas"
EVIL = '</script><img src=x onerror=alert(1)>\x1b[31m\x00\n::error file=x::y\r\n=HYPERLINK("a") |`**b**` ]]> %0A @team #1 \u202e'
RULESET = load_ruleset(["us-federal", "best-practice"], today=date(2026, 6, 1))


def hostile() -> Report:
    """Return a report in which whatever a page can choose is hostile."""
    target = Target(f"a[title='{EVIL}']", 3, 7, f"<a title='{EVIL}'>")
    findings = [
        Finding(Outcome.FAILED, "any-reason", EVIL, Severity.ERROR, target, "0123456789abcdef"),
        Finding(Outcome.FAILED, "other-reason", "=1+1", Severity.WARNING, replace(target, line=None, column=None), "0123456789abcde0"),
        Finding(Outcome.CANT_TELL, "needs-person", "@SUM(A1)", Severity.INFO, target, "0123456789abcde1"),
    ]
    rule = RULESET.rules[0].id
    results = [RuleResult(rule, Outcome.FAILED, Severity.ERROR, findings)]
    whole = PageReport(f"site/{EVIL}.html", f"https://www.example.gov/{EVIL}", results, empty_facts(), (Note("check-crashed", EVIL),))
    by_address = PageReport(None, "https://www.example.gov/news/?page=1", results, empty_facts(), ())
    return Report(["us-federal"], RULESET.infos, [whole, by_address], "0.1.0")


def plain_run() -> Report:
    pages = [Page(f"<title>Page {number}</title><a href=http://a.gov>x</a>".encode(), path=f"a b/{number}.html") for number in range(3)]
    return Report(["us-federal"], RULESET.infos, [check_page(page, RULESET) for page in pages], "0.1.0")


def written(name: str, report: Report) -> str:
    stream = io.StringIO()
    find_reporter(name)(report, stream)
    return stream.getvalue()


REPORTS = [
    pytest.param(hostile(), id="hostile"),
    pytest.param(plain_run(), id="plain"),
    pytest.param(replace(hostile(), pages=[]), id="none"),
]


@pytest.mark.parametrize("name", reporter_names())
@pytest.mark.parametrize("report", REPORTS)
def test_same_report_gives_the_same_bytes(name: str, report: Report) -> None:
    assert written(name, report) == written(name, report)


@pytest.mark.parametrize("name", ["text", "concise", "github", "csv", "markdown", "junit"])
def test_no_control_character_of_a_page_reaches_a_reader(name: str) -> None:
    text = written(name, hostile())
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e]", text.replace("\u202e", "") if name == "junit" else text)


@pytest.mark.parametrize("report", REPORTS)
def test_sarif_fits_the_official_schema(report: Report) -> None:
    file = SCHEMAS / "sarif-2.1.0.json"
    if not file.exists():
        pytest.skip("needs ../shared/schemas")
    Draft4Validator(json.loads(file.read_text(encoding="utf-8"))).validate(json.loads(written("sarif", report)))


def test_sarif_says_where_what_and_which() -> None:
    run = json.loads(written("sarif", hostile()))["runs"][0]
    results = run["results"]
    assert [(one["kind"], one["level"]) for one in results] == [("fail", "error")] * 2 + [("fail", "warning")] * 2 + [
        ("review", "none")
    ] * 2
    places = [one["locations"][0]["physicalLocation"] for one in results]
    assert unquote(places[0]["artifactLocation"]["uri"]) == f"site/{EVIL}.html"
    assert places[1]["artifactLocation"]["uri"] == "www.example.gov/news/index.html"
    assert places[0]["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in places[2]
    assert results[0]["partialFingerprints"] == {"govpagecheck/v1": "0123456789abcdef"}
    assert results[1]["properties"]["pageUrl"] == "https://www.example.gov/news/?page=1"
    assert run["tool"]["driver"]["rules"][results[0]["ruleIndex"]]["id"] == results[0]["ruleId"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_keeps_the_most_severe_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govpagecheck.reporters.sarif.MAX_RESULTS", 2)
    run = json.loads(written("sarif", hostile()))["runs"][0]
    assert [one["level"] for one in run["results"]] == ["error", "error"]
    assert "6 findings" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_junit_counts_and_survives() -> None:
    root = etree.fromstring(written("junit", hostile()).encode())
    assert {name: root.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "3",
        "failures": "2",
        "errors": "1",
    }
    assert root.find(".//failure").get("type") == "error"
    assert "alert(1)" in root.find(".//failure").text
    assert root.find(".//img") is None


def test_gitlab_has_what_it_requires_and_each_fingerprint_once() -> None:
    entries: list[dict[str, Any]] = json.loads(written("gitlab", plain_run()))
    assert entries
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("./", "/"))
    fingerprints = [entry["fingerprint"] for entry in entries]
    assert len(fingerprints) == len(set(fingerprints))


def test_github_commands_are_one_line_each_and_cannot_be_made_by_a_page() -> None:
    lines = written("github", hostile()).splitlines()
    assert len(lines) == 6
    assert all(re.fullmatch(r"::(error|warning|notice) ([a-z]+=[^,:]*)(,[a-z]+=[^,:]*)*::.*", line) for line in lines)
    assert [line.split()[0] for line in lines] == ["::error", "::error", "::error", "::warning", "::warning", "::notice"]


def test_csv_has_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", hostile()))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 7
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert {row[6] for row in rows} >= {"'=1+1", "'@SUM(A1)"}


def test_markdown_cannot_be_steered_by_a_page() -> None:
    text = written("markdown", hostile())
    assert "<img" not in text.replace("\\<img", "")
    assert not re.search(r"(?<!\\)@team|(?<!\\)`\*\*b|(?<!\\)\|`", text)
    assert "4 on 2 pages" not in text
    assert "2 on 2 pages" in text


def test_markdown_stops_before_it_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govpagecheck.reporters.markdown.MAX_CHARACTERS", 10)
    assert written("markdown", hostile()).endswith("The rest is left out; the JSON report has it.\n")


def test_concise_is_a_line_a_finding() -> None:
    lines = written("concise", plain_run()).splitlines()
    assert any(re.match(r"a b/0\.html:1:\d+: (error|warning|info) [a-z-]+ \([a-z-]+\) ", line) for line in lines)
    assert len(written("concise", hostile()).splitlines()) == 7
