"""What the tests of the save begin with: a plan, and rounds that were really played."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from quizgame.play.item import Item, Option
from quizgame.play.modes import CLASSIC
from quizgame.play.plan import Plan, Standing
from quizgame.play.round import Response, Result, Round
from quizgame.save.kept import Player
from quizgame.save.save import Save

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=8)))
TODAY = NOON.date()

PLAN = Plan(mode="classic", bank="ml", version="1.0", lang="en", topics=("trees",), length=3, seconds=20, seed=7)


def item(number: int = 0, *, question: str = "", topic: str = "trees", form: str = "short", bank: str = "ml") -> Item:
    """An item of two options whose first is right; the second answers the question "other"."""
    question = question or f"q{number}"
    options = (Option("right", question, "?"), Option("wrong", "other", "?"), Option("by the author", "", ""))
    return Item(f"{question}-{form}", bank, question, topic, form, "en", "lead", "", options, 0, "")


def responses(choices: Sequence[int | None], *, seconds: float = 2.0, items: Sequence[Item] = ()) -> Result:
    """Play a round in which ``choices`` are made, each after ``seconds``; None lets the time run out."""
    round_ = Round(items or [item(n) for n in range(len(choices))], CLASSIC, seconds=20)
    now = 0.0
    round_.start(now)
    for choice in choices:
        now += 20 if choice is None else seconds
        if choice is None:
            round_.tick(now)
        else:
            round_.answer(choice, now)
        round_.go_on(now)
    return round_.result()


def response(number: int = 0) -> Response:
    """A right answer to the item at place ``number`` of a round."""
    return responses([0] * (number + 1)).responses[number]


def result(score: int, milliseconds: int) -> Result:
    """A result of one answer with that score and time."""
    return Result((Response(0, item(), 0, True, milliseconds / 1000, score, 1, score),))


def play(
    save: Save,
    player: Player,
    choices: Sequence[int | None] = (0, 0, 0),
    *,
    plan: Plan = PLAN,
    now: datetime = NOON,
    seconds: float = 2.0,
    items: Sequence[Item] = (),
) -> Standing:
    """Play a round to its end and keep it all, as the game does."""
    round_id = save.begin_round(player, plan, now)
    played = responses(choices, seconds=seconds, items=items)
    for given in played.responses:
        save.record(round_id, given, now)
    return save.finish_round(round_id, played, now)


def keep(save: Save, player: Player, kept: Result, *, plan: Plan = PLAN, now: datetime = NOON) -> Standing:
    """Keep a finished round of that result."""
    return save.finish_round(save.begin_round(player, plan, now), kept, now)
