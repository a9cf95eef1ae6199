"""The peers: what each is, in which version, how it is installed below .cache/bench and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from benchmarks.measure import Contestant

SCRIPTS = Path(__file__).parent
PACKAGES_OF_DEBIAN = {"chromium": "chromium", "java": "default-jre-headless", "node": "nodejs", "npm": "npm"}
QUIET = {"PUPPETEER_SKIP_DOWNLOAD": "1", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}


@dataclass(frozen=True)
class Peer:
    """A tool that is measured beside ours.

    `packages` are npm's where the script is run by Node or `from_npm` is set, else PyPI's; `slower` is how many times slower
    than our check it is asked to be; `is_slow` puts it among those that get few pages; `is_tree` says that it starts
    processes of its own; without `grows`, as its start would count, it is left out of the growth table.
    """

    name: str
    script: str
    packages: tuple[str, ...]
    how: str
    slower: float | None
    needs: tuple[str, ...] = ()
    from_npm: bool = False
    is_slow: bool = False
    is_tree: bool = False
    grows: bool = True

    @property
    def version(self) -> str:
        return self.packages[0].replace("==", "@").rpartition("@")[2]

    def contestant(self, cache: Path) -> Contestant:
        """Return how it is run, once it is installed there."""
        folder = cache / self.script.rpartition(".")[0]
        python = sys.executable if self.from_npm else str(folder / "venv/bin/python")
        program = "node" if self.script.endswith(".mjs") else python
        return Contestant(self.name, (program, str(SCRIPTS / self.script), str(folder)), is_tree=self.is_tree)


PEERS = (
    Peer("htmlhint", "htmlhint.mjs", ("htmlhint@1.9.2",), "API, default rules", None, ("node", "npm")),
    Peer("html-validate", "html-validate.mjs", ("html-validate@10.17.0",), "API, preset recommended", 25, ("node", "npm")),
    Peer("accessibility-champion", "accessibility_champion.py", ("accessibility-champion==0.4.0",), "API, css=False", 1),
    Peer("bellbriar-harness", "bellbriar.py", ("bellbriar-harness==1.0.1",), "lint_text in process", 1),
    Peer("a11y-toolkit", "toolkit.py", ("a11y-toolkit==5.16.0",), "audit_html in process, findings grouped", 1),
    Peer(
        "vnu",
        "vnu.py",
        ("vnu-jar@26.9.27",),
        "command, all pages in one call, start counts",
        40,
        ("node", "npm", "java"),
        from_npm=True,
        grows=False,
    ),
    Peer("a11y-moda", "moda.py", ("a11y-moda==0.6.1",), "lint_files in process, level AA", 1, is_slow=True),
    Peer(
        "axe-core in Chromium",
        "axe-chromium.mjs",
        ("axe-core@4.14.1", "playwright-core@1.65.1"),
        "API, one tab, start excluded",
        200,
        ("node", "npm", "chromium"),
        is_slow=True,
        is_tree=True,
    ),
    Peer(
        "axe-core in jsdom",
        "axe-jsdom.mjs",
        ("axe-core@4.14.1", "jsdom@29.1.1"),
        "API, without color-contrast",
        200,
        ("node", "npm"),
        is_slow=True,
    ),
    Peer(
        "pa11y-ci",
        "pa11y_ci.py",
        ("pa11y-ci@4.1.1",),
        "command, htmlcs, all pages in one call, start counts",
        None,
        ("node", "npm", "chromium"),
        from_npm=True,
        is_slow=True,
        is_tree=True,
        grows=False,
    ),
)


def install(peer: Peer, cache: Path) -> str | None:
    """Install a peer into a folder of its own below `cache`, unless it is there; return why that failed, or None."""
    folder = cache / peer.script.rpartition(".")[0]
    stamp = folder / "installed"
    for program in peer.needs:
        if shutil.which(program) is None and (reason := _install_program(program)):
            return reason
    if stamp.is_file() and stamp.read_text().split() == list(peer.packages):
        return None
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if peer.script.endswith(".mjs") or peer.from_npm:
        options = "--loglevel=error --ignore-scripts --no-audit --no-fund --no-save --no-package-lock --prefix".split()
        reason = _run(["npm", "install", *options, str(folder), *peer.packages])
    else:
        python = str(folder / "venv/bin/python")
        reason = _run([sys.executable, "-m", "venv", str(folder / "venv")]) or _run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.packages]
        )
    if reason is None:
        stamp.write_text("\n".join(peer.packages))
    return reason


def _install_program(program: str) -> str | None:
    package = PACKAGES_OF_DEBIAN[program]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return f"{program} is missing: it needs Debian's package {package}, and root to install it"
    return _run(["apt-get", "update", "-qq"]) or _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package])


def _run(command: list[str]) -> str | None:
    environment = {**os.environ, **QUIET, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=600, env=environment)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"could not be installed: {type(error).__name__}: {error}"
    if ended.returncode:
        told = [line for line in ended.stderr.splitlines() if "error" in line.lower()]
        return f"could not be installed: {shorten(' '.join(told), 200) or f'{command[0]} ended with {ended.returncode}'}"
    return None
