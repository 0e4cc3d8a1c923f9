"""What a bank would be better for, although it can be used: the checks that go beyond the schema.

They look at a bank as the player will meet it, in each of its languages: does an item give its answer away, does
it fit the screen, are there enough answers elsewhere in the bank to draw wrong options from?
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import Final, Literal, get_args

from wcwidth import wcswidth

from quizgame.bank.models import Answer, Bank, Code, Place, Question, Text
from quizgame.i18n import _, ngettext

WRONG_OPTIONS: Final = 3
"""Wrong options of an item of four."""

STEM_LINES: Final = 6
STEM_CELLS: Final = 74
OPTION_LINES: Final = 2
OPTION_CELLS: Final = 70
"""What a screen of 80x24 has for a prompt and for each of four options, beside frames, timer and footer."""

CODE_LINES: Final = 200
CODE_CELLS: Final = 200
"""More code than this nobody reads while the clock runs, though it can be scrolled."""

_SHORT_ENOUGH: Final = 35
"""Characters that fit any of these bounds, however wide they are."""

_TELLING: Final = frozenset("+#%")
"""Marks that tell answers apart: C, C++ and C#; 5 and 5 %."""

# Scripts that put no blanks between words: a term is found inside a run of them, and a line may break there.
_UNSPACED: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003fffd"
_PIECE: Final = re.compile(rf"\s+|[{_UNSPACED}]|[^\s{_UNSPACED}]+")
_WORD: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"[()（）\[\]【】]")
_UNSPACED_CHAR: Final = re.compile(f"[{_UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that works, but not well."""

    place: Place
    wrong: str
    """What is wrong, as a sentence's end: ``reads like the prompt of "q-1"``."""
    right: str
    """What would be right, as a sentence."""


def advise(bank: Bank, *, whole: bool = True) -> Iterator[Advice]:
    """Yield what ``bank`` would be better for, each piece of advice once.

    Args:
        bank: a bank; texts that are empty or lack a language are passed over, so that it need not be valid.
        whole: False if some questions could not be read; then nothing is said that hangs on their number.
    """
    seen: set[tuple[Place, str]] = set()
    for advice in _all_advice(bank, whole=whole):
        if (advice.place, advice.wrong) not in seen:
            seen.add((advice.place, advice.wrong))
            yield advice


def _all_advice(bank: Bank, *, whole: bool) -> Iterator[Advice]:
    if whole:
        yield from _idle_topics(bank)
    for lang in filter(None, bank.languages):
        yield from _prompts_alike(bank, lang)
        for i, question in enumerate(bank.questions):
            at: Place = ("questions", i)
            yield from _too_long(at, question, lang)
            yield from _terms_alike(at, question.answer, lang)
            yield from _given_away(at, question.answer, lang)
            yield from _own_answers(at, question, lang)
    if whole:
        yield from _too_few_answers(bank)


@lru_cache(maxsize=65_536)
def letters(text: str) -> str:
    """Return ``text`` as answers are compared: NFKC, casefolded, without blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (c for c in folded if c.isalnum() or c in _TELLING or unicodedata.category(c)[0] in "SM")
    return "".join(kept) or folded.strip()


@lru_cache(maxsize=65_536)
def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    cells = wcswidth(text)
    return cells if cells >= 0 else len(text)


def lines_needed(text: str, cells: int) -> int:
    """Return how many lines of ``cells`` cells ``text`` takes, broken between words where it can be."""
    lines = 0
    for paragraph in text.expandtabs(4).split("\n"):
        lines += 1
        used = 0
        for piece in _PIECE.findall(paragraph):
            size = _cells(piece)
            if used + size <= cells:
                used += size
            elif piece.isspace():
                used = cells
            else:
                more, rest = divmod(size - 1, cells)
                lines += more + (used > 0)
                used = rest + 1
    return lines


def mentions(gloss: str, term: str) -> bool:
    """Tell whether ``gloss`` names ``term``, whole or by a name inside or before brackets.

    A term of a single letter is not looked for: "a" is a word of its own.
    """
    words = _words(gloss)
    run = "".join(words)
    if not any(name and name in run for name in map("".join, map(_words, _names(term)))):
        return False
    # "storage" does not name RAG, "embeddings" does name an embedding, and 用RAG回答 does name RAG.
    edges = {0, len(run), *accumulate(map(len, words))}
    edges.update(i for i, char in enumerate(run) if _UNSPACED_CHAR.match(char))
    edges.update(i + 1 for i, char in enumerate(run) if _UNSPACED_CHAR.match(char))
    return any(_stands_in(run, edges, "".join(_words(name))) for name in _names(term))


def _names(term: str) -> set[str]:
    return {term, *_BRACKETS.split(term)}


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _stands_in(run: str, edges: set[int], name: str) -> bool:
    """Tell whether ``name``, or its plural, stands in ``run`` from one edge of a word to another."""
    start = run.find(name) if len(name) >= 2 else -1
    while start >= 0:
        end = start + len(name)
        if start in edges and any(run.startswith(s, end) and end + len(s) in edges for s in ("", "s", "es")):
            return True
        start = run.find(name, start + 1)
    return False


def _say(text: Text | None, lang: str) -> str:
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(lang, "")


def _at(place: Place, text: Text | None, lang: str) -> Place:
    return (*place, lang) if isinstance(text, dict) else place


def cited(text: str) -> str:
    """Return ``text`` as it stands between a message's quotation marks: on one line, not long, nothing invisible."""
    text = " ".join(text.split())
    if len(text) > 60:
        text = text[:59] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _idle_topics(bank: Bank) -> Iterator[Advice]:
    used = {question.topic for question in bank.questions}
    for i, topic in enumerate(bank.topics):
        if topic.id not in used:
            yield Advice(
                ("topics", i),
                _("has no question"),
                _('Write one whose topic is "{topic}", or take the topic out.').format(topic=topic.id),
            )


def _prompts_alike(bank: Bank, lang: str) -> Iterator[Advice]:
    first: dict[str, str] = {}
    for i, question in enumerate(bank.questions):
        prompt = letters(_say(question.prompt, lang))
        if not prompt:
            continue
        if prompt in first:
            yield Advice(
                _at(("questions", i, "prompt"), question.prompt, lang),
                _('reads like the prompt of the question "{question}"').format(question=first[prompt]),
                _("Take one of the two questions out, or word them so that they ask for different things."),
            )
        else:
            first[prompt] = question.id


def _too_long(at: Place, question: Question, lang: str) -> Iterator[Advice]:
    yield from _overlong((*at, "prompt"), question.prompt, lang, STEM_LINES, STEM_CELLS)
    for j, point in enumerate(question.answer.points):
        yield from _overlong((*at, "answer", "points", j, "term"), point.term, lang, OPTION_LINES, OPTION_CELLS)
    if question.code is not None:
        yield from _overlong_code((*at, "code", "text"), question.code, lang)


def _overlong(place: Place, text: Text, lang: str, lines: int, cells: int) -> Iterator[Advice]:
    said = _say(text, lang)
    if len(said) <= _SHORT_ENOUGH and "\n" not in said:
        return
    needed = lines_needed(said, cells)
    if needed > lines:
        yield Advice(
            _at(place, text, lang),
            _("takes {needed} lines of {cells} cells, more than fit on a screen of 80x24").format(
                needed=needed, cells=cells
            ),
            _("Shorten it to {n} lines; what explains can go into the explanation.").format(n=lines),
        )


def _overlong_code(place: Place, code: Code, lang: str) -> Iterator[Advice]:
    lines = _say(code.text, lang).split("\n")
    here = _at(place, code.text, lang)
    if len(lines) > CODE_LINES:
        yield Advice(
            here,
            _("has {n} lines").format(n=len(lines)),
            _("Show at most {n}: nobody reads more while the clock runs.").format(n=CODE_LINES),
        )
    widest = max(_cells(line.expandtabs(4)) for line in lines)
    if widest > CODE_CELLS:
        yield Advice(
            here,
            _("has a line of {n} cells").format(n=widest),
            _("Break its lines at {n} cells or sooner.").format(n=CODE_CELLS),
        )


def _terms_alike(at: Place, answer: Answer, lang: str) -> Iterator[Advice]:
    first: dict[str, int] = {}
    for j, point in enumerate(answer.points):
        term = letters(_say(point.term, lang))
        if term and first.setdefault(term, j) != j:
            yield Advice(
                _at((*at, "answer", "points", j, "term"), point.term, lang),
                _("reads like the term of points[{n}]").format(n=first[term]),
                _("Join the two points, or give each a term of its own."),
            )


def _given_away(at: Place, answer: Answer, lang: str) -> Iterator[Advice]:
    for j, point in enumerate(answer.points):
        gloss, term = _say(point.gloss, lang), _say(point.term, lang)
        if gloss and mentions(gloss, term):
            yield Advice(
                _at((*at, "answer", "points", j, "gloss"), point.gloss, lang),
                _('contains its own term, "{term}", and so gives the answer away').format(term=cited(term)),
                _("Say what the term means in other words."),
            )


def _own_answers(at: Place, question: Question, lang: str) -> Iterator[Advice]:
    answer = {letters(_say(text, lang)) for text in _answers(question.answer)} - {""}
    also = [letters(_say(text, lang)) for text in question.also_right]
    for j, text in enumerate(question.also_right):
        if also[j] in answer:
            yield Advice(
                _at((*at, "also_right", j), text, lang),
                _('repeats the answer: "{text}"').format(text=cited(_say(text, lang))),
                _("Take it out: what stands in the answer is right already."),
            )
    right = answer.union(also)
    first: dict[str, int] = {}
    for j, text in enumerate(question.own_options):
        option = letters(_say(text, lang))
        here = _at((*at, "own_options", j), text, lang)
        if not option:
            continue
        if option in right:
            yield Advice(
                here,
                _('is also right: "{text}"').format(text=cited(_say(text, lang))),
                _("Put a wrong option in its place, or take it out."),
            )
        if first.setdefault(option, j) != j:
            yield Advice(here, _("reads like own_options[{n}]").format(n=first[option]), _("Take one of the two out."))


def _answers(answer: Answer) -> Iterator[Text]:
    if answer.short is not None:
        yield answer.short
    for point in answer.points:
        yield point.term


_Part = Literal["term", "gloss", "short"]
"""A part of an answer that can be lent as a wrong option."""

_PARTS: Final[tuple[_Part, ...]] = get_args(_Part)

_Offer = tuple[str, frozenset[str]]
"""An answer as it is compared, and the aims that its point has beyond those of its question."""


class _Lenders:
    """The answers of a bank in one language, as one question can borrow them for wrong options.

    A question lends one answer at most, so that each option leads to a question of its own. It lends none to a
    question that shares an aim or an answer with it, and no point to a question that shares the point's aim: there,
    it might be right.
    """

    def __init__(self, bank: Bank, lang: str) -> None:
        self._questions = bank.questions
        self._lang = lang
        self._offers = [_offers(question, lang) for question in bank.questions]
        self._right = [self._names(question) for question in bank.questions]
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_aim: dict[str, set[int]] = defaultdict(set)
        self._having = {part: [i for i, own in enumerate(self._offers) if own[part]] for part in _PARTS}
        for i, question in enumerate(bank.questions):
            for name in self._right[i]:
                self._by_name[name].add(i)
            for aim in question.aims:
                self._by_aim[aim].add(i)

    def _names(self, question: Question) -> frozenset[str]:
        texts = [*_answers(question.answer), *question.also_right]
        return frozenset(letters(_say(text, self._lang)) for text in texts) - {""}

    def has(self, borrower: int, part: _Part) -> bool:
        """Tell whether the answer of a question has that part, so that it can be asked for."""
        return bool(self._offers[borrower][part])

    def count(self, borrower: int, part: _Part) -> int:
        """Return how many wrong options can be drawn for a question, counted no further than are needed."""
        question = self._questions[borrower]
        barred = {borrower}.union(
            *(self._by_name[name] for name in self._right[borrower]),
            *(self._by_aim[aim] for aim in question.aims),
        )
        aims = frozenset(question.aims).union(*(point.aims for point in question.answer.points))
        right = self._right[borrower].union(text for text, _ in self._offers[borrower][part])
        taken: set[str] = set()
        if part != "gloss":
            taken.update(letters(_say(text, self._lang)) for text in question.own_options)
            taken -= right | {""}
        for lender in self._having[part]:
            if len(taken) >= WRONG_OPTIONS:
                break
            if lender not in barred:
                fresh = (
                    text
                    for text, for_ in self._offers[lender][part]
                    if text not in right and text not in taken and aims.isdisjoint(for_)
                )
                taken.update(islice(fresh, 1))
        return min(len(taken), WRONG_OPTIONS)


def _offers(question: Question, lang: str) -> dict[_Part, tuple[_Offer, ...]]:
    """Return what a question's answer is made of."""
    points = question.answer.points
    return {
        "term": _distinct((_say(p.term, lang), frozenset(p.aims)) for p in points),
        "gloss": _distinct((_say(p.gloss, lang), frozenset(p.aims)) for p in points),
        "short": _distinct([(_say(question.answer.short, lang), frozenset())]),
    }


def _distinct(offers: Iterable[_Offer]) -> tuple[_Offer, ...]:
    return tuple(dict.fromkeys((letters(text), aims) for text, aims in offers if text))


def _too_few_answers(bank: Bank) -> Iterator[Advice]:
    for lang in bank.languages:
        lenders = _Lenders(bank, lang)
        for i in range(len(bank.questions)):
            counts = {part: lenders.count(i, part) for part in _PARTS if lenders.has(i, part)}
            short = {part: count for part, count in counts.items() if count < WRONG_OPTIONS}
            if not counts:
                continue
            if not any(counts.values()):
                yield Advice(
                    ("questions", i),
                    _('can be asked in no form in "{lang}": no other question lends it a wrong option').format(
                        lang=lang
                    ),
                    _("Write questions with answers of the same sort, and with other aims."),
                )
            elif short:
                yield Advice(
                    ("questions", i, "answer"),
                    _('finds only {found} in "{lang}" to draw {n} wrong options from').format(
                        found=_(" and ").join(_counted(part, n) for part, n in short.items()),
                        lang=lang,
                        n=WRONG_OPTIONS,
                    ),
                    _("Write more questions with answers of this sort, or give this one own_options."),
                )


def _counted(part: _Part, count: int) -> str:
    match part:
        case "term":
            return ngettext("{n} term", "{n} terms", count)
        case "gloss":
            return ngettext("{n} gloss", "{n} glosses", count)
        case "short":
            return ngettext("{n} short answer", "{n} short answers", count)
