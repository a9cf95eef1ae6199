"""The command as people meet it: exit codes, streams, several reports, colours, workers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import PROJECT

import govpagecheck

Command = Callable[..., CompletedProcess[str]]
PAGES = PROJECT / "fixtures" / "press-release"
ORIGINAL = PAGES / "original.html"


def test_version(command: Command) -> None:
    assert command("--version").stdout == f"govpagecheck, version {govpagecheck.__version__}\n"


@pytest.mark.parametrize(
    ("page", "fail_on", "code"),
    [
        ("original.html", "error", 0),
        ("original.html", "warning", 1),
        ("without-banner.html", "error", 1),
        ("without-banner.html", "never", 0),
    ],
)
def test_exit_code_follows_fail_on(command: Command, page: str, fail_on: str, code: int) -> None:
    assert command("check", PAGES / page, "--fail-on", fail_on, "--today", "2026-06-01").returncode == code


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", ORIGINAL, "--no-such-option"],
        ["check", ORIGINAL, "-o", "yaml"],
        ["check", ORIGINAL, "-o", "json="],
        ["check", ORIGINAL, "-o", "json", "-o", "text"],
        ["check", ORIGINAL, "-o", "json=/no/such/folder/report.json"],
        ["check", ORIGINAL, "--today", "yesterday"],
        ["check", ORIGINAL, "-j", "0"],
        ["check", PAGES, "--url", "https://www.example.gov/"],
        ["check", ORIGINAL, "--url", "www.example.gov/permits"],
        ["check", ORIGINAL, "--page-type", "press"],
        ["check", ORIGINAL, "--jurisdiction", "mars"],
        ["check", ORIGINAL, "--rules-path", "/no/such/folder"],
        ["rules", "test", "/no/such/folder"],
        ["rules", "show", "no-such-rule"],
    ],
    ids=lambda arguments: " ".join(map(str, arguments[-2:])),
)
def test_wrong_usage_is_one_line_and_exit_code_2(command: Command, arguments: list[object]) -> None:
    done = command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("govpagecheck: ")
    assert done.stderr.count("\n") == 1


def test_page_named_twice_is_judged_once(command: Command) -> None:
    done = command("check", ORIGINAL, PAGES, f"{PAGES}/../press-release/original.html", "-o", "jsonl", "--fail-on", "never")
    assert done.stdout.count("original.html") == 1


def test_report_never_overwrites_a_page_or_another_report(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    shutil.copy(ORIGINAL, page)
    assert command("check", page, "-o", f"text={page}").returncode == 2
    assert page.read_bytes() == ORIGINAL.read_bytes()
    assert command("check", page, "-o", f"json={tmp_path}/a", "-o", f"text={tmp_path}/../{tmp_path.name}/a").returncode == 2


def test_failed_run_leaves_the_older_report_and_nothing_else(command: Command, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text("older", encoding="utf-8")
    assert command("check", ORIGINAL, "-o", f"json={report}", "-o", "jsonl=/no/such/folder/x").returncode == 2
    assert report.read_text(encoding="utf-8") == "older"
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]
    assert command("check", ORIGINAL, "-o", f"json={report}").returncode == 0
    assert json.loads(report.read_text(encoding="utf-8"))["summary"]["pages"] == 1


def test_reader_that_goes_away_is_no_finding() -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "govpagecheck", "check", *[str(PAGES)] * 1, "-o", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert first.stdout is not None
    first.stdout.close()
    _, said = first.communicate(timeout=60)
    assert (first.returncode, said) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_one_line(command: Command) -> None:
    done = command("check", ORIGINAL, "-o", "json=/dev/full")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_several_reports_at_once_and_each_valid(
    command: Command, tmp_path: Path, report_validator: Draft202012Validator, line_validator: Draft202012Validator
) -> None:
    whole, lines = tmp_path / "report.json", tmp_path / "report.jsonl"
    done = command("check", PAGES, "-o", "text", "-o", f"json={whole}", "-o", f"jsonl={lines}", "--fail-on", "never")
    assert "pages checked with" in done.stdout
    report = json.loads(whole.read_text(encoding="utf-8"))
    report_validator.validate(report)
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        line_validator.validate(row)
    assert rows == report["pages"]
    assert report["summary"]["pages"] == len(list(PAGES.glob("*.html"))) == len(rows)


def test_reports_are_the_same_with_workers_and_twice(command: Command, tmp_path: Path) -> None:
    for name in "abc":
        shutil.copytree(PAGES, tmp_path / name)
    arguments = ["check", tmp_path, "-o", "jsonl", "--fail-on", "never", "--today", "2026-06-01"]
    alone = command(*arguments)
    assert alone.stdout == command(*arguments, "-j", 2).stdout == command(*arguments).stdout
    assert alone.stdout.count("\n") == 3 * len(list(PAGES.glob("*.html")))


def test_text_report_says_rule_reason_place_message_and_fix(command: Command) -> None:
    done = command("check", PAGES / "altered-sentence.html", "--today", "2026-06-01")
    block = done.stdout[done.stdout.index("banner-official-text") :]
    assert "(altered-text)" in block
    assert "U.S. government" in block
    assert "Fix:" in block
    assert "\x1b" not in done.stdout


def test_url_decides_what_only_an_address_can(command: Command) -> None:
    def tld(*arguments: str) -> str:
        results = json.loads(command("check", ORIGINAL, "-o", "jsonl", *arguments).stdout)["results"]
        return next(result["outcome"] for result in results if result["rule"] == "banner-tld-match")

    assert tld() == "cantTell"
    assert tld("--url", "https://www.harbors.gov/a") == "passed"
    assert tld("--url", "https://www.harbors.mil/a") == "failed"


def test_inspect_prints_facts(command: Command) -> None:
    facts = json.loads(command("inspect", ORIGINAL, "-o", "json").stdout)
    assert facts["banner"] == {
        "kind": "us-federal-gov",
        "language": "en",
        "httpsNotice": True,
        "text": "An official website of the United States government",
    }
    assert len(facts["breadcrumb"]["items"]) == 6
    assert facts["archiveNotice"]["text"].startswith("Archived Content")
    assert facts["dates"] == {
        "published": "2018-10-12",
        "updated": "2021-09-07",
        "reviewed": None,
        "updatedVisible": True,
        "updatedMachine": False,
    }
    assert facts["feedback"] == {"kind": "prompt"}
    assert (facts["identifier"], facts["skipLink"], facts["search"]) == (False, True, False)
    assert facts["links"] == ["about", "accessibility", "foia", "privacy"]
    text = command("inspect", ORIGINAL).stdout
    assert "archiveNotice" in text


@pytest.mark.parametrize("target", ["missing.html", "."])
def test_inspect_of_no_page_is_told(command: Command, tmp_path: Path, target: str) -> None:
    done = command("inspect", tmp_path / target)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1


def test_rules_test_passes_on_all_shipped_rules(command: Command) -> None:
    done = command("rules", "test")
    assert (done.returncode, done.stderr) == (0, "")
    assert "failed: 0" in done.stdout


def test_base_url_gives_folder_pages_their_addresses(command: Command, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "news").mkdir(parents=True)
    (site / "news" / "index.html").write_text("<title>News</title>", encoding="utf-8")
    (site / "été 1.html").write_text("<title>Summer</title>", encoding="utf-8")
    (tmp_path / "other.html").write_text("<title>Other</title>", encoding="utf-8")
    done = command(
        *("check", site, tmp_path / "other.html", "-o", "jsonl", "--fail-on", "never", "--base-url", "https://www.example.gov/base"),
    )
    urls = {json.loads(line)["url"] for line in done.stdout.splitlines()}
    assert urls == {"https://www.example.gov/base/news/", "https://www.example.gov/base/%C3%A9t%C3%A9%201.html", None}
    refused = command("check", site, "--base-url", "www.example.gov")
    assert refused.returncode == 2
    assert "--base-url" in refused.stderr


def test_text_report_tells_alike_findings_and_missing_address_once(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    images = "\n".join(f'<script src="http://host{number}.example/a.js"></script>' for number in range(12))
    page.write_text(f"<!doctype html><html lang=en><title>Permits for ponds</title>\n{images}", encoding="utf-8")
    report = command("check", page, "--fail-on", "never").stdout
    assert report.count("trust-mixed-content (") == 3
    assert "... and 9 more of this kind: lines 5, 6, 7" in report
    assert report.count("(needs-url)") == 0
    assert report.count("without the page's address (--url, --base-url): ") == 1
