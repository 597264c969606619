"""Exchanges two files under their names, in one step of the system.

What an editor saves at the last moment then comes out under the other name, and can be given its own again; a plain
rename would overwrite it unseen.
"""

import errno
import os
import sys
from pathlib import Path

AT_CURRENT_FOLDER = -100
EXCHANGE = 2
"""The flag of both calls."""

CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)
"""What a system or a file system answers that has no such exchange."""


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files under their names; False where they cannot be exchanged here, and OSError where that fails."""
    import ctypes  # only a command that writes waits for it

    library = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    linux = (AT_CURRENT_FOLDER, names[0], AT_CURRENT_FOLDER, names[1], EXCHANGE)
    call, words = ("renamex_np", (*names, EXCHANGE)) if sys.platform == "darwin" else ("renameat2", linux)
    try:
        failed = getattr(library, call)(*words)
    except AttributeError:  # an older library
        return False
    number = ctypes.get_errno() if failed else 0
    if number and number not in CANNOT:
        raise OSError(number, os.strerror(number), os.fspath(other))
    return not number
