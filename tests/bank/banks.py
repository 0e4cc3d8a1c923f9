"""Banks to test with, and recipes for random ones."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from quizgame.bank.models import Bank


def question(name: str = "q1", **changes: Any) -> dict[str, Any]:
    """A well-formed question; a change to None takes the field out."""
    fields = {
        "id": name,
        "topic": "basics",
        "prompt": f"What is asked by {name}?",
        "answer": {"short": f"That which {name} asks"},
        **changes,
    }
    return {key: value for key, value in fields.items() if value is not None}


def document(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A well-formed bank in English, with at least the questions that make it free of advice."""
    fields = {
        "id": "notes",
        "version": "1",
        "title": "Notes",
        "languages": ["en"],
        "topics": [{"id": "basics", "title": "Basics"}],
        "questions": list(questions) or [question(f"q{n}") for n in range(1, 5)],
        **changes,
    }
    return {key: value for key, value in fields.items() if value is not None}


def bank(*questions: dict[str, Any], **changes: Any) -> Bank:
    return Bank.model_validate(document(*questions, **changes))


def as_bytes(raw: object) -> bytes:
    return json.dumps(raw, indent=1, ensure_ascii=False).encode()


_words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)
_runs = st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=6)
_slugs = st.lists(_runs, min_size=1, max_size=3).map("-".join)


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """Any valid bank, small."""
    languages = draw(st.sampled_from([["en"], ["en", "zh"], ["pt-BR", "de", "map"]]))
    texts = st.one_of(_words, st.fixed_dictionaries(dict.fromkeys(languages, _words)))
    points = st.fixed_dictionaries({"term": texts}, optional={"gloss": texts, "aims": st.lists(_words, max_size=2)})
    answers = st.one_of(
        st.fixed_dictionaries({"short": texts}),
        st.fixed_dictionaries({"points": st.lists(points, min_size=1, max_size=3)}, optional={"short": texts}),
    )
    optional = {
        "explanation": texts,
        "difficulty": st.sampled_from([1, 2, 3]),
        "code": st.fixed_dictionaries({"text": texts}),
        "kind": _words,
        "aims": st.lists(_words, max_size=2),
        "also_right": st.lists(texts, max_size=2),
        "own_options": st.lists(texts, max_size=2),
    }
    questions = [
        {"id": f"q{n}", "topic": "t", "prompt": draw(texts), "answer": draw(answers)}
        | draw(st.fixed_dictionaries({}, optional=optional))
        for n in range(draw(st.integers(0, 3)))
    ]
    raw = {
        "id": draw(_slugs),
        "version": "1.0",
        "title": draw(texts),
        "languages": languages,
        "topics": [{"id": "t", "title": draw(texts)}],
        "questions": questions,
    }
    return Bank.model_validate(raw)
