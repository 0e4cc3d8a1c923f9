"""Lots are drawn the same everywhere."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizgame.play import draw


def test_a_seed_gives_the_same_order_on_every_python() -> None:
    items = list(range(10))
    draw.shuffle(Random(7), items)
    assert items == [2, 7, 4, 6, 8, 9, 0, 5, 1, 3]
    assert list(draw.order(Random(7), 10)) == [3, 1, 5, 0, 9, 8, 6, 4, 7, 2]
    assert list(draw.weighted(Random(7), "abcde", [1, 2, 3, 4, 5])) == list("cbead")


@given(st.integers(), st.integers(0, 200))
def test_an_order_names_everything_once(seed: int, count: int) -> None:
    assert sorted(draw.order(Random(seed), count)) == list(range(count))


@given(st.integers(), st.lists(st.integers(1, 50), max_size=30))
def test_a_weighted_draw_names_everything_once(seed: int, weights: list[int]) -> None:
    drawn = list(draw.weighted(Random(seed), range(len(weights)), weights))
    assert sorted(drawn) == list(range(len(weights)))


def test_a_heavier_one_comes_first_more_often() -> None:
    rng = Random(1)
    first = [next(draw.weighted(rng, "ab", [9, 1])) for _ in range(1000)]
    assert 850 < first.count("a") < 950
