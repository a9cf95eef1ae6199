"""Reporters: one module a format, each with `write(report, stream)`; they know `model` only. A new module is a new format."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import TextIO

from govpagecheck.errors import UsageError
from govpagecheck.model import Report


def reporter_names() -> list[str]:
    """Return the names of all formats: the modules of this package."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def find_reporter(name: str) -> Callable[[Report, TextIO], None]:
    """Return the `write` function of a format. Raises UsageError for an unknown one."""
    if name not in reporter_names():
        raise UsageError(f"unknown format {name!r}: there are {', '.join(reporter_names())}")
    write: Callable[[Report, TextIO], None] = import_module(f"{__name__}.{name}").write
    return write
