"""The modes: the rules of a round, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mode:
    """The rules of a round. Points are whole numbers, times are seconds."""

    id: str
    length: int
    """Items in a round, unless the player chooses otherwise."""
    seconds: int
    """Time allowed for each item, unless the player chooses otherwise."""
    right_points: int
    """What a right answer is worth at least."""
    speed_points: int
    """What a right answer is worth on top when given at once, falling linearly to 0 over the time."""
    streak_points: int
    """What each right answer in a row after the first adds."""
    streak_cap: int
    """The most that a streak adds to one answer."""

    def points(self, seconds: float, allowed: float, streak: int) -> int:
        """Return the points of a right answer.

        The scheme is the one players know from Kahoot: half for being right, half for being quick, and a
        bonus for right answers in a row.

        Args:
            seconds: time taken, 0 to ``allowed``.
            allowed: time allowed, above 0.
            streak: right answers in a row, this one included, so at least 1.
        """
        left = min(1.0, max(0.0, 1 - seconds / allowed))
        bonus = min(self.streak_cap, self.streak_points * (streak - 1))
        return self.right_points + round(self.speed_points * left) + bonus


CLASSIC: Final = Mode(
    id="classic",
    length=10,
    seconds=20,
    right_points=500,
    speed_points=500,
    streak_points=100,
    streak_cap=500,
)

MODES: Final = {mode.id: mode for mode in (CLASSIC,)}

LENGTHS: Final = (5, 10, 15, 20, 30)
"""The lengths a player is offered, in items."""

SECONDS: Final = (10, 15, 20, 30, 45, 60, 90)
"""The times a player is offered, in seconds for each item."""

LENGTH_BOUNDS: Final = (1, 100)
SECONDS_BOUNDS: Final = (5, 300)
"""What the command line accepts, lowest and highest."""
