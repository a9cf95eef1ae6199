"""The facts of a page: what was recognised, without judgement, always under the same keys."""

from __future__ import annotations

from typing import Any

from govpagecheck.document import Document
from govpagecheck.model import empty_facts
from govpagecheck.parts import Fragment, archive_notice, banner, breadcrumb, dates, feedback, identifier, links, metadata, search, skip_link
from govpagecheck.text import shorten

MAX_FACT = 5000  # characters of one text; a page may write millions where it says its language


def facts_of(document: Document) -> dict[str, Any]:
    """Return the page's facts as JSON values; keys as in `model.empty_facts`, dates as ISO strings, long texts cut."""
    facts = empty_facts()
    page = metadata.find(document)
    facts["lang"] = page.lang
    facts["title"] = page.title.text if page.title else None
    facts["description"] = page.description.text if page.description else None
    if found := banner.find(document):
        facts["banner"] = {
            "kind": found.kind,
            "language": found.language,
            "httpsNotice": found.has_https_notice,
            "text": found.sentence.text if isinstance(found.sentence, Fragment) else None,
        }
    if trail := breadcrumb.find(document):
        facts["breadcrumb"] = {"markup": trail.markup, "items": [item.text for item in trail.items if item.text]}
    if notice := archive_notice.find(document):
        facts["archiveNotice"] = {"text": notice.text}
    if asked := feedback.find(document):
        facts["feedback"] = {"kind": asked.kind}
    page_dates = dates.find(document)
    facts["dates"] = {
        **{
            kind: mark.value.isoformat() if (mark := page_dates.first(kind)) and mark.value else None
            for kind in ("published", "updated", "reviewed")
        },
        "updatedVisible": page_dates.shows_updated,
        "updatedMachine": page_dates.declares_updated,
    }
    facts["identifier"] = identifier.find(document) is not None
    facts["skipLink"] = skip_link.find(document) is not None
    facts["search"] = search.find(document) is not None
    facts["links"] = sorted(links.find(document))
    return {name: _cut(fact) for name, fact in facts.items()}


def _cut(fact: Any) -> Any:
    if isinstance(fact, dict):
        return {name: _cut(one) for name, one in fact.items()}
    if isinstance(fact, list):
        return [_cut(one) for one in fact]
    return shorten(fact, MAX_FACT) if isinstance(fact, str) else fact
