"""Count the characters of a long title, each name that it joins but once."""

from collections.abc import Iterator
from typing import Any

from govpagecheck.rule_api import Context, Miss

LONGEST = 60
MOST_NAMES = 10


def check(_: Context, page: Any) -> Iterator[Miss]:
    text = page.title.text
    if len(text) > LONGEST and _length_without_repeats(text, page.title_parts) > LONGEST:
        yield Miss(str(len(text)), reason="longer-than-best", element=page.title.element)


def _length_without_repeats(text: str, names: tuple[str, ...]) -> int:
    """Return the length without the names that another of them says too: what is too much is the repeated name, not its length."""
    if len(names) > MOST_NAMES:
        return len(text)
    kept = [name for place, name in enumerate(names) if not any(_says(other, name) for other in (*names[:place], *_longer(names, name)))]
    return len(text) if len(kept) == len(names) else len(" | ".join(kept))


def _longer(names: tuple[str, ...], name: str) -> Iterator[str]:
    return (other for other in names if len(other) > len(name))


def _says(other: str, name: str) -> bool:
    """True when the other is the name with few words more; a headline may mention the agency, and is still a headline."""
    return f" {name.casefold()} " in f" {other.casefold()} " and len(other) <= 2 * len(name)
