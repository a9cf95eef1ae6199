"""How a difference of two reports is written: text, json, markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TextIO

from govpagecheck.report_diff import Difference, Row
from govpagecheck.report_json import json_text
from govpagecheck.reporters.markdown import escaped
from govpagecheck.text import plain, plain_line, shorten

_PAGES_SHOWN = 5
_ROWS_OF_MARKDOWN = 200


def write_text(difference: Difference, stream: TextIO) -> None:
    """Write each new finding, the fixed ones by rule with their pages, and how many stayed of each rule."""
    stream.write(f"new: {len(difference.new)}\n")
    for row in difference.new:
        line = f"  {_place(row)}: {row.finding.severity.value} {row.rule} ({row.finding.reason}) {row.finding.message}"
        stream.write(plain_line(line) + "\n")
    for title, rows in (("fixed", difference.fixed), ("not judged this time", difference.not_judged), ("stayed", difference.stayed)):
        stream.write(f"{title}: {len(rows)}\n")
        for rule, pages in _by_rule(rows):
            where = _listed(pages) if rows is not difference.stayed else f"{len(pages)} page{'s' if len(pages) > 1 else ''}"
            stream.write(plain(f"  {sum(pages.values()):5}  {rule}: {where}") + "\n")
    review = difference.to_review
    stream.write(f"to review: {review.new} new, {review.gone} gone, {review.stayed} stayed\n")


def write_json(difference: Difference, stream: TextIO) -> None:
    """Write all rows of each list as JSON (docs/report.md)."""
    review = difference.to_review
    data = {
        "new": [_as_json(row) for row in difference.new],
        "fixed": [_as_json(row) for row in difference.fixed],
        "stayed": [_as_json(row) for row in difference.stayed],
        "notJudged": [_as_json(row) for row in difference.not_judged],
        "toReview": {"new": review.new, "gone": review.gone, "stayed": review.stayed},
    }
    stream.write(json_text(data, indent=2) + "\n")


def write_markdown(difference: Difference, stream: TextIO) -> None:
    """Write a summary for a pull request: a table of what is new, then counts by rule."""
    lists = {"New": difference.new, "Fixed": difference.fixed, "Stayed": difference.stayed, "Not judged this time": difference.not_judged}
    stream.write(f"## govpagecheck: {len(difference.new)} new, {len(difference.fixed)} fixed, {len(difference.stayed)} stayed\n")
    if difference.new:
        stream.write("\n### New\n\n| severity | rule | place | what |\n|---|---|---|---|\n")
    for row in difference.new[:_ROWS_OF_MARKDOWN]:
        cells = (row.finding.severity.value, row.rule, shorten(_place(row), 200), shorten(row.finding.message, 300))
        stream.write(f"| {' | '.join(map(escaped, cells))} |\n")
    if len(difference.new) > _ROWS_OF_MARKDOWN:
        stream.write(f"\n{len(difference.new) - _ROWS_OF_MARKDOWN} more are left out; `-o json` has them.\n")
    for title in ("Fixed", "Not judged this time", "Stayed"):
        if lists[title]:
            stream.write(f"\n### {title}\n\n| number | rule | pages |\n|---:|---|---|\n")
        for rule, pages in _by_rule(lists[title]):
            stream.write(f"| {sum(pages.values())} | {escaped(rule)} | {escaped(shorten(_listed(pages), 400))} |\n")


WRITERS: Mapping[str, Callable[[Difference, TextIO], None]] = {"text": write_text, "json": write_json, "markdown": write_markdown}


def _by_rule(rows: Sequence[Row]) -> list[tuple[str, Counter[str]]]:
    """Count the rows of each rule by page, the most frequent rule first."""
    rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        rules[row.rule][row.page] += 1
    return sorted(rules.items(), key=lambda item: (-sum(item[1].values()), item[0]))


def _listed(pages: Mapping[str, int]) -> str:
    names = [f"{page} ({number})" if number > 1 else page for page, number in pages.items()]
    more = f" and {len(names) - _PAGES_SHOWN} more pages" if len(names) > _PAGES_SHOWN else ""
    return f"{', '.join(names[:_PAGES_SHOWN])}{more}"


def _place(row: Row) -> str:
    line, column = row.finding.target.line, row.finding.target.column
    return f"{row.page}:{line}:{column}" if line else row.page


def _as_json(row: Row) -> dict[str, Any]:
    finding, target = row.finding, row.finding.target
    return {
        "page": row.page,
        "rule": row.rule,
        "reason": finding.reason,
        "severity": finding.severity.value,
        "message": finding.message,
        "target": {"selector": target.selector, "line": target.line, "column": target.column, "snippet": target.snippet},
        "fingerprint": finding.fingerprint,
    }
