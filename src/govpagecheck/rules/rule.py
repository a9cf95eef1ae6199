"""Rules, compiled: which targets one has on a page, what it expects of them, and how it judges them (load.py reads them)."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from govpagecheck.accessibility.focus import is_focusable, is_tabbable
from govpagecheck.accessibility.roles import elements_with_role, role
from govpagecheck.accessibility.styles import unread_sheets
from govpagecheck.accessibility.visibility import is_exposed, is_rendered, is_visible, may_be_hidden
from govpagecheck.document import Document, Element
from govpagecheck.errors import RuleError
from govpagecheck.model import Outcome, Page, RuleInfo, Severity
from govpagecheck.parts import CannotTell
from govpagecheck.rules.expect import WORDS, Miss
from govpagecheck.rules.values import Context, element_of, look_up, text_of
from govpagecheck.text import shorten

# Of a page: check(context, target), yields Miss or CannotTell, or check_all(context, targets), yields those with their target;
# of a site: check(site), see site_rules.
Check = Callable[..., Iterator[Any]]

SHOWN: Mapping[str, Callable[[Document, Element], bool]] = {
    "rendered": is_rendered,
    "visible": is_visible,
    "exposed": is_exposed,
    "focusable": is_focusable,
    "tabbable": is_tabbable,
}
_MAY_BE_HIDDEN = "By its class or id this may be hidden, and the style sheets that would say so were not read; if it is shown:"
# Elements to which a style sheet can give no text that names them: the others have contents, and `content` adds to these.
_NOT_NAMED_BY_CONTENTS = frozenset(("area", "frame", "iframe", "img", "input", "select", "textarea"))
_NO_MISSES: dict[str, Miss] = {}
_PLACEHOLDER = re.compile(r"\{([@\w.\-]+)\}")


@dataclass(frozen=True)
class Condition:
    """A word about the value at a path: what `when`, `unless` and most expectations ask."""

    of: str
    word: str
    option: Any


@dataclass(frozen=True)
class Expectation:
    """One thing that must hold of a target; without a condition it is a reason that check.py yields."""

    reason: str
    message: str
    severity: Severity
    outcome: Outcome = Outcome.FAILED
    condition: Condition | None = None


@dataclass(frozen=True)
class Applicability:
    """Which targets a rule has: each value at `part`, each element that `select` finds or that has a `role`, or the page.

    Of elements only those that are `shown` as asked (exposed, visible, rendered, focusable, tabbable). All of `when` must
    hold and none of `unless`. A list of conditions in place of one means any of them in `when`, all of them in `unless`.
    `needs` names the evidence without which the rule is untested: `headers` of the response, or what the `network` answers.
    A rule about sites is inapplicable to those of fewer than `least_pages`.
    """

    part: str | None = None
    select: str | None = None
    role: tuple[str, ...] = ()
    shown: str | None = None
    when: tuple[tuple[Condition, ...], ...] = ()
    unless: tuple[tuple[Condition, ...], ...] = ()
    needs: str | None = None
    least_pages: int = 0
    text: str = ""  # as written, by which rules share their targets


class Judged(NamedTuple):
    """One target's outcome; `reason` and `message` are empty when it passed.

    `identity` takes the place of the element in the fingerprint, where a part says what stays of a target that stands for many.
    """

    element: Element
    outcome: Outcome
    reason: str = ""
    message: str = ""
    severity: Severity = Severity.INFO
    identity: str = ""


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
    check: Path | None = None
    reasons: frozenset[str] = frozenset()  # what check.py may yield
    books: tuple[str, ...] = ()  # the ids of the phrase books that its words and its check.py read

    @property
    def info(self) -> RuleInfo:
        """The rule's words, for reports."""
        return RuleInfo(self.id, self.title, self.severity, self.why, self.fix, self.sources, self.act, self.wcag)

    def lacks_evidence(self, page: Page) -> bool:
        """Tell whether the page came without the evidence that the rule needs; then its outcome is `untested`."""
        return self.applies.needs == "headers" and not page.headers

    def judge(self, context: Context) -> Iterator[Judged]:
        """Yield the outcome of each target; nothing when the rule is inapplicable."""
        key = self.applies.text or self.id
        if (targets := context.targets.get(key)) is None:
            targets = context.targets[key] = [(target, self._applies(target, context)) for target in self._targets(context)]
        if not targets:
            return
        answers = _Answers(self, context, [target for target, applies in targets if applies is True])
        for target, applies in targets:
            if applies is False:
                continue
            place = target if isinstance(target, Element) else element_of(target)
            element = context.document.tree if place is None else place
            if isinstance(applies, CannotTell):
                yield self._cannot_tell(applies, element)
                continue
            judged = self._judge_target(target, element, context, answers)
            identity = "" if target is element else getattr(target, "identity", "")
            yield judged._replace(identity=identity) if identity else judged

    def _targets(self, context: Context) -> Sequence[object]:
        document, applies = context.document, self.applies
        if applies.select is not None or applies.role:
            key = "targets", applies.select, applies.role, applies.shown
            return document.memo(key, lambda: _elements(document, applies))
        if applies.part is not None:
            value = look_up(f"parts.{applies.part}", None, context)
            return value if isinstance(value, tuple | list) else () if value is None else (value,)
        return (document.tree,)

    def _applies(self, target: object, context: Context) -> bool | CannotTell:
        if isinstance(target, CannotTell):
            return target
        for choices, wanted in ((self.applies.when, True), (self.applies.unless, False)):
            for choice in choices:
                holds = _holds(choice, target, context, any if wanted else all)
                if isinstance(holds, CannotTell):
                    return holds
                if holds is not wanted:
                    return False
        return True

    def _judge_target(self, target: object, element: Element, context: Context, answers: _Answers) -> Judged:
        checked: dict[str, Miss] | CannotTell | None = None
        for expectation in self.expectations:
            verdict: Miss | CannotTell | None
            if expectation.condition is None:
                checked = answers.about(target) if checked is None else checked
                verdict = checked if isinstance(checked, CannotTell) else checked.get(expectation.reason)
            else:
                verdict = _ask(expectation.condition, target, context)
            if isinstance(verdict, CannotTell):
                return self._cannot_tell(verdict, element)
            if verdict is not None:
                return self._missed(expectation, verdict, element, target, context)
        return Judged(element, Outcome.PASSED)

    def _missed(self, expectation: Expectation, miss: Miss, element: Element, target: object, context: Context) -> Judged:
        words = {"found": miss.found, "expected": miss.expected, **(miss.words or {})}

        def fill(match: re.Match[str]) -> str:
            text = words[match[1]] if match[1] in words else text_of(look_up(match[1], target, context))
            return shorten(text, 300)

        place = miss.element if miss.element is not None else _nearest_element(expectation.condition, target, context)
        place = element if place is None else place
        message = _PLACEHOLDER.sub(fill, expectation.message)
        if self.applies.shown and may_be_hidden(context.document, place):
            return Judged(place, Outcome.CANT_TELL, "unread-sheets", f"{_MAY_BE_HIDDEN} {message}", self.severity)
        message += self._reservation(context.document, expectation.reason, place)
        return Judged(place, expectation.outcome, expectation.reason, message, expectation.severity)

    def _reservation(self, document: Document, reason: str, element: Element) -> str:
        """Return what a failed finding says where style sheets that were not read may hide its element, or write its name."""
        sheets = unread_sheets(document) if self.applies.shown else ()
        if not sheets:
            return ""
        may_name = reason == "no-name" and element.tag not in _NOT_NAMED_BY_CONTENTS
        may = "hide it, or write text into it" if may_name else "hide it"
        return f" (Style sheets that were not read may {may}: {shorten(', '.join(sheets), 100)}.)"

    def _cannot_tell(self, unknown: CannotTell, element: Element) -> Judged:
        return Judged(element, Outcome.CANT_TELL, unknown.reason, unknown.message, self.severity)


