"""The seal of a result file: a SHA-256 over all of its bytes, by which any later change shows."""

from __future__ import annotations

import hashlib
import re

_MARK = b"gkpg-seal:"
_LENGTH = hashlib.sha256().digest_size * 2

#: What stands in place of the seal while it is computed.
OPEN_SEAL = (_MARK + b"0" * _LENGTH).decode()
_SEAL = re.compile(_MARK + rb"([0-9a-f]{%d})" % _LENGTH)


def seal(content: bytes) -> bytes:
    """The bytes of a result file with its seal in place of OPEN_SEAL, which stands in them once."""
    seal = hashlib.sha256(content).hexdigest().encode()
    return content.replace(OPEN_SEAL.encode(), _MARK + seal, 1)


def is_sealed(content: bytes) -> bool:
    """Whether the bytes of a result file are those that were sealed."""
    match = _SEAL.search(content)
    if match is None:
        return False
    (begin, end), uncopied = match.span(1), memoryview(content)
    digest = hashlib.sha256(uncopied[:begin])
    digest.update(b"0" * _LENGTH)
    digest.update(uncopied[end:])
    return digest.hexdigest().encode() == match[1]
