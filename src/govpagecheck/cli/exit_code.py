"""What a run's exit code is, and which findings count for it (docs/decisions/0003)."""

from __future__ import annotations

import click

from govpagecheck.model import Finding, Outcome, Severity

INTERRUPTED = 130
FAIL_ON_LEVELS = [*(severity.value for severity in reversed(Severity)), "never"]
FAIL_ON = click.option(
    "--fail-on", type=click.Choice(FAIL_ON_LEVELS), default="error", show_default=True, help="Lowest severity that gives exit code 1."
)


def does_count(finding: Finding, fail_on: str) -> bool:
    """True for what failed at or above the severity `fail_on` (or `never`) and has no exception."""
    if fail_on == "never" or finding.outcome is not Outcome.FAILED or finding.ignored:
        return False
    return finding.severity.rank >= Severity(fail_on).rank
