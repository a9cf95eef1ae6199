"""The rule reference: one page a rule, made from its folder, and the same words in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from govpagecheck.rules.places import data_root, rule_folders

Command = Callable[..., CompletedProcess[str]]


def test_every_rule_has_a_page_in_the_index(tmp_path: Path, command: Command) -> None:
    assert command("rules", "docs", tmp_path / "docs" / "rules").returncode == 0
    folder = tmp_path / "docs" / "rules"
    ids = set(rule_folders(data_root()))
    assert {file.stem for file in folder.glob("*.md")} == ids | {"index"}
    index = (folder / "index.md").read_text(encoding="utf-8")
    assert all(f"[{rule_id}]({rule_id}.md)" in index for rule_id in ids)


def test_page_is_what_the_terminal_shows(tmp_path: Path, command: Command) -> None:
    command("rules", "docs", tmp_path)
    assert command("rules", "show", "banner-https-text").stdout == (tmp_path / "banner-https-text.md").read_text(encoding="utf-8")


def test_examples_are_the_rule_s_own_pages(command: Command) -> None:
    shown = command("rules", "show", "title-min-length").stdout
    pages = {file.read_text(encoding="utf-8").strip() for file in rule_folders(data_root())["title-min-length"].glob("*.html")}
    assert sum(page in shown for page in pages) == 2
    assert "## A page that passes" in shown
    assert "## A page that fails" in shown
