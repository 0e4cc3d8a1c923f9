"""The rules of a round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.play.item import Item, Option
from quizgame.play.modes import CLASSIC
from quizgame.play.round import (
    AlreadyAnswered,
    AlreadyStarted,
    ClockRanBackwards,
    IllegalEvent,
    NoSuchOption,
    NotAnswered,
    NotStarted,
    Phase,
    Round,
    RoundNotOver,
    RoundOver,
)


def item(key: int = 0, options: int = 4) -> Item:
    return Item(
        id="i",
        bank="b",
        question="q",
        topic="t",
        form="belongs",
        lang="en",
        lead="What?",
        ask="",
        options=tuple(Option(f"option {i}", f"q{i}", f"prompt {i}") for i in range(options)),
        key=key,
        explanation="",
    )


def started(count: int = 3, seconds: float = 20) -> Round:
    round_ = Round([item() for _ in range(count)], CLASSIC, seconds=seconds)
    round_.start(100.0)
    return round_


def test_a_right_answer_at_once_is_worth_a_thousand() -> None:
    assert started().answer(0, 100.0).points == 1000


def test_half_the_time_costs_half_the_speed_points() -> None:
    assert started().answer(0, 110.0).points == 750


def test_a_right_answer_at_the_last_moment_is_still_worth_five_hundred() -> None:
    assert started().answer(0, 119.9999).points == 500


def test_the_time_allowed_scales_the_speed_points() -> None:
    assert started(seconds=40).answer(0, 110.0).points == 875


def test_each_right_answer_in_a_row_adds_a_hundred_up_to_five_hundred() -> None:
    round_ = started(8)
    points = []
    for _ in range(8):
        points.append(round_.answer(0, 100.0).points)
        round_.go_on(100.0)
    assert points == [1000, 1100, 1200, 1300, 1400, 1500, 1500, 1500]


def test_a_wrong_answer_is_worth_nothing_and_ends_the_streak() -> None:
    round_ = started(4)
    for _ in range(2):
        round_.answer(0, 100.0)
        round_.go_on(100.0)
    wrong = round_.answer(1, 100.0)
    assert (wrong.right, wrong.points, wrong.streak, wrong.score) == (False, 0, 0, 2100)
    round_.go_on(100.0)
    assert round_.answer(0, 100.0).points == 1000


def test_time_that_ran_out_counts_as_wrong() -> None:
    round_ = started()
    assert round_.tick(119.9) is None
    response = round_.tick(120.0)
    assert response is not None
    assert (response.choice, response.right, response.seconds, response.points) == (None, False, 20.0, 0)


def test_time_runs_out_once_only() -> None:
    round_ = started()
    round_.tick(120.0)
    assert round_.tick(121.0) is None
    assert len(round_.responses) == 1


def test_an_answer_after_the_time_counts_as_none() -> None:
    response = started().answer(0, 120.0)
    assert (response.choice, response.right, response.points) == (None, False, 0)


def test_the_next_item_has_all_its_time() -> None:
    round_ = started()
    round_.answer(0, 119.0)
    round_.go_on(500.0)
    assert round_.left(500.0) == 20.0
    assert round_.left(505.0) == 15.0


def test_time_stands_still_before_the_start_and_after_an_answer() -> None:
    round_ = Round([item()], CLASSIC, seconds=20)
    assert round_.left(7.0) == 20.0
    round_.start(100.0)
    round_.answer(0, 101.0)
    assert round_.left(102.0) == 0.0


def test_a_second_answer_is_refused_and_changes_nothing() -> None:
    round_ = started()
    round_.answer(0, 101.0)
    with pytest.raises(AlreadyAnswered):
        round_.answer(0, 102.0)
    assert len(round_.responses) == 1


def test_an_answer_before_the_start_is_refused() -> None:
    with pytest.raises(NotStarted):
        Round([item()], CLASSIC, seconds=20).answer(0, 1.0)


def test_a_round_starts_once() -> None:
    with pytest.raises(AlreadyStarted):
        started().start(101.0)


def test_after_the_end_nothing_can_be_answered() -> None:
    round_ = started(1)
    round_.answer(0, 101.0)
    assert round_.go_on(102.0) is None
    with pytest.raises(RoundOver):
        round_.answer(0, 103.0)
    with pytest.raises(RoundOver):
        round_.go_on(103.0)


def test_going_on_needs_an_answer() -> None:
    with pytest.raises(NotAnswered):
        started().go_on(101.0)


@pytest.mark.parametrize("choice", [-1, 4, 99])
def test_an_option_that_is_not_there_is_refused_and_the_item_waits_on(choice: int) -> None:
    round_ = started()
    with pytest.raises(NoSuchOption):
        round_.answer(choice, 101.0)
    assert round_.phase is Phase.ASKING


@pytest.mark.parametrize("now", [99.0, float("nan")])
def test_a_clock_that_runs_backwards_is_refused(now: float) -> None:
    round_ = started()
    with pytest.raises(ClockRanBackwards):
        round_.tick(now)


def test_a_result_needs_all_answers() -> None:
    with pytest.raises(RoundNotOver):
        started().result()


def test_a_result_sums_up_the_round() -> None:
    round_ = started(3)
    for choice in (0, 0, 1):
        round_.answer(choice, 110.0 if choice else 100.0)
        round_.go_on(110.0 if choice else 100.0)
    result = round_.result()
    assert (result.score, result.right, result.best_streak, result.seconds) == (2100, 2, 2, 10.0)


def test_a_round_needs_items_and_time() -> None:
    with pytest.raises(ValueError, match="at least one item"):
        Round([], CLASSIC, seconds=20)
    with pytest.raises(ValueError, match="above 0"):
        Round([item()], CLASSIC, seconds=0)


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["start", "answer", "tick", "go_on", "result"]),
        st.integers(-1, 5),
        st.floats(0, 30, allow_nan=False),
    ),
    max_size=60,
)


@given(EVENTS, st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_no_order_of_events_breaks_the_books(events: list[tuple[str, int, float]], keys: list[int]) -> None:
    """The score is the sum of the points, a streak grows by one, nothing changes after the end."""
    round_ = Round([item(key) for key in keys], CLASSIC, seconds=20)
    now = 0.0
    for name, choice, passed in events:
        now += passed
        before = round_.responses
        over = round_.phase is Phase.OVER
        try:
            if name == "answer":
                round_.answer(choice, now)
            elif name == "result":
                assert len(round_.result().responses) == len(keys)
            else:
                getattr(round_, name)(now)
        except IllegalEvent:
            assert round_.responses == before
        assert round_.responses[: len(before)] == before
        assert not over or round_.responses == before
        assert 0 <= round_.left(now) <= 20
    score = streak = 0
    for number, response in enumerate(round_.responses):
        score += response.points
        streak = streak + 1 if response.right else 0
        assert (response.number, response.score, response.streak) == (number, score, streak)
        assert response.right == (response.choice == keys[number])
        assert 0 <= response.seconds <= 20
        assert (500 <= response.points <= 1500) if response.right else response.points == 0
    assert len(round_.responses) <= len(keys)
