"""The real program in a real terminal, from its start to the leaderboard and to its violent end."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyte
import pytest

from quizgame.save.kept import Stats
from quizgame.save.save import Save

DEADLINE = 60.0
"""Seconds after which a text that should be on screen will not come any more."""

COLUMNS, LINES = 80, 24

# A session leader without a terminal gets the first one that it opens: then Ctrl+C and a hang-up reach it as they
# would from a real one.
LAUNCH = """
import os, sys
terminal = os.open(sys.argv[1], os.O_RDWR)
for stream in range(3):
    os.dup2(terminal, stream)
os.execv(sys.executable, [sys.executable, "-m", "quizgame", *sys.argv[2:]])
"""


class Terminal:
    """A terminal of 80 columns and 24 lines in which quizgame runs."""

    def __init__(self, home: Path, lang: str, *arguments: str) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._master, follower = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TEXTUAL", "COLUMNS"))}
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, os.ttyname(follower), *arguments],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            cwd=Path(__file__).parents[1],
            env={**environment, "QUIZGAME_HOME": str(home), "TERM": "xterm-256color", "LANG": lang},
        )
        self._follower = follower

    def lines(self) -> list[str]:
        """Return what is on screen."""
        # Not Screen.display: it fails where half of a wide character has been overwritten, as in mid-frame.
        return ["".join(self._screen.buffer[y][x].data for x in range(COLUMNS)) for y in range(LINES)]

    def sees(self, text: str) -> bool:
        """Tell whether ``text`` is on screen, on one line."""
        return any(text in line for line in self.lines())

    def type(self, text: str) -> None:
        """Type something."""
        os.write(self._master, text.encode())

    def until(self, true: Callable[[], bool], wanted: str) -> None:
        """Read what the program writes until something is true; fail if it never is."""
        end = time.monotonic() + DEADLINE
        while not true():
            if not self._read(end - time.monotonic()):
                raise AssertionError(f"{wanted} never came:\n" + "\n".join(self.lines()))

    def shown(self, *texts: str) -> None:
        """Read what the program writes until all ``texts`` are on screen."""
        for text in texts:
            self.until(lambda text=text: self.sees(text), text)  # type: ignore[misc]

    def footer(self, text: str) -> None:
        """Read what the program writes until ``text`` stands in the last line."""
        self.until(lambda: text in self.lines()[-1], text)

    def marked(self) -> bool:
        """Tell whether an answer on screen is marked as right or wrong."""
        return self.sees("✓") or self.sees("✗")

    def answer(self, question: str, key: str) -> None:
        """Wait for ``question`` without any mark, type ``key``, and wait for the feedback."""
        self.until(lambda: self.sees(question) and not self.marked(), question)
        self.type(key)
        self.until(self.marked, "the feedback")

    def ends(self) -> int:
        """Read what the program writes until it ends, and return its exit code."""
        os.close(self._follower)  # so that the end of the program is the end of what can be read
        self._follower = -1
        end = time.monotonic() + DEADLINE
        while self._read(end - time.monotonic()):
            pass
        return self.process.wait(DEADLINE)

    def _read(self, seconds: float) -> bool:
        """Take in what the program writes; return False if it writes no more or not in time."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # how Linux says that nobody has the terminal open
            return False
        self._stream.feed(data)
        return bool(data)

    def hang_up(self) -> None:
        """Close the window."""
        for end in (self._follower, self._master):
            if end >= 0:
                os.close(end)
        self._follower = self._master = -1

    def put_away(self) -> None:
        """End the program if it still runs, and close the terminal."""
        self.process.kill()
        self.process.wait()
        self.hang_up()


@contextmanager
def terminal(home: Path, lang: str, *arguments: str) -> Iterator[Terminal]:
    """Run quizgame in a terminal."""
    seat = Terminal(home, lang, *arguments)
    try:
        yield seat
    finally:
        seat.put_away()


def stats_of(home: Path, name: str) -> Stats:
    """Return what a fresh look at the save finds of a player."""
    with Save.open(home / "save.sqlite3") as save:
        player = next(p for p in save.players() if p.name == name)
        return save.stats(player, date.today())  # noqa: DTZ011  # days are those of the player's own calendar


TEXTS = {
    "en_GB.UTF-8": {
        "who": "Who plays?",
        "menu": "choose topics, length and time",
        "ready": "questions to draw from",
        "question": "Question {n} of 10",
        "place": "Place 1 on this board",
        "board": "10 questions",
        "quit": "Quit",
    },
    "zh_CN.UTF-8": {
        "who": "谁来玩？",
        "menu": "选择主题、题数和时间",
        "ready": "可出题目",
        "question": "第 {n} 题，共 10 题",
        "place": "本榜第 1 名",
        "board": "10 道题",
        "quit": "退出",
    },
}


@pytest.mark.parametrize("lang", TEXTS)
def test_a_newcomer_plays_a_round_and_stands_on_the_leaderboard(home: Path, lang: str) -> None:
    texts = TEXTS[lang]
    with terminal(home, lang) as seat:
        seat.shown(texts["who"])
        seat.type("小明\r")
        seat.shown("小明", texts["menu"])
        seat.footer(texts["quit"])
        seat.type("p")
        seat.shown(texts["ready"])
        seat.type("s")
        for n in range(1, 11):
            seat.answer(texts["question"].format(n=n), "abcd"[n % 4])
            seat.type("\r")
        seat.shown(texts["place"])
        seat.type("l")
        seat.shown(texts["board"], "►  1")
        assert seat.sees("小明")
        seat.type("\x1b")
        seat.shown(texts["place"])
        seat.type("\x1b")
        seat.shown(texts["menu"])
        seat.type("q")
        assert seat.ends() == 0
    stats = stats_of(home, "小明")
    assert (stats.rounds, stats.responses) == (1, 10)


def begin(seat: Terminal) -> None:
    """Answer two questions of a round."""
    seat.answer("Question 1 of 10", "a")
    seat.type("\r")
    seat.answer("Question 2 of 10", "a")


ROUND = ("play", "--player", "Ada", "--seed", "7", "--length", "10", "--lang", "en")


@pytest.mark.parametrize("way", ["kill", "hang up", "terminate"])
def test_however_the_program_dies_nothing_that_was_answered_is_lost(home: Path, way: str) -> None:
    with terminal(home, "C.UTF-8", *ROUND) as seat:
        begin(seat)
        if way == "kill":
            seat.process.kill()
        elif way == "terminate":
            seat.process.send_signal(signal.SIGTERM)
        else:
            seat.hang_up()
        seat.process.wait(DEADLINE)
    stats = stats_of(home, "Ada")
    assert (stats.responses, stats.rounds) == (2, 0)


def test_ctrl_c_in_a_round_asks_and_at_home_quits(home: Path) -> None:
    with terminal(home, "C.UTF-8", *ROUND) as seat:
        begin(seat)
        seat.type("\x03")
        seat.shown("Leave this round?")
        seat.type("n")
        seat.until(lambda: not seat.sees("Leave this round?"), "the round without the question")
        seat.type("\x03")
        seat.shown("Leave this round?")
        seat.type("y")
        assert seat.ends() == 0
    assert stats_of(home, "Ada").responses == 2


def test_without_a_terminal_the_program_says_so(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quizgame"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("quizgame draws on a terminal, and there is none here.")
