"""Banks of any size: made-up words, but as long, as varied and as bilingual as those that ship."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from random import Random
from typing import Any, Final

SIZES: Final = (100, 10_000, 100_000)
"""Questions in the banks that are measured."""

POINTS: Final = 4
SEED: Final = 1

TOPICS: Final = 8
KINDS: Final = ("method", "metric", "risk", "role", "step", "resource", "market", "trait")
QUESTIONS_PER_AIM: Final = 5

WORDS: Final = tuple(
    map(
        "".join,
        product(
            ("b", "cl", "d", "fr", "g", "l", "m", "pr", "s", "tr"), "aeiou", ("nd", "r", "st", "x"), ("", "ing", "ow")
        ),
    )
)
CHARACTERS: Final = (
    "数据模型训练学习网络参数权重损失梯度优化精度混合专家检查点芯片运算硬件成本费用时间方法指标风险角色步骤资源市场特征"
    "知识语言文本图像声音用户系统服务安全质量速度内存缓存压缩量化蒸馏迁移微调对齐评估测试部署监控"
)


def _english(rng: Random, characters: int) -> str:
    """Return words of about so many characters, the median of the bank that ships."""
    return " ".join(rng.choices(WORDS, k=max(1, round(characters * rng.uniform(0.6, 1.4) / 6)))).capitalize()


def _chinese(rng: Random, characters: int) -> str:
    return "".join(rng.choices(CHARACTERS, k=max(2, round(characters * rng.uniform(0.6, 1.4)))))


def _text(rng: Random, english: int, chinese: int) -> dict[str, str]:
    return {"en": _english(rng, english), "zh": _chinese(rng, chinese)}


def _question(rng: Random, number: int, aims: int) -> dict[str, Any]:
    return {
        "id": f"question-{number}",
        "topic": f"topic-{rng.randrange(TOPICS)}",
        "prompt": _text(rng, 78, 23),
        "answer": {
            "short": _text(rng, 84, 24),
            "points": [{"term": _text(rng, 18, 4), "gloss": _text(rng, 87, 24)} for _ in range(POINTS)],
        },
        "explanation": _text(rng, 208, 66),
        "kind": rng.choice(KINDS),
        "aims": [f"aim {rng.randrange(aims)}"],
    }


@cache  # making the largest takes longer than what is measured with it, and two benchmarks need it
def bank_file(questions: int) -> bytes:
    """Return the JSON file of a bank of so many questions; the same bytes every time."""
    rng = Random(SEED)
    aims = max(1, questions // QUESTIONS_PER_AIM)
    bank = {
        "id": f"synthetic-{questions}",
        "version": "1",
        "title": f"{questions} questions",
        "languages": ["en", "zh"],
        "topics": [{"id": f"topic-{i}", "title": f"Topic {i}"} for i in range(TOPICS)],
        "questions": [_question(rng, i, aims) for i in range(questions)],
    }
    return json.dumps(bank, ensure_ascii=False).encode()
