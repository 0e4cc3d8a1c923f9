"""The library of banks: those that ship with the game, and the player's own in a folder.

A bank's id is the name of its file without ``.json``. An own bank never takes the place of one that ships.
"""

from __future__ import annotations

import os
import shlex
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from quizgame.bank.adopt import files_of, free_id, merge
from quizgame.bank.models import Bank, Text, dump_bank, in_language, parse_bank
from quizgame.bank.parts import is_in_parts, join, read_parts
from quizgame.bank.version import content_version
from quizgame.i18n import _
from quizgame.reason import reason_of

SUFFIX: Final = ".json"
FOLDER_MODE: Final = 0o700
"""What a player imports is the player's own business."""

_NEAR: Final = 60
"""rapidfuzz ratio, in percent, from which another id is worth suggesting."""


class LibraryError(Exception):
    """The library cannot do what it was asked for; the message says why, and what to do."""


class NoSuchBank(LibraryError):
    """The library has no bank of that id."""

    def __init__(self, id_: str, near: tuple[str, ...]) -> None:
        sentence = _("There is no bank {id}. Did you mean {near}?") if near else _("There is no bank {id}.")
        super().__init__(sentence.format(id=repr(id_), near=_(" or ").join(near)))
        self.id = id_
        self.near = near
        """Ids like it, the nearest first."""


class BankUnusable(LibraryError):
    """A bank file that the game cannot use."""

    def __init__(self, id_: str, path: Path, sentence: str) -> None:
        super().__init__(sentence)
        self.id = id_
        self.path = path


class BankShips(LibraryError):
    """The bank belongs to the game and not to the player."""


class IdTaken(LibraryError):
    """Another bank is stored under that id."""


class CannotStore(LibraryError):
    """The folder of the player's banks cannot be written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A bank file, unread."""

    id: str
    path: Path
    ships: bool
    problem: str = ""
    """Why it can never be loaded, as a sentence; empty where nothing is known against it."""


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """A topic and how many questions it has."""

    id: str
    title: Text
    questions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a player needs to know of a bank to choose it."""

    id: str
    title: Text
    version: str
    languages: tuple[str, ...]
    questions: int
    points: int
    topics: tuple[TopicSummary, ...]
    ships: bool

    def to_json(self, lang: str | None = None) -> dict[str, Any]:
        """Return the summary as a dict that json.dumps takes, titles in ``lang`` or the bank's first language."""
        known = lang if lang in self.languages else self.languages[0]
        return {
            "id": self.id,
            "title": in_language(self.title, known),
            "version": self.version,
            "languages": list(self.languages),
            "questions": self.questions,
            "points": self.points,
            "topics": [
                {"id": t.id, "title": in_language(t.title, known), "questions": t.questions} for t in self.topics
            ],
        }


def summarise(bank: Bank, *, ships: bool) -> Summary:
    """Return the summary of ``bank``."""
    counts = dict.fromkeys((topic.id for topic in bank.topics), 0)
    for question in bank.questions:
        counts[question.topic] += 1
    return Summary(
        id=bank.id,
        title=bank.title,
        version=bank.version,
        languages=bank.languages,
        questions=len(bank.questions),
        points=sum(len(question.answer.points) for question in bank.questions),
        topics=tuple(TopicSummary(topic.id, topic.title, counts[topic.id]) for topic in bank.topics),
        ships=ships,
    )


