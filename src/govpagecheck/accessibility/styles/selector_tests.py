"""What simple selectors ask of an element (Selectors 4): one function a question."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from govpagecheck.accessibility.styles.selector_matching import Key, Selector, Test, can_match
from govpagecheck.accessibility.styles.tree import Tree

# HTML, "case-sensitivity of selectors": the values of these attributes of HTML elements compare without case.
_CASELESS_VALUES = frozenset(
    "accept accept-charset align alink axis bgcolor charset checked clear codetype color compact declare defer dir direction disabled "
    "enctype face frame hreflang http-equiv lang language link media method multiple nohref noresize noshade nowrap readonly rel rev "
    "rules scope scrolling selected shape target text type valign valuetype vlink".split()
)


def never(tree: Tree, number: int) -> bool:  # noqa: ARG001
    return False


def _always(tree: Tree, number: int) -> bool:  # noqa: ARG001
    return True


def is_root(tree: Tree, number: int) -> bool:
    return tree.parents[number] < 0 and tree.scopes[number] < 0


def is_host(tree: Tree, number: int) -> bool:
    return number in tree.hosts


def has_tag(name: str) -> Test:
    return lambda tree, number: tree.tags[number] == name


def has_id(name: str) -> Test:
    return lambda tree, number: tree.elements[number].get("id") == name


def has_class(name: str) -> Test:
    return lambda tree, number: name in tree.classes[number]


def has_attribute(name: str) -> Test:
    return lambda tree, number: tree.elements[number].get(name) is not None


def attribute_test(name: str, sign: str, wanted: str, flag: str | None) -> Test:
    """Return the test of an attribute selector; `flag` is "i", "s" or None, where HTML's list decides."""
    caseless = flag == "i" or (flag is None and name in _CASELESS_VALUES)
    only_html = flag is None

    def test(tree: Tree, number: int) -> bool:
        value = tree.elements[number].get(name)
        if value is None:
            return False
        expected = wanted
        if caseless and (not only_html or tree.is_html[number]):
            value, expected = value.lower(), wanted.lower()
        match sign:
            case "=":
                return value == expected
            case "~=":
                return expected in value.split() if expected and not any(c.isspace() for c in expected) else False
            case "|=":
                return value == expected or value.startswith(f"{expected}-")
            case "^=":
                return bool(expected) and value.startswith(expected)
            case "$=":
                return bool(expected) and value.endswith(expected)
        return bool(expected) and expected in value

    return test


def nth_test(name: str, step: int, offset: int) -> Test:
    def test(tree: Tree, number: int) -> bool:
        match name:
            case "nth-child":
                place = tree.places[number]
            case "nth-last-child":
                place = tree.place_from_end(number)
            case _:
                place = tree.of_type[name == "nth-last-of-type"][number]
        return place == offset if step == 0 else (place - offset) % step == 0 and (place - offset) // step >= 0

    return test


def in_language(wanted: list[str]) -> Test:
    def test(tree: Tree, number: int) -> bool:
        while number >= 0:
            tree.spend()
            language = tree.elements[number].get("lang")
            if language is not None:
                language = language.lower()
                return any(language == one or language.startswith(f"{one}-") or one == "*" for one in wanted)
            number = tree.parents[number]
        return False

    return test


def has_direction(wanted: str) -> Test:
    """Return the test of :dir(): the nearest `dir` decides, `auto` goes by the first letter that has a direction."""

    def test(tree: Tree, number: int) -> bool:
        while number >= 0:
            tree.spend()
            element = tree.elements[number]
            stated = (element.get("dir") or "").lower()
            if stated in ("ltr", "rtl"):
                return stated == wanted
            if stated == "auto" or element.tag == "bdi":
                return _written_direction(tree, number) == wanted
            number = tree.parents[number]
        return wanted == "ltr"

    return test


