"""An xls under the password that every spreadsheet knows: its records, decrypted where they stand.

[MS-XLS] 2.2.10 says which records are encrypted, [MS-OFFCRYPTO] 2.3.5 and 2.3.6 how, with RC4. The oldest way (XOR) is
not read.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING, NamedTuple

from gkpg.workbooks.standard_password import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_PASS = 0x2F
#: What the record that asks for a password becomes: one that every reader passes over.
_PASSED_OVER = 0x00EF
#: Records that stay open: how a stream begins, who has it open, the record of the password itself.
_OPEN = {0x809, FILE_PASS, 0x194, 0x195, 0xE1, 0x196, 0x138}
_SHEET, _OPEN_OF_SHEET = 0x85, 4
_BLOCK = 1_024
_LARGEST = 4_000_000


class _Lock(NamedTuple):
    """How a workbook is locked: what its keys are made of, the hash function, and how many bytes a key has."""

    base: bytes
    name: str
    key_bytes: int
    padded: int

    def key(self, block: int) -> bytes:
        """The key of a block of the stream."""
        found = hashlib.new(self.name, self.base + struct.pack("<L", block), usedforsecurity=False).digest()
        return found[: self.key_bytes].ljust(self.padded, b"\0")


def open_stream(stream: bytes) -> bytes | None:
    """The stream of a workbook without its encryption; None where it is under another password or in another way."""
    if len(stream) > _LARGEST:
        return None
    try:
        said = next((stream[at + 4 : at + 4 + size] for at, kind, size in _records(stream) if kind == FILE_PASS), b"")
        lock = _lock_of(said)
        return None if lock is None else _decrypt(stream, lock)
    except (struct.error, ValueError):
        return None


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record: where it stands, its kind, its length."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        if kind == 0 and size == 0:  # what fills the last sector
            return
        yield at, kind, size
        at += 4 + size


def _decrypt(stream: bytes, lock: _Lock) -> bytes:
    """All records, opened. The keys go by the place in the stream, whether or not what stands there is encrypted."""
    pad = b"".join(_keystream(lock.key(block), _BLOCK) for block in range(len(stream) // _BLOCK + 1))
    opened = bytearray(stream)
    for at, kind, size in _records(stream):
        if kind == FILE_PASS:
            struct.pack_into("<H", opened, at, _PASSED_OVER)
        if kind not in _OPEN:
            begin, end = at + 4 + (_OPEN_OF_SHEET if kind == _SHEET else 0), min(at + 4 + size, len(stream))
            if begin < end:
                opened[begin:end] = _xor(stream[begin:end], pad[begin:end])
    return bytes(opened)


def _lock_of(said: bytes) -> _Lock | None:
    """The lock that a record describes; None where the standard password does not open it."""
    way, major, minor = struct.unpack_from("<3H", said)
    if way != 1:
        return None
    if (major, minor) == (1, 1):
        salt, verifier, expected = struct.unpack_from("<16s16s16s", said, 6)
        first = hashlib.md5(PASSWORD, usedforsecurity=False).digest()[:5]
        base = hashlib.md5((first + salt) * 16, usedforsecurity=False).digest()[:5]
        lock = _Lock(base, "md5", 16, 16)
    elif minor == 2 and major in {2, 3, 4}:
        (length,) = struct.unpack_from("<L", said, 10)
        (bits,) = struct.unpack_from("<L", said, 14 + 16)
        salt, verifier, _, expected = struct.unpack_from("<4x16s16sL20s", said, 14 + length)
        base = hashlib.sha1(salt + PASSWORD, usedforsecurity=False).digest()
        key_bytes = (bits or 40) // 8
        lock = _Lock(base, "sha1", key_bytes, 16 if key_bytes == 5 else key_bytes)
    else:
        return None
    opened = _xor(verifier + expected, _keystream(lock.key(0), len(verifier + expected)))
    is_ours = hashlib.new(lock.name, opened[:16], usedforsecurity=False).digest() == opened[16:]
    return lock if is_ours else None


def _keystream(key: bytes, length: int) -> bytes:
    """The bytes that RC4 gives for a key."""
    if not key:
        raise ValueError(key)
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 0xFF
        state[i], state[j] = state[j], state[i]
    found, i, j = bytearray(length), 0, 0
    for place in range(length):
        i = (i + 1) & 0xFF
        j = (j + state[i]) & 0xFF
        state[i], state[j] = state[j], state[i]
        found[place] = state[(state[i] + state[j]) & 0xFF]
    return bytes(found)


def _xor(data: bytes, pad: bytes) -> bytes:
    length = len(data)
    return (int.from_bytes(data, "big") ^ int.from_bytes(pad[:length], "big")).to_bytes(length, "big")
