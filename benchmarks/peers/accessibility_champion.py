"""accessibility-champion (`a11y-lint --json --no-css`): a linter on html.parser; in process."""

import json

from a11y_lint import check_html
from a11y_rules import all_rules
from each_page import each_page

each_page(
    lambda content, _path: json.dumps(check_html(content.decode("utf-8", "replace"), css=False)),
    lambda answer: (finding["id"] for finding in json.loads(answer)),
    len(all_rules()),
)
