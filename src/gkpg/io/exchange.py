"""Exchange: two folders take each other's place in one step, between which nothing can come, where the system can."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HERE = -100  # AT_FDCWD
#: The name of the function by platform, what stands before each path, and the word for an exchange.
_CALLS: dict[str, tuple[str, tuple[int, ...], int]] = {
    "linux": ("renameat2", (_HERE,), 2),  # RENAME_EXCHANGE
    "darwin": ("renamex_np", (), 2),  # RENAME_SWAP
}
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths; False, and nothing done, where the system or its disk cannot. Raises OSError."""
    name, before, word = _CALLS.get(sys.platform, ("", (), 0))
    if not name:
        return False
    import ctypes  # noqa: PLC0415 - few runs need it

    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    if call(*before, os.fsencode(one), *before, os.fsencode(other), ctypes.c_uint(word)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