def _written_direction(tree: Tree, number: int) -> str:
    for text in map(str, tree.elements[number].itertext()):
        tree.spend(1 + len(text) // 8)
        for character in text:
            kind = unicodedata.bidirectional(character)
            if kind in ("L", "R", "AL"):
                return "ltr" if kind == "L" else "rtl"
    return "ltr"


def has_relative(options: list[tuple[str, Selector]]) -> Test:
    def related(tree: Tree, number: int, combinator: str) -> Iterator[int]:
        if combinator in ("+", "~"):
            sibling = tree.following[number]
            while sibling >= 0:
                yield sibling
                sibling = tree.following[sibling] if combinator == "~" else -1
            return
        order = tree.index.order
        element = tree.elements[number]
        for one in element.iterchildren("*") if combinator == ">" else element.iterdescendants("*"):
            tree.spend()
            if one in order:
                yield order[one]

    def test(tree: Tree, number: int) -> bool:
        return any(
            any(option.matches(tree, other) for other in related(tree, number, combinator))
            for combinator, option in options
            if can_match(tree, option)
        )

    return test


def _is_empty(tree: Tree, number: int) -> bool:
    element = tree.elements[number]
    return tree.child_counts[number] == 0 and not element.text and all(not child.tail for child in element)


def _is_only(tree: Tree, number: int) -> bool:
    return tree.places[number] == 1 and tree.place_from_end(number) == 1


def _is_checked(tree: Tree, number: int) -> bool:
    element = tree.elements[number]
    if tree.tags[number] == "option":
        return element.get("selected") is not None
    return element.get("checked") is not None and (element.get("type") or "").lower() in ("checkbox", "radio")


_CONTROLS = ("button", "input", "select", "textarea", "optgroup", "option", "fieldset")
_FIELDS = ("input", "select", "textarea")


def _is_disabled(tree: Tree, number: int) -> bool:
    if tree.tags[number] not in _CONTROLS:
        return False
    if tree.elements[number].get("disabled") is not None:
        return True
    below, above = number, tree.parents[number]
    while above >= 0:
        tree.spend()
        tag = tree.tags[above]
        if tag == "fieldset" and tree.elements[above].get("disabled") is not None:
            first_legend = next(tree.elements[above].iterchildren("legend"), None)
            if first_legend is None or tree.elements[below] is not first_legend:
                return True
        if tag == "optgroup" and tree.tags[number] == "option" and tree.elements[above].get("disabled") is not None:
            return True
        below, above = above, tree.parents[above]
    return False


def _is_enabled(tree: Tree, number: int) -> bool:
    return tree.tags[number] in _CONTROLS and not _is_disabled(tree, number)


def _is_link(tree: Tree, number: int) -> bool:
    return tree.tags[number] in ("a", "area") and tree.elements[number].get("href") is not None


def _is_required(tree: Tree, number: int) -> bool:
    return tree.tags[number] in _FIELDS and tree.elements[number].get("required") is not None


def _is_optional(tree: Tree, number: int) -> bool:
    return tree.tags[number] in _FIELDS and tree.elements[number].get("required") is None


def _is_writable(tree: Tree, number: int) -> bool:
    element = tree.elements[number]
    if tree.tags[number] in ("input", "textarea"):
        return element.get("readonly") is None and not _is_disabled(tree, number)
    return (element.get("contenteditable") or "false").lower() in ("", "true", "plaintext-only")


def _shows_placeholder(tree: Tree, number: int) -> bool:
    element = tree.elements[number]
    if tree.tags[number] == "textarea":
        return bool(element.get("placeholder")) and not (element.text or "").strip()
    return tree.tags[number] == "input" and bool(element.get("placeholder")) and not element.get("value")


PSEUDO_CLASSES: dict[str, tuple[Test, tuple[Key, ...]]] = {
    "root": (is_root, (("tag", "html"), ("tag", "svg"))),
    "scope": (is_root, ()),
    "defined": (_always, ()),  # scripts are taken to run, as everywhere
    "open": (lambda tree, number: tree.elements[number].get("open") is not None, (("attribute", "open"),)),
    "empty": (_is_empty, ()),
    "first-child": (lambda tree, number: tree.places[number] == 1, ()),
    "last-child": (lambda tree, number: tree.place_from_end(number) == 1, ()),
    "only-child": (_is_only, ()),
    "first-of-type": (nth_test("nth-of-type", 0, 1), ()),
    "last-of-type": (nth_test("nth-last-of-type", 0, 1), ()),
    "only-of-type": (lambda tree, number: tree.of_type[0][number] == 1 == tree.of_type[1][number], ()),
    "link": (_is_link, (("tag", "a"), ("tag", "area"))),
    "any-link": (_is_link, (("tag", "a"), ("tag", "area"))),
    "-webkit-any-link": (_is_link, (("tag", "a"), ("tag", "area"))),
    "checked": (_is_checked, (("attribute", "checked"), ("attribute", "selected"))),
    "disabled": (_is_disabled, tuple(("tag", tag) for tag in _CONTROLS)),
    "enabled": (_is_enabled, tuple(("tag", tag) for tag in _CONTROLS)),
    "required": (_is_required, tuple(("tag", tag) for tag in _FIELDS)),
    "optional": (_is_optional, tuple(("tag", tag) for tag in _FIELDS)),
    "read-write": (_is_writable, ()),
    "read-only": (lambda tree, number: not _is_writable(tree, number), ()),
    "placeholder-shown": (_shows_placeholder, (("attribute", "placeholder"),)),
}
