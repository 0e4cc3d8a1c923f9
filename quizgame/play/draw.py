"""Drawing lots in a way that gives the same result on every machine and Python version.

Only ``random.Random.random()`` is promised to stay the same from one Python to the next (see "Notes on
Reproducibility" in the documentation of :mod:`random`), so every draw of the game is made from it here.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableSequence, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def below(rng: Random, bound: int) -> int:
    """Return a whole number from 0 to ``bound`` - 1."""
    return int(rng.random() * bound)


def shuffle(rng: Random, items: MutableSequence[T]) -> None:
    """Put ``items`` into a random order, in place (Fisher and Yates)."""
    for i in range(len(items) - 1, 0, -1):
        j = below(rng, i + 1)
        items[i], items[j] = items[j], items[i]


def order(rng: Random, count: int) -> Iterator[int]:
    """Yield 0 to ``count`` - 1 in a random order, at a cost that depends only on how many are taken."""
    moved: dict[int, int] = {}
    for last in range(count - 1, -1, -1):
        i = below(rng, last + 1)
        yield moved.get(i, i)
        moved[i] = moved.pop(last, last)


def weighted(rng: Random, items: Sequence[T], weights: Sequence[int]) -> Iterator[T]:
    """Yield ``items`` in a random order in which each stands early in proportion to its weight.

    The weights are whole numbers above 0, so that no rounding can differ between machines.
    """
    left = list(zip(items, weights, strict=True))
    total = sum(weights)
    while left:
        mark = below(rng, total)
        for i, (item, weight) in enumerate(left):  # noqa: B007  # i is used after the loop
            mark -= weight
            if mark < 0:
                break
        del left[i]
        total -= weight
        yield item
