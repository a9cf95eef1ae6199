"""OpenACR 0.1.0 (GSA): a draft of a conformance report as YAML, which claims nothing beyond what was tested.

A criterion is `not-evaluated` unless a rule that tests it failed; a program that finds nothing has not shown support. Where rules
failed, the level is a draft by the terms of the catalogue: `does-not-support` where most pages fail, else `partially-supports`.
Product, author and dates are left to people.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, TextIO

from govpagecheck.criteria import criteria
from govpagecheck.model import Finding, Outcome, PageReport, Report, RuleInfo
from govpagecheck.text import plain, shorten

FILL_IN = "TO BE FILLED IN"
_DATA = "openacr-2.5-wcag-2.2-508.json"
_WEB_PAGES_ONLY = {"hardware", "software"}  # chapters that web pages cannot say anything about
_PLAIN_LINES = re.compile(r"[^\s#\x00-\x1f\x7f-\x9f][^\x00-\x09\x0b-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f]")


@dataclass
class _Evidence:
    """What one rule found that concerns a criterion: pages by how each finding counts."""

    failed: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    to_review: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    excepted: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def write(report: Report, stream: TextIO) -> None:
    """Write the draft; equal reports give equal bytes, so it has no date."""
    stream.write("# A draft that a person must complete and confirm: govpagecheck tests only a part of each criterion.\n")
    stream.writelines(f"{line}\n" for line in _yaml(_draft(report), 0))


def _draft(report: Report) -> dict[str, Any]:
    data = json.loads((files("govpagecheck") / "data" / _DATA).read_text(encoding="utf-8"))
    evidence = _evidence(report)
    judged = sum(_is_judged(page) for page in report.pages)
    chapters = {name: _chapter(name, chapter, report, evidence, judged) for name, chapter in data["chapters"].items()}
    return {
        "title": f"{FILL_IN}: [Company name] Accessibility Conformance Report (draft)",
        "product": {"name": f"{FILL_IN}: name of the website", "version": FILL_IN, "description": FILL_IN},
        "author": {"name": FILL_IN, "company_name": FILL_IN, "email": FILL_IN},
        "vendor": {"company_name": FILL_IN, "email": FILL_IN},
        "report_date": FILL_IN,
        "notes": f"Draft by govpagecheck {_one_line(report.tool_version)}, an automated check, to be completed and confirmed by a person. "
        "Only failures were found by it; it shows no support of any criterion.",
        "evaluation_methods_used": _methods(report, judged),
        "catalog": data["catalog"],
        "chapters": chapters,
    }


def _methods(report: Report, judged: int) -> str:
    profiles = ", ".join(map(_one_line, report.profiles)) or "none"
    left_out = len(report.pages) - judged
    without = f" {left_out} more could not be judged as a whole." if left_out else ""
    return (
        f"Automated check of the HTML of {judged} pages with govpagecheck {_one_line(report.tool_version)}, {len(report.rules)} rules, "
        f"profiles: {profiles}.{without} {FILL_IN}: manual tests, assistive technology, browsers."
    )


def _is_judged(page: PageReport) -> bool:
    return not page.is_incomplete


def _evidence(report: Report) -> Mapping[str, _Evidence]:
    """Gather by rule what was found; an entry of a baseline is a known failure and counts, other exceptions do not."""
    evidence: defaultdict[str, _Evidence] = defaultdict(_Evidence)
    for number, page in enumerate(report.pages):
        for result in page.results:
            for finding in result.findings:
                _pages_of(evidence[result.rule], finding)[number] += 1
    return evidence


def _pages_of(evidence: _Evidence, finding: Finding) -> dict[int, int]:
    if finding.ignored and finding.ignored.by != "baseline":
        return evidence.excepted
    return evidence.failed if finding.outcome is Outcome.FAILED else evidence.to_review


def _chapter(name: str, chapter: Mapping[str, Any], report: Report, evidence: Mapping[str, _Evidence], judged: int) -> dict[str, Any]:
    if name in _WEB_PAGES_ONLY:
        return {"notes": f"Not covered by a check of web pages. {FILL_IN}: whether this chapter applies.", "disabled": True}
    rules = defaultdict(list)
    for info in report.rules.values():
        for number in info.wcag:
            rules[number].append(info)
    notes = (
        "Draft. not-evaluated means that a person must decide: a report that is final may use it for criteria of level AAA only. "
        "Other components than the web are left out."
        if chapter["component"] == "web"
        else "Not tested by govpagecheck; a person must decide."
    )
    rows = [
        {"num": number, "components": [{"name": chapter["component"], "adherence": _adherence(number, rules[number], evidence, judged)}]}
        for number in chapter["criteria"]
    ]
    return {"notes": notes, "criteria": rows}


def _adherence(number: str, infos: Sequence[RuleInfo], evidence: Mapping[str, _Evidence], judged: int) -> dict[str, str]:
    found = [(info, evidence[info.id]) for info in sorted(infos, key=lambda info: info.id) if info.id in evidence]
    failing = {page for _, one in found for page in one.failed}
    if not failing:
        return {"level": "not-evaluated", "notes": "\n".join([_nothing_failed(number, infos), *_details(found)])}
    level = "does-not-support" if len(failing) * 2 > max(judged, len(failing)) else "partially-supports"
    heading = f"Draft, to be confirmed by a person: failed on {_count(len(failing), 'page')} of {max(judged, len(failing))}."
    return {"level": level, "notes": "\n".join([heading, *_details(found)])}


def _nothing_failed(number: str, infos: Sequence[RuleInfo]) -> str:
    if infos:
        ids = ", ".join(sorted(_one_line(info.id) for info in infos))
        return f"No failure was found by the automated rules for a part of this criterion, which does not show support: {ids}."
    known = criteria().get(number)
    if known and known.is_obsolete:
        return "Obsolete and removed in WCAG 2.2; not tested."
    return "Not tested by the rules of this run."


def _details(found: Sequence[tuple[RuleInfo, _Evidence]]) -> Iterator[str]:
    for info, one in found:
        parts = [
            f"{words} {_count(sum(pages.values()), 'place')} on {_count(len(pages), 'page')}"
            for words, pages in (
                ("failed at", one.failed),
                ("to be looked at by a person:", one.to_review),
                ("excepted by a person:", one.excepted),
            )
            if pages
        ]
        yield f"- {_one_line(info.id)} ({_one_line(info.title)}): {'; '.join(parts)}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _one_line(text: str) -> str:
    return plain(shorten(" ".join(text.split()), 300))


def _yaml(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Yield the lines of a mapping; keys are our own words, texts are always quoted or literal blocks.

    >>> print("\\n".join(_yaml({"a": "no", "b": [{"c": "x: #\\u2028"}], "d": True, "e": "one\\ntwo"}, 0)))
    a: "no"
    b:
      - c: "x: #\\u2028"
    d: true
    e: |-
      one
      two
    """
    indent = "  " * depth
    for key, item in value.items():
        if isinstance(item, Mapping):
            yield f"{indent}{key}:"
            yield from _yaml(item, depth + 1)
        elif isinstance(item, list):
            yield f"{indent}{key}:"
            for row in item:
                first, *more = _yaml(row, depth + 2)
                yield f"{indent}  - {first.lstrip(' ')}"
                yield from more
        elif isinstance(item, bool):
            yield f"{indent}{key}: {str(item).lower()}"
        elif "\n" in item and _is_plain(item):
            yield f"{indent}{key}: |-"
            yield from (f"{indent}  {line}" for line in item.split("\n"))
        else:
            yield f"{indent}{key}: {_quoted(item)}"


def _is_plain(text: str) -> bool:
    return bool(_PLAIN_LINES.fullmatch(text)) and all(line.isprintable() and line == line.strip() and line for line in text.split("\n"))


def _quoted(text: str) -> str:
    r"""Return a double-quoted YAML scalar (YAML 1.2, 7.3.1); unlike JSON it needs no surrogates.

    >>> print(_quoted('say "no": \\ \u2028 \U0001f600'))
    "say \"no\": \\ \u2028 😀"
    """
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\\uFFFD"  # half a surrogate pair is no character of YAML
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
