"""Encrypted workbooks, made as [MS-OFFCRYPTO] says, with AES written a second time, by the book."""

from __future__ import annotations

import base64
import hashlib
import struct
from typing import TYPE_CHECKING

from gkpg.workbooks.compound import CompoundFile
from tests.otherformats import compound, compound_of, record, short_compound, xls

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.otherformats import Cells

VELVET = "VelvetSweatshop"


def _times(left: int, right: int) -> int:
    product = 0
    for bit in range(8):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(14, 7, -1):
        if product >> bit & 1:
            product ^= 0x11B << (bit - 8)
    return product


def _substituted(value: int) -> int:
    inverse = next((each for each in range(256) if _times(value, each) == 1), 0)
    found = 0x63
    for turn in range(5):
        found ^= (inverse << turn | inverse >> (8 - turn)) & 0xFF
    return found


_BOX = [_substituted(value) for value in range(256)]


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[begin : begin + 4] for begin in range(0, len(key), 4)]
    length, constant = len(words), 1
    while len(words) < 4 * (length + 7):
        word = words[-1]
        if len(words) % length == 0:
            word = bytes(_BOX[each] for each in word[1:] + word[:1])
            word = bytes((word[0] ^ constant,)) + word[1:]
            constant = _times(constant, 2)
        elif length == 8 and len(words) % length == 4:
            word = bytes(_BOX[each] for each in word)
        words.append(bytes(a ^ b for a, b in zip(words[-length], word, strict=True)))
    return [b"".join(words[begin : begin + 4]) for begin in range(0, len(words), 4)]


def encrypt_block(key: bytes, block: bytes) -> bytes:
    first, *inner, last = _round_keys(key)
    state = _xor(block, first)
    for each in [*inner, last]:
        state = bytes(_BOX[state[(place + 4 * (place % 4)) % 16]] for place in range(16))
        if each is not last:
            columns = (state[begin : begin + 4] for begin in range(0, 16, 4))
            state = bytes(
                _times(c[n], 2) ^ _times(c[(n + 1) % 4], 3) ^ c[(n + 2) % 4] ^ c[(n + 3) % 4]
                for c in columns
                for n in range(4)
            )
        state = _xor(state, each)
    return state


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def encrypt(key: bytes, data: bytes, begin: bytes | None = None) -> bytes:
    data, pieces, before = data + bytes(-len(data) % 16), list[bytes](), begin
    for place in range(0, len(data), 16):
        block = data[place : place + 16]
        pieces.append(encrypt_block(key, block if before is None else _xor(block, before)))
        before = None if before is None else pieces[-1]
    return b"".join(pieces)


def agile(package: bytes, password: str = VELVET, name: str = "SHA512", spins: int = 100, bits: int = 256) -> bytes:
    """An encrypted workbook as today's programs save it."""
    size = bits // 8
    salt, data_salt, verifier, key = (
        bytes(range(16)),
        bytes(range(16, 32)),
        b"sixteen bytes ok",
        bytes(range(7, 7 + size)),
    )

    def hashed(*pieces: bytes) -> bytes:
        return hashlib.new(name.lower().replace("-", ""), b"".join(pieces)).digest()

    spun = hashed(salt, password.encode("utf-16-le"))
    for count in range(spins):
        spun = hashed(struct.pack("<L", count), spun)

    def locked(purpose: str, data: bytes) -> str:
        own = hashed(spun, bytes.fromhex(purpose))[:size].ljust(size, b"\x36")
        return base64.b64encode(encrypt(own, data, salt)).decode()

    def said(salted: bytes) -> str:
        return (
            f'saltSize="16" blockSize="16" keyBits="{bits}" hashSize="{len(spun)}" cipherAlgorithm="AES" '
            f'cipherChaining="ChainingModeCBC" hashAlgorithm="{name}" saltValue="{base64.b64encode(salted).decode()}"'
        )

    info = (
        '<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
        f'<keyData {said(data_salt)}/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount="{spins}" {said(salt)} '
        f'encryptedVerifierHashInput="{locked("fea7d2763b4b9e79", verifier)}" '
        f'encryptedVerifierHashValue="{locked("d7aa0f6d3061344e", hashed(verifier))}" '
        f'encryptedKeyValue="{locked("146e0be7abacd0d6", key)}"/></keyEncryptor></keyEncryptors></encryption>'
    )
    body = b"".join(
        encrypt(key, package[begin : begin + 4_096], hashed(data_salt, struct.pack("<L", number))[:16])
        for number, begin in enumerate(range(0, len(package), 4_096))
    )
    return _file(struct.pack("<2HL", 4, 4, 0x40) + info.encode(), package, body)


