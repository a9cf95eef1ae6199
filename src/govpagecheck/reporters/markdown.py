"""Markdown summary: counts, then each rule with its pages; made for a pull request or $GITHUB_STEP_SUMMARY."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TextIO

from govpagecheck.model import Finding, Outcome, PageReport, Report
from govpagecheck.report_json import summary
from govpagecheck.text import plain, shorten

MAX_CHARACTERS = 250_000  # GitHub takes 1 MiB a step, and a character may be four bytes
_PAGES_SHOWN = 5
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+.!|~:@$&-])")


def write(report: Report, stream: TextIO) -> None:
    """Write the summary; findings of one rule and reason are one entry with a count, the most severe first."""
    counts = summary(report)
    failed = counts["failed"]
    stream.write(f"## govpagecheck: {counts['pages']} pages, {len(report.rules)} rules\n\n")
    stream.write("| errors | warnings | info | to review | pages not judged |\n|---|---|---|---|---|\n")
    to_review = sum(finding.outcome is Outcome.CANT_TELL for _, _, finding in report.findings())
    stream.write(f"| {failed['error']} | {failed['warning']} | {failed['info']} | {to_review} | {counts['incomplete']} |\n")
    written = 0
    for (rule, _), rows in _entries(report):
        entry = _entry(rule, rows, report)
        written += len(entry)
        if written > MAX_CHARACTERS:
            stream.write("\nThe rest is left out; the JSON report has it.\n")
            return
        stream.write(entry)


def _entries(report: Report) -> list[tuple[tuple[str, str], list[tuple[PageReport, Finding]]]]:
    entries: defaultdict[tuple[str, str], list[tuple[PageReport, Finding]]] = defaultdict(list)
    for page, result, finding in report.findings():
        if finding.outcome is Outcome.FAILED:
            entries[result.rule, finding.reason].append((page, finding))
    return sorted(entries.items(), key=lambda entry: (-entry[1][0][1].severity.rank, -len(entry[1]), entry[0]))


def _entry(rule: str, rows: list[tuple[PageReport, Finding]], report: Report) -> str:
    first = rows[0][1]
    pages = list(dict.fromkeys(page.name for page, _ in rows))
    info = report.rules.get(rule)
    lines = [
        f"\n### {first.severity.value}: {escaped(info.title if info else rule)}\n",
        f"`{rule}`, reason `{first.reason}`: {len(rows)} on {len(pages)} page{'s' if len(pages) != 1 else ''}. For example:\n",
        f"> {escaped(shorten(first.message, 400))}\n",
    ]
    more = f" and {len(pages) - _PAGES_SHOWN} more" if len(pages) > _PAGES_SHOWN else ""
    lines.append(f"Pages: {', '.join(escaped(shorten(page, 200)) for page in pages[:_PAGES_SHOWN])}{more}\n")
    if info:
        lines.append(f"To mend: {escaped(shorten(info.fix, 600))}\n")
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Escape what Markdown and HTML would take for markup; mentions and references of GitHub too."""
    return _SPECIAL.sub(r"\\\1", plain(" ".join(text.split())))
