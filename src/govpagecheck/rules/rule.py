"""Rule folders: read rule.toml, compile it, and judge one page with it."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from govpagecheck.document import Element
from govpagecheck.errors import RuleError
from govpagecheck.model import Outcome, RuleInfo, Severity
from govpagecheck.parts import CannotTell
from govpagecheck.rules.expect import WORDS, Miss
from govpagecheck.rules.schema import explain, required_keys
from govpagecheck.rules.values import Context, element_of, look_up, text_of
from govpagecheck.text import shorten

Check = Callable[[Context, object], Iterator["Miss | CannotTell"]]

_PLACEHOLDER = re.compile(r"\{([@\w.\-]+)\}")


@dataclass(frozen=True)
class Expectation:
    """One thing that must hold of a target. Without a word it is a reason that check.py yields."""

    reason: str
    message: str
    severity: Severity
    outcome: Outcome = Outcome.FAILED
    of: str | None = None
    word: str | None = None
    option: Any = None


@dataclass(frozen=True)
class Condition:
    """One `when` or `unless`: a word about a value, without reason or message."""

    of: str
    word: str
    option: Any


@dataclass(frozen=True)
class Applicability:
    """Which targets a rule has: each value at `part`, each element that `select` finds, or the page as a whole."""

    part: str | None = None
    select: str | None = None
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One target's outcome; `reason` and `message` are empty when it passed."""

    element: Element
    outcome: Outcome
    reason: str = ""
    message: str = ""
    severity: Severity = Severity.INFO


@dataclass(frozen=True)
class Rule:
    """A compiled rule: words for people, applicability, expectations, and the folder that they come from."""

    id: str
    title: str
    severity: Severity
    status: str
    scope: str
    tags: tuple[str, ...]
    act: tuple[str, ...]
    wcag: tuple[str, ...]
    why: str
    fix: str
    sources: tuple[Mapping[str, Any], ...]
    applies: Applicability
    expectations: tuple[Expectation, ...]
    folder: Path
    check: Path | None = field(default=None)

    @property
    def info(self) -> RuleInfo:
        """The rule's words, for reports."""
        return RuleInfo(self.id, self.title, self.severity, self.why, self.fix, self.sources)

    @property
    def books(self) -> tuple[str, ...]:
        """The ids of the phrase books that the rule reads."""
        return tuple(sorted({one.option["book"] for one in self.expectations if one.word == "phrase"}))

    def judge(self, context: Context) -> Iterator[Judged]:
        """Yield the outcome of each target; nothing when the rule is inapplicable."""
        for target in self._targets(context):
            element = element_of(target)
            place = context.document.tree if element is None else element
            if isinstance(target, CannotTell):
                yield self._cannot_tell(target, place)
                continue
            applies = self._applies(target, context)
            if isinstance(applies, CannotTell):
                yield self._cannot_tell(applies, place)
            elif applies:
                yield self._judge_target(target, place, context)

    def _targets(self, context: Context) -> Iterator[object]:
        document = context.document
        if self.applies.select is not None:
            yield from (element for element in document.select(self.applies.select) if element in document.index.order)
        elif self.applies.part is not None:
            value = look_up(f"parts.{self.applies.part}", None, context)
            yield from value if isinstance(value, tuple | list) else () if value is None else (value,)
        else:
            yield document.tree

    def _applies(self, target: object, context: Context) -> bool | CannotTell:
        for conditions, wanted in ((self.applies.when, True), (self.applies.unless, False)):
            for condition in conditions:
                verdict = _ask(condition.of, condition.word, condition.option, target, context)
                if isinstance(verdict, CannotTell):
                    return verdict
                if (verdict is None) is not wanted:
                    return False
        return True

    def _judge_target(self, target: object, element: Element, context: Context) -> Judged:
        for expectation in self.expectations:
            if expectation.word is None or expectation.of is None:
                continue
            verdict = _ask(expectation.of, expectation.word, expectation.option, target, context)
            if isinstance(verdict, CannotTell):
                return self._cannot_tell(verdict, element)
            if verdict is not None:
                value = look_up(expectation.of, target, context)
                holder = None if expectation.of.startswith("parts.") else element_of(value)
                return self._missed(expectation, verdict, element if holder is None else holder, target, context)
        if self.check is not None:
            expectations = {one.reason: one for one in self.expectations}
            for verdict in load_check(self.check)(context, target):
                if isinstance(verdict, CannotTell):
                    return self._cannot_tell(verdict, element)
                if verdict.reason in expectations:
                    place = element if verdict.element is None else verdict.element
                    return self._missed(expectations[verdict.reason], verdict, place, target, context)
        return Judged(element, Outcome.PASSED)

    def _missed(self, expectation: Expectation, miss: Miss, element: Element, target: object, context: Context) -> Judged:
        words = {"found": miss.found, "expected": miss.expected, **(miss.words or {})}

        def fill(match: re.Match[str]) -> str:
            text = words[match[1]] if match[1] in words else text_of(look_up(match[1], target, context))
            return shorten(text, 300)

        return Judged(element, expectation.outcome, expectation.reason, _PLACEHOLDER.sub(fill, expectation.message), expectation.severity)

    def _cannot_tell(self, unknown: CannotTell, element: Element) -> Judged:
        return Judged(element, Outcome.CANT_TELL, unknown.reason, unknown.message, self.severity)


