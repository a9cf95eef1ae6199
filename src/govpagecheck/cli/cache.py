"""Where the command keeps what the next run need not do again."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def kept_toml_file() -> Path | None:
    """Return the file for parsed rules in the user's cache folder, None where there is no home to have one in.

    The folder is XDG_CACHE_HOME, on Windows LOCALAPPDATA, else `~/.cache`; the next Python may read TOML otherwise, so the file is
    this one's own.
    """
    named = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        folder = Path(named) if named and os.path.isabs(named) else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "govpagecheck" / f"toml-{sys.implementation.cache_tag}.jsonl"
