"""Every format against its published schema, or against what its publisher's documentation says where there is none."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import turbohtml
import yaml
from jsonschema import Draft4Validator, Draft7Validator, Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt
from pyld import jsonld
from tests.conftest import PROJECT
from tests.reporters.test_formats import EVIL, RULESET, hostile, plain_run, written

from govpagecheck import Page, check_page, check_site, load_ruleset
from govpagecheck.model import Ignored, Note, Report
from govpagecheck.reporters import reporter_names

SHARED = PROJECT.parent / "shared" / "schemas"
OURS = PROJECT / "tests" / "schemas"

# EARL 1.0 Schema (W3C Working Group Note, 2 February 2017): https://www.w3.org/TR/EARL10-Schema/, and what it takes from others.
EARL = "http://www.w3.org/ns/earl#"
EARL_TERMS = {
    "classes": "Assertion Assertor Software TestSubject TestCriterion TestRequirement TestCase TestResult TestMode OutcomeValue",
    "properties": "assertedBy subject test result mode mainAssertor outcome pointer info",
    "individuals": "passed failed cantTell inapplicable untested automatic manual semiAuto undisclosed unknownMode",
}
OTHER_TERMS = {
    "http://purl.org/dc/terms/": "title description source isPartOf hasPart date references",
    "http://usefulinc.com/ns/doap#": "name release revision Version Project",
    "http://www.w3.org/2009/pointers#": "CSSSelectorPointer LineCharPointer XPathPointer expression lineNumber charNumber",
}


def run_of_pages_and_a_site() -> Report:
    """Return a report as a run makes it, with a report about the site, findings that are ignored, and a page that is unreadable."""
    ruleset = load_ruleset(["us-federal", "wcag22-aa", "site"], today=date(2026, 6, 1))
    words = "<!doctype html><html lang=en><title>Tides</title><body><main><h1>Tides</h1>"
    ignore = "<!-- govpagecheck-ignore-next image-alt: it comes with the next release -->"
    pages = [
        Page(f"{words}{ignore}<img src=/{number}.png><a href=/></a></main>".encode(), path=f"site/{number}.html", url=address)
        for number, address in enumerate(f"https://www.example.gov/{name}" for name in ("", "a", "b", "c", "d"))
    ]
    pages.append(Page(path="site/gone.html", unreadable="the file cannot be read: Permission denied"))
    return Report(["us-federal", "wcag22-aa", "site"], ruleset.infos | RULESET.infos, list(check_site(pages, ruleset)), "0.1.0")


def excepted(report: Report) -> Report:
    """Return the report with every finding ignored, each way of excepting in turn."""
    ways = [Ignored(by, EVIL) for by in ("page", "config", "baseline", "review")]
    pages = []
    for page in report.pages:
        results = [
            replace(result, findings=[replace(one, ignored=ways[number % 4]) for number, one in enumerate(result.findings)])
            for result in page.results
        ]
        pages.append(replace(page, results=results, notes=[*page.notes, Note("unused-ignore", EVIL)]))
    return replace(report, pages=pages)


REPORTS = {
    "hostile": hostile(),
    "plain": plain_run(),
    "none": replace(hostile(), pages=[]),
    "site": run_of_pages_and_a_site(),
    "excepted": excepted(plain_run()),
    "hostile-excepted": excepted(hostile()),
}


def shared_schema(name: str) -> Any:
    file = SHARED / name
    if not file.exists():
        pytest.skip("needs ../shared/schemas")
    return json.loads(file.read_text(encoding="utf-8"))


def our_report_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((PROJECT / "src/govpagecheck/schemas/report.schema.json").read_text(encoding="utf-8"))
    return schema


def json_report(text: str) -> None:
    Draft202012Validator(our_report_schema()).validate(json.loads(text))


def json_lines(text: str) -> None:
    validator = Draft202012Validator({"$defs": our_report_schema()["$defs"], "$ref": "#/$defs/page"})
    for line in text.splitlines():
        validator.validate(json.loads(line))


def sarif(text: str) -> None:
    log = json.loads(text)
    Draft4Validator(shared_schema("sarif-2.1.0.json")).validate(log)
    # What GitHub's code scanning refuses or cuts (docs.github.com, "SARIF support for code scanning").
    [run] = log["runs"]
    assert len(run["results"]) <= 25_000
    assert len(run["tool"]["driver"]["rules"]) <= 25_000
    assert all(len(rule["properties"]["tags"]) <= 20 for rule in run["tool"]["driver"]["rules"])
    for result in run["results"]:
        assert 1 <= len(result["locations"]) <= 1000
        assert result["partialFingerprints"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert not re.match(r"[a-z]+:", uri), "a location is a path of the repository"


def junit(text: str) -> None:
    schema = etree.XMLSchema(etree.parse(OURS / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(text.encode("utf-8")))


def gitlab(text: str) -> None:
    schema = json.loads((OURS / "gitlab-code-quality.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(text))


def earl(text: str) -> None:
    known = {f"{EARL}{word}" for words in EARL_TERMS.values() for word in words.split()}
    known |= {f"{space}{word}" for space, words in OTHER_TERMS.items() for word in words.split()}
    nodes = jsonld.flatten(json.loads(text))
    assert not {term for node in nodes for term in _terms(node)} - known
    for node in nodes:
        if f"{EARL}Assertion" in node.get("@type", []):
            assert all(len(node[f"{EARL}{name}"]) == 1 for name in ("assertedBy", "subject", "test", "result", "mode"))
        if f"{EARL}TestResult" in node.get("@type", []):
            assert len(node[f"{EARL}outcome"]) == 1


def _terms(node: dict[str, Any]) -> Iterable[str]:
    yield from node.get("@type", [])
    yield from (name for name in node if not name.startswith("@"))
    for name in ("outcome", "mode"):
        yield from (value["@id"] for value in node.get(f"{EARL}{name}", []))


def openacr(text: str) -> None:
    Draft7Validator(shared_schema("openacr-0.1.0.json")).validate(yaml.safe_load(text))


def github(text: str) -> None:
    """Workflow commands as docs.github.com writes them: `::error file=,line=,endLine=,title=::message`, one a line."""
    for line in text.splitlines():
        command = re.fullmatch(r"::(error|warning|notice)(?: ((?:[a-zA-Z]+=[^,:\r\n]*,?)+))?::([^\r\n]+)", line)
        assert command, line
        assert {one.partition("=")[0] for one in (command[2] or "title=").split(",")} <= {
            "file",
            "line",
            "col",
            "endLine",
            "endColumn",
            "title",
        }


def comma_separated(text: str) -> None:
    """RFC 4180: CRLF, a heading, as many cells in each row; quoting is balanced."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    heading, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert heading[:3] == ["path", "url", "rule"]
    assert {len(row) for row in rows} <= {len(heading)}


