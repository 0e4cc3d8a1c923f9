"""Blocks to events: where a document says that it asks, answers or explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Final

from quizgame.formats.markdown import words
from quizgame.formats.markdown.blocks import (
    Block,
    Details,
    DetailsEnd,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
)


class Kind(Enum):
    """What an event is."""

    ASK = auto()
    """A question begins; the event's text is its prompt, or empty if the prompt follows."""
    REPLY = auto()
    """Its answer begins."""
    EXPLAIN = auto()
    """Its explanation begins."""
    BODY = auto()
    """A block that goes on with what was begun."""
    END = auto()
    """The question ends."""


@dataclass(frozen=True, slots=True)
class Event:
    """A place in a document where something begins, goes on or ends."""

    kind: Kind
    line: int
    text: str = ""
    block: Block | None = None
    """The block, if the event is BODY."""


@dataclass(slots=True)
class Section:
    """A heading and what stands below it, up to the next heading of any level."""

    heading: Heading | None
    """None for what stands before the first heading."""
    labelled: bool = False
    """The heading says that it is a question: ``Question 3: …``."""
    prompt: str = ""
    """The heading without label and number; empty if it is nothing else."""
    events: list[Event] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The heading's level, 1 to 6; 0 without one."""
        return self.heading.level if self.heading else 0

    @property
    def own(self) -> list[Event]:
        """The events before the first ASK: what belongs to the heading itself."""
        for i, event in enumerate(self.events):
            if event.kind is Kind.ASK:
                return self.events[:i]
        return self.events

    @property
    def has_content(self) -> bool:
        """Whether something stands directly below the heading that can be an answer."""
        return any(event.kind is Kind.BODY for event in self.own)

    @property
    def asks(self) -> int:
        """Questions that begin below the heading."""
        return sum(event.kind is Kind.ASK for event in self.events)


def read_sections(blocks: Iterable[Block]) -> list[Section]:
    """Return the sections of a document, the first one without a heading."""
    sections = [Section(None)]
    folds: list[Kind] = []
    for block in blocks:
        if isinstance(block, Heading) and not _names_part(block.text):
            label = words.QUESTION_LABEL.match(block.text) or words.QUESTION_ALONE.fullmatch(block.text)
            text = block.text[label.end() :] if label else block.text
            prompt = text.strip() if label else words.without_number(text).strip()
            sections.append(Section(block, label is not None, prompt))
        else:
            sections[-1].events += _events(block, folds)
    return sections


def _names_part(heading: str) -> bool:
    return bool(words.ANSWER_ALONE.fullmatch(heading) or words.EXPLANATION_ALONE.fullmatch(heading))


def _events(block: Block, folds: list[Kind]) -> Iterator[Event]:
    match block:
        case Heading() if _names_part(block.text):
            reply = words.ANSWER_ALONE.fullmatch(block.text)
            yield Event(Kind.REPLY if reply else Kind.EXPLAIN, block.line)
        case Paragraph():
            yield from _labelled(block)
        case Items() if _has_labels(block):
            yield from _labelled_items(block, folds)
        case Table() if (columns := _asking_columns(block)) is not None:
            yield from _rows(block, *columns)
        case Details():
            event = _folded(block)
            folds.append(event.kind)
            yield event
        case DetailsEnd(line=line):
            if folds and folds.pop() is Kind.ASK:
                yield Event(Kind.END, line)
        case _:
            yield Event(Kind.BODY, block.line, block=block)


def _labelled_items(block: Items, folds: list[Kind]) -> Iterator[Event]:
    for item in block.items:
        events = list(_labelled(Paragraph(item.line, item.text, item.bold)))
        if events and isinstance(events[0].block, Paragraph) and _answers_itself(item):
            events[0] = Event(Kind.ASK, item.line, events[0].block.text)
        yield from events
        for inner in item.blocks:
            yield from _events(inner, folds)


def _folded(fold: Details) -> Event:
    if words.ANSWER_ALONE.fullmatch(fold.summary) or words.ANSWER_LABEL.match(fold.summary):
        return Event(Kind.REPLY, fold.line)
    label = words.QUESTION_LABEL.match(fold.summary)
    prompt = fold.summary[label.end() :] if label else words.without_number(fold.summary)
    return Event(Kind.ASK, fold.line, prompt)


