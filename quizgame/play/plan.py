"""What a round is made from, and the board it counts on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Board:
    """Rounds that may fairly be compared: everything about them is the same but the seed and the player."""

    mode: str
    bank: str
    version: str
    lang: str
    topics: tuple[str, ...]
    """Ids in alphabetical order; empty for all topics of the bank."""
    length: int
    """Items."""
    seconds: int
    """Time allowed for each item."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides a round: two rounds of the same plan ask the same items in the same order."""

    mode: str
    bank: str
    version: str
    lang: str
    topics: tuple[str, ...]
    """Ids in alphabetical order; empty for all topics of the bank."""
    length: int
    """Items."""
    seconds: int
    """Time allowed for each item."""
    seed: int

    @property
    def board(self) -> Board:
        """The board that a round of this plan counts on."""
        return Board(
            self.mode,
            self.bank,
            self.version,
            self.lang,
            tuple(sorted(self.topics)),
            self.length,
            self.seconds,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of a board."""

    place: int
    """Counted from 1; rounds with the same score and time share a place."""
    player: str
    score: int
    right: int
    """Right answers."""
    length: int
    """Items asked."""
    best_streak: int
    seconds: float
    """Time taken over all answers."""
    played: str
    """Local date, ISO 8601: ``2026-11-22``."""
    round: str
    """Id of the round."""