def markdown(text: str) -> None:
    """CommonMark with GitHub's tables (GFM 0.29): headings, one table, paragraphs, quotes; no HTML."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    kinds = {token.type for token in tokens} | {inner.type for token in tokens for inner in token.children or ()}
    assert "html_block" not in kinds
    assert "html_inline" not in kinds
    assert sum(token.type == "table_open" for token in tokens) == 1
    assert next(token.tag for token in tokens if token.type == "heading_open") == "h2"


class Tags(HTMLParser):
    """Follows start and end tags, of which the parser of a browser misses none that it can do without."""

    VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attributes}) == len(attributes)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()


def html(text: str) -> None:
    """The WHATWG parser meets no error, every element is closed where it must be, and no id is there twice."""
    assert [(error.code, error.line, error.col) for error in turbohtml.parse(text).errors] == []
    tags = Tags()
    tags.feed(text)
    tags.close()
    assert tags.open == []
    identifiers = re.findall(r'\sid="([^"]*)"', text)
    assert len(identifiers) == len(set(identifiers))
    assert text.lower().startswith("<!doctype html>\n")


def for_people(text: str) -> None:
    assert text == "" or text.endswith("\n")
    assert all(line.isprintable() for line in text.splitlines())


VALIDATORS: dict[str, Callable[[str], None]] = {
    "concise": for_people,
    "csv": comma_separated,
    "earl": earl,
    "github": github,
    "gitlab": gitlab,
    "html": html,
    "json": json_report,
    "jsonl": json_lines,
    "junit": junit,
    "markdown": markdown,
    "openacr": openacr,
    "sarif": sarif,
    "text": for_people,
}


def test_no_format_is_left_out() -> None:
    assert sorted(VALIDATORS) == reporter_names()


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", sorted(VALIDATORS))
def test_format_fits_its_schema(name: str, report: str) -> None:
    VALIDATORS[name](written(name, REPORTS[report]))


def test_the_reports_hold_what_a_run_can_hold() -> None:
    site = REPORTS["site"]
    assert {page.scope for page in site.pages} == {"page", "site"}
    assert any(finding.target.page for _, _, finding in site.findings())
    assert any(finding.ignored for _, _, finding in site.findings(with_ignored=True))
    assert any(page.is_incomplete for page in site.pages)


@pytest.mark.parametrize(
    ("name", "break_it"),
    [
        ("junit", lambda text: text.replace('classname="', 'file="', 1)),
        ("gitlab", lambda text: text.replace('"major"', '"error"', 1)),
        ("earl", lambda text: text.replace('"TestSubject"', '"Page"', 1)),
        ("json", lambda text: text.replace('"outcome": "failed"', '"outcome": "wrong"', 1)),
        ("jsonl", lambda text: text.replace('"outcome":"failed"', '"outcome":"wrong"', 1)),
        ("sarif", lambda text: text.replace('"level": "error"', '"level": "major"', 1)),
        ("github", lambda text: text.replace("::error ", "::fatal ", 1)),
        ("csv", lambda text: text.replace(",", "", 1)),
        ("markdown", lambda text: text + "\n<b>x</b>\n"),
        ("html", lambda text: text.replace("</section>", "", 1)),
        ("openacr", lambda text: text.replace("title:", "titel:", 1)),
    ],
)
def test_validators_can_fail(name: str, break_it: Callable[[str], str]) -> None:
    text = written(name, REPORTS["plain"])
    VALIDATORS[name](text)
    broken = break_it(text)
    assert broken != text
    with pytest.raises(Exception):  # noqa: B017, PT011 - each validator has its own
        VALIDATORS[name](broken)


def test_pages_of_fixtures_fit_ours() -> None:
    pages = [Page(file.read_bytes(), path=file.name) for file in sorted(Path(PROJECT / "fixtures" / "press-release").glob("*.html"))]
    report = Report(["us-federal"], RULESET.infos, [check_page(page, RULESET) for page in pages], "0.1.0")
    json_report(written("json", report))
    junit(written("junit", report))
