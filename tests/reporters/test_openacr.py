"""The OpenACR draft: fits the schema and GSA's catalogue, claims nothing, and reads back as it was meant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from tests.reporters.test_formats import EVIL, REPORTS, SCHEMAS, hostile, plain_run, written

from govpagecheck.criteria import criteria
from govpagecheck.model import Finding, Ignored, Outcome, PageReport, Report, RuleInfo, RuleResult, Severity, Target
from govpagecheck.reporters.openacr import FILL_IN, _yaml


def rule(name: str, *wcag: str) -> RuleInfo:
    return RuleInfo(name, f"Title of {name}", Severity.ERROR, "why", "fix", (), (), wcag)


RULES = {one.id: one for one in (rule("photo-alt", "1.1.1"), rule("link-name", "2.4.4", "4.1.2"), rule("house", "house-1"))}


def a_page(name: str, *findings: Finding, outcome: Outcome = Outcome.FAILED) -> PageReport:
    return PageReport(f"{name}.html", None, [RuleResult("photo-alt", outcome, Severity.ERROR, findings)], {})


def finding(outcome: Outcome = Outcome.FAILED, ignored: Ignored | None = None) -> Finding:
    return Finding(outcome, "missing", "no text", Severity.ERROR, Target("img", 1, 1, "<img>"), "00", ignored)


def adherences(report: Report) -> dict[str, dict[str, str]]:
    draft = yaml.safe_load(written("openacr", report))
    return dict(_rows(draft))


def _rows(draft: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for chapter in draft["chapters"].values():
        for row in chapter.get("criteria", []):
            [component] = row["components"]
            yield row["num"], component["adherence"]


def report_of(*pages: PageReport) -> Report:
    return Report(["own"], RULES, pages, "0.1.0")


@pytest.mark.parametrize("report", REPORTS)
def test_it_fits_the_official_schema(report: Report) -> None:
    file = SCHEMAS / "openacr-0.1.0.json"
    if not file.exists():
        pytest.skip("needs ../shared/schemas")
    Draft7Validator(json.loads(file.read_text(encoding="utf-8"))).validate(yaml.safe_load(written("openacr", report)))


def test_every_chapter_criterion_component_and_level_is_of_the_catalogue() -> None:
    draft = yaml.safe_load(written("openacr", plain_run()))
    file = SCHEMAS / f"openacr-catalog-{draft['catalog']}.yaml"
    if not file.exists():
        pytest.skip("needs ../shared/schemas")
    catalogue = yaml.safe_load(file.read_text(encoding="utf-8"))
    chapters = {chapter["id"]: {one["id"]: one["components"] for one in chapter["criteria"]} for chapter in catalogue["chapters"]}
    assert list(draft["chapters"]) == list(chapters)
    for name, chapter in draft["chapters"].items():
        if chapter.get("disabled"):
            continue
        assert [row["num"] for row in chapter["criteria"]] == list(chapters[name])
        for row in chapter["criteria"]:
            assert all(component["name"] in chapters[name][row["num"]] for component in row["components"])
    assert {one["level"] for one in dict(_rows(draft)).values()} <= {term["id"] for term in catalogue["terms"]}


def test_every_criterion_of_wcag_is_there_and_nothing_is_claimed() -> None:
    found = adherences(report_of(a_page("a", outcome=Outcome.PASSED)))
    assert set(criteria()) <= set(found)
    assert {one["level"] for one in found.values()} == {"not-evaluated"}
    assert "does not show support: photo-alt" in found["1.1.1"]["notes"]
    assert found["1.2.1"]["notes"] == "Not tested by the rules of this run."
    assert found["4.1.1"]["notes"] == "Obsolete and removed in WCAG 2.2; not tested."


@pytest.mark.parametrize(
    ("failing", "level"), [(0, "not-evaluated"), (1, "partially-supports"), (2, "partially-supports"), (3, "does-not-support")]
)
def test_the_level_follows_the_pages_that_fail(failing: int, level: str) -> None:
    pages = [a_page(str(number), finding(), finding()) if number < failing else a_page(str(number)) for number in range(4)]
    found = adherences(report_of(*pages))
    assert found["1.1.1"]["level"] == level
    assert {one["level"] for number, one in found.items() if number != "1.1.1"} == {"not-evaluated"}
    if failing == 2:
        assert found["1.1.1"]["notes"].splitlines() == [
            "Draft, to be confirmed by a person: failed on 2 pages of 4.",
            "- photo-alt (Title of photo-alt): failed at 4 places on 2 pages.",
        ]


def test_what_a_person_excepted_or_must_look_at_is_told_and_is_no_failure() -> None:
    found = adherences(report_of(a_page("a", finding(Outcome.CANT_TELL), finding(ignored=Ignored("page", "spacer")))))["1.1.1"]
    assert found["level"] == "not-evaluated"
    assert "to be looked at by a person: 1 place on 1 page; excepted by a person: 1 place on 1 page." in found["notes"]


def test_a_baseline_does_not_make_a_failure_go_away() -> None:
    assert adherences(report_of(a_page("a", finding(ignored=Ignored("baseline", "known")))))["1.1.1"]["level"] == "does-not-support"


def test_what_people_must_fill_in_says_so() -> None:
    draft = yaml.safe_load(written("openacr", plain_run()))
    values = [draft["title"], draft["report_date"], *draft["product"].values(), *draft["author"].values(), *draft["vendor"].values()]
    assert all(FILL_IN in value for value in values)
    assert draft["chapters"]["hardware"]["disabled"] is True


def test_hostile_text_stays_text() -> None:
    info = RuleInfo(f"- {EVIL}", f'"\n  level: supports\n{EVIL}', Severity.ERROR, EVIL, EVIL, (), (), ("1.1.1", EVIL))
    result = RuleResult(info.id, Outcome.FAILED, Severity.ERROR, [finding()])
    report = Report([EVIL, "a: b #c"], {info.id: info}, [PageReport(EVIL, None, [result], {})], EVIL)
    draft = yaml.safe_load(written("openacr", report))
    plain = yaml.safe_load(written("openacr", plain_run()))
    assert list(draft) == list(plain)
    assert {one["level"] for one in dict(_rows(draft)).values()} == {"not-evaluated", "does-not-support"}
    assert "level: supports" in dict(_rows(draft))["1.1.1"]["notes"]
    assert "alert(1)" in written("openacr", report)
    assert all(line.isprintable() for line in written("openacr", hostile()).splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "",
        " a",
        "a ",
        "- a",
        "#",
        "a\nb",
        " a\nb",
        "a\n b",
        "a\n",
        "a\n\nb",
        "\n",
        "é😀\u2028\ufffe\ufeff\x85\x1b",
        "'",
        '"\\',
        "%",
        "---\n...",
        EVIL,
    ],
)
def test_yaml_reads_back_as_it_was(text: str) -> None:
    value = {"one": text, "two": {"three": text}, "rows": [{"four": text, "five": True}, {"six": text}]}
    assert yaml.safe_load("\n".join(_yaml(value, 0))) == value
