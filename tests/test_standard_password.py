"""Workbooks that everybody can open although they are encrypted, and those that need a password."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from gkpg.workbooks.aes import decrypt
from gkpg.workbooks.opening import read_workbook
from gkpg.workbooks.unreadable import UnreadableError
from tests.encrypted import agile, encrypt, encrypt_block, encrypted_xls, standard
from tests.otherformats import FILE_PASS, compound_of, in_cells, xls, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

#: FIPS 197, appendix C: the key and the block that becomes 00112233445566778899aabbccddeeff.
KNOWN = {
    16: "69c4e0d86a7b0430d8cdb78070b4c55a",
    24: "dda97ca4864cdfe06eaf70a0ec0d7191",
    32: "8ea2b7ca516745bfeafc49904b496089",
}
PLAIN = bytes.fromhex("00112233445566778899aabbccddeeff")
#: Long enough for several segments, and not of a length that is a multiple of blocks.
BOOK = xlsx("<row><c><v>1.5</v></c></row>", {"extra": random.Random(1).randbytes(9_001)})  # noqa: S311 - not secret


@pytest.mark.parametrize("length", KNOWN)
def test_aes_gives_what_its_standard_prints(length: int) -> None:
    key, block = bytes(range(length)), bytes.fromhex(KNOWN[length])
    assert (decrypt(key, block), encrypt_block(key, PLAIN)) == (PLAIN, block)


@pytest.mark.parametrize("length", KNOWN)
@pytest.mark.parametrize("begin", [None, bytes(range(100, 116))])
def test_what_was_encrypted_is_decrypted(length: int, begin: bytes | None) -> None:
    chance = random.Random(length)  # noqa: S311 - repeatable, not secret
    key, data = chance.randbytes(length), chance.randbytes(160)
    assert decrypt(key, encrypt(key, data, begin), begin) == data


MAKERS: dict[str, Callable[..., bytes]] = {
    "agile": agile,
    "agile, SHA-1, 128 bits": lambda *given: agile(*given, name="SHA1", bits=128),
    "agile, SHA-256": lambda *given: agile(*given, name="SHA256"),
    "agile, hashed 100,000 times": lambda *given: agile(*given, spins=100_000),
    "standard": standard,
    "standard, 256 bits": lambda *given: standard(*given, bits=256),
}


@pytest.mark.parametrize("way", MAKERS)
def test_what_everybody_can_open_is_read(way: str) -> None:
    (grid,) = read_workbook(MAKERS[way](BOOK)).grids
    assert [cell.text for cell in grid.cells()] == ["1.5"]


def _code(raw: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_workbook(raw)
    return caught.value.code


@pytest.mark.parametrize("way", MAKERS)
def test_under_a_password_of_somebodys_own_it_is_not(way: str) -> None:
    assert _code(MAKERS[way](BOOK, "velvetsweatshop")) == "S402"


@pytest.mark.parametrize("make", [agile, standard])
def test_what_lies_in_it_must_be_a_package(make: Callable[..., bytes]) -> None:
    assert _code(make(b"\xd0\xcf\x11\xe0" * 2_000)) == "S402"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'spinCount="100"', b'spinCount="10000000"'),
        (b'spinCount="100"', b'spinCount="x"'),
        (b'hashAlgorithm="SHA512"', b'hashAlgorithm="MD99"'),
        (b'cipherAlgorithm="AES"', b'cipherAlgorithm="RC2"'),
        (b'keyBits="256"', b'keyBits="0"'),
        (b"<keyData ", b"<kayData "),
        (b"</encryption>", b""),
    ],
)
def test_ways_that_are_not_known_need_a_password(old: bytes, new: bytes) -> None:
    raw = agile(BOOK)
    assert old in raw
    changed = raw.replace(old, new)
    extra = len(changed) - len(raw)
    changed = (
        changed.replace(b" " * max(extra, 0), b"", 1)
        if extra > 0
        else changed.replace(b">  ", b">  " + b" " * -extra, 1)
    )
    assert _code(changed) == "S402"


def test_damage_ends_in_one_finding() -> None:
    chance = random.Random(2026)  # noqa: S311 - repeatable, not secret
    for make in (agile(BOOK), compound_of({"EncryptionInfo": bytes(4_096), "EncryptedPackage": bytes(4_096)})):
        for _ in range(60):
            broken = bytearray(make)
            for _ in range(4):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            try:
                read_workbook(bytes(broken))
            except UnreadableError as error:
                assert error.code in {"S401", "S402"}


def test_a_package_too_large_to_decrypt_needs_a_password() -> None:
    from gkpg.workbooks import standard_password  # noqa: PLC0415

    assert standard_password.open_package(_Huge()) is None  # type: ignore[arg-type]


class _Huge:
    """A file whose package has three million bytes."""

    def stream(self, name: str, most: int | None = None) -> bytes:
        return bytes(min(3_000_000, most or 3_000_000)) if name == "EncryptedPackage" else bytes(64)


#: A short workbook, which lies in the stream of short ones, and a long one, over many blocks.
ROWS = {"short": [["甲", 1.5]], "long": [[f"第{row}行", row + 0.5, "x" * 40] for row in range(60)]}


@pytest.mark.parametrize("bits", [0, 40, 128])
@pytest.mark.parametrize("length", ROWS)
def test_so_is_an_xls(length: str, bits: int) -> None:
    cells = in_cells(ROWS[length])
    plain, opened = read_workbook(xls(cells)).grids, read_workbook(encrypted_xls(cells, bits=bits)).grids
    assert [[cell.text for cell in grid.cells()] for grid in opened] == [
        [cell.text for cell in grid.cells()] for grid in plain
    ]
    assert _code(encrypted_xls(cells, "secret", bits)) == "S402"


@pytest.mark.parametrize("way", FILE_PASS)
def test_an_xls_locked_otherwise_needs_a_password(way: str) -> None:
    assert _code(xls(in_cells(ROWS["long"]), globally=FILE_PASS[way])) == "S402"


def test_damage_of_an_xls_ends_in_one_finding_too() -> None:
    chance = random.Random(2026)  # noqa: S311 - repeatable, not secret
    for make in (encrypted_xls(in_cells(ROWS["short"])), encrypted_xls(in_cells(ROWS["long"]), bits=128)):
        for _ in range(60):
            broken = bytearray(make)
            for _ in range(3):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            try:
                read_workbook(bytes(broken))
            except UnreadableError as error:
                assert error.code in {"S401", "S402", "S403"}
