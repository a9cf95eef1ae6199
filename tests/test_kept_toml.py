"""What is parsed is kept between runs: right first, whatever happens to the file that keeps it."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from tests.conftest import PROJECT, TODAY

from govpagecheck import load_ruleset
from govpagecheck.cli.cache import kept_toml_file
from govpagecheck.errors import RuleError
from govpagecheck.rules import kept_toml
from govpagecheck.rules.kept_toml import FORMAT, KeptToml
from govpagecheck.rules.places import data_root, rule_folders
from govpagecheck.rules.schema import read_toml

PROFILES = ["us-federal", "wcag22-aaa", "best-practice", "section-508", "site"]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were parsed, not read from what is kept."""
    files: list[Path] = []

    def parse(file: Path, content: bytes, parse: Callable[[Path, bytes], dict[str, Any]] = kept_toml.parse_toml) -> dict[str, Any]:
        files.append(file)
        return parse(file, content)

    monkeypatch.setattr(kept_toml, "parse_toml", parse)
    return files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "rule.toml"
    file.write_text('title = "Größe\\t“x”"\nnumbers = [1, 2.5, true]\n[[source]]\nurl = "https://example.gov/"\n', encoding="utf-8")
    return file


def keep(place: Path, *files: Path) -> None:
    kept = KeptToml(place)
    for file in files:
        kept.read(file)
    kept.keep()


def test_a_file_is_parsed_once_and_what_it_holds_belongs_to_the_caller(file: Path, tmp_path: Path, parsed: list[Path]) -> None:
    keep(tmp_path / "new" / "folder" / "kept", file)
    kept = KeptToml(tmp_path / "new" / "folder" / "kept")
    kept.read(file)["source"][0]["url"] = "changed"
    assert kept.read(file) == read_toml(file)
    assert parsed == [file]


def test_bytes_decide_not_names_sizes_or_times(file: Path, tmp_path: Path, parsed: list[Path]) -> None:
    keep(tmp_path / "kept", file)
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text(file.read_text(encoding="utf-8").replace("2.5", "3.5"), encoding="utf-8")
    os.utime(file, ns=times)
    moved = tmp_path / "moved.toml"
    moved.write_bytes(file.read_bytes())
    os.utime(moved, ns=(0, 0))  # a clock that went back
    kept = KeptToml(tmp_path / "kept")
    assert kept.read(file)["numbers"] == kept.read(moved)["numbers"] == [1, 3.5, True]
    assert parsed == [file, file]


def test_what_cannot_be_parsed_is_said_each_time(file: Path, tmp_path: Path) -> None:
    keep(tmp_path / "kept", file)
    for content in (b"title = ", b"\xff", None):
        file.unlink() if content is None else file.write_bytes(content)
        with pytest.raises(RuleError) as without:
            read_toml(file)
        kept = KeptToml(tmp_path / "kept")
        for _ in range(2):
            with pytest.raises(RuleError) as with_kept:
                kept.read(file)
            assert str(with_kept.value) == str(without.value)


def test_a_date_is_read_and_not_kept(tmp_path: Path) -> None:
    (tmp_path / "dated.toml").write_text("day = 2026-06-01\n", encoding="utf-8")
    keep(tmp_path / "kept", tmp_path / "dated.toml")
    assert not (tmp_path / "kept").exists()
    assert KeptToml(tmp_path / "kept").read(tmp_path / "dated.toml") == {"day": date(2026, 6, 1)}


def flipped(content: bytes) -> bytes:
    return content.replace(b"example.gov", b"examplf.gov")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"\n",
        flipped,
        lambda content: content.replace(FORMAT.encode(), FORMAT.replace("1", "2").encode()),
        lambda content: content.partition(b"\n")[2],
        lambda _: os.urandom(5000),
        lambda _: b"\x80\x04\x95",  # a pickle's beginning
        lambda _: b"\n" * 100_000,
    ],
)
def test_what_is_damaged_or_foreign_is_made_anew(damage: Callable[[bytes], bytes], file: Path, tmp_path: Path, parsed: list[Path]) -> None:
    place = tmp_path / "kept"
    keep(place, file)
    whole = place.read_bytes()
    assert damage(whole) != whole
    place.write_bytes(damage(whole))
    assert KeptToml(place).read(file) == read_toml(file)
    assert len(parsed) == 2
    keep(place, file)
    assert place.read_bytes() == whole


