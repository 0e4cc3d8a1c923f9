"""What the reading of one file came to: what was read, and what was not understood."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

EXCERPT_LIMIT: Final = 80
"""Characters of an excerpt: enough to find the passage again, short enough for one line of a screen."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is in no question of the bank."""

    line: int
    """Counted from 1; 0 for the file as a whole."""
    excerpt: str
    """How the passage begins, on one line."""
    why: str
    """Why it was left out, as a sentence's end: ``belongs to no question``."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the reading of one file came to."""

    file: str
    """As it was given; empty where the text came from elsewhere."""
    encoding: str = ""
    """As Python names it: ``utf-8``, ``utf-16-le``, ``gb18030``; empty if the file is no text."""
    lang: str = ""
    """The language tag of the questions, given or guessed; empty if there are none."""
    questions: int = 0
    points: int = 0
    """Points of all questions together."""
    prose: int = 0
    """Questions whose answer is prose, without points."""
    code: int = 0
    """Questions with a piece of code."""
    passages: tuple[Passage, ...] = ()
    """What was left out, in the order of the file."""
    problem: str = ""
    """Why the file gave no bank at all, as a sentence; empty if it gave one."""

    def to_json(self) -> dict[str, Any]:
        """Return the report as other tools read it, a dict that json.dumps takes."""
        return asdict(self) | {"passages": [asdict(passage) for passage in self.passages]}


def excerpt(text: str) -> str:
    """Return how ``text`` begins: one line of at most EXCERPT_LIMIT characters."""
    # A slice first: the text may be a whole file on one line.
    line = " ".join(text[: 4 * EXCERPT_LIMIT].split())
    cut = len(line) > EXCERPT_LIMIT or len(text) > 4 * EXCERPT_LIMIT
    return line[: EXCERPT_LIMIT - 1].rstrip() + "…" if cut else line
