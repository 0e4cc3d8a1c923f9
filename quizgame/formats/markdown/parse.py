"""Markdown text to its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizgame.formats.markdown.blocks import Block, CodeBlock, Heading, Item, Items, Paragraph, Table
from quizgame.formats.markdown.html import read_html
from quizgame.formats.markdown.inline import INLINE_LIMIT, Plain, plain
from quizgame.formats.report import Passage, excerpt
from quizgame.i18n import _

LINE_LIMIT: Final = 40_000
"""Characters of one line: longer than any text of a question may be, and short enough to parse in no time."""

PIECE: Final = 250_000
"""Characters after which a big document is cut at the next place where a new block must begin."""

_LONG_PIECE: Final = 1_000_000
"""Characters after which it is cut between two items of a list too: the points of both halves count as one list."""

_NESTING: Final = 40
"""Levels of lists and quotes that are followed; what is nested deeper is reported."""

_RULE: Final = re.compile(r"\|[ \t|:-]*-[ \t|:-]*")
_FENCE: Final = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"#{1,6}(?:[ \t]|$)")
_MARKERS: Final = re.compile(r"[\s>*+\-=.)\d]*")
_ITEM: Final = re.compile(r"(?:[*+-]|\d+[.)])\s")
_FRESH: Final = re.compile(r"(?![\s>|<\[:#]|[*+-]\s|\d+[.)]\s)")


def read_blocks(text: str, first: int = 1, progress: Callable[[float], None] | None = None) -> list[Block]:
    """Return the blocks of ``text``, whose first line is line ``first`` of its file.

    ``progress`` is told the share that is done, 0 to 1, after each piece of the document.
    """
    lines, blocks = _bounded(text.split("\n"), first)
    for start, end, header in _pieces(lines):
        # A table that was cut needs its header again, which keeps its own lines out of the count.
        head = lines[header : header + 2] if header >= 0 else []
        blocks += _Reader(head + lines[start:end], first + start - len(head)).read()
        if progress is not None:
            progress(end / len(lines))
    return sorted(blocks, key=lambda block: block.line)


def _bounded(lines: list[str], first: int) -> tuple[list[str], list[Block]]:
    """Return ``lines`` with those emptied that are too long, and a passage for each of these."""
    passages: list[Block] = []
    for i, line in enumerate(lines):
        if len(line) > LINE_LIMIT:
            why = _("is a line of {n:,} characters; a text of a question has at most {limit:,}")
            passages.append(Passage(first + i, excerpt(line), why.format(n=len(line), limit=LINE_LIMIT)))
            lines[i] = ""
    return lines, passages


def _pieces(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the pieces of a document, so that no block but an endless list or table is cut in two.

    A piece ends before a heading outside fenced code, or between a blank line and one that can only begin a
    new paragraph. It is given as the number of its first line, that of the line after it, and that of the
    header of the table that it goes on with, -1 if it goes on with none.
    """
    start, size, fence, header, table = 0, 0, "", -1, -1
    for i, line in enumerate(lines):
        if not line.startswith("|"):
            table = -1
        elif table < 0 and i + 1 < len(lines) and _RULE.fullmatch(lines[i + 1]):
            table = i
        in_table = 0 <= table < i - 1
        if size >= PIECE and not fence and (in_table or _may_cut(lines[i - 1], line, size)):
            yield start, i, header
            start, size, header = i, 0, table if in_table else -1
        size += len(line) + 1
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    yield start, len(lines), header


def _may_cut(above: str, line: str, size: int) -> bool:
    if _HEADING.match(line) or (not above and _FRESH.match(line)):
        return True
    return size >= _LONG_PIECE and _ITEM.match(line) is not None


