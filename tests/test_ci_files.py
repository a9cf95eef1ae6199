"""What we give to CI, run as CI would: the steps of the GitHub Action and the GitLab job as shell scripts, with hostile values."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import PROJECT

ACTION = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((PROJECT / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8"))["govpagecheck"]
STEPS = ACTION["runs"]["steps"]
GOOD = PROJECT / "fixtures" / "press-release" / "original.html"
BAD = PROJECT / "fixtures" / "press-release" / "without-banner.html"
HOSTILE = "a b'c\"; touch pwned; $(touch pwned) `touch pwned` && touch pwned | $HOME * \\"
pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs bash")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a repository with a built site, and the command where the step before has installed it."""
    repository = tmp_path / "repository"
    for name in ("public", HOSTILE, "-flag"):
        (repository / name).mkdir(parents=True)
        shutil.copy(GOOD, repository / name / "index.html")
    shutil.copy(BAD, repository / "public" / "bad.html")
    installed = tmp_path / "runner" / "govpagecheck"
    installed.mkdir(parents=True)
    (installed / "bin").symlink_to(Path(sys.executable).parent)
    (repository / ".govpagecheck").symlink_to(installed)
    return tmp_path


def run_action(place: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """Run the step that checks as GitHub would, and return how it ended, its outputs and its summary."""
    step = next(step for step in STEPS if step.get("id") == "check")
    values = {name: one["default"] for name, one in ACTION["inputs"].items()} | {k.replace("_", "-"): v for k, v in inputs.items()}
    environment = {name: re.sub(r"\$\{\{ inputs\.([a-z-]+) }}", lambda m: values[m[1]], text) for name, text in step["env"].items()}
    outputs, summary = place / "outputs", place / "summary"
    outputs.write_text("", encoding="utf-8")
    summary.write_text("# What the step before wrote\n", encoding="utf-8")
    files = {"RUNNER_TEMP": place / "runner", "GITHUB_OUTPUT": outputs, "GITHUB_STEP_SUMMARY": summary}
    done = run(step["run"], place / "repository", {**environment, **{name: str(file) for name, file in files.items()}})
    pairs = (line.partition("=") for line in outputs.read_text(encoding="utf-8").splitlines())
    return done, {name: value for name, _, value in pairs}, summary.read_text(encoding="utf-8")


def run(script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script with the shell and the flags that GitHub documents for `shell: bash`."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    whole = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=whole, capture_output=True, text=True, encoding="utf-8", timeout=120)


def names(outputs: Mapping[str, str]) -> list[str]:
    pages: list[dict[str, Any]] = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))["pages"]
    return [page["path"] for page in pages]


def test_no_expression_stands_in_a_script() -> None:
    assert not [step["name"] for step in STEPS if "${{" in step.get("run", "")]
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)


def test_every_input_is_used_and_described() -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    assert all(one["description"] and "default" in one for one in ACTION["inputs"].values())


def test_action_annotates_counts_and_fails(place: Path) -> None:
    done, outputs, summary = run_action(place, path="public")
    assert done.returncode == 1
    assert "::error file=public/bad.html,line=2,col=1,title=banner-identifies::" in done.stdout
    assert outputs["errors"] == "1"
    assert names(outputs) == ["public/bad.html", "public/index.html"]
    assert summary.startswith("# What the step before wrote\n## govpagecheck: 2 pages")


def test_action_passes_its_inputs_on(place: Path) -> None:
    done, outputs, _ = run_action(
        place, path="public\n-flag\n", profile="us-federal\nuswds", fail_on="never", base_url="https://www.example.gov/", sarif="out.sarif"
    )
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))
    assert report["profiles"] == ["us-federal", "uswds"]
    assert {page["url"] for page in report["pages"]} == {"https://www.example.gov/", "https://www.example.gov/bad.html"}
    assert "-flag/index.html" in names(outputs)
    assert json.loads((place / "repository" / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_action_follows_configuration_and_baseline(place: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "govpagecheck", "baseline", "create", "public", "--baseline", "known.json"],
        cwd=place / "repository",
        check=True,
    )
    assert run_action(place, path="public", baseline="known.json")[0].returncode == 0
    (place / "repository" / "our.toml").write_text('fail-on = "never"\nprofiles = ["us-state"]\n', encoding="utf-8")
    done, outputs, _ = run_action(place, path="public", config="our.toml")
    assert done.returncode == 0
    assert json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))["profiles"] == ["us-state"]


def test_hostile_paths_are_only_paths(place: Path) -> None:
    done, outputs, _ = run_action(place, path=HOSTILE, sarif=f"{HOSTILE}.sarif")
    assert (done.returncode, done.stderr) == (0, "")
    assert names(outputs) == [f"{HOSTILE}/index.html"]
    assert (place / "repository" / f"{HOSTILE}.sarif").is_file()
    assert not list(place.rglob("pwned"))


@pytest.mark.parametrize("name", [name for name in ACTION["inputs"] if name not in ("path", "sarif", "python-version")])
def test_hostile_values_are_refused_in_one_line(place: Path, name: str) -> None:
    done, outputs, _ = run_action(place, **{"path": "public", name.replace("-", "_"): HOSTILE})
    assert (done.returncode, outputs) == (2, {})
    assert done.stderr.startswith("govpagecheck: ")
    assert done.stderr.count("\n") == 1
    assert not list(place.rglob("pwned"))


def test_no_path_and_no_page_are_told(place: Path) -> None:
    done, outputs, _ = run_action(place, path="")
    assert (done.returncode, outputs) == (2, {})
    done, outputs, summary = run_action(place, path="nowhere")
    assert done.returncode == 3
    assert outputs["errors"] == "0"
    assert "1 pages" in summary


@pytest.mark.parametrize("shell", ["bash", "sh"])
@pytest.mark.parametrize(
    ("variables", "code", "files"),
    [
        ({}, 1, ["public/bad.html", "public/index.html"]),
        (
            {"GOVPAGECHECK_FAIL_ON": "never", "GOVPAGECHECK_BASE_URL": "https://www.example.gov/a b"},
            0,
            ["public/bad.html", "public/index.html"],
        ),
        ({"GOVPAGECHECK_PATH": HOSTILE}, 0, [f"{HOSTILE}/index.html"]),
        ({"GOVPAGECHECK_PATH": "-flag"}, 0, ["-flag/index.html"]),
        ({"GOVPAGECHECK_PROFILE": HOSTILE}, 2, None),
        ({"GOVPAGECHECK_BASELINE": HOSTILE}, 2, None),
        ({"GOVPAGECHECK_BASE_URL": HOSTILE}, 2, None),
    ],
)
def test_gitlab_job(place: Path, shell: str, variables: dict[str, str], code: int, files: list[str] | None) -> None:
    repository = place / "repository"
    environment = {**os.environ, **{name: str(value) for name, value in GITLAB["variables"].items()}, **variables}
    environment["CI_PROJECT_DIR"] = str(repository)
    done = subprocess.run([shell, "-ec", "\n".join(GITLAB["script"])], cwd=repository, env=environment, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    assert not list(place.rglob("pwned"))
    if files is None:
        assert done.stderr.count("\n") == 1
        return
    report = json.loads((repository / "govpagecheck-report.json").read_text(encoding="utf-8"))
    assert [page["path"] for page in report["pages"]] == files
    kept = [*GITLAB["artifacts"]["paths"], *GITLAB["artifacts"]["reports"].values()]
    assert all((repository / name).is_file() for name in kept)
