"""The daily streak."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizgame.save.streak import Streak, daily_streak

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def days(*back: int) -> list[date]:
    """The days that many days before today; below 0, after it."""
    return [TODAY - n * DAY for n in back]


def test_who_never_played_has_no_streak() -> None:
    assert daily_streak([], TODAY) == Streak(current=0, best=0, played_today=False)


def test_the_first_day_is_a_streak_of_one() -> None:
    assert daily_streak(days(0), TODAY) == Streak(current=1, best=1, played_today=True)


def test_a_streak_up_to_yesterday_still_stands() -> None:
    assert daily_streak(days(1, 2, 3), TODAY) == Streak(current=3, best=3, played_today=False)


def test_a_whole_day_without_play_ends_the_streak() -> None:
    assert daily_streak(days(2, 3, 4), TODAY) == Streak(current=0, best=3, played_today=False)


def test_a_gap_parts_two_streaks_and_the_longer_is_the_best() -> None:
    assert daily_streak(days(0, 1, 3, 4, 5), TODAY) == Streak(current=2, best=3, played_today=True)


def test_the_leap_day_is_a_day_like_any_other() -> None:
    played = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    assert daily_streak(played, date(2028, 3, 1)).current == 3
    assert daily_streak([played[0], played[2]], date(2028, 3, 1)).current == 1


def test_a_common_year_goes_from_february_28_to_march_1() -> None:
    assert daily_streak([date(2027, 2, 28), date(2027, 3, 1)], date(2027, 3, 1)).current == 2


def test_days_to_come_neither_add_to_the_current_streak_nor_break_it() -> None:
    assert daily_streak(days(-1, -2, 0, 1), TODAY) == Streak(current=2, best=4, played_today=True)
    assert daily_streak(days(-1), TODAY) == Streak(current=0, best=1, played_today=False)


def test_the_ends_of_the_calendar_are_days_too() -> None:
    assert daily_streak([date.min], date.min).current == 1
    assert daily_streak([date.max], date.max).current == 1
    assert daily_streak([], date.min).current == 0


NEAR = st.integers(min_value=-20, max_value=40)


@given(st.lists(NEAR))
def test_the_streak_is_what_counting_day_by_day_gives(back: list[int]) -> None:
    played = set(back)
    current = 0
    day = 0 if 0 in played else 1
    while day + current in played:
        current += 1
    best = longest = 0
    for n in range(-20, 42):
        longest = longest + 1 if n in played else 0
        best = max(best, longest)
    assert daily_streak(days(*back), TODAY) == Streak(current, best, 0 in played)


@given(st.lists(NEAR), NEAR)
def test_playing_one_day_more_never_shortens_a_streak(back: list[int], more: int) -> None:
    before, after = daily_streak(days(*back), TODAY), daily_streak(days(*back, more), TODAY)
    assert after.current >= before.current
    assert after.best >= before.best


@given(st.lists(NEAR, min_size=1))
def test_the_next_day_keeps_the_streak_of_a_day_that_was_played(back: list[int]) -> None:
    today = daily_streak(days(*back), TODAY)
    tomorrow = daily_streak([day for day in days(*back) if day <= TODAY], TODAY + DAY)
    assert tomorrow.current == (today.current if today.played_today else 0)


@given(st.lists(st.dates()), st.dates())
def test_the_best_streak_is_never_below_the_current_one(played: list[date], today: date) -> None:
    streak = daily_streak(played, today)
    assert 0 <= streak.current <= streak.best <= len(set(played))
    assert streak.played_today is (today in played)
