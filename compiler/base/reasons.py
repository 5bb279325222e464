"""Why the system could not read or write something, in the words of this program: those of the system are English."""

from __future__ import annotations

import errno

from compiler.base.wording import Text, say

_REASONS = {
    errno.ENOENT: say("it does not exist"),
    errno.EACCES: say("that is not allowed"),
    errno.EPERM: say("that is not allowed"),
    errno.EROFS: say("nothing can be written there"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("part of its path is no folder"),
    errno.EEXIST: say("it exists already"),
    errno.ENAMETOOLONG: say("its name is too long"),
    errno.ELOOP: say("its links lead back to itself"),
    errno.ENOSPC: say("the disk is full"),
    errno.EINVAL: say("its name is none that a file can have"),
    errno.ECONNREFUSED: say("nothing answers there"),
    errno.ECONNRESET: say("the connection was broken off"),
    errno.ECONNABORTED: say("the connection was broken off"),
    errno.EPIPE: say("the connection was broken off"),
    errno.ENETUNREACH: say("no network leads there"),
    errno.EHOSTUNREACH: say("no network leads there"),
    errno.EADDRNOTAVAIL: say("no network leads there"),
}


def reason_of(error: OSError | ValueError) -> Text:
    """What `error` says; of a ValueError that the name is none for a file.

    Raises:
        KeyboardInterrupt: where an interrupt lies behind `error`. Libraries that were closing a file close it again.

    >>> str(reason_of(OSError(2, "No such file or directory")))
    'it does not exist'
    """
    if isinstance(error.__context__, KeyboardInterrupt):
        raise KeyboardInterrupt from error
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    known = _REASONS.get(number or 0)
    return known or say("error {number} of the system", number=number or "?")
