"""Look for the second element with an id, in the same tree, that a label or an aria-* attribute refers to."""

from collections.abc import Iterator, Mapping

from govpagecheck.rule_api import Context, Document, Element, Miss, accessible_name, is_focusable, is_labelable, prohibits_name

NAMING = ("aria-labelledby", "aria-describedby", "for")
RELATING = ("aria-controls", "aria-owns", "aria-activedescendant", "aria-details", "aria-errormessage", "aria-flowto")


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    identifier = target.get("id", "")
    holders = document.index.by_id.get(identifier, ())
    if len(holders) < 2 or target is not holders[1]:
        return
    attribute, source, is_naming = _references(document).get(identifier, ("", target, False))
    if not attribute or _tree(holders[0]) is not _tree(target) or _tree(source) is not _tree(target):
        return
    if attribute == "for" and is_labelable(target) and not accessible_name(document, target):
        return  # form-field-name says it
    if attribute in NAMING and attribute != "for" and _same_text(document, holders[0], target):
        return
    what = "a label" if attribute == "for" else f"`{attribute}` of `<{source.tag}>`"
    yield Miss(identifier, what, reason="names-wrong" if is_naming else "relates-wrong")


def _references(document: Document) -> Mapping[str, tuple[str, Element, bool]]:
    """Return for each id the attribute that refers to it, the element that has it, and whether it is named or described by it.

    What names or describes goes before all else, so that the gravest is told.
    """

    def find() -> dict[str, tuple[str, Element, bool]]:
        found: dict[str, tuple[str, Element, bool]] = {}
        idle: dict[str, tuple[str, Element, bool]] = {}
        for attribute in (*NAMING, *RELATING):
            for element in document.index.by_attribute.get(attribute, ()):
                if attribute == "for" and element.tag != "label":
                    continue
                is_naming = attribute in NAMING and (attribute == "for" or _can_be_named(document, element))
                of_its_kind = found if is_naming else idle
                for identifier in element.get(attribute, "").split():
                    of_its_kind.setdefault(identifier, (attribute, element, is_naming))
        return idle | found

    return document.memo("dup-id-referenced", find)


def _can_be_named(document: Document, element: Element) -> bool:
    """True but for the `div` or `span` without a role, of which screen readers say neither name nor description."""
    return not prohibits_name(document, element) or is_focusable(document, element)


def _tree(element: Element) -> Element | None:
    """Return the shadow root that the element is in: ids hold within it."""
    return next(element.iterancestors("template"), None)


def _same_text(document: Document, one: Element, other: Element) -> bool:
    return document.dom_text(one) == document.dom_text(other)
