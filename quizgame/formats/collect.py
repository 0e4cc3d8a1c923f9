"""Several files to one bank."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from quizgame.bank.models import Bank, Document, Question, Topic
from quizgame.formats.markdown.reader import (
    Progress,
    Reading,
    in_order,
    read_markdown,
    tidy_title,
    version_of,
)
from quizgame.formats.names import Ids, slug
from quizgame.formats.report import Passage, Report
from quizgame.i18n import _
from quizgame.reason import reason_of

FILE_LIMIT: Final = 200_000_000
"""Bytes of one file: far beyond any document, and still fitting into the memory."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What the files gave."""

    bank: Bank | None
    """None if none of them gave a question."""
    reports: tuple[Report, ...]
    """One for each file, in the order given."""


def read_files(
    paths: Sequence[Path],
    *,
    title: str | None = None,
    topic: str | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
) -> Collected:
    """Read several files into one bank; never raise: a file that cannot be read has a report with a problem.

    Each file is a source of the bank, and a topic of its own unless ``topic`` or its front matter says
    otherwise; of a single file, each section may be a topic.

    Args:
        paths: the files, in the order in which their questions shall stand.
        title: of the bank; else that of the document, or of several files the name of their folder.
        topic: of all questions.
        lang: language tag of the bank; else that of most questions.
        progress: told the share that is done, 0 to 1.
    """
    readings: list[Reading] = []
    sizes = [_size(path) for path in paths]
    seen: set[str] = set()
    done = 0
    for path, size in zip(paths, sizes, strict=True):
        share = _share(progress, done, size, sum(sizes))
        # One file keeps the sections that its own title, or --title, stands over.
        own = title if len(paths) == 1 else None
        readings.append(_read(path, seen, title=own, topic=topic, lang=lang, progress=share))
        done += size
    if progress is not None:
        progress(1.0)
    if len(readings) == 1:
        return Collected(readings[0].bank, (readings[0].report,))
    return _merged(readings, paths, title=title, lang=lang)


def _share(progress: Progress | None, done: int, size: int, whole: int) -> Progress | None:
    if progress is None or not whole:
        return None
    return lambda share: progress((done + share * size) / whole)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _read(
    path: Path,
    seen: set[str],
    *,
    title: str | None,
    topic: str | None,
    lang: str | None,
    progress: Progress | None,
) -> Reading:
    file = _name(path)
    real = os.path.realpath(path) if "\0" not in str(path) else file
    if real in seen:
        return _problem(file, _("The file was given before; it is read once."))
    seen.add(real)
    try:
        data = _bytes(path)
    except FileNotFoundError:
        return _problem(file, _("There is no such file: check the name and the folder."))
    except PermissionError:
        return _problem(file, _("The file may not be read: give yourself the permission to read it."))
    except (OSError, ValueError) as error:
        reason = (reason_of(error) if isinstance(error, OSError) else str(error)).rstrip(".")
        return _problem(file, _("The file could not be read: {reason}.").format(reason=reason))
    if isinstance(data, str):
        return _problem(file, data)
    return read_markdown(data, file=file, title=title, topic=topic, lang=lang, progress=progress)


def _bytes(path: Path) -> bytes | str:
    """Return what is in the file, or why it is not read; raise OSError if the system refuses."""
    state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        return _("This is a folder: name the files in it that are to be read.")
    if not stat.S_ISREG(state.st_mode):
        return _("This is not a file that can be read to its end: save the text to a file first.")
    if state.st_size > FILE_LIMIT:
        return _("The file has more than {n} MB: split it into smaller ones.").format(n=FILE_LIMIT // 1_000_000)
    return path.read_bytes()


def _problem(file: str, sentence: str) -> Reading:
    return Reading(None, Report(file, problem=sentence))


def _name(path: Path) -> str:
    """Return the absolute path as text, also where its bytes are no UTF-8."""
    return os.fsencode(path.absolute()).decode("utf-8", "replace")


def _merged(readings: Sequence[Reading], paths: Sequence[Path], *, title: str | None, lang: str | None) -> Collected:
    banks = [reading.bank for reading in readings if reading.bank is not None]
    if not banks:
        return Collected(None, tuple(reading.report for reading in readings))
    merger = _Merger()
    for bank in banks:
        merger.add(bank)
    folder = tidy_title(_folder(paths))
    tongue = _majority(banks)
    name = tidy_title(title or "") or folder
    whole = Bank(
        id=slug(name, "bank"),
        version=version_of(merger.questions),
        title=name or "Questions",
        languages=(tongue,),
        sources=tuple(merger.documents),
        topics=tuple(merger.topics.values()),
        questions=tuple(merger.questions),
    )
    return Collected(whole, tuple(_about_language(reading.report, tongue, lang) for reading in readings))


def _folder(paths: Sequence[Path]) -> str:
    try:
        return Path(os.path.commonpath([Path(_name(path)).parent for path in paths])).name
    except ValueError:  # files on several drives have no folder in common
        return ""


def _majority(banks: Sequence[Bank]) -> str:
    counts: Counter[str] = Counter()
    for bank in banks:
        counts[bank.languages[0]] += len(bank.questions)
    return counts.most_common(1)[0][0]


def _about_language(report: Report, tongue: str, given: str | None) -> Report:
    if given or report.problem or report.lang == tongue:
        return report
    why = _("is in {lang}, while most of the bank is in {most}; its questions are kept as they are").format(
        lang=report.lang, most=tongue
    )
    passages = in_order([*report.passages, Passage(0, Path(report.file).name, why)])
    return replace(report, passages=passages)


class _Merger:
    """Puts the banks of several files together."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.topics: dict[str, Topic] = {}
        """By title."""
        self.questions: list[Question] = []
        self._document_ids = Ids()
        self._topic_ids = Ids()
        self._question_ids = Ids()

    def add(self, bank: Bank) -> None:
        """Add the bank of one file, its sections made into one topic."""
        document = bank.sources[0]
        document = document.model_copy(update={"id": self._document_ids.take(document.id)})
        self.documents.append(document)
        topic = self._topic(bank.topics[0] if len(bank.topics) == 1 else None, str(document.title))
        for question in bank.questions:
            source = question.source and question.source.model_copy(update={"document": document.id})
            number_free = question_base(question.id)
            changes = {"id": self._question_ids.take(number_free), "topic": topic, "source": source}
            self.questions.append(question.model_copy(update=changes))

    def _topic(self, only: Topic | None, title: str) -> str:
        name = str(only.title) if only else title
        if name not in self.topics:
            self.topics[name] = Topic(id=self._topic_ids.take(slug(name, "topic")), title=name)
        return self.topics[name].id


def question_base(name: str) -> str:
    """Return a question's id without the number by which equal prompts of one bank are told apart."""
    return "-".join(name.split("-")[:2])
