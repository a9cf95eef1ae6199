"""Reports read back from files: JSON and JSON Lines of ours into the model, held to what schemas/report.schema.json asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from govpagecheck.errors import UsageError
from govpagecheck.model import SCHEMA_VERSION, Finding, Ignored, Note, Outcome, PageReport, Report, RuleInfo, RuleResult, Severity, Target
from govpagecheck.site_page import from_json
from govpagecheck.text import shorten

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_Value = TypeVar("_Value")
_REASON = re.compile(r"[a-z][a-z0-9-]*")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_OF_FINDINGS = {outcome.value: outcome for outcome in (Outcome.FAILED, Outcome.CANT_TELL)}
_SEVERITIES = {severity.value: severity for severity in Severity}
_BY = {by: by for by in ("page", "config", "baseline", "review")}


class _Wrong(ValueError):  # noqa: N818 - it becomes a UsageError
    """What is wrong with a value; its place is put in front while the error travels outwards."""


def read_report(file: Path) -> Report:
    """Read a report from a file. Raises UsageError, one line that names file, place and what is wrong."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: the report cannot be read: {error.strerror}") from error
    return parse_report(content, str(file))


def parse_report(content: bytes, name: str) -> Report:
    """Read a report from bytes; `name` stands for it in errors.

    JSON Lines hold pages only: profiles, rules and the version are then empty. The summary of a JSON report is not read, it
    follows from the pages. Raises UsageError, one line.
    """
    try:
        text = content.decode(json.detect_encoding(content))
        first, _, rest = text.lstrip().partition("\n")
        if not first:
            raise _Wrong("it is empty")
        whole = _loads(text) if not rest.strip() or not _is_whole(first) else None
        if isinstance(whole, dict) and "schemaVersion" in whole:
            return _report(whole)
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        return Report((), {}, tuple(_page_of_line(number, line) for number, line in lines), "")
    except (ValueError, RecursionError) as error:
        cause = "it nests too deeply" if isinstance(error, RecursionError) else str(error)
        raise UsageError(f"{name}: not a report that -o json or -o jsonl wrote: {shorten(cause, 300)}") from error


def parse_line(line: bytes, number: int, name: str) -> PageReport:
    """Read one page from a line of JSON Lines; `name` and `number` stand for it in errors. Raises UsageError, one line."""
    try:
        return _page_of_line(number, line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        cause = "it nests too deeply" if isinstance(error, RecursionError) else str(error)
        raise UsageError(f"{name}: not a report that -o jsonl wrote: {shorten(cause, 300)}") from error


def merge_reports(named: Sequence[tuple[str, Report]]) -> Report:
    """Join the reports of parts of one run into the report of the whole run; `named` pairs each with its name for errors.

    Pages come in the order in which a run finds them below one folder; reports of sites are left out, since a part saw a
    part of the site. Raises UsageError where the parts are not of one run:
    other profiles, another release, other words of a rule, or a page that two of them have.
    """
    (first_name, first), *others = named
    rules: dict[str, RuleInfo] = dict(first.rules)
    for name, report in others:
        if list(report.profiles) != list(first.profiles):
            raise UsageError(f"{name}: profiles {_listed(report.profiles)}, but {first_name} has {_listed(first.profiles)}")
        if report.tool_version != first.tool_version:
            raise UsageError(f"{name}: written by release {report.tool_version!r}, but {first_name} by {first.tool_version!r}")
        for rule, info in report.rules.items():
            if rules.setdefault(rule, info) != info:
                raise UsageError(f"{name}: the rule {rule} has other words or another severity than in an earlier report")
    owners: dict[tuple[str | None, str | None], str] = {}
    named = [(name, replace(report, pages=[page for page in report.pages if page.scope == "page"])) for name, report in named]
    for name, report in named:
        for page in report.pages:
            key = (page.path, None if page.path else page.url)
            if key in owners:
                raise UsageError(f"{name}: the page {page.path or page.url} is in {owners[key]} too; a page belongs to one part of a run")
            owners[key] = name
    pages = sorted((page for _, report in named for page in report.pages), key=_place)
    return replace(first, rules=dict(sorted(rules.items())), pages=tuple(pages))


def _place(page: PageReport) -> tuple[bool, list[tuple[bool, str]], str]:
    """Sort pages as folders are walked: the files of a folder before its folders, each by name; then what has an address only."""
    *folders, name = (page.path or "").split("/")
    return page.path is None, [*((True, folder) for folder in folders), (False, name)], page.url or ""


def _listed(profiles: Sequence[str]) -> str:
    return ", ".join(profiles) or "unknown (as in JSON Lines)"


def _is_whole(line: str) -> bool:
    try:
        return isinstance(_loads(line), dict)
    except ValueError:
        return False


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=_refuse_constant)


