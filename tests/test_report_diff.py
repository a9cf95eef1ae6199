"""Two reports compared: what is new, fixed and the same, whatever moved."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from govpagecheck import Page, Ruleset, check_page
from govpagecheck.cli.difference import write_markdown, write_text
from govpagecheck.model import Finding, Ignored, Outcome, PageReport, Report, RuleResult, Severity, Target
from govpagecheck.report_diff import compare
from govpagecheck.reporters import find_reporter

Command = Callable[..., CompletedProcess[str]]
PAGE = '<!doctype html><html lang="en"><head><title>Tide tables</title></head><body>{}<p>Updated: <b id="x{}">May 32, 2026</b></p></body>'


def judged(ruleset: Ruleset, **pages: str) -> Report:
    reports = [check_page(Page(html.encode(), path=f"{name}.html"), ruleset) for name, html in pages.items()]
    return Report(ruleset.profiles, ruleset.infos, reports, "0.1.0")


def finding(mark: int, outcome: Outcome = Outcome.FAILED, **others: object) -> Finding:
    target = Target("p", 3, 1, "<p>")
    return replace(Finding(outcome, "some-reason", f"What {mark}.", Severity.ERROR, target, f"{mark:016x}"), **others)  # type: ignore[arg-type]


def report(*findings: Finding, path: str = "a.html", outcome: Outcome = Outcome.FAILED) -> Report:
    return Report(["p"], {}, [PageReport(path, None, [RuleResult("a-rule", outcome, Severity.ERROR, findings)], {})], "0.1.0")


def marks(rows: tuple[object, ...]) -> list[int]:
    return [int(row.finding.fingerprint, 16) for row in rows]  # type: ignore[attr-defined]


def test_moved_lines_and_renumbered_ids_are_no_difference(us_federal: Ruleset) -> None:
    old = judged(us_federal, a=PAGE.format("", 1), b=PAGE.format("", 2))
    new = judged(us_federal, b=PAGE.format("", 2), a=PAGE.format("\n\n<!-- moved -->\n", 977))
    difference = compare(old, new)
    assert (difference.new, difference.fixed, difference.not_judged) == ((), (), ())
    assert len(difference.stayed) > 4
    assert (difference.to_review.new, difference.to_review.gone) == (0, 0)


def test_what_is_mended_is_fixed_and_what_came_is_new(us_federal: Ruleset) -> None:
    old = judged(us_federal, a=PAGE.format("", 1))
    new = judged(us_federal, a=PAGE.format("<h1>Tide tables</h1>", 1).replace("May 32, 2026", "May 31, 2099"))
    difference = compare(old, new)
    assert "title-h1-one" in {row.rule for row in difference.fixed}
    assert "dates-valid" in {row.rule for row in difference.fixed}
    assert ("dates-valid", "in-future") in {(row.rule, row.finding.reason) for row in difference.new}
    assert not {row.finding.fingerprint for row in difference.new} & {row.finding.fingerprint for row in difference.stayed}


@pytest.mark.parametrize(
    ("new", "fixed"),
    [
        (report(), [1]),
        (report(outcome=Outcome.PASSED), [1]),
        (report(outcome=Outcome.INAPPLICABLE), [1]),
        (report(outcome=Outcome.CANT_TELL), []),
        (report(finding(9, Outcome.CANT_TELL), outcome=Outcome.CANT_TELL), []),
        (report(outcome=Outcome.UNTESTED), []),
        (report(path="b.html"), []),
        (Report(["p"], {}, [PageReport("a.html", None, [], {})], "0.1.0"), []),
    ],
    ids=["no longer", "passed", "inapplicable", "cannot tell", "needs a person", "untested", "page gone", "rule did not run"],
)
def test_only_what_was_judged_again_is_fixed(new: Report, fixed: list[int]) -> None:
    difference = compare(report(finding(1)), new)
    assert marks(difference.fixed) == fixed
    assert marks(difference.not_judged) == ([] if fixed else [1])
    assert (difference.new, difference.stayed) == ((), ())


def test_exceptions_make_no_difference() -> None:
    excepted = finding(1, ignored=Ignored("baseline", "in the baseline"))
    assert compare(report(finding(1)), report(excepted)).fixed == ()
    assert compare(report(excepted), report(finding(1))).new == ()
    assert compare(report(), report(excepted)).new == ()
    assert marks(compare(report(excepted), report()).fixed) == [1]


def test_what_could_not_be_told_and_now_fails_is_new() -> None:
    difference = compare(report(finding(1, Outcome.CANT_TELL)), report(finding(1)))
    assert marks(difference.new) == [1]
    assert (difference.to_review.new, difference.to_review.gone, difference.to_review.stayed) == (0, 1, 0)


def keep(report: Report, file: Path) -> Path:
    with file.open("w", encoding="utf-8") as stream:
        find_reporter("json")(report, stream)
    return file


@pytest.fixture
def kept(us_federal: Ruleset, tmp_path: Path) -> tuple[Path, Path]:
    old = judged(us_federal, a=PAGE.format("", 1), b=PAGE.format("", 1))
    new = judged(
        us_federal, a=PAGE.format('<img src="x.png">', 1).replace("<title>Tide tables</title>", ""), b=PAGE.format("<h1>b</h1>", 1)
    )
    return keep(old, tmp_path / "old.json"), keep(new, tmp_path / "new.json")


def test_command_tells_in_three_formats(kept: tuple[Path, Path], command: Command, tmp_path: Path) -> None:
    text = command("report", "diff", *kept)
    assert (text.returncode, text.stderr) == (1, "")
    assert "a.html:1:16: error page-title (missing-title) The page has no `<title>`" in text.stdout
    as_json = command("report", "diff", *kept, "-o", "json")
    data = json.loads(as_json.stdout)
    assert set(data) == {"new", "fixed", "stayed", "notJudged", "toReview"}
    assert "page-title" in {row["rule"] for row in data["new"] if row["page"] == "a.html"}
    assert "title-h1-one" in {row["rule"] for row in data["fixed"] if row["page"] == "b.html"}
    file = tmp_path / "diff.md"
    markdown = command("report", "diff", *kept, "-o", f"markdown={file}")
    assert markdown.stdout == ""
    assert file.read_text(encoding="utf-8").startswith(f"## govpagecheck: {len(data['new'])} new, {len(data['fixed'])} fixed")


def test_exit_code_is_of_what_is_new(kept: tuple[Path, Path], command: Command) -> None:
    old, new = kept
    assert command("report", "diff", old, new).returncode == 1
    assert command("report", "diff", old, new, "--fail-on", "never").returncode == 0
    assert command("report", "diff", old, old, "--fail-on", "info").returncode == 0
    assert command("report", "diff", old, new, "-o", "sarif").returncode == 2


def test_page_that_could_not_be_judged_is_exit_code_3(us_federal: Ruleset, command: Command, tmp_path: Path) -> None:
    files = keep(judged(us_federal, a=PAGE), tmp_path / "a.json"), keep(judged(us_federal, a=""), tmp_path / "b.json")
    assert command("report", "diff", *files).returncode == 3


def test_reports_without_a_common_page_are_told(us_federal: Ruleset, command: Command, tmp_path: Path) -> None:
    files = keep(judged(us_federal, a=PAGE), tmp_path / "a.json"), keep(judged(us_federal, b=PAGE), tmp_path / "b.json")
    done = command("report", "diff", *files)
    assert "no page is in both reports" in done.stderr
    assert done.stderr.count("\n") == 1


def test_hostile_text_injects_nothing() -> None:
    evil = "<img src=x onerror=alert(1)>\x1b[31m\n::error::x | `**b**` @team\u202e"
    difference = compare(report(), report(finding(1, message=evil, reason="r"), path=f"p/{evil}.html"))
    for write in (write_text, write_markdown):
        stream = io.StringIO()
        write(difference, stream)
        text = stream.getvalue()
        assert not any(character in text for character in "\x1b\u202e")
        assert "\n::error" not in text
    assert "<img" not in text.replace("\\<", "")
    assert "@team" not in text.replace("\\@team", "")
    [row] = [line for line in text.splitlines() if "onerror" in line]
    assert row.replace("\\|", "").count("|") == 5
