"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself: it installs this checkout and judges a repository's files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import PROJECT
from tests.integrations.conftest import commit, tool

PAGES = PROJECT / "fixtures" / "press-release"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache of pre-commit's own, so that it installs the checkout once for these tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository of somebody else, with pages and a rule."""
    folder = tmp_path / "repository"
    (folder / "public").mkdir(parents=True)
    shutil.copy(PAGES / "original.html", folder / "public" / "good one.html")
    shutil.copy(PAGES / "without-banner.html", folder / "public" / "bad.html")
    (folder / "public" / "notes.txt").write_text("no page", encoding="utf-8")
    shutil.copytree(PROJECT / "rules" / "media" / "blink-marquee", folder / "rules" / "blink-marquee")
    commit(folder)
    return folder


def try_repo(repository: Path, checkout: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [tool("pre-commit"), "try-repo", checkout, *arguments, "--verbose", "--color", "never"]
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home)}
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=600)


def test_manifest_is_valid() -> None:
    subprocess.run([tool("pre-commit"), "validate-manifest", PROJECT / ".pre-commit-hooks.yaml"], check=True)


def test_pages_of_the_repository_are_checked(repository: Path, checkout: Path, home: Path) -> None:
    done = try_repo(repository, checkout, home, "govpagecheck", "--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "public/bad.html:2:1: error banner-identifies (missing-banner)" in done.stdout
    assert "public/good one.html:" in done.stdout
    assert "notes.txt" not in done.stdout
    passed = try_repo(repository, checkout, home, "govpagecheck", "--files", "public/good one.html")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_rules_of_the_repository_are_tested(repository: Path, checkout: Path, home: Path) -> None:
    done = try_repo(repository, checkout, home, "govpagecheck-rules", "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "rules passed: 1, failed: 0" in done.stdout
    page = next((repository / "rules" / "blink-marquee").glob("fail-*.html"))
    page.write_text("<!doctype html><html lang=en><title>Nothing blinks here</title><p>Nothing.", encoding="utf-8")
    assert try_repo(repository, checkout, home, "govpagecheck-rules", "--all-files").returncode == 1
