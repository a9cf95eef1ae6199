"""Look for a form that sends more than a search, an opinion or an address for a newsletter."""

import re
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Document, Element, Miss

NOT_FILLED_IN = ("hidden", "submit", "button", "reset", "image", "search")
FURNITURE = ("header", "footer", "nav", "aside", "dialog")
OTHER_PURPOSE = re.compile(
    r"\bsearch|feedback|helpful|survey|comments? (?:on|about) this (?:page|site)|subscri|newsletter|sign up for|email updates"
    r"|log ?in|sign in",
    re.IGNORECASE,
)
LONGEST = 3000  # characters: a form that holds more is the page itself


def check(context: Context, _root: object) -> Iterator[Miss]:
    for form in context.document.index.by_tag["form"]:
        if _takes_something(context.document, form):
            text = context.document.dom_text(form)
            yield Miss(text[:80] + ("…" if len(text) > 80 else ""), reason="live-form", element=form)
            return


def _takes_something(document: Document, form: Element) -> bool:
    if (form.get("method") or "get").strip().lower() != "post" or (form.get("role") or "") == "search":
        return False
    if document.is_hidden(form) or document.closest(form, *FURNITURE) is not None:
        return False
    if any(one.tag in ("main", "h1") for one in islice(form.iter("main", "h1"), 1)):
        return False
    fields = [one for one in islice(form.iter("input", "select", "textarea"), 200) if _can_be_filled_in(one)]
    text = document.dom_text(form)
    names = " ".join(form.get(name) or "" for name in ("id", "class", "action", "name", "aria-label"))
    return len(fields) > 1 and len(text) <= LONGEST and not OTHER_PURPOSE.search(f"{text} {names}")


def _can_be_filled_in(field: Element) -> bool:
    is_disabled = any(one.get("disabled") is not None for one in (field, *field.iterancestors("fieldset")))
    return (field.get("type") or "text").lower() not in NOT_FILLED_IN and not is_disabled
