"""What several tests use."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from govpagecheck import Ruleset, load_ruleset

PROJECT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 6, 1)
# A whole rule of somebody's own, but for what it applies to and expects.
OWN_RULE = """id = "own-rule"
title = "A rule of our own for this"
severity = "error"
status = "preview"
scope = "page"
tags = []
act = []
wcag = []
why = "Because we want to see what happens."
fix = "Nothing needs to be done about it."
[[source]]
title = "Ours"
url = "https://example.gov/"
verified = true
[applies]
{applies}
[[expect]]
reason = "some-reason"
message = "Something was found here."
{expect}
"""


@pytest.fixture(scope="session")
def us_federal() -> Ruleset:
    return load_ruleset("us-federal", today=TODAY)


@pytest.fixture(scope="session")
def report_validator() -> Draft202012Validator:
    schema = json.loads((PROJECT / "src/govpagecheck/schemas/report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="session")
def line_validator(report_validator: Draft202012Validator) -> Draft202012Validator:
    schema: dict[str, Any] = report_validator.schema
    return Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/page"})


@pytest.fixture
def command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in a process of its own, as a user does."""

    def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "govpagecheck", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            **options,
        )

    return run
