"""Rule data against its JSON Schemas: a cheap look at every load, the whole truth when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from govpagecheck.errors import RuleError
from govpagecheck.rules.places import data_root

ReadToml = Callable[[Path], dict[str, Any]]


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file. Raises RuleError with the file's name and the parser's place."""
    return parse_toml(file, content_of(file))


def content_of(file: Path) -> bytes:
    """Return the bytes of a file of rule data. Raises RuleError."""
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise RuleError(f"{file}: there is no such file") from error
    except OSError as error:
        raise RuleError(f"{file}: cannot be read: {error}") from error


def parse_toml(file: Path, content: bytes) -> dict[str, Any]:
    """Return what the TOML in `content` holds, the bytes of `file`. Raises RuleError."""
    import tomllib

    try:
        return tomllib.loads(content.decode().replace("\r\n", "\n").replace("\r", "\n"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{file}: cannot be read: {error}") from error


@lru_cache(maxsize=8)
def read_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of `rule`, `profile` or `phrase-book`."""
    schema: dict[str, Any] = json.loads((data_root() / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return schema


def required_keys(data: Mapping[str, Any], kind: str) -> None:
    """Raise ValueError when a top-level key is missing or unknown."""
    schema = read_schema(kind)
    wrong = (set(data) - set(schema["properties"])) | (set(schema["required"]) - set(data))
    if wrong:
        raise ValueError(f"missing or unknown: {', '.join(sorted(wrong))}")


def explain(file: Path, data: Mapping[str, Any], kind: str) -> None:
    """Raise RuleError with file, key, what is wrong and what is allowed, when `data` does not fit its schema."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(read_schema(kind)).iter_errors(data))
    if error is None:
        return
    place = ".".join(str(step) for step in error.absolute_path) or "top level"
    if error.validator == "additionalProperties" and isinstance(error.schema, Mapping) and isinstance(error.instance, Mapping):
        allowed = sorted(error.schema["properties"])
        unknown = ", ".join(repr(key) for key in sorted(set(error.instance) - set(allowed)))
        raise RuleError(f"{file}: unknown key {unknown} at {place}; allowed are {', '.join(allowed)}")
    if error.validator == "required" and isinstance(error.instance, Mapping):
        missing = ", ".join(repr(key) for key in error.validator_value if key not in error.instance)
        raise RuleError(f"{file}: missing key {missing} at {place}")
    raise RuleError(f"{file}: {place}: {error.message}")
