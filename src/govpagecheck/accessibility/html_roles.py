"""What role each element has of itself and which it may be given, case by case, from data/html-roles.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from govpagecheck.accessibility import aria
from govpagecheck.data_files import data_text

_NAMESPACES = {"svg": "{http://www.w3.org/2000/svg}", "math": "{http://www.w3.org/1998/Math/MathML}"}


@dataclass(frozen=True)
class Case:
    """One case of an element: where it holds, the role that the element then has, and the roles it may be given.

    `types` are those of an input, empty for any; `condition` is a name that `roles` knows, empty for none. `allowed` holds
    the element's own role too, which is superfluous and not wrong. `only` are the aria-* attributes that ARIA in HTML lets
    the element have in whatever role, None for those of its role; `also` come to those of its role.
    """

    types: frozenset[str]
    condition: str
    role: str | None
    allowed: frozenset[str]
    only: frozenset[str] | None
    also: frozenset[str]


@lru_cache(maxsize=1)
def all_roles() -> frozenset[str]:
    """Return every role that authors may use, synonyms and drafts included."""
    return frozenset(name for name, role in aria.ROLES.items() if not role.is_abstract)


@lru_cache(maxsize=1)
def cases_by_tag() -> Mapping[str, Sequence[Case]]:
    """Return the cases of each element, by lxml's name of it; the first that holds counts."""
    data: dict[str, Any] = json.loads(data_text("html-roles.json"))
    shared: dict[str, str] = data["shared"]
    most = all_roles() - set(data["not_any"].split())
    return {_tag(name): tuple(_case(record, shared, most) for record in records) for name, records in data["elements"].items()}


def _tag(name: str) -> str:
    language, _, local = name.rpartition(":")
    return _NAMESPACES[language] + local if language else name


def _case(record: Mapping[str, str], shared: Mapping[str, str], most: frozenset[str]) -> Case:
    role = record.get("role")
    written = record.get("allowed", "")
    words = {word for one in written.split() for word in (shared[one[1:]].split() if one[0] == "@" else [one])}
    allowed = most if written == "any" else frozenset(words | ({role} if role else set()))
    if "img" in allowed:
        allowed |= {"image"}
    return Case(
        types=frozenset(record.get("type", "").split()),
        condition=record.get("when", ""),
        role=role,
        allowed=allowed,
        only=frozenset(record["only"].split()) if "only" in record else None,
        also=frozenset(record.get("also", "").split()),
    )