class _Reader:
    """Reads the tokens of one piece."""

    def __init__(self, lines: list[str], first: int) -> None:
        # The inline rule is off: a paragraph is read only once its length is known.
        self._markdown = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
        self._markdown.core.ruler.disable(["inline", "text_join"])
        self._lines = lines
        self._first = first
        self._env: dict[str, object] = {}
        self._seen = bytearray(len(lines) + 1)
        self._tokens: list[Token] = []
        self._at = 0
        self._lost: list[Block] = []

    def read(self) -> list[Block]:
        """Return the blocks of the piece; a line that is in none of them gives a passage."""
        self._tokens = self._markdown.parse("\n".join(self._lines), self._env)
        blocks = self._until("")
        self._see_references()
        return blocks + self._lost + list(self._unseen())

    def _see_references(self) -> None:
        references = self._env.get("references")
        if isinstance(references, dict):
            for reference in [*references.values(), *self._duplicates()]:
                self._see(reference.get("map"))

    def _duplicates(self) -> list[dict[str, list[int]]]:
        duplicates = self._env.get("duplicate_refs")
        return duplicates if isinstance(duplicates, list) else []

    def _see(self, span: list[int] | None) -> int:
        """Mark the lines of ``span`` as read; return the first one's place in the file."""
        if span is None:
            return self._first
        self._seen[span[0] : span[1]] = b"\x01" * (span[1] - span[0])
        return self._first + span[0]

    def _unseen(self) -> Iterator[Passage]:
        missed = -1
        for i, line in enumerate(self._lines):
            if self._seen[i] or not line.strip() or _MARKERS.fullmatch(line):
                continue
            # One passage for a run of lines.
            if missed < 0 or missed != i - 1:
                yield Passage(self._first + i, excerpt(line), _("is nested too deeply to be read"))
            missed = i

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _until(self, close: str) -> list[Block]:
        blocks: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == close:
                break
            blocks += self._block(token)
        return blocks

    def _block(self, token: Token) -> list[Block]:
        match token.type:
            case "paragraph_open":
                blocks = self._paragraph(token)
            case "heading_open":
                blocks = self._heading(token)
            case "bullet_list_open" | "ordered_list_open":
                blocks = [self._items(token)]
            case "table_open":
                blocks = [self._table(token)]
            case "fence" | "code_block":
                blocks = [self._code(token)]
            case "html_block":
                blocks = read_html(token.content, self._see(token.map), INLINE_LIMIT)
            case "hr":
                self._see(token.map)
                blocks = []
            case _:
                blocks = []  # quotes open and close; what they hold stands for itself
        return blocks

    def _plain(self, token: Token, line: int) -> Plain | None:
        if len(token.content) > INLINE_LIMIT:
            why = _("is a passage of {n:,} characters; a text of a question has at most {limit:,}").format(
                n=len(token.content), limit=INLINE_LIMIT
            )
            self._lost.append(Passage(line, excerpt(token.content), why))
            return None
        text = plain(self._markdown, token.content, self._env)
        if not text.text.strip():
            if token.content.strip():
                self._lost.append(Passage(line, excerpt(token.content), _("holds no text")))
            return None
        return text

    def _paragraph(self, token: Token) -> list[Block]:
        line = self._see(token.map)
        text = self._plain(self._next(), line)
        return [Paragraph(line, text.text, text.bold)] if text else []

    def _heading(self, token: Token) -> list[Block]:
        line = self._see(token.map)
        text = self._plain(self._next(), line)
        return [Heading(line, int(token.tag[1:]), text.text)] if text else []

    def _items(self, token: Token) -> Items:
        line = self._first + (token.map or [0])[0]
        close = token.type.replace("open", "close")
        items: list[Item] = []
        while (token := self._next()).type != close:
            start = self._first + (token.map or [0])[0]
            blocks: list[Block] = []
            for block in self._until("list_item_close"):
                (self._lost if isinstance(block, Passage) else blocks).append(block)
            lead = blocks[0] if blocks else None
            if isinstance(lead, Paragraph):
                items.append(Item(lead.line, lead.text, lead.bold, tuple(blocks[1:])))
            elif blocks:
                items.append(Item(start, "", 0, tuple(blocks)))
        return Items(line, tuple(items))

    def _table(self, token: Token) -> Table:
        line = self._see(token.map)
        rows: list[tuple[str, ...]] = []
        cells: list[str] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                cells = []
            elif token.type == "inline":
                text = self._plain(token, line + len(rows) + (1 if rows else 0))
                cells.append(text.text if text else "")
            elif token.type == "tr_close":
                rows.append(tuple(cells))
        return Table(line, rows[0], tuple(rows[1:]))

    def _code(self, token: Token) -> CodeBlock:
        line = self._see(token.map)
        words = token.info.split()
        return CodeBlock(line, words[0] if words else "", token.content)