_LABELS: Final = (
    (Kind.ASK, words.QUESTION_LABEL),
    (Kind.REPLY, words.ANSWER_LABEL),
    (Kind.EXPLAIN, words.EXPLANATION_LABEL),
)

_ALONE: Final = (
    (Kind.ASK, words.QUESTION_ALONE),
    (Kind.REPLY, words.ANSWER_ALONE),
    (Kind.EXPLAIN, words.EXPLANATION_ALONE),
)


def _label(line: str) -> tuple[Kind, re.Match[str]] | None:
    for kind, pattern in _LABELS:
        match = pattern.match(line)
        if match:
            return kind, match
    return None


def _bold_label(line: str) -> tuple[Kind, re.Match[str]] | None:
    """Return what a line that is bold as a whole says by a word alone: ``**Answer**``."""
    for kind, pattern in _ALONE:
        match = pattern.fullmatch(line)
        if match:
            return kind, match
    return None


def _has_labels(block: Items) -> bool:
    found = [label for item in block.items if (label := _label(item.text))]
    # In a list without questions, A: is the name of a thing, as B: would be.
    spelt_out = [match for _, match in found if match[0].strip(" :：") != words.SHORT_ANSWER]
    asks = any(kind is Kind.ASK for kind, _ in found) or any(map(_answers_itself, block.items))
    return asks or 0 < len(spelt_out) == len(block.items)


def _answers_itself(item: Item) -> bool:
    """Tell whether an answer's label stands in an item, below what it must then ask."""
    below = [block.text for block in item.blocks if isinstance(block, Paragraph)]
    lines = [line for text in (item.text, *below) for line in text.split("\n")]
    return any(words.ANSWER_LABEL.match(line) for line in lines[1:])


def _labelled(paragraph: Paragraph) -> Iterator[Event]:
    """Yield the events of a paragraph, which may hold several labels, each at the beginning of a line."""
    kind = Kind.BODY
    gathered: list[str] = []
    start = paragraph.line
    bold = paragraph.bold
    for i, line in enumerate(paragraph.text.split("\n")):
        label = _label(line) or (_bold_label(line) if i == 0 and 0 < len(line) <= bold else None)
        if label:
            yield from _told(kind, gathered, start, bold)
            kind, match = label
            # Where the label alone is bold, nothing of what it introduces is.
            bold = max(0, bold - match.end()) if i == 0 else 0
            gathered, start = [line[match.end() :]], paragraph.line + i
        else:
            gathered.append(line)
    yield from _told(kind, gathered, start, bold)


def _told(kind: Kind, lines: list[str], line: int, bold: int) -> Iterator[Event]:
    text = "\n".join(lines)
    if kind is Kind.ASK:
        yield from _asked(text, line, bold)
        return
    if kind is not Kind.BODY:
        yield Event(kind, line)
    if text.strip():
        blank = kind is not Kind.BODY and not lines[0].strip()
        body = Paragraph(line + blank, text.strip(), bold)
        yield Event(Kind.BODY, body.line, block=body)


def _asked(text: str, line: int, bold: int) -> Iterator[Event]:
    answer = words.INNER_ANSWER.search(text)
    if answer:
        yield Event(Kind.ASK, line, text[: answer.start()].strip())
        yield Event(Kind.REPLY, line)
        rest = text[answer.end() :]
    elif 0 < bold < len(text.rstrip()) and words.ends_as_question(text[:bold]):
        yield Event(Kind.ASK, line, text[:bold].strip())
        rest = text[bold:]
    else:
        yield Event(Kind.ASK, line, text.strip())
        rest = ""
    if rest.strip():
        yield Event(Kind.BODY, line, block=Paragraph(line, rest.strip()))


def _asking_columns(table: Table) -> tuple[int, int] | None:
    """Return the columns of questions and of answers, if the table's header names both."""
    asks = [i for i, cell in enumerate(table.header) if words.QUESTION_CELL.fullmatch(cell)]
    answers = [i for i, cell in enumerate(table.header) if words.ANSWER_CELL.fullmatch(cell)]
    return (asks[0], answers[0]) if asks and answers else None


