"""a11y-toolkit (`a11ytoolkit audit --file`): a heuristic check on html.parser, with findings grouped; in process."""

import json

from a11y_toolkit.a11yaudit import audit_html
from each_page import each_page


def check(content: bytes, path: str) -> str:
    report = audit_html(content.decode("utf-8", "replace"), path)
    if "error" in report:
        raise ValueError(report["error"])
    return json.dumps(report, ensure_ascii=False)


each_page(check, lambda answer: (finding["criterion"] for finding in json.loads(answer)["findings"]), None)
