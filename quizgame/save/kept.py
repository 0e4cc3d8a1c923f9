"""What the save gives back beside standings and streaks: players, boards, tallies and statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgame.play.plan import Board
from quizgame.save.streak import Streak


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who plays."""

    id: str
    """The same for ever, and on no two machines the same."""
    name: str


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """A board that has finished rounds."""

    board: Board
    rounds: int
    """Finished rounds on it, at least 1."""
    best: int
    """The highest score on it."""
    played: str
    """The latest local date on which a round of it was begun, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was asked, and answered right."""

    asked: int = 0
    right: int = 0

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0 to 1; 0 where nothing was asked."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Stats:
    """What a player has done so far."""

    rounds: int
    """Finished rounds."""
    responses: int
    """Responses given, those of rounds that were not finished too."""
    right: int
    best_score: int
    """The highest score of a finished round; 0 without one."""
    best_streak: int
    """The most right answers in a row inside a finished round."""
    seconds: float
    """Time taken over all responses."""
    days: int
    """Days on which at least one response was given."""
    streak: Streak
    by_topic: Mapping[tuple[str, str], Tally]
    """By bank and topic, both ids: a topic's id means something in its bank only."""
    by_form: Mapping[str, Tally]

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0 to 1; 0 where nothing was answered."""
        return Tally(self.responses, self.right).accuracy
