"""Compare what frames of one name show: of videos the address says which it is, of other pages only that it is another."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from govpagecheck.rule_api import CannotTell, Context, Element, Frame, Miss, accessible_name, comparable, frames, is_exposed

VIDEO = re.compile(
    r"//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/(?!videoseries|live_stream)([\w-]{6,})|player\.vimeo\.com/video/(\d+)|"
    r"(?:www\.)?dailymotion\.com/embed/video/(\w+))"
)
ANOTHER_PAGE = CannotTell(
    "needs-person", "this frame has the name of a frame before it and shows another page; look whether both say the same"
)


def check(context: Context, target: Element) -> Iterator[Miss | CannotTell]:
    for name, is_video in context.document.memo("same-name-frames", lambda: _repeated(context)).get(target, ()):
        if is_video:
            yield Miss(name, reason="different-videos")
        else:
            yield ANOTHER_PAGE


def _repeated(context: Context) -> dict[Element, list[tuple[str, bool]]]:
    """Return for frames of our page: the names in them that an earlier frame has which shows something else, videos first."""
    first: dict[str, str] = {}
    repeated: dict[Element, list[tuple[str, bool]]] = {}
    for frame in frames(context.document):
        name, shows = accessible_name(frame.document, frame.element), _shown(frame)
        if not name or not shows or not is_exposed(frame.document, frame.element):
            continue
        before = first.setdefault(comparable(name).casefold(), shows)
        if before != shows:
            repeated.setdefault(frame.outermost, []).append((name, before.startswith("video") and shows.startswith("video")))
    return {element: sorted(found, key=lambda one: not one[1]) for element, found in repeated.items()}


def _shown(frame: Frame) -> str:
    """Return what the frame shows, so far as it can be compared: the text of `srcdoc`, a video, the address of a page; "" where unknown."""
    if frame.element.get("srcdoc") is not None:
        return "page " + " ".join(frame.element.get("srcdoc", "").split())
    written = frame.element.get("src", "").strip()
    if not written or written.startswith(("about:", "javascript:", "data:")):
        return ""
    try:
        address = urljoin(frame.document.url or "", written)
        parts = urlsplit(address)
    except ValueError:
        return ""
    if video := VIDEO.search(address):
        return f"video {video[1] or video[2] or video[3]}"
    path = re.sub(r"(?:^|/)(?:index|default)\.\w{3,5}$", "/", parts.path).rstrip("/")
    return f"address {parts.netloc.lower()}{path}?{parts.query}"
