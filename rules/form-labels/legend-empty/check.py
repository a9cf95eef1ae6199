"""Ask the fieldset for its name, which may come from elsewhere; around one field alone it only says “group” in vain."""

from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Element, Miss, is_exposed, name_of, role

MANY = 50


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    fieldset = target.getparent()
    assert fieldset is not None  # the selector says so
    document = context.document
    name = name_of(document, fieldset)
    if not name.text and name.doubt == "rendered-by-script":
        yield RENDERED_BY_SCRIPT
    elif not name.text:
        inside = islice(fieldset.iter("input", "select", "textarea"), MANY)
        fields = sum(is_exposed(document, one) and role(document, one) != "button" for one in inside)
        yield Miss(str(fields), reason="no-text" if fields > 1 else "no-group")
