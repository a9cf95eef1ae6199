"""The breadcrumb: the trail of links from the home page to this page, in whatever markup it comes."""

from __future__ import annotations

from itertools import chain

from govpagecheck.document import Document
from govpagecheck.parts import part
from govpagecheck.parts.breadcrumb.home_icon import home_icon
from govpagecheck.parts.breadcrumb.landmark import find_landmark, label_of
from govpagecheck.parts.breadcrumb.markup import trails_by_markup
from govpagecheck.parts.breadcrumb.structure import trails_by_structure
from govpagecheck.parts.breadcrumb.structured_data import annotated_names, structured_data
from govpagecheck.parts.breadcrumb.trail import Breadcrumb, Crumb, Trail
from govpagecheck.parts.breadcrumb.wording import is_home_address, is_home_word, mentions_home, without_ellipsis

__all__ = ["Breadcrumb", "Crumb", "find", "is_home_address", "is_home_word", "mentions_home", "without_ellipsis"]


@part
def find(document: Document) -> Breadcrumb | None:
    """Return the trail of the page; hidden copies count only where no trail is visible."""
    script, structured = structured_data(document)
    trail = _best_trail(document)
    if trail is None:
        return None if script is None else Breadcrumb(script, "structured-data", structured=structured)
    landmark, is_labelled = find_landmark(document, trail)
    icon = home_icon(document, trail)
    return Breadcrumb(
        element=landmark if landmark is not None else trail.element,
        markup="nav" if is_labelled else "unlabelled",
        landmark=landmark,
        name=label_of(document, landmark) if landmark is not None else None,
        list_element=trail.list_element,
        items=trail.items if icon is None else (icon, *trail.items),
        separators=trail.separators,
        structured=structured or annotated_names(document),
    )


def _best_trail(document: Document) -> Trail | None:
    hidden: Trail | None = None
    short: Trail | None = None
    for trail in chain(trails_by_markup(document), trails_by_structure(document)):
        if document.is_hidden(trail.element):
            hidden = hidden or trail
        elif len(trail.items) > 1:
            return trail
        else:
            short = short or trail
    return short or hidden
