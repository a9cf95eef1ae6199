"""Look for a link or button in each language that the head names a translation in."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from govpagecheck.rule_api import CannotTell, Context, Document, Element, Miss, comparable

OWN_NAMES = {
    "am": "አማርኛ", "ar": "العربية", "bn": "বাংলা", "de": "Deutsch", "en": "English", "es": "Español", "fa": "فارسی", "fr": "Français",
    "gu": "ગુજરાતી", "hi": "हिन्दी", "hmn": "Hmoob", "ht": "Kreyòl", "hy": "Հայերեն", "it": "Italiano", "ja": "日本語", "km": "ខ្មែរ",
    "ko": "한국어", "lo": "ລາວ", "ne": "नेपाली", "nl": "Nederlands", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "pt": "Português", "ru": "Русский",
    "so": "Soomaali", "sw": "Kiswahili", "th": "ไทย", "tl": "Tagalog", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
ALSO = {"zh": ("汉语", "漢語", "普通话", "简体", "繁體", "繁体"), "tl": ("Filipino",), "fa": ("دری",), "fil": ("Filipino", "Tagalog")}
LONGEST = 80  # characters of a link that offers a translation
BY_SCRIPT = CannotTell("rendered-by-script", "the served page is an empty frame; a script writes the links to translations")


@dataclass(frozen=True)
class Control:
    """A link, button or option: its text folded, the languages marked on it, and where it leads: host, path and query."""

    element: Element
    text: str
    languages: frozenset[str]
    host: str
    place: tuple[str, str]


def check(context: Context, page: Any) -> Iterator[Miss | CannotTell]:
    if page.is_app_shell:
        yield BY_SCRIPT
        return
    controls = _controls(context.document)
    marked = {language: control for control in reversed(controls) for language in control.languages}
    leading = {control.place: control for control in reversed(controls) if control.place[0]}
    for language, translation in {_primary(one.language): one for one in reversed(page.translations)}.items():
        expected = OWN_NAMES.get(language, "the language's own name")
        names = [_folded(name) for name in (OWN_NAMES.get(language, ""), *ALSO.get(language, ())) if name]
        named = [one for one in controls if any(name in one.text for name in names)] if names else []
        if any(language in one.languages for one in named) or (not names and language in marked):
            continue
        host, place = _address(translation.href)
        leads = leading.get(place)
        is_there = leads is not None and (not leads.host or not host or leads.host == host)
        found = named[0] if named else leads if is_there else None
        reason = "no-link" if found is None else "not-own-name" if names and not named else "no-lang-mark"
        element = found.element if found else None
        text = context.document.dom_text(element) if element is not None else ""
        yield Miss(text, expected, reason, element, {"language": language})


def _controls(document: Document) -> list[Control]:
    found = []
    for name in ("a", "button", "option"):
        for one in document.index.by_tag[name]:
            text = document.dom_text(one)
            if text and len(text) <= LONGEST and not document.is_hidden(one):
                found.append(Control(one, _folded(text), _languages(one), *_address(one.get("href", ""))))
    return sorted(found, key=lambda control: document.index.order[control.element])


def _languages(control: Element) -> frozenset[str]:
    """Return the languages marked in the control, on it, or on the two elements around it, such as its list item."""
    inside = (one for one in islice(control.iter(), 20) if isinstance(one.tag, str))
    return frozenset(_primary(one.get("lang", "")) for one in (*inside, *islice(control.iterancestors(), 2)))


def _address(href: str) -> tuple[str, tuple[str, str]]:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return "", ("", "")
    return parts.netloc.lower(), (parts.path.rstrip("/"), parts.query)


def _primary(language: str) -> str:
    return language.strip().lower().replace("_", "-").partition("-")[0]


def _folded(text: str) -> str:
    """Return the text in small letters without accents, which agencies often leave out."""
    decomposed = unicodedata.normalize("NFD", comparable(text).casefold())
    return "".join(one for one in decomposed if not "\u0300" <= one <= "\u036f")
