"""What the tests of integrations use; `make test-integrations` installs what they need, and they need the package registry."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import PROJECT


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of its own with the files of the project as they are now, committed or not."""
    folder = tmp_path_factory.mktemp("checkout") / "govpagecheck"
    listed = git(PROJECT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file() and not name.startswith("."):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)
    shutil.copy(PROJECT / ".pre-commit-hooks.yaml", folder)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    """Make a folder a git repository with everything in it committed."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=Test", "-c", "user.email=test@example.gov", "commit", "--quiet", "--no-verify", "--message", "all")


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8")


def tool(name: str) -> Path:
    """Return the path of a command that is installed beside Python."""
    found = Path(sys.executable).with_name(name)
    if not found.exists():
        pytest.fail(f"{name} is missing: make test-integrations installs it")
    return found
