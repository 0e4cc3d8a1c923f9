"""Items from a bank: which question comes, in which form, with which options."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from quizgame.bank.models import Bank, Question, in_language
from quizgame.play import draw
from quizgame.play.distractors import Candidate, Pool, asks_the_same, brief, choose
from quizgame.play.forms import (
    BELONGS,
    FORMS,
    GLOSS_TO_TERM,
    ODD_ONE_OUT,
    SHORT_ANSWER,
    TERM_TO_GLOSS,
    Form,
    Part,
)
from quizgame.play.item import Item, Option
from quizgame.play.plan import Plan
from quizgame.play.words import alike, normal, says_nothing

OPTIONS: Final = 4
OPTION_BOUNDS: Final = (2, 6)

REDRAWS: Final = 8
"""How often the same question is asked again, with other options, once all its forms and points have come."""

Translate = Callable[[str], str]
AUTHOR: Final = -1
"""Stands for the question of an option that no question answers, because the bank's author wrote it."""

Target = tuple[Form, int]
"""A form and the point that is its key; -1 for the answer as a whole."""

_SHOWS_CODE: Final = (BELONGS, ODD_ONE_OUT, SHORT_ANSWER)
"""The forms whose lead is the prompt, which speaks of the question's code."""


def questions_of(bank: Bank, topics: Sequence[str]) -> list[int]:
    """Return the indexes of the questions of ``topics``; of all questions if no topic is named."""
    wanted = set(topics)
    return [i for i, q in enumerate(bank.questions) if not wanted or q.topic in wanted]


def round_items(pool: Pool, plan: Plan, translate: Translate) -> list[Item]:
    """Return the items of a round from a pool in its language: as many as ``plan`` says, or all there are if fewer.

    Every question comes once before any comes again, and none beside one that asks the same. The same plan gives
    the same items on every machine.
    """
    items = draw_items(pool, questions_of(pool.bank, plan.topics), Random(plan.seed), translate)  # noqa: S311
    return [item for item, _ in zip(items, range(plan.length), strict=False)]


def draw_items(
    pool: Pool,
    questions: Sequence[int],
    rng: Random,
    translate: Translate,
    *,
    forms: Sequence[Form] = tuple(FORMS.values()),
    options: int = OPTIONS,
) -> Iterator[Item]:
    """Yield different items on ``questions``, in random order, until the bank yields no more.

    Args:
        pool: the answers to draw from.
        questions: indexes into the bank's questions.
        rng: decides everything that is left to chance.
        translate: from the forms' marked texts to the language of the pool.
        forms: the forms allowed.
        options: options an item has, 2 to 6; an item has fewer only where its question would have none otherwise.
    """
    low, high = OPTION_BOUNDS
    if not low <= options <= high:
        raise ValueError(f"an item has {low} to {high} options, not {options}")
    maker = _Maker(pool, rng, translate, tuple(forms), options)
    first_turn = True
    fresh = True
    while fresh:
        fresh = False
        asked: list[int] = []
        for place in draw.order(rng, len(questions)):
            question = questions[place]
            if first_turn and _asked_already(pool, question, asked):
                continue
            item = maker.next_item(question)
            if item is not None:
                asked.append(question)
                fresh = True
                yield item
        fresh = fresh or first_turn  # a repeated question may have been passed over
        first_turn = False


def _asked_already(pool: Pool, question: int, asked: Sequence[int]) -> bool:
    # A round is short; beyond it, one repeated question among many does no harm.
    prompt = normal(pool.prompt(question))
    return any(asks_the_same(prompt, normal(pool.prompt(other))) for other in asked[-100:])


