"""Two runs over the same pages, in every form in which a query reads them."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import PROJECT, TODAY

from govpagecheck import Page, check_site, load_ruleset
from govpagecheck.baseline import with_baseline
from govpagecheck.model import Report
from govpagecheck.report_query import answer
from govpagecheck.reporters import find_reporter

HOSTS = ("www.Example.gov", "maps.example.gov:8443", "user@[2001:db8::1]")


def run(changed: Mapping[str, bytes]) -> Report:
    """Judge pages of three hosts, one that was not read, one that is empty, the source of a template, and two without an address."""
    ruleset = load_ruleset(["us-federal", "wcag22-a", "site"], today=TODAY)
    files = sorted((PROJECT / "fixtures" / "press-release").glob("*.html"))
    pages = [
        Page(changed.get(file.name, file.read_bytes()), path=file.name, url=f"https://{HOSTS[number % 3]}/news/{file.stem}")
        for number, file in enumerate(files)
    ]
    pages += [
        Page(path="gone.html", url=f"https://{HOSTS[0]}/gone", unreadable="the server answers 404"),
        Page(b"", path="empty.html"),
        Page(b"<title>{{ page.title }}</title><h1>{{ page.title }}</h1>{% block main %}{% endblock %}", path="source.html"),
        Page(files[0].read_bytes(), url="https://www.example.gov/only-an-address"),
    ]
    reports = list(check_site(pages, ruleset))
    known = next(finding.fingerprint for result in reports[0].results for finding in result.findings)
    return Report(ruleset.profiles, ruleset.infos, [with_baseline(report, frozenset([known])) for report in reports], "0.1.0")


def written(report: Report, name: str) -> str:
    stream = io.StringIO()
    find_reporter(name)(report, stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def new_run() -> Report:
    return run({})


@pytest.fixture(scope="session")
def old_run() -> Report:
    """Return an earlier run: a page was worse, one better, one was not there; another could not be judged afterwards."""
    release = (PROJECT / "fixtures" / "press-release" / "original.html").read_bytes()
    worse = release.replace(b"<h1", b"<img src=map.png><h1", 1)
    return run({"original.html": worse, "impossible-date.html": release, "without-banner.html": b""})


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, new_run: Report, old_run: Report) -> Path:
    """Return a folder with new.jsonl, new.json, new.jsonl.gz, new.parquet, and old.jsonl."""
    import duckdb

    place = tmp_path_factory.mktemp("reports")
    for name, report in (("new", new_run), ("old", old_run)):
        (place / f"{name}.jsonl").write_text(written(report, "jsonl"), encoding="utf-8")
    (place / "new.json").write_text(written(new_run, "json"), encoding="utf-8")
    (place / "new.jsonl.gz").write_bytes(gzip.compress(written(new_run, "jsonl").encode()))
    with duckdb.connect() as connection:
        source, target = place / "new.jsonl", place / "new.parquet"
        connection.execute(f"COPY (FROM read_json('{source}', maximum_depth = -1, sample_size = -1)) TO '{target}'")
    return place


@pytest.fixture(scope="session")
def pages(folder: Path) -> list[dict[str, Any]]:
    """Return what the report new.jsonl holds, read by nothing of ours."""
    return [json.loads(line) for line in (folder / "new.jsonl").read_text(encoding="utf-8").splitlines()]


def rows(sql: str, *reports: object, since: tuple[object, ...] = ()) -> list[dict[str, Any]]:
    """Return the whole answer to a question."""
    with answer(sql, map(str, reports), [str(report) for report in since]) as found:
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def findings(pages: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the page, rule and finding of each that no person excepted."""
    for page in pages:
        for result in page["results"]:
            for finding in result["findings"]:
                if "ignored" not in finding:
                    yield finding["target"].get("page") or page["path"] or page["url"], result["rule"], finding
