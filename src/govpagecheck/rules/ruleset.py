"""Rulesets: which rules apply in a run, with which severity, from profiles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from govpagecheck.errors import RuleError
from govpagecheck.model import Page, RuleInfo, Severity
from govpagecheck.rules.exceptions import Ignore, Override
from govpagecheck.rules.kept_toml import KeptToml
from govpagecheck.rules.load import load_rule
from govpagecheck.rules.phrases import PhraseBook, load_phrase_book
from govpagecheck.rules.places import data_root, rule_folders
from govpagecheck.rules.rule import Rule
from govpagecheck.rules.schema import ReadToml, explain, read_toml, required_keys
from govpagecheck.selectors import compile_selector


@dataclass(frozen=True)
class Profile:
    """A named choice of rules: `severities` holds what differs from the rules' own."""

    id: str
    title: str
    rules: tuple[str, ...]
    severities: Mapping[str, Severity]


@dataclass(frozen=True)
class Ruleset:
    """The rules of a run in the order of their ids, with everything that judging needs; picklable.

    `rules` are those about one page, `site_rules` those about a site.

    `today` is what "in the future" is measured against; `page_type` and `jurisdiction` replace what would be guessed;
    `inline_ignores` says whether ignores in the pages are followed. `overrides` hold, each with the rules of its pages,
    what the configuration says of some paths, the last that covers a page wins; `ignores` are its exceptions.
    """

    rules: tuple[Rule, ...]
    profiles: tuple[str, ...]
    today: date
    books: Mapping[str, PhraseBook] = field(default_factory=dict)
    page_type: str | None = None
    jurisdiction: str | None = None
    inline_ignores: bool = True
    overrides: tuple[tuple[Override, tuple[Rule, ...]], ...] = ()
    ignores: tuple[Ignore, ...] = ()
    site_rules: tuple[Rule, ...] = ()

    def for_page(self, page: Page) -> Ruleset:
        """Return the ruleset of one page: this one, or with the last override that covers the page in place of its rules."""
        for override, rules in reversed(self.overrides):
            if override.covers(page, self.today):
                page_type, jurisdiction = override.page_type or self.page_type, override.jurisdiction or self.jurisdiction
                return replace(self, rules=rules, page_type=page_type, jurisdiction=jurisdiction, overrides=())
        return self

    @property
    def infos(self) -> dict[str, RuleInfo]:
        """The words of the rules by id, for reports; the rules of overrides too."""
        every = {rule.id: rule.info for rules in (*(rules for _, rules in self.overrides), self.rules, self.site_rules) for rule in rules}
        return dict(sorted(every.items()))


def load_ruleset(
    profiles: str | Sequence[str] = ("us-federal",),
    *,
    today: date | None = None,
    page_type: str | None = None,
    jurisdiction: str | None = None,
    rules_paths: Iterable[Path] = (),
    changes: Mapping[str, Severity | None] | None = None,
    overrides: Iterable[Override] = (),
    ignores: Iterable[Ignore] = (),
    kept_in: Path | None = None,
) -> Ruleset:
    """Load the rules of one or more profiles: names of shipped profiles, or paths of .toml files.

    Where profiles differ on a severity, the higher one counts. `rules_paths` are folders with rules of your own, which
    profiles may then name. `changes` gives rules another severity, adds them, or with None leaves them out; `overrides`
    do so for some pages. `today` defaults to the clock's date, read here once. What is parsed is kept in the
    file `kept_in`, if one is named, for the next time. Raises RuleError, one line, for an unknown profile or a rule that
    cannot be used.

    >>> "banner-identifies" in {rule.id for rule in load_ruleset("us-federal").rules}
    True
    """
    names = (profiles,) if isinstance(profiles, str) else tuple(dict.fromkeys(profiles))
    folders = all_folders(rules_paths)
    kept = KeptToml(kept_in) if kept_in else None
    read = kept.read if kept else read_toml
    shipped = data_root()
    if not names:
        raise RuleError(f"no profile was named: there are {', '.join(profile_names())}")
    wanted: dict[str, Severity | None] = {}
    for name in names:
        profile = load_profile(name, read=read)
        for rule_id in profile.rules:
            if rule_id not in folders:
                raise RuleError(f"profile {name}: there is no rule {rule_id!r}; `govpagecheck rules list` shows all")
            severities = [severity for severity in (wanted.get(rule_id), profile.severities.get(rule_id)) if severity]
            wanted[rule_id] = max(severities, key=lambda severity: severity.rank, default=None)
    loaded: dict[str, Rule] = {}

    def rules_of(wanted: Mapping[str, Severity | None]) -> tuple[Rule, ...]:
        for rule_id in wanted:
            if rule_id not in loaded:
                loaded[rule_id] = load_rule(folders[rule_id], validate=not folders[rule_id].is_relative_to(shipped), read=read)
        return tuple(_with_severity(loaded[rule_id], wanted[rule_id]) for rule_id in sorted(wanted))

    wanted = _changed(wanted, changes or {}, folders)
    chosen = rules_of(wanted)
    rules = tuple(rule for rule in chosen if rule.scope == "page")
    site_rules = tuple(rule for rule in chosen if rule.scope == "site")
    overridden = tuple(
        (override, tuple(rule for rule in rules_of(_changed(wanted, override.rules, folders)) if rule.scope == "page"))
        for override in overrides
    )
    ignores = tuple(ignores)
    for ignore in ignores:
        _refuse_unknown(ignore.rule, folders)
        if ignore.select is not None:
            try:
                compile_selector(ignore.select)
            except ValueError as error:
                raise RuleError(f"ignore of {ignore.rule}: {error}") from error
    books = load_books(loaded.values(), read)
    if kept:
        kept.keep()
    return Ruleset(rules, names, today or date.today(), books, page_type, jurisdiction, True, overridden, ignores, site_rules)


