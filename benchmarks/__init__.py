"""How fast the game is, as ratios measured in one run: ``python -m benchmarks``."""
