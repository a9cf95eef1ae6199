"""The ways in which style sheets take text out of sight and leave it to screen readers: clipped, off screen, of no size."""

from __future__ import annotations

import re

from govpagecheck.accessibility.styles import Style

FAR_AWAY = -999.0  # pixels; nobody shows anything that far left of or above the page
_NUMBER = r"(-?[\d.]+)(px|%|em|rem|pt)?"
_RECTANGLE = re.compile(r"rect\(\s*" + r"[\s,]+".join([_NUMBER] * 4) + r"\s*\)")
_INSET = re.compile(r"inset\(\s*" + _NUMBER + rf"(?:\s+{_NUMBER})?" * 3 + r"\s*(?:round[^()]*)?\)")
_NO_SHAPE = re.compile(r"(?:circle|ellipse)\(\s*0(?:px|%)?(?:\s|\))|polygon\(\s*(0(?:px)? 0(?:px)?)(?:,\s*\1)*\s*\)|rect\(0 0 0 0\)")
_SCALED_AWAY = re.compile(r"\bscale(?:3d|x|y)?\(\s*0*\.?0+\s*[,)]")
_MOVED_AWAY = re.compile(r"\btranslate(?:3d|x|y)?\(\s*(?:0(?:px)?\s*,\s*)?(-\d+)(px|em|rem)")


def is_clipped_away(style: Style) -> bool:
    """True where the element is clipped to nothing, scaled to nothing or moved off the page, with all that is in it."""
    return _is_clipped(style) or _is_off_screen(style) or _is_scaled_away(style)


def is_squeezed(style: Style) -> bool:
    """True where the element has at most one pixel of width or height and hides what does not fit in."""
    hides_x, hides_y = (way in ("hidden", "clip") for way in (style.overflow_x, style.overflow_y))
    low = _is_tiny(style.height) or _is_tiny(style.max_height)
    narrow = _is_tiny(style.width) or _is_tiny(style.max_width)
    return style.display not in ("inline", "contents") and ((low and hides_y) or (narrow and hides_x))


def hides_own_text(style: Style) -> bool:
    """True where the element's own text is of no size or indented off the page."""
    return style.font_size == 0.0 or (isinstance(style.text_indent, float) and style.text_indent <= FAR_AWAY)


def _is_tiny(size: object) -> bool:
    return isinstance(size, float) and size <= 1


def _is_clipped(style: Style) -> bool:
    if style.position in ("absolute", "fixed") and isinstance(style.clip, str) and (match := _RECTANGLE.fullmatch(style.clip)):
        top, right, bottom, left = (float(match[place]) if match[place].count(".") < 2 else 0.0 for place in (1, 3, 5, 7))
        if right - left <= 1 or bottom - top <= 1:
            return True
    if not isinstance(style.clip_path, str) or style.clip_path == "none":
        return False
    return _NO_SHAPE.match(style.clip_path) is not None or _is_inset_away(style.clip_path)


def _is_inset_away(clip_path: str) -> bool:
    """True for inset(50%) and the like: what opposite sides take off makes up the whole."""
    match = _INSET.fullmatch(clip_path)
    if match is None:
        return False
    values = [(float(match[place]), match[place + 1]) for place in (1, 3, 5, 7) if match[place] and match[place].count(".") < 2]
    if not values:
        return False
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    left = values[3] if len(values) > 3 else right
    return any(
        one[0] + other[0] >= 99 and one[1] in ("%", None) and other[1] in ("%", None) for one, other in ((top, bottom), (left, right))
    )


def _is_off_screen(style: Style) -> bool:
    # To the right and below, a page can be scrolled; a fixed element stays where it is.
    places = [style.left, style.top] if style.position in ("absolute", "fixed", "relative") else []
    if style.position == "fixed":
        places += [style.right, style.bottom]
    places += [style.margin_left, style.margin_top]
    return any(isinstance(place, float) and place <= FAR_AWAY for place in places)


def _is_scaled_away(style: Style) -> bool:
    if style.scale in ("0", "0%", "0 0"):
        return True
    if not isinstance(style.transform, str) or style.transform == "none":
        return False
    if _SCALED_AWAY.search(style.transform):
        return True
    moved = _MOVED_AWAY.search(style.transform)
    return moved is not None and float(moved[1]) * (1 if moved[2] == "px" else 16) <= FAR_AWAY
