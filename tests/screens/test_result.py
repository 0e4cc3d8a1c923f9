"""What a round came to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgame.save.save import Save
from quizgame.screens.home import HomeScreen
from quizgame.screens.leaderboard import LeaderboardScreen
from quizgame.screens.result import ResultScreen
from quizgame.screens.round import RoundScreen
from quizgame.screens.topics import TopicsScreen
from tests.save.given import NOON, play
from tests.screens import kitchen, scenes
from tests.screens.table import table


async def test_every_question_is_shown_once_more_with_what_was_chosen_and_what_is_right() -> None:
    async with table(size=(80, 40)) as seat:
        await scenes.result(seat)
        assert seat.sees("950 points   1 of 3 right   best streak 1", "Place 1 on this board   Ada")
        assert seat.sees("✓  1", "What is a knife made of?", "Right: blade", "950 points in 2.0 s")
        assert seat.sees("✗  2", "What goes into borscht?", "You: olives", "Right: cabbage", "0 points in 2.0 s")
        assert seat.sees("✗  3", "What goes into a sponge cake?", "You: no answer in time", "Right: feta")


async def test_the_place_is_that_among_all_players() -> None:
    def better(save: Save) -> None:
        play(save, save.add_player("Grace", NOON), plan=kitchen.plan(), seconds=0.1)

    async with table() as seat:
        await seat.app.game.keeper(better)
        await scenes.result(seat)
        assert seat.sees("Place 2 on this board")


async def test_pressing_on_after_the_last_answer_keeps_the_result() -> None:
    async with table() as seat:
        await scenes.result(seat)
        await seat.press("enter", "enter")
        await seat.on(ResultScreen)


@pytest.mark.parametrize(
    ("key", "told", "kind"),
    [
        ("r", "Again", RoundScreen),
        ("t", "Topics", TopicsScreen),
        ("l", "Board", LeaderboardScreen),
        ("escape", "Home", HomeScreen),
    ],
)
async def test_the_ways_on_from_a_result(
    key: str, told: str, kind: type[RoundScreen | TopicsScreen | LeaderboardScreen | HomeScreen]
) -> None:
    async with table() as seat:
        await scenes.result(seat)
        result = seat.app.screen
        assert isinstance(result, ResultScreen)
        await seat.click_footer(told)
        await seat.on(kind)
        seat.app._show(ResultScreen(result._plan, result._result, result._standing))
        await seat.on(ResultScreen)
        await seat.pilot.press(key)
        await seat.on(kind)


async def test_again_asks_a_round_of_the_same_choices_with_another_seed() -> None:
    async with table() as seat:
        await scenes.result(seat)
        await seat.press("r")
        plan = (await seat.on(RoundScreen))._plan
        assert plan.seed != kitchen.plan().seed
        assert replace(plan, seed=kitchen.plan().seed) == kitchen.plan()


async def test_a_long_round_scrolls_to_its_last_question() -> None:
    async with table() as seat:
        await seat.round([replace(item, lead=f"{item.lead} {i}") for i, item in enumerate(kitchen.items() * 2)])
        for _ in range(6):
            await seat.answer("a")
            await seat.press("enter")
        await seat.on(ResultScreen)
        assert not seat.sees("sponge cake? 5")
        await seat.press(*["pagedown"] * 6)
        assert seat.sees("What goes into a sponge cake? 5", "You: flour", "Right: feta")
        await seat.press(*["k"] * 6)
        assert seat.sees("What is a knife made of? 0")


async def test_switching_the_language_keeps_the_questions_in_theirs() -> None:
    async with table(size=(80, 40)) as seat:
        await scenes.result(seat)
        await seat.press("f2")
        assert seat.sees("答对 1/3", "本榜第 1 名", "What is a knife made of?", "正确： blade", "超时未答")
