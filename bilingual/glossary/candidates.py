"""Propose terms that a glossary lacks: quoted coinages, titles, and phrases that keep coming back."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.glossary.matcher import Matcher
from bilingual.language.han import RUN
from bilingual.language.sentences import split
from bilingual.language.words import Words
from bilingual.model.glossary import Glossary

LEAST = 2          # a phrase must come back
LONGEST_WORDS = 5
QUOTED, TITLE = 6, 4  # what quotation marks add to a rank: as much as three more occurrences of four characters
_QUOTED = re.compile(r"“([^“”，。；！？]{2,16})”")
_TITLE = re.compile(r"《([^《》]{3,60})》")
# Words at which no term begins or ends.
LOOSE = frozenset("""
    的 了 和 与 及 以及 在 对 为 以 要 等 将 把 是 有 中 上 下 不 更 加 也 就 都 并 从 到 向 由 使 让 被 于 之 其 这 那
    各 着 年 月 日 多 来 后 前 时 内 间 着力 进一步 推动 促进 加强 坚持 加快 推进 实现 完善 强化 提高 提升 增强 扩大
    深化 做好 实施 支持 持续 不断 积极 切实 充分 全面 深入 有效 确保 落实 优化 发挥 鼓励 引导 形成 建立 健全 打造
    培育 统筹 保障 改善 开展 巩固 必须 会议 强调 指出 认为 要求 今年 明年 我国 我们 举行 召开 出席 主持 发表 参加 作出
    进行 取得 化解 防范""".split())


@dataclass(frozen=True)
class Candidate:
    """A phrase that may deserve an entry, why, its rank (higher first), how often it stands, and a sentence with it."""
    text: str
    reason: str
    score: float
    count: int
    example: str


def find(texts: Iterable[str], glossary: Glossary, matcher: Matcher | None = None) -> list[Candidate]:
    """The candidates in some texts, best first; nothing that an entry covers.

    `matcher` is the glossary's, where there is one already.
    """
    texts = list(texts)
    matcher = matcher or Matcher(glossary)
    found: dict[str, Candidate] = {}

    def offer(text: str, what: str, bonus: int, count: int) -> None:
        covered = any(t.end - t.start == len(text) for t in matcher.find(text))
        score = bonus + count * (len(text) - 2)
        if not covered and score > (found[text].score if text in found else 0):
            found[text] = Candidate(text, f"{what}{count}×", score, count, _example(text, texts))

    joined = "\n".join(texts)
    for pattern, what, bonus in ((_QUOTED, "in quotation marks, ", QUOTED), (_TITLE, "a title, ", TITLE)):
        for text, count in Counter(pattern.findall(joined)).items():
            if RUN.search(text):
                offer(text, what, bonus, count)
    for text, count in _phrases(texts, matcher.words).items():
        offer(text, "", 0, count)
    return sorted(found.values(), key=lambda c: (-c.score, c.text))


def _example(phrase: str, texts: list[str]) -> str:
    """The first sentence with a phrase that has other words too, else the first."""
    sentences = [text[a:b] for text in texts if phrase in text for a, b in split(text) if phrase in text[a:b]]
    return next((s for s in sentences if len(s) > 2 * len(phrase)), sentences[0] if sentences else "")


def _phrases(texts: list[str], words: Words) -> dict[str, int]:
    """Runs of two to five words that occur at least twice and are no part of a longer run as frequent."""
    counts: Counter = Counter()
    for text in texts:
        for run in RUN.finditer(text):
            after_figure = text[run.start() - 1:run.start()].isdigit()  # its first word is the unit of a figure
            cut = list(words.cut(run.group()))[after_figure:]
            for i in range(len(cut)):
                for j in range(i + 2, min(len(cut), i + LONGEST_WORDS) + 1):
                    part = cut[i:j]
                    if part[0] not in LOOSE and part[-1] not in LOOSE and "的" not in part:
                        counts["".join(part)] += 1
    frequent = {t: n for t, n in counts.items() if n >= LEAST and 4 <= len(t) <= 16}
    inside: Counter[str] = Counter()
    for longer, n in frequent.items():
        for size in range(4, len(longer)):
            for at in range(len(longer) - size + 1):
                part = longer[at:at + size]
                if part in frequent:
                    inside[part] = max(inside[part], n)
    return {t: n for t, n in frequent.items() if inside[t] < n}
