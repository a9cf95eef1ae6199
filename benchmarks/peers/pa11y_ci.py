"""pa11y-ci with HTML_CodeSniffer, standard WCAG2AA, one page after the other: `pa11y_ci.py FOLDER LIST PASSES`; its start counts, once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

program = Path(sys.argv[1], "node_modules/pa11y-ci/bin/pa11y-ci.js")
_, *files = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
config = {
    "defaults": {
        "runners": ["htmlcs"],
        "standard": "WCAG2AA",
        "timeout": 60_000,
        "chromeLaunchConfig": {
            "executablePath": shutil.which("chromium"),
            # nothing is fetched, as with the other peers
            "args": ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"],
        },
    },
    "urls": [Path(file).as_uri() for file in files],
}
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "pa11yci.json")
    file.write_text(json.dumps(config), encoding="utf-8")
    started = time.perf_counter()
    ended = subprocess.run(["node", str(program), "--json", "--config", str(file)], capture_output=True, text=True, encoding="utf-8")
    seconds = time.perf_counter() - started
if not ended.stdout.strip():
    sys.exit(ended.stderr.strip() or f"pa11y-ci ended with {ended.returncode}")
ids: Counter[str] = Counter()
refused = {}
for url, findings in json.loads(ended.stdout)["results"].items():
    for finding in findings:
        if "code" in finding:
            ids[finding["code"]] += 1
        else:
            refused[url] = finding.get("message", "no answer")
print(json.dumps({"seconds": seconds, "cpu": None, "peak_mb": None, "rules": None, "ids": ids, "refused": refused}))
