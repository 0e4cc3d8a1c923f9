"""The file of the save: made for its owner alone, and opened only if it is a save."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from peewee import PeeweeException, SqliteDatabase

from quizgame.i18n import _
from quizgame.save.errors import DamagedSave, NotASave, UnusableSave, named
from quizgame.save.migrations import check, migrate

BUSY_SECONDS: Final = 10.0
"""How long a write waits for another process; a write itself takes milliseconds."""

FAILURES: Final = (PeeweeException, sqlite3.Error, UnicodeDecodeError)
"""What a failing database raises. peewee passes on as they are the errors met on the way to the next row, and
Python cannot decode what SQLite says of a schema that is no text any more."""

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600


def open_file(path: Path) -> SqliteDatabase:
    """Return the save at ``path`` as an open database of today's schema; make it if there is none.

    Raises:
        SaveError: it cannot be used, and was left as it is.
    """
    try:
        _make(path)
        _look(path)
        return _connect(path)
    except (OSError, *FAILURES) as error:
        raise named(error, path) from error


def _make(path: Path) -> None:
    """See to it that a file stands at ``path``, empty if there was none."""
    if path.exists():
        if path.is_dir():
            raise NotASave(path, _("is a folder, and the save is a file"))
        if not path.is_file():
            raise NotASave(path, _("is no ordinary file"))
        # SQLite opens a file that it may not write for reading, and says so at the first response only.
        if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise UnusableSave(path, _("it may not be written"))
        return
    path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    # SQLite would make the file with the rights of the umask. It gives its side files those of this one.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))


def _look(path: Path) -> None:
    """Raise SaveError if the file is another program's database, of a newer schema, or cut short.

    Opening a database in earnest can change it and put files beside it, if only to tidy up after a crash. So
    a file is looked at first in a way that touches nothing. Python must not read it: on POSIX, closing a
    file drops all locks that this process has on it, those of a second save too.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            check(connection, path)
            page: int = connection.execute("PRAGMA page_size").fetchone()[0]
    except FAILURES:
        # Right after a crash this view is of a file half written, which opening in earnest makes whole.
        return
    # SQLite itself finds whole pages missing, but reads the rest of a broken one as zeros.
    crashed = any(path.with_name(path.name + side).exists() for side in ("-wal", "-journal"))
    if path.stat().st_size % page and not crashed:
        raise DamagedSave(path, _("its end is missing"))


def _connect(path: Path) -> SqliteDatabase:
    database = SqliteDatabase(str(path), timeout=BUSY_SECONDS, autoconnect=False)
    database.connect()
    try:
        connection: sqlite3.Connection = database.connection()  # type: ignore[no-untyped-call] # peewee's stubs leave it bare
        # In a write-ahead log FULL is what makes a response outlast a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection, path)
        _log_ahead(connection)
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        database.close()
        raise
    return database


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to a write-ahead log, for good.

    It comes after the first step, so that the mark of a save is in the file itself and not in its log only.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # SQLite does not wait here. Whoever has the file will switch it, or the next who opens it.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
