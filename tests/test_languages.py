"""In a Chinese interface every sentence of the lower floors is Chinese: problems, refusals, errors, reports."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from quizgame import i18n
from quizgame.bank.checks import Problem, check_bytes, check_file
from quizgame.bank.library import BankUnusable, Library, NoSuchBank
from quizgame.formats.collect import read_files
from quizgame.formats.decode import decode
from quizgame.formats.markdown import read_markdown
from quizgame.reason import reason_of
from quizgame.save.errors import (
    AlreadyRecorded,
    BusySave,
    DamagedSave,
    NameTaken,
    NewerSave,
    NoSuchPlayer,
    NoSuchRound,
    NotASave,
    SaveError,
    UnusableSave,
    named,
)
from quizgame.save.names import BadName, Reason, check_name
from quizgame.save.save import Save
from tests.bank.banks import as_bytes, document, question

ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
NAMES = re.compile(r"front matter|quizgame check|“[^”]*”")
"""What stays as it is: commands, terms of the trade, and what is cited."""
CHINESE = re.compile("[\u4e00-\u9fff]")
HALF_WIDTH = re.compile("[\u4e00-\u9fff][,.:;!?]|[,:;!?][\u4e00-\u9fff]")
SAVE = Path("/玩家/quizgame.db")


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    i18n.use("zh")
    yield
    i18n.use("en")


def is_chinese(sentence: str) -> bool:
    """Tell whether a sentence is Chinese but for names, with the punctuation of Chinese."""
    rest = NAMES.sub("", sentence)
    return bool(CHINESE.search(rest)) and not ENGLISH.search(rest) and not HALF_WIDTH.search(rest)


def told(*questions: dict[str, Any], **changes: Any) -> list[str]:
    """Return what is said of a bank, without file and line."""
    problems = check_bytes(as_bytes(document(*questions, **changes)), "notes.json")
    assert all(is_chinese(problem.wrong) and is_chinese(problem.right) for problem in problems), problems
    return [str(problem).split(": ", 1)[1] for problem in problems]


def test_a_broken_bank_is_told_of_in_chinese() -> None:
    assert told(
        question("q1", prompt=" ", difficulty=7),
        question("q2", topic="nowhere", promt="?"),
        question("q2", prompt=None, answer={}),
    ) == [
        "questions[0].prompt：为空。应为带引号的文本，或每种语言各一段文本。",
        "questions[0].difficulty：值不合要求：数字 7。应为数字 1、2 或 3，不加引号。",
        "questions[1].topic：引用了未定义的主题“nowhere”。请在 topics 中定义它，或改用：basics。",
        "questions[1].promt：不是题目的字段。请改名为“prompt”，或删去它。",
        "questions[2].prompt：缺失。应为带引号的文本，或每种语言各一段文本。",
        "questions[2].id：重复使用了“q2”。请让各项互不相同。",
        "questions[2].answer：没有内容。请写 short 或 points，也可以两者都写。",
    ]


@pytest.mark.parametrize("value", [None, True, 7, 1e300, "a", "\a", "x" * 50_000, [], {}, [[]], {"": ""}, {"en": 1}])
@pytest.mark.parametrize("field", ["id", "version", "title", "languages", "licence", "sources", "topics", "questions"])
def test_whatever_a_field_of_a_bank_holds_the_problem_is_chinese(field: str, value: object) -> None:
    told(**{field: value})


@pytest.mark.parametrize("value", [None, True, 7, 1e300, "a", "\a", "x" * 50_000, [], {}, [[]], {"": ""}, {"fr": "a"}])
@pytest.mark.parametrize(
    "field",
    ["id", "topic", "prompt", "answer", "explanation", "difficulty", "code", "source", "kind", "aims", "also_right"],
)
def test_whatever_a_field_of_a_question_holds_the_problem_is_chinese(field: str, value: object) -> None:
    told({**question(), field: value})


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"short": "a", "shrt": "b"}, "不是答案的字段。请改名为“short”，或删去它。"),
        ({"points": [{"term": "a", "xyz": 1}]}, "不是要点的字段。请删去；可用的字段有：term, gloss, aims。"),
        ({"points": [{"term": "a"}] * 101}, "超过 100 项。请删去一些。"),
        ({"short": "a\x1b"}, "含有控制字符 U+001B。请删去：文本中只能有换行和制表符。"),
    ],
)
def test_a_broken_answer_is_told_of_in_chinese(answer: dict[str, Any], sentence: str) -> None:
    assert any(line.endswith(sentence) for line in told(question(answer=answer)))


def test_advice_is_chinese() -> None:
    points = {"points": [{"term": "Loss", "gloss": "The loss."}, {"term": "loss", "gloss": "What is lost"}]}
    said = told(
        question("q1", answer=points),
        question("q2", prompt="What is asked by q1?", own_options=["That which q2 asks", "x", "X"]),
        question("q3", prompt="word " * 100, also_right=["that which q3 asks"]),
        question("q4", code={"text": "x" * 201 + "\n" * 200 + "x"}),
        topics=[{"id": "basics", "title": "Basics"}, {"id": "idle", "title": "Idle"}],
    )
    for sentence in (
        "topics[1]：没有题目。请编写 topic 为“idle”的题目，或删去这个主题。",
        "questions[0].answer.points[0].gloss：出现了它自己的术语“Loss”，等于给出了答案。请换一种说法来解释这个术语。",
        "questions[0].answer.points[1].term：与 points[0] 的术语雷同。请合并这两个要点，或使用不同的术语。",
        "questions[1].prompt：与题目“q1”的题干雷同。请删去其中一题，或修改措辞，让两题问的内容不同。",
        "questions[1].own_options[0]：也是正确答案：“That which q2 asks”。请换成一个错误选项，或删去它。",
        "questions[1].own_options[2]：与 own_options[1] 雷同。请删去其中一个。",
        "questions[2].also_right[0]：与答案重复：“that which q3 asks”。请删去：答案里的内容本来就是对的。",
    ):
        assert sentence in said


def test_a_question_that_borrows_too_little_is_told_what_it_finds() -> None:
    answer = {"short": "a", "points": [{"term": "b", "gloss": "c"}]}
    assert told(question("q1", answer=answer), question("q2", answer={"short": "d"}))[0] == (
        "questions[0].answer：在语言“en”下可借用的只有 0 个术语、0 个释义、1 个简答，凑不齐 3 个错误选项。"
        "请多写一些答案同类的题目，或为本题添加 own_options。"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "notes.json:1: 为空。请以 JSON 对象的形式写入一个题库。"),
        (b"\xff", "notes.json:1: 不是 UTF-8：此处不能出现字节 0xFF。请将文件另存为 UTF-8。"),
        (b'{"id": "a",\n}', "notes.json:2: 不是有效的 JSON：最后一项后面多了逗号。请删去这个逗号。"),
        (b"{\n", "notes.json:1: 不是有效的 JSON：过早结束。请把每个括号和引号都配上对。"),
        (b'{"a" 1}', 'notes.json:1: 不是有效的 JSON：键后面缺少冒号。请写成 "key": value 的形式。'),
    ],
)
def test_a_file_that_is_no_json_is_told_of_in_chinese(data: bytes, sentence: str) -> None:
    assert [str(problem) for problem in check_bytes(data, "notes.json")] == [sentence]


@pytest.mark.parametrize(
    "data", [b"{1}", b"[1 2]", b"{} x", b'"\n"', rb'"\q"', rb'"\ud800"', b"01", b"nul", b"[" * 999]
)
def test_every_slip_in_json_has_chinese_words(data: bytes) -> None:
    (problem,) = check_bytes(data, "notes.json")
    assert is_chinese(problem.wrong)
    assert is_chinese(problem.right)


def test_a_key_that_stands_twice_is_told_of_in_chinese() -> None:
    data = as_bytes(document()).replace(b'"id": "notes"', b'"id": "x",\n"id": "notes"')
    assert "notes.json:3: id：与第 2 行重复。请只保留一处：读取时只认最后一处。" in map(
        str, check_bytes(data, "notes.json")
    )


def test_a_file_that_is_not_there_is_told_of_in_chinese(tmp_path: Path) -> None:
    (missing,), (folder,) = check_file(tmp_path / "no.json"), check_file(tmp_path)
    assert str(missing) == f"{tmp_path / 'no.json'}:1: 不存在。请检查文件名和路径是否写错。"
    assert str(folder) == f"{tmp_path}:1: 是一个文件夹。请指定一个题库文件，例如 notes.json。"


def test_what_other_programs_read_of_a_problem_is_the_same_in_every_language() -> None:
    def kept(problem: Problem) -> tuple[object, ...]:
        return problem.file, problem.line, problem.place, problem.severity

    data = as_bytes(document(question("q1", difficulty=7), question("q2", prompt="x" * 1_000)))
    in_chinese = list(map(kept, check_bytes(data, "notes.json")))
    i18n.use("en")
    assert list(map(kept, check_bytes(data, "notes.json"))) == in_chinese


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library without a bank."""
    (tmp_path / "shipped").mkdir()
    (tmp_path / "own").mkdir()
    return Library(tmp_path / "own", shipped=tmp_path / "shipped")


