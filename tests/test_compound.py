"""Compound files: long streams, short ones, and files that are broken in whatever way."""

from __future__ import annotations

import random
import struct

import pytest

from gkpg.workbooks.compound import BrokenCompoundError, CompoundFile
from gkpg.workbooks.ole import has_workbook, is_cut_off, is_encrypted
from gkpg.workbooks.opening import read_workbook
from gkpg.workbooks.unreadable import UnreadableError
from tests.otherformats import FILE_PASS, compound, record, short_compound, xls

BEGIN = record(0x809, struct.pack("<4H2L", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))


@pytest.mark.parametrize("length", [1, 63, 64, 65, 512, 2_600, 4_095])
def test_a_short_stream_is_read_from_the_stream_of_short_streams(length: int) -> None:
    stream = random.Random(length).randbytes(length)  # noqa: S311 - repeatable, not secret
    file = CompoundFile(short_compound(stream))
    assert (file.names, file.stream("Workbook"), file.stream("Workbook", 9)) == ({"Workbook"}, stream, stream[:9])


@pytest.mark.parametrize("length", [4_096, 5_000, 50_000])
def test_a_long_stream_is_read_from_sectors_of_its_own(length: int) -> None:
    stream = random.Random(length).randbytes(length)  # noqa: S311 - repeatable, not secret
    file = CompoundFile(compound(stream))
    assert file.stream("Workbook")[:length] == stream
    assert file.stream("Workbook", 9) == stream[:9]


@pytest.mark.parametrize("way", FILE_PASS)
@pytest.mark.parametrize("make", [compound, short_compound])
@pytest.mark.parametrize("before", [b"", record(0x86), record(0x86) + record(0x5C, bytes(112))])
def test_a_password_is_seen_wherever_the_workbook_lies(way: str, make: object, before: bytes) -> None:
    assert callable(make)
    raw = make(BEGIN + before + FILE_PASS[way] + record(0x0A))
    assert is_encrypted(raw)
    with pytest.raises(UnreadableError) as caught:
        read_workbook(raw)
    assert caught.value.code == "S402"


def test_what_a_cell_says_is_no_password() -> None:
    raw = xls({(0, 0): "EncryptedPackage", (1, 0): 2.0})
    assert (is_encrypted(raw), has_workbook(raw), is_cut_off(raw)) == (False, True, False)
    assert [cell.text for cell in read_workbook(raw).grids[0].cells()] == ["EncryptedPackage", "2"]


def test_a_workbook_that_is_short_and_open_is_none_that_is_encrypted() -> None:
    assert not is_encrypted(short_compound(BEGIN + record(0x0A)))


def test_chains_that_lead_in_a_circle_or_nowhere_end() -> None:
    """Every number of the tables, set to what leads back, far away, or to the place itself."""
    raw = short_compound(bytes(2_600))
    for place in range(44, 1_024, 4):
        for number in (0, 1, 2, 3, 7, 127, 128, 0x7FFFFFFF, 0xFFFFFFF9):
            broken = bytearray(raw)
            struct.pack_into("<L", broken, place, number)
            _try(bytes(broken))


def test_damage_by_chance_ends_as_well() -> None:
    chance = random.Random(2026)  # noqa: S311 - repeatable, not secret
    for raw in (short_compound(BEGIN + FILE_PASS["RC4"]), compound(BEGIN + FILE_PASS["RC4"])):
        for _ in range(500):
            broken = bytearray(raw)
            for _ in range(chance.randrange(1, 9)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            _try(bytes(broken))
        for length in range(0, len(raw), 37):
            _try(raw[:length])


def _try(raw: bytes) -> None:
    try:
        file = CompoundFile(raw)
        assert all(len(file.stream(name, 1_000)) <= 1_000 for name in file.names)
    except BrokenCompoundError:
        pass
    is_encrypted(raw)
    is_cut_off(raw)
