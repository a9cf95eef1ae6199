"""Find the field that the hint stands beside, and look whether it, its label or its group takes the hint in."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import (
    Context,
    Document,
    Element,
    Miss,
    accessible_name,
    control_of,
    is_exposed,
    is_labelable,
    referenced,
    role,
)

NEAR = 10  # elements that are looked at for the field
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-details")


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    field = _field_beside(document, target)
    if field is None or _is_tied(document, target, field) or _fields(document, target):
        return
    if document.exposed_text(target) and not _is_within(target, ("label", "legend", "button", "a")):
        yield Miss(accessible_name(document, field) or field.get("name", ""), reason="not-tied")


def _field_beside(document: Document, hint: Element) -> Element | None:
    after, before = (next(hint.itersiblings("*", preceding=preceding), None) for preceding in (False, True))
    following = _fields(document, after)
    if len(following) == 1 and role(document, following[0]) not in ("checkbox", "radio", "switch"):
        return following[0]
    # With its label in it, what stands before is a group of its own.
    is_group = before is not None and any(one.tag in ("label", "legend") for one in islice(before.iter("*"), NEAR))
    preceding = [] if is_group else _fields(document, before)
    if not preceding and before is not None and before.tag == "label" and (labelled := control_of(document, before)) is not None:
        preceding = [labelled]
    return preceding[0] if len(preceding) == 1 else None


def _fields(document: Document, around: Element | None) -> list[Element]:
    """Return the fields in an element, itself included; more than a few elements are no single field."""
    near = [] if around is None else list(islice(around.iter("*"), NEAR))
    return [
        one for one in near if is_labelable(one) and one.tag != "output" and role(document, one) != "button" and is_exposed(document, one)
    ]


def _is_tied(document: Document, hint: Element, field: Element) -> bool:
    groups = islice(field.iterancestors("fieldset"), 3)
    tied = (one for holder in (field, *groups) for name in REFERENCES for one in referenced(document, holder, name))
    near = {hint, *islice(hint.iterancestors(), 4), *islice(hint.iterdescendants(), NEAR)}
    return any(one in near for one in islice(tied, 50))


def _is_within(element: Element, tags: tuple[str, ...]) -> bool:
    return element.tag in tags or next(element.iterancestors(*tags), None) is not None
