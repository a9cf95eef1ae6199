"""Look at the element that the label points at; custom elements may be fields."""

from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss, accessible_name, has_custom_tag, is_labelable, referenced, role

# Their missing names are told by form-field-name, with the label.
FIELD_ROLES = ("checkbox", "combobox", "listbox", "radio", "searchbox", "slider", "spinbutton", "switch", "textbox")


def check(context: Context, target: Element) -> Iterator[Miss]:
    document = context.document
    field = next(iter(referenced(document, target, "for")), None)
    if field is None or is_labelable(field) or has_custom_tag(field) or not document.dom_text(target):
        return
    if field.tag == "input":
        yield Miss(reason="hidden-field")
    elif role(document, field) in ("button", "link") and (name := accessible_name(document, field)):
        yield Miss(name, reason="named-already", words={"role": role(document, field) or ""})
    elif role(document, field) not in FIELD_ROLES or accessible_name(document, field):
        yield Miss(f"`<{field.tag.rpartition('}')[2]}>`", reason="no-field")
