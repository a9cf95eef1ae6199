"""Hostile input: each case gets a clear answer, and the other pages are still checked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import OWN_RULE

from govpagecheck import Page, Ruleset, check_page, check_site
from govpagecheck.model import Outcome, Severity
from govpagecheck.parse import MAX_BYTES
from govpagecheck.rules.rule import Applicability, Expectation

Command = Callable[..., CompletedProcess[str]]
GOOD = (
    "<!doctype html><html lang=en><head><title>A good enough page for a test</title></head><body><main><h1>Title</h1></main></body></html>"
)

INCOMPLETE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty-page"),
    "white space": (b" \n\t", "empty-page"),
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not-html"),
    "pdf": (b"%PDF-1.4\n1 0 obj\n", "not-html"),
    "too large": (b"<p>" + b"x" * MAX_BYTES, "page-too-large"),
}


@pytest.mark.parametrize("name", INCOMPLETE)
def test_page_that_cannot_be_judged_is_told_and_never_passes(name: str, us_federal: Ruleset) -> None:
    content, reason = INCOMPLETE[name]
    report = check_page(Page(content, path="page.html"), us_federal)
    assert [note.reason for note in report.notes] == [reason]
    assert report.is_incomplete
    wanted = Outcome.UNTESTED if reason == "empty-page" else Outcome.CANT_TELL
    assert {result.outcome for result in report.results} == {wanted}


JUDGED: dict[str, bytes] = {
    "NUL bytes": GOOD.replace("<main>", "<main>\0\0 text \0").encode(),
    "mostly NUL": b"<p>\0\0\0\0" * 300,
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-8 with broken bytes": GOOD.encode() + b"\xff\xfe\xc3\x28",
    "lone surrogates": b"<p>&#xD800; &#x110000; &#0;</p>",
    "100,000 nested elements": b"<div>" * 100_000 + b"deep",
    "100,000 unclosed formatting elements": b"<b>" * 100_000,
    "a million attributes": b"<p " + b" ".join(b"a%d=1" % number for number in range(1_000_000)) + b">x",
    "a million attributes on html, with names that XML forbids": b"<html xml:lang=en "
    + b" ".join(b"a%d=1" % n for n in range(1_000_000))
    + b">x",
    "one attribute of a megabyte": b'<a href="' + b"x" * 1_000_000 + b'">x',
    "50,000 links": b'<a href="#x">Home</a> &gt; ' * 50_000,
    "one line of 5 MB": b"<p>" + b"Last updated an official website of the " * 125_000,
    "entities": b"&copy;" * 200_000,
    "billion laughs": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;',
    "external entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>&a;',
    "JSON-LD that nests": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
    "JSON-LD with a wrong shape": (
        b'<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[1,null,{"name":{}}]}</script>'
    ),
    "control characters": b"<p>\x01\x02\x0b text \x7f</p>",
    "only a comment": b"<!-- -->",
    "frameset": b"<html><frameset><frame src=x></frameset></html>",
    "plaintext": b"<plaintext>" + GOOD.encode(),
}


@pytest.mark.parametrize("name", JUDGED)
def test_page_is_judged_without_crash_and_the_report_is_valid(name: str, us_federal: Ruleset, line_validator: Draft202012Validator) -> None:
    from govpagecheck.report_json import page_as_json

    report = check_page(Page(JUDGED[name], path="page.html"), us_federal)
    assert not report.is_incomplete, report.notes
    line = json.loads(json.dumps(page_as_json(report), ensure_ascii=True))
    line_validator.validate(line)
    fingerprints = [finding["fingerprint"] for result in line["results"] for finding in result["findings"]]
    assert len(fingerprints) == len(set(fingerprints))


def test_entities_of_a_doctype_are_never_resolved() -> None:
    from govpagecheck import parse_page

    for name in ("billion laughs", "external entity"):
        document = parse_page(JUDGED[name])
        assert "aaaa" not in document.dom_text(document.tree)
        assert document.dom_text(document.tree).endswith(("&b;", "&a;"))


def answers(done: CompletedProcess[str]) -> dict[str, Any]:
    return {Path(row["path"]).name: row for row in map(json.loads, done.stdout.splitlines())}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.html").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_command_names_what_it_could_not_judge_and_checks_the_rest(folder: Path, command: Command) -> None:
    (folder / "empty.html").touch()
    (folder / "binary.html").write_bytes(INCOMPLETE["binary"][0])
    (folder / "none").mkdir()
    done = command("check", folder, folder / "none", folder / "missing.html", "-o", "jsonl", "--fail-on", "never")
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert len(lines) == 4
    for name, words in [("empty.html", "is empty"), ("binary.html", "binary"), ("none", "no pages"), ("missing.html", "no such file")]:
        assert any(name in line and words in line for line in lines), name
    rows = answers(done)
    assert rows["good.html"]["notes"] == []
    assert {result["outcome"] for result in rows["missing.html"]["results"]} == {"untested"}


def test_page_over_the_limit_is_told(folder: Path, command: Command) -> None:
    (folder / "large.html").write_bytes(b"<p>" + b"x" * 50_000_000)
    done = command("check", folder, "-o", "jsonl", "--fail-on", "never")
    assert done.returncode == 3
    assert "larger than the limit of 20,000,000 bytes" in done.stderr
    assert {result["outcome"] for result in answers(done)["large.html"]["results"]} == {"cantTell"}
    assert command("check", folder, "-o", "jsonl", "--fail-on", "never", "--max-bytes", 60_000_000).returncode == 0


def test_names_that_the_system_refuses_are_told_and_the_rest_is_checked(folder: Path, command: Command) -> None:
    done = command("check", "a" * 300 + ".html", folder, "-o", "jsonl", "--fail-on", "never")
    assert done.returncode == 3
    assert "File name too long" in done.stderr
    assert "good.html" in answers(done)


def test_linked_folders_and_hidden_files_are_not_lost_without_a_word(folder: Path, command: Command) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "._good.html").write_bytes(b"\0\1\2")
    done = command("check", folder, "-o", "jsonl", "--fail-on", "never")
    assert done.returncode == 3
    assert set(answers(done)) == {"good.html", "loop"}
    assert "not followed" in done.stderr


def own_rule(folder: Path, applies: str = "", expect: str = "", check: str | None = None) -> list[object]:
    rule = folder / "own" / "own-rule"
    rule.mkdir(parents=True)
    (rule / "rule.toml").write_text(OWN_RULE.format(applies=applies, expect=expect), encoding="utf-8")
    if check is not None:
        (rule / "check.py").write_text(check, encoding="utf-8")
    (folder / "own.toml").write_text('id = "own"\ntitle = "Own"\nrules = ["own-rule"]\n', encoding="utf-8")
    return ["--rules-path", folder / "own", "-p", folder / "own.toml"]


@pytest.mark.parametrize(
    ("applies", "expect", "check", "said"),
    [
        ("select = 'main['", "of = 'text'\npresent = true", None, "main["),
        ("part = 'nope'", "of = 'text'\npresent = true", None, "names no part"),
        ("", "of = 'page'\npresent = true", None, "names no value of a page"),
        ("", "of = 'text'\nmatches = '('", None, "unterminated"),
        ("", "", None, "no check.py gives the reason some-reason"),
        ("", "", "import nothing_that_exists", "cannot be imported"),
        ("", "", "raise SystemExit(0)", "cannot be imported"),
        ("", "", "check = 7", "defines no function"),
    ],
)
def test_rule_that_cannot_work_is_refused_before_any_page(
    folder: Path, command: Command, applies: str, expect: str, check: str | None, said: str
) -> None:
    done = command("check", folder / "good.html", *own_rule(folder, applies, expect, check))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    tested = command("rules", "test", folder / "own")
    assert tested.returncode == 1
    assert said in tested.stdout


@pytest.mark.parametrize(
    "body",
    [
        "raise SystemExit(0)",
        "yield Miss('x', reason='typing-error')",
        "yield Miss('x', reason='some-reason', element='no element')",
        "yield 7",
        "return 7",
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_check_that_misbehaves_is_told_and_never_passes(folder: Path, command: Command, body: str, jobs: int) -> None:
    check = f"from govpagecheck.rule_api import Miss\n\n\ndef check(context, target):\n    print('noise')\n    {body}\n"
    done = command("check", folder / "good.html", *own_rule(folder, check=check), "-o", "jsonl", "-j", jobs)
    assert done.returncode == 3
    [row] = map(json.loads, done.stdout.splitlines())
    assert row["results"][0]["outcome"] == "cantTell"
    assert row["results"][0]["findings"][0]["reason"] == "check-crashed"


@pytest.mark.parametrize("make", ["pipe", "dangling link", "name that is no text"])
def test_odd_files_are_told_and_the_rest_is_checked(folder: Path, command: Command, make: str) -> None:
    odd = folder / "odd.html"
    if make == "pipe":
        os.mkfifo(odd)
    elif make == "dangling link":
        odd.symlink_to(folder / "nowhere.html")
    else:
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.html")).write_text(GOOD, encoding="utf-8")
    done = command("check", folder, "-o", "jsonl", "--fail-on", "never")
    assert done.returncode == (0 if make == "name that is no text" else 3)
    assert "good.html" in answers(done)


def test_unreadable_file_is_told(folder: Path, us_federal: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    from govpagecheck import read_pages

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)  # tests may run as root, whom no mode stops
    [report] = check_site(read_pages(folder), us_federal)
    assert [note.message for note in report.notes] == ["the file cannot be read: Permission denied"]
    assert {result.outcome for result in report.results} == {Outcome.UNTESTED}


def test_crash_in_a_check_is_an_answer(us_federal: Ruleset, tmp_path: Path) -> None:
    check = tmp_path / "check.py"
    check.write_text("def check(context, target):\n    yield 1 / 0\n", encoding="utf-8")
    expectations = (Expectation("any-reason", "never said", Severity.INFO),)
    broken = replace(us_federal.rules[0], id="broken-rule", check=check, applies=Applicability(), expectations=expectations)
    report = check_page(Page(GOOD.encode()), replace(us_federal, rules=(broken, *us_federal.rules)))
    assert (report.results[0].outcome, report.results[0].findings[0].reason) == (Outcome.CANT_TELL, "check-crashed")
    assert "ZeroDivisionError" in report.notes[0].message
    assert report.is_incomplete
    assert len(report.results) == len(us_federal.rules) + 1


def test_what_is_said_of_no_target_is_a_crash_and_not_lost(us_federal: Ruleset, tmp_path: Path) -> None:
    check = tmp_path / "check.py"
    check.write_text(
        "from govpagecheck.rule_api import Miss\n\n"
        "def check_all(context, targets):\n    yield context.document.tree[0], Miss(reason='any-reason')\n",
        encoding="utf-8",
    )
    expectations = (Expectation("any-reason", "said of the head", Severity.INFO),)
    rule = replace(us_federal.rules[0], check=check, applies=Applicability(), expectations=expectations, reasons=frozenset({"any-reason"}))
    report = check_page(Page(GOOD.encode()), replace(us_federal, rules=(rule,)))
    assert (report.results[0].outcome, report.results[0].findings[0].reason) == (Outcome.CANT_TELL, "check-crashed")
    assert "none of the targets that it was given" in report.notes[0].message


def test_text_report_cannot_be_steered_by_a_page(tmp_path: Path, command: Command) -> None:
    name = "\x1b[31mred\u202e\n::error::injected"
    (tmp_path / "page.html").write_text(
        f"<!doctype html><html lang=en><title>{name}</title><h1>{name}</h1><h1>[bold]{name}</h1>", encoding="utf-8"
    )
    done = command("check", tmp_path / "page.html")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert not any(line.startswith("::") for line in done.stdout.splitlines())
