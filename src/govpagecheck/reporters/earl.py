"""The EARL report: W3C's Evaluation and Report Language as JSON-LD, in the form that the ACT Rules tooling reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from govpagecheck.criteria import criteria
from govpagecheck.model import Finding, Outcome, PageReport, Report, RuleInfo, RuleResult
from govpagecheck.report_json import json_text

# The terms of act-rules.github.io/earl-context.json that are used here, written out so that no reader needs the network.
CONTEXT: dict[str, Any] = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "assertions": {"@reverse": "earl:subject"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "references": {"@id": "dct:references", "@type": "@id"},
    "source": "dct:source",
    "title": "dct:title",
    "description": "dct:description",
    "name": "doap:name",
    "release": "doap:release",
    "revision": "doap:revision",
    "expression": "ptr:expression",
    "lineNumber": "ptr:lineNumber",
    "charNumber": "ptr:charNumber",
}
_ASSERTOR = "_:govpagecheck"
_ACT_RULE = "https://www.w3.org/WAI/standards-guidelines/act/rules/{}/"


def write(report: Report, stream: TextIO) -> None:
    """Write the report as one indented JSON-LD object."""
    assertor = {
        "@id": _ASSERTOR,
        "@type": ["Assertor", "Software"],
        "name": "govpagecheck",
        "release": {"@type": "doap:Version", "revision": report.tool_version},
    }
    graph = [assertor, *(_subject(page, report) for page in report.pages)]
    stream.write(json_text({"@context": CONTEXT, "@graph": graph}, indent=2) + "\n")


def _subject(page: PageReport, report: Report) -> dict[str, Any]:
    return {
        "@type": "TestSubject",
        "source": page.url or page.path or "",
        "assertions": [assertion for result in page.results for assertion in _assertions(result, report.rules.get(result.rule))],
    }


def _assertions(result: RuleResult, info: RuleInfo | None) -> Iterator[dict[str, Any]]:
    """Yield one assertion a finding, or one for the page where there is none to point at."""
    test = _test(result.rule, info)
    for one in result.findings or (None,):
        yield {
            "@type": "Assertion",
            "mode": "earl:automatic",
            "assertedBy": _ASSERTOR,
            "test": test,
            "result": _result(result.outcome) if one is None else _result(one.outcome) | _details(one),
        }


def _test(rule: str, info: RuleInfo | None) -> dict[str, Any]:
    """Describe the rule: the ACT tooling takes `title` for its name and `isPartOf` for the criteria that it tests."""
    test: dict[str, Any] = {"@type": "TestCase", "title": rule}
    if info:
        test["description"] = info.title
        if known := [criteria()[number].url for number in info.wcag if number in criteria()]:
            test["isPartOf"] = known
        if info.act:
            test["references"] = [_ACT_RULE.format(act) for act in info.act]
    return test


def _result(outcome: Outcome) -> dict[str, Any]:
    return {"@type": "TestResult", "outcome": f"earl:{outcome.value}"}


def _details(finding: Finding) -> dict[str, Any]:
    target = finding.target
    pointers: list[dict[str, Any]] = [{"@type": "ptr:CSSSelectorPointer", "expression": target.selector}]
    if target.line is not None and target.column is not None:
        pointers.append({"@type": "ptr:LineCharPointer", "lineNumber": target.line, "charNumber": target.column})
    return {"title": finding.reason, "info": finding.message, "pointer": pointers}