class _Answers:
    """What check.py says of a rule's targets: `check` is asked of one when that is needed, `check_all` of all, the first time."""

    def __init__(self, rule: Rule, context: Context, targets: Sequence[object]) -> None:
        self._rule, self._context, self._targets = rule, context, targets
        self._of_all: dict[int, list[Miss | CannotTell]] | None = None

    def about(self, target: object) -> dict[str, Miss] | CannotTell:
        """Return the first miss for each reason that the check yields, or what it cannot tell when it says so first."""
        if self._rule.check is None:
            return _NO_MISSES
        if self._of_all is not None:
            said = self._of_all[id(target)]
            return self._misses(said) if said else _NO_MISSES
        check = load_check(self._rule.check)
        if check.__name__ != "check_all":
            return self._misses(check(self._context, target))
        of_all: dict[int, list[Miss | CannotTell]] = {id(one): [] for one in self._targets}
        for one, verdict in check(self._context, self._targets):
            if id(one) not in of_all:  # it would be lost without a word
                raise LookupError(f"{self._rule.check} yields what is said of {one!r}, which is none of the targets that it was given")
            of_all[id(one)].append(verdict)
        self._of_all = of_all
        return self.about(target)

    def _misses(self, verdicts: Iterable[Miss | CannotTell]) -> dict[str, Miss] | CannotTell:
        rule = self._rule
        misses: dict[str, Miss] = {}
        for verdict in verdicts:
            if isinstance(verdict, CannotTell):
                return misses or verdict
            if verdict.reason not in rule.reasons:
                raise LookupError(f"{rule.check} yields the reason {verdict.reason!r}, which is none of {', '.join(sorted(rule.reasons))}")
            misses.setdefault(verdict.reason, verdict)
        return misses


