"""What the screens share: the save, the banks, the player, and the choices made last."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from quizgame.save.keeper import Keeper

if TYPE_CHECKING:
    from quizgame.bank.library import Library
    from quizgame.bank.models import Bank
    from quizgame.play.distractors import Pool
    from quizgame.play.item import Item
    from quizgame.play.plan import Plan
    from quizgame.save.kept import Player

SEED_BOUND = 2**31
"""Seeds are small enough to be typed by hand."""


def local_now() -> datetime:
    """Return the time of day with the local offset from UTC."""
    return datetime.now().astimezone()


def new_seed() -> int:
    """Return a seed that nobody can foresee."""
    return secrets.randbelow(SEED_BOUND)


@dataclass
class Choices:
    """What a player chose for a round, kept for the next one."""

    bank: str | None = None
    topics: tuple[str, ...] = ()
    lang: str | None = None
    length: int | None = None
    seconds: int | None = None


@dataclass
class Game:
    """What the screens share. Only the interface's thread changes it."""

    keeper: Keeper
    player: Player | None = None
    choices: Choices = field(default_factory=Choices)
    _library: Library | None = None
    _banks: dict[str, Bank] = field(default_factory=dict)
    _pools: dict[tuple[str, str], Pool] = field(default_factory=dict)

    async def library(self) -> Library:
        """Return the library, which is made on a thread by the first call."""
        if self._library is None:
            self._library = await asyncio.to_thread(_make_library)
        return self._library

    async def bank(self, bank_id: str) -> Bank:
        """Return a bank, read on a thread the first time; raise what the library raises."""
        if bank_id not in self._banks:
            library = await self.library()
            self._banks[bank_id] = await asyncio.to_thread(library.load, bank_id)
        return self._banks[bank_id]

    async def items(self, plan: Plan) -> list[Item]:
        """Return the items of a round, made on a thread."""
        bank = await self.bank(plan.bank)
        key = (plan.bank, plan.lang)
        if key not in self._pools:
            self._pools[key] = await asyncio.to_thread(_make_pool, bank, plan.lang)
        return await asyncio.to_thread(_make_items, self._pools[key], plan)


def _make_library() -> Library:
    from quizgame.bank.library import Library  # noqa: PLC0415  # pydantic is not needed for the first frame
    from quizgame.save.place import home  # noqa: PLC0415

    return Library(home() / "banks")


def _make_pool(bank: Bank, lang: str) -> Pool:
    from quizgame.play.distractors import Pool  # noqa: PLC0415  # the rules are not needed for the first frame

    return Pool(bank, lang)


def _make_items(pool: Pool, plan: Plan) -> list[Item]:
    from quizgame.i18n import translator  # noqa: PLC0415
    from quizgame.play.items import round_items  # noqa: PLC0415

    return round_items(pool, plan, translator(plan.lang))
