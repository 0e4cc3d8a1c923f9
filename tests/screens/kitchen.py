"""A small bank in two languages, and items whose right option is known."""

from __future__ import annotations

from quizgame.bank.models import Bank
from quizgame.play.forms import BELONGS, ODD_ONE_OUT
from quizgame.play.item import Item, Option
from quizgame.play.plan import Plan

QUESTIONS = {
    "knife": ("tools", "What is a knife made of?", "刀由哪些部分组成？", "blade 刀身", "tang 刀茎", "bolster 刀枕"),
    "stove": ("tools", "What does a stove have?", "炉灶有哪些部分？", "burner 灶头", "grate 炉架", "igniter 点火器"),
    "scale": ("tools", "What does a pair of scales have?", "天平有哪些部分？", "beam 横梁", "pan 托盘", "pointer 指针"),
    "soup": ("dishes", "What goes into borscht?", "罗宋汤里放什么？", "beetroot 甜菜", "cabbage 卷心菜", "dill 莳萝"),
    "cake": ("dishes", "What goes into a sponge cake?", "海绵蛋糕里放什么？", "flour 面粉", "sugar 白糖", "eggs 鸡蛋"),
    "salad": ("dishes", "What is in a Greek salad?", "希腊沙拉里放什么？", "feta 羊酪", "olives 橄榄", "cucumber 黄瓜"),
}
"""From id to topic, English prompt, Chinese prompt, and points in both languages."""


def both(pair: str) -> dict[str, str]:
    """Return "blade 刀身" as a text in two languages."""
    en, zh = pair.split()
    return {"en": en, "zh": zh}


BANK = Bank.model_validate(
    {
        "id": "kitchen",
        "version": "1",
        "title": {"en": "The kitchen", "zh": "厨房"},
        "languages": ["en", "zh"],
        "topics": [
            {"id": "tools", "title": {"en": "Tools", "zh": "用具"}},
            {"id": "dishes", "title": {"en": "Dishes", "zh": "菜肴"}},
        ],
        "questions": [
            {
                "id": name,
                "topic": topic,
                "prompt": {"en": en, "zh": zh},
                "answer": {"points": [{"term": both(point)} for point in points]},
            }
            for name, (topic, en, zh, *points) in QUESTIONS.items()
        ],
    }
)

ASK = {"en": "Which of these is part of the answer?", "zh": "下列哪一项属于答案？"}
ODD = {"en": "Which of these is NOT part of the answer?", "zh": "下列哪一项不属于答案？"}
LEARN = {
    "en": "A knife is a blade on a tang; the bolster keeps the hand from the edge.",
    "zh": "刀身连着刀茎；刀枕护住手，不碰到刀刃。",
}


def prompt(question: str, lang: str) -> str:
    """Return what ``question`` asks."""
    return QUESTIONS[question][1 if lang == "en" else 2]


def option(question: str, point: int, lang: str) -> Option:
    """Return a point of ``question`` as an option."""
    return Option(both(QUESTIONS[question][3 + point])[lang], question, prompt(question, lang))


def items(lang: str = "en") -> tuple[Item, ...]:
    """Return three items; right are the second option (B), the first (A) and, the odd one out, the fourth (D)."""
    knife = tuple(option(name, i, lang) for name, i in (("stove", 0), ("knife", 0), ("soup", 0), ("cake", 0)))
    soup = tuple(option(name, i, lang) for name, i in (("soup", 1), ("scale", 0), ("salad", 1), ("knife", 1)))
    cake = (*(option("cake", i, lang) for i in range(3)), option("salad", 0, lang))
    return (
        _item("knife", BELONGS.id, lang, ASK, knife, 1, LEARN[lang]),
        _item("soup", BELONGS.id, lang, ASK, soup, 0),
        _item("cake", ODD_ONE_OUT.id, lang, ODD, cake, 3),
    )


def _item(
    question: str, form: str, lang: str, ask: dict[str, str], options: tuple[Option, ...], key: int, learn: str = ""
) -> Item:
    topic = QUESTIONS[question][0]
    lead = prompt(question, lang)
    return Item(f"{question}-{form}", BANK.id, question, topic, form, lang, lead, ask[lang], options, key, learn)


def plan(lang: str = "en", length: int = 3) -> Plan:
    """Return the plan of a round of ``length`` items from the kitchen."""
    return Plan("classic", BANK.id, BANK.version, lang, (), length, 20, 7)
