"""Rule folders: read rule.toml, compile it, and prove that it can work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from govpagecheck.errors import RuleError
from govpagecheck.model import Outcome, Severity
from govpagecheck.parts import part_names
from govpagecheck.rules.expect import WORDS
from govpagecheck.rules.rule import Applicability, Condition, Expectation, Rule, load_check
from govpagecheck.rules.schema import ReadToml, explain, read_toml, required_keys
from govpagecheck.rules.values import PAGE_VALUES
from govpagecheck.selectors import compile_selector


def load_rule(folder: Path, *, validate: bool = False, read: ReadToml = read_toml) -> Rule:
    """Compile the rule in a folder.

    Raises RuleError, one line that names file, key and what is allowed there. The rules that ship with the package are
    validated by its tests; `validate` checks others against rules/schema/rule.schema.json before anything else.
    """
    file = folder / "rule.toml"
    data = read(file)
    if validate:
        explain(file, data, "rule")
    try:
        rule = _compile(data, folder)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        explain(file, data, "rule")
        raise RuleError(f"{file}: {error}") from error
    if rule.id != folder.name:
        raise RuleError(f"{file}: id is {rule.id!r}, but the folder is named {folder.name!r}; they must be the same")
    if validate:
        _prove(rule, file)
    return rule


def _prove(rule: Rule, file: Path) -> None:
    """Raise RuleError for what only running the rule would show: parts, selectors, patterns and check.py that cannot work."""
    conditions = [one.condition for one in rule.expectations if one.condition]
    conditions += [one for choices in (rule.applies.when, rule.applies.unless) for choice in choices for one in choice]
    paths = [one.of for one in conditions] + ([f"parts.{rule.applies.part}"] if rule.applies.part else [])
    selectors = [one.option for one in conditions if one.word == "has"] + ([rule.applies.select] if rule.applies.select else [])
    try:
        for path in paths:
            first, *rest = path.split(".")
            if first == "parts" and (not rest or rest[0] not in part_names()):
                raise ValueError(f"{path!r} names no part; there are {', '.join(sorted(part_names()))}")
            if first == "page" and (not rest or rest[0] not in PAGE_VALUES):
                raise ValueError(f"{path!r} names no value of a page; it has {', '.join(PAGE_VALUES)}")
        for selector in selectors:
            compile_selector(selector)
        for pattern in (one.option for one in conditions if one.word in ("matches", "lacks")):
            re.compile(pattern)
    except (ValueError, re.error) as error:
        raise RuleError(f"{file}: {error}") from error
    if rule.check:
        load_check(rule.check)
    elif rule.reasons:
        raise RuleError(f"{file}: no word and no check.py gives the reason {', '.join(sorted(rule.reasons))}")


def _compile(data: dict[str, Any], folder: Path) -> Rule:
    required_keys(data, "rule")
    severity = Severity(data["severity"])
    applies = data["applies"]
    expectations = tuple(_expectation(row, severity) for row in data["expect"])
    check = folder / "check.py"
    return Rule(
        id=data["id"],
        title=data["title"],
        severity=severity,
        status=data["status"],
        scope=data["scope"],
        tags=tuple(data["tags"]),
        act=tuple(data["act"]),
        wcag=tuple(data["wcag"]),
        why=data["why"],
        fix=data["fix"],
        sources=tuple(data["source"]),
        applies=Applicability(
            part=applies.get("part"),
            select=applies.get("select"),
            role=tuple(applies.get("role", ())),
            shown=applies.get("shown"),
            when=tuple(map(_conditions, applies.get("when", []))),
            unless=tuple(map(_conditions, applies.get("unless", []))),
            needs=applies.get("needs"),
            least_pages=applies.get("least-pages", 0),
            text=repr(applies),
        ),
        expectations=expectations,
        folder=folder,
        check=check if check.exists() else None,
        reasons=frozenset(one.reason for one in expectations if one.condition is None),
        books=tuple(sorted({*data.get("books", ()), *map(_book, expectations)} - {""})),
    )


def _book(expectation: Expectation) -> str:
    condition = expectation.condition
    return condition.option["book"] if condition and condition.word == "phrase" else ""


def _expectation(row: Mapping[str, Any], severity: Severity) -> Expectation:
    return Expectation(
        reason=row["reason"],
        message=row["message"],
        severity=Severity(row.get("severity", severity)),
        outcome=Outcome(row.get("outcome", Outcome.FAILED)),
        condition=_condition(row) if "of" in row else None,
    )


def _conditions(row: Mapping[str, Any] | list[Mapping[str, Any]]) -> tuple[Condition, ...]:
    return tuple(map(_condition, row if isinstance(row, list) else [row]))


def _condition(row: Mapping[str, Any]) -> Condition:
    words = [word for word in WORDS if word in row]
    if len(words) != 1:
        raise ValueError(f"{row['of']} needs one of the words {', '.join(WORDS)}, and has {' and '.join(words) or 'none'}")
    option = row[words[0]]
    return Condition(row["of"], words[0], tuple(option) if isinstance(option, list) else option)
