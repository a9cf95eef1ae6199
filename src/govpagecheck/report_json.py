"""Reports as JSON values, as schemas/report.schema.json describes them."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from govpagecheck.model import SCHEMA_VERSION, Finding, Outcome, PageReport, Report, RuleInfo, Severity
from govpagecheck.text import COMMAND_MARK

# What JSON may hold as it is and a terminal obeys or hides: C1 controls, and what Unicode gives the categories Cf, Zl and Zp.
_STEERING = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)


def json_text(value: object, indent: int | None = None) -> str:
    r"""Return a value as JSON that reads back the same and cannot steer a terminal or a CI system that shows it.

    >>> json_text({"title": "é\u202e\x9b"})
    '{"title":"é\\u202e\\u009b"}'
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    # What is written out here stands nowhere in JSON but within a text.
    return COMMAND_MARK.sub(r"#\\u0023", _STEERING.sub(_written_out, text))


def _written_out(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def report_as_json(report: Report) -> dict[str, Any]:
    """Return the whole report as JSON values."""
    return {
        "schemaVersion": SCHEMA_VERSION,
        "tool": {"name": "govpagecheck", "version": report.tool_version},
        "profiles": list(report.profiles),
        "summary": summary(report),
        "rules": [_rule(info) for info in report.rules.values()],
        "pages": [page_as_json(page) for page in report.pages],
    }


def summary(report: Report) -> dict[str, Any]:
    """Return the counts of a run: pages, incomplete pages, results by outcome, failed findings that count by severity, ignored ones."""
    outcomes = Counter(result.outcome for page in report.pages for result in page.results)
    failed = Counter(finding.severity for _, _, finding in report.findings() if finding.outcome is Outcome.FAILED)
    return {
        "pages": sum(page.scope == "page" for page in report.pages),
        "incomplete": sum(page.is_incomplete for page in report.pages),
        "outcomes": {outcome.value: outcomes[outcome] for outcome in Outcome},
        "failed": {severity.value: failed[severity] for severity in reversed(Severity)},
        "ignored": sum(finding.ignored is not None for _, _, finding in report.findings(with_ignored=True)),
    }


def page_as_json(page: PageReport) -> dict[str, Any]:
    """Return one page of a report as JSON values."""
    return {
        "path": page.path,
        "url": page.url,
        "results": [
            {
                "rule": result.rule,
                "outcome": result.outcome.value,
                "severity": result.severity.value,
                "findings": [_finding(finding) for finding in result.findings],
            }
            for result in page.results
        ],
        "facts": dict(page.facts),
        "notes": [{"reason": note.reason, "message": note.message} for note in page.notes],
        **({"siteFacts": dict(page.site_facts)} if page.site_facts is not None else {}),
        **({"scope": page.scope} if page.scope != "page" else {}),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    target = finding.target
    return {
        "outcome": finding.outcome.value,
        "reason": finding.reason,
        "message": finding.message,
        "severity": finding.severity.value,
        "target": {
            "selector": target.selector,
            "line": target.line,
            "column": target.column,
            "snippet": target.snippet,
            **({"page": target.page} if target.page is not None else {}),
        },
        "fingerprint": finding.fingerprint,
        **({"ignored": {"by": finding.ignored.by, "reason": finding.ignored.reason}} if finding.ignored else {}),
    }


def _rule(info: RuleInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "title": info.title,
        "severity": info.severity.value,
        "act": list(info.act),
        "wcag": list(info.wcag),
        "why": info.why,
        "fix": info.fix,
        "sources": [dict(source) for source in info.sources],
    }
