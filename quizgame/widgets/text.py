"""Foreign text as content that Textual draws without reading markup from it."""

from __future__ import annotations

from textual.content import Content

from quizgame.foreign import safe


def plain(text: str, style: str = "") -> Content:
    """Return foreign text as content that no markup is read from."""
    return Content.styled(safe(text), style) if style else Content(safe(text))
