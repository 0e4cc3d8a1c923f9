"""The words by which a document marks its questions, answers and explanations, in English and Chinese."""

from __future__ import annotations

import re
from typing import Final

QUESTION_WORDS: Final = (
    "question", "interview question", "exercise", "problem",
    "面试题目", "面试题", "面试问题", "题目", "问题", "提问", "习题", "练习题", "练习", "问",
)  # fmt: skip
ANSWER_WORDS: Final = (
    "answer", "answers", "solution", "reply", "show answer", "reveal answer", "see answer", "view answer",
    "click to show answer", "sample answer", "model answer",
    "参考答案", "标准答案", "示例答案", "查看答案", "点击查看答案", "显示答案", "答案", "回答", "解答", "答",
)  # fmt: skip
EXPLANATION_WORDS: Final = (
    "explanation", "rationale", "why", "reason", "explain",
    "答案解析", "解析", "解释", "说明", "详解", "分析",
)  # fmt: skip
TITLE_WORDS: Final = ("title", "标题", "题名")

SHORT_QUESTION: Final = "Q"
SHORT_ANSWER: Final = "A"
"""Capitals only: ``a:`` is a word or a name more often than a label."""

ASIDE_WORDS: Final = (
    "summary", "conclusion", "conclusions", "introduction", "preface", "foreword", "references",
    "further reading", "table of contents", "contents", "about", "licence", "license", "acknowledgements", "changelog",
    "see also",
    "总结", "小结", "结语", "结论", "结束语", "前言", "引言", "序言",
    "简介", "目录", "参考文献", "参考资料", "致谢", "附录",
)  # fmt: skip
"""Headings of what surrounds the questions."""

INTERROGATIVES: Final = (
    "what", "why", "how", "when", "where", "which", "who", "whose", "is", "are", "does", "do", "did", "can",
    "could", "should", "would", "explain", "describe", "define", "compare", "name", "list",
)  # fmt: skip
"""English headings that begin with one of these ask, even without a question mark."""
INTERROGATIVES_ZH: Final = (
    "什么是", "什么叫", "为什么", "为何", "如何", "怎样", "怎么", "哪些", "哪个", "请", "简述", "试述", "谈谈", "解释",
    "列举", "说明", "描述", "比较",
)  # fmt: skip

LEAD_WORDS: Final = (
    "the following", "as follows", "include", "includes", "including", "these are", "here are",
    "以下", "如下", "包括", "下列", "下面",
)  # fmt: skip
"""What a sentence holds that only announces the list or the code below it."""

CLOSING: Final = re.compile(
    r"(?:以上(?:仅|只|题目|内容|问题|就是|是|示例|代码仅)|希望(?:本文|这|以上|对|大家|能)|祝)"
    r"|(?:i hope|hope this|we hope|good luck|happy (?:learning|coding)|thanks for reading|thank you for)\b",
    re.IGNORECASE,
)
"""How a remark begins by which an author takes leave."""

_DIGITS: Final = "[0-9０-９]"
_COLON: Final = r"[:：]"


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _label(words: tuple[str, ...], short: str) -> re.Pattern[str]:
    """Match a label: ``Question:``, ``Question 3.``, ``Q:``, ``Q3)``, but not ``A.``, which names an option."""
    return re.compile(
        rf"\s*[【\[（(]?(?:(?:{_either(words)})\s*(?:{_DIGITS}+\s*[】\]）)]?\s*[:：.、)）．-]|[】\]）)]?\s*{_COLON}|[】\]])"
        rf"|(?-i:{short})\s*(?:{_DIGITS}+\s*[:：.、)）．-]|{_COLON}))\s*",
        re.IGNORECASE,
    )


QUESTION_LABEL: Final = _label(QUESTION_WORDS, SHORT_QUESTION)
ANSWER_LABEL: Final = _label(ANSWER_WORDS, SHORT_ANSWER)
EXPLANATION_LABEL: Final = re.compile(
    rf"\s*[【\[]?(?:[^\s:：。，,.]{{1,14}}的)?(?:{_either(EXPLANATION_WORDS)})\s*(?:[】\]]\s*{_COLON}?|{_COLON})\s*",
    re.IGNORECASE,
)
"""``解析：``, ``Explanation:``, and ``利用市场优势的解析：``, which says what the explanation is about."""

