"""What a rule's check.py may import: the one module of govpagecheck that rules know.

A check is a generator `check(context, target)` that yields a Miss with the `reason` of one of its rule's expectations,
or a CannotTell. It sees the page through `context.document` and `find_part(context.document, name)`. A rule that compares
its targets with each other has `check_all(context, targets)` in its place: called once for all targets that it applies to,
it yields `(target, Miss or CannotTell)`.
The check of a rule about sites is a generator `check(site)` that yields a SiteMiss or a CannotTell, or NOT_APPLICABLE alone.
"""

from govpagecheck.accessibility.aria import ATTRIBUTES, ROLES
from govpagecheck.accessibility.focus import is_disabled, is_focusable, is_tabbable, tab_index
from govpagecheck.accessibility.frames import Frame, frames, page_in
from govpagecheck.accessibility.language_guess import compare_language
from govpagecheck.accessibility.language_tags import is_known_language, language_name, primary_subtag, suggested_tag
from govpagecheck.accessibility.language_text import languages_of_text, prose_by_language
from govpagecheck.accessibility.link_context import address_of, block_of, has_context, is_named_beside, is_vague, stands_alone
from govpagecheck.accessibility.link_destinations import Destination, destination_of, leads_nowhere, namesakes, target_on_page
from govpagecheck.accessibility.names import accessible_description, accessible_name, description_of, name_of
from govpagecheck.accessibility.names.absence import stray_label, why_unnamed
from govpagecheck.accessibility.names.host_language import input_type
from govpagecheck.accessibility.names.references import control_of, is_labelable, labels_of, referenced
from govpagecheck.accessibility.outline import Landmark, heading_level, headings, is_in_landmark, landmark_of, landmarks, mains
from govpagecheck.accessibility.ownership import is_empty, owned_by, owner_of
from govpagecheck.accessibility.repeated_blocks import blocks_before_content, is_in_repeated_block, text_pieces
from govpagecheck.accessibility.roles import (
    allowed_attributes,
    allowed_roles,
    elements_with_role,
    explicit_role,
    has_custom_tag,
    implicit_role,
    is_in_image,
    is_within,
    prohibits_name,
    role,
    undoes_presentation,
)
from govpagecheck.accessibility.styles import is_certain, style, style_attribute, text_colors, unread_sheets
from govpagecheck.accessibility.styles.contrast import contrast_ratio
from govpagecheck.accessibility.styles.orientation import turns_by_orientation
from govpagecheck.accessibility.table_grid import cell_of, grid, grid_of
from govpagecheck.accessibility.table_headers import cells_of, direction, headers_of
from govpagecheck.accessibility.table_layout import is_layout_table
from govpagecheck.accessibility.visibility import (
    is_aria_hidden,
    is_exposed,
    is_hidden,
    is_inert,
    is_rendered,
    is_visible,
    is_visually_hidden,
    may_be_hidden,
)
from govpagecheck.accessibility.visible_text import visible_text
from govpagecheck.document import Document, Element, Line
from govpagecheck.evidence import Answer, HostEvidence
from govpagecheck.parts import RENDERED_BY_SCRIPT, CannotTell, Fragment, find_part
from govpagecheck.parts.archive_notice import ArchiveNotice
from govpagecheck.parts.archive_signals import ArchiveSignal
from govpagecheck.parts.banner import Banner
from govpagecheck.parts.breadcrumb import Breadcrumb, Crumb, is_home_address, is_home_word, mentions_home, without_ellipsis
from govpagecheck.parts.dates import DateMark, PageDates, written_out
from govpagecheck.parts.feedback import Feedback
from govpagecheck.parts.metadata import Metadata
from govpagecheck.parts.metadata import find as find_metadata
from govpagecheck.rules.expect import Miss
from govpagecheck.rules.site_rules import NOT_APPLICABLE, NotApplicable, SiteMiss
from govpagecheck.rules.values import Context, known_name
from govpagecheck.site_groups import is_copy, joined, language_of, majority, parted, primary_language
from govpagecheck.site_links import Fate, comparable_address, fates
from govpagecheck.site_page import Dated, Help, Link, Menu, SitePage, normalised
from govpagecheck.site_store import Place, Site, Variant
from govpagecheck.site_store import names as names_of_pages
from govpagecheck.site_store import number_of as number_of_pages
from govpagecheck.text import comparable, normalise, shorten, word_count

__all__ = [
    "ATTRIBUTES",
    "NOT_APPLICABLE",
    "RENDERED_BY_SCRIPT",
    "ROLES",
    "Answer",
    "ArchiveNotice",
    "ArchiveSignal",
    "Banner",
    "Breadcrumb",
    "CannotTell",
    "Context",
    "Crumb",
    "DateMark",
    "Dated",
    "Destination",
    "Document",
    "Element",
    "Fate",
    "Feedback",
    "Fragment",
    "Frame",
    "Help",
    "HostEvidence",
    "Landmark",
    "Line",
    "Link",
    "Menu",
    "Metadata",
    "Miss",
    "NotApplicable",
    "PageDates",
    "Place",
    "Site",
    "SiteMiss",
    "SitePage",
    "Variant",
    "accessible_description",
    "accessible_name",
    "address_of",
    "allowed_attributes",
    "allowed_roles",
    "block_of",
    "blocks_before_content",
    "cell_of",
    "cells_of",
    "comparable",
    "comparable_address",
    "compare_language",
    "contrast_ratio",
    "control_of",
    "description_of",
    "destination_of",
    "direction",
    "elements_with_role",
    "example_of",
    "explicit_role",
    "fates",
    "find_part",
    "frames",
    "grid",
    "grid_of",
    "has_context",
    "has_custom_tag",
    "headers_of",
    "heading_level",
    "headings",
    "implicit_role",
    "input_type",
    "is_aria_hidden",
    "is_certain",
    "is_copy",
    "is_disabled",
    "is_empty",
    "is_exposed",
    "is_focusable",
    "is_hidden",
    "is_home_address",
    "is_home_word",
    "is_in_image",
    "is_in_landmark",
    "is_in_repeated_block",
    "is_inert",
    "is_known_language",
    "is_labelable",
    "is_layout_table",
    "is_named_beside",
    "is_rendered",
    "is_tabbable",
    "is_vague",
    "is_visible",
    "is_visually_hidden",
    "is_within",
    "joined",
    "known_name",
    "labels_of",
    "landmark_of",
    "landmarks",
    "language_name",
    "language_of",
    "languages_of_text",
    "leads_nowhere",
    "mains",
    "majority",
    "may_be_hidden",
    "mentions_home",
    "name_of",
    "names_of_pages",
    "namesakes",
    "normalise",
    "normalised",
    "number_of_pages",
    "owned_by",
    "owner_of",
    "page_in",
    "parted",
    "primary_language",
    "primary_subtag",
    "prohibits_name",
    "prose_by_language",
    "referenced",
    "role",
    "shorten",
    "stands_alone",
    "stray_label",
    "style",
    "style_attribute",
    "suggested_tag",
    "tab_index",
    "target_on_page",
    "text_colors",
    "text_pieces",
    "turns_by_orientation",
    "undoes_presentation",
    "unread_sheets",
    "visible_text",
    "why_unnamed",
    "without_ellipsis",
    "word_count",
    "written_out",
]


def example_of(context: Context, book: str, key: str) -> str:
    """Return the first current wording under a key of a phrase book that the rule names in `books`, in the page's language if it can."""
    return context.books[book].example(key, find_metadata(context.document).language)
