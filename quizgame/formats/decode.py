"""Bytes in, text out: which encoding a file is in, or why it is no text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from quizgame.i18n import N_, _

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is how this one begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""The characters that no text of a bank may hold: category Cc other than newline and tab."""

_CONTROL_SHARE: Final = 0.1
"""Above this share of control characters a file is binary; a terminal recording stays below it."""

_NUL_SHARE: Final = 0.1
"""From this share of NUL bytes on, what is valid UTF-8 may rather be UTF-16: Latin text there is half NULs."""

_ODD_SHARE: Final = 0.02
"""A text may hold this share of characters that no script uses (unassigned, private), as icon fonts do."""

_COMMON_HAN_SHARE: Final = 0.4
"""Of Chinese text in GB18030 at least this share is in GB2312, also if it is traditional Chinese; of bytes at
random it is a quarter."""

_ASCII: Final = frozenset(b"\t\n\r" + bytes(range(0x20, 0x7F)))

_SAMPLE: Final = 100_000
"""Characters looked at one by one; more would cost seconds on a big file and change no verdict."""

EMPTY: Final = N_("The file is empty: there is nothing to read in it.")
BINARY: Final = N_(
    "The file is not text, or in an encoding that cannot be told for certain: save it as UTF-8 and try again."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file."""

    text: str
    """With ``\\n`` for every newline, and without control characters other than newline and tab."""
    encoding: str
    """As Python names it."""
    dropped: int = 0
    """Control characters that were dropped."""
    dropped_line: int = 0
    """The line of the first one, counted from 1; 0 if there were none."""


def decode(data: bytes) -> Decoded | str:
    """Return the text of ``data``, or a sentence that says why it cannot be read as text.

    A byte order mark decides; then strict UTF-8, UTF-16 by where its NUL bytes stand, and strict GB18030 if
    the outcome looks like Chinese.
    """
    if not data:
        return _(EMPTY)
    text, encoding = _by_mark(data) or _by_content(data) or ("", "")
    if not encoding:
        return _(BINARY)
    return _tidy(text, encoding)


def without_controls(text: str) -> str:
    """Return ``text`` without control characters other than newline and tab."""
    return _CONTROLS.sub("", text)


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is not None:
                return text, encoding
    return None


def _by_content(data: bytes) -> tuple[str, str] | None:
    nuls = data.count(0)
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and nuls < _NUL_SHARE * len(data):
        return utf8, "utf-8"
    if nuls:
        return _utf16(data)
    text = _strict(data, "gb18030")
    return (text, "gb18030") if text is not None and _looks_chinese(text) else None


def _utf16(data: bytes) -> tuple[str, str] | None:
    # Newlines, Latin letters and digits have their NUL in the high byte, so they show which byte is the high one.
    little, big = _in_ascii(data[0::2], data[1::2]), _in_ascii(data[1::2], data[0::2])
    if max(little, big) <= 2 * min(little, big):
        return None
    encoding = "utf-16-le" if little > big else "utf-16-be"
    text = _strict(data, encoding)
    return (text, encoding) if text is not None and _looks_written(text) else None


def _in_ascii(low: bytes, high: bytes) -> int:
    """Return how many characters of ASCII a text has of which these are the low and the high bytes."""
    pairs = zip(low[:_SAMPLE], high[:_SAMPLE], strict=False)
    return sum(not second and first in _ASCII for first, second in pairs)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_written(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(unicodedata.category(char) in ("Cn", "Co") for char in sample)
    return odd <= _ODD_SHARE * len(sample)


def _looks_chinese(text: str) -> bool:
    foreign = "".join(char for char in text[:_SAMPLE] if not char.isascii())
    common = len(foreign.encode("gb2312", "ignore")) // 2
    return _looks_written(text) and common >= _COMMON_HAN_SHARE * len(foreign)


def _tidy(text: str, encoding: str) -> Decoded | str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = _CONTROLS.search(text)
    kept = without_controls(text) if first else text
    dropped = len(text) - len(kept)
    if dropped > _CONTROL_SHARE * len(text):
        return _(BINARY)
    if not kept.strip():
        return _(EMPTY)
    line = text.count("\n", 0, first.start()) + 1 if first else 0
    return Decoded(kept, encoding, dropped, line)
