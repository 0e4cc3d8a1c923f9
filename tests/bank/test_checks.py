"""The checks a bank must pass."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quizgame.bank.advice import letters, lines_needed, mentions
from quizgame.bank.checks import Problem, check_bytes, check_file, show_place
from quizgame.bank.models import Bank, dump_bank, parse_bank
from tests.bank.banks import as_bytes, banks, document, question


def check(raw: object) -> list[Problem]:
    return check_bytes(raw if isinstance(raw, bytes) else as_bytes(raw), "notes.json")


def told(raw: object) -> list[tuple[str, str]]:
    """Places and what is wrong there, in the order of the file."""
    return [(problem.place, problem.wrong) for problem in check(raw)]


def only(raw: object) -> Problem:
    problems = check(raw)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def changed(place: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """A good bank with one thing changed."""
    raw = copy.deepcopy(document())
    holder: Any = raw
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    return raw


def four(**changes: Any) -> dict[str, Any]:
    """A good bank whose first question is changed."""
    return document(question("q1", **changes), *(question(f"q{n}") for n in range(2, 6)))


def pointed(name: str, *terms: str, **changes: Any) -> dict[str, Any]:
    """A question that is answered by points with these terms."""
    return question(name, answer={"points": [{"term": term} for term in terms]}, **changes)


def test_a_bank_in_order_has_no_problems() -> None:
    assert check(document()) == []


@given(st.binary(max_size=200) | st.text('{}[],:"\\ab1e.- \n').map(str.encode))
def test_any_bytes_have_problems_and_raise_nothing(data: bytes) -> None:
    problems = check(data)
    assert problems
    for problem in problems:
        assert 1 <= problem.line <= data.count(b"\n") + 1
        assert problem.wrong
        assert problem.right.endswith(".")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


def _places(value: object, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [place] if place else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _places(inner, (*place, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            found += _places(inner, (*place, i))
    return found


@given(banks(), st.data())
def test_a_bank_with_anything_broken_has_an_error_exactly_if_it_cannot_be_read(
    whole: Bank, data: st.DataObject
) -> None:
    raw: Any = json.loads(dump_bank(whole))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.sampled_from(_places(raw)))
        holder = raw
        for step in place[:-1]:
            holder = holder[step]
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[place[-1]]
        else:
            holder[place[-1]] = data.draw(_json)
    text = as_bytes(raw)
    try:
        parse_bank(text)
        readable = True
    except ValidationError:
        readable = False
    problems = check(text)
    assert readable == all(problem.severity == "warning" for problem in problems)
    for problem in problems:
        assert "pydantic" not in str(problem)
        assert "nput should" not in str(problem)


# What the whole file is


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert "is empty" in [problem.wrong for problem in check(data)]


def test_a_file_that_is_not_utf8_is_told_with_the_line_of_the_first_wrong_byte() -> None:
    problem = only(b'{\n"id": "caf\xe9"}')
    assert (problem.line, problem.wrong) == (2, "is not UTF-8: the byte 0xE9 cannot stand where it does")


@pytest.mark.parametrize(
    ("data", "line", "wrong"),
    [
        (b'{"a": 1,\n}', 2, "comma after the last entry"),
        (b'{"a"\n1}', 2, "colon"),
        (b"{\n'a': 1}", 2, "without double quotes"),
        (b'{"a": 1\n"b": 2}', 2, "lacks a comma"),
        (b'{"a": 1}\n\nx', 3, "after its end"),
        (b'{"a":\n\n"x', 3, "ends too early"),
        (b'{"a":\n"x\n"}', 2, "inside quotation marks"),
        (b'{"a":\n"\\q"}', 2, "unknown escape"),
        (b'{"a":\n"\\ud800"}', 2, "half a character"),
        (b'{"a":\n01}', 2, "number"),
        (b'{"a":\ntru}', 2, "does not allow"),
        (b"[" * 100_000, 1, "nested too deeply"),
        (b'{"a":' * 100_000, 1, "nested too deeply"),
    ],
)
def test_a_file_that_is_not_json_is_told_why_and_in_which_line(data: bytes, line: int, wrong: str) -> None:
    problem = only(data)
    assert problem.wrong.startswith("is not JSON: it ")
    assert wrong in problem.wrong
    assert problem.line == line


@pytest.mark.parametrize("data", [b"[]", b"3", b"null", b'"notes"'])
def test_json_that_is_no_object_is_no_bank(data: bytes) -> None:
    problem = only(data)
    assert problem.place == ""
    assert problem.right.startswith("Write a bank: an object")


def test_a_byte_order_mark_is_a_problem_and_hides_no_other() -> None:
    raw = b"\xef\xbb\xbf" + as_bytes(changed(("version",), ""))
    assert told(raw) == [("", "begins with a byte order mark"), ("version", "is empty")]


def test_a_repeated_key_is_a_problem_with_both_its_lines() -> None:
    text = as_bytes(document()).replace(b' "version": "1",', b' "version": "1",\n "version": "2",')
    problem = only(text)
    assert (problem.line, problem.place, problem.wrong) == (4, "version", "stands here again, after line 3")


def test_a_file_that_cannot_be_read_is_told_why(tmp_path: Path) -> None:
    assert check_file(tmp_path / "no.json")[0].wrong == "does not exist"
    assert check_file(tmp_path)[0].wrong == "is a folder"
    (tmp_path / "file").write_bytes(b"")
    assert check_file(tmp_path / "file" / "below.json")[0].wrong.startswith("cannot be read")
    assert check_file(f"{tmp_path}/\0.json")[0].wrong.startswith("cannot be read")
    assert check_file(tmp_path / ("x" * 300))[0].wrong.startswith("cannot be read")


def test_a_file_that_may_not_be_read_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(as_bytes(document()))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    assert check_file(path)[0].wrong == "may not be read"


def test_a_pipe_is_no_bank_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert check_file(tmp_path / "pipe")[0].wrong == "is not an ordinary file"


def test_a_good_file_has_no_problems(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_bytes(as_bytes(document()))
    assert check_file(tmp_path / "notes.json") == []


# What a field can have wrong


@pytest.mark.parametrize(
    ("place", "value", "shown", "wrong", "right"),
    [
        (("title",), "", "title", "is empty", "Write a text in quotes"),
        (("title",), 3, "title", "is the number 3", "Write a text in quotes"),
        (("title",), "x" * 201, "title", "is longer than 200 characters", "Shorten it."),
        (("title",), "x\x1b", "title", "holds the control character U+001B", "Take it out"),
        (("title",), {"en": ""}, "title.en", "is empty", 'Write a text in the language "en"'),
        (("title",), {"EN!": "x", "en": "x"}, 'title["EN!"]', "is no language tag", "Write one such as en"),
        (("languages",), [], "languages", "is empty", "Write a list of language tags"),
        (("languages", 0), "English", "languages[0]", 'is the text "English"', "Write a language tag"),
        (("topics",), {}, "topics", "is an object", "Write a list of topics"),
        (("questions", 0), None, "questions[0]", "is null", "Write an object with id"),
        (("questions", 0, "id"), "q 1", "questions[0].id", 'is the text "q 1"', "Write an identifier"),
        (("questions", 0, "answer"), {}, "questions[0].answer", "says nothing", "Write a short answer"),
        (("questions", 0, "answer"), {"short": ["x"]}, "questions[0].answer.short", "is a list", "Write a text"),
        (("questions", 0, "difficulty"), 4, "questions[0].difficulty", "is the number 4", "Write 1, 2 or 3"),
        (("questions", 0, "difficulty"), 1e400, "questions[0].difficulty", "is too large", "Write 1, 2 or 3"),
        (("questions", 0, "aims"), True, "questions[0].aims", "is true", "Write a list of short words"),
        (("questions", 0, "colour"), 1, "questions[0].colour", "is not a field of a question", "Take it out"),
        (("questions", 0, "promt"), 1, "questions[0].promt", "is not a field of", 'Rename it to "prompt"'),
        (("titel",), 1, "titel", "is not a field of a bank", 'Rename it to "title"'),
        (("questions", 0, "answer", "shrt"), "x", "questions[0].answer.shrt", "of an answer", '"short"'),
    ],
)
def test_a_broken_field_is_told_in_plain_words(
    place: tuple[str | int, ...], value: object, shown: str, wrong: str, right: str
) -> None:
    problem = only(changed(place, value))
    assert problem.place == shown
    assert wrong in problem.wrong
    assert right in problem.right
    assert problem.severity == "error"


def test_too_many_points_are_told_once() -> None:
    raw = four(answer={"points": [{"term": f"t{n}"} for n in range(101)]})
    assert told(raw) == [("questions[0].answer.points", "has more than 100 entries")]


def test_a_missing_field_is_told_in_the_line_where_its_object_begins() -> None:
    raw = as_bytes(document(question("q1", answer=None), question("q2")))
    line = raw[: raw.index(b'"q1"')].count(b"\n")
    problem = only(raw)
    assert (problem.line, problem.place, problem.wrong) == (line, "questions[0].answer", "is missing")


def test_languages_called_map_and_line_and_id_are_languages() -> None:
    raw = document(question(prompt={"map": "", "id": 3, "en": "?"}), languages=["map", "id", "en"])
    assert [p for p in told(raw) if "prompt" in p[0]] == [
        ("questions[0].prompt.map", "is empty"),
        ("questions[0].prompt.id", "is the number 3, which cannot stand here"),
    ]


def test_the_line_is_that_of_the_broken_field() -> None:
    raw = as_bytes(changed(("questions", 2, "prompt"), ""))
    assert only(raw).line == raw[: raw.index(b'"prompt": ""')].count(b"\n") + 1


def test_problems_come_in_the_order_of_the_file_and_all_at_once() -> None:
    raw = document(
        question("q1", prompt=""),
        question("q1", topic="nowhere"),
        question("q3", answer={"points": [{"term": "RAG", "gloss": "RAG adds documents"}, {"term": 1}]}),
        question("q4", prompt={"zh": "?"}),
        question("q5", prompt="What is asked by q3"),
        version="",
    )
    assert told(raw) == [
        ("version", "is empty"),
        ("questions[0].prompt", "is empty"),
        ("questions[1].id", 'uses "q1" a second time'),
        ("questions[1].topic", 'names the topic "nowhere", which nobody defined'),
        (
            "questions[2].answer.points[0].gloss",
            'contains its own term, "RAG", and so gives the answer away',
        ),
        ("questions[2].answer.points[1].term", "is the number 1, which cannot stand here"),
        ("questions[3].prompt", 'has no text in "en"'),
        ("questions[3].prompt.zh", 'is in "zh", which the bank does not name'),
        ("questions[4].prompt", 'reads like the prompt of the question "q3"'),
    ]


def test_a_broken_topic_is_not_blamed_on_the_questions_that_name_it() -> None:
    assert told(changed(("topics", 0, "id"), "")) == [("topics[0].id", 'is the text "", which cannot stand here')]
    assert told(changed(("topics",), None))[1:] == []


def test_broken_languages_are_not_blamed_on_the_texts() -> None:
    raw = changed(("questions", 0, "prompt"), {"en": "Why?", "zh": "为什么？"})
    raw["languages"] = "en, zh"
    assert told(raw) == [("languages", 'is the text "en, zh", which cannot stand here')]


def test_a_question_that_cannot_be_read_may_still_lend_answers() -> None:
    raw = document(*(question(f"q{n}") for n in range(1, 4)), question("q4", answer=3))
    assert told(raw) == [("questions[3].answer", "is the number 3, which cannot stand here")]


# What a bank would be better for


def test_two_prompts_that_read_alike_are_told() -> None:
    raw = document(*(question(f"q{n}") for n in range(1, 5)), question("q5", prompt="WHAT is asked, by Q2"))
    assert told(raw) == [("questions[4].prompt", 'reads like the prompt of the question "q2"')]
    assert check(raw)[0].severity == "warning"


def test_prompts_that_differ_by_a_telling_mark_are_different() -> None:
    raw = document(*(question(f"q{n}", prompt=p) for n, p in enumerate(("C?", "C++?", "C#?", "5 %?"))))
    assert told(raw) == []


@pytest.mark.parametrize(
    ("gloss", "term"),
    [
        ("uses RAG to look things up", "rag"),
        ("an embedding's neighbours are embeddings", "Embedding"),
        ("用RAG技术回答", "RAG"),
        ("通过数据脱敏保护隐私", "数据脱敏"),
        ("the F1 of a class", "harmonic mean (F1)"),
        ("cross entropy of two distributions", "Cross-entropy"),
    ],
)
def test_a_gloss_that_contains_its_own_term_gives_the_answer_away(gloss: str, term: str) -> None:
    assert mentions(gloss, term)
    raw = four(answer={"short": "x", "points": [{"term": term, "gloss": gloss}]})
    assert any("gives the answer away" in wrong for _, wrong in told(raw))


@pytest.mark.parametrize(
    ("gloss", "term"),
    [("cheap storage", "RAG"), ("a language", "A"), ("计算损失", "损耗"), ("precise", "precision"), ("x", "C++")],
)
def test_a_gloss_that_only_shares_letters_with_its_term_does_not(gloss: str, term: str) -> None:
    assert not mentions(gloss, term)


def test_two_points_with_the_same_term_are_told() -> None:
    others = [pointed(f"o{n}", f"o{n}") for n in range(3)]
    assert told(document(pointed("q1", "Dropout", "pruning", "drop-out"), *others)) == [
        ("questions[0].answer.points[2].term", "reads like the term of points[0]")
    ]


def test_what_is_right_anyway_need_not_be_listed_and_must_not_be_a_wrong_option() -> None:
    raw = four(answer={"short": "Yes"}, also_right=["yes!", "Sure"], own_options=["YES", "sure", "No", "no."])
    assert told(raw) == [
        ("questions[0].also_right[0]", 'repeats the answer: "yes!"'),
        ("questions[0].own_options[0]", 'is also right: "YES"'),
        ("questions[0].own_options[1]", 'is also right: "sure"'),
        ("questions[0].own_options[3]", "reads like own_options[2]"),
    ]


def test_a_topic_without_questions_is_told() -> None:
    raw = document(topics=[{"id": "basics", "title": "Basics"}, {"id": "idle", "title": "Idle"}])
    assert told(raw) == [("topics[1]", "has no question")]


def test_a_prompt_that_does_not_fit_the_screen_is_told() -> None:
    assert told(four(prompt="word " * 90)) == []
    ((place, wrong),) = told(four(prompt="word " * 91))
    assert (place, wrong) == ("questions[0].prompt", "takes 7 lines of 74 cells, more than fit on a screen of 80x24")
    assert told(four(prompt="字" * 37 * 6)) == []
    assert told(four(prompt="字" * 37 * 6 + "。")) != []
    assert told(four(prompt="1\n2\n3\n4\n5\n6\n7")) != []


def test_a_term_longer_than_two_lines_is_told() -> None:
    others = [pointed(f"o{n}", f"o{n}") for n in range(3)]
    assert told(document(pointed("q1", "x" * 140), *others)) == []
    ((place, wrong),) = told(document(pointed("q1", "x" * 141), *others))
    assert place == "questions[0].answer.points[0].term"
    assert wrong.startswith("takes 3 lines of 70 cells")


def test_more_code_than_anyone_reads_is_told() -> None:
    assert told(four(code={"text": "\n".join(["x"] * 200)})) == []
    assert told(four(code={"text": "\n".join(["x"] * 201)})) == [("questions[0].code.text", "has 201 lines")]
    assert told(four(code={"text": "x" * 201})) == [("questions[0].code.text", "has a line of 201 cells")]


@given(st.text(st.sampled_from("ab 字\n"), max_size=60), st.integers(4, 12))
def test_a_text_takes_as_many_lines_as_its_cells_need_at_least(text: str, cells: int) -> None:
    drawn = [sum({"字": 2, " ": 0}.get(char, 1) for char in line) for line in text.split("\n")]
    needed = sum(max(1, -(-width // cells)) for width in drawn)
    assert needed <= lines_needed(text, cells) <= len(text) + 1


def test_a_question_that_no_other_lends_a_wrong_option_can_be_asked_in_no_form() -> None:
    ((place, wrong),) = told(document(question("only")))
    assert place == "questions[0]"
    assert wrong.startswith('can be asked in no form in "en"')


def test_a_short_answer_is_of_no_use_to_a_question_with_points() -> None:
    raw = document(pointed("q1", "a"), *(question(f"q{n}") for n in range(2, 6)))
    assert [place for place, _ in told(raw)] == ["questions[0]"]


def test_three_wrong_options_need_three_other_questions() -> None:
    raw = document(pointed("q1", "a"), pointed("q2", "b", "c", "d"), pointed("q3", "e"))
    assert told(raw)[0] == (
        "questions[0].answer",
        'finds only 2 terms in "en" to draw 3 wrong options from',
    )
    assert told(document(*(pointed(f"q{n}", f"t{n}") for n in range(4)))) == []


def test_the_same_answer_from_several_questions_is_one_wrong_option() -> None:
    raw = document(question("q0"), *(question(f"q{n}", answer={"short": "Same"}) for n in range(1, 5)))
    assert told(raw)[0] == (
        "questions[0].answer",
        'finds only 1 short answer in "en" to draw 3 wrong options from',
    )


def test_questions_that_share_an_aim_lend_each_other_nothing() -> None:
    shared = {"aims": ["prevent overfitting"]}
    raw = document(*(question(f"q{n}", **shared) for n in range(1, 5)))
    assert all("no form" in wrong for _, wrong in told(raw))


def test_a_point_is_not_lent_to_a_question_that_has_its_aim() -> None:
    points = [{"term": "dropout", "aims": ["prevent overfitting"]}, {"term": "pruning"}]
    lender = question("lender", answer={"points": points})
    rest = [pointed(f"q{n}", f"t{n}") for n in range(2)]
    asked = pointed("asked", "early stopping", aims=["prevent overfitting"])
    assert told(document(asked, lender, *rest)) == []
    del points[1]
    assert ("questions[0].answer", 'finds only 2 terms in "en" to draw 3 wrong options from') in told(
        document(asked, lender, *rest)
    )


def test_questions_that_share_an_answer_lend_each_other_nothing() -> None:
    raw = document(pointed("q1", "a", "b"), pointed("q2", "a", "x"), pointed("q3", "c"), pointed("q4", "d"))
    assert told(raw)[0][1] == 'finds only 2 terms in "en" to draw 3 wrong options from'


def test_an_answer_that_is_also_right_is_not_borrowed() -> None:
    raw = document(*(pointed(f"q{n}", f"t{n}") for n in range(3)), pointed("q3", "t3", also_right=["T1"]))
    assert ("questions[3].answer", 'finds only 2 terms in "en" to draw 3 wrong options from') in told(raw)


def test_options_that_the_author_wrote_count_as_wrong_options() -> None:
    assert told(document(question("only", own_options=["one", "two", "three"]))) == []


def test_glosses_are_counted_apart_from_terms() -> None:
    first = question("q1", answer={"points": [{"term": "a", "gloss": "the first"}]})
    raw = document(first, *(pointed(f"q{n}", f"t{n}") for n in range(2, 5)))
    assert told(raw) == [("questions[0].answer", 'finds only 0 glosses in "en" to draw 3 wrong options from')]


def test_each_language_is_looked_at_by_itself() -> None:
    asked = [
        question(f"q{n}", prompt={"en": f"Question {n}?", "zh": "问题？"}, answer={"short": f"{n}"}) for n in range(4)
    ]
    assert {place for place, _ in told(document(*asked, languages=["en", "zh"]))} == {
        f"questions[{n}].prompt.zh" for n in (1, 2, 3)
    }


# How a problem is shown


def test_a_problem_reads_as_file_line_place_and_two_sentences() -> None:
    problem = Problem("notes.json", 12, "questions[3].prompt.zh", "is empty", "Write it.", "error")
    assert str(problem) == "notes.json:12: questions[3].prompt.zh: is empty. Write it."
    assert str(Problem("n.json", 1, "", "is empty", "Write it.", "error")) == "n.json:1: is empty. Write it."


def test_a_problem_as_json_has_every_field() -> None:
    problem = only(changed(("title",), ""))
    assert json.loads(json.dumps(problem.to_json())) == {
        "file": "notes.json",
        "line": 4,
        "place": "title",
        "wrong": "is empty",
        "right": problem.right,
        "severity": "error",
    }


def test_nothing_in_a_hostile_file_reaches_the_terminal_as_a_command() -> None:
    raw = changed(("questions", 0, "\x1b[2J\u202e"), "x")
    raw["topics"][0]["id"] = "\x1b]0;owned\x07"
    for problem in check_bytes(as_bytes(raw), "\x1b[2J.json"):
        assert str(problem).isprintable()


def test_a_place_is_written_as_in_a_program() -> None:
    assert show_place(("questions", 3, "prompt", "zh")) == "questions[3].prompt.zh"
    assert show_place(("a b", "c")) == '["a b"].c'
    assert show_place(()) == ""


def test_texts_are_compared_without_case_blanks_and_punctuation() -> None:
    assert letters("Ｄrop-out !") == letters("dropout")
    assert letters("C++") != letters("C")
    assert letters("？！") != letters("。")
