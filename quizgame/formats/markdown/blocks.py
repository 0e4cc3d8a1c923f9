"""The blocks of a document, flat and in order, each with its line."""

from __future__ import annotations

from dataclasses import dataclass

from quizgame.formats.report import Passage


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    line: int
    level: int
    """1 to 6."""
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: int
    text: str
    """With ``\\n`` where the source breaks the line."""
    bold: int = 0
    """How many characters at its beginning are bold."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    line: int
    text: str
    """Its first paragraph, with ``\\n`` where the source breaks the line; may be empty."""
    bold: int
    """How many characters at its beginning are bold."""
    blocks: tuple[Block, ...] = ()
    """What stands in it below its first paragraph."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, ordered or not."""

    line: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """As wide as the header, each row a line of the file, from ``line + 2`` on."""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A block of code."""

    line: int
    language: str
    """The first word of its info string; may be empty."""
    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """Where a fold opens, with what is written on it."""

    line: int
    summary: str


@dataclass(frozen=True, slots=True)
class DetailsEnd:
    """Where a fold ends."""

    line: int


Block = Heading | Paragraph | Items | Table | CodeBlock | Details | DetailsEnd | Passage
"""A passage among the blocks is one that could not be read."""
