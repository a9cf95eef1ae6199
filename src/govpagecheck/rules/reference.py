"""The rule reference: a rule in words, as Markdown, for `rules show`, for `rules docs` and so for docs/rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from govpagecheck.model import Outcome
from govpagecheck.rules.rule import Expectation, Rule

_LONGEST_EXAMPLE = 60  # lines


def describe(rule: Rule) -> str:
    """Return what a rule asks, why, who asks for it, how to mend a page, its reasons, and examples from its test pages."""
    blocks = [
        f"# {rule.id}",
        f"{rule.title}.".replace("..", "."),
        f"Severity **{rule.severity.value}**, status {rule.status}, scope {rule.scope}{_tagged(rule)}.",
        f"## Why\n\n{rule.why.strip()}",
        f"## How to mend\n\n{_as_code(rule.fix)}",
        "## Reasons\n\n" + "\n".join(map(_reason, _once(rule.expectations))),
        "## Who asks for it\n\n" + "\n".join(map(_source, rule.sources)),
        *_examples(rule),
    ]
    return "\n\n".join(blocks) + "\n"


def write_reference(rules: Iterable[Rule], folder: Path) -> int:
    """Write one page a rule and an index into `folder`, made if need be; return the number of rules. Other files stay."""
    folder.mkdir(parents=True, exist_ok=True)
    themes: dict[str, list[Rule]] = {}
    for rule in rules:
        themes.setdefault(rule.folder.parent.name, []).append(rule)
        (folder / f"{rule.id}.md").write_text(describe(rule), encoding="utf-8", newline="\n")
    index = ["# Rules\n"]
    for theme in sorted(themes):
        index += [f"\n## {theme}\n", "| rule | severity | what it asks |", "|---|---|---|"]
        index += [f"| [{rule.id}]({rule.id}.md) | {rule.severity.value} | {rule.title} |" for rule in themes[theme]]
    (folder / "index.md").write_text("\n".join(index) + "\n", encoding="utf-8", newline="\n")
    return sum(map(len, themes.values()))


def _tagged(rule: Rule) -> str:
    pieces = [("tags", rule.tags), ("WCAG", rule.wcag), ("ACT", rule.act)]
    return "".join(f"; {name} {', '.join(values)}" for name, values in pieces if values)


def _once(expectations: Iterable[Expectation]) -> Iterable[Expectation]:
    """Leave out expectations that repeat a reason with the same message."""
    return {(one.reason, one.message): one for one in expectations}.values()


def _reason(expectation: Expectation) -> str:
    weight = "a person must look" if expectation.outcome is Outcome.CANT_TELL else expectation.severity.value
    return f"- `{expectation.reason}` ({weight}): {expectation.message}"


def _source(source: Mapping[str, Any]) -> str:
    pieces = [f"[{source['title']}]({source['url']})"]
    if section := source.get("section"):
        pieces.append(str(section))
    if since := source.get("in-force-from"):
        until = f" to {source['in-force-to']}" if "in-force-to" in source else ""
        pieces.append(f"in force from {since}{until}")
    if not source["verified"]:
        pieces.append("not yet verified at the source")
    return "- " + "; ".join(pieces)


def _as_code(fix: str) -> str:
    """Put the lines of a fix that are markup into code blocks, so that they can be pasted."""
    lines: list[str] = []
    in_code = False
    for line in fix.strip().splitlines():
        is_code = line.lstrip().startswith("<")
        if is_code != in_code:
            lines.append("```html" if is_code else "```")
            in_code = is_code
        lines.append(line)
    return "\n".join([*lines, "```"] if in_code else lines)


def _examples(rule: Rule) -> list[str]:
    """Return the shortest page that passes and the shortest that fails."""
    blocks = []
    for kind, title in (("pass", "A page that passes"), ("fail", "A page that fails")):
        pages = [file.read_text(encoding="utf-8").strip() for file in sorted(rule.folder.glob(f"{kind}*.html"))]
        if pages and (shortest := min(pages, key=len)).count("\n") < _LONGEST_EXAMPLE:
            blocks.append(f"## {title}\n\n```html\n{shortest}\n```")
    return blocks
