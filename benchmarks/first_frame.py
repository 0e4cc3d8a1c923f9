"""From the start of the process to the first frame, against a bare Textual app started in the same way."""

from __future__ import annotations

import re
from collections.abc import Mapping

from benchmarks.bare_menu import ROWS
from benchmarks.figures import Figure, ratio
from benchmarks.player import returning_player
from benchmarks.terminal import Program
from quizgame.screens.home import HomeScreen

PAIRS = 9
AIM = 1.6

GAME = ("-m", "quizgame")
BARE = ("-m", "benchmarks.bare_menu")

MENU = re.escape(next(about for _action, _title, about in reversed(HomeScreen.MENU) if about))
"""The lowest text of the game's menu that stands nowhere else: with it, the menu is on screen."""
BARE_MENU = re.escape(ROWS[-1])
FOOTER = "palette"
"""Textual composes the footer a moment after the rest of a screen; this stands at its end, in both apps."""


def measure(pairs: int = PAIRS) -> list[Figure]:
    """Return the ratio of both times, for the menu alone and for the screen with its footer."""
    ours, theirs = [], []
    with returning_player() as environ:
        for _ in range(pairs + 1):
            ours.append(_start(GAME, MENU, environ))
            theirs.append(_start(BARE, BARE_MENU, environ))
    ours, theirs = ours[1:], theirs[1:]  # the first pair compiles modules and warms the disk's cache
    return [
        ratio("first frame", [t[0] for t in ours], [t[0] for t in theirs], AIM),
        ratio("first frame with footer", [t[1] for t in ours], [t[1] for t in theirs]),
    ]


def _start(arguments: tuple[str, ...], menu: str, environ: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds from the start until the menu, and until the footer too, was on the terminal."""
    with Program(arguments, environ) as program:
        frame = program.wait_for(menu)
        whole = program.wait_for(menu, FOOTER)
        return frame - program.started, whole - program.started
