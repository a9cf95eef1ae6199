"""Rules, profiles and phrase books as data: schemas, clear errors for what does not fit, and the life of a rule."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from jsonschema import Draft202012Validator

from govpagecheck import load_ruleset
from govpagecheck.errors import RuleError
from govpagecheck.model import Severity
from govpagecheck.rules.expect import WORDS
from govpagecheck.rules.load import load_rule
from govpagecheck.rules.places import data_root, rule_folders
from govpagecheck.rules.schema import explain, read_schema, read_toml

ROOT = data_root()
FILES = [
    *(("rule", file) for file in sorted(ROOT.rglob("rule.toml"))),
    *(("profile", file) for file in sorted(ROOT.glob("profiles/*.toml"))),
    *(("phrase-book", file) for file in sorted(ROOT.glob("phrases/*.toml"))),
]
Command = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(("kind", "file"), FILES, ids=[str(file.relative_to(ROOT)) for _, file in FILES])
def test_shipped_data_fits_its_schema(kind: str, file: Path) -> None:
    explain(file, read_toml(file), kind)


@pytest.mark.parametrize("kind", ["rule", "profile", "phrase-book"])
def test_schemas_are_schemas(kind: str) -> None:
    Draft202012Validator.check_schema(read_schema(kind))


def test_schema_knows_exactly_the_words() -> None:
    definitions = read_schema("rule")["$defs"]
    assert set(definitions["condition"]["properties"]) - {"of"} == set(WORDS)
    assert set(definitions["expectation"]["properties"]) - {"of", "reason", "message", "severity", "outcome"} == set(WORDS)


@pytest.fixture
def own_rule(tmp_path: Path) -> Path:
    shutil.copytree(rule_folders(ROOT)["title-h1-one"], tmp_path / "own" / "own-heading")
    file = tmp_path / "own" / "own-heading" / "rule.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"title-h1-one"', '"own-heading"'), encoding="utf-8")
    (tmp_path / "own.toml").write_text('id = "own"\ntitle = "Own rules"\nrules = ["own-heading", "title-h1-one"]\n', encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("severity", "severty", 1), ["rule.toml", "'severty'", "severity"]),
        (lambda text: text + "\npresnt = true\n", ["rule.toml", "'presnt'", "present"]),
        (lambda text: text.replace('"warning"', '"fatal"', 1), ["rule.toml", "severity", "fatal", "error"]),
        (lambda text: text.replace("title", "titel", 1), ["rule.toml", "'titel'"]),
        (lambda text: text + "\n[broken", ["rule.toml", "cannot be read"]),
        (lambda text: text.replace('"own-heading"', '"other-heading"', 1), ["rule.toml", "other-heading", "own-heading"]),
    ],
    ids=["unknown key", "unknown word", "unknown severity", "misspelt title", "broken TOML", "id is not the folder"],
)
def test_wrong_rule_files_are_named_with_what_is_wrong(
    own_rule: Path, command: Command, change: Callable[[str], str], said: list[str]
) -> None:
    own_rule.write_text(change(own_rule.read_text(encoding="utf-8")), encoding="utf-8")
    done = command("check", "fixtures", "--rules-path", own_rule.parent.parent, "-p", own_rule.parent.parent.parent / "own.toml")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    for words in said:
        assert words in done.stderr
    assert done.stdout == ""


def test_wrong_key_names_what_is_allowed(own_rule: Path) -> None:
    own_rule.write_text('colour = "red"\n' + own_rule.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"rule\.toml: unknown key 'colour' at top level; allowed are act, applies, books, .*why$"):
        load_rule(own_rule.parent)


@pytest.mark.usefixtures("own_rule")
def test_own_rules_run_beside_the_shipped_ones(command: Command, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><html lang=en><title>No heading here at all</title>", encoding="utf-8")
    done = command("check", tmp_path / "page.html", "--rules-path", tmp_path / "own", "-p", tmp_path / "own.toml", "-o", "jsonl")
    results = json.loads(done.stdout)["results"]
    assert {result["rule"]: result["outcome"] for result in results} == {"own-heading": "failed", "title-h1-one": "failed"}


def test_own_rule_cannot_take_a_shipped_id(tmp_path: Path) -> None:
    shutil.copytree(rule_folders(ROOT)["title-h1-one"], tmp_path / "title-h1-one")
    with pytest.raises(RuleError, match=r"title-h1-one.*is taken by"):
        load_ruleset("us-federal", rules_paths=[tmp_path])


def test_unknown_profile_names_the_known_ones(command: Command) -> None:
    done = command("check", "fixtures", "-p", "us-fedral")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("govpagecheck: unknown profile 'us-fedral': there are")
    assert "us-federal" in done.stderr


def test_profile_severity_reaches_the_expectations(tmp_path: Path) -> None:
    profile = tmp_path / "strict.toml"
    profile.write_text('id = "strict"\ntitle = "Strict"\nrules = ["title-h1-one"]\n[severity]\ntitle-h1-one = "error"\n', encoding="utf-8")
    [rule] = load_ruleset(str(profile)).rules
    [own] = [one for one in load_ruleset("us-federal").rules if one.id == "title-h1-one"]
    assert (own.severity, rule.severity) == (Severity.WARNING, Severity.ERROR)
    assert rule.expectations[0].severity is Severity.ERROR


def test_new_rule_passes_its_own_pages_until_it_is_changed(tmp_path: Path, command: Command) -> None:
    begun = command("rules", "new", "banner-own-line", "--rules-path", tmp_path)
    assert begun.returncode == 0
    folder = tmp_path / "banner" / "banner-own-line"
    assert command("rules", "test", folder).returncode == 0
    (folder / "fail.html").write_text("<!doctype html><main>Text</main>", encoding="utf-8")
    done = command("rules", "test", folder)
    assert done.returncode == 1
    assert "fail.html: expected failed, got passed" in done.stdout
    assert command("rules", "new", "banner-own-line", "--rules-path", tmp_path).returncode == 2


@pytest.mark.parametrize("name", ["Banner", "banner", "banner_own", "../evil-rule"])
def test_new_rule_refuses_names_that_are_no_ids(tmp_path: Path, command: Command, name: str) -> None:
    done = command("rules", "new", name, "--rules-path", tmp_path)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_show_prints_words_sources_and_place(command: Command) -> None:
    done = command("rules", "show", "banner-https-text")
    assert done.returncode == 0
    for words in ("# banner-https-text", "How to mend", "Who asks for it", "outdated-text", "USWDS"):
        assert words in done.stdout


def test_show_of_an_unknown_rule_says_so(command: Command) -> None:
    done = command("rules", "show", "banner-https")
    assert done.returncode == 2
    assert "did you mean banner-https-text?" in done.stderr


def test_list_as_json_has_the_contract_s_keys(command: Command) -> None:
    rows = json.loads(command("rules", "list", "-o", "json").stdout)
    assert {row["id"] for row in rows} == set(rule_folders(ROOT))
    assert all(set(row) == {"id", "title", "severity", "status", "scope", "tags", "act", "wcag"} for row in rows)


def test_profile_takes_over_what_it_extends(tmp_path: Path) -> None:
    base, own = tmp_path / "base.toml", tmp_path / "own.toml"
    base.write_text('id = "base"\ntitle = "Base"\nrules = ["banner-first", "skip-first-link"]\n[severity]\nbanner-first = "info"\n')
    own.write_text(f'id = "own"\ntitle = "Own"\nextends = ["{base}"]\nrules = ["banner-flag"]\n[severity]\nskip-first-link = "info"\n')
    ruleset = load_ruleset(str(own))
    assert [rule.id for rule in ruleset.rules] == ["banner-first", "banner-flag", "skip-first-link"]
    assert {rule.severity for rule in ruleset.rules if rule.id != "banner-flag"} == {Severity.INFO}
    base.write_text(f'id = "base"\ntitle = "Base"\nextends = ["{own}"]\nrules = ["banner-first"]\n')
    with pytest.raises(RuleError, match="extends itself"):
        load_ruleset(str(own))


def levels() -> dict[str, set[str]]:
    """Return the profile that each accessibility rule belongs to by its criteria, and whether Section 508 binds one of them."""
    from govpagecheck.criteria import criteria

    found: dict[str, set[str]] = {}
    for folder in rule_folders(ROOT).values():
        rule = load_rule(folder)
        if "accessibility" not in rule.tags or ("us-federal" in rule.tags and not rule.act):
            continue  # a rule about the banner or the search is met with the page's other government rules
        known = [criteria()[number] for number in rule.wcag]
        if not known or "best-practice" in rule.tags:
            found[rule.id] = {"best-practice"}
            continue
        lowest = min(known, key=lambda criterion: len(criterion.level)).level
        found[rule.id] = {f"wcag22-{lowest.lower()}"}
        if any(criterion.since == "2.0" and criterion.level != "AAA" for criterion in known):
            found[rule.id].add("section-508")
    return found


def test_accessibility_profiles_follow_from_the_criteria() -> None:
    names = ("wcag22-a", "wcag22-aa", "wcag22-aaa", "section-508", "best-practice")
    listed = {name: set(read_toml(ROOT / "profiles" / f"{name}.toml")["rules"]) for name in names}
    for rule_id, profiles in levels().items():
        assert {name for name in names if rule_id in listed[name]} == profiles, rule_id
    assert set().union(*listed.values()) == set(levels())


def test_section_508_binds_wcag_20_only() -> None:
    """36 CFR 1194 Appendix A, E205.4: conformance to WCAG 2.0, levels A and AA."""
    for rule in load_ruleset("section-508").rules:
        assert "section-508" in rule.tags, rule.id
        assert not {"1.3.4", "1.3.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13", "2.5.3"} & set(rule.wcag), rule.id
