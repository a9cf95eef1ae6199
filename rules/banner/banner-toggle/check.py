"""Judge the toggle's element and what it says it controls; its words are judged by the phrase book."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Miss

OTHER_REFERENCES = ("data-target", "data-bs-target")


def check(context: Context, banner: Any) -> Iterator[Miss | CannotTell]:
    if banner.is_drawn_by_script:
        yield RENDERED_BY_SCRIPT
        return
    if banner.toggle is None:
        yield Miss(reason="missing-toggle")
        return
    control = banner.toggle.element
    if control.tag == "summary":
        return
    if control.tag != "button" and control.get("role") != "button":
        yield Miss(control.tag, reason="not-a-button", element=control)
        return
    controls = (control.get("aria-controls") or "").split()
    for name in controls:
        named = context.document.index.by_id.get(name, [])
        if not named:
            yield Miss(name, reason="dangling-controls", element=control)
        elif len(named) > 1:
            yield Miss(name, reason="duplicate-id", element=control, words={"number": str(len(named))})
    if not controls and not any(control.get(name) for name in OTHER_REFERENCES):
        yield Miss(reason="no-controls", element=control)
    if control.get("aria-expanded") is None:
        yield Miss(reason="no-expanded", element=control)
