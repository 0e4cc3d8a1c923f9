"""The shapes in which people write questions and answers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgame.bank.models import Bank, dump_bank, parse_bank
from quizgame.formats.markdown import read_markdown
from tests.formats.reading import bank, left_out, only, pairs, points, questions, read

NO_QUESTION = "belongs to no question"
NO_ANSWER = "is a question without an answer"
TWO = [("What is X?", "It is Y."), ("Who is Z?", "Nobody.")]
TWO_ZH = [("什么是甲？", "是乙。"), ("谁是丙？", "没有人。")]


@pytest.mark.parametrize(
    "text",
    [
        "## What is X?\n\nIt is Y.\n\n## Who is Z?\nNobody.\n",
        "What is X?\n----------\nIt is Y.\n\nWho is Z?\n---------\nNobody.\n",
        "## 1. What is X?\n\nIt is Y.\n\n## 2) Who is Z?\nNobody.\n",
        "> ## What is X?\n> It is Y.\n>\n> ## Who is Z?\n> Nobody.\n",
        "Q: What is X?\nA: It is Y.\n\nQ: Who is Z?\nA: Nobody.\n",
        "**Q:** What is X?\n\n**A:** It is Y.\n\n**Q:** Who is Z?\n\n**A:** Nobody.\n",
        "**Q: What is X?**\nA: It is Y.\n\n**Q: Who is Z?** Nobody.\n",
        "Q1. What is X?\nA1. It is Y.\nQ2. Who is Z?\nA2. Nobody.\n",
        "Q：What is X？\nA：It is Y.\n\nQ：Who is Z？\nA：Nobody.\n".replace("？", "?"),
        "Q: What is X? A: It is Y.\n\nQ: Who is Z? A: Nobody.\n",
        "Q: What is X?\nIt is Y.\n\nQ: Who is Z?\nNobody.\n",
        "Question: What is X?\nAnswer: It is Y.\n\nQuestion 2: Who is Z?\nAnswer: Nobody.\n",
        "**Question 1**\n\nWhat is X?\n\n**Answer**\n\nIt is Y.\n\n**Question 2**\nWho is Z?\n\n**Answer**\nNobody.\n",
        "1. What is X?\n   Answer: It is Y.\n2. Who is Z?\n   Answer: Nobody.\n",
        "- Q: What is X?\n- A: It is Y.\n- Q: Who is Z?\n- A: Nobody.\n",
        "- Q: What is X?\n  A: It is Y.\n- Q: Who is Z?\n  A: Nobody.\n",
        "### Question 1\nWhat is X?\n#### Answer\nIt is Y.\n### Question 2\nWho is Z?\n#### Answer\nNobody.\n",
        "### Question 1: What is X?\nIt is Y.\n### Question 2: Who is Z?\nNobody.\n",
        "1. What is X?\n\n   It is Y.\n\n2. Who is Z?\n\n   Nobody.\n",
        "1. What is X?\n\nIt is Y.\n\n2. Who is Z?\n\nNobody.\n",
        "1. What is X?\n   It is Y.\n2. Who is Z?\n   Nobody.\n",
        "1. **What is X?** It is Y.\n2. **Who is Z?** Nobody.\n",
        "**What is X?**\nIt is Y.\n\n**Who is Z?** Nobody.\n",
        "**1. What is X?**\n\nIt is Y.\n\n**2. Who is Z?**\n\nNobody.\n",
        "What is X?\n\nAnswer: It is Y.\n\nWho is Z?\n\nAnswer: Nobody.\n",
        (
            "## What is X?\n<details><summary>Answer</summary>\n\nIt is Y.\n\n</details>\n\n"
            "## Who is Z?\n<details>\n<summary>Show answer</summary>\nNobody.\n</details>\n"
        ),
        (
            "<details><summary>What is X?</summary>\n\nIt is Y.\n\n</details>\n\n"
            "<details><summary><b>Who is Z?</b></summary>\nNobody.\n</details>\n"
        ),
        (
            "1. What is X?\n   <details><summary>Answer</summary>It is Y.</details>\n\n"
            "2. Who is Z?\n   <details><summary>Answer</summary>Nobody.</details>\n"
        ),
        "| Question | Answer |\n|---|---|\n| What is X? | It is Y. |\n| Who is Z? | Nobody. |\n",
        "| # | Question | Answer |\n|---|---|---|\n| 1 | What is X? | It is Y. |\n| 2 | Who is Z? | Nobody. |\n",
    ],
)
def test_a_question_with_its_answer_is_found_in_every_shape(text: str) -> None:
    assert pairs(text) == TWO
    assert left_out(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "## 什么是甲？\n\n是乙。\n\n## 谁是丙？\n没有人。\n",
        "### 面试题1：什么是甲？\n**答案：** 是乙。\n\n### 面试题2：谁是丙？\n**答案：** 没有人。\n",
        "问：什么是甲？\n答：是乙。\n\n问：谁是丙？\n答：没有人。\n",
        "**问题：** 什么是甲？\n\n**答案：** 是乙。\n\n**问题**：谁是丙？\n\n**答案**：没有人。\n",
        "题目: 什么是甲？\n答案: 是乙。\n\n题目: 谁是丙？\n答案: 没有人。\n",
        "问：什么是甲？答：是乙。\n\n问：谁是丙？答：没有人。\n",
        "【题目】什么是甲？\n【答案】是乙。\n\n【题目】谁是丙？\n【答案】没有人。\n",
        "1、什么是甲？\n是乙。\n\n2、谁是丙？\n没有人。\n",
        "（1）什么是甲？\n\n是乙。\n\n（2）谁是丙？\n\n没有人。\n",
        "#### 1. 定\n\n**题目：** 什么是甲？\n\n**答案：**  \n是乙。\n\n#### 2. 人\n\n题目：谁是丙？\n答案：没有人。\n",
        "## 什么是甲？\n<details><summary>点击查看答案</summary>\n\n是乙。\n\n</details>\n\n## 谁是丙？\n\n没有人。\n",
        "| 问题 | 答案 |\n|---|---|\n| 什么是甲？ | 是乙。 |\n| 谁是丙？ | 没有人。 |\n",
    ],
)
def test_chinese_labels_and_punctuation_are_understood(text: str) -> None:
    assert pairs(text) == TWO_ZH
    assert left_out(text) == []
    assert bank(text).languages == ("zh",)


def test_a_numbered_question_may_hold_its_options_and_its_answer() -> None:
    text = (
        "1. 下列哪个是水果？（ ）\nA. 苹果 B. 石头\n答案：A\n解析：能吃。\n\n"
        "2. Name one.\n   a) cat\n\n   Answer: cat\n"
    )
    fruit, cat = questions(text)
    assert (fruit.prompt, fruit.answer.short) == ("下列哪个是水果？（ ） A. 苹果 B. 石头", "A")
    assert fruit.explanation == "能吃。"
    assert (cat.prompt, cat.answer.short) == ("Name one. a) cat", "cat")


def test_notes_without_any_question_ask_by_their_headings() -> None:
    text = "# Notes\n\n## Dropout\nLeaves out units at random.\n\n## Regularisation\n- L1: values\n- L2: squares\n"
    assert [question.prompt for question in questions(text)] == ["Dropout", "Regularisation"]
    assert questions(text)[0].answer.short == "Leaves out units at random."
    assert points(questions(text)[1]) == [("L1", "values"), ("L2", "squares")]


def test_a_table_of_terms_is_one_question() -> None:
    question = only(
        "# Glossary\n\n| Term | Meaning | Example |\n|---|---|---|\n| cat | animal | Tom |\n| rose | plant | |\n"
    )
    assert question.prompt == "Glossary"
    assert points(question) == [("cat", "animal; Example: Tom"), ("rose", "plant")]


def test_a_table_of_terms_may_stand_beside_other_questions() -> None:
    table = "## Terms\n\n| Term | Meaning |\n|---|---|\n| cat | animal |\n\n"
    text = f"Q: What is X?\nA: Y.\n\n{table}## Words\n- rose: plant\n- elm: tree\n"
    assert [question.prompt for question in questions(text)] == ["What is X?", "Terms", "Words"]


def test_a_table_below_a_question_is_its_points() -> None:
    question = only(
        "## Which losses?\n\n| No. | Loss | For |\n|---|---|---|\n| 1 | MSE | regression |\n| 2 | NLL | classes |\n"
    )
    assert points(question) == [("MSE", "regression"), ("NLL", "classes")]


@pytest.mark.parametrize(
    ("item", "point"),
    [
        ("**Cost:** what it takes", ("Cost", "what it takes")),
        ("**Cost**: what it takes", ("Cost", "what it takes")),
        ("**Cost** – what it takes", ("Cost", "what it takes")),
        ("Cost: what it takes", ("Cost", "what it takes")),
        ("Cost — what it takes", ("Cost", "what it takes")),
        ("a: b", ("a", "b")),
        ("**成本：** 花费", ("成本", "花费")),
        ("**成本**：花费", ("成本", "花费")),
        ("成本：花费", ("成本", "花费")),
        ("成本:花费", ("成本", "花费")),
        ("成本——花费", ("成本", "花费")),
        ("`x = 1`: an assignment", ("x = 1", "an assignment")),
        ("[Cost](http://example.org): what it takes", ("Cost", "what it takes")),
        ("[x] Cost: what it takes", ("Cost", "what it takes")),
        ("train in batches", ("train in batches", None)),
        ("Cost:", ("Cost", None)),
        ("at 10:30 the train leaves", ("at 10:30 the train leaves", None)),
        ("10: 30", ("10: 30", None)),
        ("see https://example.org for more", ("see https://example.org for more", None)),
        ("std::vector grows", ("std::vector grows", None)),
        ("pages 10–20", ("pages 10–20", None)),
        ("a well-known fact", ("a well-known fact", None)),
        ("**Never** do this", ("Never do this", None)),
        ("this is a sentence that goes on for quite a while: and then says more", (
            "this is a sentence that goes on for quite a while: and then says more", None)),
        ("It ends here. And this: is another", ("It ends here. And this: is another", None)),
        ("[red]not markup[/red]", ("[red]not markup[/red]", None)),
    ],
)  # fmt: skip
def test_an_item_is_a_term_with_its_gloss_or_a_term(item: str, point: tuple[str, str | None]) -> None:
    assert points(only(f"## Why?\n- {item}\n- last\n")) == [point, ("last", None)]


def test_what_stands_below_an_item_is_its_gloss() -> None:
    text = "## Why?\n- pros:\n  - fast\n  - cheap\n- cons: slow\n  - dear\n- plain\n\n  More.\n- 优点\n  - 快\n  - 省\n"
    assert points(only(text)) == [
        ("pros", "fast; cheap"),
        ("cons", "slow; dear"),
        ("plain", "More."),
        ("优点", "快；省"),
    ]


def test_a_list_that_code_or_prose_splits_goes_on() -> None:
    question = only("## Why?\n1. **A**: a\n\n```py\nx = 1\n```\n\n2. **B**: b\n\nThis holds always.\n\n3. **C**: c\n")
    assert points(question) == [("A", "a"), ("B", "b"), ("C", "c")]
    assert question.code is not None
    assert (question.code.language, question.code.text) == ("py", "x = 1")
    assert question.explanation == "This holds always."


def test_the_parts_of_an_answer_may_have_headings() -> None:
    text = "## What is X?\n### Meaning\nA thing.\n### Uses\n- one\n- two\n\n## What is Y?\nAnother.\n"
    first, second = questions(text)
    assert points(first) == [("Meaning", "A thing."), ("Uses", "one; two")]
    assert second.answer.short == "Another."


def test_a_sentence_that_only_announces_the_list_is_no_part_of_the_answer() -> None:
    question = only("## Why?\nX is good. These are the reasons:\n- a\n- b\n")
    assert points(question) == [("a", None), ("b", None)]
    assert question.answer.short is None
    assert question.explanation == "X is good."
    assert only("## Why?\nThe reasons include\n- a\n- b\n").explanation is None


@pytest.mark.parametrize(
    "label", ["**Explanation:**", "Rationale:", "**解析：**", "解析:", "利用优势的解析：", "#### Explanation\n"]
)
def test_a_marked_explanation_is_kept_as_one(label: str) -> None:
    question = only(f"Q: Why?\n\nA: Because.\n\n{label} It follows from the rules.\n")
    assert (question.answer.short, question.explanation) == ("Because.", "It follows from the rules.")


def test_code_before_the_answer_is_shown_with_the_question() -> None:
    question = only("## What is printed?\n\n```python\n\nprint(1)\n```\n\n**Answer:** 1\n")
    assert question.code is not None
    assert (question.code.language, question.code.text) == ("python", "print(1)")
    assert question.answer.short == "1"


def test_a_few_lines_of_code_are_an_answer_and_more_is_code() -> None:
    script = "\n".join(f"step {n}" for n in range(9))
    line, loop, long = questions(
        "## How to list files?\n```sh\nls\n```\n\n## How to loop?\n```\nfor x in y:\n    pass\n```\n\n"
        f"## How to build it?\n```\n{script}\n```\n"
    )
    assert (line.answer.short, line.code) == ("ls", None)
    assert (loop.answer.short, loop.code) == ("for x in y:\n    pass", None)
    assert long.code is not None
    assert (long.code.language, long.code.text) == ("text", script)


def test_the_questions_below_a_heading_that_asks_nothing_are_questions() -> None:
    text = (
        "# Net\n\n## TCP\n\n### What is SYN?\nIt opens.\n\n"
        "## DNS\n\n1. What is A?\n\n   An address.\n\n2. What is MX?\n\n   Mail.\n"
    )
    assert pairs(text) == [("What is SYN?", "It opens."), ("What is A?", "An address."), ("What is MX?", "Mail.")]


def test_code_of_a_second_language_is_reported() -> None:
    text = "## How?\nSo:\n```py\na\n```\n```py\nb\n```\n```sh\nc\n```\nDone.\n"
    code = only(text).code
    assert code is not None
    assert code.text == "a\n\nb"
    assert left_out(text) == [(9, "is code in another language than the py above it")]


def test_a_list_that_announces_exercises_gives_their_prompts() -> None:
    text = (
        "# T\n\n## Exercises\n\n"
        "1. **Sorting:** Write a stable sort.\n2. **Search:** Find a value.\n3. **Trees:** Walk one.\n\n"
        "### 1. Sorting\n```py\nsorted(x)\ny\n```\n### 2. Search\nUse halves.\n"
    )
    sorting, search = questions(text)
    assert (sorting.prompt, sorting.answer.short) == ("Write a stable sort.", "Sorting")
    assert sorting.code is not None
    assert (search.prompt, search.answer.short) == ("Find a value.", "Use halves.")
    assert left_out(text) == [(7, NO_QUESTION)]


def test_a_table_of_contents_is_understood() -> None:
    text = "- [What is X?](#x)\n- [Who is Z?](#z)\n\n## What is X?\nIt is Y.\n\n## Who is Z?\nNobody.\n"
    assert pairs(text) == TWO
    assert left_out(text) == []


def test_lines_join_with_a_blank_unless_they_are_chinese() -> None:
    assert only("## Why?\none\ntwo  \nthree\n").answer.short == "one two three"
    assert only("## 为什么？\n第一行，\n第二行\nand more\n").answer.short == "第一行，第二行 and more"


def test_inline_markdown_gives_its_plain_text() -> None:
    question = only(
        "## What is *x*, `y[0]` and **z**?\n"
        "A [link](http://a.b), ![a picture](p.png), &lt;b&gt; <i>tags</i>, \\*stars\\*, ~~no~~.\n"
    )
    assert question.prompt == "What is x, y[0] and z?"
    assert question.answer.short == "A link, a picture, <b> tags, *stars*, no."


# What is left out is reported


def test_what_belongs_to_no_question_is_reported_with_its_line() -> None:
    text = "# Quiz\n\nWelcome!\n\n## What is X?\nIt is Y.\n\n## Summary\nThat was it.\n"
    assert pairs(text) == [("What is X?", "It is Y.")]
    assert left_out(text) == [(3, NO_QUESTION), (9, NO_QUESTION)]


def test_a_closing_remark_is_no_part_of_the_last_answer() -> None:
    text = "## What is X?\nIt is Y.\n\nI hope this helps!\n"
    assert pairs(text) == [("What is X?", "It is Y.")]
    assert left_out(text) == [(4, NO_QUESTION)]


def test_a_question_without_an_answer_is_reported() -> None:
    assert left_out("## What is X?\n\n## Who is Z?\nNobody.\n") == [(1, NO_ANSWER)]
    assert left_out("Q: What is X?\n\nQ: Who is Z?\nA: Nobody.\n") == [(1, NO_ANSWER)]


def test_a_document_without_questions_says_how_to_write_them() -> None:
    reading = read("Just a text.\n\nAnd another one.\n")
    assert reading.bank is None
    assert "Q: and A:" in reading.report.problem
    assert [passage.line for passage in reading.report.passages] == [1, 3]


def test_comments_and_scripts_are_reported() -> None:
    text = "## What is X?\nIt is Y.\n\n<!-- to do -->\n\n<script>\nalert(1)\n</script>\n"
    assert pairs(text) == [("What is X?", "It is Y.")]
    assert left_out(text) == [(4, "is a comment"), (7, "is HTML that holds no text")]


def test_too_long_a_text_is_reported_and_the_rest_is_read() -> None:
    text = f"## {'What? ' * 400}\nIt is Y.\n\n## Who is Z?\nNobody.\n- {'x' * 1_001}\n- {'y' * 50_000}\n- short\n"
    (question,) = questions(text)
    assert points(question) == [("short", None)]
    assert left_out(text) == [
        (1, "is left out: its prompt is longer than 2,000 characters"),
        (6, "is left out: its term is longer than 1,000 characters"),
        (7, "is a line of 50,002 characters; a text of a question has at most 40,000"),
    ]


def test_more_points_than_an_answer_may_have_are_reported() -> None:
    text = "## Which?\n" + "".join(f"- item {i}\n" for i in range(102))
    assert len(only(text).answer.points) == 100
    assert left_out(text) == [(line, "is beyond the 100 points that one answer may have") for line in (102, 103)]


def test_the_report_counts_what_was_read() -> None:
    report = read("## What is X?\n- a\n- b\n\n## Who is Z?\nNobody:\n```py\n1\n2\n3\n4\n5\n6\n7\n```\n").report
    assert (report.questions, report.points, report.prose, report.code) == (2, 2, 1, 1)
    assert (report.file, report.encoding, report.lang, report.problem) == ("/home/player/notes.md", "utf-8", "en", "")
    assert report.to_json()["passages"] == []


# Title, topics, language


def test_front_matter_gives_title_topic_and_language() -> None:
    found = bank("---\ntitle: Logic\ntopic: Proofs\nlang: de\n---\n# Other\n\n## What is X?\nIt is Y.\n")
    assert (found.title, found.languages, found.topics[0].title) == ("Logic", ("de",), "Proofs")


def test_what_the_player_gives_wins() -> None:
    text = "---\ntitle: Logic\ntopic: Proofs\nlang: de\n---\n## What is X?\nIt is Y.\n"
    found = bank(text, title="Mine", topic="Yours", lang="pt-BR")
    assert (found.id, found.title, found.languages, found.topics[0].title) == ("mine", "Mine", ("pt-BR",), "Yours")


def test_a_field_of_the_front_matter_that_is_of_no_use_is_reported() -> None:
    text = "---\ntitle: [a, b]\nauthor: me\nlang: Klingon!\n---\n## What is X?\nIt is Y.\n"
    assert left_out(text) == [
        (0, "is no language tag such as en or zh; the language was guessed"),
        (2, "is front matter without a usable value for the title"),
        (3, "is front matter of no use here"),
    ]


@pytest.mark.parametrize(
    "inner",
    ["title: [", "title: 'x", "a: b: c", "? : : -", "title: " + "[" * 5_000, "a: *b", "- a\nb: c"],
    ids=range(7),
)
def test_broken_front_matter_does_not_keep_the_questions_from_being_read(inner: str) -> None:
    assert pairs(f"---\n{inner}\n---\n\n## What is X?\nIt is Y.\n") == [("What is X?", "It is Y.")]


def test_aliases_in_front_matter_are_never_expanded() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{this}: &{this} [{','.join([f'*{last}'] * 9)}]\n"
        for last, this in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True)
    )
    found = bank(f"---\n{bomb}title: *p\n---\n## What is X?\nIt is Y.\n")
    assert found.title == "notes"


def test_two_rules_are_no_front_matter() -> None:
    assert pairs("---\n\n## What is X?\n\n---\n\nIt is Y.\n") == [("What is X?", "It is Y.")]
    assert pairs("---\nQ: What is X?\nA: It is Y.\n\n---\n") == [("What is X?", "It is Y.")]
    assert pairs("---\n\nword: [\n\n## What is X?\nIt is Y.\n\n---\n") == [("What is X?", "It is Y.")]


def test_lines_are_counted_from_the_beginning_of_the_file() -> None:
    assert left_out("---\ntitle: T\n---\n\nHello.\n\n## What is X?\nIt is Y.\n") == [(5, NO_QUESTION)]


def test_two_or_more_sections_are_topics() -> None:
    found = bank("# 标题：Quiz\n## 1. Training\n### What is X?\nY\n### Why?\nZ\n## 二、Serving\n### When?\nNow\n")
    assert found.title == "Quiz"
    assert [(topic.id, topic.title) for topic in found.topics] == [("training", "Training"), ("serving", "Serving")]
    assert [question.topic for question in found.questions] == ["training", "training", "serving"]


def test_one_section_is_no_topic() -> None:
    found = bank("# Quiz\n## Training\n### What is X?\nY\n### Why?\nZ\n")
    assert [topic.title for topic in found.topics] == ["Quiz"]


def test_sections_with_labelled_questions_are_topics() -> None:
    found = bank("## Training\nQ: a?\nA: b\n\nQ: c?\nA: d\n\n## Serving\nQ: e?\nA: f\n\nQ: g?\nA: h\n")
    assert [topic.title for topic in found.topics] == ["Training", "Serving"]
    assert found.title == "notes"


def test_every_question_knows_its_place_in_the_document() -> None:
    sources = [question.source for question in questions("## What?\nA\n\n## No answer?\n\n## Why?\nB\n")]
    assert [(source.document, source.number) for source in sources if source] == [("notes", 1), ("notes", 2)]


def test_equal_prompts_have_ids_of_their_own() -> None:
    first, second, third = (question.id for question in questions("## Why?\nA\n\n## why ?\nB\n\n## Why?\nC\n"))
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_a_question_keeps_its_id_when_the_rest_of_the_file_changes() -> None:
    before = {
        question.prompt: question.id for question in questions("## What is X?\nIt is Y.\n\n## Who is Z?\nNobody.\n")
    }
    after = {
        question.prompt: question.id
        for question in questions("# New\n## When?\nNow.\n\n## Who is Z?\n- Someone\n- Else\n")
    }
    assert before["Who is Z?"] == after["Who is Z?"]


def test_the_version_changes_with_the_content_and_with_nothing_else() -> None:
    text = b"## What is X?\nIt is Y.\n"
    versions = [
        read_markdown(data, file=file, title="T", topic="T").bank
        for data, file in (
            (text, "/a/b.md"),
            (text.replace(b"\n", b"\r\n"), "/c/d.md"),
            (text + b"Really.\n", "/a/b.md"),
        )
    ]
    first, moved, edited = (found.version for found in versions if found)
    assert first == moved != edited
    assert len(first) == 8


# Hostile documents


def test_escape_codes_markup_and_direction_marks_stay_text() -> None:
    text = "## What is \x1b[31m[bold]X[/bold]\x1b[0m \u202eabc\u202c?\n- [red]a[/]: &#27;[2J b\n- c\x07\n"
    question = only(text)
    assert question.prompt == "What is [31m[bold]X[/bold][0m \u202eabc\u202c?"
    assert points(question) == [("[red]a[/]", "\ufffd[2J b"), ("c", None)]
    assert left_out(text) == [(1, "is the first of the lines that held 3 control characters, which were dropped")]


@pytest.mark.parametrize(
    "deep",
    [
        "> " * 5_000 + "deep",
        "- " * 5_000 + "deep",
        "".join("  " * i + f"- level {i}\n" for i in range(300)),
        "[" * 15_000,
        "![" * 7_000,
        "*_" * 7_000,
        "<div>" * 3_000,
        "<details>\n" * 3_000,
        "(" * 15_000,
        "`" * 15_000,
        "<!--" * 3_000,
        "<![" * 3_000,
    ],
    ids=range(12),
)
def test_deep_nesting_is_read_as_far_as_it_makes_sense(deep: str) -> None:
    reading = read(f"## What is X?\nIt is Y.\n\n## Who is Z?\nNobody.\n\n## Deep?\n{deep}\n")
    assert reading.bank is not None
    assert [question.prompt for question in reading.bank.questions][:2] == ["What is X?", "Who is Z?"]


def test_what_is_nested_too_deeply_is_reported() -> None:
    deep = "".join("  " * i + f"- level {i}\n" for i in range(60))
    assert (21, "is nested too deeply to be read") in left_out(f"## Why?\n{deep}")


def test_a_file_on_one_endless_line_is_reported_and_not_parsed() -> None:
    reading = read("## Why? " + "because " * 200_000)
    assert reading.bank is None
    assert reading.report.passages[0].why.startswith("is a line of 1,600,008 characters")


def test_a_big_document_is_read_in_pieces_with_its_lines_right() -> None:
    block = (
        "## What is number {0}?\n\n- **Half:** of it\n\n```sh\n# a comment {0}\n## not a heading?\n```\n\n1. more\n\n"
    )
    text = "".join(block.format(i) for i in range(6_000)) + "# Summary\n\nThe end.\n"
    shares: list[float] = []
    reading = read_markdown(text.encode(), progress=shares.append)
    assert reading.bank is not None
    assert (reading.report.questions, reading.report.points, reading.report.code) == (6_000, 12_000, 6_000)
    assert [passage.line for passage in reading.report.passages] == [text.count("\n")]
    assert len(shares) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("| Question | Answer |\n|---|---|\n", "| What is number {0}? | It is {0}, and that is that. |\n"),
        ("", "- Q: What is number {0}?\n- A: It is {0}, and that is that.\n"),
        ("", "Q: What is number {0}?\nA: It is {0}, and that is that.\n\n"),
        ("", "1. What is number {0}?\n   It is {0}, and that is that.\n"),
    ],
    ids=["table", "list of pairs", "pairs", "numbered"],
)
def test_an_endless_table_or_list_is_read_to_its_end(head: str, row: str) -> None:
    count = 24_000
    text = head + "".join(row.format(i) for i in range(count))
    shares: list[float] = []
    reading = read_markdown(text.encode(), progress=shares.append)
    assert reading.bank is not None
    assert len(reading.bank.questions) == count
    last = reading.bank.questions[-1]
    assert (last.prompt, last.answer.short) == ("What is number 23999?", "It is 23999, and that is that.")
    assert reading.report.passages == ()
    assert 0 < shares[0] < 0.8


def test_progress_ends_at_the_whole_for_a_small_file_too() -> None:
    shares: list[float] = []
    read_markdown(b"## What is X?\nIt is Y.\n", progress=shares.append)
    assert shares[-1] == 1.0


# Properties

_FRAGMENTS = st.sampled_from(
    [
        "# ",
        "## ",
        "### 1. ",
        "Q: ",
        "A: ",
        "**Q:** ",
        "Answer: ",
        "题目：",
        "**答案：** ",
        "解析：",
        "?",
        "？",
        "\n",
        "\n\n",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "    ",
        "```\n",
        "term: gloss",
        "**b** - c",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<li>x</li>",
        "<!-- c -->",
        "<![x",
        "<?x",
        "&#27;",
        "[a](b)",
        "[r]: u",
        "---\n",
        "---\ntitle: x\n---\n",
        "===",
        "\\",
        "`",
        "*",
        "中文",
        "以下包括：",
        "总结",
        "\x1b",
        "\x00",
        "\u202e",
        "\u2028",
        "İ",
        "²",
        "1.",
        "：",
        "word",
    ]
) | st.just("| a | b |\n|---|---|\n| c | d |\n")
DOCUMENTS = st.lists(_FRAGMENTS | st.text(max_size=8), max_size=40).map("".join)


def _check(reading_bank: Bank | None, problem: str) -> None:
    if reading_bank is None:
        assert problem.endswith(".")
    else:
        assert parse_bank(dump_bank(reading_bank)) == reading_bank


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_any_document_gives_a_valid_bank_or_a_problem(text: str) -> None:
    reading = read_markdown(text.encode("utf-8", "replace"))
    _check(reading.bank, reading.report.problem)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_give_a_valid_bank_or_a_problem(data: bytes) -> None:
    reading = read_markdown(data, file="x.md")
    _check(reading.bank, reading.report.problem)


_WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta"])
_BLOCKS = st.one_of(
    st.just("Q: {} is it?\nA: it is {}.\n"),
    st.just("{} {}.\n"),
    st.just("- {}\n- {}: {}\n"),
    st.just("1. {}\n   - {}\n     - {}\n\n   {}\n2. {} what?\n"),
    st.just("| {} | {} |\n|---|---|\n| {} | {} |\n"),
    st.just("```\n{}\n{}\n```\n"),
    st.just("> {}\n> {}\n"),
    st.just("**{} really?** {}\n"),
    st.just("<div>\n{}\n<p>{}</p></div>\n"),
    st.just("<details><summary>{}?</summary>\n\n{}\n\n</details>\n"),
    st.just("Explanation: {}\n"),
    st.just("答案：{}\n{}\n"),
    st.just("    {}\n    {}\n"),
    st.just("## {} {}?\n\n{}\n"),
    st.just("### {}\n\n{}\n"),
    st.just("# {}\n"),
    st.just("<!-- {} -->\n"),
    st.just("---\n"),
)


def _numbered(templates: list[str]) -> str:
    count = 0
    blocks = []
    for template in templates:
        slots = template.count("{}")
        blocks.append(template.format(*(f"word{count + i:04}" for i in range(slots))))
        count += slots
    return "\n".join(blocks)


@given(st.lists(_BLOCKS, max_size=14).map(_numbered))
@settings(max_examples=300, deadline=None)
def test_no_word_is_dropped_in_silence(text: str) -> None:
    """A word is in a question, in a heading or the header of a table, or in a passage that is reported."""
    reading = read_markdown(text.encode())
    told = dump_bank(reading.bank) if reading.bank else ""
    lines = text.split("\n")
    reported: set[int] = set()
    for passage in reading.report.passages:
        line = passage.line
        # A passage ends with a blank line that nothing indented follows.
        while line <= len(lines) and (lines[line - 1].strip() or lines[min(line, len(lines) - 1)].startswith("   ")):
            reported.add(line)
            line += 1
    for number, content in enumerate(lines, 1):
        if content.startswith("#") or lines[number : number + 1] == ["|---|---|"]:
            continue
        for word in re.findall(r"word\d{4}", content):
            assert word in told or number in reported, f"line {number} is lost: {content}"


@given(_WORDS, _WORDS)
@settings(max_examples=20, deadline=None)
def test_a_question_reads_the_same_in_every_encoding(one: str, other: str) -> None:
    text = f"## 什么是{one}？\n\n- **{other}：** 模型\n- 其他\n"
    found = [read_markdown(text.encode(name)).bank for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030")]
    assert len({dump_bank(each) for each in found if each}) == 1
    assert None not in found


def test_numbered_questions_after_an_answered_one_are_questions_of_their_own() -> None:
    text = "Q: Who is Z?\nA: Nobody.\n\n1. What is X?\n\n   It is Y.\n\n2. What is W?\n\n   It is V.\n"
    assert pairs(text) == [("Who is Z?", "Nobody."), ("What is X?", "It is Y."), ("What is W?", "It is V.")]