def _rows(table: Table, ask: int, answer: int) -> Iterator[Event]:
    for i, row in enumerate(table.rows):
        line = table.line + 2 + i
        yield Event(Kind.ASK, line, row[ask])
        if row[answer].strip():
            yield Event(Kind.REPLY, line)
            yield Event(Kind.BODY, line, block=Paragraph(line, row[answer]))
        explained = False
        for j, cell in enumerate(row):
            if j in (ask, answer) or not cell.strip() or cell.strip().isdecimal():
                continue
            if not explained:
                yield Event(Kind.EXPLAIN, line)
                explained = True
            yield Event(Kind.BODY, line, block=Paragraph(line, f"{table.header[j]}: {cell}"))
        yield Event(Kind.END, line)


def with_plain_questions(section: Section, announcing: AbstractSet[int]) -> Section:
    """Return ``section`` with an ASK for each question that is one by its look alone.

    These are numbered lines and bold lines with a question mark, and lists of which most items end in one.

    Args:
        section: a section whose heading is no question.
        announcing: lines of the items that only name a heading, as a table of contents does.
    """
    found: list[Event] = []
    for event in section.events:
        match event.block:
            case Paragraph():
                found += _plain_questions(event.block)
            case Items(items=items) if _are_questions(items) and announcing.isdisjoint(x.line for x in items):
                for item in event.block.items:
                    found += _item_question(item)
            case _:
                found.append(event)
    return replace(section, events=found)


def _plain_questions(paragraph: Paragraph) -> Iterator[Event]:
    rest: list[str] = []
    start, left, asking = paragraph.line, paragraph.bold, False
    for i, line in enumerate(paragraph.text.split("\n")):
        asked = _asked_by_look(line, left)
        if asked:
            asking = True
            if rest:
                yield _body(start, rest)
            yield Event(Kind.ASK, paragraph.line + i, words.without_number(asked).strip())
            rest, start = [part for part in (line[len(asked) :].strip(),) if part], paragraph.line + i
        else:
            rest.append(line)
        left = max(0, left - len(line) - 1)
    if not asking:
        yield Event(Kind.BODY, paragraph.line, block=paragraph)
    elif rest:
        yield _body(start, rest)


def _asked_by_look(line: str, bold: int) -> str:
    """Return how much of ``line``, of which ``bold`` characters are bold, is a question by its look."""
    if bold and words.ends_as_question(line[:bold]):
        return line[:bold]
    return line if words.NUMBER.match(line) and words.ends_as_question(line) else ""


def _body(line: int, lines: list[str]) -> Event:
    return Event(Kind.BODY, line, block=Paragraph(line, "\n".join(lines)))


def _question_of(item: Item) -> str:
    """Return how much of an item's first line is its question; empty if none is."""
    first = item.text.split("\n")[0]
    if item.bold and words.ends_as_question(first[: item.bold]):
        return first[: item.bold]
    return first if words.ends_as_question(first) else ""


def _are_questions(items: Sequence[Item]) -> bool:
    return 2 * sum(bool(_question_of(item)) for item in items) > len(items)


def answered_questions(block: Items) -> list[Event]:
    """Return the questions of a list in which every item asks and holds its own answer; none of any other list."""
    whole = all(_question_of(item) and (item.blocks or "\n" in item.text) for item in block.items)
    return [event for item in block.items for event in _item_question(item)] if whole else []


def _item_question(item: Item) -> Iterator[Event]:
    asked = _question_of(item)
    if not asked:
        yield Event(Kind.BODY, item.line, block=Items(item.line, (item,)))
        return
    yield Event(Kind.ASK, item.line, asked.strip())
    rest = item.text[len(asked) :]
    if rest.strip():
        below = rest.startswith("\n")
        yield from _labelled(Paragraph(item.line + below, rest.strip()))
    for block in item.blocks:
        yield from _events(block, [])


def promoted(event: Event) -> Event | None:
    """Return the ASK that a BODY event turns out to be when an answer's label follows it, if it can be one."""
    match event.block:
        case Paragraph(line=line, text=text):
            return Event(Kind.ASK, line, words.without_number(text).strip())
        case Items(items=(Item(blocks=()) as item,)):
            return Event(Kind.ASK, item.line, item.text)
        case _:
            return None
