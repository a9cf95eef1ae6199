"""Find a script whose first statement sets the page's location to another address."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import Context, Element, Miss

BEFORE = r"""(?:\s|;|//[^\n]*+(?:\n|$)|/\*(?:[^*]|\*(?!/))*+\*/|<!--[^\n]*+(?:\n|$)|["']use\ strict["'])*+"""
WRAPPER = r"(?:(?:(?:window\s*\.\s*)?onload\s*=\s*|\(\s*)function\s*\w*\s*\(\s*\)\s*\{\s*)?"
LOCATION = r"(?:(?:window|self|top|parent|document)\s*\.\s*)*location"
STRING = r"(?P<{0}>[\"'])(?P<{0}_address>[^\"'\\\n]*)(?P={0})"
END = r"[ \t]*(?:;|\}|$|//|-->|\n(?!\s*[+.?]))"
REDIRECT = re.compile(
    rf"{BEFORE}{WRAPPER}{LOCATION}\s*(?:(?:\.\s*href\s*)?=\s*{STRING.format('set')}"
    rf"|\.\s*(?:replace|assign)\s*\(\s*{STRING.format('called')}\s*\)){END}"
)
PLACE_ON_THE_PAGE = re.compile(r"\s*(?:#|$|javascript:|mailto:|tel:|about:)", re.IGNORECASE)
JAVASCRIPT = re.compile(r"\s*(?:module|(?:text|application)/(?:x-)?(?:java|ecma)script[\d.]*)?\s*", re.IGNORECASE)
LONGEST = 20_000  # characters of a script that are looked at


def check(context: Context, element: Element) -> Iterator[Miss]:
    if element.tag == "body":
        script = element.get("onload", "")
    elif JAVASCRIPT.fullmatch(element.get("type", "")) and context.document.closest(element, "noscript", "template") is None:
        script = element.text or ""
    else:
        return
    if match := REDIRECT.match(script.strip()[:LONGEST].replace("\r", "\n")):
        address = match["set_address"] or match["called_address"] or ""
        if not PLACE_ON_THE_PAGE.match(address):
            yield Miss(address, reason="script-redirect")
