"""The report for people: grouped by page, each finding with its rule, what was found, where, and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from govpagecheck.model import Finding, Outcome, PageReport, Report, RuleInfo, Severity
from govpagecheck.report_json import summary
from govpagecheck.text import plain, plain_line

_Line = tuple[tuple[str, str], ...]  # pieces of text, each with its style or ""

# The word carries the meaning; the colour only helps the eye.
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_NO_VERDICT = "can't tell"
_NEEDS_ADDRESS = "needs-url"
_SHOWN_ALIKE = 3  # findings of one rule and reason on a page; the others are counted


def write(report: Report, stream: TextIO, *, has_color: bool | None = None) -> None:
    """Write the report as text: styles only on a terminal, and no colours there with NO_COLOR; `has_color` overrules both."""
    has_style = stream.isatty() if has_color is None else has_color
    if not has_style:
        stream.writelines("".join(text for text, _ in line) + "\n" for line in _lines(report))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=stream,
        force_terminal=True,
        color_system="auto" if has_color is None else "standard",
        no_color=None if has_color is None else False,
        highlight=False,
        soft_wrap=True,
        emoji=False,
        markup=False,
    )
    for line in _lines(report):
        console.print(Text.assemble(*line))


def _lines(report: Report) -> Iterator[_Line]:
    fixes_told: set[str] = set()  # a fix is told once, with the rule's first finding
    for page in report.pages:
        yield from _page_lines(page, report, fixes_told)
    yield from _summary_lines(report)


def _page_lines(page: PageReport, report: Report, fixes_told: set[str]) -> list[_Line]:
    findings = [(result.rule, finding) for result in page.results for finding in result.findings if not finding.ignored]
    findings.sort(key=lambda pair: (pair[1].outcome is not Outcome.FAILED, -pair[1].severity.rank, pair[1].target.line or 0, pair[0]))
    lines: list[_Line] = [((plain_line(page.name), "bold underline"),)]
    lines += [((f"  note  {plain(note.message)}", "italic"),) for note in page.notes]
    if not findings and not page.notes:
        lines.append((("  nothing to mend", ""),))
    for (rule, _), alike in _alike(findings).items():
        failed = alike[0].outcome is Outcome.FAILED
        for finding in alike[:_SHOWN_ALIKE] if len(alike) > _SHOWN_ALIKE + 1 else alike:
            lines += _finding_lines(rule, finding, report.rules.get(rule) if failed and rule not in fixes_told else None)
            if failed:
                fixes_told.add(rule)
        if len(alike) > _SHOWN_ALIKE + 1:
            more = f"            ... and {len(alike) - _SHOWN_ALIKE} more of this kind: {_places(alike[_SHOWN_ALIKE:])}"
            lines.append(((more, ""),))
    if unaddressed := sorted({rule for rule, finding in findings if finding.reason == _NEEDS_ADDRESS}):
        without = f"            {_NO_VERDICT} without the page's address (--url, --base-url): {plain(', '.join(unaddressed))}"
        lines.append(((without, ""),))
    return [*lines, ()]


def _alike(findings: list[tuple[str, Finding]]) -> dict[tuple[str, str], list[Finding]]:
    """Gather findings of one rule and reason where the first of them stands; what only lacks the page's address is left out."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for rule, finding in findings:
        if finding.reason != _NEEDS_ADDRESS:
            groups.setdefault((rule, finding.reason), []).append(finding)
    return groups


def _places(findings: list[Finding]) -> str:
    lines = [str(finding.target.line) for finding in findings if finding.target.line]
    if pages := list(dict.fromkeys(finding.target.page for finding in findings if finding.target.page)):
        return f"{', '.join(map(plain, pages[:10]))}{' ...' if len(pages) > 10 else ''}"
    return f"lines {', '.join(lines[:10])}{' ...' if len(lines) > 10 else ''}" if lines else "lines unknown"


def _finding_lines(rule: str, finding: Finding, info: RuleInfo | None) -> list[_Line]:
    failed = finding.outcome is Outcome.FAILED
    word = finding.severity.value if failed else _NO_VERDICT
    place = f"{finding.target.line}:{finding.target.column}" if finding.target.line else "-"
    lines: list[_Line] = [
        (
            (f"  {place:>8}  ", ""),
            (f"{word:10}", _STYLES[finding.severity] if failed else "magenta"),
            (plain(f"  {rule} "), ""),
            (plain(f"({finding.reason})"), "dim"),
        ),
        ((plain_line(f"            {f'{finding.target.page}: ' if finding.target.page else ''}{finding.message}"), ""),),
    ]
    if info:
        first, *more = info.fix.strip().splitlines() or ["-"]
        lines.append(((plain(f"            Fix: {first}"), "green"),))
        lines += [((plain(f"                 {line}"), "green"),) for line in more]
    return lines


def _summary_lines(report: Report) -> list[_Line]:
    counts = summary(report)
    failed, judged = counts["failed"], counts["pages"] - counts["incomplete"]
    ignored = f", {counts['ignored']} ignored" if counts["ignored"] else ""
    profiles = plain(", ".join(report.profiles)) or "profiles not told"
    sentence = (
        f"{_plural(judged, 'page')} checked with {_plural(len(report.rules), 'rule')} ({profiles}): "
        f"{_plural(failed['error'], 'error')}, {_plural(failed['warning'], 'warning')}, {failed['info']} info{ignored}."
    )
    lines: list[_Line] = [((sentence, "bold"),)]
    if counts["incomplete"]:
        lines.append(((f"{_plural(counts['incomplete'], 'page')} could not be judged as a whole; see the notes.", "bold red"),))
    if len(report.pages) > 1:
        lines += [((plain(f"{number:6}  {word:10}  {rule}"), ""),) for (rule, word), number in _commonest(report)]
    return lines


def _commonest(report: Report) -> list[tuple[tuple[str, str], int]]:
    """Count the findings by rule and severity (or that it cannot be told), the most frequent first."""
    counted = Counter(
        (result.rule, finding.severity.value if finding.outcome is Outcome.FAILED else _NO_VERDICT)
        for _, result, finding in report.findings()
    )
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
