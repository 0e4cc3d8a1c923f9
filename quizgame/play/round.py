"""A round: a run of items under a mode's rules, as a state machine without a screen or a clock.

Each event brings its own clock reading, in seconds from any fixed instant (``time.monotonic()`` in the game,
plain numbers in a test)::

    round = Round(items, CLASSIC, seconds=20)
    round.start(now)                 # the first item is on screen
    round.answer(2, now)             # -> Response        or  round.tick(now) -> Response when time runs out
    round.go_on(now)                 # the next item is on screen, or the round is over
    round.result()                   # -> Result
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from quizgame.play.item import Item
from quizgame.play.modes import Mode


class IllegalEvent(Exception):
    """An event that the rules do not allow now."""


class NotStarted(IllegalEvent):
    """The round has not been started."""


class AlreadyStarted(IllegalEvent):
    """The round has been started before."""


class AlreadyAnswered(IllegalEvent):
    """The item on screen has its answer."""


class NotAnswered(IllegalEvent):
    """The item on screen still waits for its answer."""


class NoSuchOption(IllegalEvent):
    """The item has no option of that number."""


class RoundOver(IllegalEvent):
    """The round is over: nothing can be answered any more."""


class RoundNotOver(IllegalEvent):
    """The round is still running: it has no result yet."""


class ClockRanBackwards(IllegalEvent):
    """The clock reading lies before an earlier one."""


class Phase(Enum):
    """Where a round stands."""

    READY = auto()
    ASKING = auto()
    ANSWERED = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Response:
    """One answer given."""

    number: int
    """The item's place in the round, from 0."""
    item: Item
    choice: int | None
    """Index of the option chosen; None if time ran out."""
    right: bool
    seconds: float
    """Time taken, at most the time allowed."""
    points: int
    streak: int
    """Right answers in a row up to and with this one; 0 after a wrong one."""
    score: int
    """Points of the round up to and with this one."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished round came to."""

    responses: tuple[Response, ...]

    @property
    def score(self) -> int:
        """Points in all."""
        return sum(r.points for r in self.responses)

    @property
    def right(self) -> int:
        """Right answers."""
        return sum(r.right for r in self.responses)

    @property
    def best_streak(self) -> int:
        """The most right answers in a row."""
        return max((r.streak for r in self.responses), default=0)

    @property
    def seconds(self) -> float:
        """Time taken over all answers, in seconds."""
        return sum(r.seconds for r in self.responses)


class Round:
    """A run of ``items`` under the rules of ``mode``, with ``seconds`` allowed for each."""

    def __init__(self, items: Sequence[Item], mode: Mode, *, seconds: float) -> None:
        if not items:
            raise ValueError("a round needs at least one item")
        if seconds <= 0:
            raise ValueError("the time allowed must be above 0 seconds")
        self.items = tuple(items)
        self.mode = mode
        self.seconds = float(seconds)
        self.phase = Phase.READY
        self._responses: list[Response] = []
        self._shown = 0.0
        self._latest = float("-inf")

    @property
    def responses(self) -> tuple[Response, ...]:
        """The responses so far."""
        return tuple(self._responses)

    @property
    def number(self) -> int:
        """The place of the item on screen, from 0; after the end, that of the last one."""
        return len(self._responses) - (self.phase in (Phase.ANSWERED, Phase.OVER))

    @property
    def item(self) -> Item:
        """The item on screen."""
        return self.items[self.number]

    @property
    def score(self) -> int:
        """Points so far."""
        return self._responses[-1].score if self._responses else 0

    @property
    def streak(self) -> int:
        """Right answers in a row up to now."""
        return self._responses[-1].streak if self._responses else 0

    def start(self, now: float) -> None:
        """Put the first item on screen; raise AlreadyStarted the second time."""
        self._read_clock(now)
        if self.phase is not Phase.READY:
            raise AlreadyStarted("the round has been started before")
        self.phase = Phase.ASKING
        self._shown = now

    def left(self, now: float) -> float:
        """Return the seconds left for the item on screen: all before the start, none once it is answered."""
        if self.phase is Phase.READY:
            return self.seconds
        if self.phase is not Phase.ASKING:
            return 0.0
        return max(0.0, min(self.seconds, self.seconds - (now - self._shown)))

    def answer(self, choice: int, now: float) -> Response:
        """Choose option ``choice`` of the item on screen; an answer after time ran out counts as none.

        Raises:
            NotStarted, AlreadyAnswered, RoundOver: nothing can be answered now.
            NoSuchOption: the item has no such option; the round goes on as if it had not been chosen.
            ClockRanBackwards: ``now`` lies before an earlier reading.
        """
        self._must_ask()
        if not 0 <= choice < len(self.item.options):
            raise NoSuchOption(f"the item has options 0 to {len(self.item.options) - 1}, not {choice}")
        self._read_clock(now)
        return self._respond(choice if self.left(now) > 0 else None, now)

    def tick(self, now: float) -> Response | None:
        """Let time pass; return a response without a choice if it ran out, else None.

        Raises:
            NotStarted: the round has not been started.
            ClockRanBackwards: ``now`` lies before an earlier reading.
        """
        if self.phase is Phase.READY:
            raise NotStarted("the round has not been started")
        self._read_clock(now)
        if self.phase is not Phase.ASKING or self.left(now) > 0:
            return None
        return self._respond(None, now)

    def go_on(self, now: float) -> Item | None:
        """Put the next item on screen and return it; after the last one, end the round and return None.

        Raises:
            NotStarted, NotAnswered, RoundOver: there is nothing to go on from.
            ClockRanBackwards: ``now`` lies before an earlier reading.
        """
        if self.phase is Phase.READY:
            raise NotStarted("the round has not been started")
        if self.phase is Phase.ASKING:
            raise NotAnswered("the item on screen still waits for its answer")
        if self.phase is Phase.OVER:
            raise RoundOver("the round is over")
        self._read_clock(now)
        if len(self._responses) == len(self.items):
            self.phase = Phase.OVER
            return None
        self.phase = Phase.ASKING
        self._shown = now
        return self.item

    def result(self) -> Result:
        """Return what the round came to; raise RoundNotOver before its last item is answered."""
        if len(self._responses) < len(self.items):
            raise RoundNotOver("the round is still running")
        return Result(self.responses)

    def _must_ask(self) -> None:
        if self.phase is Phase.READY:
            raise NotStarted("the round has not been started")
        if self.phase is Phase.ANSWERED:
            raise AlreadyAnswered("the item on screen has its answer")
        if self.phase is Phase.OVER:
            raise RoundOver("the round is over")

    def _read_clock(self, now: float) -> None:
        if not now >= self._latest:  # also true for NaN
            raise ClockRanBackwards(f"the clock read {self._latest} before, now {now}")
        self._latest = now

    def _respond(self, choice: int | None, now: float) -> Response:
        item, number = self.item, self.number
        seconds = min(self.seconds, now - self._shown)
        right = choice == item.key
        streak = self.streak + 1 if right else 0
        points = self.mode.points(seconds, self.seconds, streak) if right else 0
        response = Response(number, item, choice, right, seconds, points, streak, self.score + points)
        self._responses.append(response)
        self.phase = Phase.ANSWERED
        return response
