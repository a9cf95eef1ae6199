"""Read the words of autocomplete in the order that HTML's autofill detail tokens have."""

from collections.abc import Iterator
from difflib import get_close_matches

from govpagecheck.rule_api import Context, Element, Miss

FIELDS = frozenset(
    "additional-name address-level1 address-level2 address-level3 address-level4 address-line1 address-line2 address-line3 "
    "bday bday-day bday-month bday-year cc-additional-name cc-csc cc-exp cc-exp-month cc-exp-year cc-family-name "
    "cc-given-name cc-name cc-number cc-type country country-name current-password family-name given-name honorific-prefix "
    "honorific-suffix language name new-password nickname one-time-code organization organization-title photo postal-code "
    "sex street-address transaction-amount transaction-currency url username".split()
)
CONTACTS = frozenset(
    "email impp tel tel-area-code tel-country-code tel-extension tel-local tel-local-prefix tel-local-suffix tel-national".split()
)
PLACES = ("billing", "shipping")
KINDS = ("fax", "home", "mobile", "pager", "work")
KNOWN = FIELDS | CONTACTS | {*PLACES, *KINDS, "off", "on", "webauthn"}
# What people write in the hope that it switches filling in off, or on.
NOT_OFF = frozenset("0 disable disabled disallowed enabled false never no nofill none nope not null true undefined xoff xon".split())


def check(context: Context, target: Element) -> Iterator[Miss]:
    del context
    words = target.get("autocomplete", "").lower().split()
    if words in (["off"], ["on"], ["webauthn"]):
        return
    unknown = next((word for word in words if word not in KNOWN and not word.startswith("section-")), None)
    if unknown in NOT_OFF and len(words) == 1:
        yield Miss(unknown, reason="not-off")
    elif unknown is not None:
        close = get_close_matches(unknown[:40], KNOWN, n=1, cutoff=0.75)
        yield Miss(unknown[:60], reason="unknown-word", words={"hint": f"; “{close[0]}” is" if close else ""})
    elif mistake := _mistake(words):
        yield Miss(mistake, reason="wrong-order")


def _mistake(words: list[str]) -> str:
    rest = list(words)
    if rest[0].startswith("section-"):
        rest.pop(0)
    if rest and rest[0] in PLACES:
        rest.pop(0)
    kind = rest.pop(0) if rest and rest[0] in KINDS else ""
    field = rest.pop(0) if rest else ""
    if field not in FIELDS and field not in CONTACTS:
        return f"“{field}” cannot stand where it does" if field else "the word for what the field holds is missing"
    if kind and field not in CONTACTS:
        return f"“{kind}” goes with “tel”, “email” and “impp” only, not with “{field}”"
    if rest not in ([], ["webauthn"]):
        return f"after “{field}” nothing more is expected, and “{rest[0]}” follows"
    return ""
