"""Which encoding a file is in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.formats.decode import BINARY, EMPTY, Decoded, decode

CHINESE = "# 标题\n\n**题目：** 什么是大模型？\n\n**答案：** 一种参数很多的模型。\n"
ENGLISH = "# Title\n\nQ: What is a model?\nA: A simplified picture.\n"


def text_of(data: bytes) -> Decoded:
    decoded = decode(data)
    assert isinstance(decoded, Decoded), decoded
    return decoded


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(text: str, mark: bytes, encoding: str) -> None:
    decoded = text_of(mark + text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_chinese_in_gb18030_is_read() -> None:
    decoded = text_of(CHINESE.encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (CHINESE, "gb18030")


def test_traditional_chinese_in_gb18030_is_read() -> None:
    text = "問題：什麼是機器學習？\n答案：讓電腦從資料中學習。\n"
    assert text_of(text.encode("gb18030")).text == text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_every_newline_becomes_the_same_one(newline: str) -> None:
    assert text_of(newline.join(["a", "b", ""]).encode()).text == "a\nb\n"


@pytest.mark.parametrize("data", [b"", b"  \n\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_without_a_word_is_empty(data: bytes) -> None:
    assert decode(data) == EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + bytes(range(256)) * 4,
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(255, -1, -1)) * 4,
        b"\x7fELF\x02\x01\x01" + b"\0" * 400,
        b"\0" * 64,
        b"\x01\x02\x03\x04text",
        "caf\xe9 cr\xe8me br\xfbl\xe9e".encode("latin-1"),
    ],
)
def test_what_is_no_text_is_called_so(data: bytes) -> None:
    assert decode(data) == BINARY


def test_control_characters_are_dropped_and_counted_with_the_first_line() -> None:
    decoded = text_of(b"one line\nand \x1b[31mred\x1b[0m text\nwith a \x00 in it, and nothing else")
    assert decoded.text == "one line\nand [31mred[0m text\nwith a  in it, and nothing else"
    assert (decoded.dropped, decoded.dropped_line) == (3, 2)


def test_an_english_text_without_chinese_is_never_taken_for_utf_16() -> None:
    assert text_of(b"Bush hid the facts").encoding == "utf-8"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    decoded = decode(text.encode())
    if text.removeprefix("\ufeff").strip():
        assert isinstance(decoded, Decoded)
        assert decoded.text == text.removeprefix("\ufeff")
    else:
        assert decoded == EMPTY


@given(st.binary())
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    decoded = decode(data)
    if isinstance(decoded, str):
        assert decoded.endswith(".")
    else:
        assert decoded.text.strip()
        assert "\r" not in decoded.text
