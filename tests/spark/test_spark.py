"""Spark gives the verdicts of the command line, row by row; what goes wrong costs no more than it must."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pytest
from tests.conftest import OWN_RULE, PROJECT, TODAY
from tests.sources.archives import PAGE, SITE, packed, page, response
from tests.spark.conftest import PROFILES, Judged

from govpagecheck import GovPageCheckError, Page, check_page, load_ruleset
from govpagecheck.errors import RuleError, UsageError
from govpagecheck.report_json import page_as_json
from govpagecheck.spark import check_pages, check_sites, check_warcs, each_once, findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import DataFrame, Row, SparkSession


def line_of(row: Row) -> dict[str, Any]:
    """Return the line that `-o jsonl` writes of a row."""
    told = row.asDict(recursive=True)
    line = {name: told[name] for name in ("path", "url", "results")} | {"facts": json.loads(told["facts"]), "notes": told["notes"]}
    for finding in (finding for result in line["results"] for finding in result["findings"]):
        if finding["ignored"] is None:
            del finding["ignored"]
        if finding["target"]["page"] is None:
            del finding["target"]["page"]
    if told["siteFacts"] is not None:
        line["siteFacts"] = json.loads(told["siteFacts"])
    return line if told["scope"] == "page" else {**line, "scope": told["scope"]}


def lines_of(rows: DataFrame) -> list[dict[str, Any]]:
    return [line_of(row) for row in rows.orderBy("scope", "number").collect()]


# The same as the command line


def test_pages_are_those_of_the_command_line_row_by_row(judged: Judged) -> None:
    wanted = [line for line in judged.lines if line.get("scope") != "site"]
    assert len(wanted) > 30
    assert lines_of(each_once(judged.pages)) == wanted
    assert judged.pages.count() == len(wanted) + 1  # the page that two archives hold; one archive gives each of its own once


def test_sites_are_those_of_the_command_line_row_by_row(judged: Judged) -> None:
    wanted = [line for line in judged.lines if line.get("scope") == "site"]
    assert [line["path"] for line in wanted] == [f"site:{host}.example.gov" for host in ("www", "lighthouses", "faros")]
    assert lines_of(judged.sites) == wanted


def test_a_site_is_judged_with_the_pages_of_other_hosts_that_it_leads_to(judged: Judged) -> None:
    told = findings(judged.sites).where("rule IN ('site-language-pairs', 'site-required-links-targets')").collect()
    assert sorted((row.page, row.reason) for row in told) == [
        ("https://faros.example.gov/horario", "other-page"),  # where a link of another site is redirected to
        ("https://lighthouses.example.gov/about.html", "no-return"),  # which another site names as a version
    ]


def test_findings_are_a_row_each(judged: Judged) -> None:
    rows = findings(each_once(judged.pages).union(judged.sites)).orderBy("scope", "number").collect()
    wanted = [
        (line["path"], line["url"], result["rule"], finding)
        for line in judged.lines
        for result in line["results"]
        for finding in result["findings"]
    ]
    assert len(rows) == len(wanted) > 20
    for row, (path, url, rule, finding) in zip(rows, wanted, strict=True):
        target = finding["target"]
        assert row.page == target.get("page", path or url)
        assert (row.rule, row.outcome, row.reason, row.message) == (rule, finding["outcome"], finding["reason"], finding["message"])
        assert (row.severity, row.fingerprint) == (finding["severity"], finding["fingerprint"])
        assert [row[name] for name in ("selector", "line", "column", "snippet")] == [
            target[name] for name in ("selector", "line", "column", "snippet")
        ]


def test_damage_is_told_with_its_place(judged: Judged, archives: list[Path]) -> None:
    [row] = judged.pages.where("incomplete").collect()
    assert (row.path, row.url) == (archives[2].as_posix(), None)
    assert row.notes[0].message.startswith("record 3 at byte ")
    assert (row.outcomes.untested, row.outcomes.passed) == (len(row.results), 0)


def test_the_columns_are_those_that_are_documented(judged: Judged) -> None:
    text = (PROJECT / "docs" / "spark.md").read_text(encoding="utf-8").partition("\n## Columns\n")[2].partition("\n## ")[0]
    told = [name for line in text.splitlines() if line.startswith("| `") for name in re.findall("`(.+?)`", line.split("|")[1])]
    types = {field.name: field.dataType.simpleString() for field in judged.pages.schema}
    assert sorted(types) == sorted(told)
    assert judged.sites.columns == judged.pages.columns
    assert types["outcomes"] == "struct<passed:int,failed:int,cantTell:int,inapplicable:int,untested:int>"
    assert types["notes"] == "array<struct<reason:string,message:string>>"
    assert [types[name] for name in ("number", "scope", "incomplete", "facts")] == ["bigint", "string", "boolean", "string"]
    assert set(findings(judged.pages).columns) == set(re.findall("`([a-z_]+)`", text.partition("\n`findings` gives")[2])) - {"udxxx"}


def test_counts_are_those_of_the_results(judged: Judged) -> None:
    for row in judged.pages.collect():
        found = [result.outcome for result in row.results]
        assert row.outcomes.asDict() == {name: found.count(name) for name in row.outcomes.asDict()}


def test_a_query_reads_the_parquet_as_it_reads_json_lines(judged: Judged) -> None:
    pytest.importorskip("duckdb")
    from govpagecheck.report_query import answer

    sql = "SELECT page, host, scope, rule, outcome, severity, reason, message, line, selector, fingerprint FROM findings ORDER BY ALL"
    each_once(judged.pages).write.parquet(f"{judged.folder}/once", mode="overwrite")
    with answer(sql, [f"{judged.folder}/once", f"{judged.folder}/sites"]) as ours, answer(sql, [f"{judged.folder}/lines.jsonl"]) as theirs:
        assert list(ours.rows) == list(theirs.rows)


# Pages of a DataFrame


def test_pages_of_a_dataframe_are_judged_as_they_are(spark: SparkSession) -> None:
    ruleset = load_ruleset("us-federal", today=TODAY)
    releases = [file.read_bytes() for file in sorted((PROJECT / "fixtures" / "press-release").glob("*.html"))[:4]]
    latin = '<!doctype html><meta charset="iso-8859-1"><title>Señales</title>'
    rows: list[tuple[str | None, bytes | None, dict[str, str | None] | None]] = [
        *((f"{SITE}/{number}", content, None) for number, content in enumerate(releases)),
        (f"{SITE}/headers", releases[0], {"Strict-Transport-Security": "max-age=31536000", "X-Other": None}),
        (f"{SITE}/latin", latin.encode("iso-8859-1"), {}),
        (None, PAGE, None),
        (f"{SITE}/none", None, None),
        (f"{SITE}/empty", b"", None),
    ]
    df = spark.createDataFrame(rows, "url string, html binary, headers map<string,string>").coalesce(1)
    wanted = [
        Page(content or b"", url=url, unreadable=None if content is not None else "the column html is null") for url, content, _ in rows
    ]
    wanted[4] = Page(releases[0], url=f"{SITE}/headers", headers={"strict-transport-security": "max-age=31536000"})
    assert lines_of(check_pages(df, today=TODAY)) == [page_as_json(check_page(one, ruleset)) for one in wanted]


def test_text_is_not_read_in_the_encoding_that_its_bytes_had(spark: SparkSession) -> None:
    text = '<!doctype html><meta charset="iso-8859-1"><title>Señales</title>'
    df = spark.createDataFrame([(text, SITE), (" ", SITE)], "html string, url string").coalesce(1)
    first, empty = check_pages(df, today=TODAY).orderBy("number").collect()
    assert json.loads(first.facts)["title"] == "Señales"
    assert empty.notes[0].reason == "empty-page"


def test_a_name_that_is_no_utf8_is_written_out(spark: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.warc")
    path.write_bytes(b"nothing of the kind")
    check_warcs(spark, [path], PROFILES).write.parquet(f"{tmp_path}/pages")
    [row] = spark.read.parquet(f"{tmp_path}/pages").collect()
    assert row.path == f"{tmp_path}/caf\\udce9.warc"
    assert json.loads(row.siteFacts)["path"] == str(path)


# What goes wrong while it runs

CHECK = """
import os
import signal