def test_what_another_user_may_have_written_is_not_used(
    file: Path, tmp_path: Path, parsed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "kept"
    keep(place, file)
    assert place.stat().st_mode & 0o777 == 0o600
    place.chmod(0o622)
    KeptToml(place).read(file)
    assert len(parsed) == 2
    place.chmod(0o600)
    KeptToml(place).read(file)
    assert len(parsed) == 2
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    KeptToml(place).read(file)
    assert len(parsed) == 3


def test_a_pipe_in_its_place_is_not_waited_for(file: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kept", 0o600)
    reading = threading.Thread(target=keep, args=(tmp_path / "kept", file), daemon=True)
    reading.start()
    reading.join(20)
    assert not reading.is_alive()


def test_where_nothing_can_be_kept_the_run_goes_on(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").touch()
    (tmp_path / "folder" / "full").mkdir(parents=True)
    for place in (tmp_path / "taken" / "kept", tmp_path / "folder", Path("/proc/none/kept"), tmp_path / ("x" * 300)):
        keep(place, file)
        assert KeptToml(place).read(file) == read_toml(file)
    before = sorted(tmp_path.rglob("*"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    keep(tmp_path / "kept", file)
    monkeypatch.setattr(os, "access", lambda *_: False)
    keep(tmp_path / "kept", file)
    assert sorted(tmp_path.rglob("*")) == before


def test_two_runs_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    folders = list(rule_folders(data_root()).values())[:30]
    runs = [threading.Thread(target=keep, args=(tmp_path / "kept", *(folder / "rule.toml" for folder in folders[n:]))) for n in range(8)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    kept = KeptToml(tmp_path / "kept")
    for folder in folders:
        assert kept.read(folder / "rule.toml") == read_toml(folder / "rule.toml")
    assert [file.name for file in tmp_path.iterdir()] in (["kept"], [])


def test_it_does_not_grow_without_end(file: Path, tmp_path: Path, parsed: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_toml, "MOST_BYTES", 2000)
    for number in range(50):
        file.write_text(f"number = {number}\n", encoding="utf-8")
        keep(tmp_path / "kept", file)
        assert (tmp_path / "kept").stat().st_size <= 2100
    keep(tmp_path / "kept", file)
    assert len(parsed) == 50


def test_rules_are_the_same_from_what_is_kept(tmp_path: Path, parsed: list[Path]) -> None:
    plain = load_ruleset(PROFILES, today=TODAY)
    for _ in range(2):
        assert load_ruleset(PROFILES, today=TODAY, kept_in=tmp_path / "kept") == plain
    assert len(parsed) == len(set(parsed)) > 200


def test_the_command_keeps_in_the_folder_of_the_user(command: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    page = PROJECT / "fixtures" / "press-release" / "original.html"
    arguments = ("check", page, "--today", "2026-06-01", "-o", "json")
    environment = {name: value for name, value in os.environ.items() if name not in ("XDG_CACHE_HOME", "HOME")}
    first = command(*arguments, env=environment | {"XDG_CACHE_HOME": str(tmp_path)})
    [place] = (tmp_path / "govpagecheck").iterdir()
    again = command(*arguments, env=environment | {"XDG_CACHE_HOME": str(tmp_path)})
    place.write_bytes(b"damaged")
    damaged = command(*arguments, env=environment | {"XDG_CACHE_HOME": str(tmp_path)})
    nowhere = command(*arguments, env=environment | {"HOME": "/nonexistent"})
    assert first.returncode == 0
    for run in (again, damaged, nowhere):
        assert (run.returncode, run.stdout, run.stderr) == (first.returncode, first.stdout, first.stderr)
    assert place.read_bytes().startswith(FORMAT.encode())


def test_the_place_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    monkeypatch.setenv("HOME", "/home/someone")
    assert str(kept_toml_file()).startswith("/cache/govpagecheck/toml-")
    for unusable in ("relative/path", ""):  # which the XDG specification says to ignore
        monkeypatch.setenv("XDG_CACHE_HOME", unusable)
        assert str(kept_toml_file()).startswith("/home/someone/.cache/govpagecheck/toml-")

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert kept_toml_file() is None


def test_shipped_rules_lie_in_themes_and_own_ones_anywhere(tmp_path: Path) -> None:
    assert sorted(file.parent for file in data_root().rglob("rule.toml")) == sorted(rule_folders(data_root()).values())
    deep = tmp_path / "own" / "a" / "b" / "own-rule"
    deep.mkdir(parents=True)
    (deep / "rule.toml").touch()
    (deep.parents[1] / "rule.toml").touch()
    assert rule_folders(tmp_path) == {"a": deep.parents[1], "own-rule": deep}
