"""Other people's test suites and real components, where the shared folder lies beside the project (as in CI)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import PROJECT

from govpagecheck import Page, check_page, load_ruleset

SHARED = PROJECT.parent / "shared"
COMPONENTS = sorted((SHARED / "corpus" / "components").glob("*.html"))
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside the project")


@needs_shared
@pytest.mark.parametrize(
    ("yardstick", "least", "told"),
    [
        ("html5lib", 99.5, "documents"),
        ("furniture", 97, "mean accuracy"),
        ("accname", 98, "accname"),
        ("act", 32, r"false alarms 0\n"),
        ("gds", 50, "barriers found"),
    ],
)
def test_score_does_not_fall(yardstick: str, least: float, told: str) -> None:
    script = SHARED / "score" / "score.py"
    done = subprocess.run(
        [sys.executable, script, yardstick, "--at-least", str(least), "--show", "0"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(told, done.stdout), done.stdout


@needs_shared
def test_proposed_act_rules_do_not_fall() -> None:
    done = subprocess.run([sys.executable, SHARED / "score" / "score.py", "act"], cwd=PROJECT, capture_output=True, text=True, timeout=300)
    found = re.search(r"proposed (\d+) of", done.stdout)
    assert found is not None
    assert int(found[1]) >= 12


@pytest.fixture(scope="module")
def reports() -> dict[str, list[str]]:
    """Return what fails at error on each reference component, put into a page that is right."""
    ruleset = load_ruleset(["wcag22-aaa", "best-practice"])
    found = {}
    for file in COMPONENTS:
        body = f"<main><h1>A component</h1>{file.read_text(encoding='utf-8')}</main>"
        language = "es" if "lang-es" in file.name else "en"
        html = f'<!doctype html><html lang="{language}"><title>A component</title><body>{body}'
        report = check_page(Page(html.encode(), path=file.name), ruleset)
        found[file.name] = [
            f"{result.rule}: {finding.message}"
            for result in report.results
            for finding in result.findings
            if finding.outcome == "failed" and finding.severity == "error"
        ]
    return found


@needs_shared
@pytest.mark.parametrize("file", [file for file in COMPONENTS if re.match(r"uswds|govuk", file.name)], ids=lambda file: file.stem)
def test_reference_component_has_no_error(file: Path, reports: dict[str, list[str]]) -> None:
    assert reports[file.name] == []
