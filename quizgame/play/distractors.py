"""Distractors: wrong options for an item, taken from the answers of other questions.

Two calls face outward. :func:`choose` picks wrong options for a key out of a :class:`Pool` of answers: none of them
right as well, no two of them alike. :func:`rank` orders any candidate answers by how well they would stand beside
a key, best first; it needs no bank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

from rapidfuzz import fuzz

from quizgame.bank.models import Bank, Question, in_language
from quizgame.play.draw import below, order, weighted
from quizgame.play.forms import Part, has_short
from quizgame.play.words import Normal, alike, mask, normal, says_nothing, width

SAMPLE: Final = 96
"""Questions looked at for one item. Drawn at random, so that the cost does not grow with the bank."""

KIND_SHARE: Final = 64
"""How many of them are drawn from the questions of the same kind, where the key has a kind."""

KIND_WEIGHT: Final = 8
TOPIC_WEIGHT: Final = 8
"""How much likelier an answer is drawn if it is of the key's kind, of its topic. With these, about half of the wrong
options of the bank that ships are of the key's kind and two in five of its topic, and no guesser gains by it."""

PROMPTS_ALIKE: Final = 92
"""rapidfuzz ratio, in percent, from which two prompts ask the same. The repeated questions of real notes stand at
100, prompts made from one template ("the pricing strategies ...", "the marketing strategies ...") below 90."""

LONG_ANSWER: Final = 120
"""Cells from which a short answer is offered as its first sentence only."""

_SENTENCE_ENDS: Final = "。！？!?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that may be offered as an option."""

    text: str
    question: int
    """Index of its question in the bank."""
    point: int
    """Index of the point; -1 for the short answer."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules need to know of a question, in one language."""

    prompt: Normal
    right: tuple[Normal, ...]
    """Every answer that is right here: terms, glosses, the short answer, and what its author added."""
    names: frozenset[str]
    """Terms and short answer as plain letters; questions with one in common overlap."""
    aims: frozenset[str]


class _Lenders:
    """The questions that have answers to lend, by part; each a list of indexes."""

    __slots__ = ("_glosses", "_shorts", "_terms")

    def __init__(self) -> None:
        self._terms: list[int] = []
        self._glosses: list[int] = []
        self._shorts: list[int] = []

    def add(self, index: int, question: Question) -> None:
        """Enter a question under each part that it has. This is the one loop over the whole bank: it is kept bare."""
        points = question.answer.points
        if points:
            self._terms.append(index)
            for point in points:
                if point.gloss is not None:
                    self._glosses.append(index)
                    break
        if has_short(question):
            self._shorts.append(index)

    def of(self, part: Part) -> list[int]:
        """Return the questions that have a ``part``."""
        if part is Part.TERM:
            return self._terms
        return self._glosses if part is Part.GLOSS else self._shorts


class Pool:
    """The answers of a bank in one language, ready to be drawn from.

    Building one takes time linear in the number of questions; what the rules need to know of a question is worked out
    when it is first looked at, and kept, so a pool is worth keeping too.
    """

    def __init__(self, bank: Bank, lang: str) -> None:
        self.bank = bank
        self.lang = lang
        self._facts: dict[int, _Facts] = {}
        self._overlaps: dict[tuple[int, int], bool] = {}
        self._everyone = _Lenders()
        self._by_kind: dict[str, _Lenders] = {}
        for i, question in enumerate(bank.questions):
            self._everyone.add(i, question)
            if question.kind is not None:
                self._by_kind.setdefault(question.kind, _Lenders()).add(i, question)

    def text(self, question: int, part: Part, point: int) -> str:
        """Return one answer as it is offered as an option."""
        answer = self.bank.questions[question].answer
        if part is Part.SHORT:
            return brief(in_language(answer.short or "", self.lang))
        chosen = answer.points[point]
        term = in_language(chosen.term, self.lang)
        if part is Part.TERM:
            return term
        return mask(in_language(chosen.gloss or "", self.lang), term)

    def prompt(self, question: int) -> str:
        """Return the prompt of a question."""
        return in_language(self.bank.questions[question].prompt, self.lang)

    def candidates(self, part: Part, target: int, rng: Random) -> list[Candidate]:
        """Draw up to SAMPLE answers of other questions, one a question, those of the same kind first."""
        kind = self.bank.questions[target].kind
        near = self._by_kind[kind].of(part) if kind is not None else []
        drawn = dict.fromkeys(near[i] for i in islice(order(rng, len(near)), KIND_SHARE))
        everyone = self._everyone.of(part)
        drawn.update(dict.fromkeys(everyone[i] for i in islice(order(rng, len(everyone)), SAMPLE - len(drawn) + 1)))
        drawn.pop(target, None)
        return [self._draw_answer(i, part, rng) for i in drawn]

    def _draw_answer(self, question: int, part: Part, rng: Random) -> Candidate:
        point = -1
        if part is not Part.SHORT:
            points = self.bank.questions[question].answer.points
            usable = [i for i, p in enumerate(points) if part is Part.TERM or p.gloss is not None]
            point = usable[below(rng, len(usable))]
        return Candidate(self.text(question, part, point), question, point)

    def is_wrong(self, candidate: Candidate, target: int) -> bool:
        """Tell whether ``candidate`` is surely wrong as an answer to the question ``target``.

        It is not if the two questions overlap (they ask the same, share an aim or an answer), if its own point has
        an aim of the target, or if it reads like an answer that is right there.
        """
        if candidate.question == target or self.overlap(candidate.question, target):
            return False
        facts = self._known(target)
        if candidate.point >= 0:
            point = self.bank.questions[candidate.question].answer.points[candidate.point]
            if not facts.aims.isdisjoint(point.aims):
                return False
        text = normal(candidate.text)
        return not any(alike(text, right) for right in facts.right)

    def overlap(self, one: int, two: int) -> bool:
        """Tell whether two questions are too close to lend each other options."""
        pair = (min(one, two), max(one, two))
        if pair not in self._overlaps:
            self._overlaps[pair] = self._work_out_overlap(*pair)
        return self._overlaps[pair]

    def _work_out_overlap(self, one: int, two: int) -> bool:
        a, b = self._known(one), self._known(two)
        if not a.names.isdisjoint(b.names):
            return True
        questions = self.bank.questions
        if not frozenset(questions[one].aims).isdisjoint(questions[two].aims):
            return True
        return asks_the_same(a.prompt, b.prompt)

    def _known(self, question: int) -> _Facts:
        facts = self._facts.get(question)
        if facts is None:
            facts = self._facts[question] = self._work_out(self.bank.questions[question])
        return facts

    def _work_out(self, question: Question) -> _Facts:
        def here(texts: Iterable[str | dict[str, str] | None]) -> list[Normal]:
            return [normal(in_language(text, self.lang)) for text in texts if text is not None]

        points = question.answer.points
        names = here([*(p.term for p in points), question.answer.short])
        added = here(question.also_right)
        glosses = here(p.gloss for p in points)
        brief_one = (
            [] if question.answer.short is None else [normal(brief(in_language(question.answer.short, self.lang)))]
        )
        return _Facts(
            prompt=normal(in_language(question.prompt, self.lang)),
            right=(*names, *added, *glosses, *brief_one),
            names=frozenset(n.letters for n in names),
            aims=frozenset(question.aims).union(*(p.aims for p in points)),
        )


