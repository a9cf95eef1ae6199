"""Baselines and reviews: what is known does not count, what is gone is told, and files that are none are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from govpagecheck.baseline import Entry, dump, load
from govpagecheck.errors import UsageError

Command = Callable[..., CompletedProcess[str]]
PAGE = "<!doctype html><html lang=en><title>Permits for ponds</title><body><h1>Permits for ponds</h1>{}"
LINK = '<p><a href="http://{}.example.gov/">Permits of {}</a></p>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text(PAGE.format(LINK.format("one", "one")), encoding="utf-8")
    (site / "b.html").write_text(PAGE.format(""), encoding="utf-8")
    (tmp_path / "own.toml").write_text(
        'id = "own"\ntitle = "Own"\nrules = ["links-no-insecure", "meta-canonical", "html-lang"]\n', encoding="utf-8"
    )
    return site


@pytest.fixture
def own(tmp_path: Path) -> tuple[str, Path]:
    return "-p", tmp_path / "own.toml"


def failed(done: CompletedProcess[str]) -> list[str]:
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    findings = [(row["path"], one) for row in rows for result in row["results"] for one in result["findings"]]
    return [f"{Path(path).name} {one['reason']}" for path, one in findings if one["outcome"] == "failed" and "ignored" not in one]


def test_check_fails_only_on_what_is_new(site: Path, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "known.json"
    created = command("baseline", "create", site, "--baseline", file)
    assert (created.returncode, created.stdout) == (0, "")
    known = command("check", site, "--baseline", file, "-o", "jsonl", "--fail-on", "info")
    assert (known.returncode, failed(known), known.stderr) == (0, [], "")

    page = site / "a.html"
    page.write_text("\n\n\n" + page.read_text(encoding="utf-8") + "<p id=x9>Other words</p>" + LINK.format("two", "two"), encoding="utf-8")
    new = command("check", site, "--baseline", file, "-o", "jsonl", "--fail-on", "info")
    assert (new.returncode, failed(new)) == (1, ["a.html http"])


def test_stale_entries_are_told_and_pruned(site: Path, tmp_path: Path, command: Command, own: tuple[str, Path]) -> None:
    file = tmp_path / "known.json"
    command("baseline", "create", site, *own, "--baseline", file)
    before = load(file)
    (site / "a.html").write_text(PAGE.format(""), encoding="utf-8")
    checked = command("check", site, *own, "--baseline", file, "-o", "jsonl")
    assert f"1 of {len(before)} are stale" in checked.stderr
    assert command("check", site / "b.html", *own, "--baseline", file, "-o", "jsonl").stderr == ""
    assert command("baseline", "prune", site, *own, "--baseline", file).returncode == 0
    gone = set(before) - set(load(file))
    assert [entry.rule for entry in gone] == ["links-no-insecure"]
    lines = set(dump(before).splitlines()) - set(dump(load(file)).splitlines())
    assert len(lines) <= 2  # one entry, and at most the comma of the last line


def test_update_adds_and_takes_out_and_keeps_other_pages(site: Path, tmp_path: Path, command: Command, own: tuple[str, Path]) -> None:
    file = tmp_path / "known.json"
    command("baseline", "create", site, *own, "--baseline", file)
    (site / "b.html").write_text(PAGE.format(LINK.format("two", "two")), encoding="utf-8")
    assert "1 added, 0 taken out" in command("baseline", "update", site / "b.html", *own, "--baseline", file).stderr
    assert command("check", site, *own, "--baseline", file, "--fail-on", "info").returncode == 0
    assert "links-no-insecure" in command("baseline", "show", "--baseline", file).stdout


def test_create_does_not_replace(site: Path, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "known.json"
    file.write_text("mine", encoding="utf-8")
    assert command("baseline", "create", site, "--baseline", file).returncode == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert command("baseline", "create", site, "--baseline", file, "--force").returncode == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"govpagecheck-baseline": 2, "findings": []}', '{"govpagecheck-baseline": 1, "findings": [[1]]}', "\x00"]
)
def test_what_is_no_baseline_is_refused_in_one_line(text: str, site: Path, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "known.json"
    file.write_text(text, encoding="utf-8")
    done = command("check", site, "--baseline", file)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "not a baseline file" in done.stderr
    assert command("check", site, "--baseline", tmp_path / "none.json").returncode == 2


def test_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    entries = [Entry("b", "r", "x", "1"), Entry("a", "r", "x", "2"), Entry("a", "r", "x", "2")]
    file = tmp_path / "known.json"
    file.write_text(dump(entries), encoding="utf-8")
    assert dump(load(file)) == dump(reversed(entries))
    with pytest.raises(UsageError):
        load(tmp_path)


def test_a_review_answers_what_could_not_be_told(site: Path, tmp_path: Path, command: Command) -> None:
    rows = [json.loads(line) for line in command("check", site, "-o", "jsonl").stdout.splitlines()]
    open_findings = [one for row in rows for result in row["results"] for one in result["findings"] if one["outcome"] == "cantTell"]
    good, bad, late = [one["fingerprint"] for one in open_findings[:3]]
    reviews = tmp_path / "reviews.toml"
    review = '[[review]]\nfingerprint = "{}"\nanswer = "{}"\nwho = "R. Moss"\nreason = "looked at it"\n{}\n'
    reviews.write_text(
        review.format(good, "passed", "") + review.format(bad, "failed", "") + review.format(late, "passed", "until = 2020-01-01")
    )
    done = command("check", site, "-o", "jsonl", "--reviews", reviews)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    findings = {one["fingerprint"]: one for row in rows for result in row["results"] for one in result["findings"]}
    assert findings[good]["ignored"] == {"by": "review", "reason": "R. Moss: looked at it"}
    assert findings[bad]["outcome"] == "failed"
    assert "R. Moss" in findings[bad]["message"]
    assert "ignored" not in findings[late]


@pytest.mark.parametrize(
    "text", ["review = 1", "[[review]]\nanswer='passed'", "[[review]]\nfingerprint='a'\nanswer='yes'\nwho='x'\nreason='y'", "["]
)
def test_reviews_that_cannot_be_read_are_refused(text: str, site: Path, tmp_path: Path, command: Command) -> None:
    reviews = tmp_path / "reviews.toml"
    reviews.write_text(text, encoding="utf-8")
    done = command("check", site, "--reviews", reviews)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
