"""Lists and tables to the points of an answer: what is term, and what is gloss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from quizgame.formats.markdown import words
from quizgame.formats.markdown.blocks import Block, CodeBlock, Heading, Item, Items, Paragraph, Table
from quizgame.formats.markdown.inline import flow, is_wide, join

TERM_LENGTH: Final = 40
TERM_LENGTH_WIDE: Final = 20
"""Characters of a term before a colon or a dash; what is longer is a sentence with a colon in it. A bold term
may be as long as it likes."""

_SEPARATOR: Final = re.compile(r"\s*(：|:(?=\s|[^\x00-\x7f])|——?|(?<=\s)[–-](?=\s)|(?<=[^\x00-\x7f])–)\s*")
_CLOCK: Final = re.compile(r"\d$")
_SENTENCE_END: Final = re.compile(r"[。！？!?]|[.;](?=\s)")
_BOLD_TAIL: Final = re.compile(r"\s*(?:[:：]|——?|(?<=\s)[–-](?=\s)|–)\s*")


class RawPoint(NamedTuple):
    """A point before it is checked."""

    line: int
    term: str
    gloss: str
    """Empty where there is none."""


def split_point(text: str, bold: int = 0) -> tuple[str, str]:
    """Return the term and the gloss that ``text`` holds; all of it and an empty gloss if it is no pair.

    A pair is ``**term:** gloss``, ``**term**: gloss`` or ``term: gloss``, with a colon or a dash and a term
    of at most TERM_LENGTH characters, TERM_LENGTH_WIDE if it is Chinese. Times and addresses are no pairs.

    Args:
        text: an item's text.
        bold: how many characters at its beginning are bold.
    """
    if bold:
        term, rest = text[:bold].rstrip(), text[bold:]
        tail = _BOLD_TAIL.match(rest)
        if term.endswith((":", "：")):
            return flow(term.rstrip(":： ")), flow(rest)
        if tail and rest[tail.end() :].strip():
            return flow(term), flow(rest[tail.end() :])
    line = flow(text if bold else words.TASK_BOX.sub("", text, count=1))
    for separator in _SEPARATOR.finditer(line):
        term, gloss = line[: separator.start()], line[separator.end() :]
        limit = TERM_LENGTH_WIDE if is_wide(term) else TERM_LENGTH
        if len(term) > limit or _SENTENCE_END.search(term):
            break
        if term and gloss and not _is_clock(term, gloss) and not gloss.startswith("//"):
            return term, gloss
    return line.rstrip(":： ") or line, ""


def _is_clock(term: str, gloss: str) -> bool:
    return bool(_CLOCK.search(term)) and gloss[:2].isdecimal()


def item_points(block: Items) -> Iterator[RawPoint]:
    """Yield the points of a list, one for each item.

    What stands in an item below its own text is its gloss, or goes on with it.
    """
    for item in block.items:
        if not item.text:
            # An item without a text of its own only holds a list.
            for inner in item.blocks:
                if isinstance(inner, Items):
                    yield from item_points(inner)
                elif not isinstance(inner, CodeBlock):
                    text = block_text(inner)
                    yield RawPoint(inner.line, *split_point(text))
            continue
        term, gloss = split_point(item.text, item.bold)
        below = _below(item)
        if below and gloss:
            gap = " " if gloss.endswith((":", "：", ".", "。")) else "；" if is_wide(gloss) else "; "
            gloss += gap.lstrip() + below if is_wide(gloss) else gap + below
        yield RawPoint(item.line, term, gloss or below)


def _below(item: Item) -> str:
    return join([text for block in item.blocks if (text := block_text(block))])


def table_points(table: Table) -> Iterator[RawPoint]:
    """Yield the points of a table: the first column holds the terms, the others what they mean.

    A first column that only counts is passed over. From the third column on, a cell is named by its header.
    """
    first = 1 if len(table.header) > 2 and all(row[0].strip().isdecimal() for row in table.rows) else 0
    for i, row in enumerate(table.rows):
        term, *cells = map(flow, row[first:])
        parts = [cells[0]] if cells and cells[0] else []
        for name, cell in zip(table.header[first + 2 :], cells[1:], strict=True):
            if cell:
                parts.append(f"{flow(name)}{'：' if is_wide(name) else ': '}{cell}" if name else cell)
        yield RawPoint(table.line + 2 + i, term, join(parts))


def block_text(block: Block) -> str:
    """Return the text of a block on one line; empty for code, which stands for itself."""
    match block:
        case Paragraph(text=text) | Heading(text=text):
            return flow(text)
        case Items(items=items):
            return join([text for item in items if (text := _item_text(item))])
        case Table():
            return join([f"{point.term}: {point.gloss}" for point in table_points(block)])
        case _:
            return ""


def _item_text(item: Item) -> str:
    own, below = flow(item.text), _below(item)
    return f"{own} {below}".strip() if below else own


def code_in(block: Block) -> Iterator[CodeBlock]:
    """Yield the blocks of code that ``block`` is or holds."""
    if isinstance(block, CodeBlock):
        yield block
    elif isinstance(block, Items):
        for item in block.items:
            yield from all_code(item.blocks)


def all_code(blocks: Iterable[Block]) -> Iterator[CodeBlock]:
    """Yield the blocks of code in ``blocks``, in order."""
    for block in blocks:
        yield from code_in(block)
