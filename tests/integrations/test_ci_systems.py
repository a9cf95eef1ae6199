"""The files for CI systems: valid for those who publish their schemas, and installed and run for real where that needs no account."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.conftest import PROJECT
from tests.integrations.conftest import tool

PAGES = PROJECT / "fixtures" / "press-release"


@pytest.mark.parametrize(("schema", "file"), [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab-ci.yml")])
def test_file_is_valid(schema: str, file: str) -> None:
    subprocess.run([tool("check-jsonschema"), "--builtin-schema", schema, PROJECT / file], check=True)


def test_action_installs_itself_and_checks_pages(checkout: Path, tmp_path: Path) -> None:
    steps = {
        step["name"]: step
        for step in yaml.safe_load((checkout / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
        if "run" in step
    }
    runner = tmp_path / "runner temp"
    runner.mkdir()
    outputs = tmp_path / "outputs"
    environment = {
        **dict.fromkeys(steps["Check pages"]["env"], ""),
        "INPUT_PATH": str(PAGES),
        "RUNNER_TEMP": str(runner),
        "GITHUB_ACTION_PATH": str(checkout),
        "GITHUB_OUTPUT": str(outputs),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(tmp_path),
    }
    codes = [
        subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps[name]["run"]], env=environment, cwd=tmp_path
        ).returncode
        for name in ("Install govpagecheck", "Check pages")
    ]
    assert codes == [0, 1]
    report = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
    assert int(report["errors"]) > 0
    assert json.loads(Path(report["report"]).read_text(encoding="utf-8"))["summary"]["pages"] == len(list(PAGES.glob("*.html")))


def test_dockerfile_is_linted() -> None:
    subprocess.run([tool("hadolint"), PROJECT / "Dockerfile"], check=True)


def test_dockerfile_copies_all_that_the_build_needs(tmp_path: Path) -> None:
    """Build from the files that the Dockerfile copies and .dockerignore lets through, with the command of the Dockerfile."""
    lines = (PROJECT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:] for line in (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")}
    copied = [name for line in lines if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]]
    assert set(copied) == allowed
    source = tmp_path / "source"
    source.mkdir()
    for name in copied:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / name, source)
    [command] = [line.removeprefix("RUN ") for line in lines if line.startswith("RUN ")]
    where = tmp_path / "opt"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(["sh", "-ec", command.replace("/opt", str(where))], cwd=source, check=True, env={**os.environ, "PATH": path})
    done = subprocess.run(
        [where / "govpagecheck" / "bin" / "govpagecheck", "check", PAGES / "original.html"], capture_output=True, cwd=tmp_path
    )
    assert done.returncode == 0


def test_image_runs_where_there_is_a_docker_engine(tmp_path: Path) -> None:
    if not shutil.which("docker") or subprocess.run(["docker", "info"], capture_output=True).returncode:
        pytest.skip("no Docker engine here")
    subprocess.run(["docker", "build", "--quiet", "--iidfile", tmp_path / "id", PROJECT], check=True)
    image = (tmp_path / "id").read_text(encoding="utf-8").strip()
    command = ["docker", "run", "--rm", "--volume", f"{PAGES}:/pages:ro", image, "check", "original.html"]
    assert subprocess.run(command, capture_output=True).returncode == 0