class _Maker:
    """Makes items on one question after another and remembers which there were."""

    def __init__(self, pool: Pool, rng: Random, translate: Translate, forms: tuple[Form, ...], options: int) -> None:
        self._pool = pool
        self._rng = rng
        self._forms = forms
        self._options = options
        self._asks = {form.id: translate(form.ask) if form.ask else "" for form in forms}
        self._left: dict[int, list[Target]] = {}
        self._draws: dict[int, int] = {}
        self._seen: set[tuple[str, str, frozenset[str]]] = set()

    def next_item(self, question: int) -> Item | None:
        """Return an item on ``question`` that has not come before; None if there is none left."""
        spare: Item | None = None
        while self._left.get(question) or self._refill(question):
            form, point = self._left[question].pop()
            item = self._make(question, form, point)
            if item is None or (mark := _mark(item)) in self._seen:
                continue
            if len(item.options) == self._options:
                self._seen.add(mark)
                return item
            if spare is None or len(item.options) > len(spare.options):
                spare = item
        if spare is not None:
            self._seen.add(_mark(spare))
        return spare

    def _refill(self, question: int) -> bool:
        """Lay out every form and point of ``question`` in random order, the forms taking turns."""
        draws = self._draws.get(question, 0)
        if draws > REDRAWS:
            return False
        self._draws[question] = draws + 1
        stacks: list[list[Target]] = []
        for form in self._forms:
            points = form.targets(self._pool.bank.questions[question], self._options)
            draw.shuffle(self._rng, points)
            if points:
                stacks.append([(form, point) for point in points])
        targets: list[Target] = []
        while stacks:
            draw.shuffle(self._rng, stacks)
            targets += [stack.pop() for stack in stacks]
            stacks = [stack for stack in stacks if stack]
        targets.reverse()  # they are taken from the end
        self._left[question] = targets
        return bool(targets)

    def _make(self, question: int, form: Form, point: int) -> Item | None:
        options = self._odd_options(question) if form is ODD_ONE_OUT else self._options_for(question, form, point)
        if len(options) < OPTION_BOUNDS[0]:
            return None
        key = options[0]
        draw.shuffle(self._rng, options)
        return self._item(question, form, point, options, options.index(key))

    def _options_for(self, question: int, form: Form, point: int) -> list[Candidate]:
        """Return the key and its wrong options, in this order."""
        key = Candidate(self._pool.text(question, form.part, point), question, point)
        if form in (GLOSS_TO_TERM, TERM_TO_GLOSS) and says_nothing(self._pool.text(question, Part.GLOSS, point)):
            return []
        wrong = choose(self._pool, form.part, question, key.text, self._options - 1, self._rng)
        if form in (BELONGS, SHORT_ANSWER):
            wrong += self._own_options(question, [key, *wrong])
        return [key, *wrong]

    def _own_options(self, question: int, beside: list[Candidate]) -> list[Candidate]:
        """Return what the author wrote as wrong options, as many as are lacking ``beside`` the others."""
        taken = [normal(option.text) for option in beside]
        own: list[Candidate] = []
        for text in self._pool.bank.questions[question].own_options:
            words = in_language(text, self._pool.lang)
            if len(taken) < self._options and not any(alike(normal(words), other) for other in taken):
                own.append(Candidate(words, AUTHOR, -1))
                taken.append(normal(words))
        return own

    def _odd_options(self, question: int) -> list[Candidate]:
        """Return an answer from elsewhere, which is the key, and points of the question."""
        points = list(range(len(self._pool.bank.questions[question].answer.points)))
        draw.shuffle(self._rng, points)
        own: list[Candidate] = []
        for point in points:
            text = self._pool.text(question, Part.TERM, point)
            if not any(alike(normal(text), normal(other.text)) for other in own):
                own.append(Candidate(text, question, point))
        own = own[: self._options - 1]
        model = own[draw.below(self._rng, len(own))].text
        odd = choose(self._pool, Part.TERM, question, model, 1, self._rng, near=True)
        return [*odd, *own] if odd else []

    def _item(self, index: int, form: Form, point: int, options: list[Candidate], key: int) -> Item:
        pool, lang = self._pool, self._pool.lang
        question = pool.bank.questions[index]
        shown = tuple(map(self._option, options))
        number = f".{point + 1}" if point >= 0 else ""
        draw_id = hashlib.sha256("\x1f".join((lang, *(o.text for o in options))).encode()).hexdigest()[:8]
        return Item(
            id=f"{question.id}.{form.id}{number}.{draw_id}",
            bank=pool.bank.id,
            question=question.id,
            topic=question.topic,
            form=form.id,
            lang=lang,
            lead=self._lead(index, form, point),
            ask=self._asks[form.id],
            options=shown,
            key=key,
            explanation=self._explanation(question, form, point),
            code=in_language(question.code.text, lang) if question.code and form in _SHOWS_CODE else "",
            code_language=question.code.language if question.code else "",
        )

    def _option(self, chosen: Candidate) -> Option:
        if chosen.question == AUTHOR:
            return Option(chosen.text, "", "")
        asked = self._pool.bank.questions[chosen.question]
        return Option(chosen.text, asked.id, self._pool.prompt(chosen.question))

    def _lead(self, question: int, form: Form, point: int) -> str:
        pool = self._pool
        if form is GLOSS_TO_TERM:
            return pool.text(question, Part.GLOSS, point)
        if form is TERM_TO_GLOSS:
            return pool.text(question, Part.TERM, point)
        return pool.prompt(question)

    def _explanation(self, question: Question, form: Form, point: int) -> str:
        """Return what the item teaches: what is said of the key, unless the item shows it, then the explanation."""
        lang = self._pool.lang
        told = []
        if form is BELONGS:
            asked = question.answer.points[point]
            if asked.gloss is not None:
                colon = "：" if lang.startswith("zh") else ": "
                told.append(f"{in_language(asked.term, lang)}{colon}{in_language(asked.gloss, lang)}")
        elif point < 0 and question.answer.short is not None and not question.answer.points:
            whole = in_language(question.answer.short, lang)
            if whole != brief(whole):
                told.append(whole)
        if question.explanation is not None:
            told.append(in_language(question.explanation, lang))
        return "\n".join(told)


def _mark(item: Item) -> tuple[str, str, frozenset[str]]:
    """Return what makes two items the same to a player: what is asked, and the options in any order."""
    return (item.form, item.lead, frozenset(option.text for option in item.options))
