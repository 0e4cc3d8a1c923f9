"""How a round runs: items, distractors, modes and rounds, all pure."""
