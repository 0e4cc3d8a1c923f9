"""Every screen of the game in a state worth looking at, and the way there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from quizgame import i18n
from quizgame.screens.ask import AskScreen
from quizgame.screens.help import HelpScreen
from quizgame.screens.leaderboard import LeaderboardScreen
from quizgame.screens.players import PlayersScreen
from quizgame.screens.result import ResultScreen
from tests.screens import kitchen
from tests.screens.table import Table, history


async def home(seat: Table) -> None:
    """The first screen."""
    await seat.ready()


async def players(seat: Table) -> None:
    """Three players to choose from."""
    await seat.app.game.keeper(history)
    await seat.pilot.press("n")
    await seat.on(PlayersScreen)


async def topics(seat: Table) -> None:
    """The topics of the kitchen, all chosen."""
    await seat.topics()


async def asking(seat: Table) -> None:
    """The first item, five seconds gone."""
    screen = await seat.round(kitchen.items(i18n.active()))
    seat.clock.now += 5
    screen._tick()
    await seat.settled()


async def right(seat: Table) -> None:
    """The first item, answered right."""
    await asking(seat)
    await seat.answer("b")


async def wrong(seat: Table) -> None:
    """The first item, answered wrong."""
    await asking(seat)
    await seat.answer("a")


async def result(seat: Table) -> None:
    """A round of three: right, wrong, and no answer in time."""
    screen = await seat.round(kitchen.items(i18n.active()))
    await seat.answer("b")
    await seat.press("enter")
    await seat.answer("c")
    await seat.press("enter")
    seat.clock.now += 20
    screen._tick()
    await seat.until(lambda: screen._told)
    await seat.press("enter")
    await seat.on(ResultScreen)


async def leaderboard(seat: Table) -> None:
    """The board of the kitchen, in English, of five rounds."""
    await seat.app.game.keeper(history)
    await seat.pilot.press("l")
    screen = await seat.on(LeaderboardScreen)
    await seat.until(lambda: bool(screen._standings))
    if screen._board != kitchen.plan().board:
        await seat.press("b")
        await seat.until(lambda: screen._board == kitchen.plan().board)
    await seat.settled()


async def explained(seat: Table) -> None:
    """The help of a round."""
    await asking(seat)
    await seat.press("f1")
    await seat.on(HelpScreen)


async def asked(seat: Table) -> None:
    """The question before a round is left."""
    await asking(seat)
    await seat.press("escape")
    await seat.on(AskScreen)


SCENES: dict[str, Callable[[Table], Awaitable[None]]] = {
    "home": home,
    "players": players,
    "topics": topics,
    "asking": asking,
    "right": right,
    "wrong": wrong,
    "result": result,
    "leaderboard": leaderboard,
    "help": explained,
    "ask": asked,
}
