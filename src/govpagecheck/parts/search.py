"""Search: a form to search the site or a collection of records; a link to a search page alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from govpagecheck.document import Document, Element
from govpagecheck.parts import part
from govpagecheck.text import comparable, normalise

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# "research" holds "search", and a form for researchers is no search form.
_SEARCH = re.compile(
    r"(?<!re)search(?!er|able|light)|(?<![^\W_])(?:busca(?:r|dor|dores)?|b[uú]squeda|recherche[rs]?|suchen?|pesquisar?)(?![^\W_])"
    r"|搜索|搜尋|搜寻|查询|查詢|検索|검색|поиск|tìm kiếm|بحث|chèche"
)
# The name of the field alone says it: WordPress, Google, Bing and search.gov call it so.
_QUERY_NAMES = frozenset({"q", "s", "query", "qt", "querytext", "keyword", "keywords", "kw"})
_FIELD_TYPES = frozenset({"", "text", "search"})
_BUTTON_TYPES = frozenset({"submit", "button", "image"})
_FORM_WORDS = ("action", "name", "id", "class", "role", "aria-label", "title")
_FIELD_WORDS = ("name", "id", "class", "placeholder", "title", "aria-label", "value")
_BUTTON_NAMES = ("value", "aria-label", "alt", "title")
_BUTTON_WORDS = ("name", "id", "class", "src")
_SMALL_FORM = 60  # elements
_LABELS = 8  # of one field: a page may have thousands
# Such a name leaves it to the button's id, class or picture to say what it does.
_PLAIN_BUTTON = re.compile(r"\W*(?:go|ok|submit|enter|send|query|find|ir|enviar|envoyer|valider)?\W*", re.IGNORECASE)
# Custom elements that become a form when their script runs; a place for results only is none.
_SEARCH_TAG = re.compile(r"gcse:search(?:box)?(?:-only)?|[a-z]+(?:-[a-z]+)*-search(?:-?(?:box|bar|form|input|field))?")
# The form in which Google's translation takes votes, which pages copy with it; its `query` is the translated text.
_TRANSLATION = "goog-gt-"
_SEARCH_CLASS = re.compile(r"gcse-search(?:box)?(?:-only)?")


@dataclass(frozen=True)
class Search:
    """A search form: the form, search landmark, custom element or lone field; its field, its button and the field's label.

    `label` is the text of the label, or the field's `aria-label` or `title`; a placeholder is no label. `submit_name` is
    what the button is called. `find` gives forms only: a link named Search is not one.
    """

    element: Element
    input: Element | None
    submit: Element | None
    label: str | None
    kind: Literal["form", "link"]
    submit_name: str | None = None


@part
def find(document: Document) -> Search | None:
    """Return the page's search form: one in a search landmark before any other, else the first; None without one."""
    groups = _controls_by_form(document)
    return next(_searches(document, groups), None)


@dataclass
class _Controls:
    """The fields and buttons of one form, or those outside any form."""

    fields: list[Element]
    buttons: list[Element]


def _searches(document: Document, groups: dict[Element | None, _Controls]) -> Iterator[Search]:
    for landmark in _landmarks(document):
        inside = _Controls([], [])
        for one in landmark.iter("input", "select", "button"):
            _add(inside, one)
        if inside.fields:
            field = _search_field(document, inside.fields)
            yield _search(document, landmark, inside.fields[0] if field is None else field, inside.buttons)
    for form, controls in groups.items():
        if not controls.fields:
            continue
        field = _search_field(document, controls.fields)
        if field is not None:
            yield _search(document, field if form is None else form, field, controls.buttons)
        elif form is None:
            continue
        elif _says_search(form, _FORM_WORDS) or any(_is_search_button(document, one) for one in controls.buttons):
            first = next((one for one in controls.fields if one.tag == "input"), controls.fields[0])
            yield _search(document, form, first, controls.buttons)
    yield from _started_by_links(document)
    for element in _custom_elements(document):
        yield Search(element, None, None, None, "form")


