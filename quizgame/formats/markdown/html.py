"""Blocks of HTML in a Markdown document: folded answers, lists, code, text between tags."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from quizgame.formats.decode import without_controls
from quizgame.formats.markdown.blocks import (
    Block,
    CodeBlock,
    Details,
    DetailsEnd,
    Heading,
    Item,
    Items,
    Paragraph,
)
from quizgame.formats.report import Passage, excerpt
from quizgame.i18n import _

_BREAKS: Final = frozenset(
    {"p", "div", "hr", "ul", "ol", "table", "tr", "blockquote", "section", "article", "dl", "dt", "dd", "details"}
)
"""Tags that end a paragraph where they open and where they close."""
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_SILENT: Final = frozenset({"script", "style"})
_HOLDERS: Final = frozenset({"summary", "li", "pre", *_HEADINGS, *_SILENT})
"""Tags whose text is a block of its own."""


def read_html(source: str, line: int, limit: int) -> list[Block]:
    """Return the blocks of a piece of HTML that begins on ``line``.

    More than ``limit`` characters, or what is no HTML at all, give a passage.
    """
    if len(source) > limit:
        why = _("is HTML of {n:,} characters; a text of a question has at most {limit:,}")
        return [Passage(line, excerpt(source), why.format(n=len(source), limit=limit))]
    reader = _Reader(line)
    try:
        reader.feed(source)
        reader.close()
    except AssertionError:  # how the standard library answers to a broken declaration
        return [Passage(line, excerpt(source), _("is HTML that cannot be read"))]
    reader.flush()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._first = line
        self._text: list[str] = []
        self._begun = line
        self._holder = ""
        self._list_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HOLDERS or tag in _BREAKS:
            self.flush()
            self._list_open = self._list_open and tag == "li"
        if tag in _HOLDERS:
            self._holder = tag
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HOLDERS or tag in _BREAKS:
            self.flush()
        if tag == "details":
            self.blocks.append(DetailsEnd(self._line()))

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(map(str.strip, self._text)):
            self._begun = self._line() + data[: len(data) - len(data.lstrip())].count("\n")
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self.blocks.append(Passage(self._line(), excerpt(data), _("is a comment")))

    def unknown_decl(self, data: str) -> None:
        self.blocks.append(Passage(self._line(), excerpt(data), _("is HTML that holds no text")))

    def handle_pi(self, data: str) -> None:
        self.unknown_decl(data)

    def handle_decl(self, decl: str) -> None:
        self.unknown_decl(decl)

    def flush(self) -> None:
        """Make a block of the text so far."""
        text = without_controls("".join(self._text))
        holder, self._text, self._holder = self._holder, [], ""
        if not text.strip():
            return
        block = self._held(holder, text)
        former = self.blocks[-1] if self.blocks and self._list_open else None
        if isinstance(block, Items) and isinstance(former, Items):
            block = Items(former.line, former.items + block.items)
            self.blocks.pop()
        self._list_open = holder == "li"
        self.blocks.append(block)

    def _held(self, holder: str, text: str) -> Block:
        line = self._begun
        if holder == "pre":
            return CodeBlock(line, "", text)
        lines = "\n".join(part.strip() for part in text.strip().split("\n") if part.strip())
        if holder == "summary":
            return Details(line, lines)
        if holder == "li":
            return Items(line, (Item(line, lines, 0),))
        if holder in _HEADINGS:
            return Heading(line, _HEADINGS[holder], lines)
        if holder in _SILENT:
            return Passage(line, excerpt(lines), _("is HTML that holds no text"))
        return Paragraph(line, lines)

    def _line(self) -> int:
        return self._first + self.getpos()[0] - 1
