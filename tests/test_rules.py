"""Every rule against its own pages: they agree, every reason has a page, and no expectation or condition is idle."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from govpagecheck.parts import required_links
from govpagecheck.rules.agreement import disagreements
from govpagecheck.rules.load import load_rule
from govpagecheck.rules.pages import TestPage, read_test_pages
from govpagecheck.rules.places import data_root, rule_folders
from govpagecheck.rules.rule import Rule
from govpagecheck.rules.ruleset import load_profile, profile_names
from govpagecheck.rules.site_pages import judge_test_site, test_sites

RULES = [load_rule(folder) for folder in rule_folders(data_root()).values()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_agrees_with_its_pages(rule: Rule) -> None:
    assert disagreements(rule) == []


def verdicts(rule: Rule, pages: list[TestPage]) -> list[object]:
    """What a reader would see of the rule on its pages."""
    return [[(one.outcome, one.reason, one.element) for one in page.judge(rule)[1]] for page in pages]


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with one expectation or condition taken away."""
    for number, one in enumerate(rule.expectations):
        yield one.reason, replace(rule, expectations=rule.expectations[:number] + rule.expectations[number + 1 :])
    for name in ("when", "unless"):
        choices = getattr(rule.applies, name)
        for number, choice in enumerate(choices):
            for place, condition in enumerate(choice):
                rest = choice[:place] + choice[place + 1 :]
                changed = choices[:number] + ((rest,) if rest else ()) + choices[number + 1 :]
                yield f"{name} {condition.of} {condition.word}", replace(rule, applies=replace(rule.applies, **{name: changed}))


# A rule about sites has no condition, and one whose check yields a reason that it does not have cannot be judged.
MUTANTS = [(rule, what, mutant) for rule in RULES if rule.scope == "page" for what, mutant in mutants(rule)]


@pytest.mark.parametrize(("rule", "what", "mutant"), MUTANTS, ids=[f"{rule.id}-without-{what}" for rule, what, _ in MUTANTS])
def test_every_expectation_and_condition_decides_some_page(rule: Rule, what: str, mutant: Rule) -> None:
    pages = read_test_pages(rule.folder)
    try:
        changed = verdicts(mutant, pages) != verdicts(rule, pages)
    except (LookupError, TypeError):  # what is left reads a value that the lost condition promised
        changed = True
    assert changed, f"{rule.id}: without {what} every page gets the same verdict"


UNKNOWN = re.compile(r'CannotTell\(\s*"([a-z-]+)"')
UNKNOWN_BY_PATH = {r"(?<!context\.)\bpage\.(?:url|host|tld)\b": {"needs-url"}, r"\bmissing_(?:sections|links)\b": {"rendered-by-script"}}


def unknowns(rule: Rule) -> set[str]:
    """The reasons for which the rule may not tell, as its own files name them and those of the values that it reads."""
    source = "".join(file.read_text(encoding="utf-8") for file in (rule.folder / "rule.toml", rule.check) if file)
    found = set(UNKNOWN.findall(source))
    if "RENDERED_BY_SCRIPT" in source:
        found.add("rendered-by-script")
    if re.search(r'\brequired_links(?:"\))?\.(?!unserved)', source):
        part = inspect.getsource(required_links)
        assert "RENDERED_BY_SCRIPT" in part
        found |= {"rendered-by-script", *UNKNOWN.findall(part)}
    for path, reasons in UNKNOWN_BY_PATH.items():
        if re.search(path, re.sub(r"(?m)^message.*", "", source)):
            found |= reasons
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_reason_not_to_tell_has_a_page(rule: Rule) -> None:
    stated = {reason for page in read_test_pages(rule.folder) for outcome, reason, _, _ in page.findings if outcome == "cantTell"}
    if rule.scope == "site":
        stated = {reason for folder in test_sites(rule) for _, outcome, reason in judge_test_site(rule, folder)[1] if outcome == "cantTell"}
    assert unknowns(rule) <= stated


def test_every_rule_is_in_a_profile() -> None:
    named = {rule_id for name in profile_names() for rule_id in load_profile(name).rules}
    assert {rule.id for rule in RULES} == named


def test_first_release_is_complete() -> None:
    assert len(RULES) >= 19
    assert {rule.folder.parent.name for rule in RULES} >= {"banner", "breadcrumb", "archive", "feedback", "dates"}
