"""The checks a bank must pass: every problem of a bank file at once, each with its line and what would be right."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import ValidationError
from pydantic_core import from_json

from quizgame.bank.advice import Advice, advise, cited
from quizgame.bank.locate import Repeat, locate
from quizgame.bank.models import FAULTS, Bank, Fault, Place, faults, texts
from quizgame.bank.parts import HEAD, is_in_parts, join, part_paths, questions_of
from quizgame.bank.salvage import salvage
from quizgame.bank.wording import json_words, place_of, words_of
from quizgame.i18n import _
from quizgame.reason import reason_of

Severity = Literal["error", "warning"]

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_PLAIN_KEY: Final = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a bank file that its author should change."""

    file: str
    line: int
    """Counted from 1; 1 where the problem is the whole file."""
    place: str
    """As one writes it in a program: ``questions[3].prompt.zh``; empty for the whole file."""
    wrong: str
    """What is wrong, as a sentence's end: ``is empty``."""
    right: str
    """What would be right, as a sentence."""
    severity: Severity
    """A bank with an error cannot be used; one with a warning can, but the player will notice."""

    def __str__(self) -> str:
        told = _("{place}: {wrong}. {right}") if self.place else _("{wrong}. {right}")
        where = f"{_visible(self.file)}:{self.line}:"
        return f"{where} {told.format(place=self.place, wrong=self.wrong, right=self.right)}"

    def to_json(self) -> dict[str, Any]:
        """Return the problem as a dict that json.dumps takes."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Finding:
    """A problem before it is known in which line it stands."""

    place: Place
    wrong: str
    right: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A file that is JSON."""

    file: str
    text: str
    document: Any


def check_file(path: str | os.PathLike[str]) -> list[Problem]:
    """Return all problems of the bank file at ``path``, in the order of its lines; none if it is in order.

    ``path`` may be the folder of a bank in parts: then all its files are checked as the one bank that they are.
    """
    file = os.fspath(path)
    try:
        if is_in_parts(Path(path)):
            return _check_folder(Path(path))
        if not stat.S_ISREG(Path(path).stat().st_mode):
            wrong = _("is a folder") if Path(path).is_dir() else _("is not an ordinary file")
            return [_whole_file(file, wrong, _("Name a bank file, such as notes.json."))]
        data = Path(path).read_bytes()
    except FileNotFoundError:
        return [_whole_file(file, _("does not exist"), _("Look for a slip in its name or its folder."))]
    except PermissionError:
        return [_whole_file(file, _("may not be read"), _("Give yourself the right to read it."))]
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        wrong = _("cannot be read ({reason})").format(reason=reason)
        return [_whole_file(file, wrong, _("Look at its name, and at the disk it is on."))]
    return check_bytes(data, file)


def check_bytes(data: bytes, file: str) -> list[Problem]:
    """Return all problems of a bank, in the order of its lines.

    Args:
        data: what stands in the bank file.
        file: the name that the problems are to carry.
    """
    problems, sheet = _open(data, file)
    if sheet is not None:
        problems += _check_document(sheet.document, [sheet])
    return problems


