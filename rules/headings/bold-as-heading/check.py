"""Find short paragraphs that are all in bold and introduce a paragraph or list that is not; a page's are told at once."""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import islice

from govpagecheck.rule_api import Context, Document, Element, Miss, headings, is_exposed, landmark_of, mains, style

BOLD = 600  # font weight
LONGEST = 80  # characters
# It ends like no sentence and no date, and it has letters in both cases.
IS_TITLE = re.compile(r"(?=.*[a-zß-ÿ])[A-ZÀ-Þ¿0-9].*[^.:;,!…0-9]", re.DOTALL)
# Where bold lines have other uses: contacts, quotations, captions, cells, cards that are links, dialogs and alerts.
ELSEWHERE = frozenset("a address aside blockquote button caption dd dt details dialog figure footer form header label li nav table".split())
ELSEWHERE_ROLES = frozenset("alert alertdialog banner complementary contentinfo dialog navigation note search status".split())
LOOKED_AT = 40  # elements around a paragraph, and inside of it


def check(context: Context, paragraph: Element) -> Iterator[Miss]:
    document = context.document
    found = document.memo("bold-as-heading", lambda: [one for one in document.index.by_tag["p"] if _is_heading(document, one)])
    if found and found[0] is paragraph:
        level = min(_before(document, paragraph) + 1, 6)
        more = f" So do {len(found) - 1} more lines of the page." if len(found) > 1 else ""
        yield Miss(reason="bold-line", words={"level": str(level), "more": more})


def _is_heading(document: Document, paragraph: Element) -> bool:
    text = document.exposed_text(paragraph)
    if not 4 <= len(text) <= LONGEST or not IS_TITLE.fullmatch(text) or not is_exposed(document, paragraph):
        return False
    following = next((one for one in paragraph.itersiblings("*") if is_exposed(document, one)), None)
    if following is None or following.tag not in ("p", "ul", "ol") or not _is_bold(document, paragraph) or _is_bold(document, following):
        return False
    return len(document.exposed_text(following)) >= 2 * len(text) and _is_in_content(document, paragraph)


def _is_bold(document: Document, paragraph: Element) -> bool:
    """True where all text is in bold, and none of it is a link."""
    inside = list(islice(paragraph.iter("*"), LOOKED_AT))
    holders = [one for one in inside if (one.text or "").strip()]
    holders += [one.getparent() for one in inside if one is not paragraph and (one.tail or "").strip()]
    if len(inside) == LOOKED_AT or any(one.tag == "a" for one in inside):
        return False
    return all(isinstance(weight := style(document, one).font_weight, float) and weight >= BOLD for one in holders)


def _is_in_content(document: Document, paragraph: Element) -> bool:
    """True in the main landmark, or after a heading of a page that has none, and not in a part where bold lines have other uses."""
    landmark = landmark_of(document, paragraph)
    if mains(document) and (landmark is None or landmark.element not in mains(document)):
        return False
    around = islice(paragraph.iterancestors(), LOOKED_AT)
    return bool(_before(document, paragraph)) and not any(one.tag in ELSEWHERE or one.get("role") in ELSEWHERE_ROLES for one in around)


def _before(document: Document, paragraph: Element) -> int:
    """Return the level of the heading before the paragraph, 0 where there is none."""
    order = document.index.order
    known = (one for one in headings(document) if one.is_exposed)
    places = document.memo("bold-as-heading: places", lambda: [(order[one.element], one.level) for one in known])
    number = bisect(places, (order[paragraph], 0))
    return places[number - 1][1] if number else 0
