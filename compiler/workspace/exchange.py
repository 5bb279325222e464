"""Two folders change places in one step, where the system can do that: no moment lies between the old and the new."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

_HERE = -100  # AT_FDCWD: a path counts from the working folder
_LINUX_EXCHANGE = 2  # RENAME_EXCHANGE, renameat2(2)
_MACOS_SWAP = 2  # RENAME_SWAP, renamex_np(2)


def exchange(one: Path, other: Path) -> None:
    """Let `one` and `other`, on one disk, change places.

    Raises:
        OSError: where this system or disk cannot do that in one step, or may not; both are then where they were.
    """
    import ctypes  # noqa: PLC0415 - only where something is written

    library: Any = None if sys.platform == "win32" else ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, paths[0], _HERE, paths[1], _LINUX_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(*paths, _MACOS_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
