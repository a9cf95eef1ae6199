"""One line a finding, `path:line:column: severity rule (reason) message`: for editors, grep and pipes."""

from __future__ import annotations

from typing import TextIO

from govpagecheck.model import Outcome, Report
from govpagecheck.text import plain_line


def write(report: Report, stream: TextIO) -> None:
    """Write findings in the order of the report, notes of a page before them; nothing for a page without either."""
    for page in report.pages:
        for note in page.notes:
            stream.write(plain_line(f"{page.name}: note ({note.reason}) {note.message}") + "\n")
        for result in page.results:
            for finding in (one for one in result.findings if not one.ignored):
                place = f":{finding.target.line}:{finding.target.column}" if finding.target.line else ""
                word = finding.severity.value if finding.outcome is Outcome.FAILED else finding.outcome.value
                line = f"{page.about(finding).name}{place}: {word} {result.rule} ({finding.reason}) {finding.message}"
                stream.write(plain_line(line) + "\n")
