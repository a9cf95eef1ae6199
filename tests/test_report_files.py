"""Reports read back from files, merged and converted: the same bytes as one run, and one line for whatever is no report."""

from __future__ import annotations

import copy
import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import PROJECT

from govpagecheck import Page, Ruleset, check_page
from govpagecheck.errors import UsageError
from govpagecheck.model import Ignored, Report
from govpagecheck.report_files import merge_reports, parse_report, read_report
from govpagecheck.reporters import find_reporter, reporter_names

Command = Callable[..., CompletedProcess[str]]
PAGES = PROJECT / "fixtures" / "press-release"


def written(report: Report, name: str = "json") -> str:
    stream = io.StringIO()
    find_reporter(name)(report, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def run(us_federal: Ruleset) -> Report:
    """Return a small run with all that a report can hold: findings, reviews, ignored ones, notes, pages by address."""
    pages = [
        Page(b"<title>Tides &amp; more</title><p>Updated: May 32, 2026</p><img src=a.png>", path="b/page.html"),
        Page(b"", path="a.html"),
        Page(b"<html lang=en><title>Permits</title><a href=http://a.gov>x</a>", url="https://www.example.gov/permits"),
    ]
    reports = [check_page(page, us_federal) for page in pages]
    result = next(one for one in reports[0].results if one.findings)
    finding = replace(result.findings[0], ignored=Ignored("review", "R. Moss: seen"))
    results = [replace(one, findings=(finding, *one.findings[1:])) if one is result else one for one in reports[0].results]
    return Report(us_federal.profiles, us_federal.infos, [replace(reports[0], results=results), *reports[1:]], "0.1.0")


def test_json_and_json_lines_come_back_as_they_were(run: Report) -> None:
    assert written(parse_report(written(run).encode(), "r")) == written(run)
    lines = written(run, "jsonl")
    again = parse_report(lines.encode(), "r")
    assert written(again, "jsonl") == lines
    assert (again.profiles, again.rules) == ((), {})


@pytest.mark.parametrize("name", reporter_names())
def test_converted_report_is_the_one_that_the_run_writes(name: str, command: Command, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    direct = command("check", PAGES, "-o", name, "-o", f"json={kept}", "--fail-on", "never", "--today", "2026-06-01")
    done = command("report", "convert", kept, "-o", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == direct.stdout


def test_json_lines_get_the_words_of_this_release(run: Report, command: Command, tmp_path: Path) -> None:
    lines = tmp_path / "run.jsonl"
    lines.write_text(written(run, "jsonl"), encoding="utf-8")
    done = command("report", "convert", lines, "-o", "json")
    data = json.loads(done.stdout)
    assert data["pages"] == json.loads(written(run))["pages"]
    assert {rule["id"] for rule in data["rules"]} == set(run.rules)
    assert all(rule["fix"] for rule in data["rules"])


def test_report_from_standard_input(run: Report, command: Command) -> None:
    assert command("report", "convert", "-", "-o", "jsonl", input=written(run)).stdout == written(run, "jsonl")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: f"\n\n{text}\n\n".encode(),
    ],
    ids=["UTF-16", "BOM", "CRLF", "blank lines"],
)
def test_what_shells_and_editors_make_of_a_file_is_read(run: Report, change: Callable[[str], bytes]) -> None:
    assert written(parse_report(change(written(run)), "r")) == written(run)
    assert written(parse_report(change(written(run, "jsonl")), "r"), "jsonl") == written(run, "jsonl")


HOSTILE = {
    "nothing": b"",
    "white space": b" \n\t\n",
    "a page": b"<!doctype html><title>Permits</title>",
    "binary": bytes(range(256)),
    "null": b"null",
    "a number": b"7",
    "a list": b"[]",
    "an empty object": b"{}",
    "a text": b'"report"',
    "another tool's report": b'{"version": "2.1.0", "runs": []}',
    "deep nesting": b"[" * 200_000,
    "deep nesting in a report": b'{"schemaVersion": "1.0", "tool": ' + b'{"a":' * 100_000,
    "deep nesting in a line": b'{"path": null, "url": null, "results": ' + b"[" * 100_000 + b"]" * 100_000 + b', "notes": [], "facts": {}}',
    "a number of 10,000 digits": b'{"path": ' + b"9" * 10_000 + b"}",
    "another schema": b'{"schemaVersion": "2.0"}',
    "schema by number": b'{"schemaVersion": 1.0}',
    "half a report": b'{"schemaVersion": "1.0",\n "pages": [',
    "control characters": b'{"schemaVersion": "\x1b[31m"}',
    "an escape in a key": b'{"schemaVersion": "1.0", "tool": {"name": "govpagecheck", "version": "1", "\\u001b[31m": 1}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_report_is_one_line(name: str, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_bytes(HOSTILE[name])
    for arguments in (["convert", file], ["merge", file, file], ["diff", file, file]):
        done = command("report", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"govpagecheck: {file}: not a report")
        assert done.stderr.count("\n") == 1
        assert len(done.stderr) < 600
        assert "\x1b" not in done.stderr


def test_missing_file_and_folder_are_one_line(command: Command, tmp_path: Path) -> None:
    for file in (tmp_path / "none.json", tmp_path):
        done = command("report", "convert", file)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "cannot be read" in done.stderr


def test_broken_line_is_named(run: Report) -> None:
    lines = written(run, "jsonl").splitlines()
    with pytest.raises(UsageError, match=r"r: not a report .* line 3: "):
        parse_report("\n".join([*lines[:2], lines[2][:-40]]).encode(), "r")


def test_place_of_what_is_wrong_is_named(run: Report) -> None:
    data = json.loads(written(run))
    number, result = next((n, one) for n, one in enumerate(data["pages"][0]["results"]) if one["findings"])
    result["findings"][0]["severity"] = "fatal"
    place = rf"pages\[0\]: results\[{number}\]: findings\[0\]: severity is one of info, warning, error, not 'fatal'"
    with pytest.raises(UsageError, match=place):
        parse_report(json.dumps(data).encode(), "r")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(one, (*path, key))


def with_changes(data: Any, path: tuple[Any, ...]) -> Iterator[Any]:
    """Yield the data with the value at the path replaced by others, taken away, or given a key that has no meaning."""
    for value in (None, True, 0, -1, 1.5, "", "x", "\x1b", [], {}, [1], {"a": 1}):
        yield put(data, path, value)
    changed = copy.deepcopy(data)
    parent = at(changed, path[:-1])
    del parent[path[-1]]
    yield changed
    if isinstance(at(data, path), dict):
        yield put(data, (*path, "unknown"), 1)


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def put(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(data)
    at(changed, path[:-1])[path[-1]] = value
    return changed


def test_reader_refuses_what_the_schema_refuses(run: Report, report_validator: Draft202012Validator) -> None:
    data = json.loads(written(run))
    for page in data["pages"]:  # one result of each shape says as much as all of them
        shapes = {(bool(one["findings"]), one["outcome"]): one for one in page["results"]}
        page["results"] = [{**one, "findings": one["findings"][:1]} for one in shapes.values()]
    data["rules"] = data["rules"][:1]
    data["pages"] = data["pages"][:1]
    report_validator.validate(data)
    ignoring = {"summary", "sources"}  # the summary follows from the pages; of a source, reporters need title and address
    tried = refused = 0
    for path in [path for path in places(data) if path and not ignoring & set(path)]:
        for changed in with_changes(data, path):
            is_valid = report_validator.is_valid(changed)
            try:
                parse_report(json.dumps(changed).encode(), "r")
                is_read = True
            except UsageError:
                is_read = False
            tried += 1
            refused += not is_read
            assert is_read == is_valid, (path, at(changed, path[:-1]))
    assert tried > 1000
    assert refused > 500


# Merging


def shard(report: Report, *numbers: int) -> Report:
    return replace(report, pages=[report.pages[number] for number in numbers])


def test_shards_merge_to_the_bytes_of_one_run(command: Command, tmp_path: Path) -> None:
    site = tmp_path / "site"
    names = ["z.html", "a.html", "news/b.html", "news/a.html", "news/2025/x.html", "about/index.html", "news.html", "Über.html"]
    for number, name in enumerate(names):
        page = site / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<html lang=en><title>Page {number}</title><h1>Page</h1><img src=x>", encoding="utf-8")
    options = ["--today", "2026-06-01", "--fail-on", "never", "-p", "us-federal", "-p", "wcag22-a"]
    whole = command("check", "site", *options, "-o", "json", cwd=tmp_path).stdout
    shuffled = [f"site/{name}" for name in names]
    random.Random(5).shuffle(shuffled)
    for number in range(3):
        command("check", *shuffled[number::3], *options, "-o", f"json={number}.json", cwd=tmp_path)
    for order in ("012", "201"):
        merged = command("report", "merge", *(f"{number}.json" for number in order), "-o", "json", cwd=tmp_path)
        assert (merged.returncode, merged.stderr) == (0, "")
        assert merged.stdout == whole
    assert command("report", "merge", "0.json", "1.json", "2.json", "-o", "html", cwd=tmp_path).stdout == (
        command("check", "site", *options, "-o", "html", cwd=tmp_path).stdout
    )
    strict = command("report", "merge", "0.json", "1.json", "--fail-on", "warning", "-o", f"json={tmp_path}/m.json", cwd=tmp_path)
    assert strict.returncode == 1


def test_merging_lines_gives_lines(run: Report) -> None:
    lines = [parse_report(written(shard(run, number), "jsonl").encode(), str(number)) for number in (2, 0, 1)]
    merged = merge_reports(list(zip("abc", lines, strict=True)))
    assert written(merged, "jsonl") == written(shard(run, 1, 0, 2), "jsonl")


def test_merge_unites_the_rules_of_overrides(run: Report) -> None:
    names = sorted(run.rules)
    parts = [replace(shard(run, n), rules={name: run.rules[name] for name in names if name != names[n]}) for n in (1, 0)]
    assert written(merge_reports([("a", parts[0]), ("b", parts[1])])) == written(shard(run, 1, 0))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda report: report, r"b: the page a\.html is in a too"),
        (lambda report: replace(report, pages=[], profiles=["uswds"]), "b: profiles uswds, but a has us-federal"),
        (lambda report: replace(report, pages=[], profiles=[]), "b: profiles unknown"),
        (lambda report: replace(report, pages=[], tool_version="9"), "b: written by release '9', but a by '0.1.0'"),
        (
            lambda report: replace(report, pages=[], rules={name: replace(info, fix="-") for name, info in report.rules.items()}),
            "b: the rule .* has other words",
        ),
    ],
)
def test_what_is_not_of_one_run_does_not_merge(run: Report, change: Callable[[Report], Report], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        merge_reports([("a", shard(run, 1, 0)), ("b", change(shard(run, 1)))])


def test_page_twice_in_one_report_does_not_merge(run: Report) -> None:
    with pytest.raises(UsageError, match="is in a too"):
        merge_reports([("a", shard(run, 2, 2))])


def test_report_is_never_written_over_what_is_read(run: Report, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text(written(run), encoding="utf-8")
    for arguments in (["convert", file], ["merge", file], ["diff", file, file]):
        assert command("report", *arguments, "-o", f"json={file}").returncode == 2
    assert read_report(file) == parse_report(written(run).encode(), "r")
