"""JUnit XML: a suite a page, a test case a rule, for Jenkins, GitLab, Azure and Bitbucket.

Fits junit-10.xsd, by which Jenkins' xUnit plugin accepts files; so the file is told of the suite, the line in the failure's text.
"""

from __future__ import annotations

import re
from typing import TextIO

from lxml import etree

from govpagecheck.model import Outcome, PageReport, Report, RuleResult
from govpagecheck.text import plain_line

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report, stream: TextIO) -> None:
    """Write all pages; what failed is a failure, what a person must look at is skipped, inapplicable rules are left out."""
    root = etree.Element("testsuites", name="govpagecheck")
    for page in report.pages:
        root.append(_suite(page))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(etree.tostring(root, encoding="unicode", pretty_print=True))


def _suite(page: PageReport) -> etree._Element:
    name = _clean(page.name)
    suite = etree.Element("testsuite", name=name)
    if page.path and page.scope == "page":
        suite.set("file", name)
    judged = [result for result in page.results if result.outcome not in (Outcome.INAPPLICABLE, Outcome.UNTESTED)]
    for result in judged:
        case = etree.SubElement(suite, "testcase", name=result.rule, classname=name)
        _tell(case, result)
    incomplete = page.is_incomplete
    if incomplete:
        case = etree.SubElement(suite, "testcase", name="page-judged", classname=name)
        etree.SubElement(case, "error", type=page.notes[-1].reason, message=_clean(page.notes[-1].message))
    counts = {"tests": len(suite), "errors": int(incomplete)}
    counts["failures"] = len(suite.findall("testcase/failure"))
    counts["skipped"] = len(suite.findall("testcase/skipped"))
    for count, number in counts.items():
        suite.set(count, str(number))
    return suite


def _tell(case: etree._Element, result: RuleResult) -> None:
    if result.outcome not in (Outcome.FAILED, Outcome.CANT_TELL):
        return
    told = [finding for finding in result.findings if finding.outcome is result.outcome and not finding.ignored]
    if not told:
        reasons = dict.fromkeys(_clean(finding.ignored.reason) for finding in result.findings if finding.ignored)
        etree.SubElement(case, "skipped", message=f"ignored: {'; '.join(reasons)}")
        return
    first = _clean(told[0].message)
    message = f"{first} (and {len(told) - 1} more)" if len(told) > 1 else first
    if result.outcome is Outcome.CANT_TELL:
        etree.SubElement(case, "skipped", message=message)
        return
    failure = etree.SubElement(case, "failure", type=result.severity.value, message=message)
    places = [
        finding.target.page or f"{finding.target.line or '-'}:{finding.target.column or '-'} {finding.target.selector}" for finding in told
    ]
    failure.text = "\n".join(f"{_clean(place)}\n  {_clean(finding.message)}" for place, finding in zip(places, told, strict=True))


def _clean(text: str) -> str:
    """Return text in one line, without what XML cannot hold and what could steer a terminal."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", plain_line(text))
