"""An item: one multiple-choice rendering of a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """One of an item's options."""

    text: str
    question: str
    """Id of the question that this answers; empty where the bank's author wrote it as a wrong option."""
    prompt: str
    """The prompt of that question, in the item's language; empty with ``question``."""


@dataclass(frozen=True, slots=True)
class Item:
    """One multiple-choice rendering of a question, in one language: a stem, options, and one key."""

    id: str
    """Unique in the bank for the question, form, point, language and draw."""
    bank: str
    question: str
    topic: str
    form: str
    lang: str
    lead: str
    """What is being asked about: the question's prompt, or a gloss."""
    ask: str
    """What to do with it, as one sentence; empty where the lead says it all."""
    options: tuple[Option, ...]
    key: int
    """Index of the right option."""
    explanation: str
    """What to learn from it; may be empty."""
    code: str = ""
    code_language: str = ""

    @property
    def stem(self) -> str:
        """Lead and ask in one text."""
        return f"{self.lead}\n{self.ask}" if self.ask else self.lead

    def to_json(self) -> dict[str, Any]:
        """Return the item as other tools read it, a dict that json.dumps takes."""
        return {
            "id": self.id,
            "bank": self.bank,
            "question": self.question,
            "topic": self.topic,
            "form": self.form,
            "lang": self.lang,
            "stem": self.stem,
            "code": self.code,
            "options": [option.text for option in self.options],
            "key": self.key,
            "answers": [option.question for option in self.options],
            "explanation": self.explanation,
        }
