"""Identifiers made from texts: slugs, and the ids that a question keeps as long as its prompt does."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from typing import Final

SLUG_LIMIT: Final = 60
"""Characters, as :data:`quizgame.bank.models.Slug` allows."""

_TELLING: Final = frozenset("#%&*@/\\")
"""Punctuation that tells one prompt from another: C and C#, * and **."""


def slug(text: str, fallback: str) -> str:
    """Return ``text`` as a slug: its letters and digits in lower case, joined by hyphens.

    ``fallback`` is returned where ``text`` has no letter or digit.
    """
    folded = unicodedata.normalize("NFC", text.lower())
    words = "".join(char if _in_word(char) else " " for char in folded).split()
    return "-".join(words)[:SLUG_LIMIT].rstrip("-") or fallback


def _in_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def fold(text: str) -> str:
    """Return ``text`` without what does not change its meaning: case, blanks and punctuation."""
    folded = unicodedata.normalize("NFC", text).casefold()
    kept = [char for char in folded if char.isalnum() or char in _TELLING or unicodedata.category(char)[0] not in "PZC"]
    return unicodedata.normalize("NFC", "".join(kept))  # what stood apart may join now


def question_id(prompt: str) -> str:
    """Return the id of the question with this prompt: the same for every bank and every machine."""
    folded = fold(prompt) or unicodedata.normalize("NFC", prompt)
    return f"q-{hashlib.sha256(folded.encode()).hexdigest()[:10]}"


class Ids:
    """Gives out ids, each once, in time that does not grow with how many were given."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._asked: Counter[str] = Counter()

    def take(self, name: str) -> str:
        """Return ``name`` the first time, ``name-2`` the second time, and so on."""
        self._asked[name] += 1
        count = self._asked[name]
        while True:
            tail = f"-{count}" if count > 1 else ""
            candidate = name[: SLUG_LIMIT - len(tail)].rstrip("-") + tail
            if candidate not in self._taken:
                self._taken.add(candidate)
                self._asked[name] = count
                return candidate
            count += 1
