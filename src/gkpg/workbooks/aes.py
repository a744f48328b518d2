"""AES, to decrypt: FIPS 197, with its modes ECB and CBC. Slow, for the few files that everybody may open."""

from __future__ import annotations

import struct

_WORDS = struct.Struct(">4L")
BLOCK = 16


def _double(value: int) -> int:
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


def _times(left: int, right: int) -> int:
    """The product of two bytes in the field of AES."""
    product = 0
    while right:
        product ^= left if right & 1 else 0
        left, right = _double(left), right >> 1
    return product


def _make_boxes() -> tuple[bytes, bytes]:
    """The substitution of bytes, and the way back."""
    box, back = bytearray(256), bytearray(256)
    power = inverse = 1
    box[0] = 0x63
    for _ in range(255):
        turned = inverse * 0x101
        mixed = (turned ^ turned >> 4 ^ turned >> 5 ^ turned >> 6 ^ turned >> 7) & 0xFF
        box[power] = mixed ^ 0x63
        power ^= _double(power)
        inverse = _times(inverse, 0xF6)  # 0xF6 is what 3 is multiplied with to give 1
    for value, found in enumerate(box):
        back[found] = value
    return bytes(box), bytes(back)


_BOX, _BACK = _make_boxes()


def _make_columns() -> list[list[int]]:
    """What a byte becomes in its column, substituted and mixed back, by its row."""
    first = [
        _times(value, 14) << 24 | _times(value, 9) << 16 | _times(value, 13) << 8 | _times(value, 11) for value in _BACK
    ]
    turned = [first]
    for _ in range(3):
        turned.append([word >> 8 | (word & 0xFF) << 24 for word in turned[-1]])
    return turned


_COLUMNS = _make_columns()


def _unmix(word: int) -> int:
    first, second, third, fourth = _COLUMNS
    return (
        first[_BOX[word >> 24]]
        ^ second[_BOX[word >> 16 & 0xFF]]
        ^ third[_BOX[word >> 8 & 0xFF]]
        ^ fourth[_BOX[word & 0xFF]]
    )


def _substitute(word: int) -> int:
    return _BOX[word >> 24] << 24 | _BOX[word >> 16 & 0xFF] << 16 | _BOX[word >> 8 & 0xFF] << 8 | _BOX[word & 0xFF]


def _expand(key: bytes) -> list[int]:
    """The keys of all rounds, as words, those of the last round first."""
    if len(key) not in {16, 24, 32}:
        raise ValueError(len(key))
    length = len(key) // 4
    words = list(struct.unpack(f">{length}L", key))
    constant = 1
    for place in range(length, 4 * (length + 7)):
        word = words[-1]
        if place % length == 0:
            word = _substitute((word << 8 | word >> 24) & 0xFFFFFFFF) ^ constant << 24
            constant = _double(constant)
        elif length == 8 and place % length == 4:
            word = _substitute(word)
        words.append(words[place - length] ^ word)
    rounds = [words[begin : begin + 4] for begin in range(0, len(words), 4)][::-1]
    inner = [[_unmix(word) for word in each] for each in rounds[1:-1]]
    return [word for each in (rounds[0], *inner, rounds[-1]) for word in each]


def _decrypt_block(words: tuple[int, ...], keys: list[int]) -> tuple[int, int, int, int]:
    one, two, three, four = _COLUMNS
    a, b, c, d = (word ^ key for word, key in zip(words, keys, strict=False))
    for at in range(4, len(keys) - 4, 4):
        a, b, c, d = (
            one[a >> 24] ^ two[d >> 16 & 0xFF] ^ three[c >> 8 & 0xFF] ^ four[b & 0xFF] ^ keys[at],
            one[b >> 24] ^ two[a >> 16 & 0xFF] ^ three[d >> 8 & 0xFF] ^ four[c & 0xFF] ^ keys[at + 1],
            one[c >> 24] ^ two[b >> 16 & 0xFF] ^ three[a >> 8 & 0xFF] ^ four[d & 0xFF] ^ keys[at + 2],
            one[d >> 24] ^ two[c >> 16 & 0xFF] ^ three[b >> 8 & 0xFF] ^ four[a & 0xFF] ^ keys[at + 3],
        )
    back, last = _BACK, keys[-4:]
    return (
        (back[a >> 24] << 24 | back[d >> 16 & 0xFF] << 16 | back[c >> 8 & 0xFF] << 8 | back[b & 0xFF]) ^ last[0],
        (back[b >> 24] << 24 | back[a >> 16 & 0xFF] << 16 | back[d >> 8 & 0xFF] << 8 | back[c & 0xFF]) ^ last[1],
        (back[c >> 24] << 24 | back[b >> 16 & 0xFF] << 16 | back[a >> 8 & 0xFF] << 8 | back[d & 0xFF]) ^ last[2],
        (back[d >> 24] << 24 | back[c >> 16 & 0xFF] << 16 | back[b >> 8 & 0xFF] << 8 | back[a & 0xFF]) ^ last[3],
    )


def decrypt(key: bytes, data: bytes, begin: bytes | None = None) -> bytes:
    """Data without its encryption; bytes behind its last whole block are left out. Raises ValueError for a wrong key.

    `begin` is what the first block is chained to, of 16 bytes; None where blocks are not chained.
    """
    keys = _expand(key)
    before = (0, 0, 0, 0) if begin is None else _WORDS.unpack(begin)
    pieces: list[bytes] = []
    for place in range(0, len(data) - BLOCK + 1, BLOCK):
        words = _WORDS.unpack_from(data, place)
        a, b, c, d = _decrypt_block(words, keys)
        pieces.append(_WORDS.pack(a ^ before[0], b ^ before[1], c ^ before[2], d ^ before[3]))
        if begin is not None:
            before = words
    return b"".join(pieces)