def check(context, target):
    name = (context.page.url or "").rpartition("/")[2]
    if name == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "endless":
        while True:
            pass
    if name == "exits":
        raise SystemExit(3)
    if name == "huge":
        bytearray(8 << 30)
    if name == "once" and not os.path.exists({marker!r}):
        open({marker!r}, "w").close()
        os._exit(1)
    yield from ()
"""


def own_rule(folder: Path) -> dict[str, Any]:
    """Return the arguments that add a rule which kills, blocks or exits."""
    rule = folder / "own" / "own-rule"
    rule.mkdir(parents=True)
    (rule / "rule.toml").write_text(OWN_RULE.format(applies="", expect=""), encoding="utf-8")
    (rule / "check.py").write_text(CHECK.format(marker=str(folder / "marker")), encoding="utf-8")
    (folder / "own.toml").write_text('id = "own"\ntitle = "Own"\nrules = ["own-rule", "title-min-length"]\n', encoding="utf-8")
    return {"profile": str(folder / "own.toml"), "rules_paths": [folder / "own"]}


def test_a_page_that_kills_or_blocks_its_process_costs_itself_alone(spark: SparkSession, tmp_path: Path) -> None:
    names = ["first", "killed", "exits", "endless", "once", "huge", "last"]
    (tmp_path / "a.warc.gz").write_bytes(packed(*(response(f"/{name}", page(name)) for name in names)))
    rows = check_warcs(spark, tmp_path / "a.warc.gz", max_seconds=5, **own_rule(tmp_path)).orderBy("number").collect()
    assert [row.url for row in rows] == [f"{SITE}/{name}" for name in names]
    told = {row.url.rpartition("/")[2]: [(note.reason, note.message) for note in row.notes] for row in rows}
    lost = "twice the process that judged this page died, or took more than 5 seconds; the page was left out"
    assert told["killed"] == told["endless"] == [("unreadable", lost)]
    assert [row.outcomes.cantTell for row in rows if row.url.endswith(("killed", "endless"))] == [2, 2]
    assert [name for name, row in zip(names, rows, strict=True) if row.incomplete] == ["killed", "exits", "endless", "huge"]
    assert (tmp_path / "marker").exists()
    assert "SystemExit" in told["exits"][-1][1]
    assert "MemoryError" in told["huge"][-1][1]


def test_a_worker_that_is_lost_costs_a_retry(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(response("/a", PAGE), response("/b", PAGE)))
    marker = tmp_path / "marker"

    def opened(path: str) -> BinaryIO:
        if not marker.exists():
            marker.touch()
            os._exit(1)
        return (tmp_path / path.removeprefix("store://")).open("rb")

    rows = check_warcs(spark, ["store://a.warc.gz"], opened=opened, today=TODAY).orderBy("number").collect()
    assert [row.url for row in rows] == [f"{SITE}/a", f"{SITE}/b"]
    assert marker.exists()


def test_archives_that_are_missing_or_none_are_told(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "no ne.warc").write_bytes(b"nothing of the kind")
    paths = [(tmp_path / "gone.warc").as_uri(), (tmp_path / "no ne.warc").as_uri()]
    gone, none = check_warcs(spark, paths).orderBy("number").collect()
    assert (gone.path, gone.notes[0].message) == (f"{tmp_path}/gone.warc", "there is no such file or folder")
    assert (none.path, none.notes[0].message) == (
        f"{tmp_path}/no ne.warc",
        "record 1 at byte 0: what stands there is no record of a web archive",
    )


def test_pages_that_were_judged_without_rules_about_sites_are_no_sites(spark: SparkSession) -> None:
    pages = check_pages(spark.createDataFrame([(SITE, PAGE)], "url string, html binary"))
    with pytest.raises(Exception, match=f"{SITE} was judged without rules about sites; name the profile site"):
        check_sites(pages).collect()


# What is told before anything runs


def wrong(asked: Callable[[], object]) -> str:
    with pytest.raises(GovPageCheckError) as told:
        asked()
    assert "\n" not in str(told.value)
    return str(told.value)


def test_a_profile_or_rule_that_is_unknown_is_told_at_once(spark: SparkSession) -> None:
    df = spark.createDataFrame([(SITE, PAGE)], "url string, html binary")
    with pytest.raises(RuleError, match="unknown profile 'us-federl'"):
        check_pages(df, "us-federl")
    with pytest.raises(RuleError, match="unknown profile 'us-federl'"):
        check_warcs(spark, ["a.warc"], ["site", "us-federl"])
    with pytest.raises(RuleError, match="no such folder of rules"):
        check_pages(df, rules_paths=[Path("/no/such/folder")])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("url string", "check_pages: there is no column html; the columns are url"),
        ("html string, address string", "check_pages: there is no column url; the columns are html, address"),
        ("url string, html int", "check_pages: the column html is binary or string, not int"),
        ("url int, html string", "check_pages: the column url is string, not int"),
        ("url string, html string, headers string", "check_pages: the column headers is map<string,string> or void, not string"),
    ],
)
def test_columns_that_are_wrong_are_told_in_one_line(spark: SparkSession, columns: str, said: str) -> None:
    assert wrong(lambda: check_pages(spark.createDataFrame([], columns))) == said


def test_a_dataframe_of_something_else_is_told_in_one_line(spark: SparkSession) -> None:
    other = spark.createDataFrame([], "url string, html binary")
    assert wrong(lambda: check_sites(other)).startswith("check_sites: there is no column number")
    assert wrong(lambda: each_once(other)).startswith("each_once: there is no column number")
    assert wrong(lambda: findings(other)).startswith("findings: there is no column number")


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ([], "no web archive was named"),
        (["s3://bucket/a.warc.gz"], "local paths and file://"),
        (["hdfs:/a.warc.gz"], "local paths and file://"),
        (["file://host/a.warc.gz"], "local paths and file://"),
        (["a.warc", "warc.paths.gz"], "warc.paths.gz: check_warcs reads files that end in .warc or .warc.gz"),
    ],
)
def test_paths_that_are_not_read_are_told_in_one_line(spark: SparkSession, paths: list[str], said: str) -> None:
    assert said in wrong(lambda: check_warcs(spark, paths))


def test_a_profile_without_rules_about_sites_is_told(judged: Judged) -> None:
    with pytest.raises(UsageError, match="no rule about sites in us-federal; the profile site has them"):
        check_sites(judged.pages, "us-federal")


# The recipe


def test_the_recipe_checks_a_listing_in_a_store(judged: Judged, archives: list[Path], spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress("".join(f"{path.name}\n" for path in archives[:3]).encode()))
    recipe = PROJECT / "docs" / "recipes" / "spark_warcs.py"
    asked = [tmp_path / "warc.paths.gz", archives[3], "--root", f"local://{archives[0].parent}", "--today", TODAY.isoformat()]
    submit = Path(sys.executable).with_name("spark-submit")
    done = subprocess.run(
        [submit, "--master", "local[2]", "--conf", "spark.ui.enabled=false", recipe, tmp_path / "out", *asked],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    number = each_once(judged.pages).count()
    assert done.stdout.splitlines()[0] == f"4 archives, {number} pages, 1 of them incomplete"
    assert done.stdout.splitlines()[-1] == "3 sites"
    assert lines_of(spark.read.parquet(f"{tmp_path}/out/sites")) == lines_of(judged.sites)


def test_the_recipe_tells_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    recipe = PROJECT / "docs" / "recipes" / "spark_warcs.py"
    done = subprocess.run(
        [sys.executable, recipe, tmp_path / "out", tmp_path / "gone.paths"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
        timeout=300,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("spark_warcs: ")
    assert "gone.paths" in done.stderr.splitlines()[-1]
