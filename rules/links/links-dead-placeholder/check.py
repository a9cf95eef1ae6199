"""Tell a link that leads nowhere from a control that is written as a link; an id or class may be a script's handle on it."""

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, find_part

TO_TOP = re.compile(
    r"\W*(?:(?:back|return|go|jump|scroll) to (?:the )?top|top(?: of (?:the )?page)?|(?:volver|ir) arriba|arriba)\b.{0,20}", re.IGNORECASE
)
CALLS_SCRIPT = re.compile(r"\s*javascript:(?!\s*(?:void\s*\(?\s*(?:0|'')?\s*\)?)?\s*;*\s*$)", re.IGNORECASE)
PLAIN_CLASS = re.compile(
    r"usa-(?!accordion|button|menu|search|modal|nav__submenu)[\w-]*link|(?:nav|menu|footer|sub-?nav)?[-_]*(?:link|item)s?|active|current|first|last|leaf"
)
CONTROL = ("role", "aria-expanded", "aria-haspopup", "aria-controls", "aria-pressed")
# What no page could be the target of: a script does it.
ACTION = re.compile(
    r"\W*(?:close|open|search|print|share|back|next|previous|prev|menu|toggle|expand|collapse|play|pause|skip|reset|clear"
    r"|log ?in|log ?out|sign (?:in|out)|(?:decrease|increase|reset|larger|smaller|normal) .{0,20}|(?:font|text) size.{0,20}"
    r"|cerrar|buscar|imprimir|compartir|a[+-]?)\W*",
    re.IGNORECASE,
)
MAYBE = CannotTell("needs-browser", "this link has no address, and a script may give it something to do when the page is shown")


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    names = target.keys()
    if TO_TOP.fullmatch(document.dom_text(target)) or CALLS_SCRIPT.match(target.get("href", "")):
        return
    if any(name in CONTROL or name.startswith(("data-", "on", "@", "v-", "ng-", "(")) for name in names):
        return
    item = document.closest(target, "li")
    if "name" in names or (item is not None and len(list(islice(item.iter("a"), 2))) > 1):
        return
    trail = find_part(document, "breadcrumb")
    if trail is not None and trail.element in target.iterancestors():  # type: ignore[attr-defined]
        return  # breadcrumb-links-resolve is about these
    hooks = [name for name in target.get("class", "").split() if not PLAIN_CLASS.fullmatch(name)]
    identifier = find_part(document, "identifier")
    if hooks or target.get("id") or ACTION.fullmatch(document.dom_text(target)):
        yield MAYBE
    elif identifier is None or identifier.element not in target.iterancestors():  # type: ignore[attr-defined]
        yield Miss(reason="dead-link")
