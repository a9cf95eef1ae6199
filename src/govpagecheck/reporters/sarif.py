"""SARIF 2.1.0: what GitHub code scanning, Azure DevOps and editors read.

Keeps to GitHub's limits: 25,000 results, of which the most severe are kept; 20 tags a rule; locations are paths, since an
`https:` location is refused, so a page that has only a URL stands under its host and path, its URL in `properties`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO
from urllib.parse import quote, urlsplit

from govpagecheck.model import Finding, Ignored, Outcome, PageReport, Report, RuleInfo, RuleResult, Severity
from govpagecheck.report_json import json_text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
MAX_TAGS = 20
FINGERPRINT = "govpagecheck/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report, stream: TextIO) -> None:
    """Write one run: failed findings and, as kind `review`, those that a person must look at."""
    numbers = {rule: number for number, rule in enumerate(report.rules)}
    rows = sorted(report.findings(with_ignored=True), key=lambda row: _importance(row[2]))
    run = {
        "tool": {
            "driver": {
                "name": "govpagecheck",
                "semanticVersion": report.tool_version,
                "rules": [_rule(info) for info in report.rules.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, len(rows))],
        "results": [_result(page, result, finding, numbers) for page, result, finding in rows[:MAX_RESULTS]],
    }
    stream.write(json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n")


def _importance(finding: Finding) -> tuple[bool, bool, int]:
    """Sort what counts before what is ignored, what failed before what a person must look at, and by severity."""
    return finding.ignored is not None, finding.outcome is not Outcome.FAILED, -finding.severity.rank


def _rule(info: RuleInfo) -> dict[str, Any]:
    sources = "\n".join(f"- [{source['title']}]({source['url']}) {source.get('section', '')}".rstrip() for source in info.sources)
    criteria = [f"WCAG {criterion}" for criterion in info.wcag]
    return {
        "id": info.id,
        "shortDescription": {"text": info.title},
        "fullDescription": {"text": info.why},
        "help": {"text": f"{info.why}\n\n{info.fix}", "markdown": f"{info.why}\n\n**To mend:** {info.fix}\n\n{sources}"},
        **({"helpUri": info.sources[0]["url"]} if info.sources else {}),
        "defaultConfiguration": {"level": _LEVELS[info.severity]},
        "properties": {"tags": [*criteria, *(f"ACT {rule}" for rule in info.act)][:MAX_TAGS], "precision": "high"},
    }


def _invocation(report: Report, findings: int) -> dict[str, Any]:
    incomplete = [page for page in report.pages if page.is_incomplete]
    notes = [
        {
            "level": "error",
            "message": {"text": page.notes[-1].message},
            "locations": [{"physicalLocation": {"artifactLocation": _file(page)}}],
        }
        for page in incomplete
    ]
    if findings > MAX_RESULTS:
        text = f"{findings} findings; the {MAX_RESULTS} most severe are in this file"
        notes.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": not incomplete, **({"toolExecutionNotifications": notes} if notes else {})}


def _result(page: PageReport, result: RuleResult, finding: Finding, numbers: Mapping[str, int]) -> dict[str, Any]:
    has_failed = finding.outcome is Outcome.FAILED
    element = {"fullyQualifiedName": finding.target.selector, "kind": "element"}
    return {
        "ruleId": result.rule,
        **({"ruleIndex": numbers[result.rule]} if result.rule in numbers else {}),
        "kind": "fail" if has_failed else "review",
        "level": _LEVELS[finding.severity] if has_failed else "none",
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _place(page, finding), "logicalLocations": [element]}],
        **({"suppressions": [_suppression(finding.ignored)]} if finding.ignored else {}),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {"reason": finding.reason, **({"pageUrl": page.url} if page.url else {})},
    }


def _suppression(ignored: Ignored) -> dict[str, str]:
    return {"kind": "inSource" if ignored.by == "page" else "external", "justification": ignored.reason}


def _place(page: PageReport, finding: Finding | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _file(page)}
    if finding and finding.target.line:
        place["region"] = {"startLine": finding.target.line, "startColumn": finding.target.column or 1}
    return place


def _file(page: PageReport) -> dict[str, str]:
    if page.path:
        path = page.path.removeprefix("./")
        return {"uri": f"file://{_quoted(path)}" if path.startswith("/") else _quoted(path)}
    try:
        address = urlsplit(page.url or "page")
    except ValueError:
        return {"uri": _quoted(page.url or "page")}
    path = f"{address.hostname or ''}{address.path}" or "page"
    return {"uri": _quoted(f"{path}index.html" if path.endswith("/") else path)}


def _quoted(path: str) -> str:
    """Quote a path for a URI; a file's name may hold bytes that are no UTF-8, which Python keeps as surrogates."""
    try:
        return quote(path, errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, errors="replace")
