"""Damaged and hostile web archives: what is good is read, what is not is named with its place, and nothing takes long or much."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.sources.archives import PAGE, SITE, WARCINFO, http, packed, page, record, response, with_digest

from govpagecheck import Page
from govpagecheck.sources import warc_records, warc_stream
from govpagecheck.sources.warc import read_warc, read_warcs
from govpagecheck.sources.warc_records import Reader, with_fastwarc, with_warcio

Command = Callable[..., subprocess.CompletedProcess[str]]
RECORDS = [WARCINFO, *(response(f"/{number}", page(f"Page {number}")) for number in range(6))]
ADDRESSES = [f"{SITE}/{number}" for number in range(6)]
MEMBERS = [packed(one) for one in RECORDS]
OFFSETS = [sum(map(len, MEMBERS[:number])) for number in range(7)]
PLAIN_OFFSETS = [sum(map(len, RECORDS[:number])) for number in range(7)]


def read(content: bytes, reader: Reader) -> list[Page]:
    return list(read_warcs([("crawl.warc.gz", lambda: contextlib.closing(io.BytesIO(content)))], reader=reader))


def addresses(pages: list[Page]) -> list[str | None]:
    return [one.url for one in pages if not one.unreadable]


def told(pages: list[Page]) -> list[str]:
    assert {one.path for one in pages if one.unreadable} <= {"crawl.warc.gz"}
    return [one.unreadable for one in pages if one.unreadable]


def test_a_packed_archive_that_ends_early(reader: Reader) -> None:
    pages = read(b"".join(MEMBERS)[: OFFSETS[5] + 40], reader)
    assert addresses(pages) == ADDRESSES[:4]
    assert told(pages) == [f"record 6 at byte {OFFSETS[5]}: the file ends in the middle of the gzip member there"]


def test_a_plain_archive_that_ends_early(reader: Reader) -> None:
    pages = read(b"".join(RECORDS)[: PLAIN_OFFSETS[5] + len(RECORDS[5]) - 20], reader)
    assert addresses(pages) == ADDRESSES[:4]
    assert told(pages) == [f"record 6 at byte {PLAIN_OFFSETS[5]}: it ends 16 bytes before its Content-Length says"]


def test_a_member_in_the_middle_that_is_corrupt(reader: Reader) -> None:
    bad = bytearray(MEMBERS[3])
    bad[60] ^= 0xFF
    pages = read(b"".join([*MEMBERS[:3], bytes(bad), *MEMBERS[4:]]), reader)
    assert addresses(pages) == [*ADDRESSES[:2], *ADDRESSES[3:]]
    [cause] = told(pages)
    assert cause.startswith(f"record 4 at byte {OFFSETS[3]}: the gzip member there cannot be decompressed (")


def test_a_member_whose_checksum_is_wrong(reader: Reader) -> None:
    bad = bytearray(MEMBERS[3])
    bad[-8] ^= 0xFF
    pages = read(b"".join([*MEMBERS[:3], bytes(bad), *MEMBERS[4:]]), reader)
    assert addresses(pages) == [*ADDRESSES[:2], *ADDRESSES[3:]]
    assert len(told(pages)) == 1


def test_the_first_member_that_is_corrupt(reader: Reader) -> None:
    pages = read(b"\x1f\x8b" + bytes(50) + b"".join(MEMBERS[1:]), reader)
    assert addresses(pages) == ADDRESSES
    assert told(pages)[0].startswith("record 1 at byte 0: ")


@pytest.mark.parametrize("is_packed", [True, False])
def test_what_stands_between_records_and_is_none(reader: Reader, is_packed: bool) -> None:
    parts, offsets = (MEMBERS, OFFSETS) if is_packed else (RECORDS, PLAIN_OFFSETS)
    pages = read(b"".join([*parts[:4], b"nothing of the kind\r\n" * 3, *parts[4:]]), reader)
    assert len(told(pages)) == 1
    if is_packed:  # where the member before is whole by its checksum
        assert addresses(pages) == ADDRESSES
        assert told(pages) == [f"record 5 at byte {offsets[4]}: what stands there is no gzip member"]
    else:  # where the record before may have the wrong length
        assert addresses(pages) == [*ADDRESSES[:2], *ADDRESSES[3:]]
        assert told(pages)[0].startswith(f"record 4 at byte {offsets[3]}: no record follows where its Content-Length of ")


def test_zeros_at_the_end_are_no_damage(reader: Reader) -> None:
    pages = read(b"".join(MEMBERS) + bytes(100_000), reader)
    assert (addresses(pages), told(pages)) == (ADDRESSES, [])


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("length", [10, 100, 700, 10**6, 10**14])
def test_a_length_that_is_wrong(reader: Reader, is_packed: bool, length: int) -> None:
    """Bytes are not taken for a page when they are too few or too many; those after it are found again."""
    block = http(page("Page 2"))
    assert length != len(block)
    bad = record("response", ADDRESSES[2], block, {"Content-Length": str(length)})
    pages = read(b"".join(packed(one) if is_packed else one for one in [*RECORDS[:3], bad, *RECORDS[4:]]), reader)
    assert addresses(pages) == [*ADDRESSES[:2], *ADDRESSES[3:]]
    [cause] = told(pages)
    assert cause.startswith(f"record 4 at byte {(OFFSETS if is_packed else PLAIN_OFFSETS)[3]}: ")


@pytest.mark.parametrize("length", ["", "-1", "0x10", "ten", "٣", "9" * 30, None])
def test_a_length_that_is_no_number(reader: Reader, length: str | None) -> None:
    bad = record("response", ADDRESSES[2], http(PAGE), {"Content-Length": length})
    pages = read(packed(*RECORDS[:3], bad, *RECORDS[4:]), reader)
    assert addresses(pages) == [*ADDRESSES[:2], *ADDRESSES[3:]]
    assert len(told(pages)) == 1
    assert told(pages)[0].startswith(f"record 4 at byte {OFFSETS[3]}: ")


def test_bytes_that_changed_are_told_where_a_plain_archive_states_their_digest(reader: Reader) -> None:
    records = [with_digest("response", address, http(page("Permits"))) for address in ADDRESSES]
    changed = records[2].replace(b"Permits", b"Permuts")
    pages = read(b"".join([*records[:2], changed, *records[3:]]), reader)
    assert addresses(pages) == [*ADDRESSES[:2], *ADDRESSES[3:]]
    assert told(pages) == [f"record 3 at byte {len(records[0]) * 2}: its bytes are not those of which it states the digest"]


@pytest.mark.parametrize("digest", ["sha1:tooshort", "sha1:", "nonsense", "md5:x", "blake3:" + "a" * 64])
def test_a_digest_that_is_none_is_passed_over(reader: Reader, digest: str) -> None:
    assert addresses(read(record("response", ADDRESSES[0], http(PAGE), {"WARC-Block-Digest": digest}), reader)) == ADDRESSES[:1]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x1f\x8b", b"\x1f", bytes(1000), b"nothing of the kind", b"WARC/1.0\r\n", PAGE * 5000])
def test_what_is_no_archive(reader: Reader, content: bytes) -> None:
    pages = read(content, reader)
    assert addresses(pages) == []
    assert len(told(pages)) == 1


def test_a_response_that_is_none(reader: Reader) -> None:
    pages = read(packed(record("response", ADDRESSES[0], b"HTTZ/1.1 200 OK\r\n\r\n"), *RECORDS[2:]), reader)
    assert addresses(pages) == ADDRESSES[1:]
    assert told(pages) == [f"record 1 at byte 0 ({ADDRESSES[0]}): what it holds is no response over HTTP"]


def test_a_head_without_end(reader: Reader) -> None:
    endless = b"WARC/1.0\r\nX: " + b"a" * 1_000_000
    many = b"WARC/1.0\r\n" + b"X: a\r\n" * 500_000
    pages = read(
        packed(RECORDS[1], endless, many, record("response", SITE + "/", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 1_000_000), RECORDS[2]), reader
    )
    assert addresses(pages) == ADDRESSES[:2]
    assert len(told(pages)) == 3


def test_a_bomb_is_left_where_it_is(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_stream, "UNSUSPICIOUS", 1_000_000)
    bombs = [
        record("response", SITE + "/", b"HTTP/1.1 200 OK\r\n\r\n" + bytes(20_000_000)),
        record("metadata", SITE + "/", bytes(20_000_000)),
    ]
    content = packed(RECORDS[1], *bombs, RECORDS[2])
    tracemalloc.start()
    pages = read(content, reader)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert addresses(pages) == ADDRESSES[:2]
    assert [cause.partition(": ")[2] for cause in told(pages)] == [
        "the gzip member there holds more than 200 times its size, as a bomb does"
    ] * 2
    assert peak < 3_000_000


def test_an_archive_with_too_much_damage_is_given_up(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "MAX_DAMAGES", 3)
    bad = packed(b"WARC/1.0\r\nnothing: there\r\n\r\n")
    assert len(told(read(bad * 50 + MEMBERS[1], reader))) == 3


def test_many_beginnings_of_members_that_are_none_take_no_time(reader: Reader) -> None:
    assert len(told(read(b"\x1f\x8b\x08" * 300_000, reader))) == 1


def test_empty_members_are_passed_over(reader: Reader) -> None:
    assert addresses(read(gzip.compress(b"") * 20_000 + MEMBERS[1], reader)) == ADDRESSES[:1]


def test_a_file_that_cannot_be_read_is_told(reader: Reader, tmp_path: Path) -> None:
    [gone] = read_warc(tmp_path / "gone.warc", reader=reader)
    assert gone.unreadable == "the file cannot be read: No such file or directory"

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:  # noqa: ARG002 - it gives what there is
            if self.tell() >= OFFSETS[3]:
                raise OSError(5, "Input/output error")
            return super().read(OFFSETS[3] - self.tell())

    pages = list(read_warcs([("crawl.warc.gz", lambda: contextlib.closing(Failing(b"".join(MEMBERS))))], reader=reader))
    assert addresses(pages) == ADDRESSES[:2]
    assert told(pages) == [f"record 4 at byte {OFFSETS[3]}: the file cannot be read there: Input/output error"]


def changed(content: bytes, dice: random.Random) -> bytes:
    """Return content with one change to it."""
    begin, size = dice.randrange(len(content)), dice.choice([1, 3, 20, 300])
    change = dice.choice(["flip", "cut", "insert", "delete", "clear", "repeat"])
    middle = content[begin : begin + size]
    return (
        content[:begin]
        + {
            "flip": bytes([middle[0] ^ 1 << dice.randrange(8)]) + content[begin + 1 :],
            "cut": b"",
            "insert": dice.randbytes(size) + content[begin:],
            "delete": content[begin + size :],
            "clear": bytes(len(middle)) + content[begin + size :],
            "repeat": middle + content[begin:],
        }[change]
    )


@pytest.mark.parametrize("seed", range(150))
def test_no_page_is_lost_without_a_word_nor_changed(seed: int) -> None:
    """A packed archive guards every byte: a page is as it was, or damage is told; both libraries agree on that."""
    pytest.importorskip("fastwarc")
    content = changed(b"".join(MEMBERS), random.Random(seed))
    found = {one.url: one.content for one in read(b"".join(MEMBERS), with_warcio)}
    both = [read(content, reader) for reader in (with_warcio, with_fastwarc)]
    for pages in both:
        assert all(found[one.url] == one.content for one in pages if not one.unreadable)
        assert told(pages) or addresses(pages) == ADDRESSES or any(content == b"".join(MEMBERS[:number]) for number in range(7))
    assert addresses(both[0]) == addresses(both[1])


@pytest.mark.parametrize("seed", range(100))
def test_a_plain_archive_may_hold_anything(seed: int) -> None:
    pytest.importorskip("fastwarc")
    content = changed(b"".join(RECORDS), random.Random(seed))
    for reader in (with_warcio, with_fastwarc):
        assert len(addresses(read(content, reader))) >= 4 or told(read(content, reader))


def test_the_command_checks_what_is_good_and_ends_with_3(command: Command, tmp_path: Path) -> None:
    bad = bytearray(MEMBERS[3])
    bad[60] ^= 0xFF
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join([*MEMBERS[:3], bytes(bad), *MEMBERS[4:]]))
    done = command("check", tmp_path / "crawl.warc.gz", "-o", "json", "--fail-on", "never")
    report: dict[str, Any] = json.loads(done.stdout)
    pages = [one for one in report["pages"] if one.get("scope", "page") == "page"]
    assert [one["url"] for one in pages if one["url"]] == [*ADDRESSES[:2], *ADDRESSES[3:]]
    assert done.returncode == 3
    assert f"record 4 at byte {OFFSETS[3]}: " in done.stderr
