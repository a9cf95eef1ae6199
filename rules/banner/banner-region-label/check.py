"""Judge where the label stands: on an element that has a role, and on no other landmark."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss, comparable

WITHOUT_ROLE = frozenset({"div", "span", "p"})
LANDMARKS = frozenset({"section", "nav", "aside", "main", "header", "footer", "form"})


def check(context: Context, banner: Any) -> Iterator[Miss]:
    element = banner.element
    if banner.label and element.tag in WITHOUT_ROLE and not element.get("role"):
        yield Miss(element.tag, reason="label-without-role")
    for one in context.document.index.by_attribute["aria-label"]:
        is_landmark = one.tag in LANDMARKS or one.get("role") is not None
        if one is not element and is_landmark and banner.label and comparable(one.get("aria-label")) == comparable(banner.label):
            yield Miss(reason="label-used-twice")
