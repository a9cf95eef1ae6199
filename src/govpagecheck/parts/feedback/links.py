"""Links for feedback: to a form or survey about the page or site, or to a form in a dialog."""

from __future__ import annotations

import re
from itertools import islice

from govpagecheck.document import Document, Element
from govpagecheck.parts.feedback.prompts import FORM_TITLE, MAX_LEVELS, holds_form, is_in_dialog, is_small, lines_that_may_ask
from govpagecheck.parts.feedback.values import Feedback
from govpagecheck.text import comparable
from govpagecheck.word_search import Texts

_LINK = re.compile(
    r"(?:(?:please )?(?:give|send|leave|provide|share|submit|add)(?: us)?(?: your| some)? )?"
    r"(?:(?:on |about |our |this )*(?:internet |intranet )?(?:web ?)?(?:site|page) )?feedback"
    r"(?: (?:form|survey|page))?(?: (?:on|about|for) (?:this|our|the) (?:new )?(?:web ?)?(?:page|site))?"
    r"|(?:[\w'-]+ ){1,3}feedback form"
    r"|(?:take (?:our|the|this) )?(?:web ?site|site|page|user experience|customer satisfaction)(?: (?:user|customer|visitor))?"
    r"(?: satisfaction| feedback)? survey"
    r"|take our (?:web ?site |customer |user )?survey"
    r"|(?:report|is there) (?:a problem(?: or (?:mistake|error))?|an error|an issue|something wrong|anything wrong|a mistake)"
    r" (?:on|with|about) (?:this|the|our) (?:web ?)?(?:page|site)"
    r"|report a (?:web ?site|web ?page|site) (?:problem|issue|error)|report (?:web ?site|site) (?:problems|issues)"
    r"|(?:rate|improve|help us improve|help improve|comment on|comments on|suggestions for) (?:this|our|the) (?:web ?)?(?:page|site)"
    r"|(?:web ?site|site|page) (?:comments|suggestions)(?: (?:and|or|&) (?:comments|suggestions|feedback))?"
    r"|tell us what you think(?: (?:of|about) (?:this|our) (?:web ?)?(?:page|site))?"
    r"|comentarios sobre (?:esta|este|la|el) (?:p[aá]gina|sitio)(?: web)?"
    r"|informar (?:de )?un problema (?:en|con) (?:esta p[aá]gina|este sitio)"
    r"|signaler un probl[eè]me (?:ou une erreur )?sur cette page|vos commentaires sur (?:cette page|ce site)|r[eé]troaction",
    re.IGNORECASE,
)
# Every such link holds one of these, and every such sentence one of the others; looking for them first keeps long pages quick.
_LINK_HINTS = ("feedback", "survey", "page", "site", "think", "comentarios", "problema", "troaction")
_SENTENCE_HINTS = ("feedback", "improve")
# A sentence of a footer that sends to the contact page for feedback: "... provide feedback, or report a problem."
_SENTENCE = re.compile(
    r"\b(?:provide|give|send|leave|share|submit)(?: us)?(?: your)?(?: (?:web ?)?site| page)? feedback\b"
    r".*?\b(?:report a problem|(?:web ?)?(?:page|site))\b"
    r"|\bhow (?:can|could) we improve this (?:web ?)?(?:page|site)\b|\bfeedback (?:on|about) (?:this|our) (?:web ?)?(?:page|site)\b",
    re.IGNORECASE,
)


def find_link(document: Document) -> Feedback | None:
    """Return a link or control about feedback, a sentence that links to it, or the title of a form that stands in a dialog."""
    links = [one for one in document.index.by_tag["a"] if one.get("href") is not None or one.get("role") == "button"]
    texts = [document.exposed_text(link) or comparable(link.get("aria-label") or "") for link in links]
    for number in Texts(texts).holding(_LINK_HINTS):
        link, text = links[number], texts[number]
        if len(text) <= 80 and _LINK.fullmatch(comparable(text).strip(" .:!?>»")) and not document.is_hidden(link):
            return Feedback(link, "link", text=text)
    for line in lines_that_may_ask(document, _SENTENCE_HINTS):
        if _SENTENCE.search(line.text) and next(line.element.iter("a"), None) is not None:
            return Feedback(line.element, "link", text=line.text)
        if "feedback" in line.text.lower() and FORM_TITLE.fullmatch(comparable(line.text)) and _opens_form(line.element):
            return Feedback(line.element, "link", text=line.text)
    return None


def _opens_form(title: Element) -> bool:
    """True for the title of a feedback form in a dialog."""
    if not is_in_dialog(title):
        return False
    return any(holds_form(one, False) for one in islice((title, *title.iterancestors()), MAX_LEVELS) if is_small(one))
