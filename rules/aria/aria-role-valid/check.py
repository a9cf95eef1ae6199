"""Look for a word of the role attribute that is a role; a list of fallbacks needs but one."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice

from govpagecheck.rule_api import ROLES, Context, Document, Element, Miss, accessible_name, explicit_role, is_focusable, role

# What people write for a role, where it is not nearly the same word.
MEANT = {
    "aside": "complementary",
    "content": "main",
    "footer": "contentinfo",
    "header": "banner",
    "image": "img",
    "menubutton": "button",
    "modal": "dialog",
    "nav": "navigation",
    "panel": "tabpanel",
    "section": "region",
    "select": "listbox",
    "sidebar": "complementary",
    "tabs": "tablist",
}
MOST_GUESSED = 100  # comparing words takes time, and a page may make up as many as it likes
NO_MEANING = (None, "generic", "none", "presentation")
NEAR = 20  # how many elements above and below are looked at


def check(context: Context, target: Element) -> Iterator[Miss]:
    written = target.get("role", "").split()
    if not written or explicit_role(context.document, target) is not None:
        return
    word = written[0].lower()
    if word == "text":
        return  # VoiceOver reads such an element in one go, and all others pass over the role, which does no harm
    native = role(context.document, target)  # as its parent leaves it: an `li` in a menu is no listitem
    stays = f"keeps the role {native} that it has by itself" if native not in (None, "none") else "has no role"
    is_abstract = word in ROLES
    meant = MEANT.get(word, "") if is_abstract else _meant(context.document, word)
    hint = f", perhaps “{meant}” was meant" if meant and not is_abstract else ""
    if _loses_something(context.document, target, native, meant):
        yield Miss(target.get("role", ""), reason="abstract-role" if is_abstract else "unknown-role", words={"stays": stays, "hint": hint})
    else:
        what = "only sorts other roles in WAI-ARIA" if is_abstract else "is no role"
        yield Miss(target.get("role", ""), reason="nothing-lost", words={"stays": stays, "what": what})


def _loses_something(document: Document, target: Element, native: str | None, meant: str) -> bool:
    """True where a role was called for: by the word itself, by what the element does, or by what it is in.

    WCAG 4.1.2 is about what people operate, and ACT 674b10 says of itself that it is stricter.
    """
    if meant not in (*NO_MEANING, "", native) and (meant != "region" or accessible_name(document, target)):
        return True
    if native not in NO_MEANING:
        return False
    names = [str(name) for name in target.keys()]  # noqa: SIM118 - attrib is slow in lxml
    if is_focusable(document, target) or any(name.startswith(("aria-", "on")) and name != "aria-hidden" for name in names):
        return True
    return _leaves_a_gap(document, target)


def _leaves_a_gap(document: Document, target: Element) -> bool:
    """True where the container above is for certain roles only, and neither the element nor what is in it has one."""
    around = (role(document, one) for one in islice(target.iterancestors(), NEAR))
    promised = ROLES[next((one for one in around if one not in NO_MEANING), None) or "generic"].required_owned
    return bool(promised) and not any(role(document, one) in promised for one in islice(target.iterdescendants("*"), NEAR))


def _meant(document: Document, word: str) -> str:
    if word in MEANT:
        return MEANT[word]
    guessed: dict[str, str] = document.memo("roles that were meant", dict)
    if word not in guessed and len(guessed) < MOST_GUESSED and 4 < len(word) < 30:
        usable = [name for name, one in ROLES.items() if not one.is_abstract]
        guessed[word] = next(iter(get_close_matches(word, usable, 1, 0.75)), "")
    return guessed.get(word, "")
