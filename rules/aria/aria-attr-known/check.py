"""Tell names of attributes that are misspelt from made-up ones, and those whose text the element is named by all the same."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, accessible_name, normalise

NAMING = ("aria-label", "aria-description")


def check(context: Context, target: Any) -> Iterator[Miss]:
    if target.is_known:
        return
    if target.nearest in NAMING and normalise(target.value) == accessible_name(context.document, target.element):
        yield Miss(reason="nothing-lost")
    elif target.nearest:
        yield Miss(reason="misspelt")
    else:
        yield Miss(reason="unknown")  # where a name is missing for it, the rules about names say so