def _started_by_links(document: Document) -> Iterator[Search]:
    """Yield the searches whose fields stand beside a link that says search and calls a script (ASP.NET); no button starts them."""
    for link in document.index.by_tag["a"]:
        parent = link.getparent()
        if parent is None or not link.get("href", "").lower().startswith("javascript:") or not _is_named_search(document.dom_text(link)):
            continue
        beside = _Controls([], [])
        for one in islice(parent.iterchildren("input", "select"), _SMALL_FORM):
            _add(beside, one)
        if beside.fields:
            yield _search(document, parent, next((one for one in beside.fields if one.tag == "input"), beside.fields[0]), [])


def _search(document: Document, element: Element, field: Element, buttons: Sequence[Element]) -> Search:
    submit = _submit(document, field, buttons)
    return Search(element, field, submit, label_of(document, field), "form", button_name(document, submit) if submit is not None else None)


def _submit(document: Document, field: Element, buttons: Sequence[Element]) -> Element | None:
    """Return the button that says search, one that submits before others; without one the next that submits, else the next."""
    saying = [one for one in buttons if _is_search_button(document, one)]
    # Outside forms, and in forms around a whole page, only what stands beside the field is its button.
    near = buttons if _is_small_form(document, field) else [one for one in buttons if _is_beside(field, one)]
    following = [one for one in near if document.precedes(field, one)]
    choices = (
        [one for one in saying if submits(one)],
        [one for one in following if submits(one)],
        [one for one in near if submits(one)][-1:],
        saying,
        following,
    )
    return next((one for choice in choices for one in choice), None)


def submits(button: Element) -> bool:
    """True when the button submits its form without a script."""
    kind = button.get("type", "").strip().lower()
    return kind in ("submit", "image") or (button.tag == "button" and kind not in ("button", "reset"))


def _is_small_form(document: Document, field: Element) -> bool:
    form = document.closest(field, "form")
    return form is not None and next(islice(form.iter(), _SMALL_FORM, None), None) is None


def _is_beside(field: Element, button: Element) -> bool:
    """True when a button is close to the field, not somewhere else on the page."""
    near = {one for one in islice(field.iterancestors(), 3) if one.tag not in ("body", "main", "header", "nav")}
    return any(one in near for one in islice(button.iterancestors(), 3))


def _landmarks(document: Document) -> Iterator[Element]:
    by_role = [one for one in document.index.by_attribute["role"] if one.get("role", "").strip().lower() == "search"]
    by_tag = [one for one in document.index.by_tag["search"] if one.tag == "search"]
    yield from sorted({*by_role, *by_tag}, key=document.index.order.__getitem__)


def _custom_elements(document: Document) -> Iterator[Element]:
    for tag in sorted(document.index.by_tag):
        if _SEARCH_TAG.fullmatch(tag):
            yield from document.index.by_tag[tag]
    for name in sorted(document.index.by_class):
        if _SEARCH_CLASS.fullmatch(name):
            yield from document.index.by_class[name]


def _controls_by_form(document: Document) -> dict[Element | None, _Controls]:
    """Return the controls of every form in document order; controls outside any form come last, under None."""
    index = document.index
    groups: dict[Element | None, _Controls] = {form: _Controls([], []) for form in index.by_tag["form"] if form.tag == "form"}
    outside = groups.setdefault(None, _Controls([], []))
    for control in sorted([*index.by_tag["input"], *index.by_tag["select"], *index.by_tag["button"]], key=index.order.__getitem__):
        named = next(iter(index.by_id.get(control.get("form", ""), ())), None)  # browsers too ask the first of that id alone
        owner = named if named is not None and named.tag == "form" else document.closest(control, "form")
        _add(groups.get(owner, outside), control)
    return groups


def _add(controls: _Controls, control: Element) -> None:
    if control.get("id", "").startswith(_TRANSLATION):
        return
    kind = control.get("type", "").strip().lower()
    if control.tag == "button" or (control.tag == "input" and kind in _BUTTON_TYPES):
        controls.buttons.append(control)
    elif control.tag == "select" or kind in _FIELD_TYPES:
        controls.fields.append(control)


def _search_field(document: Document, fields: Iterable[Element]) -> Element | None:
    """Return the first field that itself or whose label says search, a text field before a menu."""
    saying = [one for one in fields if _is_search_field(document, one)]
    return next((one for one in saying if one.tag == "input"), next(iter(saying), None))