def _refuse_constant(name: str) -> None:
    raise _Wrong(f"{name} is no JSON")


def _page_of_line(number: int, line: str) -> PageReport:
    try:
        return _page(_loads(line))
    except ValueError as error:
        raise _Wrong(f"line {number}: {error}") from error


def _report(data: Mapping[str, Any]) -> Report:
    if data["schemaVersion"] != SCHEMA_VERSION:
        raise _Wrong(f"schemaVersion is {_shown(data['schemaVersion'])}, and this release reads {SCHEMA_VERSION!r}")
    _keys(data, ("schemaVersion", "tool", "profiles", "summary", "rules", "pages"))
    with_tool = _object(data, "tool", ("name", "version"))
    if with_tool["name"] != "govpagecheck":
        raise _Wrong(f"tool.name is {_shown(with_tool['name'])}, not 'govpagecheck'")
    rules = tuple(_each(data, "rules", _rule))
    return Report(
        tuple(_texts(data, "profiles")),
        {rule.id: rule for rule in rules},
        tuple(_each(data, "pages", _page)),
        _text(with_tool, "version"),
    )


def _rule(row: Any) -> RuleInfo:
    _keys(row, ("id", "title", "severity", "why", "fix", "sources"), ("act", "wcag"))
    return RuleInfo(
        _text(row, "id"),
        _text(row, "title"),
        _one_of(row, "severity", _SEVERITIES),
        _text(row, "why"),
        _text(row, "fix"),
        tuple(_each(row, "sources", _source)),
        tuple(_texts(row, "act")) if "act" in row else (),
        tuple(_texts(row, "wcag")) if "wcag" in row else (),
    )


def _source(row: Any) -> Mapping[str, Any]:
    _keys(row, ("title", "url"), None)
    _text(row, "title")
    _text(row, "url")
    return dict(row)


def _page(row: Any) -> PageReport:
    _keys(row, ("path", "url", "results", "facts", "notes"), ("siteFacts", "scope"))
    facts = row["facts"]
    if error := next(_facts_validator().iter_errors(facts), None):
        raise _Wrong(f"{'.'.join(map(str, ['facts', *error.absolute_path]))}: {shorten(error.message)}")
    results, notes = tuple(_each(row, "results", _result)), tuple(_each(row, "notes", _note))
    site_facts = row.get("siteFacts")
    if site_facts is not None:
        try:
            site_facts = from_json(site_facts).as_json()
        except (ValueError, AttributeError) as error:
            raise _Wrong(f"siteFacts: {error}") from error
    scope = _one_of(row, "scope", {"site": "site"}) if "scope" in row else "page"
    return PageReport(_text_or_null(row, "path"), _text_or_null(row, "url"), results, facts, notes, site_facts, scope)


def _result(row: Any) -> RuleResult:
    _keys(row, ("rule", "outcome", "severity", "findings"))
    findings = tuple(_each(row, "findings", _finding))
    return RuleResult(_text(row, "rule"), _one_of(row, "outcome", _OUTCOMES), _one_of(row, "severity", _SEVERITIES), findings)


