"""Sections to drafts: which blocks make up each question."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizgame.formats.markdown import words
from quizgame.formats.markdown.blocks import Block, CodeBlock, Heading, Item, Items, Paragraph, Table
from quizgame.formats.markdown.events import (
    Event,
    Kind,
    Section,
    answered_questions,
    promoted,
    read_sections,
    with_plain_questions,
)
from quizgame.formats.markdown.points import block_text, split_point
from quizgame.formats.names import fold
from quizgame.formats.report import Passage, excerpt
from quizgame.i18n import N_, _

NO_QUESTION: Final = N_("belongs to no question")
NO_ANSWER: Final = N_("is a question without an answer")


@dataclass(slots=True)
class Draft:
    """A question as the document lays it out."""

    line: int
    prompt: str
    group: Heading | None = None
    """The heading of the section that the question stands in; None where there is none."""
    context: list[Block] = field(default_factory=list)
    """What stands between the prompt and the answer's label."""
    answer: list[Block] = field(default_factory=list)
    explanation: list[Block] = field(default_factory=list)
    part: Kind = Kind.ASK
    """What is being read: ASK before a label of the answer, then REPLY or EXPLAIN."""
    name: str = ""
    """What an exercise is called in the list that announces it."""

    def take(self, block: Block) -> None:
        """Put ``block`` where it belongs."""
        match self.part:
            case Kind.EXPLAIN:
                self.explanation.append(block)
            case _:
                self.answer.append(block)

    def reply(self) -> None:
        """Begin the answer: what was met so far belongs to the prompt."""
        if self.part is Kind.ASK:
            self.context, self.answer = self.answer, []
        self.part = Kind.REPLY


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document was found to hold."""

    drafts: list[Draft]
    passages: list[Passage]
    title: str
    """The title that its headings give it; may be empty."""


@dataclass(frozen=True, slots=True)
class _Exercise:
    """An item of a list that announces the headings below it."""

    name: str
    prompt: str
    """Empty where the item names the heading and says no more, as a table of contents does."""


def outline(blocks: Iterable[Block], name: str = "") -> Outline:
    """Return the questions of a document, and what belongs to none of them.

    Args:
        blocks: the document, in order.
        name: what it is called elsewhere; the prompt of a table or a list of terms without a heading.
    """
    return _Outliner(read_sections(blocks), name).run()


class _Outliner:
    def __init__(self, sections: list[Section], name: str) -> None:
        self._sections = sections
        self._name = name
        self._first = next((i for i, section in enumerate(sections) if section.heading), 0)
        self._title = self._find_title()
        self._exercises: dict[int, _Exercise] = {}
        self._announcing: set[int] = set()
        """Lines of the items that announce a heading."""
        self._drafts: list[Draft] = []
        self._passages: list[Passage] = []

    def run(self) -> Outline:
        self._find_exercises()
        asking = self._asking()
        owned = self._owned_headings()
        groups: list[Heading] = []
        parent: Draft | None = None
        parent_level = 0
        for i, section in enumerate(self._sections):
            if section.level <= parent_level:
                parent = None
            if i in asking:
                parent, parent_level = self._ask(i, _above(groups, section.level)), section.level
                self._gather(section, parent, parent.group)
            elif parent is not None and self._goes_on(section):
                parent.take(_as_item(section))
            elif section.heading is None or i in owned:
                self._gather(section, None, _above(groups, section.level))
            else:
                if not section.events and not self._below(i) and words.ends_as_question(section.heading.text):
                    self._passages.append(Passage(section.heading.line, excerpt(section.heading.text), _(NO_ANSWER)))
                groups = [*(group for group in groups if group.level < section.level), section.heading]
                self._gather(section, None, section.heading)
        # The title stands over everything: a question right below it is in no section.
        title = self._sections[self._first].heading if self._title else None
        for draft in self._drafts:
            draft.group = None if draft.group is title else draft.group
        return Outline(self._drafts, self._passages, self._title)

    def _find_title(self) -> str:
        section = self._sections[self._first]
        if section.heading is None or section.labelled or words.is_aside(section.heading.text):
            return ""
        if words.TITLE_LABEL.match(section.heading.text):
            return words.title_of(section.heading.text)
        later = self._sections[self._first + 1 :]
        peers = [
            other
            for other in later
            if other.heading and other.level <= section.level and not words.is_aside(other.heading.text)
        ]
        is_only = not peers and (any(other.heading for other in later) or section.level == 1)
        stands_alone = bool(later) and later[0].level <= section.level and not section.events
        return words.title_of(section.heading.text) if is_only or stands_alone else ""

    def _find_exercises(self) -> None:
        for i, section in enumerate(self._sections):
            lists = [event.block for event in section.events if isinstance(event.block, Items)]
            if section.labelled or not lists or not self._below(i):
                continue
            headings: dict[str, int] = {}
            for j in self._below(i):
                heading = self._sections[j].heading
                if heading is not None:
                    headings.setdefault(fold(words.without_number(heading.text)), j)
            for block in lists:
                self._match(block, headings)

    def _match(self, block: Items, headings: dict[str, int]) -> None:
        for item in block.items:
            name, prompt = split_point(item.text, item.bold)
            found = headings.get(fold(words.without_number(name)))
            if found is not None and not item.blocks:
                self._exercises[found] = _Exercise(name, prompt)
                self._announcing.add(item.line)

    def _below(self, i: int) -> range:
        """Return the numbers of the sections that stand under section ``i``."""
        level = self._sections[i].level
        # A list under a question's heading is its answer, so only a section announces.
        end = i + 1
        while end < len(self._sections) and self._sections[end].level > level:
            end += 1
        return range(i + 1, end)

    def _asking(self) -> set[int]:
        """Return the numbers of the sections whose heading is a question."""
        marked = any(section.asks or section.labelled for section in self._sections)
        asking = {i for i in range(len(self._sections)) if self._asks(i, marked=marked)}
        if not marked:
            for i, section in enumerate(self._sections):
                if i not in asking:
                    self._sections[i] = with_plain_questions(section, self._announcing)
            marked = any(section.asks for section in self._sections)
        if not marked and not asking:
            asking = self._notes()
        return asking | self._glossaries(asking)

    def _asks(self, i: int, *, marked: bool) -> bool:
        section = self._sections[i]
        heading = section.heading
        if heading is None or words.is_aside(heading.text) or words.TITLE_LABEL.match(heading.text):
            return False
        exercise = self._exercises.get(i)
        if section.labelled or (exercise and exercise.prompt):
            return section.has_content or not section.asks
        if section.has_content and any(event.kind is Kind.REPLY for event in section.own):
            return not _opens_with_question(section)
        return self._looks_asking(i, section, heading, marked=marked)

    def _looks_asking(self, i: int, section: Section, heading: Heading, *, marked: bool) -> bool:
        next_is_below = i + 1 < len(self._sections) and self._sections[i + 1].level > section.level
        if i == self._first and self._title and next_is_below:
            return False
        sure = words.ends_as_question(heading.text)
        likely = not marked and (words.ASKS.match(section.prompt) or words.NUMBER.match(heading.text) is not None)
        if section.has_content:
            return bool(sure or likely)
        return bool(sure and next_is_below and not section.asks and self._is_in_parts(i))

    def _is_in_parts(self, i: int) -> bool:
        """Tell whether the headings right below question ``i`` are the parts of its answer."""
        below = [self._sections[j] for j in self._below(i)]
        return all(part.has_content and not part.asks and not words.ends_as_question(part.prompt) for part in below)

    def _notes(self) -> set[int]:
        """Return the sections that are questions in a document of notes: most headings have a text below."""
        leaves = [
            i
            for i, section in enumerate(self._sections)
            if section.heading and not self._below(i) and not words.is_aside(section.heading.text)
        ]
        told = {i for i in leaves if self._sections[i].has_content}
        return told if 2 * len(told) >= len(leaves) else set()

    def _glossaries(self, asking: set[int]) -> set[int]:
        """Return the sections outside questions that hold a table or a list of terms and meanings."""
        found: set[int] = set()
        level = 0
        for i, section in enumerate(self._sections):
            if i in asking:
                level = section.level
            elif level and section.level > level:
                continue
            else:
                level = 0
                aside = section.heading is not None and words.is_aside(section.heading.text)
                named = section.heading is not None or (self._name and not asking and len(self._sections) == 1)
                if named and not aside and any(self._is_glossary(event.block) for event in section.own):
                    found.add(i)
        return found

    def _is_glossary(self, block: Block | None) -> bool:
        if isinstance(block, Table):
            return len(block.header) > 1 and bool(block.rows)
        if not isinstance(block, Items) or any(item.line in self._announcing for item in block.items):
            return False
        pairs = sum(bool(split_point(item.text, item.bold)[1]) for item in block.items)
        return pairs >= 2 and 2 * pairs > len(block.items)

    def _owned_headings(self) -> set[int]:
        """Return the sections whose heading is the short form of the one question below it."""
        single = {i for i, section in enumerate(self._sections) if section.asks == 1 and not section.has_content}
        holding = sum(section.heading is not None and section.asks > 0 for section in self._sections)
        if 2 * len(single) > holding > 1:
            return single
        return {
            i
            for i in single
            if self._sections[i].labelled
            or ((heading := self._sections[i].heading) and words.NUMBER.match(heading.text))
            or words.ends_as_question(self._sections[i].prompt)
        }

    def _ask(self, i: int, group: Heading | None) -> Draft:
        section = self._sections[i]
        exercise = self._exercises.get(i)
        draft = Draft(section.heading.line if section.heading else 1, section.prompt or self._name, group)
        if section.labelled and not section.prompt:
            draft.prompt = ""
        if exercise is not None and exercise.prompt:
            draft.prompt, draft.name = exercise.prompt, exercise.name
        self._drafts.append(draft)
        return draft

    def _goes_on(self, section: Section) -> bool:
        heading = section.heading
        return heading is not None and section.has_content and not section.asks and not words.is_aside(heading.text)

    def _gather(self, section: Section, draft: Draft | None, group: Heading | None) -> None:
        """Hand the events of ``section`` to its drafts, the first of which may be open already."""
        idle: list[Event] = []
        events = deque(section.events)
        while events:
            event = events.popleft()
            match event.kind:
                case Kind.ASK:
                    draft = self._begin(event, group)
                case Kind.END:
                    draft = None
                case Kind.REPLY:
                    draft = self._replied(draft, idle, group)
                case Kind.EXPLAIN:
                    if draft is not None:
                        draft.part = Kind.EXPLAIN
                case Kind.BODY if event.block is not None:
                    if draft is None:
                        idle.append(event)
                    else:
                        events.extendleft(reversed(_fill(draft, event.block)))
        self._passages += self._left(idle)

    def _begin(self, event: Event, group: Heading | None) -> Draft:
        draft = Draft(event.line, event.text, group)
        self._drafts.append(draft)
        return draft

    def _replied(self, draft: Draft | None, idle: list[Event], group: Heading | None) -> Draft | None:
        """Begin the answer of ``draft``, or of a question that only its answer's label gives away."""
        if draft is None:
            asked = promoted(idle[-1]) if idle else None
            if asked is None:
                return None
            idle.pop()
            draft = self._begin(asked, group)
        elif draft.part is not Kind.ASK:
            blocks = draft.explanation if draft.part is Kind.EXPLAIN else draft.answer
            last = blocks[-1] if blocks else None
            if isinstance(last, Paragraph) and words.ends_as_question(last.text):
                blocks.pop()
                draft = self._begin(Event(Kind.ASK, last.line, words.without_number(last.text)), group)
        draft.reply()
        return draft

    def _left(self, idle: Iterable[Event]) -> Iterator[Passage]:
        for event in idle:
            if isinstance(event.block, Items):
                for item in event.block.items:
                    if item.line not in self._announcing:
                        yield _passage(Items(item.line, (item,)))
            elif event.block is not None and not (isinstance(event.block, CodeBlock) and not event.block.text.strip()):
                yield _passage(event.block)