def test_a_bank_that_is_not_there_is_told_of_with_the_nearest(library: Library) -> None:
    (library.own / "models.json").write_bytes(as_bytes(document(id="models")))
    (library.own / "models-2.json").write_bytes(as_bytes(document(id="models-2")))
    with pytest.raises(NoSuchBank, match=re.escape("没有题库 'modls'。你要找的是 models 或 models-2 吗？")):
        library.load("modls")
    with pytest.raises(NoSuchBank, match=re.escape("没有题库 'xyz'。")) as refused:
        library.load("xyz")
    assert is_chinese(str(refused.value))


def test_a_bank_that_cannot_be_used_is_told_of_in_chinese(library: Library) -> None:
    path = library.own / "a.json"
    path.write_text("{")
    with pytest.raises(BankUnusable) as refused:
        library.load("a")
    assert str(refused.value) == (
        f"{path}:1: 不是有效的 JSON：过早结束。请把每个括号和引号都配上对。查看全部问题：quizgame check {path}"
    )
    path.write_bytes(as_bytes(document(id="b")))
    with pytest.raises(BankUnusable) as refused:
        library.load("a")
    assert str(refused.value) == f"题库文件 {path} 中的题库 id 是“b”。请把文件改名为 b.json，或修改 id。"


@pytest.mark.parametrize(
    ("name", "reason", "sentence"),
    [
        (" ", Reason.EMPTY, "名字至少要有一个字符。"),
        ("名" * 11, Reason.TOO_LONG, "名字最宽 20 列。请换一个短一些的。"),
        ("a\x1b", Reason.CONTROL, "名字不能包含控制终端的字符或无法显示的字符。请去掉它们。"),
        ("\u2800", Reason.INVISIBLE, "名字不能包含看不见的字符。请去掉它们。"),
    ],
)
def test_a_refused_name_is_told_why_in_chinese(name: str, reason: Reason, sentence: str) -> None:
    with pytest.raises(BadName) as refused:
        check_name(name)
    assert refused.value.reason is reason
    assert str(refused.value) == sentence


