"""urllib3's connections, held to three things: the address that was checked, an end in time, and a copy of every byte.

The library is imported here and nowhere else but in functions: this module needs the extra `web`.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from govpagecheck.sources.exchange import FetchError

MOST_HEAD = 300_000  # bytes around a body: head and chunk lengths


class Line:
    """What one connection may do and what went over it.

    `addresses` are the IP addresses to try, `timeout` the seconds until the answer must be whole, `patience` the seconds
    that the other side may be silent, `limit` the bytes of a body that are wanted.
    """

    def __init__(self, host: str, addresses: Sequence[str], *, timeout: float, patience: float, limit: int) -> None:
        self.host, self.addresses, self.limit = host, addresses, limit
        self.sent, self.received = bytearray(), bytearray()
        self.peer = ""
        self.in_use: socket.socket | None = None  # to be closed with the line
        self._handle: socket.socket | None = None  # a second handle, for breaking off from another thread
        self._timeout, self._patience = timeout, patience
        self._ends_at = time.monotonic() + timeout
        self._is_ended = False

    def seconds(self) -> float:
        """Return how long to wait for the next thing to happen. Raises FetchError when the time is up."""
        left = self._ends_at - time.monotonic()
        if self._is_ended:
            raise FetchError("the run was ended before the answer was whole")
        if left <= 0:
            raise FetchError(f"the answer was not whole after {self._timeout:g} seconds; --timeout allows more")
        return min(left, self._patience)

    def silence(self) -> FetchError:
        """Return the error of a side that said nothing for as long as was waited."""
        return FetchError(f"{self.host} did not answer in time ({min(self._timeout, self._patience):g} seconds of silence)")

    def connect(self, port: int) -> socket.socket:
        """Return a connection to the first of the addresses that takes one. Raises FetchError."""
        refusal: Exception | None = None
        for address in self.addresses:
            try:
                connected = socket.create_connection((address, port), timeout=self.seconds())
            except OSError as error:
                refusal = error
                continue
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.peer = address
            self._handle = connected.dup()
            return connected
        cause = getattr(refusal, "strerror", None) or "no answer in time"
        raise FetchError(f"nothing takes connections at {self.host} port {port} ({cause})", is_closed=True) from refusal

    def end(self) -> None:
        """Break the connection off, also from another thread that waits in it."""
        self._is_ended = True
        if self._handle is not None:
            with suppress(OSError):  # it has ended by itself
                self._handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close what is open."""
        for one in (self.in_use, self._handle):
            if one is not None:
                one.close()


class _Tap:
    """A connected socket as http.client uses one, which keeps to its line and copies what passes."""

    def __init__(self, sock: socket.socket | ssl.SSLSocket, line: Line) -> None:
        self._sock, self._line = sock, line
        line.in_use = sock

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._line.seconds())
        self._sock.sendall(data)
        self._line.sent += data

    def receive_into(self, buffer: Any) -> int:
        self._sock.settimeout(self._line.seconds())
        try:
            number = self._sock.recv_into(buffer)
        except TimeoutError as error:
            self._line.seconds()
            raise self._line.silence() from error
        self._line.received += memoryview(buffer)[:number]
        if len(self._line.received) > 2 * self._line.limit + MOST_HEAD:
            raise FetchError("the answer has far more around its body than in it")
        return number

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self))

    def settimeout(self, _: float | None) -> None:
        """The line says how long to wait, at every step."""

    def shutdown(self, how: int) -> None:
        self._sock.shutdown(how)

    def close(self) -> None:
        """The line closes the socket: http.client lets go of it before the body is read."""


class _Incoming(io.RawIOBase):
    """What a tap receives, as a stream."""

    def __init__(self, tap: _Tap) -> None:
        self._tap = tap

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._tap.receive_into(buffer)


class PlainConnection(HTTPConnection):
    """An http connection over a line."""

    def __init__(self, host: str, port: int, line: Line) -> None:
        super().__init__(host, port)
        self._line = line

    def _new_conn(self) -> socket.socket:
        """Connect to an address of the line, in place of resolving the name (again): the name is for Host alone."""
        return self._line.connect(self.port)

    def connect(self) -> None:
        super().connect()
        self.sock = _Tap(self.sock, self._line)


class SecureConnection(HTTPSConnection):
    """An https connection over a line: the name is for Host, server name indication and the certificate."""

    def __init__(self, host: str, port: int, line: Line, context: ssl.SSLContext) -> None:
        super().__init__(host, port, ssl_context=context)
        self._line = line

    def _new_conn(self) -> socket.socket:
        connected = self._line.connect(self.port)
        connected.settimeout(self._line.seconds())  # holds for the whole handshake
        return connected

    def connect(self) -> None:
        super().connect()
        self.sock = _Tap(self.sock, self._line)


def tls_context(*, is_verified: bool) -> ssl.SSLContext:
    """Return a context that trusts the system's certificates, or certifi's where the system has none."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not (context.cert_store_stats()["x509_ca"] or paths.cafile or paths.capath):
        import certifi

        context.load_verify_locations(certifi.where())
    if not is_verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
