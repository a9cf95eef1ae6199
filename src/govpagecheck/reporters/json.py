"""The JSON report: the whole run as one object, kept as evidence (schemas/report.schema.json)."""

from __future__ import annotations

import json
from typing import TextIO

from govpagecheck.model import Report
from govpagecheck.report_json import report_as_json


def write(report: Report, stream: TextIO) -> None:
    """Write the report as one indented JSON object."""
    stream.write(json.dumps(report_as_json(report), ensure_ascii=False, indent=2) + "\n")