def _ask(of: str, word: str, option: Any, target: object, context: Context) -> Miss | CannotTell | None:
    value = look_up(of, target, context)
    return value if isinstance(value, CannotTell) else WORDS[word](value, option, target, context)


@lru_cache(maxsize=1024)
def load_check(path: Path) -> Check:
    """Return the `check(context, target)` generator of a check.py. Raises RuleError when it has none."""
    spec = importlib.util.spec_from_file_location(f"govpagecheck_check_{path.parent.name.replace('-', '_')}", path)
    if spec is None or spec.loader is None:
        raise RuleError(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check: Check | None = getattr(module, "check", None)
    if check is None:
        raise RuleError(f"{path}: defines no function `check(context, target)`")
    return check


def load_rule(folder: Path, *, validate: bool = False) -> Rule:
    """Compile the rule in a folder.

    Raises RuleError, one line that names file, key and what is allowed there. The rules that ship with the package are
    validated by its tests; `validate` checks others against rules/schema/rule.schema.json before anything else.
    """
    file = folder / "rule.toml"
    data = read_toml(file)
    if validate:
        explain(file, data, "rule")
    try:
        rule = _compile(data, folder)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        explain(file, data, "rule")
        raise RuleError(f"{file}: {error}") from error
    if rule.id != folder.name:
        raise RuleError(f"{file}: id is {rule.id!r}, but the folder is named {folder.name!r}; they must be the same")
    return rule


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file. Raises RuleError with the file's name and the parser's place."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RuleError(f"{file}: there is no such file") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{file}: cannot be read: {error}") from error


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
            when=tuple(map(_condition, applies.get("when", []))),
            unless=tuple(map(_condition, applies.get("unless", []))),
        ),
        expectations=expectations,
        folder=folder,
        check=check if check.exists() else None,
    )


def _word_in(row: Mapping[str, Any]) -> str | None:
    words = [word for word in WORDS if word in row]
    if len(words) > 1:
        raise ValueError(f"an expectation has one word, this one has {' and '.join(words)}")
    return words[0] if words else None


def _expectation(row: Mapping[str, Any], severity: Severity) -> Expectation:
    word = _word_in(row)
    return Expectation(
        reason=row["reason"],
        message=row["message"],
        severity=Severity(row.get("severity", severity)),
        outcome=Outcome(row.get("outcome", Outcome.FAILED)),
        of=row["of"] if word else None,
        word=word,
        option=row[word] if word else None,
    )


def _condition(row: Mapping[str, Any]) -> Condition:
    word = _word_in(row)
    if word is None:
        raise ValueError(f"a condition needs one of the words {', '.join(WORDS)}")
    return Condition(row["of"], word, row[word])
