"""Ask where the field's name comes from; a lone field beside a button with a text is labelled by it."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import (
    Context,
    Document,
    Element,
    Miss,
    input_type,
    is_exposed,
    name_of,
    normalise,
    role,
    stray_label,
    visible_text,
)

CONTROLS = ("button", "input", "select", "textarea")
A_FEW = 12


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    if role(document, target) == "button":
        return
    name = name_of(document, target)
    if name.source not in ("placeholder", "title") or _has_button_for_label(document, target):
        return
    if len(document.index.by_id.get(target.get("id", ""), ())) > 1:
        return  # its label goes to a twin; dup-id-referenced says so
    label = stray_label(document, target)
    words = {"label": f" The label “{document.dom_text(label)}” beside it is not tied to it." if label is not None else ""}
    placeholder = normalise(target.get("placeholder", ""))
    yield Miss(placeholder or name.text, reason="placeholder-only" if placeholder else "title-only", words=words)


def _has_button_for_label(document: Document, field: Element) -> bool:
    around = document.closest(field, "form", "search")
    if around is None:
        around = field.getparent()
    controls = [] if around is None else list(islice(around.iter(*CONTROLS), A_FEW))
    controls = [one for one in controls if is_exposed(document, one)]
    buttons = [one for one in controls if role(document, one) == "button"]
    return len(controls) < A_FEW and len(controls) - len(buttons) == 1 and any(_shows_text(document, one) for one in buttons)


def _shows_text(document: Document, button: Element) -> bool:
    if button.tag != "input":
        return bool(visible_text(document, button))
    return input_type(button) in ("reset", "submit") or bool(button.get("value", "").strip())
