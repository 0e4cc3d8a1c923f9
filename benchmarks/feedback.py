"""From a key press to the verdict on screen, against a bare app with the same widgets.

In between the game applies its rules and waits until the response is on disk; the bare app does neither.
"""

from __future__ import annotations

from benchmarks.figures import Figure, ratio
from benchmarks.player import returning_player
from benchmarks.terminal import SMALL, TALL, Program

PRESSES = 30
WARM_UP = 3
AIM = 1.5

GAME = ("-m", "quizgame", "play", "--length", "100", "--seconds", "300", "--seed", "1")
BARE = ("-m", "benchmarks.bare_round")

VERDICT = "[✓✗] (Right|Wrong)"
CALM = 0.15
"""Seconds between a new question and the next press: what it set off has been drawn by then."""


def measure(presses: int = PRESSES) -> list[Figure]:
    """Return the ratio of both times on a tall terminal, and on a small one where feedback may have to scroll."""
    return [
        _measure("key press to feedback", TALL, presses, AIM),
        _measure("key press to feedback, 80x24", SMALL, presses),
    ]


def _measure(name: str, size: tuple[int, int], presses: int, aim: float | None = None) -> Figure:
    ours, theirs = [], []
    with returning_player() as environ, Program(GAME, environ, size) as game, Program(BARE, size=size) as bare:
        for program in (game, bare):
            program.wait_for("Question 1 of", "Leave")
        for number in range(1, WARM_UP + presses + 1):
            ours.append(_answer(game, number))
            theirs.append(_answer(bare, number))
    return ratio(name, ours[WARM_UP:], theirs[WARM_UP:], aim)


def _answer(program: Program, number: int) -> float:
    """Choose an option, wait for the verdict, and go on; return the seconds until the verdict was there."""
    program.rest(CALM)
    pressed = program.press("abc"[number % 3])
    answered = program.wait_for(VERDICT)
    program.rest(CALM)
    program.press("\r")
    program.wait_for(f"Question {number + 1} of")
    return answered - pressed
