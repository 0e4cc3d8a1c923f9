"""What the tests of the formats share: short ways to read a document."""

from __future__ import annotations

from pathlib import Path

from quizgame.bank.models import Bank, Question
from quizgame.formats.markdown import Reading, read_markdown

SOURCES = Path(__file__).parents[2].parent / "shared" / "sources"
"""Five documents that are kept beside the checkout and not in it."""


def read(text: str, **options: str | None) -> Reading:
    """Read a document that is called notes.md."""
    return read_markdown(text.encode(), file="/home/player/notes.md", **options)  # type: ignore[arg-type]


def bank(text: str, **options: str | None) -> Bank:
    """Return the bank of a document that gives one."""
    reading = read(text, **options)
    assert reading.bank is not None, reading.report.problem
    return reading.bank


def questions(text: str) -> tuple[Question, ...]:
    """Return the questions of a document."""
    return bank(text).questions


def only(text: str) -> Question:
    """Return the one question of a document."""
    (question,) = questions(text)
    return question


def points(question: Question) -> list[tuple[str, str | None]]:
    """Return the points of a question as pairs."""
    return [(str(x.term), None if x.gloss is None else str(x.gloss)) for x in question.answer.points]


def left_out(text: str) -> list[tuple[int, str]]:
    """Return line and reason of each passage that is in no question."""
    return [(passage.line, passage.why) for passage in read(text).report.passages]


def pairs(text: str) -> list[tuple[str, str | None]]:
    """Return prompt and short answer of each question."""
    return [(str(q.prompt), None if q.answer.short is None else str(q.answer.short)) for q in questions(text)]