def _fill(draft: Draft, block: Block) -> list[Event]:
    """Give ``block`` to ``draft``; or return its questions, if ``draft`` is answered or asks nothing itself."""
    if not draft.prompt and isinstance(block, Paragraph):
        draft.prompt = block.text
        return []
    open_ = draft.answer or not words.ends_as_question(draft.prompt)
    asked = answered_questions(block) if open_ and isinstance(block, Items) else []
    if not asked:
        draft.take(block)
    return asked


def _passage(block: Block) -> Passage:
    text = getattr(block, "text", "") or block_text(block)
    return Passage(block.line, excerpt(text), _(NO_QUESTION))


def _above(groups: Sequence[Heading], level: int) -> Heading | None:
    return next((group for group in reversed(groups) if group.level < level), None)


def _as_item(section: Section) -> Items:
    """Return a part of an answer that has its own heading as an item of a list."""
    heading = section.heading
    blocks = tuple(event.block for event in section.events if event.block is not None)
    line = heading.line if heading else 0
    return Items(line, (Item(line, section.prompt, len(section.prompt), blocks),))


def _opens_with_question(section: Section) -> bool:
    """Tell whether what stands right below the heading asks, so that the heading is only a section's."""
    first = section.own[0].block
    return isinstance(first, Paragraph) and words.ends_as_question(first.text)
