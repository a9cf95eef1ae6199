"""Find what the template of the design system holds in place of an agency's own names, picture and addresses."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

TEXT = re.compile(
    r"<(?:Parent|Other) (?:agency|shortname)>|\bParent shortname\b|(?<![\w.@-])domain\.gov(?![\w.-])"
    r"|\binfo@agency\.gov\b|(?<!\d)1-800-555-5555\b"
)
PICTURE = "circle-gray-20.svg"
NOWHERE = re.compile(r"\s*javascript:\s*void\(0\);?\s*", re.IGNORECASE)


def check(context: Context, target: Element) -> Iterator[Miss]:
    is_identifier = "usa-identifier" in target.get("class", "").split()
    if any(one.tag == target.tag and one.get("class") == target.get("class") for one in target.iterancestors(target.tag)):
        return  # what stands in one like it has been read with that one
    for one in target.iterdescendants():
        if not isinstance(one.tag, str) or one.tag in ("script", "style", "template"):
            continue
        if not is_identifier and is_inside_identifier(one, target):
            continue
        own = "".join((one.text or "", *(child.tail or "" for child in one), " ", one.get("alt", "")))
        if found := TEXT.search(own):
            yield Miss(found[0], reason="placeholder-text", element=one)
        if PICTURE in one.get("src", ""):
            yield Miss(PICTURE, reason="placeholder-picture", element=one)
        if is_identifier and NOWHERE.fullmatch(one.get("href", "")):
            yield Miss(context.document.dom_text(one), one.get("href", ""), "placeholder-link", one)


def is_inside_identifier(element: Element, footer: Element) -> bool:
    for one in (element, *element.iterancestors()):
        if one is footer:
            return False
        if "usa-identifier" in one.get("class", "").split():
            return True
    return False
