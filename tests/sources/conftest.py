"""What several tests of sources use."""

from __future__ import annotations

import pytest

from govpagecheck.sources.warc_records import Reader, with_fastwarc, with_warcio

collect_ignore = ["conftest.py"]  # as a module with doctests: two of that name cannot be imported in one run


@pytest.fixture(params=["warcio", "fastwarc"])
def reader(request: pytest.FixtureRequest) -> Reader:
    pytest.importorskip(request.param)
    return {"warcio": with_warcio, "fastwarc": with_fastwarc}[request.param]
