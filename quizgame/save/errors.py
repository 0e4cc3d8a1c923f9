"""What can go wrong with the save, each a sentence for the player: what, where, what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from quizgame.i18n import N_, _
from quizgame.reason import reason_of

_BUSY: Final = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
_UNUSABLE: Final = frozenset(
    (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    )
)

_SAYINGS: Final = frozenset(
    (
        N_("access permission denied"),
        N_("attempt to write a readonly database"),
        N_("database disk image is malformed"),
        N_("database or disk is full"),
        N_("disk I/O error"),
        N_("unable to open database file"),
    )
)
"""What SQLite says of an error (sqlite3_errstr); anything else is shown as it stands."""


class SaveError(Exception):
    """The save cannot do what was asked; the text is a sentence for the player."""


class NotASave(SaveError):
    """What stands in the save's place is no save: another file, another program's database, a folder."""

    def __init__(self, path: Path, found: str = "") -> None:
        super().__init__(
            _("{path} {found}. Move it away, or set QUIZGAME_HOME to another folder.").format(
                path=path, found=found or _("is not a save of quizgame")
            )
        )


class NewerSave(SaveError):
    """A newer quizgame wrote the save."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            _(
                "The save {path} was written by a newer quizgame (schema {version}, this one knows up to {known})."
                " Update quizgame, or set QUIZGAME_HOME to another folder."
            ).format(path=path, version=version, known=known)
        )


class DamagedSave(SaveError):
    """The save cannot be read as what it was."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            _(
                "The save {path} is damaged ({detail}). Put a copy of it in its place, or move it away to start anew."
            ).format(path=path, detail=detail)
        )


class UnusableSave(SaveError):
    """The system does not let the save be opened or written: rights, a full disk, a failing one."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            _(
                "The save {path} cannot be opened and written ({detail})."
                " Check the rights of the file and its folder and the free space on the disk,"
                " or set QUIZGAME_HOME to another folder."
            ).format(path=path, detail=detail)
        )


class BusySave(SaveError):
    """Another process kept the save to itself for longer than this one waits."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The save {path} is in use by another program. Close that program and try again.").format(path=path)
        )


class NameTaken(SaveError):
    """A player has that name, or one that differs from it in case only."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _('There is a player called "{name}" already. Choose that player, or another name.').format(name=name)
        )
        self.name = name


class NoSuchPlayer(SaveError):
    """The save does not know the player."""

    def __init__(self, path: Path, player: str) -> None:
        super().__init__(
            _('The save {path} has no player "{player}". Choose a player and begin anew.').format(
                path=path, player=player
            )
        )


class NoSuchRound(SaveError):
    """The save does not know the round."""

    def __init__(self, path: Path, round_id: str) -> None:
        super().__init__(
            _("The save {path} has no round {round}. Begin a new round.").format(path=path, round=round_id)
        )


class AlreadyRecorded(SaveError):
    """The response, or the end of the round, is in the save already; what is there was kept."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(_("The save {path} has {what} already. Go on: nothing is lost.").format(path=path, what=what))


def named(error: Exception, path: Path) -> SaveError:
    """Return the SaveError that says what ``error``, raised by a database driver or the system, means.

    Errors of SQLite are told apart by their code (https://sqlite.org/rescode.html), also where another
    exception was raised over them.
    """
    if isinstance(error, OSError):
        reason = reason_of(error)
        if error.filename not in (None, str(path)):
            reason = _("{reason}: {file}").format(reason=reason, file=error.filename)
        return UnusableSave(path, reason)
    below = (error, error.__cause__, error.__context__)
    first = next((e for e in below if isinstance(e, sqlite3.Error)), error)
    # The low byte is the primary code; errors that Python's module finds itself have none.
    code = getattr(first, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return NotASave(path)
    if code in _BUSY:
        return BusySave(path)
    if code in _UNUSABLE:
        return UnusableSave(path, _said(first))
    return DamagedSave(path, _said(first))


def _said(error: BaseException) -> str:
    text = str(error)
    return _(text) if text in _SAYINGS else text
