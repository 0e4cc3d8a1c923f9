"""Figures: what was measured, what was aimed at, and how both are printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

from wcwidth import wcswidth

HEADINGS = ("figure", "measured", "aim", "holds", "how")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured."""

    name: str
    measured: float
    unit: str
    """``x`` for a ratio, ``ms``, or ``modules``."""
    aim: float | None = None
    """The most it should be, in the same unit; None where nothing is aimed at."""
    how: str = ""
    """What the figure was made from: medians, extremes, numbers of runs."""

    @property
    def holds(self) -> bool | None:
        """Whether the aim is held; None where there is none."""
        return None if self.aim is None else self.measured <= self.aim


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float], aim: float | None = None) -> Figure:
    """Return how many times longer the one took than the other: the median over the pairs.

    Args:
        name: what was timed.
        ours: seconds, one a pair.
        theirs: seconds of the other half of each pair, taken right before or after.
        aim: the most the ratio should be.
    """
    pairs = [one / other for one, other in zip(ours, theirs, strict=True)]
    how = (
        f"{min(pairs):.2f} to {max(pairs):.2f} over {len(pairs)} pairs; "
        f"medians {median(ours) * 1e3:.1f} ms and {median(theirs) * 1e3:.1f} ms"
    )
    return Figure(name, median(pairs), "x", aim, how)


def duration(name: str, seconds: Sequence[float], aim: float | None = None) -> Figure:
    """Return the median of ``seconds`` in milliseconds."""
    how = f"{min(seconds) * 1e3:.1f} to {max(seconds) * 1e3:.1f} over {len(seconds)} runs"
    return Figure(name, median(seconds) * 1e3, "ms", aim, how)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines with columns."""
    rows = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(wcswidth(row[i]) for row in rows) for i in range(len(HEADINGS))]
    return "\n".join("  ".join(map(_padded, row, widths)).rstrip() for row in rows)


def to_json(figures: Sequence[Figure]) -> str:
    """Return the figures as one JSON document: a list of objects, ``holds`` among their fields."""
    return json.dumps([{**asdict(figure), "holds": figure.holds} for figure in figures], indent=2)


def _cells(figure: Figure) -> tuple[str, ...]:
    held = {None: "", True: "yes", False: "NO"}[figure.holds]
    aim = "" if figure.aim is None else f"≤ {_amount(figure.aim, figure.unit)}"
    return figure.name, _amount(figure.measured, figure.unit), aim, held, figure.how


def _amount(value: float, unit: str) -> str:
    if unit == "x":
        return f"{value:.2f}"
    return f"{value:.0f} {unit}" if value == int(value) else f"{value:.1f} {unit}"


def _padded(text: str, cells: int) -> str:
    return text + " " * (cells - wcswidth(text))
