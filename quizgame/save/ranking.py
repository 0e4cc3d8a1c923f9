"""Places on a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def places(marks: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield the place of each round, from 1; ``marks`` are (score, milliseconds taken), best first.

    Equal marks share a place, and the places that they take up are left out: 1, 1, 3.
    """
    place, before = 0, None
    for number, mark in enumerate(marks, start=1):
        if mark != before:
            place, before = number, mark
        yield place
