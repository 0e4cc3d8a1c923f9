"""What is kept: players, rounds, responses, boards and streaks, in one local file."""
