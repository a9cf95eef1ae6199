"""CSV for spreadsheets: one row a finding. What a spreadsheet would take for a formula begins with an apostrophe."""

from __future__ import annotations

import csv
from typing import TextIO

from govpagecheck.model import Report
from govpagecheck.text import plain_line

COLUMNS = (
    "path",
    "url",
    "rule",
    "outcome",
    "severity",
    "reason",
    "message",
    "line",
    "column",
    "selector",
    "snippet",
    "fingerprint",
    "ignored",
)
_FORMULA_STARTS = ("=", "+", "-", "@")
_LONGEST_CELL = 32_000  # characters; Excel takes 32,767


def write(report: Report, stream: TextIO) -> None:
    """Write a heading and one row a finding; RFC 4180, line ends CRLF."""
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for page, result, finding in report.findings(with_ignored=True):
        target = finding.target
        cells = (page.path, page.url, result.rule, finding.outcome.value, finding.severity.value, finding.reason, finding.message)
        rows.writerow(
            map(
                cell,
                (
                    *cells,
                    target.line,
                    target.column,
                    target.selector,
                    target.snippet,
                    finding.fingerprint,
                    finding.ignored.reason if finding.ignored else "",
                ),
            )
        )


def cell(value: str | int | None) -> str:
    """Return what may stand in a cell of a spreadsheet: one line, no formula, no longer than it takes."""
    text = plain_line("" if value is None else str(value))[:_LONGEST_CELL]
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