def _changed(
    wanted: Mapping[str, Severity | None], changes: Mapping[str, Severity | None], folders: Mapping[str, Path]
) -> dict[str, Severity | None]:
    for rule_id in changes:
        _refuse_unknown(rule_id, folders)
    changed = {**wanted, **changes}
    return {rule_id: severity for rule_id, severity in changed.items() if rule_id not in changes or severity is not None}


def _refuse_unknown(rule_id: str, folders: Mapping[str, Path]) -> None:
    if rule_id not in folders:
        import difflib

        near = difflib.get_close_matches(rule_id, folders, 1)
        hint = f"; did you mean {near[0]}?" if near else "; `govpagecheck rules list` shows all"
        raise RuleError(f"there is no rule {rule_id!r}{hint}")


def all_folders(rules_paths: Iterable[Path] = ()) -> dict[str, Path]:
    """Return {rule id: folder} of the shipped rules and of your own. Raises RuleError for a missing folder or an id that is taken."""
    folders = rule_folders(data_root())
    for path in rules_paths:
        if not path.is_dir():
            raise RuleError(f"{path}: there is no such folder of rules")
        for rule_id, folder in rule_folders(path).items():
            if rule_id in folders:
                raise RuleError(f"{folder}: the rule id {rule_id!r} is taken by {folders[rule_id]}")
            folders[rule_id] = folder
    return dict(sorted(folders.items()))


def load_books(rules: Iterable[Rule], read: ReadToml = read_toml) -> dict[str, PhraseBook]:
    """Return the phrase books that the rules read, by id."""
    folder = data_root() / "phrases"
    return {book: load_phrase_book(folder / f"{book}.toml", read) for book in sorted({book for rule in rules for book in rule.books})}


def profile_names() -> list[str]:
    """Return the names of the profiles that ship with govpagecheck."""
    return sorted(file.stem for file in (data_root() / "profiles").glob("*.toml"))


def load_profile(name: str, *, read: ReadToml = read_toml, _under: tuple[str, ...] = ()) -> Profile:
    """Read a profile by name or by the path of its .toml file, with the rules of those that it extends. Raises RuleError."""
    if name in _under:
        raise RuleError(f"profile {name} extends itself: {' -> '.join((*_under, name))}")
    shipped = data_root() / "profiles" / f"{name}.toml"
    is_path = name.endswith(".toml") or "/" in name
    file = Path(name) if is_path else shipped
    if not os.path.isfile(file):
        raise RuleError(f"unknown profile {name!r}: there are {', '.join(profile_names())}; a path must end in .toml")
    data = read(file)
    if is_path:
        explain(file, data, "profile")
    try:
        required_keys(data, "profile")
        bases = [load_profile(base, read=read, _under=(*_under, name)) for base in data.get("extends", ())]
        rules = dict.fromkeys([*(rule_id for base in bases for rule_id in base.rules), *data["rules"]])
        own = {rule_id: Severity(severity) for rule_id, severity in data.get("severity", {}).items()}
        if unused := sorted(set(own) - set(rules)):
            raise ValueError(f"severity names {', '.join(unused)}, which the profile's rules do not")
        severities = {rule_id: severity for base in bases for rule_id, severity in base.severities.items()} | own
        return Profile(data["id"], data["title"], tuple(rules), severities)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        explain(file, data, "profile")
        raise RuleError(f"{file}: {error}") from error


def _with_severity(rule: Rule, severity: Severity | None) -> Rule:
    """Give a rule another severity; reasons that had the rule's own follow it, the others are lowered to it at most."""
    if severity is None or severity is rule.severity:
        return rule
    expectations = tuple(
        replace(one, severity=severity if one.severity is rule.severity else min(one.severity, severity, key=lambda word: word.rank))
        for one in rule.expectations
    )
    return replace(rule, severity=severity, expectations=expectations)
