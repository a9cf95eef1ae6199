"""Configuration: what it says, what it refuses, and that its schema for editors says the same."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import govpagecheck
from govpagecheck import Page
from govpagecheck.config import Config, load_config
from govpagecheck.errors import UsageError
from govpagecheck.rules.exceptions import is_at

Command = Callable[..., CompletedProcess[str]]
SCHEMA = json.loads((Path(govpagecheck.__file__).parent / "schemas/config.schema.json").read_text(encoding="utf-8"))
PAGE = (
    "<!doctype html><html lang=en><title>Permits for ponds</title><body><h1>Permits for ponds</h1>"
    '<img src="map.png"><a href="http://old.example.gov/">Old site</a>'
)
WHOLE = """
profiles = ["us-federal", "section-508"]
output = ["jsonl"]
fail-on = "never"
jobs = 1
exclude = ["site/drafts/**"]
[rules]
search-present = "info"
analytics-dap = false
[[override]]
paths = ["site/old/**"]
rules = { links-no-insecure = false }
reason = "archived"
[[override]]
paths = ["site/old/2015/**"]
rules = { search-present = "warning" }
reason = "the last one wins, whole"
until = 2099-01-01
[[ignore]]
rule = "links-no-insecure"
paths = ["site/new/*"]
select = "a[href*=old]"
reason = "moves in May"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for folder in ("new", "old", "old/2015", "drafts"):
        (tmp_path / "site" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / folder / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "govpagecheck.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def rows_of(done: CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["path"]: {result["rule"]: result for result in row["results"]} for row in rows}


def test_check_follows_the_nearest_configuration(site: Path, command: Command) -> None:
    done = command("check", "site", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    pages = rows_of(done)
    assert set(pages) == {"site/new/a.html", "site/old/a.html", "site/old/2015/a.html"}
    assert all("analytics-dap" not in rules and "image-alt" in rules for rules in pages.values())
    assert pages["site/new/a.html"]["links-no-insecure"]["findings"][0]["ignored"] == {"by": "config", "reason": "moves in May"}
    assert "links-no-insecure" not in pages["site/old/a.html"]
    assert "ignored" not in pages["site/old/2015/a.html"]["links-no-insecure"]["findings"][0]
    assert [pages[page]["search-present"]["severity"] for page in sorted(pages)] == ["info", "warning", "info"]


def test_paths_are_seen_from_the_file_and_options_win(site: Path, command: Command) -> None:
    done = command("check", ".", "-p", "us-federal", cwd=site / "site")
    assert set(rows_of(done)) == {"new/a.html", "old/a.html", "old/2015/a.html", "drafts/a.html"} - {"drafts/a.html"}
    assert "image-alt" not in rows_of(done)["new/a.html"]
    assert rows_of(done)["new/a.html"]["links-no-insecure"]["findings"][0]["ignored"]["by"] == "config"
    assert command("check", "site", "--no-config", "--fail-on", "never", "-o", "jsonl", cwd=site).stdout.count("\n") == 4


def test_pyproject_counts_when_it_has_our_table(site: Path, command: Command) -> None:
    (site / "site" / "pyproject.toml").write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert "analytics-dap" not in rows_of(command("check", "new", cwd=site / "site"))["new/a.html"]
    (site / "site" / "pyproject.toml").write_text('[tool.govpagecheck]\nfail-on = "never"\noutput = ["jsonl"]\n', encoding="utf-8")
    assert "analytics-dap" in rows_of(command("check", "new", cwd=site / "site"))["new/a.html"]


def test_idle_and_lapsed_ignores_are_told(site: Path, command: Command) -> None:
    (site / "govpagecheck.toml").write_text(
        WHOLE + 'until = 2020-01-01\n[[ignore]]\nrule = "html-lang"\nreason = "none"\n', encoding="utf-8"
    )
    done = command("check", "site", cwd=site)
    assert [line.partition(": ")[2].partition(": ")[2] for line in done.stderr.splitlines()] == [
        "ignore 1 (links-no-insecure) has lapsed on 2020-01-01",
        "ignore 2 (html-lang) ignores nothing on these pages",
    ]
    assert "ignored" not in rows_of(done)["site/new/a.html"]["links-no-insecure"]["findings"][0]


def test_show_prints_what_holds_for_a_page(site: Path, command: Command) -> None:
    shown = command("config", "show", "site/old/2015/a.html", cwd=site).stdout
    assert "override: the last one wins, whole (site/old/2015/**)" in shown
    assert "search-present" in shown
    assert "ignore:" not in shown  # that of the new pages
    assert "analytics-dap" not in shown
    assert "excluded:" not in shown
    assert "exclude: site/drafts/**" in command("config", "show", cwd=site).stdout
    assert "excluded:" in command("config", "show", "site/drafts/a.html", cwd=site).stdout


def test_show_tells_the_ignores_of_a_page_with_their_elements_and_end(tmp_path: Path, command: Command) -> None:
    rows = (("a/**", "img.map", "2999-01-31"), ("a/**", "", "2020-01-31"), ("b/**", "", ""))
    ignores = "".join(
        f'[[ignore]]\nrule = "image-alt"\npaths = ["{paths}"]\nreason = "kept"\n'
        + (f'select = "{select}"\n' if select else "")
        + (f"until = {until}\n" if until else "")
        for paths, select, until in rows
    )
    (tmp_path / "govpagecheck.toml").write_text(ignores, encoding="utf-8")
    told = [line for line in command("config", "show", "a/x.html", cwd=tmp_path).stdout.splitlines() if line.startswith("ignore")]
    assert told == [
        "ignore: image-alt at a/** in img.map: kept (until 2999-01-31)",
        "ignore: image-alt at a/**: kept (until 2020-01-31) (has lapsed)",
    ]
    assert command("config", "show", cwd=tmp_path).stdout.count("ignore:") == 3


def test_init_writes_what_can_be_read_and_never_over_a_file(tmp_path: Path, command: Command) -> None:
    assert command("config", "init", cwd=tmp_path).returncode == 0
    text = (tmp_path / "govpagecheck.toml").read_text(encoding="utf-8")
    assert command("config", "init", cwd=tmp_path).returncode == 2
    uncommented = "\n".join(line.removeprefix("# ") if " = " in line or line.startswith("# [[") else line for line in text.splitlines())
    (tmp_path / "govpagecheck.toml").write_text(uncommented, encoding="utf-8")
    assert load_config(tmp_path / "govpagecheck.toml").ignores[0].rule == "image-alt"
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(tomllib.loads(uncommented), default=str)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("profile = ['x']", "unknown key 'profile'"),
        ("profiles = 'us-federal'", "profiles is a list"),
        ("profiles = ['']", "profiles is a list"),
        ("jobs = 0", "jobs is a number above 0"),
        ("jobs = true", "jobs is a number above 0"),
        ("no-inline = 1", "no-inline is true or false"),
        ("rules = 1", "rules is a table"),
        ("[rules]\nimage-alt = true", "image-alt is"),
        ("[rules]\nimage-alt = 'off'", "image-alt is"),
        ("[override]\npaths = ['x']", "override is a list of tables"),
        ("[[override]]\npaths = ['x']", "override 1 needs reason"),
        ("[[override]]\nreason = 'x'", "override 1 needs paths"),
        ("[[ignore]]\nrule = 'image-alt'", "ignore 1 needs reason"),
        ("[[ignore]]\nrule = 'image-alt'\nreason = '  '", "ignore 1: reason is a text"),
        ("[[ignore]]\nrule = 'image-alt'\nreason = 'x'\nuntil = 'May'", "until is a date"),
        ("[[ignore]]\nrule = 'image-alt'\nreason = 'x'\nuntil = 2027-01-01T00:00:00", "until is a date"),
        ("[[ignore]]\nrule = 'image-alt'\nreason = 'x'\nselector = 'a'", "unknown key 'selector' in ignore 1"),
        ("[", "(at "),
        ("\x00", "at line 1"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(text: str, told: str, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "govpagecheck.toml"
    file.write_text(text, encoding="utf-8")
    done = command("check", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert told.split("'")[0].strip() in done.stderr or told in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "[rules]\nimage-all = 'error'",
        "[[ignore]]\nrule = 'image-all'\nreason = 'x'",
        "[[ignore]]\nrule = 'image-alt'\nreason = 'x'\nselect = '>>'",
    ],
)
def test_rules_and_selectors_that_are_none_are_told(text: str, tmp_path: Path, command: Command) -> None:
    (tmp_path / "govpagecheck.toml").write_text(text, encoding="utf-8")
    done = command("check", ".", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("a/*.html", "a/b.html", True),
        ("a/*.html", "a/b/c.html", False),
        ("a/**", "a/b/c.html", True),
        ("**/c.html", "c.html", True),
        ("**/c.html", "a/b/c.html", True),
        ("a?.html", "ab.html", True),
        ("a?.html", "a/.html", False),
        ("a[1].html", "a[1].html", True),
        ("a.html", "aXhtml", False),
        ("https://www.example.gov/**", "https://www.example.gov/news/", True),
    ],
)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    assert is_at(Page(path=path), (pattern,)) is fits


def test_schema_and_reader_agree() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(tomllib.loads(WHOLE), default=str)))
    assert load_config is not None
    assert Config().root is None
    with pytest.raises(UsageError):
        load_config(Path("/nowhere/govpagecheck.toml"))
