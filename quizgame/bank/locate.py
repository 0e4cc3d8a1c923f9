"""Where something stands in a JSON text: lines and columns of its parts, and the keys an object repeats."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizgame.bank.models import Place

# Possessive repeats and the optional closing quote keep the scan linear on every text: nothing is read twice.
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\],]|[^\s{}\[\],:"]++', re.DOTALL)
_OPENING: Final = frozenset("{[")
_CLOSING: Final = frozenset("}]")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A character's place in a text."""

    line: int
    """Counted from 1; a line ends with a line feed."""
    column: int
    """Characters from the line's beginning, counted from 1."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A key that stands in an object again, so that readers of JSON silently forget what it held before."""

    place: Place
    spot: Spot
    first: Spot
    """Where the object has the key for the first time."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What one reading of a text found."""

    spots: dict[Place, Spot]
    """For each place asked for: where its key stands, or the item in a list; where the document has no such place,
    the spot of the nearest one round it."""
    repeats: tuple[Repeat, ...]


@dataclass(slots=True)
class _Node:
    """A place asked for, or one on the way to it."""

    offset: int = -1
    inner: dict[str | int, _Node] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """An object or list that the scan is inside of."""

    node: _Node | None
    at: str | int
    """The key or index that the scan has come to."""
    keys: dict[str, int] | None
    """Offsets of the keys seen; None for a list."""
    wants_key: bool

    def step(self) -> _Node | None:
        return None if self.node is None else self.node.inner.get(self.at)


def locate(text: str, places: Iterable[Place] = ()) -> Layout:
    """Find ``places`` and repeated keys in a JSON text, in time linear in its length.

    A text that is not JSON does no harm, but what is found in it means nothing.
    """
    asked = list(places)
    root = _Node()
    for place in asked:
        node = root
        for step in place:
            node = node.inner.setdefault(step, _Node())
    repeats = _scan(text, root)
    ends = [match.start() for match in re.finditer("\n", text)]
    return Layout(
        {place: _spot(ends, _resolve(root, place)) for place in asked},
        tuple(Repeat(place, _spot(ends, again), _spot(ends, first)) for place, again, first in repeats),
    )


def _scan(text: str, root: _Node) -> list[tuple[Place, int, int]]:
    """Write the offsets of what was asked for into ``root``; return repeated keys with both their offsets."""
    repeats: list[tuple[Place, int, int]] = []
    inside: list[_Open] = []
    for match in _TOKEN.finditer(text):
        piece, offset = match.group(), match.start()
        top = inside[-1] if inside else None
        if piece in _CLOSING:
            del inside[-1:]
        elif top is None:
            _enter(inside, root, piece, offset)
        elif piece == ",":
            _next(top)
        elif top.wants_key:
            first = _see_key(top, _key(piece), offset)
            if first != offset:
                repeats.append((tuple(each.at for each in inside), offset, first))
        else:
            _enter(inside, top.step(), piece, offset if top.keys is None else -1)
    return repeats


def _enter(inside: list[_Open], node: _Node | None, piece: str, offset: int) -> None:
    """Come to a value; ``offset`` is -1 where its key has been marked before."""
    if node is not None and offset >= 0:
        node.offset = offset
    if piece in _OPENING:
        is_list = piece == "["
        inside.append(_Open(node, 0 if is_list else "", None if is_list else {}, wants_key=not is_list))


def _see_key(top: _Open, key: str, offset: int) -> int:
    """Come to a key; return the offset at which the object has it for the first time."""
    top.at, top.wants_key = key, False
    node = top.step()
    if node is not None:
        node.offset = offset
    return offset if top.keys is None else top.keys.setdefault(key, offset)


def _next(top: _Open) -> None:
    if isinstance(top.at, int):
        top.at += 1
    else:
        top.wants_key = True


def _key(piece: str) -> str:
    if "\\" in piece:
        try:
            return str(json.loads(piece, strict=False))
        except ValueError:
            return piece
    return piece.strip('"')


def _resolve(root: _Node, place: Place) -> int:
    """Return the offset of ``place``, or of the nearest place round it."""
    node = root
    for step in place:
        inner = node.inner[step]
        # What stands before its own object was inside an earlier one, whose key came again later.
        if inner.offset <= node.offset:
            break
        node = inner
    return max(0, node.offset)


def _spot(ends: Sequence[int], offset: int) -> Spot:
    line = bisect_left(ends, offset)
    return Spot(line + 1, offset - (ends[line - 1] + 1 if line else 0) + 1)
