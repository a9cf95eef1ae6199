"""Where rule data lies: in the package when installed, at the top of the project in a checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from govpagecheck.errors import RuleError


@lru_cache(maxsize=1)
def data_root() -> Path:
    """Return the folder that holds the themes, profiles, phrase books and schemas."""
    package = Path(__file__).resolve().parent.parent
    for root in (package / "rule_data", package.parent.parent / "rules"):
        if (root / "profiles").is_dir():
            return root
    raise RuleError(f"the rule data is missing beside {package}: install govpagecheck again")


def rule_folders(root: Path) -> dict[str, Path]:
    """Return {rule id: folder} for every rule below `root`, sorted by id. Raises RuleError when an id occurs twice."""
    folders: dict[str, Path] = {}
    is_shipped = root == data_root()  # whose rules all lie in a theme: no need to look through the pages of each
    for file in sorted(root.glob("*/*/rule.toml" if is_shipped else "**/rule.toml")):
        twin = folders.setdefault(file.parent.name, file.parent)
        if twin != file.parent:
            raise RuleError(f"{file.parent}: the rule id {file.parent.name!r} is taken by {twin}")
    return dict(sorted(folders.items()))
