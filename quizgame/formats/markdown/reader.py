"""Bytes of a Markdown document in, a bank and a report out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from quizgame.bank.models import TITLE_LIMIT, Bank, Document, Question, Topic
from quizgame.formats.decode import decode, without_controls
from quizgame.formats.language import guess_language
from quizgame.formats.markdown import words
from quizgame.formats.markdown.answers import Maker
from quizgame.formats.markdown.blocks import Heading
from quizgame.formats.markdown.drafts import Draft, outline
from quizgame.formats.markdown.frontmatter import FrontMatter, read_front_matter
from quizgame.formats.markdown.parse import read_blocks
from quizgame.formats.names import Ids, slug
from quizgame.formats.report import Passage, Report, excerpt
from quizgame.i18n import N_, _

NOTHING_FOUND: Final = N_(
    "No questions were found in the file. Write each question as a heading with its answer below it, "
    "or as a pair of lines that begin with Q: and A:."
)

_LANG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PATH_LIMIT: Final = 4_096
_READING_SHARE: Final = 0.8
"""The share of the time that goes into parsing; the rest makes the questions."""

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave."""

    bank: Bank | None
    """None if it gave no question; the report says why."""
    report: Report


def read_markdown(
    data: bytes,
    *,
    file: str = "",
    title: str | None = None,
    topic: str | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read the questions of a Markdown document; never raise, whatever ``data`` is.

    Args:
        data: the bytes of the file, in UTF-8, UTF-16 or GB18030.
        file: its absolute path, for the bank's source and the report.
        title: of the bank; else that of its front matter, of its first heading, or the file's name.
        topic: of all questions; else that of the front matter, or a topic for each section if there are
            several, or one titled as the document is.
        lang: language tag; else that of the front matter, or guessed from the script.
        progress: told the share that is done, several times for a big file.
    """
    file = file.encode("utf-8", "replace").decode()
    decoded = decode(data)
    if isinstance(decoded, str):
        return Reading(None, Report(file, problem=decoded))
    tell = progress or _ignore
    front = read_front_matter(decoded.text)
    rest = decoded.text.split("\n", front.lines)[-1] if front.lines else decoded.text
    blocks = read_blocks(rest, front.lines + 1, lambda share: tell(share * _READING_SHARE))
    passages = [*front.passages, *(block for block in blocks if isinstance(block, Passage))]
    if decoded.dropped:
        why = _("is the first of the lines that held {n:,} control characters, which were dropped").format(
            n=decoded.dropped
        )
        line = decoded.text.split("\n", decoded.dropped_line)[decoded.dropped_line - 1]
        passages.append(Passage(decoded.dropped_line, excerpt(line), why))
    stem = tidy_title(PurePath(file).stem) if file else ""
    found = outline(
        [block for block in blocks if not isinstance(block, Passage)],
        tidy_title(front.title) or tidy_title(title or "") or stem,
    )
    own_title = tidy_title(front.title) or tidy_title(found.title) or stem or tidy_title(title or "") or "Questions"
    document = slug(stem or own_title, "document")
    topics = _Topics(tidy_title(topic or "") or tidy_title(front.topic), own_title, found.drafts)
    maker = Maker(document)
    questions: list[Question] = []
    for i, draft in enumerate(found.drafts):
        question = maker.question(draft, topics.of(draft))
        if question is not None:
            questions.append(question)
        if i % 1_000 == 999:
            tell(_READING_SHARE + (1 - _READING_SHARE) * i / len(found.drafts))
    passages += [*found.passages, *maker.passages]
    tag, complaint = _language(lang, front, questions)
    passages += complaint
    encoding = decoded.encoding
    tell(1.0)
    if not questions:
        report = Report(file, encoding, passages=in_order(passages), problem=_(NOTHING_FOUND))
        return Reading(None, report)
    bank_title = tidy_title(title or "") or own_title
    bank = Bank(
        id=slug(tidy_title(title or "") or stem or own_title, "bank"),
        version=version_of(questions),
        title=bank_title,
        languages=(tag,),
        sources=(Document(id=document, title=own_title, file=file if 0 < len(file) <= _PATH_LIMIT else None),),
        topics=topics.used(questions),
        questions=tuple(questions),
    )
    return Reading(bank, _report(file, encoding, tag, questions, passages))


def _ignore(share: float) -> None:
    """Take no notice of the progress."""


def _report(file: str, encoding: str, lang: str, questions: Sequence[Question], passages: Iterable[Passage]) -> Report:
    return Report(
        file=file,
        encoding=encoding,
        lang=lang,
        questions=len(questions),
        points=sum(len(question.answer.points) for question in questions),
        prose=sum(not question.answer.points for question in questions),
        code=sum(question.code is not None for question in questions),
        passages=in_order(passages),
    )


def in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return ``passages`` in the order of the file."""
    return tuple(sorted(passages, key=lambda passage: passage.line))


def version_of(questions: Iterable[Question]) -> str:
    """Return the version of a bank with these questions: the same content has the same version.

    It is the first 8 hexadecimal digits of a SHA-256 over the questions, without where they come from.
    """
    digest = hashlib.sha256()
    for question in questions:
        digest.update(question.model_dump_json(exclude={"source"}).encode())
        digest.update(b"\n")
    return digest.hexdigest()[:8]


def tidy_title(text: str) -> str:
    """Return ``text`` as a title: on one line, with nothing in it that a bank refuses."""
    line = " ".join(without_controls(text).encode("utf-8", "replace").decode().split())
    return line if len(line) <= TITLE_LIMIT else line[: TITLE_LIMIT - 1] + "…"


def _language(given: str | None, front: FrontMatter, questions: Sequence[Question]) -> tuple[str, list[Passage]]:
    complaints: list[Passage] = []
    for tag in (given or "", front.lang):
        first, *rest = tag.strip().replace("_", "-").split("-")
        whole = "-".join([first.lower(), *rest])
        if _LANG.fullmatch(whole) and len(whole) <= 20:
            return whole, complaints
        if tag:
            why = _("is no language tag such as en or zh; the language was guessed")
            complaints.append(Passage(0, excerpt(tag), why))
    return guess_language(_words_of(questions)), complaints


def _words_of(questions: Sequence[Question]) -> Iterable[str]:
    for question in questions:
        yield str(question.prompt)
        yield str(question.answer.short or "")
        for point in question.answer.points:
            yield f"{point.term} {point.gloss or ''}"


class _Topics:
    """The topics of one document, and which of them each draft is in."""

    def __init__(self, given: str, title: str, drafts: Sequence[Draft]) -> None:
        self._ids = Ids()
        self._topics: dict[str, Topic] = {}
        """By title."""
        self._given = given
        self._title = title
        self._sectioned = not given and len({draft.group for draft in drafts if draft.group}) > 1

    def of(self, draft: Draft) -> str:
        """Return the id of the topic of ``draft``."""
        title = self._given or self._title
        if self._sectioned and draft.group:
            title = _section_title(draft.group) or title
        if title not in self._topics:
            self._topics[title] = Topic(id=self._ids.take(slug(title, "topic")), title=title)
        return self._topics[title].id

    def used(self, questions: Iterable[Question]) -> tuple[Topic, ...]:
        """Return the topics that ``questions`` are in, in the order in which they come up."""
        ids = {question.topic for question in questions}
        return tuple(topic for topic in self._topics.values() if topic.id in ids)


def _section_title(heading: Heading) -> str:
    return tidy_title(words.title_of(heading.text))
