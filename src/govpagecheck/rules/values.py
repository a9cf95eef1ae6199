"""Paths: how a rule names a value, such as `https_text.text`, `parts.metadata.h1.text` or `page.host`.

A path starts at the target; `parts.` starts at the parts of the page, `page.` at its address, kind and response, and `today` is
the ruleset's date. `@name` reads an attribute of an element; an element's own values are `text`, `tag`, `role`, `name`
and the others of ELEMENT_VALUES. A step from nothing gives nothing (None), a step from a
value that cannot be told gives that value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from govpagecheck.accessibility import accessible_description, role
from govpagecheck.accessibility.focus import is_focusable, is_tabbable
from govpagecheck.accessibility.names import name_of
from govpagecheck.accessibility.names.absence import is_in_unnamed_control, is_passed_over, why_unnamed
from govpagecheck.accessibility.roles import explicit_role, is_in_image
from govpagecheck.accessibility.visibility import is_exposed, is_rendered, is_visible
from govpagecheck.address import host_of, top_level
from govpagecheck.document import Document, Element
from govpagecheck.model import Page
from govpagecheck.parts import CannotTell, Fragment, find_part
from govpagecheck.rules.phrases import PhraseBook

_NOTHING = object()
# Doubts about an empty name that a script or style sheet settles; for the others see names.Name.
_UNKNOWN_NAMES = {
    "rendered-by-script": CannotTell("rendered-by-script", "a web component inside may give this element its name when its script runs"),
    "generated-content": CannotTell("generated-content", "a style sheet may write text into this element, and then that is its name"),
    "too-costly": CannotTell("too-costly", "the page refers to and fro so often that this name was not computed"),
}


def known_name(document: Document, element: Element) -> str | CannotTell:
    """Return the element's accessible name; where it is empty, but a script or style sheet may fill it, that it cannot be told."""
    name = name_of(document, element)
    return name.text or _UNKNOWN_NAMES.get(name.doubt, "")


ELEMENT_VALUES: Mapping[str, Callable[[Document, Element], object]] = {
    "text": Document.exposed_text,
    "tag": lambda _, element: element.tag.rpartition("}")[2],
    "is_svg": lambda _, element: element.tag.startswith("{http://www.w3.org/2000/svg}"),
    "role": role,
    "explicit_role": explicit_role,
    "name": known_name,
    "why_unnamed": why_unnamed,
    "description": accessible_description,
    "is_rendered": is_rendered,
    "is_visible": is_visible,
    "is_exposed": is_exposed,
    "is_focusable": is_focusable,
    "is_in_image": is_in_image,
    "is_in_unnamed_control": is_in_unnamed_control,
    "is_passed_over": is_passed_over,
    "is_tabbable": is_tabbable,
}

PAGE_VALUES = ("url", "host", "tld", "type", "jurisdiction", "headers", "redirects")
NEEDS_URL = CannotTell("needs-url", "the page's address decides this, and it was not given (--url)")


@dataclass(frozen=True)
class Context:
    """What a rule may know beside its target: the document, its page, and what the ruleset says of the run.

    `targets` keeps, for rules that apply to the same, each target with whether they do.
    """

    document: Document
    page: Page
    today: date
    books: Mapping[str, PhraseBook]
    page_type: str | None = None
    jurisdiction: str | None = None
    targets: dict[str, list[tuple[object, bool | CannotTell]]] = field(default_factory=dict, repr=False, compare=False)


def look_up(path: str, target: object, context: Context) -> object:
    """Return the value at `path`. Raises LookupError for a step that the value does not have: a mistake in the rule."""
    if isinstance(target, Element) and path in ELEMENT_VALUES:
        return ELEMENT_VALUES[path](context.document, target)
    start, steps = _read(path)
    if start is None:
        value = target
    elif start == "today":
        value = context.today
    elif start == "page":
        value = _page_value(steps[0], context)
        steps = steps[1:]
    else:
        value = find_part(context.document, steps[0])
        steps = steps[1:]
    for step in steps:
        if value is None or isinstance(value, CannotTell):
            return value
        value = _step(value, step, context.document)
    return value


@lru_cache(maxsize=4096)
def _read(path: str) -> tuple[str | None, tuple[str, ...]]:
    """Return where a path starts, None for the target, and its steps from there."""
    first, *rest = path.split(".")
    if first in ("page", "parts") and not rest:
        raise LookupError(f"the path {path!r} ends too early: name a value, as in page.host or parts.banner")
    return (first, tuple(rest)) if first in ("today", "page", "parts") else (None, (first, *rest))


def _step(value: object, step: str, document: Document) -> object:
    if isinstance(value, Element) and step in ELEMENT_VALUES:
        return ELEMENT_VALUES[step](document, value)
    if step.startswith("@"):
        element = element_of(value)
        if element is None:
            raise LookupError(f"{type(value).__name__} has no attributes to read {step} from")
        return element.get(step[1:])
    if isinstance(value, Mapping):
        return value.get(step)
    if not isinstance(value, Element) and not step.startswith("_"):
        found = getattr(value, step, _NOTHING)
        if found is not _NOTHING and not callable(found):
            return found
    known = list(ELEMENT_VALUES) if isinstance(value, Element) else [name for name in dir(value) if not name.startswith("_")]
    raise LookupError(f"{type(value).__name__} has no value named {step!r}; it has {', '.join(known[:20])}")


def _page_value(name: str, context: Context) -> object:
    if name == "jurisdiction":
        return context.jurisdiction
    if name in ("headers", "redirects"):
        return getattr(context.page, name)
    if name == "type":
        if context.page_type:
            return context.page_type
        guessed = find_part(context.document, "page_type")
        return getattr(guessed, "value", None)
    if name not in PAGE_VALUES:
        raise LookupError(f"a page has no value named {name!r}; it has {', '.join(PAGE_VALUES)}")
    host = host_of(context.page.url)
    if host is None:
        return NEEDS_URL
    return {"url": context.page.url, "host": host, "tld": top_level(host)}[name]


def element_of(value: object) -> Element | None:
    """Return the element that a value is or has, None for plain values."""
    if isinstance(value, Element):
        return value
    element = getattr(value, "element", None)
    return element if isinstance(element, Element) else None


def text_of(value: object) -> str:
    """Return a value as the text that messages quote and patterns match."""
    if isinstance(value, str):
        return value
    if isinstance(value, Fragment):
        return value.text
    if isinstance(value, CannotTell):
        return "(unknown)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
