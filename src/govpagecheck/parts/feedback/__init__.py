"""The way to say what one thinks of the page: a question with answers, a form, a survey vendor's script, or a link."""

from __future__ import annotations

from govpagecheck.document import Document
from govpagecheck.parts import part
from govpagecheck.parts.feedback.links import find_link
from govpagecheck.parts.feedback.prompts import find_prompt
from govpagecheck.parts.feedback.values import Feedback, Field
from govpagecheck.parts.feedback.vendors import find_vendor_in_settings, find_widget

__all__ = ["Feedback", "Field", "find"]


@part
def find(document: Document) -> Feedback | None:
    """Return the page's way to give feedback: a prompt rather than a vendor's widget rather than a link.

    Where there is none of them, settings that name a survey vendor's host count as that vendor's widget: the site works
    with it, and what it shows comes by script.
    """
    return find_prompt(document) or find_widget(document) or find_link(document) or find_vendor_in_settings(document)
