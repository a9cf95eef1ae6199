"""The official-site banner: the sentence that names the government, its toggle, and the guidance on domain and HTTPS."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from govpagecheck.document import Document, Element, Line, lowest_common
from govpagecheck.parts import RENDERED_BY_SCRIPT, CannotTell, Fragment, part
from govpagecheck.parts.banner.guidance import Guidance, lines_inside, read_guidance
from govpagecheck.parts.banner.toggle import controlled, find_panel, find_toggle, silent_toggle, toggle_near, up
from govpagecheck.parts.banner.wording import (
    Wording,
    government_of,
    guidance_topic,
    is_negated,
    may_hold_sentence,
    mentions_https,
    read_sentence,
    top_level_domain,
)
from govpagecheck.text import normalise

Value = Fragment | CannotTell | None

# Elements that draw the banner in a shadow root: USWDS 3.13, VA, New York, Singapore, Canada's header with its signature.
_CUSTOM_ELEMENTS = ("usa-banner", "va-official-gov-banner", "nys-unavheader", "sgds-masthead", "gcds-header")
_GOVERNMENTS = {"nys-unavheader": "state", "sgds-masthead": "foreign", "gcds-header": "foreign"}
_CUSTOM_NAME = re.compile(r"(?:[a-z]+-)*(?:usa|us|gov|government|official)(?:-[a-z]+)*-banner")
_SLOTS = {
    "banner-text": "sentence",
    "banner-action": "toggle",
    "domain-heading": "domain_heading",
    "domain-text": "domain_text",
    "https-heading": "https_heading",
    "https-text": "https_text",
}
_CONTENT_TAGS = frozenset({"article", "blockquote", "q", "code", "pre", "samp", "figure", "textarea", "option", "dialog"})
_IDENTIFIER = re.compile(r"identifier|agency description", re.IGNORECASE)
_CHROME = re.compile(r"head|foot|banner|masthead|top|brand|utility|official", re.IGNORECASE)
_FLAG = re.compile(r"flag|favicon-57|bandera|drapeau", re.IGNORECASE)
_VERSION_3_PANEL = re.compile(r"gov-banner-(?:default|lang|dot)")
_FURTHEST_GUIDANCE = 40  # lines between sentence and guidance: language menus stand between them on real pages
_MOST_CANDIDATES = 20
_MOST_SENTENCES = 200
_MOST_CHILDREN = 30
_LONGEST_NAME = 60  # of a custom element


@dataclass(frozen=True)
class Banner:
    """An official-site banner as served; a text is CannotTell where a web component writes it.

    `kind` is the kind of the facts: "us-federal-gov", "us-federal-mil", "us-state" (state, county, city, tribe), "other"
    (another country's), "partial" (a sentence without both guidance items), "web-component". `government` says whose banner it
    is, whatever its kind: "federal", "state" (state, county, city, tribe) or "foreign". `others` are the page's further banners.
    """

    element: Element
    kind: str
    generation: str
    language: str | None
    tld: str | None
    sentence: Value
    toggle: Value
    domain_heading: Value = None
    domain_text: Value = None
    https_heading: Value = None
    https_text: Value = None
    panel: Element | None = None
    flag: Element | None = None
    label: str | None = None
    is_negated: bool = False
    government: str = "federal"
    others: tuple[Element, ...] = ()

    @property
    def is_drawn_by_script(self) -> bool:
        """True when a web component draws the banner: flag, toggle and panel are not in the served markup."""
        return self.kind == "web-component" and not any(child.get("shadowrootmode") is not None for child in self.element)

    @property
    def icons(self) -> tuple[Element, ...]:
        """The images of the panel, without the flag and the lock that stands in the text."""
        if self.panel is None:
            return ()
        texts = [value.element for value in (self.domain_text, self.https_text) if isinstance(value, Fragment)]
        inside = {image for text in texts for image in text.iter("img")}
        return tuple(image for image in self.panel.iter("img") if image is not self.flag and image not in inside)

    @property
    def has_https_notice(self) -> bool:
        """True when the page's own text tells readers about HTTPS or the lock; "The site is secure." alone does not."""
        texts = [value.text for value in (self.https_heading, self.https_text) if isinstance(value, Fragment)]
        return any(mentions_https(text) for text in texts)


@dataclass(frozen=True)
class _Candidate:
    """A banner, and whether more than its sentence speaks for it: USWDS markup, a toggle or guidance."""

    banner: Banner
    is_certain: bool


@part
def find(document: Document) -> Banner | None:
    """Return the page's banner: the first complete one, else the first; None when the page has none."""
    banners = find_all(document)
    found = next((banner for banner in banners if banner.kind != "partial"), banners[0] if banners else None)
    return found and replace(found, others=tuple(banner.element for banner in banners if banner is not found))


@part
def find_all(document: Document) -> tuple[Banner, ...]:
    """Return the page's banners in page order.

    A lone sentence ("Official website of the State of ...") counts only where nothing else is a banner: beside one, it
    is the footer's name plate.
    """
    candidates = _custom_elements(document)
    candidates += _uswds_markup(document, [candidate.banner.element for candidate in candidates])
    candidates += _own_markup(document, [candidate.banner.element for candidate in candidates])
    certain = [candidate.banner for candidate in candidates if candidate.is_certain]
    if not certain:
        return tuple(candidate.banner for candidate in candidates[:1])
    return tuple(sorted(certain, key=lambda banner: document.index.order.get(banner.element, 0)))


# -- the three kinds of markup ----------------------------------------------------------------------------------------


def _custom_elements(document: Document) -> list[_Candidate]:
    names = [name for name in document.index.by_tag if name in _CUSTOM_ELEMENTS or _is_banner_name(name)]
    elements = sorted((one for name in names for one in document.index.by_tag[name]), key=document.index.order.__getitem__)
    return [
        _Candidate(_read_custom_element(document, element), True)
        for element in _outermost(elements[:_MOST_CANDIDATES])
        if not document.is_hidden(element) and not _is_content(element) and not _is_plain_wrapper(document, element)
    ]


def _is_banner_name(tag: str) -> bool:
    """True when the tag names a government and ends in "-banner"; long names would keep the pattern busy."""
    return len(tag) <= _LONGEST_NAME and tag.endswith("-banner") and _CUSTOM_NAME.fullmatch(tag) is not None


def _outermost(elements: Sequence[Element]) -> list[Element]:
    """Return the elements, given in page order, that stand in no other of them."""
    kept: list[Element] = []
    for element in elements:
        if not _is_inside(element, kept):
            kept.append(element)
    return kept


def _is_plain_wrapper(document: Document, element: Element) -> bool:
    """True when a framework's element holds the served texts without slots or a shadow root: its markup is read as any other."""
    if any(child.get("slot") is not None or child.get("shadowrootmode") is not None for child in element):
        return False
    has_text = bool(document.dom_text(element))
    return has_text and (element.tag not in _CUSTOM_ELEMENTS or any(read_sentence(line.text) for line in lines_inside(document, element)))


def _read_custom_element(document: Document, element: Element) -> Banner:
    lines = lines_inside(document, element)
    found = next(((line, words) for line in lines if (words := read_sentence(line.text))), None)
    guidance = read_guidance(document, lines)
    slots = {field: Fragment(child, document.dom_text(child)) for child in element if (field := _SLOTS.get(child.get("slot") or ""))}
    is_drawn = any(child.get("shadowrootmode") is not None for child in element)
    missing = None if is_drawn else RENDERED_BY_SCRIPT
    toggle = find_toggle(document, element, lines, guidance) if is_drawn else None
    texts: dict[str, Value] = {
        "sentence": Fragment(found[0].element, found[1].text) if found else missing,
        "toggle": toggle or missing,
        **{field: getattr(guidance, field) or missing for field in list(_SLOTS.values())[2:]},
        **slots,
    }
    sentence = texts["sentence"]
    named = _named_domain(texts["domain_heading"], texts["domain_text"], texts["https_heading"])
    return Banner(
        element,
        "web-component",
        "web-component",
        _language(element, found[1].language if found else None),
        named or _declared_domain(element),
        panel=find_panel(document, toggle, guidance),
        flag=_find_flag(element),
        label=normalise(element.get("label") or "") or _label(document, element),
        is_negated=isinstance(sentence, Fragment) and is_negated(sentence.text),
        government=_GOVERNMENTS.get(element.tag) or (found[1].government if found else "federal"),
        others=(),
        **texts,
    )


def _declared_domain(element: Element) -> str | None:
    """Return what the component shows for its `tld`: USWDS takes anything but "mil" for gov, VA shows nothing then."""
    declared = element.get("tld")
    if declared is None or (element.tag != "usa-banner" and declared not in ("gov", "mil")):
        return None
    return "mil" if declared == "mil" else "gov"


def _uswds_markup(document: Document, taken: Sequence[Element]) -> list[_Candidate]:
    """Read the elements of class usa-banner; one that identifies no site (a promotion in the same style) is none."""
    found: list[_Candidate] = []
    for element in _outermost(document.index.by_class.get("usa-banner", [])[:_MOST_CANDIDATES]):
        if document.is_hidden(element) or _is_content(element) or _is_inside(element, taken):
            continue
        lines = lines_inside(document, element)
        guidance = read_guidance(document, lines)
        sentence = next(((line, words) for line in lines if not line.is_hidden and (words := read_sentence(line.text))), None)
        if sentence is None and guidance.is_complete and guidance_topic(lines[0].text) is None:
            text = lines[0].text
            sentence = lines[0], Wording(text, "", government_of(text), is_negated(text))
        if sentence is not None:
            found.append(_Candidate(_build(document, element, *sentence, guidance, find_toggle(document, element, lines, guidance)), True))
    return found


def _own_markup(document: Document, taken: Sequence[Element]) -> list[_Candidate]:
    """Read the sentences that stand outside known markup, each with the toggle and guidance that follow it."""
    found: list[_Candidate] = []
    roots = [*taken]
    possible = [number for number, line in enumerate(document.lines) if not line.is_hidden and may_hold_sentence(line.text)]
    if len(possible) > 2 * _MOST_SENTENCES:  # banners stand at the top, name plates at the bottom too
        possible = possible[:_MOST_SENTENCES] + possible[-_MOST_SENTENCES:]
    for number in possible:
        whole = document.lines[number]
        line, words = _sentence_in(document, whole)
        if words is None or _is_inside(line.element, roots) or _is_content(line.element):
            continue
        candidate = _read_own(document, number, whole, line, words)
        if candidate is not None:
            found.append(candidate)
            roots.append(candidate.banner.element)
        if len(found) >= _MOST_CANDIDATES:
            break
    return found


def _sentence_in(document: Document, line: Line) -> tuple[Line, Wording | None]:
    """Read the line, or an inline element of it: a skip link may share the line, and so may a copy for narrow screens."""
    words = read_sentence(line.text)
    if next(islice(line.element.iterchildren(), _MOST_CHILDREN, None), None) is not None:
        return line, words
    inline = line.element.iterchildren("a", "button", "span", "strong", "em", "b", "small", "u", "font")
    parts = [(child, text) for child in inline if (text := document.dom_text(child)) and text in line.text]
    read = [(Line(text, child, line.is_hidden), own) for child, text in parts if (own := read_sentence(text))]
    if read and (words is None or len(read) > 1):
        return read[0]
    return line, words


def _read_own(document: Document, number: int, whole: Line, line: Line, words: Wording) -> _Candidate | None:
    following = document.lines[number + 1 : number + 1 + _FURTHEST_GUIDANCE]
    is_in_main = _main(line.element) is not None
    if is_in_main and _follows_heading(document, line.element):
        return None
    near: list[Line] = []
    for one in following:
        if (read_sentence(one.text) and not one.is_hidden) or (_main(one.element) is not None) != is_in_main:
            break
        near.append(one)
    toggle = toggle_near(document, whole, near[:4])
    guidance = read_guidance(document, near)
    toggle = toggle or silent_toggle(document, line, near[:3])
    target = controlled(document, toggle.element) if toggle else None
    if target is not None and not guidance.is_complete:
        guidance = read_guidance(document, lines_inside(document, target))
    is_certain = guidance.is_complete or toggle is not None
    if not is_certain and (is_in_main or not _is_name_plate(document, number, line, words)):
        return None
    if not is_certain:
        guidance = Guidance()
    head = [line.element, *([toggle.element] if toggle else [])]
    root = lowest_common([*head, *guidance.elements])
    if root.tag in ("body", "html", "form", "main"):  # the guidance stands elsewhere, in a modal window for instance
        root = lowest_common(head)
    root = _grow(document, root)
    return _Candidate(_build(document, root, line, words, guidance, toggle), is_certain)


def _build(document: Document, root: Element, line: Line, words: Wording, guidance: Guidance, toggle: Fragment | None) -> Banner:
    named = _named_domain(guidance.domain_heading, guidance.domain_text, guidance.https_heading)
    # A panel that the toggle names and the markup lacks is put there by a script when it opens.
    absent = RENDERED_BY_SCRIPT if not guidance.elements and toggle and _names_absent_panel(document, toggle.element) else None
    if words.government == "foreign":
        kind = "other"
    elif not guidance.is_complete:
        kind = "partial"
    elif words.government == "state":
        kind = "us-state"
    else:
        kind = "us-federal-mil" if named == "mil" else "us-federal-gov"
    return Banner(
        root,
        kind,
        _generation(root, line.element, toggle),
        _language(line.element, words.language or None),
        named,
        Fragment(line.element, words.text),
        toggle,
        guidance.domain_heading or absent,
        guidance.domain_text or absent,
        guidance.https_heading or absent,
        guidance.https_text or absent,
        find_panel(document, toggle, guidance),
        _find_flag(root),
        _label(document, root),
        words.is_negated,
        words.government,
    )


def _names_absent_panel(document: Document, toggle: Element) -> bool:
    return bool(toggle.get("aria-controls")) and controlled(document, toggle) is None


def _named_domain(*values: Value) -> str | None:
    return next((named for value in values if isinstance(value, Fragment) and (named := top_level_domain(value.text))), None)


# -- places and attributes --------------------------------------------------------------------------------------------


def _grow(document: Document, element: Element) -> Element:
    """Climb while nothing but empty boxes and images is added, so that flag and region label belong to the banner."""
    while (parent := element.getparent()) is not None and parent.tag not in ("body", "html", "header", "footer", "main", "form"):
        if element.get("aria-label") or normalise((parent.text or "") + "".join(child.tail or "" for child in parent)):
            break
        if any(child is not element and document.exposed_text(child) for child in parent.iterchildren(etree.Element)):
            break
        if next(parent.iter("input", "select", "textarea", "nav"), None) is not None:
            break
        element = parent
    return element


def _is_inside(element: Element, roots: Sequence[Element]) -> bool:
    return bool(roots) and any(one in roots for one in (element, *element.iterancestors()))


def _is_content(element: Element) -> bool:
    """True for quoted or authored content, and for the agency identifier, whose disclaimer reads like a banner."""
    for one in (element, *element.iterancestors()):
        if one.tag in _CONTENT_TAGS or one.get("role") in ("article", "dialog"):
            return True
        if any(_IDENTIFIER.search(one.get(name) or "") for name in ("class", "aria-label")):
            return True
    return False


def _main(element: Element) -> Element | None:
    return next((one for one in (element, *element.iterancestors()) if one.tag == "main" or one.get("role") == "main"), None)


def _follows_heading(document: Document, element: Element) -> bool:
    first = next(iter(document.index.by_tag.get("h1", ())), None)
    return first is not None and document.precedes(first, element)


def _is_name_plate(document: Document, number: int, line: Line, words: Wording) -> bool:
    """True when a lone sentence stands in the frame of the page and is no entry of a list of links."""
    tags = {one.tag for one in (line.element, *line.element.iterancestors())}
    is_in_header = "header" in tags or any(one.get("role") == "banner" for one in line.element.iterancestors())
    if "nav" in tags or (tags & {"h1", "h2", "h3", "h4", "h5", "h6"} and not is_in_header):
        return False
    link = document.closest(line.element, "a")
    if link is not None and (tags & {"li", "footer"} or (not is_in_header and "://" in (link.get("href") or ""))):
        return False
    if words.is_negated:
        return not _follows_heading(document, line.element)
    if number < 10:
        return True
    for one in up(line.element, 8):
        if one.tag in ("body", "html", "form"):
            return False
        if one.tag in ("header", "footer") or one.get("role") in ("banner", "contentinfo"):
            return True
        if _CHROME.search(f"{one.get('id') or ''} {one.get('class') or ''}"):
            return True
    return False


def _find_flag(root: Element) -> Element | None:
    """Return the first image that its file name, text or class calls a flag; data URIs say nothing."""
    for image in root.iter("img", "picture", "{http://www.w3.org/2000/svg}svg"):
        words = [image.get(name) or "" for name in ("class", "alt", "title", "aria-label", "id")]
        words += [value for value in (image.get("src") or image.get("data-src") or "",) if not value.startswith("data:")]
        if image.tag != "img":
            for one in image.iterdescendants("{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}use", "img", "source"):
                words += [one.text or "", *(str(value) for value in one.attrib.values() if not str(value).startswith("data:"))]
        if any(_FLAG.search(word) for word in words):
            return image
    return None


def _label(document: Document, root: Element) -> str | None:
    references = (root.get("aria-labelledby") or "").split()
    named = [document.dom_text(target) for one in references if (target := next(iter(document.index.by_id.get(one, ())), None)) is not None]
    return normalise(" ".join(named)) or normalise(root.get("aria-label") or "") or None


def _language(element: Element, guessed: str | None) -> str | None:
    if guessed:
        return guessed
    declared = next((value for one in (element, *element.iterancestors()) if (value := one.get("lang"))), "")
    return declared.split("-")[0].strip().lower() or None


def _generation(root: Element, sentence: Element, toggle: Fragment | None) -> str:
    """Return "uswds-1", "uswds-2" or "uswds-3" by the class names and what 3.1 and 3.2 added, "own" for other markup."""
    classes = {name for one in root.iter() if isinstance(one.tag, str) for name in (one.get("class") or "").split()}
    if classes & {"usa-banner-header", "usa-banner-inner", "usa-banner-content", "usa-banner-guidance-gov"}:
        return "uswds-1"
    if not classes & {"usa-banner__header", "usa-banner__header-text", "usa-banner__content", "usa-banner__guidance"}:
        return "own"
    holders = list(up(sentence, 3))
    is_hidden_from_readers = any(one.get("aria-hidden") == "true" for one in holders)
    control = toggle.element if toggle is not None else None
    is_typed = control is not None and control.tag == "button" and control.get("type") == "button"
    named = control is not None and _VERSION_3_PANEL.match(control.get("aria-controls") or "") is not None
    return "uswds-3" if is_hidden_from_readers or is_typed or named else "uswds-2"
