"""bellbriar-harness (`bellbriar-lint --format json`): regular expressions over the source; in process."""

import json
from dataclasses import asdict

from bellbriar_harness.lint import lint_text
from each_page import each_page

each_page(
    lambda content, path: json.dumps([asdict(finding) for finding in lint_text(content.decode("utf-8", "replace"), path)]),
    lambda answer: (finding["rule_id"] for finding in json.loads(answer)),
    None,
)
