"""The wheel and the sdist hold the rule data; a wheel in an empty environment checks a page."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, PROJECT], check=True, capture_output=True)
    return folder


def names_in(built: Path, pattern: str) -> set[str]:
    [archive] = built.glob(pattern)
    if archive.suffix == ".whl":
        return set(zipfile.ZipFile(archive).namelist())
    with tarfile.open(archive) as tar:
        return {name.partition("/")[2] for name in tar.getnames()}


def test_wheel_and_sdist_hold_every_file_of_the_rules(built: Path) -> None:
    data = {
        file.relative_to(PROJECT / "rules").as_posix()
        for file in (PROJECT / "rules").rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    assert {f"govpagecheck/rule_data/{name}" for name in data} <= names_in(built, "*.whl")
    assert {f"rules/{name}" for name in data} <= names_in(built, "*.tar.gz")


def test_wheel_holds_the_data_of_the_package(built: Path) -> None:
    package = PROJECT / "src"
    data = {file.relative_to(package).as_posix() for file in package.rglob("*") if file.suffix in (".sql", ".json", ".tsv", ".css")}
    assert "govpagecheck/questions/worst-pages.sql" in data
    assert data <= names_in(built, "*.whl")


def test_wheel_checks_a_page_in_an_empty_environment(built: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    [wheel] = built.glob("*.whl")
    subprocess.run([binaries / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    page = PROJECT / "fixtures" / "press-release" / "without-banner.html"
    done = subprocess.run([binaries / "govpagecheck", "check", page], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "banner-identifies" in done.stdout