def _is_search_field(document: Document, field: Element) -> bool:
    if field.get("type", "").strip().lower() == "search" or _says_search(field, _FIELD_WORDS):
        return True
    if field.tag == "input" and (field.get("name", "").strip().lower() in _QUERY_NAMES or _is_in_search_box(field)):
        return True
    label = label_of(document, field)
    return label is not None and len(label) < 80 and _SEARCH.search(comparable(label).lower()) is not None


def _is_in_search_box(field: Element) -> bool:
    """True when one of the field's nearest ancestors is a box for searching by its id or class, as in `div.search-box`."""
    for ancestor in islice(field.iterancestors(), 4):
        if ancestor.tag in ("form", "body", "main"):
            return False
        if _says_search(ancestor, ("id", "class")):
            return True
    return False


def _is_search_button(document: Document, button: Element) -> bool:
    """True when the button's name says search; where the name says nothing, its id, class or picture may."""
    name = document.dom_text(button) if button.tag == "button" else ""
    for value in (name, *(button.get(attribute, "") for attribute in _BUTTON_NAMES)):
        if not _PLAIN_BUTTON.fullmatch(value):
            return _is_named_search(value)
    return _says_search(button, _BUTTON_WORDS)


def _is_named_search(name: str) -> bool:
    return len(name) < 60 and _SEARCH.search(comparable(name).lower()) is not None


def _says_search(element: Element, names: Iterable[str]) -> bool:
    """True when one of the attributes holds the word, alone or joined as in `siteSearch` or `txt_search`."""
    return any(_SEARCH.search(_CAMEL.sub(" ", value).lower()) for name in names if (value := element.get(name, "")) and len(value) < 500)


def label_of(document: Document, field: Element) -> str | None:
    """Return what labels a field: `label`, `aria-labelledby`, `aria-label` or `title`, in that order; a placeholder is none."""
    labels = _labels(document).get(field.get("id", ""), [])[:_LABELS]
    around = document.closest(field, "label")
    if around is not None:
        labels.append(around)
    named = (one for identifier in field.get("aria-labelledby", "").split() for one in document.index.by_id.get(identifier, [])[:1])
    texts = (_text_or_alt(document, one) for one in (*labels, *named))
    return next(filter(None, chain(texts, (normalise(field.get(name, "")) for name in ("aria-label", "title")))), None)


def button_name(document: Document, button: Element) -> str | None:
    """Return what assistive technology calls a button: what labels it, else its text, value or picture."""
    pictures = " ".join(one.get("alt") or one.text or "" for one in button.iter("img", "{http://www.w3.org/2000/svg}title"))
    value = button.get("value", "") if button.tag == "input" else ""
    said = (button.get("aria-label", ""), document.exposed_text(button), value, button.get("alt", ""), pictures)
    name = next((text for text in map(normalise, said) if text), None) or label_of(document, button) or _slotted(document, button)
    # Browsers themselves name a submit button that has no value.
    is_plain = button.tag == "input" and button.get("type", "").strip().lower() == "submit" and button.get("value") is None
    return name or ("Submit" if is_plain else None)


def _slotted(document: Document, button: Element) -> str | None:
    """Return the text that a button in a shadow root takes from the element around it."""
    root = next(button.iterancestors("template"), None) if next(button.iter("slot"), None) is not None else None
    host = root.getparent() if root is not None else None
    return (document.dom_text(host) or None) if host is not None else None


def _text_or_alt(document: Document, label: Element) -> str:
    """Return the label's text, or that of its pictures; one label may name every field of a page."""
    pictures = label.iter("img")
    return document.memo(
        ("label text", label), lambda: document.dom_text(label) or normalise(" ".join(image.get("alt", "") for image in pictures))
    )


def _labels(document: Document) -> dict[str, list[Element]]:
    """Return the label elements by the id of the field that they name."""

    def gather() -> dict[str, list[Element]]:
        labels: dict[str, list[Element]] = {}
        for label in document.index.by_tag["label"]:
            if name := label.get("for"):
                labels.setdefault(name, []).append(label)
        return labels

    return document.memo("search labels", gather)
