"""The daily streak: days in a row on which something was played."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row on which a player gave at least one response."""

    current: int
    """Days in a row up to today, or up to yesterday while today is still to come."""
    best: int
    """The most days in a row that there ever were."""
    played_today: bool


def daily_streak(days: Iterable[date], today: date) -> Streak:
    """Return the streak of somebody who played on ``days``, in any order, as it stands on ``today``.

    Days after today, left by a clock that was wrong or a flight over the date line, neither add to the
    current streak nor break it. They do count for the best one, which therefore never falls.
    """
    played = set(days)
    last = today if today in played else today - _DAY if today > date.min else today
    return Streak(
        current=_run(played, last),
        best=max((_run(played, day) for day in played if not _follows(day, played)), default=0),
        played_today=today in played,
    )


def _follows(day: date, played: set[date]) -> bool:
    """Whether the day after ``day`` was played too, so that no run ends on ``day``."""
    return day < date.max and day + _DAY in played


def _run(played: set[date], last: date) -> int:
    """Return how many days in a row were played up to and with ``last``."""
    length = 0
    while last in played:
        length += 1
        if last == date.min:
            break
        last -= _DAY
    return length
