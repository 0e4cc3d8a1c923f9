"""A round on screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette

from quizgame.play.item import Item, Option
from quizgame.play.round import Phase
from quizgame.save.errors import UnusableSave
from quizgame.save.kept import Stats
from quizgame.save.save import Save
from quizgame.screens.ask import AskScreen
from quizgame.screens.help import HelpScreen
from quizgame.screens.home import HomeScreen
from quizgame.screens.result import ResultScreen
from quizgame.screens.round import RoundScreen
from quizgame.widgets.choice import Choice
from tests.save.given import TODAY
from tests.screens import kitchen
from tests.screens.table import Table, table

KNIFE = kitchen.items()[0]
"""Its right option is the second: blade. The first, burner, belongs to the stove."""

GO_ON = "Enter Go on"


async def stats(seat: Table) -> Stats:
    """Return what the save holds of the player."""
    player = seat.app.game.player
    assert player is not None
    return await seat.app.game.keeper(lambda save: save.stats(player, TODAY))


def row(seat: Table, index: int) -> str:
    """Return the text of an option as it stands on screen."""
    region = seat.app.screen.query(Choice)[index].region
    return "\n".join(seat.lines()[region.y : region.bottom])


# Answering


@pytest.mark.parametrize("key", ["2", "b", "B"])
async def test_an_option_is_chosen_by_its_number_or_letter(key: str) -> None:
    async with table() as seat:
        await seat.round()
        await seat.answer(key)
        assert "✓ B" in row(seat, 1)
        assert seat.sees("✓ Right  +950", "950 points")


@pytest.mark.parametrize("keys", [("down", "down"), ("j", "j"), ("up", "up", "up"), ("enter", "down")])
async def test_an_option_is_chosen_with_the_arrows_and_enter(keys: tuple[str, ...]) -> None:
    async with table() as seat:
        await seat.round()
        await seat.press(*keys)
        await seat.answer("enter")
        assert "✓ B" in row(seat, 1)
        assert seat.sees("✓ Right")


async def test_an_option_is_chosen_with_the_mouse_and_so_is_going_on() -> None:
    async with table() as seat:
        screen = await seat.round()
        await seat.pilot.click(screen.query(Choice)[1])
        await seat.shown("✓ Right", GO_ON.split(maxsplit=1)[1])
        await seat.click_footer("Go on")
        await seat.shown("Question 2 of 3")


async def test_a_key_of_an_option_that_is_not_there_does_nothing() -> None:
    async with table() as seat:
        screen = await seat.round()
        await seat.press("5", "f")
        assert screen._round.phase is Phase.ASKING


async def test_a_second_answer_and_a_late_click_change_nothing() -> None:
    async with table() as seat:
        screen = await seat.round()
        await seat.answer("a")
        await seat.press("b", "2", "down")
        await seat.pilot.click(screen.query(Choice)[1])
        await seat.settled()
        assert [response.choice for response in screen._round.responses] == [0]
        assert (await stats(seat)).responses == 1


async def test_a_wrong_answer_is_marked_and_told_what_it_does_answer() -> None:
    async with table() as seat:
        await seat.round()
        await seat.answer("a")
        assert "✗ A" in row(seat, 0)
        assert "↳ that is an answer to: What does a stove have?" in row(seat, 0)
        assert "✓ B" in row(seat, 1)
        assert seat.sees("✗ Wrong", "0 points", kitchen.LEARN["en"][:40])


async def test_of_the_odd_one_out_a_wrong_answer_belongs_and_the_right_one_belongs_elsewhere() -> None:
    async with table() as seat:
        await seat.round(kitchen.items()[2:])
        await seat.answer("a")
        assert "↳ that is part of the answer" in row(seat, 0)
        assert "↳ that is an answer to: What is in a Greek salad?" in row(seat, 3)


async def test_an_option_that_the_author_wrote_names_no_question() -> None:
    options = (Option("written", "", ""), *KNIFE.options[1:])
    async with table() as seat:
        await seat.round([replace(KNIFE, options=options)])
        await seat.answer("a")
        assert "✗ A" in row(seat, 0)
        assert not seat.sees("that is an answer to")


async def test_nothing_is_given_away_before_the_answer() -> None:
    async with table() as seat:
        await seat.round()
        await seat.press("down")
        assert not any(mark in seat.text() for mark in ("✓", "✗", kitchen.LEARN["en"][:20], "Go on"))


async def test_points_grow_with_a_streak_and_a_wrong_answer_ends_it() -> None:
    async with table() as seat:
        await seat.round()
        await seat.answer("b", 0)
        assert seat.sees("1,000 points")
        await seat.press("enter")
        await seat.answer("a", 0)
        assert seat.sees("2,100 points  streak 2")
        await seat.press("enter")
        await seat.answer("a", 0)
        assert seat.sees("2,100 points")
        assert not seat.sees("streak")


async def test_six_options_and_two_fit_and_can_be_chosen() -> None:
    six = tuple(Option(word, "stove", "What does a stove have?") for word in "abcdef")
    async with table() as seat:
        screen = await seat.round([replace(KNIFE, options=six, key=5), replace(KNIFE, options=six[:2], key=0)])
        await seat.answer("f")
        assert "✓ F" in row(seat, 5)
        await seat.press("enter")
        assert sum(choice.display for choice in screen.query(Choice)) == 2


# Time


async def test_time_runs_out() -> None:
    async with table() as seat:
        screen = await seat.round()
        assert seat.sees(" 20 s")
        seat.clock.now = 19.5
        await seat.shown("  1 s")
        assert screen._round.phase is Phase.ASKING
        seat.clock.now = 20.0
        await seat.shown("✗ Time is up")
        assert "✓ B" in row(seat, 1)
        assert (await stats(seat)).responses == 1


async def test_the_bar_stands_still_once_the_item_is_answered() -> None:
    async with table() as seat:
        screen = await seat.round()
        await seat.answer("b", 8)
        assert seat.sees(" 12 s")
        seat.clock.now += 100
        screen._tick()
        await seat.settled()
        assert seat.sees(" 12 s", "✓ Right")


# Keeping


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch, name: str = "record") -> Iterator[tuple[threading.Event, threading.Event]]:
    """Hold back a call on the save: yield an event that says it has begun, and one that lets it go on."""
    begun, free = threading.Event(), threading.Event()
    real: Callable[..., Any] = getattr(Save, name)

    def slow(*given: Any) -> Any:
        begun.set()
        assert free.wait(30)
        return real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(Save, name, slow)
        try:
            yield begun, free
        finally:
            free.set()


async def test_feedback_comes_only_once_the_answer_is_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    async with table() as seat:
        await seat.round()
        with held(monkeypatch) as (begun, free):
            await seat.pilot.press("b")
            await seat.until(begun.is_set)
            await seat.pilot.press("enter", "a", "enter")
            assert not any(told in seat.text() for told in ("✓", "✗", "Right", "Go on", "1,000"))
            assert seat.sees("Question 1 of 3", "0 points")
            await seat.pilot.press("f1")
            await seat.until(lambda: isinstance(seat.app.screen, HelpScreen))
            await seat.pilot.press("escape", "f2")
            await seat.shown("第 1 题，共 3 题")
            await seat.pilot.press("f2")
            await seat.shown("Question 1 of 3")
            assert "✓" not in seat.text()
            free.set()
            await seat.shown("✓ Right  +1,000")
        assert (await stats(seat)).responses == 1


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[None]:
    """Let a call on the save fail as on a full disk."""

    def fail(*given: object) -> None:
        raise UnusableSave(Path("/[red]home[/]/save.sqlite3"), "database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Save, name, fail)
        yield


async def test_an_answer_that_cannot_be_kept_says_so_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with table() as seat:
        await seat.round()
        with failing(monkeypatch, "record"):
            await seat.pilot.press("b")
            await seat.on(AskScreen)
            assert "This could not be saved, so it is not counted yet." in seat.text()
            assert "[red]home[/]" in seat.text()
            assert "✓ Right" not in seat.text()
            await seat.press("n")
            await seat.on(AskScreen)
            assert (await stats(seat)).responses == 0
        await seat.pilot.press("n")
        await seat.shown("✓ Right")
        assert (await stats(seat)).responses == 1


@pytest.mark.parametrize("name", ["begin_round", "record", "finish_round"])
async def test_a_round_that_cannot_be_kept_can_be_left(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    async with table() as seat:
        if name == "begin_round":
            with failing(monkeypatch, name):
                seat.enter()
                await seat.on(AskScreen)
        else:
            await seat.round([KNIFE])
            if name == "finish_round":
                await seat.answer("b")
            with failing(monkeypatch, name):
                await seat.pilot.press("enter" if name == "finish_round" else "b")
                await seat.on(AskScreen)
        await seat.press("y")
        await seat.on(HomeScreen)
        assert seat.app.is_running


# Leaving


@pytest.mark.parametrize("way", ["escape", "footer", "ctrl+c", "ctrl+q", "palette"])
async def test_leaving_asks_first_and_no_stays(way: str) -> None:
    async with table() as seat:
        await seat.round()
        await seat.answer("b")
        if way == "footer":
            await seat.click_footer("Leave")
        elif way == "palette":
            await seat.pilot.press("ctrl+p")
            await seat.until(lambda: isinstance(seat.app.screen, CommandPalette))
            await seat.pilot.press(*"leave")
            await seat.shown("Press Esc")
            await seat.pilot.press("enter")
        else:
            await seat.pilot.press(way)
        await seat.on(AskScreen)
        await seat.press("n")
        await seat.on(RoundScreen)
        assert seat.sees("✓ Right", "Go on")
        await seat.press("enter")
        await seat.shown("Question 2 of 3")


async def test_the_question_before_leaving_follows_the_language() -> None:
    async with table() as seat:
        await seat.round()
        await seat.press("escape")
        await seat.on(AskScreen)
        assert seat.sees("Stay (N)", "Leave the round (Y)")
        await seat.press("f2")
        assert seat.sees("要离开这一局吗？", "留下 (N)", "离开本局 (Y)")
        await seat.press("enter")
        await seat.on(RoundScreen)


@pytest.mark.parametrize("answer", ["n", "escape", "enter", "mouse"])
async def test_no_is_the_answer_that_enter_gives(answer: str) -> None:
    async with table() as seat:
        await seat.round()
        await seat.press("escape")
        await seat.on(AskScreen)
        if answer == "mouse":
            await seat.pilot.click("#no")
        else:
            await seat.press(answer)
        await seat.on(RoundScreen)


@pytest.mark.parametrize("keys", [("y",), ("right", "enter"), ("tab", "enter"), ("mouse",)])
async def test_yes_goes_home_and_keeps_what_was_answered_but_no_place_on_a_board(keys: tuple[str, ...]) -> None:
    async with table() as seat:
        await seat.round()
        await seat.answer("b")
        await seat.press("escape")
        await seat.on(AskScreen)
        if keys == ("mouse",):
            await seat.pilot.click("#yes")
        else:
            await seat.press(*keys)
        await seat.on(HomeScreen)
        told = await stats(seat)
        assert (told.responses, told.right, told.rounds) == (1, 1, 0)
        assert await seat.app.game.keeper(lambda save: save.boards()) == []


async def test_ctrl_c_quits_after_yes_and_loses_nothing_that_was_answered() -> None:
    async with table() as seat:
        await seat.round()
        await seat.answer("b")
        await seat.pilot.press("ctrl+c")
        await seat.on(AskScreen)
        await seat.pilot.press("y")
        await seat.until(lambda: seat.app._exit)
    with Save.open() as save:
        player = save.current_player()
        assert player is not None
        assert save.stats(player, TODAY).responses == 1


@pytest.mark.parametrize("key", ["f1", "ctrl+p"])
async def test_ctrl_c_asks_also_where_the_help_or_the_palette_covers_the_round(key: str) -> None:
    async with table() as seat:
        await seat.round()
        await seat.press(key)
        await seat.until(lambda: not isinstance(seat.app.screen, RoundScreen))
        await seat.pilot.press("ctrl+c")
        await seat.on(AskScreen)
        assert not seat.app._exit


async def test_quitting_while_an_answer_is_on_its_way_to_the_disk_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with table() as seat:
        await seat.round()
        with held(monkeypatch) as (begun, free):
            await seat.pilot.press("b")
            await seat.until(begun.is_set)
            await seat.pilot.press("ctrl+c")
            await seat.until(lambda: isinstance(seat.app.screen, AskScreen))
            await seat.pilot.press("y")
            await seat.until(lambda: seat.app._exit)
            free.set()
    with Save.open() as save:
        player = save.current_player()
        assert player is not None
        assert save.stats(player, TODAY).responses == 1


async def test_the_last_answer_ends_the_round_and_its_result_is_kept() -> None:
    async with table() as seat:
        await seat.round()
        for key in "baa":
            await seat.answer(key)
            await seat.press("enter")
        await seat.on(ResultScreen)
        (summary,) = await seat.app.game.keeper(lambda save: save.boards())
        assert summary.board == kitchen.plan().board
        assert summary.rounds == 1


# Language


async def test_switching_the_language_keeps_item_cursor_answer_and_score() -> None:
    async with table() as seat:
        screen = await seat.round()
        await seat.press("down")
        await seat.press("f2")
        assert seat.sees("第 1 题，共 3 题", KNIFE.lead, KNIFE.ask, "回车 选择") or seat.sees(
            "第 1 题，共 3 题", KNIFE.lead
        )
        assert screen.query(Choice)[0].has_class("-chosen")
        await seat.answer("enter")
        assert seat.sees("✗ 答错", "↳ 它答的是：What does a stove have?", "继续")
        await seat.press("f2")
        assert seat.sees("✗ Wrong", "↳ that is an answer to: What does a stove have?", "Go on")
        assert len(screen._round.responses) == 1


# Texts of others


HOSTILE = [
    "[red]red[/] [b]bold[/b]",
    "[@click=app.quit]click[/]",
    "{braces} %s $variable \\[escaped]",
    "e\u0301 combined, zero\u200bwidth, \ufeffmark",
    "اَلْعَرَبِيَّةُ and עִבְרִית",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_markup_in_a_question_is_drawn_as_it_is(text: str) -> None:
    options = tuple(Option(f"{i} {text}", "stove", text) for i in range(4))
    item = replace(KNIFE, lead=text, options=options, key=0, explanation=f"because {text}")
    async with table(size=(120, 50)) as seat:
        await seat.round([item])
        assert seat.sees(text, *(option.text for option in options))
        await seat.answer("b")
        assert seat.sees(f"↳ that is an answer to: {text}", f"because {text}")
        await seat.press("enter")
        await seat.on(ResultScreen)
        assert seat.sees(text, f"1 {text}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("right\u202eto left", "right‹U+202E›to left"),
        ("isolate\u2066d", "isolate‹U+2066›d"),
        ("escape \x1b[31mred\x1b[0m \x07 \x9b", "escape ␛[31mred␛[0m ␇ ‹U+009B›"),
        ("tab\tstop", "tab    stop"),
    ],
)
async def test_characters_that_steer_a_terminal_or_reorder_a_line_are_shown_as_pictures(text: str, shown: str) -> None:
    item = replace(
        KNIFE, lead=text, options=(*KNIFE.options[:3], Option(text, "stove", text)), code=text, explanation=text
    )
    async with table(size=(120, 50)) as seat:
        await seat.round([item])
        await seat.answer("d")
        lines = "\n".join(seat.lines())
        assert lines.count(shown) >= 4
        assert "\u202e" not in lines
        assert "\x1b" not in lines


LONG = " ".join(f"word{i}" for i in range(300))[:1_990] + " final."
"""Some 2,000 characters."""


async def to_the_end(seat: Table) -> str:
    """Press PageDown until nothing moves, and return all that was seen on the way."""
    sheet = seat.app.screen.query_one("#sheet")
    seen = [seat.text()]
    for _ in range(40):
        if sheet.scroll_y >= sheet.max_scroll_y:
            break
        await seat.press("pagedown")
        seen.append(seat.text())
    assert sheet.scroll_y >= sheet.max_scroll_y
    return "\n".join(seen)


@pytest.mark.parametrize("part", ["lead", "option", "explanation"])
async def test_a_text_of_2000_characters_is_read_to_its_end_at_80x24(part: str) -> None:
    item: Item = KNIFE
    if part == "lead":
        item = replace(item, lead=LONG)
    elif part == "option":
        item = replace(item, options=(Option(LONG, "stove", LONG), *item.options[1:]))
    else:
        item = replace(item, explanation=LONG)
    async with table() as seat:
        await seat.round([item])
        if part == "explanation":
            await seat.answer("a")
            await seat.press(*["pageup"] * 10)
        seen = await to_the_end(seat)
        for word in ("word0 ", "word150 ", "final."):
            assert word in seen
        assert ("✗ A" if part == "explanation" else "D flour") in seen


async def test_the_keyboard_cursor_brings_its_option_into_view() -> None:
    async with table() as seat:
        await seat.round([replace(KNIFE, lead=LONG)])
        assert not seat.sees("D  flour")
        await seat.press("up")
        assert seat.sees("D  flour")


async def test_a_new_item_starts_at_its_top() -> None:
    async with table() as seat:
        await seat.round([replace(KNIFE, lead=LONG), KNIFE])
        await seat.press("pagedown", "pagedown")
        await seat.answer("a")
        await seat.press("enter")
        await seat.shown("Question 2 of 2", KNIFE.lead)


async def test_after_the_answer_the_verdict_is_in_view() -> None:
    async with table() as seat:
        await seat.round([replace(KNIFE, lead=LONG)])
        await seat.answer("a")
        await seat.shown("✗ Wrong")


CODE = "def f(x):\n" + "".join(f"    x = x + {i}  # {'long ' * 30}end{i}\n" for i in range(40)) + "    return x"


async def test_code_is_coloured_and_its_long_lines_are_read_to_their_end() -> None:
    async with table() as seat:
        await seat.round([replace(KNIFE, code=CODE, code_language="python")])
        seen = await to_the_end(seat)
        for word in ("def f(x):", "end0", "end39", "return x", "D flour"):
            assert word in seen
        await seat.press(*["pageup"] * 40)
        strip = seat.app.screen._compositor.render_strips()
        colours = {s.style.color for line in strip for s in line if s.text.strip() and s.style and s.style.color}
        assert len(colours) > 5


async def test_code_in_an_unknown_language_is_plain_text() -> None:
    async with table() as seat:
        await seat.round([replace(KNIFE, code="[b]no[/b] \\x", code_language="no-such-language")])
        assert seat.sees("[b]no[/b] \\x")
