"""Choosing a round."""

from __future__ import annotations

import json

import pytest
from textual.widgets import Select

from quizgame.bank.models import Bank
from quizgame.save.place import home
from quizgame.screens.home import HomeScreen
from quizgame.screens.round import RoundScreen
from quizgame.widgets.checklist import Checklist
from tests.banks import bank, big_bank, question
from tests.screens import kitchen
from tests.screens.table import Table, own_bank, table


async def begin(seat: Table) -> RoundScreen:
    """Press Start and wait for the round."""
    await seat.press("s")
    screen = await seat.on(RoundScreen)
    await seat.shown("Question 1 of")
    return screen


def choose(seat: Table, name: str, value: object) -> None:
    """Choose from one of the lists at the side."""
    seat.app.screen.query_one(f"#{name}", Select).value = value


async def test_topics_are_listed_with_their_counts_and_all_are_chosen() -> None:
    async with table() as seat:
        await seat.topics()
        assert seat.sees("[✓] Tools  3", "[✓] Dishes  3", "6 questions to draw from", "The kitchen")


async def test_topics_are_ticked_by_keyboard_and_by_mouse() -> None:
    async with table() as seat:
        await seat.topics()
        await seat.press("space")
        assert seat.sees("[ ] Tools  3", "[✓] Dishes  3", "3 questions to draw from")
        await seat.press("down", "space")
        assert seat.sees("[ ] Dishes  3", "0 questions to draw from")
        await seat.pilot.click("#topics", offset=(4, 1))
        await seat.settled()
        assert seat.sees("[✓] Tools  3", "3 questions to draw from")


async def test_a_chooses_all_topics_and_then_none() -> None:
    async with table() as seat:
        await seat.topics()
        await seat.press("space", "a")
        assert seat.sees("6 questions to draw from")
        await seat.press("a")
        assert seat.sees("[ ] Tools  3", "[ ] Dishes  3", "0 questions to draw from")
        await seat.click_footer("All topics")
        await seat.shown("6 questions to draw from")


@pytest.mark.parametrize("way", ["s", "enter", "mouse"])
async def test_a_round_without_a_topic_is_refused(way: str) -> None:
    async with table() as seat:
        screen = await seat.topics()
        await seat.press("a")
        if way == "mouse":
            await seat.pilot.click("#start")
        else:
            await seat.press(way)
            await seat.shown("Choose at least one topic.")
        await seat.settled()
        assert seat.app.screen is screen


@pytest.mark.parametrize("way", ["s", "enter", "mouse", "palette"])
async def test_a_round_of_the_choices_starts(way: str) -> None:
    async with table() as seat:
        await seat.topics()
        await seat.press("space")
        choose(seat, "length", 5)
        choose(seat, "seconds", 45)
        choose(seat, "lang", "zh")
        await seat.settled()
        if way == "mouse":
            await seat.pilot.click("#start")
        elif way == "palette":
            await seat.press("ctrl+p", *"start")
            await seat.shown("Press s")
            await seat.press("enter")
        else:
            await seat.press(way)
        plan = (await seat.on(RoundScreen))._plan
        assert (plan.bank, plan.topics, plan.length, plan.seconds, plan.lang) == ("kitchen", ("dishes",), 5, 45, "zh")
        await seat.shown("Question 1 of 5", " 45 s")


async def test_all_topics_are_one_board_however_they_were_chosen() -> None:
    async with table() as seat:
        await seat.topics()
        await seat.press("space", "down", "space", "space", "up", "space")
        assert (await begin(seat))._plan.topics == ()


async def test_a_round_is_as_long_as_the_bank_allows() -> None:
    terms = ("anchor", "basket", "candle", "dragon", "engine")
    own_bank(bank(*(question(term, term) for term in terms)))
    async with table() as seat:
        await seat.topics()
        choose(seat, "bank", "small")
        await seat.shown("5 questions to draw from")
        choose(seat, "length", 30)
        screen = await begin(seat)
        assert screen._plan.length == len(screen._round.items) < 30
        assert seat.sees(f"Question 1 of {screen._plan.length}")


async def test_topics_too_small_to_ask_from_are_refused_with_a_sentence() -> None:
    own_bank(bank(question("only", "anchor")))
    async with table() as seat:
        screen = await seat.topics()
        choose(seat, "bank", "small")
        await seat.shown("1 question to draw from")
        await seat.press("s")
        await seat.until(lambda: any("too few different answers" in note for note in seat.notes()))
        assert seat.app.screen is screen


async def test_another_bank_brings_its_own_topics() -> None:
    own_bank(big_bank(4))
    async with table() as seat:
        await seat.topics()
        choose(seat, "bank", "small")
        await seat.shown("[✓] T  4", "4 questions to draw from")
        assert not seat.sees("Tools")


async def test_a_bank_that_cannot_be_read_is_named_and_the_others_can_be_played() -> None:
    (home() / "banks").mkdir(parents=True)
    (home() / "banks" / "broken.json").write_text("{", encoding="utf-8")
    async with table() as seat:
        await seat.topics()
        assert seat.sees("! ", "broken")
        await begin(seat)


async def test_the_choices_are_kept_for_the_next_round() -> None:
    async with table() as seat:
        await seat.topics()
        await seat.press("space")
        choose(seat, "length", 5)
        await begin(seat)
        await seat.press("escape", "y")
        await seat.on(HomeScreen)
        await seat.topics()
        assert seat.sees("[ ] Tools  3", "[✓] Dishes  3")
        assert seat.app.screen.query_one("#length", Select).value == 5


async def test_switching_the_language_keeps_the_choices() -> None:
    async with table() as seat:
        screen = await seat.topics()
        await seat.press("down", "space")
        choose(seat, "seconds", 90)
        await seat.press("f2")
        await seat.shown("可出题目 3 道")
        assert screen.query_one(Checklist).ticked == ("tools",)
        assert screen.query_one(Checklist).highlighted == 1
        assert screen.query_one("#seconds", Select).value == 90


async def test_titles_with_markup_and_control_characters_are_shown_as_they_are() -> None:
    fields = json.loads(kitchen.BANK.model_dump_json())
    fields["title"] = "[red]The[/] \u202ekitchen"
    fields["topics"][0]["title"] = "[b]Tools[/] " + "x" * 100
    own_bank(Bank.model_validate(fields))
    async with table() as seat:
        await seat.topics()
        assert seat.sees("[✓] [b]Tools[/]", "xxx", "[red]The[/] ‹U+202E›")


async def test_many_topics_scroll_and_start_stays_in_view() -> None:
    words = [f"topic-{i}" for i in range(60)]
    own_bank(bank(*(question(word, word, topic=word) for word in words)))
    async with table() as seat:
        await seat.topics()
        choose(seat, "bank", "small")
        await seat.shown("60 questions to draw from")
        await seat.press("end")
        assert seat.sees("[✓] TOPIC-59  1", "Start", "All topics")
