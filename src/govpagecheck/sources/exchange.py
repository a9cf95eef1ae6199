"""What one request and its answer were: the values that fetching, capturing and probing pass on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from govpagecheck.sources.http_message import decoded_body, media_type

MAX_CAUSE = 400  # characters of one line, in which a server's own words may be quoted
_CODED_ALREADY = ("transfer-encoding", "content-length")


class FetchError(Exception):
    """An address that gave no answer; the text says why in plain words. `is_closed` where nothing takes connections there."""

    def __init__(self, cause: str, *, is_closed: bool = False) -> None:
        super().__init__(" ".join(cause.split())[:MAX_CAUSE])
        self.is_closed = is_closed


@dataclass(frozen=True)
class Exchange:
    """One request and its answer.

    `headers` are as in `Page`; `body` is without its chunks and still in its content coding; `request` and `response` are
    the bytes as they went and came. `is_cut` says that the answer was longer than was read.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    request: bytes = b""
    response: bytes = b""
    peer: str = ""
    is_cut: bool = False

    @property
    def is_success(self) -> bool:
        """True for 200 to 299, but for those that come without a body or with a part of one."""
        return 200 <= self.status < 300 and self.status not in (204, 205, 206)

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters; empty without one."""
        return media_type(self.headers)

    @property
    def answer(self) -> str:
        """The status with its phrase, as in `404 Not Found`: the standard's, since a server may write anything."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)

    def content(self, limit: int) -> bytes:
        """Return the body without its content coding, at most `limit` bytes. Raises BodyError."""
        return decoded_body([self.body], {name: value for name, value in self.headers.items() if name not in _CODED_ALREADY}, limit)
