"""The schema of the save's file, as numbered steps forward from nothing.

The version stands in the file's header (``PRAGMA user_version``), and so does the mark by which a save is
told from another program's database (``PRAGMA application_id``). A step that players have is never changed:
what :mod:`quizgame.save.models` says beyond it is a new step at the end of :data:`STEPS`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from quizgame.save.errors import NewerSave, NotASave

APPLICATION_ID: Final = 0x515A474D
"""``QZGM`` in ASCII."""

Step = Callable[[sqlite3.Connection], None]
"""Brings a file from one version to the next, inside a transaction that it must not end."""


def _first(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)


_VERSION_1: Final = (
    """CREATE TABLE "player" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "folded" TEXT NOT NULL,
        "created" INTEGER NOT NULL
    )""",
    """CREATE UNIQUE INDEX "playerrow_folded" ON "player" ("folded")""",
    """CREATE TABLE "round" (
        "id" TEXT NOT NULL PRIMARY KEY,
        "player_id" TEXT NOT NULL,
        "mode" TEXT NOT NULL,
        "bank" TEXT NOT NULL,
        "version" TEXT NOT NULL,
        "lang" TEXT NOT NULL,
        "topics" TEXT NOT NULL,
        "length" INTEGER NOT NULL,
        "allowed" INTEGER NOT NULL,
        "seed" TEXT NOT NULL,
        "board" TEXT NOT NULL,
        "started" INTEGER NOT NULL,
        "played" TEXT NOT NULL,
        "finished" INTEGER,
        "score" INTEGER,
        "right" INTEGER,
        "best_streak" INTEGER,
        "taken" INTEGER,
        FOREIGN KEY ("player_id") REFERENCES "player" ("id")
    )""",
    """CREATE INDEX "roundrow_player_id" ON "round" ("player_id")""",
    """CREATE INDEX "round_in_order_of_board" ON "round" ("board", "score" DESC, "taken", "finished")""",
    """CREATE TABLE "response" (
        "round_id" TEXT NOT NULL,
        "number" INTEGER NOT NULL,
        "bank" TEXT NOT NULL,
        "question" TEXT NOT NULL,
        "topic" TEXT NOT NULL,
        "form" TEXT NOT NULL,
        "item" TEXT NOT NULL,
        "choice" INTEGER,
        "chosen" TEXT,
        "right" INTEGER NOT NULL,
        "points" INTEGER NOT NULL,
        "taken" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        PRIMARY KEY ("round_id", "number"),
        FOREIGN KEY ("round_id") REFERENCES "round" ("id")
    )""",
    """CREATE TABLE "day" (
        "player_id" TEXT NOT NULL,
        "date" TEXT NOT NULL,
        PRIMARY KEY ("player_id", "date"),
        FOREIGN KEY ("player_id") REFERENCES "player" ("id")
    )""",
    """CREATE TABLE "setting" (
        "key" TEXT NOT NULL PRIMARY KEY,
        "value" TEXT NOT NULL
    )""",
)

STEPS: Final[tuple[Step, ...]] = (_first,)
"""The step at index n brings a file from version n to n + 1; version 0 is an empty file."""


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file at ``path``, open in ``connection``, to the version after the last of ``steps``.

    All steps are one transaction: either each is done, or the file is as it was.

    Raises:
        NotASave: the file is another program's database.
        NewerSave: the file has a version that no step leads to.
        sqlite3.Error: the file cannot be read or written, or a step failed.
    """
    # It takes the lock also where no step is left: so a file that cannot be written is found out now, not
    # at the first response.
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = check(connection, path, newest=len(steps))
        if version < len(steps):
            for step in steps[version:]:
                step(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        # After some errors (a full disk, a failing one) SQLite has ended the transaction itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def check(connection: sqlite3.Connection, path: Path, newest: int = len(STEPS)) -> int:
    """Return the version of the file at ``path``, open in ``connection``; it is 0 if the file is empty.

    Raises:
        NotASave: the file is another program's database.
        NewerSave: the version lies above ``newest``.
        sqlite3.Error: the file cannot be read.
    """
    mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if mark != APPLICATION_ID:
        if mark or version or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise NotASave(path)
        return 0
    if version > newest:
        raise NewerSave(path, version, newest)
    return version
