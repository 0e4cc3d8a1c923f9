"""Drafts to questions: which blocks are points, prose, explanation and code."""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from quizgame.bank.models import PROSE_LIMIT, Answer, Code, Point, Question, Source
from quizgame.bank.wording import place_of, words_of
from quizgame.formats.markdown import words
from quizgame.formats.markdown.blocks import Block, CodeBlock, Items, Paragraph, Table
from quizgame.formats.markdown.drafts import NO_ANSWER, NO_QUESTION, Draft
from quizgame.formats.markdown.inline import flow
from quizgame.formats.markdown.points import RawPoint, all_code, block_text, item_points, table_points
from quizgame.formats.names import Ids, question_id
from quizgame.formats.report import Passage, excerpt
from quizgame.i18n import _

POINT_LIMIT: Final = 100
"""Points of one answer, as :class:`quizgame.bank.models.Answer` allows."""

_LEAD_LENGTH: Final = 200
"""Characters of a sentence that only announces what follows."""

_SENTENCES: Final = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+")
_LANGUAGE: Final = re.compile(r"[^A-Za-z0-9_+#.-]")

_M = TypeVar("_M", bound=BaseModel)


class Maker:
    """Makes the questions of one document, and keeps the passages that are in none of them."""

    def __init__(self, document: str) -> None:
        self.passages: list[Passage] = []
        self._document = document
        self._ids = Ids()
        self._number = 0

    def question(self, draft: Draft, topic: str) -> Question | None:
        """Return the question that ``draft`` describes, or None, with a passage, if it describes none.

        An answer with a list is its points; other prose beside the list goes to the explanation. Without a
        list the answer is the prose. Without prose it is the name by which a list announces the exercise,
        else one line of code, else the prompt, which is what the code does.
        """
        prompt = self._prompt(draft)
        if not draft.answer:
            draft.answer, draft.explanation = draft.explanation, []
        code = list(all_code([*draft.context, *draft.answer, *draft.explanation]))
        points, prose = self._answer(draft.answer)
        explained = [text for block in draft.explanation if (text := block_text(block))]
        if points:
            explained += prose
            prose = []
        short = "\n\n".join(prose)
        if not points and not short and code:
            short, code = _told_by_code(draft.name, prompt, code)
        if not prompt or not (points or short):
            self._leave_out(draft, _(NO_ANSWER if prompt else NO_QUESTION))
            return None
        answer = self._made(Answer, draft.line, prompt, short=short or None, points=tuple(points))
        if answer is None:
            return None
        question = self._made(
            Question,
            draft.line,
            prompt,
            id=question_id(prompt),
            topic=topic,
            prompt=prompt,
            answer=answer,
            explanation=self._explanation(draft, "\n\n".join(explained)),
            code=self._code(code),
            source=Source(document=self._document, number=self._number + 1),
        )
        if question is None:
            return None
        self._number += 1
        return question.model_copy(update={"id": self._ids.take(question.id)})

    def _prompt(self, draft: Draft) -> str:
        """Return the prompt on one line, and what the document adds to it on lines of their own.

        Lines below the one with the question mark are the answer if no label says where that begins.
        """
        lines = draft.prompt.split("\n")
        asked = next((i for i, line in enumerate(lines) if words.ends_as_question(line)), len(lines) - 1)
        late = "\n".join(lines[asked + 1 :]).strip()
        if late and not draft.answer:
            draft.answer = [Paragraph(draft.line + asked + 1, late)]
            lines = lines[: asked + 1]
        added = [text for block in draft.context if (text := block_text(block))]
        return "\n".join([flow("\n".join(lines)), *added]).strip()

    def _answer(self, blocks: list[Block]) -> tuple[list[Point], list[str]]:
        raw: list[RawPoint] = []
        prose: list[str] = []
        for i, block in enumerate(blocks):
            match block:
                case Items():
                    raw += item_points(block)
                case Table():
                    raw += table_points(block)
                case Paragraph(line=line, text=text) if 0 < i == len(blocks) - 1 and words.CLOSING.match(text):
                    self.passages.append(Passage(line, excerpt(text), _(NO_QUESTION)))
                case Paragraph(text=text):
                    after = blocks[i + 1] if i + 1 < len(blocks) else None
                    announces = isinstance(after, Items | Table | CodeBlock)
                    prose.append(_without_lead(flow(text)) if announces else flow(text))
                case _:
                    prose.append(block_text(block))
        return self._points(raw), [text for text in prose if text]

    def _points(self, raw: list[RawPoint]) -> list[Point]:
        points: list[Point] = []
        for line, term, gloss in raw:
            if len(points) == POINT_LIMIT:
                why = _("is beyond the {n} points that one answer may have").format(n=POINT_LIMIT)
                self.passages.append(Passage(line, excerpt(term), why))
            elif not term and gloss:
                self.passages.append(Passage(line, excerpt(gloss), _("says what something means, but not what")))
            elif term and (point := self._made(Point, line, term, term=term, gloss=gloss or None)):
                points.append(point)
        return points

    def _explanation(self, draft: Draft, text: str) -> str | None:
        if len(text) > PROSE_LIMIT:
            line = draft.explanation[0].line if draft.explanation else draft.line
            why = _("is an explanation of {n:,} characters; it may have {limit:,}")
            self.passages.append(Passage(line, excerpt(text), why.format(n=len(text), limit=PROSE_LIMIT)))
            return None
        return text or None

    def _code(self, blocks: list[CodeBlock]) -> Code | None:
        """Return the code of a question: all blocks in the language of the first one."""
        texts: list[str] = []
        language = _language(blocks[0]) if blocks else ""
        for block in blocks:
            if not block.text.strip():
                continue
            if _language(block) == language:
                texts.append(block.text.strip("\n"))
            else:
                why = _("is code in another language than the {language} above it").format(language=language)
                self.passages.append(Passage(block.line, excerpt(block.text), why))
        if not texts:
            return None
        text = "\n\n".join(texts)
        return self._made(Code, blocks[0].line, text, language=language, text=text)

    def _made(self, model: type[_M], line: int, text: str, /, **fields: Any) -> _M | None:
        """Return the model, or None and a passage that says what of its text is not allowed."""
        try:
            return model(**fields)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = place_of(first)
            why = _("is left out: its {field} {wrong}").format(field=place[0], wrong=words_of(first, place)[0])
            self.passages.append(Passage(line, excerpt(text), why))
            return None

    def _leave_out(self, draft: Draft, why: str) -> None:
        self.passages.append(Passage(draft.line, excerpt(draft.prompt), why))
        for block in [*draft.context, *draft.answer, *draft.explanation]:
            text = block.text if isinstance(block, CodeBlock) else block_text(block)
            if text.strip():
                self.passages.append(Passage(block.line, excerpt(text), why))


_OFFERED_LINES: Final = 6
_OFFERED_LENGTH: Final = 300
"""The most code, in lines and characters, that is an answer by itself: four such options fill a small terminal."""


def _without_lead(text: str) -> str:
    """Return ``text`` without its last sentence, if that only announces the list or the code below it."""
    *before, last = _SENTENCES.split(text)
    if not last and before:
        last = before.pop()
    announces = last.endswith((":", "：")) or (not before and words.LEAD.search(last))
    return text[: len(text) - len(last)].strip() if announces and len(last) <= _LEAD_LENGTH else text


def _told_by_code(name: str, prompt: str, code: list[CodeBlock]) -> tuple[str, list[CodeBlock]]:
    """Return the short answer of a question that has nothing but code, and the code to show with it."""
    if name:
        return name, code
    lines = "\n".join(block.text.strip() for block in code)
    # A few lines can be offered as an option; shown with the question they would give themselves away.
    if lines and lines.count("\n") < _OFFERED_LINES and len(lines) <= _OFFERED_LENGTH:
        return lines, []
    return (prompt if lines else "", code)


def _language(block: CodeBlock) -> str:
    return _LANGUAGE.sub("", block.language)[:40] or "text"
