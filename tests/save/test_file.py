"""The file of the save: who may read it, and what is no save."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgame.save import file
from quizgame.save.errors import BusySave, DamagedSave, NotASave, SaveError, UnusableSave
from quizgame.save.save import Save
from tests.save.given import NOON, PLAN, TODAY, play, response, result

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="rights of this kind are POSIX's")
NOBODY = 65_534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def tree(folder: Path) -> dict[str, bytes]:
    """All that is in a folder."""
    return {entry.name: entry.read_bytes() if entry.is_file() else b"" for entry in folder.iterdir()}


@contextmanager
def common_user() -> Iterator[None]:
    """Act without the rights of root, whom no file refuses."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter and write."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)
        Path(folder).chmod(0o777)


@posix_only
def test_only_the_owner_may_read_the_save_and_its_side_files(path: Path) -> None:
    before = os.umask(0)
    try:
        with Save.open(path) as save:
            play(save, save.add_player("Ada", NOON))
            modes = {entry.name: mode(entry) for entry in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("save.sqlite3", "save.sqlite3-wal", "save.sqlite3-shm"), 0o600)
    assert mode(path.parent) == 0o700


@posix_only
def test_the_rights_of_a_folder_that_was_there_are_left(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.parent.chmod(0o755)
    Save.open(path).close()
    assert mode(path.parent) == 0o755


@posix_only
def test_a_link_to_nowhere_leads_to_a_new_save_that_only_its_owner_may_read(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.parent / "elsewhere")
    Save.open(path).close()
    assert mode(path.parent / "elsewhere") == 0o600


def test_the_save_keeps_a_write_ahead_log_and_waits_for_the_disk(path: Path) -> None:
    with Save.open(path), closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database = file.open_file(path)
    assert (database.pragma("synchronous"), database.pragma("foreign_keys")) == (2, 1)
    database.close()


def test_nothing_stays_beside_a_closed_save(path: Path) -> None:
    with Save.open(path) as save:
        save.add_player("Ada", NOON)
    assert list(tree(path.parent)) == [path.name]


def test_a_file_without_a_byte_is_a_new_save(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Save.open(path) as save:
        assert save.players() == []


def test_a_path_with_signs_that_mean_something_elsewhere_is_a_path(path: Path) -> None:
    odd = path.parent / "100% [b]?mode=ro#'x" / "save file.sqlite3"
    Save.open(odd).close()
    with Save.open(odd) as save:
        assert save.players() == []
    assert list(tree(odd.parent)) == [odd.name]


@pytest.mark.parametrize("text", [b"Dear diary,\n" * 1000, b"xy", b"\0" * 4096, b"SQLite format 3\0 but not"])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path, text: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(text)
    with pytest.raises((NotASave, DamagedSave), match=r"[Mm]ove it away"):
        Save.open(path)
    assert tree(path.parent) == {path.name: text}


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("script", ["CREATE TABLE player (id)", "PRAGMA application_id = 1", "PRAGMA user_version = 1"])
def test_the_database_of_another_program_is_refused_and_left_as_it_is(path: Path, journal: str, script: str) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute(script)
    before = tree(path.parent)
    with pytest.raises(NotASave, match="is not a save of quizgame"):
        Save.open(path)
    assert tree(path.parent) == before


def test_the_log_of_another_program_that_crashed_is_left_to_that_program(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(tmp_path / "running", isolation_level=None)) as connection:
        connection.execute("PRAGMA application_id = 1")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE bookmarks (url)")
        path.write_bytes((tmp_path / "running").read_bytes())
        path.with_name(path.name + "-wal").write_bytes((tmp_path / "running-wal").read_bytes())
    before = tree(path.parent)
    with pytest.raises(NotASave):
        Save.open(path)
    assert tree(path.parent) == before


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(NotASave, match="is a folder"):
        Save.open(path)
    assert tree(path) == {}


@posix_only
def test_a_pipe_in_its_place_is_refused_and_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(NotASave, match="no ordinary file"):
        Save.open(path)


def test_a_file_where_its_folder_should_be_is_named(path: Path) -> None:
    path.parent.write_text("not a folder")
    with pytest.raises(UnusableSave, match="home"):
        Save.open(path)
    assert path.parent.read_text() == "not a folder"


@posix_only
def test_a_folder_that_cannot_be_written_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with common_user(), pytest.raises(UnusableSave, match="Check the rights"):
        Save.open(open_folder / "save.sqlite3")
    assert tree(open_folder) == {}


@posix_only
def test_a_save_in_a_folder_that_cannot_be_written_is_left_as_it_is(open_folder: Path) -> None:
    path = open_folder / "save.sqlite3"
    with common_user():
        Save.open(path).close()
    before = tree(open_folder)
    open_folder.chmod(0o555)
    with common_user(), pytest.raises(UnusableSave):
        Save.open(path)
    assert tree(open_folder) == before


@posix_only
@pytest.mark.parametrize("rights", [0o444, 0o000])
def test_a_save_that_may_not_be_written_is_found_out_when_it_opens(open_folder: Path, rights: int) -> None:
    path = open_folder / "save.sqlite3"
    with common_user():
        Save.open(path).close()
        path.chmod(rights)
        with pytest.raises(UnusableSave):
            Save.open(path)
    assert list(tree(open_folder)) == [path.name]


def filled(path: Path) -> bytes:
    """Make a save with some rounds in it and return its bytes."""
    with Save.open(path) as save:
        ada = save.add_player("Ada", NOON)
        save.choose_player(ada)
        for _ in range(40):
            play(save, ada)
    return path.read_bytes()


def use(save: Save) -> None:
    """Call everything that a save can do."""
    players = save.players()
    save.current_player()
    save.setting("theme")
    save.set_setting("theme", "dark")
    save.boards()
    save.standings(PLAN.board)
    for player in players:
        save.choose_player(player)
        save.best(player, PLAN.board)
        save.stats(player, TODAY)
        save.history(player, "ml", ["q0"])
        play(save, player)
    save.add_player("Grace", NOON)


@pytest.mark.parametrize("kept", [0.05, 0.5, 0.99])
def test_a_save_cut_short_is_named_damaged_and_left_as_it_is(path: Path, kept: float) -> None:
    whole = filled(path)
    cut = whole[: int(len(whole) * kept)]
    path.write_bytes(cut)
    with pytest.raises(DamagedSave, match="is damaged"):
        Save.open(path)
    assert tree(path.parent) == {path.name: cut}


def test_a_save_whose_tables_are_gone_is_named_damaged(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE response")
    with Save.open(path) as save, pytest.raises(DamagedSave, match="no such table"):
        use(save)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a save with some rounds in it."""
    return filled(tmp_path_factory.mktemp("whole") / "save.sqlite3")


@settings(max_examples=60, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), noise=st.binary(min_size=1, max_size=300))
def test_damage_anywhere_gives_a_sentence_and_never_a_traceback(whole: bytes, place: float, noise: bytes) -> None:
    start = int(place * len(whole))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "save.sqlite3"
        path.write_bytes((whole[:start] + noise + whole[start + len(noise) :])[: len(whole)])
        # Most damage is in bytes that nobody reads; then the save works.
        with suppress(SaveError), Save.open(path) as save:
            use(save)


def test_values_that_no_save_writes_are_damage(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE round SET board = '[]'")
        connection.execute("UPDATE day SET date = 'tomorrow'")
    with Save.open(path) as save:
        (ada,) = save.players()
        with pytest.raises(DamagedSave):
            save.boards()
        with pytest.raises(DamagedSave):
            save.daily_streak(ada, TODAY)


def test_who_waits_too_long_for_another_writer_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "BUSY_SECONDS", 0.0)
    with Save.open(path) as save, closing(sqlite3.connect(path, isolation_level=None)) as other:
        round_id = save.begin_round(save.add_player("Ada", NOON), PLAN, NOON)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusySave, match="try again"):
            save.record(round_id, response(), NOON)
        with pytest.raises(BusySave):
            Save.open(path)
        other.execute("ROLLBACK")
        save.record(round_id, response(), NOON)
        assert save.finish_round(round_id, result(900, 10), NOON).place == 1


def test_a_full_disk_is_named_and_costs_only_what_was_not_written(path: Path) -> None:
    with Save.open(path) as save:
        ada = save.add_player("Ada", NOON)
        round_id = save.begin_round(ada, PLAN, NOON)
        pages = save._db.execute_sql("PRAGMA page_count").fetchone()[0]  # type: ignore[no-untyped-call]
        save._db.execute_sql(f"PRAGMA max_page_count = {pages}")  # type: ignore[no-untyped-call]
        save.record(round_id, response(), NOON)
        with pytest.raises(UnusableSave, match="free space"):
            save.set_setting("note", "x" * 100_000)
        assert save.setting("note") is None
        assert save.stats(ada, TODAY).responses == 1
