"""a11y-moda (`a11y-moda lint --format json`): tree-sitter, one walk of the tree a rule; in process, reading the file itself."""

import json
from dataclasses import asdict
from pathlib import Path

from a11y_moda.lint.base import all_lint_rules
from a11y_moda.lint.runner import lint_files
from a11y_moda.models import Level
from each_page import each_page


def check(_content: bytes, path: str) -> str:
    [result] = lint_files([Path(path)], level=Level.AA).files
    if result.fetch_error:
        raise ValueError(result.fetch_error)
    return json.dumps([asdict(finding) for finding in result.issues], ensure_ascii=False, default=str)


each_page(check, lambda answer: (finding["rule_id"] for finding in json.loads(answer)), len(all_lint_rules(level=Level.AA)))
