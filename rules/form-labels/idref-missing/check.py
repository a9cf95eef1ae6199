"""Look up the ids that the element refers to; where the loss leaves it without a name, the rule for its name says so."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, accessible_name, referenced, role

# Elements whose missing name another rule reports, with the reason.
NAMED_BY_RULE = frozenset(
    "alertdialog button checkbox combobox dialog heading img link listbox menuitem menuitemcheckbox menuitemradio meter option "
    "progressbar radio searchbox slider spinbutton switch tab textbox tooltip treeitem".split()
)
MAY_COME = CannotTell(
    "rendered-by-script", "`aria-describedby` points at an id that is not in the markup; a script may add the description"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    missing = _missing(document, target, "for")
    if missing and target.tag == "label" and not _is_told_by_field(document, target):
        yield Miss(missing, reason="label")
    if missing := _missing(document, target, "aria-labelledby"):
        is_partly = bool(referenced(document, target, "aria-labelledby"))
        if accessible_name(document, target) or role(document, target) not in NAMED_BY_RULE:
            yield Miss(missing, reason="labelledby", words={"rest": "; only the rest of it names this element" if is_partly else ""})
    if missing := _missing(document, target, "list"):
        yield Miss(missing, reason="list")
    if missing := _missing(document, target, "form"):
        yield Miss(missing, reason="form")
    # Where a part of the description is there, an error message or the like may come later.
    missing = _missing(document, target, "aria-describedby")
    if missing and not referenced(document, target, "aria-describedby"):
        if document.index.by_tag.get("script"):
            yield MAY_COME
        else:
            yield Miss(missing, reason="describedby")


def _missing(document: Document, element: Element, attribute: str) -> str:
    """Return the first of the ids that no element of the same tree has."""
    for identifier in islice(element.get(attribute, "").split(), 50):
        if identifier not in document.index.by_id:
            return identifier
    return ""


def _is_told_by_field(document: Document, label: Element) -> bool:
    """True where a field in or beside the label has no name: form-field-name says that its label is not tied to it."""
    around = label.getparent()
    fields = () if around is None else islice(around.iter("input", "select", "textarea"), 20)
    return any(role(document, one) != "button" and not accessible_name(document, one) for one in fields if one.get("type") != "hidden")