class Library:
    """The banks that ship and the player's own."""

    def __init__(self, own: Path, *, shipped: Path | None = None) -> None:
        """Open the library; nothing is read or created yet.

        Args:
            own: folder of the player's banks; it need not exist.
            shipped: folder of the banks that ship, if not the game's own.
        """
        self.own = own
        self._shipped_folder = shipped

    @cached_property
    def _shipped(self) -> tuple[Entry, ...]:
        folder = self._shipped_folder
        if folder is None:
            from importlib.resources import files  # noqa: PLC0415  # slow to import, and not always needed

            folder = Path(str(files("quizgame") / "data" / "banks"))
        found = [*_bank_files(folder), *(path for path in sorted(folder.iterdir()) if is_in_parts(path))]
        return tuple(Entry(_id_of(path), path, ships=True) for path in found)

    def entries(self) -> list[Entry]:
        """List the bank files without reading them: those that ship, then the player's, each in order of id.

        An own bank under the id of one that ships is listed with a problem, and so is the folder of the player's
        banks itself, with an empty id, if it cannot be read.
        """
        return [*self._shipped, *self._own_entries()]

    def _own_entries(self) -> Iterator[Entry]:
        shipped = {entry.id for entry in self._shipped}
        try:
            paths = _bank_files(self.own)
        except OSError as error:
            sentence = _("The folder of your banks, {folder}, cannot be read: {reason}.").format(
                folder=self.own, reason=_reason(error)
            )
            yield Entry("", self.own, ships=False, problem=sentence)
            return
        for path in paths:
            id_ = _id_of(path)
            problem = ""
            if id_ in shipped:
                problem = _(
                    '{path} cannot be used: a bank that ships is called "{id}". Give the file another name.'
                ).format(path=path, id=id_)
            yield Entry(id_, path, ships=False, problem=problem)

    def load(self, id_: str) -> Bank:
        """Read a bank.

        Raises:
            NoSuchBank: there is none of that id.
            BankUnusable: its file cannot be read, is not a valid bank, or holds a bank of another id.
        """
        entries = [entry for entry in self.entries() if not entry.problem]
        for entry in entries:
            if entry.id == id_:
                return _read(entry)
        raise NoSuchBank(id_, _near(id_, [entry.id for entry in entries]))

    def summaries(self) -> tuple[list[Summary], list[BankUnusable]]:
        """Read all banks; return a summary of each that can be used, and what is wrong with each that cannot."""
        good: list[Summary] = []
        bad: list[BankUnusable] = []
        for entry in self.entries():
            try:
                good.append(summarise(_read(entry), ships=entry.ships))
            except BankUnusable as error:
                bad.append(error)
        return good, bad

    def adopt(self, bank: Bank) -> Bank:
        """Return ``bank`` as it is to be written: under its own id, or as an update of a bank that is there.

        A bank from the same files as an own bank takes that bank's id. A bank from some of the files of an own
        bank becomes that bank, with the questions and topics of these files replaced, and a new version. Any other
        bank gets an id that is free, with ``-2``, ``-3``, ... at its end if need be.
        """
        files = files_of(bank)
        own = list(self._readable_own())
        if files:
            for other in own:
                if files_of(other) == files:
                    return bank.model_copy(update={"id": other.id})
            # The smallest first: of several banks that hold the files, it is the one most about them.
            for other in sorted(own, key=lambda other: len(files_of(other))):
                merged = merge(other, bank) if files < files_of(other) else None
                if merged is not None:
                    return merged
        same = next((other for other in own if other.id == bank.id), None)
        if same is not None and not files and not files_of(same) and _same_content(same, bank):
            return bank
        return bank.model_copy(update={"id": self._free_id(bank.id)})

    def write(self, bank: Bank) -> Path:
        """Store ``bank`` under its id, whole or not at all, and return the path of its file.

        Raises:
            BankShips: a bank that ships has the id.
            IdTaken: an own bank from other files has the id, or a file that cannot be read; see :meth:`adopt`.
            CannotStore: the folder cannot be written.
        """
        if any(entry.id == bank.id for entry in self._shipped):
            raise BankShips(
                _('A bank that ships is called "{id}". Store this one under another id.').format(id=bank.id)
            )
        path = self.own / f"{bank.id}{SUFFIX}"
        if os.path.lexists(path):
            try:
                theirs = files_of(_read(Entry(bank.id, path, ships=False)))
            except BankUnusable as error:
                raise IdTaken(
                    _("{path} is there already and cannot be read as a bank. Rename or remove it.").format(path=path)
                ) from error
            if theirs != files_of(bank):
                raise IdTaken(
                    _("{path} is there already and comes from other files. Store this bank under another id.").format(
                        path=path
                    )
                )
        data = dump_bank(bank).encode()
        try:
            _make_folder(self.own)
            _replace(path, data)
        except OSError as error:
            raise CannotStore(
                _(
                    'The bank "{id}" cannot be stored in {folder}: {reason}. '
                    "Free the disk or give yourself the right to write there."
                ).format(id=bank.id, folder=self.own, reason=_reason(error))
            ) from error
        return path

    def remove(self, id_: str) -> None:
        """Remove an own bank.

        Raises:
            NoSuchBank: there is no bank of that id.
            BankShips: the bank belongs to the game.
            CannotStore: the file cannot be removed.
        """
        entries = [entry for entry in self.entries() if entry.id == id_ and id_]
        if not entries:
            raise NoSuchBank(id_, _near(id_, [entry.id for entry in self._own_entries() if entry.id]))
        own = [entry for entry in entries if not entry.ships]
        if not own:
            raise BankShips(_('The bank "{id}" ships with the game and cannot be removed.').format(id=id_))
        try:
            own[0].path.unlink()
        except OSError as error:
            raise CannotStore(
                _("{path} cannot be removed: {reason}.").format(path=own[0].path, reason=_reason(error))
            ) from error

    def _readable_own(self) -> Iterator[Bank]:
        for entry in self._own_entries():
            with suppress(BankUnusable):
                yield _read(entry)

    def _free_id(self, wish: str) -> str:
        taken = {entry.id for entry in self.entries()}
        return free_id(wish, lambda id_: id_ in taken or os.path.lexists(self.own / f"{id_}{SUFFIX}"))


