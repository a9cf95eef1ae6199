"""The Nu Html Checker (vnu.jar), all pages in one call: `vnu.py FOLDER LIST PASSES`; the start of Java counts, once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

jar = Path(sys.argv[1], "node_modules/vnu-jar/build/dist/vnu.jar")
_, *files = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
command = ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout", *files]
started = time.perf_counter()
ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
seconds = time.perf_counter() - started
if ended.returncode:
    sys.exit(ended.stderr.strip() or f"java ended with {ended.returncode}")
messages = json.loads(ended.stdout)["messages"]
refused = {message.get("url", "?"): message["message"] for message in messages if message["type"] == "non-document-error"}
# Its messages have no ids: those that differ only in what they quote are counted as one.
ids = Counter(re.sub(r"“[^”]*”", "“…”", message.get("message", "")) for message in messages if message["type"] != "non-document-error")
print(json.dumps({"seconds": seconds, "cpu": None, "peak_mb": None, "rules": None, "ids": ids, "refused": refused}))
