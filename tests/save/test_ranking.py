"""Places on a board."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgame.save.ranking import places


def test_equal_rounds_share_a_place_and_the_next_one_is_left_out() -> None:
    assert list(places([(900, 10), (900, 10), (900, 20), (800, 5)])) == [1, 1, 3, 4]


def test_an_empty_board_has_no_places() -> None:
    assert list(places([])) == []


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))))
def test_a_place_is_one_more_than_the_number_of_better_rounds(marks: list[tuple[int, int]]) -> None:
    best_first = sorted(marks, key=lambda mark: (-mark[0], mark[1]))
    for place, (score, taken) in zip(places(best_first), best_first, strict=True):
        assert place == 1 + sum((-other, time) < (-score, taken) for other, time in marks)
