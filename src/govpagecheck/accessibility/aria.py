"""WAI-ARIA as data: what each role and each aria-* attribute is, from data/aria.json (see tools/aria_roles.mjs)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from govpagecheck.data_files import data_text

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Role:
    """A role of WAI-ARIA 1.2, DPUB-ARIA or Graphics-ARIA, or one of the 1.3 draft that browsers know (`is_draft`).

    `supported` includes global and inherited attributes, not the `prohibited` ones. `deprecated_attributes` are supported
    still, but no longer meant to be used on this role (WAI-ARIA 1.2, section 6.5). `required` attributes have no default;
    combobox needs `required_if_expanded` too while aria-expanded is true, separator `required_if_focusable`.
    """

    name: str
    standard: str  # aria, dpub or graphics
    is_abstract: bool
    is_deprecated: bool
    is_draft: bool
    ancestors: frozenset[str]
    required: frozenset[str]
    required_if_expanded: frozenset[str]
    required_if_focusable: frozenset[str]
    supported: frozenset[str]
    prohibited: frozenset[str]
    deprecated_attributes: frozenset[str]
    takes_name_from_content: bool
    takes_name_from_author: bool
    prohibits_name: bool
    needs_name: bool
    children_presentational: bool
    required_context: frozenset[str]
    required_owned: frozenset[str]

    @property
    def is_widget(self) -> bool:
        """True for roles that people operate (WAI-ARIA 1.2, section 5.3.2), containers of such included."""
        return "widget" in self.ancestors if self.name not in _OTHER_THAN_INHERITED else self.name == "tabpanel"

    @property
    def is_landmark(self) -> bool:
        """True for the landmark roles of WAI-ARIA, section 5.3.4, and of DPUB-ARIA."""
        return "landmark" in self.ancestors

    @property
    def supported_once(self) -> frozenset[str]:
        """The attributes that WAI-ARIA 1.1 supports on the role and 1.2 no longer does; some checkers and pages keep to it."""
        once = _SUPPORTED_ONCE.get(self.name, _NONE)
        if not self.prohibits_name and not self.ancestors.isdisjoint(_COULD_EXPAND):
            once |= {"aria-expanded"}
        return once - self.supported


# 1.1 let each section, document and window be expanded, and what is like them.
_COULD_EXPAND = frozenset(("document", "section", "sectionhead", "window"))
_SUPPORTED_ONCE = {
    "combobox": frozenset(("aria-orientation",)),
    "document": frozenset(("aria-expanded",)),
    "grid": frozenset(("aria-level",)),
    "progressbar": frozenset(("aria-expanded",)),
    "rowgroup": frozenset(("aria-activedescendant", "aria-expanded")),
    "slider": frozenset(("aria-required",)),
    "tablist": frozenset(("aria-expanded",)),
    "treegrid": frozenset(("aria-level",)),
}


# Section 5.3.2 counts tabpanel, which inherits from section; 5.3.3 counts the others, which inherit from widget too.
_OTHER_THAN_INHERITED = frozenset(("columnheader", "row", "rowheader", "tabpanel"))


@dataclass(frozen=True)
class Attribute:
    """An aria-* attribute: the kind of its value, and the tokens that it may have.

    `kind` is boolean, tristate, true-false-undefined, token, token-list, id, id-list, integer, number or string; `values`
    is empty but for the kinds that list their values. `is_global` is true for those too that were global before
    WAI-ARIA 1.2 (`is_global_of_old`): they are in order on every role, and deprecated on most.
    """

    name: str
    kind: str
    values: frozenset[str]
    is_global: bool
    is_global_of_old: bool
    is_deprecated: bool
    is_draft: bool


_VALUES = {
    "boolean": frozenset(("true", "false")),
    "tristate": frozenset(("true", "false", "mixed", "undefined")),
    "true-false-undefined": frozenset(("true", "false", "undefined")),
}


@lru_cache(maxsize=1)
def attributes() -> Mapping[str, Attribute]:
    """Return every aria-* attribute by its name.

    >>> attributes()["aria-haspopup"].kind, sorted(attributes()["aria-pressed"].values)
    ('token', ['false', 'mixed', 'true', 'undefined'])
    """
    data = _data()
    of_old = frozenset(data["global_of_old"])
    return MappingProxyType({name: _attribute(name, record, of_old) for name, record in data["attributes"].items()})


@lru_cache(maxsize=1)
def roles() -> Mapping[str, Role]:
    """Return every role by its name, abstract ones included.

    >>> sorted(roles()["checkbox"].required), roles()["generic"].prohibits_name
    (['aria-checked'], True)
    """
    of_old = frozenset(_data()["global_of_old"])
    everywhere = frozenset(one.name for one in attributes().values() if one.is_global)
    return MappingProxyType({name: _role(name, record, everywhere, of_old) for name, record in _data()["roles"].items()})


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = data_text("aria.json")
    return json.loads(text)  # type: ignore[no-any-return]


def _attribute(name: str, record: Mapping[str, Any], of_old: frozenset[str]) -> Attribute:
    kind = record["kind"]
    return Attribute(
        name=name,
        kind=kind,
        values=_VALUES.get(kind) or frozenset(record.get("values", ())),
        is_global=record.get("is_global", False),
        is_global_of_old=name in of_old,
        is_deprecated=record.get("is_deprecated", False),
        is_draft=record.get("is_draft", False),
    )


def _role(name: str, record: Mapping[str, Any], everywhere: frozenset[str], of_old: frozenset[str]) -> Role:
    def names(field: str) -> frozenset[str]:
        return frozenset(record[field]) if field in record else _NONE

    own, prohibited = names("supported"), names("prohibited")
    return Role(
        name=name,
        standard=record["standard"],
        is_abstract=record.get("is_abstract", False),
        is_deprecated=record.get("is_deprecated", False),
        is_draft=record.get("is_draft", False),
        ancestors=names("ancestors"),
        required=names("required"),
        required_if_expanded=names("required_if_expanded"),
        required_if_focusable=names("required_if_focusable"),
        supported=(own | everywhere) - prohibited,
        prohibited=prohibited,
        deprecated_attributes=of_old - own,
        takes_name_from_content=record.get("takes_name_from_content", False),
        takes_name_from_author=record.get("takes_name_from_author", False),
        prohibits_name=record.get("prohibits_name", False),
        needs_name=record.get("needs_name", False),
        children_presentational=record.get("children_presentational", False),
        required_context=names("required_context"),
        required_owned=names("required_owned"),
    )


ROLES: Mapping[str, Role]
ATTRIBUTES: Mapping[str, Attribute]


def __getattr__(name: str) -> Any:
    # ROLES and ATTRIBUTES are read when first asked for, so that an import costs nothing.
    if name in ("ROLES", "ATTRIBUTES"):
        globals().update(ROLES=roles(), ATTRIBUTES=attributes())
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
