"""A board as one text, so that the rounds of a board are found by one index."""

from __future__ import annotations

import json

from quizgame.play.plan import Board


def topics_text(topics: tuple[str, ...]) -> str:
    """Return ids of topics as a JSON array, in alphabetical order; the same ids give the same text."""
    return json.dumps(sorted(topics), ensure_ascii=False, separators=(",", ":"))


def board_key(board: Board) -> str:
    """Return ``board`` as a JSON array, in the order of its fields; the same board gives the same text."""
    fields = (board.mode, board.bank, board.version, board.lang, sorted(board.topics), board.length, board.seconds)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def board_of(key: str) -> Board:
    """Return the board whose :func:`board_key` is ``key``; raise ValueError if it is none."""
    match json.loads(key):
        case [str(mode), str(bank), str(version), str(lang), list(topics), int(length), int(seconds)]:
            return Board(mode, bank, version, lang, tuple(map(str, topics)), length, seconds)
    raise ValueError(f"{key!r} is not the key of a board")
