"""The EARL report: a JSON-LD library reads it as triples, and as W3C's ACT tooling frames it nothing is lost."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from govpagecheck.criteria import criteria
from govpagecheck.model import Finding, Outcome, PageReport, Report, RuleInfo, RuleResult, Severity, Target, empty_facts
from govpagecheck.reporters import find_reporter, reporter_names

EARL = "http://www.w3.org/ns/earl#"
DCT = "http://purl.org/dc/terms/"
# How act-tools reads a report (src/map-implementation/earl): it frames each assertion with a context of its own.
READER = {
    "@context": {
        "@vocab": EARL,
        "earl": EARL,
        "WCAG2": "https://www.w3.org/TR/WCAG2/#",
        "dct": DCT,
        "isPartOf": "dct:isPartOf",
        "outcome": {"@type": "@id"},
        "mode": {"@type": "@id"},
        "subject": {"@id": "earl:subject"},
        "source": {"@id": "dct:source"},
        "title": {"@id": "dct:title"},
    },
    "@type": "earl:Assertion",
}
HOSTILE = 'quoted "name" \\ </script> \u202e\u0000 é 𝒳 {{x}} @id _:b0'


def a_report(*pages: PageReport) -> Report:
    rules = {
        "image-name": RuleInfo("image-name", "Images have a name", Severity.ERROR, "why", "fix", (), ("23a2a8",), ("1.1.1", "4.1.2")),
        "banner-text": RuleInfo("banner-text", HOSTILE, Severity.ERROR, "why", "fix"),
    }
    return Report(("p",), rules, pages, "9.8.7")


def a_page(*results: RuleResult, url: str | None = None, path: str | None = "pages/one.html") -> PageReport:
    return PageReport(path, url, results, empty_facts())


def a_finding(outcome: Outcome, message: str = "no name", line: int | None = 3, column: int | None = 7) -> Finding:
    return Finding(outcome, "no-name", message, Severity.ERROR, Target("main > img", line, column, "<img>"), "f1")


def written(report: Report) -> dict[str, Any]:
    stream = io.StringIO()
    find_reporter("earl")(report, stream)
    value: dict[str, Any] = json.loads(stream.getvalue(), parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))
    return value


def assertions(value: dict[str, Any]) -> list[dict[str, Any]]:
    framed = jsonld.frame(value, READER)
    found = framed.get("@graph", [framed] if "@type" in framed else [])
    assert isinstance(found, list)
    return found


def requirements(test: dict[str, Any]) -> list[str]:
    parts = test.get("isPartOf", [])
    return [part["@id"] for part in (parts if isinstance(parts, list) else [parts])]


def test_it_is_a_format() -> None:
    assert "earl" in reporter_names()


def test_a_finding_becomes_an_assertion_with_subject_rule_criteria_and_place() -> None:
    page = a_page(RuleResult("image-name", Outcome.FAILED, Severity.ERROR, (a_finding(Outcome.FAILED),)), url="https://www.example.gov/a")
    [one] = assertions(written(a_report(page)))
    assert one["subject"]["source"] == "https://www.example.gov/a"
    assert one["mode"] == "earl:automatic"
    assert one["test"]["title"] == "image-name"
    assert requirements(one["test"]) == ["https://www.w3.org/TR/WCAG22/#non-text-content", "https://www.w3.org/TR/WCAG22/#name-role-value"]
    assert one["result"]["outcome"] == "earl:failed"
    assert one["result"]["info"] == "no name"
    assert one["assertedBy"]["http://usefulinc.com/ns/doap#name"] == "govpagecheck"
    assert one["assertedBy"]["http://usefulinc.com/ns/doap#release"]["http://usefulinc.com/ns/doap#revision"] == "9.8.7"
    pointers = "http://www.w3.org/2009/pointers#"
    selector, place = one["result"]["pointer"]
    assert (selector["@type"], selector[f"{pointers}expression"]) == (f"{pointers}CSSSelectorPointer", "main > img")
    assert (place[f"{pointers}lineNumber"], place[f"{pointers}charNumber"]) == (3, 7)


def test_each_finding_is_an_assertion_and_each_has_all_that_belongs_to_it() -> None:
    findings = (a_finding(Outcome.FAILED), a_finding(Outcome.CANT_TELL, line=None, column=None), a_finding(Outcome.FAILED))
    pages = [a_page(RuleResult("image-name", Outcome.FAILED, Severity.ERROR, findings), path=f"{number}.html") for number in range(3)]
    found = assertions(written(a_report(*pages)))
    assert len(found) == 9
    for one in found:
        assert one["subject"]["source"].endswith(".html")
        assert one["test"]["title"] == "image-name"
        assert len(requirements(one["test"])) == 2
        assert one["result"]["outcome"] in {"earl:failed", "earl:cantTell"}


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.INAPPLICABLE, Outcome.UNTESTED, Outcome.CANT_TELL])
def test_a_result_without_findings_is_one_assertion(outcome: Outcome) -> None:
    [one] = assertions(written(a_report(a_page(RuleResult("banner-text", outcome, Severity.ERROR)))))
    assert one["result"]["outcome"] == f"earl:{outcome.value}"
    assert one["subject"]["source"] == "pages/one.html"
    assert requirements(one["test"]) == []
    assert "pointer" not in one["result"]


def test_text_comes_back_as_it_was() -> None:
    page = a_page(RuleResult("banner-text", Outcome.FAILED, Severity.ERROR, (a_finding(Outcome.FAILED, HOSTILE),)), path=HOSTILE)
    [one] = assertions(written(a_report(page)))
    assert one["result"]["info"] == HOSTILE
    assert one["subject"]["source"] == HOSTILE
    assert one["test"]["dct:description"] == HOSTILE


def test_expansion_finds_the_nodes_of_earl() -> None:
    page = a_page(RuleResult("image-name", Outcome.PASSED, Severity.ERROR))
    nodes = jsonld.flatten(written(a_report(page)))
    kinds = [kind for node in nodes for kind in node.get("@type", [])]
    for kind in ("Assertion", "TestSubject", "TestCase", "TestResult", "Assertor"):
        assert kinds.count(EARL + kind) == 1
    [assertion] = [node for node in nodes if EARL + "Assertion" in node.get("@type", [])]
    assert {EARL + name for name in ("subject", "test", "result", "mode", "assertedBy")} <= set(assertion)
    assert assertion[EARL + "mode"] == [{"@id": EARL + "automatic"}]


def test_unknown_rules_and_criteria_and_empty_reports_are_no_trouble() -> None:
    assert assertions(written(a_report())) == []
    assert assertions(written(a_report(a_page()))) == []
    report = Report((), {"own": RuleInfo("own", "t", Severity.INFO, "w", "f", (), (), ("4.9.9",))}, (), "1")
    rows = (RuleResult("own", Outcome.PASSED, Severity.INFO), RuleResult("gone", Outcome.PASSED, Severity.INFO))
    pages = (a_page(*rows, path=None),)
    found = assertions(written(Report((), report.rules, pages, "1")))
    assert sorted(one["test"]["title"] for one in found) == ["gone", "own"]
    assert all(requirements(one["test"]) == [] for one in found)


def test_the_command_writes_it(command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A page</title><p>Text", encoding="utf-8")
    target = tmp_path / "report.jsonld"
    done = command("check", page, "-o", f"earl={target}")
    assert done.returncode == 1, done.stderr
    first, again = target.read_bytes(), None
    command("check", page, "-o", f"earl={target}")
    again = target.read_bytes()
    assert first == again
    found = assertions(json.loads(first))
    assert "earl:failed" in {one["result"]["outcome"] for one in found}


def test_the_criteria_are_complete() -> None:
    table = criteria()
    current = [one for one in table.values() if not one.is_obsolete]
    assert len(current) == 86
    assert [sum(one.level == level for one in current) for level in ("A", "AA", "AAA")] == [31, 24, 31]
    assert [sum(one.since == since for one in table.values()) for since in ("2.0", "2.1", "2.2")] == [61, 17, 9]
    assert len({one.id for one in table.values()}) == 87
    assert list(table) == sorted(table, key=lambda number: [int(part) for part in number.split(".")])
    assert [number for number, one in table.items() if one.is_obsolete] == ["4.1.1"]
