"""Servers for tests, all on loopback: nginx with the fixture site, and sockets that misbehave."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from govpagecheck.sources.web_options import WebOptions

PROJECT = Path(__file__).resolve().parent.parent.parent
SITE = PROJECT / "fixtures" / "small-site"
PUBLISHED_AT = "https://www.lighthouses.example.gov"  # in the site's files; the server's own address takes its place
LOCAL = WebOptions(delay=0, allow_private=True, timeout=10, patience=5)

collect_ignore = ["conftest.py"]  # as a module with doctests: two of that name cannot be imported in one run

CONFIGURATION = """
daemon off;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  charset utf-8;
  client_body_temp_path {folder}/temporary;
  proxy_temp_path {folder}/temporary;
  fastcgi_temp_path {folder}/temporary;
  uwsgi_temp_path {folder}/temporary;
  scgi_temp_path {folder}/temporary;
  gzip on;
  gzip_min_length 100;
  gzip_types text/css;
  root {folder}/site;
  error_page 404 /404.html;
  server {{
    listen 127.0.0.1:{http_port};
    return 301 https://localhost:{https_port}$request_uri;
  }}
  server {{
    listen 127.0.0.1:{https_port} ssl;
    ssl_certificate {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
    location = /old-services {{ return 302 /services.html; }}
    location = /css/parts.css {{ return 301 /css/shared/parts.css; }}
    location = /404.html {{ internal; }}
  }}
}}
"""


@dataclass(frozen=True)
class Nginx:
    """A running server of the fixture site: `origin` over https, whose certificate `authority` signs; http redirects to it."""

    folder: Path
    http_port: int
    https_port: int
    authority: Path

    @property
    def origin(self) -> str:
        return f"https://localhost:{self.https_port}"

    @property
    def plain_origin(self) -> str:
        return f"http://localhost:{self.http_port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a command that is to trust the server's certificate."""
        return {**os.environ, "SSL_CERT_FILE": str(self.authority)}


@pytest.fixture(scope="session")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """Serve the fixture site by nginx. Where it was not asked for (`make test-servers` does), the test is skipped."""
    if not os.environ.get("GOVPAGECHECK_SERVERS"):
        pytest.skip("nginx is started by `make test-servers`")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    folder = tmp_path_factory.mktemp("nginx")
    http_port, https_port = free_port(), free_port()
    shutil.copytree(SITE, folder / "site")
    (folder / "site/css/shared").mkdir()
    (folder / "site/css/parts.css").rename(folder / "site/css/shared/parts.css")
    for name in ("sitemap.xml", "robots.txt"):
        file = folder / "site" / name
        file.write_text(file.read_text(encoding="utf-8").replace(PUBLISHED_AT, f"https://localhost:{https_port}"), encoding="utf-8")
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(folder / "authority.pem")
    certificate.private_key_pem.write_to_path(folder / "server.key")
    (folder / "server.pem").write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        CONFIGURATION.format(folder=folder, http_port=http_port, https_port=https_port, user=user), encoding="utf-8"
    )
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        wait_for(https_port, process)
        yield Nginx(folder, http_port, https_port, folder / "authority.pem")
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 20) -> None:
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert process.poll() is None, "the server ended"
        time.sleep(0.05)
    raise AssertionError("the server did not start")


Answering = Callable[[socket.socket], object]


@pytest.fixture
def raw_server() -> Iterator[Callable[[Answering], str]]:
    """Start a server that treats each connection as a function says, after the request came; its address is returned."""
    sockets: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(answer: Answering) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        sockets.append(listening)

        def serve() -> None:
            while True:
                try:
                    taken, _ = listening.accept()
                except OSError:
                    return
                with taken, suppress(OSError):
                    taken.settimeout(10)
                    while b"\r\n\r\n" not in taken.recv(65536):
                        pass
                    answer(taken)

        threads.append(threading.Thread(target=serve, daemon=True))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    yield start
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
    for thread in threads:
        thread.join(10)
