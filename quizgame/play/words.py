"""Texts as the rules compare them: what counts as the same answer, and how wide a text is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz
from wcwidth import wcswidth

ALIKE: Final = 85
"""rapidfuzz ratio, in percent, from which two answers read alike. Below it lie pairs such as precision and
decision (82), above it inflections and typing errors."""

_KEPT: Final = frozenset("+#%")
"""Punctuation that tells answers apart: C, C++, C#; 5, 5 %."""

_WORD: Final = re.compile(r"[^\W_]+")

BLANK: Final = "____"
"""What stands in a stem where its own answer stood."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A text as the rules compare it."""

    letters: str
    """NFKC, casefolded, without blanks and punctuation."""
    tokens: tuple[str, ...]
    """Words; a script written without blanks gives one token a character."""
    bag: tuple[str, ...]
    """The tokens in alphabetical order."""
    digits: str


def _splits(char: str) -> bool:
    """Tell whether ``char`` belongs to a script written without blanks between words."""
    return char > "\u2e7f" and unicodedata.category(char) == "Lo" and not "\uac00" <= char <= "\ud7a3"


@lru_cache(maxsize=65_536)
def normal(text: str) -> Normal:
    """Return ``text`` as the rules compare it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    tokens: list[str] = []
    for word in _WORD.findall(folded):
        start = 0
        for i, char in enumerate(word):
            if _splits(char):
                if start < i:
                    tokens.append(word[start:i])
                tokens.append(char)
                start = i + 1
        if start < len(word):
            tokens.append(word[start:])
    letters = "".join(c for c in folded if c.isalnum() or c in _KEPT or unicodedata.category(c) in _SYMBOLS)
    return Normal(
        letters=letters or folded.strip(),
        tokens=tuple(tokens),
        bag=tuple(sorted(tokens)),
        digits="".join(c for c in letters if c.isdigit()),
    )


_SYMBOLS: Final = frozenset({"So", "Sm", "Sc"})


def alike(one: Normal, two: Normal) -> bool:
    """Tell whether two answers read alike, so that where one is right the other may be.

    They do if they are equal, use the same words in another order, differ by a few letters but no digit, or if
    one holds the other as a run of whole words ("Georgia", "State of Georgia").
    """
    if one.letters == two.letters:
        return True
    if one.digits != two.digits or not one.tokens or not two.tokens:
        return False
    if one.letters.translate(_WITHOUT_LETTERS) != two.letters.translate(_WITHOUT_LETTERS):
        return False
    if len(one.tokens) > 1 and one.bag == two.bag:
        return True
    return _holds(one, two) or _holds(two, one) or fuzz.ratio(one.letters, two.letters) >= ALIKE


class _KeepMarks(dict[int, int | None]):
    """A table for str.translate that keeps only the marks that tell answers apart."""

    def __missing__(self, key: int) -> int | None:
        return key if chr(key) in _KEPT else None


_WITHOUT_LETTERS: Final = _KeepMarks()


def _holds(whole: Normal, part: Normal) -> bool:
    """Tell whether the tokens of ``part`` stand in ``whole`` in a row; a single letter is no part."""
    size = len(part.tokens)
    if size >= len(whole.tokens) or len(part.letters) < 2:
        return False
    if part.letters not in whole.letters:  # quick: most pairs end here
        return False
    return any(whole.tokens[i : i + size] == part.tokens for i in range(len(whole.tokens) - size + 1))


@lru_cache(maxsize=65_536)
def width(text: str) -> int:
    """Return how many cells ``text`` takes on one line of a terminal."""
    cells: int = wcswidth(text)
    return cells if cells >= 0 else len(text)


def mask(text: str, term: str) -> str:
    """Return ``text`` with a blank wherever it names ``term``, whole or by its name inside or before brackets."""
    folded = text.casefold()
    for name in sorted(_names(term), key=len, reverse=True):
        if name.casefold() not in folded:  # hardly any is, and a pattern is slow to compile
            continue
        pattern = re.escape(name)
        if name[0].isascii() and name[0].isalnum():
            pattern = r"(?<![A-Za-z0-9])" + pattern
        if name[-1].isascii() and name[-1].isalnum():
            pattern += r"(?:s|es)?(?![A-Za-z0-9])"
        text = re.sub(pattern, BLANK, text, flags=re.IGNORECASE)
    return text


def says_nothing(text: str) -> bool:
    """Tell whether nothing but blanks and punctuation is left of a text, as where a gloss was only its term."""
    return all(char.isspace() or unicodedata.category(char)[0] in "PZC" for char in text)


def _names(term: str) -> set[str]:
    """Return the names a term goes by: "F1 score (F1)" gives itself, "F1 score" and "F1"."""
    names = {term.strip(), *(part.strip() for part in re.split(r"[()（）\[\]【】/／]", term))}
    return {name for name in names if len(name) >= 2}
