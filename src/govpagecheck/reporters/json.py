"""The JSON report: the whole run as one object, kept as evidence (schemas/report.schema.json)."""

from __future__ import annotations

from typing import TextIO

from govpagecheck.model import Report
from govpagecheck.report_json import json_text, report_as_json


def write(report: Report, stream: TextIO) -> None:
    """Write the report as one indented JSON object."""
    stream.write(json_text(report_as_json(report), indent=2) + "\n")
