"""The forms: the ways in which a question becomes an item, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from quizgame.bank.models import Question
from quizgame.i18n import N_


class Part(Enum):
    """The part of an answer that a form offers as its options."""

    TERM = auto()
    GLOSS = auto()
    SHORT = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to ask."""

    id: str
    title: str
    """Marked for translation."""
    ask: str
    """What the player is to do, marked for translation; empty where the prompt says it all."""
    part: Part
    targets: Callable[[Question, int], list[int]]
    """From a question and a number of options to the points that can be the key; -1 for the answer as a whole."""


def _every_point(question: Question, options: int) -> list[int]:  # noqa: ARG001
    return list(range(len(question.answer.points)))


def _glossed_points(question: Question, options: int) -> list[int]:  # noqa: ARG001
    return [i for i, point in enumerate(question.answer.points) if point.gloss is not None]


def _enough_points(question: Question, options: int) -> list[int]:
    return [-1] if len(question.answer.points) >= options - 1 else []


def _short(question: Question, options: int) -> list[int]:  # noqa: ARG001
    return [-1] if has_short(question) else []


def has_short(question: Question) -> bool:
    """Tell whether a question has a short answer; one that repeats the prompt, as for code alone, is none."""
    return question.answer.short not in (None, question.prompt)


BELONGS: Final = Form("belongs", N_("Belongs"), N_("Which of these is part of the answer?"), Part.TERM, _every_point)
ODD_ONE_OUT: Final = Form(
    "odd_one_out",
    N_("Odd one out"),
    N_("Which of these is NOT part of the answer?"),
    Part.TERM,
    _enough_points,
)
GLOSS_TO_TERM: Final = Form(
    "gloss_to_term", N_("Name it"), N_("Which term is described here?"), Part.TERM, _glossed_points
)
TERM_TO_GLOSS: Final = Form(
    "term_to_gloss", N_("Explain it"), N_("What does this term mean?"), Part.GLOSS, _glossed_points
)
SHORT_ANSWER: Final = Form("short_answer", N_("Short answer"), "", Part.SHORT, _short)

FORMS: Final = {f.id: f for f in (BELONGS, ODD_ONE_OUT, GLOSS_TO_TERM, TERM_TO_GLOSS, SHORT_ANSWER)}
"""Every form by its id, in the order in which they are listed."""