def test_another_programs_file_in_the_place_of_the_save_is_told_of_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "quizgame.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (id)")
    with pytest.raises(NotASave) as refused:
        Save.open(path)
    assert str(refused.value) == f"{path} 不是 quizgame 的存档。请把它移走，或将 QUIZGAME_HOME 设为另一个文件夹。"


def test_a_folder_in_the_place_of_the_save_is_told_of_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(NotASave, match="是一个文件夹，而存档应为文件。"):
        Save.open(tmp_path)


def saying(code: int) -> sqlite3.Error:
    """Return the error that SQLite raises with ``code``, in SQLite's own words."""
    words = {
        sqlite3.SQLITE_FULL: "database or disk is full",
        sqlite3.SQLITE_IOERR: "disk I/O error",
        sqlite3.SQLITE_READONLY: "attempt to write a readonly database",
        sqlite3.SQLITE_CANTOPEN: "unable to open database file",
        sqlite3.SQLITE_PERM: "access permission denied",
        sqlite3.SQLITE_CORRUPT: "database disk image is malformed",
        sqlite3.SQLITE_NOTADB: "file is not a database",
        sqlite3.SQLITE_BUSY: "database is locked",
    }
    error = sqlite3.DatabaseError(words[code])
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "make",
    [
        lambda: NewerSave(SAVE, 9, 1),
        lambda: DamagedSave(SAVE, "…"),
        lambda: UnusableSave(SAVE, "…"),
        lambda: BusySave(SAVE),
        lambda: NameTaken("小明"),
        lambda: NoSuchPlayer(SAVE, "小明"),
        lambda: NoSuchRound(SAVE, "7"),
        lambda: AlreadyRecorded(SAVE, "…"),
    ],
)
def test_what_goes_wrong_with_the_save_is_said_in_the_language_of_the_moment(make: Callable[[], SaveError]) -> None:
    assert is_chinese(str(make()))
    i18n.use("en")
    assert not CHINESE.search(str(make()).replace(str(SAVE), "").replace("小明", ""))


