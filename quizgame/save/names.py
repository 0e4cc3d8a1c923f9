"""What a player may be called, and which names are one player."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import Final

from quizgame.i18n import N_, _

CELLS: Final = 20
"""The widest name, in terminal cells: a board has room for that many."""

CHARACTERS: Final = 100
"""The longest name, in characters: ten family emoji of seven and more fit, a page of combining marks does not."""

_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS: Final = frozenset("\u200c\u200d")
"""Persian, the scripts of India and many emoji are not written without these two."""
_CONTROL_CATEGORIES: Final = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols by their category that are drawn as nothing: the Hangul fillers, the empty Braille cell."""
_BLANKS: Final = re.compile("[\u0020\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
"""Runs of the Unicode category Zs."""


class Reason(Enum):
    """Why a name is refused."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    CONTROL = "control"
    INVISIBLE = "invisible"


_SENTENCES: Final = {
    Reason.EMPTY: N_("A name needs at least one character."),
    Reason.TOO_LONG: N_("A name has room for {cells} terminal cells. Choose a shorter one."),
    Reason.CONTROL: N_("A name cannot hold characters that steer the terminal or that no font knows. Leave them out."),
    Reason.INVISIBLE: N_("A name cannot hold characters that nobody sees. Leave them out."),
}


class BadName(Exception):
    """A name that no player can have; the text is a sentence for the player, ``reason`` is for other wordings."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_(_SENTENCES[reason]).format(cells=CELLS))
        self.reason = reason


def check_name(name: str) -> str:
    """Return ``name`` in NFC, stripped, and with each run of blanks as one space; raise BadName.

    Any script will do. Refused are names that are empty, wider than :data:`CELLS`, or that hold a control
    character, a bidirectional control, a lone surrogate, a private or unassigned character, or one that
    cannot be seen.
    """
    from wcwidth import wcswidth  # noqa: PLC0415  # its tables are not needed for the first frame

    name = name.strip()
    if not name:
        raise BadName(Reason.EMPTY)
    # Normalising can make a text shorter, but a name that needs it to be short enough is none.
    if len(name) > CHARACTERS * 4:
        raise BadName(Reason.TOO_LONG)
    name = _BLANKS.sub(" ", unicodedata.normalize("NFC", name))
    categories = [unicodedata.category(char) for char in name]
    if not _CONTROL_CATEGORIES.isdisjoint(categories) or not _BIDI.isdisjoint(name):
        raise BadName(Reason.CONTROL)
    seen = False
    for char, category in zip(name, categories, strict=True):
        if category == "Cf" and char not in _JOINERS:
            raise BadName(Reason.INVISIBLE)
        seen = seen or (category[0] in "LNPS" and char not in _BLANK_LETTERS)
    width = wcswidth(name)
    if not seen or width < 1:
        raise BadName(Reason.INVISIBLE)
    if width > CELLS or len(name) > CHARACTERS:
        raise BadName(Reason.TOO_LONG)
    return name


def fold(name: str) -> str:
    """Return the form in which names of one player are equal.

    This is the canonical caseless match of the Unicode Standard, section 3.13, in NFC. The joiners are left
    out: with and without them a name looks the same.
    """
    bare = "".join(char for char in unicodedata.normalize("NFD", name) if char not in _JOINERS)
    return unicodedata.normalize("NFC", bare.casefold())
