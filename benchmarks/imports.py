"""What each import on the way to the first frame costs, so that a slower start names its cause.

Python is started with ``-X importtime``, which writes a line for every module to the terminal that the app draws
on; what comes before the menu has come before the first frame. The times inform: they hold the cost of being taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from benchmarks.figures import Figure
from benchmarks.first_frame import BARE, BARE_MENU, GAME, MENU
from benchmarks.player import returning_player
from benchmarks.terminal import Program

RUNS = 3

HELD_BACK: Final = ("pydantic", "peewee", "rapidfuzz", "quizgame.play", "quizgame.bank")
"""What the first frame needs nothing of: it is imported once it is up."""

OUR_OWN: Final = "quizgame"

_LINE: Final = re.compile(r"import time: +(\d+) \| +(\d+) \| *([\w.]+)")

Costs = Mapping[str, float]
"""Milliseconds that importing a module took, those of the modules it imports left out."""


def measure(runs: int = RUNS) -> list[Figure]:
    """Return what is imported before the first frame beyond what a bare Textual app imports.

    Our own modules stand one by one, those of others by package; then what should not be there at all.
    """
    with returning_player() as environ:
        ours = [_imported(GAME, MENU, environ) for _ in range(runs)]
        bare = _imported(BARE, BARE_MENU, environ)
    return report(ours, bare)


def parse(text: str) -> Costs:
    """Return the modules that the lines of ``-X importtime`` in ``text`` name."""
    return {module: int(alone) / 1e3 for alone, _with_others, module in _LINE.findall(text)}


def report(ours: Sequence[Costs], bare: Costs) -> list[Figure]:
    """Return the figures for the modules of several runs of the game, the dearest first.

    Args:
        ours: of each run, the modules imported before the first frame.
        bare: those of the bare app.
    """
    modules = {module for costs in ours for module in costs} - bare.keys()
    cost = {module: median(costs.get(module, 0.0) for costs in ours) for module in modules}
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for module in modules:
        package = module.split(".")[0]
        parts[module if package == OUR_OWN else f"{package} (package)"].append(module)
    total = Figure(
        "imports beyond the bare app's",
        sum(cost.values()),
        "ms",
        how=f"modules: {len(modules)}, runs: {len(ours)}; what both import costs {sum(bare.values()):.1f} ms",
    )
    single = [_one(name, sum(cost[m] for m in group), len(group)) for name, group in parts.items()]
    single.sort(key=lambda figure: -figure.measured)
    return [total, *single, *(_held_back(name, {m for costs in ours for m in costs}) for name in HELD_BACK)]


def _one(name: str, cost: float, modules: int) -> Figure:
    return Figure(f"  {name}", cost, "ms", how=f"modules: {modules}" if modules > 1 else "")


def _held_back(name: str, modules: set[str]) -> Figure:
    found = sorted(m for m in modules if m == name or m.startswith(f"{name}."))
    return Figure(f"{name} before the first frame", len(found), "modules", 0, ", ".join(found[:5]))


def _imported(arguments: Sequence[str], menu: str, environ: Mapping[str, str]) -> Costs:
    """Return what a program imports until its menu is on screen."""
    with Program(("-X", "importtime", *arguments), environ) as program:
        program.wait_for(menu)
        text = program.seen
    shown = re.search(menu, text)
    return parse(text[: shown.start()] if shown else text)
