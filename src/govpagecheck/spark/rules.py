"""What tasks judge with: the names of the rules, which travel, and the rules, which are loaded on the machine that judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

from govpagecheck.errors import UsageError
from govpagecheck.rules.ruleset import load_ruleset

if TYPE_CHECKING:
    from govpagecheck.model import Severity
    from govpagecheck.rules.exceptions import Ignore, Override
    from govpagecheck.rules.ruleset import Ruleset

_SERIES = ("rules_paths", "overrides", "ignores")


class Rules(TypedDict, total=False):
    """What `load_ruleset` takes beside profiles; folders of rules and profiles in files have the same path on every machine."""

    today: date | None
    page_type: str | None
    jurisdiction: str | None
    rules_paths: Iterable[Path]
    changes: Mapping[str, Severity | None] | None
    overrides: Iterable[Override]
    ignores: Iterable[Ignore]


@dataclass(frozen=True)
class NamedRules:
    """The rules of a run by their names; a loaded ruleset would name files of the driver's machine."""

    profiles: tuple[str, ...]
    rules: Rules

    def load(self) -> Ruleset:
        """Load the rules where this is called."""
        return load_ruleset(self.profiles, **self.rules)


def named_rules(profile: str | Sequence[str], rules: Rules) -> tuple[NamedRules, Ruleset]:
    """Return the rules as they travel, with today's date fixed, and as they are loaded here. Raises RuleError for what is unknown."""
    profiles = (profile,) if isinstance(profile, str) else tuple(profile)
    kept = cast("Rules", {name: tuple(value) if name in _SERIES else value for name, value in cast("dict[str, Any]", rules).items()})
    ruleset = load_ruleset(profiles, **kept)
    return NamedRules(profiles, {**kept, "today": ruleset.today}), ruleset


def require_extra() -> None:
    """Raise UsageError, one line, where what Spark and we exchange rows with is not installed."""
    try:
        import pandas  # noqa: F401
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
    except ImportError as error:
        raise UsageError("govpagecheck.spark needs the extra spark: pip install 'govpagecheck[spark]'") from error
