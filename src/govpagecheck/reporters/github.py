"""GitHub annotations: workflow commands that show findings in a pull request, the most severe first.

GitHub shows ten errors and ten warnings a step, so the last line counts them all; `-o markdown` has them whole.
"""

from __future__ import annotations

from typing import TextIO

from govpagecheck.model import Finding, Outcome, PageReport, Report, Severity
from govpagecheck.report_json import summary
from govpagecheck.text import plain

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, stream: TextIO) -> None:
    """Write a command for each failed finding and each page that could not be judged, then one with the counts."""
    failed = [(page, result.rule, finding) for page, result, finding in report.findings() if finding.outcome is Outcome.FAILED]
    failed.sort(key=lambda row: -row[2].severity.rank)
    for page in report.pages:
        if page.is_incomplete:
            stream.write(_command("error", _place(page, None), page.notes[-1].message))
    for page, rule, finding in failed:
        stream.write(_command(_COMMANDS[finding.severity], {**_place(page, finding), "title": rule}, finding.message))
    counts = summary(report)
    words = ", ".join(f"{number} {severity}" for severity, number in counts["failed"].items())
    stream.write(_command("notice", {"title": "govpagecheck"}, f"{counts['pages']} pages checked: {words}"))


def _place(page: PageReport, finding: Finding | None) -> dict[str, str]:
    place = {"file": page.path} if page.path else {}
    if finding and finding.target.line:
        place |= {"line": str(finding.target.line), "col": str(finding.target.column)}
    return place


def _command(name: str, properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{key}={_escaped(plain(value), in_property=True)}" for key, value in properties.items())
    return f"::{name}{f' {written}' if written else ''}::{_escaped(plain(message))}\n"


def _escaped(text: str, *, in_property: bool = False) -> str:
    """Escape as actions/toolkit does, so that text of a page can end neither a property nor the command."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
