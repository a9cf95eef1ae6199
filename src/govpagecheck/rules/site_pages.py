"""The test sites beside a rule about sites: what each states, and where the rule disagrees.

A test site is a folder `pass-*`, `fail-*`, `inapplicable-*`, `cant-tell-*` or `untested-*` of pages; its name states the
site's outcome. A page stands at https://www.example.gov/ and its path in the folder. The comment
`<!-- expect: failed REASON -->` anywhere in a page states a finding about that page, `<!-- page: ... -->` and
`<!-- header: ... -->` are as in the test pages of other rules, and `status=404` makes a page that was not served.
`site.toml` may say more: `address = false` (the pages have none), `is-whole = false`, `expect = ["failed REASON"]` (findings
about no one page), and `[evidence]`, what the network answered.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from govpagecheck.engine import check_page
from govpagecheck.errors import GovPageCheckError, RuleError
from govpagecheck.evidence import evidence_from
from govpagecheck.model import Finding, Outcome, Page, RuleResult
from govpagecheck.rules.pages import OUTCOMES, TODAY, headers_stated, words_stated
from govpagecheck.rules.rule import Rule
from govpagecheck.rules.ruleset import Ruleset
from govpagecheck.rules.schema import read_toml
from govpagecheck.rules.site_rules import judge_site
from govpagecheck.site_page import from_json
from govpagecheck.site_store import Site, SiteStore

ADDRESS = "https://www.example.gov/"
_NAME = re.compile(r"(pass|fail|inapplicable|cant-tell|untested)(?:-[a-z0-9-]+)?")
_EXPECT = re.compile(r"<!--\s*expect:\s*(failed|cantTell)\s+([a-z0-9-]+)\s*-->")
_SETTINGS = {"address", "is-whole", "expect", "evidence"}


def site_disagreements(rule: Rule) -> list[str]:
    """Return one line for every way in which a rule and its test sites disagree. Raises RuleError for a site that says nothing."""
    kinds = {folder: _kind(folder) for folder in test_sites(rule)}
    lines = [f"{rule.folder}: has no {kind}-* site" for kind in ("pass", "fail") if kind not in kinds.values()]
    hit: set[str] = set()
    for folder, kind in kinds.items():
        try:
            result, expected = judge_test_site(rule, folder)
        except GovPageCheckError:
            raise
        except (Exception, SystemExit) as error:  # a mistake in the rule, which the report of a run would call a crash
            lines.append(f"{folder}: the rule cannot be judged: {type(error).__name__}: {error}")
            continue
        if result.outcome is not OUTCOMES[kind]:
            told = "; ".join(f"{one.reason}: {one.message}" for one in result.findings)
            lines.append(f"{folder}: expected {OUTCOMES[kind].value}, got {result.outcome.value}{f' ({told})' if told else ''}")
        found = Counter(_stated(one) for one in result.findings)
        hit |= {reason for _, _, reason in found}
        lines += [
            f"{page or folder}: expected {kind} {reason} here, and it was not found" for page, kind, reason in sorted(expected - found)
        ]
        lines += [
            f"{page or folder}: found {kind} {reason} here, and nothing expects it" for page, kind, reason in sorted(found - expected)
        ]
    lines += [f"{rule.folder}: no test site gives the reason {one.reason}" for one in rule.expectations if one.reason not in hit]
    return lines


def test_sites(rule: Rule) -> list[Path]:
    """Return the folders of the test sites beside a rule, sorted by name."""
    return sorted(folder for folder in rule.folder.iterdir() if folder.is_dir() and not folder.name.startswith(("__", ".")))


test_sites.__test__ = False  # type: ignore[attr-defined]  # no test for pytest


def judge_test_site(rule: Rule, folder: Path) -> tuple[RuleResult, Counter[tuple[str, str, str]]]:
    """Return the rule's outcome on a test site, and the findings that the site states as (page, outcome, reason)."""
    settings = read_toml(folder / "site.toml") if (folder / "site.toml").exists() else {}
    if unknown := sorted(settings.keys() - _SETTINGS):
        raise RuleError(f"{folder / 'site.toml'}: {unknown[0]!r} is none of {', '.join(sorted(_SETTINGS))}")
    expected = Counter(("", *_pair(folder, text)) for text in settings.get("expect", []))
    ruleset = Ruleset((), (), TODAY, site_rules=(rule,))
    with closing(SiteStore()) as store:
        for file in sorted(folder.rglob("*.html")):
            source = file.read_text(encoding="utf-8")
            expected.update((file.as_posix(), match[1], match[2]) for match in _EXPECT.finditer(source))
            page, page_type = _page(file, folder, source, settings)
            facts = check_page(page, replace(ruleset, page_type=page_type)).site_facts
            store.add(from_json(facts or {}))
        names = store.sites()
        if len(names) != 1:
            raise RuleError(f"{folder}: a test site is of one host, and this has {len(names)}")
        evidence = evidence_from(names[0], settings["evidence"]) if "evidence" in settings else None
        return judge_site(rule, Site(names[0], store, TODAY, settings.get("is-whole", True), evidence))[0], expected


def _page(file: Path, folder: Path, source: str, settings: dict[str, Any]) -> tuple[Page, str | None]:
    words = words_stated(file, source)
    path = file.relative_to(folder).as_posix()
    url = words.get("url") or (None if settings.get("address") is False else ADDRESS + re.sub(r"(^|/)index\.html$", r"\1", path))
    status = int(words.get("status", 200))
    page = Page(source.encode(), file.as_posix(), url, headers_stated(source), status=status)
    if status >= 400:
        page = replace(page, content=b"", unreadable=f"the server answered {status}")
    return page, words.get("type")


def _kind(folder: Path) -> str:
    match = _NAME.fullmatch(folder.name)
    if match is None:
        raise RuleError(f"{folder}: name test sites pass-*, fail-*, inapplicable-*, cant-tell-* or untested-*, in lower case with hyphens")
    return match[1]


def _pair(folder: Path, text: str) -> tuple[str, str]:
    outcome, _, reason = text.partition(" ")
    if outcome not in (Outcome.FAILED, Outcome.CANT_TELL) or not reason:
        raise RuleError(f"{folder / 'site.toml'}: expect reads failed REASON or cantTell REASON, not {text!r}")
    return outcome, reason


def _stated(finding: Finding) -> tuple[str, str, str]:
    return finding.target.page or "", finding.outcome.value, finding.reason