def _check_folder(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    sheets: list[_Sheet] = []
    for path in part_paths(folder):
        found, sheet = _open(path.read_bytes(), str(path))
        problems += found
        if sheet is not None:
            sheets.append(sheet)
            if len(sheets) > 1 and not (isinstance(sheet.document, dict) and sheet.document.keys() == {"questions"}):
                right = _('Write an object with the one field "questions"; all else stands in {head}.')
                problems.append(_whole_file(str(path), _("is no part of a bank"), right.format(head=HEAD)))
    if problems:  # what follows would be wrong without the part that cannot be read
        return problems
    return _check_document(join([sheet.document for sheet in sheets]), sheets)


def _open(data: bytes, file: str) -> tuple[list[Problem], _Sheet | None]:
    """Read JSON; return what is wrong with it, and the sheet unless that keeps it from being read."""
    problems: list[Problem] = []
    if data.startswith(BYTE_ORDER_MARK):
        data = data.removeprefix(BYTE_ORDER_MARK)
        problems.append(_whole_file(file, _("begins with a byte order mark"), _("Save it as UTF-8 without one.")))
    if not data.strip():
        return [*problems, _whole_file(file, _("is empty"), _("Write a bank into it, as a JSON object."))], None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return [*problems, _not_utf8(data, file, error.start)], None
    try:
        document = from_json(data)
    except ValueError as error:
        return [*problems, Problem(file, *_json_problem(str(error)), "error")], None
    return problems, _Sheet(file, text, document)


def _whole_file(file: str, wrong: str, right: str) -> Problem:
    return Problem(file, 1, "", wrong, right, "error")


def _not_utf8(data: bytes, file: str, offset: int) -> Problem:
    line = data.count(b"\n", 0, offset) + 1
    wrong = _("is not UTF-8: the byte 0x{byte:02X} cannot stand where it does").format(byte=data[offset])
    return Problem(file, line, "", wrong, _("Save the file as UTF-8."), "error")


def _json_problem(reason: str) -> tuple[int, str, str, str]:
    line, wrong, right = json_words(reason)
    return line, "", _("is not JSON: it {wrong}").format(wrong=wrong), right


def _check_document(document: object, sheets: list[_Sheet]) -> list[Problem]:
    """Return the problems of ``document``, which stands in ``sheets``: one file, or the parts of a bank."""
    by_sheet: list[list[_Finding]] = [[] for _sheet in sheets]
    for finding in _findings(document):
        sheet, place = _sheet_of(finding.place, sheets)
        by_sheet[sheet].append(replace(finding, place=place))
    return [
        problem
        for sheet, findings in zip(sheets, by_sheet, strict=True)
        for problem in sorted(_on_sheet(sheet, findings), key=lambda problem: problem.line)
    ]


def _sheet_of(place: Place, sheets: list[_Sheet]) -> tuple[int, Place]:
    """Return which sheet a place of the whole document is on, and the place there."""
    if len(sheets) > 1 and len(place) > 1 and place[0] == "questions" and isinstance(place[1], int):
        index = place[1]
        for number, sheet in enumerate(sheets):
            count = len(questions_of(sheet.document))
            if index < count:
                return number, ("questions", index, *place[2:])
            index -= count
    return 0, place


def _on_sheet(sheet: _Sheet, findings: list[_Finding]) -> Iterator[Problem]:
    layout = locate(sheet.text, [finding.place for finding in findings])
    for f in findings:
        yield Problem(sheet.file, layout.spots[f.place].line, show_place(f.place), f.wrong, f.right, f.severity)
    for repeat in layout.repeats:
        yield _repeated(sheet.file, repeat)


def _repeated(file: str, repeat: Repeat) -> Problem:
    wrong = _("stands here again, after line {line}").format(line=repeat.first.line)
    right = _("Keep one: only the last is read.")
    return Problem(file, repeat.spot.line, show_place(repeat.place), wrong, right, "error")


def _findings(document: object) -> Iterator[_Finding]:
    try:
        bank = Bank.model_validate(document)
    except ValidationError as error:
        yield from _broken(error, document)
    else:
        for advice in advise(bank):
            yield _finding(advice, "warning")


def _finding(found: Fault | Advice, severity: Severity) -> _Finding:
    return _Finding(found.place, found.wrong, found.right, severity)


def _broken(error: ValidationError, document: object) -> Iterator[_Finding]:
    """Yield what is wrong field by field, then what is wrong with the bank that is left without those fields."""
    hurt: set[Place] = set()
    for detail in error.errors(include_url=False):
        if detail["type"] == FAULTS or _is_echo(detail["type"], detail["input"]):
            continue
        place = place_of(detail)
        if detail["type"] != "extra_forbidden":
            hurt.add(place)
        yield _Finding(place, *words_of(detail, place), "error")
    if () in hurt:
        return
    bank = salvage(document)
    text_places = frozenset(place for place, _ in texts(bank))
    for fault in faults(bank):
        if not _follows(fault.place, hurt, text_places):
            yield _finding(fault, "error")
    round_hurt = {place[:n] for place in hurt for n in range(len(place))}
    for advice in advise(bank, whole=not any(map(_weighs, hurt))):
        if advice.place not in round_hurt and not _inside(advice.place, hurt):
            yield _finding(advice, "warning")


def _is_echo(kind: str, value: object) -> bool:
    """Tell whether a list is called too short only because its items were refused one by one."""
    return kind == "too_short" and isinstance(value, list) and len(value) > 0


def _inside(place: Place, hurt: set[Place]) -> bool:
    return any(place[:n] in hurt for n in range(len(place) + 1))


def _follows(place: Place, hurt: set[Place], text_places: frozenset[Place]) -> bool:
    """Tell whether the fault at ``place`` may be there only because something else could not be read."""
    if _inside(place, hurt):
        return True
    if place in text_places or place[:-1] in text_places:
        return any(other[0] == "languages" for other in hurt)
    defined = {"topic": "topics", "document": "sources"}.get(str(place[-1]))
    return any(other[0] == defined and (len(other) < 3 or other[2] == "id") for other in hurt)


def _weighs(place: Place) -> bool:
    """Tell whether what stands at ``place`` counts where questions are weighed against each other."""
    return place[0] == "questions" and (
        len(place) < 3 or place[2] in ("topic", "answer", "aims", "also_right", "own_options")
    )


def show_place(place: Place) -> str:
    """Return ``place`` as one writes it in a program: ``questions[3].prompt.zh``."""
    shown = ""
    for step in place:
        if isinstance(step, int):
            shown += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            shown += f".{step}" if shown else step
        else:
            shown += f'["{cited(step)}"]'
    return shown


def _visible(file: str) -> str:
    """Return a file name as a terminal may show it: whatever is not printable as its escape."""
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in file)
