"""Configuration: `govpagecheck.toml`, or `[tool.govpagecheck]` in pyproject.toml, read into frozen values.

Paths in it are seen from the folder of the file. schemas/config.schema.json says the same to editors.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from govpagecheck.errors import UsageError
from govpagecheck.model import Severity
from govpagecheck.rules.exceptions import Ignore, Override, Root

FILE_NAME = "govpagecheck.toml"
# Options of `check` that the file may give: their key, and the name of the option's parameter.
OPTIONS = {
    "profiles": "profiles",
    "output": "outputs",
    "fail-on": "fail_on",
    "jobs": "jobs",
    "base-url": "base_url",
    "page-type": "page_type",
    "jurisdiction": "jurisdiction",
    "rules-path": "rules_paths",
    "baseline": "baseline_file",
    "reviews": "reviews_file",
    "no-inline": "no_inline",
    "max-bytes": "max_bytes",
}
_LISTS = ("profiles", "output", "rules-path", "exclude")
_NUMBERS = ("jobs", "max-bytes")
_PATHS = ("rules-path", "baseline", "reviews")
_TABLES = ("exclude", "rules", "override", "ignore")


@dataclass(frozen=True)
class Config:
    """What a configuration file says: options of the command, severities of rules, and a person's exceptions."""

    file: Path | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Severity | None] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    root: Root | None = None


def find_config(start: Path) -> Path | None:
    """Return the nearest configuration file in `start` or above it; a pyproject.toml counts when it has our table."""
    for folder in (start, *start.parents):
        own, project = folder / FILE_NAME, folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and b"tool.govpagecheck" in project.read_bytes():
            return project
    return None


def load_config(file: Path) -> Config:
    """Read a configuration file; paths in the result are seen from the current folder.

    Raises UsageError, one line that names file, key and what is allowed.
    """
    import tomllib

    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: the configuration cannot be read: {getattr(error, 'strerror', error)}") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: {error}") from error
    if file.name == "pyproject.toml":
        data = data.get("tool", {}).get("govpagecheck", {})
    try:
        return _read(data, file, Path(os.path.relpath(file.parent)), Root(file.parent.resolve().as_posix(), Path.cwd().as_posix()))
    except ValueError as error:
        raise UsageError(f"{file}: {error}") from error


def _read(data: Mapping[str, Any], file: Path, folder: Path, root: Root) -> Config:
    _only(data, (*OPTIONS, *_TABLES), "at the top")
    options = {OPTIONS[key]: _option(key, data[key], folder) for key in OPTIONS if key in data}
    return Config(
        file,
        options,
        tuple(_texts(data.get("exclude", []), "exclude")),
        _severities(data.get("rules", {}), "rules"),
        tuple(_override(row, number, root) for number, row in _rows(data, "override")),
        tuple(_ignore(row, number, root) for number, row in _rows(data, "ignore")),
        root,
    )


def _option(key: str, value: Any, folder: Path) -> Any:
    if key in _LISTS:
        texts = _texts(value, key)
        if key == "profiles":
            return tuple(str(folder / text) if text.endswith(".toml") else text for text in texts)
        return tuple(folder / text for text in texts) if key in _PATHS else tuple(texts)
    if key in _NUMBERS:
        if type(value) is not int or value < 1:
            raise ValueError(f"{key} is a number above 0, not {value!r}")
        return value
    if key == "no-inline":
        return _of_type(value, bool, key, "true or false")
    text = _of_type(value, str, key, "a text")
    return folder / text if key in _PATHS else text


def _override(row: Any, number: int, root: Root) -> Override:
    where = f"override {number}"
    _only(row, ("paths", "rules", "reason", "page-type", "jurisdiction", "until"), f"in {where}")
    return Override(
        paths=tuple(_texts(_needed(row, "paths", where), f"{where}: paths")),
        rules=_severities(row.get("rules", {}), f"{where}: rules"),
        reason=_text(_needed(row, "reason", where), f"{where}: reason"),
        root=root,
        page_type=_text(row["page-type"], f"{where}: page-type") if "page-type" in row else None,
        jurisdiction=_text(row["jurisdiction"], f"{where}: jurisdiction") if "jurisdiction" in row else None,
        until=_day(row.get("until"), where),
    )


def _ignore(row: Any, number: int, root: Root) -> Ignore:
    where = f"ignore {number}"
    _only(row, ("rule", "reason", "paths", "select", "until"), f"in {where}")
    return Ignore(
        rule=_text(_needed(row, "rule", where), f"{where}: rule"),
        reason=_text(_needed(row, "reason", where), f"{where}: reason"),
        root=root,
        paths=tuple(_texts(row["paths"], f"{where}: paths")) if "paths" in row else ("**",),
        select=_text(row["select"], f"{where}: select") if "select" in row else None,
        until=_day(row.get("until"), where),
    )


def _rows(data: Mapping[str, Any], key: str) -> list[tuple[int, Any]]:
    rows = _of_type(data.get(key, []), list, key, f"a list of tables, written [[{key}]]")
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{key} is a list of tables, written [[{key}]]")
    return list(enumerate(rows, 1))


def _severities(value: Any, where: str) -> dict[str, Severity | None]:
    """Read `{rule = "warning"}` and `{rule = false}`, which leaves the rule out."""
    names = [severity.value for severity in Severity]
    for rule, word in _of_type(value, dict, where, "a table").items():
        if word is not False and word not in names:
            raise ValueError(f"{where}: {rule} is {', '.join(names)} or false, not {word!r}")
    return {rule: None if word is False else Severity(word) for rule, word in value.items()}


def _day(value: Any, where: str) -> date | None:
    if value is not None and type(value) is not date:
        raise ValueError(f"{where}: until is a date, as in until = 2027-06-30, not {value!r}")
    return value


def _needed(row: Mapping[str, Any], key: str, where: str) -> Any:
    if key not in row:
        raise ValueError(f"{where} needs {key}")
    return row[key]


def _only(data: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    if unknown := [key for key in data if key not in allowed]:
        raise ValueError(f"unknown key {unknown[0]!r} {where}; allowed are {', '.join(sorted(allowed))}")


def _texts(value: Any, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise ValueError(f"{where} is a list of texts, not {value!r}")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{where} is a text, not {value!r}")
    return value


def _of_type(value: Any, kind: type, where: str, what: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{where} is {what}, not {value!r}")
    return value
