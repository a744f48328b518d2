"""Workbooks under the password that every spreadsheet knows.

A workbook that was only protected against changes is saved encrypted, under a password that Excel tries without asking;
so everybody can open it, and gkpg as well. [MS-OFFCRYPTO] 2.3.4 gives the two ways, `agile` and `standard`.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from typing import TYPE_CHECKING, NamedTuple

from gkpg.workbooks.aes import decrypt
from gkpg.workbooks.compound import BrokenCompoundError, CompoundFile
from gkpg.workbooks.markup import elements
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from gkpg.workbooks.markup import Attributes

ENCRYPTED, _INFO = "EncryptedPackage", "EncryptionInfo"
PASSWORD = "VelvetSweatshop".encode("utf-16-le")
#: AES in Python takes some two seconds for a million bytes.
_LARGEST, _LONGEST_INFO = 2_000_000, 65_536
_SEGMENT = 4_096
_MOST_SPINS = 1_000_000
_STANDARD_SPINS = 50_000
_FOR_INPUT, _FOR_HASH, _FOR_KEY = (
    bytes.fromhex(each) for each in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6")
)
_HASHES = {"SHA1": "sha1", "SHA-1": "sha1", "SHA256": "sha256", "SHA384": "sha384", "SHA512": "sha512"}


def open_package(file: CompoundFile) -> bytes | None:
    """The package within an encrypted workbook; None where it is under another password, or in no way known here."""
    try:
        info, raw = file.stream(_INFO, _LONGEST_INFO), file.stream(ENCRYPTED, _LARGEST + 1)
        if len(raw) > _LARGEST or len(raw) < 8:
            return None
        (size,) = struct.unpack_from("<Q", raw)
        version = struct.unpack_from("<2H", info)
        if version == (4, 4):
            opened = _open_agile(info[8:], raw[8:])
        elif version[0] in {2, 3, 4} and version[1] == 2:
            opened = _open_standard(info, raw[8:])
        else:
            return None
    except (BrokenCompoundError, UnreadableError, struct.error, KeyError, ValueError, IndexError):
        return None
    return None if opened is None or len(opened) < size else opened[:size]


class _Lock(NamedTuple):
    """How something is locked: its hash function, its salt, the length of its key in bytes, how often it is hashed."""

    name: str
    salt: bytes
    key_bytes: int
    spins: int

    def hash(self, *pieces: bytes) -> bytes:
        """The hash of some bytes."""
        return hashlib.new(self.name, b"".join(pieces), usedforsecurity=False).digest()

    def spin(self) -> bytes:
        """The hash of the password, hashed again and again."""
        found = self.hash(self.salt, PASSWORD)
        for count in range(self.spins):
            found = self.hash(struct.pack("<L", count), found)
        return found

    def fit(self, found: bytes) -> bytes:
        """A hash in the length of the key."""
        return found[: self.key_bytes].ljust(self.key_bytes, b"\x36")


def _open_agile(info: bytes, raw: bytes) -> bytes | None:
    said = dict(elements(info))
    data, encryptor = said["keyData"], said["encryptedKey"]
    lock = _lock_of(encryptor)
    hashed = lock.spin()

    def unlock(what: str, purpose: bytes) -> bytes:
        return decrypt(lock.fit(lock.hash(hashed, purpose)), base64.b64decode(encryptor[what]), lock.salt)

    verifier = unlock("encryptedVerifierHashInput", _FOR_INPUT)
    expected = unlock("encryptedVerifierHashValue", _FOR_HASH)
    if lock.hash(verifier[: int(encryptor["saltSize"])]) != expected[: int(encryptor["hashSize"])]:
        return None
    key = unlock("encryptedKeyValue", _FOR_KEY)[: lock.key_bytes]
    of_data = _lock_of(data, with_spins=False)
    return b"".join(
        decrypt(key, raw[begin : begin + _SEGMENT], of_data.hash(of_data.salt, struct.pack("<L", number))[:16])
        for number, begin in enumerate(range(0, len(raw), _SEGMENT))
    )


def _lock_of(said: Attributes, *, with_spins: bool = True) -> _Lock:
    """Raises KeyError and ValueError for what is not known here."""
    if (said["cipherAlgorithm"], said["cipherChaining"], said["blockSize"]) != ("AES", "ChainingModeCBC", "16"):
        raise ValueError(said["cipherAlgorithm"])
    spins = int(said["spinCount"]) if with_spins else 0
    if not 0 <= spins <= _MOST_SPINS:
        raise ValueError(spins)
    salt = base64.b64decode(said["saltValue"])[:16]
    return _Lock(_HASHES[said["hashAlgorithm"]], salt, int(said["keyBits"]) // 8, spins)


def _open_standard(info: bytes, raw: bytes) -> bytes | None:
    (length,) = struct.unpack_from("<L", info, 8)
    (bits,) = struct.unpack_from("<L", info, 12 + 16)
    salt, verifier, _, expected = struct.unpack_from("<4x16s16sL32s", info, 12 + length)
    lock = _Lock("sha1", salt, bits // 8, _STANDARD_SPINS)
    hashed = lock.hash(lock.spin(), bytes(4))
    halves = (bytes(each ^ fill for each in hashed.ljust(64, b"\0")) for fill in (0x36, 0x5C))
    key = b"".join(map(lock.hash, halves))[: lock.key_bytes]
    if lock.hash(decrypt(key, verifier)) != decrypt(key, expected)[:20]:
        return None
    return decrypt(key, raw)
