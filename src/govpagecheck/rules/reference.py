"""What a rule asks, in words: the text of `rules show` and of the rule reference."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from govpagecheck.rules.rule import Rule


def describe(rule: Rule) -> str:
    """Return the rule for people: title, why, how to mend, reasons, who asks for it, and where its files lie."""
    blocks = [
        f"{rule.id}\n{rule.title}",
        f"Severity: {rule.severity.value}    Status: {rule.status}    Scope: {rule.scope}",
        _headed("Why", rule.why),
        _headed("How to mend", rule.fix),
        "Reasons\n"
        + "\n".join(
            f"  {one.reason} ({one.severity.value if one.outcome == 'failed' else 'a person must look'}): {one.message}"
            for one in rule.expectations
        ),
        "Who asks for it\n" + "\n".join(f"  {_source(source)}" for source in rule.sources),
    ]
    if rule.tags:
        blocks.append(f"Tags: {', '.join(rule.tags)}")
    if rule.wcag or rule.act:
        blocks.append(f"WCAG: {', '.join(rule.wcag) or '-'}    ACT: {', '.join(rule.act) or '-'}")
    blocks.append(f"Files: {rule.folder}")
    return "\n\n".join(blocks)


def _headed(head: str, text: str) -> str:
    return f"{head}\n{textwrap.indent(text.strip(), '  ')}"


def _source(source: Mapping[str, Any]) -> str:
    pieces = [str(source["title"])]
    if section := source.get("section"):
        pieces.append(str(section))
    if since := source.get("in-force-from"):
        pieces.append(f"in force from {since}{f' to {until}' if (until := source.get('in-force-to')) else ''}")
    pieces.append(str(source["url"]))
    if not source["verified"]:
        pieces.append("not yet verified at the source")
    return ", ".join(pieces)
