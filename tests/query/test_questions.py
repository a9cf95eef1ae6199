"""The questions that ship: each answer is the one that plain Python finds in the same report."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import PROJECT
from tests.query.conftest import findings, rows

from govpagecheck.address import host_of
from govpagecheck.model import INCOMPLETE_REASONS, Report
from govpagecheck.report_diff import compare
from govpagecheck.report_query import questions

Pages = list[dict[str, Any]]
FORMS = ("new.jsonl", "new.json", "new.jsonl.gz", "new.parquet")


def ask(name: str, *reports: object, since: tuple[object, ...] = ()) -> list[dict[str, Any]]:
    return rows(questions()[name].sql, *reports, since=since)


@pytest.mark.parametrize("form", FORMS)
def test_worst_pages(form: str, folder: Path, pages: Pages) -> None:
    severities: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rules = defaultdict(set)
    for page, rule, finding in findings(pages):
        if finding["outcome"] == "failed":
            severities[page][finding["severity"]] += 1
            rules[page].add(rule)
    expected = [(page, found["error"], found["warning"], found["info"], len(rules[page])) for page, found in severities.items()]
    expected.sort(key=lambda row: (-row[1], -row[2], -row[3], row[0]))
    assert [tuple(row.values()) for row in ask("worst-pages", folder / form)] == expected
    assert len({row[1:] for row in expected}) > 3


@pytest.mark.parametrize("form", FORMS)
def test_commonest_findings(form: str, folder: Path, pages: Pages) -> None:
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for page, rule, finding in findings(pages):
        if finding["outcome"] == "failed":
            found[rule, finding["reason"], finding["severity"]].append(page)
    answered = ask("commonest-findings", folder / form)
    assert [(row["rule"], row["reason"], row["severity"]) for row in answered] == sorted(
        found, key=lambda key: (-len(set(found[key])), -len(found[key]), key)
    )
    for row in answered:
        on = found[row["rule"], row["reason"], row["severity"]]
        assert (row["pages"], row["findings"], row["example"]) == (len(set(on)), len(on), min(on))
    assert answered[0]["hosts"] == 3
    assert answered[0]["pages"] > answered[-1]["pages"]


@pytest.mark.parametrize("form", FORMS)
def test_banner_coverage(form: str, folder: Path, pages: Pages) -> None:
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    notices: Counter[str] = Counter()
    for page in pages:
        if page.get("scope") != "site":
            host = host_of(page["url"]) or "(no address)"
            is_judged = not INCOMPLETE_REASONS & {note["reason"] for note in page["notes"]}
            kinds[host][page["facts"]["banner"]["kind"] if is_judged else "not judged"] += 1
            notices[host] += is_judged and page["facts"]["banner"]["httpsNotice"]
    answered = ask("banner-coverage", folder / form)
    assert {row["host"] for row in answered} == set(kinds) == {"www.example.gov", "maps.example.gov", "2001:db8::1", "(no address)"}
    for row in answered:
        found = kinds[row["host"]]
        judged = found.total() - found["not judged"]
        covered = judged - found["none"] - found["partial"]
        assert (row["judged"], row["covered"], row["not_judged"]) == (judged, covered, found["not judged"])
        assert row["percent"] == round(100 * covered / judged, 1)
        assert (row["none"], row["partial"], row["https_notice"]) == (found["none"], found["partial"], notices[row["host"]])
        assert row["federal"] == found["us-federal-gov"] + found["us-federal-mil"]
    assert [row["percent"] for row in answered] == sorted(row["percent"] for row in answered)
    assert {row["percent"] for row in answered} >= {0.0, 100.0}
    assert sum(row["not_judged"] for row in answered) == 2


def test_every_kind_of_banner_is_counted_once() -> None:
    counted = ("federal", "state", "web_component", "other", "partial", "none")
    sql = questions()["banner-coverage"].sql
    schema = (PROJECT / "src/govpagecheck/schemas/report.schema.json").read_text(encoding="utf-8")
    assert all(f"AS {column}" in sql for column in counted)
    for kind in ("none", "us-federal-gov", "us-federal-mil", "us-state", "partial", "web-component", "other"):
        assert f"'{kind}'" in sql
        assert f'"{kind}"' in schema


def test_changes_since_are_those_of_report_diff(folder: Path, new_run: Report, old_run: Report) -> None:
    difference = compare(old_run, new_run)
    expected = {
        "new": {row.finding.fingerprint for row in difference.new},
        "fixed": {row.finding.fingerprint for row in difference.fixed},
        "not judged": {row.finding.fingerprint for row in difference.not_judged},
    }
    found: defaultdict[str, set[str]] = defaultdict(set)
    answered = ask("changes-since", folder / "new.jsonl", since=(folder / "old.jsonl",))
    for row in answered:
        found[row["change"]].add(row["fingerprint"])
    assert found == {change: marks for change, marks in expected.items() if marks}
    assert expected["new"]
    assert expected["fixed"]
    back = compare(new_run, old_run)
    assert back.not_judged
    turned = ask("changes-since", folder / "old.jsonl", since=(folder / "new.parquet",))
    assert {row["fingerprint"] for row in turned if row["change"] == "not judged"} == {row.finding.fingerprint for row in back.not_judged}
    assert {row["fingerprint"] for row in turned if row["change"] == "fixed"} == {row.finding.fingerprint for row in back.fixed}
    assert ask("changes-since", folder / "new.json", since=(folder / "new.jsonl.gz",)) == []


@pytest.mark.parametrize("form", FORMS)
def test_pages_to_review(form: str, folder: Path, pages: Pages) -> None:
    doubts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for page, rule, finding in findings(pages):
        if finding["outcome"] == "cantTell":
            doubts[page].append((rule, finding["reason"]))
    for page in pages:
        for result in page["results"]:
            if result["outcome"] == "cantTell" and not result["findings"]:
                notes = ", ".join(dict.fromkeys(note["reason"] for note in page["notes"]))
                doubts[page["path"] or page["url"]].append((result["rule"], notes))
    answered = ask("pages-to-review", folder / form)
    assert {row["page"]: (row["rules"], row["findings"]) for row in answered} == {
        page: (len({rule for rule, _ in found}), len(found)) for page, found in doubts.items()
    }
    assert answered[0]["page"] == "source.html"
    assert "banner-identifies (template-source)" in answered[0]["what"]
    assert len(answered) > 1


def test_all_passed_answers_with_nothing(tmp_path: Path, pages: Pages) -> None:
    """A report without a finding has no shape to guess from, and needs none."""
    passed = [{**result, "outcome": "passed", "findings": []} for result in pages[0]["results"]]
    (tmp_path / "a.jsonl").write_text(json.dumps({**pages[0], "results": passed, "notes": []}) + "\n", encoding="utf-8")
    for name, question in questions().items():
        since = (tmp_path / "a.jsonl",) if question.is_of_two else ()
        assert len(ask(name, tmp_path / "a.jsonl", since=since)) == (name == "banner-coverage"), name


def test_several_reports_are_one(folder: Path, tmp_path: Path, pages: Pages) -> None:
    lines = (folder / "new.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for number in range(3):
        (tmp_path / f"part-{number}.jsonl").write_text("".join(lines[number::3]), encoding="utf-8")
    for name, question in questions().items():
        if not question.is_of_two:
            expected = ask(name, folder / "new.jsonl")
            assert ask(name, tmp_path / "part-*.jsonl") == expected
            assert ask(name, tmp_path / "part-*.jsonl", tmp_path / "part-1.jsonl", tmp_path / "." / "part-2.jsonl") == expected
    counted = rows("SELECT count(*) AS n, count(DISTINCT report) AS reports FROM pages", folder / "new.jsonl", folder / "new.json")
    assert counted == [{"n": 2 * sum(page.get("scope") != "site" for page in pages), "reports": 2}]


def test_folder_of_parquet_files_is_read_as_spark_leaves_it(folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "out.parquet" / "day=2026-11-25"
    (tmp_path / "out.parquet" / "_temporary").mkdir(parents=True)
    written.mkdir()
    (tmp_path / "out.parquet" / "_SUCCESS").touch()
    (tmp_path / "out.parquet" / "_temporary" / "part-9.parquet").write_bytes(b"half a file")
    (written / "part-00000-c1.snappy.parquet").write_bytes((folder / "new.parquet").read_bytes())
    assert ask("worst-pages", tmp_path / "out.parquet") == ask("worst-pages", folder / "new.jsonl")


def test_columns_that_spark_writes_are_read(folder: Path, tmp_path: Path) -> None:
    """Facts are JSON texts there, numbers are small, and there are columns more (docs/spark.md)."""
    import duckdb

    struct = 'STRUCT(snippet VARCHAR, selector VARCHAR, line INTEGER, "column" INTEGER, page VARCHAR)'
    ignored = 'STRUCT("by" VARCHAR, reason VARCHAR)'
    told = "outcome VARCHAR, reason VARCHAR, message VARCHAR, severity VARCHAR"
    finding = f"STRUCT({told}, target {struct}, fingerprint VARCHAR, ignored {ignored})"
    columns = f"""7::BIGINT AS number, coalesce(scope, 'page') AS scope, path, url, false AS incomplete,
        {{'passed': 1::INTEGER}} AS outcomes,
        results::STRUCT(rule VARCHAR, outcome VARCHAR, severity VARCHAR, findings {finding}[])[] AS results,
        notes, to_json(facts)::VARCHAR AS facts, to_json(siteFacts)::VARCHAR AS siteFacts"""
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns} FROM '{folder}/new.parquet') TO '{tmp_path}/spark.parquet'")
    for name in ("banner-coverage", "commonest-findings", "pages-to-review", "worst-pages"):
        assert ask(name, tmp_path / "spark.parquet") == ask(name, folder / "new.jsonl")
    assert ask("changes-since", tmp_path / "spark.parquet", since=(folder / "new.jsonl",)) == []
    facts = "SELECT page, site_facts ->> 'address' AS address, facts FROM pages WHERE site_facts IS NOT NULL ORDER BY page"
    assert rows(facts, tmp_path / "spark.parquet") == rows(facts, folder / "new.jsonl") != []


def test_every_question_says_what_it_answers() -> None:
    assert list(questions()) == ["banner-coverage", "changes-since", "commonest-findings", "pages-to-review", "worst-pages"]
    for question in questions().values():
        assert question.title
        assert question.about.endswith(".")
        assert question.sql.lstrip().startswith(("SELECT", "WITH"))
    assert [question.name for question in questions().values() if question.is_of_two] == ["changes-since"]


ADDRESSES = [
    *("https://www.Example.gov/a", "HTTPS://H.GOV", "//h.gov/x", "www.h.gov/x", "http://user:p@h.gov:80/x", "https://a@b@h.gov/"),
    *("https://h.gov?x", "https://h.gov#x@y", "https://[::1]:80/", "https://[::1/", "https://h.gov.", "https:///x", "mailto:a@b.gov"),
    *("", " https://h.gov/", "https://ÉCOLE.gov/", "h t://x.gov", "1http://h.gov/", "https://h.gov:99999/", "https://h.go\tv/x"),
    *("file:///x/y", "https://h.gov\\x", "https://’.gov/", "https://h.gov:/", "data:text/html,//x.gov"),
]


def test_host_is_the_one_that_sites_go_by(folder: Path) -> None:
    listed = ", ".join("'" + address.replace("'", "''") + "'" for address in ADDRESSES)
    found = rows(f"SELECT url, host_of(url) AS host FROM (SELECT unnest([{listed}]) AS url)", folder / "new.jsonl")
    assert {row["url"]: row["host"] for row in found} == {address: host_of(address) for address in ADDRESSES}
