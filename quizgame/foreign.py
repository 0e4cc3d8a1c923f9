"""Foreign text made fit to be shown in a terminal: as it stands, never interpreted."""

from __future__ import annotations

import unicodedata
from typing import Final

_CONTROL_PICTURES: Final = 0x2400
"""U+2400 to U+241F are the pictures of the control characters U+0000 to U+001F."""

_DIRECTIONAL: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""The directional formatting characters of Unicode's bidirectional algorithm: they can reorder what is shown."""

_BREAKS: Final = frozenset("\u0085\u2028\u2029")


def _shown(char: str) -> str:
    if char == "\n" or char.isprintable():
        return char
    if char == "\t":
        return "    "
    if char in _BREAKS:
        return "\n"
    code = ord(char)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    category = unicodedata.category(char)
    if char in _DIRECTIONAL or category in ("Cc", "Cs", "Cn"):
        return f"‹U+{code:04X}›"
    return char


def safe(text: str) -> str:
    """Return ``text`` with every character that could steer a terminal or reorder a line shown as a picture."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def one_line(text: str) -> str:
    """Return :func:`safe` text on a single line."""
    return " ".join(safe(text).split())
