"""Why the system refused something, in the language of the interface."""

from __future__ import annotations

import errno
from typing import Final

from quizgame.i18n import N_, _

_REASONS: Final = {
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.ENOENT: N_("No such file or directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.EISDIR: N_("Is a directory"),
    errno.EEXIST: N_("File exists"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.EFBIG: N_("File too large"),
    errno.EROFS: N_("Read-only file system"),
    errno.EIO: N_("Input/output error"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.EMFILE: N_("Too many open files"),
}
"""The errors that files give, in the words of the C library, which follow the system's language and not ours."""


def reason_of(error: OSError) -> str:
    """Return why the system refused: a phrase without a full stop, ``Permission denied``."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return _(known) if known else error.strerror or str(error) or type(error).__name__