def _bank_files(folder: Path) -> list[Path]:
    """Return the bank files of ``folder`` in order of name; none if there is no such folder."""
    try:
        with os.scandir(folder) as found:
            names = [e.name for e in found if e.name.endswith(SUFFIX) and not e.name.startswith(".") and e.is_file()]
    except FileNotFoundError:
        return []
    return [folder / name for name in sorted(names)]


def _id_of(path: Path) -> str:
    # Some file systems keep names decomposed; ids are in NFC, as all texts are.
    return unicodedata.normalize("NFC", path.name.removesuffix(SUFFIX))


def _read(entry: Entry) -> Bank:
    if entry.problem:
        raise BankUnusable(entry.id, entry.path, entry.problem)
    try:
        bank = _parse(entry.path)
    except OSError as error:
        raise BankUnusable(
            entry.id,
            entry.path,
            _("The bank file {path} cannot be read: {reason}.").format(path=entry.path, reason=_reason(error)),
        ) from error
    except ValueError as error:  # pydantic's ValidationError is one
        raise BankUnusable(entry.id, entry.path, _first_problem(entry)) from error
    if bank.id != entry.id:
        raise BankUnusable(
            entry.id,
            entry.path,
            _('The bank file {path} holds a bank with the id "{id}". Name the file {name}, or change the id.').format(
                path=entry.path, id=bank.id, name=f"{bank.id}{SUFFIX}"
            ),
        )
    return bank


def _parse(path: Path) -> Bank:
    """Read the bank at ``path``, a file or a folder of parts; raise OSError, or ValueError if it is no valid bank."""
    return Bank.model_validate(join(read_parts(path))) if path.is_dir() else parse_bank(path.read_bytes())


def _first_problem(entry: Entry) -> str:
    from quizgame.bank.checks import check_file  # noqa: PLC0415  # only a broken bank needs it

    errors = [problem for problem in check_file(entry.path) if problem.severity == "error"]
    told = str(errors[0]) if errors else str(entry.path)
    return _("{problem} For all that is wrong, run: quizgame check {path}").format(
        problem=told, path=shlex.quote(str(entry.path))
    )


def _near(id_: str, ids: list[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a mistyped id needs it

    found = process.extract(id_.lower(), ids, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
    return tuple(name for name, _, _ in found)


def _same_content(one: Bank, two: Bank) -> bool:
    return content_version(one) == content_version(two)


def _reason(error: OSError) -> str:
    return reason_of(error).lower()


def _make_folder(folder: Path) -> None:
    """Create ``folder`` and those it stands in, each for its owner alone; leave what is there as it is."""
    if not folder.is_dir():
        if folder.parent != folder:
            _make_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def _replace(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file at ``path``, so that at no moment there is half a file."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)  # readable by its owner alone
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a new name last through a power loss, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
