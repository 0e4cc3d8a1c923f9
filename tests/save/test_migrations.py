"""The schema, step by step forward."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from quizgame.save import models
from quizgame.save.errors import NewerSave, NotASave
from quizgame.save.migrations import APPLICATION_ID, STEPS, Step, migrate
from quizgame.save.save import Save


def second(connection: sqlite3.Connection) -> None:
    """A step to come: players get a colour."""
    connection.execute('ALTER TABLE "player" ADD COLUMN "colour" TEXT')


def failing(connection: sqlite3.Connection) -> None:
    """A step that breaks off half way."""
    second(connection)
    connection.execute("DELETE FROM player")
    connection.execute("this is no SQL")


@pytest.fixture
def old(path: Path) -> Iterator[sqlite3.Connection]:
    """A file of version 1 in which Ada plays."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, STEPS[:1])
        connection.execute("INSERT INTO player VALUES ('1', 'Ada', 'ada', 0)")
        yield connection


def shape(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(name, "".join(sql.split())) for name, sql in rows}


def version(connection: sqlite3.Connection) -> tuple[int, int]:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    return mark, connection.execute("PRAGMA user_version").fetchone()[0]


def test_the_steps_lead_to_the_tables_that_the_models_describe(path: Path) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as stepped:
        migrate(stepped, path)
        database = SqliteDatabase(":memory:")
        with database, database.bind_ctx(models.TABLES):
            database.create_tables(models.TABLES)
            assert shape(stepped) == shape(database.connection())  # type: ignore[no-untyped-call]


def test_a_stored_file_of_version_1_opens_with_all_that_is_in_it(path: Path, old: sqlite3.Connection) -> None:
    assert version(old) == (APPLICATION_ID, 1)
    with Save.open(path) as save:
        assert [player.name for player in save.players()] == ["Ada"]


def test_an_older_file_is_brought_forward_and_keeps_what_is_in_it(path: Path, old: sqlite3.Connection) -> None:
    migrate(old, path, (*STEPS[:1], second))
    assert version(old) == (APPLICATION_ID, 2)
    assert old.execute("SELECT name, colour FROM player").fetchall() == [("Ada", None)]


def test_a_new_file_goes_through_all_steps(path: Path) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, path, (*STEPS[:1], second))
        assert version(connection) == (APPLICATION_ID, 2)
        assert connection.execute("SELECT colour FROM player").fetchall() == []


def test_migrating_a_file_of_today_changes_nothing(path: Path, old: sqlite3.Connection) -> None:
    before = "".join(old.iterdump())
    migrate(old, path, STEPS[:1])
    assert "".join(old.iterdump()) == before


@pytest.mark.parametrize("steps", [(failing,), (second, failing)])
def test_a_failing_step_leaves_the_file_as_it_was(path: Path, old: sqlite3.Connection, steps: tuple[Step, ...]) -> None:
    before = path.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        migrate(old, path, (*STEPS[:1], *steps))
    assert version(old) == (APPLICATION_ID, 1)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_schema_is_refused_and_left_as_it_is(path: Path, old: sqlite3.Connection) -> None:
    migrate(old, path, (*STEPS, second))
    old.close()
    before = path.read_bytes()
    with pytest.raises(NewerSave, match="Update quizgame"):
        Save.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_newer_schema_that_is_in_the_log_only_is_refused_too(path: Path, old: sqlite3.Connection) -> None:
    old.execute("PRAGMA journal_mode = WAL")
    migrate(old, path, (*STEPS, second))
    with pytest.raises(NewerSave):
        Save.open(path)


def test_the_database_of_another_program_is_refused_before_any_step(path: Path) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
        with pytest.raises(NotASave):
            migrate(connection, path)
        assert shape(connection) == {("bookmarks", "CREATETABLEbookmarks(url)")}
