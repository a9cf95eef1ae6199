"""The report for people: grouped by page, each finding with its rule, what was found, where, and how to mend it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TextIO

from govpagecheck.model import Finding, Outcome, PageReport, Report, RuleInfo, Severity
from govpagecheck.report_json import summary

if TYPE_CHECKING:
    from rich.text import Text

# The word carries the meaning; the colour only helps the eye.
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_NO_VERDICT = "can't tell"


def write(report: Report, stream: TextIO) -> None:
    """Write the report as text; colours only on a terminal, and never with NO_COLOR."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for page in report.pages:
        for line in _page_lines(page, report):
            console.print(line)
    for line in _summary_lines(report):
        console.print(line)


def _page_lines(page: PageReport, report: Report) -> list[Text]:
    from rich.text import Text

    findings = [(result.rule, finding) for result in page.results for finding in result.findings]
    findings.sort(key=lambda pair: (pair[1].outcome is not Outcome.FAILED, -pair[1].severity.rank, pair[1].target.line or 0, pair[0]))
    lines = [Text(_plain(page.path or page.url or "page"), style="bold underline")]
    lines += [Text(f"  note  {_plain(note.message)}", style="italic") for note in page.notes]
    if not findings and not page.notes:
        lines.append(Text("  nothing to mend"))
    fixes_told: set[str] = set()
    for rule, finding in findings:
        info = report.rules.get(rule)
        lines += _finding_lines(rule, finding, info, tell_fix=rule not in fixes_told)
        fixes_told.add(rule)
    return [*lines, Text("")]


def _finding_lines(rule: str, finding: Finding, info: RuleInfo | None, *, tell_fix: bool) -> list[Text]:
    from rich.text import Text

    failed = finding.outcome is Outcome.FAILED
    word = finding.severity.value if failed else _NO_VERDICT
    place = f"{finding.target.line}:{finding.target.column}" if finding.target.line else "-"
    lines = [
        Text.assemble(
            f"  {place:>8}  ",
            (f"{word:10}", _STYLES[finding.severity] if failed else "magenta"),
            f"  {rule} ",
            (f"({finding.reason})", "dim"),
        ),
        Text(f"            {_plain(finding.message)}"),
    ]
    if info and failed and tell_fix:
        first, *more = info.fix.strip().splitlines()
        lines.append(Text(f"            Fix: {first}", style="green"))
        lines += [Text(f"                 {line}", style="green") for line in more]
    return lines


def _summary_lines(report: Report) -> list[Text]:
    from rich.text import Text

    counts = summary(report)
    failed, outcomes = counts["failed"], counts["outcomes"]
    sentence = (
        f"{_plural(counts['pages'], 'page')} checked with {_plural(len(report.rules), 'rule')} ({', '.join(report.profiles)}): "
        f"{_plural(failed['error'], 'error')}, {_plural(failed['warning'], 'warning')}, {failed['info']} info; "
        f"{_plural(outcomes['cantTell'], 'question')} that only a person, a browser or the address can answer."
    )
    lines = [Text(sentence, style="bold")]
    if counts["incomplete"]:
        lines.append(Text(f"{_plural(counts['incomplete'], 'page')} could not be judged as a whole; see the notes.", style="bold red"))
    return lines


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _plain(text: str) -> str:
    """Return text that cannot steer a terminal: control and bidirectional formatting characters become visible."""
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)
