"""GitLab Code Quality: the JSON array that merge requests read (docs.gitlab.com, Code Quality report format)."""

from __future__ import annotations

from typing import TextIO

from govpagecheck.model import Outcome, Report, Severity
from govpagecheck.report_json import json_text

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report, stream: TextIO) -> None:
    """Write what failed; GitLab knows no findings that a person must look at."""
    entries = [
        {
            "description": f"{result.rule}: {finding.message}",
            "check_name": result.rule,
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": (page.path or page.url or "").removeprefix("./"), "lines": {"begin": finding.target.line or 1}},
        }
        for page, result, finding in report.findings()
        if finding.outcome is Outcome.FAILED
    ]
    stream.write(json_text(entries, indent=2) + "\n")
