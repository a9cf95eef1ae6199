"""Recognition: one module a part of a page, each with `find(document)`; nothing here judges.

A part is recognised by its text, role and structure, never by one class name alone. `find_part(document, "banner")`
gives the value of `govpagecheck.parts.banner.find`, computed once a document. A module dropped into this folder is a
part; nothing is registered.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from importlib import import_module
from typing import TypeVar

from govpagecheck.document import Document, Element

T = TypeVar("T")


@dataclass(frozen=True)
class Fragment:
    """A piece of text, normalised, and the element that holds it."""

    element: Element
    text: str


@dataclass(frozen=True)
class CannotTell:
    """A value that the page alone does not decide: the reason id and one sentence that says why.

    Wherever an expectation reads it, the outcome is `cantTell` with this reason.
    """

    reason: str
    message: str


RENDERED_BY_SCRIPT = CannotTell(
    "rendered-by-script",
    "the served markup does not hold what this rule looks for; a script or web component may write it when the page is shown",
)


def part(find: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make `find` compute its value once a document."""

    @wraps(find)
    def remembered(document: Document) -> T:
        return document.memo(find, lambda: find(document))

    return remembered


@lru_cache(maxsize=1)
def part_names() -> frozenset[str]:
    """Return the names of all parts: the modules of this package."""
    return frozenset(module.name for module in pkgutil.iter_modules(__path__))


def find_part(document: Document, name: str) -> object:
    """Return the part of that name, None when the page has none. Raises LookupError for a name that is no part."""
    return _finder(name)(document)


@lru_cache(maxsize=256)
def _finder(name: str) -> Callable[[Document], object]:
    if name not in part_names():
        raise LookupError(f"there is no part {name!r}; there are {', '.join(sorted(part_names()))}")
    find: Callable[[Document], object] = import_module(f"{__name__}.{name}").find
    return find
