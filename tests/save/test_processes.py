"""Several quizgames at once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from quizgame.save.file import _look
from quizgame.save.save import Save
from tests.save.given import NOON, PLAN, TODAY, play

ROOT = Path(__file__).parents[2]
ROUNDS = 5

WRITER = f"""
import sys
from pathlib import Path
from quizgame.save.save import Save
from tests.save.given import NOON, play
sys.stdin.readline()
with Save.open(Path(sys.argv[1])) as save:
    player = save.add_player(sys.argv[2], NOON)
    for _ in range({ROUNDS}):
        play(save, player)
"""


def check(path: Path, writers: int) -> None:
    """Nothing that a writer was told is kept is missing."""
    with Save.open(path) as save:
        players = save.players()
        assert len(players) == writers
        for player in players:
            stats = save.stats(player, TODAY)
            assert (stats.rounds, stats.responses) == (ROUNDS, ROUNDS * 3)
        assert len(save.standings(PLAN.board, limit=1000)) == writers * ROUNDS


def test_processes_that_make_the_save_and_write_at_once_lose_nothing(path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), f"P{n}"], stdin=subprocess.PIPE, cwd=ROOT)
        for n in range(4)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in started] == [0] * 4
    check(path, 4)


def test_threads_with_a_save_each_lose_nothing(path: Path) -> None:
    def write(name: str) -> None:
        with Save.open(path) as save:
            player = save.add_player(name, NOON)
            for _ in range(ROUNDS):
                play(save, player)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, ["a", "b", "c", "d"]))
    check(path, 4)


def test_what_one_process_keeps_another_sees_at_once(path: Path) -> None:
    with Save.open(path) as one, Save.open(path) as other:
        ada = one.add_player("Ada", NOON)
        play(one, ada)
        assert other.players() == [ada]
        assert play(other, ada).place == 1
        assert len(one.standings(PLAN.board)) == 2


def test_opening_a_second_save_does_not_let_go_of_the_locks_of_the_first(path: Path) -> None:
    probe = """
import sys
from quizgame.save import file
from quizgame.save.errors import BusySave
from quizgame.save.save import Save
from pathlib import Path
file.BUSY_SECONDS = 0.0
try:
    Save.open(Path(sys.argv[1])).close()
except BusySave:
    print("busy")
"""
    with Save.open(path) as save, save._db.atomic("IMMEDIATE"):
        _look(path)
        done = subprocess.run(
            [sys.executable, "-c", probe, str(path)], cwd=ROOT, check=True, capture_output=True, text=True
        )
    assert done.stdout == "busy\n"
