"""Items and their wrong options."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations, islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgame.bank.models import Bank
from quizgame.play.distractors import Pool, rank
from quizgame.play.forms import BELONGS, FORMS, GLOSS_TO_TERM, ODD_ONE_OUT, SHORT_ANSWER, TERM_TO_GLOSS, Form
from quizgame.play.item import Item
from quizgame.play.items import draw_items, questions_of, round_items
from quizgame.play.plan import Plan
from quizgame.play.words import alike, normal
from tests.banks import WORDS, bank, big_bank, question


def same(text: str) -> str:
    return text


def items_of(b: Bank, *forms: Form, count: int = 200, seed: int = 1, options: int = 4) -> list[Item]:
    drawn = draw_items(
        Pool(b, b.languages[0]),
        range(len(b.questions)),
        Random(seed),
        same,
        forms=forms or tuple(FORMS.values()),
        options=options,
    )
    return list(islice(drawn, count))


def plan(length: int = 10, seed: int = 1, topics: tuple[str, ...] = ()) -> Plan:
    return Plan("classic", "small", "1", "en", topics, length, 20, seed)


OTHERS = (
    question("others1", "candle", "dragon", "engine"),
    question("others2", "forest", "garden", "hammer"),
    question("others3", "island", "jacket", "kettle"),
)


def offered(*questions: dict[str, object], form: Form = BELONGS) -> set[str]:
    """Return everything that is offered as an option for the first question over many draws."""
    first = questions[0]["id"]
    b = bank(*questions, *OTHERS)
    return {o.text for i in items_of(b, form, count=2000) if i.question == first for o in i.options}


def test_an_item_has_four_options_and_one_key() -> None:
    for item in items_of(big_bank()):
        assert len(item.options) == 4
        assert 0 <= item.key < 4


@pytest.mark.parametrize("options", [2, 3, 4, 5, 6])
def test_two_to_six_options_can_be_asked_for(options: int) -> None:
    items = items_of(big_bank(20, points=6), options=options)
    assert {len(item.options) for item in items} == {options}
    assert {item.form for item in items} == set(FORMS)


@pytest.mark.parametrize("options", [1, 7])
def test_fewer_than_two_or_more_than_six_options_are_refused(options: int) -> None:
    with pytest.raises(ValueError, match="2 to 6"):
        items_of(big_bank(), options=options)


def test_every_option_but_the_key_is_another_questions_answer() -> None:
    for item in items_of(big_bank(), BELONGS, GLOSS_TO_TERM, TERM_TO_GLOSS, SHORT_ANSWER):
        for i, option in enumerate(item.options):
            assert (option.question == item.question) == (i == item.key)


def test_the_odd_one_out_alone_comes_from_another_question() -> None:
    items = items_of(big_bank(), ODD_ONE_OUT)
    assert items
    for item in items:
        for i, option in enumerate(item.options):
            assert (option.question == item.question) == (i != item.key)


def test_each_option_is_an_answer_of_the_question_it_names() -> None:
    b = big_bank()
    answers = {
        q.id: {q.answer.short, *(p.term for p in q.answer.points), *(p.gloss for p in q.answer.points)}
        for q in b.questions
    }
    prompts = {q.id: q.prompt for q in b.questions}
    for item in items_of(b):
        for option in item.options:
            assert option.text in answers[option.question]
            assert option.prompt == prompts[option.question]


def test_a_near_duplicate_of_a_right_answer_is_never_offered() -> None:
    seen = offered(
        question("first", "early stopping", "dropout", "weight decay"),
        question("second", "Early-Stopping criteria", "ribbon", "saddle"),
        question("third", "decay weight", "tunnel", "urchin"),
    )
    assert not seen & {"Early-Stopping criteria", "decay weight"}


def test_what_the_author_calls_right_too_is_never_offered() -> None:
    seen = offered(question("first", "anchor", "basket", also_right=["dragon"]))
    assert "dragon" not in seen
    assert "hammer" in seen


def test_a_question_with_the_same_prompt_lends_nothing() -> None:
    seen = offered(
        question("first", "anchor", "basket", prompt="What are the key steps of a project?"),
        question("second", "ribbon", "saddle", prompt="What are the key steps of a project ?"),
    )
    assert not seen & {"ribbon", "saddle"}


def test_a_question_with_a_nearly_identical_prompt_lends_nothing() -> None:
    seen = offered(
        question("first", "anchor", "basket", prompt="请谈谈大模型商业化落地过程中，可以采用的技术文档管理要点。"),
        question("second", "ribbon", "saddle", prompt="请谈谈大模型商业化落地过程中可以采用的技术文档的管理要点"),
    )
    assert not seen & {"ribbon", "saddle"}


def test_a_question_that_shares_an_answer_lends_nothing() -> None:
    seen = offered(question("first", "anchor", "basket"), question("second", "Basket", "saddle"))
    assert "saddle" not in seen


def test_a_question_that_shares_an_aim_lends_nothing() -> None:
    seen = offered(
        question("first", "anchor", "basket", aims=["prevent overfitting"]),
        question("second", "ribbon", "saddle", aims=["Prevent overfitting", "save memory"]),
    )
    assert not seen & {"ribbon", "saddle"}


def test_a_point_with_an_aim_of_the_question_is_never_offered_the_others_of_its_question_are() -> None:
    second = question("second", "ribbon", "saddle")
    second["answer"]["points"][0]["aims"] = ["prevent overfitting"]
    seen = offered(question("first", "anchor", "basket", aims=["prevent overfitting"]), second)
    assert "ribbon" not in seen
    assert "saddle" in seen


def test_no_two_options_of_an_item_read_alike() -> None:
    b = bank(
        question("first", "anchor", "basket"),
        question("second", "data cleaning"),
        question("third", "Cleaning Data"),
        question("fourth", "data-cleaning"),
        *OTHERS,
    )
    for item in items_of(b, count=500):
        for one, two in combinations(item.options, 2):
            assert not alike(normal(one.text), normal(two.text))


def test_a_gloss_does_not_name_its_term_in_the_stem_nor_in_the_options() -> None:
    b = bank(
        *(
            {
                "id": name,
                "topic": "t",
                "prompt": f"About {name}?",
                "answer": {"points": [{"term": name, "gloss": f"{name.upper()} is what {where} holds"}]},
            }
            for name, where in (("anchor", "a ship"), ("candle", "wax"), ("engine", "a car"), ("forest", "trees"))
        )
    )
    for item in items_of(b, GLOSS_TO_TERM):
        assert item.lead.startswith("____ is what")
    for item in items_of(b, TERM_TO_GLOSS):
        assert all(option.text.startswith("____ is what") for option in item.options)


def test_the_same_seed_gives_the_same_round() -> None:
    assert round_items(Pool(big_bank(), "en"), plan(), same) == round_items(Pool(big_bank(), "en"), plan(), same)
    assert round_items(Pool(big_bank(), "en"), plan(), same) != round_items(Pool(big_bank(), "en"), plan(seed=2), same)


def test_a_seed_gives_this_round_on_every_machine() -> None:
    ids = [item.id for item in round_items(Pool(big_bank(), "en"), plan(length=3, seed=5), same)]
    assert ids == EXPECTED


EXPECTED = ["garden6.belongs.3.fed5856e", "island8.odd_one_out.7bdf55fd", "jacket9.gloss_to_term.1.a8b5be52"]


def test_a_round_asks_every_question_once_before_any_comes_again() -> None:
    questions = [item.question for item in round_items(Pool(big_bank(6), "en"), plan(length=12), same)]
    assert len(set(questions[:6])) == 6
    assert Counter(questions) == dict.fromkeys(set(questions), 2)


def test_a_round_is_as_long_as_the_bank_allows() -> None:
    items = round_items(
        Pool(bank(question("first", short="anchor"), question("second", short="candle")), "en"), plan(), same
    )
    assert len(items) == 2


def test_a_round_never_asks_the_same_item_twice() -> None:
    items = items_of(big_bank(5), count=5000)
    marks = [(i.form, i.lead, frozenset(o.text for o in i.options)) for i in items]
    assert len(marks) == len(set(marks)) > 100


def test_a_round_keeps_to_its_topics_but_draws_wrong_options_from_all() -> None:
    b = bank(question("first", "anchor", topic="chosen"), *OTHERS)
    items = round_items(Pool(b, "en"), plan(topics=("chosen",)), same)
    assert {item.question for item in items} == {"first"}
    assert len(items[0].options) == 4


def test_repeated_questions_do_not_meet_in_one_round() -> None:
    twins = [question(f"twin{i}", "anchor", "basket", prompt="Which are the steps of it?") for i in range(2)]
    for seed in range(20):
        items = round_items(Pool(bank(*twins, *OTHERS), "en"), plan(length=4, seed=seed), same)
        assert sum(item.question.startswith("twin") for item in items) == 1


def test_a_bank_too_small_for_four_options_gives_fewer_and_never_one() -> None:
    items = items_of(bank(question("first", short="anchor"), question("second", short="candle")))
    assert [len(item.options) for item in items] == [2, 2]
    assert items_of(bank(question("first", short="anchor"))) == []


def test_an_authors_own_options_fill_up_where_other_answers_are_too_few() -> None:
    items = items_of(
        bank(
            question("first", short="anchor", own_options=["Anchors", "basket", "candle"]),
            question("b", short="dragon"),
        )
    )
    first = next(item for item in items if item.question == "first")
    assert {(o.text, o.question) for o in first.options} == {
        ("anchor", "first"),
        ("dragon", "b"),
        ("basket", ""),
        ("candle", ""),
    }


def test_a_short_answer_that_repeats_the_prompt_is_not_asked_for_nor_offered() -> None:
    b = bank(question("code", short="Print it", prompt="Print it"), *(question(w, short=w) for w in WORDS[:5]))
    items = items_of(b, SHORT_ANSWER)
    assert items
    assert not any(item.question == "code" or "Print it" in {o.text for o in item.options} for item in items)


def test_kind_is_preferred() -> None:
    b = bank(
        question("first", "anchor", kind="method"),
        *(question(f"method{i}", word, kind="method") for i, word in enumerate(("candle", "dragon", "engine"))),
        *(question(f"risk{i}", word, kind="risk") for i, word in enumerate(("forest", "garden", "hammer"))),
    )
    wrong = Counter(
        option.question.rstrip("0123456789")
        for item in items_of(b, BELONGS, count=400)
        if item.question == "first"
        for i, option in enumerate(item.options)
        if i != item.key
    )
    assert wrong["method"] > 2 * wrong["risk"]


def test_keys_stand_in_every_place() -> None:
    places = Counter(item.key for item in items_of(big_bank(20), count=1000))
    assert all(200 < places[i] < 300 for i in range(4))


def test_items_are_what_other_tools_read() -> None:
    item = items_of(big_bank())[0]
    data = json.loads(json.dumps(item.to_json()))
    assert list(data) == [
        "id", "bank", "question", "topic", "form", "lang", "stem", "code", "options", "key", "answers", "explanation",
    ]  # fmt: skip
    assert data["answers"][data["key"]] == item.question


def test_topics_choose_questions() -> None:
    b = bank(question("a", "x", topic="one"), question("b", "y", topic="two"))
    assert questions_of(b, ["two"]) == [1]
    assert questions_of(b, []) == [0, 1]


def test_a_rank_puts_what_is_like_the_key_first() -> None:
    candidates = ["banana", "convolutional network", "recurrent network", "42"]
    order = rank("Which network suits images?", "residual network", candidates)
    assert sorted(order) == [0, 1, 2, 3]
    assert set(order[:2]) == {1, 2}


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.strip() != ""
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=4), st.none() | TEXTS), min_size=1, max_size=8), st.integers()
)
def test_whatever_a_bank_holds_no_option_but_the_key_is_right(
    rows: list[tuple[str, list[str], str | None]], seed: int
) -> None:
    b = bank(
        *(
            {
                "id": f"q{i}",
                "topic": "t",
                "prompt": prompt,
                "answer": {
                    "points": [{"term": term, "gloss": f"{term} {term}"} for term in terms],
                    "short": short or ("short" if not terms else None),
                },
            }
            for i, (prompt, terms, short) in enumerate(rows)
        )
    )
    by_id = {q.id: q for q in b.questions}
    for item in items_of(b, seed=seed, count=60):
        assert 2 <= len(item.options) <= 4
        asked = by_id[item.question]
        right = [normal(str(p.term)) for p in asked.answer.points] + [normal(str(asked.answer.short or ""))]
        for i, option in enumerate(item.options):
            if (i == item.key) == (item.form == ODD_ONE_OUT.id):
                assert option.question != item.question
                assert normal(option.text).letters not in {r.letters for r in right}
