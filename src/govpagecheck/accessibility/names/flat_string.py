"""Flat strings: what names and descriptions are made of (accname 1.2 section 4.3.1)."""

from __future__ import annotations


def collapse(text: str) -> str:
    """Return the text as a flat string: white space collapsed, no-break spaces kept but at the ends, icon characters left out.

    Characters of the private use areas are what icon fonts draw their pictures with; nobody can read them out.

    >>> collapse("\\n Next\\tpage\\ue5cc ")
    'Next page'
    """
    if text.isascii():
        return " ".join(text.split())
    kept = "".join(" " if one in "\t\n\f\r" else "" if _is_private_use(one) else one for one in text)
    return " ".join(filter(None, kept.split(" "))).strip()


def _is_private_use(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"
