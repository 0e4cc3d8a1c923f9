"""``python -m benchmarks [--json] [NAME ...]``: run the benchmarks named, or all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from benchmarks.figures import Figure, table, to_json

MODULES = {
    "first-frame": "benchmarks.first_frame",
    "feedback": "benchmarks.feedback",
    "round": "benchmarks.building",
    "load": "benchmarks.loading",
    "imports": "benchmarks.imports",
}
"""Where each benchmark is. Some need a POSIX terminal, so that only those asked for are imported."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmarks and print their figures. That an aim is missed is told, and is no error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast quizgame is.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(MODULES)}")
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")
    chosen = parser.parse_args(arguments)
    unknown = [name for name in chosen.names if name not in MODULES]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}. Choose from: {', '.join(MODULES)}")
    figures: list[Figure] = []
    for name in chosen.names or MODULES:
        print(f"measuring: {name} ...", file=sys.stderr)
        figures += import_module(MODULES[name]).measure()
    print(to_json(figures) if chosen.json else table(figures))


if __name__ == "__main__":
    main()
