"""What a run's exit code is, and which findings count for it (docs/decisions/0003)."""

from __future__ import annotations

from collections.abc import Sequence

import click

from govpagecheck.model import Finding, Outcome, PageReport, Severity

INTERRUPTED = 130
FAIL_ON_LEVELS = [*(severity.value for severity in reversed(Severity)), "never"]
FAIL_ON = click.option(
    "--fail-on", type=click.Choice(FAIL_ON_LEVELS), default="error", show_default=True, help="Lowest severity that gives exit code 1."
)


def exit_code(reports: Sequence[PageReport], fail_on: str) -> int:
    """Return 3 when a page is incomplete, else 1 when a finding counts, else 0."""
    if any(report.is_incomplete for report in reports):
        return 3
    findings = (finding for report in reports for result in report.results for finding in result.findings)
    return int(any(does_count(finding, fail_on) for finding in findings))


def does_count(finding: Finding, fail_on: str) -> bool:
    """True for what failed at or above the severity `fail_on` (or `never`) and has no exception."""
    if fail_on == "never" or finding.outcome is not Outcome.FAILED or finding.ignored:
        return False
    return finding.severity.rank >= Severity(fail_on).rank
