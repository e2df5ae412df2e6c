"""Whether an English sentence has a verb where its Chinese has: 有效期为五年 is no "validity period for five years".

English is asked for any word that may be a finite verb, or a participle; a clause that begins with "if" or "where" does
not count. Chinese must say something of something: 为, 是, 应当, 将, 处. Of 56,000 sentences by people
ten have no verb.
"""
from __future__ import annotations

import re

from bilingual.language.verbs import finite_verbs

_SAYS = re.compile("[为是有](?!了|关|效|利|力|序|限|期|机)|应当?|将|已|不得|可以|必须|不[少低多高]于|不超|"
                   "处[^理置分于罚]|达|超|[增减]|[上下]降|由|罚款|没收|责令|吊销|[年月日]产|每[年月季天日周]|"
                   "接待|举行|召开|举办|签署|成立")
_RULE = re.compile("应当?|不得|必须|处[^理置分于罚]|罚款|没收|责令|吊销")  # which is never told by "promoting"
_CASE = re.compile(r"(?:if|where|when|whoever|whichever|those who|anyone who|any person who|in case|once|unless)\b"
                   r"(?!.*\b(?:shall|will|must|may|can|should)\b)", re.I)
_WHO = re.compile(r"(?:anyone|any person|those|whoever)\b(?: who)? \w+(?: \w+){0,14}? (?:faces?|is|are|gets?|"
                  r"receives?|pays?|"
                  r"bears?|commits?|loses?)\b", re.I)
_WORD = re.compile(r"[A-Za-z']+")
_WORD_OR_NUMBER = re.compile(r"[A-Za-z']+|\d+")
_CLAUSE = re.compile(r"[,;] ")
_LEAST = 4  # words
# Behind one of these stands no finite verb: the plan, of fines, to plan
_BEFORE_NOUN = frozenset("the a an of in for by with from per its their no every any own at to on into under over "
                         "between among through after before during more most less".split())
_AUXILIARIES = frozenset("is are was were am has have had do does did will would shall should may might can could must "
                         "cannot".split())
_PROVERB = re.compile(r"No [^,.]+, no [^,.]+\.?$")  # no investigation, no right to speak
_NO_WORD = re.compile(r"(?<!^)\bMay\b|\b\w+-[\w-]+")  # the month; fixed-term
# Numbered items are often told without a verb of their own
_NUMBERED = re.compile(r"\s*(?:[（(]|\d+[.．、]|第?[一二三四五六七八九十]+[是，、]|[①-⑳]|—|[•·●])")


# A label and its rates: 住宿费标准：每人每天480元
_RATES = re.compile("[^，。：；]{2,12}(?:标准|价格?|费用?|票价|额度|限额|费率|税率|期限)：[^：。]*[0-9][^：。]*。$")


def verbless(source: str, text: str) -> bool:
    """Whether an English text has no verb where its Chinese, a sentence up to its full stop, has one."""
    whole = source.endswith("。") and not _NUMBERED.match(source) and _SAYS.search(source)
    if whole and not _RULE.search(source) and _RATES.match(source) and ":" in text:
        return False
    if not whole or _PROVERB.match(text) or len(_WORD.findall(text)) < _LEAST:
        return False
    clauses = _CLAUSE.split(text)
    # "Anyone who commits the crime faces": who does something has a verb of his own
    main = [c for c in clauses if not _CASE.match(c) or _WHO.match(c)] if len(clauses) > 1 else clauses
    return not any(_has_verb(clause, _RULE.search(source) is None) for clause in main)


def _has_verb(clause: str, gerund: bool) -> bool:
    """Whether a word of a clause may be its verb; where it may be a `gerund`, also the "promoting" that begins it."""
    before = ""
    for word in _WORD_OR_NUMBER.findall(_NO_WORD.sub("thing", clause).lower()):
        if word in _AUXILIARIES or gerund and not before and word.endswith("ing"):
            return True
        may_be = word in finite_verbs() or word.endswith(("ed", "n't", "'re", "'ll", "'ve", "'m"))
        if may_be and before not in _BEFORE_NOUN:
            return True
        before = word
    return False
