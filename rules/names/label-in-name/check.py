"""Look for the words that are seen, in their order, among the words of the name (the label-in-name algorithm of ACT 2ee8b8)."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import CannotTell, Context, Element, Miss, accessible_name, is_certain, normalise, visible_text

WORD = re.compile(r"[^\W_]+")
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Hyphens and apostrophes part words for one and join them for another: "e-mail", "email".
JOINING = re.compile("[-\u2010\u2011\u2019'\u00ad\u200b\u2060]")
FEW_WORDS = 12
SHORTEST = 3
NEEDS_PERSON = CannotTell("needs-person", "the name leaves out a part of the text in it; look which part people would take for its label")
UNREAD = CannotTell("unread-sheets", "by style sheets that were not read, a part of the text in it may be hidden or stand elsewhere")


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    document = context.document
    seen, name = visible_text(document, target), accessible_name(document, target)
    if not name or _is_in(seen, name):
        return
    words, first = WORD.findall(normalise(seen)), WORD.findall(normalise(name))
    if len(words) > FEW_WORDS and _is_in(" ".join(words[:2]), name):
        yield NEEDS_PERSON
    elif target.get("class") is not None and len(target) and not is_certain(document) and any(word in first for word in words):
        yield UNREAD
    else:
        yield Miss(seen, reason="shortened-word" if _is_shortened(seen, name) else "other-words")


def _is_in(seen: str, name: str) -> bool:
    for brackets in (None, " "):
        for joined in ("", " "):
            label, whole = (_words(text, brackets, joined) for text in (seen, name))
            # One letter is mostly a picture: an x that closes, a B for bold.
            if not label or (len(label) == 1 and len(label[0]) == 1 and label[0].isalpha()):
                return True
            if any(whole[start : start + len(label)] == label for start in range(len(whole) - len(label) + 1)):
                return True
    return False


def _is_shortened(seen: str, name: str) -> bool:
    """True where each word that is seen begins the word of the name in its place: Prev, previous; programs may match these or not."""
    label, whole = _words(seen, " ", ""), _words(name, " ", "")
    starts = range(len(whole) - len(label) + 1)
    if not all(word.isalpha() and len(word) >= SHORTEST for word in label):
        return False
    return any(all(map(str.startswith, whole[start : start + len(label)], label)) for start in starts)


def _words(text: str, brackets: str | None, joined: str) -> list[str]:
    folded = normalise(text).casefold().replace("&", " and ")
    if brackets is not None:
        folded = IN_BRACKETS.sub(brackets, folded)
    return WORD.findall(JOINING.sub(joined, folded))
