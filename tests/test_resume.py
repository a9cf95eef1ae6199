"""A run that broke off: its JSON Lines are taken up, nothing is judged twice, and the reports are those of one run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "<!doctype html><html lang=en><title>{0} | Bureau of Ponds</title><h1>{0}</h1>{1}"
ARGUMENTS = ("check", "site", "-p", "us-federal", "-p", "site", "--base-url", "https://www.ponds.gov/", "--today", "2026-06-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("a", "b", "c", "d", "e"):
        (site / f"{name}.html").write_text(PAGE.format("Ponds" if name in "bd" else f"Pond {name}", ""), encoding="utf-8")
    return tmp_path


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "govpagecheck", *ARGUMENTS, "--fail-on", "never", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def whole_run(folder: Path) -> list[str]:
    assert check(folder, "-o", "jsonl=whole.jsonl", "-o", "json=whole.json").returncode == 0
    return (folder / "whole.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)


def test_a_run_has_a_line_for_each_page_and_then_one_for_the_site(folder: Path) -> None:
    rows = [json.loads(line) for line in whole_run(folder)]
    assert [row["path"] for row in rows] == [*(f"site/{name}.html" for name in "abcde"), "site:www.ponds.gov"]
    assert [row.get("scope") for row in rows] == [None] * 5 + ["site"]
    [finding] = next(result["findings"] for result in rows[-1]["results"] if result["rule"] == "site-title-unique")
    assert finding["target"]["page"] == "site/b.html"
    assert "site/d.html" in finding["message"]
    assert json.loads((folder / "whole.json").read_text(encoding="utf-8"))["summary"]["pages"] == 5


@pytest.mark.parametrize("kept", ["0", "2", "2 and a half", "5", "all", "none"])
def test_a_run_that_goes_on_ends_as_one_that_never_broke_off(folder: Path, kept: str) -> None:
    lines = whole_run(folder)
    part = folder / "part.jsonl"
    if kept != "none":
        half = lines[2][: len(lines[2]) // 2] if "half" in kept else ""
        part.write_text("".join(lines[: 6 if kept == "all" else int(kept[0])]) + half, encoding="utf-8")
    done = check(folder, "--resume", "part.jsonl", "-o", "jsonl=part.jsonl", "-o", "json=part.json", "-v")
    assert done.returncode == 0, done.stderr
    assert part.read_text(encoding="utf-8").splitlines(keepends=True) == lines
    assert (folder / "part.json").read_bytes() == (folder / "whole.json").read_bytes()


def test_what_was_judged_is_not_judged_again(folder: Path) -> None:
    lines = whole_run(folder)
    (folder / "part.jsonl").write_text("".join(lines[:3]), encoding="utf-8")
    for name in "abc":
        (folder / "site" / f"{name}.html").write_text(PAGE.format("Changed", ""), encoding="utf-8")
    assert check(folder, "--resume", "part.jsonl", "-o", "jsonl=other.jsonl").returncode == 0
    assert (folder / "other.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:5] == lines[:5]
    assert (folder / "part.jsonl").read_text(encoding="utf-8") == "".join(lines[:3])


def test_the_page_at_which_a_run_was_interrupted_is_judged(folder: Path) -> None:
    lines = whole_run(folder)
    cut = json.loads(lines[2])
    cut["notes"] = [{"reason": "interrupted", "message": "the run was interrupted"}]
    (folder / "part.jsonl").write_text("".join(lines[:2]) + json.dumps(cut) + "\n", encoding="utf-8")
    assert check(folder, "--resume", "part.jsonl", "-o", "jsonl=part.jsonl").returncode == 0
    assert (folder / "part.jsonl").read_text(encoding="utf-8").splitlines(keepends=True) == lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no JSON\n", "line 1"),
        ('{"path": "site/a.html"}\n', "url is missing"),
        ('{"path":null,"url":null,"results":[],"facts":{},"notes":[],"siteFacts":{"no":1}}\n', "part.jsonl"),
    ],
)
def test_what_is_no_report_is_refused_and_stays(folder: Path, content: str, said: str) -> None:
    (folder / "part.jsonl").write_text(content, encoding="utf-8")
    done = check(folder, "--resume", "part.jsonl", "-o", "jsonl=part.jsonl")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert (folder / "part.jsonl").read_text(encoding="utf-8") == content


def test_merged_parts_leave_sites_to_a_run_over_all_pages(folder: Path) -> None:
    lines = whole_run(folder)
    (folder / "one.jsonl").write_text("".join([*lines[:2], lines[-1]]), encoding="utf-8")
    (folder / "two.jsonl").write_text("".join([*lines[2:5], lines[-1]]), encoding="utf-8")
    command = [sys.executable, "-m", "govpagecheck", "report", "merge", "one.jsonl", "two.jsonl", "-o", "jsonl=merged.jsonl"]
    merged = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert merged.returncode == 0
    assert "sites are left out" in merged.stderr
    assert (folder / "merged.jsonl").read_text(encoding="utf-8") == "".join(lines[:5])
    assert check(folder, "--resume", "merged.jsonl", "-o", "jsonl=merged.jsonl").returncode == 0
    assert (folder / "merged.jsonl").read_text(encoding="utf-8") == "".join(lines)


def test_other_rules_are_refused(folder: Path) -> None:
    lines = whole_run(folder)
    (folder / "part.jsonl").write_text("".join(lines[:2]), encoding="utf-8")
    done = check(folder, "-p", "uswds", "-p", "wcag22-a", "--resume", "part.jsonl", "-o", "jsonl=part.jsonl")
    assert done.returncode == 2
    assert "other rules" in done.stderr


def test_every_format_shows_the_page_of_a_finding_about_a_site(folder: Path) -> None:
    formats = ("text", "concise", "csv", "sarif", "github", "gitlab", "junit", "markdown", "html")
    arguments = [part for name in formats for part in ("-o", f"{name}={name}.out")]
    assert check(folder, *arguments).returncode == 0
    for name in formats:
        report = (folder / f"{name}.out").read_text(encoding="utf-8")
        assert "site-title-unique" in report, name
        assert "site/b.html" in report.replace("\\", ""), name
    [result] = [
        one
        for one in json.loads((folder / "sarif.out").read_text(encoding="utf-8"))["runs"][0]["results"]
        if one["ruleId"] == "site-title-unique"
    ]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "site/b.html"
