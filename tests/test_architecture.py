"""The house keeps its plan: who may import whom, what an import costs, and which names are public."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import govpagecheck
from govpagecheck.cli.check_command import check
from govpagecheck.cli.commands import COMMANDS
from govpagecheck.cli.progress import Progress

PACKAGE = Path(govpagecheck.__file__).parent
PROJECT = PACKAGE.parent.parent
MODULES = {
    ".".join(["govpagecheck", *file.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__"): file
    for file in PACKAGE.rglob("*.py")
}

# A module may import from its own layer and from layers after it; the more exact name decides.
LAYERS = {
    "govpagecheck.__main__": 0,
    "govpagecheck.cli": 1,
    "govpagecheck.page_assertions": 1,
    "govpagecheck.pytest_plugin": 0,
    "govpagecheck": 2,
    "govpagecheck.site": 3,
    "govpagecheck.spark": 2,
    "govpagecheck.site_groups": 18,
    "govpagecheck.site_links": 19,
    "govpagecheck.site_store": 20,
    "govpagecheck.site_page": 22,
    "govpagecheck.site_facts": 6,
    "govpagecheck.rules.site_pages": 3,
    "govpagecheck.baseline": 8,
    "govpagecheck.config": 3,
    "govpagecheck.rules.agreement": 3,
    "govpagecheck.rules.pages": 3,
    "govpagecheck.engine": 4,
    "govpagecheck.workers": 4,
    "govpagecheck.rule_api": 5,
    "govpagecheck.rules": 5,
    "govpagecheck.facts": 6,
    "govpagecheck.parts": 7,
    "govpagecheck.accessibility": 8,
    "govpagecheck.fingerprint": 8,
    "govpagecheck.word_search": 8,
    "govpagecheck.ignore": 8,
    "govpagecheck.parse": 8,
    "govpagecheck.document": 9,
    "govpagecheck.reporters": 20,
    "govpagecheck.sources": 20,
    "govpagecheck.report_diff": 21,
    "govpagecheck.report_files": 21,
    "govpagecheck.report_json": 21,
    "govpagecheck.report_lines": 20,
    "govpagecheck.report_query": 18,
    "govpagecheck.report_views": 19,
    "govpagecheck.model": 22,
}
LOWEST = 30  # modules of plain functions: errors, text, selectors, calendar dates


def layer(module: str) -> int:
    name = module
    while name not in LAYERS and "." in name:
        name = name.rpartition(".")[0]
    return LAYERS[name] if name in LAYERS and (name != "govpagecheck" or module == name) else LOWEST


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {deep if (deep := f"{node.module}.{alias.name}") in MODULES else node.module for alias in node.names}
    return {name for name in found if name.split(".")[0] == "govpagecheck"}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_go_one_way(module: str) -> None:
    for imported in imports(MODULES[module]):
        if imported == "govpagecheck":
            assert layer(module) <= 2, f"{module} imports the package itself"
            continue
        assert layer(imported) >= layer(module), f"{module} must not import {imported}"


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [
        ("reporters", {"model", "errors", "report_json", "text", "criteria"}),
        ("sources", {"model", "errors", "sources", "address", "evidence"}),
    ],
)
def test_reporters_and_sources_know_the_model_only(folder: str, allowed: set[str]) -> None:
    for file in (PACKAGE / folder).glob("*.py"):
        assert {name.split(".")[1] for name in imports(file)} <= allowed, file.name


def test_checks_import_the_documented_module_only() -> None:
    for file in (PROJECT / "rules").rglob("check.py"):
        assert imports(file) <= {"govpagecheck.rule_api"}, file


def test_one_module_knows_the_parser() -> None:
    knowing = {name for name, file in MODULES.items() if "turbohtml" in {n.split(".")[0] for n in all_imports(file)}}
    assert knowing == {"govpagecheck.parse"}


def all_imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def loaded_after(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


HEAVY = {"turbohtml", "jsonschema", "click", "rich"}


def test_import_pulls_in_nothing_heavy() -> None:
    assert loaded_after("import govpagecheck; govpagecheck.load_ruleset('us-federal')") & HEAVY == set()


def test_a_check_loads_the_parser_and_nothing_else_heavy() -> None:
    code = "from govpagecheck import *; check_page(Page(b'<p>x'), load_ruleset('us-federal'))"
    assert loaded_after(code) & HEAVY == {"turbohtml"}


def loaded_by_command(*arguments: object) -> set[str]:
    """Return the modules that a run of the command loads."""
    code = f"""
import sys
sys.argv = {["govpagecheck", *map(str, arguments)]!r}
from govpagecheck.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_version_loads_click_and_nothing_of_ours_but_the_command() -> None:
    loaded = loaded_by_command("--version")
    assert "click" in loaded
    assert not loaded & {"lxml", "cssselect", "tinycss2", "turbohtml", "jinja2", "rich", "jsonschema", "dataclasses", "json"}
    ours = {name for name in loaded if name.split(".")[0] == "govpagecheck"}
    assert ours == {f"govpagecheck{name}" for name in ("", ".cli", ".cli.commands", ".errors", ".text")}


def test_a_check_loads_only_what_it_is_asked_for() -> None:
    idle = set("rich jinja2 jsonschema sqlite3 tempfile importlib.resources concurrent.futures multiprocessing".split())
    idle |= {
        f"govpagecheck.{name}"
        for name in ("baseline", "report_files", "workers", "cli.baseline_commands", "cli.report_commands", "reporters.html")
    }
    page = PROJECT / "fixtures" / "press-release" / "original.html"
    loaded = loaded_by_command("check", page, "-p", "best-practice")
    assert {"lxml", "turbohtml"} <= loaded
    assert not loaded & idle
    assert "tinycss2" not in loaded_by_command("rules", "--help")


def test_garbage_is_collected_again_once_all_is_loaded(tmp_path: Path) -> None:
    page = PROJECT / "fixtures" / "press-release" / "original.html"
    was_on: list[bool] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: was_on.append(gc.isenabled()))  # for good in this process otherwise
        patch.setattr(Progress, "tell", lambda *_: was_on.append(gc.isenabled()))
        assert CliRunner().invoke(check, [str(page), "-o", f"json={tmp_path / 'report.json'}"]).exit_code == 0
        assert was_on == [False, True]
        assert CliRunner().invoke(check, [str(page), "-p", "none-such"]).exit_code == 1
    assert gc.isenabled()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_where_it_is_looked_for(name: str) -> None:
    assert COMMANDS[name].name == name
    assert COMMANDS[name].callback.__module__ == f"govpagecheck.cli.{COMMANDS.data[name]}"


def test_public_names_are_sorted_and_there() -> None:
    assert govpagecheck.__all__ == sorted(govpagecheck.__all__)
    assert all(hasattr(govpagecheck, name) for name in govpagecheck.__all__)
    contract = {
        "check_page",
        "check_site",
        "load_ruleset",
        "read_pages",
        "parse_page",
        "Page",
        "Rule",
        "Ruleset",
        "Finding",
        "PageReport",
        "GovPageCheckError",
    }
    assert set(govpagecheck.__all__) == contract


def test_no_module_reads_the_clock_but_where_it_may() -> None:
    reading = {
        name
        for name, file in MODULES.items()
        if any(word in file.read_text(encoding="utf-8") for word in ("date.today(", "datetime.now(", "time.time("))
    }
    assert reading <= {"govpagecheck.cli.run", "govpagecheck.rules.ruleset"}
