"""Template source gets one note; pages that write about templates, or fill in one widget, are pages."""

from __future__ import annotations

import pytest

from govpagecheck import Page, Ruleset, check_page, parse_page
from govpagecheck.model import Outcome
from govpagecheck.parts.template_source import find


@pytest.mark.parametrize(
    "source",
    [
        "<html lang='{{ page.lang }}'><title>Permits</title>",
        "<title>{{ page.title }} | Harbors</title>",
        "<title>[node:title] | [site:name]</title>",
        "<title>Permits</title><main>{% for item in items %}<p>{{ item }}</p>{% endfor %}</main>",
        "<title>Permits</title>{{#each items}}<p>x</p>{{/each}}",
        "<title>Permits</title><ul><% items.each do %><li>x</li></ul>",
        '<title>Permits</title><!--#include virtual="/header.html" --><h1>Permits</h1><!--#include file="footer.html" -->',
    ],
)
def test_template_source_is_found(source: str) -> None:
    assert find(parse_page(source)) is not None


@pytest.mark.parametrize(
    "source",
    [
        "<title>Permits</title><p>Hello {{ name }}, welcome</p>",
        "<title>How to write templates</title><pre>{% for item in items %}</pre><p>Use <code>{% if x %}</code></p>",
        "<title>Permits</title><script>const t = '{% if x %}'</script>",
        '<title>Permits</title><!--#include virtual="/counter.html" --><!-- header --><h1>Permits</h1><!-- how to #include virtual="x" -->',
        "<title>50 {% } of permits</title><p>Prices [see: note] ${5}</p>",
    ],
)
def test_pages_about_templates_are_pages(source: str) -> None:
    assert find(parse_page(source)) is None


def test_template_gets_one_note_and_no_finding(us_federal: Ruleset) -> None:
    report = check_page(Page(b"<title>{{ title }}</title>{% if x %}<h1></h1>{% endif %}"), us_federal)
    assert [note.reason for note in report.notes] == ["template-source"]
    assert {result.outcome for result in report.results} == {Outcome.CANT_TELL}
    assert not any(result.findings for result in report.results)
    assert not report.is_incomplete
