"""Look up the ids that the element refers to; where the loss leaves it without a name, the rule for its name says so."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, accessible_name, is_exposed, name_of, referenced, role

# Elements whose missing name another rule reports, with the reason.
NAMED_BY_RULE = frozenset(
    "alertdialog button checkbox combobox dialog heading img link listbox menuitem menuitemcheckbox menuitemradio meter option "
    "progressbar radio searchbox slider spinbutton switch tab textbox tooltip treeitem".split()
)
NEAR = 40  # elements around a label that are looked at for its field
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
    """True where a field in or near the label has no name or no visible one: the finding on it tells of the label."""
    for around in islice(label.iterancestors(), 3):
        if around.tag in ("form", "body", "main"):
            return False
        for one in islice(around.iter("*"), NEAR):
            is_field = one.tag in ("input", "select", "textarea") and is_exposed(document, one) and role(document, one) != "button"
            if is_field and name_of(document, one).source in ("none", "placeholder", "title"):
                return True
    return False