@pytest.mark.parametrize(
    "code",
    [
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_BUSY,
    ],
)
def test_what_sqlite_says_is_translated_too(code: int) -> None:
    assert is_chinese(str(named(saying(code), SAVE)))


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EROFS, errno.EIO, errno.EMFILE])
def test_why_the_system_refused_is_said_in_the_language_of_the_interface(code: int) -> None:
    error = OSError(code, os.strerror(code))
    assert is_chinese(reason_of(error))
    assert is_chinese(str(named(error, SAVE)))
    assert is_chinese(str(named(OSError(code, os.strerror(code), "/玩家"), SAVE)))
    i18n.use("en")
    assert reason_of(error) == os.strerror(code)


def test_a_reason_that_nobody_translated_is_shown_as_the_system_gives_it() -> None:
    assert reason_of(OSError(errno.ENODEV, "No such device")) == "No such device"
    assert reason_of(OSError("torn")) == "torn"
    assert reason_of(OSError()) == "OSError"


def left_out(text: str) -> list[str]:
    """Return why passages of a document are in no question."""
    reasons = [passage.why for passage in read_markdown(text.encode(), file="/notes.md").report.passages]
    assert all(map(is_chinese, reasons)), reasons
    return reasons


ASKED = "## What is X?\nIt is Y.\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Hello.\n\n" + ASKED, "不属于任何题目"),
        (ASKED + "\n## What is Z?\n", "是没有答案的题目"),
        (ASKED + "\n<!-- note -->\n", "是注释"),
        (ASKED + "\n<script>f()</script>\n", "是不含文本的 HTML"),
        (ASKED + "\n" + "> " * 60 + "deep\n", "嵌套过深，无法读取"),
        ("---\ntitle: [a, b]\n---\n" + ASKED, "是 front matter，但 title 没有可用的值"),
        ("---\nauthor: me\n---\n" + ASKED, "是此处用不到的 front matter"),
        ("---\ntitle: [a\n---\n" + ASKED, "是 front matter，但不是有效的 YAML"),
        ("---\nlang: Klingon!\n---\n" + ASKED, "不是 en、zh 这样的语言标签；语言改为推断"),
        (ASKED + "\n" + "x" * 40_001, "是 40,001 个字符的一行；题目的一段文本最多 40,000 个字符"),
        (ASKED + "\n" + ("x" * 9_000 + "\n") * 3, "是 27,002 个字符的一段；题目的一段文本最多 20,000 个字符"),
        (ASKED + "\n## " + "x" * 2_001 + "?\nIt is Y.\n", "未收入：prompt 超过 2,000 个字符"),
        (ASKED + "\nA control \x07 character.\n", "从这一行起共有 1 个控制字符，已去掉"),
    ],
    ids=count(),
)
def test_why_a_passage_was_not_understood_is_said_in_chinese(text: str, why: str) -> None:
    assert why in left_out(text)


def test_a_file_that_gives_no_bank_is_told_of_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "bare.md").write_text("Hello.\n")
    collected = read_files([tmp_path / "bare.md", tmp_path / "no.md", tmp_path, tmp_path / "bare.md"])
    assert collected.bank is None
    assert [report.problem for report in collected.reports] == [
        "文件中没有找到题目。请把每个问题写成标题，答案写在标题下面；或写成以“问：”和“答：”（Q: 和 A:）开头的两行。",
        "没有这个文件：请检查文件名和文件夹。",
        "这是一个文件夹：请指定其中要读取的文件。",
        "这个文件前面已经给出，只读取一次。",
    ]


@pytest.mark.parametrize("data", [b"", bytes(range(256))])
def test_a_file_that_is_no_text_is_told_of_in_chinese(data: bytes) -> None:
    problem = decode(data)
    assert isinstance(problem, str)
    assert is_chinese(problem)