def _finding(row: Any) -> Finding:
    _keys(row, ("outcome", "reason", "message", "severity", "target", "fingerprint"), ("ignored",))
    target = _object(row, "target", ("selector", "line", "column", "snippet"), ("page",))
    ignored = _object(row, "ignored", ("by", "reason")) if "ignored" in row else None
    return Finding(
        _one_of(row, "outcome", _OF_FINDINGS),
        _matching(row, "reason", _REASON),
        _text(row, "message", is_needed=True),
        _one_of(row, "severity", _SEVERITIES),
        Target(
            _text(target, "selector", is_needed=True),
            _number(target, "line"),
            _number(target, "column"),
            _text(target, "snippet"),
            _text(target, "page", is_needed=True) if "page" in target else None,
        ),
        _matching(row, "fingerprint", _FINGERPRINT),
        Ignored(_one_of(ignored, "by", _BY), _text(ignored, "reason")) if ignored else None,
    )


def _note(row: Any) -> Note:
    _keys(row, ("reason", "message"))
    return Note(_text(row, "reason"), _text(row, "message"))


@cache
def _facts_validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = json.loads((files("govpagecheck") / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/facts"})


def _each(row: Mapping[str, Any], key: str, read: Callable[[Any], _Value]) -> Iterator[_Value]:
    if not isinstance(row[key], list):
        raise _Wrong(f"{key} is a list, not {_shown(row[key])}")
    for number, value in enumerate(row[key]):
        try:
            yield read(value)
        except _Wrong as error:
            raise _Wrong(f"{key}[{number}]: {error}") from error


def _keys(row: Any, needed: Iterable[str], others: Iterable[str] | None = ()) -> None:
    """Refuse what is no object, lacks a key, or has one that is neither needed nor among `others` (None: any may stand there)."""
    if not isinstance(row, dict):
        raise _Wrong(f"an object is expected, not {_shown(row)}")
    for key in needed:
        if key not in row:
            raise _Wrong(f"{key} is missing")
    if others is not None and (unknown := row.keys() - set(needed) - set(others)):
        raise _Wrong(f"unknown key {_shown(min(unknown))}")


def _object(row: Mapping[str, Any], key: str, needed: Iterable[str], others: Iterable[str] = ()) -> Mapping[str, Any]:
    try:
        _keys(row[key], needed, others)
    except _Wrong as error:
        raise _Wrong(f"{key}: {error}") from error
    value: Mapping[str, Any] = row[key]
    return value


def _text(row: Mapping[str, Any], key: str, *, is_needed: bool = False) -> str:
    value = row[key]
    if not isinstance(value, str) or (is_needed and not value):
        raise _Wrong(f"{key} is a text, not {_shown(value)}")
    return value


def _text_or_null(row: Mapping[str, Any], key: str) -> str | None:
    return None if row[key] is None else _text(row, key)


def _texts(row: Mapping[str, Any], key: str) -> list[str]:
    if not isinstance(row[key], list) or not all(isinstance(text, str) for text in row[key]):
        raise _Wrong(f"{key} is a list of texts, not {_shown(row[key])}")
    return list(row[key])


def _matching(row: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    value = _text(row, key)
    if not pattern.fullmatch(value):
        raise _Wrong(f"{key} is {_shown(value)}, which is not of the form {pattern.pattern}")
    return value


def _number(row: Mapping[str, Any], key: str) -> int | None:
    value = row[key]
    if value is not None and (type(value) is not int or value < 1):
        raise _Wrong(f"{key} is a number above 0 or null, not {_shown(value)}")
    return value


def _one_of(row: Mapping[str, Any], key: str, values: Mapping[str, _Value]) -> _Value:
    value = row[key]
    if not isinstance(value, str) or value not in values:
        raise _Wrong(f"{key} is one of {', '.join(values)}, not {_shown(value)}")
    return values[value]


def _shown(value: object) -> str:
    """Quote a value; what is long or nests is named by its kind."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return shorten(repr(value), 60)
