"""Loading and validating a bank, against only reading its JSON."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Sequence

from benchmarks.figures import Figure, ratio
from benchmarks.synthetic import SIZES, bank_file
from quizgame.bank.models import parse_bank

RUNS = 9
RUNS_OF_LARGEST = 3
"""One takes seconds, which is long enough to be exact."""


def measure(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Return for each size how many times longer validating takes than reading."""
    figures = []
    for size in sizes:
        data = bank_file(size)
        runs = RUNS_OF_LARGEST if size == max(SIZES) else RUNS
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(_timed(parse_bank, data))
            theirs.append(_timed(json.loads, data))
        figures.append(ratio(f"load {size:,} questions ({len(data) / 1e6:.1f} MB)", ours, theirs))
    return figures


def _timed(read: Callable[[bytes], object], data: bytes) -> float:
    """Return the seconds that ``read`` takes, without those of freeing what it returns."""
    gc.collect()
    start = time.perf_counter()
    kept = read(data)
    seconds = time.perf_counter() - start
    del kept
    return seconds
