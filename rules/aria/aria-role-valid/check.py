"""Look for a word of the role attribute that is a role; a list of fallbacks needs but one."""

from collections.abc import Iterator
from difflib import get_close_matches

from govpagecheck.rule_api import ROLES, Context, Document, Element, Miss, explicit_role, role

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
    meant = "" if is_abstract else _meant(context.document, word)
    hint = f", perhaps “{meant}” was meant" if meant else ""
    yield Miss(target.get("role", ""), reason="abstract-role" if is_abstract else "unknown-role", words={"stays": stays, "hint": hint})


def _meant(document: Document, word: str) -> str:
    if word in MEANT:
        return MEANT[word]
    guessed: dict[str, str] = document.memo("roles that were meant", dict)
    if word not in guessed and len(guessed) < MOST_GUESSED and 4 < len(word) < 30:
        usable = [name for name, one in ROLES.items() if not one.is_abstract]
        guessed[word] = next(iter(get_close_matches(word, usable, 1, 0.75)), "")
    return guessed.get(word, "")
