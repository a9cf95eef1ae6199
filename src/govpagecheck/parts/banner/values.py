"""The values of banners: what a page's banner says and holds, and a candidate for one."""

from __future__ import annotations

from dataclasses import dataclass

from govpagecheck.document import Element
from govpagecheck.parts import CannotTell, Fragment
from govpagecheck.parts.banner.wording import mentions_https

Value = Fragment | CannotTell | None


@dataclass(frozen=True)
class Banner:
    """An official-site banner as served; a text is CannotTell where a web component writes it.

    `kind` is the kind of the facts: "us-federal-gov", "us-federal-mil", "us-state" (state, county, city, tribe), "other"
    (another country's), "partial" (a sentence without both guidance items), "web-component". `government` says whose banner it
    is, whatever its kind: "federal", "state" (state, county, city, tribe), "foreign", or "unknown" where the sentence does not tell.
    `others` are the page's further banners.
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
    def is_sentence_alone(self) -> bool:
        """True for a sentence of the federal or an unnamed government without all else: markup, toggle and guidance of a banner."""
        guidance = (self.domain_heading, self.domain_text, self.https_heading, self.https_text)
        is_bare = self.kind == "partial" and self.generation == "own" and self.toggle is None and not any(guidance)
        return is_bare and self.government in ("federal", "unknown")

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
class Candidate:
    """A banner, and whether more than its sentence speaks for it: USWDS markup, a toggle or guidance."""

    banner: Banner
    is_certain: bool