def standard(package: bytes, password: str = VELVET, bits: int = 128) -> bytes:
    """An encrypted workbook as programs of 2007 save it."""
    salt, verifier = bytes(range(16)), b"sixteen bytes ok"
    spun = hashlib.sha1(salt + password.encode("utf-16-le")).digest()  # noqa: S324 - as the format has it
    for count in range(50_000):
        spun = hashlib.sha1(struct.pack("<L", count) + spun).digest()  # noqa: S324
    spun = hashlib.sha1(spun + bytes(4)).digest()  # noqa: S324
    halves = (_xor(spun.ljust(64, b"\0"), bytes((fill,)) * 64) for fill in (0x36, 0x5C))
    key = b"".join(hashlib.sha1(each).digest() for each in halves)[: bits // 8]  # noqa: S324
    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8L", 0x24, 0, {128: 0x660E, 192: 0x660F, 256: 0x6610}[bits], 0x8004, bits, 0x18, 0, 0) + name
    verified = encrypt(key, hashlib.sha1(verifier).digest())  # noqa: S324
    info = struct.pack("<2HLL", 4, 2, 0x24, len(header)) + header
    info += struct.pack("<L16s16sL", 16, salt, encrypt(key, verifier), 20) + verified
    return _file(info, package, encrypt(key, package))


def _file(info: bytes, package: bytes, body: bytes) -> bytes:
    encrypted = struct.pack("<Q", len(package)) + body
    return compound_of({"EncryptionInfo": info.ljust(4_096, b" "), "EncryptedPackage": encrypted.ljust(4_096, b"\0")})


# xls, with RC4.


def _rc4(key: bytes, length: int) -> bytes:
    box, other, found = list(range(256)), 0, bytearray()
    for place in range(256):
        other = (other + box[place] + key[place % len(key)]) % 256
        box[place], box[other] = box[other], box[place]
    place = other = 0
    while len(found) < length:
        place = (place + 1) % 256
        other = (other + box[place]) % 256
        box[place], box[other] = box[other], box[place]
        found.append(box[(box[place] + box[other]) % 256])
    return bytes(found)


def _keys(password: str, salt: bytes, bits: int) -> Callable[[int], bytes]:
    """The key of each block: of the first way with RC4 where `bits` is 0, else of the second."""
    given = password.encode("utf-16-le")
    if not bits:
        first = hashlib.md5((hashlib.md5(given).digest()[:5] + salt) * 16).digest()[:5]  # noqa: S324 - as the format has it
        return lambda block: hashlib.md5(first + struct.pack("<L", block)).digest()  # noqa: S324
    base, size = hashlib.sha1(salt + given).digest(), bits // 8  # noqa: S324

    def key(block: int) -> bytes:
        found = hashlib.sha1(base + struct.pack("<L", block)).digest()[:size]  # noqa: S324
        return found.ljust(16 if size == 5 else size, b"\0")

    return key


def encrypted_xls(cells: Cells, password: str = VELVET, bits: int = 0) -> bytes:
    """An xls whose records are encrypted."""
    salt, verifier = bytes(range(16)), b"sixteen bytes ok"
    key = _keys(password, salt, bits)
    hashed = hashlib.new("sha1" if bits else "md5", verifier).digest()
    verified = _xor(verifier + hashed, _rc4(key(0), 16 + len(hashed)))
    said = struct.pack("<3H", 1, 1, 1) + salt + verified
    if bits:
        header = struct.pack("<8L", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + "Provider\0".encode("utf-16-le")
        said = struct.pack("<3HLL", 1, 4, 2, 4, len(header)) + header
        said += struct.pack("<L", 16) + salt + verified[:16] + struct.pack("<L", 20) + verified[16:]
    stream = CompoundFile(xls(cells, globally=record(0x2F, said))).stream("Workbook").rstrip(b"\0") + bytes(3)
    pad = b"".join(_rc4(key(block), 1_024) for block in range(len(stream) // 1_024 + 1))
    made, at = bytearray(stream), 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        begin = at + 4 + (4 if kind == 0x85 else 0)
        if kind not in {0x809, 0x2F}:
            made[begin : at + 4 + size] = _xor(stream[begin : at + 4 + size], pad[begin : at + 4 + size])
        at += 4 + size
    return (short_compound if len(made) < 4_096 else compound)(bytes(made))
