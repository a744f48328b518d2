"""Text that the system gives or takes, where its encoding lacks characters: in the C locale all Chinese is such."""

from __future__ import annotations

import os
from pathlib import Path


def decode_bytes(text: str) -> str:
    """Text with the characters for which the system gave bytes; as it is where these are no UTF-8."""
    try:
        return text.encode(errors="surrogateescape").decode()
    except UnicodeError:
        return text


def system_path(path: Path) -> Path:
    """A path as the system can hold it: what its encoding lacks stands as its bytes in UTF-8."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return Path(os.fsdecode(str(path).encode(errors="surrogateescape")))
    return path
