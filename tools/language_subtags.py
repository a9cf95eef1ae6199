"""Write src/govpagecheck/data/language-subtags.tsv from the IANA Language Subtag Registry.

Source: the npm package language-subtag-registry (CC0-1.0), which holds the registry as JSON with its File-Date. To renew:

    npm pack language-subtag-registry@0.4.2
    python tools/language_subtags.py language-subtag-registry-0.4.2.tgz
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src" / "govpagecheck" / "data" / "language-subtags.tsv"
HEAD = """\
# Registered language subtags, and the tags from before RFC 4646 that are kept whole (those with a hyphen).
# Origin: IANA Language Subtag Registry, https://www.iana.org/assignments/language-subtag-registry, File-Date: {date}
# Read from the npm package language-subtag-registry {version} (CC0-1.0) by tools/language_subtags.py; do not edit.
# subtag, date of deprecation, value to use in its place, names divided by " | "
"""


def main(package: str) -> None:
    """Convert the package, given as the path of its .tgz."""
    with tarfile.open(package) as archive:
        records: list[dict[str, Any]] = _read(archive, "data/json/registry.json")
        date = _read(archive, "data/json/meta.json")["File-Date"]
        version = _read(archive, "package.json")["version"]
    rows = [
        "\t".join(
            (
                record.get("Subtag") or record["Tag"],
                record.get("Deprecated", ""),
                record.get("Preferred-Value", ""),
                " | ".join(record["Description"]),
            )
        )
        for record in records
        if record["Type"] in ("language", "grandfathered")
    ]
    TARGET.write_text(HEAD.format(date=date, version=version) + "".join(f"{row}\n" for row in sorted(rows)), encoding="utf-8")
    print(f"{TARGET}: {len(rows)} rows of {date}")


def _read(archive: tarfile.TarFile, name: str) -> Any:
    member = archive.extractfile(f"package/{name}")
    if member is None:
        raise SystemExit(f"{name} is not in the package")
    return json.load(member)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