INNER_ANSWER: Final = re.compile(
    rf"(?:(?<=[?？.。!！\s])\s*)(?:{_either(ANSWER_WORDS)}|(?-i:{SHORT_ANSWER}))\s*{_COLON}\s*", re.IGNORECASE
)
"""An answer's label behind its question on one line: ``Q: Why? A: Because.``"""

QUESTION_ALONE: Final = re.compile(
    rf"\s*(?:(?:{_either(QUESTION_WORDS)}|{SHORT_QUESTION})\s*#?\s*{_DIGITS}+)\s*[:：.、)）]?\s*", re.IGNORECASE
)
"""A heading that only counts: ``Question 3``, ``面试题 3``."""
ANSWER_ALONE: Final = re.compile(rf"\s*(?:{_either(ANSWER_WORDS)})\s*{_DIGITS}*\s*{_COLON}?\s*", re.IGNORECASE)
EXPLANATION_ALONE: Final = re.compile(rf"\s*(?:{_either(EXPLANATION_WORDS)})\s*{_COLON}?\s*", re.IGNORECASE)
QUESTION_CELL: Final = re.compile(rf"\s*(?:{_either(QUESTION_WORDS)}|{SHORT_QUESTION})\s*", re.IGNORECASE)
ANSWER_CELL: Final = re.compile(rf"\s*(?:{_either(ANSWER_WORDS)}|{SHORT_ANSWER})\s*", re.IGNORECASE)

TITLE_LABEL: Final = re.compile(rf"\s*(?:{_either(TITLE_WORDS)})\s*{_COLON}\s*", re.IGNORECASE)

_NUMERALS: Final = "一二三四五六七八九十百零〇"
NUMBER: Final = re.compile(rf"\s*(?:[（(]?{_DIGITS}+[)）.、:：．](?!{_DIGITS})|{_DIGITS}+(?:\.{_DIGITS}+)+[.、]?\s)\s*")
"""``1.``, ``1)``, ``（1）``, ``1、``, ``1.2 ``: what a numbered question begins with."""
SECTION_NUMBER: Final = re.compile(
    rf"\s*(?:[{_NUMERALS}]+[、.．]|[（(][{_NUMERALS}]+[)）]、?|第[{_NUMERALS}0-9]+[章节部分篇讲]+[:：、\s]*"
    rf"|(?:part|chapter|section)\s+[0-9ivx]+[:.\s-]+)\s*",
    re.IGNORECASE,
)
"""``一、``, ``第二章``, ``Part 3:``: what a numbered section begins with."""

ASKS: Final = re.compile(
    rf"(?:{_either(INTERROGATIVES)})\b.*\s\S|(?:{_either(INTERROGATIVES_ZH)})", re.IGNORECASE | re.DOTALL
)
"""How a text begins that asks without a question mark."""

ASIDE: Final = re.compile(rf"\s*(?:{_either(ASIDE_WORDS)})\s*{_COLON}?\s*", re.IGNORECASE)
LEAD: Final = re.compile(rf"(?:{_either(LEAD_WORDS)})(?![a-z])", re.IGNORECASE)
TASK_BOX: Final = re.compile(r"\[[ xX]\]\s+")


def ends_as_question(text: str) -> bool:
    """Tell whether ``text`` ends with a question mark."""
    return text.rstrip(" \t\n*_」』”\"')）").endswith(("?", "？")) or text.rstrip().endswith(("?)", "？）"))


def without_number(text: str) -> str:
    """Return ``text`` without the number, or the section's number, that it begins with."""
    for pattern in (SECTION_NUMBER, NUMBER):
        match = pattern.match(text)
        if match and match.end() < len(text):
            return text[match.end() :]
    return text


def title_of(heading: str) -> str:
    """Return a heading as a title: without ``#``, number and ``标题：``."""
    text = heading.lstrip("#").strip()
    label = TITLE_LABEL.match(text)
    if label and label.end() < len(text):
        text = text[label.end() :]
    return without_number(text).strip() or heading.strip()


def is_aside(heading: str) -> bool:
    """Tell whether a heading stands over what surrounds the questions: an introduction, a summary."""
    return ASIDE.fullmatch(without_number(heading)) is not None
