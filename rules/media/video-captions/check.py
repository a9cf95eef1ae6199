"""Read the video's tracks; captions in the picture, and videos without sound, only people can see."""

from collections.abc import Iterable, Iterator
from itertools import islice

from govpagecheck.rule_api import CannotTell, Context, Element, Miss

NO_TRACK = CannotTell(
    "needs-person", "this video has no caption track; look whether it has sound, and captions in its picture or in its player"
)


def check(_: Context, target: Element) -> Iterator[Miss | CannotTell]:
    tracks = [one for one in islice(target.iterchildren("track"), 100) if _kind(one) in ("captions", "subtitles")]
    if any(one.get("src", "").strip() for one in tracks):
        return
    names: Iterable[str] = tracks[0].keys() if tracks else ()
    if tracks and not any(name.startswith(("data-", ":", "v-", "[")) for name in names):
        yield Miss(_kind(tracks[0]), reason="track-without-file", element=tracks[0])
    else:
        yield NO_TRACK


def _kind(track: Element) -> str:
    """Return the kind of the track, which is subtitles where it does not say."""
    return track.get("kind", "subtitles").strip().lower()
