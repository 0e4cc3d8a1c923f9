"""Inline Markdown to plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizgame.formats.decode import without_controls

INLINE_LIMIT: Final = 20_000
"""Characters of one paragraph or cell. No text of a question is longer, and the parser's time grows faster
than a hostile text does."""

_BRACKETS: Final = 200
"""Opening square brackets that are looked into; the parser tries each with every other."""

_MARKUP: Final = frozenset("*_`[]<&\\!~")
"""Text without any of these is plain already; most text is."""

_WIDE: Final = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BREAK: Final = re.compile(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_LINE_END: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HAN: Final = re.compile(rf"[{_WIDE}]")


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text of a piece of inline Markdown."""

    text: str
    """With ``\\n`` where the source breaks the line."""
    bold: int = 0
    """How many characters at its beginning are bold."""


def plain(markdown: MarkdownIt, content: str, env: dict[str, object]) -> Plain:
    """Return the plain text of ``content``, which must not be longer than INLINE_LIMIT.

    Emphasis, links and tags give their text, images their description, entities their characters. Nothing
    that is left is markup: square brackets and the like are text.
    """
    if _MARKUP.isdisjoint(content) or content.count("[") > _BRACKETS:
        return Plain("\n".join(line.strip() for line in content.split("\n")))
    tokens: list[Token] = []
    markdown.inline.parse(content, markdown, env, tokens)
    parts: list[str] = []
    depth, length, bold, leading = 0, 0, 0, True
    for token in tokens:
        text = _text(token)
        if text:
            parts.append(text)
            length += len(text)
            leading = leading and depth > 0
            bold = length if leading else bold
        elif token.type in ("strong_open", "strong_close"):
            depth += token.nesting
    return Plain(without_controls("".join(parts)), bold)


def _text(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline":
        return "\n" if _LINE_END.fullmatch(token.content) else ""
    if token.type == "image":
        return "".join(_text(child) for child in token.children or ()) or token.content
    return token.content


def flow(text: str) -> str:
    """Return ``text`` on one line: broken lines join with a blank, Chinese ones with nothing."""
    return " ".join(_BREAK.sub("", text).split())


def is_wide(text: str) -> bool:
    """Tell whether ``text`` holds Chinese or Japanese characters or punctuation."""
    return _HAN.search(text) is not None


def join(parts: list[str]) -> str:
    """Return ``parts`` as one text, with the semicolon of its script between them."""
    return ("；" if any(map(is_wide, parts)) else "; ").join(parts)
