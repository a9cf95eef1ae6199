"""Look for the seven topics that the page about an agency links to, in its text, its pictures' texts and its addresses."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Element, Miss, comparable, find_part

TOPICS = {
    "the strategic plan": r"strategic[ _-]?plan",
    "the performance plans and reports": r"performance[ _-](?:and |& ?)?(?:accountability |financial |summary )?(?:plan|report|result)"
    r"|annual[ _-]performance|(?:budget|planning|plans?)\b.{0,20}\bperformance|performance\b.{0,20}\bbudget|performance\.gov",
    "the contact for small business": r"small[ _-]?(?:and disadvantaged )?(?:business|entit)|\bosdbu\b",
    "open government": r"open[ _-]?gov|href=/open\b",
    "plain writing": r"plain[ _-]?(?:writing|language)",
    "the No FEAR Act data": r"no[ _-]?fear",
    "information quality": r"(?:information|data)[ _-]?quality|quality[ _-](?:of[ _-])?(?:information|guidelines)",
}
PATTERNS = {topic: re.compile(pattern, re.IGNORECASE) for topic, pattern in TOPICS.items()}
LONGEST = 200_000  # characters


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    del target  # the page as a whole
    document = context.document
    page = find_part(document, "metadata")
    if page.is_app_shell:
        yield RENDERED_BY_SCRIPT
        return
    addresses = " ".join("href=" + link.get("href", "") for link in document.index.by_tag["a"])
    pictures = " ".join(image.get("alt", "") for image in document.index.by_tag["img"])
    text = f"{comparable(document.dom_text(document.tree))} {pictures}"[:LONGEST] + " " + addresses[:LONGEST]
    missing = [topic for topic, pattern in PATTERNS.items() if not pattern.search(text)]
    if missing:
        *first, last = missing
        place = page.h1 or page.title
        yield Miss(
            reason="needs-person" if len(missing) == len(TOPICS) else "missing-topics",
            element=place.element if place else None,
            words={"missing": f"{', '.join(first)} and {last}" if first else last},
        )
