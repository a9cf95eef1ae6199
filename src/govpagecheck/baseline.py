"""Baselines and reviews: findings that were there before, and a person's answers, both kept by fingerprint.

A baseline is a JSON file with one finding a line, sorted, so that a change of one finding is a change of one line. A
finding in it stays in the report, ignored; what it lists and a run no longer finds is stale.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path

from govpagecheck.errors import UsageError
from govpagecheck.model import Finding, Ignored, Outcome, PageReport

VERSION = 1


@dataclass(frozen=True, order=True)
class Entry:
    """A finding as a baseline keeps it; the fingerprint identifies it, the rest tells people what it is."""

    page: str
    rule: str
    reason: str
    fingerprint: str


@dataclass(frozen=True)
class Review:
    """A person's answer to a finding that could not be told: `passed` or `failed`, who says so, and until when it holds."""

    fingerprint: str
    answer: str
    who: str
    reason: str
    until: date | None = None


def entries_of(reports: Iterable[PageReport]) -> list[Entry]:
    """Return what failed in the reports and no other exception covers, sorted."""
    return sorted(
        Entry(report.about(finding).name, result.rule, finding.reason, finding.fingerprint)
        for report in reports
        for result in report.results
        for finding in result.findings
        if finding.outcome is Outcome.FAILED and (finding.ignored is None or finding.ignored.by == "baseline")
    )


def dump(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline file: the same entries give the same text."""
    lines = [json.dumps(astuple(entry), ensure_ascii=False) for entry in sorted(set(entries))]
    body = ",\n".join(f"  {line}" for line in lines)
    columns = json.dumps(list(Entry.__dataclass_fields__))
    return f'{{"govpagecheck-baseline": {VERSION}, "columns": {columns}, "findings": [\n{body}\n]}}\n'


def load(file: Path) -> list[Entry]:
    """Read a baseline file. Raises UsageError, one line, when it is none."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["govpagecheck-baseline"] != VERSION:
            raise ValueError(f"version {data['govpagecheck-baseline']!r}, which this release does not know")
        rows = data["findings"]
        if not all(isinstance(row, list) and len(row) == 4 and all(isinstance(cell, str) for cell in row) for row in rows):
            raise ValueError("a finding is not four texts")
        return [Entry(*row) for row in rows]
    except OSError as error:
        raise UsageError(f"{file}: the baseline cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{file}: not a baseline file: {error}; `govpagecheck baseline create` writes one") from error


def with_baseline(report: PageReport, known: frozenset[str]) -> PageReport:
    """Return the report with the failed findings whose fingerprint is known as ignored."""

    def mark(finding: Finding) -> Finding:
        if finding.outcome is Outcome.FAILED and finding.ignored is None and finding.fingerprint in known:
            return replace(finding, ignored=Ignored("baseline", "in the baseline"))
        return finding

    return _with_findings(report, mark)


def load_reviews(file: Path) -> list[Review]:
    """Read a person's answers from a TOML file of `[[review]]` tables. Raises UsageError, one line, for what cannot be read."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("review", [])
        return [_review(row) for row in rows]
    except OSError as error:
        raise UsageError(f"{file}: the reviews cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{file}: {error}") from error


def _review(row: Mapping[str, object]) -> Review:
    allowed = {"fingerprint", "answer", "who", "reason", "until"}
    if wrong := sorted(set(row) - allowed):
        raise ValueError(f"unknown key {wrong[0]!r} in a review; allowed are {', '.join(sorted(allowed))}")
    for key in ("fingerprint", "answer", "who", "reason"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise ValueError(f"a review needs {key}")
    if row["answer"] not in ("passed", "failed"):
        raise ValueError(f"the answer of a review is passed or failed, not {row['answer']!r}")
    until = row.get("until")
    if until is not None and type(until) is not date:
        raise ValueError("until is a date, as in until = 2027-06-30")
    return Review(str(row["fingerprint"]), str(row["answer"]), str(row["who"]), str(row["reason"]), until)


def with_reviews(report: PageReport, reviews: Mapping[str, Review], today: date) -> PageReport:
    """Return the report with the answers in place: passed takes a finding out of the count, failed makes it one that counts."""

    def answer(finding: Finding) -> Finding:
        review = reviews.get(finding.fingerprint)
        if review is None or finding.outcome is not Outcome.CANT_TELL or (review.until and review.until < today):
            return finding
        words = f"{review.who}: {review.reason}"
        if review.answer == "failed":
            return replace(finding, outcome=Outcome.FAILED, message=f"{finding.message} A person found that it fails ({words}).")
        return replace(finding, ignored=Ignored("review", words))

    return _with_findings(report, answer)


def _with_findings(report: PageReport, change: Callable[[Finding], Finding]) -> PageReport:
    results = []
    for result in report.results:
        findings = tuple(map(change, result.findings))
        if findings != tuple(result.findings):
            has_failed = any(finding.outcome is Outcome.FAILED for finding in findings)
            result = replace(result, findings=findings, outcome=Outcome.FAILED if has_failed else result.outcome)
        results.append(result)
    return replace(report, results=tuple(results))
