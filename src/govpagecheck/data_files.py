"""The tables in `data/`. `importlib.resources` would read them too; importing it costs more than reading any of them."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def data_text(name: str) -> str:
    """Return the text of a data file."""
    return (_FOLDER / name).read_text(encoding="utf-8")
