"""Tell whether the page is the site's accessibility statement, and what its content leaves out."""

import re
from collections.abc import Iterator

from govpagecheck.rule_api import RENDERED_BY_SCRIPT, CannotTell, Context, Document, Element, Metadata, Miss, comparable, find_part

AGENCY = r"(?:(?:The )?[A-Z][\w.&'-]*(?: (?:of|for|and|the|&|[A-Z][\w.&'-]*)){0,7} )?"
ABOUT_THE_SITE = r"(?:(?:(?:[Ww]eb ?)?[Ss]ite|[Ww]eb|[Dd]igital|(?:[Ss]ection )?508) )*+"
# A name that only a statement has ...
STATEMENT = re.compile(
    rf"{AGENCY}{ABOUT_THE_SITE}[Aa]ccessibility (?:[Ss]tatement|[Pp]olicy)(?: (?:for|of) .{{1,80}})?(?: \(.{{1,40}}\))?"
    r"|(?:Declaraci[óo]n|Pol[íi]tica) de [Aa]ccesibilidad(?: (?:de|del|para) .{1,80})?"
)
# ... and one that an article may have as well, unless the text speaks for the site and of the law.
AMBIGUOUS = re.compile(
    r"(?:(?:web ?)?site |web |digital |(?:section )?508 )*+accessibility(?: (?:and|&|/) (?:section )?508)?(?: at .{1,60})?"
    r"|(?:section )?508(?: (?:compliance|accessibility))?|accessibility ?/ ?(?:section )?508|accesibilidad",
    re.IGNORECASE,
)
NO_STATEMENT = re.compile(
    r"\b(?:how|why|what|writ\w+|creat\w+|develop\w*|publish\w*|sample|model|example|template|draft|your|guide|checklist)\b", re.IGNORECASE
)
COMMITMENT = re.compile(
    r"\b(?:is|are|remains?) (?:fully |strongly |deeply )?committed to|\b(?:our|its|the agency's) (?:commitment|goal|policy)"
    r"|\bwe (?:want|strive|aim)|\bstrives? to|\bdedicated to|\bnuestro compromiso|\b(?:se compromete|compromiso con)",
    re.IGNORECASE,
)
LAW = re.compile(r"\bsection 508\b|\brehabilitation act\b|\bsecci[óo]n 508\b|\b(?:29 )?u\.?s\.?c\.? ?(?:§ ?)?794d", re.IGNORECASE)

MAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\)|&#64;)\s?[\w-]{1,63}\s?(?:\.|\[dot\]|\(dot\)| dot )\s?\w", re.IGNORECASE)
HIDDEN_MAIL = re.compile(r"\[email[\s\xa0]protected\]", re.IGNORECASE)
TELEPHONE = re.compile(r"(?<!\d)\(?\d{3}\)?[-. /]{1,2}\d{3}[-. ]\d{4}(?!\d)|\b(?:TTY|call|dial):? ?7-?1-?1\b", re.IGNORECASE)
CONTACT = re.compile(
    r"\bcontact\b|\bcontacto\b|\bcont[áa]cte|\be-?mail\b|\bcorreo\b|508 (?:program|coordinator|manager|team|office|officer)", re.IGNORECASE
)
FEEDBACK = re.compile(
    r"\bfeedback\b|\bcomments?\b|\breport\b|\bcomplain|\bcontact|\blet us know\b|\btell us\b|\brequest\b|\bask\b"
    r"|\bcomentarios?\b|\bcont[áa]ct|\bqueja",
    re.IGNORECASE,
)
A_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-zé]{0,7}\.?(?: de)? (?:\d{1,2}(?:st|nd|rd|th)?,? )?"
    r"(?:de )?(?:19|20)\d\d\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
LONGEST_NAME = 200
LONGEST = 100_000  # characters of a page's content that are searched


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    del target  # the page as a whole
    document = context.document
    page: Metadata = find_part(document, "metadata")
    roots = list(page.main) or [document.tree]
    text = comparable(" ".join(document.dom_text(root) for root in roots)[:LONGEST])
    if not is_statement(page, text):
        return
    if page.is_app_shell:
        yield RENDERED_BY_SCRIPT
        return
    links = [link for link in document.index.by_tag["a"] if link.get("href") and not set(roots).isdisjoint(link.iterancestors())]
    missing = {
        "no-contact": None if can_reach(document, links, text) else "contact of the Section 508 program",
        "no-feedback": None if can_comment(document, links, text, roots) else "way to comment",
        "no-date": None if find_part(document, "dates").marks or A_DATE.search(text) else "date of the last update",
    }
    lacking = [(reason, words) for reason, words in missing.items() if words]
    if lacking:
        also = " and no ".join(words for _, words in lacking[1:])
        place = page.h1 or page.title
        yield Miss(reason=lacking[0][0], element=place.element if place else None, words={"also": f", and no {also}" if also else ""})


def is_statement(page: Metadata, text: str) -> bool:
    names = [comparable(page.h1.text)] if page.h1 else [*page.title_parts[:1]]
    name = names[0] if names else ""
    if len(name) > LONGEST_NAME or NO_STATEMENT.search(name):
        return False
    if STATEMENT.fullmatch(name):
        return True
    return AMBIGUOUS.fullmatch(name) is not None and LAW.search(text) is not None and COMMITMENT.search(text) is not None


def can_reach(document: Document, links: list[Element], text: str) -> bool:
    return has_address(links, text) or any(CONTACT.search(document.dom_text(link)) for link in links)


def can_comment(document: Document, links: list[Element], text: str, roots: list[Element]) -> bool:
    if has_address(links, text) or any(FEEDBACK.search(document.dom_text(link)) for link in links):
        return True
    return any(root in field.iterancestors() for root in roots for field in document.select("form textarea, iframe[src]"))


def has_address(links: list[Element], text: str) -> bool:
    is_linked = any(re.match(r"\s*(?:mailto:|tel:)|.*/cdn-cgi/l/email-protection", link.get("href", ""), re.IGNORECASE) for link in links)
    return is_linked or any(pattern.search(text) for pattern in (MAIL, HIDDEN_MAIL, TELEPHONE))
