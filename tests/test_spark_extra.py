"""Without the extra spark: importing costs nothing, and what is missing is told in one line; tests/spark has all others."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT = "import sys; sys.modules.update(dict.fromkeys([{missing!r}]))\nfrom govpagecheck.spark import *\n"
ASKED = ("check_warcs(None, ['a.warc'])", "check_pages(None)", "check_sites(None)", "each_once(None)", "findings(None)")


@pytest.mark.parametrize("missing", ["pyspark", "pyarrow", "pandas"])
@pytest.mark.parametrize("asked", ASKED)
def test_what_is_missing_is_told_in_one_line_that_names_the_extra(missing: str, asked: str) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT.format(missing=missing) + asked], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == (
        "govpagecheck.errors.UsageError: govpagecheck.spark needs the extra spark: pip install 'govpagecheck[spark]'"
    )


def test_import_loads_nothing_of_spark() -> None:
    code = "import govpagecheck, govpagecheck.spark, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pyspark", "pyarrow", "pandas", "py4j"} & set(done.stdout.split())
