"""A bank's version, worked out from its content, so that the same content has the same version everywhere."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from quizgame.bank.models import Bank

DIGITS: Final = 8
"""Hexadecimal digits kept: among a thousand versions of one bank, two meet by chance once in 8,000 cases."""


def content_version(bank: Bank) -> str:
    """Return the first digits of the SHA-256 of the topics and questions of ``bank``, as canonical JSON.

    What does not change a round is left out: the bank's id and title, its documents, and where in them a question
    came from.
    """
    content = {
        "topics": [topic.model_dump(mode="json", exclude_defaults=True) for topic in bank.topics],
        "questions": [
            question.model_dump(mode="json", exclude_defaults=True, exclude={"source"}) for question in bank.questions
        ],
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:DIGITS]
