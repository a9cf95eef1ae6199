"""Where a rule and its tests disagree, whether it is about a page or about a site."""

from __future__ import annotations

from govpagecheck.rules.pages import page_disagreements
from govpagecheck.rules.rule import Rule
from govpagecheck.rules.site_pages import site_disagreements


def disagreements(rule: Rule) -> list[str]:
    """Return one line for every way in which the rule and the pages or sites beside it disagree."""
    return site_disagreements(rule) if rule.scope == "site" else page_disagreements(rule)
