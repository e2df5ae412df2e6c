"""Propose terms that a glossary lacks: quoted coinages, titles, and phrases that keep coming back."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from bilingual.glossary.matcher import Matcher
from bilingual.language.han import RUN
from bilingual.language.sentences import split
from bilingual.language.words import Words
from bilingual.model.glossary import Glossary

LEAST = 2          # a phrase must come back
LONGEST_WORDS = 5
NEW = 3            # characters of a phrase that no entry has: 构建 before 新发展格局 makes no new term
SHOWN = 40         # characters of an example on either side of the phrase
QUOTED, TITLE = 6, 4  # what quotation marks add to a rank: as much as three more occurrences of four characters
_QUOTED = re.compile(r"“([^“”，。；！？]{2,16})”")
_TITLE = re.compile(r"《([^《》]{3,60})》")
# Words at which no term begins or ends.
LOOSE = frozenset("""
    的 了 和 与 及 以及 在 对 为 以 要 等 将 把 是 有 中 上 下 不 更 加 也 就 都 并 从 到 向 由 使 让 被 于 之 其 这 那
    各 着 年 月 日 多 来 后 前 时 内 间 着力 进一步 推动 促进 加强 坚持 加快 推进 实现 完善 强化 提高 提升 增强 扩大
    深化 做好 实施 支持 持续 不断 积极 切实 充分 全面 深入 有效 确保 落实 优化 发挥 鼓励 引导 形成 建立 健全 打造
    培育 统筹 保障 改善 开展 巩固 必须 会议 强调 指出 认为 要求 今年 明年 我国 我们 举行 召开 出席 主持 发表 参加 作出
    进行 取得 化解 防范 更好 更加 较好 始终 自觉 同""".split())


@dataclass(frozen=True)
class Candidate:
    """A phrase that may deserve an entry, why, its rank (higher first), how often it stands, and a sentence with it."""
    text: str
    reason: str
    score: float
    count: int
    example: str


def find(texts: Iterable[str], glossary: Glossary, matcher: Matcher | None = None) -> list[Candidate]:
    """The candidates in some texts, best first; nothing that an entry covers where it stands.

    `matcher` is the glossary's, where there is one already.
    """
    texts = list(texts)
    matcher = matcher or Matcher(glossary)
    free = [_free(text, matcher) for text in texts]
    found: dict[str, Candidate] = {}

    def offer(text: str, reason: str, bonus: int, count: int, new: int) -> None:
        score = bonus + count * (new - 2)
        if score > (found[text].score if text in found else 0):
            found[text] = Candidate(text, reason, score, count, _example(text, texts))

    for pattern, reason, bonus in ((_QUOTED, "in quotation marks", QUOTED), (_TITLE, "a title", TITLE)):
        marked = Counter(m[1] for text, here in zip(texts, free, strict=True) for m in pattern.finditer(text)
                         if RUN.search(m[1]) and sum(here[m.start(1):m.end(1)]) > 0)
        for text, count in marked.items():
            offer(text, reason, bonus, count, len(text))
    for text, (count, new) in _phrases(texts, free, matcher.words).items():
        offer(text, "comes back", 0, count, new)
    return sorted(found.values(), key=lambda c: (-c.score, c.text))


def _free(text: str, matcher: Matcher) -> list[float]:
    """1 for each character of a text that no term covers, else 0; and what makes a phrase with a person's name none
    (李强作总结讲话).
    """
    free = [1.0] * len(text)
    for term in matcher.find(text):
        free[term.start:term.end] = [-inf if term.kind == "person" else 0.0] * (term.end - term.start)
    return free


def _example(phrase: str, texts: list[str]) -> str:
    """The shortest sentence with a phrase and other words, else the first; of a long one what is around the phrase."""
    sentences = [text[a:b].strip() for text in texts if phrase in text for a, b in split(text) if phrase in text[a:b]]
    sentence = min((s for s in sentences if len(s) > 2 * len(phrase)), key=len, default="".join(sentences[:1]))
    start = max(0, sentence.find(phrase) - SHOWN)
    end = sentence.find(phrase) + len(phrase) + SHOWN
    return "…" * (start > 0) + sentence[start:end] + "…" * (end < len(sentence))


def _phrases(texts: list[str], free: list[list[float]], words: Words) -> dict[str, tuple[int, int]]:
    """Runs of two to five words with NEW characters that no term has, with their count and the number of such
    characters: what occurs at least twice and is no part of a longer run as frequent.
    """
    counts: Counter[str] = Counter()
    new: dict[str, int] = {}
    for text, here in zip(texts, free, strict=True):
        for run in RUN.finditer(text):
            after_figure = text[run.start() - 1:run.start()].isdigit()  # its first word is the unit of a figure
            cut = list(words.cut(run.group()))
            at = list(accumulate(map(len, cut), initial=run.start()))
            for i in range(after_figure, len(cut)):
                for j in range(i + 2, min(len(cut), i + LONGEST_WORDS) + 1):
                    uncovered = sum(here[at[i]:at[j]])
                    if uncovered >= NEW and cut[i] not in LOOSE and cut[j - 1] not in LOOSE and "的" not in cut[i:j]:
                        part = text[at[i]:at[j]]
                        counts[part] += 1
                        new[part] = int(uncovered)
    frequent = {t: n for t, n in counts.items() if n >= LEAST and 4 <= len(t) <= 16}
    inside: Counter[str] = Counter()
    for longer, n in frequent.items():
        for size in range(4, len(longer)):
            for start in range(len(longer) - size + 1):
                part = longer[start:start + size]
                if part in frequent:
                    inside[part] = max(inside[part], n)
    return {t: (n, new[t]) for t, n in frequent.items() if inside[t] < n}