def choose(
    pool: Pool, part: Part, target: int, key: str, count: int, rng: Random, *, near: bool = False
) -> list[Candidate]:
    """Choose up to ``count`` wrong options for the question ``target`` with the key ``key``.

    With ``near``, kind, topic and shape weigh more: an answer that stands alone among those of one question, as the odd
    one out does, has nothing else to hide behind.

    Every one is another question's answer, surely wrong here (:meth:`Pool.is_wrong`), and unlike the key and the
    others. The same pool, arguments and state of ``rng`` give the same options everywhere. Fewer come back where
    the bank has no more.
    """
    chosen: list[Candidate] = []
    taken = [normal(key)]
    for candidate in _by_fit(pool, part, target, key, rng, near=near):
        text = normal(candidate.text)
        if (
            says_nothing(candidate.text)
            or any(alike(text, other) for other in taken)
            or not pool.is_wrong(candidate, target)
        ):
            continue
        chosen.append(candidate)
        taken.append(text)
        if len(chosen) == count:
            break
    return chosen


def _by_fit(pool: Pool, part: Part, target: int, key: str, rng: Random, *, near: bool) -> Iterator[Candidate]:
    """Yield candidates in a random order that favours the kind, topic and shape of the key.

    Of one question no second answer is offered, so that each option leads to a question of its own.
    """
    questions = pool.bank.questions
    here = questions[target]
    found = pool.candidates(part, target, rng)
    weights = []
    for candidate in found:
        there = questions[candidate.question]
        fit = shape_fit(candidate.text, key)
        weight = 1 + fit * fit // 100  # the square, so that a key's shape is matched more often than not
        if here.kind is not None and there.kind == here.kind:
            weight *= KIND_WEIGHT
        if there.topic == here.topic:
            weight *= TOPIC_WEIGHT
        weights.append(weight * weight if near else weight)
    return weighted(rng, found, weights)


def rank(stem: str, key: str, candidates: Sequence[str]) -> list[int]:
    """Return the indexes of ``candidates`` by how well they would stand beside ``key``, best first.

    Closeness to the key in letters comes first, then the same shape, then words shared with the stem. Ties keep the
    order given. Linear in the number of candidates.
    """
    letters = normal(key).letters
    asked = set(normal(stem).tokens)
    scores = []
    for text in candidates:
        reading = normal(text)
        close = fuzz.ratio(letters, reading.letters)
        scores.append(2 * close + shape_fit(text, key) + 10 * (not asked.isdisjoint(reading.tokens)))
    return sorted(range(len(candidates)), key=lambda i: -scores[i])


def shape_fit(one: str, two: str) -> int:
    """Return how alike two texts look from afar, 0 to 100: their length in cells, script, digits and capitals."""
    a, b = width(one), width(two)
    fit = 70 * min(a, b) // (max(a, b) or 1)
    fit += 10 * (one.isascii() == two.isascii())
    fit += 10 * (any(map(str.isdigit, one)) == any(map(str.isdigit, two)))
    fit += 10 * (one[:1].isupper() == two[:1].isupper())
    return fit


def asks_the_same(one: Normal, two: Normal) -> bool:
    """Tell whether two prompts ask the same, in the same words or nearly."""
    if one.letters == two.letters or (len(one.tokens) > 2 and one.bag == two.bag):
        return True
    return one.digits == two.digits and fuzz.ratio(one.letters, two.letters) >= PROMPTS_ALIKE


def brief(answer: str) -> str:
    """Return a short answer as an option shows it: whole, or its first sentence where it is long."""
    first = answer.split("\n\n", maxsplit=1)[0]
    if width(answer) <= LONG_ANSWER or (
        "\n" in answer and first == answer
    ):  # the lines of a piece of code belong together
        return answer
    for i, char in enumerate(first[:-1]):
        if char in _SENTENCE_ENDS or (char == "." and first[i + 1].isspace()):
            return first[: i + 1]
    return first
