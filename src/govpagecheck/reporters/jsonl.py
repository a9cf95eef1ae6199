"""JSON Lines: one page a line, the same object as in the JSON report."""

from __future__ import annotations

from typing import TextIO

from govpagecheck.model import PageReport, Report
from govpagecheck.report_json import json_text, page_as_json


def write(report: Report, stream: TextIO) -> None:
    """Write one line a page."""
    for page in report.pages:
        write_page(page, stream)


def write_page(page: PageReport, stream: TextIO) -> None:
    """Write the line of one page, as soon as it is known."""
    stream.write(json_text(page_as_json(page)) + "\n")
