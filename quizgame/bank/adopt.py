"""How a bank takes in what was imported again: some of its documents replaced, the others kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from pydantic import ValidationError

from quizgame.bank.models import Bank, Document, Question, Topic
from quizgame.bank.version import content_version

ID_LIMIT: Final = 60
"""The longest id that the models allow, in characters."""

T = TypeVar("T")


def files_of(bank: Bank) -> frozenset[str]:
    """Return the files that ``bank`` was imported from, as absolute paths."""
    return frozenset(document.file for document in bank.sources if document.file is not None)


def merge(old: Bank, new: Bank) -> Bank | None:
    """Return ``old`` with the documents of ``new`` in the place of those from the same files, and a new version.

    Questions and topics of these documents are replaced, all others kept; id, title, languages and licence stay
    those of ``old``. Ids of ``new`` that are taken by what is kept get ``-2``, ``-3``, ... at their end. None comes
    back if the two do not fit together: texts that lack a language of ``old``.
    """
    files = files_of(new)
    gone = {document.id for document in old.sources if document.file in files}
    questions, fresh = _split(old.questions, lambda q: q.source is not None and q.source.document in gone)
    kept_topics = _kept_topics(old, questions, fresh)
    documents = _document_ids(old, new)
    topics = _topic_ids(kept_topics, new.topics)
    taken = {question.id for question in questions}
    incoming = []
    for question in new.questions:
        id_ = free_id(question.id, taken.__contains__)
        taken.add(id_)
        source = question.source and question.source.model_copy(
            update={"document": documents[question.source.document]}
        )
        incoming.append(question.model_copy(update={"id": id_, "topic": topics[question.topic], "source": source}))
    known = {topic.id for topic in kept_topics}
    new_topics = [t.model_copy(update={"id": topics[t.id]}) for t in new.topics if topics[t.id] not in known]
    try:
        merged = Bank(
            id=old.id,
            version=old.version,
            title=old.title,
            languages=old.languages,
            licence=old.licence,
            sources=_sources(old, new, documents),
            topics=_in_place(old.topics, kept_topics, new_topics),
            questions=_in_place(old.questions, questions, incoming),
        )
    except ValidationError:
        return None
    return merged.model_copy(update={"version": content_version(merged)})


def _split(items: Iterable[Question], test: Callable[[Question], bool]) -> tuple[list[Question], list[Question]]:
    kept: list[Question] = []
    dropped: list[Question] = []
    for item in items:
        (dropped if test(item) else kept).append(item)
    return kept, dropped


def _kept_topics(old: Bank, kept: Iterable[Question], dropped: Iterable[Question]) -> list[Topic]:
    """Return the topics that do not go with the questions that go."""
    idle = {question.topic for question in dropped} - {question.topic for question in kept}
    return [topic for topic in old.topics if topic.id not in idle]


def _document_ids(old: Bank, new: Bank) -> dict[str, str]:
    """Return the id that each document of ``new`` gets: that of the old one from its file, or a free one."""
    by_file = {document.file: document.id for document in old.sources if document.file is not None}
    taken = {document.id for document in old.sources}
    ids: dict[str, str] = {}
    for document in new.sources:
        known = by_file.get(document.file) if document.file is not None else None
        ids[document.id] = known if known is not None else free_id(document.id, taken.__contains__)
        taken.add(ids[document.id])
    return ids


def _topic_ids(kept: Iterable[Topic], new: Iterable[Topic]) -> dict[str, str]:
    """Return the id that each new topic gets; one that is called as a kept one is the same topic."""
    titles = {topic.id: topic.title for topic in kept}
    ids: dict[str, str] = {}
    for topic in new:
        same = titles.get(topic.id) == topic.title
        taken = titles.keys() | set(ids.values())
        ids[topic.id] = topic.id if same else free_id(topic.id, taken.__contains__)
    return ids


def _sources(old: Bank, new: Bank, ids: dict[str, str]) -> tuple[Document, ...]:
    fresh = {ids[d.id]: d.model_copy(update={"id": ids[d.id]}) for d in new.sources}
    kept = [fresh.pop(document.id, document) for document in old.sources]
    return (*kept, *fresh.values())


def _in_place(old: tuple[T, ...], kept: list[T], fresh: list[T]) -> tuple[T, ...]:
    """Return what is kept, with what is fresh where the first of what is gone stood."""
    place = next((i for i, item in enumerate(old) if i >= len(kept) or kept[i] is not item), len(kept))
    return (*kept[:place], *fresh, *kept[place:])


def free_id(wish: str, is_taken: Callable[[str], bool]) -> str:
    """Return ``wish``, or with ``-2``, ``-3``, ... at its end the first that is not taken."""
    id_, number = wish, 1
    while is_taken(id_):
        number += 1
        tail = f"-{number}"
        id_ = wish[: ID_LIMIT - len(tail)].rstrip("-") + tail
    return id_
