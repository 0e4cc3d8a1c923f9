"""Small banks for tests."""

from __future__ import annotations

from typing import Any

from quizgame.bank.models import Bank

Fields = dict[str, Any]


def question(name: str, *terms: str, short: str | None = None, **fields: Any) -> Fields:
    """Return a question whose points have the terms given, each with a gloss that does not hold it."""
    points = [{"term": term, "gloss": f"gloss number {name}/{i} of its own"} for i, term in enumerate(terms)]
    answer: Fields = {"points": points} if points else {}
    if short is not None:
        answer["short"] = short
    return {"id": name, "topic": "t", "prompt": f"What is asked by {name} {name * 3}?", "answer": answer, **fields}


def bank(*questions: Fields, **fields: Any) -> Bank:
    """Return a bank of these questions, with the topics that they name."""
    topics = dict.fromkeys(q["topic"] for q in questions)
    return Bank.model_validate(
        {
            "id": "small",
            "version": "1",
            "title": "A small bank",
            "languages": ["en"],
            "topics": [{"id": topic, "title": topic.upper()} for topic in topics],
            "questions": list(questions),
            **fields,
        }
    )


WORDS = [
    "anchor",
    "basket",
    "candle",
    "dragon",
    "engine",
    "forest",
    "garden",
    "hammer",
    "island",
    "jacket",
    "kettle",
    "ladder",
    "mirror",
    "needle",
    "orange",
    "pencil",
    "quarry",
    "ribbon",
    "saddle",
    "tunnel",
    "urchin",
    "violin",
    "walnut",
    "yogurt",
    "zipper",
    "bridge",
    "canyon",
    "desert",
    "folder",
    "goblet",
]
"""Words that no two of are alike."""


def big_bank(count: int = 10, points: int = 3) -> Bank:
    """Return a bank of ``count`` questions with ``points`` points each, every term different."""
    names = [f"{a}-{b}" for a in WORDS for b in WORDS if a != b]
    return bank(
        *(
            question(
                WORDS[i % len(WORDS)] + str(i),
                *(names[(i * points + j) * 7 % len(names)] for j in range(points)),
                short=f"the {WORDS[-1 - i % len(WORDS)]} of {names[i * 11 % len(names)]}",
            )
            for i in range(count)
        )
    )
