"""Clauses of laws, reports and tables whose English is fixed but for what is counted and named in them:
处十日以上十五日以下拘留 "shall be detained for not less than 10 days but not more than 15 days".

A small model garbles them, word for word; given the English of the whole clause it builds a good sentence around it.
Nobody prescribes them, and what people write instead is as good. phrases.tsv has them.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bilingual.language.comparisons import period_of
from bilingual.language.english import upper_first
from bilingual.language.listed import together
from bilingual.language.quantities.find import find_quantities
from bilingual.language.quantities.rendering import decimal
from bilingual.language.quantities.units import TIMES
from bilingual.model.document import Term
from bilingual.model.quantity import Quantity


class Phrase(NamedTuple):
    """Where a clause stands in its sentence, and its English."""
    start: int
    end: int
    english: str


Rule = tuple[re.Pattern, str]
Own = Mapping[tuple[int, int], str]
# A quantity is masked by one character for its first and another for each of its others.
FIRST, OTHER = "\ue000", "\ue001"
_MARKS = {"‹": "(?:(?<=[，；。：])|^)", "›": "(?=[，；。）]|$)"}
_UNSURE = re.compile("力争|预计|计划|将|争取|确保|目标|(?<![主重需])要")  # what is wanted has not narrowed yet
_CAUSED = re.compile("带动|帮助|促进|推动|使|让|实现|助力|可(?!支配)")  # 带动农户户均增收: who earns more is no subject
_PAST = re.compile(r"\{moved\}|\{grew\}|reported|heard|launched|made|increased")


def _amounts(quantity: Quantity) -> bool:
    return bool(quantity.values) and quantity.kind != "year"


def _measures(quantity: Quantity, *dimensions: str) -> bool:
    return bool(quantity.values) and all(v.dimension in dimensions for v in quantity.values)


_MEASURES: dict[str, Callable[[Quantity], bool]] = {
    "bounded": lambda q: bool(q.values) and q.source.endswith(("以上", "以下", "以内")),
    "gap": lambda q: bool(q.values) and q.values[0].dimension in ("length", "points") and not q.values[0].bound,
    "any": lambda q: bool(q.values), "first": _amounts, "second": _amounts,
    "times": lambda q: q.kind == "multiple", "part": lambda q: q.kind == "fraction", "li": lambda q: q.kind == "li",
    "share": lambda q: q.kind != "multiple" and _measures(q, "share"),
    "rate": lambda q: q.kind != "multiple" and _measures(q, "share", "points"),
    "days": lambda q: _measures(q, *TIMES), "yuan": lambda q: _measures(q, "yuan"),
    "sorties": lambda q: q.kind == "sorties",
    "assembly": lambda q: q.kind == "congress", "order": lambda q: q.kind == "document number",
    "date": lambda q: q.kind == "date", "nth": lambda q: q.kind == "ordinal"}
_BODY = "[^，。；（）《》]+?"  # a term of any name


def phrases(source: str, terms: Sequence[Term] = ()) -> list[Phrase]:
    """The clauses of a sentence that have a fixed English, left to right; none cuts one of its `terms`, and none lacks
    the English of a term that it has inside.
    """
    quantities, masked = {q.start: q for q in find_quantities(source)}, source
    for q in quantities.values():
        masked = masked[:q.start] + FIRST + OTHER * (q.end - q.start - 1) + masked[q.end:]
    parts = [(t.start, t.end, t.target, t.kind) for t in terms]
    own = {(t.start, t.end): re.sub("^(?:the|an?) ", "", t.target) for t in terms}
    kept: list[Phrase] = []
    for found in (*_violated(masked, quantities, own), *_by_table(source, masked, quantities, own),
                  *map(Phrase._make, together(source, masked, quantities, parts))):
        if _fits(found, terms) and not any(found.start < k.end and k.start < found.end for k in kept):
            kept.append(found)
    return sorted(kept)


_ENACTED = re.compile("[（(](.+)[）)]|([12一二].+(?:通过|批准|修订|修正|公布|发布|颁布))")
_BETWEEN = {"": "", "，": ", ", "；": "; ", " ": "; ", "\u3000": "; "}


def enacted(source: str, terms: Sequence[Term] = ()) -> str:
    """The English of a line, mostly in brackets, that consists of such clauses: when a law was adopted, amended and
    issued; "" where it has anything else.
    """
    whole = _ENACTED.fullmatch(source)
    found = phrases(source, terms) if whole else []
    if not whole or not found or (found[0].start, found[-1].end) not in (whole.span(1), whole.span(2)):
        return ""
    gaps = [source[a.end:b.start] for a, b in itertools.pairwise(found)]
    if any(gap not in _BETWEEN for gap in gaps):
        return ""
    said = "".join(_BETWEEN[gap] + p.english for gap, p in zip(["", *gaps], found, strict=True))
    return f"({upper_first(said)})" if whole[1] else upper_first(said)


def _fits(found: Phrase, terms: Sequence[Term]) -> bool:
    """Whether a clause cuts no term, and says those that it has inside; how it says quantities is its own matter."""
    low = found.english.lower()
    for term in terms:
        inside = found.start <= term.start and term.end <= found.end
        if not inside and term.start < found.end and found.start < term.end:
            return False
        forms = (re.sub("^(?:the|an?) ", "", form.lower()).rstrip("s") for form in (term.target, *term.variants))
        if inside and not term.quantity and not any(form in low for form in forms):
            return False
    return True


@cache
def _rows(kind: str) -> list[list[str]]:
    text = (files(__package__) / "phrases.tsv").read_text(encoding="utf-8")
    return [line.split("\t")[1:] for line in text.splitlines() if line.startswith(f"{kind}\t")]


@cache
def _words() -> dict[str, dict[str, str]]:
    """What may stand for each group of words, and its English."""
    words: dict[str, dict[str, str]] = {}
    for group, chinese, english in _rows("word"):
        words.setdefault(group, {})[chinese] = english
    return words


@cache
def _rules(kind: str) -> list[Rule]:
    """The clauses of a kind, with their groups as expressions."""
    groups = {"body": _BODY} | dict.fromkeys(_MEASURES, f"{FIRST}{OTHER}*")
    for name, words in _words().items():
        groups[name] = "|".join(sorted(words, key=len, reverse=True))
    named = {f"{{{name}}}": f"(?P<{name}>{expression})" for name, expression in groups.items()}
    parts = re.compile("|".join(map(re.escape, {**named, **_MARKS})))
    return [(re.compile(parts.sub(lambda m: {**named, **_MARKS}[m.group()], chinese)), english)
            for chinese, english in _rows(kind)]


def _by_table(source: str, masked: str, quantities: Mapping[int, Quantity], own: Own) -> Iterator[Phrase]:
    period, unsure, caused = period_of(source), _UNSURE.search(source), _CAUSED.search(source)
    for pattern, english in _rules("clause"):
        if "{period}" in english and not period or unsure and _PAST.match(english):
            continue
        if caused and english.startswith("increased"):
            continue
        for m in pattern.finditer(masked):
            said = _english(m, english.replace("{period}", period), quantities, own)
            if said:
                yield Phrase(*m.span(), said)


def _english(m: re.Match, english: str, quantities: Mapping[int, Quantity], own: Own) -> str:
    """The English of a match, with the `own` of its terms; "" where a quantity is of another kind than is asked for,
    or a body no term.
    """
    said = {}
    for name, chinese in m.groupdict(default="").items():
        quantity = quantities.get(m.start(name)) if chinese.startswith(FIRST) and name != "body" else None
        if quantity and not _MEASURES[name](quantity) or name == "body" and m.span(name) not in own:
            return ""
        said[name] = _amount(name, quantity) if quantity else _word(name, chinese, own.get(m.span(name), ""))
    if "grew" in said:
        said["rate"] = f"by {said['rate']}"
    return english.format(**said)


def _word(group: str, chinese: str, own: str) -> str:
    """The English of a word, with that of its own term where it is one."""
    english = _words().get(group, {}).get(chinese, "")
    own = own.removesuffix("s") if group == "craft" else own  # drones, ten drone sorties
    return "the " * english.startswith("the ") + own if own else english


def _amount(name: str, quantity: Quantity) -> str:
    """The English of a quantity in its clause: 5 per thousand is 0.5% where something else has a "per"."""
    first, *others = quantity.values
    if name == "share" and quantity.kind == "per thousand" and not others and not first.bound:
        return f"{decimal(first.number * 100)}%"
    if name == "sorties":
        return re.sub(" (?:sorties|sortie|flights?)$", "", quantity.rendering)
    return quantity.rendering.replace(" li", "-li") if name == "li" else quantity.rendering


@cache
def _violation() -> re.Pattern:
    laws = "|".join(_words()["this"])
    return re.compile(f"(?:(?<=[；。])|^)违反(?P<this>{laws})?(?P<cited>{FIRST}{OTHER}*)?(?:的?规定)?的，")


def _violated(masked: str, quantities: Mapping[int, Quantity], own: Own) -> Iterable[Phrase]:
    """违反本法第二十条规定的 with what is done to whoever does so, which the model takes for somebody else."""
    m = _violation().search(masked)
    cited = quantities.get(m.start("cited")) if m and m["cited"] else None
    if not m or not (m["this"] or cited) or cited and cited.kind != "citation":
        return []
    done = next(((found, english) for rule, english in _rules("done") if (found := rule.match(masked, m.end()))), None)
    told = _english(*done, quantities, own) if done else ""
    if not done or not told:
        return []
    law = _words()["this"].get(m["this"] or "", "")
    broken = " of ".join(filter(None, (cited.rendering if cited else "", law)))
    return Phrase(*m.span(), f"whoever violates the provisions of {broken}"), Phrase(*done[0].span(), told)