def _elements(document: Document, applies: Applicability) -> list[Element]:
    elements = document.select(applies.select) if applies.select is not None else elements_with_role(document, *applies.role)
    if applies.select and applies.role:
        elements = [element for element in elements if role(document, element) in applies.role]
    if applies.shown:
        is_shown = SHOWN[applies.shown]
        elements = [element for element in elements if is_shown(document, element)]
    return elements


def _ask(condition: Condition, target: object, context: Context) -> Miss | CannotTell | None:
    value = look_up(condition.of, target, context)
    return value if isinstance(value, CannotTell) else WORDS[condition.word](value, condition.option, target, context)


def _holds(choice: tuple[Condition, ...], target: object, context: Context, combine: Callable[[list[bool]], bool]) -> bool | CannotTell:
    if len(choice) == 1:
        verdict = _ask(choice[0], target, context)
        return verdict if isinstance(verdict, CannotTell) else verdict is None
    verdicts = [_ask(condition, target, context) for condition in choice]
    unknown = next((verdict for verdict in verdicts if isinstance(verdict, CannotTell)), None)
    return unknown or combine([verdict is None for verdict in verdicts])


def _nearest_element(condition: Condition | None, target: object, context: Context) -> Element | None:
    """Return the element of the last value on the path that has one: what a finding about that value points at."""
    steps = condition.of.split(".") if condition else []
    least = 2 if steps[:1] in (["parts"], ["page"]) else 1
    for length in range(len(steps), least - 1, -1):
        element = element_of(look_up(".".join(steps[:length]), target, context))
        if element is not None:
            return element
    return None


@lru_cache(maxsize=1024)
def load_check(path: Path) -> Check:
    """Return the `check(context, target)` or `check_all(context, targets)` generator of a check.py. Raises RuleError when it has none."""
    spec = importlib.util.spec_from_file_location(f"govpagecheck_check_{path.parent.name.replace('-', '_')}", path)
    if spec is None or spec.loader is None:
        raise RuleError(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise RuleError(f"{path}: cannot be imported: {type(error).__name__}: {error}") from error
    check: Check | None = getattr(module, "check", None) or getattr(module, "check_all", None)
    if not callable(check):
        raise RuleError(f"{path}: defines no function `check(context, target)` or `check_all(context, targets)`")
    return check
