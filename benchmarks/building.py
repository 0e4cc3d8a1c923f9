"""Building a round of ten questions, and choosing the wrong options of one, from small and large banks."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from random import Random
from statistics import quantiles

from benchmarks.figures import Figure, duration
from benchmarks.synthetic import SIZES, bank_file
from quizgame.bank.models import Bank, parse_bank
from quizgame.i18n import translator
from quizgame.play.distractors import Pool, choose
from quizgame.play.forms import Part
from quizgame.play.items import round_items
from quizgame.play.modes import CLASSIC
from quizgame.play.plan import Plan
from quizgame.play.words import normal, width

RUNS = 15
CHOICES = 100
WRONG = 3
AIM_MS = {10_000: 50.0}
"""The most that building a round should take, in milliseconds, by the questions of the bank."""


def measure(sizes: Sequence[int] = SIZES, runs: int = RUNS) -> list[Figure]:
    """Return for each size the time of a round, with the pool it is drawn from, and of three wrong options."""
    figures = []
    for size in sizes:
        bank = parse_bank(bank_file(size))
        gc.collect()
        figures.append(duration(f"round from {size:,} questions", _rounds(bank, runs), AIM_MS.get(size)))
        figures.append(_p95(f"wrong options from {size:,}, p95", _choices(bank)))
    return figures


def _rounds(bank: Bank, runs: int) -> list[float]:
    translate = translator("en")
    times = []
    for seed in range(runs):
        plan = Plan(CLASSIC.id, bank.id, bank.version, "en", (), CLASSIC.length, CLASSIC.seconds, seed)
        _forget()
        start = time.perf_counter()
        items = round_items(Pool(bank, plan.lang), plan, translate)
        times.append(time.perf_counter() - start)
        if len(items) < CLASSIC.length:
            raise ValueError(f"the bank {bank.id} yields {len(items)} items, too few for a round")
    return times


def _choices(bank: Bank) -> list[float]:
    rng = Random(1)
    pool = Pool(bank, "en")
    times = []
    for _ in range(CHOICES):
        target = rng.randrange(len(bank.questions))
        key = pool.text(target, Part.TERM, 0)
        _forget()
        start = time.perf_counter()
        wrong = choose(pool, Part.TERM, target, key, WRONG, rng)
        times.append(time.perf_counter() - start)
        if len(wrong) < WRONG:
            raise ValueError(f"the bank {bank.id} yields {len(wrong)} wrong options, too few to compare")
    return times


def _forget() -> None:
    """Make every run the first of its process: the rules remember the texts they have read."""
    normal.cache_clear()
    width.cache_clear()


def _p95(name: str, seconds: Sequence[float]) -> Figure:
    highest = quantiles(seconds, n=20)[-1]
    middle = quantiles(seconds, n=2)[0]
    return Figure(name, highest * 1e3, "ms", how=f"median {middle * 1e3:.1f} over {len(seconds)} choices")
